//! Clock times.

use std::fmt;
use std::ops::Range;

use super::{Cursor, Zone, begins_word, zone_at};

/// A clock time found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59, where stated.
    pub second: Option<u8>,
    /// The zone written behind it.
    pub zone: Option<Zone>,
    /// Where the time stands, its zone included, in bytes.
    pub range: Range<usize>,
}

/// Where a time is looked for: how much can be taken for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockContext {
    /// Anywhere in running text: `1.30` is a number.
    Prose,
    /// At the head of a line of a timeline: `00.40` is a time.
    Lead,
}

impl Clock {
    /// Minutes since midnight.
    #[must_use]
    pub fn minutes(&self) -> i64 {
        i64::from(self.hour) * 60 + i64::from(self.minute)
    }
}

impl fmt::Display for Clock {
    /// `HH:MM`, or `HH:MM:SS` where seconds are stated.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)?;
        self.second.map_or(Ok(()), |second| write!(f, ":{second:02}"))
    }
}

/// All clock times of a text, left to right.
#[must_use]
pub fn clocks(text: &str) -> Vec<Clock> {
    let mut found = Vec::new();
    let mut offset = 0;
    // Bytes, not characters: this runs over every line of a document, and what opens a time is ASCII.
    let starts = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'T' | b'n' | b'N' | b'm' | b'M');
    while let Some(step) = text.as_bytes()[offset..].iter().position(starts) {
        let at = offset + step;
        if let Some(clock) = begins_word(text, at).then(|| clock_at(text, at, ClockContext::Prose)).flatten() {
            offset = clock.range.end;
            found.push(clock);
        } else {
            // The rest of a run of digits is no start of a time.
            let run = text[at..].find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len() - at);
            offset = at + run.max(1);
        }
    }
    found
}

/// The clock time that begins at this byte offset.
#[must_use]
pub fn clock_at(text: &str, offset: usize, context: ClockContext) -> Option<Clock> {
    let mut cursor = Cursor::new(text, offset);
    if let Some(named) = named_clock(cursor) {
        return Some(named);
    }
    if cursor.peek() == Some('T') {
        cursor.offset += 1;
        if !cursor.peek().is_some_and(|c| c.is_ascii_digit()) {
            return None;
        }
    }
    let start = cursor.offset;
    let (number, count) = cursor.digits(5)?;
    let (hour, minute, second, bare) = match count {
        1 | 2 => after_hour(&mut cursor, number, context)?,
        4 => {
            cursor.skip_blanks(1);
            let word = cursor.word();
            if !["hrs", "hr", "h", "hours"].iter().any(|unit| word.eq_ignore_ascii_case(unit)) {
                return None;
            }
            cursor.offset += word.len();
            (number / 100, number % 100, None, false)
        }
        _ => return None,
    };
    let half = half_of_day(&mut cursor);
    if bare && half.is_none() {
        return None;
    }
    if hour > 24 || minute > 59 || (bare && hour > 12) || (hour == 24 && minute > 0) {
        return None;
    }
    // Dotted numbers such as versions and addresses are no times.
    if text[..start].ends_with(['.', ':', '/', '$']) || cursor.rest().starts_with('%') {
        return None;
    }
    take_hours_unit(&mut cursor);
    let hour = match half {
        Some(Half::Morning) if hour == 12 => 0,
        Some(Half::Afternoon) if hour < 12 && hour > 0 => hour + 12,
        _ => hour % 24,
    };
    let end = cursor.offset;
    let zone = zone_at(text, end);
    let end = zone.as_ref().map_or(end, |zone| zone.range.end);
    Some(Clock {
        hour: u8::try_from(hour).ok()?,
        minute: u8::try_from(minute).ok()?,
        second: second.and_then(|second| u8::try_from(second).ok()),
        zone,
        range: offset..end,
    })
}

