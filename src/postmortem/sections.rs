//! From headings and blocks to sections: which heading opens which section, and which only a part of one.
//!
//! The levels of headings count for little, since authors put sub-labels at level 1; what a heading names counts.
//! A cause belongs to the summary when it stands there and a fuller one follows; a resolution that is the last label of a timeline
//! belongs to the timeline when the section on cause and resolution follows.

use std::collections::HashMap;

use super::model::{Role, Section};
use super::outline::{Form, Heading, InlineText, Piece, is_entry, label_of, trimmed};
use super::topic::{Fit, Topic};
use crate::document::walk::text_of;
use crate::document::{At, Block, BlockKind, Inline, Row, Table, plain_text, plain_text_of_blocks, row_text};
use crate::lines::split_at;

/// Where a heading leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// It opens a section of this role.
    Section(Role),
    /// It opens a part of the current section.
    Part,
    /// It is no heading of a part: its text stays content.
    Content,
}

/// The sections of one write-up, in the order of the document. Content before the first heading has the role `Other`.
pub(super) fn build(pieces: Vec<Piece>) -> Vec<Section> {
    let ahead = Ahead::of(&pieces);
    let mut builder = Builder { sections: Vec::new(), ahead, position: 0, form: None };
    for (position, piece) in pieces.into_iter().enumerate() {
        builder.position = position;
        match piece {
            Piece::Heading(heading) => builder.heading(heading),
            Piece::Block(block) => builder.block(block),
        }
    }
    builder.sections
}

/// Where each topic's headings stand among the pieces, so that a heading can ask what follows.
struct Ahead {
    /// The last piece whose heading or label names a topic.
    last: HashMap<Topic, usize>,
    section_level: u8,
    /// How many sections open with a label in capitals, their text on the same line.
    shouted_labels: usize,
}

impl Ahead {
    fn of(pieces: &[Piece]) -> Self {
        let mut last = HashMap::new();
        let mut section_level = 6;
        let mut shouted_labels = 0;
        for (index, piece) in pieces.iter().enumerate() {
            match piece {
                Piece::Heading(heading) => {
                    last.insert(heading.topic, index);
                    shouted_labels +=
                        usize::from(heading.inline == InlineText::Follows && is_shouted(&plain_text(&heading.text)));
                    if let (Form::Real(level), true) = (heading.form, super::outline::is_section(heading.topic)) {
                        section_level = section_level.min(level);
                    }
                }
                Piece::Block(block) => last
                    .extend(label(block).filter(|label| !is_trigger(block, *label)).map(|(_, topic)| (topic, index))),
            }
        }
        Self { last, section_level, shouted_labels }
    }

    fn follows(&self, position: usize, topics: &[Topic]) -> bool {
        topics.iter().any(|topic| self.last.get(topic).is_some_and(|last| *last > position))
    }
}

struct Builder {
    sections: Vec<Section>,
    ahead: Ahead,
    position: usize,
    /// How the headings of sections are marked, as far as seen.
    form: Option<Form>,
}

impl Builder {
    fn role(&self) -> Option<Role> {
        self.sections.last().map(|section| section.role)
    }

    fn heading(&mut self, heading: Heading) {
        match self.place(heading.topic, Some(&heading)) {
            Place::Section(role) => {
                if role != Role::Other {
                    self.form = Some(heading.form);
                }
                let text = plain_text(&heading.text).trim().to_owned();
                self.open(role, heading.topic, Some(text), heading.at);
                if let Some(section) = self.sections.last_mut() {
                    section.inferred = heading.inferred.is_some();
                }
            }
            Place::Part => self.part(&heading),
            Place::Content => {
                let text = heading.text;
                self.push(Block::paragraph(text, heading.at));
            }
        }
    }

