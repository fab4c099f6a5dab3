//! A part's XML as a stream of events with namespaces resolved.
//!
//! Strict and transitional namespaces (ECMA-376 parts 1 and 4) come out as one, under whatever prefix.
//! Document type declarations and entities beyond the five of XML are refused, so nothing can expand.

use std::borrow::Cow;
use std::io::{self, BufRead};

use encoding_rs::{UTF_16BE, UTF_16LE};
use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart};
use quick_xml::name::PrefixDeclaration;
use thiserror::Error;

use crate::read::package::PackageError;

/// Deepest nesting of elements.
const MAX_LEVELS: u32 = 65_535;
/// Most namespaces declared around one element.
const MAX_NAMESPACES: usize = 256;

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
}

/// The namespaces declared around the current element.
///
/// quick-xml resolves names too, but looks through all declarations for each name; Word declares some thirty.
/// Here the prefix seen last is remembered, which is nearly always the next one as well.
#[derive(Debug, Default)]
struct Scopes {
    depth: u32,
    declared: Vec<Declaration>,
    last: (String, Option<Space>),
}

/// A declared prefix; the empty one is the default namespace.
#[derive(Debug)]
struct Declaration {
    depth: u32,
    prefix: String,
    space: Space,
}

impl Scopes {
    fn open(&mut self, start: &BytesStart<'_>) -> Result<(), PartError> {
        if self.depth == MAX_LEVELS {
            return Err(PartError::TooDeep);
        }
        self.depth += 1;
        let raw = start.attributes_raw();
        if raw.is_empty() || !raw.contains("xmlns") {
            return Ok(());
        }
        for attribute in start.attributes().with_checks(false).flatten() {
            let prefix = match attribute.key.as_namespace_binding() {
                Some(PrefixDeclaration::Default) => "",
                Some(PrefixDeclaration::Named(prefix)) => prefix,
                None => continue,
            };
            if self.declared.len() == MAX_NAMESPACES {
                return Err(PartError::TooManyNamespaces);
            }
            let space = if attribute.value.is_empty() { Space::None } else { Space::of(&attribute.value) };
            self.declared.push(Declaration { depth: self.depth, prefix: prefix.to_owned(), space });
            self.last.1 = None;
        }
        Ok(())
    }

    fn close(&mut self) {
        while self.declared.pop_if(|declaration| declaration.depth == self.depth).is_some() {
            self.last.1 = None;
        }
        self.depth = self.depth.saturating_sub(1);
    }

    /// The space of an element with this prefix.
    fn of_element(&mut self, prefix: &str) -> Space {
        if let (last, Some(space)) = &self.last
            && last == prefix
        {
            return *space;
        }
        let space = self.space(prefix);
        self.last.0.clear();
        self.last.0.push_str(prefix);
        self.last.1 = Some(space);
        space
    }

    fn space(&self, prefix: &str) -> Space {
        let declared = self.declared.iter().rev().find(|declaration| declaration.prefix == prefix);
        let undeclared = if prefix.is_empty() { Space::None } else { Space::Other };
        declared.map_or(undeclared, |declaration| declaration.space)
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
    /// Where the local name begins in the name.
    local: usize,
    scopes: &'x Scopes,
}

impl Element<'_> {
    /// The name without its prefix.
    pub(super) fn local(&self) -> &str {
        self.written().get(self.local..).unwrap_or_default()
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
pub(super) fn whole(text: &str) -> Option<i64> {
    let text = text.trim();
    let end = text.char_indices().find(|(at, c)| !(c.is_ascii_digit() || *at == 0 && matches!(c, '-' | '+')));
    text.get(..end.map_or(text.len(), |(at, _)| at))?.parse().ok()
}

/// A part's XML, read event by event.
pub(super) struct Xml<'a> {
    reader: Reader<&'a mut dyn BufRead>,
    buffer: Vec<u8>,
    scopes: Scopes,
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
        let mut reader = Reader::from_reader(stream);
        reader.config_mut().expand_empty_elements = true;
        Xml { reader, buffer: Vec::new(), scopes: Scopes::default(), paragraphs: 0 }
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
            Read::End(_) => {
                self.scopes.close();
                Event::Close
            }
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
