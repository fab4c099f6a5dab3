//! The document in canonical order, and which of its blocks show what.

use std::ops::Range;

use super::{Layout, Order, canonical, other, others};
use crate::document::{At, Block, Document, Inline};
use crate::postmortem::{Headings, Kind, Postmortem, Role, Section, Submission};

/// A document in its order, and which of its blocks show what.
#[derive(Debug, Clone)]
pub struct Arranged {
    /// The document.
    pub document: Document,
    /// Its parts, in order, without gaps; none in the document's own order.
    pub parts: Vec<Part>,
}

impl Arranged {
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
pub fn arrange_in_parts(submission: &Submission, document: &Document, layout: Layout, headings: &Headings) -> Arranged {
    let is_postmortem = matches!(submission.verdict.kind, Kind::Postmortem | Kind::Multiple);
    if layout == Layout::Source || !is_postmortem {
        return Arranged { document: document.clone(), parts: Vec::new() };
    }
    let mut builder = Builder { headings, blocks: Vec::new(), parts: Vec::new() };
    for (index, postmortem) in submission.postmortems.iter().enumerate() {
        builder.postmortem(index, postmortem);
    }
    let title = submission.postmortems.first().and_then(|postmortem| postmortem.title.clone());
    let document = Document { title, blocks: builder.blocks, media: document.media.clone(), ..Document::default() };
    Arranged { document, parts: builder.parts }
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

    fn postmortem(&mut self, number: usize, postmortem: &Postmortem) {
        let top = postmortem.sections.first().map_or(At::lines(1, 1), |section| section.at);
        let title = postmortem.title.clone().unwrap_or_else(|| "Postmortem".to_owned());
        self.part(number, Shows::Title, |out| out.push(Block::heading(1, vec![Inline::Text(title)], top)));
        let first = postmortem.sections.iter().position(|section| section.role != Role::Other).unwrap_or(0);
        self.part(number, Shows::Section(Role::Other), |out| {
            postmortem.sections[..first].iter().for_each(|section| other(section, out));
        });
        let headings = self.headings;
        for (role, heading) in headings.written() {
            let mut order = Order::First;
            let mut between: Vec<Section> = Vec::new();
            for (index, section) in postmortem.sections.iter().enumerate().skip(first) {
                if section.role != role {
                    continue;
                }
                self.part(number, Shows::Section(role), |out| {
                    if order == Order::First {
                        out.push(Block::heading(2, vec![Inline::text(heading)], section.at));
                    }
                    canonical(section, postmortem, headings, order, out);
                });
                order = Order::Later;
                let behind = &postmortem.sections[index + 1..];
                between.extend(behind.iter().take_while(|section| section.role == Role::Other).cloned());
            }
            // Other sections follow where they stood, but behind all sections of a role: between two, the later would seem theirs.
            self.part(number, Shows::Section(Role::Other), |out| others(&between, out));
        }
    }
}
