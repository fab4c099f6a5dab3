//! The types of the section tree, as they stand in the JSON.

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use super::{Finding, Requirement, Topic};
use crate::document::{At, Block, Comment};
use crate::notice::Noted;

/// One document that was handed in.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Submission {
    /// The version of this shape: `pmconvert/submission/1`.
    pub schema: &'static str,
    /// Where it came from.
    pub source: SourceRecord,
    /// What kind of document it is.
    pub verdict: Verdict,
    /// The rules that it was checked by.
    pub rules: RulesRecord,
    /// Every link in the document, in order.
    pub links: Vec<LinkRecord>,
    /// The write-ups, in the order of the document.
    pub postmortems: Vec<Postmortem>,
    /// Content of a document that is no postmortem, in its own order; empty for a postmortem.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub content: Vec<Block>,
    /// Parts that belong to no write-up.
    pub unplaced: Vec<Unplaced>,
    /// Reviewers' comments, where they were asked for (`--comments`).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub comments: Vec<Comment>,
    /// What happened to content on its way.
    pub notices: Vec<Noted>,
}

/// Where a document came from.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SourceRecord {
    /// File name, `-`, or link.
    pub origin: String,
    /// What it was converted from before, where it is a README of pmconvert's own that says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub converted_from: Option<String>,
    /// The format it was read as.
    pub format: String,
    /// A title given outside the text.
    pub title: Option<String>,
    /// Size of the file in bytes.
    pub bytes: usize,
    /// SHA-256 of the file, in hexadecimal digits.
    pub sha256: String,
    /// Words of the whole document, by Unicode word boundaries (UAX 29).
    pub words: usize,
}

/// The rules that a document was checked by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RulesRecord {
    /// The name of the rule pack.
    pub name: String,
    /// SHA-256 of the pack's file, in hexadecimal digits.
    pub sha256: String,
    /// The word range that is asked for.
    pub words: WordRange,
}

impl RulesRecord {
    /// The first digits of the hash, enough to tell packs apart by eye.
    #[must_use]
    pub fn short_hash(&self) -> &str {
        self.sha256.get(..12).unwrap_or_default()
    }
}

/// How many words a write-up may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WordRange {
    /// At least so many.
    pub fewest: usize,
    /// At most so many.
    pub most: usize,
}

/// What kind of document it is, and why.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Verdict {
    /// The kind.
    pub kind: Kind,
    /// One line on what decided.
    pub reason: String,
}

/// Kinds of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// One write-up of an incident.
    Postmortem,
    /// Several write-ups.
    Multiple,
    /// An assignment or instructions, and no incident.
    Guide,
    /// Nothing but links.
    Link,
    /// No content.
    Empty,
    /// Anything else.
    Other,
}

impl Kind {
    /// Whether there is a write-up, one or several.
    #[must_use]
    pub fn is_postmortem(self) -> bool {
        matches!(self, Self::Postmortem | Self::Multiple)
    }

    /// The kind in words, for messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Postmortem => "a postmortem",
            Self::Multiple => "several postmortems",
            Self::Guide => "an assignment or a guide",
            Self::Link => "only a link (`--follow` converts what it links to)",
            Self::Empty => "empty",
            Self::Other => "another text",
        }
    }
}

/// A link in the document.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LinkRecord {
    /// Its target.
    pub url: String,
    /// What it leads to: `google_doc`, `web`, …
    pub kind: &'static str,
    /// What is shown.
    pub text: String,
    /// Where it stands.
    pub at: At,
}

/// One write-up of one incident.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Postmortem {
    /// Its own title; `null` if it has none.
    pub title: Option<String>,
    /// Words of title and sections, by Unicode word boundaries (UAX 29).
    pub words: usize,
    /// Duration, impact and root cause.
    pub summary: Summary,
    /// What happened when.
    pub timeline: Vec<TimelineEntry>,
    /// Cause and resolution in detail.
    pub cause_and_resolution: CauseAndResolution,
    /// What shall be done.
    pub measures: Measures,
    /// The sections in the order of the document.
    pub sections: Vec<Section>,
    /// The requirements of the course, in its order, each with its status and proof.
    pub requirements: Vec<Requirement>,
    /// What contradicts itself, is ambiguous, or was left in, in the order of the document.
    pub findings: Vec<Finding>,
}

/// A section: its role, its heading, its content.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Section {
    /// What the section is for.
    pub role: Role,
    /// Its heading in the author's words; `null` if it has none.
    pub heading: Option<String>,
    /// Where it stands, heading included.
    pub at: At,
    /// Content before the first child.
    pub blocks: Vec<Block>,
    /// Parts under headings or labels of their own.
    pub children: Vec<Section>,
    /// What the heading names.
    #[serde(skip)]
    pub topic: Topic,
    /// Whether its content told what it is for, since its heading does not.
    #[serde(skip)]
    pub inferred: bool,
}

