//! Calendar dates.

use std::fmt;
use std::ops::Range;

use super::half::take_half;
use super::month::{month, opens_month};
use super::{Cursor, begins_word, ends_word};
use crate::postmortem::glance::holds_digit;

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

    /// Whether two dates may be one day: a year that is not stated fits any.
    #[must_use]
    pub fn may_be(&self, other: &Self) -> bool {
        let years = self.year.zip(other.year).is_none_or(|(one, two)| one == two);
        years && (self.month, self.day) == (other.month, other.day)
    }

    pub(super) fn new(year: Option<i16>, month: i8, day: i8, range: Range<usize>) -> Option<Self> {
        // A leap year, so that 29 February without a year is a date.
        jiff::civil::Date::new(year.unwrap_or(2024), month, day).ok()?;
        Some(Self { year, month, day, range })
    }
}

/// All dates of a text, left to right. A numeric date whose order is not certain is none.
#[must_use]
pub fn dates(text: &str) -> Vec<Date> {
    let mut found = Vec::new();
    if !holds_digit(text) {
        return found;
    }
    let mut offset = 0;
    while let Some(Days { first, last }) = next_days(text, offset, text.len()) {
        offset = last.as_ref().map_or(first.range.end, |last| last.range.end);
        found.push(first);
        found.extend(last);
    }
    found
}

/// The first date that begins within so many bytes.
#[must_use]
pub fn date_within(text: &str, most: usize) -> Option<Date> {
    next_days(text, 0, most).map(|days| days.first)
}

/// The date that begins at this byte offset, before which nothing is looked at.
#[must_use]
pub fn date_at(text: &str, offset: usize) -> Option<Date> {
    let first = text.as_bytes().get(offset)?;
    if !(first.is_ascii_digit() || opens_month(*first)) {
        return None;
    }
    let mut date = days_at(text.get(offset..)?, 0)?.first;
    date.range = date.range.start + offset..date.range.end + offset;
    Some(date)
}

