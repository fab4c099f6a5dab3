//! Word documents (Office Open XML word processing), for people who go on writing in Google Docs or Word.
//!
//! | what | how it is written | simplified |
//! |---|---|---|
//! | headings | the styles `heading 1` to `heading 6` | |
//! | paragraphs | `Normal`; line ends inside them are kept | |
//! | characters | direct formatting; inline code by a style of its own | |
//! | lists | real bullets and numbers, nesting to 9 levels, check boxes as ☐ and ☒ | code and tables in an item stand below it |
//! | tables | spans, header rows, alignment | |
//! | code | one paragraph a line in the style `Source Code` | its language |
//! | quotations | the style `Quote` | lists and tables in one lose it |
//! | links | hyperlinks; those into the document through bookmarks | unsafe schemes: text; in footnotes: text and address |
//! | pictures | PNG, JPEG, GIF and BMP with their alternative text | those at an address: a link; other kinds: their alternative text |
//! | footnotes | real ones | tables in them become lines |
//! | dividers | an empty paragraph with a line below it | |
//!
//! Same document, same bytes: no date, no random name.

mod blocks;
mod package;
mod pictures;
mod runs;
mod styles;
mod table;

#[cfg(test)]
mod tests;

use docx_rs::Docx;

use super::Images;
use crate::document::{Document, Media};

/// The pictures inside a document that no Word file shows; their alternative text stays.
pub fn unshown(document: &Document) -> impl Iterator<Item = &Media> {
    document.media.iter().filter(|media| !pictures::is_shown(media))
}

/// Writes a document as a Word file. Pictures are embedded, unless they shall be dropped.
#[must_use]
pub fn write(document: &Document, images: &Images) -> Vec<u8> {
    let mut writer = blocks::Writer::new(document, images);
    let pieces = writer.blocks(&document.blocks);
    let mut docx = styles::with_styles(Docx::new());
    docx = writer.numbering.into_iter().fold(docx, styles::with_numbered_list);
    for piece in pieces {
        docx = match piece {
            blocks::Piece::Paragraph(paragraph) => docx.add_paragraph(*paragraph),
            blocks::Piece::Table(table) => docx.add_table(*table),
        };
    }
    package::zipped(docx.build(), document.title.as_deref(), &writer.pictures)
}
