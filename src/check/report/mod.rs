//! What a check found, for people and machines. Each form is a plain function of the same results.

mod github;
mod json;
mod junit;
mod markdown;
mod sarif;
mod text;

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
    /// The text of the document, where positions count its lines.
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

/// Whether the text form is colored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// With ANSI escapes.
    Colored,
    /// Without.
    Plain,
}

/// A report on these documents, ending in a line break unless it is empty. `paint` is for [`Form::Text`] alone.
#[must_use]
pub fn render(checked: &[Checked], form: Form, paint: Paint) -> String {
    match form {
        Form::Text => text::render(checked, paint),
        Form::Json => json::render(checked),
        Form::Jsonl => json::render_lines(checked),
        Form::Markdown => markdown::render(checked),
        Form::Github => github::render(checked),
        Form::Sarif => sarif::render(checked),
        Form::Junit => junit::render(checked),
    }
}

/// Whether every document is a write-up that meets all that is required.
#[must_use]
pub fn all_met(checked: &[Checked]) -> bool {
    checked.iter().all(|checked| {
        let postmortems = &checked.submission.postmortems;
        !postmortems.is_empty() && postmortems.iter().all(super::meets_all)
    })
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
    rule(requirement).is_some_and(|rule| rule.need == Need::Required)
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
fn place(at: At) -> String {
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
