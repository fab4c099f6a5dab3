//! Bytes and where they came from.

use crate::format::InputFormat;

/// A document as it was handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Where the bytes came from.
    pub origin: Origin,
    /// The file.
    pub bytes: Vec<u8>,
    /// Its format, where the user or the server is certain; `None` asks [`InputFormat::detect`].
    pub format: Option<InputFormat>,
    /// The media type that a server stated: a hint only.
    pub content_type: Option<String>,
    /// A title given outside the file, such as the file name in a `Content-Disposition` header without its extension.
    pub title: Option<String>,
}

/// Where a document came from. It never holds a path of the machine, so outputs do not depend on one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A file, by its name without folders.
    File(String),
    /// Standard input.
    Stdin,
    /// A link, in the form that is safe to show: no account numbers, no tokens.
    Link(String),
}

impl Source {
    /// Bytes of a file by this name.
    pub fn file(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self::new(Origin::File(name.into()), bytes)
    }

    /// Bytes from somewhere.
    pub fn new(origin: Origin, bytes: impl Into<Vec<u8>>) -> Self {
        Self { origin, bytes: bytes.into(), format: None, content_type: None, title: None }
    }

    /// The file name extension in lower case, without its dot.
    #[must_use]
    pub fn extension(&self) -> Option<String> {
        let name = match &self.origin {
            Origin::File(name) => name.as_str(),
            Origin::Link(url) => {
                let path = url.split(['?', '#']).next().unwrap_or_default();
                path.rsplit('/').next().unwrap_or_default()
            }
            Origin::Stdin => return None,
        };
        let (stem, extension) = name.rsplit_once('.')?;
        (!stem.is_empty()).then(|| extension.to_lowercase())
    }
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::File(name) => f.write_str(name),
            Self::Stdin => f.write_str("-"),
            Self::Link(url) => f.write_str(url),
        }
    }
}
