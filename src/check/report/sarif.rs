//! The report as SARIF 2.1.0 (OASIS standard of 27 March 2020): requirements that are not met and findings are results.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::excerpt::{Columns, columns};
use super::{Checked, Points, Remark, no_write_up, place, remarks};
use crate::check::{RULES, SIGNS, Score, score};
use crate::document::Unit;
use crate::postmortem::Severity;

/// What is escaped in a relative reference (RFC 3986, 4.2): all but unreserved characters and the slash.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// The id of a document that is no write-up.
const VERDICT: &str = "document.verdict";

/// One log with one run.
pub(super) fn render(checked: &[Checked], points: Points) -> String {
    let results: Vec<Value> = checked.iter().flat_map(results_of).collect();
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "pmconvert", "version": env!("CARGO_PKG_VERSION"), "rules": rules()}},
            "columnKind": "unicodeCodePoints",
            "properties": properties(checked, points),
            "results": results,
        }],
    });
    let mut text = serde_json::to_string_pretty(&log).unwrap_or_default();
    text.push('\n');
    text
}

/// The rules, and the points where they are asked for.
fn properties(checked: &[Checked], points: Points) -> Value {
    let mut bag = json!({});
    if let Some(document) = checked.first() {
        bag["rules"] = json!(document.submission.rules);
    }
    if points == Points::Shown {
        let all = checked.iter().flat_map(|document| {
            document.submission.postmortems.iter().map(move |postmortem| {
                let Score { points, total } = score(postmortem);
                json!({"input": document.input, "points": points, "total": total})
            })
        });
        bag["scores"] = all.collect();
    }
    bag
}

/// Every requirement and every kind of finding.
fn rules() -> Vec<Value> {
    let entry = |id: &str, short: &str, help: &str| json!({"id": id, "shortDescription": {"text": short}, "help": {"text": help}});
    let verdict = entry(VERDICT, "The document is a write-up of an incident.", "Give the write-up itself.");
    let rules = RULES.iter().map(|rule| entry(rule.id, rule.asks, rule.advice));
    let signs = SIGNS.iter().map(|sign| entry(sign.id, sign.means, sign.advice));
    std::iter::once(verdict).chain(rules).chain(signs).collect()
}

fn results_of(document: &Checked) -> Vec<Value> {
    if document.submission.postmortems.is_empty() {
        let message = no_write_up(&document.submission);
        let remark = Remark { id: VERDICT, severity: Severity::Error, message: &message, at: None };
        return vec![result(document, &remark, &[])];
    }
    let lines: Vec<&str> = document.text.as_deref().map(|text| text.lines().collect()).unwrap_or_default();
    document.submission.postmortems.iter().flat_map(remarks).map(|remark| result(document, &remark, &lines)).collect()
}

fn result(document: &Checked, remark: &Remark<'_>, lines: &[&str]) -> Value {
    let level = match remark.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Suggestion => "note",
    };
    json!({
        "ruleId": remark.id,
        "level": level,
        "message": {"text": remark.message},
        "locations": [location(document, remark, lines)],
    })
}

fn location(document: &Checked, remark: &Remark<'_>, lines: &[&str]) -> Value {
    let mut physical = json!({"artifactLocation": {"uri": uri(&document.input)}});
    match remark.at {
        Some(at) if at.unit == Unit::Line => {
            physical["region"] = match columns(at, remark.message, lines) {
                Some((line, Columns { start, end })) => {
                    json!({"startLine": line, "endLine": line, "startColumn": start, "endColumn": end})
                }
                None => json!({"startLine": at.start, "endLine": at.end}),
            };
            json!({"physicalLocation": physical})
        }
        Some(at) => json!({"physicalLocation": physical, "logicalLocations": [{"name": place(at), "kind": "element"}]}),
        None => json!({"physicalLocation": physical}),
    }
}

/// A link as it is; a path as a relative reference.
fn uri(input: &str) -> String {
    if input.contains("://") {
        input.to_owned()
    } else {
        utf8_percent_encode(&input.replace('\\', "/"), ESCAPED).to_string()
    }
}
