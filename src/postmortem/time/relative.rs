//! Times that are told from another moment: `T+5m`, `+5 min`, `Day 2`, `Monday`.

use jiff::civil::Weekday;

use super::length::length_in_minutes;
use super::number::small_number;
use super::order::numbers_end;
use super::{Cursor, ends_word};

/// Where a time that is told from the beginning of the incident ends: `T+5m`, `T-10 min`, `T+00:05`, `T0`, `+5 min`.
///
/// It begins at this byte offset. It gives no time of day: when the count begins is not certain.
#[must_use]
pub fn elapsed_at(text: &str, offset: usize) -> Option<usize> {
    let mut cursor = Cursor::new(text, offset);
    let lettered = cursor.take_if(|c| c == 'T' || c == 't').is_some();
    if lettered
        && cursor.take_if(|c| c == '0').is_some()
        && !matches!(cursor.peek(), Some(c) if c.is_alphanumeric() || c == ':')
    {
        return Some(cursor.offset);
    }
    if lettered {
        cursor.skip_blanks(1);
    }
    let sign = cursor.take_if(|c| matches!(c, '+' | '-' | '−'))?;
    if !lettered && sign != '+' {
        return None;
    }
    cursor.skip_blanks(usize::from(lettered));
    let begin = cursor.offset;
    let (_, count) = cursor.digits(4)?;
    if let Some(minutes) = behind_colon(cursor) {
        cursor = behind_colon(minutes).unwrap_or(minutes);
        skip_unit(&mut cursor);
        return Some(cursor.offset);
    }
    let unit = skip_unit(&mut cursor);
    if unit && cursor.peek().is_some_and(|c| c.is_ascii_digit()) {
        // `+1h30m`.
        cursor.digits(2);
        skip_unit(&mut cursor);
    }
    let stated = unit && length_in_minutes(&text[begin..cursor.offset]).is_some();
    (stated || (lettered && count <= 3 && ends_word(text, cursor.offset))).then_some(cursor.offset)
}

/// The cursor behind `:05`.
fn behind_colon(mut cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    cursor.take_if(|c| c == ':')?;
    matches!(cursor.digits(3), Some((_, 2))).then_some(cursor)
}

fn skip_unit(cursor: &mut Cursor<'_>) -> bool {
    const UNITS: &[&str] = &[
        "minutes", "minute", "mins", "min", "m", "hours", "hour", "hrs", "hr", "h", "seconds", "sec", "s", "days",
        "day", "d",
    ];
    let mut ahead = *cursor;
    ahead.skip_blanks(1);
    let word = ahead.word();
    let found = UNITS.iter().any(|unit| unit.eq_ignore_ascii_case(word));
    if found {
        cursor.offset = ahead.offset + word.len();
    }
    found
}

/// A day that is told without its date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UndatedDay {
    /// `Monday`.
    Weekday(Weekday),
    /// `Next day`.
    Next,
    /// `Same day`.
    Same,
    /// `Day 2`, counted from a day that is not certain, or `03/05/2024`, which may be in March or in May.
    Uncertain,
}

/// A day without a certain date that begins at this byte offset, and where it ends: `Day 2`, `Day two`, `Next day`, `Monday`, `Tue.`,
/// `03/05/2024`.
#[must_use]
pub fn undated_day_at(text: &str, offset: usize) -> Option<(UndatedDay, usize)> {
    match Cursor::new(text, offset).letter() {
        b'0'..=b'9' => return numbers_end(text, offset).map(|end| (UndatedDay::Uncertain, end)),
        // A day of the week, `day`, `next`, `the following`, `same`.
        b'm' | b't' | b'w' | b'f' | b's' | b'd' | b'n' => {}
        _ => return None,
    }
    weekday_at(text, offset)
        .map(|(day, end)| (UndatedDay::Weekday(day), end))
        .or_else(|| {
            let end = counted_day_at(text, offset)?;
            Some((UndatedDay::Uncertain, end))
        })
        .or_else(|| next_day_at(text, offset))
}