    /// A block is content, unless its label opens a section.
    fn block(&mut self, block: Block) {
        if self.is_table_of_facts(&block) {
            self.open(Role::Summary, Topic::Summary, None, block.at);
            return self.push(block);
        }
        let shouted = self.ahead.shouted_labels >= 2;
        let Some((width, topic)) = label(&block).or_else(|| shouted_label(&block).filter(|_| shouted)) else {
            return self.push(block);
        };
        if topic == Topic::Unknown {
            let BlockKind::Paragraph(text) = block.kind else { return };
            let (label, rest) = split_at(text, width);
            self.open(Role::Other, topic, Some(plain_text(&label).trim().to_owned()), block.at);
            return self.push(Block::paragraph(trimmed(rest), block.at));
        }
        let Place::Section(role) = self.place(topic, None) else { return self.push(block) };
        let BlockKind::Paragraph(text) = block.kind else { return self.push(block) };
        if matches!(topic, Topic::Duration | Topic::Impact) {
            self.open(role, Topic::Summary, None, block.at);
            return self.push(Block::paragraph(text, block.at));
        }
        let (label, rest) = split_at(text, width);
        self.open(role, topic, Some(plain_text(&label).trim().to_owned()), block.at);
        self.push(Block::paragraph(trimmed(rest), block.at));
    }

    /// Where a heading or label leads, by what it names and where it stands. `heading` is `None` for a label with its text.
    fn place(&self, topic: Topic, heading: Option<&Heading>) -> Place {
        const FULLER: &[Topic] = &[Topic::CauseAndResolution, Topic::Cause];
        let role = self.role();
        let follows = |topics: &[Topic]| self.ahead.follows(self.position, topics);
        // A heading below the level of sections is a label in another dress.
        let real = heading.is_some_and(|heading| self.at_section_level(heading));
        let part = if heading.is_some() { Place::Part } else { Place::Content };
        match topic {
            Topic::Summary if is_real_below(heading, self.ahead.section_level) && follows(&[Topic::Summary]) => {
                Place::Section(Role::Other)
            }
            Topic::Summary => Place::Section(Role::Summary),
            Topic::Timeline if role == Some(Role::Timeline) && !real => part,
            Topic::Timeline => Place::Section(Role::Timeline),
            Topic::CauseAndResolution => Place::Section(Role::CauseAndResolution),
            Topic::Measures if role == Some(Role::Measures) && !real => part,
            Topic::Measures => Place::Section(Role::Measures),
            Topic::Duration | Topic::Impact => match role {
                Some(Role::Summary) => part,
                // A block of facts above the summary belongs to it where the summary does not state them itself.
                None | Some(Role::Other)
                    if !self.has_role(Role::Summary)
                        && (!follows(&[Topic::Summary]) || !self.is_stated_later(topic)) =>
                {
                    Place::Section(Role::Summary)
                }
                _ if real && topic == Topic::Impact => Place::Section(Role::Summary),
                Some(Role::Timeline) if heading.is_some() && topic == Topic::Duration => Place::Section(Role::Other),
                _ => part,
            },
            Topic::Cause => match role {
                Some(Role::CauseAndResolution) => part,
                Some(Role::Summary) if follows(FULLER) || (heading.is_none() && self.summary_has_labels()) => part,
                Some(Role::Timeline) if heading.is_none() && follows(FULLER) => part,
                Some(Role::Measures) if heading.is_none() => part,
                _ => Place::Section(Role::CauseAndResolution),
            },
            Topic::Resolution => match role {
                Some(Role::CauseAndResolution) => part,
                Some(Role::Summary | Role::Timeline) if !real && follows(&[Topic::CauseAndResolution]) => part,
                Some(Role::Timeline)
                    if heading.is_none() && !follows(FULLER) && self.has_role(Role::CauseAndResolution) =>
                {
                    part
                }
                Some(Role::Measures) if heading.is_none() => part,
                _ => Place::Section(Role::CauseAndResolution),
            },
            Topic::Improvements | Topic::Tasks => match role {
                // `Project tasks` above the write-up.
                None if follows(&[Topic::Summary]) => Place::Section(Role::Other),
                Some(Role::Measures) => part,
                Some(Role::CauseAndResolution) if heading.is_none() && self.is_only_word_of_measures(topic) => {
                    Place::Section(Role::Measures)
                }
                Some(Role::Summary | Role::Timeline | Role::CauseAndResolution) if heading.is_none() => part,
                _ => Place::Section(Role::Measures),
            },
            Topic::Detection | Topic::Actions | Topic::Misleading | Topic::Escalation => match role {
                Some(role)
                    if role != Role::Timeline && heading.is_some_and(|heading| self.at_section_level(heading)) =>
                {
                    Place::Section(Role::Other)
                }
                None if heading.is_some() => Place::Section(Role::Other),
                _ => part,
            },
            Topic::Conclusion => Place::Section(Role::Other),
            Topic::Aside | Topic::Unknown => self.place_unknown(topic, heading),
        }
    }

