//! Improvements and tasks as lists, tasks with check boxes.

use super::rows;
use super::{append_items, child_with_heading, push_list, stands_at, undecorated, without_leading_blanks};
use crate::document::{At, Block, BlockKind, Inline, Item, List, plain_text};
use crate::lines::split_at;
use crate::postmortem::{Fit, Postmortem, Section, Topic, label_of, topic_of};

/// Improvements and tasks as lists, tasks with check boxes.
pub(super) fn measures(section: &Section, postmortem: &Postmortem, out: &mut Vec<Block>) {
    bullets(&section.blocks, section.topic, postmortem, out);
    for child in &section.children {
        out.push(Block::heading(
            3,
            vec![Inline::text(undecorated(child.heading.as_deref().unwrap_or_default()))],
            child.at,
        ));
        let topic = if child.topic == Topic::Unknown { section.topic } else { child.topic };
        bullets(&child.blocks, topic, postmortem, out);
        for nested in &child.children {
            child_with_heading(nested, out);
        }
    }
}

fn bullets(blocks: &[Block], mut topic: Topic, postmortem: &Postmortem, out: &mut Vec<Block>) {
    let mut items: Vec<Item> = Vec::new();
    for block in blocks {
        let item = match &block.kind {
            BlockKind::Paragraph(text) => {
                let plain = plain_text(text);
                if let Some((width, named @ (Topic::Improvements | Topic::Tasks))) = label_of(&plain) {
                    push_list(std::mem::take(&mut items), out);
                    topic = named;
                    let (label, rest) = split_at(text.clone(), width);
                    let label = plain_text(&label);
                    out.push(Block::heading(
                        3,
                        vec![Inline::text(undecorated(label.trim_end_matches(['-', '*', ':'])))],
                        block.at,
                    ));
                    let rest = without_leading_blanks(rest);
                    if !rest.is_empty() {
                        let blocks = vec![Block::paragraph(rest, block.at)];
                        items.push(Item { checked: task_state(topic, None), blocks, at: block.at });
                    }
                    continue;
                }
                is_item(block.at, postmortem)
            }
            BlockKind::List(list) => {
                append_items(std::mem::take(&mut items), out);
                topic = listed(list, block.at, topic, out);
                continue;
            }
            BlockKind::Table(table) => match rows::lines(table) {
                Some(lines) => {
                    if let Some(caption) = lines.caption() {
                        append_items(std::mem::take(&mut items), out);
                        out.push(caption);
                    }
                    items.extend(lines.body.iter().map(|row| Item {
                        checked: task_state(topic, None),
                        blocks: vec![Block::paragraph(rows::line(row), row.at)],
                        at: row.at,
                    }));
                    continue;
                }
                None => false,
            },
            _ => false,
        };
        if item {
            items.push(Item { checked: task_state(topic, None), blocks: vec![block.clone()], at: block.at });
        } else {
            push_list(std::mem::take(&mut items), out);
            out.push(block.clone());
        }
    }
    push_list(items, out);
}

fn is_item(at: At, postmortem: &Postmortem) -> bool {
    let measures = &postmortem.measures;
    stands_at(&measures.improvements, |item| item.at, at) || stands_at(&measures.tasks, |item| item.at, at)
}

/// An unticked box for a task that has none.
fn task_state(topic: Topic, checked: Option<bool>) -> Option<bool> {
    if topic == Topic::Tasks { checked.or(Some(false)) } else { checked }
}

/// A list of measures; an item that only names what stands below it becomes a heading.
fn listed(list: &List, at: At, mut topic: Topic, out: &mut Vec<Block>) -> Topic {
    let mut kept = List { start: if topic == Topic::Tasks { None } else { list.start }, items: Vec::new() };
    for item in &list.items {
        let head = match item.blocks.first().map(|block| &block.kind) {
            Some(BlockKind::Paragraph(text)) => plain_text(text),
            _ => String::new(),
        };
        let named = match label_of(&head) {
            Some((width, named @ (Topic::Improvements | Topic::Tasks))) if head[width..].trim().is_empty() => {
                Some(named)
            }
            _ => match topic_of(&head) {
                Some((named @ (Topic::Improvements | Topic::Tasks), Fit::Whole)) if item.blocks.len() > 1 => {
                    Some(named)
                }
                _ => None,
            },
        };
        let Some(named) = named else {
            kept.items.push(Item { checked: task_state(topic, item.checked), ..item.clone() });
            continue;
        };
        flush(&mut kept, at, out);
        topic = named;
        kept.start = if topic == Topic::Tasks { None } else { kept.start };
        out.push(Block::heading(3, vec![Inline::text(undecorated(&head))], item.at));
        for block in &item.blocks[1..] {
            match &block.kind {
                BlockKind::List(nested) => {
                    listed(nested, block.at, topic, out);
                }
                _ => out.push(block.clone()),
            }
        }
    }
    flush(&mut kept, at, out);
    topic
}

fn flush(kept: &mut List, at: At, out: &mut Vec<Block>) {
    if !kept.items.is_empty() {
        let items = std::mem::take(&mut kept.items);
        match kept.start {
            None => append_items(items, out),
            start => out.push(Block { kind: BlockKind::List(List { start, items }), at }),
        }
    }
}
