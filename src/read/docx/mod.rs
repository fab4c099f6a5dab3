//! Word documents (Office Open XML word processing, ECMA-376, strict and transitional), Google Docs' exports included.
//!
//! | what | kept | simplified | dropped |
//! |---|---|---|---|
//! | paragraphs | text, line ends, tabs | drop caps join their paragraph; page breaks part words | layout |
//! | headings | by style, base style or outline level; `Title` as level 1 | levels 7 to 9 become 6; numbers before them go | |
//! | characters | strong, emphasis, underline, strike, raised, lowered, code; through styles, toggles resolved | symbol fonts become Unicode | fonts, sizes, colors, private-use characters |
//! | lists | bullets, numbers, nesting, start values, text that goes on in an item, check boxes | number formats become numbers; lists of bullets side by side become one | |
//! | tables | rows, header rows, spans over columns and rows, tables and lists in cells | cells deeper than the tree allows become paragraphs | borders, widths, rows deleted by a tracked change |
//! | links | addresses, anchors, fields, pictures that are links | pieces with one target become one link | bookmarks |
//! | notes | footnotes and endnotes, numbered together | | notes in notes, separators |
//! | pictures | embedded and linked, alternative text | | charts, diagrams, ink (with a notice) |
//! | text boxes | their text, after the paragraph they are anchored in | | |
//! | code | code styles; Google's code blocks and inline code | neighbors become one block | |
//! | quotations | by style, or by an indent of more than 5 cm | | |
//! | tracked changes | insertions, moves to | | deletions, moves from (counted) |
//! | comments | author, text and place, when asked for | | otherwise all (counted); their formatting |
//! | fields | the last result, form check boxes | `HYPERLINK` becomes a link | instructions |
//! | math | as text, or as LaTeX where a line of text does not show it | | layout |
//! | headers, footers | | | with a notice if they hold text |
//! | content controls, smart tags, custom XML, right-to-left | read through | | |

mod character;
mod comments;
mod elements;
mod fields;
mod math;
mod notes;
mod numbering;
mod paragraph;
mod relationships;
mod runs;
mod story;
mod styles;
mod table;

#[cfg(test)]
mod tests;

use thiserror::Error;

use crate::document::{Block, Document};
use crate::notice::{Notice, Notices};
use crate::read::office::pictures::Pictures;
use crate::read::office::xml::{Event, Space, Xml};
use crate::read::office::{Fault, part};
use crate::read::package::{Package, PackageError};

pub use crate::read::office::xml::PartError;

use comments::Commented;
use elements::NoteKind;
use notes::Notes;
use numbering::{Counters, Numbering};
use relationships::Relationships;
use story::Story;
use styles::Styles;

/// The main part where the package does not name it.
const USUAL_MAIN_PART: &str = "word/document.xml";

/// Why a docx cannot be read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum DocxError {
    /// The bytes are no zip archive.
    #[error("it is no zip archive")]
    NotAPackage(#[source] zip::result::ZipError),
    /// The document is encrypted.
    #[error("it is protected by a password")]
    Encrypted,
    /// The archive has more members than any document.
    #[error("the archive has {found} members")]
    TooManyMembers {
        /// How many it has.
        found: usize,
    },
    /// A part expands to more than is allowed.
    #[error("the part `{part}` expands to more than is allowed")]
    TooLarge {
        /// The part's name.
        part: String,
    },
    /// A part cannot be unpacked.
    #[error("the part `{part}` cannot be unpacked")]
    Broken {
        /// The part's name.
        part: String,
        /// What is wrong with it.
        source: zip::result::ZipError,
    },
    /// A part that every document has is not there.
    #[error("no `{part}` in the archive")]
    MissingPart {
        /// The part's name.
        part: String,
    },
    /// The XML of a part cannot be read.
    #[error("the part `{part}` cannot be read")]
    Xml {
        /// The part's name.
        part: String,
        /// What is wrong with it.
        source: PartError,
    },
}

impl From<PackageError> for DocxError {
    fn from(error: PackageError) -> Self {
        match error {
            PackageError::NotAPackage(source) => Self::NotAPackage(source),
            PackageError::Encrypted => Self::Encrypted,
            PackageError::TooManyMembers { found } => Self::TooManyMembers { found },
            PackageError::TooLarge { part } => Self::TooLarge { part },
            PackageError::Broken { part, source } => Self::Broken { part, source },
        }
    }
}

impl From<Fault> for DocxError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Package(error) => error.into(),
            Fault::Xml { part, source } => Self::Xml { part, source },
        }
    }
}

/// What the parts of a document share while it is read.
struct Shared<'p> {
    package: &'p Package<'p>,
    styles: Styles,
    numbering: Numbering,
    counters: Counters,
    pictures: Pictures,
    notes: Notes,
    comments: Commented,
    deletions: usize,
    /// Cells, rows, pictures, notes and line ends so far.
    items: usize,
    notices: &'p mut Notices,
}

