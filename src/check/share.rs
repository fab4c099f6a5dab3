//! Shares of users against one another.

use super::article::{Article, Line};
use super::sign::Found;
use super::words::{Folded, count};
use crate::postmortem::{Role, Topic, split_sentences};

/// Of whom a share is one of users.
#[rustfmt::skip]
const PEOPLE: &[&str] = &[
    "user", "users", "customer", "customers", "clients", "players", "visitors", "students", "subscribers", "shoppers", "callers", "riders",
    "listeners", "passengers", "members", "guests", "readers", "viewers", "patients", "buyers", "people", "drivers",
];
/// Characters behind a share in which its users must stand.
const NEAR: usize = 60;

/// A share of users affected: the number and the words that it stands in.
#[derive(Debug, PartialEq)]
pub(super) struct Share {
    value: f64,
}

/// Where a sentence stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Setting {
    /// Under a label that says it is about the impact.
    Impact,
    /// Anywhere else.
    Text,
}

/// Everybody.
const EVERYONE: &[&str] =
    &["all users", "all our users", "all of our users", "all customers", "every user", "every customer", "all clients"];

/// The shares that a sentence says were affected: `45% of users`, `60 percent of our customers`.
pub(super) fn shares(sentence: &str, setting: Setting) -> Vec<Share> {
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
        "users who",
        "customers who",
        "notif",
        "inform",
        "apolog",
        "would ",
        "could have",
        "at most",
        "at least",
    ];
    let folded = Folded::new(sentence);
    let affected = setting == Setting::Impact || folded.says(AFFECTED);
    if !affected || folded.says(QUALIFIED) {
        return Vec::new();
    }
    if folded.says(EVERYONE) {
        return vec![Share { value: 100.0 }];
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
        let named = |word: &&str| PEOPLE.contains(&word.trim_matches(|c: char| !c.is_alphabetic()));
        let of_users = (behind.first() == Some(&"of") && behind.iter().any(named)) || behind.first().is_some_and(named);
        if of_users && (0.0..=100.0).contains(&value) {
            found.push(Share { value });
        }
    }
    found
}

/// Two different shares, both said of the incident as a whole.
pub(super) fn mismatch(article: &Article<'_>) -> Found {
    // A title names the incident as a whole.
    let title = article.postmortem.title.as_deref().unwrap_or_default();
    let mut first: Option<f64> = match shares(title, Setting::Text).as_slice() {
        [Share { value }] => Some(*value),
        _ => None,
    };
    // The timeline tells of shares as they were at some moment; measures, of shares to come.
    let told = article.lines.iter().filter(|line| !matches!(line.role, Role::Timeline | Role::Measures));
    for (line, sentence) in
        told.flat_map(|line: &Line| split_sentences(&line.text).into_iter().map(move |sentence| (line, sentence)))
    {
        let setting = if line.topic == Topic::Impact { Setting::Impact } else { Setting::Text };
        let shares = shares(sentence, setting);
        // The share that stands for the incident is known by its number, whatever else its sentence says.
        if first.is_none() && line.role == Role::Summary {
            let stated = self::shares(sentence, Setting::Impact);
            let percent = article.postmortem.summary.impact.as_ref().and_then(|impact| impact.percent_users);
            first = percent.filter(|percent| stated.iter().any(|share| (share.value - percent).abs() < 0.01));
            if first.is_some() {
                continue;
            }
        }
        // Several shares in one sentence are parts of a whole.
        let [Share { value }] = shares.as_slice() else { continue };
        match first {
            None => first = Some(*value),
            Some(known) if (known - value).abs() > 0.5 && count(sentence) > 0 => {
                return vec![(format!("{known}% of users in one place, `{value}%` here"), Some(line.at))];
            }
            Some(_) => {}
        }
    }
    Vec::new()
}
