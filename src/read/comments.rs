//! Reviewers' comments, as far as they are kept.

use crate::document::{At, Comment};
use crate::notice::{Notice, Notices};

/// Most comments that are kept; a document under review has dozens.
const MAX_COMMENTS: usize = 2_000;
/// Most bytes of names and texts of all comments together: more than any write-up has in its own text.
const MAX_TEXT: usize = 1_000_000;

/// The comments of a document.
#[derive(Debug, Default)]
pub(super) struct Comments {
    kept: Vec<Comment>,
    /// Bytes of what is kept.
    text: usize,
    /// Those that are not kept included.
    count: usize,
}

impl Comments {
    /// Adds a comment; its index if there is room for it.
    pub(super) fn add(&mut self, comment: Comment) -> Option<usize> {
        self.count = self.count.saturating_add(1);
        let size = comment.text.len().saturating_add(comment.author.as_ref().map_or(0, String::len));
        if self.kept.len() >= MAX_COMMENTS || size > self.room() {
            return None;
        }
        self.text = self.text.saturating_add(size);
        self.kept.push(comment);
        Some(self.kept.len() - 1)
    }

    /// How long the next comment may be, in bytes.
    pub(super) fn room(&self) -> usize {
        if self.kept.len() < MAX_COMMENTS { MAX_TEXT.saturating_sub(self.text) } else { 0 }
    }

    /// Tells what a comment is about: the part of the text from its first place to its last.
    pub(super) fn stands_at(&mut self, index: usize, at: At) {
        if let Some(comment) = self.kept.get_mut(index) {
            comment.at = Some(comment.at.map_or(at, |known| known.to(at)));
        }
    }

    /// What is kept. The notice counts all of them: whether an output shows them is not known yet.
    pub(super) fn finish(self, notices: &mut Notices) -> Vec<Comment> {
        if self.count > 0 {
            notices.note(Notice::CommentsDropped { count: self.count });
        }
        self.kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(comments: Comments) -> (usize, Vec<crate::notice::Noted>) {
        let mut notices = Notices::default();
        (comments.finish(&mut notices).len(), notices.into_vec())
    }

    #[test]
    fn their_number_is_bounded() {
        let mut comments = Comments::default();
        for _ in 0..MAX_COMMENTS + 3 {
            comments.add(Comment::new(None, "a"));
        }
        let (kept, notices) = kept(comments);
        assert_eq!(kept, MAX_COMMENTS);
        let count = MAX_COMMENTS + 3;
        assert_eq!(notices.first().map(|noted| &noted.notice), Some(&Notice::CommentsDropped { count }));
    }

    #[test]
    fn their_text_is_bounded() {
        let mut comments = Comments::default();
        let long = "x".repeat(MAX_TEXT / 2 - 1);
        let indexes: Vec<_> = (0..3).map(|_| comments.add(Comment::new(Some("Ann"), &long))).collect();
        assert_eq!(indexes, [Some(0), None, None]);
        assert_eq!(comments.add(Comment::new(None, "short")), Some(1));
        assert_eq!(kept(comments).0, 2);
    }

    #[test]
    fn a_comment_stands_from_its_first_place_to_its_last() {
        let mut comments = Comments::default();
        comments.add(Comment::new(Some(" "), " a  b \n\n c"));
        for number in [5, 3, 4] {
            comments.stands_at(0, At::paragraph(number));
        }
        comments.stands_at(7, At::paragraph(9));
        let comment = comments.finish(&mut Notices::default()).pop();
        let at = Some(At::paragraph(3).to(At::paragraph(5)));
        assert_eq!(comment, Some(Comment { author: None, text: "a b\nc".to_owned(), at }));
    }
}
