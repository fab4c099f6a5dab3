//! The report as feedback to paste to an author.

use std::fmt::Write as _;

use super::{Checked, is_required, no_write_up, place, rule};
use crate::check::tally;
use crate::postmortem::{Postmortem, Requirement, Status};
use crate::visible::visible;

/// All documents, each under a heading.
pub(super) fn render(checked: &[Checked]) -> String {
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
            render_write_up(&mut out, postmortem);
        }
    }
    out
}

fn render_write_up(out: &mut String, postmortem: &Postmortem) {
    let tally = tally(postmortem);
    let _ = writeln!(out, "{} of {} requirements met, {} words.\n", tally.met, tally.required, postmortem.words);
    for requirement in &postmortem.requirements {
        render_requirement(out, requirement);
    }
    if !postmortem.findings.is_empty() {
        let _ = writeln!(out, "\n### Worth a look\n");
    }
    for finding in &postmortem.findings {
        let at = finding.at.map_or_else(String::new, |at| format!(" ({})", place(at)));
        let _ = writeln!(out, "- **{}**{at}: {}", finding.severity.name(), escaped(&finding.message));
    }
}

fn render_requirement(out: &mut String, requirement: &Requirement) {
    let (mark, state) = match requirement.status {
        Status::Met => ("x", ""),
        Status::Partial => (" ", " **Partly:**"),
        Status::Missing => (" ", ""),
    };
    let asks = rule(requirement).map_or(requirement.id, |rule| rule.asks);
    let optional = if is_required(requirement) { "" } else { " *(optional)*" };
    let advice = requirement.advice.as_deref().map_or_else(String::new, |advice| format!(" {advice}"));
    let _ = writeln!(out, "- [{mark}] {asks}{optional}{state}{advice}");
}

/// Text of the document cannot open markup: what Markdown reads as marks is escaped, save inside backticks.
fn escaped(text: &str) -> String {
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
