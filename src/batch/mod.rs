//! A whole cohort: rows of a list to documents, a journal, a grade sheet and a report.
//!
//! ```text
//! list ──list──▶ Rows ──plan──▶ Plan ──outstanding(journal)──▶ what is to do
//!                                                                  │
//!         fetch (paced) ──▶ bytes ──▶ work: read, recognize, write │ run: the only concurrent code
//!                                         │                        │
//!                   staged folder ──rename──▶ submissions/ID       ▼
//!                                              journal line ──▶ results.jsonl
//!                                                                  └──sheet, report──▶ results.csv, report.html
//! ```
//!
//! **Killed at any moment, it goes on where it was.** The outputs of a row are written into a folder of their own, which is renamed into
//! place whole; then one line is appended to the journal. Only a row with a line is finished. What is left of an earlier life (a staged
//! folder, a torn last line) is cleared away at the next start. When all is done, the journal is put into the order of the list, so its
//! bytes do not depend on which document came first, nor on how often the run was interrupted.
//!
//! **What is to do is a function** of the plan and the journal ([`Plan::outstanding`]): rows without a line, rows whose line was made
//! from another input or with other options, rows that nobody tried, and failed ones where that is asked for.
//!
//! **Nothing here prints.** Events go to a [`Reporter`].

mod error;
mod event;
mod folder;
mod journal;
pub mod list;
mod lock;
mod name;
mod plan;
mod pseudonym;
mod record;
mod report;
mod row_state;
mod run;
mod schedule;
mod settings;
mod sheet;
mod summary;
pub mod whole;
mod work;
mod workers;

pub use error::BatchError;
pub use event::{Event, Quiet, Reporter};
pub use folder::Folder;
pub use journal::Journal;
pub use list::{ColumnNames, List, ListError, ListOptions};
pub use plan::{Plan, Retry, Task, Todo};
pub use pseudonym::Pseudonyms;
pub use record::{Failure, Record, Records, Status};
pub use run::{Batch, Ended, Limits, OnFailure};
pub use settings::{Follow, Form, Identities, Pictures, Settings};
pub use summary::Summary;
