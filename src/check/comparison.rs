//! The comparison of two versions for people and machines.

use std::fmt::Write as _;

use serde::Serialize;

use super::difference::{Change, Difference, difference};
use super::report::{Paint, escaped, paints, place};
use super::{Tally, tally};
use crate::postmortem::{Finding, Postmortem, Requirement, RulesRecord, Status};
use crate::visible::visible;

/// The version of the JSON shape.
const SCHEMA: &str = "pmconvert/diff/1";

/// What a reader wants to see first comes first; what is still met is only counted.
const SHOWN: [Change; 4] = [Change::Broken, Change::Fixed, Change::Better, Change::StillMissing];

/// One version of a write-up.
#[derive(Debug)]
pub struct Version {
    /// The input as the user named it.
    pub input: String,
    /// The write-up, checked.
    pub postmortem: Postmortem,
}

/// Two versions and what lies between them.
#[derive(Debug)]
pub struct Comparison {
    old: Version,
    new: Version,
    rules: RulesRecord,
    /// What changed.
    pub difference: Difference,
}

/// The forms of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// For people at a terminal.
    Text,
    /// One JSON object.
    Json,
    /// Feedback to paste to an author.
    Markdown,
}

impl Comparison {
    /// Compares two versions that were checked by the same rules.
    #[must_use]
    pub fn new(old: Version, new: Version, rules: RulesRecord) -> Self {
        let difference = difference(&old.postmortem, &new.postmortem);
        Self { old, new, rules, difference }
    }

    /// The requirement as the new version meets it.
    fn now(&self, id: &str) -> Option<&Requirement> {
        self.new.postmortem.requirements.iter().find(|requirement| requirement.id == id)
    }

    /// The advice where something is to do, else the words that meet it now.
    fn remark(&self, id: &str) -> String {
        let Some(requirement) = self.now(id) else { return String::new() };
        match (&requirement.advice, requirement.evidence.first()) {
            (Some(advice), _) => advice.clone(),
            (None, Some(quote)) => quote.text.lines().next().unwrap_or_default().to_owned(),
            (None, None) => String::new(),
        }
    }
}

/// A comparison, ending in a line break. `paint` is for [`Form::Text`] alone.
#[must_use]
pub fn render(comparison: &Comparison, form: Form, paint: Paint) -> String {
    match form {
        Form::Text => text(comparison, paint),
        Form::Json => json(comparison),
        Form::Markdown => markdown(comparison),
    }
}

// Writing to a string cannot fail, here and below.
fn text(comparison: &Comparison, paint: Paint) -> String {
    let Comparison { old, new, rules, difference } = comparison;
    let colors = paints(paint);
    let mut out = format!("{}{} -> {}{}\n\n", colors.bold, visible(&old.input), visible(&new.input), colors.reset);
    for change in SHOWN {
        let color = match change {
            Change::Broken => colors.red,
            Change::Fixed => colors.green,
            _ => colors.yellow,
        };
        for id in difference.of(change) {
            let remark = shortened(&comparison.remark(id));
            let line = format!("{color}{:<14}{}{id:<24}{remark}", change.name(), colors.reset);
            let _ = writeln!(out, "{}", line.trim_end());
        }
    }
    for (name, findings) in [("new finding", &difference.new), ("finding gone", &difference.gone)] {
        for Finding { id, message, at, .. } in findings {
            let at = at.map_or_else(String::new, |at| format!(" ({})", place(at)));
            let _ = writeln!(out, "{name:<14}{id:<24}{}{at}", visible(message));
        }
    }
    let (before, now) = (tally(&old.postmortem), tally(&new.postmortem));
    let _ = writeln!(out, "{:<14}{}", Change::StillMet.name(), difference.of(Change::StillMet).count());
    let _ =
        writeln!(out, "{:<14}{} of {} before, {} of {} now", "met", before.met, before.required, now.met, now.required);
    let _ = writeln!(
        out,
        "{:<14}{} before, {} now ({} to {} asked for)",
        "words", difference.words_before, difference.words_after, rules.words.fewest, rules.words.most
    );
    let _ = writeln!(out, "{:<14}{} ({})", "rules", visible(&rules.name), rules.short_hash());
    out
}

