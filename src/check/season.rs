//! Zones: several of them, those of the wrong season, abbreviations of more than one.

use std::borrow::Cow;

use jiff::civil::{Date, Weekday};

use super::article::Article;
use super::sign::Found;
use super::words::says;
use crate::document::At;
use crate::postmortem::Postmortem;
use crate::postmortem::time::{dates, zone_at, zones};

/// Which half of the year a zone is for, and by whose clocks.
struct Season {
    name: &'static str,
    other: &'static str,
    summer: bool,
    change: Change,
}

/// When clocks change.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    /// From the second Sunday of March to the first Sunday of November (15 U.S.C. 260a).
    America,
    /// From the last Sunday of March to the last Sunday of October (Directive 2000/84/EC).
    Europe,
    /// From the first Sunday of October to the first Sunday of April.
    Australia,
}

/// Zones that hold for half of the year only. MST, CST and AEST hold all year in some places, so they are not asked.
const SEASONS: &[Season] = &[
    Season { name: "EDT", other: "EST", summer: true, change: Change::America },
    Season { name: "CDT", other: "CST", summer: true, change: Change::America },
    Season { name: "MDT", other: "MST", summer: true, change: Change::America },
    Season { name: "PDT", other: "PST", summer: true, change: Change::America },
    Season { name: "EST", other: "EDT", summer: false, change: Change::America },
    Season { name: "PST", other: "PDT", summer: false, change: Change::America },
    Season { name: "CEST", other: "CET", summer: true, change: Change::Europe },
    Season { name: "EEST", other: "EET", summer: true, change: Change::Europe },
    Season { name: "WEST", other: "WET", summer: true, change: Change::Europe },
    Season { name: "CET", other: "CEST", summer: false, change: Change::Europe },
    Season { name: "AEDT", other: "AEST", summer: true, change: Change::Australia },
];

/// An abbreviation of several zones.
struct Ambiguous {
    name: &'static str,
    /// Two or three of them.
    meanings: &'static str,
    /// Words that say which one is meant.
    settled: &'static [&'static str],
}

const AMBIGUOUS: &[Ambiguous] = &[
    Ambiguous {
        name: "IST",
        meanings: "India (UTC+5:30), Ireland or Israel",
        settled: &["india", "irish", "ireland", "dublin", "israel", "mumbai", "delhi"],
    },
    Ambiguous {
        name: "CST",
        meanings: "China (UTC+8) or Central America (UTC-6)",
        settled: &["china", "chinese", "beijing", "shanghai", "central ", "cuba", "chicago"],
    },
    Ambiguous {
        name: "BST",
        meanings: "Britain in summer (UTC+1) or Bangladesh (UTC+6)",
        settled: &["british", "britain", "london", "bangladesh", "dhaka"],
    },
    Ambiguous {
        name: "AST",
        meanings: "the Atlantic (UTC-4) or Arabia (UTC+3)",
        settled: &["atlantic", "arabia", "halifax", "riyadh"],
    },
    Ambiguous {
        name: "ECT",
        meanings: "Ecuador (UTC-5) or the eastern Caribbean (UTC-4)",
        settled: &["ecuador", "caribbean"],
    },
    Ambiguous { name: "PT", meanings: "PST (UTC-8) or PDT (UTC-7)", settled: &[] },
    Ambiguous { name: "MT", meanings: "MST (UTC-7) or MDT (UTC-6)", settled: &[] },
    Ambiguous { name: "CT", meanings: "CST (UTC-6) or CDT (UTC-5)", settled: &[] },
    Ambiguous { name: "ET", meanings: "EST (UTC-5) or EDT (UTC-4)", settled: &[] },
];

/// A zone that is named, the date that goes with it, and where.
pub(super) type Named<'a> = (Cow<'a, str>, Option<&'a str>, At);

