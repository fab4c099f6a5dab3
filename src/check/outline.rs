//! Summary against timeline: lengths, ends, and times that cannot both be right.

use super::article::Article;
use super::sequence::minutes_of;
use super::sign::Found;
use super::words::{Folded, says};
use crate::postmortem::{Duration, Event, Moment, TimelineEntry};

/// Minutes of a day.
const DAY: i64 = 1440;
/// Minutes by which two statements of the same moment may differ.
const SLACK: i64 = 20;

/// The stated length against start and end.
pub(super) fn length(article: &Article<'_>) -> Found {
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
    let marks = ["am ", "pm "].iter().filter(|mark| folded.says(&[mark])).count();
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
    const ROUNDED: &[&str] =
        &["about", "approx", "around", "roughly", "nearly", "almost", "circa", "some ", "estimated", "just ", "under ", "close to", "a little",
          "a bit", "less than", "well over", "up to"];
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
        Some(duration) if duration.start.is_some() && duration.end.is_none() && duration.minutes.is_none() => {
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

/// Whether the times of an entry and of the summary are told by the same clock.
fn same_zone(entry: &TimelineEntry, moment: &Moment) -> bool {
    match (&entry.zone, &moment.zone) {
        (Some(own), Some(stated)) => own.eq_ignore_ascii_case(stated),
        _ => true,
    }
}

fn same_day(entry: &TimelineEntry, moment: &Moment) -> bool {
    match (&entry.date, &moment.date) {
        (Some(own), Some(stated)) => own.ends_with(stated.trim_start_matches('-')) || own == stated,
        (Some(_), None) => false,
        (None, _) => true,
    }
}

/// The first entry on noticing against the start.
pub(super) fn detected_before_start(article: &Article<'_>) -> Found {
    let Some(start) = article.postmortem.summary.duration.as_ref().and_then(|duration| duration.start.as_ref()) else {
        return Vec::new();
    };
    let Some(begin) = start.time.as_deref().and_then(minutes_of) else { return Vec::new() };
    let detected = article.postmortem.timeline.iter().find(|entry| entry.events.contains(&Event::Detected));
    let Some(entry) = detected.filter(|entry| same_zone(entry, start) && same_day(entry, start)) else {
        return Vec::new();
    };
    let Some(time) = entry.time.as_deref().and_then(minutes_of) else { return Vec::new() };
    // Half a day or more apart, midnight lies between.
    if time < begin && begin - time < DAY / 2 {
        let (time, begin) = (entry.time.as_deref().unwrap_or_default(), start.time.as_deref().unwrap_or_default());
        return vec![(format!("it is noticed at {time}, but by the summary it began at {begin}"), Some(entry.at))];
    }
    Vec::new()
}

/// Entries against start and end: the one that brings the service back, and the timeline as a whole.
pub(super) fn outside(article: &Article<'_>) -> Found {
    let Some(duration) = &article.postmortem.summary.duration else { return Vec::new() };
    let (Some(window), Some(start), Some(end)) = (window(duration), &duration.start, &duration.end) else {
        return Vec::new();
    };
    let timed: Vec<(&TimelineEntry, i64)> = article
        .postmortem
        .timeline
        .iter()
        .filter(|entry| same_zone(entry, start))
        .filter_map(|entry| Some((entry, minutes_of(entry.time.as_deref()?)?)))
        .map(|(entry, time)| (entry, if time + DAY / 2 < window.start { time + DAY } else { time }))
        .collect();
    let dated = timed.iter().any(|(entry, _)| entry.date.is_some() && !same_day(entry, start) && !same_day(entry, end));
    if dated || timed.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let out = timed.iter().filter(|(_, time)| *time + SLACK < window.start || *time > window.end + SLACK).count();
    let (from, to) = (start.time.as_deref().unwrap_or_default(), end.time.as_deref().unwrap_or_default());
    if out * 2 > timed.len() && timed.len() >= 2 {
        let message =
            format!("{out} of {} entries are outside the outage by the summary ({from} to {to})", timed.len());
        found.push((message, timed.first().map(|(entry, _)| entry.at)));
        return found;
    }
    let resolved: Vec<&(&TimelineEntry, i64)> =
        timed.iter().filter(|(entry, _)| entry.events.contains(&Event::Resolved)).collect();
    // Service may come back in steps; only when every such entry disagrees is one of the two wrong.
    let agrees = |(entry, time): &&(&TimelineEntry, i64)| {
        let last = entry.end_time.as_deref().and_then(minutes_of).unwrap_or(*time);
        let near = |time: i64| (window.end - time).rem_euclid(DAY).min((time - window.end).rem_euclid(DAY)) <= SLACK;
        near(*time) || near(last) || (*time < window.end && *time > window.start)
    };
    if let Some((entry, _)) = resolved.last().filter(|_| !resolved.iter().any(agrees)) {
        let time = entry.time.as_deref().unwrap_or_default();
        found.push((format!("the service comes back at {time}, but by the summary it ended at {to}"), Some(entry.at)));
    }
    found
}
