//! The neutral tree to Markdown, as GitHub reads it.
//!
//! One style throughout: `#` headings, `-` and `1.` lists, `**strong**`, `*emphasis*`, fences, one line a paragraph.
//! Escapes stand only where text would be read as markup. What Markdown cannot say is HTML that GitHub renders:
//! `<u>`, `<sup>`, `<sub>`, marks that no delimiter can open or close where they stand, `<br>` in headings and cells,
//! tables with merged cells or with blocks in their cells. An empty comment keeps two lists or two quotes apart.
//!
//! What is written keeps markdownlint's default rules, line length aside, save where the content breaks them: a picture without an
//! alternative text (MD045), a list that counts from another number than 1 (MD029), underlined, raised and lowered text and cells
//! with blocks, which only HTML can say (MD033), a link that the author wrote the wrong way round (MD011), several write-ups in one
//! document (MD024, MD025), and a document without a title in its own order (MD041).
//!
//! What reads the same is written the same: soft line breaks become blanks, blanks move out of marks, neighbors of one
//! kind join, empty parts vanish, the form of code blocks is lost, footnotes go to the end.

mod blocks;
mod escape;
mod html;
mod inline;
mod marks;
mod plain;
mod runs;
mod table;

use super::Images;
use crate::document::{Document, Inline};

pub use blocks::Insert;

use blocks::Writer;
use inline::{Pictures, Place};

/// How Markdown is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MarkdownOptions {
    /// What becomes of the pictures inside the document.
    pub images: Images,
}

/// Writes a document; empty, or ending in one line break. [`Document::title`] is not part of the text and not written.
#[must_use]
pub fn write(document: &Document, options: &MarkdownOptions) -> String {
    write_with(document, options, &[])
}

/// Writes a document with texts between its blocks, in the order of their places.
#[must_use]
pub fn write_with(document: &Document, options: &MarkdownOptions, inserts: &[Insert]) -> String {
    Writer::new(Pictures { images: &options.images, media: &document.media }).document(&document.blocks, inserts)
}

/// Writes running text on one line, for use inside a line of Markdown.
///
/// Line breaks become `<br>`; pictures that came inside a document become their alternative text.
#[must_use]
pub fn write_inlines(text: &[Inline]) -> String {
    inline::inlines(text, Place::Piece, Pictures { images: &Images::Drop, media: &[] })
}

/// Writes plain text for any place in Markdown; line breaks become `<br>`.
#[must_use]
pub fn write_text(text: &str) -> String {
    text.split('\n').map(escape::anywhere).collect::<Vec<_>>().join("<br>")
}

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;
