//! What a requirement or a finding means, with a good and a bad example: for `pmconvert explain` and docs/requirements.md.

use std::fmt::Write as _;

use super::{Group, Need, RULES, Rule, SIGNS, Sign};

/// The explanation of a requirement or finding by its id, or `None` where there is none; ends in a line break.
#[must_use]
pub fn explain(id: &str) -> Option<String> {
    let rule = RULES.iter().find(|rule| rule.id == id).map(about_rule);
    rule.or_else(|| SIGNS.iter().find(|sign| sign.id == id).map(about_sign))
}

/// Every id, requirements first.
pub fn ids() -> impl Iterator<Item = &'static str> {
    RULES.iter().map(|rule| rule.id).chain(SIGNS.iter().map(|sign| sign.id))
}

fn about_rule(rule: &Rule) -> String {
    format!(
        "{} ({}, {})\n\n{}\n{}\n{}\nGood:\n  {}\n\nNot enough:\n  {}\n",
        rule.id,
        rule.need.name(),
        rule.group.name(),
        wrapped(rule.asks),
        wrapped(rule.advice),
        wrapped(rule.told),
        rule.good,
        rule.bad
    )
}

fn about_sign(sign: &Sign) -> String {
    format!(
        "{} ({})\n\n{}\n{}\nGood:\n  {}\n\nFound in:\n  {}\n",
        sign.id,
        sign.severity.name(),
        wrapped(sign.means),
        wrapped(sign.advice),
        sign.good,
        sign.bad
    )
}

/// Columns of a terminal that text is wrapped at.
const COLUMNS: usize = 92;

/// A text in lines of no more than so many columns, a line break behind each.
fn wrapped(text: &str) -> String {
    let (mut out, mut column) = (String::new(), 0);
    for word in text.split_whitespace() {
        let width = word.chars().count();
        if column > 0 {
            let fits = column + 1 + width <= COLUMNS;
            out.push(if fits { ' ' } else { '\n' });
            column = if fits { column + 1 } else { 0 };
        }
        out.push_str(word);
        column += width;
    }
    out.push('\n');
    out
}

/// The reference of all requirements and findings in Markdown: docs/requirements.md.
#[must_use]
pub fn catalog() -> String {
    let mut out = String::from(
        "# Requirements and findings\n\nMade from the tables in `src/check` by `pmconvert explain --all`; do not edit.\n\nA requirement is \
         `met`, `partial` or `missing`. A finding is an `error`, a `warning` or a `suggestion`; findings never decide whether a\n\
         write-up passes.\n",
    );
    for group in Group::ALL {
        // Writing to a string cannot fail, here and below.
        let _ = writeln!(out, "\n## {}", group.name());
        for rule in RULES.iter().filter(|rule| rule.group == group) {
            let optional = if rule.need == Need::Optional { " (optional)" } else { "" };
            let head = format!("`{}`{optional}", rule.id);
            let what = format!("{} {} {}", rule.asks, rule.advice, rule.told);
            section(&mut out, &head, &what, [rule.good, rule.bad]);
        }
    }
    let _ = writeln!(out, "\n## Findings");
    for sign in SIGNS {
        let head = format!("`{}` ({})", sign.id, sign.severity.name());
        section(&mut out, &head, &format!("{} {}", sign.means, sign.advice), [sign.good, sign.bad]);
    }
    out
}

fn section(out: &mut String, head: &str, what: &str, [good, bad]: [&str; 2]) {
    let _ = writeln!(out, "\n### {head}\n\n{what}\n\nGood:\n\n```text\n{good}\n```\n\nNot so:\n\n```text\n{bad}\n```");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_id_is_explained() {
        for id in ids() {
            assert!(explain(id).is_some_and(|text| text.starts_with(id)), "{id}");
        }
        assert_eq!(explain("no.such"), None);
    }

    #[test]
    fn the_reference_in_docs_is_current() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/requirements.md");
        let kept = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            kept == catalog(),
            "docs/requirements.md is not current: `pmconvert explain --all > docs/requirements.md`"
        );
    }
}
