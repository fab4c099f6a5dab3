//! Summary against timeline: lengths, ends, and times that cannot both be right.

use super::article::Article;
use super::dial::{DAY, days_between, minutes_of};
use super::family::Family;
use super::sign::Found;
use super::summary::has_end_field;
use super::words::{Folded, says};
use crate::document::At;
use crate::postmortem::time::{has_clock, length_in_minutes};
use crate::postmortem::{Duration, Event, Moment, Role, TimelineEntry};

/// Minutes by which two statements of the same moment may differ.
const SLACK: i64 = 20;

/// Stated lengths against start and end: that of the summary, and those of title and text.
pub(super) fn length(article: &Article<'_>) -> Found {
    let mut found = own_length(article);
    if found.is_empty() {
        found.extend(told_length(article));
    }
    found
}

/// A length of the outage that title or text tell, where it is another than the summary's.
fn told_length(article: &Article<'_>) -> Option<(String, Option<At>)> {
    let duration = article.postmortem.summary.duration.as_ref()?;
    let known = duration.minutes.filter(|minutes| *minutes > 0.0)?;
    let title = article.postmortem.title.as_deref().map(|title| (title, Folded::new(title)));
    let lines = article
        .lines
        .iter()
        .filter(|line| !matches!(line.role, Role::Timeline | Role::Measures) && line.at != duration.at);
    let sentences = lines.flat_map(|line| line.told().map(move |(text, folded)| (text, Some(line.at), folded)));
    let tells_whole =
        |folded: &Folded| folded.says(Family::Outage) && folded.says(Family::Lasting) && !folded.says(Family::Partly);
    title.iter().map(|(text, folded)| (*text, None, folded)).chain(sentences).find_map(|(text, at, folded)| {
        if !tells_whole(folded) || has_clock(text) {
            return None;
        }
        let told = length_in_minutes(text)?;
        let agrees = (told - known).abs() <= tolerance(text, told).max(tolerance(&duration.text, known))
            || exceeds(text, told, known);
        let whole_days =
            duration.start.as_ref().is_none_or(|start| start.date.is_none()) && ((told - known) % 1440.0).abs() < 1.0;
        (!agrees && !whole_days).then(|| {
            (
                format!(
                    "it is said to have lasted {}, but by the summary it is {}",
                    length_in_words(told),
                    length_in_words(known)
                ),
                at,
            )
        })
    })
}

/// The length that the summary states against its start and end.
fn own_length(article: &Article<'_>) -> Found {
    let Some(duration) = &article.postmortem.summary.duration else { return Vec::new() };
    let (Some(stated), Some(minutes)) = (duration.stated_minutes, duration.minutes) else { return Vec::new() };
    let spans =
        [&duration.start, &duration.end].into_iter().flatten().filter(|moment| moment.time.is_some()).count() == 2;
    if !spans
        || (stated - minutes).abs() <= tolerance(&duration.text, stated)
        || exceeds(&duration.text, stated, minutes)
    {
        return Vec::new();
    }
    // `From 10:00 to 11:25 PM`: one mark of the half of the day may stand for both times.
    let folded = Folded::new(&duration.text);
    let marks = ["am ", "pm "].iter().filter(|mark| folded.has(&[mark])).count();
    if marks == 1 && ((stated - minutes).abs() - 720.0).abs() <= 5.0 {
        return Vec::new();
    }
    // Without dates, any number of whole days may lie between start and end.
    let dated = [&duration.start, &duration.end].into_iter().flatten().all(|moment| moment.date.is_some());
    if !dated && stated > minutes && ((stated - minutes) % 1440.0).abs() < 1.0 {
        return Vec::new();
    }
    let message = format!(
        "it is said to have lasted {}, but from start to end it is {}",
        length_in_words(stated),
        length_in_words(minutes)
    );
    vec![(message, Some(duration.at))]
}

/// Minutes by which a length may be rounded, by how it is worded.
fn tolerance(text: &str, stated: f64) -> f64 {
    const ROUNDED: &[&str] = &[
        "about",
        "approx",
        "around",
        "roughly",
        "nearly",
        "almost",
        "circa",
        "some ",
        "estimated",
        "just ",
        "under ",
        "close to",
        "a little",
        "a bit",
        "less than",
        "well over",
        "up to",
    ];
    if says(text, ROUNDED) || text.contains('~') { (stated * 0.2).max(15.0) } else { (stated * 0.03).max(5.0) }
}

/// `over 2 hours` for 2 hours and 40 minutes.
fn exceeds(text: &str, stated: f64, minutes: f64) -> bool {
    says(text, &["over ", "more than", "at least"]) && minutes >= stated && minutes < stated * 2.0
}

fn length_in_words(minutes: f64) -> String {
    let whole = minutes.round();
    let (hours, rest) = ((whole / 60.0).floor(), whole % 60.0);
    match (hours > 0.0, rest > 0.0) {
        (true, true) => format!("{hours} h {rest} min"),
        (true, false) => format!("{hours} h"),
        (false, _) => format!("{rest} min"),
    }
}

/// A start without end or length.
pub(super) fn no_end(article: &Article<'_>) -> Found {
    match &article.postmortem.summary.duration {
        Some(duration)
            if duration.start.as_ref().is_some_and(|start| start.time.is_some())
                && duration.end.is_none()
                && duration.minutes.is_none()
                && !has_end_field(article) =>
        {
            vec![("the summary says when it began, but not when it ended".to_owned(), Some(duration.at))]
        }
        _ => Vec::new(),
    }
}

/// The summary's start and end in minutes of one day, where they are on one day and a day apart at most; the end may pass midnight.
struct Window {
    start: i64,
    end: i64,
}

