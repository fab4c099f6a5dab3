//! A start tag, with its namespace resolved.

use std::borrow::Cow;

use quick_xml::events::BytesStart;

use super::tag::{Attribute, StartTag, is_blank};
use crate::read::office::space::{Scopes, Space};

/// A start tag.
pub(in crate::read) struct Element<'x> {
    /// The family of its namespace.
    pub(in crate::read) space: Space,
    /// The tag from its `<` on.
    text: &'x str,
    tag: StartTag,
    scopes: &'x Scopes,
}

impl<'x> Element<'x> {
    /// The element of a tag in its text.
    #[inline]
    pub(super) fn new(text: &'x str, tag: StartTag, space: Space, scopes: &'x Scopes) -> Self {
        Self { space, text, tag, scopes }
    }

    /// The name without its prefix.
    #[inline]
    pub(in crate::read) fn local(&self) -> &'x str {
        self.text.get(self.tag.local..self.tag.name).unwrap_or_default()
    }

    /// The name as it is written.
    pub(in crate::read) fn written(&self) -> &'x str {
        self.text.get(1..self.tag.name).unwrap_or_default()
    }

    fn attributes(&self) -> &'x str {
        self.text.get(self.tag.name..self.tag.attributes).unwrap_or_default()
    }

    /// Whether it is this element of `WordprocessingML`.
    #[inline]
    pub(in crate::read) fn is_word(&self, local: &str) -> bool {
        self.is(Space::Word, local)
    }

    /// Whether it is this element.
    #[inline]
    pub(in crate::read) fn is(&self, space: Space, local: &str) -> bool {
        self.space == space && self.local() == local
    }

    /// The value of an attribute in the element's own namespace or in none.
    pub(in crate::read) fn get(&self, local: &str) -> Option<Cow<'x, str>> {
        self.find(local, |space| space == Space::None || space == self.space)
    }

    /// The value of an attribute in a certain namespace.
    pub(in crate::read) fn get_in(&self, space: Space, local: &str) -> Option<Cow<'x, str>> {
        self.find(local, |found| found == space)
    }

    /// The value of the attribute of this name in any namespace.
    pub(in crate::read) fn get_any(&self, local: &str) -> Option<Cow<'x, str>> {
        self.find(local, |_| true)
    }

    /// The value of the attribute `val`.
    pub(in crate::read) fn val(&self) -> Option<Cow<'x, str>> {
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

    /// The value of the first attribute of this name whose namespace fits. Attributes are not checked for repetition.
    fn find(&self, local: &str, fits: impl Fn(Space) -> bool) -> Option<Cow<'x, str>> {
        let text = self.attributes();
        let mut at = 0;
        loop {
            at += text.get(at..)?.bytes().position(|byte| !is_blank(byte))?;
            let Some(found) = Attribute::plain(text.as_bytes(), at) else { return self.find_odd(local, fits) };
            let name = text.get(at..found.name)?;
            if is_local(local, name) && fits(self.space_of(name)) {
                return text.get(found.value..found.end - 1).map(unescaped);
            }
            at = found.end;
        }
    }

    /// [`Self::find`] where attributes are written in an odd way: quick-xml forgives much.
    fn find_odd(&self, local: &str, fits: impl Fn(Space) -> bool) -> Option<Cow<'x, str>> {
        let start = BytesStart::from_content(self.attributes(), 0);
        let mut attributes = start.attributes();
        let mut named = attributes.with_checks(false).flatten().filter_map(|attribute| {
            let name = attribute.key.0;
            (is_local(local, name) && fits(self.space_of(name))).then(|| unescaped(&attribute.value).into_owned())
        });
        named.next().map(Cow::Owned)
    }

    /// The namespace of an attribute of this name.
    fn space_of(&self, name: &str) -> Space {
        let own = self.text.get(1..self.tag.local.saturating_sub(1)).unwrap_or_default();
        match name.split_once(':') {
            None => Space::None,
            // Most attributes have the prefix of their element.
            Some((prefix, _)) if prefix == own => self.space,
            Some((prefix, _)) => self.scopes.space(prefix.as_bytes()),
        }
    }
}

/// Whether this is what stands behind the prefix of a name, if it has one.
fn is_local(local: &str, name: &str) -> bool {
    name.strip_suffix(local).is_some_and(|prefix| {
        // The first colon parts them.
        prefix.is_empty() && !local.contains(':') || prefix.find(':').is_some_and(|colon| colon + 1 == prefix.len())
    })
}

/// A value with its references resolved; as it is written, where they are no references.
fn unescaped(raw: &str) -> Cow<'_, str> {
    if raw.contains('&') { quick_xml::escape::unescape(raw).unwrap_or(Cow::Borrowed(raw)) } else { Cow::Borrowed(raw) }
}

/// The whole number at the start of a measure: `-12`, `226.99999999999977`, `2210`.
pub(in crate::read) fn whole(text: &str) -> Option<i64> {
    let text = text.trim();
    let end = text.char_indices().find(|(at, c)| !(c.is_ascii_digit() || *at == 0 && matches!(c, '-' | '+')));
    text.get(..end.map_or(text.len(), |(at, _)| at))?.parse().ok()
}
