//! The facts of the summary: duration, impact, root cause.
//!
//! The summary is asked before anything else. Nothing is invented: what only the timeline implies is no duration.

use super::model::{Duration, Impact, Moment, Quote, Role, Section, Summary};
use super::percent;
use super::sections::{Part, parts};
use super::time::{Clock, Date, clocks, dates, length_in_minutes, numeric_range, zone_at, zones};
use super::timeline::stated_zone;
use super::topic::Topic;
use crate::document::{At, plain_text_of_blocks};

/// The facts that the summary sections state; `title` and the text before the sections may hold the date.
pub(super) fn summary(sections: &[Section], title: Option<&str>) -> Summary {
    let own: Vec<&Section> = sections.iter().filter(|section| section.role == Role::Summary).collect();
    let parts: Vec<Part> = own.iter().flat_map(|section| parts(section)).collect();
    let context = Context::new(sections, &parts, title);
    Summary { duration: duration(&parts, &context), impact: impact(&parts), root_cause: root_cause(&parts) }
}

/// What stands around the duration: a date in title or introduction, a zone in the heading.
struct Context {
    dates: Vec<Date>,
    zone: Option<String>,
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
        let headings = sections
            .iter()
            .filter(|section| section.role == Role::Summary)
            .filter_map(|section| section.heading.as_deref());
        let stated = || sections.iter().find_map(|section| stated_zone(&section.blocks));
        let zone = headings.flat_map(zones).next().or_else(stated).map(|zone| zone.name);
        Self { dates: found, zone }
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

fn duration(parts: &[Part], context: &Context) -> Option<Duration> {
    let labelled: Vec<&Part> = parts.iter().filter(|part| part.topic == Topic::Duration).collect();
    let lines: Vec<(String, At)> = if labelled.is_empty() {
        telling_line(parts)?
    } else {
        labelled
            .iter()
            .flat_map(|part| {
                let label = part.label.clone().filter(|_| labelled.len() > 1);
                part.lines.iter().map(move |(text, at)| {
                    (label.as_ref().map_or_else(|| text.clone(), |label| format!("{label} {text}")), *at)
                })
            })
            .collect()
    };
    let at = lines.iter().map(|(_, at)| *at).reduce(At::to)?;
    let text = lines.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>().join("\n").trim().to_owned();
    if text.is_empty() {
        return None;
    }
    let span = Span::of(&text, context);
    let stated = length_in_minutes(&text).filter(|_| !labelled.is_empty() || states_length(&text));
    // A length may stand in another sentence than the times.
    let elsewhere = || {
        let lines = parts.iter().filter(|part| part.topic != Topic::Cause).flat_map(|part| &part.lines);
        lines.filter(|(line, _)| states_length(line)).find_map(|(line, _)| length_in_minutes(line))
    };
    let stated = stated.or_else(|| if labelled.is_empty() { elsewhere() } else { None });
    let minutes = span.minutes().or(stated);
    let (start, end) = (span.moment(span.start.as_ref()), span.moment(span.end.as_ref()));
    (start.is_some() || end.is_some() || minutes.is_some() || !labelled.is_empty()).then_some(Duration {
        text,
        start,
        end,
        minutes,
        stated_minutes: stated,
        at,
    })
}

/// The lines of an unlabelled summary that tell of its times, or else of its length.
fn telling_line(parts: &[Part]) -> Option<Vec<(String, At)>> {
    let lines: Vec<&(String, At)> =
        parts.iter().filter(|part| !matches!(part.topic, Topic::Cause)).flat_map(|part| &part.lines).collect();
    let with_clocks = |least: usize| lines.iter().find(|(text, _)| clocks(text).len() >= least);
    with_clocks(2)
        .or_else(|| with_clocks(1))
        .or_else(|| lines.iter().find(|(text, _)| states_length(text) && length_in_minutes(text).is_some()))
        .map(|(text, at)| vec![(sentences_about_time(text), *at)])
}

/// Of a long paragraph, the sentences from the first to the last that tell of a time or a length.
fn sentences_about_time(text: &str) -> String {
    let sentences: Vec<&str> = split_sentences(text);
    let telling = |sentence: &&str| {
        !clocks(sentence).is_empty() || states_length(sentence) && length_in_minutes(sentence).is_some()
    };
    let first = sentences.iter().position(telling).unwrap_or(0);
    let last = sentences.iter().rposition(telling).unwrap_or(sentences.len().saturating_sub(1));
    let chosen = sentences.get(first..=last.min(first + 1)).unwrap_or_default().join(" ");
    if chosen.is_empty() { text.to_owned() } else { chosen }
}

/// Sentences of a text, cut where a full stop is followed by a blank and a capital, digit or quote.
pub(crate) fn split_sentences(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    for (index, _) in text.match_indices(['.', '!', '?', '\n']) {
        let after = &text[index + 1..];
        let abbreviation = text[..index].strip_suffix(['m', 'M']).is_some_and(|before| before.ends_with('.'))
            && (after.trim_start().starts_with(|c: char| c.is_lowercase() || c == '(') || zone_at(after, 0).is_some());
        let boundary = text[index..].starts_with('\n')
            || (after.starts_with(char::is_whitespace)
                && after.trim_start().starts_with(|c: char| {
                    c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '“' | '(' | '\'')
                }));
        if boundary && !abbreviation {
            out.push(text[start..=index].trim());
            start = index + 1;
        }
    }
    out.push(text[start..].trim());
    out.retain(|sentence| !sentence.is_empty());
    out
}

