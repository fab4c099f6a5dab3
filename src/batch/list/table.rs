//! A table, and its rows as submissions.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::Path;

use super::columns::{ColumnNames, Columns, is_document_name};
use super::error::ListError;
use super::row::{Input, Other, Reason, Row};
use super::{List, shown, time};
use crate::link::{Target, clean};

/// A table as its format gives it.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// The names of the columns, if it has any.
    pub(super) header: Option<Vec<String>>,
    /// The rows with their numbers.
    pub(super) records: Vec<Record>,
}

/// One row of a table.
#[derive(Debug)]
pub(super) struct Record {
    /// Its number, as a spreadsheet counts.
    pub(super) number: usize,
    /// Its cells.
    pub(super) cells: Vec<String>,
    /// Links behind the text of cells, each with the number of its column.
    pub(super) linked: Vec<(usize, String)>,
}

impl Record {
    pub(super) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell.trim())
    }

    /// A cell's text with the link behind it, where the text is not that link.
    pub(super) fn with_link(&self, column: usize) -> Cow<'_, str> {
        let text = self.cell(column);
        match self.linked.iter().find(|(linked, _)| *linked == column) {
            Some((_, link)) if !text.contains(link.as_str()) => format!("{text} {link}").into(),
            _ => text.into(),
        }
    }

    fn names_document(&self) -> bool {
        (0..self.cells.len()).any(|column| holds_document(&self.with_link(column)))
    }
}

impl Table {
    /// A table whose first record is its header if it looks like one: it names no document.
    pub(super) fn with_header(mut records: Vec<Record>) -> Self {
        records.retain(|record| record.cells.iter().any(|cell| !cell.trim().is_empty()));
        let names = |record: &Record| !record.names_document();
        let header = if records.first().is_some_and(names) { Some(records.remove(0).cells) } else { None };
        Self { header, records }
    }

    /// The rows as submissions; `path` is the list, next to which the files lie that it names.
    pub(super) fn rows(&self, path: &Path, names: &ColumnNames) -> Result<List, ListError> {
        let list = shown(path);
        if self.records.is_empty() {
            return Err(ListError::Empty { list });
        }
        let columns = Columns::find(self, names, &list)?;
        let folder = path.parent().unwrap_or(Path::new(""));
        let rows: Vec<Row> = self.records.iter().map(|record| row(record, &columns, folder)).collect();
        let rows = match columns.time {
            Some(column) => newest(rows, &time::ranks(self.records.iter().map(|record| record.cell(column)))),
            None => rows,
        };
        Ok(List { rows, remarks: vec![columns.remark(self, &list)] })
    }
}

/// Whether a cell names a document.
pub(super) fn holds_document(cell: &str) -> bool {
    !clean(cell).is_empty() || is_document_name(cell)
}

fn row(record: &Record, columns: &Columns, folder: &Path) -> Row {
    let text = record.with_link(columns.input);
    let name: Vec<&str> =
        columns.name.iter().map(|column| record.cell(*column)).filter(|name| !name.is_empty()).collect();
    Row {
        number: record.number,
        id: columns.id.map_or("", |column| record.cell(column)).to_owned(),
        name: name.join(" "),
        late: columns.late.is_some_and(|column| says_late(record.cell(column))),
        inputs: inputs(&text, folder, columns.answers()),
        text: text.into_owned(),
        others: Vec::new(),
    }
}

/// What the cells of a list come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// By whoever made the list.
    ByOwner,
    /// By strangers, in a form: their answers may not name files of this machine.
    ByStrangers,
}

/// The documents that a cell names: its links, or else one file.
pub(super) fn inputs(cell: &str, folder: &Path, written: Written) -> Vec<Input> {
    if written == Written::ByOwner
        && let Some(file) = file(cell, folder)
    {
        return vec![file];
    }
    let mut inputs: Vec<Input> = Vec::new();
    for link in clean(cell) {
        let input = Input::Link(link);
        if !inputs.iter().any(|known| known.key() == input.key()) {
            inputs.push(input);
        }
    }
    inputs.sort_by_key(rank);
    inputs
}

/// The file that a cell names: one that is there, or one whose name is that of a document. It is looked for beside the list, then in the
/// current folder.
fn file(cell: &str, folder: &Path) -> Option<Input> {
    let cell = cell.trim();
    if cell.is_empty() || cell.len() > 1024 || cell.contains(['\n', '\0']) || cell.contains("://") {
        return None;
    }
    let beside = folder.join(cell);
    let path = [beside.clone(), cell.into()].into_iter().find(|path| path.is_file());
    let named = || (is_document_name(cell) && clean(cell).is_empty()).then_some(beside);
    Some(Input::File { path: path.or_else(named)?, name: cell.to_owned() })
}

/// Which of several links is tried first: documents before repositories before pages.
fn rank(input: &Input) -> u8 {
    let Input::Link(link) = input else { return 0 };
    match Target::parse(link) {
        Ok(Target::GoogleDoc(_) | Target::DriveFile(_) | Target::UnknownGoogle(_) | Target::Published(_)) => 0,
        Ok(Target::GitHub(_) | Target::Gist { .. } | Target::Folder(_)) => 1,
        Ok(Target::Image(_) | Target::Form | Target::NoDocument(_)) | Err(_) => 3,
        Ok(_) => 2,
    }
}

/// Whether a cell such as `yes`, `Late`, `2 days` or `03:12:44` says that a submission is late.
fn says_late(cell: &str) -> bool {
    let cell = cell.to_lowercase();
    let nothing = cell.chars().all(|c| !c.is_alphanumeric() || c == '0');
    !nothing && !matches!(cell.as_str(), "no" | "n" | "false" | "none" | "on time" | "in time" | "ontime")
}

/// The newest row of each person; older ones are listed with it. It stands where the newest one stands.
fn newest(rows: Vec<Row>, ranks: &[usize]) -> Vec<Row> {
    let mut last: HashMap<String, usize> = HashMap::new();
    let person = |row: &Row| if row.id.is_empty() { row.name.to_lowercase() } else { row.id.to_lowercase() };
    for (index, row) in rows.iter().enumerate() {
        let newest = last.entry(person(row)).or_insert(index);
        if ranks.get(index) >= ranks.get(*newest) {
            *newest = index;
        }
    }
    let mut kept: Vec<Option<Row>> = Vec::with_capacity(rows.len());
    let mut older: Vec<(usize, Other)> = Vec::new();
    for (index, row) in rows.into_iter().enumerate() {
        let person = person(&row);
        match last.get(&person) {
            Some(newest) if *newest != index && !person.is_empty() => {
                let shown = row.inputs.first().map_or_else(|| row.text.clone(), Input::shown);
                older.push((*newest, Other::new(format!("row {}: {shown}", row.number), Reason::OlderAttempt)));
                kept.push(None);
            }
            _ => kept.push(Some(row)),
        }
    }
    for (newest, other) in older {
        if let Some(Some(row)) = kept.get_mut(newest) {
            row.others.push(other);
        }
    }
    kept.into_iter().flatten().collect()
}
