//! Lengths of time in words.

use std::ops::Range;

use super::number::{fraction, number, opens_count, small_number};
use super::{Cursor, begins_word};

/// Units by their names, in seconds.
const UNITS: &[(&str, u32)] = &[
    ("minutes", 60),
    ("minute", 60),
    ("mins", 60),
    ("min", 60),
    ("m", 60),
    ("hours", 3600),
    ("hour", 3600),
    ("hrs", 3600),
    ("hr", 3600),
    ("h", 3600),
    ("days", 86_400),
    ("day", 86_400),
    ("d", 86_400),
    ("weeks", 604_800),
    ("week", 604_800),
    ("seconds", 1),
    ("second", 1),
    ("secs", 1),
    ("sec", 1),
    ("s", 1),
];

/// Words that may stand between a number and its unit.
const FILLERS: &[&str] = &["full", "whole", "entire", "solid", "straight", "long", "consecutive", "continuous", "good"];

/// Words before a length that make it a distance in time, or how often something happens.
const NO_LENGTH: &[&str] = &[
    "within", "after", "every", "each", "per", "in", "past", "last", "previous", "next", "timeout", "latency", "later",
];

/// A length of time found in a text.
#[derive(Debug, Clone, PartialEq)]
struct Length {
    /// Minutes.
    minutes: f64,
    /// Where it stands, in bytes.
    range: Range<usize>,
}

/// The length of time that a text states, in minutes: `2 hours and 15 minutes`, `90-minute`, `a day and a half`.
///
/// The first one, but one that tells how often or how long after (`every 5 minutes`, `within 10 minutes`) only where there is no other.
/// A length with two bounds (`2 to 3 hours`) is none: nothing is guessed.
#[must_use]
pub fn length_in_minutes(text: &str) -> Option<f64> {
    let mut fallback = None;
    let mut offset = 0;
    while let Some(length) = next_length(text, offset) {
        offset = length.range.end;
        if !is_distance(text, &length.range) {
            return Some(length.minutes);
        }
        fallback = fallback.or(Some(length.minutes));
    }
    fallback
}

/// Whether a text states a length of time.
#[must_use]
pub fn has_length(text: &str) -> bool {
    next_length(text, 0).is_some()
}

/// The first length at this byte offset or behind it.
fn next_length(text: &str, offset: usize) -> Option<Length> {
    // Bytes, not characters: this runs over every line of a summary.
    let bytes = text.as_bytes();
    let (mut at, mut inside) = (offset, false);
    while let Some(byte) = bytes.get(at) {
        let start = STARTS[usize::from(*byte)];
        let begins = !std::mem::replace(&mut inside, matches!(start, Start::Word | Start::Number));
        let found = match start {
            Start::Number if begins => length_from(text, at),
            Start::Half if text[at..].starts_with('½') => length_from(text, at),
            _ => None,
        };
        match found {
            Some(length) if stands_alone(text, &length.range) => return Some(length),
            Some(length) => (at, inside) = (length.range.end, false),
            None => at += 1,
        }
    }
    None
}

/// What a byte may begin.
#[derive(Clone, Copy)]
enum Start {
    Nothing,
    /// A word that is no number.
    Word,
    /// A number, in digits or in a word.
    Number,
    /// `½`, and other characters.
    Half,
}

const STARTS: [Start; 256] = {
    let mut starts = [Start::Nothing; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        if byte.is_ascii_digit() || matches!(byte | 0x20, b'a' | b'h' | b'o' | b't' | b'f' | b's' | b'e' | b'n') {
            starts[byte as usize] = Start::Number;
        } else if byte.is_ascii_alphabetic() {
            starts[byte as usize] = Start::Word;
        }
        byte += 1;
    }
    starts[0xc2] = Start::Half;
    starts
};

/// The length that begins with the number at this byte offset.
fn length_from(text: &str, at: usize) -> Option<Length> {
    let cursor = Cursor::new(text, at);
    let word = cursor.word();
    let opens = (word.is_empty() || opens_count(word))
        && (begins_word(text, at) || text[at..].starts_with('½'))
        && !text[..at].ends_with([':', '.', '/']);
    let (minutes, end) = opens.then(|| length_at(cursor)).flatten()?;
    Some(Length { minutes, range: at..end })
}

