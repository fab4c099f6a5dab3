//! What becomes of the pictures that came inside a document.

use super::layout::Arranged;
use crate::document::{Image, ImageSource, Inline, walk};

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

impl Arranged<'_> {
    /// Leaves the pictures inside the document out; their alternative text stays.
    pub(super) fn drop_embedded(&mut self) {
        if self.document.media.is_empty() {
            return;
        }
        let document = self.document.to_mut();
        document.media.clear();
        walk::inlines_mut(&mut document.blocks, &mut |inline| {
            if let Inline::Image(Image { source: ImageSource::Embedded(_), alt, .. }) = inline {
                *inline = Inline::Text(std::mem::take(alt));
            }
        });
    }
}

impl Default for Images {
    fn default() -> Self {
        Self::Refer("images".to_owned())
    }
}