/// The zones that the facts of the write-up name, with the date that goes with them.
pub(super) fn named(postmortem: &Postmortem) -> Vec<Named<'_>> {
    let mut found: Vec<Named<'_>> = Vec::new();
    let mut day = None;
    if let Some(duration) = &postmortem.summary.duration {
        for moment in [&duration.start, &duration.end].into_iter().flatten() {
            day = day.or(moment.date.as_deref());
            found.extend(moment.zone.as_deref().map(|zone| (zone.into(), moment.date.as_deref(), duration.at)));
        }
    }
    for section in &postmortem.sections {
        let at = At { end: section.at.start, ..section.at };
        let stated = section.heading.as_deref().map(zones).unwrap_or_default();
        found.extend(stated.into_iter().map(|zone| (zone.name.into(), day, at)));
    }
    for entry in &postmortem.timeline {
        let date = entry.date.as_deref().or(day);
        found.extend(entry.zone.as_deref().map(|zone| (zone.into(), date, entry.at)));
    }
    found
}

/// What makes two names one zone: the offset where it is known, else the name.
fn identity(zone: &str) -> String {
    let offset = zone_at(zone, 0).and_then(|zone| zone.offset_minutes);
    offset.map_or_else(|| zone.to_uppercase(), |minutes| minutes.to_string())
}

/// More than one zone.
pub(super) fn mixed(article: &Article<'_>) -> Found {
    article.mixed_zones().clone()
}

/// [`mixed`], which is asked for more than once.
pub(super) fn find_mixed(article: &Article<'_>) -> Found {
    let named = article.named_zones();
    let Some((first, ..)) = named.first() else { return Vec::new() };
    let own = identity(first);
    // Most entries name the zone that the one before them does.
    let mut last: &str = first;
    let other = named.iter().find(|(zone, ..)| {
        let is_new = *zone != last;
        last = zone;
        is_new && identity(zone) != own && !same_family(zone, first)
    });
    let other = other.filter(|(zone, ..)| !is_explained(article, first, zone));
    other.map(|(zone, _, at)| (format!("times are in {first} and in `{zone}`"), Some(*at))).into_iter().collect()
}

/// Whether a line says how one zone stands to another: `EAT is UTC+3`, `17:30 EAT (14:30 UTC)`, `three hours ahead of UTC`.
fn is_explained(article: &Article<'_>, one: &str, two: &str) -> bool {
    const RELATING: &[&str] = &[
        "ahead of",
        "behind ",
        "is utc",
        "is gmt",
        "equals",
        "minus",
        "plus",
        "which is",
        "corresponds",
        "local time",
    ];
    article.physical.iter().any(|line| {
        let found = zones(&line.text);
        let names = |name: &str| found.iter().any(|zone| zone.name.eq_ignore_ascii_case(name));
        let bracketed = found.iter().any(|zone| {
            let before = &line.text[..zone.range.start];
            before.rfind('(').is_some_and(|open| !before[open..].contains(')'))
        });
        let related = bracketed || line.text.contains('=') || says(&line.text, RELATING);
        related
            && found.iter().any(|zone| !zone.name.eq_ignore_ascii_case(&found[0].name))
            && (names(one) || names(two))
    })
}

/// `PT` and `PST`, or `Kigali Time` and `CAT`, may be one zone: without a known offset, names are not compared.
fn same_family(one: &str, two: &str) -> bool {
    let known = |zone: &str| zone_at(zone, 0).and_then(|zone| zone.offset_minutes).is_some();
    !(known(one) && known(two)) && (one.contains(' ') || two.contains(' ') || one.chars().next() == two.chars().next())
}

/// Zones of the other half of the year.
pub(super) fn impossible(article: &Article<'_>) -> Found {
    let mut told = Vec::new();
    let mut found = Vec::new();
    for (zone, day, at) in article.named_zones() {
        let Some(season) = SEASONS.iter().find(|season| season.name == zone) else { continue };
        let Some(day) = day.and_then(|day| dates(day).into_iter().next()).and_then(|day| day.civil()) else {
            continue;
        };
        if told.contains(&zone) || is_summer(day, season.change).is_none_or(|summer| summer == season.summer) {
            continue;
        }
        found.push((format!("`{zone}` does not hold on {day}; {} does", season.other), Some(*at)));
        told.push(zone);
    }
    found
}

