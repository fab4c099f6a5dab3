//! One self-contained page.
//!
//! Everything is escaped on its way out of the tree, no script is written, and a content security policy keeps browsers
//! from running or loading anything but styles of the page itself and pictures. Links keep their target only if it is a
//! web address, a mail address or a place beside the page; of any other target the text stays.

mod inline;
mod notes;
mod page;
mod parts;
mod timeline;

use std::fmt::Write as _;

use page::Page;

use super::escape::xml as escape;
use super::layout::Arranged;
use super::{Images, WriteOptions, figure};
use crate::document::{BlockKind, Document, plain_text};
use crate::postmortem::Submission;

/// The style of the page.
const STYLE: &str = include_str!("html.css");

/// Nothing is loaded but pictures: those inside the page, those beside it and those on the web, as the document has them.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data: https: http:; base-uri 'none'; form-action 'none'";

/// Writes a document as one HTML page, in UTF-8, ending in a line break.
#[must_use]
pub fn write(document: &Document, images: &Images) -> String {
    framed(document, images, "", |page| page.blocks(&document.blocks))
}

/// Writes write-ups as one page, each with its key facts below the title and its timeline drawn.
#[must_use]
pub fn write_up(submission: &Submission, arranged: &Arranged<'_>, options: &WriteOptions) -> String {
    if arranged.parts.is_empty() {
        return write(&arranged.document, &options.images);
    }
    framed(&arranged.document, &options.images, figure::STYLE, |page| page.parts(submission, arranged, options))
}

/// A page around what is written into it.
fn framed<'a>(document: &'a Document, images: &'a Images, style: &str, fill: impl FnOnce(&mut Page<'a>)) -> String {
    let mut page = Page::new(document, images);
    let title = escape(&title(document));
    page.out.push_str("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    let _ = writeln!(page.out, "<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">");
    page.out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.out.push_str("<meta name=\"referrer\" content=\"no-referrer\">\n");
    let _ = writeln!(page.out, "<title>{title}</title>\n<style>\n{STYLE}{style}</style>\n</head>\n<body>\n<main>");
    fill(&mut page);
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

#[cfg(test)]
mod tests;
