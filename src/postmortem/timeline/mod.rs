//! The entries of the timeline, from whatever carries them: list items, lines, table rows, headings, prose.
//!
//! # Grammar of an entry
//!
//! ```text
//! entry     = head separator text
//! head      = { day | about } (clock | elapsed) [range] [date]       see the grammar in [`super::time`]
//! day       = date | weekday | "Day" number | "next day"
//! about     = "at" | "around" | "by" | "from" | "approx." | "~" | "@" …
//! separator = ":" | "-" | "–" | "—" | ":-" | ";" | "|" | tab | blanks | line break
//! ```
//!
//! A line that is nothing but a day holds for the lines below it. A line without a time is an entry when it is an item or stands below a
//! label, or when most lines of the section have no time. In a table, the columns of time, date and number are told by what most of
//! their cells hold; the other cells are the text. Lines of logs, and code, are no entries.

mod calendar;
mod collect;
mod cuts;
mod head;
mod line;
mod log;
mod opening;
mod table;

use super::event;
use super::glance::holds_pair;
use super::model::{Role, Section, Summary, TimelineEntry};
use super::summary::instant;
use super::time::{Zone, zone_at, zones};
use super::wording::Wording;
use crate::document::walk::text_of;
use crate::document::{Block, BlockKind, Cell, plain_text_of_blocks};
pub(crate) use calendar::minutes_of;
use calendar::{Calendar, Window};
use collect::collect_section;
pub use cuts::entry_cuts;
pub use head::entry_head;
pub(super) use head::opens_entry;
pub use line::is_day;
use line::{Carrier, Shape, TimedLine};

/// What the summary tells that holds for the entries.
pub(super) struct Setting {
    /// When the incident was.
    window: Window,
    /// The zone of the summary.
    zone: Option<(String, Option<i32>)>,
}

impl Setting {
    /// What this summary tells.
    pub(super) fn of(summary: &Summary) -> Self {
        let duration = summary.duration.as_ref();
        let start = duration.and_then(|duration| duration.start.as_ref());
        let end = duration.and_then(|duration| duration.end.as_ref());
        let zone = start.or(end).and_then(|moment| moment.zone.clone()).map(|name| {
            let offset = zone_at(&name, 0).and_then(|zone| zone.offset_minutes);
            (name, offset)
        });
        Self { window: Window::of(start, end), zone }
    }
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
    let mut calendar = Calendar::new(setting.window.clone());
    let lines = entries_of(lines);
    let mut out = Vec::with_capacity(lines.len());
    let mut starts_day = false;
    for line in lines {
        if let Shape::Day(day) = line.shape {
            calendar.begin(day);
            starts_day = true;
            continue;
        }
        let mut entry = entry(line, &mut calendar, zone.as_ref());
        entry.starts_day |= std::mem::take(&mut starts_day);
        out.push(entry);
    }
    event::label(&mut out);
    out
}

/// The zone of a line such as `All times are in UTC`, or of the header of a table.
pub(super) fn stated_zone(blocks: &[Block]) -> Option<Zone> {
    blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Paragraph(text) => {
            static TIMES: Wording = Wording::new(&["times", "timezone", "time zone"]);
            let plain = text_of(text);
            // Most paragraphs have not even two letters of `times`.
            let states =
                |text: &str| holds_pair(text, |one, two| (one | 0x20, two | 0x20) == (b'i', b'm')) && TIMES.is_in(text);
            if plain.len() > 200 || !(plain.trim_start().starts_with('(') || states(&plain)) {
                return None;
            }
            (plain.split_whitespace().count() <= 16).then(|| zones(&plain).into_iter().next()).flatten()
        }
        BlockKind::Table(table) => {
            let body = table.body().len();
            let header = table.rows.get(..table.rows.len() - body)?;
            let zone_of = |cell: &Cell| zones(&plain_text_of_blocks(&cell.blocks)).into_iter().next();
            header.iter().flat_map(|row| &row.cells).find_map(zone_of)
        }
        _ => None,
    })
}

/// Lines that are entries. A time alone takes the text of the line below it.
fn entries_of(mut lines: Vec<TimedLine>) -> Vec<TimedLine> {
    let timed = lines.iter().filter(|line| line.is_timed()).count();
    let plain =
        lines.iter().filter(|line| matches!(line.shape, Shape::Plain) && line.carrier == Carrier::Paragraph).count();
    let is_entry = |line: &TimedLine| match (&line.shape, line.carrier) {
        (Shape::Plain, _) if line.text.trim().is_empty() || line.text.ends_with(':') => false,
        (Shape::Plain, Carrier::Paragraph) => (1..=2).contains(&timed) && plain > timed,
        _ => true,
    };
    let names_columns = |line: &TimedLine| {
        matches!((&line.shape, line.carrier), (Shape::Plain, Carrier::Item)) && table::names_columns(&line.text)
    };
    let first = lines.iter().position(|line| is_entry(line) && !(timed > 0 && names_columns(line)));
    lines.drain(..first.unwrap_or(lines.len()));
    lines.dedup_by(|line, last| {
        let waiting = last.is_timed() && last.text.is_empty();
        if waiting && matches!(line.shape, Shape::Plain) && !line.text.trim().is_empty() {
            last.text = std::mem::take(&mut line.text);
            return true;
        }
        !is_entry(line)
    });
    lines
}

fn entry(line: TimedLine, calendar: &mut Calendar, zone: Option<&(String, Option<i32>)>) -> TimelineEntry {
    let mut entry = TimelineEntry {
        time: None,
        end_time: None,
        elapsed: None,
        date: None,
        zone: None,
        instant: None,
        text: line.text,
        events: Vec::new(),
        at: line.at,
        starts_day: matches!(&line.shape, Shape::Timed { day: Some(_), .. } | Shape::Elapsed { day: Some(_), .. }),
    };
    match line.shape {
        Shape::Timed { mut clock, mut end, day } => {
            let own = clock.zone.take().or_else(|| end.as_mut().and_then(|end| end.zone.take()));
            let offset = own.as_ref().map_or_else(|| zone.and_then(|(_, offset)| *offset), |zone| zone.offset_minutes);
            entry.date = calendar.pass(day, &clock).map(|date| date.to_string());
            entry.instant = instant(calendar.day().as_ref(), Some(&clock), offset);
            entry.time = Some(clock.to_string());
            entry.end_time = end.map(|end| end.to_string());
            entry.zone = own.map(|zone| zone.name);
        }
        Shape::Elapsed { words, day } => {
            if let Some(day) = day {
                calendar.begin(day);
            }
            entry.date = calendar.stated().map(ToString::to_string);
            entry.elapsed = Some(words);
        }
        Shape::Day(_) | Shape::Plain => entry.date = calendar.stated().map(ToString::to_string),
    }
    entry
}
