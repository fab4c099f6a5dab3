//! Comments: who wrote them, what they say, and where they stand.

use super::reader::Reader;
use crate::document::Comment;
use crate::read::office::xml::{Event, PartError, Space, Xml};

impl Reader<'_> {
    /// Reads the `office:annotation` opened last.
    pub(super) fn comment(&mut self, name: Option<String>, xml: &mut Xml<'_>) -> Result<(), PartError> {
        let comment = read(xml)?;
        if let Some(index) = self.comments.add(comment) {
            self.comments.stands_at(index, self.at(self.number));
            if let Some(name) = name {
                self.named_comments.entry(name).or_insert(index);
            }
        }
        Ok(())
    }

    /// What the comment of this name is about goes on to here.
    pub(super) fn end_comment(&mut self, name: Option<String>) {
        let index = name.and_then(|name| self.named_comments.get(&name).copied());
        if let Some(index) = index {
            self.comments.stands_at(index, self.at(self.number));
        }
    }
}

fn read(xml: &mut Xml<'_>) -> Result<Comment, PartError> {
    let (mut author, mut text) = (None, String::new());
    let mut depth = 0_u32;
    loop {
        match xml.next()? {
            Event::Open(element) => match (element.space, element.local()) {
                (Space::Dublin, "creator") => author = Some(xml.characters()?),
                (Space::Text, local) => {
                    match local {
                        "p" | "h" | "line-break" => text.push('\n'),
                        "s" | "tab" => text.push(' '),
                        _ => {}
                    }
                    depth = depth.saturating_add(1);
                }
                (Space::Office | Space::Draw, _) => depth = depth.saturating_add(1),
                // The date, the initials of the author, and what is no text.
                _ => xml.skip()?,
            },
            Event::Close if depth == 0 => return Ok(Comment::new(author.as_deref(), &text)),
            Event::Close => depth -= 1,
            Event::Text(more) => text.extend(more.chars().map(|c| if c == '\n' { ' ' } else { c })),
            Event::Nothing => {}
        }
    }
}
