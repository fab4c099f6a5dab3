//! Writers: the section tree to bytes of one format.
//!
//! [`write()`] gives the bytes of any format. Prose formats go through [`layout`], which decides order and headings once; each writer
//! renders only a neutral tree.
//! The JSON is the section tree itself.

mod address;
#[cfg(feature = "docx")]
pub mod docx;
pub(crate) mod escape;
pub mod figure;
pub mod html;
mod images;
pub mod json;
pub mod layout;
pub mod markdown;
pub mod readme;
#[cfg(feature = "template")]
pub mod template;
#[cfg(feature = "terminal")]
pub mod terminal;

pub use images::Images;
pub use layout::Layout;
pub use markdown::MarkdownOptions;
pub use readme::Readme;

use crate::document::{Document, dump};
use crate::format::OutputFormat;
use crate::postmortem::{Headings, Submission};
use layout::Arranged;

/// What a writer may decide.
#[derive(Debug, Clone, Default)]
pub struct WriteOptions {
    /// The order of parts.
    pub layout: Layout,
    /// Where embedded pictures go.
    pub images: Images,
    /// The canonical headings, and those that they replace.
    pub headings: Headings,
    /// How the timeline is drawn.
    pub diagram: Diagram,
    /// What stands around the write-up in a README.
    pub readme: Readme,
    /// Whether a page ends with the requirements of the course and how far they are met.
    pub with_check: bool,
}

/// How the timeline is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Diagram {
    /// In a page, not in a README.
    #[default]
    Usual,
    /// Not at all.
    Omit,
    /// A chart in Mermaid, in a README.
    Mermaid,
    /// A picture: inside a page, beside a README, where whoever writes the README puts [`readme::files`].
    Svg,
}

/// Writes a submission; `document` is the tree it was recognized from. All forms but docx are text in UTF-8.
#[must_use]
pub fn write(submission: &Submission, document: &Document, format: OutputFormat, options: &WriteOptions) -> Vec<u8> {
    if format == OutputFormat::Json {
        return json::write(submission).into_bytes();
    }
    let mut arranged = layout::arrange_in_parts(submission, document, options.layout, &options.headings);
    write_arranged(submission, &mut arranged, format, options)
}

/// As [`write()`], from the document in the order of the options: where several forms are wanted, or the sections are wanted for
/// nothing else and can move into it (see [`layout::arrange`]).
#[must_use]
pub fn write_arranged(
    submission: &Submission,
    arranged: &mut Arranged<'_>,
    format: OutputFormat,
    options: &WriteOptions,
) -> Vec<u8> {
    if options.images == Images::Drop {
        arranged.drop_embedded();
    }
    match format {
        OutputFormat::Json => json::write(submission).into_bytes(),
        OutputFormat::Markdown => readme::write(submission, arranged, options).into_bytes(),
        OutputFormat::Html => html::write_up(submission, arranged, options).into_bytes(),
        #[cfg(feature = "docx")]
        OutputFormat::Docx => docx::write(&arranged.document, &options.images),
        OutputFormat::Tree => dump(&arranged.document).into_bytes(),
    }
}
