//! `results.jsonl`: one line for each finished row, appended when its outputs are in place.
//!
//! A process can die while it appends. So a last line without its line break is no line; it is cut off before the next one is written.
//! Any other line that cannot be read makes its row outstanding again. A later line about the same row replaces an earlier one.
//!
//! Lines are not forced to the disk one by one: a killed process loses nothing that it handed to the system, and rows whose outputs did
//! not survive a power cut are found missing at the next start.

use std::collections::HashMap;
use std::collections::btree_map::Entry;
use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::error::BatchError;
use super::record::{Record, Records, SCHEMA};
use super::whole;

/// The journal, open for appending.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    file: File,
    /// Bytes of whole lines.
    length: u64,
    line: Vec<u8>,
    records: Records,
}

/// The name of the journal in the folder of the results.
pub(super) const FILE: &str = "results.jsonl";
/// Lines of rows that are in the list no more.
const REMOVED: &str = "removed.jsonl";

impl Journal {
    /// Opens the journal in a folder. Lines that were set aside because their row was not in the
    /// list count as well: the row may be back.
    ///
    /// # Errors
    ///
    /// [`BatchError`] when it cannot be read or written to, or a newer program wrote it.
    pub fn open(folder: &Path) -> Result<Self, BatchError> {
        let (path, aside) = (folder.join(FILE), folder.join(REMOVED));
        for path in [&path, &aside] {
            if path.is_symlink() {
                return Err(BatchError::LeadsOut { path: path.clone() });
            }
        }
        let mut records = Records::new();
        collect(&aside, &mut records)?;
        let length = collect(&path, &mut records)?;
        let file = OpenOptions::new().create(true).append(true).open(&path).map_err(BatchError::output(&path))?;
        file.set_len(length).map_err(BatchError::output(&path))?;
        Ok(Self { path, file, length, line: Vec::new(), records })
    }

    /// The newest line of each row.
    #[must_use]
    pub fn records(&self) -> &Records {
        &self.records
    }

    /// Forgets lines: their rows are outstanding again.
    pub(super) fn retain(&mut self, keep: impl Fn(&Record) -> bool) {
        self.records.retain(|_, record| keep(record));
    }

    /// Gives a row the number that it has now.
    pub(super) fn renumber(&mut self, id: &str, row: usize) {
        if let Some(record) = self.records.get_mut(id) {
            record.row = row;
        }
    }

    /// Tells of each converted row which earlier one, in the order of these ids, handed in the same document.
    pub(super) fn mark_same<'a>(&mut self, ids: impl Iterator<Item = &'a str>) {
        let mut first: HashMap<String, &str> = HashMap::new();
        for id in ids {
            let Some(record) = self.records.get_mut(id) else { continue };
            record.same_as = record.document().and_then(|document| {
                let first = *first.entry(document).or_insert(id);
                (first != id).then(|| first.to_owned())
            });
        }
    }

    /// Appends a line, which is from now on the newest one of its row.
    ///
    /// # Errors
    ///
    /// [`BatchError::Output`] when there is no room; then nothing of the line is left.
    pub fn append(&mut self, record: Record) -> Result<&Record, BatchError> {
        self.line.clear();
        write_line(&record, &mut self.line).map_err(BatchError::output(&self.path))?;
        if let Err(error) = self.file.write_all(&self.line) {
            // If cutting it off fails too, it is a torn last line, which is no line.
            let _ = self.file.set_len(self.length);
            return Err(BatchError::output(&self.path)(error));
        }
        self.length += u64::try_from(self.line.len()).unwrap_or(0);
        Ok(match self.records.entry(record.id.clone()) {
            Entry::Vacant(entry) => entry.insert(record),
            Entry::Occupied(mut entry) => {
                entry.insert(record);
                entry.into_mut()
            }
        })
    }

    /// Puts the journal into the order of these ids, and sets the lines of other rows aside.
    ///
    /// # Errors
    ///
    /// [`BatchError::Output`] when there is no room; then the journal is as it was.
    pub fn arrange<'a>(&self, ids: impl Iterator<Item = &'a str>, removed: &[String]) -> Result<(), BatchError> {
        let aside = self.path.with_file_name(REMOVED);
        if !removed.is_empty() || aside.exists() {
            // First aside, then out of the journal: killed in between, a line stands in both.
            self.write(&aside, removed.iter().map(String::as_str))?;
        }
        self.write(&self.path, ids)
    }

    fn write<'a>(&self, path: &Path, mut ids: impl Iterator<Item = &'a str>) -> Result<(), BatchError> {
        let mut lines = |file: &mut dyn io::Write| {
            ids.try_for_each(|id| self.records.get(id).map_or(Ok(()), |record| write_line(record, file)))
        };
        whole::write_with(path, &mut lines).map_err(BatchError::output(path))
    }
}

fn write_line(record: &Record, file: &mut dyn io::Write) -> io::Result<()> {
    serde_json::to_writer(&mut *file, record)?;
    file.write_all(b"\n")
}

/// Adds the lines of a file, and gives the length of all whole lines.
fn collect(path: &Path, records: &mut Records) -> Result<u64, BatchError> {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
        Err(source) => return Err(BatchError::Journal { path: path.to_owned(), source }),
    };
    let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    let lines = bytes.get(..whole).unwrap_or_default().split(|byte| *byte == b'\n');
    for (index, line) in lines.enumerate() {
        match serde_json::from_slice::<Record>(line) {
            Ok(record) if record.schema != SCHEMA => {
                let schema = record.schema.into_owned();
                return Err(BatchError::NewerJournal { path: path.to_owned(), line: index + 1, schema });
            }
            Ok(record) => {
                records.insert(record.id.clone(), record);
            }
            Err(_) => {}
        }
    }
    Ok(u64::try_from(whole).unwrap_or(0))
}
