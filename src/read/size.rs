//! How large a document may be.
//!
//! Documents are written by strangers, and a line of text takes some two kilobytes until its write-up is recognized and written. So a
//! document that no person would hand in as a write-up is refused before it fills the memory: within these limits, converting it
//! takes less than 512 MiB and a few seconds, whatever it holds. The limits of containers stand in [`super::package`].

use thiserror::Error;

use crate::document::{Block, BlockKind, Document, Inline, walk};

/// Most bytes of text, pictures aside: some twenty novels.
pub const MAX_TEXT: usize = 12 * 1024 * 1024;
/// Most parts of a tree, weighted by the memory that they take: 100,000 entries of a timeline are 500,000.
pub const MAX_PARTS: usize = 750_000;
/// What an item of a list weighs beside the blocks in it: it is copied more often than they are.
const WEIGHT_OF_ITEM: usize = 3;

/// Why a document is refused before it is recognized.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum TooLarge {
    /// More text than in any write-up.
    #[error("it holds more than {} MB of text", MAX_TEXT / 1024 / 1024)]
    Text,
    /// More paragraphs, items, cells and changes of formatting than in any write-up.
    #[error("it holds more than {MAX_PARTS} paragraphs, items, cells, links and changes of formatting")]
    Parts,
}

/// Refuses a text that its reader would make too large a tree of.
///
/// # Errors
///
/// [`TooLarge`] where it is so.
pub(super) fn check_text(text: &str) -> Result<(), TooLarge> {
    if text.len() > MAX_TEXT && text.len() - data_in(text) > MAX_TEXT {
        return Err(TooLarge::Text);
    }
    if text.len() > MAX_PARTS && signs(text) > MAX_PARTS {
        return Err(TooLarge::Parts);
    }
    Ok(())
}

/// Bytes of pictures in data URLs, which make no tree.
fn data_in(text: &str) -> usize {
    let ends = |c: char| c.is_whitespace() || matches!(c, ')' | '"' | '\'' | '>' | '<');
    text.split("data:image/").skip(1).map(|behind| behind.find(ends).unwrap_or(behind.len())).sum()
}

/// How many ends of lines and signs of markup a text has, runs of one sign once: no part of a tree comes of less.
fn signs(text: &str) -> usize {
    let mut before = 0;
    let is_sign = |byte: u8| matches!(byte, b'\n' | b'\r' | b'<' | b'*' | b'_' | b'[' | b'`' | b'|' | b'~');
    text.bytes().filter(|byte| std::mem::replace(&mut before, *byte) != *byte && is_sign(*byte)).count()
}

/// Refuses a tree that is too large to be recognized.
///
/// # Errors
///
/// [`TooLarge`] where it is so.
pub(super) fn check(document: &Document) -> Result<(), TooLarge> {
    let (mut parts, mut text) = (0, 0);
    walk::blocks(&document.blocks, &mut |block| {
        let (own_parts, own_text) = size_of(block);
        parts += own_parts;
        text += own_text;
    });
    match (parts > MAX_PARTS, text > MAX_TEXT) {
        (_, true) => Err(TooLarge::Text),
        (true, false) => Err(TooLarge::Parts),
        (false, false) => Ok(()),
    }
}

/// Parts and bytes of text of a block, the blocks in it aside.
fn size_of(block: &Block) -> (usize, usize) {
    match &block.kind {
        BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) => {
            let (parts, bytes) = size_of_inlines(text);
            (parts + 1, bytes)
        }
        BlockKind::List(list) => (1 + list.items.len() * WEIGHT_OF_ITEM, 0),
        BlockKind::Table(table) => (1 + table.rows.iter().map(|row| 1 + row.cells.len()).sum::<usize>(), 0),
        BlockKind::Code(code) => (1, code.text.len()),
        BlockKind::Quote(_) | BlockKind::Footnote { .. } | BlockKind::Divider => (1, 0),
    }
}

fn size_of_inlines(text: &[Inline]) -> (usize, usize) {
    text.iter().fold((0, 0), |(parts, bytes), inline| {
        let (inner_parts, inner_bytes) = inline.children().map(size_of_inlines).unwrap_or_default();
        let own = match inline {
            Inline::Text(text) | Inline::Code(text) => text.len(),
            Inline::Link(link) => link.url.len(),
            Inline::Image(image) => image.alt.len(),
            _ => 0,
        };
        (parts + 1 + inner_parts, bytes + own + inner_bytes)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{At, Item, List};

    #[test]
    fn only_text_counts_as_text() {
        let picture = format!("![a](data:image/png;base64,{})\n", "A".repeat(MAX_TEXT));
        assert_eq!(check_text(&picture), Ok(()));
        assert_eq!(check_text(&"a ".repeat(MAX_TEXT)), Err(TooLarge::Text));
    }

    #[test]
    fn lines_and_signs_are_counted_before_they_are_read() {
        assert_eq!(check_text(&"a\n".repeat(MAX_PARTS)), Ok(()));
        assert_eq!(check_text(&"a\n".repeat(MAX_PARTS + 1)), Err(TooLarge::Parts));
        assert_eq!(check_text(&"*a* [b] ".repeat(MAX_PARTS / 2)), Err(TooLarge::Parts));
        assert_eq!(check_text(&"**********".repeat(MAX_PARTS)), Ok(()));
    }

    #[test]
    fn a_tree_is_weighed_whole() {
        let item = |text: &str| Item {
            checked: None,
            blocks: vec![Block::paragraph(vec![Inline::text(text)], At::lines(1, 1))],
            at: At::lines(1, 1),
        };
        let of = |items: Vec<Item>| {
            let list = BlockKind::List(List { start: None, items });
            check(&Document { blocks: vec![Block { kind: list, at: At::lines(1, 1) }], ..Document::default() })
        };
        assert_eq!(of((0..100_000).map(|_| item("a")).collect()), Ok(()));
        assert_eq!(of((0..150_001).map(|_| item("a")).collect()), Err(TooLarge::Parts));
        assert_eq!(of(vec![item(&"a".repeat(MAX_TEXT + 1))]), Err(TooLarge::Text));
    }
}
