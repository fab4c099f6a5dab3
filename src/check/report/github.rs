//! The report as workflow commands of GitHub Actions: `::error file=…,line=…,title=…::message`.

use std::fmt::Write as _;

use super::excerpt::{Columns, columns};
use super::{Checked, Points, no_write_up, number, remarks};
use crate::check::{Score, score};
use crate::document::{At, Unit};
use crate::postmortem::Severity;
use crate::visible::visible;

/// One command a line.
pub(super) fn render(checked: &[Checked], points: Points) -> String {
    let mut out = String::new();
    for document in checked {
        let lines: Vec<&str> = document.text.as_deref().map(|text| text.lines().collect()).unwrap_or_default();
        if document.submission.postmortems.is_empty() {
            push(&mut out, document, Severity::Error, "verdict", &no_write_up(&document.submission), None, &lines);
        }
        for remark in document.submission.postmortems.iter().flat_map(remarks) {
            push(&mut out, document, remark.severity, remark.id, remark.message, remark.at, &lines);
        }
    }
    if let Some(document) = checked.first() {
        let rules = &document.submission.rules;
        let scores: Vec<String> = checked.iter().filter(|_| points == Points::Shown).flat_map(scores_of).collect();
        let scores = if scores.is_empty() { String::new() } else { format!("; {}", scores.join("; ")) };
        let message = format!("by the rules {} (SHA-256 {}){scores}", rules.name, rules.sha256);
        // Writing to a string cannot fail, here and below.
        let _ = writeln!(out, "::notice title=checked::{}", data(&message));
    }
    out
}

fn scores_of(document: &Checked) -> Vec<String> {
    let of = |postmortem| {
        let Score { points, total } = score(postmortem);
        format!("{}: {} of {} points", document.input, number(points), number(total))
    };
    document.submission.postmortems.iter().map(of).collect()
}

fn push(
    out: &mut String,
    document: &Checked,
    severity: Severity,
    id: &str,
    message: &str,
    at: Option<At>,
    lines: &[&str],
) {
    let command = match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Suggestion => "notice",
    };
    let at = at.filter(|at| at.unit == Unit::Line);
    let place = match at.and_then(|at| columns(at, message, lines)) {
        Some((line, Columns { start, end })) => format!(",line={line},endLine={line},col={start},endColumn={end}"),
        None => at.map_or_else(String::new, |at| format!(",line={},endLine={}", at.start, at.end)),
    };
    let _ = writeln!(out, "::{command} file={}{place},title={id}::{}", property(&document.input), data(message));
}

/// The escapes of a message, as the runner's toolkit has them; line breaks and other control characters are replaced before.
fn data(text: &str) -> String {
    visible(text).replace('%', "%25")
}

/// The escapes of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
