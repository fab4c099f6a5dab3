//! `results.csv`: the grade sheet, one row a submission, one column a requirement.
//!
//! It opens right in a spreadsheet: UTF-8 with a byte order mark, lines that end as RFC 4180 says. Ids, names and titles come from
//! strangers, and a cell that begins like a formula is one to a spreadsheet; such a cell gets an apostrophe in front, which a spreadsheet
//! takes for "this is text".

use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};

use super::plan::Task;
use super::record::Record;
use crate::check::Pack;

/// Writes the sheet of all rows; a row without a line so far is not tried.
pub(super) fn write<'a>(
    rows: impl Iterator<Item = (&'a Task, Option<&'a Record>)>,
    pack: &Pack,
    file: &mut dyn Write,
) -> io::Result<()> {
    let requirements: Vec<&str> = pack.asked().map(|asked| asked.rule.id).collect();
    let header = header(&requirements);
    file.write_all("\u{feff}".as_bytes())?;
    let mut sheet = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(file);
    sheet.write_record(&header)?;
    for (task, record) in rows {
        sheet.write_record(cells(task, record, &requirements).iter().map(|cell| harmless(cell)))?;
    }
    sheet.flush()
}

/// Writes the map of names: pseudonym, id, name.
pub(super) fn write_names(people: &[[String; 3]], file: &mut dyn Write) -> io::Result<()> {
    file.write_all("\u{feff}".as_bytes())?;
    let mut sheet = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(file);
    sheet.write_record(["pseudonym", "id", "name"])?;
    for person in people {
        sheet.write_record(person.iter().map(|cell| harmless(cell)))?;
    }
    sheet.flush()
}

fn header<'a>(requirements: &[&'a str]) -> Vec<&'a str> {
    let before =
        ["row", "id", "name", "late", "status", "verdict", "title", "words", "met", "required", "points", "total"];
    let after = ["errors", "warnings", "input", "followed", "output", "same_as", "others", "error", "message", "hint"];
    before.into_iter().chain(requirements.iter().copied()).chain(after).collect()
}

fn cells(task: &Task, record: Option<&Record>, requirements: &[&str]) -> Vec<String> {
    let Some(record) = record else { return untried(task, header(requirements).len()) };
    let number = |number: Option<usize>| number.map_or_else(String::new, |number| number.to_string());
    let points = |points: Option<f64>| points.map_or_else(String::new, |points| points.to_string());
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let finding = |severity: &str| record.verdict.as_ref().map(|_| record.findings.get(severity).copied().unwrap_or(0));
    let output = ["html", "md", "json"].iter().find_map(|form| record.outputs.get(*form)).cloned();
    let others: Vec<String> = record.others.iter().map(|other| format!("{} ({})", other.input, other.reason)).collect();
    let error = record.error.as_ref();
    let mut cells = vec![
        record.row.to_string(),
        record.id.clone(),
        record.name.clone(),
        if record.late { "late" } else { "" }.to_owned(),
        record.status.name().to_owned(),
        text(&record.verdict),
        text(&record.title),
        number(record.words),
        number(record.met),
        number(record.required),
        points(record.points),
        points(record.total),
    ];
    cells.extend(requirements.iter().map(|id| record.requirements.status(id).unwrap_or_default().to_owned()));
    cells.extend([
        number(finding("error")),
        number(finding("warning")),
        record.input.clone(),
        text(&record.followed),
        output.unwrap_or_default(),
        text(&record.same_as),
        others.join("; "),
        error.map_or_else(String::new, |error| error.code.clone()),
        error.map_or_else(String::new, |error| error.message.clone()),
        error.map_or_else(String::new, |error| error.hint.clone()),
    ]);
    cells
}

fn untried(task: &Task, width: usize) -> Vec<String> {
    let mut cells = vec![String::new(); width];
    for (cell, text) in cells.iter_mut().zip([&task.row.number.to_string(), &task.row.id, &task.row.name]) {
        cell.clone_from(text);
    }
    if let Some(status) = cells.get_mut(4) {
        "not_tried".clone_into(status);
    }
    cells
}

/// A cell that no spreadsheet takes for a formula, on one line.
fn harmless(cell: &str) -> String {
    let cell: String = cell.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let first = cell.trim_start().chars().next();
    if matches!(first, Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠')) { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_neutralised() {
        for (cell, expected) in [
            ("=1+1", "'=1+1"),
            ("+49 170", "'+49 170"),
            ("-2", "'-2"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1+1", "' =1+1"),
            ("\r=1", "' =1"),
            ("＝1", "'＝1"),
            ("ada@school.example", "ada@school.example"),
            ("two\nlines", "two lines"),
            ("", ""),
        ] {
            assert_eq!(harmless(cell), expected, "{cell}");
        }
    }
}
