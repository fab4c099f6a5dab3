//! Who wrote it: signatures, handles, by-lines, tables and sections of authors.

use crate::document::{Block, BlockKind, plain_text_of_blocks};
use crate::postmortem::{Reason, topic_of};

/// A signature: a closing formula near the end and the few short lines behind it, a lone handle, or a by-line.
pub(super) fn mark(blocks: &[Block], texts: &[String], marks: &mut [Option<Reason>]) {
    const CLOSINGS: &[&str] = &[
        "sincerely",
        "best regards",
        "kind regards",
        "regards",
        "yours sincerely",
        "yours faithfully",
        "thank you",
        "thanks",
    ];
    const BY_LINES: &[&str] =
        &["by ", "author ", "authors ", "written by ", "prepared by ", "submitted by ", "reported by "];
    mark_authors(blocks, texts, marks);
    let total = texts.len();
    for index in 0..total {
        if marks[index].is_some() || !matches!(blocks[index].kind, BlockKind::Paragraph(_)) {
            continue;
        }
        let text = &texts[index];
        let words = text.split(' ').count();
        let near_end = index + 6 >= total;
        if near_end && CLOSINGS.contains(&text.as_str()) {
            marks[index..].iter_mut().filter(|mark| mark.is_none()).for_each(|mark| *mark = Some(Reason::Signature));
            return;
        }
        let plain = plain_text_of_blocks(std::slice::from_ref(&blocks[index]));
        let handle = words <= 2 && plain.trim_start().starts_with('@');
        let by_line = words <= 8
            && BY_LINES.iter().any(|by| text.starts_with(by))
            && !plain.trim_end().ends_with([':', '!', '?']);
        // Behind other short lines it is one more of them.
        let among_lines = index.checked_sub(1).is_some_and(|before| {
            matches!(blocks[before].kind, BlockKind::Paragraph(_)) && texts[before].split(' ').count() <= 8
        });
        let lone_name = index + 1 == total && (2..=4).contains(&words) && is_name(&plain) && !among_lines;
        if handle || lone_name || (by_line && (index < 6 || near_end)) {
            marks[index] = Some(Reason::Signature);
        }
    }
}

/// A section of authors at the end: its heading and the few words below it.
fn mark_authors(blocks: &[Block], texts: &[String], marks: &mut [Option<Reason>]) {
    const HEADINGS: &[&str] = &[
        "author",
        "authors",
        "author s",
        "about the author",
        "about the authors",
        "contributors",
        "written by",
        "contact",
    ];
    const MOST_WORDS: usize = 40;
    let is_heading = |block: &Block| matches!(block.kind, BlockKind::Heading { .. });
    let last =
        blocks.iter().zip(texts).rposition(|(block, text)| is_heading(block) && HEADINGS.contains(&text.as_str()));
    let Some(heading) = last else { return };
    let words: usize = texts[heading + 1..].iter().map(|text| text.split(' ').count()).sum();
    if heading > 0 && words <= MOST_WORDS {
        marks[heading..].iter_mut().filter(|mark| mark.is_none()).for_each(|mark| *mark = Some(Reason::Signature));
    }
}

/// Two to four capitalized words and nothing else.
pub(super) fn is_name(line: &str) -> bool {
    line.split_whitespace().all(|word| {
        word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || c == '.' || c == '-')
    }) && topic_of(line).is_none()
}
