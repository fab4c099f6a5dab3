//! The entries of the timeline, from whatever carries them: list items, lines, table rows, headings, prose.
//!
//! # Grammar of an entry
//!
//! ```text
//! entry     = [date] lead [clock] [range] separator text
//! lead      = "at" | "around" | "by" | "from" | "~" …
//! range     = ("-" | "–" | "to" | "until" | "~") clock
//! separator = ":" | "-" | "–" | "—" | ":-" | ";" | "|" | tab | blanks | line break
//! ```
//!
//! A line without a time is an entry when it is an item or begins with a label, or when most lines of the section have no time.

use std::ops::Range;

use super::event;
use super::model::{Role, Section, TimelineEntry};
use super::outline::label_of;
use super::summary::{moment, split_sentences};
use super::time::{Clock, ClockContext, Date, Zone, clock_at, clocks, dates, zones};
use crate::document::{At, Block, BlockKind, Item, plain_text, plain_text_of_blocks, row_text};
use crate::lines::enumerator;

/// What is known before the entries are read: a date and a zone that hold for all of them.
pub(super) struct Setting {
    /// The day of the incident, where it is one day.
    pub(super) date: Option<Date>,
    /// The zone of the summary.
    pub(super) zone: Option<(String, Option<i32>)>,
}

/// The entries of all timeline sections.
pub(super) fn timeline(sections: &[Section], setting: &Setting) -> Vec<TimelineEntry> {
    let mut lines = Vec::new();
    let mut zone = setting.zone.clone();
    for section in sections.iter().filter(|section| section.role == Role::Timeline) {
        let days =
            section.children.iter().filter_map(|child| child.heading.as_deref()).filter(|heading| is_day(heading));
        let mut headings = section.heading.as_deref().into_iter().chain(days);
        let stated = headings.find_map(|heading| zones(heading).into_iter().next());
        if let Some(stated) = stated.or_else(|| stated_zone(&section.blocks)) {
            zone = Some((stated.name, stated.offset_minutes));
        }
        collect_section(section, &mut lines);
    }
    let mut day: Option<Date> = None;
    let mut out = Vec::new();
    for line in entries_of(lines) {
        if let Shape::Day(date) = line.shape {
            day = Some(date);
            continue;
        }
        out.push(entry(line, day.as_ref(), setting, zone.as_ref()));
    }
    event::label(&mut out);
    out
}

/// The zone of a line such as `All times are in UTC`.
pub(super) fn stated_zone(blocks: &[Block]) -> Option<Zone> {
    blocks.iter().find_map(|block| {
        let BlockKind::Paragraph(text) = &block.kind else { return None };
        let plain = plain_text(text);
        let lower = plain.to_lowercase();
        let states = lower.contains("times")
            || lower.contains("timezone")
            || lower.contains("time zone")
            || plain.trim_start().starts_with('(');
        (states && plain.split_whitespace().count() <= 16).then(|| zones(&plain).into_iter().next()).flatten()
    })
}

/// A line of a timeline and what it is.
struct TimedLine {
    shape: Shape,
    carrier: Carrier,
    text: String,
    at: At,
}

enum Shape {
    /// A day that holds for the lines below it.
    Day(Date),
    /// A time, the end of its range, and its date.
    Timed { clock: Clock, end: Option<Clock>, date: Option<Date> },
    /// No time.
    Plain,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Carrier {
    Item,
    Paragraph,
    /// A line with a label of its own.
    Label,
}

fn collect_section(section: &Section, lines: &mut Vec<TimedLine>) {
    collect(&section.blocks, lines);
    for child in &section.children {
        let heading = child.heading.clone().unwrap_or_default();
        let line = read_line(&heading, child.at, Carrier::Label);
        match line.shape {
            Shape::Day(_) => lines.push(line),
            Shape::Timed { .. } => {
                let mut line = line;
                let body = plain_text_of_blocks(&child.blocks);
                line.text = [line.text.as_str(), body.trim()].join(" ").trim().into();
                lines.push(line);
                continue;
            }
            Shape::Plain => {}
        }
        let from = lines.len();
        collect_section_body(child, lines);
        // Paragraphs below a label such as "Escalation:" report what the label names.
        for line in &mut lines[from..] {
            if line.carrier == Carrier::Paragraph {
                line.carrier = Carrier::Label;
            }
        }
    }
}

fn collect_section_body(section: &Section, lines: &mut Vec<TimedLine>) {
    collect(&section.blocks, lines);
    for child in &section.children {
        collect_section_body(child, lines);
    }
}

fn collect(blocks: &[Block], lines: &mut Vec<TimedLine>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(text) => collect_paragraph(&plain_text(text), block.at, lines),
            BlockKind::Heading { text, .. } => lines.push(read_line(&plain_text(text), block.at, Carrier::Label)),
            BlockKind::List(list) => list.items.iter().for_each(|item| collect_item(item, lines)),
            BlockKind::Table(table) => {
                for row in table.body() {
                    lines.push(read_line(&row_text(row), row.at, Carrier::Item));
                }
            }
            BlockKind::Quote(inside) => collect(inside, lines),
            BlockKind::Code(_) | BlockKind::Divider | BlockKind::Footnote { .. } => {}
        }
    }
}

