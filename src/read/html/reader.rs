//! The state of the reader: open elements, open blocks, the line that is being collected.

use std::collections::HashSet;

use ego_tree::NodeId;

use crate::document::{At, Block, BlockKind, Item, List, MAX_DEPTH, Media};
use crate::notice::{Notice, Notices};

use super::code::{MarkedCode, Preformatted, is_private};
use super::container::{Container, ListMark, range};
use super::google::{CODE_CLOSES, CODE_OPENS, Notes, Program};
use super::inline::{Blanks, Line, Links, Piece, trim};
use super::style::{Format, Sheet};
use super::table::{CellMark, OpenTable};

/// Nesting from which on blocks are flattened: the lists that are rebuilt in a container nest ten deeper.
const DEEPEST: usize = MAX_DEPTH - 12;

/// What is known of a page before it is walked.
pub(super) struct Page {
    /// Its style sheets.
    pub(super) sheet: Sheet,
    /// Its footnotes and comments.
    pub(super) notes: Notes,
    /// What wrote it.
    pub(super) program: Program,
    /// Whether its line ends stand for nothing.
    pub(super) laid_out: bool,
    /// Elements that stand around its text.
    pub(super) around: HashSet<NodeId>,
}

/// What was read.
pub(super) struct Read {
    pub(super) blocks: Vec<Block>,
    /// What stands around the text.
    pub(super) around: Vec<Block>,
    pub(super) media: Vec<Media>,
    /// Where the marks of comments stand, each with the comment's index.
    pub(super) commented: Vec<(usize, At)>,
}

/// Where blocks are placed.
#[derive(Debug, Clone, Copy)]
pub(super) enum Places {
    /// At the count of text blocks so far.
    Counted(u32),
    /// All at the same place.
    Fixed(At),
}

/// Whether a monospace font marks code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fonts {
    /// It does.
    Heeded,
    /// It is the font of all the text.
    Ignored,
}

/// What the end of an element does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Close {
    /// Nothing.
    Nothing,
    /// Ends the text block.
    Flush,
    /// Ends a paragraph, which is a line even if it is empty.
    Paragraph,
    /// Ends the heading.
    Heading,
    /// Ends the innermost frame.
    Frame,
    /// Ends preformatted text.
    Preformatted,
    /// Ends a link, which began when this much was pushed.
    Link(usize),
    /// Writes a closing quotation mark.
    Quotation,
}

/// An open element.
#[derive(Debug, Clone, Copy)]
pub(super) struct Level {
    pub(super) format: Format,
    pub(super) blanks: Blanks,
    pub(super) close: Close,
}

/// An open block.
pub(super) struct Frame {
    pub(super) kind: FrameKind,
    pub(super) inside: Container,
}

pub(super) enum FrameKind {
    Body,
    /// Something around the text of a page.
    Around,
    Quote,
    List {
        mark: ListMark,
        items: Vec<Item>,
    },
    Item {
        checked: Option<bool>,
    },
    Table(OpenTable),
    Cell(CellMark),
    Footnote(String),
}

pub(super) struct Reader<'p, 'n> {
    pub(super) page: &'p Page,
    pub(super) notices: &'n mut Notices,
    pub(super) links: Links,
    pub(super) media: Vec<Media>,
    around: Vec<Block>,
    pub(super) commented: Vec<(usize, At)>,
    pub(super) places: Places,
    pub(super) line: Line,
    pub(super) levels: Vec<Level>,
    pub(super) frames: Vec<Frame>,
    pub(super) heading: Option<u8>,
    pub(super) preformatted: Option<Preformatted>,
    fonts: Fonts,
    pub(super) marked: Option<MarkedCode>,
    /// Characters in all, and those in a monospace font.
    seen: (usize, usize),
}

impl<'p, 'n> Reader<'p, 'n> {
    pub(super) fn new(page: &'p Page, places: Places, fonts: Fonts, notices: &'n mut Notices) -> Self {
        Self {
            page,
            notices,
            links: Links::default(),
            media: Vec::new(),
            around: Vec::new(),
            commented: Vec::new(),
            places,
            line: Line::default(),
            levels: Vec::new(),
            frames: vec![Frame { kind: FrameKind::Body, inside: Container::default() }],
            heading: None,
            preformatted: None,
            fonts,
            marked: None,
            seen: (0, 0),
        }
    }

