//! OpenDocument texts (ODF 1.3), as a package (`.odt`) or as one XML file (`.fodt`), Google Docs' exports included.
//!
//! | what | kept | simplified | dropped |
//! |---|---|---|---|
//! | paragraphs | text, line ends, tabs, blanks | page breaks: nothing | layout |
//! | headings | by element, by outline level of the style, or by the names along its chain; `Title` as level 1 | levels 7 to 10 become 6; numbers before them go | |
//! | characters | strong, emphasis, underline, strike, raised, lowered, code; through named and automatic styles | symbol fonts become Unicode; small capitals become letters | fonts, sizes, colors, private-use characters |
//! | lists | bullets, numbers, nesting, start values, numbers that go on, text that goes on in an item, check boxes | number formats become numbers; lists of bullets side by side become one | |
//! | tables | rows, header rows, spans, repeated rows and cells, tables and lists in cells | cells deeper than the tree allows become paragraphs | borders, widths, repetition without end (with a notice) |
//! | links | addresses, anchors, pictures that are links | links to scripts become text (with a notice) | bookmarks |
//! | notes | footnotes and endnotes, numbered together | notes in notes become text of the note | |
//! | pictures | embedded and linked, alternative text | of several renderings, the first | charts and embedded files without a picture (with a notice) |
//! | text boxes, shapes | their text, after the paragraph they are anchored in | | |
//! | code | code styles; Google's code blocks and inline code | neighbors become one block | |
//! | quotations | by style, or by an indent of more than 5 cm | | |
//! | tracked changes | insertions | | deletions (counted) |
//! | comments | author, text and place, when asked for | | otherwise all (counted); their formatting |
//! | fields, form controls | what they show | | |
//! | math | | text on one line | layout |
//! | tables of contents, indexes | bibliographies | | the rest (with a notice) |
//! | headers, footers | | | with a notice if they hold text |

mod comment;
mod element;
mod inline;
mod lists;
mod look;
mod math;
mod pictures;
mod reader;
mod styles;
mod table;

#[cfg(test)]
mod tests;

use thiserror::Error;

use crate::document::Document;
use crate::notice::{Notice, Notices};
use crate::read::office::xml::{Event, Space, Xml};
use crate::read::office::{Fault, part};
use crate::read::package::{Package, PackageError};
use reader::Reader;

pub use crate::read::office::xml::PartError;

/// The part that holds the text.
const CONTENT: &str = "content.xml";

/// Why an OpenDocument text cannot be read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum OdtError {
    /// The container, or a part of it, cannot be read.
    #[error(transparent)]
    Package(PackageError),
    /// A part that every document has is not there.
    #[error("no `{part}` in the archive")]
    MissingPart {
        /// The part's name.
        part: &'static str,
    },
    /// It is an OpenDocument file of another kind.
    #[error("it holds a {found} instead of a text")]
    NotText {
        /// What it holds: `spreadsheet`.
        found: String,
    },
    /// The XML of a part cannot be read.
    #[error("the part `{part}` cannot be read")]
    Xml {
        /// The part's name.
        part: String,
        /// What is wrong with it.
        source: PartError,
    },
    /// The one XML file that the document is cannot be read.
    #[error("its XML cannot be read")]
    Flat(#[source] PartError),
}

impl From<PackageError> for OdtError {
    fn from(error: PackageError) -> Self {
        Self::Package(error)
    }
}

impl From<Fault> for OdtError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Package(error) => Self::Package(error),
            Fault::Xml { part, source } => Self::Xml { part, source },
        }
    }
}

/// What a file of OpenDocument XML is, as its outermost elements tell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
enum Body {
    /// There is none: styles only.
    #[default]
    None,
    /// A text, which has been read.
    Text,
    /// Something else, by its name.
    Other(String),
}

