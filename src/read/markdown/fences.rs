//! Fences that hold no code: a whole write-up between them, or everything behind one that nobody closed.
//!
//! A fence without a partner makes code of the rest of the document (CommonMark 4.5), and a text copied from a chat often stands
//! between two. Such fences are blanked out, so that offsets and lines stay what they were. Their text tells what it is: two lines
//! or more in it are headings of sections.

use std::borrow::Cow;
use std::ops::Range;

use crate::postmortem::{Fit, Topic, topic_of};

/// The text without fences that hold no code.
pub(super) fn without_false_fences(text: &str) -> Cow<'_, str> {
    let false_lines: Vec<Range<usize>> = fenced(text)
        .into_iter()
        .filter(|block| is_write_up(text, block))
        .flat_map(|block| std::iter::once(block.open).chain(block.close))
        .collect();
    if false_lines.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut end = 0;
    for line in false_lines {
        out.push_str(&text[end..line.start]);
        out.extend(std::iter::repeat_n(' ', line.len()));
        end = line.end;
    }
    out.push_str(&text[end..]);
    Cow::Owned(out)
}

/// Text between two fences, or behind the last one.
struct Fenced {
    /// The line that opens it, without its line end.
    open: Range<usize>,
    /// What stands inside.
    inside: Range<usize>,
    /// The line that closes it.
    close: Option<Range<usize>>,
}

fn fenced(text: &str) -> Vec<Fenced> {
    let mut out: Vec<Fenced> = Vec::new();
    let mut open: Option<(char, usize)> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end_matches('\n');
        let range = start..start + bare.len();
        start += line.len();
        match (fence(bare), open) {
            (Some((mark, length, info)), None) if mark == '~' || !info.contains('`') => {
                open = Some((mark, length));
                out.push(Fenced { open: range, inside: start..text.len(), close: None });
            }
            (Some((mark, length, "")), Some((opened, least))) if mark == opened && length >= least => {
                open = None;
                if let Some(last) = out.last_mut() {
                    last.inside.end = range.start;
                    last.close = Some(range);
                }
            }
            _ => {}
        }
    }
    out
}

/// The mark of a line that is a fence, its length, and what stands behind it.
fn fence(line: &str) -> Option<(char, usize, &str)> {
    let trimmed = line.trim_start_matches(' ');
    let mark = trimmed.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let length = trimmed.chars().take_while(|c| *c == mark).count();
    (length >= 3 && line.len() - trimmed.len() <= 3).then(|| (mark, length, trimmed[length..].trim()))
}

/// Whether two lines or more are headings of sections.
fn is_write_up(text: &str, block: &Fenced) -> bool {
    let headings = text[block.inside.clone()].lines().filter(|line| names_section(line));
    headings.take(2).count() == 2
}

fn names_section(line: &str) -> bool {
    const LONGEST: usize = 80;
    let line = line.trim();
    let marked = line.starts_with(['#', '*']) || line.ends_with(':');
    let named = || {
        matches!(
            topic_of(line),
            Some((
                Topic::Summary | Topic::Timeline | Topic::CauseAndResolution | Topic::Cause | Topic::Measures,
                Fit::Whole
            ))
        )
    };
    marked && line.len() <= LONGEST && named()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_write_up_between_fences_is_text() {
        let text = "```markdown\n# Issue Summary\na\n## Timeline\nb\n```\n";
        let want = format!("{}\n# Issue Summary\na\n## Timeline\nb\n   \n", " ".repeat(11));
        assert_eq!(without_false_fences(text), want);
    }

    #[test]
    fn a_fence_that_nobody_closed_holds_no_headings_of_code() {
        let text = "## Timeline\n```\nls\n## Root cause\nc\n## Corrective measures\nd\n";
        assert!(!without_false_fences(text).contains('`'));
        let code = "## Timeline\n```sh\n# restart\nservice nginx restart\n";
        assert_eq!(without_false_fences(code), code);
    }
}