/// What follows one or two digits: `(hour, minute, second, is the hour alone)`.
fn after_hour(cursor: &mut Cursor<'_>, hour: u32, context: ClockContext) -> Option<(u32, u32, Option<u32>, bool)> {
    let before = *cursor;
    let separator = cursor.take_if(|c| matches!(c, ':' | '.' | ';' | 'h' | 'H' | '：'));
    let Some(separator) = separator else { return Some((hour, 0, None, true)) };
    if matches!(separator, ':' | ';') {
        cursor.skip_blanks(1);
    }
    let Some((minute, 2)) = cursor.digits(3) else {
        *cursor = before;
        return Some((hour, 0, None, true));
    };
    if separator == '.' || separator == ';' {
        let mut ahead = *cursor;
        let plain = context == ClockContext::Lead && !matches!(ahead.peek(), Some('.' | ',' | '%'));
        let marked = half_of_day(&mut ahead).is_some() || take_hours_unit(&mut ahead);
        if !(plain || marked) {
            return None;
        }
    }
    let mut ahead = *cursor;
    let second = if ahead.take_if(|c| c == ':').is_some() {
        match ahead.digits(3) {
            Some((second, 2)) if second < 60 => {
                *cursor = ahead;
                // Fractions of a second.
                let mut fraction = *cursor;
                if fraction.take_if(|c| c == '.' || c == ',').is_some() && fraction.digits(9).is_some() {
                    *cursor = fraction;
                }
                Some(second)
            }
            _ => None,
        }
    } else {
        None
    };
    Some((hour, minute, second, false))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
}

/// `AM`, `pm`, `a.m.`, `p.m`, with up to two blanks before it.
fn half_of_day(cursor: &mut Cursor<'_>) -> Option<Half> {
    let mut ahead = *cursor;
    ahead.skip_blanks(2);
    let half = match ahead.take_if(char::is_alphabetic)?.to_ascii_lowercase() {
        'a' => Half::Morning,
        'p' => Half::Afternoon,
        _ => return None,
    };
    let dotted = ahead.take_if(|c| c == '.').is_some();
    if dotted {
        ahead.skip_blanks(1);
    }
    ahead.take_if(|c| c == 'm' || c == 'M')?;
    if ahead.peek().is_some_and(char::is_alphanumeric) {
        return None;
    }
    if dotted {
        ahead.take_if(|c| c == '.');
    }
    *cursor = ahead;
    Some(half)
}

/// `hrs`, `hours` or `h` behind a time that is complete without it: `14:00hrs`.
fn take_hours_unit(cursor: &mut Cursor<'_>) -> bool {
    let mut ahead = *cursor;
    ahead.skip_blanks(1);
    let word = ahead.word();
    let found = ["hrs", "hr", "hours", "h"].iter().any(|unit| word.eq_ignore_ascii_case(unit));
    if found {
        cursor.offset = ahead.offset + word.len();
    }
    found
}

fn named_clock(cursor: Cursor<'_>) -> Option<Clock> {
    let word = cursor.word();
    let is = |name: &str| word.eq_ignore_ascii_case(name);
    let is_midday = is("noon") || is("midday");
    if !is_midday && !is("midnight") {
        return None;
    }
    let hour = if is_midday { 12 } else { 0 };
    let end = cursor.offset + word.len();
    let zone = zone_at(cursor.text, end);
    let end = zone.as_ref().map_or(end, |zone| zone.range.end);
    Some(Clock { hour, minute: 0, second: None, zone, range: cursor.offset..end })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        clocks(text)
            .iter()
            .map(|c| format!("{c}{}", c.zone.as_ref().map_or(String::new(), |z| format!(" {}", z.name))))
            .collect()
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        for (text, want) in [
            ("at 10:30 AM", "10:30"),
            ("6:21pm", "18:21"),
            ("5:30 p.m. we", "17:30"),
            ("6PM", "18:00"),
            ("14:00:56 UTC", "14:00:56 UTC"),
            ("0830HRS", "08:30"),
            ("0100hrs EAT", "01:00 EAT"),
            ("1.00 a.m", "01:00"),
            ("12;45PM", "12:45"),
            ("13:20PM", "13:20"),
            ("14h30", "14:30"),
            ("6: 35 AM", "06:35"),
            ("12:00 AM", "00:00"),
            ("T08:19:34+0100", "08:19:34 +0100"),
            ("10:00 (UTC)", "10:00 UTC"),
            ("3:00 PM (Kigali Time)", "15:00 Kigali Time"),
            ("5:00pm GMT + 1", "17:00 GMT + 1"),
            ("at noon UTC", "12:00 UTC"),
        ] {
            assert_eq!(shown(text), [want], "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_left_alone() {
        for text in
            ["version 1.30", "10.20.30.40", "99:99", "room 12", "4-8", "2023", "$10:50", "1:2", "12:345", "at 25:00"]
        {
            assert_eq!(shown(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_dotted_time_counts_at_the_head_of_an_entry() {
        assert_eq!(clock_at("00.40 - alert", 0, ClockContext::Lead).map(|c| c.to_string()).as_deref(), Some("00:40"));
        assert_eq!(clock_at("00.40 - alert", 0, ClockContext::Prose), None);
    }
}
