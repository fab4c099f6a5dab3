//! A part's XML as a stream of events with namespaces resolved.
//!
//! Strict and transitional namespaces (ECMA-376 parts 1 and 4) come out as one, under whatever prefix.
//! Document type declarations and entities beyond the five of XML are refused, so nothing can expand.

mod element;
mod error;
mod memory;
mod tag;
mod tokens;
mod window;

use std::borrow::Cow;
use std::io::Read;

use quick_xml::events::{BytesRef, BytesText};

use super::space::{MAX_LEVELS, Scopes};
use crate::read::size::MAX_TEXT;
use tag::StartTag;
use tokens::{Token, Tokens};

pub(in crate::read) use super::space::Space;
pub(in crate::read) use element::{Element, whole};
pub(in crate::read) use error::MAX_ITEMS;
pub use error::PartError;
pub(in crate::read) use memory::Memory;

#[cfg(test)]
mod tests;

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

/// A part's XML, read event by event.
pub(in crate::read) struct Xml<'a> {
    tokens: Tokens<'a>,
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
        let tokens = Tokens::of(stream)?;
        read(&mut Xml { tokens, scopes: Scopes::default(), paragraphs: 0, text: 0 })
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
    #[inline]
    pub(in crate::read) fn next(&mut self) -> Result<Event<'_>, PartError> {
        match self.next_or_end()? {
            Some(event) => Ok(event),
            None => Err(PartError::Unclosed),
        }
    }

    /// The next event, or `None` at the end of the part.
    pub(in crate::read) fn next_or_end(&mut self) -> Result<Option<Event<'_>>, PartError> {
        let Some(token) = self.tokens.next()? else { return Ok(None) };
        Ok(Some(match token {
            Token::Start(tag) => {
                let space = self.enter(tag)?;
                Event::Open(Element::new(self.tokens.text(), tag, space, &self.scopes))
            }
            Token::End => {
                self.scopes.close();
                Event::Close
            }
            Token::Text => self.characters_between(0, usize::MAX)?,
            Token::Characters(from, to) => self.characters_between(from, to)?,
            Token::Reference => Event::Text(Cow::Owned(resolve(self.tokens.text())?.to_string())),
            Token::Nothing => Event::Nothing,
            Token::Doctype => return Err(PartError::Doctype),
        }))
    }

    /// Takes note of an element that opens, and tells the family of its namespace.
    #[inline]
    fn enter(&mut self, tag: StartTag) -> Result<Space, PartError> {
        self.scopes.open()?;
        if tag.declares {
            let attributes = self.tokens.text().get(tag.name..tag.attributes);
            self.scopes.declare(attributes.unwrap_or_default())?;
        }
        let name = self.tokens.bytes().get(1..tag.name).unwrap_or_default();
        let (prefix, local) = name.split_at_checked(tag.local - 1).unwrap_or_default();
        let space = self.scopes.of_element(prefix.strip_suffix(b":").unwrap_or_default());
        if space == Space::Word && local == b"p" {
            self.paragraphs = self.paragraphs.saturating_add(1);
        }
        Ok(space)
    }

    /// The characters of the current token from one place to another.
    fn characters_between(&mut self, from: usize, to: usize) -> Result<Event<'_>, PartError> {
        let text = self.tokens.text();
        let text = text.get(from..to.min(text.len())).unwrap_or_default();
        self.text = self.text.saturating_add(text.len());
        if self.text > MAX_TEXT {
            return Err(PartError::TooMuchText);
        }
        Ok(Event::Text(BytesText::from_escaped(text).xml10_content()))
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

    /// Reads the rest of the element that was opened last, unless one that is written like it was read before.
    ///
    /// What `read` makes of an element may hang on nothing but the element.
    pub(in crate::read) fn once<T: Clone>(
        &mut self,
        memory: &mut Memory<T>,
        read: impl FnOnce(&mut Self) -> Result<T, PartError>,
    ) -> Result<T, PartError> {
        let declared = self.scopes.declared();
        if let Some(kept) = memory.find(self.tokens.ahead(), declared)
            && self.tokens.closes(&kept.written)
            && self.text + kept.text <= MAX_TEXT
            // As deep as its letters can nest.
            && self.scopes.depth() + kept.written.len() <= MAX_LEVELS
        {
            self.text += kept.text;
            self.tokens.pass(kept.written.len());
            self.scopes.close();
            return Ok(kept.value.clone());
        }
        let (begin, text, paragraphs) = (self.tokens.place(), self.text, self.paragraphs);
        let value = read(self)?;
        if let Some(written) = self.tokens.since(begin)
            && self.scopes.declared() == declared
            && self.paragraphs == paragraphs
        {
            memory.keep(written, self.text - text, value.clone(), declared);
        }
        Ok(value)
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

/// The character of a reference in text: a number, or one of the five names of XML.
fn resolve(reference: &str) -> Result<char, PartError> {
    let name = reference.strip_prefix('&').and_then(|name| name.strip_suffix(';')).unwrap_or_default();
    Ok(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        name => match BytesRef::new(name).resolve_char_ref()? {
            Some(character) => character,
            None => return Err(PartError::Entity { name: name.to_owned() }),
        },
    })
}
