//! Tags, texts and references in a row, each by its length in the text that is held; tags are held to be in pairs.
//!
//! Tags and texts are found here; comments, instructions, sections of characters and all that is out of the ordinary
//! are left to quick-xml, which also says what is wrong where something is.

use std::io::Read;

use memchr::memchr2;
use quick_xml::Reader;
use quick_xml::errors::{Error, IllFormedError};
use quick_xml::events::Event;

use super::tag::StartTag;
use super::window::{Place, Window};

/// What comes next.
#[derive(Debug, Clone, Copy)]
pub(super) enum Token {
    Start(StartTag),
    /// An end tag, or the end of an empty element.
    End,
    /// Characters without references.
    Text,
    /// A reference, `&` and `;` included.
    Reference,
    /// A section of characters: from where to where.
    Characters(usize, usize),
    /// A document type declaration.
    Doctype,
    /// A comment, an instruction.
    Nothing,
}

/// The tokens of a part.
pub(super) struct Tokens<'a> {
    window: Window<'a>,
    /// Bytes of the token that came last.
    length: usize,
    /// The names of the open elements one after another, and where each begins.
    names: Vec<u8>,
    open: Vec<usize>,
    /// The element that came last is empty, and its end comes next.
    in_empty: bool,
}

/// What is found at the beginning of a text.
enum Found {
    Token(Token, usize),
    /// The text ends in the middle of it.
    Cut,
    Wrong(Error),
}

impl<'a> Tokens<'a> {
    pub(super) fn of(stream: &'a mut dyn Read) -> Result<Self, Error> {
        Ok(Self { window: Window::open(stream)?, length: 0, names: Vec::new(), open: Vec::new(), in_empty: false })
    }

    /// The text of the token that came last.
    #[inline]
    pub(super) fn text(&self) -> &str {
        self.window.begin(self.length)
    }

    /// The same as bytes.
    #[inline]
    pub(super) fn bytes(&self) -> &[u8] {
        self.window.bytes().get(..self.length).unwrap_or_default()
    }

    /// What is held of the text behind the token that came last; nothing, if that is an empty element whose end comes next.
    pub(super) fn ahead(&self) -> &str {
        if self.in_empty { "" } else { self.window.text().get(self.length..).unwrap_or_default() }
    }

    /// Whether a text ends with the plain end tag of the element that was opened last.
    pub(super) fn closes(&self, text: &str) -> bool {
        let name = self.open.last().and_then(|name| self.names.get(*name..)).unwrap_or_default();
        let before = text.as_bytes().strip_suffix(b">").and_then(|text| text.strip_suffix(name));
        before.is_some_and(|before| before.ends_with(b"</"))
    }

    /// Passes over so much of the text ahead, which ends with the end tag of the element that was opened last.
    pub(super) fn pass(&mut self, length: usize) {
        self.window.take(std::mem::replace(&mut self.length, length));
        self.close();
    }

    /// The place behind the token that came last.
    pub(super) fn place(&self) -> Place {
        self.window.place(self.length)
    }

    /// The text from a place through the token that came last, if it is still held.
    pub(super) fn since(&self, begin: Place) -> Option<&str> {
        self.window.between(begin, self.place())
    }

    /// The next token; `None` at the end of the part.
    #[inline]
    pub(super) fn next(&mut self) -> Result<Option<Token>, Error> {
        if std::mem::take(&mut self.in_empty) {
            return Ok(Some(Token::End));
        }
        self.window.take(std::mem::take(&mut self.length));
        match self.common() {
            Some((token, length)) => Ok(Some(self.found(token, length))),
            None => self.uncommon(),
        }
    }

    /// A plain token at the beginning of the text; `None` where a closer look is needed.
    fn common(&self) -> Option<(Token, usize)> {
        let text = self.window.bytes();
        match text {
            [b'<', b'/', behind @ ..] => {
                let name = self.names.get(*self.open.last()?..)?;
                (*behind.strip_prefix(name)?.first()? == b'>').then_some((Token::End, "</>".len() + name.len()))
            }
            [b'<', b'!' | b'?', ..] | [b'&', ..] => None,
            [b'<', ..] => StartTag::plain(text).map(|(tag, length)| (Token::Start(tag), length)),
            text => Some((Token::Text, memchr2(b'<', b'&', text)?)),
        }
    }

