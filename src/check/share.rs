//! Shares of users against one another.

use super::article::{Article, Line};
use super::sign::Found;
use super::words::{Folded, count};
use crate::postmortem::{Role, split_sentences};

/// Characters behind a share in which its users must stand.
const NEAR: usize = 60;

/// A share of users affected: the number and the words that it stands in.
#[derive(Debug, PartialEq)]
pub(super) struct Share {
    value: f64,
}

/// The shares that a sentence says were affected: `45% of users`, `60 percent of our customers`.
pub(super) fn shares(sentence: &str) -> Vec<Share> {
    const AFFECTED: &[&str] =
        &["affect", "impact", "unable", "could not", "couldn t", "experienc", "cannot", "fail", "los", "down"];
    const QUALIFIED: &[&str] = &[
        "initial",
        "at first",
        "later",
        "peak",
        "another",
        "remaining",
        "additional",
        "other ",
        "restor",
        "recover",
        "up to",
        "between",
        "of whom",
        "of these",
        "of those",
        "target",
        "goal",
        "only ",
    ];
    let folded = Folded::new(sentence);
    if !folded.says(AFFECTED) || folded.says(QUALIFIED) {
        return Vec::new();
    }
    let lower = sentence.to_lowercase();
    let mut found = Vec::new();
    for (at, unit) in ["%", " percent", " per cent"].iter().flat_map(|unit| lower.match_indices(*unit)) {
        let before = lower[..at].trim_end();
        let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').len();
        let Ok(value) = before[before.len() - digits..].parse::<f64>() else { continue };
        if before[..before.len() - digits].ends_with(['-', '–', '~']) {
            continue;
        }
        let tail: String = lower[at + unit.len()..].chars().take(NEAR).collect();
        let behind: Vec<&str> = tail.split_whitespace().take(5).collect();
        let of_users = behind.first() == Some(&"of")
            && behind.iter().any(|word| {
                let stem = word.trim_matches(|c: char| !c.is_alphabetic());
                ["user", "users", "customer", "customers", "clients", "players", "visitors", "students"].contains(&stem)
            });
        if of_users && (0.0..=100.0).contains(&value) {
            found.push(Share { value });
        }
    }
    found
}

/// Two different shares, both said of the incident as a whole.
pub(super) fn mismatch(article: &Article<'_>) -> Found {
    let mut first: Option<f64> = None;
    // The timeline tells of shares as they were at some moment; measures, of shares to come.
    let told = article.lines.iter().filter(|line| !matches!(line.role, Role::Timeline | Role::Measures));
    for (line, sentence) in
        told.flat_map(|line: &Line| split_sentences(&line.text).into_iter().map(move |sentence| (line, sentence)))
    {
        let shares = shares(sentence);
        // Several shares in one sentence are parts of a whole.
        let [Share { value }] = shares.as_slice() else { continue };
        match first {
            None => first = Some(*value),
            Some(known) if (known - value).abs() > 0.5 && count(sentence) > 0 => {
                return vec![(format!("{known}% of users in one place, {value}% here"), Some(line.at))];
            }
            Some(_) => {}
        }
    }
    Vec::new()
}
