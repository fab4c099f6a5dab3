//! A line of a timeline and what it is.

use super::super::outline::label_of;
use super::super::time::{Clock, dates, next_clock, range_end, undated_day_at};
use super::head::{Day, Head, HeadTime, head};
use crate::document::At;

/// A line of a timeline and what it is.
#[derive(Debug)]
pub(super) struct TimedLine {
    pub(super) shape: Shape,
    pub(super) carrier: Carrier,
    /// Whether its time stands at its head.
    pub(super) headed: bool,
    pub(super) text: String,
    pub(super) at: At,
}

/// What a line is.
#[derive(Debug)]
pub(super) enum Shape {
    /// A day that holds for the lines below it.
    Day(Day),
    /// A time, the end of its range, and its day.
    Timed { clock: Clock, end: Option<Clock>, day: Option<Day> },
    /// A time told from the beginning, in the author's words, and its day.
    Elapsed { words: String, day: Option<Day> },
    /// No time.
    Plain,
}

/// What carries a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Carrier {
    /// An item of a list, a row of a table.
    Item,
    Paragraph,
    /// A line with a label of its own.
    Label,
}

impl TimedLine {
    /// Whether it tells a time of day, or one told from the beginning.
    pub(super) fn is_timed(&self) -> bool {
        matches!(self.shape, Shape::Timed { .. } | Shape::Elapsed { .. })
    }
}

/// Whether a line names a day and nothing else, so that it holds for the entries below it.
#[must_use]
pub fn is_day(text: &str) -> bool {
    head(text).is_none() && next_clock(text, 0).is_none() && day_of(text.trim()).is_some()
}

/// Reads a line: the time at its head, or the first one inside it.
pub(super) fn read_line(text: &str, at: At, carrier: Carrier) -> TimedLine {
    let text = text.trim();
    let carrier = if carrier == Carrier::Paragraph && label_of(text).is_some() { Carrier::Label } else { carrier };
    if let Some(Head { time, day, text_start, .. }) = head(text) {
        let shape = match time {
            HeadTime::Clock(clock, end) => Shape::Timed { clock, end, day },
            HeadTime::Elapsed(range) => Shape::Elapsed { words: text[range].to_owned(), day },
        };
        return TimedLine { shape, carrier, headed: true, text: text[text_start..].trim().to_owned(), at };
    }
    let shape = if let Some(clock) = next_clock(text, 0) {
        let end = range_end(text, &clock);
        Shape::Timed { clock, end, day: dates(text).into_iter().next().map(Day::Dated) }
    } else {
        day_of(text).map_or(Shape::Plain, Shape::Day)
    };
    TimedLine { shape, carrier, headed: false, text: text.to_owned(), at }
}

/// The day that a line names and nothing else: `May 3, 2024 (Friday)`, `Day 2:`, `Monday`.
fn day_of(text: &str) -> Option<Day> {
    const LONGEST: usize = 120;
    if text.len() > LONGEST {
        return None;
    }
    let words = |part: &str| part.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
    let aside = |behind: &str| behind.trim_start().starts_with('(') && words(behind) <= 8 || words(behind) == 0;
    if let [date] = dates(text).as_slice() {
        let alone = words(&text[..date.range.start]) <= 2 && aside(&text[date.range.end..]);
        return alone.then(|| Day::Dated(date.clone()));
    }
    let begin = text.find(char::is_alphanumeric)?;
    let (day, end) = undated_day_at(text, begin)?;
    aside(&text[end..]).then_some(Day::Undated(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_stand_alone() {
        for line in [
            "May 3, 2024",
            "**Friday, May 3:**",
            "Day 1:",
            "Day 2 (Saturday)",
            "Monday",
            "Date: 2024-05-03",
            "Next day:",
        ] {
            assert!(is_day(line), "{line}");
        }
        for line in ["On May 3 the disk filled up", "Day 1: the disk filled up", "May 3, 10:00", "Monday was quiet"] {
            assert!(!is_day(line), "{line}");
        }
    }
}
