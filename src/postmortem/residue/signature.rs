//! Who wrote it: signatures, handles, by-lines, tables and sections of authors.

use super::{Part, begins_with};
use crate::document::{Block, BlockKind, walk};
use crate::postmortem::{Reason, topic_of};

/// A signature: a closing formula near the end and the few short lines behind it, a lone handle, or a by-line.
pub(super) fn mark(parts: &[Part<'_>], marks: &mut [Option<Reason>]) {
    /// Most words of such a line.
    const MOST_WORDS: usize = 8;
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
    mark_authors(parts, marks);
    let total = parts.len();
    let is_paragraph = |part: &Part<'_>| matches!(part.block.kind, BlockKind::Paragraph(_));
    for (index, part) in parts.iter().enumerate() {
        if part.words > MOST_WORDS || marks[index].is_some() || !is_paragraph(part) {
            continue;
        }
        let Part { text, words, .. } = part;
        let near_end = index + 6 >= total;
        if near_end && CLOSINGS.contains(&text.as_str()) {
            marks[index..].iter_mut().filter(|mark| mark.is_none()).for_each(|mark| *mark = Some(Reason::Signature));
            return;
        }
        let plain = walk::text_of_block(part.block);
        let handle = *words <= 2 && plain.trim_start().starts_with('@');
        let by_line = begins_with(text, BY_LINES) && !plain.trim_end().ends_with([':', '!', '?']);
        // Behind other short lines it is one more of them.
        let among_lines = || {
            index
                .checked_sub(1)
                .map(|before| &parts[before])
                .is_some_and(|before| is_paragraph(before) && before.words <= MOST_WORDS)
        };
        let lone_name = index + 1 == total && (2..=4).contains(words) && is_name(&plain) && !among_lines();
        if handle || lone_name || (by_line && (index < 6 || near_end)) {
            marks[index] = Some(Reason::Signature);
        }
    }
}

/// A section of authors at the end: its heading and the few words below it.
fn mark_authors(parts: &[Part<'_>], marks: &mut [Option<Reason>]) {
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
    let last = parts.iter().rposition(|part| is_heading(part.block) && HEADINGS.contains(&part.text.as_str()));
    let Some(heading) = last else { return };
    let words: usize = parts[heading + 1..].iter().map(|part| part.words).sum();
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
