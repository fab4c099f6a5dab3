//! Blocks as they stand in a page.

use std::collections::HashSet;
use std::fmt::Write as _;

use super::notes::Notes;
use crate::document::{Alignment, Block, BlockKind, Cell, Document, Inline, Item, List, Table, plain_text};
use crate::write::Images;
use crate::write::address::anchor;
use crate::write::escape::xml as escape;

/// Most columns or rows that a cell may span (WHATWG HTML 4.9.11 and its limit for columns).
const SPAN: usize = 1000;

/// Whether a link is open: links do not nest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Within {
    Text,
    Link,
}

pub(super) struct Page<'a> {
    pub(super) out: String,
    pub(super) document: &'a Document,
    pub(super) images: &'a Images,
    pub(super) notes: Notes<'a>,
    /// The `id`s of headings so far.
    anchors: HashSet<String>,
    pub(super) link: Within,
}

impl<'a> Page<'a> {
    pub(super) fn new(document: &'a Document, images: &'a Images) -> Self {
        Self {
            out: String::new(),
            document,
            images,
            notes: Notes::number(document),
            anchors: HashSet::new(),
            link: Within::Text,
        }
    }

    pub(super) fn blocks(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    pub(super) fn block(&mut self, block: &'a Block) {
        match &block.kind {
            BlockKind::Heading { level, text } => self.heading(*level, text),
            BlockKind::Paragraph(text) => {
                self.out.push_str("<p>");
                self.inlines(text);
                self.out.push_str("</p>\n");
            }
            BlockKind::List(list) => self.list(list),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Code(code) => {
                self.out.push_str("<pre tabindex=\"0\"><code");
                if let Some(language) = &code.language {
                    let _ = write!(self.out, " class=\"language-{}\"", escape(language));
                }
                let _ = writeln!(self.out, ">{}</code></pre>", escape(&code.text));
            }
            BlockKind::Quote(inside) => {
                self.out.push_str("<blockquote>\n");
                self.blocks(inside);
                self.out.push_str("</blockquote>\n");
            }
            BlockKind::Divider => self.out.push_str("<hr>\n"),
            // All of them stand at the end of the page.
            BlockKind::Footnote { .. } => {}
        }
    }

    pub(super) fn heading(&mut self, level: u8, text: &'a [Inline]) {
        let level = level.clamp(1, 6);
        let _ = write!(self.out, "<h{level}");
        let anchor = self.anchor(&plain_text(text));
        if !anchor.is_empty() {
            let _ = write!(self.out, " id=\"{}\"", escape(&anchor));
        }
        self.out.push('>');
        self.inlines(text);
        let _ = writeln!(self.out, "</h{level}>");
    }

    /// The name by which links within the document reach a heading, as GitHub makes it; empty if it is taken.
    pub(super) fn anchor(&mut self, heading: &str) -> String {
        let anchor = anchor(heading);
        if anchor.is_empty() || !self.anchors.insert(anchor.clone()) { String::new() } else { anchor }
    }

    pub(super) fn list(&mut self, list: &'a List) {
        let name = if list.start.is_some() { "ol" } else { "ul" };
        let _ = write!(self.out, "<{name}");
        if let Some(start) = list.start {
            if start != 1 {
                let _ = write!(self.out, " start=\"{start}\"");
            }
            // Numbers of three digits and more need room beside the text.
            if start.saturating_add(list.items.len() as u64) > 100 {
                self.out.push_str(" class=\"wide\"");
            }
        }
        self.out.push_str(">\n");
        list.items.iter().for_each(|item| self.item(item));
        let _ = writeln!(self.out, "</{name}>");
    }

    pub(super) fn item(&mut self, item: &'a Item) {
        self.out.push_str(match item.checked {
            None => "<li>",
            Some(false) => "<li class=\"task\"><input class=\"box\" type=\"checkbox\" disabled aria-label=\"to do\"> ",
            Some(true) => {
                "<li class=\"task\"><input class=\"box\" type=\"checkbox\" disabled checked aria-label=\"done\"> "
            }
        });
        self.compact(&item.blocks);
        self.out.push_str("</li>\n");
    }

    /// Blocks of an item or a cell: a first paragraph stands without tags if only lists follow it.
    pub(super) fn compact(&mut self, blocks: &'a [Block]) {
        match blocks.split_first() {
            Some((Block { kind: BlockKind::Paragraph(text), .. }, rest))
                if rest.iter().all(|block| matches!(block.kind, BlockKind::List(_))) =>
            {
                self.inlines(text);
                if !rest.is_empty() {
                    self.out.push('\n');
                }
                self.blocks(rest);
            }
            _ => self.blocks(blocks),
        }
    }

    pub(super) fn table(&mut self, table: &'a Table) {
        self.out.push_str("<div class=\"table\" role=\"region\" aria-label=\"Table\" tabindex=\"0\">\n<table>\n");
        let (head, body) = table.rows.split_at(table.header_rows.min(table.rows.len()));
        for (part, name, rows) in [("thead", "th", head), ("tbody", "td", body)] {
            if rows.is_empty() {
                continue;
            }
            let _ = writeln!(self.out, "<{part}>");
            for row in rows {
                self.out.push_str("<tr>\n");
                let mut column = 0_usize;
                for cell in &row.cells {
                    self.cell(cell, name, table.alignments.get(column).copied().unwrap_or_default());
                    column = column.saturating_add(cell.columns.max(1));
                }
                self.out.push_str("</tr>\n");
            }
            let _ = writeln!(self.out, "</{part}>");
        }
        self.out.push_str("</table>\n</div>\n");
    }

    pub(super) fn cell(&mut self, cell: &'a Cell, name: &str, alignment: Alignment) {
        let _ = write!(self.out, "<{name}");
        if name == "th" {
            self.out.push_str(" scope=\"col\"");
        }
        for (attribute, span) in [("colspan", cell.columns), ("rowspan", cell.rows)] {
            if span > 1 {
                let _ = write!(self.out, " {attribute}=\"{}\"", span.min(SPAN));
            }
        }
        self.out.push_str(match alignment {
            Alignment::None | Alignment::Left => ">",
            Alignment::Center => " class=\"center\">",
            Alignment::Right => " class=\"right\">",
        });
        self.compact(&cell.blocks);
        let _ = writeln!(self.out, "</{name}>");
    }
}
