//! The share of users that an incident affected.
//!
//! # Grammar
//!
//! ```text
//! share    = number ("%" | "percent" | "per cent")                   45%   12.5 percent
//!          | count ["out"] "of" ["our"] count who | count "in" count who
//!                                                                    3 out of 4 users   one in five users   500 of our 2,000 users
//!          | [count] part "of" … who                                 two thirds of our users   half the users
//!          | ("all" | "every" | "entire") … who | "no one could"     all of our active users   the entire user base
//! ```
//!
//! A share counts when users stand beside it, or else what users send (requests, traffic), or else when the sentence tells of harm. A
//! share of something else (a pool, a disk), of what works again, or with two bounds (`40-60%`) is none: nothing is guessed.

use super::time::{part_of_whole, small_number};

/// Who a share can be a share of, best first.
const USERS: &[&str] = &[
    "user",
    "customer",
    "client",
    "player",
    "visitor",
    "subscriber",
    "student",
    "shopper",
    "people",
    "employee",
    "member",
    "guest",
    "buyer",
    "passenger",
    "driver",
    "visit",
    "patient",
    "reader",
    "viewer",
    "account",
    "merchant",
    "seller",
    "household",
    "couple",
    "teacher",
    "caller",
    "listener",
    "learner",
    "citizen",
    "traveler",
    "traveller",
    "tenant",
    "diner",
    "developer",
    "audience",
];
const TRAFFIC: &[&str] = &[
    "traffic",
    "request",
    "transaction",
    "attempt",
    "service disruption",
    "order",
    "connection",
    "call",
    "session",
    "login",
    "checkout",
    "payment",
];

/// Words that make a share one of something else, or of the time after the incident.
const OTHER: &[&str] = &[
    "back online",
    "restored",
    "utilization",
    "utilisation",
    "cpu",
    "memory",
    "disk",
    "pool",
    "capacity",
    "packet",
    "degradation",
    "decrease",
    "increase",
    "reduction",
    "reduced",
    "drop in",
    "uptime",
    "sla",
    "width",
    "height",
    "usage of",
    "recovered",
    "bandwidth",
    "storage",
    "engagement",
    "revenue",
    "improve",
    "faster",
    "slower",
    "normal",
    "operational",
    "coverage",
];

/// The share of users stated in a text, 0 to 100.
#[must_use]
pub(super) fn of_users(text: &str) -> Option<f64> {
    let lower = text.to_lowercase();
    let mut best: Option<(u8, f64)> = None;
    for sentence in sentences(&lower) {
        for share in shares(sentence).into_iter().chain(ratios(sentence)) {
            let Some(rank) = share.rank(sentence) else { continue };
            if best.is_none_or(|(most, _)| rank > most) {
                best = Some((rank, share.value));
            }
        }
    }
    best.map(|(_, value)| value).or_else(|| sentences(&lower).any(tells_of_everyone).then_some(100.0))
}

/// Sentences, without cutting at the point of a decimal number.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['\n', ';']).flat_map(|line| line.split(". "))
}

/// A share in a sentence: what it is and its bytes.
#[derive(Debug, Clone, PartialEq)]
struct Share {
    value: f64,
    start: usize,
    end: usize,
    form: Form,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `45%`.
    Percent,
    /// `3 out of 4`, `two thirds of`: only with users or what they send right behind it.
    Ratio,
}

