//! The lines of a timeline section, from whatever carries them.

use std::borrow::Cow;

use super::super::model::Section;
use super::super::summary::split_sentences;
use super::super::time::{has_clock, tells_time_only_first};
use super::cuts::entry_cuts;
use super::line::{Carrier, Shape, TimedLine, read_line};
use super::log::is_log;
use super::table;
use crate::document::walk::text_of;
use crate::document::{At, Block, BlockKind, Item, plain_text_of_blocks};

pub(super) fn collect_section(section: &Section, lines: &mut Vec<TimedLine>) {
    collect(&section.blocks, lines);
    for child in &section.children {
        let line = read_line(child.heading.as_deref().unwrap_or_default(), child.at, Carrier::Label);
        collect_child(child, line, lines);
    }
}

/// A part of the section: an entry with its text below it, a day, a phase with entries of its own, or a label over what it names.
fn collect_child(child: &Section, mut line: TimedLine, lines: &mut Vec<TimedLine>) {
    let mut inside = Vec::new();
    collect_body(child, &mut inside);
    let timed = inside.iter().any(TimedLine::is_timed);
    match line.shape {
        Shape::Day(_) => lines.push(line),
        Shape::Timed { .. } | Shape::Elapsed { .. } if !timed => {
            let body = plain_text_of_blocks(&child.blocks);
            line.text = [line.text.as_str(), body.trim()].join(" ").trim().into();
            lines.push(line);
            return;
        }
        Shape::Timed { .. } | Shape::Elapsed { .. } if line.headed && !line.text.is_empty() => lines.push(line),
        _ => {}
    }
    // Paragraphs below a label such as "Escalation:" report what the label names; those beside entries speak of the entries.
    for line in &mut inside {
        if !timed && line.carrier == Carrier::Paragraph {
            line.carrier = Carrier::Label;
        }
    }
    lines.append(&mut inside);
}

fn collect_body(section: &Section, lines: &mut Vec<TimedLine>) {
    collect(&section.blocks, lines);
    for child in &section.children {
        collect_body(child, lines);
    }
}

fn collect(blocks: &[Block], lines: &mut Vec<TimedLine>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(text) => collect_paragraph(&text_of(text), block.at, Carrier::Paragraph, lines),
            BlockKind::Heading { text, .. } => lines.push(read_line(&text_of(text), block.at, Carrier::Label)),
            BlockKind::List(list) => {
                lines.reserve(list.items.len());
                list.items.iter().for_each(|item| collect_item(item, lines));
            }
            BlockKind::Table(table) => table::collect(table, lines),
            BlockKind::Quote(inside) => collect(inside, lines),
            BlockKind::Code(_) | BlockKind::Divider | BlockKind::Footnote { .. } => {}
        }
    }
}

/// A paragraph is one line, several entries run on, or prose whose sentences tell the times.
fn collect_paragraph(text: &str, at: At, carrier: Carrier, lines: &mut Vec<TimedLine>) {
    if tells_time_only_first(text) {
        if !is_log(text) {
            lines.push(read_line(text, at, carrier));
        }
        return;
    }
    let cuts = entry_cuts(text);
    if cuts.iter().any(|cut| *cut > 0) {
        let bounds = std::iter::once(0).chain(cuts.iter().copied().filter(|cut| *cut > 0)).chain([text.len()]);
        let bounds: Vec<usize> = bounds.collect();
        for pair in bounds.windows(2) {
            let part = text[pair[0]..pair[1]].trim().trim_end_matches(['-', '*', '•']).trim();
            if !part.is_empty() && !is_log(part) {
                lines.push(read_line(part, at, carrier));
            }
        }
        return;
    }
    if is_log(text) {
        return;
    }
    if cuts.is_empty() {
        let telling: Vec<&str> = split_sentences(text).into_iter().filter(|sentence| has_clock(sentence)).collect();
        if telling.len() > 1 {
            lines.extend(telling.into_iter().map(|sentence| read_line(sentence, at, carrier)));
            return;
        }
    }
    lines.push(read_line(text, at, carrier));
}

fn collect_item(item: &Item, lines: &mut Vec<TimedLine>) {
    let Some((first, rest)) = item.blocks.split_first() else { return };
    let head = match &first.kind {
        BlockKind::Paragraph(text) | BlockKind::Heading { text, .. } => text_of(text),
        _ => Cow::Borrowed(""),
    };
    if collect_group(&head, first.at, rest, lines) {
        return;
    }
    let before = lines.len();
    // A question with its timed answers below it.
    if !rest.is_empty() && !has_clock(&head) && rest.iter().any(is_timed) {
        collect(rest, lines);
        lines[before..].iter_mut().for_each(|line| line.carrier = Carrier::Item);
        return;
    }
    collect_paragraph(&head, first.at, Carrier::Item, lines);
    // What stands below an entry without a time of its own belongs to it.
    if let Some(line) = lines.get_mut(before..).and_then(<[_]>::last_mut)
        && line.text.is_empty()
    {
        plain_text_of_blocks(rest).trim().clone_into(&mut line.text);
    }
}

/// An item over entries of its own, such as a day or a phase: whether it is one.
fn collect_group(head: &str, at: At, rest: &[Block], lines: &mut Vec<TimedLine>) -> bool {
    let lists = rest.iter().filter_map(|block| match &block.kind {
        BlockKind::List(list) => Some(&list.items),
        _ => None,
    });
    let nested: Vec<&Item> = lists.flatten().collect();
    let timed = nested.iter().any(|item| item.blocks.first().is_some_and(is_timed));
    if nested.is_empty() || !(timed || (head.trim().ends_with(':') && !has_clock(head))) {
        return false;
    }
    let line = read_line(head, at, Carrier::Label);
    if matches!(line.shape, Shape::Day(_)) || (line.is_timed() && line.headed && !line.text.is_empty()) {
        lines.push(line);
    }
    for item in nested {
        collect_item(item, lines);
    }
    true
}

fn is_timed(block: &Block) -> bool {
    let BlockKind::Paragraph(text) = &block.kind else { return false };
    read_line(&text_of(text), block.at, Carrier::Item).is_timed()
}
