//! What is odd in Google's exports: footnotes and comments that are only links, a page around a published document.
//!
//! The footnotes of other programs are found here too: those with the roles of DPUB-ARIA (`doc-noteref`,
//! `doc-endnotes`), as Pandoc and this program write them, and those of GitHub.

use std::collections::{HashMap, HashSet};

use ego_tree::{NodeId, NodeRef};
use scraper::node::{Element, Node};

use super::style::Sheet;
use crate::document::Comment;
use crate::read::comments::Comments;

/// Opens a code block in Google's editor.
pub(super) const CODE_OPENS: char = '\u{EC03}';
/// Closes a code block in Google's editor.
pub(super) const CODE_CLOSES: char = '\u{EC02}';

/// Whose page it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Program {
    /// Google Docs.
    Google,
    /// Any other.
    Other,
}

/// Whether a page comes from Google Docs.
pub(super) fn program(root: NodeRef<'_, Node>, sheet: &Sheet) -> Program {
    let by_class = root.value().as_element().is_some_and(|element| has_class(element, "doc-content"));
    if by_class || (sheet.has(".title") && sheet.has(".subtitle") && sheet.has("h6")) {
        Program::Google
    } else {
        Program::Other
    }
}

/// Whether an element has a class.
pub(super) fn has_class(element: &Element, class: &str) -> bool {
    element.attr("class").unwrap_or_default().split_ascii_whitespace().any(|own| own == class)
}

/// Whether a formatter put each text of the page on a line of its own. The line ends then stand for nothing: the
/// blanks of the text itself are still there in front of them. Google itself writes no line ends.
pub(super) fn is_laid_out(root: NodeRef<'_, Node>) -> bool {
    let (mut texts, mut on_own_line) = (0_usize, 0_usize);
    for node in root.descendants() {
        let Some(text) = node.value().as_text().filter(|text| !text.trim().is_empty()) else { continue };
        texts += 1;
        let edge = |part: &str| part.contains('\n');
        let (start, end) = (text.len() - text.trim_start().len(), text.trim_end().len());
        on_own_line +=
            usize::from(edge(text.get(..start).unwrap_or_default()) && edge(text.get(end..).unwrap_or_default()));
    }
    texts > 0 && texts == on_own_line
}

/// The part of a text that stands for text, in a page that [`is_laid_out`].
pub(super) fn without_layout(text: &str) -> &str {
    let line_start = |c: char| matches!(c, '\n' | '\r' | '\t');
    let text = text.trim_start_matches(|c: char| line_start(c) || c == ' ');
    let end = text.trim_end_matches(|c: char| line_start(c) || c == ' ').len();
    // Blanks before the line end belong to the text, those after it are indentation.
    let tail = text.get(end..).unwrap_or_default();
    let kept = tail.find(line_start).unwrap_or(tail.len());
    text.get(..end + kept).unwrap_or_default()
}

/// Footnotes and comments of a page.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// Elements that are the text of a footnote, with its label.
    pub(super) texts: HashMap<NodeId, String>,
    /// Elements that refer to a footnote, with its label.
    pub(super) references: HashMap<NodeId, String>,
    /// Elements that are left out: links back, comments and the marks of comments.
    pub(super) dropped: HashSet<NodeId>,
    /// The comments.
    pub(super) comments: Comments,
    /// The marks of comments in the text, each with the comment's index.
    pub(super) comment_marks: HashMap<NodeId, usize>,
}

impl Notes {
    /// Finds the notes below an element.
    pub(super) fn find(root: NodeRef<'_, Node>) -> Self {
        let mut notes = Self::default();
        let mut named: HashMap<&str, NodeId> = HashMap::new();
        let mut wanted: Vec<(&str, NodeId)> = Vec::new();
        let mut commented: HashMap<&str, usize> = HashMap::new();
        let mut marks: Vec<(&str, NodeId)> = Vec::new();
        for node in root.descendants() {
            let Some(element) = node.value().as_element() else { continue };
            if element.name() == "li"
                && let Some(id) = element.attr("id")
            {
                named.entry(id).or_insert(node.id());
            }
            let Some(anchor) = element.attr("href").and_then(|href| href.strip_prefix('#')) else { continue };
            if element.name() != "a" {
                continue;
            }
            if let Some(label) = anchor.strip_prefix("ftnt_ref") {
                notes.texts.insert(note_block(node).id(), label.to_owned());
                notes.dropped.insert(node.id());
            } else if let Some(label) = anchor.strip_prefix("ftnt") {
                notes.references.insert(node.id(), label.to_owned());
            } else if let Some(label) = anchor.strip_prefix("cmnt_ref") {
                if let Some(index) = notes.comment(node) {
                    commented.entry(label).or_insert(index);
                }
            } else if let Some(label) = anchor.strip_prefix("cmnt") {
                notes.dropped.insert(node.id());
                marks.push((label, node.id()));
            } else if is_backlink(element) {
                notes.dropped.insert(node.id());
            } else if is_reference(element) {
                let label = label_of(node, wanted.len() + 1);
                notes.references.insert(node.id(), label);
                wanted.push((anchor, node.id()));
            }
        }
        notes.resolve(&named, wanted);
        let marks = marks.into_iter().filter_map(|(label, mark)| Some((mark, *commented.get(label)?)));
        notes.comment_marks = marks.collect();
        notes
    }

