//! Calendar dates.

use std::fmt;
use std::ops::Range;

use super::{Cursor, begins_word, ends_word};

/// A date found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    /// The year, where stated.
    pub year: Option<i16>,
    /// 1 to 12.
    pub month: i8,
    /// 1 to 31.
    pub day: i8,
    /// Where it stands, in bytes.
    pub range: Range<usize>,
}

impl fmt::Display for Date {
    /// ISO 8601, or `--MM-DD` without a year.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(year) => write!(f, "{year:04}-{:02}-{:02}", self.month, self.day),
            None => write!(f, "--{:02}-{:02}", self.month, self.day),
        }
    }
}

impl Date {
    /// The day as a civil date, where the year is known.
    #[must_use]
    pub fn civil(&self) -> Option<jiff::civil::Date> {
        jiff::civil::Date::new(self.year?, self.month, self.day).ok()
    }

    fn new(year: Option<i16>, month: i8, day: i8, range: Range<usize>) -> Option<Self> {
        // A leap year, so that 29 February without a year is a date.
        jiff::civil::Date::new(year.unwrap_or(2024), month, day).ok()?;
        Some(Self { year, month, day, range })
    }
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Letters of the longest name of a month.
const LONGEST_MONTH: usize = "september".len();

/// All dates of a text, left to right. A numeric date whose order is not certain is none.
#[must_use]
pub fn dates(text: &str) -> Vec<Date> {
    let mut found = Vec::new();
    let mut offset = 0;
    // Bytes, not characters: this runs over every line of a document, and what opens a date is ASCII.
    let bytes = text.as_bytes();
    while let Some(step) = bytes[offset..].iter().position(u8::is_ascii_alphanumeric) {
        let at = offset + step;
        let date = match bytes[at] {
            first if !(first.is_ascii_digit() || opens_month(first)) || !begins_word(text, at) => None,
            first if first.is_ascii_digit() => from_digits(Cursor::new(text, at)),
            _ => from_month(Cursor::new(text, at)),
        };
        offset = date.as_ref().map_or_else(
            || bytes[at..].iter().position(|byte| !byte.is_ascii_alphanumeric()).map_or(text.len(), |run| at + run),
            |date| date.range.end,
        );
        found.extend(date);
    }
    found
}

/// The two days of a range such as `9/10 … 9/11`, which lack a year.
///
/// One number alone says nothing of day and month; two that share one number and count on in the other do, since no outage
/// lasts from the 9th of one month to the 9th of the next and is told in hours.
#[must_use]
pub fn numeric_range(text: &str) -> Option<(Date, Date)> {
    let pairs: Vec<(i8, i8, Range<usize>)> = text
        .match_indices('/')
        .filter_map(|(slash, _)| {
            let before = &text[..slash];
            let start = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
            let mut after = Cursor::new(text, slash + 1);
            let (second, _) = after.digits(3)?;
            let alone = begins_word(text, start)
                && !text[..start].ends_with('/')
                && !matches!(after.peek(), Some('/' | '.' | '%'))
                && ends_word(text, after.offset);
            let (first, second) = (before[start..].parse().ok()?, i8::try_from(second).ok()?);
            alone.then_some((first, second, start..after.offset))
        })
        .collect();
    let [(a, b, first), (c, d, last)] = pairs.as_slice() else { return None };
    let ((month, day), (next_month, next_day)) = if a == c && (1..=3).contains(&(d - b)) {
        ((*a, *b), (*c, *d))
    } else if b == d && (1..=3).contains(&(c - a)) {
        ((*b, *a), (*d, *c))
    } else {
        return None;
    };
    Some((Date::new(None, month, day, first.clone())?, Date::new(None, next_month, next_day, last.clone())?))
}

/// Whether the name of a month begins with this letter.
fn opens_month(letter: u8) -> bool {
    matches!(letter.to_ascii_lowercase(), b'j' | b'f' | b'm' | b'a' | b's' | b'o' | b'n' | b'd')
}

/// The number of a month by its name, its first three letters, or its name with one letter wrong.
fn month(word: &str) -> Option<i8> {
    // Most words of a text are ruled out by their length, one letter too many at most, and their first letter.
    let first = word.bytes().next().filter(|first| opens_month(*first))?.to_ascii_lowercase();
    if !(3..=LONGEST_MONTH + 4).contains(&word.len()) {
        return None;
    }
    let candidates = || (1_i8..).zip(MONTHS).filter(|(_, name)| name.as_bytes()[0] == first);
    let is_named = |name: &str| {
        let short = if word.len() == 4 && name == "september" { "sept" } else { &name[..3] };
        name.eq_ignore_ascii_case(word) || short.eq_ignore_ascii_case(word)
    };
    let found = candidates().find(|(_, name)| is_named(name));
    found
        .or_else(|| candidates().find(|(_, name)| word.len() >= 5 && has_one_wrong(name, word)))
        .map(|(month, _)| month)
}

/// Whether a word is this name with one letter wrong, missing, too many, or changed for the next; letter case aside.
fn has_one_wrong(name: &str, word: &str) -> bool {
    let same = |(one, other): &(u8, u8)| one.eq_ignore_ascii_case(other);
    let begin = name.bytes().zip(word.bytes()).take_while(same).count();
    // The name is ASCII, so what is the same is too, and both can be cut there.
    let (name, word) = (&name[begin..], &word[begin..]);
    let end = name.bytes().rev().zip(word.bytes().rev()).take_while(same).count();
    let (name, word) = (&name[..name.len() - end], &word[..word.len() - end]);
    match (name.len(), word.chars().count()) {
        (1, 0 | 1) | (0, 1) => true,
        (2, 2) => name.bytes().zip(word.bytes().rev()).all(|pair| same(&pair)),
        _ => false,
    }
}

/// `August 16, 2024`, `Aug 16th`, `March 09`.
fn from_month(mut cursor: Cursor<'_>) -> Option<Date> {
    let begin = cursor.offset;
    let month = month(cursor.word())?;
    cursor.offset += cursor.word().len();
    cursor.take_if(|c| c == '.');
    cursor.skip_blanks(2);
    let day = day_number(&mut cursor)?;
    let mut after = cursor;
    let comma = after.take_if(|c| c == ',').is_some();
    after.skip_blanks(2);
    let year = year_number(&mut after);
    let _ = comma;
    let end = if year.is_some() { after.offset } else { cursor.offset };
    Date::new(year, month, day, begin..end)
}

/// `16 August 2024`, `12th of May`, `2024-08-16`, `16/08/2024`.
fn from_digits(mut cursor: Cursor<'_>) -> Option<Date> {
    let begin = cursor.offset;
    let (first, count) = cursor.digits(5)?;
    let mut ahead = cursor;
    if let Some(separator) = ahead.take_if(|c| matches!(c, '-' | '/' | '.')) {
        return from_numbers(ahead, separator, first, count, begin);
    }
    if count > 2 {
        return None;
    }
    take_ordinal(&mut cursor);
    cursor.skip_blanks(2);
    if cursor.take_ignoring_case("of ") {
        cursor.skip_blanks(1);
    }
    let word = cursor.word();
    let month = month(word)?;
    cursor.offset += word.len();
    let end = cursor.offset;
    cursor.take_if(|c| c == ',' || c == '.');
    cursor.skip_blanks(2);
    let year = year_number(&mut cursor);
    let end = if year.is_some() { cursor.offset } else { end };
    Date::new(year, month, i8::try_from(first).ok()?, begin..end)
}

fn from_numbers(
    mut cursor: Cursor<'_>,
    separator: char,
    first: u32,
    first_digits: usize,
    begin: usize,
) -> Option<Date> {
    // `06/May/2022`.
    let word = cursor.word();
    if let Some(month) = month(word) {
        cursor.offset += word.len();
        cursor.take_if(|c| c == separator)?;
        let year = year_number(&mut cursor)?;
        return Date::new(Some(year), month, i8::try_from(first).ok()?, begin..cursor.offset);
    }
    let (second, second_digits) = cursor.digits(3)?;
    cursor.take_if(|c| c == separator)?;
    let (third, third_digits) = cursor.digits(5)?;
    // `2024-08-16T14:00` ends the date as well as a blank does.
    if second_digits > 2 || !(ends_word(cursor.text, cursor.offset) || cursor.peek() == Some('T')) {
        return None;
    }
    let narrow = |number: u32| i8::try_from(number).ok();
    let (year, month, day) = match (first_digits, third_digits) {
        (4, 1 | 2) => (first, narrow(second)?, narrow(third)?),
        (1 | 2, 4) if first > 12 => (third, narrow(second)?, narrow(first)?),
        (1 | 2, 4) if second > 12 => (third, narrow(first)?, narrow(second)?),
        (1 | 2, 4) if first == second => (third, narrow(first)?, narrow(second)?),
        _ => return None,
    };
    let year = i16::try_from(year).ok().filter(|year| (1970..=2100).contains(year))?;
    Date::new(Some(year), month, day, begin..cursor.offset)
}

fn day_number(cursor: &mut Cursor<'_>) -> Option<i8> {
    let (day, count) = cursor.digits(3)?;
    if count > 2 {
        return None;
    }
    take_ordinal(cursor);
    if cursor.peek().is_some_and(|c| c.is_alphanumeric() || c == ':') {
        return None;
    }
    i8::try_from(day).ok()
}

fn take_ordinal(cursor: &mut Cursor<'_>) {
    let word = cursor.word();
    if ["st", "nd", "rd", "th"].iter().any(|ordinal| word.eq_ignore_ascii_case(ordinal)) {
        cursor.offset += word.len();
    }
}

fn year_number(cursor: &mut Cursor<'_>) -> Option<i16> {
    let mut ahead = *cursor;
    let (year, count) = ahead.digits(5)?;
    let year = i16::try_from(year).ok().filter(|year| count == 4 && (1970..=2100).contains(year))?;
    if ahead.peek().is_some_and(|c| c.is_alphanumeric() || c == ':') {
        return None;
    }
    *cursor = ahead;
    Some(year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_all_common_forms() {
        for (text, want) in [
            ("August 16, 2024", "2024-08-16"),
            ("on Aug 16th, 2024.", "2024-08-16"),
            ("Monday, March 09, 2024", "2024-03-09"),
            ("the 12th of August 2023", "2023-08-12"),
            ("16 May", "--05-16"),
            ("May 10", "--05-10"),
            ("2024-08-15T10:00", "2024-08-15"),
            ("30/09/2022", "2022-09-30"),
            ("09/30/2022", "2022-09-30"),
            ("Febuary 3, 2023", "2023-02-03"),
            ("Sept 5 2021", "2021-09-05"),
            ("06/May/2022", "2022-05-06"),
        ] {
            assert_eq!(dates(text).iter().map(ToString::to_string).collect::<Vec<_>>(), [want], "{text}");
        }
    }

    #[test]
    fn one_letter_of_a_month_may_be_wrong() {
        for word in ["Feburary", "Febrary", "Februaryy", "Octobre", "Octuber", "Septembér", "marchh"] {
            assert!(month(word).is_some(), "{word}");
        }
        for word in ["mars", "marked", "december's", "novel", "Octo", "aprilish", "marhcc"] {
            assert_eq!(month(word), None, "{word}");
        }
    }

    #[test]
    fn a_numeric_range_tells_its_order() {
        let range = |text| numeric_range(text).map(|(first, last)| (first.to_string(), last.to_string()));
        let days = |first: &str, last: &str| Some((first.to_owned(), last.to_owned()));
        assert_eq!(range("from 9/10 7:55 to 9/11 6:00"), days("--09-10", "--09-11"));
        assert_eq!(range("30/4 23:00 until 31/4 1:00"), None);
        assert_eq!(range("14/4 23:00 until 15/4 1:00"), days("--04-14", "--04-15"));
        assert_eq!(range("3/4 of users, 9/10 of requests"), None);
        assert_eq!(range("on 9/10"), None);
    }

    #[test]
    fn what_is_uncertain_or_impossible_is_no_date() {
        for text in
            ["04-12-2022", "10.20.30.40", "May be 3", "31 June 2022", "may 10:30", "1/2", "marching 4", "2024-13-01"]
        {
            assert_eq!(dates(text), [], "{text}");
        }
    }
}
