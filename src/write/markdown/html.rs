//! Tables that pipes cannot express, as HTML inside the Markdown.
//!
//! No line of it is blank, since that would end the HTML (CommonMark 4.6).

use std::fmt::{self, Write as _};

use super::inline::Pictures;
use super::runs::{Token, tokens};
use crate::document::{Alignment, Block, BlockKind, Cell, Inline, List, Table};

/// A table as HTML.
pub(super) fn table(table: &Table, pictures: Pictures<'_>) -> String {
    let mut html = Html { out: String::new(), pictures };
    html.table(table);
    html.out
}

struct Html<'a> {
    out: String,
    pictures: Pictures<'a>,
}

impl Html<'_> {
    fn table(&mut self, table: &Table) {
        self.out.push_str("<table>\n");
        let (head, body) = table.rows.split_at(table.header_rows.min(table.rows.len()));
        for (part, cell, rows) in [("thead", "th", head), ("tbody", "td", body)] {
            if rows.is_empty() {
                continue;
            }
            self.push(format_args!("<{part}>\n"));
            for row in rows {
                self.out.push_str("<tr>\n");
                let alignments = table.alignments.iter().copied().chain(std::iter::repeat(Alignment::None));
                row.cells.iter().zip(alignments).for_each(|(content, alignment)| self.cell(cell, content, alignment));
                self.out.push_str("</tr>\n");
            }
            self.push(format_args!("</{part}>\n"));
        }
        self.out.push_str("</table>");
    }

    fn cell(&mut self, name: &str, cell: &Cell, alignment: Alignment) {
        self.push(format_args!("<{name}"));
        match alignment {
            Alignment::None => {}
            Alignment::Left => self.out.push_str(" align=\"left\""),
            Alignment::Center => self.out.push_str(" align=\"center\""),
            Alignment::Right => self.out.push_str(" align=\"right\""),
        }
        for (attribute, span) in [("colspan", cell.columns), ("rowspan", cell.rows)] {
            if span > 1 {
                self.push(format_args!(" {attribute}=\"{span}\""));
            }
        }
        self.out.push('>');
        self.content(&cell.blocks);
        self.push(format_args!("</{name}>\n"));
    }

    /// Blocks; a single paragraph goes without its tags.
    fn content(&mut self, blocks: &[Block]) {
        match blocks {
            [Block { kind: BlockKind::Paragraph(text), .. }] => self.inlines(text),
            blocks => blocks.iter().for_each(|block| self.block(block)),
        }
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Paragraph(text) => self.element("p", |html| html.inlines(text)),
            BlockKind::Heading { level, text } => {
                self.element(&format!("h{}", (*level).clamp(1, 6)), |html| html.inlines(text));
            }
            BlockKind::List(list) => self.list(list),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Code(code) => {
                let text = escaped(&code.text.replace("\r\n", "\n")).replace(['\n', '\r'], "&#10;");
                self.element("pre", |html| html.element("code", |html| html.out.push_str(&text)));
            }
            BlockKind::Quote(blocks) => self.element("blockquote", |html| html.content(blocks)),
            BlockKind::Divider => self.out.push_str("<hr>"),
            // Written behind the document, where Markdown reads it.
            BlockKind::Footnote { .. } => {}
        }
    }

    fn list(&mut self, list: &List) {
        let name = if list.start.is_some() { "ol" } else { "ul" };
        let start = list.start.filter(|start| *start != 1).map(|start| format!(" start=\"{start}\""));
        self.push(format_args!("<{name}{}>", start.unwrap_or_default()));
        for item in &list.items {
            self.element("li", |html| {
                if let Some(checked) = item.checked {
                    html.out.push_str(if checked { "[x] " } else { "[ ] " });
                }
                html.content(&item.blocks);
            });
        }
        self.push(format_args!("</{name}>"));
    }

    fn push(&mut self, html: fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.out.write_fmt(html);
    }

    fn element(&mut self, name: &str, fill: impl FnOnce(&mut Self)) {
        self.push(format_args!("<{name}>"));
        fill(self);
        self.push(format_args!("</{name}>"));
    }

    fn inlines(&mut self, text: &[Inline]) {
        for token in tokens(text) {
            let html = match token {
                Token::Text(text) => escaped(&text),
                Token::Code(text) => format!("<code>{}</code>", escaped(&text)),
                Token::Image(image) => match self.pictures.address(image) {
                    Some(address) => format!("<img src=\"{}\" alt=\"{}\">", escaped(&address), escaped(&image.alt)),
                    None => escaped(&image.alt),
                },
                Token::Break => "<br>".to_owned(),
                // Markdown is not read here, so that a reference can only be shown.
                Token::Note(name) => format!("<sup>[{}]</sup>", escaped(name)),
                Token::Open(mark) => format!("<{}>", mark.element()),
                Token::Close(mark) => format!("</{}>", mark.element()),
                Token::OpenLink(target) => match target.title {
                    Some(title) => format!("<a href=\"{}\" title=\"{}\">", escaped(target.url), escaped(title)),
                    None => format!("<a href=\"{}\">", escaped(target.url)),
                },
                Token::CloseLink(_) => "</a>".to_owned(),
            };
            self.out.push_str(&html.replace('\n', " "));
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
