//! The facts of the summary: duration, impact, root cause.
//!
//! The summary is asked before anything else; where it says nothing of the duration, a sentence elsewhere that says from when to when the
//! outage lasted does. Nothing is invented: what only the entries of the timeline imply is no duration.

mod duration;
mod impact;
mod sentence;
mod span;

use super::model::{Moment, Quote, Role, Section, Summary};
use super::sections::{Part, parts};
use super::time::{Clock, Date, dates, zones};
use super::timeline::stated_zone;
use super::topic::Topic;
use super::wording::Wording;
use crate::document::{At, plain_text_of_blocks};
pub(crate) use sentence::split_sentences;

/// The facts that the summary sections state; `title` and the text before the sections may hold the date.
pub(super) fn summary(sections: &[Section], title: Option<&str>) -> Summary {
    let own: Vec<&Section> = sections.iter().filter(|section| section.role == Role::Summary).collect();
    let parts: Vec<Part> = own.iter().flat_map(|section| parts(section)).collect();
    let context = Context::new(sections, &parts, title);
    Summary {
        duration: duration::duration(&parts, &context, sections),
        impact: impact::impact(&parts),
        root_cause: root_cause(&parts),
    }
}

/// What stands around the duration: a date in title or introduction, a zone in a heading.
struct Context {
    dates: Vec<Date>,
    zone: Option<(String, Option<i32>)>,
}

impl Context {
    fn new(sections: &[Section], parts: &[Part], title: Option<&str>) -> Self {
        let mut found: Vec<Date> = parts.iter().flat_map(|part| dates(&part.text())).collect();
        if found.is_empty() {
            found.extend(title.map(dates).unwrap_or_default());
        }
        if found.is_empty() {
            let before = sections.iter().take_while(|section| section.role != Role::Timeline);
            found.extend(
                before.filter(|section| section.role == Role::Other).flat_map(|section| dates(&section_text(section))),
            );
        }
        let heading_zone = |role: Role| {
            let headings = sections.iter().filter(move |section| section.role == role);
            headings.filter_map(|section| section.heading.as_deref()).flat_map(zones).next()
        };
        let stated = || sections.iter().find_map(|section| stated_zone(&section.blocks));
        let zone = heading_zone(Role::Summary).or_else(stated).or_else(|| heading_zone(Role::Timeline));
        Self { dates: found, zone: zone.map(|zone| (zone.name, zone.offset_minutes)) }
    }

    /// The one date that all dates around agree on.
    fn date(&self) -> Option<Date> {
        let first = self.dates.first()?;
        self.dates.iter().all(|date| (date.month, date.day) == (first.month, first.day)).then(|| first.clone())
    }
}

/// All text of a section, children included.
pub(crate) fn section_text(section: &Section) -> String {
    let mut text = plain_text_of_blocks(&section.blocks);
    for child in &section.children {
        text.push('\n');
        text.push_str(child.heading.as_deref().unwrap_or_default());
        text.push('\n');
        text.push_str(&section_text(child));
    }
    text
}

/// A point in time in its written parts, with the instant where all of them are certain.
pub(super) fn moment(date: Option<&Date>, clock: Option<&Clock>, zone: Option<&(String, Option<i32>)>) -> Moment {
    let instant = instant(date, clock, zone.and_then(|(_, offset)| *offset));
    Moment {
        date: date.map(ToString::to_string),
        time: clock.map(ToString::to_string),
        zone: zone.map(|(name, _)| name.clone()),
        instant,
    }
}

/// The instant of a time on a day, so many minutes east of UTC, where all of them are known.
pub(super) fn instant(date: Option<&Date>, clock: Option<&Clock>, offset_minutes: Option<i32>) -> Option<String> {
    let (date, clock) = (date?.civil()?, clock?);
    let offset = jiff::tz::Offset::from_seconds(offset_minutes? * 60).ok()?;
    let second = i8::try_from(clock.second.unwrap_or(0)).ok()?;
    let (hour, minute) = (i8::try_from(clock.hour).ok()?, i8::try_from(clock.minute).ok()?);
    offset.to_timestamp(date.at(hour, minute, second, 0)).ok().map(|instant| instant.to_string())
}

fn root_cause(parts: &[Part]) -> Option<Quote> {
    let labelled: Vec<&Part> = parts.iter().filter(|part| matches!(part.topic, Topic::Cause)).collect();
    if !labelled.is_empty() {
        let text = labelled.iter().map(|part| part.text()).collect::<Vec<_>>().join("\n").trim().to_owned();
        let at = labelled.iter().filter_map(|part| part.at()).reduce(At::to)?;
        return (!text.is_empty()).then_some(Quote { text, at });
    }
    parts.iter().flat_map(|part| &part.lines).find_map(|(text, at)| {
        split_sentences(text)
            .into_iter()
            .find(|sentence| tells_cause(sentence))
            .map(|sentence| Quote { text: sentence.to_owned(), at: *at })
    })
}

/// Words that name a cause.
pub(super) const CAUSES: [&str; 18] = [
    "root cause",
    "caused by",
    "cause of",
    "due to",
    "because",
    "was a result of",
    "resulted from",
    "traced",
    "stemmed from",
    "attributed to",
    "triggered by",
    "owing to",
    "culprit",
    "cause:",
    "the cause was",
    "the cause is",
    "the reason was",
    "the reason is",
];

/// Whether a sentence names a cause.
pub(crate) fn tells_cause(sentence: &str) -> bool {
    static CAUSE: Wording = Wording::new(&CAUSES);
    CAUSE.is_in(sentence)
}
