//! What a check found, for people and machines. Each form is a plain function of the same results.

mod excerpt;
mod github;
mod json;
mod junit;
mod markdown;
mod paint;
mod sarif;
mod text;

pub(in crate::check) use markdown::escaped;
pub use paint::Paint;
pub(in crate::check) use paint::paints;

use crate::document::{At, Unit};
use crate::postmortem::{Finding, Kind, Postmortem, Requirement, Severity, Status, Submission, Verdict};

use super::{Need, RULES, Rule};

/// One document that was checked.
#[derive(Debug)]
pub struct Checked {
    /// The input as the user named it.
    pub input: String,
    /// What was recognized and found.
    pub submission: Submission,
    /// The text of the document, a line for each line or paragraph that positions count.
    pub text: Option<String>,
}

/// The forms of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// For people at a terminal.
    Text,
    /// One JSON object for all documents.
    Json,
    /// One JSON object a line for each document.
    Jsonl,
    /// Feedback to paste to an author.
    Markdown,
    /// Annotations of GitHub's workflow commands.
    Github,
    /// SARIF 2.1.0.
    Sarif,
    /// JUnit's XML: one test for each requirement.
    Junit,
}

/// Whether points are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Points {
    /// By requirement and in all.
    Shown,
    /// Not at all.
    Hidden,
}

/// What a report looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Its form.
    pub form: Form,
    /// Colors, for [`Form::Text`] alone.
    pub paint: Paint,
    /// Points by the rule pack.
    pub points: Points,
}

/// A report on these documents, ending in a line break unless it is empty.
#[must_use]
pub fn render(checked: &[Checked], options: Options) -> String {
    match options.form {
        Form::Text => text::render(checked, options),
        Form::Json => json::render(checked, options.points),
        Form::Jsonl => json::render_lines(checked, options.points),
        Form::Markdown => markdown::render(checked, options.points),
        Form::Github => github::render(checked, options.points),
        Form::Sarif => sarif::render(checked, options.points),
        Form::Junit => junit::render(checked, options.points),
    }
}

/// Whether every document is a write-up that meets all that is required.
#[must_use]
pub fn all_met(checked: &[Checked]) -> bool {
    checked.iter().all(passes)
}

fn passes(document: &Checked) -> bool {
    let postmortems = &document.submission.postmortems;
    !postmortems.is_empty() && postmortems.iter().all(super::meets_all)
}

/// What a document that is no write-up is, and what was expected.
fn no_write_up(submission: &Submission) -> String {
    let advice = match submission.verdict.kind {
        Kind::Link => "give the document that the link leads to, or say --follow",
        Kind::Empty => "check that the right file was given",
        Kind::Guide => "write about one incident below the questions, or give the write-up itself",
        Kind::Other | Kind::Postmortem | Kind::Multiple => {
            "expected a write-up of one incident with an issue summary, a timeline, root cause and resolution, and measures"
        }
    };
    let Verdict { kind, reason } = &submission.verdict;
    format!("this is no postmortem; it is {} ({reason}): {advice}", kind.name())
}

/// The rule of a requirement.
fn rule(requirement: &Requirement) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == requirement.id)
}

fn is_required(requirement: &Requirement) -> bool {
    requirement.need == Need::Required
}

/// How much a requirement that is not met matters; `None` where it is met.
fn severity(requirement: &Requirement) -> Option<Severity> {
    match requirement.status {
        Status::Met => None,
        _ if !is_required(requirement) => Some(Severity::Suggestion),
        Status::Partial => Some(Severity::Warning),
        Status::Missing => Some(Severity::Error),
    }
}

/// Where a requirement that is not met should be looked for.
fn place_of(requirement: &Requirement) -> Option<At> {
    requirement.evidence.first().map(|quote| quote.at)
}

/// A position in words: `line 12`, `paragraphs 3 to 5`.
pub(in crate::check) fn place(at: At) -> String {
    let unit = match at.unit {
        Unit::Line => "line",
        Unit::Paragraph => "paragraph",
    };
    if at.start == at.end { format!("{unit} {}", at.start) } else { format!("{unit}s {} to {}", at.start, at.end) }
}

/// One thing to mend: a finding, or a requirement that is not met.
struct Remark<'a> {
    id: &'static str,
    severity: Severity,
    message: &'a str,
    at: Option<At>,
}

/// A number of points: `1`, `0.5`, `12.25`.
fn number(points: f64) -> String {
    let rounded = (points * 100.0).round() / 100.0;
    rounded.to_string()
}

/// Everything to mend in a write-up: requirements first, then findings.
fn remarks(postmortem: &Postmortem) -> Vec<Remark<'_>> {
    let fallen = postmortem.requirements.iter().filter_map(|requirement| {
        Some(Remark {
            id: requirement.id,
            severity: severity(requirement)?,
            message: requirement.advice.as_deref().unwrap_or_default(),
            at: place_of(requirement),
        })
    });
    let found = postmortem.findings.iter().map(|Finding { id, severity, message, at }| Remark {
        id,
        severity: *severity,
        message,
        at: *at,
    });
    fallen.chain(found).collect()
}

#[cfg(test)]
mod tests;
