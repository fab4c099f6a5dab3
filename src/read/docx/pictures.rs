//! Pictures: from relationships to the media of the document.

use std::collections::{HashMap, HashSet};

use crate::document::{ImageSource, Media};
use crate::read::package::{Package, PackageError};

use super::relationships::{Relationships, Target};

/// The pictures met so far.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    media: Vec<Media>,
    by_part: HashMap<String, usize>,
    names: HashSet<String>,
}

impl Pictures {
    /// Where the bytes of a picture are; `Err` in the result names one that the document does not hold.
    ///
    /// # Errors
    ///
    /// [`PackageError::TooLarge`]. A picture that cannot be unpacked counts as missing: the text is worth more.
    pub(super) fn source(
        &mut self,
        id: &str,
        relationships: &Relationships,
        package: &Package<'_>,
    ) -> Result<Result<ImageSource, String>, PackageError> {
        let part = match relationships.target(id) {
            None => return Ok(Err(id.to_owned())),
            Some(Target::Address(address)) => return Ok(Ok(ImageSource::Url(address.clone()))),
            Some(Target::Part(part)) => part,
        };
        if let Some(index) = self.by_part.get(part) {
            return Ok(Ok(ImageSource::Embedded(*index)));
        }
        match package.bytes(part) {
            Ok(Some(bytes)) => {
                let index = self.media.len();
                self.by_part.insert(part.clone(), index);
                let name = self.unique(part.rsplit('/').next().unwrap_or(part));
                let content_type = content_type(&name, &bytes).to_owned();
                self.media.push(Media { name, content_type, bytes });
                Ok(Ok(ImageSource::Embedded(index)))
            }
            Err(error @ PackageError::TooLarge { .. }) => Err(error),
            Ok(None) | Err(_) => Ok(Err(part.clone())),
        }
    }

    /// All pictures.
    pub(super) fn into_media(self) -> Vec<Media> {
        self.media
    }

    /// A file name that no other picture has.
    fn unique(&mut self, name: &str) -> String {
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "bin"));
        let mut candidate = format!("{stem}.{extension}");
        let mut count = self.media.len();
        while !self.names.insert(candidate.to_lowercase()) {
            count += 1;
            candidate = format!("{stem}-{count}.{extension}");
        }
        candidate
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
