//! The marks on the axis: round times, and the days.

use super::Span;
use super::clock::DAY;

/// Steps between marks, in seconds.
const STEPS: [i64; 19] =
    [1, 5, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, DAY, 2 * DAY, 7 * DAY, 30 * DAY];

/// Most marks on an axis.
const MOST: i64 = 8;

/// A mark: its second, and what stands below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) at: i64,
    /// `14:30`; empty on an axis of days.
    pub(super) time: String,
    /// The day, where it begins.
    pub(super) day: Option<String>,
}

/// The marks of a span. Days are named where the span has more than one.
pub(super) fn marks(span: Span, dated: bool) -> Vec<Mark> {
    let step = step(span);
    let first_day = span.from.div_euclid(DAY);
    let many = span.to.div_euclid(DAY) > first_day;
    let mut at = span.from.div_euclid(step) * step;
    if at < span.from {
        at += step;
    }
    let mut out: Vec<Mark> = Vec::new();
    let mut shown: Option<i64> = None;
    while at <= span.to {
        let day = at.div_euclid(DAY);
        let named = many && shown != Some(day);
        shown = Some(day);
        let name = named.then(|| name(day, first_day, dated));
        let time = if step < DAY { clock(at.rem_euclid(DAY), step) } else { String::new() };
        out.push(Mark { at, time, day: name });
        at += step;
    }
    out
}

fn step(span: Span) -> i64 {
    let length = span.to - span.from;
    let widest = STEPS.iter().copied().find(|step| length / step < MOST);
    // Beyond months, whole multiples of the largest step.
    widest.unwrap_or_else(|| (length / (30 * DAY) / MOST + 1) * 30 * DAY)
}

fn clock(seconds: i64, step: i64) -> String {
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if step < 60 { format!("{hours:02}:{minutes:02}:{rest:02}") } else { format!("{hours:02}:{minutes:02}") }
}

/// `5 Mar`, or the count of days where no dates are known.
fn name(day: i64, first: i64, dated: bool) -> String {
    let date = i32::try_from(day)
        .ok()
        .filter(|_| dated)
        .and_then(|day| jiff::civil::date(1970, 1, 1).checked_add(jiff::Span::new().try_days(day).ok()?).ok());
    date.map_or_else(|| format!("day {}", day - first + 1), |date| date.strftime("%-d %b").to_string())
}
