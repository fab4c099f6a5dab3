//! The end of a row: its outputs into place, its line into the journal, and the rows that end as it does.

use std::path::PathBuf;

use super::super::error::BatchError;
use super::super::event::Event;
use super::super::record::{Record, Status};
use super::super::row_state::twin;
use super::super::schedule::host;
use super::Run;
use crate::link::Target;

impl<F> Run<'_, F> {
    /// Puts the outputs of a finished row into place, then its line into the journal.
    pub(super) fn settle(
        &mut self,
        task: usize,
        mut record: Record,
        staged: Option<PathBuf>,
    ) -> Result<(), BatchError> {
        let name = &self.batch.plan.tasks[task].folder;
        match staged {
            Some(staged) => self.batch.folder.commit(&staged, name),
            None => self.batch.folder.withdraw(name),
        }
        .map_err(BatchError::output(self.batch.folder.submission(name)))?;
        self.batch.plan.hide(&mut record);
        self.failed |= record.status == Status::Failed;
        let record = self.journal.append(record)?;
        self.batch.reporter.report(&Event::Finished { record });
        for twin in self.twins.remove(&task).unwrap_or_default() {
            self.known.remove(&twin);
            self.settle_twin(twin, task)?;
        }
        Ok(())
    }

    /// A row whose file is what it was when it was converted; so are those that handed in the same.
    pub(super) fn unchanged(&mut self, task: usize) -> Result<(), BatchError> {
        self.states.remove(&task);
        if let Some(record) = self.journal.records().get(&self.batch.plan.tasks[task].row.id) {
            self.batch.reporter.report(&Event::Unchanged { record });
        }
        for twin in self.twins.remove(&task).unwrap_or_default() {
            match self.known.remove(&twin) {
                Some(_) => self.unchanged(twin)?,
                None => self.settle_twin(twin, task)?,
            }
        }
        Ok(())
    }

    /// A row whose document is that of another one ends as that one does.
    pub(super) fn join(&mut self, task: usize, first: usize) -> Result<(), BatchError> {
        self.led.insert(task, first);
        if self.states.contains_key(&first) {
            self.twins.entry(first).or_default().push(task);
            return Ok(());
        }
        self.settle_twin(task, first)
    }

    /// A row whose documents are those of another one, which is finished.
    pub(super) fn settle_twin(&mut self, task: usize, first: usize) -> Result<(), BatchError> {
        let record = self.journal.records().get(&self.batch.plan.tasks[first].row.id);
        if let Some(link) = self.link_of(task)
            && record.and_then(|record| record.followed.as_ref()) != Some(&self.batch.plan.shown(link.canonical()))
        {
            // The other row leads elsewhere now.
            self.led.remove(&task);
            self.leaders.insert(self.batch.plan.shown(link.canonical()), task);
            self.schedule.push(&host(&link), task);
            return Ok(());
        }
        match record {
            Some(record) if record.status == Status::Ok => self.copies.push_back(task),
            Some(_) => self.settle_as(task, first, None)?,
            None => {}
        }
        Ok(())
    }

    /// Gives a row the result of another one.
    pub(super) fn settle_as(&mut self, task: usize, first: usize, staged: Option<PathBuf>) -> Result<(), BatchError> {
        let Some(record) = self.journal.records().get(&self.batch.plan.tasks[first].row.id) else { return Ok(()) };
        let record = twin(self.batch.plan, &self.batch.plan.tasks[task], self.states.remove(&task), record);
        self.settle(task, record, staged)
    }

    /// The link that a row was led to and waits for.
    pub(super) fn link_of(&self, task: usize) -> Option<Target> {
        self.led.get(&task)?;
        self.states.get(&task)?.followed_target()
    }

    pub(super) fn first_of(&self, task: usize) -> Option<usize> {
        self.led.get(&task).copied().or(self.batch.plan.tasks[task].twin_of)
    }
}
