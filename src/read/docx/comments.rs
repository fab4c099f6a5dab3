//! Comments: who wrote them, what they say, and which part of the text they are about.

use std::collections::HashMap;

use super::story::{Container, Story};
use crate::document::Comment;
use crate::notice::Notices;
use crate::read::comments::Comments;
use crate::read::office::xml::{Element, Event, PartError, Space, Xml};

/// What the text says of a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CommentMark {
    /// What it is about begins here.
    Start,
    /// What it is about ends here.
    End,
    /// Its sign stands here.
    Reference,
}

/// The comments of the document.
#[derive(Debug, Default)]
pub(super) struct Commented {
    comments: Comments,
    by_id: HashMap<String, usize>,
}

impl Commented {
    /// Reads the part that holds the comments.
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Self, PartError> {
        let mut read = Self::default();
        while let Some(event) = xml.next_or_end()? {
            let Event::Open(element) = event else { continue };
            if element.is_word("comment") {
                let id = element.get("id").map(Into::into);
                let author = element.get("author").map(String::from);
                let text = text(xml)?;
                read.add(id, Comment::new(author.as_deref(), &text));
            }
        }
        Ok(read)
    }

    fn add(&mut self, id: Option<String>, comment: Comment) {
        if let (Some(index), Some(id)) = (self.comments.add(comment), id) {
            self.by_id.entry(id).or_insert(index);
        }
    }

    /// What is kept of them.
    pub(super) fn finish(self, notices: &mut Notices) -> Vec<Comment> {
        self.comments.finish(notices)
    }
}

impl Story<'_, '_> {
    /// A mark of a comment in the text. One between paragraphs that begins a range stands for the next paragraph.
    pub(super) fn comment_mark(&mut self, mark: CommentMark, id: &str, number: u32, here: &Container) {
        let next = mark == CommentMark::Start && here.open.is_none();
        let at = self.at(if next { number.saturating_add(1) } else { number });
        let Commented { comments, by_id } = &mut self.shared.comments;
        if let Some(index) = by_id.get(id) {
            comments.stands_at(*index, at);
        }
    }
}

/// What an element of a comment means.
enum Part {
    Text,
    Line,
    Blank,
    Skip,
    Enter,
}

fn part(element: &Element<'_>) -> Part {
    match (element.space, element.local()) {
        (Space::Word, "t") => Part::Text,
        (Space::Word, "p" | "br" | "cr") => Part::Line,
        (Space::Word, "tab") => Part::Blank,
        // Deleted text, and the older of two renderings.
        (Space::Word, "del" | "moveFrom") | (Space::Compatibility, "Fallback") => Part::Skip,
        _ => Part::Enter,
    }
}

/// The text of the `w:comment` opened last, each paragraph a line.
fn text(xml: &mut Xml<'_>) -> Result<String, PartError> {
    let mut text = String::new();
    let mut depth = 0_u32;
    loop {
        let part = match xml.next()? {
            Event::Open(element) => part(&element),
            Event::Close if depth == 0 => return Ok(text),
            Event::Close => {
                depth -= 1;
                continue;
            }
            Event::Text(_) | Event::Nothing => continue,
        };
        match part {
            Part::Text => {
                text.push_str(&xml.characters()?);
                continue;
            }
            Part::Skip => {
                xml.skip()?;
                continue;
            }
            Part::Line => text.push('\n'),
            Part::Blank => text.push(' '),
            Part::Enter => {}
        }
        depth = depth.saturating_add(1);
    }
}
