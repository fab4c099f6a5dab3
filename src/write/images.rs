//! Where embedded pictures go.

/// Where embedded pictures go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Images {
    /// The output refers to files in this folder beside it; the caller writes them.
    Refer(String),
    /// Into the output, as data URLs (RFC 2397).
    Embed,
    /// Out; their alternative text stays.
    Drop,
}

impl Default for Images {
    fn default() -> Self {
        Self::Refer("images".to_owned())
    }
}