/// What a section is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Issue Summary.
    Summary,
    /// Timeline.
    Timeline,
    /// Root cause and resolution.
    CauseAndResolution,
    /// Corrective and preventative measures.
    Measures,
    /// Anything else that belongs to the write-up.
    Other,
}

/// Words of the document and where they stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Quote {
    /// The author's words.
    pub text: String,
    /// Where they stand.
    pub at: At,
}

/// The facts of the summary.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct Summary {
    /// How long it lasted.
    pub duration: Option<Duration>,
    /// What it did to users.
    pub impact: Option<Impact>,
    /// Its cause, as the summary gives it.
    pub root_cause: Option<Quote>,
}

/// How long it lasted.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Duration {
    /// The author's words.
    pub text: String,
    /// When it began.
    pub start: Option<Moment>,
    /// When it ended.
    pub end: Option<Moment>,
    /// Minutes from start to end, else as stated.
    #[serde(serialize_with = "whole_if_whole")]
    pub minutes: Option<f64>,
    /// Minutes as stated in words.
    #[serde(serialize_with = "whole_if_whole")]
    pub stated_minutes: Option<f64>,
    /// Where it stands.
    pub at: At,
}

/// A point in time as far as it is known. Nothing is guessed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Moment {
    /// `YYYY-MM-DD`, or `--MM-DD` without a year.
    pub date: Option<String>,
    /// `HH:MM` or `HH:MM:SS`, 24-hour.
    pub time: Option<String>,
    /// The zone as the author wrote it.
    pub zone: Option<String>,
    /// RFC 3339 in UTC, where date, time and an unambiguous zone are known.
    pub instant: Option<String>,
}

/// What it did to users.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Impact {
    /// The author's words.
    pub text: String,
    /// Share of users affected, 0 to 100.
    #[serde(serialize_with = "whole_if_whole")]
    pub percent_users: Option<f64>,
    /// Where it stands.
    pub at: At,
}

/// One entry of the timeline.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TimelineEntry {
    /// `HH:MM` or `HH:MM:SS`, 24-hour.
    pub time: Option<String>,
    /// The end of a range.
    pub end_time: Option<String>,
    /// The time as told from the beginning of the incident, in the author's words: `T+5m`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub elapsed: Option<String>,
    /// The date that the entry or a day heading above it states.
    pub date: Option<String>,
    /// The zone that the entry states.
    pub zone: Option<String>,
    /// RFC 3339 in UTC, where date, time and an unambiguous zone are known.
    pub instant: Option<String>,
    /// What happened, without the time at its head.
    pub text: String,
    /// What kind of event it tells of.
    pub events: Vec<Event>,
    /// Where it stands.
    pub at: At,
    /// Whether a day is named for it or right above it, so that its time is not compared with the one before.
    #[serde(skip)]
    pub starts_day: bool,
}

/// Writes `90`, not `90.0`, where a number is whole.
#[expect(clippy::ref_option, reason = "serde calls it with a reference")]
fn whole_if_whole<S: Serializer>(number: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    match number {
        #[expect(clippy::cast_possible_truncation, reason = "the number is whole and small")]
        Some(number) if number.fract() == 0.0 && number.abs() < 1e15 => serializer.serialize_i64(*number as i64),
        number => number.serialize(serializer),
    }
}

/// Kinds of events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// The moment the issue was noticed.
    Detected,
    /// By what means it was noticed.
    HowDetected,
    /// Something was investigated, tried, assumed or changed.
    Action,
    /// A wrong assumption, a dead end, a fix that did not help.
    Misleading,
    /// A person or team was called in.
    Escalated,
    /// Service restored, or the final fix in place.
    Resolved,
}

/// Cause and resolution in detail. A paragraph that tells of both stands in both.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct CauseAndResolution {
    /// What caused it.
    pub cause: Option<Quote>,
    /// How it was fixed.
    pub resolution: Option<Quote>,
}

/// What shall be done.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct Measures {
    /// What can be improved, broadly.
    pub improvements: Vec<Measure>,
    /// Specific tasks.
    pub tasks: Vec<Task>,
}

/// A broad improvement.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Measure {
    /// The author's words.
    pub text: String,
    /// Where it stands.
    pub at: At,
}

/// A specific task.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Task {
    /// The author's words.
    pub text: String,
    /// State of its check box, if it has one.
    pub done: Option<bool>,
    /// Where it stands.
    pub at: At,
}

/// A part that belongs to no write-up.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Unplaced {
    /// What it is.
    pub reason: Reason,
    /// Its words.
    pub text: String,
    /// Where it stands.
    pub at: At,
}

/// Why a part belongs to no write-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The course's own text, pasted in.
    AssignmentText,
    /// What a chat assistant said around the write-up.
    AssistantResidue,
    /// Project names, badges, copyright lines.
    PageFurniture,
    /// A link that stands by itself.
    Link,
    /// Who wrote it.
    Signature,
}
