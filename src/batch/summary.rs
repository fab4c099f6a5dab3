//! What became of a cohort, in numbers.

use std::collections::BTreeMap;

use super::record::{Failure, Record, Status};

/// What became of a cohort.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Rows of the lists.
    pub rows: usize,
    /// Rows converted, by what kind of document they are.
    pub verdicts: BTreeMap<String, usize>,
    /// Rows whose write-up meets every requirement.
    pub all_met: usize,
    /// Rows not converted, by the code of the error.
    pub errors: BTreeMap<String, Trouble>,
    /// Rows without a result so far.
    pub open: usize,
    /// Ids of earlier runs that are in no list.
    pub removed: Vec<String>,
}

/// Rows with one error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// How many.
    pub count: usize,
    /// The first few ids.
    pub ids: Vec<String>,
    /// What can be done.
    pub hint: String,
    /// Whether they were not even asked for.
    pub not_tried: bool,
}

/// How many ids of rows with one error are kept.
const KEPT: usize = 5;

impl Summary {
    /// Counts the lines of the journal; rows without one are open.
    #[must_use]
    pub fn of<'a>(records: impl Iterator<Item = Option<&'a Record>>) -> Self {
        let mut summary = Self::default();
        for record in records {
            summary.rows += 1;
            match record {
                Some(record) => summary.add(record),
                None => summary.open += 1,
            }
        }
        summary
    }

    /// Rows converted.
    #[must_use]
    pub fn ok(&self) -> usize {
        self.verdicts.values().sum()
    }

    /// Rows that were tried and not converted.
    #[must_use]
    pub fn failed(&self) -> usize {
        self.errors.values().filter(|trouble| !trouble.not_tried).map(|trouble| trouble.count).sum()
    }

    /// Rows that were not tried.
    #[must_use]
    pub fn not_tried(&self) -> usize {
        self.open + self.errors.values().filter(|trouble| trouble.not_tried).map(|trouble| trouble.count).sum::<usize>()
    }

    fn add(&mut self, record: &Record) {
        if record.status == Status::Ok {
            *self.verdicts.entry(record.verdict.clone().unwrap_or_default()).or_default() += 1;
            self.all_met += usize::from(record.met.is_some() && record.met == record.required);
        }
        if let Some(failure) = &record.error {
            self.count(record, failure);
        }
    }

    fn count(&mut self, record: &Record, failure: &Failure) {
        let not_tried = record.status == Status::NotTried;
        let key = if not_tried { format!("{} (not tried)", failure.code) } else { failure.code.clone() };
        let trouble = self.errors.entry(key).or_insert_with(|| Trouble {
            count: 0,
            ids: Vec::new(),
            hint: failure.hint.clone(),
            not_tried,
        });
        trouble.count += 1;
        if trouble.ids.len() < KEPT {
            trouble.ids.push(record.id.clone());
        }
    }
}
