//! Shares of users against one another.

use super::article::Article;
use super::family::Family;
use super::sign::Found;
use super::words::{Folded, count};
use crate::postmortem::{Role, Topic};

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

/// The shares that a sentence says were affected: `45% of users`, `60 percent of our customers`.
pub(super) fn shares(sentence: &str, folded: &Folded, setting: Setting) -> Vec<Share> {
    let in_numbers = sentence.contains('%') || folded.says(Family::Percent);
    let affected = setting == Setting::Impact || folded.says(Family::Suffering);
    if !affected || folded.says(Family::Qualified) {
        return Vec::new();
    }
    if folded.says(Family::Everyone) {
        return vec![Share { value: 100.0 }];
    }
    if !in_numbers {
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
    let mut first: Option<f64> = match shares(title, &Folded::new(title), Setting::Text).as_slice() {
        [Share { value }] => Some(*value),
        _ => None,
    };
    // The timeline tells of shares as they were at some moment; measures, of shares to come.
    let told = article.lines.iter().filter(|line| !matches!(line.role, Role::Timeline | Role::Measures));
    let sentences = told.flat_map(|line| line.told().map(move |(sentence, folded)| (line, sentence, folded)));
    for (line, sentence, folded) in sentences {
        let setting = if line.topic == Topic::Impact { Setting::Impact } else { Setting::Text };
        let shares = shares(sentence, folded, setting);
        // The share that stands for the incident is known by its number, whatever else its sentence says.
        if first.is_none() && line.role == Role::Summary {
            let stated = self::shares(sentence, folded, Setting::Impact);
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
