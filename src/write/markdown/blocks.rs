//! Blocks to Markdown.

use std::fmt::Write as _;

use super::inline::{Pictures, Place, label, push_inlines};
use super::{html, table};
use crate::document::{Block, BlockKind, Code, Inline, Item, List};

/// The largest number that can begin an item (CommonMark 5.2).
const LARGEST_NUMBER: u64 = 999_999_999;

/// What keeps two blocks apart that would be read as one.
const SEPARATOR: &str = "<!-- -->";

/// Writes blocks, and the footnotes that it meets on the way behind them.
pub(super) struct Writer<'a> {
    /// All that is written; each block is put here at once, so that none of it is copied.
    out: String,
    pictures: Pictures<'a>,
    footnotes: Vec<(&'a str, &'a [Block])>,
}

/// Markdown that stands before a block of the document, outside of its tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Insert {
    /// The number of the block; the count of blocks for what stands behind all of them, before the footnotes.
    pub before: usize,
    /// The text, without a line break at its end.
    pub text: String,
}

/// What a written block does to a neighbor of its kind.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Bullets,
    Numbers,
    Quote,
    /// Nothing: a blank line ends it.
    Closed,
}

/// Whether blocks are set apart by blank lines.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spacing {
    Loose,
    Tight,
}

impl<'a> Writer<'a> {
    /// A writer of a document with these pictures.
    pub(super) fn new(pictures: Pictures<'a>) -> Self {
        Self { out: String::new(), pictures, footnotes: Vec::new() }
    }

    /// A document, ending in a line break unless it is empty.
    ///
    /// Inserts stand in the order of their places.
    pub(super) fn document(mut self, blocks: &'a [Block], inserts: &[Insert]) -> String {
        let mut from = 0;
        for insert in inserts {
            let to = insert.before.clamp(from, blocks.len());
            self.blocks(blocks.get(from..to).unwrap_or_default(), Spacing::Loose, 0);
            self.blank_line();
            self.out.push_str(&insert.text);
            from = to;
        }
        self.blocks(blocks.get(from..).unwrap_or_default(), Spacing::Loose, 0);
        let mut written = 0;
        // A footnote can hold others, which are written behind it.
        while let Some((name, blocks)) = self.footnotes.get(written).copied() {
            written += 1;
            self.blank_line();
            self.footnote(name, blocks);
        }
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.out
    }

    /// A blank line behind what is written, if anything is.
    fn blank_line(&mut self) {
        if !self.out.is_empty() {
            self.out.push_str("\n\n");
        }
    }

    /// Whether nothing is written behind a place.
    fn is_end(&self, place: usize) -> bool {
        self.out.len() == place
    }

