//! What happens during a run, for those who show it.

use super::record::Record;

/// What happens during a run.
#[derive(Debug)]
#[non_exhaustive]
pub enum Event<'a> {
    /// The lists were read and compared with the journal.
    Planned {
        /// Rows of all lists.
        rows: usize,
        /// Rows that are to be done or looked at again.
        outstanding: usize,
        /// Ids of earlier runs that are in no list.
        removed: &'a [String],
    },
    /// A row is fetched or read.
    Started {
        /// The row.
        id: &'a str,
    },
    /// A row is finished and in the journal.
    Finished {
        /// What became of it.
        record: &'a Record,
    },
    /// A row was finished by an earlier run, and its file is still the same.
    Unchanged {
        /// What became of it then.
        record: &'a Record,
    },
    /// No more rows are begun.
    Stopping,
    /// The grade sheet and the report are being written.
    Writing,
}

/// Someone who is told what happens. It is called between rows, so it must not take long.
pub trait Reporter: Send + Sync {
    /// Something happened.
    fn report(&self, event: &Event<'_>);
}

/// Nobody is told.
#[derive(Debug, Clone, Copy, Default)]
pub struct Quiet;

impl Reporter for Quiet {
    fn report(&self, _: &Event<'_>) {}
}
