//! The shape of tags: where names end, where attributes begin, where a tag ends.
//!
//! Nearly all tags are written as the grammar has them (XML 1.0, 3.1), and those are taken apart here, byte by byte. What
//! is written in another way is left to quick-xml, which forgives much.

use quick_xml::events::BytesStart;

use crate::bytes::set_of;

/// A start tag, by lengths from its `<`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct StartTag {
    /// Where the name ends and what holds the attributes begins.
    pub(super) name: usize,
    /// Where the name without its prefix begins.
    pub(super) local: usize,
    /// Where the attributes end.
    pub(super) attributes: usize,
    pub(super) is_empty: bool,
    /// Whether an attribute may declare a namespace.
    pub(super) declares: bool,
}

impl StartTag {
    /// The start tag at the beginning of a text, and its length; `None` if it is not plain, or not whole.
    #[inline]
    pub(super) fn plain(text: &[u8]) -> Option<(Self, usize)> {
        let name = end_of_name(text, 1)?;
        let mut declares = false;
        let mut at = name;
        loop {
            let blanks = at;
            while is_blank(*text.get(at)?) {
                at += 1;
            }
            let (is_empty, end) = match *text.get(at)? {
                b'>' => (false, at + 1),
                b'/' if *text.get(at + 1)? == b'>' => (true, at + 2),
                _ if at > blanks => {
                    declares |= text.get(at..).is_some_and(|text| text.starts_with(b"xmlns"));
                    at = Attribute::plain(text, at)?.end;
                    continue;
                }
                _ => return None,
            };
            let prefix = text.get(1..name)?.iter().position(|byte| *byte == b':');
            let local = prefix.map_or(1, |prefix| prefix + 2);
            return Some((Self { name, local, attributes: at, is_empty, declares }, end));
        }
    }

    /// A start tag as quick-xml found it.
    pub(super) fn odd(start: &BytesStart<'_>, is_empty: bool) -> Self {
        let (name, attributes) = (start.name().0, start.attributes_raw());
        let local = name.find(':').map_or(1, |prefix| prefix + 2);
        Self {
            name: 1 + name.len(),
            local,
            attributes: 1 + name.len() + attributes.len(),
            is_empty,
            declares: attributes.contains("xmlns"),
        }
    }
}

/// Where an attribute has what in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Attribute {
    /// Where its name ends; behind that come `=` and a quote.
    pub(super) name: usize,
    /// Where its value begins.
    pub(super) value: usize,
    /// Where it ends, its second quote included.
    pub(super) end: usize,
}

impl Attribute {
    /// The attribute that begins at a place in a text; `None` if it is not plain, or not whole.
    #[inline]
    pub(super) fn plain(text: &[u8], begin: usize) -> Option<Self> {
        let name = end_of_name(text, begin).filter(|name| *name > begin)?;
        let quote = *text.get(name + 1)?;
        if *text.get(name)? != b'=' || !matches!(quote, b'"' | b'\'') {
            return None;
        }
        let value = name + 2;
        let mut end = value;
        while *text.get(end)? != quote {
            end += 1;
        }
        Some(Self { name, value, end: end + 1 })
    }
}

/// Where the plain name that begins at a place ends; `None` if the text ends with it.
#[inline]
fn end_of_name(text: &[u8], begin: usize) -> Option<usize> {
    let mut at = begin;
    while !ENDS_NAME.get(usize::from(*text.get(at)?)).copied().unwrap_or_default() {
        at += 1;
    }
    Some(at)
}

/// Whether a byte is a blank in XML.
#[inline]
pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

/// Which bytes cannot be in a plain name.
const ENDS_NAME: [bool; 256] = set_of(b" \t\r\n=></\"'");
