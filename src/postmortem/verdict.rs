//! Is it a postmortem, several, a guide, a link, nothing?

use std::cell::OnceCell;
use std::ops::ControlFlow;

use super::incident::{has_signs, signs};
use super::model::{Kind, Postmortem, Role, Section, Verdict};
use super::residue::{course_furniture, course_phrases, folded, links_and_words};
use super::summary::section_text;
use super::time::{clocks, dates, length_in_minutes};
use crate::check::left_open;
use crate::document::{Block, BlockKind, plain_text_of_blocks, walk};

/// Fewest words of a section that count as content.
const CONTENT: usize = 6;
/// Most words, links aside, of a document that is nothing but a link.
const AROUND_LINK: usize = 25;
/// Most words of a document that says nothing.
const NOTHING: usize = 20;
/// Fewest kinds of words of something that failed; minutes of a meeting have a timeline and tasks too.
const SIGNS_OF_FAILURE: usize = 2;
/// Fewest words of a summary that tells an incident without any other section.
const SUMMARY_ALONE: usize = 50;

/// The kind of a document from its blocks and the write-ups that were found in it.
pub(super) fn verdict(blocks: &[Block], postmortems: &[Postmortem]) -> Verdict {
    let real: Vec<(usize, usize)> = postmortems.iter().map(evidence).collect();
    if let Some(language) = foreign_language(blocks) {
        return Verdict { kind: Kind::Other, reason: format!("the text is in {language}, not in English") };
    }
    let fails = has_signs(blocks, SIGNS_OF_FAILURE);
    // Most documents are judged without it, and it is as large as they are.
    let whole = OnceCell::new();
    let text = || whole.get_or_init(|| plain_text_of_blocks(blocks)).as_str();
    let alone = |postmortem: &Postmortem| tells_alone(postmortem) && !instructs(text());
    let good = real
        .iter()
        .zip(postmortems)
        .filter(|((roles, entries), postmortem)| is_postmortem(*roles, *entries) || alone(postmortem))
        .count();
    let guided = postmortems.iter().any(is_instruction);
    // All four sections and a timeline speak for themselves, in whatever words the failure is told.
    let whole = real.iter().any(|(roles, entries)| *roles == 4 && *entries >= 4);
    // So does an outage with its start and its end, where the text has at least one word of a failure.
    let bounded = real
        .iter()
        .zip(postmortems)
        .any(|((roles, entries), postmortem)| roles + entries >= 5 && is_bounded(postmortem));
    let any_sign = || has_signs(blocks, 1);
    if good > 0 && (fails || whole || (bounded && any_sign())) && !guided && tells_incident(text, postmortems) {
        let (roles, entries) = real.iter().copied().max().unwrap_or_default();
        let kind = if good > 1 { Kind::Multiple } else { Kind::Postmortem };
        return Verdict { kind, reason: format!("{roles} of 4 sections, {entries} timed entries") };
    }
    let text = text();
    let (links, words) =
        blocks.iter().map(links_and_words).fold((0, 0), |sum, block| (sum.0 + block.0, sum.1 + block.1));
    let addresses = text.matches("://").count() + text.matches("docs.google.com/").count();
    let words_of_text = folded(text);
    let phrases = course_phrases(&words_of_text) + course_furniture(&words_of_text);
    if phrases >= 3 {
        return Verdict { kind: Kind::Guide, reason: format!("{phrases} phrases of the assignment and no incident") };
    }
    if links.max(addresses) > 0 && words <= AROUND_LINK {
        return Verdict { kind: Kind::Link, reason: format!("{} links and {words} other words", links.max(addresses)) };
    }
    if words <= NOTHING && !is_structured(blocks) {
        return Verdict { kind: Kind::Empty, reason: format!("{words} words") };
    }
    let blanks = text.lines().filter(|line| left_open(line).is_some()).count();
    if blanks >= 3 {
        return Verdict {
            kind: Kind::Guide,
            reason: format!("{blanks} lines of a template to fill in and no incident"),
        };
    }
    if instructs(text) || good > 0 || guided {
        return Verdict { kind: Kind::Guide, reason: "tells how to write a postmortem, and of no incident".to_owned() };
    }
    let roles = real.iter().map(|(roles, _)| *roles).max().unwrap_or(0);
    Verdict { kind: Kind::Other, reason: format!("{roles} of 4 sections, no incident told") }
}