    /// How much of the text is in a monospace font, in percent.
    pub(super) fn monospace_percent(&self) -> usize {
        self.seen.1.saturating_mul(100) / self.seen.0.max(1)
    }

    /// The blocks and the pictures.
    pub(super) fn finish(mut self) -> Read {
        self.flush();
        while self.frames.len() > 1 {
            self.pop_frame();
        }
        self.end_marked_code();
        if self.links.lost > 0 {
            self.notices.note(Notice::LinkTargetDropped { what: "a link that spans much of the page" });
        }
        let blocks = self.frames.pop().map(|frame| frame.inside.finish()).unwrap_or_default();
        let last = self.here();
        let commented = self.commented.into_iter().map(|(index, at)| (index, at.min(last))).collect();
        Read { blocks, around: self.around, media: self.media, commented }
    }

    pub(super) fn format(&self) -> Format {
        self.levels.last().map(|level| level.format).unwrap_or_default()
    }

    pub(super) fn blanks(&self) -> Blanks {
        self.levels.last().map_or(Blanks::Collapse, |level| level.blanks)
    }

    /// The place of the last text block, or the first place if there is none yet.
    pub(super) fn here(&self) -> At {
        match self.places {
            Places::Counted(count) => At::paragraph(count.max(1)),
            Places::Fixed(at) => at,
        }
    }

    /// The place that the line under way will have.
    pub(super) fn place_of_line(&self) -> At {
        match self.places {
            Places::Counted(count) => At::paragraph(count.saturating_add(1)),
            Places::Fixed(at) => at,
        }
    }

    pub(super) fn next_place(&mut self) -> At {
        if let Places::Counted(count) = &mut self.places {
            *count = count.saturating_add(1);
        }
        self.here()
    }

    /// Adds characters to the line.
    pub(super) fn push_text(&mut self, text: &str) {
        let mut format = self.format();
        let count = text.chars().filter(|c| !c.is_whitespace()).count();
        self.seen.0 += count;
        if format.mono {
            self.seen.1 += count;
        }
        format.mono &= self.fonts == Fonts::Heeded;
        if self.page.program == Program::Google && text.contains(is_private) {
            let kept: String =
                text.chars().filter(|c| !is_private(*c) || [CODE_OPENS, CODE_CLOSES].contains(c)).collect();
            return self.line.push_text(&kept, format, self.blanks());
        }
        self.line.push_text(text, format, self.blanks());
    }

    /// Notes that an element in a monospace font begins, which may turn out to be an empty line of code.
    pub(super) fn expect_code(&mut self, format: Format) {
        self.line.empty_code |= format.mono && self.fonts == Fonts::Heeded;
    }

    pub(super) fn container(&mut self) -> Option<&mut Container> {
        self.frames.last_mut().map(|frame| &mut frame.inside)
    }

    /// Adds a block to the innermost frame.
    pub(super) fn push_block(&mut self, block: Block) {
        let at = block.at;
        let Some(frame) = self.frames.last_mut() else { return };
        match &mut frame.kind {
            // A block between items belongs to the item before it, if it is a list, and is an item otherwise.
            FrameKind::List { items, .. } => {
                match items.last_mut().filter(|_| !matches!(block.kind, BlockKind::Paragraph(_))) {
                    Some(item) => {
                        item.at = item.at.to(at);
                        item.blocks.push(block);
                    }
                    None => items.push(Item { checked: None, blocks: vec![block], at }),
                }
            }
            FrameKind::Table(table) => table.caption.push(block),
            _ => frame.inside.push(block),
        }
    }

    /// Opens a block, unless it would be nested too deep.
    pub(super) fn push_frame(&mut self, kind: FrameKind) -> Close {
        let depth =
            self.frames.iter().filter(|frame| !matches!(frame.kind, FrameKind::Item { .. } | FrameKind::Cell(_)));
        if depth.count() > DEEPEST {
            self.notices.note(Notice::DepthFlattened);
            return Close::Flush;
        }
        self.frames.push(Frame { kind, inside: Container::default() });
        Close::Frame
    }

