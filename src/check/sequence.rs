//! The order of the timeline.

use super::article::Article;
use super::dial::{DAY, Dial, days_between, is_later_day, line_of, minutes_of};
use super::sign::Found;
use crate::document::At;
use crate::postmortem::TimelineEntry;
use crate::postmortem::time::clocks;

const HALF: i64 = DAY / 2;

/// An entry that is earlier than the one before it, and why it is.
#[derive(Debug)]
pub(super) struct Slip<'a> {
    entry: &'a TimelineEntry,
    before: &'a TimelineEntry,
    reason: Reason,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reason {
    /// Its time is earlier.
    Time,
    /// Its date is earlier.
    Date,
    /// It would be in order in the other half of the day.
    HalfOfDay,
}

/// A timed entry and its minutes since midnight.
type Timed<'a> = (&'a TimelineEntry, i64);

/// Entries that step back, where neither midnight nor a new date explains it.
pub(super) fn find_slips<'a>(article: &Article<'a>) -> Vec<Slip<'a>> {
    let dial = article.dial();
    let timed: Vec<Timed<'a>> = article
        .postmortem
        .timeline
        .iter()
        .filter_map(|entry| Some((entry, minutes_of(entry.time.as_deref()?)?)))
        .collect();
    let mut found = Vec::new();
    let mut kept: Option<Timed<'a>> = None;
    for (index, timed_entry) in timed.iter().enumerate() {
        let Some(before) = kept else {
            kept = Some(*timed_entry);
            continue;
        };
        let next = timed.get(index + 1);
        match step(article, dial, before, *timed_entry, next) {
            Step::On => kept = Some(*timed_entry),
            Step::Slip(reason, goes_on) => {
                found.push(Slip { entry: timed_entry.0, before: before.0, reason });
                if goes_on {
                    kept = Some(*timed_entry);
                }
            }
        }
    }
    found
}

/// From one entry to the next.
enum Step {
    /// In order, or not to be compared.
    On,
    /// Back; whether what follows goes on from here.
    Slip(Reason, bool),
}

fn step<'a>(
    article: &Article<'a>,
    dial: &Dial,
    (before, last): Timed<'a>,
    (entry, time): Timed<'a>,
    next: Option<&Timed<'a>>,
) -> Step {
    // A day that has no date, such as `Day 2` or `Monday`, is compared with nothing.
    if entry.starts_day && entry.date.is_none() {
        return Step::On;
    }
    match (&before.date, &entry.date) {
        (Some(from), Some(to)) if from != to => {
            return match days_between(from, to) {
                Some(days) if days < 0 => Step::Slip(Reason::Date, true),
                _ => Step::On,
            };
        }
        // A date on one of the two alone says nothing.
        (None, Some(_)) | (Some(_), None) => return Step::On,
        _ => {}
    }
    let Some(shift) = dial.between(entry, before) else { return Step::On };
    let time = time + shift;
    // On by less than half a day is in order, whatever the words beside it say: nearly all entries are.
    if (0..HALF).contains(&(time - last)) {
        return Step::On;
    }
    if is_later_day(&entry.text) || is_later_day(line_of(article, entry)) {
        return Step::On;
    }
    let next = next
        .filter(|(next, _)| next.date == entry.date)
        .and_then(|(next, time)| (!is_later_day(&next.text)).then_some(*time + dial.between(next, before)?));
    by_clock(last, time, next)
}

/// The step by the clock alone. Midnight lies between the evening and the morning, and where the clock steps back by half a day.
fn by_clock(last: i64, time: i64, next: Option<i64>) -> Step {
    let shifted = if time < HALF { time + HALF } else { time - HALF };
    let back = last - time;
    if back <= 0 {
        // A jump of half a day that the next entry takes back is a slip too.
        let taken_back = next.is_some_and(|next| next < time && shifted >= last && shifted <= next);
        return if -back >= HALF && taken_back { Step::Slip(Reason::HalfOfDay, false) } else { Step::On };
    }
    let half_of_day = back >= 60 && shifted >= last && next.is_some_and(|next| next >= shifted);
    let midnight = (back >= HALF || (last >= 17 * 60 && time <= 10 * 60)) && !half_of_day;
    if midnight {
        return Step::On;
    }
    let goes_on = next.is_some_and(|next| next < last && next >= time) && !half_of_day;
    Step::Slip(if half_of_day { Reason::HalfOfDay } else { Reason::Time }, goes_on)
}

/// Entries out of order.
pub(super) fn order(article: &Article<'_>) -> Found {
    article
        .slips()
        .iter()
        .filter_map(|slip| {
            let message = match slip.reason {
                Reason::Time => format!("`{}` comes after `{}`", time(slip.entry), time(slip.before)),
                Reason::Date => format!("{} comes after {}", date(slip.entry), date(slip.before)),
                Reason::HalfOfDay => return None,
            };
            Some((message, Some(slip.entry.at)))
        })
        .collect()
}

/// Entries that would be in order in the other half of the day, and times that no clock shows.
pub(super) fn half_of_day(article: &Article<'_>) -> Found {
    let slipped = article.slips().iter().filter(|slip| slip.reason == Reason::HalfOfDay).map(|slip| {
        let message = format!("`{}` comes after `{}`: AM and PM may be confused", time(slip.entry), time(slip.before));
        (message, Some(slip.entry.at))
    });
    slipped.chain(impossible(article)).collect()
}

/// `15:00 AM` and `0:30 PM`.
fn impossible<'a>(article: &'a Article<'_>) -> impl Iterator<Item = (String, Option<At>)> + 'a {
    article.physical.iter().filter(|line| has_half(&line.text)).filter_map(|line| {
        let clock = clocks(&line.text).into_iter().find(|clock| {
            let text = line.text[clock.range.clone()].to_ascii_lowercase().replace(['.', ' '], "");
            let hour: u32 = text.chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap_or(1);
            let (morning, evening) = (text.contains("am"), text.contains("pm"));
            (morning && (13..24).contains(&hour)) || (evening && hour == 0)
        })?;
        let text = line.text[clock.range].trim();
        Some((format!("`{text}` is no time of day: AM and PM may be confused"), Some(line.at)))
    })
}

/// Whether a digit stands before an `a` or `p`, as in `3 PM`: few lines need a closer look.
fn has_half(text: &str) -> bool {
    let half = |byte: u8| matches!(byte, b'a' | b'A' | b'p' | b'P');
    text.as_bytes()
        .windows(3)
        .any(|three| three[0].is_ascii_digit() && (half(three[1]) || (three[1] == b' ' && half(three[2]))))
}

fn time(entry: &TimelineEntry) -> &str {
    entry.time.as_deref().unwrap_or_default()
}

fn date(entry: &TimelineEntry) -> &str {
    entry.date.as_deref().unwrap_or_default().trim_start_matches('-')
}
