//! The order that all prose outputs share: the section tree back to a neutral tree.
//!
//! The canonical layout has the course's headings at level 2 in the course's order. Inside them stands what the author wrote, in the
//! author's words, as bullets where the course asks for bullets. Nothing is invented; a heading that is renamed leaves what
//! it said beyond its topic (`Timeline (all times in UTC)`) as the first line of its section.

mod measures;
mod rows;
mod timeline;

use std::ops::Range;

use crate::document::{At, Block, BlockKind, Document, Inline, Item, List, plain_text};
use crate::lines::{split_at, without_prefix};
use crate::postmortem::{Fit, Headings, Kind, Postmortem, Role, Section, Submission, Topic, label_of, topic_of};

/// The order of parts in prose outputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// The course's headings and order, for what is a postmortem; the document's own order for anything else.
    #[default]
    Canonical,
    /// The document's own order.
    Source,
}

/// The document as prose outputs show it.
#[must_use]
pub fn arrange(submission: &Submission, document: &Document, layout: Layout, headings: &Headings) -> Document {
    arrange_in_parts(submission, document, layout, headings).document
}

/// A document in its order, and which of its blocks show what.
#[derive(Debug, Clone)]
pub struct Arranged {
    /// The document.
    pub document: Document,
    /// Its parts, in order, without gaps; none in the document's own order.
    pub parts: Vec<Part>,
}

impl Arranged {
    /// The blocks of a part.
    #[must_use]
    pub fn blocks(&self, part: &Part) -> &[Block] {
        self.document.blocks.get(part.blocks.clone()).unwrap_or_default()
    }
}

/// Some blocks in a row and what they show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Which write-up it belongs to.
    pub postmortem: usize,
    /// What it shows.
    pub shows: Shows,
    /// Its blocks.
    pub blocks: Range<usize>,
}

/// What a part shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shows {
    /// The title of a write-up.
    Title,
    /// A section, from its canonical heading on; [`Role::Other`] for one that keeps its own.
    Section(Role),
}

/// The document as prose outputs show it, with its parts.
#[must_use]
pub fn arrange_in_parts(submission: &Submission, document: &Document, layout: Layout, headings: &Headings) -> Arranged {
    let is_postmortem = matches!(submission.verdict.kind, Kind::Postmortem | Kind::Multiple);
    if layout == Layout::Source || !is_postmortem {
        return Arranged { document: document.clone(), parts: Vec::new() };
    }
    let mut builder = Builder { headings, blocks: Vec::new(), parts: Vec::new() };
    for (index, postmortem) in submission.postmortems.iter().enumerate() {
        builder.postmortem(index, postmortem);
    }
    let title = submission.postmortems.first().and_then(|postmortem| postmortem.title.clone());
    let document = Document { title, blocks: builder.blocks, media: document.media.clone() };
    Arranged { document, parts: builder.parts }
}

struct Builder<'a> {
    headings: &'a Headings,
    blocks: Vec<Block>,
    parts: Vec<Part>,
}

impl Builder<'_> {
    /// Adds a part, unless it is empty.
    fn part(&mut self, postmortem: usize, shows: Shows, fill: impl FnOnce(&mut Vec<Block>)) {
        let from = self.blocks.len();
        fill(&mut self.blocks);
        if self.blocks.len() > from {
            self.parts.push(Part { postmortem, shows, blocks: from..self.blocks.len() });
        }
    }

    fn postmortem(&mut self, number: usize, postmortem: &Postmortem) {
        let top = postmortem.sections.first().map_or(At::lines(1, 1), |section| section.at);
        let title = postmortem.title.clone().unwrap_or_else(|| "Postmortem".to_owned());
        self.part(number, Shows::Title, |out| out.push(Block::heading(1, vec![Inline::Text(title)], top)));
        let first = postmortem.sections.iter().position(|section| section.role != Role::Other).unwrap_or(0);
        self.part(number, Shows::Section(Role::Other), |out| {
            postmortem.sections[..first].iter().for_each(|section| other(section, out));
        });
        let headings = self.headings;
        for (role, heading) in headings.written() {
            let mut order = Order::First;
            let mut between: Vec<Section> = Vec::new();
            for (index, section) in postmortem.sections.iter().enumerate().skip(first) {
                if section.role != role {
                    continue;
                }
                self.part(number, Shows::Section(role), |out| {
                    if order == Order::First {
                        out.push(Block::heading(2, vec![Inline::text(heading)], section.at));
                    }
                    canonical(section, postmortem, headings, order, out);
                });
                order = Order::Later;
                let behind = &postmortem.sections[index + 1..];
                between.extend(behind.iter().take_while(|section| section.role == Role::Other).cloned());
            }
            // Other sections follow where they stood, but behind all sections of a role: between two, the later would seem theirs.
            self.part(number, Shows::Section(Role::Other), |out| others(&between, out));
        }
    }
}

/// Whether a section is the first of its role.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    First,
    Later,
}

