//! The report for people: requirements by section, then findings with the line that they are about.

use std::fmt::Write as _;

use super::excerpt::{excerpt, shortened};
use super::paint::{Colors, paints};
use super::{Checked, Options, Points, is_required, no_write_up, number, place};
use crate::check::{Group, RULES, Score, part_name, score, section_words, tally, white_space_words};
use crate::document::Unit;
use crate::postmortem::{Finding, Postmortem, Requirement, Severity, Status};
use crate::visible::visible;

/// Most characters of a quote.
const QUOTE: usize = 64;

/// Most sections whose words are listed.
const MOST_PARTS: usize = 8;

/// All documents, one below the other, and the rules that they were checked by.
pub(super) fn render(checked: &[Checked], options: Options) -> String {
    let report = Report { colors: paints(options.paint), points: options.points };
    let mut out = String::new();
    for document in checked {
        report.document(&mut out, document);
        out.push('\n');
    }
    if checked.len() > 1 {
        let passed = checked.iter().filter(|document| super::passes(document)).count();
        // Writing to a string cannot fail, here and below.
        let _ = writeln!(out, "{passed} of {} documents meet all that is required", checked.len());
    }
    if let Some(rules) = checked.first().map(|document| &document.submission.rules) {
        let Colors { dim, reset, .. } = report.colors;
        let _ = writeln!(out, "{dim}rules: {} ({}){reset}", visible(&rules.name), rules.short_hash());
    }
    out
}

struct Report {
    colors: Colors,
    points: Points,
}

impl Report {
    fn document(&self, out: &mut String, document: &Checked) {
        let Colors { red, bold, reset, .. } = self.colors;
        let input = visible(&document.input);
        if document.submission.postmortems.is_empty() {
            let _ = writeln!(out, "{bold}{input}{reset}: {red}{}{reset}", visible(&no_write_up(&document.submission)));
            return;
        }
        let lines: Vec<&str> = document.text.as_deref().map(|text| text.lines().collect()).unwrap_or_default();
        for postmortem in &document.submission.postmortems {
            self.head(out, &input, postmortem);
            self.requirements(out, postmortem);
            for finding in &postmortem.findings {
                self.finding(out, &input, finding, &lines);
            }
            foot(out, postmortem);
        }
    }

    fn head(&self, out: &mut String, input: &str, postmortem: &Postmortem) {
        let Colors { bold, reset, .. } = self.colors;
        let tally = tally(postmortem);
        let color = if tally.met == tally.required { self.colors.green } else { self.colors.red };
        let title = postmortem.title.as_deref().map_or_else(String::new, |title| format!(" \"{}\"", visible(title)));
        let _ = write!(out, "{bold}{input}{reset}{title}: ");
        if tally.required > 0 {
            let _ = write!(out, "{color}{} of {} requirements met{reset}, ", tally.met, tally.required);
        }
        let _ = write!(out, "{} words", postmortem.words);
        let Score { points, total } = score(postmortem);
        let _ = match self.points {
            Points::Shown => writeln!(out, ", {bold}{} of {} points{reset}", number(points), number(total)),
            Points::Hidden => writeln!(out),
        };
    }

    fn requirements(&self, out: &mut String, postmortem: &Postmortem) {
        for group in Group::ALL {
            let own =
                |requirement: &&Requirement| RULES.iter().any(|rule| rule.group == group && rule.id == requirement.id);
            let mut rows = postmortem.requirements.iter().filter(own).peekable();
            if rows.peek().is_some() {
                let Colors { bold, reset, .. } = self.colors;
                let absent = if is_absent(group, postmortem) { " (no such section was found)" } else { "" };
                let _ = writeln!(out, "\n  {bold}{}{reset}{absent}", group.name());
            }
            rows.for_each(|requirement| self.requirement(out, postmortem, requirement));
        }
    }