fn states_length(text: &str) -> bool {
    let lower = text.to_lowercase();
    [
        "lasted",
        "duration",
        "outage",
        "down for",
        "for about",
        "for approximately",
        "total of",
        "-minute",
        "-hour",
        "unavailable for",
        "disruption",
        "downtime",
        "took",
    ]
    .iter()
    .any(|word| lower.contains(word))
}

/// Start and end as found in one text.
struct Span {
    start: Option<Point>,
    end: Option<Point>,
    zone: Option<(String, Option<i32>)>,
}

struct Point {
    clock: Option<Clock>,
    date: Option<Date>,
}

impl Span {
    fn of(text: &str, context: &Context) -> Self {
        let times = clocks(text);
        let mut found = dates(text);
        if found.is_empty() {
            found.extend(numeric_range(text).into_iter().flat_map(|(first, last)| [first, last]));
        }
        let zone = times
            .iter()
            .find_map(|clock| clock.zone.as_ref())
            .map(|zone| (zone.name.clone(), zone.offset_minutes))
            .or_else(|| zones(text).first().map(|zone| (zone.name.clone(), zone.offset_minutes)))
            .or_else(|| {
                let name = context.zone.clone()?;
                let offset = zones(&name).first().and_then(|zone| zone.offset_minutes);
                Some((name, offset))
            });
        let (start, end) = match times.as_slice() {
            [] => Self::by_dates(text, &found),
            [only] if is_end(&text[..only.range.start]) => {
                (None, Some(Point { clock: Some(only.clone()), date: found.last().cloned() }))
            }
            [only] => (Some(Point { clock: Some(only.clone()), date: nearest(&found, only) }), None),
            [first, second, ..] => Self::by_clocks(text, first, second, &found),
        };
        let mut span = Self { start, end, zone };
        span.complete(context);
        span.pass_midnight();
        span
    }

    /// `May 1 to May 31`: dates without clock times.
    fn by_dates(text: &str, found: &[Date]) -> (Option<Point>, Option<Point>) {
        let point = |date: &Date| Some(Point { clock: None, date: Some(date.clone()) });
        match found {
            [first, second, ..] if joins(&text[first.range.end..second.range.start]) => (point(first), point(second)),
            _ => (None, None),
        }
    }

    fn by_clocks(text: &str, first: &Clock, second: &Clock, found: &[Date]) -> (Option<Point>, Option<Point>) {
        let before = found.iter().rfind(|date| date.range.end <= first.range.start);
        let between: Vec<&Date> = found
            .iter()
            .filter(|date| date.range.start >= first.range.end && date.range.end <= second.range.start)
            .collect();
        let after = found.iter().find(|date| date.range.start >= second.range.end);
        let (of_start, of_end): (Vec<&Date>, Vec<&Date>) =
            between.into_iter().partition(|date| !joins(&text[first.range.end..date.range.start]));
        // `14:00 on 10 May to 17:00`, `14:00, May 10 - 03:00, May 11`, `3 PM to 6 PM on May 10`.
        let start = of_start.first().copied().or(before);
        let end = of_end.first().copied().or(after);
        let shared = start.or(end);
        let point =
            |clock: &Clock, date: Option<&Date>| Some(Point { clock: Some(clock.clone()), date: date.cloned() });
        (point(first, start.or(shared)), point(second, end.or(shared)))
    }

    /// A date stated elsewhere in the summary or in the title holds for times that have none.
    fn complete(&mut self, context: &Context) {
        let Some(date) = context.date() else { return };
        for point in [&mut self.start, &mut self.end].into_iter().flatten() {
            if point.clock.is_some() && point.date.is_none() {
                point.date = Some(date.clone());
            }
        }
    }

    /// `From 10:30 PM to 8:30 AM` on one day ends on the next.
    fn pass_midnight(&mut self) {
        let (Some(start), Some(end)) = (&self.start, &mut self.end) else { return };
        let (Some(from), Some(to), Some(first), Some(last)) = (&start.clock, &end.clock, &start.date, &mut end.date)
        else {
            return;
        };
        if first.range == last.range
            && to.minutes() < from.minutes()
            && let Some(next) = last.civil().and_then(|day| day.tomorrow().ok())
        {
            (last.year, last.month, last.day) = (Some(next.year()), next.month(), next.day());
        }
    }

    fn minutes(&self) -> Option<f64> {
        let (start, end) = (self.start.as_ref()?, self.end.as_ref()?);
        let days = match (&start.date, &end.date) {
            (Some(first), Some(last)) => days_between(first, last)?,
            _ => 0,
        };
        let (Some(from), Some(to)) = (&start.clock, &end.clock) else { return None };
        let mut minutes = days * 1440 + to.minutes() - from.minutes();
        // Midnight passed between two times of which one date, or none, is stated.
        if minutes < 0 && days == 0 {
            minutes += 1440;
        }
        u32::try_from(minutes).ok().map(f64::from)
    }

