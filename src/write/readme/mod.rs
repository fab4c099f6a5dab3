//! README.md: the document in Markdown, and on request what makes it easier to read or to finish.
//!
//! Each part is marked as made, so that the README reads back to the write-up alone: see [`crate::made`].

mod contents;
mod figures;
mod front;
mod scaffold;

pub use figures::files;

use super::layout::Arranged;
use super::markdown::{self, Insert, MarkdownOptions};
use super::{Diagram, WriteOptions};
use crate::postmortem::Submission;

/// What stands around the write-up in a README.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Readme {
    /// A table of contents below the title.
    pub contents: bool,
    /// Title, date, duration, share of users and source as YAML at the top.
    pub front_matter: bool,
    /// Lines to fill in for what the course asks and the write-up does not say.
    pub scaffold: bool,
}

/// Writes a README.
pub(super) fn write(submission: &Submission, arranged: &Arranged<'_>, options: &WriteOptions) -> String {
    let lines =
        if options.readme.scaffold { scaffold::inserts(submission, arranged, &options.headings) } else { Vec::new() };
    let contents = if options.readme.contents { contents::insert(arranged, &lines) } else { None };
    let front =
        if options.readme.front_matter && !arranged.parts.is_empty() { front::matter(submission) } else { None };
    let drawn = matches!(options.diagram, Diagram::Mermaid | Diagram::Svg);
    let figures = if drawn { figures::inserts(submission, arranged, options.diagram) } else { Vec::new() };
    // At one place, they stand in this order.
    let mut inserts: Vec<Insert> = front.into_iter().chain(contents).chain(figures).chain(lines).collect();
    inserts.sort_by_key(|insert| insert.before);
    let options = MarkdownOptions { images: options.images.clone() };
    markdown::write_with(&arranged.document, &options, &inserts)
}