    #[cold]
    fn uncommon(&mut self) -> Result<Option<Token>, Error> {
        loop {
            let found = match self.common() {
                Some((token, length)) => Found::Token(token, length),
                None => self.look_closer(),
            };
            match found {
                Found::Token(token, length) => return Ok(Some(self.found(token, length))),
                Found::Wrong(error) => return Err(error),
                Found::Cut if self.window.grow() => {}
                Found::Cut => return self.last(),
            }
        }
    }

    /// Takes note of a token: of its length, and of the elements that are open.
    #[inline]
    fn found(&mut self, token: Token, length: usize) -> Token {
        self.length = length;
        match token {
            Token::Start(tag) if tag.is_empty => self.in_empty = true,
            Token::Start(tag) => {
                self.open.push(self.names.len());
                self.names.extend_from_slice(self.window.bytes().get(1..tag.name).unwrap_or_default());
            }
            Token::End => self.close(),
            Token::Text | Token::Reference | Token::Characters(..) | Token::Doctype | Token::Nothing => {}
        }
        token
    }

    fn close(&mut self) {
        self.names.truncate(self.open.pop().unwrap_or_default());
    }

    /// What stands at the end of the part.
    fn last(&mut self) -> Result<Option<Token>, Error> {
        let text = self.window.text();
        if !self.window.is_whole() || text.starts_with(['<', '&']) {
            return Err(self.window.fault());
        }
        self.length = text.len();
        Ok((self.length > 0).then_some(Token::Text))
    }

    fn look_closer(&self) -> Found {
        let text = self.window.text();
        match text.as_bytes() {
            [b'<', b'/', ..] => self.end_tag(text),
            [b'<'] | [b'<', b'!' | b'?'] => Found::Cut,
            [b'<', ..] => rare(text),
            [b'&', behind @ ..] => reference(behind),
            _ => Found::Cut,
        }
    }

    fn end_tag(&self, text: &str) -> Found {
        let expected = self.open.last().map(|name| self.names.get(*name..).unwrap_or_default());
        let expected = expected.map(String::from_utf8_lossy);
        let mut reader = Reader::from_str(text);
        match (reader.read_event(), expected) {
            (Err(Error::IllFormed(IllFormedError::UnmatchedEndTag(found))), Some(expected)) if found == expected => {
                Found::Token(Token::End, position(&reader))
            }
            (Err(Error::IllFormed(IllFormedError::UnmatchedEndTag(found))), Some(expected)) => {
                Found::Wrong(Error::IllFormed(IllFormedError::MismatchedEndTag {
                    expected: expected.into_owned(),
                    found,
                }))
            }
            (Err(Error::Syntax(_)), _) => Found::Cut,
            (Err(error), _) => Found::Wrong(error),
            (Ok(_), _) => Found::Token(Token::Nothing, position(&reader)),
        }
    }
}

/// The reference whose text behind the `&` this is.
fn reference(behind: &[u8]) -> Found {
    match behind.iter().position(|byte| matches!(byte, b';' | b'&' | b'<')) {
        Some(at) if behind.get(at) == Some(&b';') => Found::Token(Token::Reference, 1 + at + 1),
        Some(_) => Found::Wrong(Error::IllFormed(IllFormedError::UnclosedReference)),
        None => Found::Cut,
    }
}

/// Markup that quick-xml takes apart.
fn rare(text: &str) -> Found {
    let mut reader = Reader::from_str(text);
    let event = reader.read_event();
    let length = position(&reader);
    let token = match event {
        Ok(Event::Start(start)) => Token::Start(StartTag::odd(&start, false)),
        Ok(Event::Empty(start)) => Token::Start(StartTag::odd(&start, true)),
        Ok(Event::CData(_)) => Token::Characters("<![CDATA[".len(), length.saturating_sub("]]>".len())),
        Ok(Event::DocType(_)) => Token::Doctype,
        Ok(_) => Token::Nothing,
        // It looked for the end as far as there is text.
        Err(Error::Syntax(_)) if length == text.len() => return Found::Cut,
        Err(error) => return Found::Wrong(error),
    };
    Found::Token(token, length)
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}
