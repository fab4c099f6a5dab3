//! A clock time as it is written, before what stands around it is weighed.

use super::half::{Half, take_half};
use super::zone::{Behind, zone_behind};
use super::{Clock, ClockContext, Cursor, zone_at};

/// How the digits of a time are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// With a separator, a half of the day or a unit: `10:30`, `6PM`.
    Certain,
    /// An hour alone: `10`.
    Bare,
    /// Four digits in a row: `1430`.
    Run,
    /// Hour and minute with a full stop between them and nothing that makes them a time: `14.30`.
    Dotted,
}

/// A time as it is written, apart from what stands around it.
#[derive(Debug, Clone)]
pub(super) struct Written {
    hour: u32,
    minute: u32,
    second: Option<u32>,
    half: Option<Half>,
    pub(super) form: Form,
    /// Whether a unit of hours stands behind it.
    unit: bool,
    /// Whether a full stop stands between hour and minute.
    pub(super) dotted: bool,
    /// Whether it is of the form of ISO 8601, with a `T` before it or with seconds.
    iso: bool,
    start: usize,
    end: usize,
}

impl Written {
    pub(super) fn at(mut cursor: Cursor<'_>, context: ClockContext) -> Option<Self> {
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
        let dotted = cursor.text[start..cursor.offset].contains('.');
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
        possible.then_some(Self { hour, minute, second, half, form, unit, dotted, iso, start, end: cursor.offset })
    }

    /// The time of day, with the zone behind it.
    pub(super) fn clock(&self, text: &str, offset: usize) -> Option<Clock> {
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
    pub(super) fn tells_of(&self, before: &Self) -> bool {
        match before.form {
            Form::Certain => self.form == Form::Certain,
            Form::Bare => self.form == Form::Certain && self.half.is_some_and(|half| half != Half::Unsaid),
            Form::Run => self.unit,
            // `14.05 - 15.30 hrs`: both ends are written alike.
            Form::Dotted => self.form == Form::Certain && self.dotted,
        }
    }

    /// Whether a bare number may be the first hour of a range: `10-11 AM`, `from 10 to 11 AM`.
    pub(super) fn may_open_range(&self, text: &str, offset: usize, context: ClockContext) -> bool {
        let glued = text[self.end..].starts_with(['-', '–', '—']);
        let before = text[..offset].trim_end();
        let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let announced = ["from", "between"].iter().any(|opening| word.eq_ignore_ascii_case(opening));
        (glued && !before.ends_with(['-', '–', '.'])) || announced || (context == ClockContext::Lead && offset == 0)
    }

    /// Whether four digits are a time: with a zone behind them, or with a separator at the head of a line unless they may be a year.
    pub(super) fn run_is_time(&self, text: &str, clock: &Clock, context: ClockContext) -> bool {
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
    if !certain && spaced {
        *cursor = before;
        return alone;
    }
    if !certain {
        let dotted =
            separator == '.' && !cursor.peek().is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | '%'));
        return dotted.then_some((hour, minute, None, Form::Dotted));
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
    if ahead.letter() != b'h' {
        return false;
    }
    let word = ahead.word();
    let found = ["hrs", "hr", "hours", "h"].iter().any(|unit| word.eq_ignore_ascii_case(unit));
    if found {
        cursor.offset = ahead.offset + word.len();
    }
    found
}
