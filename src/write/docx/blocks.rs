//! Blocks to paragraphs and tables.

use std::collections::{HashMap, HashSet};

use docx_rs::{BorderType, Paragraph, ParagraphBorder, ParagraphBorderPosition, ParagraphBorders, Run, Table};

use super::pictures::Placed;
use super::styles::{self, NumberedList, Place};
use crate::document::{Block, BlockKind, Document, Inline, Item, List, plain_text, row_text, walk};
use crate::write::Images;
use crate::write::address::anchor;

/// What a body, a cell or a note holds.
pub(super) enum Piece {
    Paragraph(Box<Paragraph>),
    Table(Box<Table>),
}

/// Where blocks stand.
#[derive(Debug, Clone, Copy, Default)]
struct Around {
    /// The level of the item they are in.
    level: Option<usize>,
    quoted: bool,
}

/// The state of writing one document.
pub(super) struct Writer<'a> {
    pub(super) document: &'a Document,
    pub(super) images: &'a Images,
    /// The footnotes by label.
    pub(super) notes: HashMap<&'a str, &'a [Block]>,
    /// The footnotes that were written.
    pub(super) told: HashSet<String>,
    pub(super) in_note: bool,
    /// External links so far.
    pub(super) links: usize,
    /// Pictures so far.
    pub(super) pictures: Vec<Placed>,
    /// Numbered lists so far.
    pub(super) numbering: Vec<NumberedList>,
    /// Labels of footnotes that the text refers to.
    referred: HashSet<&'a str>,
    /// Anchors that links lead to.
    linked: HashSet<String>,
    bookmarks: usize,
}

impl<'a> Writer<'a> {
    pub(super) fn new(document: &'a Document, images: &'a Images) -> Self {
        let mut notes: HashMap<&str, &[Block]> = HashMap::new();
        walk::blocks(&document.blocks, &mut |block| {
            if let BlockKind::Footnote { label, blocks } = &block.kind {
                notes.entry(label).or_insert(blocks);
            }
        });
        let (mut linked, mut referred) = (HashSet::new(), HashSet::new());
        walk::inlines(&document.blocks, &mut |inline, _| match inline {
            Inline::Link(link) => linked.extend(link.url.trim().strip_prefix('#').map(str::to_owned)),
            Inline::FootnoteReference(label) => {
                referred.insert(label.as_str());
            }
            _ => {}
        });
        Self {
            document,
            images,
            notes,
            told: HashSet::new(),
            in_note: false,
            links: 0,
            pictures: Vec::new(),
            numbering: Vec::new(),
            referred,
            linked,
            bookmarks: 0,
        }
    }

    /// The pieces of blocks that stand by themselves.
    pub(super) fn blocks(&mut self, blocks: &'a [Block]) -> Vec<Piece> {
        let mut out = Vec::new();
        self.blocks_within(blocks, Around::default(), &mut out);
        out
    }

    fn blocks_within(&mut self, blocks: &'a [Block], around: Around, out: &mut Vec<Piece>) {
        for block in blocks {
            self.block(block, around, out);
        }
    }

    fn block(&mut self, block: &'a Block, around: Around, out: &mut Vec<Piece>) {
        match &block.kind {
            BlockKind::Heading { level, text } => push(self.heading(usize::from(*level), text), out),
            BlockKind::Paragraph(text) => {
                let paragraph = match around {
                    Around { level: Some(level), .. } => {
                        Paragraph::new().indent(Some(styles::indent(level)), None, None, None)
                    }
                    Around { quoted: true, .. } => Paragraph::new().style(styles::QUOTE),
                    _ => Paragraph::new(),
                };
                push(self.running(paragraph, text), out);
            }
            BlockKind::List(list) => self.list(list, around, out),
            BlockKind::Table(table) => {
                let table = self.table(table);
                out.push(Piece::Table(Box::new(table)));
            }
            BlockKind::Code(code) => {
                for line in code.text.split('\n') {
                    let text = [Inline::text(line)];
                    push(self.running(Paragraph::new().style(styles::CODE), &text), out);
                }
            }
            BlockKind::Quote(inside) => self.blocks_within(inside, Around { quoted: true, ..around }, out),
            BlockKind::Divider => push(divider(), out),
            BlockKind::Footnote { label, blocks } => {
                // A note that the text refers to stands where it does; one that nothing refers to stays in its place.
                if !self.referred.contains(label.as_str()) {
                    push(self.running(Paragraph::new(), &[Inline::text(format!("[{label}]"))]), out);
                    self.blocks_within(blocks, around, out);
                }
            }
        }
    }

