//! The order that all prose outputs share: the section tree back to a neutral tree.
//!
//! The canonical layout has the course's headings at level 2 in the course's order. Inside them stands what the author wrote, in the
//! author's words, as bullets where the course asks for bullets. Nothing is invented; a heading that is renamed leaves what
//! it said beyond its topic (`Timeline (all times in UTC)`) as the first line of its section.

use crate::document::{At, Block, BlockKind, Document, Inline, Item, List, plain_text};
use crate::lines::{split_at, without_prefix};
use crate::postmortem::{
    Fit, Kind, Postmortem, Role, Section, Submission, Topic, entry_cuts, entry_head, is_day, label_of, topic_of,
};

/// The order of parts in prose outputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// The course's headings and order, for what is a postmortem; the document's own order for anything else.
    #[default]
    Canonical,
    /// The document's own order.
    Source,
}

/// The canonical headings, in order.
pub const HEADINGS: [(Role, &str); 4] = [
    (Role::Summary, "Issue Summary"),
    (Role::Timeline, "Timeline"),
    (Role::CauseAndResolution, "Root Cause and Resolution"),
    (Role::Measures, "Corrective and Preventative Measures"),
];

/// The document as prose outputs show it.
#[must_use]
pub fn arrange(submission: &Submission, document: &Document, layout: Layout) -> Document {
    let is_postmortem = matches!(submission.verdict.kind, Kind::Postmortem | Kind::Multiple);
    if layout == Layout::Source || !is_postmortem {
        return document.clone();
    }
    let mut blocks = Vec::new();
    for postmortem in &submission.postmortems {
        arrange_postmortem(postmortem, &mut blocks);
    }
    let title = submission.postmortems.first().and_then(|postmortem| postmortem.title.clone());
    Document { title, blocks, media: document.media.clone() }
}

fn arrange_postmortem(postmortem: &Postmortem, out: &mut Vec<Block>) {
    let top = postmortem.sections.first().map_or(At::lines(1, 1), |section| section.at);
    let title = postmortem.title.clone().unwrap_or_else(|| "Postmortem".to_owned());
    out.push(Block::heading(1, vec![Inline::Text(title)], top));
    let first = postmortem.sections.iter().position(|section| section.role != Role::Other).unwrap_or(0);
    for section in &postmortem.sections[..first] {
        other(section, out);
    }
    for (role, heading) in HEADINGS {
        let mut opened = false;
        for (index, section) in postmortem.sections.iter().enumerate().skip(first) {
            if section.role != role {
                continue;
            }
            if !opened {
                out.push(Block::heading(2, vec![Inline::text(heading)], section.at));
            }
            canonical(section, postmortem, if opened { Order::Later } else { Order::First }, out);
            opened = true;
            for other_section in
                postmortem.sections[index + 1..].iter().take_while(|section| section.role == Role::Other)
            {
                // Other sections follow where they stood, unless the next section has the same role.
                other(other_section, out);
            }
        }
    }
}

/// Whether a section is the first of its role.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    First,
    Later,
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

fn canonical(section: &Section, postmortem: &Postmortem, order: Order, out: &mut Vec<Block>) {
    let section = &without_dividers(section);
    let own_part = matches!(section.topic, Topic::Cause | Topic::Resolution | Topic::Improvements | Topic::Tasks);
    match &section.heading {
        Some(heading) if own_part || (order == Order::Later && section.role != Role::Summary) => {
            out.push(Block::heading(3, vec![Inline::text(undecorated(heading))], section.at));
        }
        Some(heading) => out.extend(beyond_topic(heading, section.at)),
        None => {}
    }
    match section.role {
        Role::Summary => summary(section, out),
        Role::Timeline => timeline(section, postmortem, out),
        Role::CauseAndResolution => cause_and_resolution(section, out),
        Role::Measures => measures(section, postmortem, out),
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
fn beyond_topic(heading: &str, at: At) -> Option<Block> {
    let whole = matches!(topic_of(heading), Some((_, Fit::Whole)));
    let text = if whole {
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

/// Entries as bullets: `- **14:00 UTC** - …`.
fn timeline(section: &Section, postmortem: &Postmortem, out: &mut Vec<Block>) {
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
                let is_entry =
                    entry_head(&plain).is_some() || stands_at(&postmortem.timeline, |entry| entry.at, block.at);
                if cuts.len() > 1 || cuts.first().is_some_and(|cut| *cut > 0) {
                    items.extend(run_on(text, &cuts, block.at));
                } else if is_entry {
                    items.push(Item {
                        checked: None,
                        blocks: vec![Block::paragraph(entry_text(text.clone()), block.at)],
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
    let Some((time, rest)) = entry_head(&plain) else { return text };
    let time_text = plain[time.clone()].trim().trim_end_matches([':', '-', '–']).trim().to_owned();
    let (_, tail) = split_at(text, rest);
    let mut out = vec![Inline::Strong(vec![Inline::Text(time_text)])];
    if !plain_text(&tail).trim().is_empty() || !tail.is_empty() {
        out.push(Inline::text(" - "));
        out.extend(without_leading_blanks(tail));
    }
    out
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

/// Improvements and tasks as lists, tasks with check boxes.
fn measures(section: &Section, postmortem: &Postmortem, out: &mut Vec<Block>) {
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

/// Whether one of the parts, which are in the order of the document, stands at this place.
fn stands_at<T>(parts: &[T], place: impl Fn(&T) -> At, at: At) -> bool {
    let first = parts.partition_point(|part| place(part).start < at.start);
    parts[first..].iter().take_while(|part| place(part).start == at.start).any(|part| place(part) == at)
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
