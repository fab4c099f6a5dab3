//! Lengths of time in words.

use super::{Cursor, begins_word};

const UNITS: &[(&str, f64)] = &[
    ("minutes", 1.0),
    ("minute", 1.0),
    ("mins", 1.0),
    ("min", 1.0),
    ("m", 1.0),
    ("hours", 60.0),
    ("hour", 60.0),
    ("hrs", 60.0),
    ("hr", 60.0),
    ("h", 60.0),
    ("days", 1440.0),
    ("day", 1440.0),
    ("weeks", 10080.0),
    ("week", 10080.0),
    ("seconds", 1.0 / 60.0),
    ("second", 1.0 / 60.0),
];

const NUMBERS: &[(&str, f64)] = &[
    ("a", 1.0),
    ("an", 1.0),
    ("one", 1.0),
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("fifteen", 15.0),
    ("twenty", 20.0),
    ("thirty", 30.0),
    ("forty", 40.0),
    ("fifty", 50.0),
    ("ninety", 90.0),
];

/// The first length of time that a text states, in minutes: `2 hours and 15 minutes`, `90-minute`, `a day and a half`.
#[must_use]
pub fn length_in_minutes(text: &str) -> Option<f64> {
    let mut offset = 0;
    while let Some(step) = text[offset..].find(|c: char| c.is_ascii_digit() || c.is_ascii_alphabetic()) {
        let at = offset + step;
        let cursor = Cursor::new(text, at);
        if begins_word(text, at)
            && !text[..at].ends_with([':', '.', '/'])
            && let Some(length) = length_at(cursor)
        {
            return Some(length);
        }
        offset = at + text[at..].find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len() - at).max(1);
    }
    None
}

fn length_at(mut cursor: Cursor<'_>) -> Option<f64> {
    let (mut total, mut unit) = term(&mut cursor)?;
    loop {
        let mut ahead = cursor;
        ahead.take_if(|c| c == ',');
        ahead.skip_blanks(2);
        let joined = ahead.take_ignoring_case("and ") || ahead.take_ignoring_case("& ");
        ahead.skip_blanks(1);
        if joined && (ahead.take_ignoring_case("a half") || ahead.take_ignoring_case("half")) {
            return Some(total + unit / 2.0);
        }
        let Some((more, smaller)) = term(&mut ahead).filter(|(_, smaller)| *smaller < unit) else { return Some(total) };
        total += more;
        unit = smaller;
        cursor = ahead;
    }
}

/// A number and its unit: the minutes they make and the minutes of one unit.
fn term(cursor: &mut Cursor<'_>) -> Option<(f64, f64)> {
    let mut ahead = *cursor;
    let word = ahead.word().to_ascii_lowercase();
    let number = if word.is_empty() {
        let (whole, _) = ahead.digits(4)?;
        let mut number = f64::from(whole);
        let mut fraction = ahead;
        if fraction.take_if(|c| c == '.').is_some()
            && let Some((part, count)) = fraction.digits(2)
        {
            number += f64::from(part) / if count == 1 { 10.0 } else { 100.0 };
            ahead = fraction;
        }
        number
    } else if word == "half" {
        ahead.offset += word.len();
        ahead.skip_blanks(1);
        if !(ahead.take_ignoring_case("an ") || ahead.take_ignoring_case("a ")) {
            return None;
        }
        0.5
    } else {
        let (_, number) = NUMBERS.iter().find(|(name, _)| *name == word)?;
        ahead.offset += word.len();
        *number
    };
    let attached = ahead.offset;
    ahead.skip_blanks(2);
    ahead.take_if(|c| c == '-');
    let word = ahead.word();
    // A lone letter is a unit only where it touches its number: `1h`, but not `10:00 M`.
    // But `2 h 36 min` goes on with a smaller unit.
    let goes_on = word.eq_ignore_ascii_case("h")
        && ahead.rest().get(1..).is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()));
    if word.len() == 1 && ahead.offset != attached && !goes_on {
        return None;
    }
    let unit = unit(word).or_else(|| {
        // `1h30m` and `2hrs30`: the unit ends where digits begin.
        let letters = word.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(word.len());
        unit(&word[..letters])
    })?;
    ahead.offset += word.len();
    // A date such as `5 m` in `5 meters` never comes here, since the whole word must be a unit.
    *cursor = ahead;
    Some((number * unit, unit))
}

fn unit(word: &str) -> Option<f64> {
    UNITS.iter().find(|(name, _)| word.eq_ignore_ascii_case(name)).map(|(_, minutes)| *minutes)
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
            ("1h30m", 90.0),
            ("2.5 hours", 150.0),
            ("three hours", 180.0),
            ("30 mins", 30.0),
            ("2 h 36 min", 156.0),
            ("an hour and a half", 90.0),
        ] {
            assert_eq!(length_in_minutes(text), Some(want), "{text}");
        }
    }

    #[test]
    fn other_numbers_are_no_lengths() {
        for text in ["14:00", "45% of users", "on May 10", "two servers", "5 megabytes"] {
            assert_eq!(length_in_minutes(text), None, "{text}");
        }
    }
}
