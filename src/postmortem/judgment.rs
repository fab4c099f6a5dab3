//! What a check said about a write-up, as it stands in the JSON; the rules are in [`crate::check`].

use schemars::JsonSchema;
use serde::Serialize;

use super::Quote;
use crate::check::Need;
use crate::document::At;

/// One requirement of the course and how far the write-up meets it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Requirement {
    /// The stable name of the requirement: `summary.duration`.
    pub id: &'static str,
    /// How far it is met.
    pub status: Status,
    /// The words that prove it, in the author's words; empty where nothing speaks for it, or where the proof is a count.
    pub evidence: Vec<Quote>,
    /// One sentence on how to meet it; `null` where it is met.
    pub advice: Option<String>,
    /// Whether it counts, by the rule pack.
    #[serde(skip)]
    pub need: Need,
    /// What it is worth, by the rule pack.
    #[serde(skip)]
    pub points: f64,
    /// What it earns.
    #[serde(skip)]
    pub earned: f64,
}

/// How far a requirement is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// As asked.
    Met,
    /// Something of it is there.
    Partial,
    /// Nothing of it is there.
    Missing,
}

impl Status {
    /// Its name, as in the JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Partial => "partial",
            Self::Missing => "missing",
        }
    }
}

/// Something in the write-up that contradicts itself, is ambiguous, or should not be there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Finding {
    /// The stable name of the kind: `time.order`.
    pub id: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// One sentence.
    pub message: String,
    /// Where it stands; `null` where it is about the whole write-up.
    pub at: Option<At>,
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Cannot be right: mend it.
    Error,
    /// Most likely wrong: look at it.
    Warning,
    /// Could be better or clearer.
    Suggestion,
}

impl Severity {
    /// Its name, as in the JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Suggestion => "suggestion",
        }
    }
}
