//! By which clocks summary and timeline tell their times, and how far apart those are.

use super::article::Article;
use super::words::says;
pub(super) use crate::postmortem::minutes_of;
use crate::postmortem::time::{has_clock, zone_at, zones};
use crate::postmortem::{Moment, Role, TimelineEntry};

/// Minutes of a day.
pub(super) const DAY: i64 = 1440;

/// The offset of a zone from UTC in minutes, where its name is certain.
pub(super) fn offset(zone: &str) -> Option<i64> {
    zone_at(zone, 0).and_then(|zone| zone.offset_minutes).map(i64::from)
}

/// Minutes to add to a time in one zone to have it in another; `None` where that is not certain. A zone that is not stated is the other's.
fn shift(from: Option<&str>, to: Option<&str>) -> Option<i64> {
    let (Some(from), Some(to)) = (from, to) else { return Some(0) };
    if from.eq_ignore_ascii_case(to) {
        return Some(0);
    }
    Some(offset(to)? - offset(from)?)
}

/// The zone that the timeline states for all of its entries, in its heading or in a line without a time.
pub(super) fn timeline_zone(article: &Article<'_>) -> Option<String> {
    let headings = article.sections(Role::Timeline).filter_map(|section| section.heading.as_deref());
    let lines = article.of(Role::Timeline).map(|line| line.text.as_str()).filter(|text| !has_clock(text));
    headings.chain(lines).take(3).find_map(|text| zones(text).into_iter().next()).map(|zone| zone.name)
}

/// The times of the timeline as the summary's clock tells them.
#[derive(Debug)]
pub(super) struct Dial {
    timeline: Option<String>,
    zones: Zones,
}

/// Whether the zones of a write-up can be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Zones {
    /// One, or several that it explains.
    Clear,
    /// Several without a word on it, which is a finding of its own: no time is compared across them.
    Mixed,
}

impl Dial {
    pub(super) fn of(article: &Article<'_>) -> Self {
        let zones = if article.mixed_zones().is_empty() { Zones::Clear } else { Zones::Mixed };
        Self { timeline: timeline_zone(article), zones }
    }

    /// The zone of an entry, its own or that of the whole timeline.
    fn zone<'a>(&'a self, entry: &'a TimelineEntry) -> Option<&'a str> {
        // `10:00-10:30 AM` is a range to its author and an offset to ISO 8601: it names no zone for certain.
        entry.zone.as_deref().filter(|zone| !zone.starts_with('-')).or(self.timeline.as_deref())
    }

    fn shift(&self, from: Option<&str>, to: Option<&str>) -> Option<i64> {
        shift(from, to).filter(|minutes| *minutes == 0 || self.zones == Zones::Clear)
    }

    /// An entry's time of day in the zone of a moment, from 0 to a day's minutes; `None` where the two cannot be compared.
    pub(super) fn minutes(&self, entry: &TimelineEntry, moment: &Moment) -> Option<i64> {
        let shift = self.shift(self.zone(entry), moment.zone.as_deref())?;
        Some((minutes_of(entry.time.as_deref()?)? + shift).rem_euclid(DAY))
    }

    /// Minutes to add to the time of one entry to have it by the clock of another.
    pub(super) fn between(&self, entry: &TimelineEntry, other: &TimelineEntry) -> Option<i64> {
        self.shift(self.zone(entry), self.zone(other))
    }
}

/// A date as days, where its year is stated or neither has one.
fn day_number(date: &str) -> Option<(bool, i64)> {
    let (has_year, whole) = match date.strip_prefix("--") {
        Some(rest) => (false, format!("2000-{rest}")),
        None => (true, date.to_owned()),
    };
    let epoch = jiff::civil::Date::constant(2000, 1, 1);
    let day: jiff::civil::Date = whole.parse().ok()?;
    Some((has_year, i64::from(day.since(epoch).ok()?.get_days())))
}

/// Days from one date to another, where both say their year or neither does.
pub(super) fn days_between(from: &str, to: &str) -> Option<i64> {
    const YEAR: i64 = 366;
    let ((own, from), (other, to)) = (day_number(from)?, day_number(to)?);
    let days = to - from;
    match (own, other) {
        // Without a year, New Year may lie between.
        (false, false) if days < -YEAR / 2 => Some(days + YEAR),
        (false, false) if days > YEAR / 2 => Some(days - YEAR),
        _ => (own == other).then_some(days),
    }
}

/// Whether a text says that it tells of a later day.
pub(super) fn is_later_day(text: &str) -> bool {
    const LATER: &[&str] = &[
        "next day",
        "next morning",
        "following day",
        "following morning",
        "day after",
        "day later",
        "days later",
        "tomorrow",
        "next week",
        "following week",
        "week later",
        "weeks later",
        "1 day",
        "the morning after",
        "after midnight",
        "next afternoon",
        "next evening",
        "day 2",
        "day 3",
        "day two",
        "day three",
        "second day",
        "third day",
    ];
    says(text, LATER)
}

/// Most bytes of a line beyond those of its entry: the time, its zone, a date.
const HEAD: usize = 120;

/// The line of an entry, time included; empty where the line holds more than this entry.
pub(super) fn line_of<'a>(article: &'a Article<'_>, entry: &TimelineEntry) -> &'a str {
    let first = article.physical.partition_point(|line| line.at.start < entry.at.start);
    let line = article.physical.get(first).filter(|line| line.at.start == entry.at.start);
    // Many entries may share one long line, so it is measured before it is read.
    line.filter(|line| line.text.len() <= entry.text.len() + HEAD).map_or("", |line| line.text.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_are_compared_where_their_zones_are_certain() {
        assert_eq!(shift(Some("EAT"), Some("UTC")), Some(-180));
        assert_eq!(shift(Some("utc"), Some("UTC")), Some(0));
        assert_eq!(shift(None, Some("UTC")), Some(0));
        assert_eq!(shift(Some("IST"), Some("UTC")), None);
    }

    #[test]
    fn days_are_counted_with_or_without_a_year() {
        assert_eq!(days_between("2024-02-28", "2024-03-01"), Some(2));
        assert_eq!(days_between("--12-31", "--12-30"), Some(-1));
        assert_eq!(days_between("--12-31", "--01-01"), Some(1));
        assert_eq!(days_between("2024-02-28", "--03-01"), None);
    }
}