    /// Blocks of what begins at a place in the output; gives the first of them that is not empty.
    fn blocks(&mut self, blocks: &'a [Block], spacing: Spacing, start: usize) -> Option<&'a BlockKind> {
        let mut last = Shape::Closed;
        let mut first = None;
        for block in blocks {
            let before = self.out.len();
            let shape = shape(&block.kind);
            if before > start {
                if shape == last && shape != Shape::Closed {
                    self.out.push_str("\n\n");
                    self.out.push_str(SEPARATOR);
                }
                self.out.push_str(spacing.between());
            }
            let begin = self.out.len();
            self.block(block);
            if self.is_end(begin) {
                self.out.truncate(before);
                continue;
            }
            last = shape;
            first = first.or(Some(&block.kind));
        }
        first
    }

    fn block(&mut self, block: &'a Block) {
        match &block.kind {
            BlockKind::Paragraph(text) => push_inlines(&mut self.out, text, Place::Paragraph, self.pictures),
            BlockKind::Heading { level, text } => self.heading(*level, text),
            BlockKind::List(list) => self.list(list),
            BlockKind::Table(table) if table::is_plain(table) => {
                self.out.push_str(&table::table(table, self.pictures));
            }
            BlockKind::Table(table) => {
                self.out.push_str(&html::table(table, self.pictures));
                self.collect_footnotes(std::slice::from_ref(block));
            }
            BlockKind::Code(code) => self.out.push_str(&fence(code)),
            BlockKind::Quote(blocks) => {
                let start = self.out.len();
                self.blocks(blocks, Spacing::Loose, start);
                let text = self.out.split_off(start);
                self.out.push_str(&prefixed(&text, "> ", "> "));
            }
            BlockKind::Divider => self.out.push_str("---"),
            BlockKind::Footnote { label, blocks } => self.footnotes.push((label, blocks)),
        }
    }

    fn heading(&mut self, level: u8, text: &[Inline]) {
        let start = self.out.len();
        self.out.extend(std::iter::repeat_n('#', usize::from(level.clamp(1, 6))));
        self.out.push(' ');
        let begin = self.out.len();
        push_inlines(&mut self.out, text, Place::Heading, self.pictures);
        if self.is_end(begin) {
            self.out.truncate(start);
        }
    }

    /// Footnotes inside the cells of a table go to the end like all others.
    fn collect_footnotes(&mut self, blocks: &'a [Block]) {
        crate::document::walk::blocks(blocks, &mut |block| {
            if let BlockKind::Footnote { label, blocks } = &block.kind {
                self.footnotes.push((label, blocks));
            }
        });
    }

    fn list(&mut self, list: &'a List) {
        let spacing = if list.items.iter().all(is_tight) { Spacing::Tight } else { Spacing::Loose };
        let count = u64::try_from(list.items.len()).unwrap_or(LARGEST_NUMBER);
        let first = list.start.map(|start| start.min(LARGEST_NUMBER.saturating_sub(count)));
        for (item, number) in list.items.iter().zip(0_u64..) {
            if number > 0 {
                self.out.push_str(spacing.between());
            }
            let number = first.map(|first| first.saturating_add(number));
            self.item(item, number, spacing);
        }
    }

    fn item(&mut self, item: &'a Item, number: Option<u64>, spacing: Spacing) {
        let start = self.out.len();
        if let Some(number) = number {
            // Writing to a string cannot fail, here and below.
            let _ = write!(self.out, "{number}. ");
        } else {
            self.out.push_str("- ");
        }
        let begin = self.out.len();
        self.item_text(item, spacing, begin);
        self.indent(start, begin, &" ".repeat(begin - start));
    }

    /// What stands behind the marker of an item, which is never nothing: that would confuse some readers about what follows it.
    fn item_text(&mut self, item: &'a Item, spacing: Spacing, start: usize) {
        if let Some(checked) = item.checked {
            self.out.push_str(if checked { "[x] " } else { "[ ] " });
        }
        let begin = self.out.len();
        match (self.blocks(&item.blocks, spacing, begin), item.checked) {
            (None, _) => self.out.push_str(SEPARATOR),
            (Some(BlockKind::Paragraph(_)), _) => {}
            (Some(_), Some(_)) => self.out.insert_str(begin, &format!("{SEPARATOR}\n\n")),
            // Behind a bullet, dashes are a divider around the list instead of one inside.
            (Some(BlockKind::Divider), None) => self.out.replace_range(start..start + 3, "***"),
            _ => {}
        }
    }

    fn footnote(&mut self, name: &str, blocks: &'a [Block]) {
        let start = self.out.len();
        let _ = write!(self.out, "[^{}]: ", label(name));
        let begin = self.out.len();
        match self.blocks(blocks, Spacing::Loose, begin) {
            None => self.out.push_str(SEPARATOR),
            Some(BlockKind::Paragraph(_)) => {}
            Some(_) => self.out.insert_str(begin, &format!("{SEPARATOR}\n\n")),
        }
        self.indent(start, begin, "    ");
    }

    /// Puts blanks before the lines of what begins at `begin`, save the first, before which its marker stands from `start` on.
    fn indent(&mut self, start: usize, begin: usize, blanks: &str) {
        if self.out.get(begin..).is_some_and(|text| text.contains('\n')) {
            let text = self.out.split_off(begin);
            let marker = self.out.split_off(start);
            self.out.push_str(&prefixed(&text, &marker, blanks));
        }
    }
}

impl Spacing {
    /// What stands between two blocks.
    fn between(self) -> &'static str {
        match self {
            Self::Loose => "\n\n",
            Self::Tight => "\n",
        }
    }
}

fn shape(kind: &BlockKind) -> Shape {
    match kind {
        BlockKind::List(List { start: None, .. }) => Shape::Bullets,
        BlockKind::List(_) => Shape::Numbers,
        BlockKind::Quote(_) => Shape::Quote,
        _ => Shape::Closed,
    }
}

/// Whether an item needs no blank lines: a paragraph, and a list that can follow it without one.
fn is_tight(item: &Item) -> bool {
    let is_text = |block: &Block| matches!(block.kind, BlockKind::Paragraph(_));
    let is_tight_list = |block: &Block| match &block.kind {
        // A list that begins with another number or without text cannot interrupt a paragraph (CommonMark 5.3).
        BlockKind::List(list) => {
            matches!(list.start, None | Some(1))
                && list.items.first().is_some_and(|first| !first.blocks.is_empty())
                && list.items.iter().all(is_tight)
        }
        _ => false,
    };
    match item.blocks.as_slice() {
        [] => true,
        [only] => is_text(only) || is_tight_list(only),
        [text, list] => is_text(text) && is_tight_list(list),
        _ => false,
    }
}

/// Lines behind a prefix, the first behind its own. No line gets blanks at its end that it did not have.
fn prefixed(text: &str, first: &str, others: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for (index, line) in text.split('\n').enumerate() {
        let prefix = if index == 0 { first } else { others };
        if index > 0 {
            out.push('\n');
        }
        out.push_str(if line.is_empty() { prefix.trim_end() } else { prefix });
        out.push_str(line);
    }
    out
}

/// Code between fences that are longer than any in it. Style checkers want a language, so that it is `text` if unknown.
fn fence(code: &Code) -> String {
    let text = code.text.replace("\r\n", "\n").replace('\r', "\n");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.saturating_add(1).max(3));
    let language: String = code.language.iter().flat_map(|language| language.chars()).filter(|c| is_info(*c)).collect();
    let language = if language.is_empty() { "text" } else { &language };
    let end = if text.is_empty() { "" } else { "\n" };
    format!("{fence}{language}\n{text}{end}{fence}")
}

fn is_info(c: char) -> bool {
    !c.is_whitespace() && !c.is_control() && !matches!(c, '`' | '\\' | '&')
}
