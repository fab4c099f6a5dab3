//! The order that all prose outputs share: the section tree back to a neutral tree.
//!
//! The canonical layout has the course's headings at level 2 in the course's order. Inside them stands what the author wrote, in the
//! author's words, as bullets where the course asks for bullets. Nothing is invented; a heading that is renamed leaves what
//! it said beyond its topic (`Timeline (all times in UTC)`) as the first line of its section.

mod measures;
mod parts;
mod rows;
mod summary;
mod timeline;

pub use parts::{Arranged, Part, Shows, arrange, arrange_in_parts};

use std::borrow::Cow;

use crate::document::{At, Block, BlockKind, Inline, Item, List, plain_text};
use crate::lines::{split_at, without_prefix};
use crate::postmortem::{Fit, Headings, Postmortem, Role, Section, Topic, label_of, topic_of};

/// The order of parts in prose outputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// The course's headings and order, for what is a postmortem; the document's own order for anything else.
    #[default]
    Canonical,
    /// The document's own order.
    Source,
}

/// Whether a section is the first of its role.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    First,
    Later,
}

/// Sections that are no canonical ones. Closing words right before a conclusion with a heading stand under that heading.
fn others(sections: Vec<Section>, out: &mut Vec<Block>) {
    let concludes = |section: &Section| section.topic == Topic::Conclusion;
    let mut rest = sections.into_iter().peekable();
    while let Some(mut section) = rest.next() {
        if concludes(&section)
            && section.heading.is_none()
            && let Some(next) = rest.next_if(|next| concludes(next) && next.heading.is_some())
        {
            section.blocks.extend(next.blocks);
            section = Section { blocks: section.blocks, ..next };
        }
        other(section, out);
    }
}

/// A section that is no canonical one keeps its heading.
fn other(section: Section, out: &mut Vec<Block>) {
    if let Some(heading) = &section.heading {
        // One that only introduces the write-up stays below the canonical heading of its name.
        let level = if matches!(topic_of(heading), Some((Topic::Summary, _))) { 3 } else { 2 };
        out.push(Block::heading(level, vec![Inline::text(undecorated(heading))], section.at));
    } else if section.topic == Topic::Conclusion {
        out.push(Block::heading(2, vec![Inline::text("Conclusion")], section.at));
    }
    out.extend(section.blocks);
    for child in section.children {
        child_with_heading(child, out);
    }
}

fn child_with_heading(child: Section, out: &mut Vec<Block>) {
    if let Some(heading) = &child.heading {
        out.push(Block::heading(3, vec![Inline::text(undecorated(heading))], child.at));
    }
    out.extend(child.blocks);
    for nested in child.children {
        child_with_heading(nested, out);
    }
}

fn canonical(mut section: Section, postmortem: &Postmortem, headings: &Headings, order: Order, out: &mut Vec<Block>) {
    drop_dividers(&mut section);
    let own_part = matches!(section.topic, Topic::Cause | Topic::Resolution | Topic::Improvements | Topic::Tasks);
    if summary::is_labelled_part(&section) {
        return append_items(summary::labelled_section(section), out);
    }
    match &section.heading {
        Some(heading) if own_part || (order == Order::Later && section.role != Role::Summary) => {
            out.push(Block::heading(3, vec![Inline::text(undecorated(heading))], section.at));
        }
        Some(heading) if !section.inferred => out.extend(beyond_topic(heading, headings, section.at)),
        _ => {}
    }
    match section.role {
        Role::Summary => summary::summary(section, out),
        Role::Timeline => timeline::timeline(section, postmortem, out),
        Role::CauseAndResolution => cause_and_resolution(section, out),
        Role::Measures => measures::measures(section, postmortem, out),
        Role::Other => out.extend(section.blocks),
    }
}

/// Drops the lines between the parts of a section, which its headings replace.
fn drop_dividers(section: &mut Section) {
    section.blocks.retain(|block| !matches!(block.kind, BlockKind::Divider));
    section.children.iter_mut().for_each(drop_dividers);
}