    /// Closes the innermost block.
    pub(super) fn pop_frame(&mut self) {
        self.flush();
        if self.marked.as_ref().is_some_and(|marked| marked.frames >= self.frames.len()) {
            self.end_marked_code();
        }
        if self.frames.len() < 2 {
            return;
        }
        let Some(frame) = self.frames.pop() else { return };
        let here = self.here();
        let blocks = frame.inside.finish();
        let at = range(&blocks, here);
        match frame.kind {
            FrameKind::Body => blocks.into_iter().for_each(|block| self.push_block(block)),
            FrameKind::Around => self.around.extend(blocks),
            FrameKind::Quote if blocks.is_empty() => {}
            FrameKind::Quote => self.push_block(Block { kind: BlockKind::Quote(blocks), at }),
            FrameKind::Footnote(label) => self.push_block(Block { kind: BlockKind::Footnote { label, blocks }, at }),
            FrameKind::Item { checked } => self.push_item(Item { checked, blocks, at }),
            // Items outside of any list may stand in a caption.
            FrameKind::Table(table) => {
                blocks.into_iter().chain(table.finish(here)).for_each(|block| self.push_block(block));
            }
            FrameKind::List { mark, items } => {
                let items = as_checklist(&mark, items);
                self.push_list(mark, items);
            }
            FrameKind::Cell(mark) => match self.frames.last_mut().map(|frame| &mut frame.kind) {
                Some(FrameKind::Table(table)) => table.push_cell(mark, blocks, at),
                _ => blocks.into_iter().for_each(|block| self.push_block(block)),
            },
        }
    }

    fn push_item(&mut self, item: Item) {
        if item.blocks.is_empty() && item.checked.is_none() {
            return;
        }
        match self.frames.last_mut() {
            Some(Frame { kind: FrameKind::List { items, .. }, .. }) => items.push(item),
            Some(frame) => frame.inside.push_loose(item),
            None => {}
        }
    }

    fn push_list(&mut self, mark: ListMark, items: Vec<Item>) {
        let Some(at) = items.iter().map(|item| item.at).reduce(At::to) else { return };
        let nested =
            matches!(self.frames.last(), Some(Frame { kind: FrameKind::List { .. } | FrameKind::Table(_), .. }));
        if nested {
            let kind = BlockKind::List(List { start: mark.start, items });
            self.push_block(Block { kind, at });
        } else if let Some(container) = self.container() {
            container.push_list(mark, items, at);
        }
    }

    /// Ends the text block, if one was begun.
    pub(super) fn flush(&mut self) {
        let empty_code = self.line.empty_code;
        let mut pieces = self.line.take();
        if self.page.program == Program::Google {
            pieces = self.take_marked_code(pieces);
        }
        let pieces = trim(pieces);
        let google = self.page.program == Program::Google;
        if pieces.is_empty() {
            if empty_code && google && self.heading.is_none() && self.marked.is_none() {
                let here = self.here();
                self.push_code(vec![String::new()], &[], here);
            }
            return;
        }
        if let Some(level) = self.heading {
            let at = self.next_place();
            let text = self.links.fold(&pieces);
            self.push_block(Block::heading(level, text, at));
        } else if google {
            self.flush_code_lines(&pieces);
        } else {
            self.flush_paragraphs(&pieces);
        }
    }

    /// A paragraph; two breaks in a row begin a new one.
    pub(super) fn flush_paragraphs(&mut self, pieces: &[Piece]) {
        let mut start = 0;
        let mut index = 0;
        while index < pieces.len() {
            let breaks = pieces.iter().skip(index).take_while(|piece| **piece == Piece::Break).count();
            if breaks >= 2 {
                self.push_paragraph(pieces.get(start..index).unwrap_or_default());
                start = index + breaks;
            }
            index += breaks.max(1);
        }
        self.push_paragraph(pieces.get(start..).unwrap_or_default());
    }

    pub(super) fn push_paragraph(&mut self, pieces: &[Piece]) {
        let pieces = trim(pieces.to_vec());
        if !pieces.is_empty() {
            let at = self.next_place();
            let text = self.links.fold(&pieces);
            self.push_block(Block::paragraph(text, at));
        }
    }
}

/// The items of a list of Google's export, which shows only the ticked items of a checklist as such.
fn as_checklist(mark: &ListMark, mut items: Vec<Item>) -> Vec<Item> {
    if mark.flat.is_some() && items.iter().any(|item| item.checked.is_some()) {
        for item in &mut items {
            item.checked = item.checked.or(Some(false));
        }
    }
    items
}
