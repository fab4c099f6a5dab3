//! The timeline as a list of moments.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::page::Page;
use crate::document::{At, Block, BlockKind, Inline, Item, List, plain_text};
use crate::made::Marked;
use crate::postmortem::time::clocks;
use crate::postmortem::{TimelineEntry, entry_head};
use crate::write::escape::xml as escape;
use crate::write::figure::Kind;

/// What the layout puts between the time of an entry and its text.
const DASH: &str = " - ";

/// The entries that stand at a place, the next one last.
type Waiting<'a> = HashMap<(u32, u32), Vec<&'a TimelineEntry>>;

impl<'a> Page<'a> {
    /// The blocks of a timeline; lists of entries become lists of moments.
    pub(super) fn entries(&mut self, blocks: &'a [Block], entries: &'a [TimelineEntry]) {
        let mut waiting: Waiting<'a> = HashMap::new();
        for entry in entries.iter().rev() {
            waiting.entry(key(entry.at)).or_default().push(entry);
        }
        for block in blocks {
            match &block.kind {
                BlockKind::List(list) if list.items.iter().any(|item| time_of(item).is_some()) => {
                    self.moments(list, &mut waiting);
                }
                _ => self.blocks(std::slice::from_ref(block)),
            }
        }
    }

    fn moments(&mut self, list: &'a List, waiting: &mut Waiting<'a>) {
        let _ = writeln!(self.out, "<ol class=\"moments\" {}>", Marked::Bullets.attribute());
        for item in &list.items {
            let entry = next(item, waiting);
            let kind = entry.map_or(Kind::Other, Kind::of);
            let _ = write!(self.out, "<li class=\"{}\">", kind.class());
            match time_of(item) {
                Some((time, text, rest)) => {
                    self.time(time, entry);
                    let _ = write!(self.out, "<span class=\"dash\">{DASH}</span><span class=\"what\">");
                    self.inlines(text);
                    self.out.push_str("</span>");
                    if !rest.is_empty() {
                        self.out.push('\n');
                        self.blocks(rest);
                    }
                }
                None => self.item_text(item),
            }
            self.out.push_str("</li>\n");
        }
        self.out.push_str("</ol>\n");
    }

    fn item_text(&mut self, item: &'a Item) {
        self.out.push_str("<div class=\"what\">");
        self.compact(&item.blocks);
        self.out.push_str("</div>");
    }

    fn time(&mut self, time: &'a Inline, entry: Option<&TimelineEntry>) {
        let shown = plain_text(std::slice::from_ref(time));
        let stated = entry.and_then(machine).or_else(|| clocks(&shown).first().map(ToString::to_string));
        let tag = if stated.is_some() { "time" } else { "span" };
        let _ = write!(self.out, "<{tag} class=\"time\"");
        if let Some(stated) = &stated {
            let _ = write!(self.out, " datetime=\"{}\"", escape(stated));
        }
        self.out.push('>');
        self.inlines(std::slice::from_ref(time));
        let _ = write!(self.out, "</{tag}>");
    }
}

/// The entry that an item shows: it stands where the item's first line stands, or all of the item.
fn next<'a>(item: &Item, waiting: &mut Waiting<'a>) -> Option<&'a TimelineEntry> {
    let first = item.blocks.first().map(|block| key(block.at));
    let places = first.into_iter().chain([key(item.at)]);
    places.into_iter().find_map(|place| waiting.get_mut(&place).and_then(Vec::pop))
}

fn key(at: At) -> (u32, u32) {
    (at.start, at.end)
}

/// The time of an item, the rest of its first paragraph, and its other blocks, where the layout has set it as an entry.
fn time_of(item: &Item) -> Option<(&Inline, &[Inline], &[Block])> {
    let (first, rest) = item.blocks.split_first()?;
    let BlockKind::Paragraph(text) = &first.kind else { return None };
    let (time, behind) = text.split_first()?;
    let is_time = matches!(time, Inline::Strong(_)) && entry_head(&plain_text(std::slice::from_ref(time))).is_some();
    match behind.split_first() {
        Some((Inline::Text(dash), text)) if is_time && dash == DASH => Some((time, text, rest)),
        _ => None,
    }
}

/// The time of an entry as machines read it: its instant, else its date and time, else its time.
fn machine(entry: &TimelineEntry) -> Option<String> {
    let time = entry.time.as_ref()?;
    let date = entry.date.as_ref().filter(|date| !date.starts_with("--"));
    match (&entry.instant, date) {
        (Some(instant), Some(_)) => Some(instant.clone()),
        (_, Some(date)) => Some(format!("{date}T{time}")),
        _ => Some(time.clone()),
    }
}