/// Reads a document.
///
/// Positions count the paragraphs and headings of the text, those in notes and deletions aside, from 1.
///
/// # Errors
///
/// [`OdtError`] when the bytes are neither a package nor XML, a part is missing, broken or too large, its XML is not
/// well-formed, or the document is no text.
pub fn read(bytes: &[u8], notices: &mut Notices) -> Result<Document, OdtError> {
    if is_xml(bytes) {
        let mut reader = Reader::new(None, notices);
        let body = Xml::read(&mut &*bytes, |xml| reader.file(xml, AutomaticStyles::Heeded)).map_err(OdtError::Flat)?;
        return finish(reader, body);
    }
    let package = Package::open(bytes)?;
    if part(&package, "META-INF/manifest.xml", is_encrypted)? == Some(true) {
        return Err(PackageError::Encrypted.into());
    }
    let mut reader = Reader::new(Some(&package), notices);
    part(&package, "meta.xml", |xml| reader.file(xml, AutomaticStyles::Heeded))?;
    // The automatic styles of this part are for headers and footers, under names that the text uses for others.
    part(&package, "styles.xml", |xml| reader.file(xml, AutomaticStyles::PassedOver))?;
    let body = part(&package, CONTENT, |xml| reader.file(xml, AutomaticStyles::Heeded))?;
    finish(reader, body.ok_or(OdtError::MissingPart { part: CONTENT })?)
}

/// Whether the automatic styles of a file count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum AutomaticStyles {
    Heeded,
    PassedOver,
}

fn finish(reader: Reader<'_>, body: Body) -> Result<Document, OdtError> {
    match body {
        Body::Text => Ok(reader.finish()),
        Body::Other(found) => Err(OdtError::NotText { found }),
        Body::None => Err(OdtError::MissingPart { part: "office:text" }),
    }
}

/// Whether the bytes begin as XML does, in UTF-8 or UTF-16.
fn is_xml(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    matches!(text, [b'<', ..] | [0xFF, 0xFE, b'<', ..] | [0xFE, 0xFF, 0, b'<', ..] | [0, b'<', ..])
}

/// Whether the list of files says that some are encrypted (ODF 1.3 part 2, 3.4).
fn is_encrypted(xml: &mut Xml<'_>) -> Result<bool, PartError> {
    let mut encrypted = false;
    while let Some(event) = xml.next_or_end()? {
        encrypted |= matches!(event, Event::Open(element) if element.is(Space::Manifest, "encryption-data"));
    }
    Ok(encrypted)
}

impl Reader<'_> {
    /// Reads one file of OpenDocument XML: a part, or the whole document.
    fn file(&mut self, xml: &mut Xml<'_>, automatic: AutomaticStyles) -> Result<Body, PartError> {
        let mut found = Body::None;
        let mut depth = 0_usize;
        while let Some(event) = xml.next_or_end()? {
            let element = match event {
                Event::Open(element) => element,
                Event::Close => {
                    depth = depth.saturating_sub(1);
                    continue;
                }
                Event::Text(_) | Event::Nothing => continue,
            };
            if depth == 0 {
                if element.space != Space::Office {
                    let expected = "office:document-content";
                    return Err(PartError::Root { found: element.written().to_owned(), expected });
                }
                depth += 1;
                continue;
            }
            let name = element.local().to_owned();
            match (element.space, name.as_str()) {
                (Space::Office, "meta" | "body") => depth += 1,
                (Space::Dublin, "title") => self.title = Some(xml.characters()?),
                (Space::Office, "styles") => self.styles.read(xml)?,
                (Space::Office, "automatic-styles") if automatic == AutomaticStyles::Heeded => self.styles.read(xml)?,
                (Space::Office, "master-styles") => {
                    if has_furniture(xml)? {
                        self.notices.note(Notice::PageFurnitureDropped);
                    }
                }
                (Space::Office, "text") => {
                    self.text(xml)?;
                    found = Body::Text;
                }
                (Space::Office, "spreadsheet" | "presentation" | "drawing" | "chart" | "image" | "database") => {
                    found = Body::Other(name);
                    xml.skip()?;
                }
                _ => xml.skip()?,
            }
        }
        Ok(found)
    }
}

/// Whether a header or a footer holds text.
fn has_furniture(xml: &mut Xml<'_>) -> Result<bool, PartError> {
    let mut depth = 0_u32;
    let mut has_text = false;
    loop {
        match xml.next()? {
            Event::Open(_) => depth = depth.saturating_add(1),
            Event::Close if depth == 0 => return Ok(has_text),
            Event::Close => depth -= 1,
            Event::Text(text) => has_text |= !text.trim().is_empty(),
            Event::Nothing => {}
        }
    }
}
