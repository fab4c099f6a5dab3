//! Ranges of clock times: `10:00-11:30`, `2 to 4 PM`.
//!
//! A side without a half of the day takes the one that makes the range shortest, where the other side has one: `11:00 - 1:00 PM` begins
//! in the morning.

use super::{Clock, ClockContext, Cursor, clock_at};

const DAY: i64 = 24 * 60;

/// Where the end of a range would begin, if words or a mark of a range stand at this byte offset, and what can begin a time behind them.
pub(super) fn joined_at(text: &str, offset: usize) -> Option<usize> {
    let mut cursor = Cursor::new(text, offset);
    cursor.skip_blanks(2);
    let words: &[&str] = match cursor.letter() {
        b't' => &["to ", "till ", "til ", "through ", "thru "],
        b'u' => &["until ", "up to "],
        b'a' => &["and "],
        b'-' => &["->", "-"],
        b'=' => &["=>"],
        b'~' => &["~"],
        0x80.. => &["–", "—", "−", "→"],
        _ => return None,
    };
    if !words.iter().any(|join| cursor.take_ignoring_case(join)) {
        return None;
    }
    cursor.skip_blanks(2);
    matches!(cursor.letter(), b'0'..=b'9' | b't' | b'n' | b'm').then_some(cursor.offset)
}

/// The second time of a range that begins with this one.
#[must_use]
pub fn range_end(text: &str, start: &Clock) -> Option<Clock> {
    let at = joined_at(text, start.range.end)?;
    let end = clock_at(text, at, ClockContext::Prose)?;
    Some(if start.marked && !end.marked { settled_end(end, start) } else { end })
}

/// The first time of a range, in the half of the day that its end tells.
pub(super) fn settled(mut start: Clock, end: &Clock) -> Clock {
    if !start.marked && end.marked && (1..=12).contains(&start.hour) {
        let length = |hour: u8| (end.minutes() - at_hour(&start, hour)).rem_euclid(DAY);
        start.hour = nearer(start.hour, length);
    }
    start
}

fn settled_end(mut end: Clock, start: &Clock) -> Clock {
    if (1..=12).contains(&end.hour) {
        let length = |hour: u8| (at_hour(&end, hour) - start.minutes()).rem_euclid(DAY);
        end.hour = nearer(end.hour, length);
    }
    end
}

fn at_hour(clock: &Clock, hour: u8) -> i64 {
    i64::from(hour) * 60 + i64::from(clock.minute)
}

/// Of the two hours that an hour on the dial may be, the one that makes the range shorter.
fn nearer(hour: u8, length: impl Fn(u8) -> i64) -> u8 {
    let (morning, afternoon) = (hour % 12, hour % 12 + 12);
    if length(morning) <= length(afternoon) { morning } else { afternoon }
}
