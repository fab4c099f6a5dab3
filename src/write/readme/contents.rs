//! The table of contents: links to the headings below the title.

use std::collections::HashMap;

use crate::document::{BlockKind, Inline, Link, plain_text};
use crate::made::Framed;
use crate::write::address::anchor;
use crate::write::layout::Arranged;
use crate::write::markdown::{Insert, write_inlines};

/// The table of contents, below the title or at the top; nothing where there are less than two headings.
///
/// `others` are texts that stand between the blocks, which may hold headings of their own.
pub(super) fn insert(arranged: &Arranged<'_>, others: &[Insert]) -> Option<Insert> {
    let title = arranged.document.blocks.first().map(|block| &block.kind);
    let top = usize::from(matches!(title, Some(BlockKind::Heading { level: 1, .. })));
    let mut anchors = Anchors::default();
    let mut lines = Vec::new();
    let mut last = 1;
    for heading in headings(arranged, others) {
        let anchor = anchors.of(&heading.text);
        // The title is not listed.
        if heading.before < top || heading.level > 3 || anchor.is_empty() {
            continue;
        }
        let level = heading.level.max(2).min(last + 1);
        last = level;
        let link = Link { text: vec![Inline::Text(heading.text)], url: format!("#{anchor}"), title: None };
        lines.push(format!("{}- {}", "  ".repeat(usize::from(level - 2)), write_inlines(&[Inline::Link(link)])));
    }
    (lines.len() > 1).then(|| Insert { before: top, text: Framed::Contents.around(&lines.join("\n")) })
}

struct Heading {
    level: u8,
    text: String,
    before: usize,
}

/// The headings of the document and those of the texts between its blocks, in order.
fn headings(arranged: &Arranged<'_>, others: &[Insert]) -> Vec<Heading> {
    let made = others.iter().flat_map(|insert| {
        let headings = insert.text.lines().filter_map(|line| line.strip_prefix("## "));
        headings.map(|text| Heading { level: 2, text: text.to_owned(), before: insert.before })
    });
    let own = arranged.document.blocks.iter().enumerate().filter_map(|(before, block)| match &block.kind {
        BlockKind::Heading { level, text } => Some(Heading { level: *level, text: line(&plain_text(text)), before }),
        _ => None,
    });
    // A text stands before the block at its place.
    let mut found: Vec<Heading> = made.chain(own).collect();
    found.sort_by_key(|heading| heading.before);
    found
}

fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Names by which headings are reached, as GitHub makes them: the second of a name gets `-1`.
#[derive(Default)]
struct Anchors {
    seen: HashMap<String, usize>,
}

impl Anchors {
    fn of(&mut self, heading: &str) -> String {
        let name = anchor(heading);
        let count = self.seen.entry(name.clone()).or_default();
        *count += 1;
        if *count == 1 { name } else { format!("{name}-{}", *count - 1) }
    }
}
