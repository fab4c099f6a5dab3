//! The timeline as bullets: `- **14:00 UTC** - …`.

use std::ops::Range;

use super::rows::{self, Lines};
use super::{append_items, child_with_heading, plain, push_list, stands_at, undecorated, without_leading_blanks};
use crate::document::{At, Block, BlockKind, Inline, Item};
use crate::lines::{split_at, without_prefix};
use crate::postmortem::{Postmortem, Section, entry_cuts, entry_head, is_day};

/// Entries as bullets: `- **14:00 UTC** - …`.
pub(super) fn timeline(section: Section, postmortem: &Postmortem, out: &mut Vec<Block>) {
    entries(section.blocks, postmortem, out);
    for child in section.children {
        let heading = child.heading.as_deref().unwrap_or_default();
        if entry_head(heading).is_some() {
            append_items(vec![entry_of(child)], out);
        } else {
            out.push(Block::heading(3, vec![Inline::text(undecorated(heading))], child.at));
            entries(child.blocks, postmortem, out);
            for nested in child.children {
                child_with_heading(nested, out);
            }
        }
    }
}

/// A part whose heading is an entry, its first paragraph on the line of the heading.
fn entry_of(child: Section) -> Item {
    let heading = child.heading.unwrap_or_default();
    let separator = if heading.trim_end().ends_with([':', '-', '–', '—']) { " " } else { " - " };
    let mut text = vec![Inline::Text(heading)];
    let mut blocks = child.blocks.into_iter().peekable();
    if let Some(Block { kind: BlockKind::Paragraph(first), .. }) =
        blocks.next_if(|block| matches!(block.kind, BlockKind::Paragraph(_)))
    {
        text.push(Inline::text(separator));
        text.extend(first);
    }
    let mut inside = vec![Block::paragraph(entry_text(text), child.at)];
    inside.extend(blocks);
    Item { checked: None, blocks: inside, at: child.at }
}

fn entries(blocks: Vec<Block>, postmortem: &Postmortem, out: &mut Vec<Block>) {
    let mut items: Vec<Item> = Vec::new();
    for block in blocks {
        let at = block.at;
        match block.kind {
            BlockKind::Paragraph(text) => paragraph(text, at, postmortem, &mut items, out),
            BlockKind::List(list) => items.extend(list.items.into_iter().map(entry)),
            BlockKind::Table(table) if rows::lines(&table).is_some_and(|lines| lines.tell_times()) => {
                if let Some(lines) = rows::lines(&table) {
                    push_rows(&lines, &mut items, out);
                }
            }
            kind => match items.last_mut() {
                Some(item) if matches!(kind, BlockKind::Code(_)) => item.blocks.push(Block { kind, at }),
                _ => {
                    push_list(std::mem::take(&mut items), out);
                    out.push(Block { kind, at });
                }
            },
        }
    }
    append_items(items, out);
}

/// An item of a list as an entry.
fn entry(mut item: Item) -> Item {
    if let Some(Block { kind: BlockKind::Paragraph(text), .. }) = item.blocks.first_mut() {
        *text = entry_text(std::mem::take(text));
    }
    item
}

/// A paragraph as an entry or several, as the heading of a day, or as text of the entry before it.
fn paragraph(text: Vec<Inline>, at: At, postmortem: &Postmortem, items: &mut Vec<Item>, out: &mut Vec<Block>) {
    let plain = plain(&text);
    let cuts = entry_cuts(&plain);
    if cuts.len() > 1 || cuts.first().is_some_and(|cut| *cut > 0) {
        drop(plain);
        return items.extend(run_on(text, &cuts, at));
    }
    let head = entry_head(&plain);
    if head.is_some() || stands_at(&postmortem.timeline, |entry| entry.at, at) {
        let time = head.map(|(time, rest)| (time_text(&plain, time), rest));
        drop(plain);
        items.push(Item { checked: None, blocks: vec![Block::paragraph(headed(text, time), at)], at });
    } else if is_day(&plain) {
        append_items(std::mem::take(items), out);
        out.push(Block::heading(3, vec![Inline::text(undecorated(&plain))], at));
    } else {
        let opens_list = plain.trim_end().ends_with(':');
        drop(plain);
        match items.last_mut() {
            Some(item) if !opens_list => item.blocks.push(Block::paragraph(text, at)),
            _ => {
                push_list(std::mem::take(items), out);
                out.push(Block::paragraph(text, at));
            }
        }
    }
}

/// The rows of a table as entries, below what its header says.
fn push_rows(lines: &Lines<'_>, items: &mut Vec<Item>, out: &mut Vec<Block>) {
    if let Some(caption) = lines.caption() {
        append_items(std::mem::take(items), out);
        out.push(caption);
    }
    items.extend(lines.body.iter().map(|row| Item {
        checked: None,
        blocks: vec![Block::paragraph(entry_text(rows::line(row)), row.at)],
        at: row.at,
    }));
}

/// Entries that stand in one paragraph, each as a bullet.
fn run_on(text: Vec<Inline>, cuts: &[usize], at: At) -> Vec<Item> {
    let mut items = Vec::new();
    let mut rest = text;
    let mut offset = 0;
    let mut parts = Vec::new();
    for cut in cuts.iter().copied().filter(|cut| *cut > 0) {
        let (head, tail) = split_at(rest, cut - offset);
        parts.push(head);
        rest = tail;
        offset = cut;
    }
    parts.push(rest);
    for part in parts {
        let part = without_leading_dash(part);
        if !plain(&part).trim().is_empty() {
            items.push(Item { checked: None, blocks: vec![Block::paragraph(entry_text(part), at)], at });
        }
    }
    items
}

fn without_leading_dash(text: Vec<Inline>) -> Vec<Inline> {
    let plain = plain(&text);
    let bare = plain.trim_start();
    let dash = if bare.starts_with(['-', '*', '•']) {
        plain.len() - bare.trim_start_matches(['-', '*', '•']).len()
    } else {
        0
    };
    without_prefix(text, dash)
}

/// An entry with its time in bold and ` - ` behind it; a text without a time at its head stays as it is.
fn entry_text(text: Vec<Inline>) -> Vec<Inline> {
    let plain = plain(&text);
    let time = entry_head(&plain).map(|(time, rest)| (time_text(&plain, time), rest));
    drop(plain);
    headed(text, time)
}

/// The time at the head of an entry, as it is shown.
fn time_text(plain: &str, time: Range<usize>) -> String {
    plain[time].trim().trim_end_matches([':', '-', '–']).trim().to_owned()
}

/// [`entry_text`] of a text whose time, and where its text begins, are known.
fn headed(text: Vec<Inline>, time: Option<(String, usize)>) -> Vec<Inline> {
    let Some((time, rest)) = time else { return text };
    let tail = without_prefix(text, rest);
    let mut out = Vec::with_capacity(tail.len() + 2);
    out.push(Inline::Strong(vec![Inline::Text(time)]));
    if !tail.is_empty() {
        out.push(Inline::text(" - "));
        out.extend(without_leading_blanks(tail));
    }
    out
}
