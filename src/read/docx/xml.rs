//! A part's XML as a stream of events with namespaces resolved.
//!
//! Strict and transitional namespaces (ECMA-376 parts 1 and 4) come out as one, under whatever prefix.
//! Document type declarations and entities beyond the five of XML are refused, so nothing can expand.

use std::borrow::Cow;
use std::io::{self, BufRead};

use encoding_rs::{UTF_16BE, UTF_16LE};
use quick_xml::NsReader;
use quick_xml::events::{BytesRef, BytesStart};
use quick_xml::name::{NamespaceResolver, ResolveResult};
use thiserror::Error;

use crate::read::package::PackageError;

/// Why the XML of a part cannot be read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum PartError {
    /// It is not well-formed.
    #[error(transparent)]
    Syntax(quick_xml::Error),
    /// It has a document type declaration.
    #[error("it has a document type declaration")]
    Doctype,
    /// It uses an entity that XML does not define.
    #[error("it uses the entity `{name}`")]
    Entity {
        /// The entity's name.
        name: String,
    },
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
    Package(#[from] PackageError),
}

impl From<quick_xml::Error> for PartError {
    fn from(error: quick_xml::Error) -> Self {
        Self::Syntax(error)
    }
}

/// Families of namespaces that the reader tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Space {
    /// `WordprocessingML`.
    Word,
    /// Microsoft's later additions to it: `w14`, `w15`, `w16…`.
    LaterWord,
    /// `DrawingML` in all its parts, charts and diagrams aside.
    Drawing,
    /// Charts and diagrams.
    Chart,
    /// Pictures of Word before 2010: VML and its office additions.
    Vml,
    /// Alternate content (ECMA-376 part 3).
    Compatibility,
    /// Office Math.
    Math,
    /// The namespace of relationship ids.
    Relationship,
    /// The parts that list relationships.
    Package,
    /// Dublin Core: the document's title.
    Dublin,
    /// Any other.
    Other,
    /// None.
    None,
}

impl Space {
    fn of(uri: &str) -> Self {
        let (family, name) = match uri {
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | "http://purl.oclc.org/ooxml/wordprocessingml/main" => return Self::Word,
            "http://schemas.openxmlformats.org/markup-compatibility/2006" => return Self::Compatibility,
            "http://schemas.openxmlformats.org/package/2006/relationships" => return Self::Package,
            "http://purl.org/dc/elements/1.1/" => return Self::Dublin,
            "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
            | "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
            | "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas"
            | "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing" => return Self::Drawing,
            uri => uri
                .strip_prefix("http://schemas.openxmlformats.org/")
                .or_else(|| uri.strip_prefix("http://purl.oclc.org/ooxml/"))
                .and_then(|rest| rest.split_once('/'))
                .unwrap_or(("", uri)),
        };
        match family {
            "officeDocument" if name.ends_with("relationships") => Self::Relationship,
            "officeDocument" if name.ends_with("math") => Self::Math,
            "drawingml" if name.ends_with("chart") || name.ends_with("diagram") => Self::Chart,
            "drawingml" => Self::Drawing,
            _ if name.starts_with("urn:schemas-microsoft-com:") => Self::Vml,
            _ if name.starts_with("http://schemas.microsoft.com/office/drawing/") => Self::Drawing,
            _ if name.starts_with("http://schemas.microsoft.com/office/word/") => Self::LaterWord,
            _ => Self::Other,
        }
    }

    fn resolved(result: ResolveResult<'_>) -> Self {
        match result {
            ResolveResult::Bound(namespace) => Self::of(namespace.0),
            ResolveResult::Unbound => Self::None,
            ResolveResult::Unknown(_) => Self::Other,
        }
    }
}

/// What comes next in a part.
pub(super) enum Event<'x> {
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
pub(super) struct Element<'x> {
    /// The family of its namespace.
    pub(super) space: Space,
    start: BytesStart<'x>,
    resolver: &'x NamespaceResolver,
}