/// Sections that are no canonical ones. Closing words right before a conclusion with a heading stand under that heading.
fn others(sections: &[Section], out: &mut Vec<Block>) {
    let concludes = |section: &Section| section.topic == Topic::Conclusion;
    let mut rest = sections;
    while let Some((section, behind)) = rest.split_first() {
        rest = behind;
        match behind.first() {
            Some(next)
                if concludes(section) && section.heading.is_none() && concludes(next) && next.heading.is_some() =>
            {
                let blocks = section.blocks.iter().chain(&next.blocks).cloned().collect();
                other(&Section { blocks, ..next.clone() }, out);
                rest = &behind[1..];
            }
            _ => other(section, out),
        }
    }
}

/// A section that is no canonical one keeps its heading.
fn other(section: &Section, out: &mut Vec<Block>) {
    if let Some(heading) = &section.heading {
        // One that only introduces the write-up stays below the canonical heading of its name.
        let level = if matches!(topic_of(heading), Some((Topic::Summary, _))) { 3 } else { 2 };
        out.push(Block::heading(level, vec![Inline::text(undecorated(heading))], section.at));
    } else if section.topic == Topic::Conclusion {
        out.push(Block::heading(2, vec![Inline::text("Conclusion")], section.at));
    }
    out.extend(section.blocks.iter().cloned());
    for child in &section.children {
        child_with_heading(child, out);
    }
}

fn child_with_heading(child: &Section, out: &mut Vec<Block>) {
    if let Some(heading) = &child.heading {
        out.push(Block::heading(3, vec![Inline::text(undecorated(heading))], child.at));
    }
    out.extend(child.blocks.iter().cloned());
    for nested in &child.children {
        child_with_heading(nested, out);
    }
}

fn canonical(section: &Section, postmortem: &Postmortem, headings: &Headings, order: Order, out: &mut Vec<Block>) {
    let section = &without_dividers(section);
    let own_part = matches!(section.topic, Topic::Cause | Topic::Resolution | Topic::Improvements | Topic::Tasks);
    if let Some(heading) = section.heading.as_deref().filter(|_| is_labelled_part(section)) {
        return append_items(labelled_section(section, heading), out);
    }
    match &section.heading {
        Some(heading) if own_part || (order == Order::Later && section.role != Role::Summary) => {
            out.push(Block::heading(3, vec![Inline::text(undecorated(heading))], section.at));
        }
        Some(heading) if !section.inferred => out.extend(beyond_topic(heading, headings, section.at)),
        _ => {}
    }
    match section.role {
        Role::Summary => summary(section, out),
        Role::Timeline => timeline::timeline(section, postmortem, out),
        Role::CauseAndResolution => cause_and_resolution(section, out),
        Role::Measures => measures::measures(section, postmortem, out),
        Role::Other => out.extend(section.blocks.iter().cloned()),
    }
}

/// A section without the lines between its parts, which its headings replace.
fn without_dividers(section: &Section) -> Section {
    let mut section = section.clone();
    section.blocks.retain(|block| !matches!(block.kind, BlockKind::Divider));
    section.children = section.children.iter().map(without_dividers).collect();
    section
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

/// Labelled parts as bullets: `- **Impact:** …`.
fn summary(section: &Section, out: &mut Vec<Block>) {
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
fn is_labelled_part(section: &Section) -> bool {
    section.role == Role::Summary
        && matches!(section.topic, Topic::Duration | Topic::Impact)
        && section.heading.as_deref().is_some_and(|heading| label_of(&format!("{}:", undecorated(heading))).is_some())
}

/// Such a section as a bullet, the parts inside it beside it.
fn labelled_section(section: &Section, heading: &str) -> Vec<Item> {
    let own = Section { heading: Some(heading.to_owned()), children: Vec::new(), ..section.clone() };
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

fn without_leading_blanks(text: Vec<Inline>) -> Vec<Inline> {
    let plain = plain_text(&text);
    let blanks = plain.len() - plain.trim_start().len();
    without_prefix(text, blanks)
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
fn cause_and_resolution(section: &Section, out: &mut Vec<Block>) {
    for block in &section.blocks {
        labelled_as_heading(block, &[Topic::Cause, Topic::Resolution], out);
    }
    for child in &section.children {
        child_with_heading(child, out);
    }
}

/// `Root cause: text` as a heading and its text.
fn labelled_as_heading(block: &Block, topics: &[Topic], out: &mut Vec<Block>) {
    let BlockKind::Paragraph(text) = &block.kind else { return out.push(block.clone()) };
    let plain = plain_text(text);
    let Some((width, _)) = label_of(&plain).filter(|(_, topic)| topics.contains(topic)) else {
        return out.push(block.clone());
    };
    let (label, rest) = split_at(text.clone(), width);
    let label = plain_text(&label);
    out.push(Block::heading(3, vec![Inline::text(undecorated(label.trim_end_matches(['-', '*', ':'])))], block.at));
    let rest = without_leading_blanks(rest);
    if !rest.is_empty() {
        out.push(Block::paragraph(rest, block.at));
    }
}

/// Whether one of the parts, which are in the order of the document, stands at this place.
fn stands_at<T>(parts: &[T], place: impl Fn(&T) -> At, at: At) -> bool {
    let first = parts.partition_point(|part| place(part).start < at.start);
    parts[first..].iter().take_while(|part| place(part).start == at.start).any(|part| place(part) == at)
}