/// Whether clocks are forward on a day; not known within two days of a change, since midnight may lie between date and time.
fn is_summer(day: Date, change: Change) -> Option<bool> {
    let year = day.year();
    let (begin, end) = match change {
        Change::America => (nth_sunday(Date::constant(year, 3, 1), 1)?, nth_sunday(Date::constant(year, 11, 1), 0)?),
        Change::Europe => (last_sunday(Date::constant(year, 3, 31))?, last_sunday(Date::constant(year, 10, 31))?),
        Change::Australia => (nth_sunday(Date::constant(year, 10, 1), 0)?, nth_sunday(Date::constant(year, 4, 1), 0)?),
    };
    let near = |other: Date| day.until(other).is_ok_and(|span| span.get_days().abs() <= 2);
    if near(begin) || near(end) {
        return None;
    }
    Some(if begin < end { day > begin && day < end } else { day > begin || day < end })
}

/// The Sunday on or after a day, and so many weeks later.
fn nth_sunday(from: Date, weeks: i64) -> Option<Date> {
    let days = i64::from(from.weekday().until(Weekday::Sunday)) + weeks * 7;
    from.checked_add(jiff::Span::new().days(days)).ok()
}

/// The Sunday on or before a day.
fn last_sunday(from: Date) -> Option<Date> {
    let days = i64::from(from.weekday().since(Weekday::Sunday));
    from.checked_sub(jiff::Span::new().days(days)).ok()
}

/// Abbreviations of several zones, where nothing says which one is meant.
pub(super) fn ambiguous(article: &Article<'_>) -> Found {
    let mut told: Vec<&str> = Vec::new();
    let mut found = Vec::new();
    for (zone, _, at) in article.named_zones() {
        let Some(ambiguous) = AMBIGUOUS.iter().find(|ambiguous| ambiguous.name == zone) else { continue };
        if told.contains(&ambiguous.name) {
            continue;
        }
        told.push(ambiguous.name);
        if !is_settled(article, ambiguous) {
            found.push((format!("`{zone}` may be {}", ambiguous.meanings), Some(*at)));
        }
    }
    found
}

/// Whether a line that names the zone states its offset, or names the place whose zone it is.
fn is_settled(article: &Article<'_>, ambiguous: &Ambiguous) -> bool {
    article.physical.iter().any(|line| {
        let found = zones(&line.text);
        let named = found.iter().any(|zone| zone.name == ambiguous.name);
        let offset = || found.iter().any(|zone| zone.name.contains(['+', '-', '−']) && zone.offset_minutes.is_some());
        // The offset of another zone, as in `IST (UTC+5:30)`, and not a signed time of the day.
        named && (offset() || says(&line.text, ambiguous.settled))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summer_is_known_but_for_the_days_around_a_change() {
        for (day, change, summer) in [
            (Date::constant(2024, 1, 10), Change::America, Some(false)),
            (Date::constant(2024, 7, 1), Change::America, Some(true)),
            (Date::constant(2024, 3, 10), Change::America, None),
            (Date::constant(2024, 3, 20), Change::America, Some(true)),
            (Date::constant(2024, 3, 20), Change::Europe, Some(false)),
            (Date::constant(2024, 3, 31), Change::Europe, None),
            (Date::constant(2024, 10, 27), Change::Europe, None),
            (Date::constant(2024, 11, 1), Change::Europe, Some(false)),
            (Date::constant(2024, 11, 3), Change::America, None),
            (Date::constant(2024, 1, 10), Change::Australia, Some(true)),
            (Date::constant(2024, 7, 1), Change::Australia, Some(false)),
        ] {
            assert_eq!(is_summer(day, change), summer, "{day}");
        }
    }
}