    /// A heading that names nothing of the canonical tree opens a section of its own when it looks like the headings that do.
    fn place_unknown(&self, topic: Topic, heading: Option<&Heading>) -> Place {
        let Some(heading) = heading else { return Place::Content };
        let like_sections = match heading.form {
            Form::Real(_) => self.at_section_level(heading),
            Form::Bold => topic == Topic::Aside && self.form == Some(Form::Bold),
            Form::Label | Form::Bare => topic == Topic::Aside && self.form == Some(heading.form),
        };
        match (like_sections, self.role()) {
            (true, _) | (false, None) => Place::Section(Role::Other),
            (false, Some(_)) if matches!(heading.form, Form::Bare) => Place::Content,
            (false, Some(Role::Timeline)) if is_entry(&plain_text(&heading.text)) => Place::Content,
            _ => Place::Part,
        }
    }

    /// Whether a block is a table of facts above the summary, which does not state them itself.
    fn is_table_of_facts(&self, block: &Block) -> bool {
        let BlockKind::Table(table) = &block.kind else { return false };
        let mut topics = table.rows.iter().filter_map(row_topic);
        !self.has_role(Role::Summary)
            && !self.sections.iter().any(|section| section.role != Role::Other)
            && topics.any(|topic| matches!(topic, Topic::Duration | Topic::Impact) && !self.is_stated_later(topic))
    }

    /// Whether a part of this topic stands in the summary further down.
    fn is_stated_later(&self, topic: Topic) -> bool {
        let last = |topic| self.ahead.last.get(&topic).copied();
        last(topic) > last(Topic::Summary).max(Some(self.position))
    }

    /// Whether nothing else names measures.
    fn is_only_word_of_measures(&self, topic: Topic) -> bool {
        let others = [Topic::Measures, Topic::Improvements, Topic::Tasks];
        let others: Vec<Topic> = others.into_iter().filter(|other| *other != topic).collect();
        !self.has_role(Role::Measures) && others.iter().all(|other| !self.ahead.last.contains_key(other))
    }

    /// Whether the current summary has a heading of its own line and a labelled part, so that further labels belong to it too.
    fn summary_has_labels(&self) -> bool {
        let Some(section) = self.sections.last() else { return false };
        let own_line =
            section.blocks.first().is_none_or(|block| block.at.start != section.at.start) || section.heading.is_none();
        own_line
            && section
                .blocks
                .iter()
                .any(|block| label(block).is_some_and(|(_, topic)| matches!(topic, Topic::Duration | Topic::Impact)))
    }

    /// Whether a heading has the level of those that open sections, or a higher one.
    fn at_section_level(&self, heading: &Heading) -> bool {
        matches!(heading.form, Form::Real(level) if level <= self.ahead.section_level)
    }

    fn has_role(&self, role: Role) -> bool {
        self.sections.iter().any(|section| section.role == role)
    }

    fn open(&mut self, role: Role, topic: Topic, heading: Option<String>, at: At) {
        self.sections.push(Section {
            role,
            heading,
            at,
            blocks: Vec::new(),
            children: Vec::new(),
            topic,
            inferred: false,
        });
    }

    fn part(&mut self, heading: &Heading) {
        let text = plain_text(&heading.text).trim().to_owned();
        let Some(section) = self.sections.last_mut() else { return };
        section.at = section.at.to(heading.at);
        let part = Section {
            role: section.role,
            heading: Some(text),
            at: heading.at,
            blocks: Vec::new(),
            children: Vec::new(),
            topic: heading.topic,
            inferred: heading.inferred.is_some(),
        };
        debug_assert!(heading.inline == InlineText::None || heading.topic != Topic::Unknown);
        section.children.push(part);
    }

    fn push(&mut self, block: Block) {
        if self.sections.is_empty() {
            self.open(Role::Other, Topic::Unknown, None, block.at);
        }
        let Some(section) = self.sections.last_mut() else { return };
        section.at = section.at.to(block.at);
        match section.children.last_mut() {
            Some(child) => {
                child.at = child.at.to(block.at);
                child.blocks.push(block);
            }
            None => section.blocks.push(block),
        }
    }
}

