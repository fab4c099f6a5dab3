//! Clock times.

use std::fmt;
use std::ops::Range;

use super::half::{Half, take_half};
use super::range::{joined_at, range_end, settled};
use super::zone::{Behind, zone_behind};
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
        write!(f, "{:02}:{:02}", self.hour, self.minute)?;
        self.second.map_or(Ok(()), |second| write!(f, ":{second:02}"))
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
    // Bytes, not characters: this runs over every line of a document, and what opens a time is ASCII.
    let bytes = text.as_bytes();
    let starts = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'T' | b'n' | b'N' | b'm' | b'M');
    while let Some(step) = bytes[offset..].iter().position(starts) {
        let at = offset + step;
        // The `T` between a date and its time stands inside a word.
        let inside = bytes[at] == b'T' && at > 0 && bytes[at - 1].is_ascii_digit();
        if (inside || begins_word(text, at))
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
    if written.form == Form::Run && !(tells || written.run_is_time(text, &clock, context)) {
        return None;
    }
    match far.and_then(|far| far.clock(text, clock.range.end)) {
        Some(far) if tells => Some(settled(clock, &far)),
        _ => Some(clock),
    }
}

/// How the digits of a time are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// With a separator, a half of the day or a unit: `10:30`, `6PM`.
    Certain,
    /// An hour alone: `10`.
    Bare,
    /// Four digits in a row: `1430`.
    Run,
}

/// A time as it is written, apart from what stands around it.
#[derive(Debug, Clone)]
struct Written {
    hour: u32,
    minute: u32,
    second: Option<u32>,
    half: Option<Half>,
    form: Form,
    /// Whether a unit of hours stands behind it.
    unit: bool,
    /// Whether it is of the form of ISO 8601, with a `T` before it or with seconds.
    iso: bool,
    start: usize,
    end: usize,
}

impl Written {
    fn at(mut cursor: Cursor<'_>, context: ClockContext) -> Option<Self> {
        let mut iso = cursor.take_if(|c| c == 'T').is_some();
        if context == ClockContext::Lead {
            skip_item_number(&mut cursor);
        }
        let start = cursor.offset;
        let (number, count) = cursor.digits(5)?;
        let (hour, minute, second, mut form) = match count {
            1 | 2 => after_hour(&mut cursor, number, context)?,
            4 => (number / 100, number % 100, None, Form::Run),
            _ => return None,
        };
        iso |= second.is_some();
        let mut half = take_half(&mut cursor);
        let unit = take_hours_unit(&mut cursor);
        // `for 1:25 hours` is a length.
        if unit
            && half.is_none()
            && count == 1
            && form == Form::Certain
            && context == ClockContext::Prose
            && !is_at(cursor.text, start)
        {
            return None;
        }
        if form == Form::Run && (half.is_some() || unit) || form == Form::Bare && half.is_some() {
            form = Form::Certain;
        }
        // `14:00 o'clock` and `13:20PM` are what their digits say.
        if hour > 12 || half == Some(Half::Unsaid) {
            half = half.filter(|_| hour <= 12);
        }
        let text = cursor.text;
        // Dotted numbers such as versions and addresses are no times.
        let inside =
            text[..start].ends_with([':', '/', '$', '#']) || (text[..start].ends_with('.') && !numbered(text, start));
        if inside || cursor.rest().starts_with(['%', '/']) {
            return None;
        }
        let possible = hour <= 24 && minute <= 59 && !(hour == 24 && minute > 0) && !(form == Form::Bare && hour > 12);
        possible.then_some(Self { hour, minute, second, half, form, unit, iso, start, end: cursor.offset })
    }

    /// The time of day, with the zone behind it.
    fn clock(&self, text: &str, offset: usize) -> Option<Clock> {
        let hour = self.half.map_or(self.hour, |half| half.hour(self.hour)) % 24;
        let minutes = i64::from(hour * 60 + self.minute);
        let zone = zone_behind(text, self.end, Behind { minutes, iso: self.iso });
        let end = zone.as_ref().map_or(self.end, |zone| zone.range.end);
        Some(Clock {
            hour: u8::try_from(hour).ok()?,
            minute: u8::try_from(self.minute).ok()?,
            second: self.second.and_then(|second| u8::try_from(second).ok()),
            marked: self.half.is_some_and(|half| half != Half::Unsaid),
            zone,
            range: offset.max(if self.iso { offset } else { self.start })..end,
        })
    }

    /// Whether this time, as the end of a range, tells that a number before it is a time too.
    fn tells_of(&self, before: &Self) -> bool {
        match before.form {
            Form::Certain => self.form == Form::Certain,
            Form::Bare => self.form == Form::Certain && self.half.is_some_and(|half| half != Half::Unsaid),
            Form::Run => self.unit,
        }
    }

    /// Whether a bare number may be the first hour of a range: `10-11 AM`, `from 10 to 11 AM`.
    fn may_open_range(&self, text: &str, offset: usize, context: ClockContext) -> bool {
        let glued = text[self.end..].starts_with(['-', '–', '—']);
        let before = text[..offset].trim_end();
        let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let announced = ["from", "between"].iter().any(|opening| word.eq_ignore_ascii_case(opening));
        (glued && !before.ends_with(['-', '–', '.'])) || announced || (context == ClockContext::Lead && offset == 0)
    }

