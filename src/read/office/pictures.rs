//! Pictures: from the parts of a container to the media of the document.

use std::collections::{HashMap, HashSet};

use crate::document::{ImageSource, Media};
use crate::read::package::{Package, PackageError};

/// The pictures met so far.
#[derive(Debug, Default)]
pub(in crate::read) struct Pictures {
    media: Vec<Media>,
    by_part: HashMap<String, usize>,
    names: HashSet<String>,
}

impl Pictures {
    /// Where the bytes of a part are; `None` if the container does not hold it.
    ///
    /// # Errors
    ///
    /// [`PackageError::TooLarge`]. A picture that cannot be unpacked counts as missing: the text is worth more.
    pub(in crate::read) fn part(
        &mut self,
        part: &str,
        package: &Package<'_>,
    ) -> Result<Option<ImageSource>, PackageError> {
        if let Some(index) = self.by_part.get(part) {
            return Ok(Some(ImageSource::Embedded(*index)));
        }
        match package.bytes(part) {
            Ok(Some(bytes)) => {
                self.by_part.insert(part.to_owned(), self.media.len());
                Ok(Some(self.add(part.rsplit('/').next().unwrap_or(part), bytes)))
            }
            Err(error @ PackageError::TooLarge { .. }) => Err(error),
            Ok(None) | Err(_) => Ok(None),
        }
    }

    /// Adds a picture under this file name, or one like it if another picture has it.
    pub(in crate::read) fn add(&mut self, name: &str, bytes: Vec<u8>) -> ImageSource {
        let content_type = content_type(name, &bytes);
        let name = self.unique(name, extension(content_type));
        let content_type = content_type.to_owned();
        self.media.push(Media { name, content_type, bytes: bytes.into() });
        ImageSource::Embedded(self.media.len() - 1)
    }

    /// Adds a picture that has no name, numbered among all.
    pub(in crate::read) fn add_unnamed(&mut self, bytes: Vec<u8>) -> ImageSource {
        self.add(&format!("image{}", self.media.len() + 1), bytes)
    }

    /// All pictures.
    pub(in crate::read) fn into_media(self) -> Vec<Media> {
        self.media
    }

    /// A file name that no other picture has; one without an extension gets this one.
    fn unique(&mut self, name: &str, extension: &str) -> String {
        let name = harmless(name);
        let (stem, extension) = name.rsplit_once('.').unwrap_or((&name, extension));
        let mut candidate = format!("{stem}.{extension}");
        let mut count = self.media.len();
        while !self.names.insert(candidate.to_lowercase()) {
            count += 1;
            candidate = format!("{stem}-{count}.{extension}");
        }
        candidate
    }
}

/// Most characters of a file name.
const LONGEST_NAME: usize = 80;

/// A name in an archive as a file name that leads nowhere else on any system: no separators, no dots before it.
fn harmless(name: &str) -> String {
    let name = name.trim_start_matches('.');
    let skipped = name.chars().count().saturating_sub(LONGEST_NAME);
    let kept = name.chars().skip(skipped);
    let plain = kept.map(|c| if c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ') { c } else { '-' });
    let plain: String = plain.collect();
    if plain.contains(char::is_alphanumeric) { plain } else { "picture".to_owned() }
}

/// The usual extension of a file of a media type.
fn extension(content_type: &str) -> &str {
    match content_type {
        "image/x-emf" => "emf",
        "image/x-wmf" => "wmf",
        content_type => crate::read::address::extension(content_type),
    }
}

/// The media type by first bytes, or else by extension.
fn content_type(name: &str, bytes: &[u8]) -> &'static str {
    let by_content = match bytes {
        [0x89, b'P', b'N', b'G', ..] => Some("image/png"),
        [0xFF, 0xD8, 0xFF, ..] => Some("image/jpeg"),
        [b'G', b'I', b'F', b'8', ..] => Some("image/gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        [b'B', b'M', ..] => Some("image/bmp"),
        [1, 0, 0, 0, ..] if bytes.get(40..44) == Some(b" EMF") => Some("image/x-emf"),
        [0xD7, 0xCD, 0xC6, 0x9A, ..] => Some("image/x-wmf"),
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => Some("image/tiff"),
        _ => None,
    };
    let extension = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    by_content.unwrap_or(match extension.as_str() {
        "png" => "image/png",
        "jpg" | "jpeg" | "jpe" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "bmp" => "image/bmp",
        "tif" | "tiff" => "image/tiff",
        "svg" => "image/svg+xml",
        "emf" => "image/x-emf",
        "wmf" => "image/x-wmf",
        _ => "application/octet-stream",
    })
}