fn shortened(text: &str) -> String {
    const WIDEST: usize = 90;
    let line = visible(text);
    if line.chars().count() <= WIDEST { line } else { line.chars().take(WIDEST - 1).chain(['…']).collect() }
}

#[derive(Serialize)]
struct Report<'a> {
    schema: &'static str,
    rules: &'a RulesRecord,
    old: Side<'a>,
    new: Side<'a>,
    requirements: Vec<Row<'a>>,
    findings: Findings<'a>,
}

#[derive(Serialize)]
struct Side<'a> {
    input: &'a str,
    title: Option<&'a str>,
    words: usize,
    met: usize,
    required: usize,
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'static str,
    change: Change,
    old: Option<Status>,
    new: Option<Status>,
    /// How to meet it, where it is not met now.
    advice: Option<&'a str>,
}

#[derive(Serialize)]
struct Findings<'a> {
    gone: &'a [Finding],
    new: &'a [Finding],
}

fn side(version: &Version) -> Side<'_> {
    let Version { input, postmortem } = version;
    let Tally { met, required } = tally(postmortem);
    Side { input, title: postmortem.title.as_deref(), words: postmortem.words, met, required }
}

fn json(comparison: &Comparison) -> String {
    let before = |id: &str| {
        let found = comparison.old.postmortem.requirements.iter().find(|requirement| requirement.id == id);
        found.map(|requirement| requirement.status)
    };
    let row = |(id, change): &(&'static str, Change)| {
        let now = comparison.now(id);
        let advice = now.and_then(|requirement| requirement.advice.as_deref());
        Row { id, change: *change, old: before(id), new: now.map(|requirement| requirement.status), advice }
    };
    let difference = &comparison.difference;
    let report = Report {
        schema: SCHEMA,
        rules: &comparison.rules,
        old: side(&comparison.old),
        new: side(&comparison.new),
        requirements: difference.requirements.iter().map(row).collect(),
        findings: Findings { gone: &difference.gone, new: &difference.new },
    };
    // The types hold nothing that JSON cannot: string keys only, no floats.
    let mut text = serde_json::to_string_pretty(&report).unwrap_or_default();
    text.push('\n');
    text
}

fn markdown(comparison: &Comparison) -> String {
    let Comparison { old, new, rules, difference } = comparison;
    let (before, now) = (tally(&old.postmortem), tally(&new.postmortem));
    let mut out = format!(
        "## What changed\n\n{} of {} requirements met, {} before; {} words, {} before ({} to {} are asked for).\n",
        now.met,
        now.required,
        before.met,
        difference.words_after,
        difference.words_before,
        rules.words.fewest,
        rules.words.most
    );
    for change in SHOWN {
        let mut rows = difference.of(change).peekable();
        if rows.peek().is_some() {
            let _ = writeln!(out, "\n### {}\n", change.heading());
        }
        for id in rows {
            let asks = super::RULES.iter().find(|rule| rule.id == id).map_or(id, |rule| rule.asks);
            let advice = comparison.now(id).and_then(|requirement| requirement.advice.as_deref());
            let _ = writeln!(out, "- {asks}{}", advice.map_or_else(String::new, |advice| format!(" {advice}")));
        }
    }
    for (name, findings) in [("New findings", &difference.new), ("Findings gone", &difference.gone)] {
        if !findings.is_empty() {
            let _ = writeln!(out, "\n### {name}\n");
        }
        for finding in findings {
            let at = finding.at.map_or_else(String::new, |at| format!(" ({})", place(at)));
            let _ = writeln!(out, "- **{}**{at}: {}", finding.severity.name(), escaped(&finding.message));
        }
    }
    let _ = writeln!(out, "\nChecked by the rules {} (SHA-256 {}).", escaped(&rules.name), rules.short_hash());
    out
}