    /// Whether four digits are a time: with a zone behind them, or with a separator at the head of a line unless they may be a year.
    fn run_is_time(&self, text: &str, clock: &Clock, context: ClockContext) -> bool {
        let year = (1900..2100).contains(&(self.hour * 100 + self.minute));
        let rest = text[self.end..].trim_start();
        let separated = rest.starts_with([':', '–', '—']) || rest.starts_with("- ");
        clock.zone.is_some() || (context == ClockContext::Lead && separated && !year)
    }
}

/// Whether a word such as `at` before a number makes it a time.
fn is_at(text: &str, offset: usize) -> bool {
    let word = text[..offset].trim_end().rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    ["at", "from", "to", "until", "till", "by", "between", "and", "around", "since", "before", "after"]
        .iter()
        .any(|before| before.eq_ignore_ascii_case(word))
}

/// The number of an item that was typed before its time without a blank: `10.12:30 PM`.
fn skip_item_number(cursor: &mut Cursor<'_>) {
    let mut ahead = *cursor;
    let numbered = ahead.digits(3).is_some() && ahead.take_if(|c| c == '.').is_some();
    let start = ahead.offset;
    let hour = matches!(ahead.digits(3), Some((_, 1 | 2))) && ahead.take_if(|c| c == ':').is_some();
    if numbered && hour && matches!(ahead.digits(3), Some((_, 2))) {
        cursor.offset = start;
    }
}

/// Whether what stands before this offset is the number of an item and nothing else.
fn numbered(text: &str, offset: usize) -> bool {
    let digits = text[..offset].trim_end_matches('.').trim_start();
    digits.len() < offset && digits.len() <= 3 && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// What follows one or two digits: hour, minute, second and form.
fn after_hour(cursor: &mut Cursor<'_>, hour: u32, context: ClockContext) -> Option<(u32, u32, Option<u32>, Form)> {
    let before = *cursor;
    let alone = Some((hour, 0, None, Form::Bare));
    cursor.skip_blanks(1);
    let mut spaced = cursor.offset > before.offset;
    let Some(separator) = cursor.take_if(|c| matches!(c, ':' | '.' | ';' | 'h' | 'H' | '：')) else {
        *cursor = before;
        return alone;
    };
    let colon = matches!(separator, ':' | ';' | '：');
    if colon {
        let at = cursor.offset;
        cursor.skip_blanks(1);
        spaced |= cursor.offset > at;
    }
    let Some((minute, 2)) = cursor.digits(3).filter(|_| colon || !spaced) else {
        *cursor = before;
        // `14h` is two in the afternoon to some and a length to others.
        return alone;
    };
    let certain = match separator {
        ':' | '：' => !spaced || is_marked(*cursor),
        '.' | ';' => is_marked(*cursor) || (context == ClockContext::Lead && !spaced && ends_head(*cursor)),
        // `1h30m` is a length, `lasted 2h30` too.
        _ => !cursor.peek().is_some_and(char::is_alphanumeric) && (hour >= 10 || context == ClockContext::Lead),
    };
    if !certain {
        if spaced {
            *cursor = before;
            return alone;
        }
        return None;
    }
    let second = take_seconds(cursor);
    Some((hour, minute, second, Form::Certain))
}

/// Whether a half of the day, a unit or a zone stands here, so that the digits before it are a time.
fn is_marked(mut cursor: Cursor<'_>) -> bool {
    take_half(&mut cursor).is_some() || take_hours_unit(&mut cursor) || zone_at(cursor.text, cursor.offset).is_some()
}

/// Whether what stands behind `00.40` leaves it a time: not `1.30 million`, `1.30%`, `1.30.2`.
fn ends_head(mut cursor: Cursor<'_>) -> bool {
    let at = cursor.offset;
    cursor.skip_blanks(2);
    match cursor.peek() {
        None => true,
        Some(next) if cursor.offset == at => matches!(next, '-' | '–' | '—' | ':' | ';' | '|' | ')' | ']' | '\n'),
        Some(next) => !next.is_lowercase() && !matches!(next, '%' | '/' | '(' | '+'),
    }
}

/// `:56`, `:56.123`.
fn take_seconds(cursor: &mut Cursor<'_>) -> Option<u32> {
    let mut ahead = *cursor;
    ahead.take_if(|c| c == ':')?;
    let Some((second, 2)) = ahead.digits(3).filter(|(second, _)| *second < 60) else { return None };
    *cursor = ahead;
    if ahead.take_if(|c| c == '.' || c == ',').is_some() && ahead.digits(9).is_some() {
        *cursor = ahead;
    }
    Some(second)
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
            ("22:00 to 02:00", "22:00", "02:00"),
        ] {
            assert_eq!(shown(text), [start, end], "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_left_alone() {
        for text in [
            "version 1.30",
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
