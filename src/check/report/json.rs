//! The report as JSON: one object for all documents, or one a line.

use serde::Serialize;

use super::{Checked, no_write_up};
use crate::check::{SectionWords, section_words, tally};
use crate::postmortem::{Finding, Kind, Requirement};

/// The version of the shape.
const SCHEMA: &str = "pmconvert/check/1";

#[derive(Serialize)]
struct Report<'a> {
    schema: &'static str,
    results: Vec<Entry<'a>>,
}

/// One document.
#[derive(Serialize)]
struct Entry<'a> {
    input: &'a str,
    sha256: &'a str,
    verdict: Kind,
    /// What it is instead, and what was expected; `null` for a write-up.
    expected: Option<String>,
    postmortems: Vec<WriteUp<'a>>,
}

/// One write-up.
#[derive(Serialize)]
struct WriteUp<'a> {
    title: Option<&'a str>,
    words: usize,
    /// Words by section.
    sections: Vec<SectionWords>,
    met: usize,
    required: usize,
    requirements: &'a [Requirement],
    findings: &'a [Finding],
}

fn entry(document: &Checked) -> Entry<'_> {
    let submission = &document.submission;
    let postmortems: Vec<WriteUp<'_>> = submission
        .postmortems
        .iter()
        .map(|postmortem| {
            let tally = tally(postmortem);
            WriteUp {
                title: postmortem.title.as_deref(),
                words: postmortem.words,
                sections: section_words(postmortem),
                met: tally.met,
                required: tally.required,
                requirements: &postmortem.requirements,
                findings: &postmortem.findings,
            }
        })
        .collect();
    Entry {
        input: &document.input,
        sha256: &submission.source.sha256,
        verdict: submission.verdict.kind,
        expected: postmortems.is_empty().then(|| no_write_up(submission)),
        postmortems,
    }
}

/// One indented object.
pub(super) fn render(checked: &[Checked]) -> String {
    let report = Report { schema: SCHEMA, results: checked.iter().map(entry).collect() };
    // The types hold nothing that JSON cannot: string keys only, no floats.
    let mut text = serde_json::to_string_pretty(&report).unwrap_or_default();
    text.push('\n');
    text
}

/// One object a line.
pub(super) fn render_lines(checked: &[Checked]) -> String {
    let line = |document: &Checked| serde_json::to_string(&entry(document)).unwrap_or_default() + "\n";
    checked.iter().map(line).collect()
}