/// Every `45%`, `45 percent`, `45 per cent` of a sentence that is no bound of a range.
fn shares(text: &str) -> Vec<Share> {
    let mut found = Vec::new();
    for unit in ["%", "percent", "per cent"] {
        for (position, _) in text.match_indices(unit) {
            let before = text[..position].trim_end();
            let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').len();
            let start = before.len() - digits;
            let Ok(value) = before[start..].trim_start_matches('.').parse::<f64>() else { continue };
            let outside = text[..start].ends_with(['=', '/', '-'])
                || unit == "percent" && text[position..].starts_with("percentage");
            if (0.0..=100.0).contains(&value) && !outside {
                found.push(Share { value, start, end: position + unit.len(), form: Form::Percent });
            }
        }
    }
    found.sort_by_key(|share| share.start);
    let bounds: Vec<bool> = found.iter().map(|share| is_bound(text, share)).collect();
    // `between 40% and 60%`, `40% to 60%`: the other bound is none either.
    let joined = |index: usize| {
        found.get(index + 1).is_some_and(|next| {
            let between = text[found[index].end..next.start].trim();
            matches!(between, "to" | "-" | "–" | "—")
                || (between == "and" && text[..found[index].start].trim_end().ends_with("between"))
        })
    };
    let kept: Vec<bool> =
        (0..found.len()).map(|index| !(bounds[index] || joined(index) || (index > 0 && joined(index - 1)))).collect();
    let mut kept = kept.into_iter();
    found.retain(|_| kept.next().unwrap_or(true));
    found
}

/// Whether a share is the second bound of `40-60%` or `40 to 60 percent`.
fn is_bound(text: &str, share: &Share) -> bool {
    let before = text[..share.start].trim_end();
    let Some(first) = ["-", "–", "—", " to", " and"].iter().find_map(|join| before.strip_suffix(join)) else {
        return false;
    };
    let first = first.trim_end();
    let number = first.ends_with(|c: char| c.is_ascii_digit());
    let between = || first.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end().ends_with("between");
    number && (!before.ends_with(" and") || between())
}

/// Every `3 out of 4`, `one in five`, `two thirds of`, `half of` of a sentence.
fn ratios(text: &str) -> Vec<Share> {
    let words: Vec<(usize, &str)> = words_of(text).collect();
    (0..words.len()).filter_map(|index| ratio(text, &words[index..]).or_else(|| part(&words[index..]))).collect()
}

/// The words of a text with their bytes; a hyphen ends a word, a comma between digits does not.
fn words_of(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let bytes = text.as_bytes();
    let inside = move |(index, c): (usize, char)| {
        let grouped = c == ','
            && index > 0
            && bytes[index - 1].is_ascii_digit()
            && bytes.get(index + 1).is_some_and(u8::is_ascii_digit);
        c.is_alphanumeric() || grouped
    };
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let start = loop {
            let next = rest.next()?;
            if inside(next) {
                break next.0;
            }
        };
        let mut end = text.len();
        while let Some(next) = rest.peek().copied() {
            if !inside(next) {
                end = next.0;
                break;
            }
            rest.next();
        }
        Some((start, &text[start..end]))
    })
}

fn count(word: &str) -> Option<f64> {
    let digits = word.starts_with(|c: char| c.is_ascii_digit());
    if digits { word.replace(',', "").parse().ok() } else { small_number(word).map(f64::from) }
}

/// `3 out of 4`, `9 of 10`, `one in five`, `500 of our 2,000`.
fn ratio(text: &str, words: &[(usize, &str)]) -> Option<Share> {
    let (start, first) = *words.first()?;
    let some = count(first)?;
    let plain = |index: usize| words.get(index).map_or("", |(_, word)| *word);
    let mut index = 1;
    let listed = plain(index) == "in";
    match plain(index) {
        "out" if plain(index + 1) == "of" => index += 2,
        "of" | "in" => index += 1,
        _ => return None,
    }
    if matches!(plain(index), "our" | "the" | "every" | "its" | "about") {
        index += 1;
    }
    let (at, word) = *words.get(index)?;
    let all = count(word)?;
    // `in 5 minutes` is no ratio: `in` joins small numbers, the first of which is less.
    let plausible = some <= all && all >= 2.0 && !(listed && (some > 3.0 || all > 20.0 || some >= all));
    let glued = text[start + first.len()..].starts_with(['%', ':', '.', '/']);
    (plausible && !glued).then(|| Share { value: rounded(some / all), start, end: at + word.len(), form: Form::Ratio })
}

