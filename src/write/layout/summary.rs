//! The summary as bullets: `- **Impact:** …`.

use super::rows;
use super::{append_items, undecorated, without_leading_blanks};
use crate::document::{Block, BlockKind, Inline, Item, List, plain_text};
use crate::lines::split_at;
use crate::postmortem::{Role, Section, Topic, label_of};

/// Labelled parts as bullets: `- **Impact:** …`.
pub(super) fn summary(section: &Section, out: &mut Vec<Block>) {
    let mut items: Vec<Item> = Vec::new();
    // Text below a label belongs to it; text below a list does not.
    let mut labelled_line = false;
    for block in &section.blocks {
        match &block.kind {
            BlockKind::List(list)
                if list.start.is_none()
                    && list.items.iter().any(|item| item.blocks.first().is_some_and(is_labelled)) =>
            {
                for item in &list.items {
                    match item.blocks.split_first() {
                        Some((first, rest)) if is_labelled(first) => {
                            let blocks = std::iter::once(labelled(first)).chain(rest.iter().cloned()).collect();
                            items.push(Item { checked: None, blocks, at: item.at });
                        }
                        _ => items.push(item.clone()),
                    }
                }
            }
            BlockKind::Table(table) if rows::lines(table).is_some_and(|lines| lines.tell_facts()) => {
                if let Some(lines) = rows::lines(table) {
                    if let Some(caption) = lines.caption() {
                        append_items(std::mem::take(&mut items), out);
                        out.push(caption);
                    }
                    items.extend(lines.body.iter().map(|row| Item {
                        checked: None,
                        blocks: vec![rows::fact(row)],
                        at: row.at,
                    }));
                }
            }
            _ if is_labelled(block) => {
                items.push(Item { checked: None, blocks: vec![labelled(block)], at: block.at });
                labelled_line = true;
                continue;
            }
            _ => match items.last_mut() {
                Some(item) if labelled_line => item.blocks.push(block.clone()),
                _ => {
                    append_items(std::mem::take(&mut items), out);
                    out.push(block.clone());
                }
            },
        }
        labelled_line &= !matches!(block.kind, BlockKind::List(_));
    }
    for child in &section.children {
        items.push(child_as_item(child));
    }
    append_items(items, out);
}

/// Whether a section is one part of a summary under its own heading: `Impact`.
pub(super) fn is_labelled_part(section: &Section) -> bool {
    section.role == Role::Summary
        && matches!(section.topic, Topic::Duration | Topic::Impact)
        && section.heading.as_deref().is_some_and(|heading| label_of(&format!("{}:", undecorated(heading))).is_some())
}

/// Such a section as a bullet, the parts inside it beside it.
pub(super) fn labelled_section(section: &Section) -> Vec<Item> {
    let own = Section { children: Vec::new(), ..section.clone() };
    std::iter::once(&own).chain(&section.children).map(child_as_item).collect()
}

/// A part under its own heading as one bullet, its first paragraph on the line of the heading.
fn child_as_item(child: &Section) -> Item {
    let label = format!("{}:", undecorated(child.heading.as_deref().unwrap_or_default()));
    let mut text = vec![Inline::Strong(vec![Inline::Text(label)])];
    let mut blocks = child.blocks.iter().cloned().peekable();
    let short = |block: &Block| matches!(&block.kind, BlockKind::Paragraph(text) if plain_text(text).split_whitespace().count() <= 14);
    let rows = child.blocks.len() > 1 && child.blocks.iter().all(short);
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
    for nested in &child.children {
        let at = nested.at;
        inside.push(Block { kind: BlockKind::List(List { start: None, items: vec![child_as_item(nested)] }), at });
    }
    Item { checked: None, blocks: inside, at: child.at }
}

fn is_labelled(block: &Block) -> bool {
    matches!(&block.kind, BlockKind::Paragraph(text) if label_of(&plain_text(text)).is_some())
}

/// A paragraph with its label in bold.
fn labelled(block: &Block) -> Block {
    let BlockKind::Paragraph(text) = &block.kind else { return block.clone() };
    let plain = plain_text(text);
    let Some((width, _)) = label_of(&plain) else { return block.clone() };
    let (label, rest) = split_at(text.clone(), width);
    let mut text = vec![Inline::Strong(vec![Inline::Text(format!(
        "{}:",
        undecorated(plain_text(&label).trim_end_matches(['-', '*', ':']))
    ))])];
    let rest = without_leading_blanks(rest);
    if !rest.is_empty() {
        text.push(Inline::text(" "));
        text.extend(rest);
    }
    Block::paragraph(text, block.at)
}
