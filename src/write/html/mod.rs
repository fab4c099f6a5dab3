//! One self-contained page.
//!
//! Everything is escaped on its way out of the tree, no script is written, and a content security policy keeps browsers
//! from running or loading anything but styles of the page itself and pictures. Links keep their target only if it is a
//! web address, a mail address or a place beside the page; of any other target the text stays.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use base64::Engine;

use super::Images;
use super::address::{anchor, cleaned, is_shown, scheme};
use super::escape::xml as escape;
use crate::document::{
    Alignment, Block, BlockKind, BreakKind, Cell, Document, Image, ImageSource, Inline, Item, Link, List, Table,
    plain_text, walk,
};

/// The style of the page.
const STYLE: &str = include_str!("html.css");

/// Nothing is loaded but pictures: those inside the page, those beside it and those on the web, as the document has them.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data: https: http:; base-uri 'none'; form-action 'none'";

/// Most columns or rows that a cell may span (WHATWG HTML 4.9.11 and its limit for columns).
const SPAN: usize = 1000;

/// Writes a document as one HTML page, in UTF-8, ending in a line break.
#[must_use]
pub fn write(document: &Document, images: &Images) -> String {
    let mut page = Page {
        out: String::new(),
        document,
        images,
        notes: Notes::number(document),
        anchors: HashSet::new(),
        link: Within::Text,
    };
    let title = escape(&title(document));
    page.out.push_str("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    let _ = writeln!(page.out, "<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">");
    page.out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.out.push_str("<meta name=\"referrer\" content=\"no-referrer\">\n");
    let _ = writeln!(page.out, "<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>");
    page.blocks(&document.blocks);
    page.footnotes();
    page.out.push_str("</main>\n</body>\n</html>\n");
    page.out
}

/// The title of the document, else its first heading.
fn title(document: &Document) -> String {
    let heading = || {
        document.blocks.iter().find_map(|block| match &block.kind {
            BlockKind::Heading { text, .. } => Some(plain_text(text)),
            _ => None,
        })
    };
    let title = document.title.clone().or_else(heading).unwrap_or_default();
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    if title.is_empty() { "Document".to_owned() } else { title }
}

/// Whether a link is open: links do not nest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Within {
    Text,
    Link,
}

struct Page<'a> {
    out: String,
    document: &'a Document,
    images: &'a Images,
    notes: Notes<'a>,
    /// The `id`s of headings so far.
    anchors: HashSet<String>,
    link: Within,
}

/// The footnotes, numbered in the order in which the text refers to them.
struct Notes<'a> {
    numbers: HashMap<&'a str, usize>,
    texts: Vec<&'a [Block]>,
    /// How often each was referred to so far, by number.
    references: Vec<usize>,
}

impl<'a> Notes<'a> {
    fn number(document: &'a Document) -> Self {
        let mut texts: HashMap<&str, &[Block]> = HashMap::new();
        let mut order = Vec::new();
        walk::inlines(&document.blocks, &mut |inline, _| {
            if let Inline::FootnoteReference(label) = inline {
                order.push(label.as_str());
            }
        });
        walk::blocks(&document.blocks, &mut |block| {
            if let BlockKind::Footnote { label, blocks } = &block.kind {
                texts.entry(label).or_insert(blocks);
                order.push(label);
            }
        });
        let mut notes = Self { numbers: HashMap::new(), texts: Vec::new(), references: Vec::new() };
        for label in order {
            if let Some(text) = texts.remove(label) {
                notes.numbers.insert(label, notes.texts.len());
                notes.texts.push(text);
                notes.references.push(0);
            }
        }
        notes
    }
}

