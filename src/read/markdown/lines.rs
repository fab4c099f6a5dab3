//! Byte offsets to physical lines.

use std::ops::Range;

use crate::document::At;

/// Where the lines of a text begin.
pub(super) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// The lines of `text`, in which every line ends in `\n`.
    pub(super) fn of(text: &'a str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(end, _)| end + 1)).collect();
        Self { text, starts }
    }

    /// The text of a range; empty where the range does not fit.
    pub(super) fn slice(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or_default()
    }

    /// The line (1-based) on which a byte stands.
    pub(super) fn line(&self, offset: usize) -> u32 {
        let line = self.starts.partition_point(|start| *start <= offset);
        u32::try_from(line.max(1)).unwrap_or(u32::MAX)
    }

    /// The lines of a range of bytes, white space at its ends left out.
    pub(super) fn at(&self, range: &Range<usize>) -> At {
        let text = self.slice(range.clone());
        let start = range.start + (text.len() - text.trim_start().len());
        let end = range.start + text.trim_end().len();
        if text.trim().is_empty() {
            return At::lines(self.line(range.start), self.line(range.start));
        }
        At::lines(self.line(start), self.line(end.saturating_sub(1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_found_on_their_lines() {
        let lines = Lines::of("one\n\ntwo\nthree\n");
        assert_eq!([0, 3, 4, 5, 9, 14].map(|offset| lines.line(offset)), [1, 1, 2, 3, 4, 4]);
        assert_eq!(lines.at(&(4..9)), At::lines(3, 3));
        assert_eq!(lines.at(&(0..15)), At::lines(1, 4));
        assert_eq!(lines.at(&(4..4)), At::lines(2, 2));
        assert_eq!(lines.at(&(90..99)), At::lines(5, 5));
    }
}
