//! Writers: the section tree to bytes of one format.
//!
//! [`write()`] gives the bytes of any format. Prose formats go through [`layout`], which decides order and headings once; each writer renders only a neutral tree.
//! The JSON is the section tree itself.

mod address;
#[cfg(feature = "docx")]
pub mod docx;
pub mod html;
mod images;
pub mod json;
pub mod layout;
pub mod markdown;
#[cfg(feature = "template")]
pub mod template;

pub use images::Images;
pub use layout::Layout;
pub use markdown::MarkdownOptions;

use crate::document::{Document, dump};
use crate::format::OutputFormat;
use crate::postmortem::{Headings, Submission};

/// What a writer may decide.
#[derive(Debug, Clone, Default)]
pub struct WriteOptions {
    /// The order of parts.
    pub layout: Layout,
    /// Where embedded pictures go.
    pub images: Images,
    /// The canonical headings, and those that they replace.
    pub headings: Headings,
}

/// Writes a submission; `document` is the tree it was recognized from. All forms but docx are text in UTF-8.
#[must_use]
pub fn write(submission: &Submission, document: &Document, format: OutputFormat, options: &WriteOptions) -> Vec<u8> {
    if format == OutputFormat::Json {
        return json::write(submission).into_bytes();
    }
    let mut arranged = layout::arrange(submission, document, options.layout, &options.headings);
    if options.images == Images::Drop && !arranged.media.is_empty() {
        arranged = images::without_embedded(&arranged);
    }
    match format {
        OutputFormat::Json => json::write(submission).into_bytes(),
        OutputFormat::Markdown => {
            markdown::write(&arranged, &MarkdownOptions { images: options.images.clone() }).into_bytes()
        }
        OutputFormat::Html => html::write(&arranged, &options.images).into_bytes(),
        #[cfg(feature = "docx")]
        OutputFormat::Docx => docx::write(&arranged, &options.images),
        OutputFormat::Tree => dump(&arranged).into_bytes(),
    }
}
