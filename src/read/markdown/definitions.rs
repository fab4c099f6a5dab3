//! Link reference definitions that no link uses: `[label]: url "title"`.
//!
//! The parser makes no event of a definition, so they are found in what lies between the blocks. A used one lives on in
//! its links; one that nothing uses is text that the reader of the page never saw, and is kept as a paragraph.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag};

use crate::document::{Inline, Link};

/// What the definitions of a text are used for.
#[derive(Default)]
pub(super) struct Definitions {
    used: HashSet<String>,
    seen: HashSet<String>,
}

/// A definition that must not vanish.
pub(super) enum Kept {
    /// `[//]: # (text)`, the idiom for a comment.
    Comment,
    /// Anything else, as running text.
    Text(Vec<Inline>),
}

impl Definitions {
    /// Learns which labels the links and pictures of a text use.
    pub(super) fn used_by(events: &[(Event<'_>, Range<usize>)]) -> Self {
        let used = events.iter().filter_map(|(event, _)| match event {
            Event::Start(Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. })
                if matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut) =>
            {
                Some(key(id))
            }
            _ => None,
        });
        Self { used: used.collect(), seen: HashSet::new() }
    }

    /// The definitions in a gap between blocks that must be kept, with the offset in the gap at which each stands.
    pub(super) fn kept(&mut self, gap: &str) -> Vec<(usize, Kept)> {
        if !gap.contains("]:") {
            return Vec::new();
        }
        let chunks = chunks(gap);
        chunks.into_iter().filter_map(|(offset, chunk)| Some((offset, self.keep(&chunk)?))).collect()
    }

    fn keep(&mut self, chunk: &str) -> Option<Kept> {
        let (label, target) = split(chunk)?;
        let is_first = self.seen.insert(key(label));
        if target.is_empty() || (is_first && self.used.contains(&key(label))) {
            return None;
        }
        let (url, title) = url_and_title(target);
        if matches!(url, "" | "#") {
            return Some(Kept::Comment);
        }
        let mut text = vec![Inline::text(format!("[{label}]: "))];
        text.push(Inline::Link(Link { text: vec![Inline::text(url)], url: url.to_owned(), title: None }));
        if !title.is_empty() {
            text.push(Inline::text(format!(" {title}")));
        }
        Some(Kept::Text(text))
    }
}

/// A label as definitions are matched: case and white space do not count (CommonMark 4.7).
fn key(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The definitions of a gap, each joined to one line, without the marks of the containers it stands in.
fn chunks(gap: &str) -> Vec<(usize, String)> {
    let mut chunks: Vec<(usize, String)> = Vec::new();
    let mut offset = 0;
    let mut is_open = false;
    for line in gap.split_inclusive('\n') {
        let bare = without_container(line);
        if bare.starts_with('[') && chunks.last().is_none_or(|(_, chunk)| chunk.contains("]:")) {
            chunks.push((offset + (line.len() - bare.len()), bare.trim().to_owned()));
            is_open = true;
        } else if bare.trim().is_empty() {
            is_open = false;
        } else if let (true, Some((_, chunk))) = (is_open, chunks.last_mut()) {
            chunk.push(' ');
            chunk.push_str(bare.trim());
        }
        offset += line.len();
    }
    chunks
}

/// A line without quote marks, list markers and blanks at its start.
fn without_container(line: &str) -> &str {
    line.find('[').map_or_else(
        || line.trim_start_matches(['>', ' ', '\t']),
        |start| {
            let (before, rest) = line.split_at(start);
            let is_marker = |c: char| c.is_ascii_digit() || matches!(c, '>' | ' ' | '\t' | '-' | '+' | '*' | '.' | ')');
            if before.chars().all(is_marker) { rest } else { line.trim_start_matches(['>', ' ', '\t']) }
        },
    )
}

/// Label and target of `[label]: target`.
fn split(chunk: &str) -> Option<(&str, &str)> {
    let inside = chunk.strip_prefix('[')?;
    let mut escaped = false;
    let end = inside.find(|c: char| {
        let ends = c == ']' && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    })?;
    let target = inside.get(end + 1..)?.strip_prefix(':')?;
    Some((inside.get(..end)?, target.trim()))
}

fn url_and_title(target: &str) -> (&str, &str) {
    let (url, title) = match target.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
        Some(parts) => parts,
        None => target.split_once(char::is_whitespace).unwrap_or((target, "")),
    };
    (url, title.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_give_their_definitions() {
        let gap = "\n> [a b]: <x y> 'T'\n> [c]:\n> /url\n\n1. [d]: #\n";
        let mut definitions = Definitions::default();
        let kept: Vec<_> = definitions
            .kept(gap)
            .into_iter()
            .map(|(offset, kept)| match kept {
                Kept::Comment => (offset, "comment".to_owned()),
                Kept::Text(text) => (offset, crate::document::plain_text(&text)),
            })
            .collect();
        assert_eq!(kept, [(3, "[a b]: x y 'T'".into()), (22, "[c]: /url".into()), (38, "comment".into())]);
    }

    #[test]
    fn only_the_first_of_a_used_label_goes() {
        let mut definitions = Definitions { used: [key("A  b")].into(), seen: HashSet::new() };
        assert_eq!(definitions.kept("[a B]: /x\n[a b]: /y\n[^1]: \n").len(), 1);
    }
}
