//! The share of users that an incident affected.
//!
//! # Grammar
//!
//! ```text
//! share    = number ("%" | "percent" | "per cent")                   45%   12.5 percent   ten percent
//!          | count ["out"] "of" ["our"] count who | count "in" count who | digit "/" digit "of" who
//!                                                                    3 out of 4 users   one in five users   500 of our 2,000 users
//!          | [count] part "of" … who                                 two thirds of our users   half the users
//!          | ("all" | "every" | "entire") … who | "no one could"     all of our active users   the entire user base
//! ```
//!
//! A share counts when users stand beside it, or else what users send (requests, traffic), or else when the sentence tells of harm. A
//! share of something else (a pool, a disk), of what works again, or with two bounds (`40-60%`) is none: nothing is guessed.

mod everyone;
mod families;
mod ratio;

use everyone::tells_of_everyone;
use families::{HARM, OTHER, OUTAGE, RESTORING, TRAFFIC, USERS};
use ratio::ratios;

use super::glance::holds_digit;
use super::time::{part_of_whole, small_number};

/// The share of users stated in a text, 0 to 100.
#[must_use]
pub(super) fn of_users(text: &str) -> Option<f64> {
    if !may_tell_share(text) {
        return None;
    }
    let lower = text.to_lowercase();
    let mut best: Option<(u8, f64)> = None;
    let telling: Vec<&str> = sentences(&lower).filter(|text| may_tell_share(text)).collect();
    for text in telling.iter().copied() {
        let found: Vec<Share> = shares(text).into_iter().chain(ratios(text)).collect();
        if found.is_empty() {
            continue;
        }
        let sentence = Sentence::new(text);
        for share in found {
            let Some(rank) = share.rank(&sentence) else { continue };
            if best.is_none_or(|(most, _)| rank > most) {
                best = Some((rank, share.value));
            }
        }
    }
    best.map(|(_, value)| value).or_else(|| telling.into_iter().any(tells_of_everyone).then_some(100.0))
}

/// Whether a text holds a digit, a word of number or a word such as `all`, with one of which every share is told.
fn may_tell_share(text: &str) -> bool {
    if holds_digit(text) {
        return true;
    }
    let bytes = text.as_bytes();
    let mut inside = false;
    bytes.iter().enumerate().any(|(at, byte)| {
        let begins = !std::mem::replace(&mut inside, byte.is_ascii_alphabetic());
        begins && matches!(byte | 0x20, b'a' | b'w' | b'e' | b'n' | b'h' | b'o' | b't' | b'f' | b's' | b'q') && {
            let end =
                bytes[at..].iter().position(|byte| !byte.is_ascii_alphabetic()).map_or(bytes.len(), |end| at + end);
            tells_how_many(&text[at..end])
        }
    })
}

/// Whether a word of ASCII letters may tell how many.
fn tells_how_many(word: &str) -> bool {
    let is = |known: &[&str]| known.iter().any(|known| known.eq_ignore_ascii_case(word));
    let counts = || small_number(word).is_some() || part_of_whole(word).is_some();
    // `tenpercent` is read as ten.
    let glued = || word.len() > 5 && word.as_bytes().windows(3).any(|letters| letters.eq_ignore_ascii_case(b"per"));
    match word.as_bytes()[0] | 0x20 {
        b'a' => is(&["all"]),
        b'w' => is(&["whole"]),
        b'e' => is(&["every", "entire", "everyone", "everybody"]) || counts() || glued(),
        b'n' => is(&["no", "none", "nobody"]) || counts() || glued(),
        _ => counts() || glued(),
    }
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
    // Most sentences state no share.
    if !text.contains('%') && !text.contains("per") {
        return found;
    }
    for unit in ["%", "percent", "per cent"] {
        for (position, _) in text.match_indices(unit) {
            let before = text[..position].trim_end();
            let Some((start, value)) = number_before(before) else { continue };
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

/// The number that ends a text, in digits or words, and where it begins: `12.5`, `twenty-five`.
fn number_before(text: &str) -> Option<(usize, f64)> {
    let digits = text.len() - text.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').len();
    let start = text.len() - digits;
    if digits > 0 {
        return Some((start, text[start..].trim_start_matches('.').parse().ok()?));
    }
    let word = text.rsplit(|c: char| !(c.is_alphabetic() || c == '-')).next()?;
    let value = word.split('-').map(small_number).sum::<Option<u32>>()?;
    Some((text.len() - word.len(), f64::from(value)))
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

impl Share {
    /// How surely a share is one of users: 3 with users beside it, 2 with traffic, 1 alone.
    fn rank(&self, sentence: &Sentence<'_>) -> Option<u8> {
        let after = head_of(&sentence.text[self.end..], 70);
        let before = tail_of(&sentence.text[..self.start], 60);
        let near = |list: &[&str]| says(after, list);
        let close_before = |list: &[&str]| says(before, list);
        let directly = head_of(after.trim_start().split([',', ';', '(']).next().unwrap_or_default(), 28);
        if self.form == Form::Percent && is_of_users(directly) && !says(directly, RESTORING) {
            return Some(3);
        }
        if says(directly, OTHER) {
            return None;
        }
        if self.form == Form::Ratio {
            let of = |list: &[&str]| list.iter().any(|word| begins_word(directly, word));
            return match () {
                () if sentence.tells(Told::End) => None,
                () if of(USERS) => Some(3),
                () => of(TRAFFIC).then_some(2),
            };
        }
        if near(USERS) {
            return Some(3);
        }
        if near(TRAFFIC) || close_before(USERS) {
            return Some(2);
        }
        if sentence.tells(Told::Other) {
            return None;
        }
        let of_service = directly.starts_with("of ") && sentence.tells(Told::Outage);
        // `36% of buildings lost heating`: a share of things in the plural, in a sentence that tells of harm.
        let of_things = directly.starts_with("of ")
            && sentence.tells(Told::Harm)
            && directly.split_whitespace().skip(1).take(4).any(|word| word.len() > 3 && word.ends_with('s'));
        // `affecting 100% of them`.
        let of_them = directly.starts_with("of them") && close_before(&["affect", "impact"]);
        (close_before(TRAFFIC) || of_service || of_things || of_them).then_some(1)
    }
}

/// A sentence and what all of it says, asked once however many shares it holds.
struct Sentence<'a> {
    text: &'a str,
    tells: Vec<Told>,
}

/// What a sentence can tell of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    /// Something that is no user.
    Other,
    /// The end of the incident.
    End,
    /// A service that was down.
    Outage,
    /// Harm.
    Harm,
}

impl<'a> Sentence<'a> {
    fn new(text: &'a str) -> Self {
        let families = [(Told::Other, OTHER), (Told::End, RESTORING), (Told::Outage, OUTAGE), (Told::Harm, HARM)];
        let tells = families.into_iter().filter(|(_, words)| says(text, words)).map(|(told, _)| told).collect();
        Self { text, tells }
    }

    fn tells(&self, told: Told) -> bool {
        self.tells.contains(&told)
    }
}

fn says(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// Whether the words behind a share are `of`, two more at most, and users.
fn is_of_users(behind: &str) -> bool {
    let mut words = behind.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.next() == Some("of") && words.take(3).any(|word| USERS.iter().any(|user| word.starts_with(user)))
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
            ("20% of clients got no heights", Some(20.0)),
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
            ("ten percent of users", Some(10.0)),
            ("twenty-five percent of users", Some(25.0)),
            ("about 2/3 of users were affected", Some(66.67)),
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