/// What the first cell of a row names, with text behind it.
fn row_topic(row: &Row) -> Option<Topic> {
    let mut cells = row.cells.iter().map(|cell| plain_text_of_blocks(&cell.blocks));
    let topic = super::topic_of(&cells.next()?).filter(|(_, fit)| *fit == Fit::Whole)?.0;
    cells.any(|cell| !cell.trim().is_empty()).then_some(topic)
}

/// A trigger is told beside the cause and is no fuller one.
fn is_trigger(block: &Block, (width, topic): (usize, Topic)) -> bool {
    let BlockKind::Paragraph(text) = &block.kind else { return false };
    topic == Topic::Cause && plain_text(text)[..width].trim().to_lowercase().starts_with("trigger")
}

/// Whether a heading of the document stands below a level.
fn is_real_below(heading: Option<&Heading>, section_level: u8) -> bool {
    matches!(heading, Some(Heading { form: Form::Real(level), .. }) if *level > section_level)
}

/// The label at the head of a paragraph that has more text behind it.
fn label(block: &Block) -> Option<(usize, Topic)> {
    let BlockKind::Paragraph(text) = &block.kind else { return None };
    if !holds_colon(text) {
        return None;
    }
    let plain = text_of(text);
    label_of(&plain).filter(|(width, _)| !plain[*width..].trim().is_empty())
}

/// Whether a colon stands in a text: without one, no label does, and its characters need not be put together.
fn holds_colon(text: &[Inline]) -> bool {
    let holds = |text: &str| text.as_bytes().contains(&b':');
    text.iter().any(|inline| match inline {
        Inline::Text(text) | Inline::Code(text) | Inline::FootnoteReference(text) => holds(text),
        Inline::Image(image) => holds(&image.alt),
        wrapped => wrapped.children().is_some_and(holds_colon),
    })
}

/// A label in capitals that names nothing known: `LOG OR DUMP ERROR: …`.
fn shouted_label(block: &Block) -> Option<(usize, Topic)> {
    let BlockKind::Paragraph(text) = &block.kind else { return None };
    if !holds_colon(text) {
        return None;
    }
    let plain = text_of(text);
    let end = plain.find(':').filter(|end| *end <= 60)?;
    (is_shouted(&plain[..end]) && plain.len() > end + 1).then_some((end + 1, Topic::Unknown))
}

/// Three letters or more, none of them small.
fn is_shouted(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() >= 3 && !text.chars().any(char::is_lowercase)
}

/// A run of content under one label inside a section.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    /// What the label names; the section's own topic for content before any label.
    pub(crate) topic: Topic,
    /// The lines of text, labels cut off, with where each stands.
    pub(crate) lines: Vec<(String, At)>,
    /// The label, in the author's words.
    pub(crate) label: Option<String>,
}

impl Part {
    /// All lines as one quote.
    pub(crate) fn text(&self) -> String {
        self.lines.iter().map(|(text, _)| text.as_str()).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
    }

    /// Where the lines stand.
    pub(crate) fn at(&self) -> Option<At> {
        let first = self.lines.first()?.1;
        Some(self.lines.iter().fold(first, |at, (_, line)| at.to(*line)))
    }
}

/// A section as its labelled parts: by children, by labels of paragraphs, by labels of list items.
pub(crate) fn parts(section: &Section) -> Vec<Part> {
    let mut out = Vec::new();
    parts_of(section, None, &mut out);
    out.retain(|part| !part.lines.is_empty() || part.label.is_some());
    out
}

fn parts_of(section: &Section, label: Option<&str>, out: &mut Vec<Part>) {
    out.push(Part { topic: section.topic, lines: Vec::new(), label: label.map(str::to_owned) });
    for block in &section.blocks {
        match &block.kind {
            // The parts of a duration are one: its day, its start, its end.
            _ if section.topic == Topic::Duration
                && !leading_label(block).is_some_and(|(_, topic)| topic == Topic::Impact) =>
            {
                if let Some(part) = out.last_mut() {
                    part.lines.push((trimmed_text(plain_text_of_blocks(std::slice::from_ref(block))), block.at));
                }
            }
            BlockKind::List(list)
                if list.items.iter().any(|item| {
                    item.blocks.first().and_then(leading_label).is_some() || label_alone(&item.blocks).is_some()
                }) =>
            {
                for item in &list.items {
                    push_item(&item.blocks, out);
                }
            }
            _ => push_block(block, out),
        }
    }
    for child in &section.children {
        parts_of(child, child.heading.as_deref(), out);
    }
}

