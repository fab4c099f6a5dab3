//! HTML: pages of any program, Google's export above all, and the HTML inside Markdown.
//!
//! The page is bounded (`bound`), parsed as browsers do, and walked once without recursion (`body`). Running text is
//! collected as pieces with their format (`inline`), which comes from elements and from style sheets (`style`).
//!
//! | kept | simplified | left out, with a notice |
//! |---|---|---|
//! | headings, paragraphs, text between blocks | definition lists: strong terms, then paragraphs | scripts, comments in the markup |
//! | nested lists, check boxes, start numbers | `details`: its summary as a strong paragraph | reviewers' comments of Google's export, unless asked for |
//! | tables with header rows, spans, alignment | captions: a paragraph before the table | the frame of a published document |
//! | bold, italic, underlined, struck, raised, lowered | two line breaks in a row: a new paragraph | links to scripts |
//! | code by element, monospace font or Google's marks | drawings and formulas: their text | hidden navigation and forms |
//! | links, pictures, footnotes, quotations, rules | colors, sizes, fonts: nothing | sound, video, frames |
//! | menus, footers, share bars around the text, set apart (`article`) | classes numbered otherwise than the sheet: matched by use (`renumbered`) | |
//!
//! Positions count text blocks that hold something (paragraphs, headings, the text of items and cells, code) from 1.

mod article;
mod body;
mod bound;
mod code;
mod container;
mod element;
mod google;
mod inline;
mod leaf;
mod reader;
mod renumbered;
mod style;
mod table;

use std::collections::HashSet;

use ego_tree::NodeRef;
use scraper::Html;
use scraper::node::Node;

pub use super::address::{DataPicture, read_data_picture};
#[cfg(feature = "fetch")]
pub(crate) use bound::bound as bounded;

use crate::document::{At, Block, Document};
use crate::notice::{Notice, Notices};
use google::{Notes, Program};
use reader::{Fonts, Page, Places, Read, Reader};
use style::Sheet;

/// Part of the text in a monospace font from which on the font is the author's taste and marks no code, in percent.
const TASTE: usize = 60;

/// Reads a page. Any text gives a document.
pub fn read(text: &str, notices: &mut Notices) -> Document {
    let html = Html::parse_document(&bound::bound(text.trim_start_matches('\u{feff}'), notices));
    let mut sheet = sheet(&html);
    let title = title(&html);
    let Some(root) = root(&html, notices) else {
        return Document { title, ..Document::default() };
    };
    if google::program(root, &sheet) == Program::Google
        && let Some(classes) = renumbered::matched(root, &sheet)
    {
        notices.note(Notice::ClassesMatched);
        sheet.rename(classes);
    }
    let mut page = Page::new(root, sheet);
    if page.program == Program::Other {
        page.around = article::around(root);
    }
    // The title of a page that others link to lacks the name of the site.
    let title = shared_title(&html).filter(|_| !page.around.is_empty()).or(title);
    let mut found = Notices::default();
    let mut reader = Reader::new(&page, Places::Counted(0), Fonts::Heeded, &mut found);
    reader.walk(root);
    if reader.monospace_percent() >= TASTE {
        found = Notices::default();
        reader = Reader::new(&page, Places::Counted(0), Fonts::Ignored, &mut found);
        reader.walk(root);
    }
    let Read { blocks, around, media, commented } = reader.finish();
    let mut comments = std::mem::take(&mut page.notes.comments);
    for (index, at) in commented {
        comments.stands_at(index, at);
    }
    let comments = comments.finish(notices);
    notices.extend(found);
    if !around.is_empty() {
        notices.note(Notice::PageSetApart);
    }
    Document { title, blocks, around, comments, media }
}

/// Reads HTML that stands inside another format; all its blocks are placed at `at`.
///
/// Pictures in `data:` addresses keep their address: see [`read_data_picture`].
pub fn read_fragment(html: &str, at: At, notices: &mut Notices) -> Vec<Block> {
    let html = Html::parse_fragment(&bound::bound(html, notices));
    let root = html.tree.root();
    let page = Page::new(root, sheet(&html));
    let mut reader = Reader::new(&page, Places::Fixed(at), Fonts::Heeded, notices);
    reader.walk(root);
    reader.finish().blocks
}

fn sheet(html: &Html) -> Sheet {
    let mut sheet = Sheet::default();
    let styles = html.tree.nodes().filter(|node| is_named(*node, "style"));
    for style in styles {
        sheet.add(&text_of(style));
    }
    sheet
}

fn title(html: &Html) -> Option<String> {
    let in_head = |node: &NodeRef<'_, Node>| node.parent().is_some_and(|parent| is_named(parent, "head"));
    let title = html.tree.nodes().find(|node| is_named(*node, "title") && in_head(node))?;
    let title = text_of(title).split_whitespace().collect::<Vec<_>>().join(" ");
    (!title.is_empty()).then_some(title)
}

/// The title that a page gives to those who share it.
fn shared_title(html: &Html) -> Option<String> {
    let elements = html.tree.nodes().filter_map(|node| node.value().as_element());
    let meta =
        elements.filter(|element| element.name() == "meta").find(|meta| meta.attr("property") == Some("og:title"))?;
    let title = meta.attr("content")?.split_whitespace().collect::<Vec<_>>().join(" ");
    (!title.is_empty()).then_some(title)
}

/// The element that holds the text: the document inside one of Google's pages around it, else the body.
fn root<'a>(html: &'a Html, notices: &mut Notices) -> Option<NodeRef<'a, Node>> {
    let body = html.tree.nodes().find(|node| is_named(*node, "body")).unwrap_or_else(|| html.tree.root());
    let has_id = |node: &NodeRef<'_, Node>, id: &str| {
        node.value().as_element().is_some_and(|element| element.attr("id") == Some(id))
    };
    let framed = body.descendants().any(|node| has_id(&node, "banners") || has_id(&node, "publish-banner-text"));
    let contents = body.descendants().find(|node| has_id(node, "contents")).filter(|_| framed).or_else(|| {
        let is_content = |node: &NodeRef<'_, Node>| {
            node.value().as_element().is_some_and(|element| google::has_class(element, "doc-content"))
        };
        body.descendants().skip(1).find(is_content)
    });
    if contents.is_some() {
        notices.note(Notice::PublishedFrameDropped);
    }
    contents.or(Some(body))
}

fn is_named(node: NodeRef<'_, Node>, name: &str) -> bool {
    node.value().as_element().is_some_and(|element| element.name() == name)
}

fn text_of(node: NodeRef<'_, Node>) -> String {
    node.descendants().filter_map(|inside| inside.value().as_text()).map(|text| &**text).collect()
}

impl Page {
    fn new(root: NodeRef<'_, Node>, sheet: Sheet) -> Self {
        let program = google::program(root, &sheet);
        let laid_out = program == Program::Google && google::is_laid_out(root);
        Self { notes: Notes::find(root), sheet, program, laid_out, around: HashSet::new() }
    }
}

#[cfg(test)]
mod tests;
