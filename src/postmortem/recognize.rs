//! From the neutral tree to the section tree.

use super::count::{count_words, count_words_of_blocks};
use super::model::{Kind, LinkRecord, Postmortem, Reason, Role, Section, SourceRecord, Submission, Unplaced};
use super::outline::{Heading, Piece};
use super::reline::relined;
use super::summary::section_text;
use super::timeline::Setting;
use super::topic::Topic;
use super::write_up::{WriteUp, resets, write_ups};
use super::{cause, conclusion, incident, measures, residue, sections, summary, time, timeline, verdict};
use crate::check::Pack;
use crate::digest::sha256;
use crate::document::{Block, BlockKind, Document, Inline, List, plain_text, walk, walk::text_of_block};
use crate::format::InputFormat;
use crate::link::Target;
use crate::made;
use crate::notice::{Notice, Notices};
use crate::source::Source;

/// The version of the JSON shape.
const SCHEMA: &str = "pmconvert/submission/1";

/// Recognizes what a document is and what it says, and checks it by the course's rules.
#[must_use]
pub fn recognize(document: &Document, source: &Source, format: InputFormat, notices: Notices) -> Submission {
    recognize_by(Pack::course(), document, source, format, notices)
}

/// As [`recognize`], by the rules and headings of a pack.
#[must_use]
pub fn recognize_by(
    pack: &Pack,
    document: &Document,
    source: &Source,
    format: InputFormat,
    notices: Notices,
) -> Submission {
    let mut submission = recognized(Told::All, pack, document, source, format, notices);
    submission.source.sha256 = sha256(&source.bytes);
    submission.source.words = count_words_of_blocks(&document.blocks);
    submission.links = links(document);
    crate::check::judge(&mut submission, pack);
    submission
}

/// As [`recognize_by`], for outputs that show the write-ups alone: no requirements, findings, hash of the source or counts of words, and
/// no list of links unless the document is nothing else.
#[must_use]
pub fn recognize_unjudged(
    pack: &Pack,
    document: &Document,
    source: &Source,
    format: InputFormat,
    notices: Notices,
) -> Submission {
    recognized(Told::WriteUps, pack, document, source, format, notices)
}

/// What an output shows of a document.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    /// The write-ups.
    WriteUps,
    /// Also what is reported of them.
    All,
}

fn recognized(
    told: Told,
    pack: &Pack,
    document: &Document,
    source: &Source,
    format: InputFormat,
    mut notices: Notices,
) -> Submission {
    let named = pack.headings();
    let blocks = relined(named.set_apart(document.blocks.clone()));
    let marks = residue::marks(&blocks);
    let resets = resets(&blocks, &marks);
    let (kept, unplaced) = separate(blocks, marks);
    let (kept, notes) = without_footnotes(kept);
    let mut guessed = Notices::default();
    let mut postmortems: Vec<Postmortem> =
        write_ups(kept, named, &resets).into_iter().map(|write_up| postmortem(write_up, told, &mut guessed)).collect();
    if let Some(section) = postmortems.last_mut().and_then(|postmortem| postmortem.sections.last_mut()) {
        section.blocks.extend(notes);
    }
    if let Some(first) = postmortems.first_mut() {
        first.title = first.title.take().or_else(|| document.title.clone());
    }
    let verdict = verdict::verdict(&document.blocks, &postmortems);
    let is_postmortem = matches!(verdict.kind, Kind::Postmortem | Kind::Multiple);
    let (content, mut unplaced) = if is_postmortem {
        notices.extend(guessed);
        (Vec::new(), unplaced)
    } else {
        postmortems.clear();
        (document.blocks.clone(), Vec::new())
    };
    unplaced.extend(around(&document.around));
    let links = if verdict.kind == Kind::Link { links(document) } else { Vec::new() };
    Submission {
        schema: SCHEMA,
        source: source_record(document, source, format),
        verdict,
        rules: pack.record(),
        links,
        postmortems,
        content,
        unplaced,
        comments: Vec::new(),
        notices: notices.into_vec(),
    }
}

/// What a page has around its text, as parts that belong to no write-up.
fn around(blocks: &[Block]) -> impl Iterator<Item = Unplaced> {
    let text = |block: &Block| text_of_block(block).trim().to_owned();
    blocks
        .iter()
        .map(move |block| Unplaced { reason: Reason::PageFurniture, text: text(block), at: block.at })
        .filter(|part| !part.text.is_empty())
}

fn source_record(document: &Document, source: &Source, format: InputFormat) -> SourceRecord {
    SourceRecord {
        origin: source.origin.to_string(),
        converted_from: std::str::from_utf8(&source.bytes).ok().and_then(made::source_of),
        format: format.name().to_owned(),
        title: source.title.clone().or_else(|| document.title.clone()),
        bytes: source.bytes.len(),
        sha256: String::new(),
        words: 0,
    }
}