/// What a heading says beyond its topic: what stands in parentheses, or all of it where its topic is only part of it.
fn beyond_topic(heading: &str, headings: &Headings, at: At) -> Option<Block> {
    let whole = headings.role_of(heading).is_some() || matches!(topic_of(heading), Some((_, Fit::Whole)));
    let text = if whole {
        // `(2) Timeline` is numbered.
        let number = heading.starts_with('(').then(|| heading.find(')')).flatten();
        let numbered = number.filter(|end| heading[1..*end].bytes().all(|byte| byte.is_ascii_digit()));
        let heading = &heading[numbered.map_or(0, |end| end + 1)..];
        let start = heading.find('(')?;
        heading[start..].trim_end_matches([':', ';', ' '])
    } else {
        undecorated(heading)
    };
    text.chars().any(char::is_alphanumeric).then(|| Block::paragraph(vec![Inline::text(text)], at))
}

/// A heading without the colon behind it.
fn undecorated(heading: &str) -> &str {
    heading.trim().trim_end_matches([':', ';']).trim_end()
}

fn without_leading_blanks(text: Vec<Inline>) -> Vec<Inline> {
    let plain = plain(&text);
    let blanks = plain.len() - plain.trim_start().len();
    without_prefix(text, blanks)
}

/// [`plain_text`], without a copy of a text that has no marks.
fn plain(text: &[Inline]) -> Cow<'_, str> {
    match text {
        [Inline::Text(text)] => Cow::Borrowed(text),
        text => Cow::Owned(plain_text(text)),
    }
}

/// The label of a paragraph as a heading of its own, and the text behind it.
fn heading_and_rest(text: Vec<Inline>, width: usize, at: At) -> (Block, Vec<Inline>) {
    let (label, rest) = split_at(text, width);
    let label = plain_text(&label);
    let heading = vec![Inline::text(undecorated(label.trim_end_matches(['-', '*', ':'])))];
    (Block::heading(3, heading, at), without_leading_blanks(rest))
}

fn push_list(items: Vec<Item>, out: &mut Vec<Block>) {
    if let (Some(first), Some(last)) = (items.first(), items.last()) {
        let at = first.at.to(last.at);
        out.push(Block { kind: BlockKind::List(List { start: None, items }), at });
    }
}

/// Adds items to the list that stands last, or as a new list.
fn append_items(items: Vec<Item>, out: &mut Vec<Block>) {
    match (out.last_mut(), items.last()) {
        (Some(Block { kind: BlockKind::List(List { start: None, items: before }), at }), Some(last)) => {
            *at = at.to(last.at);
            before.extend(items);
        }
        _ => push_list(items, out),
    }
}

/// Cause and resolution under headings of level 3, where the author named them.
fn cause_and_resolution(section: Section, out: &mut Vec<Block>) {
    for block in section.blocks {
        labelled_as_heading(block, &[Topic::Cause, Topic::Resolution], out);
    }
    for child in section.children {
        child_with_heading(child, out);
    }
}

/// `Root cause: text` as a heading and its text.
fn labelled_as_heading(block: Block, topics: &[Topic], out: &mut Vec<Block>) {
    let label = match &block.kind {
        BlockKind::Paragraph(text) => label_of(&plain(text)).filter(|(_, topic)| topics.contains(topic)),
        _ => None,
    };
    match (block.kind, label) {
        (BlockKind::Paragraph(text), Some((width, _))) => {
            let (heading, rest) = heading_and_rest(text, width, block.at);
            out.push(heading);
            if !rest.is_empty() {
                out.push(Block::paragraph(rest, block.at));
            }
        }
        (kind, _) => out.push(Block { kind, at: block.at }),
    }
}

/// Whether one of the parts, which are in the order of the document, stands at this place.
fn stands_at<T>(parts: &[T], place: impl Fn(&T) -> At, at: At) -> bool {
    let first = parts.partition_point(|part| place(part).start < at.start);
    parts[first..].iter().take_while(|part| place(part).start == at.start).any(|part| place(part) == at)
}