/// The first days that begin at one byte offset or behind it, and before another.
///
/// They begin with the first number there, or with a month right before it: only what stands around numbers is read.
fn next_days(text: &str, mut offset: usize, most: usize) -> Option<Days> {
    /// Most bytes of a month and of what may stand between it and its day.
    const MONTH_AND_MARKS: usize = 24;
    let bytes = text.as_bytes();
    let far = bytes.len().min(most.saturating_add(MONTH_AND_MARKS));
    loop {
        let digit = offset + bytes.get(offset..far)?.iter().position(u8::is_ascii_digit)?;
        let begin = word_start(bytes, digit, offset);
        let days = month_before(bytes, begin, offset)
            .filter(|month| *month < most)
            .and_then(|month| days_at(text, month))
            .or_else(|| if begin < most { days_at(text, begin) } else { None });
        if days.is_some() || begin >= most {
            return days;
        }
        offset = digit + bytes[digit..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    }
}

/// The days that begin with the word or number at this byte offset.
pub(super) fn days_at(text: &str, at: usize) -> Option<Days> {
    let first = text.as_bytes()[at];
    if !(first.is_ascii_digit() || opens_month(first)) || !begins_word(text, at) {
        return None;
    }
    if first.is_ascii_digit() { from_digits(Cursor::new(text, at)) } else { from_month(Cursor::new(text, at)) }
}

/// Where the letters and digits before this byte offset begin, down to another offset.
fn word_start(bytes: &[u8], at: usize, least: usize) -> usize {
    at - bytes[least..at].iter().rev().take_while(|byte| byte.is_ascii_alphanumeric()).count()
}

/// Where a word begins that ends so near before a number that it can be its month, down to another offset.
fn month_before(bytes: &[u8], number: usize, least: usize) -> Option<usize> {
    /// Most bytes between them: a mark, two blanks and a dash.
    const MOST: usize = 8;
    let apart = bytes[least..number].iter().rev().take(MOST + 1).position(u8::is_ascii_alphanumeric)?;
    Some(word_start(bytes, number - apart, least))
}

/// One day, or the first and the last of several: `May 3-5, 2024`.
pub(super) struct Days {
    first: Date,
    last: Option<Date>,
}

impl From<Date> for Days {
    fn from(first: Date) -> Self {
        Self { first, last: None }
    }
}

/// `August 16, 2024`, `Aug 16th`, `March 09`, `May 3-5, 2024`.
fn from_month(mut cursor: Cursor<'_>) -> Option<Days> {
    let begin = cursor.offset;
    let word = cursor.word();
    cursor.offset += word.len();
    cursor.take_if(|c| c == '.' || c == ',');
    cursor.skip_blanks(2);
    cursor.take_if(|c| c == '-');
    // Most words are no month: only those before a number are looked up.
    if !cursor.peek().is_some_and(|c| c.is_ascii_digit()) {
        return None;
    }
    let month = month(word)?;
    let day = day_number(&mut cursor)?;
    let first = cursor.offset;
    let last = last_day(&mut cursor);
    let year = year_behind(&mut cursor);
    // `may 10 requests` is a sentence.
    if word == "may" && year.is_none() {
        return None;
    }
    let one = Date::new(year, month, day, begin..if last.is_some() { first } else { cursor.offset })?;
    let last = last.and_then(|last| Date::new(year, month, last, first..cursor.offset));
    Some(Days { first: one, last })
}

/// The end of a range of days: `-5`, ` to 5th`.
fn last_day(cursor: &mut Cursor<'_>) -> Option<i8> {
    let mut ahead = *cursor;
    ahead.skip_blanks(1);
    let glued = ahead.offset == cursor.offset;
    let dash = ahead.take_if(|c| matches!(c, '-' | '–' | '—')).is_some();
    if !(dash || ahead.take_ignoring_case("to ") || ahead.take_ignoring_case("and ")) {
        return None;
    }
    ahead.skip_blanks(1);
    let day = day_number(&mut ahead)?;
    let mut behind = ahead;
    let times = take_half(&mut behind).is_some();
    let dated = year_behind(&mut behind).is_some();
    behind = ahead;
    behind.skip_blanks(1);
    let ends = !behind.peek().is_some_and(|c| c.is_alphanumeric() || matches!(c, '%' | '/'));
    if times || !(dated || (ends && (glued || !dash))) {
        return None;
    }
    *cursor = ahead;
    Some(day)
}

/// `, 2024` behind a day or month.
fn year_behind(cursor: &mut Cursor<'_>) -> Option<i16> {
    let mut ahead = *cursor;
    ahead.take_if(|c| matches!(c, ',' | '.' | '-' | '/'));
    ahead.skip_blanks(2);
    let year = year_number(&mut ahead)?;
    *cursor = ahead;
    Some(year)
}

/// `16 August 2024`, `12th of May`, `3-5 May 2024`, `2024 May 3`, `2024-08-16`, `16/08/2024`.
fn from_digits(mut cursor: Cursor<'_>) -> Option<Days> {
    let begin = cursor.offset;
    let (first, count) = cursor.digits(5)?;
    // Most numbers are hours.
    if cursor.byte() == b':' {
        return None;
    }
    if count == 4 {
        return year_first(cursor, first, begin).map(Days::from);
    }
    let mut ahead = cursor;
    if let Some(separator) = ahead.take_if(|c| matches!(c, '-' | '/' | '.'))
        && let Some(date) = from_numbers(ahead, separator, first, count, begin)
    {
        return Some(date.into());
    }
    if count > 2 {
        return None;
    }
    if is_counted(cursor) {
        return None;
    }
    let first = i8::try_from(first).ok()?;
    take_ordinal(&mut cursor);
    let end = cursor.offset;
    let last = last_day_before_month(&mut cursor);
    let word_at = before_month(&mut cursor);
    let word = cursor.word();
    let month = month(word)?;
    // `10 may` is a sentence, `10 May` a day.
    if word == "may" && word_at == cursor.offset {
        return None;
    }
    cursor.offset += word.len();
    let year = year_behind(&mut cursor);
    if word == "may" && year.is_none() {
        return None;
    }
    let one = Date::new(year, month, first, begin..if last.is_some() { end } else { cursor.offset })?;
    let last = last.and_then(|last| Date::new(year, month, last, end..cursor.offset));
    Some(Days { first: one, last })
}

/// Whether the word behind a number begins with no letter of a month, of an ordinal, or of `to`, `and`, `of`.
fn is_counted(mut cursor: Cursor<'_>) -> bool {
    cursor.skip_blanks(2);
    let letter = cursor.letter();
    letter.is_ascii_alphabetic() && !(opens_month(letter) || matches!(letter, b'r' | b't'))
}

/// Blanks, `of` and dashes between a day and its month; gives where they began.
fn before_month(cursor: &mut Cursor<'_>) -> usize {
    let from = cursor.offset;
    cursor.skip_blanks(2);
    if cursor.take_ignoring_case("of ") {
        cursor.skip_blanks(1);
    }
    cursor.take_if(|c| matches!(c, '-' | ','));
    cursor.skip_blanks(1);
    from
}

/// The last day of `3-5 May`, where a month follows.
fn last_day_before_month(cursor: &mut Cursor<'_>) -> Option<i8> {
    let mut ahead = *cursor;
    ahead.skip_blanks(1);
    if !(ahead.take_if(|c| matches!(c, '-' | '–' | '—')).is_some()
        || ahead.take_ignoring_case("to ")
        || ahead.take_ignoring_case("and "))
    {
        return None;
    }
    ahead.skip_blanks(1);
    let (day, 1 | 2) = ahead.digits(3)? else { return None };
    take_ordinal(&mut ahead);
    let mut behind = ahead;
    before_month(&mut behind);
    month(behind.word())?;
    *cursor = ahead;
    i8::try_from(day).ok()
}

/// `2024-08-16`, `2024/8/16`, `2024 May 3`.
fn year_first(mut cursor: Cursor<'_>, year: u32, begin: usize) -> Option<Date> {
    let year = i16::try_from(year).ok().filter(|year| (1970..=2100).contains(year))?;
    if let Some(separator) = cursor.take_if(|c| matches!(c, '-' | '/' | '.'))
        && cursor.peek().is_some_and(|c| c.is_ascii_digit())
    {
        let (month, 1 | 2) = cursor.digits(3)? else { return None };
        cursor.take_if(|c| c == separator)?;
        let (day, 1 | 2) = cursor.digits(3)? else { return None };
        return ends_date(cursor)
            .then(|| Date::new(Some(year), i8::try_from(month).ok()?, i8::try_from(day).ok()?, begin..cursor.offset))
            .flatten();
    }
    cursor.take_if(|c| c == ',');
    cursor.skip_blanks(1);
    let word = cursor.word();
    let month = month(word)?;
    cursor.offset += word.len();
    cursor.skip_blanks(1);
    cursor.take_if(|c| c == '-');
    let day = day_number(&mut cursor)?;
    Date::new(Some(year), month, day, begin..cursor.offset)
}

/// `2024-08-16T14:00` and `2024-08-16_14:00` end the date as well as a blank does.
fn ends_date(cursor: Cursor<'_>) -> bool {
    ends_word(cursor.text, cursor.offset) || matches!(cursor.peek(), Some('T' | '_'))
}

/// `16/08/2024`, `06/May/2022`, `25/12/23`: day and month are certain where one is above 12 or both are the same.
fn from_numbers(mut cursor: Cursor<'_>, separator: char, first: u32, digits: usize, begin: usize) -> Option<Date> {
    let narrow = |number: u32| i8::try_from(number).ok();
    if digits > 2 {
        return None;
    }
    let word = cursor.word();
    if !word.is_empty() {
        let month = month(word)?;
        cursor.offset += word.len();
        cursor.take_if(|c| c == separator)?;
        let year = year_number(&mut cursor)?;
        return Date::new(Some(year), month, narrow(first)?, begin..cursor.offset);
    }
    let (second, 1 | 2) = cursor.digits(3)? else { return None };
    cursor.take_if(|c| c == separator)?;
    let year = year_in_numbers(&mut cursor, separator)?;
    let (month, day) = match (first, second) {
        _ if first > 12 => (second, first),
        _ if second > 12 || first == second => (first, second),
        _ => return None,
    };
    Date::new(Some(year), narrow(month)?, narrow(day)?, begin..cursor.offset)
}

/// `2024`, or `24` behind a slash.
fn year_in_numbers(cursor: &mut Cursor<'_>, separator: char) -> Option<i16> {
    let (year, count) = cursor.digits(5)?;
    let year = match count {
        4 => i16::try_from(year).ok()?,
        2 if separator == '/' => i16::try_from(year).ok()? + 2000,
        _ => return None,
    };
    let more = matches!(cursor.peek(), Some('/')) || (count == 2 && matches!(cursor.peek(), Some('.' | '%')));
    ((1970..=2100).contains(&year) && ends_date(*cursor) && !more).then_some(year)
}

fn day_number(cursor: &mut Cursor<'_>) -> Option<i8> {
    let (day, 1 | 2) = cursor.digits(3)? else { return None };
    take_ordinal(cursor);
    if is_part_of_more(*cursor) {
        return None;
    }
    i8::try_from(day).ok()
}

/// `st`, `nd`, `rd`, `th`, a blank before it at most.
fn take_ordinal(cursor: &mut Cursor<'_>) {
    let mut ahead = *cursor;
    ahead.skip_blanks(1);
    let word = ahead.word();
    if ["st", "nd", "rd", "th"].iter().any(|ordinal| word.eq_ignore_ascii_case(ordinal)) {
        cursor.offset = ahead.offset + word.len();
    }
}

fn year_number(cursor: &mut Cursor<'_>) -> Option<i16> {
    let mut ahead = *cursor;
    let (year, count) = ahead.digits(5)?;
    let year = i16::try_from(year).ok().filter(|year| count == 4 && (1970..=2100).contains(year))?;
    if is_part_of_more(ahead) {
        return None;
    }
    *cursor = ahead;
    Some(year)
}

/// Whether a number goes on, as a word or as a clock time: `3x`, `10:30`.
fn is_part_of_more(mut cursor: Cursor<'_>) -> bool {
    let colon = cursor.take_if(|c| c == ':').is_some();
    cursor.peek().is_some_and(|c| if colon { c.is_ascii_digit() } else { c.is_alphanumeric() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        dates(text).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn dates_are_read_in_all_common_forms() {
        for (text, want) in [
            ("August 16, 2024", "2024-08-16"),
            ("on Aug 16th, 2024.", "2024-08-16"),
            ("Aug. 5 2024", "2024-08-05"),
            ("Monday, March 09, 2024", "2024-03-09"),
            ("the 12th of August 2023", "2023-08-12"),
            ("10 th of May, 2023", "2023-05-10"),
            ("16 May", "--05-16"),
            ("May 10", "--05-10"),
            ("may 10, 2023", "2023-05-10"),
            ("3rd june 2023", "2023-06-03"),
            ("2024 May 10", "2024-05-10"),
            ("10-May-2024", "2024-05-10"),
            ("May-10-2024", "2024-05-10"),
            ("2024-08-15T10:00", "2024-08-15"),
            ("2024/08/15", "2024-08-15"),
            ("30/09/2022", "2022-09-30"),
            ("09/30/2022", "2022-09-30"),
            ("25/12/23", "2023-12-25"),
            ("05/05/2023", "2023-05-05"),
            ("Febuary 3, 2023", "2023-02-03"),
            ("Setpember 3, 2023", "2023-09-03"),
            ("Novemeber 12th", "--11-12"),
            ("12 Agust 2023", "2023-08-12"),
            ("Sept 5 2021", "2021-09-05"),
            ("06/May/2022", "2022-05-06"),
            ("May 3 - 10 AM", "--05-03"),
            ("May 3 - 10:00", "--05-03"),
            ("May 3, 2024: Alert", "2024-05-03"),
        ] {
            assert_eq!(shown(text), [want], "{text}");
        }
    }

    #[test]
    fn letters_of_a_month_may_be_wrong() {
        for word in ["Feburary", "Febrary", "Februaryy", "Octobre", "Octuber", "Setpember", "Decemberr", "marchh"] {
            assert!(month(word).is_some(), "{word}");
        }
        for word in ["mars", "marked", "novel", "Octo", "aprilish", "marhcc", "remember", "decimal"] {
            assert_eq!(month(word), None, "{word}");
        }
    }

    #[test]
    fn a_range_of_days_is_two_dates() {
        for text in
            ["May 3-4, 2024", "May 3 – 4, 2024", "3-4 May 2024", "3rd to 4th of May 2024", "May 3rd and 4th, 2024"]
        {
            assert_eq!(shown(text), ["2024-05-03", "2024-05-04"], "{text}");
        }
    }

    #[test]
    fn what_is_uncertain_or_impossible_is_no_date() {
        for text in [
            "04-12-2022",
            "03/05/24",
            "24-05-13",
            "10.20.30.40",
            "May be 3",
            "31 June 2022",
            "may 10:30",
            "1/2",
            "marching 4",
            "2024-13-01",
            "match 5",
            "may 10 requests",
            "13.5.24",
            "30/12/24.1",
        ] {
            assert_eq!(dates(text), [], "{text}");
        }
    }
}