/// `two thirds of`, `half the`, `a quarter of`.
fn part(words: &[(usize, &str)]) -> Option<Share> {
    let (start, first) = *words.first()?;
    let plain = |index: usize| words.get(index).map_or("", |(_, word)| *word);
    let (some, index) = match first {
        "half" => (1, 0),
        "a" | "an" => (1, 1),
        word => (small_number(word)?, 1),
    };
    let parts = part_of_whole(plain(index)).filter(|parts| some < *parts)?;
    let half = plain(index) == "half";
    let of = plain(index + 1) == "of" || (half && matches!(plain(index + 1), "the" | "our" | "all"));
    let (at, word) = *words.get(index)?;
    of.then(|| Share {
        value: rounded(f64::from(some) / f64::from(parts)),
        start,
        end: at + word.len(),
        form: Form::Ratio,
    })
}

/// A part of one as a percentage with two decimals.
fn rounded(part: f64) -> f64 {
    (part * 10_000.0).round() / 100.0
}

impl Share {
    /// How surely a share is one of users: 3 with users beside it, 2 with traffic, 1 alone.
    fn rank(&self, sentence: &str) -> Option<u8> {
        let after = head_of(&sentence[self.end..], 70);
        let before = tail_of(&sentence[..self.start], 60);
        let near = |list: &[&str]| list.iter().any(|word| after.contains(word));
        let close_before = |list: &[&str]| list.iter().any(|word| before.contains(word));
        let directly = after.trim_start();
        let directly = head_of(directly.split([',', ';', '(']).next().unwrap_or_default(), 28);
        if OTHER.iter().any(|word| directly.contains(word)) {
            return None;
        }
        if self.form == Form::Ratio {
            let beside = head_of(directly, 28);
            let of = |list: &[&str]| list.iter().any(|word| begins_word(beside, word));
            let restored = RESTORING.iter().any(|word| sentence.contains(word));
            return if restored {
                None
            } else if of(USERS) {
                Some(3)
            } else {
                of(TRAFFIC).then_some(2)
            };
        }
        if near(USERS) {
            return Some(3);
        }
        if near(TRAFFIC) || close_before(USERS) {
            return Some(2);
        }
        if OTHER.iter().any(|word| sentence.contains(word)) {
            return None;
        }
        let of_service = directly.starts_with("of ")
            && ["offline", "down", "unavailable", "inaccessible", "outage"].iter().any(|word| sentence.contains(word));
        // `36% of buildings lost heating`: a share of things in the plural, in a sentence that tells of harm.
        let of_things = directly.starts_with("of ")
            && directly.split_whitespace().skip(1).take(4).any(|word| word.len() > 3 && word.ends_with('s'))
            && [
                "affect",
                "impact",
                "lost",
                "could not",
                "unable",
                "failed",
                "fail",
                "hit",
                "without",
                "error",
                "wrong",
            ]
            .iter()
            .any(|word| sentence.contains(word));
        // `affecting 100% of them`.
        let of_them = directly.starts_with("of them") && ["affect", "impact"].iter().any(|word| before.contains(word));
        (close_before(TRAFFIC) || of_service || of_things || of_them).then_some(1)
    }
}

fn begins_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| !text[..at].ends_with(char::is_alphanumeric))
}

/// So many characters from the beginning.
fn head_of(text: &str, most: usize) -> &str {
    &text[..text.char_indices().nth(most).map_or(text.len(), |(index, _)| index)]
}

/// So many characters from the end.
fn tail_of(text: &str, most: usize) -> &str {
    &text[most.checked_sub(1).and_then(|last| text.char_indices().rev().nth(last)).map_or(0, |(index, _)| index)..]
}

/// Words of a sentence on the end of the incident.
const RESTORING: &[&str] = &[
    "restored",
    "back online",
    "back to normal",
    "working again",
    "available again",
    "resolved",
    "regained",
    "recovered",
    "resumed",
];