fn window(duration: &Duration) -> Option<Window> {
    let (start, end) = (duration.start.as_ref()?, duration.end.as_ref()?);
    let (from, mut to) = (minutes_of(start.time.as_deref()?)?, minutes_of(end.time.as_deref()?)?);
    let days_apart = start.date.is_some() && end.date.is_some() && start.date != end.date;
    if days_apart && duration.minutes.is_none_or(|minutes| minutes >= 1440.0) {
        return None;
    }
    if to < from {
        to += DAY;
    }
    Some(Window { start: from, end: to })
}

/// Days from a moment to an entry, where both are dated; an entry without a date is of the moment's day.
fn days_from(moment: &Moment, entry: &TimelineEntry) -> Option<i64> {
    match (&moment.date, &entry.date) {
        (Some(from), Some(to)) => days_between(from, to),
        (None, Some(_)) => None,
        (_, None) => Some(0),
    }
}

/// The first entry on noticing against the start.
pub(super) fn detected_before_start(article: &Article<'_>) -> Found {
    let Some(start) = article.postmortem.summary.duration.as_ref().and_then(|duration| duration.start.as_ref()) else {
        return Vec::new();
    };
    let Some(begin) = start.time.as_deref().and_then(minutes_of) else { return Vec::new() };
    let detected = article.postmortem.timeline.iter().find(|entry| entry.events.contains(&Event::Detected));
    let Some(entry) = detected else { return Vec::new() };
    let (Some(time), Some(days)) = (article.dial().minutes(entry, start), days_from(start, entry)) else {
        return Vec::new();
    };
    let dated = start.date.is_some() && entry.date.is_some();
    // Half a day or more apart, midnight lies between; not where both say their day.
    let before = if dated { days * DAY + time < begin } else { time < begin && begin - time < DAY / 2 };
    if !before || days < -1 {
        return Vec::new();
    }
    let (own, begin) = (entry.time.as_deref().unwrap_or_default(), start.time.as_deref().unwrap_or_default());
    let zone =
        start.zone.as_deref().filter(|_| entry.zone.is_some()).map_or_else(String::new, |zone| format!(" {zone}"));
    vec![(format!("it is noticed at `{own}`, but by the summary it began at {begin}{zone}"), Some(entry.at))]
}

/// An entry and its minutes on the day of the start, which may be more than a day's.
type Timed<'a> = (&'a TimelineEntry, i64);

/// Entries against start and end: the one that brings the service back, and the timeline as a whole.
pub(super) fn outside(article: &Article<'_>) -> Found {
    let Some(duration) = &article.postmortem.summary.duration else { return Vec::new() };
    let (Some(window), Some(start), Some(end)) = (window(duration), &duration.start, &duration.end) else {
        return Vec::new();
    };
    let dial = article.dial();
    let entries = article.postmortem.timeline.iter().filter(|entry| entry.time.is_some());
    let timed: Vec<Timed<'_>> = entries
        .filter_map(|entry| {
            let time = dial.minutes(entry, start)?;
            Some((entry, if time + DAY / 2 < window.start { time + DAY } else { time }))
        })
        .collect();
    let elsewhere = |entry: &TimelineEntry| {
        entry.date.is_some() && days_from(start, entry) != Some(0) && days_from(end, entry) != Some(0)
    };
    if timed.is_empty() || timed.iter().any(|(entry, _)| elsewhere(entry)) {
        return Vec::new();
    }
    let (from, to) = (start.time.as_deref().unwrap_or_default(), end.time.as_deref().unwrap_or_default());
    let out = timed.iter().filter(|(_, time)| *time + SLACK < window.start || *time > window.end + SLACK).count();
    if out * 2 > timed.len() && timed.len() >= 2 {
        let message =
            format!("{out} of {} entries are outside the outage by the summary ({from} to {to})", timed.len());
        return vec![(message, timed.first().map(|(entry, _)| entry.at))];
    }
    let zone = end.zone.as_deref().map_or_else(String::new, |zone| format!(" {zone}"));
    ends_elsewhere(&timed, &window, to, &zone).into_iter().collect()
}

/// The entry that brings the service back, where its time is not the end. Service may come back in steps; only when every such entry
/// disagrees is one of the two wrong.
fn ends_elsewhere(timed: &[Timed<'_>], window: &Window, to: &str, zone: &str) -> Option<(String, Option<At>)> {
    let resolved: Vec<&Timed<'_>> = timed.iter().filter(|(entry, _)| entry.events.contains(&Event::Resolved)).collect();
    let near = |time: i64| (window.end - time).rem_euclid(DAY).min((time - window.end).rem_euclid(DAY)) <= SLACK;
    let agrees = |(entry, time): &&Timed<'_>| {
        let last = entry.end_time.as_deref().and_then(minutes_of).unwrap_or(*time);
        near(*time) || near(last) || (*time < window.end && *time > window.start)
    };
    let (entry, at) = resolved.last()?;
    let time = entry.time.as_deref().unwrap_or_default();
    let to = format!("{to}{zone}");
    let late_half = window.end - window.start >= DAY / 2
        && (window.end - DAY / 2 - at).abs() <= SLACK
        && timed.last().is_some_and(|(_, last)| (window.end - last) > DAY / 4);
    if late_half {
        let message = format!(
            "the service comes back at `{time}`, but by the summary it ended at {to}: AM and PM may be confused"
        );
        return Some((message, Some(entry.at)));
    }
    if resolved.iter().any(agrees) {
        return None;
    }
    Some((format!("the service comes back at `{time}`, but by the summary it ended at {to}"), Some(entry.at)))
}
