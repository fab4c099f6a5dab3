//! Block events to blocks.
//!
//! Open containers stand on a stack of bounded depth; what is nested deeper goes into the innermost of them.
//! A line of text without a paragraph of its own (a tight list item) opens one.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd};

use super::autolink::Run;
use super::containers::{Containers, Holds};
use super::definitions::{Definitions, Kept};
use super::fragments;
use super::lines::Lines;
use super::pictures::{Definition, Pictures};
use super::running::{Running, Wrap};
use super::tags::{self, Markup};
use super::tidy::tidy;
use super::{Spanned, is_resolved};
use crate::document::{Alignment, At, Block, BlockKind, BreakKind, Cell, Code, CodeForm, Inline, List, Table};
use crate::notice::{Notice, Notices};

/// Builds the blocks of a text.
pub(super) struct Builder<'a> {
    pub(super) lines: &'a Lines<'a>,
    pub(super) notices: &'a mut Notices,
    definitions: Definitions,
    labels: &'a HashMap<String, &'a Definition<'a>>,
    pub(super) pictures: Pictures,
    pub(super) containers: Containers,
    leaf: Option<Leaf>,
    code: Option<Code>,
    /// Bytes up to which every block has been seen; link definitions stand between blocks.
    covered: usize,
}

/// A block of running text that is open.
struct Leaf {
    running: Running,
    range: Range<usize>,
}

impl<'a> Builder<'a> {
    /// Nothing yet; the text begins at byte `start`.
    pub(super) fn new(
        lines: &'a Lines<'a>,
        notices: &'a mut Notices,
        definitions: Definitions,
        start: usize,
        labels: &'a HashMap<String, &'a Definition<'a>>,
    ) -> Self {
        Self {
            lines,
            notices,
            definitions,
            labels,
            pictures: Pictures::default(),
            containers: Containers::new(),
            leaf: None,
            code: None,
            covered: start,
        }
    }

