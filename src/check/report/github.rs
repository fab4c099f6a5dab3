//! The report as workflow commands of GitHub Actions: `::error file=…,line=…,title=…::message`.

use std::fmt::Write as _;

use super::{Checked, no_write_up, remarks};
use crate::document::{At, Unit};
use crate::postmortem::Severity;
use crate::visible::visible;

/// One command a line.
pub(super) fn render(checked: &[Checked]) -> String {
    let mut out = String::new();
    for document in checked {
        if document.submission.postmortems.is_empty() {
            push(&mut out, document, Severity::Error, "verdict", &no_write_up(&document.submission), None);
        }
        for remark in document.submission.postmortems.iter().flat_map(remarks) {
            push(&mut out, document, remark.severity, remark.id, remark.message, remark.at);
        }
    }
    out
}

fn push(out: &mut String, document: &Checked, severity: Severity, id: &str, message: &str, at: Option<At>) {
    let command = match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Suggestion => "notice",
    };
    let lines = at
        .filter(|at| at.unit == Unit::Line)
        .map_or_else(String::new, |at| format!(",line={},endLine={}", at.start, at.end));
    // Writing to a string cannot fail.
    let _ = writeln!(out, "::{command} file={}{lines},title={id}::{}", property(&document.input), data(message));
}

/// The escapes of a message, as the runner's toolkit has them; line breaks and other control characters are replaced before.
fn data(text: &str) -> String {
    visible(text).replace('%', "%25")
}

/// The escapes of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
