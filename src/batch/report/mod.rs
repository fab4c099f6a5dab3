//! `report.html`: the cohort at a glance, one self-contained page.

use std::io::{self, Write};

use super::plan::Task;
use super::record::Record;

/// Writes the page of all rows.
pub(super) fn write<'a>(
    rows: impl Iterator<Item = (&'a Task, Option<&'a Record>)>,
    file: &mut dyn Write,
) -> io::Result<()> {
    writeln!(
        file,
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Cohort</title></head><body><table>"
    )?;
    for (task, record) in rows {
        let status = record.map_or("not_tried", |record| record.status.name());
        writeln!(
            file,
            "<tr><td>{}</td><td>{}</td><td>{status}</td></tr>",
            escape(&task.row.id),
            escape(&task.row.name)
        )?;
    }
    writeln!(file, "</table></body></html>")
}

/// Text as it stands in HTML, attributes included.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}
