//! `--template FILE`: the user's own form of output.

use std::path::{Path, PathBuf};

use super::error::CliError;
use super::understand::Understood;
use crate::fetch::local;
use crate::format::OutputFormat;
use crate::write::WriteOptions;
use crate::write::template::{Makes, render};

/// Largest template, in bytes.
const MAX_SIZE: u64 = 10_000_000;

/// A template that was read.
pub(super) struct Template {
    path: PathBuf,
    text: String,
}

impl Template {
    /// Reads the template, before any work is done for it.
    pub(super) fn open(path: &Path) -> Result<Self, CliError> {
        let source =
            local::file(path, MAX_SIZE).map_err(|source| CliError::OpenTemplate { path: path.to_owned(), source })?;
        Ok(Self { path: path.to_owned(), text: String::from_utf8_lossy(&source.bytes).into_owned() })
    }

    /// The form that comes closest to what the template makes.
    pub(super) fn format(&self) -> OutputFormat {
        match Makes::from_name(&self.name()) {
            Makes::Html => OutputFormat::Html,
            Makes::Markdown | Makes::Text => OutputFormat::Markdown,
        }
    }

    /// The filled template.
    pub(super) fn fill(&self, understood: &Understood, options: &WriteOptions) -> Result<Vec<u8>, CliError> {
        render(&self.name(), &self.text, &understood.submission, &understood.document, options)
            .map(String::into_bytes)
            .map_err(|source| CliError::Template { path: self.path.clone(), source })
    }

    fn name(&self) -> String {
        self.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    }
}
