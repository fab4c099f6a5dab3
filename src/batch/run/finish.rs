//! The end of a run: the journal in order, the sheet, the report.

use super::super::error::BatchError;
use super::super::event::Event;
use super::super::summary::Summary;
use super::super::{report, sheet, whole};
use super::Run;

impl<F> Run<'_, F> {
    /// Puts the journal into the order of the list, and writes what is made from it.
    pub(super) fn finish(mut self, removed: Vec<String>) -> Result<Summary, BatchError> {
        self.batch.reporter.report(&Event::Writing);
        self.batch.folder.tidy();
        let tasks = &self.batch.plan.tasks;
        for task in tasks {
            // A row may have moved in its list since its line was written.
            self.journal.renumber(&task.row.id, task.row.number);
        }
        self.journal.mark_same(tasks.iter().map(|task| task.row.id.as_str()));
        self.journal.arrange(tasks.iter().map(|task| task.row.id.as_str()), &removed)?;
        let records = self.journal.records();
        let rows = || tasks.iter().map(|task| (task, records.get(&task.row.id)));
        let pack = &self.batch.settings.pack;
        let path = self.batch.folder.file("results.csv");
        whole::write_with(&path, |file| sheet::write(rows(), pack, file)).map_err(BatchError::output(&path))?;
        let path = self.batch.folder.file("report.html");
        let lines: Vec<_> = rows().collect();
        whole::write_with(&path, |file| report::write(&lines, pack, file)).map_err(BatchError::output(&path))?;
        Ok(Summary { removed, ..Summary::of(rows().map(|(_, record)| record)) })
    }
}
