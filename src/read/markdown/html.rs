//! HTML blocks to blocks.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::Spanned;
use super::autolink::Run;
use super::blocks::Builder;
use super::fragments::{Kind, kind};
use super::pictures::Pictures;
use super::tidy::tidy;
use crate::document::{At, Block, BlockKind, Break, BreakKind, ImageSource, Inline, MAX_DEPTH, plain_text_of_blocks};
use crate::notice::Notice;
use crate::read::html::read_fragment;

impl Builder<'_> {
    /// Takes an HTML block, or several with the Markdown between them that make one construct.
    pub(super) fn html(&mut self, events: &[Spanned<'_>]) {
        let (Some((_, first)), Some((_, last))) = (events.first(), events.last()) else { return };
        let range = first.start..last.end.max(first.end);
        self.begin_block(&range);
        self.cover(range.end);
        let html = source(events);
        let is_alone = !events.iter().skip(1).any(|(event, _)| matches!(event, Event::Start(_)));
        let at = self.lines.at(&range);
        match kind(&html) {
            Kind::Blank => {}
            Kind::Comment if is_alone => self.comment(&range),
            Kind::Text if is_alone => self.literal(&html, at.start),
            Kind::Comment | Kind::Text | Kind::Html => self.fragment(&html, at, &range),
        }
    }

    fn fragment(&mut self, html: &str, at: At, range: &Range<usize>) {
        let mut blocks = read_fragment(html, at, self.notices);
        embed_in_blocks(&mut blocks, &mut self.pictures);
        if self.containers.depth() + depth(&blocks) > MAX_DEPTH {
            self.notices.note_at(Notice::DepthFlattened, self.lines.at(range));
            let text = plain_text_of_blocks(&blocks);
            blocks = text.lines().map(|line| Block::paragraph(vec![Inline::text(line)], at)).collect();
        }
        for block in blocks {
            self.containers.push(block);
        }
    }

    /// Adds text that only looks like HTML, paragraph by paragraph.
    fn literal(&mut self, text: &str, first_line: u32) {
        let mut paragraph: Vec<Inline> = Vec::new();
        let mut start = first_line;
        for (line, number) in text.lines().chain([""]).zip(first_line..) {
            if line.trim().is_empty() {
                let text = tidy(std::mem::take(&mut paragraph));
                if !text.is_empty() {
                    let at = At::lines(start, number.saturating_sub(1));
                    self.containers.push(Block::paragraph(text, at));
                }
                start = number.saturating_add(1);
                continue;
            }
            if !paragraph.is_empty() {
                paragraph.push(Inline::Break(Break { kind: BreakKind::Soft, line: Some(number) }));
            }
            let mut run = Run::default();
            run.push(line.trim());
            paragraph.extend(run.into_inlines());
        }
    }
}

/// The HTML of a construct; Markdown inside it is rendered.
fn source(events: &[Spanned<'_>]) -> String {
    let mut html = String::new();
    let events = events.iter().map(|(event, _)| event.clone());
    let events = events.filter(|event| !matches!(event, Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock)));
    pulldown_cmark::html::push_html(&mut html, events);
    html
}

/// How deep blocks are nested. They come from a reader, so that the depth is bounded.
fn depth(blocks: &[Block]) -> usize {
    let inside = |block: &Block| match &block.kind {
        BlockKind::Quote(blocks) | BlockKind::Footnote { blocks, .. } => depth(blocks),
        BlockKind::List(list) => list.items.iter().map(|item| depth(&item.blocks)).max().unwrap_or(0),
        BlockKind::Table(table) => {
            table.rows.iter().flat_map(|row| &row.cells).map(|cell| depth(&cell.blocks)).max().unwrap_or(0)
        }
        BlockKind::Heading { .. } | BlockKind::Paragraph(_) | BlockKind::Code(_) | BlockKind::Divider => 0,
    };
    blocks.iter().map(|block| 1 + inside(block)).max().unwrap_or(0)
}

fn embed_in_blocks(blocks: &mut [Block], pictures: &mut Pictures) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) => embed(text, pictures),
            BlockKind::Quote(blocks) | BlockKind::Footnote { blocks, .. } => embed_in_blocks(blocks, pictures),
            BlockKind::List(list) => {
                list.items.iter_mut().for_each(|item| embed_in_blocks(&mut item.blocks, pictures));
            }
            BlockKind::Table(table) => {
                let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
                cells.for_each(|cell| embed_in_blocks(&mut cell.blocks, pictures));
            }
            BlockKind::Code(_) | BlockKind::Divider => {}
        }
    }
}

/// Takes the pictures of data URLs into the document.
fn embed(inlines: &mut [Inline], pictures: &mut Pictures) {
    for inline in inlines {
        match inline {
            Inline::Image(image) => {
                if let ImageSource::Url(url) = &image.source {
                    image.source = pictures.source(url, "");
                }
            }
            Inline::Link(link) => embed(&mut link.text, pictures),
            Inline::Strong(inside)
            | Inline::Emphasis(inside)
            | Inline::Underline(inside)
            | Inline::Strike(inside)
            | Inline::Superscript(inside)
            | Inline::Subscript(inside) => embed(inside, pictures),
            Inline::Text(_) | Inline::Code(_) | Inline::Break(_) | Inline::FootnoteReference(_) => {}
        }
    }
}
