//! The containers that are open while blocks are read: at most [`MAX_DEPTH`] deep.

use crate::document::{At, Block, BlockKind, Cell, Inline, Item, List, MAX_DEPTH, Row, Table};

/// The largest number with which a list can begin; a larger one is a year or an amount at the start of a sentence.
pub(super) const LARGEST_START: u64 = 999;

/// What a container is and what it holds so far.
pub(super) enum Holds {
    /// The document.
    Document(Vec<Block>),
    /// A quotation.
    Quote(Vec<Block>),
    /// The text of a footnote.
    Footnote {
        /// Its name.
        label: String,
        /// Its text.
        blocks: Vec<Block>,
    },
    /// An item of a list.
    Item {
        /// Its number as written, with the delimiter.
        marker: String,
        /// Its check box.
        checked: Option<bool>,
        /// Its text.
        blocks: Vec<Block>,
    },
    /// A list, with the markers of its items.
    List(List, Vec<String>),
    /// A table.
    Table(Table),
    /// A row of a table; `end` is where the source of its last cell ended.
    Row {
        /// Its cells.
        cells: Vec<Cell>,
        /// The end of the last cell, in bytes.
        end: usize,
    },
}

struct Container {
    holds: Holds,
    /// First line.
    line: u32,
}

/// The open containers, outermost first.
pub(super) struct Containers {
    open: Vec<Container>,
    /// Containers that are too deep to be kept and still open.
    skipped: usize,
    /// Whether containers were flattened.
    pub(super) flattened: bool,
}

impl Containers {
    /// Only the document.
    pub(super) fn new() -> Self {
        let document = Container { holds: Holds::Document(Vec::new()), line: 1 };
        Self { open: vec![document], skipped: 0, flattened: false }
    }

    /// How deep the next block stands, counting the document as 1.
    pub(super) fn depth(&self) -> usize {
        self.open.iter().filter(|container| !matches!(container.holds, Holds::Item { .. } | Holds::Row { .. })).count()
    }

    /// Opens a container that begins on a line.
    pub(super) fn open(&mut self, holds: Holds, line: u32) {
        let nests = !matches!(holds, Holds::Item { .. } | Holds::Row { .. });
        if self.skipped > 0 || (nests && self.depth() + 1 >= MAX_DEPTH) {
            self.skipped += 1;
            self.flattened = true;
        } else {
            self.open.push(Container { holds, line });
        }
    }

    /// The innermost container, if it is not one that was too deep.
    pub(super) fn innermost(&mut self) -> Option<&mut Holds> {
        if self.skipped > 0 { None } else { self.open.last_mut().map(|container| &mut container.holds) }
    }

    /// The innermost item.
    pub(super) fn check(&mut self, state: bool) {
        if let Some(Holds::Item { checked, .. }) = self.innermost() {
            *checked = Some(state);
        }
    }

    /// Whether blocks can stand here: not between the items of a list.
    pub(super) fn takes_blocks(&self) -> bool {
        self.skipped > 0 || self.open.last().is_some_and(|container| container.holds.is_filled_with_blocks())
    }

    /// Adds a block to the innermost container that takes blocks.
    pub(super) fn push(&mut self, block: Block) {
        let blocks = self.open.iter_mut().rev().find_map(|container| container.holds.blocks());
        if let Some(blocks) = blocks {
            blocks.push(block);
        }
    }

    /// Closes the innermost container and adds it to the one around it.
    pub(super) fn close(&mut self) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        if self.open.len() < 2 {
            return;
        }
        let Some(Container { holds, line }) = self.open.pop() else { return };
        let at = At::lines(line, holds.last_line().unwrap_or(line));
        match holds {
            Holds::Document(_) => {}
            Holds::Quote(blocks) if blocks.is_empty() => {}
            Holds::Quote(blocks) => self.push(Block { kind: BlockKind::Quote(blocks), at }),
            Holds::Footnote { label, blocks } => self.push(Block { kind: BlockKind::Footnote { label, blocks }, at }),
            Holds::Item { marker, checked, blocks } => {
                if let Some(Holds::List(list, markers)) = self.innermost() {
                    list.items.push(Item { checked, blocks, at });
                    markers.push(marker);
                }
            }
            Holds::List(list, markers) if list.start.is_some_and(|start| start > LARGEST_START) => {
                self.push_as_text(list, markers);
            }
            Holds::List(list, _) => self.push(Block { kind: BlockKind::List(list), at }),
            Holds::Table(table) if table.rows.is_empty() => {}
            Holds::Table(table) => self.push(Block { kind: BlockKind::Table(table), at }),
            Holds::Row { cells, .. } => {
                if let Some(Holds::Table(table)) = self.innermost() {
                    table.rows.push(Row { cells, at });
                }
            }
        }
    }

    /// The blocks of the document.
    pub(super) fn finish(mut self) -> Vec<Block> {
        self.skipped = 0;
        while self.open.len() > 1 {
            self.close();
        }
        match self.open.pop().map(|container| container.holds) {
            Some(Holds::Document(blocks)) => blocks,
            _ => Vec::new(),
        }
    }

    /// Adds the items of a list as text, each behind its marker.
    fn push_as_text(&mut self, list: List, markers: Vec<String>) {
        for (item, marker) in list.items.into_iter().zip(markers) {
            let mut blocks = item.blocks.into_iter();
            let first = match blocks.next() {
                Some(Block { kind: BlockKind::Paragraph(text), at }) => Block::paragraph(behind(&marker, text), at),
                Some(other) => {
                    self.push(Block::paragraph(vec![Inline::text(marker)], item.at));
                    other
                }
                None => Block::paragraph(vec![Inline::text(marker)], item.at),
            };
            self.push(first);
            blocks.for_each(|block| self.push(block));
        }
    }
}

fn behind(marker: &str, text: Vec<Inline>) -> Vec<Inline> {
    let mut text = text;
    match text.first_mut() {
        Some(Inline::Text(first)) => first.insert_str(0, &format!("{marker} ")),
        _ => text.insert(0, Inline::text(format!("{marker} "))),
    }
    text
}

impl Holds {
    fn is_filled_with_blocks(&self) -> bool {
        matches!(self, Self::Document(_) | Self::Quote(_) | Self::Footnote { .. } | Self::Item { .. })
    }

    fn blocks(&mut self) -> Option<&mut Vec<Block>> {
        match self {
            Self::Document(blocks)
            | Self::Quote(blocks)
            | Self::Footnote { blocks, .. }
            | Self::Item { blocks, .. } => Some(blocks),
            Self::List(..) | Self::Table(_) | Self::Row { .. } => None,
        }
    }

    fn last_line(&self) -> Option<u32> {
        match self {
            Self::Document(blocks)
            | Self::Quote(blocks)
            | Self::Footnote { blocks, .. }
            | Self::Item { blocks, .. } => blocks.last().map(|block| block.at.end),
            Self::List(list, _) => list.items.last().map(|item| item.at.end),
            Self::Table(table) => table.rows.last().map(|row| row.at.end),
            Self::Row { .. } => None,
        }
    }
}
