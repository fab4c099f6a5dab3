//! Blocks to Markdown.

use super::inline::{Pictures, Place, inlines, label};
use super::{html, table};
use crate::document::{Block, BlockKind, Code, Item, List};

/// The largest number that can begin an item (CommonMark 5.2).
const LARGEST_NUMBER: u64 = 999_999_999;

/// What keeps two blocks apart that would be read as one.
const SEPARATOR: &str = "<!-- -->";

/// Writes blocks, and the footnotes that it meets on the way behind them.
pub(super) struct Writer<'a> {
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
        Self { pictures, footnotes: Vec::new() }
    }

    /// A document, ending in a line break unless it is empty.
    ///
    /// Inserts stand in the order of their places.
    pub(super) fn document(mut self, blocks: &'a [Block], inserts: &[Insert]) -> String {
        let mut out = String::new();
        let mut from = 0;
        for insert in inserts {
            let to = insert.before.clamp(from, blocks.len());
            self.push_blocks(&mut out, blocks.get(from..to).unwrap_or_default());
            push_apart(&mut out, &insert.text);
            from = to;
        }
        self.push_blocks(&mut out, blocks.get(from..).unwrap_or_default());
        let mut written = 0;
        // A footnote can hold others, which are written behind it.
        while let Some((name, blocks)) = self.footnotes.get(written).copied() {
            written += 1;
            let footnote = self.footnote(name, blocks);
            push_apart(&mut out, &footnote);
        }
        if !out.is_empty() {
            out.push('\n');
        }
        out
    }

    fn push_blocks(&mut self, out: &mut String, blocks: &'a [Block]) {
        let text = self.blocks(blocks, Spacing::Loose);
        if !text.is_empty() {
            push_apart(out, &text);
        }
    }

    fn blocks(&mut self, blocks: &'a [Block], spacing: Spacing) -> String {
        self.blocks_and_first(blocks, spacing).0
    }

    /// Blocks, and the first of them that is not empty.
    fn blocks_and_first(&mut self, blocks: &'a [Block], spacing: Spacing) -> (String, Option<&'a BlockKind>) {
        let mut out = String::new();
        let mut last = Shape::Closed;
        let mut first = None;
        for block in blocks {
            let text = self.block(block);
            if text.is_empty() {
                continue;
            }
            let shape = shape(&block.kind);
            if shape == last && shape != Shape::Closed {
                push_apart(&mut out, SEPARATOR);
            }
            if spacing == Spacing::Tight && !out.is_empty() {
                out.push('\n');
                out.push_str(&text);
            } else {
                push_apart(&mut out, &text);
            }
            last = shape;
            first = first.or(Some(&block.kind));
        }
        (out, first)
    }

    fn block(&mut self, block: &'a Block) -> String {
        match &block.kind {
            BlockKind::Paragraph(text) => inlines(text, Place::Paragraph, self.pictures),
            BlockKind::Heading { level, text } => {
                let text = inlines(text, Place::Heading, self.pictures);
                let marks = "#".repeat(usize::from((*level).clamp(1, 6)));
                if text.is_empty() { text } else { format!("{marks} {text}") }
            }
            BlockKind::List(list) => self.list(list),
            BlockKind::Table(table) if table::is_plain(table) => table::table(table, self.pictures),
            BlockKind::Table(table) => {
                let text = html::table(table, self.pictures);
                self.collect_footnotes(std::slice::from_ref(block));
                text
            }
            BlockKind::Code(code) => fence(code),
            BlockKind::Quote(blocks) => prefixed(&self.blocks(blocks, Spacing::Loose), "> ", "> "),
            BlockKind::Divider => "---".to_owned(),
            BlockKind::Footnote { label, blocks } => {
                self.footnotes.push((label, blocks));
                String::new()
            }
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

    fn list(&mut self, list: &'a List) -> String {
        let spacing = if list.items.iter().all(is_tight) { Spacing::Tight } else { Spacing::Loose };
        let count = u64::try_from(list.items.len()).unwrap_or(LARGEST_NUMBER);
        let first = list.start.map(|start| start.min(LARGEST_NUMBER.saturating_sub(count)));
        let mut out = String::new();
        for (item, number) in list.items.iter().zip(0_u64..) {
            let marker = first.map_or_else(|| "-".to_owned(), |first| format!("{}.", first.saturating_add(number)));
            let text = self.item(item, &marker, spacing);
            if spacing == Spacing::Tight && !out.is_empty() {
                out.push('\n');
                out.push_str(&text);
            } else {
                push_apart(&mut out, &text);
            }
        }
        out
    }

    fn item(&mut self, item: &'a Item, marker: &str, spacing: Spacing) -> String {
        let (mut text, first) = self.blocks_and_first(&item.blocks, spacing);
        if let Some(checked) = item.checked {
            let mark = if checked { "[x]" } else { "[ ]" };
            text = match first {
                None => format!("{mark} {SEPARATOR}"),
                Some(BlockKind::Paragraph(_)) => format!("{mark} {text}"),
                Some(_) => format!("{mark} {SEPARATOR}\n\n{text}"),
            };
        }
        if matches!(first, Some(BlockKind::Divider)) && text.starts_with("---") {
            // Behind a bullet, dashes are a divider around the list instead of one inside.
            text.replace_range(..3, "***");
        }
        let indent = " ".repeat(marker.len() + 1);
        // An item that ends with its marker confuses some readers about what follows it.
        let text = if text.is_empty() { SEPARATOR } else { &text };
        prefixed(text, &format!("{marker} "), &indent)
    }

    fn footnote(&mut self, name: &str, blocks: &'a [Block]) -> String {
        let (text, first) = self.blocks_and_first(blocks, Spacing::Loose);
        let name = label(name);
        let is_text = matches!(first, None | Some(BlockKind::Paragraph(_)));
        let text = if is_text { text } else { format!("{SEPARATOR}\n\n{text}") };
        let text = prefixed(&text, &format!("[^{name}]: "), "    ");
        if text.is_empty() { format!("[^{name}]: {SEPARATOR}") } else { text }
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

/// Appends a block behind a blank line.
fn push_apart(out: &mut String, block: &str) {
    if !out.is_empty() {
        out.push_str("\n\n");
    }
    out.push_str(block);
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