    fn heading(&mut self, level: usize, text: &[Inline]) -> Paragraph {
        let mut paragraph = Paragraph::new().style(&styles::heading_style(level.clamp(1, 6)));
        let name = anchor(&plain_text(text));
        let linked = self.linked.remove(&name);
        if linked {
            self.bookmarks += 1;
            paragraph = paragraph.add_bookmark_start(self.bookmarks, super::runs::bookmark(&name));
        }
        paragraph = self.running(paragraph, text);
        if linked { paragraph.add_bookmark_end(self.bookmarks) } else { paragraph }
    }

    fn list(&mut self, list: &'a List, around: Around, out: &mut Vec<Piece>) {
        let level = around.level.map_or(0, |level| level + 1);
        let place = match list.start {
            None => Place::bullet(level),
            Some(start) => {
                let numbered = styles::next_numbered(self.numbering.len(), level, start);
                self.numbering.push(numbered);
                Place::number(numbered)
            }
        };
        for item in &list.items {
            self.item(item, place, Around { level: Some(level), ..around }, out);
        }
    }

    fn item(&mut self, item: &'a Item, place: Place, within: Around, out: &mut Vec<Piece>) {
        let (id, level) = place.numbering();
        let mut paragraph = Paragraph::new().numbering(id, level);
        if let Some(checked) = item.checked {
            paragraph = paragraph.add_run(Run::new().add_text(if checked { "☒ " } else { "☐ " }));
        }
        let mut rest = item.blocks.as_slice();
        if let Some((Block { kind: BlockKind::Paragraph(text), .. }, behind)) = rest.split_first() {
            paragraph = self.running(paragraph, text);
            rest = behind;
        }
        push(paragraph, out);
        self.blocks_within(rest, within, out);
    }

    /// The text of a footnote, which holds paragraphs only.
    pub(super) fn note_paragraphs(&mut self, blocks: &'a [Block]) -> Vec<Paragraph> {
        let mut pieces = Vec::new();
        for block in blocks {
            match &block.kind {
                BlockKind::Table(table) => {
                    for row in &table.rows {
                        push(self.running(Paragraph::new(), &[Inline::text(row_text(row))]), &mut pieces);
                    }
                }
                _ => self.block(block, Around::default(), &mut pieces),
            }
        }
        if pieces.is_empty() {
            push(Paragraph::new(), &mut pieces);
        }
        pieces.into_iter().filter_map(Piece::into_paragraph).collect()
    }
}

impl Piece {
    fn into_paragraph(self) -> Option<Paragraph> {
        match self {
            Self::Paragraph(paragraph) => Some(*paragraph),
            Self::Table(_) => None,
        }
    }
}

fn push(paragraph: Paragraph, out: &mut Vec<Piece>) {
    out.push(Piece::Paragraph(Box::new(paragraph)));
}

/// An empty paragraph with a line below it.
fn divider() -> Paragraph {
    let border = ParagraphBorder::new(ParagraphBorderPosition::Bottom).val(BorderType::Single).size(6).color("BBBBBB");
    let mut paragraph = Paragraph::new();
    paragraph.property = paragraph.property.set_borders(ParagraphBorders::with_empty().set(border));
    paragraph
}
