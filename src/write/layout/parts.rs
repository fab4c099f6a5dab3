//! The document in canonical order, and which of its blocks show what.

use std::borrow::Cow;
use std::ops::Range;

use super::{Layout, Order, canonical, other, others};
use crate::document::{At, Block, Document, Inline};
use crate::postmortem::{Headings, Kind, Postmortem, Role, Section, Submission};

/// A document in its order, and which of its blocks show what.
#[derive(Debug, Clone)]
pub struct Arranged<'a> {
    /// The document; the one that was read where it keeps its own order.
    pub document: Cow<'a, Document>,
    /// Its parts, in order, without gaps; none in the document's own order.
    pub parts: Vec<Part>,
}

impl Arranged<'_> {
    /// The blocks of a part.
    #[must_use]
    pub fn blocks(&self, part: &Part) -> &[Block] {
        self.document.blocks.get(part.blocks.clone()).unwrap_or_default()
    }
}

/// Some blocks in a row and what they show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Which write-up it belongs to.
    pub postmortem: usize,
    /// What it shows.
    pub shows: Shows,
    /// Its blocks.
    pub blocks: Range<usize>,
}

/// What a part shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shows {
    /// The title of a write-up.
    Title,
    /// A section, from its canonical heading on; [`Role::Other`] for one that keeps its own.
    Section(Role),
}

/// The document as prose outputs show it, with its parts.
#[must_use]
pub fn arrange_in_parts<'a>(
    submission: &Submission,
    document: &'a Document,
    layout: Layout,
    headings: &Headings,
) -> Arranged<'a> {
    let sections = |number: usize| submission.postmortems.get(number).map(|postmortem| postmortem.sections.clone());
    arranged(submission, document, layout, headings, |number| sections(number).unwrap_or_default())
}

/// As [`arrange_in_parts`], but the sections move out of the submission: no output that shows them can be made of it afterwards, and
/// none of them is copied.
#[must_use]
pub fn arrange<'a>(
    submission: &mut Submission,
    document: &'a Document,
    layout: Layout,
    headings: &Headings,
) -> Arranged<'a> {
    let sections: Vec<Vec<Section>> =
        submission.postmortems.iter_mut().map(|postmortem| std::mem::take(&mut postmortem.sections)).collect();
    let mut sections = sections.into_iter();
    arranged(submission, document, layout, headings, |_| sections.next().unwrap_or_default())
}

fn arranged<'a>(
    submission: &Submission,
    document: &'a Document,
    layout: Layout,
    headings: &Headings,
    mut sections: impl FnMut(usize) -> Vec<Section>,
) -> Arranged<'a> {
    let is_postmortem = matches!(submission.verdict.kind, Kind::Postmortem | Kind::Multiple);
    if layout == Layout::Source || !is_postmortem {
        return Arranged { document: Cow::Borrowed(document), parts: Vec::new() };
    }
    let mut builder = Builder { headings, blocks: Vec::new(), parts: Vec::new() };
    for (index, postmortem) in submission.postmortems.iter().enumerate() {
        builder.postmortem(index, postmortem, sections(index));
    }
    let title = submission.postmortems.first().and_then(|postmortem| postmortem.title.clone());
    let document = Document { title, blocks: builder.blocks, media: document.media.clone(), ..Document::default() };
    Arranged { document: Cow::Owned(document), parts: builder.parts }
}

struct Builder<'a> {
    headings: &'a Headings,
    blocks: Vec<Block>,
    parts: Vec<Part>,
}

impl Builder<'_> {
    /// Adds a part, unless it is empty.
    fn part(&mut self, postmortem: usize, shows: Shows, fill: impl FnOnce(&mut Vec<Block>)) {
        let from = self.blocks.len();
        fill(&mut self.blocks);
        if self.blocks.len() > from {
            self.parts.push(Part { postmortem, shows, blocks: from..self.blocks.len() });
        }
    }

    /// A write-up whose sections are these.
    fn postmortem(&mut self, number: usize, postmortem: &Postmortem, mut sections: Vec<Section>) {
        let top = sections.first().map_or(At::lines(1, 1), |section| section.at);
        let title = postmortem.title.clone().unwrap_or_else(|| "Postmortem".to_owned());
        self.part(number, Shows::Title, |out| out.push(Block::heading(1, vec![Inline::Text(title)], top)));
        let first = sections.iter().position(|section| section.role != Role::Other).unwrap_or(0);
        let told = sections.split_off(first);
        self.part(number, Shows::Section(Role::Other), |out| {
            for section in sections {
                other(section, out);
            }
        });
        let headings = self.headings;
        let mut told = ByRole::of(told);
        for (role, heading) in headings.written() {
            let mut order = Order::First;
            for section in told.take(role) {
                self.part(number, Shows::Section(role), |out| {
                    if order == Order::First {
                        out.push(Block::heading(2, vec![Inline::text(heading)], section.at));
                    }
                    canonical(section, postmortem, headings, order, out);
                });
                order = Order::Later;
            }
            // Other sections follow where they stood, but behind all sections of a role: between two, the later would seem theirs.
            self.part(number, Shows::Section(Role::Other), |out| others(told.take_behind(role), out));
        }
    }
}

/// The sections from the first canonical one on, in order, each with the role of the canonical one that it is or stands behind.
struct ByRole(Vec<(Role, Option<Section>)>);

impl ByRole {
    fn of(sections: Vec<Section>) -> Self {
        let mut last = Role::Other;
        let sections = sections.into_iter().map(|section| {
            last = if section.role == Role::Other { last } else { section.role };
            (last, Some(section))
        });
        Self(sections.collect())
    }

    /// The sections of a role.
    fn take(&mut self, role: Role) -> Vec<Section> {
        self.take_if(|section, _| section.role == role)
    }

    /// The other sections that stand behind one of a role.
    fn take_behind(&mut self, role: Role) -> Vec<Section> {
        self.take_if(|section, behind| section.role == Role::Other && behind == role)
    }

    fn take_if(&mut self, fits: impl Fn(&Section, Role) -> bool) -> Vec<Section> {
        let all = self.0.iter_mut();
        all.filter_map(|(role, section)| section.take_if(|section| fits(section, *role))).collect()
    }
}
