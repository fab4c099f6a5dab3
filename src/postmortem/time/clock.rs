//! Clock times.

use std::fmt;
use std::ops::Range;

use super::range::{joined_at, range_end, settled};
use super::written::{Form, Written};
use super::zone::{Behind, zone_behind};
use super::{Cursor, Zone, begins_word};
use crate::postmortem::glance::holds_pair;

/// A clock time found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59, where stated.
    pub second: Option<u8>,
    /// Whether its half of the day is written beside it.
    pub marked: bool,
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
        let mut text = *b"00:00:00";
        let parts = [self.hour, self.minute, self.second.unwrap_or_default()];
        for (place, number) in text.chunks_mut(3).zip(parts) {
            place[0] = b'0' + number / 10 % 10;
            place[1] = b'0' + number % 10;
        }
        let width = if self.second.is_some() { 8 } else { 5 };
        f.write_str(std::str::from_utf8(&text[..width]).unwrap_or_default())
    }
}

/// All clock times of a text, left to right.
#[must_use]
pub fn clocks(text: &str) -> Vec<Clock> {
    let mut found: Vec<Clock> = Vec::new();
    let mut offset = 0;
    while let Some(clock) = next_clock(text, offset) {
        offset = clock.range.end;
        let end = range_end(text, &clock);
        found.push(clock);
        if let Some(end) = end {
            offset = end.range.end;
            found.push(end);
        }
    }
    found
}

/// Whether a text holds a clock time.
#[must_use]
pub fn has_clock(text: &str) -> bool {
    next_clock(text, 0).is_some()
}

/// The first clock time at this byte offset or behind it.
#[must_use]
pub fn next_clock(text: &str, mut offset: usize) -> Option<Clock> {
    // Asked once for a text: it looks at all of it.
    if offset == 0 && !may_hold_clock(text) {
        return None;
    }
    // Bytes, not characters: this runs over every line of a document, and what opens a time is ASCII.
    let bytes = text.as_bytes();
    let starts = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'T' | b'n' | b'N' | b'm' | b'M');
    while let Some(step) = bytes[offset..].iter().position(starts) {
        let at = offset + step;
        let next = bytes.get(at + 1).copied().unwrap_or_default();
        let opens = match bytes[at] {
            b'T' => next.is_ascii_digit(),
            b'n' | b'N' => next.eq_ignore_ascii_case(&b'o'),
            b'm' | b'M' => next.eq_ignore_ascii_case(&b'i'),
            _ => true,
        };
        // The `T` between a date and its time stands inside a word.
        let inside = bytes[at] == b'T' && at > 0 && bytes[at - 1].is_ascii_digit();
        if opens
            && (inside || begins_word(text, at))
            && let Some(clock) = clock_at(text, at, ClockContext::Prose)
        {
            return Some(clock);
        }
        // The rest of a run of digits is no start of a time.
        let run = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        offset = at + run.max(1);
    }
    None
}

/// Whether a text holds a digit, or two letters of `noon`, `midday` or `midnight`, without which it tells no time.
#[expect(clippy::needless_bitwise_bool, reason = "a branch would stop the comparison of many bytes at a time")]
fn may_hold_clock(text: &str) -> bool {
    let small = |byte: u8| byte | 0x20;
    let named = |one, two| ((one == b'o') & (two == b'o')) | ((one == b'i') & (two == b'd'));
    text.ends_with(|c: char| c.is_ascii_digit())
        || holds_pair(text, |one, two| one.is_ascii_digit() | named(small(one), small(two)))
}

/// Whether a text begins with a time such as `10:00`, and holds no other behind it.
#[must_use]
pub fn tells_time_only_first(text: &str) -> bool {
    let bytes = text.as_bytes();
    let hour = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let [b':', minute @ .., b' '] = bytes.get(hour..hour + 4).unwrap_or_default() else { return false };
    (1..=2).contains(&hour) && minute.iter().all(u8::is_ascii_digit) && !may_hold_clock(&text[hour + 4..])
}

/// The clock time that begins at this byte offset.
#[must_use]
pub fn clock_at(text: &str, offset: usize, context: ClockContext) -> Option<Clock> {
    let cursor = Cursor::new(text, offset);
    if cursor.peek().is_some_and(char::is_alphabetic) && cursor.peek() != Some('T') {
        return named_clock(cursor);
    }
    let written = Written::at(cursor, context)?;
    let clock = written.clock(text, offset)?;
    // A bare number is an hour only where the end of its range tells: `10-11:30 AM`.
    let far = joined_at(text, clock.range.end).and_then(|at| Written::at(Cursor::new(text, at), ClockContext::Prose));
    let tells = far.as_ref().is_some_and(|far| far.tells_of(&written));
    if written.form == Form::Bare && !(tells && written.may_open_range(text, offset, context)) {
        return None;
    }
    if written.form == Form::Dotted && !tells {
        return None;
    }
    if written.form == Form::Run && !(tells || written.run_is_time(text, &clock, context)) {
        return None;
    }
    match far.and_then(|far| far.clock(text, clock.range.end)) {
        Some(far) if tells => Some(settled(clock, &far)),
        _ => Some(clock),
    }
}