/// Whether a short text has content below two headings or more.
fn is_structured(blocks: &[Block]) -> bool {
    let is_heading = |block: &Block| matches!(block.kind, BlockKind::Heading { .. });
    let filled = blocks.windows(2).filter(|pair| is_heading(&pair[0]) && !is_heading(&pair[1])).count();
    filled >= 2
}

/// The language of a text of some length that is surely not in English.
fn foreign_language(blocks: &[Block]) -> Option<&'static str> {
    const ENOUGH: usize = 200;
    let prose = head_of_prose(blocks);
    let (mut letters, mut words, mut small) = (0, 0, 0);
    let mut tell = |word: &[u8]| {
        letters += word.len();
        words += usize::from(!word.is_empty());
        small += usize::from(is_small(word));
    };
    if prose.is_ascii() {
        prose.as_bytes().split(|byte| matches!(byte, b' ' | b'\t'..=b'\r')).for_each(&mut tell);
    } else {
        prose.split_whitespace().map(str::as_bytes).for_each(&mut tell);
    }
    // A text with the small words of English is English, whatever its trigrams look like.
    if letters < ENOUGH || small * 10 >= words {
        return None;
    }
    let told = whatlang::detect(&prose)?;
    (told.lang() != whatlang::Lang::Eng && told.is_reliable()).then(|| told.lang().eng_name())
}

/// Whether a word is one of the small words of English.
fn is_small(word: &[u8]) -> bool {
    let mut lower = [0; 4];
    let Some(lower) = lower.get_mut(..word.len()) else { return false };
    lower.copy_from_slice(word);
    lower.make_ascii_lowercase();
    matches!(&*lower, b"the" | b"of" | b"and" | b"to" | b"in" | b"was" | b"a" | b"is" | b"for" | b"on" | b"were")
}

/// The letters and blanks at the head of a text, of which a few thousand tell its language.
fn head_of_prose(blocks: &[Block]) -> String {
    const MOST: usize = 4000;
    let mut prose = String::new();
    let mut room = MOST;
    let mut first = true;
    let _ = walk::texts(blocks, &mut |text| {
        if !first {
            prose.push('\n');
            room -= 1;
        }
        first &= text.is_empty();
        for run in text.split(|c: char| !c.is_alphabetic() && !c.is_whitespace()) {
            let count = run.chars().count();
            if count <= room {
                prose.push_str(run);
                room -= count;
            } else {
                prose.extend(run.chars().take(room));
                room = 0;
            }
            if room == 0 {
                return ControlFlow::Break(());
            }
        }
        ControlFlow::Continue(())
    });
    prose
}

/// Whether the summary states when it began and when it ended.
fn is_bounded(postmortem: &Postmortem) -> bool {
    postmortem.summary.duration.as_ref().is_some_and(|duration| duration.start.is_some() && duration.end.is_some())
}

/// Whether a write-up is one.
fn is_postmortem(roles: usize, entries: usize) -> bool {
    roles >= 3 || (roles >= 2 && entries >= 2) || (roles >= 1 && entries >= 4)
}

/// Whether a summary of some length tells when something failed, though no other section stands beside it.
fn tells_alone(postmortem: &Postmortem) -> bool {
    let summary = postmortem
        .sections
        .iter()
        .filter(|section| section.role == Role::Summary)
        .map(section_text)
        .collect::<Vec<_>>()
        .join("\n");
    summary.split_whitespace().count() >= SUMMARY_ALONE
        && !(clocks(&summary).is_empty() && dates(&summary).is_empty())
        && signs(&summary) >= SIGNS_OF_FAILURE
}

