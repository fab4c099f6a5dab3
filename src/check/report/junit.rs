//! The report as JUnit's XML: a suite for each write-up, a test for each requirement; findings stand in the suite's output.

use std::fmt::Write as _;

use quick_xml::escape::escape;

use super::{Checked, Points, is_required, no_write_up, number, place};
use crate::check::{Score, score};
use crate::postmortem::{Postmortem, Requirement, Status};

/// Tests and failures of a suite.
#[derive(Default, Clone, Copy)]
struct Count {
    tests: usize,
    failures: usize,
    skipped: usize,
}

/// All suites.
pub(super) fn render(checked: &[Checked], points: Points) -> String {
    let mut suites = String::new();
    let mut all = Count::default();
    for document in checked {
        let counts = if document.submission.postmortems.is_empty() {
            vec![no_suite(&mut suites, document)]
        } else {
            document
                .submission
                .postmortems
                .iter()
                .map(|postmortem| suite(&mut suites, document, postmortem, points))
                .collect()
        };
        for count in counts {
            all.tests += count.tests;
            all.failures += count.failures;
        }
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"pmconvert check\" tests=\"{}\" failures=\"{}\">\n{suites}</testsuites>\n",
        all.tests, all.failures
    )
}

// Writing to a string cannot fail, here and below.
fn no_suite(out: &mut String, document: &Checked) -> Count {
    let (name, message) = (attribute(&document.input), attribute(&no_write_up(&document.submission)));
    let _ =
        writeln!(out, "  <testsuite name=\"{name}\" tests=\"1\" failures=\"1\" errors=\"0\" skipped=\"0\" time=\"0\">");
    properties(out, document, None);
    let _ = writeln!(out, "    <testcase classname=\"{name}\" name=\"document.verdict\" time=\"0\">");
    let _ = writeln!(out, "      <failure message=\"{message}\"/>\n    </testcase>\n  </testsuite>");
    Count { tests: 1, failures: 1, skipped: 0 }
}

fn suite(out: &mut String, document: &Checked, postmortem: &Postmortem, points: Points) -> Count {
    let name = attribute(&document.input);
    let count = postmortem.requirements.iter().fold(Count::default(), |count, requirement| {
        let (failures, skipped) = match requirement.status {
            Status::Met => (0, 0),
            _ if is_required(requirement) => (1, 0),
            _ => (0, 1),
        };
        Count { tests: count.tests + 1, failures: count.failures + failures, skipped: count.skipped + skipped }
    });
    let Count { tests, failures, skipped } = count;
    let _ = writeln!(
        out,
        "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\" time=\"0\">"
    );
    properties(out, document, Some(postmortem).filter(|_| points == Points::Shown));
    postmortem.requirements.iter().for_each(|requirement| case(out, &name, requirement));
    if !postmortem.findings.is_empty() {
        out.push_str("    <system-out>");
        for finding in &postmortem.findings {
            let at = finding.at.map_or_else(String::new, |at| format!(" ({})", place(at)));
            let line = format!("{}[{}]: {}{at}", finding.severity.name(), finding.id, finding.message);
            let _ = writeln!(out, "{}", attribute(&line));
        }
        out.push_str("</system-out>\n");
    }
    out.push_str("  </testsuite>\n");
    count
}

/// The rules, and the points where they are asked for.
fn properties(out: &mut String, document: &Checked, scored: Option<&Postmortem>) {
    let rules = &document.submission.rules;
    let mut all = vec![("rules", rules.name.clone()), ("rules.sha256", rules.sha256.clone())];
    if let Some(Score { points, total }) = scored.map(score) {
        all.extend([("points", number(points)), ("points.total", number(total))]);
    }
    let _ = writeln!(out, "    <properties>");
    for (name, value) in all {
        let _ = writeln!(out, "      <property name=\"{name}\" value=\"{}\"/>", attribute(&value));
    }
    let _ = writeln!(out, "    </properties>");
}

fn case(out: &mut String, class: &str, requirement: &Requirement) {
    let head = format!("    <testcase classname=\"{class}\" name=\"{}\" time=\"0\"", requirement.id);
    let message = attribute(requirement.advice.as_deref().unwrap_or_default());
    let _ = match requirement.status {
        Status::Met => writeln!(out, "{head}/>"),
        _ if !is_required(requirement) => {
            writeln!(out, "{head}>\n      <skipped message=\"{message}\"/>\n    </testcase>")
        }
        status => {
            writeln!(out, "{head}>\n      <failure type=\"{}\" message=\"{message}\"/>\n    </testcase>", status.name())
        }
    };
}

/// Text for an attribute or element: escaped, without the characters that XML 1.0 (2.2) does not allow.
fn attribute(text: &str) -> String {
    let allowed: String =
        text.chars().map(|c| if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') { ' ' } else { c }).collect();
    escape(allowed.as_str()).into_owned()
}