/// A paragraph is one line, several entries run on, or prose whose sentences tell the times.
fn collect_paragraph(text: &str, at: At, lines: &mut Vec<TimedLine>) {
    let cuts = entry_cuts(text);
    if cuts.len() > 1 || (cuts.len() == 1 && cuts[0] > 0) {
        let bounds = std::iter::once(0)
            .chain(cuts.iter().copied().filter(|cut| *cut > 0))
            .chain([text.len()])
            .collect::<Vec<_>>();
        for pair in bounds.windows(2) {
            let part = text[pair[0]..pair[1]].trim().trim_end_matches(['-', '*', '•']).trim();
            if !part.is_empty() {
                lines.push(read_line(part, at, Carrier::Paragraph));
            }
        }
        return;
    }
    let line = read_line(text, at, Carrier::Paragraph);
    let sentences = split_sentences(text);
    let telling = sentences.iter().filter(|sentence| !clocks(sentence).is_empty()).count();
    if cuts.is_empty() && telling > 1 {
        for sentence in sentences {
            if !clocks(sentence).is_empty() {
                lines.push(read_line(sentence, at, Carrier::Paragraph));
            }
        }
    } else {
        lines.push(line);
    }
}

/// Byte offsets at which an entry begins: a clock time at the start or behind a sentence, with a separator behind it.
#[must_use]
pub fn entry_cuts(text: &str) -> Vec<usize> {
    let found = clocks(text);
    let ends_range = |index: usize| {
        index.checked_sub(1).is_some_and(|before| {
            range_end(text, &found[before]).is_some_and(|end| end.range.start == found[index].range.start)
        })
    };
    found
        .iter()
        .enumerate()
        .filter(|(index, clock)| !ends_range(*index) && clock.range.start < text.len())
        .map(|(_, clock)| clock)
        .filter(|clock| {
            let before = text[..clock.range.start].trim_end();
            let head =
                before.is_empty() || before.ends_with(['.', '!', '?', ')', ';', '|', '\n']) || before.ends_with(" -");
            let after = text[clock.range.end..].trim_start();
            let after = range_end(text, clock).map_or(after, |end| text[end.range.end..].trim_start());
            let separated = after.starts_with([':', '–', '—', '|']) || after.starts_with("- ");
            (head || before.is_empty()) && separated
        })
        .map(|clock| {
            let before = text[..clock.range.start].trim_end();
            // The letter that counts a line belongs to its entry.
            if enumerator(text) == clock.range.start {
                0
            } else if before.ends_with(" -") {
                before.len() - 1
            } else {
                clock.range.start
            }
        })
        .collect()
}

