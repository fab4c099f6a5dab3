//! A write-up as the rules read it: its lines by section, and what stood around it.

use crate::document::{At, Block, BlockKind, Inline, plain_text, row_text, walk};
use crate::notice::Noted;
use crate::postmortem::{
    LinkRecord, Postmortem, Quote, Role, Section, Submission, Topic, Unplaced, WordRange, parts, split_sentences,
};

/// Most lines that stand for a quote that is no run of the document.
const MOST_LINES: usize = 3;

/// A write-up and what the rules need to know about it.
#[derive(Debug)]
pub(crate) struct Article<'a> {
    /// The write-up.
    pub(super) postmortem: &'a Postmortem,
    /// Its text by labelled parts: one line for each paragraph and list item, labels cut off.
    pub(super) lines: Vec<Line>,
    /// Its text as it stands, line by line where lines are known; headings included.
    pub(super) physical: Vec<Quote>,
    /// Links inside it.
    pub(super) links: Vec<&'a LinkRecord>,
    /// Parts of the document that belong to no write-up and stand nearest to this one.
    pub(super) unplaced: Vec<&'a Unplaced>,
    /// What happened to content on its way; given to the first write-up only.
    pub(super) notices: &'a [Noted],
    /// How many words are asked for.
    pub(super) words: WordRange,
    /// The name of the format that it was read from.
    pub(super) format: &'a str,
}

/// A paragraph or list item, and where it belongs.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) role: Role,
    pub(super) topic: Topic,
    pub(super) text: String,
    pub(super) at: At,
}

impl Line {
    pub(super) fn quote(&self) -> Quote {
        Quote { text: self.text.clone(), at: self.at }
    }

    /// Its sentences as quotes.
    pub(super) fn sentences(&self) -> impl Iterator<Item = Quote> + '_ {
        split_sentences(&self.text).into_iter().map(|text| Quote { text: text.to_owned(), at: self.at })
    }
}

impl<'a> Article<'a> {
    /// The write-up at this index of a submission.
    pub(super) fn new(postmortem: &'a Postmortem, index: usize, submission: &'a Submission, words: WordRange) -> Self {
        let mut lines = Vec::new();
        let mut physical = Vec::new();
        for section in &postmortem.sections {
            for part in parts(section) {
                lines.extend(part.lines.iter().filter(|(text, _)| !text.trim().is_empty()).map(|(text, at)| Line {
                    role: section.role,
                    topic: part.topic,
                    text: text.clone(),
                    at: *at,
                }));
            }
            push_physical(section, &mut physical);
        }
        // Each write-up owns what stands from its first section to that of the next; the first, also what stands before it.
        let begin = |postmortem: &Postmortem| postmortem.sections.first().map_or(0, |section| section.at.start);
        let first = if index == 0 { 0 } else { begin(postmortem) };
        let next = submission.postmortems.get(index + 1).map_or(u32::MAX, begin);
        let own = move |at: At| (first..next).contains(&at.start);
        Self {
            postmortem,
            lines,
            physical,
            links: submission.links.iter().filter(|link| own(link.at)).collect(),
            unplaced: submission.unplaced.iter().filter(|part| own(part.at)).collect(),
            notices: if index == 0 { &submission.notices } else { &[] },
            words,
            format: &submission.source.format,
        }
    }

    /// The lines of the sections of one role.
    pub(super) fn of(&self, role: Role) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(move |line| line.role == role)
    }

    /// The sections of one role.
    pub(super) fn sections(&self, role: Role) -> impl Iterator<Item = &'a Section> {
        let postmortem = self.postmortem;
        postmortem.sections.iter().filter(move |section| section.role == role)
    }

    /// Calls `visit` for each block of each section, in order.
    pub(super) fn blocks(&self, visit: &mut impl FnMut(&'a Block)) {
        let postmortem = self.postmortem;
        postmortem.sections.iter().for_each(|section| blocks_of(section, visit));
    }

    /// A quote with the narrowest position that holds it. One that was put together from several places, or holds a label that was
    /// repeated for each line, gives way to the lines that stand there.
    pub(super) fn grounded(&self, quote: Quote) -> Vec<Quote> {
        let there: Vec<&Quote> = self
            .physical
            .iter()
            .filter(|line| quote.at.start <= line.at.start && line.at.end <= quote.at.end)
            .collect();
        if let Some(line) = there.iter().find(|line| holds(std::iter::once(line.text.as_str()), &quote.text)) {
            return vec![Quote { at: line.at, ..quote }];
        }
        if there.is_empty() || holds(there.iter().map(|line| line.text.as_str()), &quote.text) {
            return vec![quote];
        }
        there.into_iter().take(MOST_LINES).cloned().collect()
    }

    /// The whole text, for what is asked of it as a whole.
    pub(super) fn text(&self) -> String {
        self.physical.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
    }
}

/// Whether the words of a quote stand in these lines, in their order.
fn holds<'l>(lines: impl Iterator<Item = &'l str>, quote: &str) -> bool {
    let mut words = lines.flat_map(words_of);
    words_of(quote).all(|wanted| words.any(|word| word == wanted))
}

/// Runs of letters and digits. UAX 29 would join `AM:Engaged`, which markup between the two takes apart.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Calls `visit` for each block of a section and its parts.
pub(super) fn blocks_of<'a>(section: &'a Section, visit: &mut impl FnMut(&'a Block)) {
    walk::blocks(&section.blocks, visit);
    section.children.iter().for_each(|child| blocks_of(child, visit));
}

fn push_physical(section: &Section, out: &mut Vec<Quote>) {
    if let Some(heading) = &section.heading {
        let at = At { end: section.at.start, ..section.at };
        out.push(Quote { text: heading.clone(), at });
    }
    push_blocks(&section.blocks, out);
    section.children.iter().for_each(|child| push_physical(child, out));
}

fn push_blocks(blocks: &[Block], out: &mut Vec<Quote>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(text) | BlockKind::Heading { text, .. } => push_lines(text, block.at, out),
            BlockKind::List(list) => list.items.iter().for_each(|item| push_blocks(&item.blocks, out)),
            BlockKind::Table(table) => {
                out.extend(table.rows.iter().map(|row| Quote { text: row_text(row), at: row.at }));
            }
            BlockKind::Quote(inside) | BlockKind::Footnote { blocks: inside, .. } => push_blocks(inside, out),
            BlockKind::Code(_) | BlockKind::Divider => {}
        }
    }
}

/// A paragraph cut at its line ends, meant or not.
fn push_lines(text: &[Inline], at: At, out: &mut Vec<Quote>) {
    let mut lines = vec![Quote { text: String::new(), at }];
    collect_lines(text, at, &mut lines);
    lines.retain(|line| !line.text.trim().is_empty());
    out.extend(lines);
}

fn collect_lines(text: &[Inline], whole: At, lines: &mut Vec<Quote>) {
    for inline in text {
        let Some(last) = lines.last_mut() else { return };
        match inline {
            Inline::Break(end) => {
                // A break that tells no line leaves the lines around it somewhere in the whole.
                if end.line.is_some() && last.at == whole {
                    last.at = At { end: whole.start, ..whole };
                }
                let at = end.line.map_or(whole, |line| whole.at_line(line));
                lines.push(Quote { text: String::new(), at });
            }
            wrapped => match wrapped.children() {
                Some(inside) => collect_lines(inside, whole, lines),
                None => last.text.push_str(&plain_text(std::slice::from_ref(wrapped))),
            },
        }
    }
}
