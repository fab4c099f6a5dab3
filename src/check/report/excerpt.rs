//! The source line that a finding is about, with carets below what is at fault.

use std::ops::Range;

use crate::document::{At, Unit};
use crate::postmortem::time::clocks;
use crate::visible::visible;

/// Most characters of a source line that are shown.
const WIDEST: usize = 96;
/// Characters that are shown behind what is at fault, where the line is cut.
const LEAD: usize = 32;

/// A line as it is shown, and what stands below it.
pub(super) struct Excerpt {
    /// The line's number.
    pub(super) number: u32,
    /// Its text, cut to what fits.
    pub(super) line: String,
    /// Blanks and carets.
    pub(super) below: (String, String),
}

/// The columns of what is at fault in a line, from 1, the end beyond the last one.
pub(super) struct Columns {
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The excerpt for a message at a position; `None` where its line is not known.
pub(super) fn excerpt(at: At, message: &str, lines: &[&str]) -> Option<Excerpt> {
    let (number, line, range) = fault(at, message, lines)?;
    let all = range.clone().unwrap_or_else(|| trimmed(line));
    let (shown, range) = cut(line, &all);
    let below = (" ".repeat(width(&shown[..range.start])), "^".repeat(width(&shown[range]).max(1)));
    Some(Excerpt { number, line: shown, below })
}

/// The columns of what a message quotes, where a line holds it.
pub(super) fn columns(at: At, message: &str, lines: &[&str]) -> Option<(u32, Columns)> {
    let (number, line, range) = fault(at, message, lines).filter(|_| at.unit == Unit::Line)?;
    let range = range?;
    let column = |bytes: usize| line[..bytes].chars().count() + 1;
    Some((number, Columns { start: column(range.start), end: column(range.end) }))
}

/// The line that a message is about and the bytes of what it quotes: the first line of the position that holds it, else the first line.
fn fault<'a>(at: At, message: &str, lines: &[&'a str]) -> Option<(u32, &'a str, Option<Range<usize>>)> {
    let line_of = |number: u32| lines.get(usize::try_from(number).ok()?.checked_sub(1)?).copied();
    let first = line_of(at.start)?;
    let quoted = message.split('`').nth(1).filter(|quoted| !quoted.is_empty());
    let held = quoted.and_then(|quoted| {
        (at.start..=at.end).find_map(|number| {
            let line = line_of(number)?;
            Some((number, line, Some(place_of(line, quoted)?)))
        })
    });
    held.or(Some((at.start, first, None)))
}

/// The bytes of a line that say what is quoted: the same words, or a clock time that reads so.
fn place_of(line: &str, quoted: &str) -> Option<Range<usize>> {
    if let Some(start) = line.find(quoted) {
        return Some(start..start + quoted.len());
    }
    let clock = clocks(line).into_iter().find(|clock| clock.to_string() == quoted)?;
    let text = &line[clock.range.clone()];
    let start = clock.range.start + (text.len() - text.trim_start().len());
    Some(start..start + text.trim().len())
}

/// All of a line but the blanks around it.
fn trimmed(line: &str) -> Range<usize> {
    let start = line.len() - line.trim_start().len();
    start..line.trim_end().len().max(start)
}

/// A line cut to what fits, without control characters, and where the range stands in it.
fn cut(line: &str, range: &Range<usize>) -> (String, Range<usize>) {
    // As much of the head goes as what is at fault, and a little behind it, need to be seen.
    let count = |text: &str| text.chars().count();
    let (before, marked) = (count(&line[..range.start]), count(&line[range.clone()]));
    let behind = count(line[range.end..].trim_end()).min(LEAD);
    let skipped = (before + marked + behind).saturating_sub(WIDEST).min(before);
    let head: String = if skipped > 0 { "…".to_owned() } else { String::new() };
    let lead: String = visible(&line[..range.start]).chars().skip(skipped).collect();
    let room = WIDEST.saturating_sub(lead.chars().count());
    let marked: String = visible(&line[range.clone()]).chars().take(room).collect();
    let rest = visible(line[range.end..].trim_end());
    let room = room.saturating_sub(marked.chars().count());
    let behind: String = rest.chars().take(room).collect();
    let is_cut = marked.chars().count() < line[range.clone()].chars().count() || behind.len() < rest.len();
    let start = head.len() + lead.len();
    let end = start + marked.len();
    let tail = if is_cut { "…" } else { "" };
    (format!("{head}{lead}{marked}{behind}{tail}"), start..end)
}

/// Columns that a text takes on a terminal: two for a wide letter or a picture, none for a mark above another letter.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(columns_of).sum()
}

fn columns_of(c: char) -> usize {
    match u32::from(c) {
        0x300..=0x36f | 0x200b..=0x200f | 0xfe00..=0xfe0f => 0,
        0x1100..=0x115f
        | 0x2e80..=0xa4cf
        | 0xac00..=0xd7a3
        | 0xf900..=0xfaff
        | 0xfe30..=0xfe6f
        | 0xff00..=0xff60
        | 0x1f300..=0x1faff
        | 0x20000..=0x3fffd => 2,
        _ => 1,
    }
}

/// The first characters of the first line, without control characters.
pub(super) fn shortened(text: &str, most: usize) -> String {
    let line = visible(text.lines().next().unwrap_or_default().trim_end());
    if line.chars().count() <= most { line } else { line.chars().take(most.saturating_sub(1)).chain(['…']).collect() }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn carets_stand_below_what_is_quoted() {
        for (line, message, under) in [
            ("- 2:35 PM - Back", "`14:35` comes after `14:40`", "2:35 PM"),
            ("on 03/05/2024 at noon", "`03/05/2024` may be read both ways", "03/05/2024"),
            ("  all of it  ", "no end is given", "all of it"),
        ] {
            let found = excerpt(At::lines(1, 1), message, &[line]).unwrap();
            let (blanks, carets) = found.below;
            assert_eq!(&found.line[blanks.len()..blanks.len() + carets.len()], under);
        }
    }

    #[test]
    fn long_lines_are_cut_around_what_is_quoted() {
        let line = format!("{}TBD{}", "é ".repeat(200), " x".repeat(200));
        let found = excerpt(At::lines(1, 1), "`TBD` was not filled in", &[&line]).unwrap();
        assert!(found.line.chars().count() <= WIDEST + 2, "{}", found.line);
        let start = found.below.0.len();
        let under: String = found.line.chars().skip(start).take(3).collect();
        assert_eq!(under, "TBD");
    }

    #[test]
    fn wide_letters_take_two_columns() {
        assert_eq!((width("ab"), width("日本"), width("e\u{301}"), width("🔥!")), (2, 4, 1, 3));
    }
}