    /// Takes all events.
    pub(super) fn run(&mut self, events: &[Spanned<'_>]) {
        let mut next = 0;
        while let Some((event, range)) = events.get(next) {
            if matches!(event, Event::Start(Tag::HtmlBlock)) {
                let construct = fragments::construct(events, next);
                next = construct.end.max(next + 1);
                self.html(events.get(construct).unwrap_or_default());
            } else {
                self.event(event, range);
                next += 1;
            }
        }
    }

    /// The blocks and pictures; the text ends at byte `end`.
    pub(super) fn finish(mut self, end: usize) -> (Vec<Block>, Pictures) {
        self.end_leaf(None);
        self.gap(end);
        if self.containers.flattened {
            self.notices.note(Notice::DepthFlattened);
        }
        (self.containers.finish(), self.pictures)
    }

    fn event(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(*tag, range),
            Event::Text(text) => match &mut self.code {
                Some(code) => code.text.push_str(text),
                None => self.running(range).text(text, range),
            },
            Event::Code(text) => self.running(range).leaf(Inline::Code(text.to_string())),
            Event::InlineHtml(raw) => self.inline_html(raw, range),
            Event::SoftBreak => self.line_end(BreakKind::Soft, range),
            Event::HardBreak => self.line_end(BreakKind::Hard, range),
            Event::FootnoteReference(label) => {
                self.running(range).leaf(Inline::FootnoteReference(label.to_string()));
            }
            Event::TaskListMarker(state) => self.containers.check(*state),
            Event::Rule => {
                self.begin_block(range);
                self.end_block(BlockKind::Divider, range);
            }
            // HTML blocks are taken whole by `run`; mathematics is off.
            Event::Html(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Paragraph | Tag::Heading { .. } | Tag::TableCell => {
                self.begin_block(range);
                self.leaf = Some(Leaf { running: Running::new(), range: range.clone() });
            }
            Tag::CodeBlock(kind) => {
                self.begin_block(range);
                self.code = Some(empty_code(kind));
            }
            Tag::BlockQuote(_) => self.open(Holds::Quote(Vec::new()), range),
            Tag::FootnoteDefinition(label) => {
                self.open(Holds::Footnote { label: label.to_string(), blocks: Vec::new() }, range);
            }
            Tag::List(start) => self.open(Holds::List(List { start: *start, items: Vec::new() }, Vec::new()), range),
            Tag::Item => {
                let marker = marker(self.lines.slice(range.clone()));
                self.open(Holds::Item { marker, checked: None, blocks: Vec::new() }, range);
            }
            Tag::Table(alignments) => {
                let alignments = alignments.iter().map(|a| alignment(*a)).collect();
                self.open(Holds::Table(Table { header_rows: 0, alignments, rows: Vec::new() }), range);
            }
            Tag::TableHead | Tag::TableRow => self.open(Holds::Row { cells: Vec::new(), end: range.start }, range),
            Tag::Strong => self.running(range).open(Wrap::Strong),
            Tag::Emphasis => self.running(range).open(Wrap::Emphasis),
            Tag::Strikethrough => self.running(range).open(Wrap::Strike),
            Tag::Link { link_type, dest_url, title, id } => {
                let url = self.address(*link_type, dest_url, id);
                self.running(range).open(Wrap::Link { url, title: stated(title) });
            }
            Tag::Image { link_type, dest_url, title, id } => {
                let url = self.address(*link_type, dest_url, id);
                let (name, title) = (id.to_string(), stated(title));
                self.running(range).open(Wrap::Image { url, name, title });
            }
            // These extensions are off.
            Tag::HtmlBlock
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Paragraph => self.end_leaf(None),
            TagEnd::Heading(level) => self.end_leaf(Some(level)),
            TagEnd::TableCell => self.end_cell(range),
            TagEnd::CodeBlock => {
                if let Some(mut code) = self.code.take() {
                    code.text.truncate(code.text.strip_suffix('\n').unwrap_or(&code.text).len());
                    self.end_block(BlockKind::Code(code), range);
                }
            }
            TagEnd::TableHead | TagEnd::TableRow => self.end_row(tag == TagEnd::TableHead, range),
            TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition | TagEnd::List(_) | TagEnd::Item | TagEnd::Table => {
                self.end_leaf(None);
                self.gap(range.end);
                self.containers.close();
            }
            TagEnd::Strong | TagEnd::Emphasis | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image => {
                if let Some(leaf) = &mut self.leaf {
                    leaf.running.close(&mut self.pictures);
                }
            }
            TagEnd::HtmlBlock
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// Begins a block: what was open ends, and what lies before it is looked through.
    pub(super) fn begin_block(&mut self, range: &Range<usize>) {
        self.end_leaf(None);
        self.gap(range.start);
    }

    /// Marks the source up to `end` as seen.
    pub(super) fn cover(&mut self, end: usize) {
        self.covered = self.covered.max(end);
    }

    /// Adds a block that takes up a range of its own.
    pub(super) fn end_block(&mut self, kind: BlockKind, range: &Range<usize>) {
        self.containers.push(Block { kind, at: self.lines.at(range) });
        self.covered = self.covered.max(range.end);
    }

    fn open(&mut self, holds: Holds, range: &Range<usize>) {
        self.begin_block(range);
        let line = self.lines.at(range).start;
        self.containers.open(holds, line);
    }

    /// The running text that is open; text without a paragraph opens one.
    fn running(&mut self, range: &Range<usize>) -> &mut Running {
        if self.leaf.is_none() {
            self.gap(range.start);
        }
        let leaf = self.leaf.get_or_insert_with(|| Leaf { running: Running::new(), range: range.clone() });
        leaf.range.end = leaf.range.end.max(range.end);
        &mut leaf.running
    }

    fn line_end(&mut self, kind: BreakKind, range: &Range<usize>) {
        let line = self.lines.line(range.start).saturating_add(1);
        self.running(range).line_end(kind, line);
    }

    fn inline_html(&mut self, raw: &str, range: &Range<usize>) {
        match tags::markup(raw) {
            Markup::Break => {
                let line = self.lines.line(range.end);
                self.running(range).line_end(BreakKind::Hard, line);
            }
            Markup::Comment => self.comment(range),
            Markup::Text => self.running(range).text(raw, range),
            Markup::Nothing => {}
            markup => {
                self.running(range);
                if let Some(leaf) = &mut self.leaf {
                    leaf.running.markup(markup, &mut self.pictures);
                }
            }
        }
    }

    /// Notes that a comment is left out.
    pub(super) fn comment(&mut self, range: &Range<usize>) {
        self.notices.note_at(Notice::MarkupCommentsDropped, self.lines.at(range));
    }

    /// The text of the open leaf, which is then closed.
    fn take_leaf(&mut self) -> Option<(Vec<Inline>, At)> {
        let Leaf { running, range } = self.leaf.take()?;
        let (text, end) = running.finish(&mut self.pictures);
        let at = self.lines.at(&range);
        self.covered = self.covered.max(range.end);
        if end.flattened {
            self.notices.note_at(Notice::DepthFlattened, at);
        }
        if end.lost_link {
            self.notices.note_at(Notice::LinkTargetDropped { what: "a link inside a link" }, at);
        }
        Some((text, at))
    }

    /// Ends the open leaf as a heading of a level, or as a paragraph.
    fn end_leaf(&mut self, level: Option<HeadingLevel>) {
        let source = self.leaf.as_ref().map_or("", |leaf| self.lines.slice(leaf.range.clone()));
        let Some((text, at)) = self.take_leaf() else { return };
        let block = match level {
            // An escaped anchor is text.
            Some(level) if source.contains("{#") => Block::heading(level as u8, without_anchor(text), at),
            Some(level) => Block::heading(level as u8, text, at),
            None => Block::paragraph(text, at),
        };
        if !matches!(&block.kind, BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) if text.is_empty()) {
            self.containers.push(block);
        }
    }

    fn end_cell(&mut self, range: &Range<usize>) {
        let Some((text, at)) = self.take_leaf() else { return };
        let blocks = if text.is_empty() { Vec::new() } else { vec![Block::paragraph(text, at)] };
        match self.containers.innermost() {
            Some(Holds::Row { cells, end }) => {
                cells.push(Cell::new(blocks));
                *end = range.end;
            }
            _ => blocks.into_iter().for_each(|block| self.containers.push(block)),
        }
    }

    /// Ends a row. GitHub hides the cells behind the last column; here they are kept as text.
    fn end_row(&mut self, is_head: bool, range: &Range<usize>) {
        let at = self.lines.at(range);
        self.covered = self.covered.max(range.end);
        if let Some(Holds::Row { cells, end }) = self.containers.innermost() {
            let hidden = self.lines.slice(*end..range.end);
            cells.extend(hidden_cells(hidden).map(|text| {
                let blocks = if text.is_empty() { Vec::new() } else { vec![Block::paragraph(text, at)] };
                Cell::new(blocks)
            }));
        }
        self.containers.close();
        if let (true, Some(Holds::Table(table))) = (is_head, self.containers.innermost()) {
            let is_blank = table.rows.iter().flat_map(|row| &row.cells).all(|cell| cell.blocks.is_empty());
            table.header_rows = if is_blank { 0 } else { table.rows.len() };
            table.rows.truncate(table.header_rows);
        }
    }

    /// Looks through the source up to `end`, in which no block stood, for definitions that must be kept.
    fn gap(&mut self, end: usize) {
        if end <= self.covered || !self.containers.takes_blocks() {
            return;
        }
        let start = std::mem::replace(&mut self.covered, end);
        for (offset, kept) in self.definitions.kept(self.lines.slice(start..end)) {
            let line = self.lines.line(start + offset);
            let at = At::lines(line, line);
            match kept {
                Kept::Comment => self.notices.note_at(Notice::MarkupCommentsDropped, at),
                Kept::Text(text) => self.containers.push(Block::paragraph(text, at)),
            }
        }
    }

    /// The address of a link: that of a split-off definition where its label leads to one.
    fn address(&self, link_type: LinkType, url: &str, label: &str) -> String {
        if link_type == LinkType::Email {
            return format!("mailto:{url}");
        }
        let definition = if is_resolved(link_type) { self.labels.get(&label.to_lowercase()) } else { None };
        definition.map_or(url, |definition| definition.url).to_owned()
    }
}

fn empty_code(kind: &CodeBlockKind<'_>) -> Code {
    let (language, form) = match kind {
        CodeBlockKind::Indented => (None, CodeForm::Indented),
        CodeBlockKind::Fenced(info) => (info.split_whitespace().next(), CodeForm::Marked),
    };
    // The writer names `text` where no language is known, since style checkers want one.
    let language = language.filter(|language| *language != "text").map(str::to_owned);
    Code { text: String::new(), language, form }
}

/// The marker of a numbered item: digits and the delimiter.
fn marker(item: &str) -> String {
    let item = item.trim_start();
    let digits = item.bytes().take_while(u8::is_ascii_digit).count();
    item.get(..=digits).unwrap_or_default().to_owned()
}

/// The cells in the source behind the last cell that was read.
fn hidden_cells(source: &str) -> impl Iterator<Item = Vec<Inline>> {
    let source = source.trim().trim_matches('|').trim();
    let source = if source.chars().any(char::is_alphanumeric) { source } else { "" };
    let mut escaped = false;
    let pieces = source.split(move |c: char| {
        let splits = c == '|' && !escaped;
        escaped = c == '\\' && !escaped;
        splits
    });
    let is_any = !source.is_empty();
    pieces.filter(move |_| is_any).map(|piece| {
        let mut run = Run::default();
        run.push(&piece.trim().replace("\\|", "|"));
        tidy(run.into_inlines())
    })
}

/// A heading without the anchor that Google's export puts behind it: `Title {#title}`.
fn without_anchor(text: Vec<Inline>) -> Vec<Inline> {
    let mut text = text;
    if let Some(Inline::Text(last)) = text.last_mut()
        && let Some((title, anchor)) = last.rsplit_once("{#")
        && let Some(anchor) = anchor.strip_suffix('}')
        && !anchor.is_empty()
        && !anchor.contains([' ', '{', '}'])
        && title.ends_with(' ')
    {
        last.truncate(title.len());
    }
    tidy(text)
}

fn stated(title: &CowStr<'_>) -> Option<String> {
    (!title.is_empty()).then(|| title.to_string())
}

fn alignment(alignment: pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::None => Alignment::None,
        pulldown_cmark::Alignment::Left => Alignment::Left,
        pulldown_cmark::Alignment::Center => Alignment::Center,
        pulldown_cmark::Alignment::Right => Alignment::Right,
    }
}