impl Element<'_> {
    /// The name without its prefix.
    pub(super) fn local(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// The name as it is written.
    pub(super) fn written(&self) -> &str {
        self.start.name().0
    }

    /// Whether it is this element of `WordprocessingML`.
    pub(super) fn is_word(&self, local: &str) -> bool {
        self.space == Space::Word && self.local() == local
    }

    /// The value of an attribute in the element's own namespace or in none.
    pub(super) fn get(&self, local: &str) -> Option<Cow<'_, str>> {
        self.find(local, |space| space == Space::None || space == self.space)
    }

    /// The value of an attribute in a certain namespace.
    pub(super) fn get_in(&self, space: Space, local: &str) -> Option<Cow<'_, str>> {
        self.find(local, |found| found == space)
    }

    /// The value of the attribute `val`.
    pub(super) fn val(&self) -> Option<Cow<'_, str>> {
        self.get("val")
    }

    /// Whether a toggle (ECMA-376 part 1, 17.17.4) is on: it is unless its value says otherwise.
    pub(super) fn is_on(&self) -> bool {
        self.val().is_none_or(|value| !matches!(value.as_ref(), "0" | "false" | "off"))
    }

    /// The whole number of an attribute; digits behind the point, which Google writes, are cut off.
    pub(super) fn number(&self, local: &str) -> Option<i64> {
        whole(&self.get(local)?)
    }

    fn find(&self, local: &str, fits: impl Fn(Space) -> bool) -> Option<Cow<'_, str>> {
        // Attributes are not checked for repetition, which takes quadratic time.
        let mut attributes = self.start.attributes();
        attributes.with_checks(false).flatten().find_map(|attribute| {
            let (resolved, name) = self.resolver.resolve_attribute(attribute.key);
            if name.into_inner() != local || !fits(Space::resolved(resolved)) {
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
pub(super) fn whole(text: &str) -> Option<i64> {
    let text = text.trim();
    let end = text.char_indices().find(|(at, c)| !(c.is_ascii_digit() || *at == 0 && matches!(c, '-' | '+')));
    text.get(..end.map_or(text.len(), |(at, _)| at))?.parse().ok()
}

/// A part's XML, read event by event.
pub(super) struct Xml<'a> {
    reader: NsReader<&'a mut dyn BufRead>,
    buffer: Vec<u8>,
    paragraphs: u32,
}

impl Xml<'_> {
    /// Reads a part: UTF-8, or UTF-16 with or without a byte order mark (the two encodings that OPC allows).
    pub(super) fn read<T>(
        stream: &mut dyn BufRead,
        read: impl FnOnce(&mut Xml<'_>) -> Result<T, PartError>,
    ) -> Result<T, PartError> {
        let encoding = match stream.fill_buf().map_err(quick_xml::Error::from)? {
            [0xFF, 0xFE, ..] | [b'<', 0, ..] => Some(UTF_16LE),
            [0xFE, 0xFF, ..] | [0, b'<', ..] => Some(UTF_16BE),
            _ => None,
        };
        let Some(encoding) = encoding else { return read(&mut Xml::new(stream)) };
        let mut bytes = Vec::new();
        io::Read::read_to_end(stream, &mut bytes).map_err(quick_xml::Error::from)?;
        let (text, _) = encoding.decode_with_bom_removal(&bytes);
        read(&mut Xml::new(&mut text.as_bytes()))
    }

    fn new(stream: &mut dyn BufRead) -> Xml<'_> {
        let mut reader = NsReader::from_reader(stream);
        reader.config_mut().expand_empty_elements = true;
        Xml { reader, buffer: Vec::new(), paragraphs: 0 }
    }

    /// How many `w:p` have begun so far, those in skipped elements included.
    pub(super) fn paragraphs(&self) -> u32 {
        self.paragraphs
    }

    /// The next event inside an element.
    ///
    /// # Errors
    ///
    /// [`PartError::Unclosed`] at the end of the part.
    pub(super) fn next(&mut self) -> Result<Event<'_>, PartError> {
        self.next_or_end()?.ok_or(PartError::Unclosed)
    }

    /// The next event, or `None` at the end of the part.
    pub(super) fn next_or_end(&mut self) -> Result<Option<Event<'_>>, PartError> {
        use quick_xml::events::Event as Read;
        self.buffer.clear();
        Ok(Some(match self.reader.read_event_into(&mut self.buffer)? {
            Read::Start(start) | Read::Empty(start) => {
                let resolver = self.reader.resolver();
                let space = Space::resolved(resolver.resolve_element(start.name()).0);
                if space == Space::Word && start.local_name().into_inner() == "p" {
                    self.paragraphs = self.paragraphs.saturating_add(1);
                }
                Event::Open(Element { space, start, resolver })
            }
            Read::End(_) => Event::Close,
            Read::Text(text) => Event::Text(text.xml10_content()),
            Read::CData(text) => Event::Text(text.xml10_content()),
            Read::GeneralRef(reference) => Event::Text(Cow::Owned(resolve(&reference)?.to_string())),
            Read::Comment(_) | Read::PI(_) | Read::Decl(_) => Event::Nothing,
            Read::DocType(_) => return Err(PartError::Doctype),
            Read::Eof => return Ok(None),
        }))
    }

    /// Passes over the rest of the element that was opened last.
    pub(super) fn skip(&mut self) -> Result<(), PartError> {
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
    pub(super) fn each(&mut self, mut visit: impl FnMut(&Element<'_>)) -> Result<(), PartError> {
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
    pub(super) fn characters(&mut self) -> Result<String, PartError> {
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
