//! What stands before the time of an entry: its day, and words such as `around`.

use super::super::time::{
    ClockContext, Date, UndatedDay, clock_at, date_at, date_within, elapsed_at, undated_day_at, weekday_at,
};
use super::head::Day;

/// Words before a time that leave it the time of the entry.
const ABOUT: &[&str] = &[
    "at",
    "around",
    "about",
    "by",
    "from",
    "approximately",
    "approx",
    "circa",
    "ca",
    "roughly",
    "nearly",
    "time",
    "between",
    "on",
    "exactly",
    "precisely",
    "since",
    "starting",
    "date",
    "shortly after",
    "just after",
    "just before",
];

/// Marks between the parts of a head.
const MARKS: &[char] =
    &[',', ' ', '\t', '\u{a0}', '-', '–', '—', ':', '(', '[', '|', '@', '~', '≈', '.', '*', '_', '/', '•'];

/// Most bytes of a head before its time.
pub(super) const LONGEST: usize = 60;

/// What stands before the time: where the time would begin, and the day.
pub(super) struct Opening {
    /// Where the time would begin, in bytes.
    pub(super) offset: usize,
    /// The day before it.
    pub(super) day: Option<Day>,
}

/// Reads what stands before the time of a line, from a byte offset on.
pub(super) fn opening(text: &str, start: usize) -> Opening {
    let mut opening = Opening { offset: start, day: None };
    let limit = text.len().min(start + LONGEST);
    // A label of one word may stand before the date: `Update 2024-05-03 10:00`.
    if let Some(first) = date_in(text, start, limit.min(start + second_word(&text[start..]) + 1)) {
        opening.offset = skip_marks(text, first.range.end);
        opening.day = Some(Day::Dated(first));
    }
    for _ in 0..4 {
        let at = opening.offset;
        if at >= limit {
            break;
        }
        // `Monday, the 6th of May`.
        let named = if text[at..].starts_with("the ") { at + 4 } else { at };
        let next = if !matches!(opening.day, Some(Day::Dated(_)))
            && named < limit
            && let Some(date) = date_at(text, named)
        {
            let end = date.range.end;
            opening.day = Some(Day::Dated(date));
            end
        } else if let Some(end) = about_at(text, at) {
            end
        } else if let Some((day, end)) = day_at(text, at) {
            opening.day = opening.day.or(Some(Day::Undated(day)));
            end
        } else {
            break;
        };
        opening.offset = skip_marks(text, next);
    }
    opening
}

/// Where the second word of a text begins, or some place behind the longest head.
fn second_word(text: &str) -> usize {
    let end = (LONGEST..text.len()).find(|end| text.is_char_boundary(*end)).unwrap_or(text.len());
    let text = &text[..end];
    let words = text.trim_start();
    let behind = words.find(char::is_whitespace).map_or("", |first| words[first..].trim_start());
    text.len() - behind.len()
}

/// The first date that begins between two bytes of a text, by its bytes in the whole.
pub(super) fn date_in(text: &str, from: usize, to: usize) -> Option<Date> {
    let mut date = date_within(text.get(from..)?, to.saturating_sub(from))?;
    date.range = date.range.start + from..date.range.end + from;
    Some(date)
}

/// The offset behind the marks between the parts of a head.
pub(super) fn skip_marks(text: &str, offset: usize) -> usize {
    let rest = &text[offset..];
    if rest.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric) {
        return offset;
    }
    // The sign of a time that is told from the beginning is no mark.
    let trimmed = rest.trim_start_matches(MARKS);
    offset + (rest.len() - trimmed.len())
}

/// Where a word such as `around` ends.
fn about_at(text: &str, offset: usize) -> Option<usize> {
    let rest = text.get(offset..)?;
    let first = rest.as_bytes().first().filter(|first| first.is_ascii_alphabetic())?.to_ascii_lowercase();
    let word = ABOUT.iter().filter(|word| word.as_bytes()[0] == first).filter(|word| {
        rest.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word))
            && !rest[word.len()..].starts_with(|c: char| c.is_alphabetic())
    });
    word.map(|word| word.len()).max().map(|length| offset + length)
}

/// Where `Day 2`, `Monday` or `Next day` ends, if a time stands behind it.
fn day_at(text: &str, offset: usize) -> Option<(UndatedDay, usize)> {
    let (day, end) = undated_day_at(text, offset)?;
    let next = skip_marks(text, end);
    let named = if text[next..].starts_with("the ") { next + 4 } else { next };
    let dated = date_at(text, named).is_some();
    let about = about_at(text, next).is_some();
    let timed = clock_at(text, next, ClockContext::Lead).is_some() || elapsed_at(text, next).is_some();
    (about || dated || timed || weekday_at(text, next).is_some()).then_some((day, end))
}