fn links(document: &Document) -> Vec<LinkRecord> {
    let mut out = Vec::new();
    walk::inlines(&document.blocks, &mut |inline, block| {
        if let Inline::Link(link) = inline {
            out.push(LinkRecord {
                url: link.url.clone(),
                kind: link_kind(&link.url),
                text: plain_text(&link.text),
                at: block.at,
            });
        }
    });
    out
}

/// What an address leads to; what is no address of a document on the web is `other`.
fn link_kind(url: &str) -> &'static str {
    Target::parse(url).map_or("other", |target| target.kind())
}

/// Blocks that stay, and the parts that belong to no write-up, neighbors of one reason together.
fn separate(blocks: Vec<Block>, marks: Vec<Option<Reason>>) -> (Vec<Block>, Vec<Unplaced>) {
    if marks.iter().all(Option::is_none) {
        return (blocks, Vec::new());
    }
    let mut kept = Vec::with_capacity(blocks.len());
    let mut unplaced: Vec<Unplaced> = Vec::new();
    let mut adjacent = false;
    for (block, mark) in blocks.into_iter().zip(marks) {
        let Some(reason) = mark else {
            kept.push(block);
            adjacent = false;
            continue;
        };
        let text = text_with_numbers(&block);
        match unplaced.last_mut() {
            Some(last) if adjacent && last.reason == reason => {
                last.text.push('\n');
                last.text.push_str(&text);
                last.at = last.at.to(block.at);
            }
            _ => unplaced.push(Unplaced { reason, text, at: block.at }),
        }
        adjacent = true;
    }
    (kept, unplaced)
}

/// The text of a block that is kept as text only, so the numbers of a list stand in it.
fn text_with_numbers(block: &Block) -> String {
    let BlockKind::List(List { start: Some(start), items }) = &block.kind else {
        return text_of_block(block).into_owned();
    };
    let lines = (*start..).zip(items).map(|(number, item)| {
        let text: Vec<String> = item.blocks.iter().map(text_with_numbers).collect();
        format!("{number}. {}", text.join("\n"))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Footnotes apart: they stand at the end, whatever section their references stand in.
fn without_footnotes(blocks: Vec<Block>) -> (Vec<Block>, Vec<Block>) {
    let is_footnote = |block: &Block| matches!(block.kind, BlockKind::Footnote { .. });
    if blocks.iter().any(is_footnote) {
        blocks.into_iter().partition(|block| !is_footnote(block))
    } else {
        (blocks, Vec::new())
    }
}

/// One write-up from its pieces.
fn postmortem(WriteUp { title, pieces }: WriteUp, told: Told, guessed: &mut Notices) -> Postmortem {
    for piece in &pieces {
        if let Piece::Heading(Heading { inferred: Some(content), text, at, .. }) = piece {
            let heading = plain_text(text).trim().to_owned();
            guessed.note_at(Notice::HeadingGuessed { heading, section: content.section(), why: content.name() }, *at);
        }
    }
    let mut sections = sections::build(pieces);
    lead_as_summary(&mut sections);
    conclusion::part(&mut sections);
    let summary = summary::summary(&sections, title.as_deref());
    let words = match told {
        Told::WriteUps => 0,
        Told::All => count_words(title.as_deref().unwrap_or_default()) + sections.iter().map(words_of).sum::<usize>(),
    };
    Postmortem {
        words,
        timeline: timeline::timeline(&sections, &Setting::of(&summary)),
        cause_and_resolution: cause::cause_and_resolution(&sections),
        measures: measures::measures(&sections),
        title,
        summary,
        sections,
        requirements: Vec::new(),
        findings: Vec::new(),
    }
}

/// Words of a section with its heading and subsections.
fn words_of(section: &Section) -> usize {
    count_words(section.heading.as_deref().unwrap_or_default())
        + count_words_of_blocks(&section.blocks)
        + section.children.iter().map(words_of).sum::<usize>()
}

/// Whether a text without any heading tells an incident: when, and much of something that failed.
fn tells_all(text: &str) -> bool {
    const ENOUGH: usize = 4;
    time::clocks(text).len() >= 2 && incident::signs(text) >= ENOUGH
}

/// Where no heading opens a summary, the text before the first section is one.
fn lead_as_summary(sections: &mut [Section]) {
    if sections.iter().any(|section| section.role == Role::Summary) {
        return;
    }
    let Some((first, rest)) = sections.split_first_mut() else { return };
    let unnamed = first.heading.is_none() && first.role == Role::Other;
    let told = |section: &Section| {
        section.role != Role::Other || matches!(section.topic, Topic::Actions | Topic::Detection | Topic::Escalation)
    };
    if unnamed && rest.is_empty() && tells_all(&section_text(first)) {
        first.role = Role::Summary;
        first.topic = Topic::Summary;
    }
    if unnamed && rest.iter().any(told) && section_text(first).split_whitespace().count() >= 8 {
        first.role = Role::Summary;
        first.topic = Topic::Summary;
    }
}
