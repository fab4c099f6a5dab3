//! A write-up for reading on a terminal.
//!
//! It is the canonical layout as plain text of a given width, with a strip of the timeline under its heading: the entries in true
//! proportion, each by the sign of its kind. The same signs stand before the entries. Control characters of the document do not
//! get through; colors are there only if asked for.

mod look;
mod page;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use super::figure::{Figure, Kind};
use super::layout::{self, Part, Shows};
use super::{Images, WriteOptions};
use crate::check::report::Paint;
use crate::document::Document;
use crate::postmortem::{Postmortem, Role, Submission};

use page::Page;

/// Narrowest page, in columns.
pub const NARROWEST: usize = 20;

/// How a page is shown.
#[derive(Debug, Clone, Copy)]
pub struct Screen {
    /// Columns of the page; at least [`NARROWEST`] are used.
    pub columns: usize,
    /// Whether it is colored.
    pub paint: Paint,
}

/// Writes what a submission holds for reading; `document` is the tree it was recognized from.
#[must_use]
pub fn write(submission: &Submission, document: &Document, options: &WriteOptions, screen: Screen) -> String {
    let mut arranged = layout::arrange_in_parts(submission, document, options.layout, &options.headings);
    if options.images == Images::Drop {
        arranged.drop_embedded();
    }
    let mut page = Page::new(Screen { columns: screen.columns.max(NARROWEST), ..screen });
    let blocks = &arranged.document.blocks;
    let mut written = 0;
    for Part { postmortem, shows, blocks: range } in &arranged.parts {
        let part = blocks.get(range.clone()).unwrap_or_default();
        match submission.postmortems.get(*postmortem) {
            Some(postmortem) if *shows == Shows::Section(Role::Timeline) => {
                page.timeline(part, &Entries::of(postmortem));
            }
            _ => page.blocks(part),
        }
        written = range.end;
    }
    page.blocks(blocks.get(written..).unwrap_or_default());
    page.finish()
}

/// What is known of the entries of a timeline.
struct Entries {
    figure: Option<Figure>,
    /// The kind of the entry that begins at a place.
    kinds: HashMap<u32, Kind>,
}

impl Entries {
    fn of(postmortem: &Postmortem) -> Self {
        let kinds = postmortem.timeline.iter().map(|entry| (entry.at.start, Kind::of(entry))).collect();
        Self { figure: Figure::of(postmortem), kinds }
    }
}
