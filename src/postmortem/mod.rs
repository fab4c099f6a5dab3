//! The canonical section tree: what a write-up says, whatever it looks like.
//!
//! [`recognize()`] takes the neutral tree of any document and gives a [`Submission`]: what kind of document it is, the write-ups in it,
//! and what stands around them. Every block of a write-up stands in exactly one [`Section`]; the typed fields of a [`Postmortem`]
//! (duration, impact, entries, items) are views of those sections. No word of the document is missing from a submission.

mod cause;
mod conclusion;
mod count;
mod eight;
mod event;
mod explain;
mod glance;
mod incident;
mod infer;
mod judgment;
mod measures;
mod model;
mod named;
mod outline;
mod percent;
mod phrases;
mod recognize;
mod reline;
mod residue;
mod sections;
mod summary;
pub mod time;
mod timeline;
mod title;
mod topic;
mod verdict;
mod wording;
mod write_up;

pub(crate) use cause::tells_resolution;
pub use count::count_words;
pub use explain::explain;
pub use judgment::{Finding, Requirement, Severity, Status};
pub use model::{
    CauseAndResolution, Duration, Event, Impact, Kind, LinkRecord, Measure, Measures, Moment, Postmortem, Quote,
    Reason, Role, RulesRecord, Section, SourceRecord, Submission, Summary, Task, TimelineEntry, Unplaced, Verdict,
    WordRange,
};
pub use named::Headings;
pub use outline::label_of;
pub use recognize::{recognize, recognize_by, recognize_unjudged};
pub(crate) use residue::{course_phrases, folded};
pub(crate) use sections::parts;
pub(crate) use summary::{section_text, split_sentences, tells_cause};
pub(crate) use timeline::minutes_of;
pub use timeline::{entry_cuts, entry_head, is_day};
pub use topic::{Fit, Topic, topic_of};