fn collect_item(item: &Item, lines: &mut Vec<TimedLine>) {
    let mut blocks = item.blocks.iter();
    let Some(first) = blocks.next() else { return };
    let head = match &first.kind {
        BlockKind::Paragraph(text) | BlockKind::Heading { text, .. } => plain_text(text),
        _ => String::new(),
    };
    let rest: Vec<Block> = blocks.cloned().collect();
    let nested: Vec<&Item> = rest
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::List(list) => Some(&list.items),
            _ => None,
        })
        .flatten()
        .collect();
    let nested_times = nested.iter().any(|item| item.blocks.first().is_some_and(is_timed));
    let group = !nested.is_empty() && (nested_times || (head.trim().ends_with(':') && clocks(&head).is_empty()));
    if group {
        let line = read_line(&head, first.at, Carrier::Label);
        if matches!(line.shape, Shape::Day(_)) || (matches!(line.shape, Shape::Timed { .. }) && !line.text.is_empty()) {
            lines.push(line);
        }
        for item in nested {
            collect_item(item, lines);
        }
        return;
    }
    // A question with its timed answers below it.
    if clocks(&head).is_empty() && rest.iter().any(is_timed) {
        let before = lines.len();
        collect(&rest, lines);
        lines[before..].iter_mut().for_each(|line| line.carrier = Carrier::Item);
        return;
    }
    let before = lines.len();
    collect_paragraph(&head, first.at, lines);
    for line in &mut lines[before..] {
        line.carrier = Carrier::Item;
    }
    // What stands below an entry without a time of its own belongs to it.
    if let Some(line) = lines.get_mut(before..).and_then(<[_]>::last_mut)
        && line.text.is_empty()
    {
        plain_text_of_blocks(&rest).trim().clone_into(&mut line.text);
    }
}

fn is_timed(block: &Block) -> bool {
    let BlockKind::Paragraph(text) = &block.kind else { return false };
    matches!(read_line(&plain_text(text), block.at, Carrier::Item).shape, Shape::Timed { .. })
}

/// Whether a line names a day and nothing else, so that it holds for the entries below it.
#[must_use]
pub fn is_day(text: &str) -> bool {
    matches!(read_line(text, At::lines(1, 1), Carrier::Paragraph).shape, Shape::Day(_))
}

/// Reads the head of a line: its date, its time, its separator.
fn read_line(text: &str, at: At, carrier: Carrier) -> TimedLine {
    let text = text.trim();
    let carrier = if carrier == Carrier::Paragraph && label_of(text).is_some() { Carrier::Label } else { carrier };
    if let Some(Lead { clock, end, date, text_start, .. }) = lead(text) {
        return TimedLine {
            shape: Shape::Timed { clock, end, date },
            carrier,
            text: text[text_start..].trim().to_owned(),
            at,
        };
    }
    let found = dates(text);
    if let Some(clock) = clocks(text).into_iter().next() {
        let end = range_end(text, &clock);
        return TimedLine {
            shape: Shape::Timed { clock, end, date: found.into_iter().next() },
            carrier,
            text: text.to_owned(),
            at,
        };
    }
    if let [date] = found.as_slice() {
        let words = |part: &str| part.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
        let behind = text[date.range.end..].trim_start();
        let aside = behind.starts_with('(') || words(behind) == 0;
        if words(&text[..date.range.start]) <= 2 && aside && words(behind) <= 8 {
            return TimedLine { shape: Shape::Day(date.clone()), carrier, text: text.to_owned(), at };
        }
    }
    TimedLine { shape: Shape::Plain, carrier, text: text.to_owned(), at }
}

/// The head of an entry: the bytes of its date, time and zone, and the byte at which its text begins.
#[must_use]
pub fn entry_head(text: &str) -> Option<(Range<usize>, usize)> {
    let begin = text.len() - text.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    let lead = lead(text)?;
    Some((begin..lead.head_end, lead.text_start))
}

/// The time that a line begins with.
struct Lead {
    clock: Clock,
    end: Option<Clock>,
    date: Option<Date>,
    /// Where date, time and zone end, in bytes.
    head_end: usize,
    /// Where the text behind the separator begins, in bytes.
    text_start: usize,
}

