//! What becomes of the pictures that came inside a document.

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

impl Default for Images {
    fn default() -> Self {
        Self::Refer("images".to_owned())
    }
}
