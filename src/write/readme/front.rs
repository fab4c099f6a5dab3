//! Front matter: the facts in YAML, for the programs that publish READMEs.

use std::fmt::Write as _;

use crate::made::FRONT;
use crate::postmortem::{Postmortem, Submission};
use crate::write::markdown::Insert;

/// The facts of the first write-up, at the top of the README; nothing where there is none.
pub(super) fn matter(submission: &Submission) -> Option<Insert> {
    let postmortem = submission.postmortems.first()?;
    let mut out = format!("---\n{FRONT}\n");
    let title = postmortem.title.as_deref().unwrap_or("Postmortem");
    // Writing to a string cannot fail, here and below.
    let _ = writeln!(out, "title: {}", quoted(title));
    if let Some(date) = date(postmortem) {
        let _ = writeln!(out, "date: {date}");
    }
    if let Some(minutes) = postmortem.summary.duration.as_ref().and_then(|duration| duration.minutes) {
        let _ = writeln!(out, "duration_minutes: {minutes}");
    }
    if let Some(percent) = postmortem.summary.impact.as_ref().and_then(|impact| impact.percent_users) {
        let _ = writeln!(out, "percent_users: {percent}");
    }
    let source = submission.source.converted_from.as_ref().unwrap_or(&submission.source.origin);
    let _ = write!(out, "source: {}\n---", quoted(source));
    Some(Insert { before: 0, text: out })
}

/// The day on which it began, if its year is known.
fn date(postmortem: &Postmortem) -> Option<&str> {
    let date = postmortem.summary.duration.as_ref()?.start.as_ref()?.date.as_deref()?;
    (!date.starts_with("--")).then_some(date)
}

/// A text in double quotes, as JSON and YAML both read it.
fn quoted(text: &str) -> String {
    let line: String = text
        .chars()
        .map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') { ' ' } else { c })
        .collect();
    serde_json::Value::String(line).to_string()
}
