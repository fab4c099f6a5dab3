//! The report as JSON: one object for all documents, or one a line.

use serde::Serialize;

use super::{Checked, Points, no_write_up};
use crate::check::{Score, SectionWords, score, section_words, tally, white_space_words};
use crate::postmortem::{Finding, Kind, Requirement, RulesRecord};

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
    /// The rules that it was checked by.
    rules: &'a RulesRecord,
    verdict: Kind,
    /// What it is instead, and what was expected; `null` for a write-up.
    expected: Option<String>,
    postmortems: Vec<WriteUp<'a>>,
}

/// One write-up.
#[derive(Serialize)]
struct WriteUp<'a> {
    title: Option<&'a str>,
    /// By Unicode word boundaries.
    words: usize,
    /// As `wc -w` counts.
    wc: usize,
    /// Words by section.
    sections: Vec<SectionWords>,
    met: usize,
    required: usize,
    /// Points and their total, where they are asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<ScoreEntry>,
    requirements: Vec<RequirementEntry<'a>>,
    findings: &'a [Finding],
}

/// The points of a write-up.
#[derive(Serialize)]
struct ScoreEntry {
    points: f64,
    total: f64,
}

/// A requirement, with what it is worth where points are asked for.
#[derive(Serialize)]
struct RequirementEntry<'a> {
    #[serde(flatten)]
    requirement: &'a Requirement,
    need: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    points: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    earned: Option<f64>,
}

fn entry(document: &Checked, points: Points) -> Entry<'_> {
    let submission = &document.submission;
    let postmortems: Vec<WriteUp<'_>> = submission
        .postmortems
        .iter()
        .map(|postmortem| {
            let tally = tally(postmortem);
            let shown = points == Points::Shown;
            let Score { points, total } = score(postmortem);
            let requirements = postmortem.requirements.iter().map(|requirement| RequirementEntry {
                requirement,
                need: requirement.need.name(),
                points: shown.then_some(requirement.points),
                earned: shown.then_some(requirement.earned),
            });
            let sections = section_words(postmortem);
            WriteUp {
                title: postmortem.title.as_deref(),
                words: postmortem.words,
                wc: white_space_words(postmortem),
                sections,
                met: tally.met,
                required: tally.required,
                score: shown.then_some(ScoreEntry { points, total }),
                requirements: requirements.collect(),
                findings: &postmortem.findings,
            }
        })
        .collect();
    Entry {
        input: &document.input,
        sha256: &submission.source.sha256,
        rules: &submission.rules,
        verdict: submission.verdict.kind,
        expected: postmortems.is_empty().then(|| no_write_up(submission)),
        postmortems,
    }
}

/// One indented object.
pub(super) fn render(checked: &[Checked], points: Points) -> String {
    let report = Report { schema: SCHEMA, results: checked.iter().map(|document| entry(document, points)).collect() };
    // The types hold nothing that JSON cannot: string keys only, finite numbers.
    let mut text = serde_json::to_string_pretty(&report).unwrap_or_default();
    text.push('\n');
    text
}

/// One object a line.
pub(super) fn render_lines(checked: &[Checked], points: Points) -> String {
    let line = |document: &Checked| serde_json::to_string(&entry(document, points)).unwrap_or_default() + "\n";
    checked.iter().map(line).collect()
}
