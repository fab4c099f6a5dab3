//! The timeline as bullets: `- **14:00 UTC** - …`.

use std::ops::Range;

use super::rows::{self, Lines};
use super::{append_items, child_with_heading, push_list, stands_at, undecorated, without_leading_blanks};
use crate::document::{At, Block, BlockKind, Inline, Item, plain_text};
use crate::lines::split_at;
use crate::postmortem::{Postmortem, Section, entry_cuts, entry_head, is_day};

/// Entries as bullets: `- **14:00 UTC** - …`.
pub(super) fn timeline(section: &Section, postmortem: &Postmortem, out: &mut Vec<Block>) {
    entries(&section.blocks, postmortem, out);
    for child in &section.children {
        let heading = child.heading.as_deref().unwrap_or_default();
        if entry_head(heading).is_some() {
            let mut blocks = child.blocks.clone();
            let mut text = vec![Inline::text(heading)];
            let mut rest = Vec::new();
            if let Some(Block { kind: BlockKind::Paragraph(_), .. }) = blocks.first() {
                rest = blocks.split_off(1);
                if let Some(Block { kind: BlockKind::Paragraph(first), .. }) = blocks.pop() {
                    if heading.trim_end().ends_with([':', '-', '–', '—']) {
                        text.push(Inline::text(" "));
                    } else {
                        text.push(Inline::text(" - "));
                    }
                    text.extend(first);
                }
            } else {
                rest.append(&mut blocks);
            }
            let mut inside = vec![Block::paragraph(entry_text(text), child.at)];
            inside.extend(rest);
            append_items(vec![Item { checked: None, blocks: inside, at: child.at }], out);
        } else {
            out.push(Block::heading(3, vec![Inline::text(undecorated(heading))], child.at));
            entries(&child.blocks, postmortem, out);
            for nested in &child.children {
                child_with_heading(nested, out);
            }
        }
    }
}

fn entries(blocks: &[Block], postmortem: &Postmortem, out: &mut Vec<Block>) {
    let mut items: Vec<Item> = Vec::new();
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(text) => {
                let plain = plain_text(text);
                let cuts = entry_cuts(&plain);
                let head = entry_head(&plain);
                let is_entry = head.is_some() || stands_at(&postmortem.timeline, |entry| entry.at, block.at);
                if cuts.len() > 1 || cuts.first().is_some_and(|cut| *cut > 0) {
                    items.extend(run_on(text, &cuts, block.at));
                } else if is_entry {
                    items.push(Item {
                        checked: None,
                        blocks: vec![Block::paragraph(headed(text.clone(), &plain, head), block.at)],
                        at: block.at,
                    });
                } else if is_day(&plain) {
                    append_items(std::mem::take(&mut items), out);
                    out.push(Block::heading(3, vec![Inline::text(undecorated(&plain))], block.at));
                } else if let (Some(item), false) = (items.last_mut(), plain.trim_end().ends_with(':')) {
                    item.blocks.push(block.clone());
                } else {
                    push_list(std::mem::take(&mut items), out);
                    out.push(block.clone());
                }
            }
            BlockKind::List(list) => {
                let own = list.items.iter().map(|item| {
                    let mut item = item.clone();
                    if let Some(Block { kind: BlockKind::Paragraph(text), .. }) = item.blocks.first_mut() {
                        *text = entry_text(std::mem::take(text));
                    }
                    item
                });
                items.extend(own);
            }
            BlockKind::Table(table) if rows::lines(table).is_some_and(|lines| lines.tell_times()) => {
                if let Some(lines) = rows::lines(table) {
                    push_rows(&lines, &mut items, out);
                }
            }
            _ => match items.last_mut() {
                Some(item) if matches!(block.kind, BlockKind::Code(_)) => item.blocks.push(block.clone()),
                _ => {
                    push_list(std::mem::take(&mut items), out);
                    out.push(block.clone());
                }
            },
        }
    }
    append_items(items, out);
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
fn run_on(text: &[Inline], cuts: &[usize], at: At) -> Vec<Item> {
    let mut items = Vec::new();
    let mut rest = text.to_vec();
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
        if !plain_text(&part).trim().is_empty() {
            items.push(Item { checked: None, blocks: vec![Block::paragraph(entry_text(part), at)], at });
        }
    }
    items
}

fn without_leading_dash(text: Vec<Inline>) -> Vec<Inline> {
    let plain = plain_text(&text);
    let dash = plain.len() - plain.trim_start().trim_start_matches(['-', '*', '•']).len();
    split_at(text, if plain.trim_start().starts_with(['-', '*', '•']) { dash } else { 0 }).1
}

/// An entry with its time in bold and ` - ` behind it; a text without a time at its head stays as it is.
fn entry_text(text: Vec<Inline>) -> Vec<Inline> {
    let plain = plain_text(&text);
    let head = entry_head(&plain);
    headed(text, &plain, head)
}

/// [`entry_text`] of a text whose characters and head are known.
fn headed(text: Vec<Inline>, plain: &str, head: Option<(Range<usize>, usize)>) -> Vec<Inline> {
    let Some((time, rest)) = head else { return text };
    let time_text = plain[time.clone()].trim().trim_end_matches([':', '-', '–']).trim().to_owned();
    let (_, tail) = split_at(text, rest);
    let mut out = Vec::with_capacity(tail.len() + 2);
    out.push(Inline::Strong(vec![Inline::Text(time_text)]));
    if !plain_text(&tail).trim().is_empty() || !tail.is_empty() {
        out.push(Inline::text(" - "));
        out.extend(without_leading_blanks(tail));
    }
    out
}
