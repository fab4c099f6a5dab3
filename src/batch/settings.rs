//! What shapes the result of a row, apart from the row itself.

use serde::{Deserialize, Serialize};

use crate::format::OutputFormat;
use crate::write::{Images, Layout};

/// What shapes the result of a row, apart from the row itself. A change of it makes every row outstanding again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// What is written for each document.
    pub forms: Vec<Form>,
    /// Whether prose keeps the document's own order.
    pub keep_order: bool,
    /// Where embedded pictures go.
    pub pictures: Pictures,
    /// Whether a document that is only links is replaced by what they lead to.
    pub follow: Follow,
    /// Most bytes of one document.
    pub max_size: u64,
    /// How links are fetched, as far as it changes what comes: page view, tabs.
    pub fetching: String,
    /// Whether names are replaced by pseudonyms.
    pub anonymous: bool,
}

/// A form of output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// `README.md`.
    Md,
    /// `submission.json`.
    Json,
    /// `index.html`.
    Html,
}

/// Where embedded pictures go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pictures {
    /// Into `images/` beside the outputs.
    Extract,
    /// Into the outputs.
    Embed,
    /// Out.
    Drop,
}

/// Whether a document that is only links is replaced by what they lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Follow {
    /// It is.
    Links,
    /// It is taken as it is.
    No,
}

impl Settings {
    pub(super) fn layout(&self) -> Layout {
        if self.keep_order { Layout::Source } else { Layout::Canonical }
    }
}

impl Form {
    /// Its name in the journal.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Md => "md",
            Self::Json => "json",
            Self::Html => "html",
        }
    }

    /// Its file in the folder of a submission.
    #[must_use]
    pub fn file(self) -> &'static str {
        match self {
            Self::Md => "README.md",
            Self::Json => "submission.json",
            Self::Html => "index.html",
        }
    }

    pub(super) fn format(self) -> OutputFormat {
        match self {
            Self::Md => OutputFormat::Markdown,
            Self::Json => OutputFormat::Json,
            Self::Html => OutputFormat::Html,
        }
    }
}

impl Pictures {
    pub(super) fn images(self) -> Images {
        match self {
            Self::Extract => Images::default(),
            Self::Embed => Images::Embed,
            Self::Drop => Images::Drop,
        }
    }
}
