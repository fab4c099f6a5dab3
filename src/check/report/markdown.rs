//! The report as feedback to paste to an author.

use std::fmt::Write as _;

use super::{Checked, Points, is_required, no_write_up, number, place, rule};
use crate::check::{Score, score, tally};
use crate::postmortem::{Postmortem, Requirement, Status, WordRange};
use crate::visible::visible;

/// All documents, each under a heading.
pub(super) fn render(checked: &[Checked], points: Points) -> String {
    let mut out = String::new();
    for document in checked {
        if !out.is_empty() {
            out.push('\n');
        }
        // Writing to a string cannot fail, here and below.
        let _ = writeln!(out, "## {}\n", code(&document.input));
        if document.submission.postmortems.is_empty() {
            let _ = writeln!(out, "{}.", escaped(&no_write_up(&document.submission)));
        }
        for postmortem in &document.submission.postmortems {
            render_write_up(&mut out, postmortem, document, points);
        }
    }
    if let Some(rules) = checked.first().map(|document| &document.submission.rules) {
        let _ = writeln!(out, "\nChecked by the rules {} (SHA-256 {}).", escaped(&rules.name), rules.sha256);
    }
    out
}

fn render_write_up(out: &mut String, postmortem: &Postmortem, document: &Checked, points: Points) {
    let tally = tally(postmortem);
    let score = match points {
        Points::Shown => {
            let Score { points, total } = score(postmortem);
            format!(", {} of {} points", number(points), number(total))
        }
        Points::Hidden => String::new(),
    };
    let (met, required, words) = (tally.met, tally.required, postmortem.words);
    let _ = writeln!(out, "{met} of {required} requirements met, {words} words{score}.\n");
    let range = document.submission.rules.words;
    for requirement in &postmortem.requirements {
        render_requirement(out, requirement, range);
    }
    if !postmortem.findings.is_empty() {
        let _ = writeln!(out, "\n### Worth a look\n");
    }
    for finding in &postmortem.findings {
        let at = finding.at.map_or_else(String::new, |at| format!(" ({})", place(at)));
        let _ = writeln!(out, "- **{}**{at}: {}", finding.severity.name(), escaped(&finding.message));
    }
}

fn render_requirement(out: &mut String, requirement: &Requirement, range: WordRange) {
    let (mark, state) = match requirement.status {
        Status::Met => ("x", ""),
        Status::Partial => (" ", " **Partly:**"),
        Status::Missing => (" ", ""),
    };
    let asks = match rule(requirement) {
        Some(rule) if rule.id == "document.words" => {
            format!("Is it {} to {} words long?", range.fewest, range.most)
        }
        found => found.map_or(requirement.id, |rule| rule.asks).to_owned(),
    };
    let optional = if is_required(requirement) { "" } else { " *(optional)*" };
    let advice = requirement.advice.as_deref().map_or_else(String::new, |advice| format!(" {advice}"));
    let _ = writeln!(out, "- [{mark}] {asks}{optional}{state}{advice}");
}

/// Text of the document cannot open markup: what Markdown reads as marks is escaped, save inside backticks.
pub(in crate::check) fn escaped(text: &str) -> String {
    let mut inside = false;
    visible(text)
        .chars()
        .flat_map(|c| {
            inside ^= c == '`';
            let mark = !inside && matches!(c, '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '\\');
            mark.then_some('\\').into_iter().chain([c])
        })
        .collect()
}

/// A name as code, whatever backticks it holds.
fn code(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if longest > 0 { " " } else { "" };
    format!("{fence}{pad}{}{pad}{fence}", visible(text))
}