impl<'a> Page<'a> {
    fn blocks(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &'a Block) {
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

    fn heading(&mut self, level: u8, text: &'a [Inline]) {
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
    fn anchor(&mut self, heading: &str) -> String {
        let anchor = anchor(heading);
        if anchor.is_empty() || !self.anchors.insert(anchor.clone()) { String::new() } else { anchor }
    }

    fn list(&mut self, list: &'a List) {
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

    fn item(&mut self, item: &'a Item) {
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
    fn compact(&mut self, blocks: &'a [Block]) {
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

    fn table(&mut self, table: &'a Table) {
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

    fn cell(&mut self, cell: &'a Cell, name: &str, alignment: Alignment) {
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

    fn inlines(&mut self, text: &'a [Inline]) {
        for inline in text {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &'a Inline) {
        match inline {
            Inline::Text(text) => self.out.push_str(&escape(text)),
            Inline::Strong(inside) => self.wrap("strong", inside),
            Inline::Emphasis(inside) => self.wrap("em", inside),
            Inline::Underline(inside) => self.wrap("u", inside),
            Inline::Strike(inside) => self.wrap("s", inside),
            Inline::Superscript(inside) => self.wrap("sup", inside),
            Inline::Subscript(inside) => self.wrap("sub", inside),
            Inline::Code(text) => {
                let _ = write!(self.out, "<code>{}</code>", escape(text));
            }
            Inline::Link(link) => self.link(link),
            Inline::Image(image) => self.image(image),
            Inline::Break(end) => self.out.push_str(match end.kind {
                BreakKind::Soft => "\n",
                BreakKind::Hard => "<br>\n",
            }),
            Inline::FootnoteReference(label) => self.reference(label),
        }
    }

    fn wrap(&mut self, name: &str, inside: &'a [Inline]) {
        let _ = write!(self.out, "<{name}>");
        self.inlines(inside);
        let _ = write!(self.out, "</{name}>");
    }

    fn link(&mut self, link: &'a Link) {
        let target = cleaned(&link.url);
        if self.link == Within::Link || !is_shown(&target) {
            return self.inlines(&link.text);
        }
        let _ = write!(self.out, "<a href=\"{}\"", escape(&target));
        self.title_attribute(link.title.as_deref());
        self.out.push('>');
        self.link = Within::Link;
        self.inlines(&link.text);
        self.link = Within::Text;
        self.out.push_str("</a>");
    }

    fn image(&mut self, image: &Image) {
        let Some(source) = self.source(&image.source) else {
            return self.out.push_str(&escape(&image.alt));
        };
        let _ = write!(self.out, "<img src=\"{}\" alt=\"{}\"", escape(&source), escape(&image.alt));
        self.title_attribute(image.title.as_deref());
        self.out.push('>');
    }

    fn title_attribute(&mut self, title: Option<&str>) {
        if let Some(title) = title {
            let _ = write!(self.out, " title=\"{}\"", escape(title));
        }
    }

    /// The address of a picture; `None` if only its text is to stay.
    fn source(&self, source: &ImageSource) -> Option<String> {
        let media = match source {
            ImageSource::Url(url) => {
                let url = cleaned(url);
                let is_picture = || url.get(..11).is_some_and(|head| head.eq_ignore_ascii_case("data:image/"));
                return match scheme(&url).as_deref() {
                    None | Some("http" | "https") => Some(url),
                    Some("data") if is_picture() && *self.images != Images::Drop => Some(url),
                    Some(_) => None,
                };
            }
            ImageSource::Embedded(index) => self.document.media.get(*index)?,
        };
        match self.images {
            Images::Drop => None,
            Images::Refer(folder) => {
                let name = path(&media.name);
                Some(if folder.is_empty() { name } else { format!("{}/{name}", path(folder)) })
            }
            Images::Embed => {
                let data = base64::engine::general_purpose::STANDARD.encode(&media.bytes);
                Some(format!("data:{};base64,{data}", media.content_type))
            }
        }
    }

    fn reference(&mut self, label: &str) {
        let number = self.notes.numbers.get(label).copied();
        let count = number.and_then(|number| self.notes.references.get_mut(number));
        match (number, count) {
            (Some(number), Some(count)) if self.link == Within::Text => {
                *count += 1;
                let shown = number + 1;
                let _ = write!(
                    self.out,
                    "<sup><a role=\"doc-noteref\" href=\"#fn.{shown}\" id=\"fnref.{shown}.{count}\">{shown}</a></sup>"
                );
            }
            (Some(number), _) => {
                let _ = write!(self.out, "<sup>{}</sup>", number + 1);
            }
            (None, _) => {
                let _ = write!(self.out, "[{}]", escape(label));
            }
        }
    }

    fn footnotes(&mut self) {
        if self.notes.texts.is_empty() {
            return;
        }
        self.out.push_str("<section class=\"notes\" role=\"doc-endnotes\" aria-label=\"Footnotes\">\n<ol>\n");
        let mut number = 0;
        while let Some(text) = self.notes.texts.get(number).copied() {
            number += 1;
            let _ = write!(self.out, "<li id=\"fn.{number}\">");
            self.compact(text);
            let references = self.notes.references.get(number - 1).copied().unwrap_or_default();
            for reference in 1..=references {
                let _ = write!(
                    self.out,
                    " <a role=\"doc-backlink\" href=\"#fnref.{number}.{reference}\" aria-label=\"back to the text\">\u{21A9}\u{FE0E}</a>"
                );
            }
            self.out.push_str("</li>\n");
        }
        self.out.push_str("</ol>\n</section>\n");
    }
}

/// A file name or a path as part of an address.
fn path(name: &str) -> String {
    const KEPT: percent_encoding::AsciiSet =
        percent_encoding::NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b'/');
    percent_encoding::utf8_percent_encode(name, &KEPT).to_string()
}

#[cfg(test)]
mod tests;
