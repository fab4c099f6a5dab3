//! When it was and how long: the lines that state it.
//!
//! The lines of the parts that a label names for it (`Duration:`), else the fields that name a start and an end (`Outage began: …`),
//! else the first line of the summary that tells of two times, of one, of a length, or of a day; else a sentence of another section.

use super::super::model::{Duration, Role, Section};
use super::super::sections::{Part, parts};
use super::super::time::{clocks, dates, has_clock, has_length, length_in_minutes, next_clock};
use super::super::topic::Topic;
use super::super::wording::Wording;
use super::Context;
use super::sentence::split_sentences;
use super::span::Span;
use crate::document::At;

type Line = (String, At);

/// The duration that the summary states, or else another section.
pub(super) fn duration(parts: &[Part], context: &Context, sections: &[Section]) -> Option<Duration> {
    let own = in_summary(parts, context);
    let told = own.as_ref().is_some_and(|own| own.start.is_some() || own.end.is_some() || own.minutes.is_some());
    if told { own } else { elsewhere(sections, context).or(own) }
}

/// A sentence outside the summary that says from when to when the outage lasted.
fn elsewhere(sections: &[Section], context: &Context) -> Option<Duration> {
    let others = sections.iter().filter(|section| !matches!(section.role, Role::Summary | Role::Measures));
    others.flat_map(parts).filter(|part| part.topic != Topic::Cause).find_map(|part| {
        part.lines.iter().find_map(|(text, at)| {
            let sentence = split_sentences(text).into_iter().find(|sentence| states_span(sentence))?;
            let span = Span::of(sentence, context);
            let (start, end, minutes) = (span.start(), span.end(), span.minutes());
            let stated_minutes = length_in_minutes(sentence);
            (start.is_some() && end.is_some()).then(|| Duration {
                text: sentence.to_owned(),
                start,
                end,
                minutes,
                stated_minutes,
                at: *at,
            })
        })
    })
}

/// Whether a sentence says from when to when an outage lasted, in so many words.
fn states_span(sentence: &str) -> bool {
    static OUTAGE: Wording = Wording::new(&[
        "outage",
        "incident",
        "downtime",
        "disruption",
        "interruption",
        "unavailab",
        "was down",
        "were down",
    ]);
    static SPAN: Wording = Wording::new(&["from ", "between ", "lasted ", "spanned "]);
    has_clock(sentence) && OUTAGE.is_in(sentence) && SPAN.is_in(sentence) && clocks(sentence).len() == 2
}

fn in_summary(parts: &[Part], context: &Context) -> Option<Duration> {
    let mut lines = labelled_lines(parts);
    let labelled = !lines.is_empty();
    if lines.iter().map(|(text, _)| clocks(text).len()).sum::<usize>() < 2 {
        let fields = fields(parts);
        if fields.len() >= 2 {
            lines.extend(fields);
            // A field that a label names too stands in both lists, with and without its label.
            lines.sort_by_key(|(text, at)| (at.start, at.end, std::cmp::Reverse(text.len())));
            lines.dedup_by(|next, kept| next.1 == kept.1 && kept.0.ends_with(&next.0));
        }
    }
    if lines.is_empty() {
        lines = telling_line(parts)?;
    }
    let at = lines.iter().map(|(_, at)| *at).reduce(At::to)?;
    let text = lines.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>().join("\n").trim().to_owned();
    if text.is_empty() {
        return None;
    }
    let span = Span::of(&text, context);
    let stated = length_in_minutes(&text).filter(|_| labelled || states_length(&text));
    let stated = stated.or_else(|| if labelled { None } else { length_elsewhere(parts) });
    let minutes = span.minutes().or(stated);
    let (start, end) = (span.start(), span.end());
    let told = start.is_some() || end.is_some() || minutes.is_some() || labelled;
    told.then_some(Duration { text, start, end, minutes, stated_minutes: stated, at })
}

/// The lines of the parts that a label names, the label kept where there are several.
fn labelled_lines(parts: &[Part]) -> Vec<Line> {
    let labelled: Vec<&Part> = parts.iter().filter(|part| part.topic == Topic::Duration).collect();
    let several = labelled.len() > 1;
    labelled
        .into_iter()
        .flat_map(|part| {
            let label = part.label.as_deref().filter(|_| several);
            part.lines
                .iter()
                .map(move |(text, at)| (label.map_or_else(|| text.clone(), |label| format!("{label} {text}")), *at))
        })
        .collect()
}

/// The lines that are fields of a start and an end, and the date beside them; none where one of the two is missing.
fn fields(parts: &[Part]) -> Vec<Line> {
    let mut found = Vec::new();
    let (mut start, mut end) = (false, false);
    for part in parts.iter().filter(|part| part.topic != Topic::Cause) {
        for (index, (text, at)) in part.lines.iter().enumerate() {
            let label = part.label.as_deref().filter(|_| index == 0);
            let line = label.map_or_else(|| text.clone(), |label| format!("{label} {text}"));
            let Some(field) = Field::of(&line) else { continue };
            start |= field == Field::Start;
            end |= field == Field::End;
            found.push((line, *at));
        }
    }
    if start && end { found } else { Vec::new() }
}

