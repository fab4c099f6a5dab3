//! Entries on one clock.
//!
//! An entry states a clock time, seldom its day. Days come from stated dates, and from midnight between two entries: when the clock
//! steps back by half a day and more, or from the evening to the morning. A smaller step back is the author's order, not a new day.
//! Where the entries state different zones, and all of them are known, their instants are the clock.

use jiff::civil::Date;

use crate::postmortem::TimelineEntry;

pub(super) const DAY: i64 = 86_400;
const HOUR: i64 = 3600;

/// The entries that state a time, on one clock.
pub(super) struct Clock<'a> {
    pub(super) placed: Vec<Placed<'a>>,
    /// Whether the days are dates: days since 1970-01-01.
    pub(super) dated: bool,
    /// Whether the clock is that of UTC.
    pub(super) instants: bool,
}

/// An entry and its seconds on the clock.
pub(super) struct Placed<'a> {
    pub(super) entry: &'a TimelineEntry,
    pub(super) at: i64,
    pub(super) end: Option<i64>,
}

impl<'a> Clock<'a> {
    pub(super) fn of(entries: &'a [TimelineEntry]) -> Self {
        let timed: Vec<(&TimelineEntry, i64)> =
            entries.iter().filter_map(|entry| Some((entry, seconds_of(entry.time.as_deref()?)?))).collect();
        by_instants(&timed).unwrap_or_else(|| by_days(&timed))
    }
}

/// Seconds since midnight of `HH:MM` or `HH:MM:SS`.
pub(super) fn seconds_of(time: &str) -> Option<i64> {
    let mut parts = time.splitn(3, ':').map(|part| part.parse::<i64>().ok());
    let (hours, minutes) = (parts.next()??, parts.next()??);
    let seconds = parts.next().map_or(Some(0), |part| part)?;
    let known = (0..=24).contains(&hours) && (0..60).contains(&minutes) && (0..61).contains(&seconds);
    known.then_some(hours * HOUR + minutes * 60 + seconds)
}

/// Seconds since 1970 of an RFC 3339 instant.
pub(super) fn seconds_of_instant(instant: &str) -> Option<i64> {
    instant.parse::<jiff::Timestamp>().ok().map(jiff::Timestamp::as_second)
}

/// Days since 1970 of `YYYY-MM-DD`; of `--MM-DD`, in a leap year of old.
pub(super) fn days_of(date: &str) -> Option<i64> {
    let date = date.strip_prefix("--").map_or_else(|| date.to_owned(), |rest| format!("1972-{rest}"));
    let date: Date = date.parse().ok()?;
    let epoch = jiff::civil::date(1970, 1, 1);
    epoch.until((jiff::Unit::Day, date)).ok().map(|span| i64::from(span.get_days()))
}

/// Where entries are in different zones, their instants, if all are known.
fn by_instants<'a>(timed: &[(&'a TimelineEntry, i64)]) -> Option<Clock<'a>> {
    let first = timed.first()?.0.zone.as_ref();
    if timed.iter().all(|(entry, _)| entry.zone.as_ref() == first) {
        return None;
    }
    let placed = timed
        .iter()
        .map(|(entry, time)| {
            let at = seconds_of_instant(entry.instant.as_deref()?)?;
            Some(Placed { entry, at, end: end_of(entry, *time, at) })
        })
        .collect::<Option<Vec<_>>>()?;
    Some(Clock { placed, dated: true, instants: true })
}

fn by_days<'a>(timed: &[(&'a TimelineEntry, i64)]) -> Clock<'a> {
    let mut placed: Vec<Placed<'a>> = Vec::with_capacity(timed.len());
    let (mut day, mut dated) = (0, false);
    let mut last: Option<i64> = None;
    for (entry, time) in timed.iter().copied() {
        if last.is_some_and(|last| is_next_day(last, time)) {
            day += 1;
        }
        if let Some(stated) = entry.date.as_deref().and_then(days_of) {
            if !dated {
                // What stands before the first date counts from it.
                for before in &mut placed {
                    before.shift((stated - day) * DAY);
                }
                dated = true;
            }
            day = stated;
        }
        last = Some(time);
        let at = day * DAY + time;
        placed.push(Placed { entry, at, end: end_of(entry, time, at) });
    }
    Clock { placed, dated, instants: false }
}

impl Placed<'_> {
    fn shift(&mut self, seconds: i64) {
        self.at += seconds;
        self.end = self.end.map(|end| end + seconds);
    }
}

/// Whether midnight lies between two clock times that follow each other.
pub(super) fn is_next_day(last: i64, time: i64) -> bool {
    last - time >= 12 * HOUR || (last >= 17 * HOUR && time <= 10 * HOUR)
}

/// The end of an entry's range: at most a day behind its beginning.
fn end_of(entry: &TimelineEntry, time: i64, at: i64) -> Option<i64> {
    let end = seconds_of(entry.end_time.as_deref()?)?;
    let lasts = (end - time).rem_euclid(DAY);
    // A range that ends shortly before it begins is a mistake, not a day.
    (lasts > 0 && lasts < 12 * HOUR).then_some(at + lasts)
}