fn named_clock(cursor: Cursor<'_>) -> Option<Clock> {
    let word = cursor.word();
    let named = |names: &[&str]| names.iter().any(|name| word.eq_ignore_ascii_case(name));
    let hour = match word.len() {
        4 | 6 if named(&["noon", "midday"]) => 12,
        8 if named(&["midnight"]) => 0,
        _ => return None,
    };
    let end = cursor.offset + word.len();
    let zone = zone_behind(cursor.text, end, Behind { minutes: hour * 60, iso: false });
    let end = zone.as_ref().map_or(end, |zone| zone.range.end);
    let hour = u8::try_from(hour).ok()?;
    Some(Clock { hour, minute: 0, second: None, marked: true, zone, range: cursor.offset..end })
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
            ("6 : 35 AM", "06:35"),
            ("12:00 AM", "00:00"),
            ("T08:19:34+0100", "08:19:34 +0100"),
            ("2024-05-03T14:30Z", "14:30 Z"),
            ("2024-05-03T14:30:05-05:00", "14:30:05 -05:00"),
            ("10:00 (UTC)", "10:00 UTC"),
            ("10:00+01:00", "10:00 +01:00"),
            ("3:00 PM (Kigali Time)", "15:00 Kigali Time"),
            ("at 3 PM Douala time", "15:00 Douala time"),
            ("5:00pm GMT + 1", "17:00 GMT + 1"),
            ("09:00 Africa/Nairobi", "09:00 Africa/Nairobi"),
            ("at noon UTC", "12:00 UTC"),
            ("at 1430 UTC", "14:30 UTC"),
            ("0930Z", "09:30 Z"),
            ("8 o'clock in the evening", "20:00"),
            ("around 9 o’clock", "09:00"),
            ("10 o'clock PM", "22:00"),
            ("3:30 in the afternoon", "15:30"),
            ("at 11 at night", "23:00"),
            ("12 noon", "12:00"),
            ("12 midnight", "00:00"),
            ("10:30 (PM)", "22:30"),
            ("10.12:30 PM", "12:30"),
            ("at 9:30 hrs", "09:30"),
        ] {
            assert_eq!(shown(text), [want], "{text}");
        }
    }

    #[test]
    fn a_range_tells_the_half_of_the_day_of_both_its_ends() {
        for (text, start, end) in [
            ("10-11:30 AM", "10:00", "11:30"),
            ("from 10 to 11 PM", "22:00", "23:00"),
            ("2:00 - 4:00 PM", "14:00", "16:00"),
            ("11:00 – 1:00 PM", "11:00", "13:00"),
            ("11:30 to 12:30 AM", "23:30", "00:30"),
            ("9:00 AM to 2:00", "09:00", "14:00"),
            ("10:00 PM until 11:30", "22:00", "23:30"),
            ("10:00-11:30", "10:00", "11:30"),
            ("10:00-11:30 UTC", "10:00", "11:30 UTC"),
            ("10:00 UTC-11:30 UTC", "10:00 UTC", "11:30 UTC"),
            ("0900-0930 hrs", "09:00", "09:30"),
            ("14.05 - 15.30 hrs EAT", "14:05", "15:30 EAT"),
            ("9.15 to 10.40 AM", "09:15", "10:40"),
            ("22:00 to 02:00", "22:00", "02:00"),
        ] {
            assert_eq!(shown(text), [start, end], "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_left_alone() {
        for text in [
            "version 1.30",
            "from 1.30 to 1.45",
            "10.20.30.40",
            "99:99",
            "room 12",
            "4-8",
            "2023",
            "$10:50",
            "1:2",
            "12:345",
            "at 25:00",
            "lasted 1h30m",
            "lasted 2h30",
            "for 1:25 hours",
            "Step 2: 10 users",
            "1430 users",
            "port 8080",
            "16:9/4",
            "servers 2-4",
            "node 1 and 2 - am",
            "5 amps",
        ] {
            assert_eq!(shown(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn more_is_a_time_at_the_head_of_an_entry() {
        let lead = |text| clock_at(text, 0, ClockContext::Lead).map(|clock| clock.to_string());
        for (text, want) in [
            ("00.40 - alert", Some("00:40")),
            ("1430 - alert", Some("14:30")),
            ("9h30 - alert", Some("09:30")),
            ("10 - 11 AM: alert", Some("10:00")),
            ("2023 - alert", None),
            ("1.30 million requests", None),
            ("1.30.2 - release", None),
        ] {
            assert_eq!(lead(text).as_deref(), want, "{text}");
        }
        assert_eq!(clock_at("00.40 - alert", 0, ClockContext::Prose), None);
    }
}
