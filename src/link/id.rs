//! The parts of a Google link that go into requests: checked once, so that no request is built from raw text.

use std::fmt;

/// Fewest characters of an id. Known ids have 28, 33 or 44.
const SHORTEST: usize = 20;
/// Most characters of an id. Tokens of published documents have 86.
const LONGEST: usize = 128;
/// Most characters of a resource key (known ones have 24) and of a tab id (known ones have 3 to 14).
const LONGEST_KEY: usize = 64;

/// The id of a Google document or Drive file, or the token of a published one: 20 to 128 of `[A-Za-z0-9_-]`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Id(String);

/// The key that old shared links need beside the id: 1 to 64 of `[A-Za-z0-9_-]`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ResourceKey(String);

/// The id of one tab of a Google document: `t.` and up to 62 of `[A-Za-z0-9_.-]`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Tab(String);

/// The id of a document in the form of 2009, such as `dhf7k2_12gs9vxq`: 4 to 128 of `[A-Za-z0-9_.-]`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct OldId(String);

/// How a document is kept, as far as its link shows. It decides which way is tried first, nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Storage {
    /// Written in Google Docs: an id of 44 characters.
    Native,
    /// An uploaded file, such as Word opened in Google Docs: an id of 33 or 28 characters, or a mark in the link.
    Uploaded,
}

impl Id {
    /// The id, if the text is one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        ((SHORTEST..=LONGEST).contains(&text.len()) && is_word(text)).then(|| Self(text.to_owned()))
    }

    /// The id of a text that stands alone, without a link around it. It must look like the ids that are known,
    /// since any long word could be one.
    #[must_use]
    pub fn parse_bare(text: &str) -> Option<Self> {
        let known = match text.len() {
            44 | 33 => text.starts_with('1'),
            28 => text.starts_with("0B"),
            _ => false,
        };
        if known { Self::parse(text) } else { None }
    }

    /// Its characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How a document with such an id is usually kept.
    #[must_use]
    pub fn storage(&self) -> Storage {
        match self.0.len() {
            28 | 33 => Storage::Uploaded,
            _ => Storage::Native,
        }
    }
}

impl ResourceKey {
    /// The key, if the text is one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        ((1..=LONGEST_KEY).contains(&text.len()) && is_word(text)).then(|| Self(text.to_owned()))
    }

    /// Its characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl OldId {
    /// The id, if the text is one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let legal = text.bytes().all(|byte| is_word_byte(byte) || byte == b'.');
        ((4..=LONGEST).contains(&text.len()) && legal).then(|| Self(text.to_owned()))
    }

    /// Its characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Tab {
    /// The tab id, if the text is one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let name = text.strip_prefix("t.")?;
        let legal = name.bytes().all(|byte| is_word_byte(byte) || byte == b'.');
        (!name.is_empty() && text.len() <= LONGEST_KEY && legal).then(|| Self(text.to_owned()))
    }

    /// Its characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is the tab that every document begins with. Address bars name it even where there are no others.
    #[must_use]
    pub fn is_first(&self) -> bool {
        self.0 == "t.0"
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_word(text: &str) -> bool {
    text.bytes().all(is_word_byte)
}

fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_have_20_to_128_word_characters() {
        for (text, accepted) in [
            (&*"a".repeat(19), false),
            (&"a".repeat(20), true),
            (&"-".repeat(128), true),
            (&"a".repeat(129), false),
            ("aaaaaaaaaaaaaaaaaaaa%2F", false),
            ("aaaaaaaaaaaaaaaaaaaa..", false),
            ("aaaaaaaaaaaaaaaaaaaaé", false),
        ] {
            assert_eq!(Id::parse(text).is_some(), accepted, "{text}");
        }
    }

    #[test]
    fn a_bare_id_must_look_like_a_known_one() {
        for (text, accepted) in [
            (format!("1{}", "b".repeat(43)), true),
            (format!("1{}", "b".repeat(32)), true),
            (format!("0B{}", "b".repeat(26)), true),
            (format!("2{}", "b".repeat(43)), false),
            ("internationalizations".to_owned(), false),
        ] {
            assert_eq!(Id::parse_bare(&text).is_some(), accepted, "{text}");
        }
    }

    #[test]
    fn tabs_begin_with_t() {
        for (text, accepted) in [("t.0", true), ("t.a1-b_c", true), ("t.", false), ("h.abc", false), ("t.a/b", false)] {
            assert_eq!(Tab::parse(text).is_some(), accepted, "{text}");
        }
    }
}