/// Whether a sentence says that everybody was affected.
fn tells_of_everyone(sentence: &str) -> bool {
    const NOBODY: &[&str] =
        &["no one could", "nobody could", "no one was able", "nobody was able", "everyone was", "everybody was"];
    if RESTORING.iter().any(|word| sentence.contains(word)) {
        return false;
    }
    if NOBODY.iter().any(|phrase| begins_word(sentence, phrase)) {
        return true;
    }
    let words: Vec<&str> = words_of(sentence).map(|(_, word)| word).collect();
    words.iter().enumerate().any(|(index, word)| {
        let limited = index > 0
            && matches!(words[index - 1], "not" | "nearly" | "almost" | "virtually" | "practically" | "at" | "after");
        let rest = &words[index + 1..];
        !limited
            && match *word {
                "all" => {
                    rest.iter().take(5).any(|word| is_whom(word, Plural::Only))
                        && !rest.iter().take(2).any(|word| matches!(*word, "team" | "staff"))
                }
                "every" => rest.iter().take(2).any(|word| is_whom(word, Plural::Not)),
                "entire" | "whole" => rest.first().is_some_and(|word| is_whom(word, Plural::Not)),
                "no" => {
                    rest.first().is_some_and(|word| is_whom(word, Plural::Not) || is_whom(word, Plural::Only))
                        && rest.get(1).is_some_and(|word| *word == "could" || *word == "was")
                }
                "none" => rest.iter().take(4).any(|word| is_whom(word, Plural::Only)) && rest.contains(&"could"),
                _ => false,
            }
    })
}

/// Whether a word is to stand in the plural.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Plural {
    Only,
    Not,
}

/// Whether a word names users.
fn is_whom(word: &str, plural: Plural) -> bool {
    let one = match plural {
        Plural::Only => word.strip_suffix('s'),
        Plural::Not => Some(word),
    };
    one.is_some_and(|one| USERS.contains(&one)) || (plural == Plural::Only && word == "people")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_of_users_are_found() {
        for (text, want) in [
            ("slow or failed uploads for 45% of users.", Some(45.0)),
            ("Approximately 85 percent of our active user base was affected", Some(85.0)),
            ("affecting 60 % of customers, with a CPU at 90%", Some(60.0)),
            ("12.5% of requests failed", Some(12.5)),
            ("3 out of 4 users could not upload.", Some(75.0)),
            ("Two thirds of our users were affected.", Some(66.67)),
            ("two-thirds of all customers", Some(66.67)),
            ("Half of our users could not log in.", Some(50.0)),
            ("about half the users", Some(50.0)),
            ("a quarter of customers saw errors", Some(25.0)),
            ("roughly three quarters of shoppers", Some(75.0)),
            ("one in five users", Some(20.0)),
            ("9 of 10 requests failed", Some(90.0)),
            ("about 500 of our 2,000 users", Some(25.0)),
            ("60% of the users, that is 3 out of 5", Some(60.0)),
            ("Percentage of users affected: 80%", Some(80.0)),
            ("users could not reach the site, affecting 100% of them", Some(100.0)),
            ("up to 30% of users", Some(30.0)),
        ] {
            assert_eq!(of_users(text), want, "{text}");
        }
    }

    #[test]
    fn everyone_is_all_of_them() {
        for (text, want) in [
            ("All users were affected.", Some(100.0)),
            ("All of our active customers got errors", Some(100.0)),
            ("Every customer got a 502.", Some(100.0)),
            ("The entire user base was cut off", Some(100.0)),
            ("Every user's page failed", Some(100.0)),
            ("No user could log in, no one could pay", Some(100.0)),
            ("None of our users could log in", Some(100.0)),
            ("Nearly all users saw errors.", None),
            ("Not all users were affected", None),
            ("Service was restored for all users at 11.", None),
            ("all team members were notified", None),
            ("Users were unable to log in.", None),
        ] {
            assert_eq!(of_users(text), want, "{text}");
        }
    }

    #[test]
    fn other_shares_and_ranges_are_none() {
        for text in [
            "100% of traffic back online",
            "the pool was at 80% utilisation",
            "<img width=100%>",
            "40-60% of users were affected",
            "40% to 60% of users were affected",
            "between 40% and 60% of users",
            "between 40 and 60 percent of users",
            "3 of 4 servers failed",
            "half of the servers failed",
            "half an hour later users saw errors",
            "version 2 of 3",
            "5 in 2024",
        ] {
            assert_eq!(of_users(text), None, "{text}");
        }
    }
}
