//! Pictures inside the text: data URLs, and the definitions that Google Docs puts at the end of its export.
//!
//! Google writes `![alt][image1]` in place and `[image1]: <data:image/png;base64,...>` as the last lines, one long line
//! each. Those lines are cut off before the Markdown is parsed: megabytes in link destinations are of no use to the
//! parser, and its guard against expanding definitions would refuse a picture that is used twice.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{DefaultHasher, Hash, Hasher};

use base64::Engine;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use crate::document::{ImageSource, Media};

/// Standard base64; padding may be missing, as it often is in hand-made URLs.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// A definition of a picture at the end of the text.
pub(super) struct Definition<'a> {
    /// The label as written, without brackets.
    pub(super) label: &'a str,
    /// The data URL.
    pub(super) url: &'a str,
    /// Where its line begins, in bytes.
    pub(super) offset: usize,
}

/// Splits the definitions of pictures off the end of a text: the text before them, and them in order.
pub(super) fn split_definitions(text: &str) -> (&str, Vec<Definition<'_>>) {
    let mut definitions = Vec::new();
    let (mut body, mut end) = (text.len(), text.len());
    for line in text.split_inclusive('\n').rev() {
        end -= line.len();
        if line.trim().is_empty() {
            continue;
        }
        let Some((label, url)) = data_definition(line.trim_end()) else { break };
        definitions.push(Definition { label, url, offset: end });
        body = end;
    }
    definitions.reverse();
    (text.get(..body).unwrap_or(text), definitions)
}

/// Label and URL of a line like `[image1]: <data:image/png;base64,...>`.
fn data_definition(line: &str) -> Option<(&str, &str)> {
    let (label, rest) = line.strip_prefix('[')?.split_once("]:")?;
    let rest = rest.trim();
    let url = rest.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).unwrap_or(rest);
    let plain = !label.is_empty() && !label.contains(['[', ']', '\\', '^']);
    (plain && url.starts_with("data:image/") && !url.contains([' ', '<', '>'])).then_some((label, url))
}

/// The pictures of a document, by the data URL or the label that gave them.
#[derive(Default)]
pub(super) struct Pictures {
    media: Vec<Media>,
    names: HashMap<String, usize>,
    /// The first picture with each hash, so that one that is used twice is kept once.
    hashes: HashMap<u64, usize>,
}

impl Pictures {
    /// The pictures in the order in which they were met.
    pub(super) fn into_media(self) -> Vec<Media> {
        self.media
    }

    /// Where the bytes of an address are: in the document, if it is a data URL in base64.
    pub(super) fn source(&mut self, url: &str, name: &str) -> ImageSource {
        match self.embed(url, name) {
            Some(index) => ImageSource::Embedded(index),
            None => ImageSource::Url(url.to_owned()),
        }
    }

    fn embed(&mut self, url: &str, name: &str) -> Option<usize> {
        let (content_type, data) = url.strip_prefix("data:")?.split_once(',')?;
        let content_type = content_type.strip_suffix(";base64")?;
        let content_type = content_type.split(';').next()?.trim().to_ascii_lowercase();
        if !content_type.starts_with("image/") {
            return None;
        }
        let data: Vec<u8> = data.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
        let bytes = BASE64.decode(data).ok()?;
        let index = *self.hashes.entry(hash(&content_type, &bytes)).or_insert(self.media.len());
        if self.media.get(index).is_some_and(|known| *known.bytes == *bytes && known.content_type == content_type) {
            return Some(index);
        }
        let name = self.name(name, extension(&content_type));
        self.media.push(Media { name, content_type, bytes: bytes.into() });
        Some(self.media.len() - 1)
    }

    /// A file name that no other picture has.
    fn name(&mut self, wished: &str, extension: &str) -> String {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        let stem = if wished.is_empty() || !wished.chars().all(is_plain) { "image" } else { wished };
        let key = stem.to_ascii_lowercase();
        let mut number = self.names.get(&key).copied();
        if number.is_none() && stem != "image" {
            self.names.insert(key, 1);
            return format!("{stem}.{extension}");
        }
        loop {
            let next = number.unwrap_or(0) + 1;
            number = Some(next);
            self.names.insert(key.clone(), next);
            let name = if stem == "image" { format!("image{next}") } else { format!("{stem}-{next}") };
            if let Entry::Vacant(free) = self.names.entry(name.to_ascii_lowercase()) {
                free.insert(1);
                return format!("{name}.{extension}");
            }
        }
    }
}

fn hash(content_type: &str, bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    (content_type, bytes).hash(&mut hasher);
    hasher.finish()
}

fn extension(content_type: &str) -> &'static str {
    match content_type {
        "image/png" => "png",
        "image/jpeg" | "image/jpg" => "jpg",
        "image/gif" => "gif",
        "image/svg+xml" => "svg",
        "image/webp" => "webp",
        "image/bmp" => "bmp",
        "image/tiff" => "tiff",
        _ => "bin",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trailing_definitions_are_split_off() {
        let text = "a ![][image1]\n\n[image1]: <data:image/png;base64,AAAA>\n\n[b]: data:image/gif;base64,BBBB\n";
        let (body, definitions) = split_definitions(text);
        assert_eq!(body, "a ![][image1]\n\n");
        let found: Vec<_> = definitions.iter().map(|d| (d.label, d.url, d.offset)).collect();
        assert_eq!(found, [("image1", "data:image/png;base64,AAAA", 15), ("b", "data:image/gif;base64,BBBB", 55)]);
    }

    #[test]
    fn other_definitions_stay() {
        for text in ["[a]: https://x.y\n", "[a]: <data:image/png;base64,AA> \"t\"\n", "x [a]: <data:image/png,A>\n"] {
            assert_eq!(split_definitions(text).0, text);
        }
    }

    #[test]
    fn data_urls_become_media_with_names_of_their_own() {
        let mut pictures = Pictures::default();
        for (url, name) in [
            ("data:image/png;base64,iVBORw0KGgo=", "image1"),
            ("data:image/jpeg;base64,/9j/4A", ""),
            ("data:image/png;charset=x;base64,AA AA", "image1"),
            ("data:image/svg+xml;base64,AAAA", "a b"),
            ("data:image/svg+xml;base64,AAAA", "again"),
        ] {
            assert!(matches!(pictures.source(url, name), ImageSource::Embedded(_)), "{url}");
        }
        for url in ["data:image/png,abc", "data:text/html;base64,AAAA", "data:image/png;base64,!", "https://x.y"] {
            assert_eq!(pictures.source(url, "x"), ImageSource::Url(url.to_owned()));
        }
        let media = pictures.into_media();
        let names: Vec<_> = media.iter().map(|media| media.name.as_str()).collect();
        assert_eq!(names, ["image1.png", "image2.jpg", "image1-2.png", "image3.svg"]);
        assert_eq!(*media[0].bytes, *b"\x89PNG\r\n\x1a\n");
    }
}