    fn requirement(&self, out: &mut String, postmortem: &Postmortem, requirement: &Requirement) {
        let color = match requirement.status {
            Status::Met => self.colors.green,
            _ if !is_required(requirement) => self.colors.cyan,
            Status::Partial => self.colors.yellow,
            Status::Missing => self.colors.red,
        };
        let optional = if is_required(requirement) { "" } else { " (optional)" };
        let points = match self.points {
            Points::Shown => {
                format!("{:>7} ", format!("{}/{}", number(requirement.earned), number(requirement.points)))
            }
            Points::Hidden => String::new(),
        };
        let proof = match requirement.evidence.first() {
            _ if requirement.id == "document.words" => words(postmortem),
            Some(quote) => format!("{}: {}", place(quote.at), shortened(&quote.text, QUOTE)),
            None => String::new(),
        };
        let line = format!(
            "    {color}{:<8}{}{points}{:<24} {proof}",
            requirement.status.name(),
            self.colors.reset,
            format!("{}{optional}", requirement.id)
        );
        let _ = writeln!(out, "{}", line.trim_end());
        if let Some(advice) = &requirement.advice {
            let _ = writeln!(out, "            {}", visible(advice));
        }
    }

    /// A finding as compilers show one: message, place, line, caret.
    fn finding(&self, out: &mut String, input: &str, finding: &Finding, lines: &[&str]) {
        let Colors { bold, reset, cyan, .. } = self.colors;
        let color = self.colors.of(finding.severity);
        let (severity, message) = (finding.severity.name(), visible(&finding.message));
        let _ = writeln!(out, "\n{color}{severity}[{}]{reset}: {bold}{message}{reset}", finding.id);
        let Some(at) = finding.at else {
            let _ = writeln!(out, " {cyan}-->{reset} {input}");
            return;
        };
        let Some(excerpt) = excerpt(at, &finding.message, lines) else {
            let _ = writeln!(out, " {cyan}-->{reset} {input}, {}", place(at));
            return;
        };
        let number = excerpt.number.to_string();
        let margin = " ".repeat(number.len());
        let (blanks, carets) = &excerpt.below;
        let _ = match at.unit {
            Unit::Line => writeln!(out, "{margin}{cyan}-->{reset} {input}:{number}"),
            Unit::Paragraph => writeln!(out, "{margin}{cyan}-->{reset} {input}, paragraph {number}"),
        };
        let _ = writeln!(out, "{margin} {cyan}|{reset}");
        let _ = writeln!(out, "{cyan}{number} |{reset} {}", excerpt.line);
        let _ = writeln!(out, "{margin} {cyan}|{reset} {blanks}{color}{carets}{reset}");
    }
}

/// Whether a write-up has no section of a group.
fn is_absent(group: Group, postmortem: &Postmortem) -> bool {
    group.role().is_some_and(|role| postmortem.sections.iter().all(|section| section.role != role))
}

/// What is to mend, and how many findings there are by severity.
fn foot(out: &mut String, postmortem: &Postmortem) {
    let count = |severity: Severity| postmortem.findings.iter().filter(|found| found.severity == severity).count();
    let counts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Suggestion]
        .into_iter()
        .filter_map(|severity| match count(severity) {
            0 => None,
            1 => Some(format!("1 {}", severity.name())),
            many => Some(format!("{many} {}s", severity.name())),
        })
        .collect();
    let fallen = postmortem.requirements.iter().filter(|found| found.status != Status::Met && is_required(found));
    let fallen: Vec<&str> = fallen.map(|requirement| requirement.id).collect();
    if fallen.is_empty() && counts.is_empty() {
        return;
    }
    out.push('\n');
    if !fallen.is_empty() {
        let _ = writeln!(out, "to mend: {}", fallen.join(", "));
    }
    if !counts.is_empty() {
        let _ = writeln!(out, "found: {}", counts.join(", "));
    }
    let _ = writeln!(out, "`pmconvert explain ID` says what each means");
}

/// `477 (summary 65, timeline 210, …; 470 by wc -w)`.
fn words(postmortem: &Postmortem) -> String {
    let lengths = section_words(postmortem);
    let mut named: Vec<(String, usize)> = Vec::new();
    for section in &lengths {
        let name = match part_name(section.role) {
            Some(name) => name.to_owned(),
            None => shortened(section.heading.as_deref().unwrap_or("the rest").trim_end_matches([':', ' ']), 24),
        };
        match named.iter_mut().find(|(known, _)| *known == name) {
            Some((_, words)) => *words += section.words,
            None => named.push((name, section.words)),
        }
    }
    let more = if named.len() > MOST_PARTS { ", …" } else { "" };
    let shown: Vec<String> = named.iter().take(MOST_PARTS).map(|(name, words)| format!("{name} {words}")).collect();
    format!("{} ({}{more}; {} by wc -w)", postmortem.words, shown.join(", "), white_space_words(postmortem))
}
