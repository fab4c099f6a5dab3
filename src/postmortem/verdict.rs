//! Is it a postmortem, several, a guide, a link, nothing?

use super::model::{Kind, Postmortem, Role, Section, Verdict};
use super::residue::{course_phrases, folded, links_and_words};
use super::summary::section_text;
use super::time::{clocks, dates, length_in_minutes};
use crate::document::{Block, plain_text_of_blocks};

/// Fewest words of a section that count as content.
const CONTENT: usize = 6;
/// Most words, links aside, of a document that is nothing but a link.
const AROUND_LINK: usize = 40;
/// Most words of a document that says nothing.
const NOTHING: usize = 20;

/// The kind of a document from its blocks and the write-ups that were found in it.
pub(super) fn verdict(blocks: &[Block], postmortems: &[Postmortem]) -> Verdict {
    let real: Vec<(usize, usize)> = postmortems.iter().map(evidence).collect();
    let good = real.iter().filter(|(roles, entries)| is_postmortem(*roles, *entries)).count();
    let text = plain_text_of_blocks(blocks);
    if good > 0 && tells_incident(&text, postmortems) {
        let (roles, entries) = real.iter().copied().max().unwrap_or_default();
        let kind = if good > 1 { Kind::Multiple } else { Kind::Postmortem };
        return Verdict { kind, reason: format!("{roles} of 4 sections, {entries} timed entries") };
    }
    let (links, words) =
        blocks.iter().map(links_and_words).fold((0, 0), |sum, block| (sum.0 + block.0, sum.1 + block.1));
    let addresses = text.matches("://").count() + text.matches("docs.google.com/").count();
    let phrases = course_phrases(&folded(&text));
    if phrases >= 3 {
        return Verdict { kind: Kind::Guide, reason: format!("{phrases} phrases of the assignment and no incident") };
    }
    if links.max(addresses) > 0 && words <= AROUND_LINK {
        return Verdict { kind: Kind::Link, reason: format!("{} links and {words} other words", links.max(addresses)) };
    }
    if words <= NOTHING {
        return Verdict { kind: Kind::Empty, reason: format!("{words} words") };
    }
    if instructs(&text) || good > 0 {
        return Verdict { kind: Kind::Guide, reason: "tells how to write a postmortem, and of no incident".to_owned() };
    }
    let roles = real.iter().map(|(roles, _)| *roles).max().unwrap_or(0);
    Verdict { kind: Kind::Other, reason: format!("{roles} of 4 sections, no incident told") }
}

/// Whether a write-up is one.
fn is_postmortem(roles: usize, entries: usize) -> bool {
    roles >= 3 || (roles >= 2 && entries >= 2) || (roles >= 1 && entries >= 4)
}

/// Canonical sections with content, and entries with a time.
fn evidence(postmortem: &Postmortem) -> (usize, usize) {
    let has = |role: Role| postmortem.sections.iter().any(|section| section.role == role && words(section) >= CONTENT);
    let roles = [Role::Summary, Role::Timeline, Role::CauseAndResolution, Role::Measures]
        .into_iter()
        .filter(|role| has(*role))
        .count();
    (roles, postmortem.timeline.iter().filter(|entry| entry.time.is_some()).count())
}

fn words(section: &Section) -> usize {
    section_text(section).split_whitespace().count()
}

/// Whether anything that happened is told: a time, a date, a length, or the past tense of an outage.
fn tells_incident(text: &str, postmortems: &[Postmortem]) -> bool {
    let timed = postmortems.iter().any(|postmortem| postmortem.timeline.iter().any(|entry| entry.time.is_some()));
    let lower = text.to_lowercase();
    let past = [" was ", " were ", "occurred", "experienced", " had "]
        .iter()
        .map(|word| lower.matches(word).count())
        .sum::<usize>();
    timed
        || !clocks(text).is_empty()
        || !dates(text).is_empty()
        || (length_in_minutes(text).is_some() && past >= 2)
        || (past >= 4 && !instructs(text))
}

fn instructs(text: &str) -> bool {
    let lower = text.to_lowercase();
    let hits = [
        "should include",
        "you should",
        "how to write",
        "a postmortem is",
        "post-mortem is",
        "postmortems are",
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
        "you can",
    ]
    .iter()
    .filter(|phrase| lower.contains(**phrase))
    .count();
    hits >= 2
}
