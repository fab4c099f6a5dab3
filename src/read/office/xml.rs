//! A part's XML as a stream of events with namespaces resolved.
//!
//! Strict and transitional namespaces (ECMA-376 parts 1 and 4) come out as one, under whatever prefix.
//! Document type declarations and entities beyond the five of XML are refused, so nothing can expand.

use std::borrow::Cow;
use std::io::{BufRead, BufReader, Read};

use encoding_rs::{UTF_16BE, UTF_16LE};
use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart};
use thiserror::Error;

use crate::read::package::PackageError;
use crate::read::size::MAX_TEXT;

use super::space::{MAX_LEVELS, MAX_NAMESPACES, Scopes};

pub(in crate::read) use super::space::Space;

/// Bytes expanded at a time.
const BUFFER: usize = 32 * 1024;
/// Most paragraphs, texts of runs, cells, rows, pictures, notes and line ends of a document.
///
/// Seven bytes of XML make a hundred of the tree there, so the size of the XML alone does not bound memory.
pub(in crate::read) const MAX_ITEMS: usize = 1_000_000;

/// Why the XML of a part cannot be read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum PartError {
    /// It is not well-formed.
    #[error(transparent)]
    Syntax(Box<quick_xml::Error>),
    /// It has a document type declaration.
    #[error("it has a document type declaration")]
    Doctype,
    /// It uses an entity that XML does not define.
    #[error("it uses the entity `{name}`")]
    Entity {
        /// The entity's name.
        name: String,
    },
    /// Its elements are nested deeper than any document's.
    #[error("its elements are nested deeper than {MAX_LEVELS} levels")]
    TooDeep,
    /// It declares more namespaces than any document.
    #[error("it declares more than {MAX_NAMESPACES} namespaces in one place")]
    TooManyNamespaces,
    /// It makes more paragraphs, cells, pictures and line ends than any document.
    #[error("it makes more than {MAX_ITEMS} paragraphs, cells, pictures and line ends")]
    TooManyItems,
    /// It holds more text than any write-up.
    #[error("it holds more than {} MB of text", MAX_TEXT / 1024 / 1024)]
    TooMuchText,
    /// It ends inside an element.
    #[error("it ends inside an element")]
    Unclosed,
    /// Its outermost element is another one than expected.
    #[error("its outermost element is `{found}` instead of `{expected}`")]
    Root {
        /// The local name found.
        found: String,
        /// The local name expected.
        expected: &'static str,
    },
    /// Another part that it refers to cannot be unpacked.
    #[error(transparent)]
    Package(Box<PackageError>),
}

impl From<PackageError> for PartError {
    fn from(error: PackageError) -> Self {
        Self::Package(Box::new(error))
    }
}

impl From<quick_xml::Error> for PartError {
    fn from(error: quick_xml::Error) -> Self {
        Self::Syntax(Box::new(error))
    }
}

/// What comes next in a part.
pub(in crate::read) enum Event<'x> {
    /// A start tag; an empty element gives a start and an end.
    Open(Element<'x>),
    /// An end tag.
    Close,
    /// Characters, references resolved. A text may come in several pieces.
    Text(Cow<'x, str>),
    /// Something without meaning here: a comment, a processing instruction.
    Nothing,
}

/// A start tag.
pub(in crate::read) struct Element<'x> {
    /// The family of its namespace.
    pub(in crate::read) space: Space,
    start: BytesStart<'x>,
    /// Where the local name begins in the name.
    local: usize,
    scopes: &'x Scopes,
}

