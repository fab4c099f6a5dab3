//! What becomes of the pictures that came inside a document.

use crate::document::{Document, Image, ImageSource, Inline, walk};

/// How a writer refers to [`crate::document::Media`]. Pictures at an address of their own keep it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Images {
    /// By file name, in a folder beside the output: `images` gives `images/image1.png`.
    /// An empty folder is the output's own. Whoever writes the output puts the files there.
    Refer(String),
    /// Inside the output, as data URLs.
    Embed,
    /// Not at all: the alternative text stands in place of the picture.
    Drop,
}

/// A document without the pictures inside it; their alternative text stays.
pub(super) fn without_embedded(document: &Document) -> Document {
    let mut document = document.clone();
    document.media.clear();
    walk::inlines_mut(&mut document.blocks, &mut |inline| {
        if let Inline::Image(Image { source: ImageSource::Embedded(_), alt, .. }) = inline {
            *inline = Inline::Text(std::mem::take(alt));
        }
    });
    document
}

impl Default for Images {
    fn default() -> Self {
        Self::Refer("images".to_owned())
    }
}
