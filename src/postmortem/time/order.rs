//! Dates in numbers, whose order of day and month may not be certain.

use std::ops::Range;

use super::{Cursor, Date, begins_word, ends_word};

/// A date in numbers as it is written: `03/05/2024`, `9/10`.
#[derive(Debug, Clone)]
struct Numbers {
    first: i8,
    second: i8,
    year: Option<i16>,
    range: Range<usize>,
}

impl Numbers {
    fn date(&self, month: i8, day: i8) -> Option<Date> {
        Date::new(self.year, month, day, self.range.clone())
    }
}

/// The two days of a range in numbers such as `9/10 … 9/11` and `03/05/2024 … 04/05/2024`.
///
/// One such date alone says nothing of day and month; two that share one number and count on in the other do, since no outage
/// lasts from the 9th of one month to the 9th of the next and is told in hours.
#[must_use]
pub fn numeric_range(text: &str) -> Option<(Date, Date)> {
    let found = numbers(text);
    let [one, two] = found.as_slice() else { return None };
    if one.year != two.year {
        return None;
    }
    let counts_on = |before: i8, after: i8| (1..=3).contains(&(after - before));
    if one.first == two.first && counts_on(one.second, two.second) {
        Some((one.date(one.first, one.second)?, two.date(two.first, two.second)?))
    } else if one.second == two.second && counts_on(one.first, two.first) {
        Some((one.date(one.second, one.first)?, two.date(two.second, two.first)?))
    } else {
        None
    }
}

/// The first date of a text that can be read with the day or the month first.
#[must_use]
pub fn ambiguous_date(text: &str) -> Option<&str> {
    let either = |number: i8| (1..=12).contains(&number);
    let found = numbers(text);
    let open = found
        .iter()
        .find(|date| date.year.is_some() && either(date.first) && either(date.second) && date.first != date.second)?;
    text.get(open.range.clone())
}

/// The dates of a text that are written in numbers, year last.
fn numbers(text: &str) -> Vec<Numbers> {
    let mut found = Vec::new();
    let mut offset = 0;
    while let Some(step) = text[offset..].find(|c: char| c.is_ascii_digit()) {
        let at = offset + step;
        let date = if begins_word(text, at) && !text[..at].ends_with(['/', '.', '-', ':']) {
            numbers_at(text, at)
        } else {
            None
        };
        offset = date.as_ref().map_or_else(
            || at + text[at..].find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len() - at),
            |date| date.range.end,
        );
        found.extend(date);
    }
    found
}

/// Where a date in numbers ends that begins at this byte offset, its order certain or not: `03/05/2024`, `9/10`.
pub(super) fn numbers_end(text: &str, at: usize) -> Option<usize> {
    let day = |number: i8| (1..=31).contains(&number);
    let found = numbers_at(text, at).filter(|found| day(found.first) && day(found.second))?;
    (found.first <= 12 || found.second <= 12).then_some(found.range.end)
}

fn numbers_at(text: &str, at: usize) -> Option<Numbers> {
    let mut cursor = Cursor::new(text, at);
    let (first, 1 | 2) = cursor.digits(3)? else { return None };
    let separator = cursor.take_if(|c| matches!(c, '/' | '-' | '.'))?;
    let (second, 1 | 2) = cursor.digits(3)? else { return None };
    // Without a year, `1.5` and `1-5` are anything.
    let year = match cursor.take_if(|c| c == separator) {
        Some(_) => Some(year_at(&mut cursor, separator)?),
        None if separator == '/' => None,
        None => return None,
    };
    let decimal = cursor.peek() == Some('.') && cursor.rest()[1..].starts_with(|c: char| c.is_ascii_digit());
    let whole = ends_word(text, cursor.offset) && !matches!(cursor.peek(), Some('/' | '%' | ':')) && !decimal;
    let (first, second) = (i8::try_from(first).ok()?, i8::try_from(second).ok()?);
    whole.then_some(Numbers { first, second, year, range: at..cursor.offset })
}

/// `2024`, or `24` where no version or address is written so.
fn year_at(cursor: &mut Cursor<'_>, separator: char) -> Option<i16> {
    let (year, count) = cursor.digits(5)?;
    let year = i16::try_from(year).ok()?;
    match count {
        4 => Some(year).filter(|year| (1970..=2100).contains(year)),
        2 if separator != '.' => Some(year + 2000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_in_numbers_tells_its_order() {
        let range = |text| numeric_range(text).map(|(first, last)| (first.to_string(), last.to_string()));
        let days = |first: &str, last: &str| Some((first.to_owned(), last.to_owned()));
        assert_eq!(range("from 9/10 7:55 to 9/11 6:00"), days("--09-10", "--09-11"));
        assert_eq!(range("30/4 23:00 until 31/4 1:00"), None);
        assert_eq!(range("14/4 23:00 until 15/4 1:00"), days("--04-14", "--04-15"));
        assert_eq!(range("03/05/2024 23:00 - 04/05/2024 01:00"), days("2024-05-03", "2024-05-04"));
        assert_eq!(range("03-05-2024 23:00 - 03-06-2024 01:00"), days("2024-03-05", "2024-03-06"));
        assert_eq!(range("03/05/2024 to 07/09/2024"), None);
        assert_eq!(range("3/4 of users, 9/10 of requests"), None);
        assert_eq!(range("on 9/10"), None);
    }

    #[test]
    fn only_dates_that_read_both_ways_are_ambiguous() {
        for (text, found) in [
            ("on 03/05/2024 at noon", Some("03/05/2024")),
            ("(4-12-2022)", Some("4-12-2022")),
            ("on 1/2/24.", Some("1/2/24")),
            ("2024-05-03T10:00 and 04.05.2024", Some("04.05.2024")),
            ("13/05/2024", None),
            ("05/05/2024", None),
            ("2024-05-03", None),
            ("version 1.2.20245 and 1.2.24", None),
            ("10.0.0.1", None),
            ("9/10 of users", None),
        ] {
            assert_eq!(ambiguous_date(text), found, "{text}");
        }
    }
}
