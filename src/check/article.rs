//! A write-up as the rules read it: its lines by section, and what stood around it.
//!
//! What several rules ask for is found once: the words of each entry and sentence, the zones, the steps back of the timeline.

use std::cell::OnceCell;
use std::ops::Range;

use super::dial::Dial;
use super::season::{self, Named};
use super::sequence::{self, Slip};
use super::sign::Found;
use super::words::Folded;
use crate::document::{At, Block, BlockKind, Inline, plain_text, row_text, walk};
use crate::notice::Noted;
use crate::postmortem::{
    LinkRecord, Postmortem, Quote, Role, Section, Submission, TimelineEntry, Topic, Unplaced, WordRange, folded, parts,
    split_sentences,
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
    /// Whether the physical lines stand in the order of the document; footnotes may not.
    is_ordered: bool,
    entries: OnceCell<Vec<Folded>>,
    plain: OnceCell<Vec<String>>,
    named: OnceCell<Vec<Named<'a>>>,
    mixed: OnceCell<Found>,
    dial: OnceCell<Dial>,
    slips: OnceCell<Vec<Slip<'a>>>,
}

/// A paragraph or list item, and where it belongs.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) role: Role,
    pub(super) topic: Topic,
    pub(super) text: String,
    pub(super) at: At,
    told: OnceCell<Vec<(Range<usize>, Folded)>>,
}

impl Line {
    pub(super) fn quote(&self) -> Quote {
        Quote { text: self.text.clone(), at: self.at }
    }

    /// Its sentences, each with its words.
    pub(super) fn told(&self) -> impl Iterator<Item = (&str, &Folded)> {
        let told = self.told.get_or_init(|| {
            let place = |sentence: &str| sentence.as_ptr().addr() - self.text.as_ptr().addr();
            let sentences = split_sentences(&self.text).into_iter();
            sentences.map(|text| (place(text)..place(text) + text.len(), Folded::new(text))).collect()
        });
        told.iter().filter_map(|(range, folded)| Some((self.text.get(range.clone())?, folded)))
    }

    /// The first sentence that tells something, as a quote.
    pub(super) fn telling(&self, tells: impl Fn(&str, &Folded) -> bool) -> Option<Quote> {
        let (sentence, _) = self.told().find(|(sentence, folded)| tells(sentence, folded))?;
        Some(Quote { text: sentence.to_owned(), at: self.at })
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
                    told: OnceCell::new(),
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
            is_ordered: physical.is_sorted_by_key(|line| line.at.start),
            physical,
            links: submission.links.iter().filter(|link| own(link.at)).collect(),
            unplaced: submission.unplaced.iter().filter(|part| own(part.at)).collect(),
            notices: if index == 0 { &submission.notices } else { &[] },
            words,
            format: &submission.source.format,
            entries: OnceCell::new(),
            plain: OnceCell::new(),
            named: OnceCell::new(),
            mixed: OnceCell::new(),
            dial: OnceCell::new(),
            slips: OnceCell::new(),
        }
    }

    /// The entries of the timeline, each with its words.
    pub(super) fn entries(&self) -> impl DoubleEndedIterator<Item = (&'a TimelineEntry, &Folded)> + ExactSizeIterator {
        let entries = &self.postmortem.timeline;
        let folded = self.entries.get_or_init(|| entries.iter().map(|entry| Folded::new(&entry.text)).collect());
        entries.iter().zip(folded)
    }

    /// The physical lines in lower-case letters and digits.
    pub(super) fn plain(&self) -> impl Iterator<Item = (&Quote, &String)> {
        let plain = self.plain.get_or_init(|| self.physical.iter().map(|line| folded(&line.text)).collect());
        self.physical.iter().zip(plain)
    }

    /// The zones that its facts name.
    pub(super) fn named_zones(&self) -> &[Named<'a>] {
        self.named.get_or_init(|| season::named(self.postmortem))
    }

    /// Whether its zones are mixed up: what [`season::mixed`] finds.
    pub(super) fn mixed_zones(&self) -> &Found {
        self.mixed.get_or_init(|| season::find_mixed(self))
    }

    /// By which clock the timeline tells its times.
    pub(super) fn dial(&self) -> &Dial {
        self.dial.get_or_init(|| Dial::of(self))
    }

    /// The entries that step back.
    pub(super) fn slips(&self) -> &[Slip<'a>] {
        self.slips.get_or_init(|| sequence::find_slips(self))
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
        let begin =
            if self.is_ordered { self.physical.partition_point(|line| line.at.start < quote.at.start) } else { 0 };
        let there: Vec<&Quote> = self.physical[begin..]
            .iter()
            .take_while(|line| !self.is_ordered || line.at.start <= quote.at.end)
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

    /// How the text begins, in so many bytes or little more, for what is asked of it as a whole.
    pub(super) fn beginning(&self, most: usize) -> String {
        let mut text = String::new();
        for (index, line) in self.physical.iter().enumerate() {
            if text.len() > most {
                break;
            }
            if index > 0 {
                text.push('\n');
            }
            text.push_str(&line.text);
        }
        text
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
