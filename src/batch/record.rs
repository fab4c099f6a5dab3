//! A line of the journal: what became of one row.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::list::Other;
use crate::check::RULES;

/// The version of a line's shape.
pub(super) const SCHEMA: &str = "pmconvert/result/1";

/// What became of one row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The version of this shape.
    pub schema: Cow<'static, str>,
    /// The number of the row in its list.
    pub row: usize,
    /// Whose it is.
    pub id: String,
    /// The author's name, as the list has it.
    pub name: String,
    /// What was handed in: a link without tokens, or a file as the list names it.
    pub input: String,
    /// What was converted in its place, where it was only a link.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub followed: Option<String>,
    /// Whether it was handed in late.
    #[serde(default, skip_serializing_if = "is_false")]
    pub late: bool,
    /// How it ended.
    pub status: Status,
    /// What kind of document it is.
    pub verdict: Option<String>,
    /// The title of the write-up.
    pub title: Option<String>,
    /// Words of the write-up.
    pub words: Option<usize>,
    /// Required requirements that are met.
    pub met: Option<usize>,
    /// Requirements that are required.
    pub required: Option<usize>,
    /// Points earned by the rule pack.
    pub points: Option<f64>,
    /// Points of all required requirements.
    pub total: Option<f64>,
    /// Every requirement and how far it is met.
    #[serde(default, skip_serializing_if = "Requirements::is_empty")]
    pub requirements: Requirements,
    /// How many findings there are, by severity.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub findings: BTreeMap<String, usize>,
    /// Why it failed.
    pub error: Option<Failure>,
    /// What was written, by form.
    pub outputs: BTreeMap<String, String>,
    /// The id of an earlier row that handed in the same document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_as: Option<String>,
    /// What else was handed in and did not become the result.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<Other>,
    /// SHA-256 of the file handed in; none for a link, whose document is not asked for again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// What the row and the options were: a line with another one is out of date.
    pub fingerprint: String,
}

impl Record {
    /// What the document of a converted row is: where it was followed or fetched from, or the digest of its file. Nothing for an empty one,
    /// since all empty ones are alike.
    pub(super) fn document(&self) -> Option<String> {
        if self.status != Status::Ok || self.verdict.as_deref() == Some("empty") {
            return None;
        }
        let file = || self.sha256.as_ref().map(|sha256| format!("sha256:{sha256}"));
        Some(self.followed.clone().or_else(file).unwrap_or_else(|| self.input.clone()))
    }
}

/// The newest line of each row, by id.
pub type Records = BTreeMap<String, Record>;

/// How a row ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Converted.
    Ok,
    /// Not converted.
    Failed,
    /// No request was made, since the server had asked to stop.
    NotTried,
}

/// Why a row failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// The stable name of the error.
    pub code: String,
    /// What happened.
    pub message: String,
    /// What can be done.
    pub hint: String,
}

/// Requirements by id, in the course's order, each `met`, `partial` or `missing`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Requirements(pub Vec<(Cow<'static, str>, Cow<'static, str>)>);

impl Requirements {
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How far a requirement is met.
    #[must_use]
    pub fn status(&self, id: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == id).map(|(_, status)| status.as_ref())
    }
}

impl Serialize for Requirements {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(id, status)| (id, status)))
    }
}

impl<'de> Deserialize<'de> for Requirements {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Requirements;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object of requirements")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Requirements, A::Error> {
                let mut found = Vec::with_capacity(RULES.len());
                while let Some((id, status)) = map.next_entry::<Cow<'de, str>, Cow<'de, str>>()? {
                    found.push((known(id), known(status)));
                }
                Ok(Requirements(found))
            }
        }
        deserializer.deserialize_map(Visitor)
    }
}

/// The constant that a text equals, so that ten thousand rows do not hold the same names ten thousand times.
fn known(text: Cow<'_, str>) -> Cow<'static, str> {
    let constants = RULES.iter().map(|rule| rule.id).chain(["met", "partial", "missing"]);
    let constant = constants.into_iter().find(|constant| *constant == text);
    constant.map_or_else(|| Cow::Owned(text.into_owned()), Cow::Borrowed)
}

impl Status {
    /// The name in the journal.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Failed => "failed",
            Self::NotTried => "not_tried",
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_false(value: &bool) -> bool {
    !*value
}