impl Element<'_> {
    /// The name without its prefix.
    pub(in crate::read) fn local(&self) -> &str {
        self.written().get(self.local..).unwrap_or_default()
    }

    /// The name as it is written.
    pub(in crate::read) fn written(&self) -> &str {
        self.start.name().0
    }

    /// Whether it is this element of `WordprocessingML`.
    pub(in crate::read) fn is_word(&self, local: &str) -> bool {
        self.space == Space::Word && self.local() == local
    }

    /// Whether it is this element.
    pub(in crate::read) fn is(&self, space: Space, local: &str) -> bool {
        self.space == space && self.local() == local
    }

    /// The value of an attribute in the element's own namespace or in none.
    pub(in crate::read) fn get(&self, local: &str) -> Option<Cow<'_, str>> {
        self.find(local, |space| space == Space::None || space == self.space)
    }

    /// The value of an attribute in a certain namespace.
    pub(in crate::read) fn get_in(&self, space: Space, local: &str) -> Option<Cow<'_, str>> {
        self.find(local, |found| found == space)
    }

    /// The value of the attribute of this name in any namespace.
    pub(in crate::read) fn get_any(&self, local: &str) -> Option<Cow<'_, str>> {
        self.find(local, |_| true)
    }

    /// The value of the attribute `val`.
    pub(in crate::read) fn val(&self) -> Option<Cow<'_, str>> {
        self.get("val")
    }

    /// Whether a toggle (ECMA-376 part 1, 17.17.4) is on: it is unless its value says otherwise.
    pub(in crate::read) fn is_on(&self) -> bool {
        self.val().is_none_or(|value| !matches!(value.as_ref(), "0" | "false" | "off"))
    }

    /// The whole number of an attribute; digits behind the point, which Google writes, are cut off.
    pub(in crate::read) fn number(&self, local: &str) -> Option<i64> {
        whole(&self.get(local)?)
    }

    fn find(&self, local: &str, fits: impl Fn(Space) -> bool) -> Option<Cow<'_, str>> {
        // Attributes are not checked for repetition, which takes quadratic time.
        let mut attributes = self.start.attributes();
        attributes.with_checks(false).flatten().find_map(|attribute| {
            let (name, prefix) = attribute.key.decompose();
            if name.into_inner() != local {
                return None;
            }
            let own = self.written().get(..self.local.saturating_sub(1)).unwrap_or_default();
            let space = match prefix {
                None => Space::None,
                // Most attributes have the prefix of their element.
                Some(prefix) if prefix.into_inner() == own => self.space,
                Some(prefix) => self.scopes.space(prefix.into_inner()),
            };
            if !fits(space) {
                return None;
            }
            let raw = attribute.value;
            Some(match quick_xml::escape::unescape(&raw) {
                Ok(value) => Cow::Owned(value.into_owned()),
                Err(_) => Cow::Owned(raw.into_owned()),
            })
        })
    }
}

/// The whole number at the start of a measure: `-12`, `226.99999999999977`, `2210`.
pub(in crate::read) fn whole(text: &str) -> Option<i64> {
    let text = text.trim();
    let end = text.char_indices().find(|(at, c)| !(c.is_ascii_digit() || *at == 0 && matches!(c, '-' | '+')));
    text.get(..end.map_or(text.len(), |(at, _)| at))?.parse().ok()
}

/// A part's XML, read event by event.
pub(in crate::read) struct Xml<'a> {
    reader: Reader<BufReader<&'a mut dyn Read>>,
    buffer: Vec<u8>,
    scopes: Scopes,
    paragraphs: u32,
    /// Bytes of text so far.
    text: usize,
}

