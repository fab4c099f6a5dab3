//! The report for people: requirements by section, then findings with the line that they are about.

use std::fmt::Write as _;

use super::{Checked, Paint, is_required, no_write_up, place};
use crate::check::{Group, RULES, tally};
use crate::document::{At, Unit};
use crate::postmortem::{Finding, Postmortem, Requirement, Severity, Status};
use crate::visible::visible;

/// Most characters of a source line that are shown.
const WIDEST: usize = 100;

/// The escapes of one report.
struct Colors {
    red: &'static str,
    yellow: &'static str,
    green: &'static str,
    cyan: &'static str,
    bold: &'static str,
    reset: &'static str,
}

impl Colors {
    fn new(paint: Paint) -> Self {
        match paint {
            Paint::Colored => Self {
                red: "\x1b[1;31m",
                yellow: "\x1b[1;33m",
                green: "\x1b[32m",
                cyan: "\x1b[1;36m",
                bold: "\x1b[1m",
                reset: "\x1b[0m",
            },
            Paint::Plain => Self { red: "", yellow: "", green: "", cyan: "", bold: "", reset: "" },
        }
    }

    fn of(&self, severity: Severity) -> &'static str {
        match severity {
            Severity::Error => self.red,
            Severity::Warning => self.yellow,
            Severity::Suggestion => self.cyan,
        }
    }
}

/// All documents, one below the other.
pub(super) fn render(checked: &[Checked], paint: Paint) -> String {
    let colors = Colors::new(paint);
    let mut out = String::new();
    for (index, document) in checked.iter().enumerate() {
        if index > 0 {
            out.push('\n');
        }
        render_document(&mut out, document, &colors);
    }
    out
}

// Writing to a string cannot fail, here and below.
fn render_document(out: &mut String, document: &Checked, colors: &Colors) {
    let Colors { red, bold, reset, .. } = colors;
    let input = visible(&document.input);
    if document.submission.postmortems.is_empty() {
        let _ = writeln!(out, "{bold}{input}{reset}: {red}{}{reset}", visible(&no_write_up(&document.submission)));
        return;
    }
    let lines: Vec<&str> = document.text.as_deref().map(|text| text.lines().collect()).unwrap_or_default();
    for postmortem in &document.submission.postmortems {
        let tally = tally(postmortem);
        let color = if tally.met == tally.required { colors.green } else { colors.red };
        let title = postmortem.title.as_deref().map_or_else(String::new, |title| format!(" \"{}\"", visible(title)));
        let _ = writeln!(
            out,
            "{bold}{input}{reset}{title}: {color}{} of {} requirements met{reset}, {} words",
            tally.met, tally.required, postmortem.words
        );
        render_requirements(out, postmortem, colors);
        for finding in &postmortem.findings {
            render_finding(out, &input, finding, &lines, colors);
        }
    }
}

fn render_requirements(out: &mut String, postmortem: &Postmortem, colors: &Colors) {
    for group in Group::ALL {
        let _ = writeln!(out, "\n  {}{}{}", colors.bold, group.name(), colors.reset);
        let own =
            |requirement: &&Requirement| RULES.iter().any(|rule| rule.group == group && rule.id == requirement.id);
        for requirement in postmortem.requirements.iter().filter(own) {
            render_requirement(out, requirement, colors);
        }
    }
}

fn render_requirement(out: &mut String, requirement: &Requirement, colors: &Colors) {
    let color = match requirement.status {
        Status::Met => colors.green,
        _ if !is_required(requirement) => colors.cyan,
        Status::Partial => colors.yellow,
        Status::Missing => colors.red,
    };
    let optional = if is_required(requirement) { "" } else { " (optional)" };
    let id = format!("{}{optional}", requirement.id);
    let proof =
        requirement.evidence.first().map(|quote| format!("{}: {}", place(quote.at), shortened(&quote.text, 60)));
    let line =
        format!("    {color}{:<8}{}{id:<24} {}", requirement.status.name(), colors.reset, proof.unwrap_or_default());
    let _ = writeln!(out, "{}", line.trim_end());
    if let Some(advice) = &requirement.advice {
        let _ = writeln!(out, "            {}", visible(advice));
    }
}

/// A finding as compilers show one: message, place, line, caret.
fn render_finding(out: &mut String, input: &str, finding: &Finding, lines: &[&str], colors: &Colors) {
    let Colors { bold, reset, cyan, .. } = colors;
    let color = colors.of(finding.severity);
    let _ = writeln!(
        out,
        "\n{color}{}[{}]{reset}: {bold}{}{reset}",
        finding.severity.name(),
        finding.id,
        visible(&finding.message)
    );
    let Some(at) = finding.at else {
        let _ = writeln!(out, " {cyan}-->{reset} {input}");
        return;
    };
    let line = source_line(at, lines);
    let Some(line) = line else {
        let _ = writeln!(out, " {cyan}-->{reset} {input}, {}", place(at));
        return;
    };
    let number = at.start.to_string();
    let margin = " ".repeat(number.len());
    let shown = shortened(line, WIDEST);
    let (blanks, carets) = underline(&shown, &finding.message);
    let _ = writeln!(out, "{margin}{cyan}-->{reset} {input}:{number}");
    let _ = writeln!(out, "{margin} {cyan}|{reset}");
    let _ = writeln!(out, "{cyan}{number} |{reset} {shown}");
    let _ = writeln!(out, "{margin} {cyan}|{reset} {blanks}{color}{carets}{reset}");
}

fn source_line<'a>(at: At, lines: &[&'a str]) -> Option<&'a str> {
    match at.unit {
        Unit::Line => lines.get(usize::try_from(at.start).ok()?.checked_sub(1)?).copied(),
        Unit::Paragraph => None,
    }
}

/// Blanks and carets below a line: under what the message quotes in backticks where the line holds it, else under all of it.
fn underline(line: &str, message: &str) -> (String, String) {
    let quoted = message.split('`').nth(1).map(visible).filter(|quoted| !quoted.is_empty());
    let place = quoted.as_deref().and_then(|quoted| Some((line.find(quoted)?, quoted)));
    let text = line.trim_start();
    let all = (&line[..line.len() - text.len()], text.trim_end());
    let (before, under) = place.map_or(all, |(at, quoted)| (&line[..at], quoted));
    (" ".repeat(width(before)), "^".repeat(width(under).max(1)))
}

/// Columns that a text takes, a character each.
fn width(text: &str) -> usize {
    text.chars().count()
}

/// The first characters of the first line, without control characters.
fn shortened(text: &str, most: usize) -> String {
    let line = visible(text.lines().next().unwrap_or_default().trim_end());
    if width(&line) <= most { line } else { line.chars().take(most.saturating_sub(1)).chain(['…']).collect() }
}