/// A day of the week and where it ends.
#[must_use]
pub fn weekday_at(text: &str, offset: usize) -> Option<(Weekday, usize)> {
    const DAYS: &[(&str, Weekday)] = &[
        ("monday", Weekday::Monday),
        ("tuesday", Weekday::Tuesday),
        ("wednesday", Weekday::Wednesday),
        ("thursday", Weekday::Thursday),
        ("friday", Weekday::Friday),
        ("saturday", Weekday::Saturday),
        ("sunday", Weekday::Sunday),
    ];
    let mut cursor = Cursor::new(text, offset);
    // Three letters are enough to rule out nearly all words.
    let mut letters = *cursor.text.as_bytes().get(offset..)?.first_chunk::<3>()?;
    letters.make_ascii_lowercase();
    if !matches!(&letters, b"mon" | b"tue" | b"wed" | b"thu" | b"fri" | b"sat" | b"sun") {
        return None;
    }
    let word = cursor.word();
    // `Mon`, `Tues`, `Thurs`; in small letters, `sun` is a star.
    let short = matches!(word.len(), 3..=5) && word.starts_with(char::is_uppercase);
    let named = |day: &str| {
        day.eq_ignore_ascii_case(word)
            || (short && day.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word)))
    };
    let (_, day) = DAYS.iter().find(|(day, _)| named(day))?;
    cursor.offset += word.len();
    cursor.take_if(|c| c == '.');
    Some((*day, cursor.offset))
}

/// `Day 2`, `Day two`.
fn counted_day_at(text: &str, offset: usize) -> Option<usize> {
    let mut cursor = Cursor::new(text, offset);
    if !(cursor.take_ignoring_case("day ") || cursor.take_ignoring_case("day-")) {
        return None;
    }
    cursor.take_if(|c| c == '#');
    if cursor.digits(3).is_none_or(|(_, count)| count > 2) {
        let word = cursor.word();
        small_number(word)?;
        cursor.offset += word.len();
    }
    ends_word(text, cursor.offset).then_some(cursor.offset)
}

/// `Next day`, `The following morning`, `Same day`.
fn next_day_at(text: &str, offset: usize) -> Option<(UndatedDay, usize)> {
    const WHICH: &[(&str, UndatedDay)] =
        &[("next ", UndatedDay::Next), ("following ", UndatedDay::Next), ("same ", UndatedDay::Same)];
    let mut cursor = Cursor::new(text, offset);
    cursor.take_ignoring_case("the ");
    let (_, day) = WHICH.iter().find(|(word, _)| cursor.take_ignoring_case(word))?;
    let part = ["day", "morning", "evening", "afternoon", "night"].iter().any(|word| cursor.take_ignoring_case(word));
    (part && ends_word(text, cursor.offset)).then_some((*day, cursor.offset))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elapsed_times_are_told_from_the_beginning() {
        for (text, end) in [
            ("T+5m: alert", Some(4)),
            ("T + 5 min - alert", Some(9)),
            ("T-10min alert", Some(7)),
            ("T+00:05 alert", Some(7)),
            ("T+1h30m alert", Some(7)),
            ("T+15 - alert", Some(4)),
            ("T0 - alert", Some(2)),
            ("T+0: alert", Some(3)),
            ("+5 min: alert", Some(6)),
            ("+1 hour - alert", Some(7)),
            ("+00:05 alert", Some(6)),
            ("+5 servers", None),
            ("+254 700", None),
            ("The alert", None),
            ("T1 line", None),
            ("-5 min", None),
        ] {
            assert_eq!(elapsed_at(text, 0), end, "{text}");
        }
    }

    #[test]
    fn days_may_have_no_date() {
        for (text, end) in [
            ("Day 1:", Some(5)),
            ("Day 2 - 09:00", Some(5)),
            ("DAY TWO", Some(7)),
            ("Monday 10:00", Some(6)),
            ("Tue, 10:00", Some(3)),
            ("03/05/2024 10:30", Some(10)),
            ("9/10 10:30", Some(4)),
            ("Next day", Some(8)),
            ("The following morning", Some(21)),
            ("Monitoring", None),
            ("Sunrise", None),
            ("Day care", None),
            ("Mon ami", Some(3)),
        ] {
            assert_eq!(undated_day_at(text, 0).map(|(_, end)| end), end, "{text}");
        }
    }
}