impl Xml<'_> {
    /// Reads a part: UTF-8, or UTF-16 with or without a byte order mark (the two encodings that OPC allows).
    pub(in crate::read) fn read<T>(
        stream: &mut dyn Read,
        read: impl FnOnce(&mut Xml<'_>) -> Result<T, PartError>,
    ) -> Result<T, PartError> {
        let mut stream = BufReader::with_capacity(BUFFER, stream);
        let encoding = match stream.fill_buf().map_err(quick_xml::Error::from)? {
            [0xFF, 0xFE, ..] | [b'<', 0, ..] => Some(UTF_16LE),
            [0xFE, 0xFF, ..] | [0, b'<', ..] => Some(UTF_16BE),
            _ => None,
        };
        let Some(encoding) = encoding else { return read(&mut Xml::new(stream)) };
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).map_err(quick_xml::Error::from)?;
        let (text, _) = encoding.decode_with_bom_removal(&bytes);
        read(&mut Xml::new(BufReader::with_capacity(BUFFER, &mut text.as_bytes())))
    }

    fn new(stream: BufReader<&mut dyn Read>) -> Xml<'_> {
        let mut reader = Reader::from_reader(stream);
        reader.config_mut().expand_empty_elements = true;
        Xml { reader, buffer: Vec::new(), scopes: Scopes::default(), paragraphs: 0, text: 0 }
    }

    /// How many `w:p` have begun so far, those in skipped elements included.
    pub(in crate::read) fn paragraphs(&self) -> u32 {
        self.paragraphs
    }

    /// The next event inside an element.
    ///
    /// # Errors
    ///
    /// [`PartError::Unclosed`] at the end of the part.
    pub(in crate::read) fn next(&mut self) -> Result<Event<'_>, PartError> {
        self.next_or_end()?.ok_or(PartError::Unclosed)
    }

    /// The next event, or `None` at the end of the part.
    pub(in crate::read) fn next_or_end(&mut self) -> Result<Option<Event<'_>>, PartError> {
        use quick_xml::events::Event as Next;
        self.buffer.clear();
        Ok(Some(match self.reader.read_event_into(&mut self.buffer)? {
            Next::Start(start) | Next::Empty(start) => {
                self.scopes.open(&start)?;
                let name = start.name().0;
                let colon = name.bytes().position(|byte| byte == b':');
                let local = colon.map_or(0, |colon| colon + 1);
                let space = self.scopes.of_element(name.get(..colon.unwrap_or_default()).unwrap_or_default());
                if name.get(local..) == Some("p") && space == Space::Word {
                    self.paragraphs = self.paragraphs.saturating_add(1);
                }
                Event::Open(Element { space, start, local, scopes: &self.scopes })
            }
            Next::End(_) => {
                self.scopes.close();
                Event::Close
            }
            Next::Text(text) => {
                count(&mut self.text, text.len())?;
                Event::Text(text.xml10_content())
            }
            Next::CData(text) => {
                count(&mut self.text, text.len())?;
                Event::Text(text.xml10_content())
            }
            Next::GeneralRef(reference) => Event::Text(Cow::Owned(resolve(&reference)?.to_string())),
            Next::Comment(_) | Next::PI(_) | Next::Decl(_) => Event::Nothing,
            Next::DocType(_) => return Err(PartError::Doctype),
            Next::Eof => return Ok(None),
        }))
    }

    /// Passes over the rest of the element that was opened last.
    pub(in crate::read) fn skip(&mut self) -> Result<(), PartError> {
        let mut depth = 0_u32;
        loop {
            match self.next()? {
                Event::Open(_) => depth = depth.saturating_add(1),
                Event::Close if depth == 0 => return Ok(()),
                Event::Close => depth -= 1,
                Event::Text(_) | Event::Nothing => {}
            }
        }
    }

    /// Calls `visit` for each element inside the one opened last, at any depth; texts are passed over.
    pub(in crate::read) fn each(&mut self, mut visit: impl FnMut(&Element<'_>)) -> Result<(), PartError> {
        let mut depth = 0_u32;
        loop {
            match self.next()? {
                Event::Open(element) => {
                    visit(&element);
                    depth = depth.saturating_add(1);
                }
                Event::Close if depth == 0 => return Ok(()),
                Event::Close => depth -= 1,
                Event::Text(_) | Event::Nothing => {}
            }
        }
    }

    /// All characters inside the element opened last.
    pub(in crate::read) fn characters(&mut self) -> Result<String, PartError> {
        let mut all = String::new();
        let mut depth = 0_u32;
        loop {
            match self.next()? {
                Event::Open(_) => depth = depth.saturating_add(1),
                Event::Close if depth == 0 => return Ok(all),
                Event::Close => depth -= 1,
                Event::Text(text) => all.push_str(&text),
                Event::Nothing => {}
            }
        }
    }
}

/// Counts text towards [`MAX_TEXT`].
fn count(total: &mut usize, more: usize) -> Result<(), PartError> {
    *total = total.saturating_add(more);
    if *total > MAX_TEXT { Err(PartError::TooMuchText) } else { Ok(()) }
}

/// The character of a reference in text: a number, or one of the five names of XML.
fn resolve(reference: &BytesRef<'_>) -> Result<char, PartError> {
    if let Some(character) = reference.resolve_char_ref()? {
        return Ok(character);
    }
    Ok(match reference.as_ref() {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        name => return Err(PartError::Entity { name: name.to_owned() }),
    })
}
