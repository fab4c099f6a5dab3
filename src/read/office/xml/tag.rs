//! The shape of tags: where names end, where attributes begin, where a tag ends.
//!
//! Nearly all tags are written as the grammar has them (XML 1.0, 3.1), and those are taken apart here, byte by byte. What
//! is written in another way is left to quick-xml, which forgives much.

use quick_xml::events::BytesStart;

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
        let name = 1 + name_at(text.get(1..)?)?;
        let mut declares = false;
        let mut at = name;
        loop {
            let behind = text.get(at..)?;
            let (is_empty, length) = match behind {
                [b'>', ..] => (false, 1),
                [b'/', b'>', ..] => (true, 2),
                [b' ' | b'\t' | b'\r' | b'\n', b'>' | b'/' | b' ' | b'\t' | b'\r' | b'\n', ..] => {
                    at += 1;
                    continue;
                }
                [b' ' | b'\t' | b'\r' | b'\n', behind @ ..] => {
                    declares |= behind.starts_with(b"xmlns");
                    at += 1 + attribute(behind)?.end;
                    continue;
                }
                _ => return None,
            };
            let prefix = text.get(1..name)?.iter().position(|byte| *byte == b':');
            let local = prefix.map_or(1, |prefix| prefix + 2);
            return Some((Self { name, local, attributes: at, is_empty, declares }, at + length));
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

/// An attribute, by lengths from the beginning of its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Attribute {
    /// Where the name ends.
    pub(super) name: usize,
    /// Where the value ends, which begins behind the name, `=` and a quote.
    pub(super) value: usize,
    /// Where the attribute ends.
    pub(super) end: usize,
}

/// The attribute at the beginning of a text; `None` if it is not plain, or not whole.
#[inline]
pub(super) fn attribute(text: &[u8]) -> Option<Attribute> {
    let name = name_at(text)?;
    let quoted = match text.get(name..)? {
        [b'=', quote @ (b'"' | b'\''), behind @ ..] if name > 0 => behind.iter().position(|byte| byte == quote)?,
        _ => return None,
    };
    let value = name + 2 + quoted;
    Some(Attribute { name, value, end: value + 1 })
}

/// The length of the plain name at the beginning of a text; `None` if the text ends with it.
fn name_at(text: &[u8]) -> Option<usize> {
    text.iter().position(|byte| ENDS_NAME.get(usize::from(*byte)).copied().unwrap_or_default())
}

/// Which bytes cannot be in a plain name.
const ENDS_NAME: [bool; 256] = {
    let mut ends = [false; 256];
    let mut signs: &[u8] = b" \t\r\n=></\"'";
    while let [sign, rest @ ..] = signs {
        ends[*sign as usize] = true;
        signs = rest;
    }
    ends
};