/// Whether a length is no bound, and no format of a clock.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let before = &text[..range.start];
    !is_bounded(before) && !is_second_bound(before) && !text[range.end..].trim_start().starts_with("format")
}

/// Whether the words before a length make it a bound: `less than an hour`.
fn is_bounded(before: &str) -> bool {
    let before = before.trim_end();
    ["less than", "under", "fewer than", "at most", "no more than"].iter().any(|bound| {
        before.len() >= bound.len()
            && before.is_char_boundary(before.len() - bound.len())
            && before[before.len() - bound.len()..].eq_ignore_ascii_case(bound)
    })
}

/// Whether the length is the second of two bounds: `2-3 hours`, `30 to 45 minutes`.
fn is_second_bound(before: &str) -> bool {
    let trimmed = before.trim_end();
    let joined = ["-", "–", "—", " to", " or"].iter().find_map(|join| trimmed.strip_suffix(join));
    let Some(first) = joined.map(str::trim_end) else { return false };
    let number = first.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    let digits = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || c == '.');
    digits || (!number.is_empty() && small_number(number).is_some())
}

fn is_distance(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].trim_end();
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let behind = text[range.end..].trim_start();
    NO_LENGTH.iter().any(|other| word.eq_ignore_ascii_case(other))
        || ["ago", "later", "after", "before", "earlier"].iter().any(|word| behind.starts_with(word))
}

/// The minutes of the length that begins here, and where it ends.
fn length_at(mut cursor: Cursor<'_>) -> Option<(f64, usize)> {
    let Term { minutes: mut total, mut unit } = term(&mut cursor)?;
    loop {
        let mut ahead = cursor;
        ahead.take_if(|c| c == ',');
        ahead.skip_blanks(2);
        let joined = ahead.take_ignoring_case("and ") || ahead.take_ignoring_case("& ");
        ahead.skip_blanks(1);
        if joined && let Some(part) = fraction(&mut ahead) {
            return Some((total + minutes_of(unit) * part, ahead.offset));
        }
        let Some(more) = term(&mut ahead).filter(|more| more.unit < unit) else { break };
        total += more.minutes;
        unit = more.unit;
        cursor = ahead;
    }
    // `2h30`; but `14h30` is a time of day.
    let mut ahead = cursor;
    if unit == 3600
        && let Some((minutes, 2)) = ahead.digits(3).filter(|(minutes, _)| *minutes < 60)
        && !ahead.peek().is_some_and(char::is_alphanumeric)
    {
        return (total < 600.0).then_some((total + f64::from(minutes), ahead.offset));
    }
    // `1h 30` and `2 hours 15` leave the minutes out.
    let mut ahead = cursor;
    ahead.skip_blanks(1);
    if unit == 3600
        && let Some((minutes, 2)) = ahead.digits(3).filter(|(minutes, _)| *minutes < 60)
        && !ahead.peek().is_some_and(|c| c.is_alphanumeric() || matches!(c, ':' | '.' | '%' | '/' | '-'))
        && ahead.rest().trim_start().is_empty()
    {
        return Some((total + f64::from(minutes), ahead.offset));
    }
    Some((total, cursor.offset))
}

/// A number with its unit: the minutes they make and the seconds of one unit.
struct Term {
    minutes: f64,
    unit: u32,
}

fn minutes_of(seconds: u32) -> f64 {
    f64::from(seconds) / 60.0
}

fn term(cursor: &mut Cursor<'_>) -> Option<Term> {
    let mut ahead = *cursor;
    if let Some((minutes, end)) = hours_and_minutes(ahead) {
        cursor.offset = end;
        return Some(Term { minutes, unit: 60 });
    }
    // `0900hrs` is a time.
    let digits = ahead.rest().bytes().take_while(u8::is_ascii_digit).count();
    let clock = digits == 4 || (digits > 1 && ahead.peek() == Some('0'));
    let number = number(&mut ahead)?;
    let attached = ahead.offset;
    ahead.skip_blanks(2);
    ahead.take_if(|c| c == '-');
    skip_filler(&mut ahead);
    let word = ahead.word();
    // A lone letter is a unit only where it touches its number: `1h`, but not `10:00 M`.
    // But `2 h 36 min` goes on with a smaller unit.
    let goes_on = word.eq_ignore_ascii_case("h")
        && ahead.rest().get(1..).is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()));
    if word.len() == 1 && ahead.offset != attached && !goes_on {
        return None;
    }
    let unit = unit(word).filter(|unit| !(clock && *unit == 3600))?;
    ahead.offset += word.len();
    *cursor = ahead;
    Some(Term { minutes: number * minutes_of(unit), unit })
}

