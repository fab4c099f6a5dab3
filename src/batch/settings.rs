//! What shapes the result of a row, apart from the row itself.

use serde::Serialize;

use crate::check::Pack;
use crate::format::{InputFormat, OutputFormat};
use crate::write::{Images, Layout, WriteOptions};

/// What shapes the result of a row, apart from the row itself. A change of it makes every row outstanding again.
#[derive(Debug, Clone, PartialEq)]
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
    /// The format that every document is read as; `None` asks each.
    pub from: Option<InputFormat>,
    /// The rules that write-ups are checked by.
    pub pack: Pack,
    /// Whether names stand in outputs.
    pub identities: Identities,
}

/// Whether names stand in outputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Identities {
    /// They do.
    Shown,
    /// Pseudonyms stand for them.
    Hidden,
}

/// A form of output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Follow {
    /// It is.
    Links,
    /// It is taken as it is.
    No,
}

impl Settings {
    pub(super) fn write_options(&self) -> WriteOptions {
        let layout = if self.keep_order { Layout::Source } else { Layout::Canonical };
        WriteOptions {
            layout,
            images: self.pictures.images(),
            headings: self.pack.headings().clone(),
            with_check: true,
            ..WriteOptions::default()
        }
    }

    /// Everything that shapes a result, as text.
    pub(super) fn fingerprint(&self) -> String {
        let Self { forms, keep_order, pictures, follow, max_size, fetching, from, pack, identities } = self;
        let from = from.map(InputFormat::name);
        let all = (forms, keep_order, pictures, follow, max_size, fetching, from, pack.sha256(), identities);
        serde_json::to_string(&all).unwrap_or_default()
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

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// What the command line gives by default.
    pub(in crate::batch) fn settings() -> Settings {
        Settings {
            forms: vec![Form::Md, Form::Json],
            keep_order: false,
            pictures: Pictures::Extract,
            follow: Follow::Links,
            max_size: 1_000_000,
            fetching: String::new(),
            from: None,
            pack: Pack::course().clone(),
            identities: Identities::Shown,
        }
    }
}