    /// Takes the comment that begins with a link back to the text.
    fn comment(&mut self, link: NodeRef<'_, Node>) -> Option<usize> {
        let block = note_block(link);
        // With two links in one block, they are one comment.
        if !self.dropped.insert(block.id()) {
            return None;
        }
        let text = comment_text(block, link.id(), self.comments.room());
        self.comments.add(Comment::new(None, &text))
    }

    /// Finds the texts of references by their ids; a reference without a text stays a link.
    fn resolve(&mut self, named: &HashMap<&str, NodeId>, wanted: Vec<(&str, NodeId)>) {
        for (anchor, reference) in wanted {
            match (named.get(anchor), self.references.get(&reference)) {
                (Some(text), Some(label)) => {
                    let label = self.texts.entry(*text).or_insert_with(|| label.clone()).clone();
                    self.references.insert(reference, label);
                }
                _ => {
                    self.references.remove(&reference);
                }
            }
        }
    }

    /// Whether an element holds nothing but notes: the list around footnotes, the rule above them.
    pub(super) fn is_frame(&self, node: NodeRef<'_, Node>) -> bool {
        let name = node.value().as_element().map(Element::name);
        let neighbor = match name {
            Some("ol" | "ul") => node.children().find(|child| child.value().is_element()),
            Some("hr") => node.next_siblings().find(|next| next.value().is_element()),
            _ => None,
        };
        let is_note =
            |node: NodeRef<'_, Node>| self.texts.contains_key(&node.id()) || self.dropped.contains(&node.id());
        neighbor.is_some_and(|neighbor| {
            let inside =
                (name == Some("hr")).then(|| neighbor.children().find(|child| child.value().is_element())).flatten();
            is_note(neighbor) || inside.is_some_and(is_note)
        })
    }
}

/// The block that a link at the beginning of a note stands for: its `div` if the note's paragraph opens it.
fn note_block(link: NodeRef<'_, Node>) -> NodeRef<'_, Node> {
    let is = |node: &NodeRef<'_, Node>, names: &[&str]| {
        node.value().as_element().is_some_and(|element| names.contains(&element.name()))
    };
    let Some(paragraph) = link.ancestors().take(4).find(|node| is(node, &["p", "li"])) else { return link };
    let first = paragraph.prev_siblings().all(|before| !before.value().is_element());
    paragraph.parent().filter(|parent| first && is(parent, &["div"])).unwrap_or(paragraph)
}

/// The text of a comment without the link back, each paragraph a line. No longer text is collected than there is room for.
fn comment_text(block: NodeRef<'_, Node>, link: NodeId, room: usize) -> String {
    let (mut text, mut size) = (String::new(), 0_usize);
    for node in block.descendants() {
        match node.value() {
            Node::Element(element) if matches!(element.name(), "p" | "br" | "div" | "li") => text.push('\n'),
            Node::Text(inside) if node.parent().is_none_or(|parent| parent.id() != link) => {
                size += inside.split_whitespace().map(str::len).sum::<usize>();
                text.extend(inside.chars().map(|c| if c == '\n' { ' ' } else { c }));
            }
            _ => {}
        }
        if size > room {
            break;
        }
    }
    text
}

fn has_role(element: &Element, role: &str) -> bool {
    element.attr("role").unwrap_or_default().split_ascii_whitespace().any(|own| own == role)
}

fn is_reference(element: &Element) -> bool {
    has_role(element, "doc-noteref")
        || has_class(element, "footnote-ref")
        || element.attr("data-footnote-ref").is_some()
}

fn is_backlink(element: &Element) -> bool {
    has_role(element, "doc-backlink")
        || has_class(element, "footnote-back")
        || has_class(element, "footnote-backref")
        || element.attr("data-footnote-backref").is_some()
}

/// The text of a reference without its brackets, or its number if there is no short text.
fn label_of(node: NodeRef<'_, Node>, number: usize) -> String {
    let text: String = node.descendants().filter_map(|inside| inside.value().as_text()).map(|text| &**text).collect();
    let label = text.trim().trim_start_matches('[').trim_end_matches(']').trim();
    if label.is_empty() || label.len() > 32 { number.to_string() } else { label.to_owned() }
}