/// Whether summary, timeline and cause say what to write there, and no entry has a time. Measures say what to do in any write-up.
fn is_instruction(postmortem: &Postmortem) -> bool {
    const ASKING: &[&str] = &[
        "write",
        "describe",
        "include",
        "detail",
        "note",
        "list",
        "explain",
        "provide",
        "add",
        "summarize",
        "summarise",
        "state",
        "identify",
        "document",
        "give",
        "outline",
        "start",
        "use",
        "tell",
        "record",
    ];
    let asks = |section: &&Section| {
        section.role != Role::Measures
            && section.role != Role::Other
            && ASKING.contains(&first_word(section).to_lowercase().as_str())
    };
    let timed = postmortem.timeline.iter().any(|entry| entry.time.is_some());
    !timed && postmortem.sections.iter().filter(asks).count() >= 2
}

/// The first word of a section.
fn first_word(section: &Section) -> String {
    let mut word = None;
    let mut find = |text: &str| {
        word = text.split_whitespace().next().map(str::to_owned);
        if word.is_none() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    };
    let _ = walk::texts(&section.blocks, &mut find);
    word.unwrap_or_else(|| section_text(section).split_whitespace().next().unwrap_or_default().to_owned())
}

/// Canonical sections with content, and entries with a time.
fn evidence(postmortem: &Postmortem) -> (usize, usize) {
    let has = |role: Role| postmortem.sections.iter().any(|section| section.role == role && has_content(section));
    let roles = [Role::Summary, Role::Timeline, Role::CauseAndResolution, Role::Measures]
        .into_iter()
        .filter(|role| has(*role))
        .count();
    (roles, postmortem.timeline.iter().filter(|entry| entry.time.is_some()).count())
}

/// Whether a section says anything, its subsections and their headings included.
fn has_content(section: &Section) -> bool {
    words_within(section, CONTENT) >= CONTENT
}

/// The words of a section, counted no further than needed.
fn words_within(section: &Section, enough: usize) -> usize {
    let mut words = 0;
    let mut count = |text: &str| {
        words += text.split_whitespace().take(enough - words).count();
        if words < enough { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    };
    let _ = walk::texts(&section.blocks, &mut count);
    for child in &section.children {
        if words < enough {
            let heading = child.heading.as_deref().unwrap_or_default();
            words += heading.split_whitespace().take(enough - words).count();
            words += words_within(child, enough - words);
        }
    }
    words
}

/// Whether anything that happened is told: a time, a date, a length, or the past tense of an outage.
fn tells_incident<'a>(text: impl Fn() -> &'a str, postmortems: &[Postmortem]) -> bool {
    let timed = postmortems.iter().any(|postmortem| postmortem.timeline.iter().any(|entry| entry.time.is_some()));
    if timed {
        return true;
    }
    let text = text();
    if !clocks(text).is_empty() || !dates(text).is_empty() {
        return true;
    }
    let lower = text.to_lowercase();
    let past = [" was ", " were ", "occurred", "experienced", " had "]
        .iter()
        .map(|word| lower.matches(word).count())
        .sum::<usize>();
    (length_in_minutes(text).is_some() && past >= 2) || (past >= 4 && !instructs(text))
}

/// Whether a text explains what postmortems are or how to write one.
fn instructs(text: &str) -> bool {
    let lower = text.to_lowercase().replace("post-mortem", "postmortem").replace("post mortem", "postmortem");
    let defines = [
        "postmortem is a ",
        "postmortem is where",
        "postmortem is an ",
        "postmortems are ",
        "postmortems ensure",
        "postmortems help",
        "simply \"postmortem",
    ];
    let advises = [
        "should include",
        "you should",
        "how to write",
        "must contain",
        "postmortem should",
        "the purpose of",
        "best practices",
        "template",
        "the team reviews",
        "write a postmortem",
        "help you",
        "next time",
        "your team",
        "your company",
        "you can",
        "activities:",
        "participants:",
    ];
    let hits = |phrases: &[&str]| phrases.iter().filter(|phrase| lower.contains(**phrase)).count();
    hits(&defines) > 0 || hits(&advises) >= 2
}