fn push_item(blocks: &[Block], out: &mut Vec<Part>) {
    let Some((first, rest)) = blocks.split_first() else { return };
    match label_alone(blocks) {
        Some((label, topic)) => out.push(Part { topic, lines: Vec::new(), label: Some(label) }),
        None => push_block(first, out),
    }
    for block in rest {
        push_block(block, out);
    }
}

/// An item that only names what stands below it: `Impact` over a nested list.
fn label_alone(blocks: &[Block]) -> Option<(String, Topic)> {
    let (Block { kind: BlockKind::Paragraph(text), .. }, [_, ..]) = blocks.split_first()? else { return None };
    let plain = plain_text(text).trim().to_owned();
    let (topic, fit) = super::topic_of(&plain)?;
    (fit == super::topic::Fit::Whole && plain.split_whitespace().count() <= 4).then_some((plain, topic))
}

fn push_block(block: &Block, out: &mut Vec<Part>) {
    let text = || plain_text_of_blocks(std::slice::from_ref(block));
    if let Some((width, topic)) = leading_label(block) {
        let text = text();
        let rest = text[width..].trim().to_owned();
        let label = text[..width].trim().to_owned();
        out.push(Part { topic, lines: vec![(rest, block.at)], label: Some(label) });
        return;
    }
    let Some(part) = out.last_mut() else { return };
    match &block.kind {
        BlockKind::Table(table)
            if matches!(part.topic, Topic::Summary | Topic::CauseAndResolution | Topic::Cause | Topic::Resolution) =>
        {
            push_table(table, out);
        }
        BlockKind::List(list) => {
            part.lines
                .extend(list.items.iter().map(|item| (trimmed_text(plain_text_of_blocks(&item.blocks)), item.at)));
        }
        _ => {
            let text = trimmed_text(text());
            // A rule or a picture says nothing.
            if !text.is_empty() {
                part.lines.push((text, block.at));
            }
        }
    }
}

/// A text without the blanks around it; most have none.
fn trimmed_text(text: String) -> String {
    let bare = text.trim();
    if bare.len() == text.len() { text } else { bare.to_owned() }
}

/// A table with a label in each row: `| Impact | … |`.
fn push_table(table: &Table, out: &mut Vec<Part>) {
    for row in &table.rows {
        let mut cells = row.cells.iter().map(|cell| plain_text_of_blocks(&cell.blocks).trim().to_owned());
        let label = cells.next().unwrap_or_default();
        let text = cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" ");
        match super::topic_of(&label) {
            Some((topic, super::topic::Fit::Whole)) if !text.is_empty() => {
                // As the label of a line, which ends in a colon.
                let label = Some(format!("{}:", label.trim_end_matches(':')));
                out.push(Part { topic, lines: vec![(text, row.at)], label });
            }
            _ => {
                if let Some(part) = out.last_mut() {
                    part.lines.push((row_text(row), row.at));
                }
            }
        }
    }
}

/// The label at the head of a paragraph, with or without text behind it; also `Impact - …` in bold.
fn leading_label(block: &Block) -> Option<(usize, Topic)> {
    let BlockKind::Paragraph(text) = &block.kind else { return None };
    let first = text.first()?;
    let emphasized = super::outline::is_emphasized(std::slice::from_ref(first));
    if !emphasized && !holds_colon(text) {
        return None;
    }
    let plain = text_of(text);
    let found = label_of(&plain);
    if found.is_some() || !emphasized {
        return found;
    }
    let label = plain_text(std::slice::from_ref(first));
    let (topic, fit) = super::topic_of(&label)?;
    let separator = plain[label.len()..]
        .chars()
        .take_while(|c| c.is_whitespace() || matches!(c, '-' | '–' | '—' | ':'))
        .map(char::len_utf8)
        .sum::<usize>();
    (fit == super::topic::Fit::Whole).then_some((label.len() + separator, topic))
}