/// Reads a document.
///
/// Positions count the `w:p` elements of the main part, from 1, in the order of the file.
///
/// # Errors
///
/// [`DocxError`] when the bytes are no package, a part is missing, broken or too large, or its XML is not well-formed.
pub fn read(bytes: &[u8], notices: &mut Notices) -> Result<Document, DocxError> {
    let package = Package::open(bytes)?;
    let package = &package;
    let root = relationships(package, "")?;
    let main = root.parts("officeDocument").next().filter(|part| package.contains(part)).unwrap_or(USUAL_MAIN_PART);
    let own = relationships(package, main)?;
    let beside = |kind: &str, file: &str| part_beside(package, &own, main, kind, file);
    let styles = part(package, &beside("styles", "styles.xml"), Styles::read)?.unwrap_or_default();
    let numbering = part(package, &beside("numbering", "numbering.xml"), Numbering::read)?.unwrap_or_default();
    let comments = part(package, &beside("comments", "comments.xml"), Commented::read)?;
    let footnotes = beside("footnotes", "footnotes.xml");
    let endnotes = beside("endnotes", "endnotes.xml");
    let furniture = has_furniture(package, &own)?;
    let mut shared = Shared {
        package,
        styles,
        numbering,
        counters: Counters::default(),
        pictures: Pictures::default(),
        notes: Notes::default(),
        comments: comments.unwrap_or_default(),
        deletions: 0,
        items: 0,
        notices,
    };
    let blocks = part(package, main, |xml| body(xml, Story::new(&mut shared, own)))?;
    let mut blocks = blocks.ok_or_else(|| DocxError::MissingPart { part: main.to_owned() })?;
    for (kind, name) in [(NoteKind::Footnote, &footnotes), (NoteKind::Endnote, &endnotes)] {
        if shared.notes.has(kind) {
            let own = relationships(package, name)?;
            part(package, name, |xml| Story::new(&mut shared, own).notes(xml, kind))?;
        }
    }
    let Shared { pictures, notes, comments, deletions, notices, .. } = shared;
    blocks.extend(notes.into_blocks());
    if deletions > 0 {
        notices.note(Notice::DeletionsDropped { count: deletions });
    }
    let comments = comments.finish(notices);
    if furniture {
        notices.note(Notice::PageFurnitureDropped);
    }
    Ok(Document {
        title: title(package, &root)?,
        blocks,
        comments,
        media: pictures.into_media(),
        ..Document::default()
    })
}

fn relationships(package: &Package<'_>, owner: &str) -> Result<Relationships, DocxError> {
    let read = part(package, &Relationships::part_of(owner), |xml| Relationships::read(xml, owner))?;
    Ok(read.unwrap_or_default())
}

/// The part of a kind that the main part names, or else the usual file beside it.
fn part_beside(package: &Package<'_>, own: &Relationships, main: &str, kind: &str, file: &str) -> String {
    let named = own.parts(kind).find(|part| package.contains(part));
    let folder = main.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    named.map_or_else(|| format!("{folder}{file}"), ToOwned::to_owned)
}

/// The blocks of the main part.
fn body(xml: &mut Xml<'_>, mut story: Story<'_, '_>) -> Result<Vec<Block>, PartError> {
    let mut blocks = Vec::new();
    let mut in_document = false;
    while let Some(event) = xml.next_or_end()? {
        let Event::Open(element) = event else { continue };
        if !in_document {
            if !element.is_word("document") {
                return Err(PartError::Root { found: element.local().to_owned(), expected: "document" });
            }
            in_document = true;
        } else if element.is_word("body") {
            blocks.extend(story.blocks(xml)?);
        } else {
            xml.skip()?;
        }
    }
    if in_document { Ok(blocks) } else { Err(PartError::Unclosed) }
}

/// Whether a header or a footer holds text.
fn has_furniture(package: &Package<'_>, own: &Relationships) -> Result<bool, DocxError> {
    for name in own.parts("header").chain(own.parts("footer")) {
        let text = part(package, name, |xml| {
            let mut has_text = false;
            while let Some(event) = xml.next_or_end()? {
                if matches!(event, Event::Open(element) if element.is_word("t")) {
                    has_text |= !xml.characters()?.trim().is_empty();
                }
            }
            Ok(has_text)
        })?;
        if text == Some(true) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The title in the core properties (ECMA-376 part 2, 11).
fn title(package: &Package<'_>, root: &Relationships) -> Result<Option<String>, DocxError> {
    let name = root.parts("core-properties").next().unwrap_or("docProps/core.xml");
    let title = part(package, name, |xml| {
        while let Some(event) = xml.next_or_end()? {
            if matches!(event, Event::Open(element) if element.space == Space::Dublin && element.local() == "title") {
                return Ok(Some(xml.characters()?));
            }
        }
        Ok(None)
    })?;
    Ok(title.flatten().map(|title| title.trim().to_owned()).filter(|title| !title.is_empty()))
}
