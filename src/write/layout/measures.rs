//! Improvements and tasks as lists, tasks with check boxes.

use super::rows;
use super::{append_items, child_with_heading, heading_and_rest, plain, push_list, stands_at, undecorated};
use crate::document::{At, Block, BlockKind, Inline, Item, List};
use crate::postmortem::{Fit, Postmortem, Section, Topic, label_of, topic_of};

/// Improvements and tasks as lists, tasks with check boxes.
pub(super) fn measures(section: Section, postmortem: &Postmortem, out: &mut Vec<Block>) {
    bullets(section.blocks, section.topic, postmortem, out);
    for child in section.children {
        out.push(Block::heading(
            3,
            vec![Inline::text(undecorated(child.heading.as_deref().unwrap_or_default()))],
            child.at,
        ));
        let topic = if child.topic == Topic::Unknown { section.topic } else { child.topic };
        bullets(child.blocks, topic, postmortem, out);
        for nested in child.children {
            child_with_heading(nested, out);
        }
    }
}

fn bullets(blocks: Vec<Block>, mut topic: Topic, postmortem: &Postmortem, out: &mut Vec<Block>) {
    let mut items: Vec<Item> = Vec::new();
    for block in blocks {
        let at = block.at;
        match block.kind {
            BlockKind::Paragraph(text) => {
                if let Some((width, named)) = label_of(&plain(&text)).filter(|(_, topic)| is_kind(*topic)) {
                    push_list(std::mem::take(&mut items), out);
                    topic = named;
                    let (heading, rest) = heading_and_rest(text, width, at);
                    out.push(heading);
                    if !rest.is_empty() {
                        items.push(item(topic, Block::paragraph(rest, at)));
                    }
                } else if is_item(at, postmortem) {
                    items.push(item(topic, Block::paragraph(text, at)));
                } else {
                    push_list(std::mem::take(&mut items), out);
                    out.push(Block::paragraph(text, at));
                }
            }
            BlockKind::List(list) => {
                append_items(std::mem::take(&mut items), out);
                topic = listed(list, at, topic, out);
            }
            BlockKind::Table(table) => {
                if let Some(lines) = rows::lines(&table) {
                    if let Some(caption) = lines.caption() {
                        append_items(std::mem::take(&mut items), out);
                        out.push(caption);
                    }
                    let lines = lines.body.iter().map(|row| Block::paragraph(rows::line(row), row.at));
                    items.extend(lines.map(|line| item(topic, line)));
                } else {
                    push_list(std::mem::take(&mut items), out);
                    out.push(Block { kind: BlockKind::Table(table), at });
                }
            }
            kind => {
                push_list(std::mem::take(&mut items), out);
                out.push(Block { kind, at });
            }
        }
    }
    push_list(items, out);
}

/// A measure of one block.
fn item(topic: Topic, block: Block) -> Item {
    Item { checked: task_state(topic, None), at: block.at, blocks: vec![block] }
}

/// Whether a topic is a kind of measures.
fn is_kind(topic: Topic) -> bool {
    matches!(topic, Topic::Improvements | Topic::Tasks)
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
fn listed(list: List, at: At, mut topic: Topic, out: &mut Vec<Block>) -> Topic {
    let start = if topic == Topic::Tasks { None } else { list.start };
    let mut kept = List { start, items: Vec::with_capacity(list.items.len()) };
    for mut item in list.items {
        let Some(named) = named(&item) else {
            item.checked = task_state(topic, item.checked);
            kept.items.push(item);
            continue;
        };
        flush(&mut kept, at, out);
        topic = named;
        kept.start = if topic == Topic::Tasks { None } else { kept.start };
        let mut blocks = item.blocks.into_iter();
        let heading = blocks.next().and_then(|head| match head.kind {
            BlockKind::Paragraph(text) => Some(Inline::text(undecorated(&plain(&text)))),
            _ => None,
        });
        out.push(Block::heading(3, heading.into_iter().collect(), item.at));
        for block in blocks {
            match block.kind {
                BlockKind::List(nested) => {
                    listed(nested, block.at, topic, out);
                }
                kind => out.push(Block { kind, at: block.at }),
            }
        }
    }
    flush(&mut kept, at, out);
    topic
}

/// The kind of measures that an item names, with nothing else on its line.
fn named(item: &Item) -> Option<Topic> {
    let BlockKind::Paragraph(text) = &item.blocks.first()?.kind else { return None };
    let head = plain(text);
    let label = ends_as_label(&head).then(|| label_of(&head)).flatten();
    if let Some((width, topic)) = label
        && is_kind(topic)
        && head[width..].trim().is_empty()
    {
        return Some(topic);
    }
    let whole = |(topic, fit)| (is_kind(topic) && fit == Fit::Whole).then_some(topic);
    if item.blocks.len() > 1 { topic_of(&head).and_then(whole) } else { None }
}

/// Whether nothing but marks stands behind the first colon of a line, as behind a label that stands alone.
fn ends_as_label(line: &str) -> bool {
    line.split_once(':').is_some_and(|(_, rest)| rest.trim_start_matches([':', '-', '*']).trim().is_empty())
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