    fn moment(&self, point: Option<&Point>) -> Option<Moment> {
        let point = point?;
        let zone = point
            .clock
            .as_ref()
            .and_then(|clock| clock.zone.as_ref())
            .map(|zone| (zone.name.clone(), zone.offset_minutes));
        let zone = zone.or_else(|| self.zone.clone()).filter(|_| point.clock.is_some());
        Some(moment(point.date.as_ref(), point.clock.as_ref(), zone.as_ref()))
    }
}

/// A point in time in its written parts, with the instant where all of them are certain.
pub(super) fn moment(date: Option<&Date>, clock: Option<&Clock>, zone: Option<&(String, Option<i32>)>) -> Moment {
    let instant = date.and_then(Date::civil).zip(clock).zip(zone.and_then(|(_, offset)| *offset)).and_then(
        |((date, clock), offset)| {
            let second = i8::try_from(clock.second.unwrap_or(0)).ok()?;
            let (hour, minute) = (i8::try_from(clock.hour).ok()?, i8::try_from(clock.minute).ok()?);
            let offset = jiff::tz::Offset::from_seconds(offset * 60).ok()?;
            offset.to_timestamp(date.at(hour, minute, second, 0)).ok().map(|instant| instant.to_string())
        },
    );
    Moment {
        date: date.map(ToString::to_string),
        time: clock.map(ToString::to_string),
        zone: zone.map(|(name, _)| name.clone()),
        instant,
    }
}

fn nearest(found: &[Date], clock: &Clock) -> Option<Date> {
    found.iter().min_by_key(|date| date.range.start.abs_diff(clock.range.start)).cloned()
}

fn days_between(first: &Date, last: &Date) -> Option<i64> {
    let year = first.year.or(last.year).unwrap_or(2024);
    let civil = |date: &Date| jiff::civil::Date::new(date.year.unwrap_or(year), date.month, date.day).ok();
    let span = civil(first)?.until(civil(last)?).ok()?;
    Some(i64::from(span.get_days()))
}

/// Whether the words between two times make them a range.
fn joins(between: &str) -> bool {
    let lower = between.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '–' | '—' | '~'))
        .filter(|w| !w.is_empty())
        .collect();
    words.iter().any(|word| {
        matches!(
            *word,
            "to" | "until"
                | "till"
                | "and"
                | "through"
                | "end"
                | "ended"
                | "ending"
                | "-"
                | "–"
                | "—"
                | "~"
                | "upto"
                | "resolved"
                | "restored"
        )
    })
}

/// Whether the words before a lone time make it the end.
fn is_end(before: &str) -> bool {
    let lower = before.to_lowercase();
    let tail: String = lower.chars().rev().take(40).collect::<Vec<_>>().into_iter().rev().collect();
    ["until", "ended", "end:", "end time", "restored", "resolved", "resumed"].iter().any(|word| tail.contains(word))
        && !["start", "began", "from"].iter().any(|word| tail.contains(word))
}

fn impact(parts: &[Part]) -> Option<Impact> {
    let labelled: Vec<&Part> = parts.iter().filter(|part| part.topic == Topic::Impact).collect();
    let everything = || parts.iter().map(Part::text).collect::<Vec<_>>().join("\n");
    if let Some(first) = labelled.first() {
        let text = labelled.iter().map(|part| part.text()).collect::<Vec<_>>().join("\n");
        let at = labelled.iter().filter_map(|part| part.at()).reduce(At::to).or_else(|| first.at())?;
        let percent_users = percent::of_users(&text).or_else(|| percent::of_users(&everything()));
        return Some(Impact { text, percent_users, at });
    }
    let (text, at) = parts
        .iter()
        .filter(|part| !matches!(part.topic, Topic::Cause | Topic::Duration))
        .flat_map(|part| &part.lines)
        .find_map(|(text, at)| {
            let told: Vec<&str> = split_sentences(text)
                .into_iter()
                .filter(|sentence| tells_impact(sentence) || percent::of_users(sentence).is_some())
                .collect();
            (!told.is_empty()).then(|| (told.join(" "), *at))
        })?;
    let percent_users = percent::of_users(&text).or_else(|| percent::of_users(&everything()));
    Some(Impact { text, percent_users, at })
}

fn tells_impact(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    [
        "user",
        "customer",
        "client",
        "unable",
        "unavailable",
        "inaccessible",
        "down",
        "slow",
        "outage",
        "affected",
        "access",
        "error",
        "degrad",
        "disrupt",
        "fail",
        "offline",
        "unresponsive",
        "crash",
        "impact",
        "could not",
        "couldn",
        "nobody",
        "no one",
        "did not",
        "stopped",
    ]
    .iter()
    .any(|word| lower.contains(word))
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

/// Whether a sentence names a cause.
pub(crate) fn tells_cause(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    [
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
    ]
    .iter()
    .any(|phrase| lower.contains(phrase))
}
