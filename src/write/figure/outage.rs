//! The span of the outage on the clock of the figure.

use super::clock::{Clock, DAY, days_of, seconds_of, seconds_of_instant};
use super::{Kind, Point, Span};
use crate::postmortem::{Duration, Moment, Postmortem};

/// How much longer than the timeline an outage may be before it is taken for a slip of the author's.
const LONGEST: i64 = 3;

/// Most days that are tried for an outage that states no day.
const MOST_DAYS: usize = 60;

/// From when to when it lasted: as the summary states it, else from the first that is noticed to the last that resolves.
pub(super) fn outage(postmortem: &Postmortem, clock: &Clock<'_>, points: &[Point]) -> Option<Span> {
    let stated = postmortem.summary.duration.as_ref().and_then(|duration| stated(duration, clock, points));
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

fn stated(duration: &Duration, clock: &Clock<'_>, points: &[Point]) -> Option<Span> {
    let (from, day) = on_clock(duration.start.as_ref()?, clock)?;
    let lasts = lasts(duration)?;
    let span = Span { from, to: from + lasts };
    if day == Day::Known {
        return Some(span);
    }
    // Of all days, the one on which most entries fall into the outage.
    let (first, last) = (points.first()?.at.div_euclid(DAY) - 1, points.last()?.at.div_euclid(DAY));
    let time = from.rem_euclid(DAY);
    let on = |day: i64| Span { from: day * DAY + time, to: day * DAY + time + lasts };
    let days = (first..=last).take(MOST_DAYS).map(on);
    let inside = |span: &Span| points.iter().filter(|point| span.from <= point.at && point.at <= span.to).count();
    // Of equals, the first.
    let mut days: Vec<Span> = days.collect();
    days.reverse();
    days.into_iter().max_by_key(inside)
}

/// How long it lasted, in seconds.
fn lasts(duration: &Duration) -> Option<i64> {
    match duration.minutes {
        #[expect(clippy::cast_possible_truncation, reason = "the number is small, and casts saturate")]
        Some(minutes) if minutes > 0.0 && minutes < 1e7 => Some((minutes * 60.0) as i64),
        _ => {
            let time = |moment: &Option<Moment>| seconds_of(moment.as_ref()?.time.as_deref()?);
            Some((time(&duration.end)? - time(&duration.start)?).rem_euclid(DAY))
        }
    }
}

/// Whether the day of a moment is known, or only its time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Day {
    Known,
    Open,
}

/// A moment on the clock: by its instant where one entry's is known, else by its day and time.
fn on_clock(moment: &Moment, clock: &Clock<'_>) -> Option<(i64, Day)> {
    let first = clock.placed.first()?;
    let day = if clock.dated { Day::Known } else { Day::Open };
    if let Some(instant) = moment.instant.as_deref().and_then(seconds_of_instant) {
        if clock.instants {
            return Some((instant, Day::Known));
        }
        // Instants of entries without a date may be those of another day: they tell the zone alone.
        if let Some(known) = first.entry.instant.as_deref().and_then(seconds_of_instant) {
            return Some((first.at + (instant - known), day));
        }
    }
    if clock.instants || !same_zone(moment, clock) {
        return None;
    }
    let time = seconds_of(moment.time.as_deref()?)?;
    let date = moment.date.as_deref().and_then(days_of).filter(|_| clock.dated);
    Some(date.map_or((time, Day::Open), |date| (date * DAY + time, Day::Known)))
}

fn same_zone(moment: &Moment, clock: &Clock<'_>) -> bool {
    let Some(zone) = &moment.zone else { return true };
    clock.placed.iter().all(|placed| placed.entry.zone.as_ref().is_none_or(|own| own == zone))
}
