//! What a requirement is: one row of [`super::RULES`].

use super::article::Article;
use crate::postmortem::{Quote, Role, Status};

/// One requirement of the course.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its stable name, as in the JSON: `summary.duration`.
    pub id: &'static str,
    /// The part of a write-up that it asks of.
    pub group: Group,
    /// Whether it counts.
    pub need: Need,
    /// What it asks, as a question.
    pub asks: &'static str,
    /// How to meet it, in one sentence.
    pub advice: &'static str,
    /// How it is told whether it is met, in part or not.
    pub told: &'static str,
    /// Words that meet it.
    pub good: &'static str,
    /// Words that do not.
    pub bad: &'static str,
    /// How far a write-up meets it.
    pub(super) check: fn(&Article<'_>) -> Answer,
}

/// The parts of a write-up, in the order of the course.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Issue Summary.
    Summary,
    /// Timeline.
    Timeline,
    /// Root Cause and Resolution.
    CauseAndResolution,
    /// Corrective and Preventative Measures.
    Measures,
    /// The document as a whole.
    Document,
}

impl Group {
    /// All groups in order.
    pub const ALL: [Self; 5] =
        [Self::Summary, Self::Timeline, Self::CauseAndResolution, Self::Measures, Self::Document];

    /// The role of its sections; `None` for the document as a whole.
    #[must_use]
    pub fn role(self) -> Option<Role> {
        match self {
            Self::Summary => Some(Role::Summary),
            Self::Timeline => Some(Role::Timeline),
            Self::CauseAndResolution => Some(Role::CauseAndResolution),
            Self::Measures => Some(Role::Measures),
            Self::Document => None,
        }
    }

    /// Its heading.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Summary => "Issue Summary",
            Self::Timeline => "Timeline",
            Self::CauseAndResolution => "Root Cause and Resolution",
            Self::Measures => "Corrective and Preventative Measures",
            Self::Document => "Document",
        }
    }
}

/// Whether a requirement counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It must be met.
    Required,
    /// It is extra.
    Optional,
    /// It is not asked for.
    Off,
}

impl Need {
    /// Its name, as in rule packs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Optional => "optional",
            Self::Off => "off",
        }
    }
}

/// What a rule says of a write-up.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Answer {
    /// How far it is met.
    pub(super) status: Status,
    /// The words that prove it.
    pub(super) evidence: Vec<Quote>,
    /// Advice for this write-up, where it is more than the rule's own.
    pub(super) advice: Option<String>,
}

/// Most quotes that are given as evidence of one requirement.
const MOST_EVIDENCE: usize = 5;

impl Answer {
    pub(super) fn new(status: Status, evidence: impl IntoIterator<Item = Quote>) -> Self {
        let mut kept: Vec<Quote> = Vec::new();
        for quote in evidence.into_iter().filter(|quote| !quote.text.trim().is_empty()) {
            if !kept.contains(&quote) {
                kept.push(quote);
            }
            if kept.len() == MOST_EVIDENCE {
                break;
            }
        }
        Self { status, evidence: kept, advice: None }
    }

    pub(super) fn met(evidence: impl IntoIterator<Item = Quote>) -> Self {
        Self::new(Status::Met, evidence)
    }

    pub(super) fn partial(evidence: impl IntoIterator<Item = Quote>) -> Self {
        Self::new(Status::Partial, evidence)
    }

    pub(super) fn missing() -> Self {
        Self::new(Status::Missing, [])
    }

    /// Met where there is evidence, missing where there is none.
    pub(super) fn by_evidence(evidence: impl IntoIterator<Item = Quote>) -> Self {
        Self::if_any(evidence).unwrap_or_else(Self::missing)
    }

    /// Met where there is evidence. No more of it is looked for than is given.
    pub(super) fn if_any(evidence: impl IntoIterator<Item = Quote>) -> Option<Self> {
        let mut evidence = evidence.into_iter().peekable();
        evidence.peek().is_some().then(|| Self::met(evidence))
    }

    pub(super) fn with_advice(self, advice: String) -> Self {
        Self { advice: Some(advice), ..self }
    }
}