/// What a line such as `Outage began: 10:00` is a field of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Start,
    End,
    Date,
}

impl Field {
    fn of(line: &str) -> Option<Self> {
        const MOST_WORDS: usize = 6;
        const START: &[&str] =
            &["start", "started", "starts", "starting", "begin", "began", "begins", "beginning", "onset", "from"];
        const END: &[&str] = &[
            "end",
            "ended",
            "ends",
            "ending",
            "finish",
            "finished",
            "until",
            "to",
            "resolved",
            "restored",
            "recovered",
            "stopped",
            "over",
        ];
        let cut = line.find([':', '–', '—']).into_iter().chain(line.find(" - ")).min()?;
        let (label, value) = line.split_at(cut);
        if label.split_whitespace().count() > MOST_WORDS || has_clock(label) {
            return None;
        }
        // The time or date must come first in what the field says.
        let first = next_clock(value, 0).map(|clock| clock.range.start);
        let first = dates(value).first().map(|date| date.range.start).into_iter().chain(first).min()?;
        if value[..first].split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count() > 3 {
            return None;
        }
        let names = |family: &[&str]| {
            let mut words = label.split(|c: char| !c.is_alphabetic());
            words.any(|word| family.iter().any(|known| known.eq_ignore_ascii_case(word)))
        };
        if names(START) {
            Some(Self::Start)
        } else if names(END) {
            Some(Self::End)
        } else {
            names(&["date", "day"]).then_some(Self::Date)
        }
    }
}

/// A length may stand in another sentence than the times.
fn length_elsewhere(parts: &[Part]) -> Option<f64> {
    let mut lines = parts.iter().filter(|part| part.topic != Topic::Cause).flat_map(|part| &part.lines);
    lines.find_map(|(line, _)| length_in_minutes(line).filter(|_| states_length(line)))
}

/// The lines of an unlabelled summary that tell of its times, or else of its length, or else of its day.
fn telling_line(parts: &[Part]) -> Option<Vec<Line>> {
    let lines: Vec<&Line> =
        parts.iter().filter(|part| !matches!(part.topic, Topic::Cause)).flat_map(|part| &part.lines).collect();
    let with_clocks = |least: usize| lines.iter().find(|(text, _)| clocks(text).len() >= least);
    let told = with_clocks(2)
        .or_else(|| with_clocks(1))
        .or_else(|| lines.iter().find(|(text, _)| has_length(text) && states_length(text)));
    if let Some((text, at)) = told {
        return Some(vec![(sentences_about_time(text), *at)]);
    }
    lines.iter().find_map(|(text, at)| {
        let dated = split_sentences(text).into_iter().find(|sentence| !dates(sentence).is_empty())?;
        Some(vec![(dated.to_owned(), *at)])
    })
}

/// Of a long paragraph, the sentences from the first to the last that tell of a time or a length.
fn sentences_about_time(text: &str) -> String {
    let sentences: Vec<&str> = split_sentences(text);
    let telling = |sentence: &&str| has_clock(sentence) || (has_length(sentence) && states_length(sentence));
    let first = sentences.iter().position(telling).unwrap_or(0);
    let last = sentences.iter().rposition(telling).unwrap_or(sentences.len().saturating_sub(1));
    let chosen = sentences.get(first..=last.min(first + 1)).unwrap_or_default().join(" ");
    if chosen.is_empty() { text.to_owned() } else { chosen }
}

fn states_length(text: &str) -> bool {
    static LENGTH: Wording = Wording::new(&[
        "lasted",
        "lasting",
        "duration",
        "outage",
        "down for",
        "for about",
        "for approximately",
        "for around",
        "for nearly",
        "for almost",
        "for over",
        "for more than",
        "for a total",
        "total of",
        "-minute",
        "-hour",
        "unavailable for",
        "disruption",
        "downtime",
        "took",
        "persisted",
    ]);
    LENGTH.is_in(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_name_a_start_an_end_or_a_day() {
        for (line, want) in [
            ("Outage began: 10:00 AM (GMT)", Some(Field::Start)),
            ("Start Date/Time - 2024-05-03 10:00", Some(Field::Start)),
            ("Service restored: May 3, 11:30", Some(Field::End)),
            ("Incident date: May 3, 2024", Some(Field::Date)),
            ("Start: we saw errors after the deploy at 10:00", None),
            ("Root cause: a release at 10:00", None),
            ("From the logs we know a lot", None),
        ] {
            assert_eq!(Field::of(line), want, "{line}");
        }
    }
}
