//! The summary as bullets: `- **Impact:** …`.

use super::rows;
use super::{append_items, plain, undecorated, without_leading_blanks};
use crate::document::{Block, BlockKind, Inline, Item, List, plain_text};
use crate::lines::split_at;
use crate::postmortem::{Role, Section, Topic, label_of};

/// Labelled parts as bullets: `- **Impact:** …`.
pub(super) fn summary(section: Section, out: &mut Vec<Block>) {
    let mut items: Vec<Item> = Vec::new();
    // Text below a label belongs to it; text below a list does not.
    let mut labelled_line = false;
    for block in section.blocks {
        let at = block.at;
        let label = label(&block);
        match block.kind {
            BlockKind::List(list) if is_labelled_list(&list) => {
                items.extend(list.items.into_iter().map(labelled_item));
                labelled_line = false;
            }
            BlockKind::Table(table) if rows::lines(&table).is_some_and(|lines| lines.tell_facts()) => {
                if let Some(lines) = rows::lines(&table) {
                    if let Some(caption) = lines.caption() {
                        append_items(std::mem::take(&mut items), out);
                        out.push(caption);
                    }
                    let fact = |row| Item { checked: None, blocks: vec![rows::fact(row)], at: row.at };
                    items.extend(lines.body.iter().map(fact));
                }
            }
            BlockKind::Paragraph(text) if label.is_some() => {
                let blocks = vec![Block::paragraph(labelled(text, label), at)];
                items.push(Item { checked: None, blocks, at });
                labelled_line = true;
            }
            kind => {
                let is_list = matches!(kind, BlockKind::List(_));
                match items.last_mut() {
                    Some(item) if labelled_line => item.blocks.push(Block { kind, at }),
                    _ => {
                        append_items(std::mem::take(&mut items), out);
                        out.push(Block { kind, at });
                    }
                }
                labelled_line &= !is_list;
            }
        }
    }
    items.extend(section.children.into_iter().map(child_as_item));
    append_items(items, out);
}

/// Whether a list of bullets has an item with a label.
fn is_labelled_list(list: &List) -> bool {
    list.start.is_none() && list.items.iter().any(|item| item.blocks.first().and_then(label).is_some())
}

/// An item with its label in bold; one without a label stays as it is.
fn labelled_item(mut item: Item) -> Item {
    let label = item.blocks.first().and_then(label);
    if let (Some(_), Some(Block { kind: BlockKind::Paragraph(text), .. })) = (label, item.blocks.first_mut()) {
        *text = labelled(std::mem::take(text), label);
        item.checked = None;
    }
    item
}

/// Whether a section is one part of a summary under its own heading: `Impact`.
pub(super) fn is_labelled_part(section: &Section) -> bool {
    section.role == Role::Summary
        && matches!(section.topic, Topic::Duration | Topic::Impact)
        && section.heading.as_deref().is_some_and(|heading| label_of(&format!("{}:", undecorated(heading))).is_some())
}

/// Such a section as a bullet, the parts inside it beside it.
pub(super) fn labelled_section(mut section: Section) -> Vec<Item> {
    let children = std::mem::take(&mut section.children);
    std::iter::once(section).chain(children).map(child_as_item).collect()
}

/// A part under its own heading as one bullet, its first paragraph on the line of the heading.
fn child_as_item(child: Section) -> Item {
    let label = format!("{}:", undecorated(child.heading.as_deref().unwrap_or_default()));
    let mut text = vec![Inline::Strong(vec![Inline::Text(label)])];
    let short = |block: &Block| matches!(&block.kind, BlockKind::Paragraph(text) if plain(text).split_whitespace().count() <= 14);
    let rows = child.blocks.len() > 1 && child.blocks.iter().all(short);
    let mut blocks = child.blocks.into_iter().peekable();
    if rows {
        let items = blocks.map(|block| Item { checked: None, at: block.at, blocks: vec![block] }).collect();
        let list = Block { kind: BlockKind::List(List { start: None, items }), at: child.at };
        return Item { checked: None, blocks: vec![Block::paragraph(text, child.at), list], at: child.at };
    }
    if let Some(Block { kind: BlockKind::Paragraph(first), .. }) =
        blocks.next_if(|block| matches!(block.kind, BlockKind::Paragraph(_)))
    {
        text.push(Inline::text(" "));
        text.extend(first);
    }
    let mut inside = vec![Block::paragraph(text, child.at)];
    inside.extend(blocks);
    for nested in child.children {
        let at = nested.at;
        inside.push(Block { kind: BlockKind::List(List { start: None, items: vec![child_as_item(nested)] }), at });
    }
    Item { checked: None, blocks: inside, at: child.at }
}

/// How wide the label of a paragraph is.
fn label(block: &Block) -> Option<usize> {
    let BlockKind::Paragraph(text) = &block.kind else { return None };
    label_of(&plain(text)).map(|(width, _)| width)
}

/// A text with its label, which is so wide, in bold.
fn labelled(text: Vec<Inline>, label: Option<usize>) -> Vec<Inline> {
    let Some(width) = label else { return text };
    let (label, rest) = split_at(text, width);
    let mut text = vec![Inline::Strong(vec![Inline::Text(format!(
        "{}:",
        undecorated(plain_text(&label).trim_end_matches(['-', '*', ':']))
    ))])];
    let rest = without_leading_blanks(rest);
    if !rest.is_empty() {
        text.push(Inline::text(" "));
        text.extend(rest);
    }
    text
}
