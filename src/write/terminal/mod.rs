//! A write-up for reading on a terminal.
//!
//! It is the canonical layout as plain text of a given width, with a strip of the timeline under its heading: the entries in true
//! proportion, each by the sign of its kind. The same signs stand before the entries. Control characters of the document do not
//! get through; colors are there only if asked for.

mod page;
mod paint;

#[cfg(test)]
mod tests;

use super::figure::{Figure, Kind};
use super::{WriteOptions, arranged};
use crate::document::{At, Document};
use crate::postmortem::{Postmortem, Submission};

use page::Page;
pub use paint::Paint;

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
    let screen = Screen { columns: screen.columns.max(NARROWEST), ..screen };
    let arranged = arranged(submission, document, options);
    let mut page = Page::new(screen, Timelines::of(&submission.postmortems));
    page.document(&arranged);
    page.finish()
}

/// What is known of the timelines: the figure of each write-up by where its section stands, the kinds of the entries by theirs.
struct Timelines {
    figures: Vec<(At, Figure)>,
    kinds: Vec<(At, Kind)>,
}

impl Timelines {
    fn of(postmortems: &[Postmortem]) -> Self {
        let section = |postmortem: &Postmortem| {
            let first = postmortem.sections.iter().find(|section| section.role == crate::postmortem::Role::Timeline);
            first.map(|section| section.at)
        };
        let figures = postmortems.iter().filter_map(|one| Some((section(one)?, Figure::of(one)?))).collect();
        let entries = postmortems.iter().flat_map(|one| &one.timeline);
        let mut kinds: Vec<(At, Kind)> = entries.map(|entry| (entry.at, Kind::of(entry))).collect();
        kinds.sort_by_key(|(at, _)| at.start);
        Self { figures, kinds }
    }

    /// The figure of the section that stands here.
    fn figure(&self, at: At) -> Option<&Figure> {
        self.figures.iter().find(|(section, _)| *section == at).map(|(_, figure)| figure)
    }

    /// The kind of the entry that stands here.
    fn kind(&self, at: At) -> Option<Kind> {
        let first = self.kinds.partition_point(|(entry, _)| entry.start < at.start);
        self.kinds.get(first).filter(|(entry, _)| entry.start == at.start).map(|(_, kind)| *kind)
    }
}
