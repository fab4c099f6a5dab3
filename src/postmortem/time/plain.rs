//! The time of the plainest entries: `10:00 - …`, `10:00:30 UTC: …`.
//!
//! Most entries begin so, and nothing of the rest of the grammar can apply to them.

use super::abbreviation::exact;
use super::date::{date_at, days_at};
use super::{Clock, Cursor, Zone, weekday_at};

/// The time of day that a text begins with, where a separator stands right behind it or its zone, and behind that a word that can be no
/// part of a time or a day. It is the time of the entry, and no other is.
#[must_use]
pub fn plain_clock(text: &str) -> Option<Clock> {
    let mut cursor = Cursor::new(text, 0);
    let (hour, 1 | 2) = cursor.digits(3)? else { return None };
    let minute = behind_colon(&mut cursor)?;
    let last = cursor.offset - 2;
    let second = behind_colon(&mut cursor);
    let last = if second.is_some() { cursor.offset - 2 } else { last };
    let end = cursor.offset;
    if hour > 23 || minute > 59 || second.is_some_and(|second| second > 59) {
        return None;
    }
    let zone = zone_behind(&mut cursor);
    let word = skip_separator(cursor)?;
    // Without a zone between them, the last number and the word may be a day: `10:05 - May …`.
    if may_tell_time(text, word) || (zone.is_none() && days_at(text, last).is_some()) {
        return None;
    }
    let range = end..cursor.offset;
    let zone = zone.map(|(name, offset_minutes)| Zone { name: name.to_owned(), offset_minutes, range });
    let narrow = |number: u32| u8::try_from(number).ok();
    Some(Clock {
        hour: narrow(hour)?,
        minute: narrow(minute)?,
        second: second.and_then(narrow),
        marked: false,
        zone,
        range: 0..cursor.offset,
    })
}

/// Two digits behind a colon.
fn behind_colon(cursor: &mut Cursor<'_>) -> Option<u32> {
    let mut ahead = *cursor;
    ahead.take_if(|c| c == ':')?;
    let (number, 2) = ahead.digits(3)? else { return None };
    *cursor = ahead;
    Some(number)
}

/// A blank and an abbreviation in capitals: its letters, and its minutes east of UTC.
fn zone_behind(cursor: &mut Cursor<'_>) -> Option<(&'static str, Option<i32>)> {
    let mut ahead = *cursor;
    ahead.take_if(|c| c == ' ')?;
    let zone = exact(ahead.word())?;
    ahead.offset += zone.0.len();
    *cursor = ahead;
    Some(zone)
}

/// Where the word behind ` - `, ` – `, ` — ` or `: ` begins, if it is one of ASCII letters.
fn skip_separator(cursor: Cursor<'_>) -> Option<usize> {
    let rest = cursor.rest();
    let behind = [" - ", ": ", " – ", " — "].iter().find_map(|separator| rest.strip_prefix(separator))?;
    behind.as_bytes().first()?.is_ascii_alphabetic().then_some(cursor.text.len() - behind.len())
}

/// Whether the word that begins at this byte offset may be a part of a time or a day: `noon`, `T14:00`, `May 3`, `Monday`, `on`.
fn may_tell_time(text: &str, at: usize) -> bool {
    let bytes = &text.as_bytes()[at..];
    let next = bytes.get(1).copied().unwrap_or_default().to_ascii_lowercase();
    match bytes[0].to_ascii_lowercase() {
        b't' if next.is_ascii_digit() => return true,
        b'n' | b'o' if matches!(next, b'o' | b'n') => return true,
        b'm' if next == b'i' => return true,
        _ => {}
    }
    weekday_at(text, at).is_some() || date_at(text, at).is_some()
}