/// `1:25 hours`, `2:30h`: hours and minutes in one number.
fn hours_and_minutes(mut cursor: Cursor<'_>) -> Option<(f64, usize)> {
    let (hours, 1 | 2) = cursor.digits(3)? else { return None };
    cursor.take_if(|c| c == ':')?;
    let (minutes, 2) = cursor.digits(3)? else { return None };
    cursor.skip_blanks(1);
    let word = cursor.word();
    // `14:00 hrs` is a time of day; few outages are told as `1:25 hrs` with more than nine hours.
    let plural = ["hours", "hour"].iter().any(|unit| word.eq_ignore_ascii_case(unit));
    let short = hours < 10 && ["hrs", "hr", "h"].iter().any(|unit| word.eq_ignore_ascii_case(unit));
    if minutes > 59 || !(plural || short) {
        return None;
    }
    Some((f64::from(hours * 60 + minutes), cursor.offset + word.len()))
}

fn skip_filler(cursor: &mut Cursor<'_>) {
    let mut ahead = *cursor;
    let word = ahead.word();
    if word.len() > 3 && FILLERS.iter().any(|filler| filler.eq_ignore_ascii_case(word)) {
        ahead.offset += word.len();
        ahead.skip_blanks(1);
        *cursor = ahead;
    }
}

fn unit(word: &str) -> Option<u32> {
    UNITS.iter().find(|(name, _)| word.eq_ignore_ascii_case(name)).map(|(_, seconds)| *seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read_in_words_and_digits() {
        for (text, want) in [
            ("for 2 hours and 15 minutes", 135.0),
            ("90-minute outage", 90.0),
            ("1 hour, 46 minutes", 106.0),
            ("2hrs", 120.0),
            ("a day and a half", 2160.0),
            ("half an hour", 30.0),
            ("a half-hour outage", 30.0),
            ("1h30m", 90.0),
            ("2.5 hours", 150.0),
            ("three hours", 180.0),
            ("30 mins", 30.0),
            ("2 h 36 min", 156.0),
            ("an hour and a half", 90.0),
            ("two and a half hours", 150.0),
            ("one and a half days", 2160.0),
            ("2 1/2 hours", 150.0),
            ("2½ hours", 150.0),
            ("½ hour", 30.0),
            ("an hour and a quarter", 75.0),
            ("three quarters of an hour", 45.0),
            ("a quarter of an hour", 15.0),
            ("twenty-five minutes", 25.0),
            ("forty five minutes", 45.0),
            ("1:25 hours", 85.0),
            ("2:05h", 125.0),
            ("1 full hour", 60.0),
            ("1h 30", 90.0),
            ("lasted 2h30", 150.0),
            ("2 hours, 5 minutes and 30 seconds", 125.5),
            ("3+ hours", 180.0),
            ("1,440 minutes", 1440.0),
            ("1d 2h", 1560.0),
            ("found within 5 minutes, lasted 2 hours", 120.0),
            ("one hour and thirty minutes", 90.0),
        ] {
            assert_eq!(length_in_minutes(text), Some(want), "{text}");
        }
    }

    #[test]
    fn other_numbers_are_no_lengths() {
        for text in [
            "14:00",
            "45% of users",
            "on May 10",
            "two servers",
            "5 megabytes",
            "14:00 hrs",
            "2-3 hours",
            "30 to 45 minutes",
            "two to three hours",
            "several hours",
            "less than an hour",
            "from 14h05 to 15h30",
            "0900hrs to 1045hrs",
            "in 24-hour format",
            "half of the users",
        ] {
            assert_eq!(length_in_minutes(text), None, "{text}");
        }
    }
}
