//! The span of the outage on the clock of the figure.

use super::clock::{Clock, DAY, days_of, seconds_of, seconds_of_instant};
use super::{Kind, Point, Span};
use crate::postmortem::{Duration, Moment, Postmortem};

/// How much longer than the timeline an outage may be before it is taken for a slip of the author's.
const LONGEST: i64 = 3;

/// From when to when it lasted: as the summary states it, else from the first that is noticed to the last that resolves.
pub(super) fn outage(postmortem: &Postmortem, clock: &Clock<'_>, points: &[Point]) -> Option<Span> {
    let stated = postmortem.summary.duration.as_ref().and_then(|duration| stated(duration, clock));
    stated.filter(|span| fits(*span, points)).or_else(|| told(points))
}

fn fits(span: Span, points: &[Point]) -> bool {
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return false };
    let all = last.at.max(span.to) - first.at.min(span.from);
    span.from < span.to && all <= LONGEST * (last.at - first.at) && span.from <= last.at && span.to >= first.at
}

fn told(points: &[Point]) -> Option<Span> {
    let from = points.iter().find(|point| point.kind == Kind::Detected)?.at;
    let to = points.iter().rfind(|point| point.kind == Kind::Resolved)?.at;
    (from < to).then_some(Span { from, to })
}

fn stated(duration: &Duration, clock: &Clock<'_>) -> Option<Span> {
    let from = on_clock(duration.start.as_ref()?, clock)?;
    let end = duration.end.as_ref().and_then(|end| end.time.as_deref()).and_then(seconds_of);
    let to = match duration.minutes {
        #[expect(clippy::cast_possible_truncation, reason = "the number is small, and casts saturate")]
        Some(minutes) if minutes > 0.0 && minutes < 1e7 => from + (minutes * 60.0) as i64,
        _ => from + (end? - from).rem_euclid(DAY),
    };
    Some(Span { from, to })
}

/// A moment on the clock: by its instant where one entry's is known, else by its day and time.
fn on_clock(moment: &Moment, clock: &Clock<'_>) -> Option<i64> {
    let first = clock.placed.first()?;
    if let Some(instant) = moment.instant.as_deref().and_then(seconds_of_instant) {
        if clock.instants {
            return Some(instant);
        }
        // Instants of entries without a date may be those of another day: they tell the zone alone.
        if let Some(known) = first.entry.instant.as_deref().and_then(seconds_of_instant) {
            return Some(nearest(first.at + (instant - known), first.at, clock.dated));
        }
    }
    if clock.instants || !same_zone(moment, clock) {
        return None;
    }
    let time = seconds_of(moment.time.as_deref()?)?;
    let day = moment.date.as_deref().and_then(days_of).filter(|_| clock.dated);
    Some(day.map_or_else(|| nearest(time, first.at, false), |day| day * DAY + time))
}

/// The same clock time on the day that brings it nearest, where the clock has no dates.
fn nearest(at: i64, first: i64, dated: bool) -> i64 {
    if dated {
        return at;
    }
    let ahead = (at - first).rem_euclid(DAY);
    if ahead > DAY / 2 { first + ahead - DAY } else { first + ahead }
}

fn same_zone(moment: &Moment, clock: &Clock<'_>) -> bool {
    let Some(zone) = &moment.zone else { return true };
    clock.placed.iter().all(|placed| placed.entry.zone.as_ref().is_none_or(|own| own == zone))
}