fn lead(text: &str) -> Option<Lead> {
    const LEADS: &[&str] =
        &["at ", "around ", "about ", "by ", "from ", "approximately ", "circa ", "time ", "between "];
    let mut offset = text.len() - text.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    offset += enumerator(&text[offset..]);
    let mut date = None;
    if let Some(first) = dates(&text.chars().take(60).collect::<String>()).into_iter().next() {
        let before = text.get(..first.range.start)?;
        if before.split_whitespace().count() <= 1 {
            let behind = &text[first.range.end..];
            offset = first.range.end
                + (behind.len() - behind.trim_start_matches([',', ' ', '-', '–', ':', '(', '|', 'T', '@']).len());
            date = Some(first);
        }
    }
    for word in LEADS {
        if text.get(offset..offset + word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word)) {
            offset += word.len();
        }
    }
    let clock = clock_at(text, offset, ClockContext::Lead)?;
    let end = range_end(text, &clock);
    let behind = end.as_ref().map_or(clock.range.end, |end| end.range.end);
    let mut head_end = behind;
    if date.is_none()
        && let Some(first) = dates(&text[behind..].chars().take(40).collect::<String>()).into_iter().next()
    {
        let before = &text[behind..behind + first.range.start];
        if !before.contains(char::is_alphanumeric) || before.trim() == "on" {
            head_end = behind + first.range.end;
            date = Some(first);
        }
    }
    // A parenthesis that opened before the time closes behind it.
    if text[..head_end].matches('(').count() > text[..head_end].matches(')').count()
        && text[head_end..].starts_with(')')
    {
        head_end += 1;
    }
    let rest = text[head_end..].trim_start_matches(|c: char| {
        c.is_whitespace()
            || matches!(c, ':' | '-' | '–' | '—' | ';' | '|' | ')' | ']' | ',' | '.' | '*' | '>' | '=' | '→')
    });
    Some(Lead { clock, end, date, head_end, text_start: text.len() - rest.len() })
}

/// The second time of a range that begins with this one.
fn range_end(text: &str, clock: &Clock) -> Option<Clock> {
    let behind = &text[clock.range.end..];
    let trimmed = behind.trim_start();
    let joined =
        ["to ", "until ", "till ", "and ", "-", "–", "—", "~"].iter().find_map(|join| trimmed.strip_prefix(join))?;
    let joined = joined.trim_start();
    clock_at(text, text.len() - joined.len(), ClockContext::Prose)
}

/// Lines that are entries. A time alone takes the text of the line below it.
fn entries_of(lines: Vec<TimedLine>) -> Vec<TimedLine> {
    let timed = lines.iter().filter(|line| matches!(line.shape, Shape::Timed { .. })).count();
    let plain =
        lines.iter().filter(|line| matches!(line.shape, Shape::Plain) && line.carrier == Carrier::Paragraph).count();
    let mut out: Vec<TimedLine> = Vec::with_capacity(lines.len());
    for line in lines {
        let waiting = out.last().is_some_and(|last| matches!(last.shape, Shape::Timed { .. }) && last.text.is_empty());
        let keep = match (&line.shape, line.carrier) {
            (Shape::Plain, _) if waiting && !line.text.trim().is_empty() => {
                if let Some(last) = out.last_mut() {
                    last.text = line.text;
                }
                continue;
            }
            (Shape::Plain, _) if line.text.trim().is_empty() || line.text.ends_with(':') => false,
            (Shape::Plain, Carrier::Paragraph) => (1..=2).contains(&timed) && plain > timed,
            _ => true,
        };
        if keep {
            out.push(line);
        }
    }
    out
}

fn entry(
    line: TimedLine,
    day: Option<&Date>,
    setting: &Setting,
    zone: Option<&(String, Option<i32>)>,
) -> TimelineEntry {
    let Shape::Timed { clock, end, date } = line.shape else {
        return TimelineEntry {
            time: None,
            end_time: None,
            date: day.map(ToString::to_string),
            zone: None,
            instant: None,
            text: line.text,
            events: Vec::new(),
            at: line.at,
        };
    };
    let stated = date.or_else(|| day.cloned());
    let own = clock
        .zone
        .as_ref()
        .or_else(|| end.as_ref().and_then(|end| end.zone.as_ref()))
        .map(|zone| (zone.name.clone(), zone.offset_minutes));
    let known = moment(stated.as_ref().or(setting.date.as_ref()), Some(&clock), own.as_ref().or(zone));
    TimelineEntry {
        time: Some(clock.to_string()),
        end_time: end.map(|end| end.to_string()),
        date: stated.map(|date| date.to_string()),
        zone: own.map(|(name, _)| name),
        instant: known.instant,
        text: line.text,
        events: Vec::new(),
        at: line.at,
    }
}
