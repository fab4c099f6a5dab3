//! Lines that are there for their link: `Full write-up: https://…`, `Here is the link to my postmortem`.

use super::{folded, links_and_words, tells};
use crate::document::walk::text_of;
use crate::document::{Block, Inline, plain_text};

/// Most words of such a line.
const MOST_WORDS: usize = 8;

/// Words that say where a link leads, and nothing of an incident.
#[rustfmt::skip]
const POINTING: &[&str] = &[
    "a", "also", "an", "and", "article", "at", "be", "been", "below", "blog", "by", "can", "check", "click", "complete", "details", "doc",
    "docs", "document", "drive", "file", "find", "follow", "for", "found", "from", "full", "github", "google", "has", "have", "here", "i",
    "in", "incident", "is", "it", "link", "linkedin", "links", "medium", "more", "mortem", "my", "of", "on", "or", "original", "our", "out",
    "page", "please", "post", "postmortem", "project", "published", "read", "repo", "repository", "report", "see", "site", "source", "task",
    "the", "this", "to", "up", "url", "version", "via", "view", "website", "with", "write", "writeup", "written", "you", "your",
];

/// Whether a block of this text is there for its link: few words, and beside the links at most one that does more than point to them.
pub(super) fn stands_alone(block: &Block, text: &[Inline]) -> bool {
    if !may_hold_link(text) {
        return false;
    }
    let plain = text_of(text);
    let few = plain.split_whitespace().filter(|word| tells(word)).nth(MOST_WORDS).is_none();
    few && links_and_words(block).0 > 0 && telling_words(text) <= 1
}

/// Whether there is a link, or what an address that is none has.
fn may_hold_link(text: &[Inline]) -> bool {
    let plain = text_of(text);
    holds_link(text) || plain.as_bytes().contains(&b'/') || plain.contains("www.")
}

fn holds_link(text: &[Inline]) -> bool {
    text.iter().any(|inline| matches!(inline, Inline::Link(_)) || inline.children().is_some_and(holds_link))
}

/// How many words beside the links tell of something else.
fn telling_words(text: &[Inline]) -> usize {
    let mut beside = String::new();
    push_beside_links(text, &mut beside);
    let words = beside.split_whitespace().filter(|word| !word.contains("://") && !word.starts_with("www."));
    words.map(folded).filter(|word| !word.split(' ').all(|word| word.is_empty() || POINTING.contains(&word))).count()
}

fn push_beside_links(text: &[Inline], out: &mut String) {
    for inline in text {
        match (inline, inline.children()) {
            (Inline::Link(_), _) => out.push(' '),
            (_, Some(inside)) => push_beside_links(inside, out),
            (leaf, None) => out.push_str(&plain_text(std::slice::from_ref(leaf))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::BlockKind;
    use crate::notice::Notices;
    use crate::read::markdown::read;

    #[track_caller]
    fn alone(line: &str) -> bool {
        let document = read(line, &mut Notices::default());
        let Some(Block { kind: BlockKind::Paragraph(text), .. }) = document.blocks.first() else { return false };
        stands_alone(&document.blocks[0], text)
    }

    #[test]
    fn lines_that_point_are_told_from_sentences() {
        assert!(alone("https://docs.google.com/document/d/1abc/edit"));
        assert!(alone("Here is the link to my postmortem: https://example.org/x"));
        assert!(alone("Full write-up on [Medium](https://medium.com/x)"));
        assert!(alone("[Login outage of 3 May](https://example.org/x)"));
        assert!(!alone("The disk was full, see [the graph](https://example.org/graph)."));
        assert!(!alone("We rolled back [the deploy](https://example.org/1)."));
        assert!(!alone("No link at all."));
    }
}
