//! The order of the timeline.

use super::article::Article;
use super::sign::Found;
use crate::postmortem::{TimelineEntry, passes_midnight};

/// Minutes of half a day.
const HALF: i64 = 720;

/// Minutes since midnight of `HH:MM` or `HH:MM:SS`.
pub(super) fn minutes_of(time: &str) -> Option<i64> {
    let (hour, rest) = time.split_once(':')?;
    let minute = rest.get(..2)?;
    Some(hour.parse::<i64>().ok()? * 60 + minute.parse::<i64>().ok()?)
}

/// An entry that is earlier than the one before it, and why it is.
struct Slip<'a> {
    entry: &'a TimelineEntry,
    before: &'a TimelineEntry,
    half_of_day: bool,
}

/// Entries that step back, where neither midnight nor a new date explains it.
fn slips<'a>(article: &Article<'a>) -> Vec<Slip<'a>> {
    let timed: Vec<(&TimelineEntry, i64)> = article
        .postmortem
        .timeline
        .iter()
        .filter_map(|entry| Some((entry, minutes_of(entry.time.as_deref()?)?)))
        .collect();
    let mut found = Vec::new();
    let mut kept: Option<(&TimelineEntry, i64)> = None;
    for (index, (entry, time)) in timed.iter().copied().enumerate() {
        let Some((before, last)) = kept else {
            kept = Some((entry, time));
            continue;
        };
        let next = timed.get(index + 1).map(|(_, time)| *time);
        // An entry with a date or zone of its own is compared by nothing but itself.
        let next_day = entry.starts_day && entry.date.is_none();
        let comparable = entry.date == before.date && entry.zone == before.zone && !next_day;
        let shift = if time < HALF { time + HALF } else { time - HALF };
        let fits = |candidate: i64| candidate >= last && next.is_none_or(|next| candidate <= next);
        let back = last - time;
        if !comparable || back <= 0 {
            // A jump of half a day that the next entry takes back is a slip too.
            let jump = comparable && -back >= HALF && next.is_some_and(|next| next < time && fits(shift));
            if jump {
                found.push(Slip { entry, before, half_of_day: true });
                continue;
            }
            kept = Some((entry, time));
            continue;
        }
        let half_of_day = back >= 60 && shift >= last && next.is_none_or(|next| next >= shift) && next.is_some();
        // From the evening to the morning, or by half a day and more, midnight lies between.
        let midnight = passes_midnight(last, time) && !half_of_day;
        if midnight {
            kept = Some((entry, time));
            continue;
        }
        found.push(Slip { entry, before, half_of_day });
        if next.is_some_and(|next| next < last && next >= time) && !half_of_day {
            // What follows goes on from here.
            kept = Some((entry, time));
        }
    }
    found
}

/// Entries out of order.
pub(super) fn order(article: &Article<'_>) -> Found {
    told(article, |slip| !slip.half_of_day, |slip| format!("{} comes after {}", time(slip.entry), time(slip.before)))
}

/// Entries that would be in order in the other half of the day.
pub(super) fn half_of_day(article: &Article<'_>) -> Found {
    told(
        article,
        |slip| slip.half_of_day,
        |slip| format!("{} comes after {}: AM and PM may be confused", time(slip.entry), time(slip.before)),
    )
}

fn told(article: &Article<'_>, which: fn(&Slip<'_>) -> bool, say: fn(&Slip<'_>) -> String) -> Found {
    slips(article).iter().filter(|slip| which(slip)).map(|slip| (say(slip), Some(slip.entry.at))).collect()
}

fn time(entry: &TimelineEntry) -> &str {
    entry.time.as_deref().unwrap_or_default()
}
