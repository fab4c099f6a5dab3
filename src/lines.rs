//! Lines to blocks: bullets, numbers, and where a paragraph wraps.
//!
//! Plain text has no marks of structure but its lines; and a Markdown paragraph often holds lines that its author meant as lines.
//! Both go through here: lines in, paragraphs and nested lists out.

pub use crate::document::split::{split_all, split_at, without_prefix};
use crate::document::{At, Block, BlockKind, Break, BreakKind, Inline, Item, List, MAX_DEPTH, plain_text};

/// One line of text.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Columns of white space before its text; a tab moves to the next multiple of 4.
    pub indent: usize,
    /// Its text.
    pub text: Vec<Inline>,
    /// Where it stands.
    pub at: At,
}

/// The mark that makes a line an item of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marker {
    /// The number of a numbered item; `None` for a bullet.
    pub number: Option<u64>,
    /// State of a check box behind the mark.
    pub checked: Option<bool>,
    /// Bytes of mark and blanks before the item's text.
    pub width: usize,
}

/// How a line end inside a paragraph reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineEnd {
    /// The sentence goes on: the line was wrapped.
    ReadsOn,
    /// The author began a new line.
    Meant,
}

const BULLETS: &[char] =
    &['•', '●', '○', '■', '▪', '◦', '‣', '∙', '·', '➢', '➤', '❖', '✓', '✔', '☐', '☑', '☒', '\u{f0b7}'];

impl Marker {
    /// The mark at the head of a text, if there is one.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let first = text.chars().next()?;
        if first.is_ascii_alphabetic() {
            return None;
        }
        let width = first.len_utf8();
        let (number, width) = if BULLETS.contains(&first) {
            let blanks = blanks_after(text, width);
            let checked = match first {
                '☐' => Some(false),
                '☑' | '☒' => Some(true),
                _ => None,
            };
            return Some(Self { number: None, checked, width: width + blanks })
                .filter(|marker| marker.width < text.len());
        } else if matches!(first, '-' | '*' | '+' | '–' | '—') {
            (None, width)
        } else {
            let digits = text.bytes().take_while(u8::is_ascii_digit).count();
            let closed = matches!(text.as_bytes().get(digits), Some(b'.' | b')'));
            if !(1..=3).contains(&digits) || !closed {
                return None;
            }
            (text[..digits].parse().ok(), digits + 1)
        };
        let blanks = blanks_after(text, width);
        if blanks == 0 || width + blanks >= text.len() {
            return None;
        }
        let (checked, boxed) = check_box(&text[width + blanks..]);
        Some(Self { number, checked, width: width + blanks + boxed })
    }
}

fn blanks_after(text: &str, offset: usize) -> usize {
    text[offset..].chars().take_while(|c| matches!(c, ' ' | '\t' | '\u{a0}')).map(char::len_utf8).sum()
}

/// The bytes of a letter or Roman number that counts a line, with the blanks behind it: `a) `, `B. `, `iv. `; 0 where there is none.
#[must_use]
pub fn enumerator(text: &str) -> usize {
    let start = text.len() - text.trim_start().len();
    let rest = &text[start..];
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let roman = letters <= 4 && rest.bytes().take(letters).all(|byte| b"ivxIVX".contains(&byte));
    let closed = matches!(rest.as_bytes().get(letters), Some(b'.' | b')'));
    if letters == 0 || !closed || !(letters == 1 || roman) {
        return 0;
    }
    match blanks_after(rest, letters + 1) {
        0 => 0,
        blanks => start + letters + 1 + blanks,
    }
}

/// The state of `[ ]` or `[x]` and its width with the blanks behind it.
fn check_box(text: &str) -> (Option<bool>, usize) {
    let checked = match text.get(..3) {
        Some("[ ]") => false,
        Some("[x]" | "[X]") => true,
        _ => return (None, 0),
    };
    match blanks_after(text, 3) {
        0 => (None, 0),
        blanks => (Some(checked), 3 + blanks),
    }
}

/// What the lines of a paragraph look like together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// Characters of the longest line.
    pub widest: usize,
    /// Whether some line goes on in lower case from one that did not end.
    pub wraps: bool,
}

impl Shape {
    /// The shape of these lines, without their line ends.
    #[must_use]
    pub fn of(lines: &[&str]) -> Self {
        let widest = lines.iter().map(|line| line.trim().chars().count()).max().unwrap_or(0);
        let wraps = lines.windows(2).any(|pair| goes_on(pair[0], pair[1]));
        Self { widest, wraps }
    }
}

/// Whether a line goes on in lower case from one that did not end.
fn goes_on(line: &str, next: &str) -> bool {
    next.trim_start().starts_with(char::is_lowercase) && !ended(line)
}

fn ended(line: &str) -> bool {
    line.trim_end().ends_with(['.', '!', '?', ':', ';'])
}

/// Words and marks at which no sentence ends.
fn hangs(line: &str) -> bool {
    const HANGING: &[&str] = &[
        "the", "a", "an", "of", "and", "or", "to", "in", "on", "for", "with", "by", "from", "at", "our", "its", "as",
        "that", "was", "were", "is",
    ];
    let line = line.trim_end();
    line.ends_with(',') || line.rsplit(' ').next().is_some_and(|word| HANGING.contains(&word))
}

/// Whether the line end between two lines of a paragraph was meant.
///
/// A line was wrapped when the next line goes on in lower case, when it ends in a word that ends no sentence, or when, in a paragraph
/// that wraps elsewhere, the next word would not have fitted into its width. Nobody wraps by hand beyond 110 columns.
#[must_use]
pub fn line_end(line: &str, next: &str, shape: Shape) -> LineEnd {
    const NARROWEST: usize = 45;
    const WIDEST: usize = 110;
    let widest = shape.widest;
    let length = line.trim_end().chars().count();
    let Some(first) = next.trim_start().chars().next() else { return LineEnd::Meant };
    if goes_on(line, next) {
        return LineEnd::ReadsOn;
    }
    if hangs(line) && length >= NARROWEST {
        return LineEnd::ReadsOn;
    }
    if !shape.wraps || !(NARROWEST..=WIDEST).contains(&length) || widest > WIDEST {
        return LineEnd::Meant;
    }
    let word = next.split_whitespace().next().map_or(0, |word| word.chars().count());
    let fitted = length + 1 + word <= widest.saturating_sub(2);
    if fitted || (ended(line) && !first.is_lowercase()) { LineEnd::Meant } else { LineEnd::ReadsOn }
}

/// Blocks from the lines between two blank lines.
///
/// Lines with a marker become items, nested by their indent; a line behind an item that has no marker goes on with that item
/// when it is indented or reads on, and ends the list otherwise.
#[must_use]
pub fn blocks_from_lines(lines: Vec<Line>) -> Vec<Block> {
    let plains: Vec<String> = lines.iter().map(|line| plain_text(&line.text)).collect();
    let shape = Shape::of(&plains.iter().map(String::as_str).collect::<Vec<_>>());
    let mut assembler = Assembler::default();
    for line in lines {
        assembler.line(line, shape);
    }
    assembler.finish()
}

/// A list that is being read, with the column of its marks.
struct Open {
    indent: usize,
    list: List,
    at: At,
}

#[derive(Default)]
struct Assembler {
    done: Vec<Block>,
    open: Vec<Open>,
    /// The paragraph before any list, still growing.
    paragraph: Option<(Vec<Inline>, At, String)>,
}

impl Assembler {
    fn line(&mut self, line: Line, shape: Shape) {
        let plain = plain_text(&line.text);
        match Marker::of(&plain) {
            Some(marker) => {
                self.close_paragraph();
                self.item(marker, line);
            }
            None if self.open.is_empty() => self.text(line, &plain, shape),
            None => self.after_item(line, &plain, shape),
        }
    }

    fn item(&mut self, marker: Marker, line: Line) {
        while self.open.len() > 1 && self.open.last().is_some_and(|open| line.indent < open.indent) {
            self.close_list();
        }
        let ordered = marker.number.is_some();
        let deeper =
            self.open.last().is_some_and(|open| line.indent > open.indent + 1) && self.open.len() < MAX_DEPTH / 4;
        let other_kind = self.open.last().is_some_and(|open| open.list.start.is_some() != ordered);
        if other_kind && !deeper {
            self.close_list();
        }
        if deeper || other_kind || self.open.is_empty() {
            let list = List { start: marker.number, items: Vec::new() };
            self.open.push(Open { indent: line.indent, list, at: line.at });
        }
        let blocks = vec![Block::paragraph(without_prefix(line.text, marker.width), line.at)];
        if let Some(open) = self.open.last_mut() {
            open.at = open.at.to(line.at);
            open.list.items.push(Item { checked: marker.checked, blocks, at: line.at });
        }
    }

    /// A line without a marker below an item.
    fn after_item(&mut self, line: Line, plain: &str, shape: Shape) {
        let Some(open) = self.open.last_mut() else { return };
        let Some(item) = open.list.items.last_mut() else { return };
        let Some(Block { kind: BlockKind::Paragraph(text), at }) = item.blocks.last_mut() else { return };
        let last = last_line(text);
        if line_end(&last, plain, shape) == LineEnd::ReadsOn {
            text.push(line_break(BreakKind::Soft, line.at));
            text.extend(line.text);
            *at = at.to(line.at);
            item.at = item.at.to(line.at);
            open.at = open.at.to(line.at);
        } else if line.indent > open.indent + 1 {
            item.blocks.push(Block::paragraph(line.text, line.at));
            item.at = item.at.to(line.at);
            open.at = open.at.to(line.at);
        } else {
            self.close_lists();
            self.text(line, plain, shape);
        }
    }

    fn text(&mut self, line: Line, plain: &str, shape: Shape) {
        let Some((text, at, last)) = &mut self.paragraph else {
            self.paragraph = Some((line.text, line.at, plain.to_owned()));
            return;
        };
        let kind = match line_end(last, plain, shape) {
            LineEnd::ReadsOn => BreakKind::Soft,
            LineEnd::Meant => BreakKind::Hard,
        };
        text.push(line_break(kind, line.at));
        text.extend(line.text);
        *at = at.to(line.at);
        plain.clone_into(last);
    }

    fn close_paragraph(&mut self) {
        if let Some((text, at, _)) = self.paragraph.take() {
            self.done.push(Block::paragraph(text, at));
        }
    }

    fn close_list(&mut self) {
        let Some(Open { list, at, .. }) = self.open.pop() else { return };
        let block = Block { kind: BlockKind::List(list), at };
        match self.open.last_mut().and_then(|open| open.list.items.last_mut().map(|item| (&mut open.at, item))) {
            Some((outer, item)) => {
                *outer = outer.to(at);
                item.at = item.at.to(at);
                item.blocks.push(block);
            }
            None => self.done.push(block),
        }
    }

    fn close_lists(&mut self) {
        while !self.open.is_empty() {
            self.close_list();
        }
    }

    fn finish(mut self) -> Vec<Block> {
        self.close_lists();
        self.close_paragraph();
        self.done
    }
}

/// The plain text behind the last line end.
fn last_line(text: &[Inline]) -> String {
    let start = text.iter().rposition(|inline| matches!(inline, Inline::Break(_))).map_or(0, |end| end + 1);
    plain_text(&text[start..])
}

fn line_break(kind: BreakKind, at: At) -> Inline {
    Inline::Break(Break { kind, line: (at.unit == crate::document::Unit::Line).then_some(at.start) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, dump};

    fn tree(text: &str) -> String {
        let lines = text.lines().zip(1..).map(|(line, number)| Line {
            indent: line.len() - line.trim_start().len(),
            text: vec![Inline::text(line.trim())],
            at: At::lines(number, number),
        });
        dump(&Document { blocks: blocks_from_lines(lines.collect()), ..Document::default() })
    }

    #[test]
    fn items_nest_by_their_indent() {
        let want = "list [1-4] bullets\n  item\n    paragraph [1] \"one\"\n    list [2-3] bullets\n      item\n        \
                    paragraph [2] \"two\"\n      item\n        paragraph [3] \"three\"\n  item\n    paragraph [4] \"four\"\n";
        assert_eq!(tree("- one\n  - two\n  - three\n- four"), want);
    }

    #[test]
    fn a_plain_line_ends_a_list_unless_it_reads_on() {
        assert_eq!(
            tree("* first item that goes\non here\n* second.\nPlain text."),
            "list [1-3] bullets\n  item\n    paragraph [1-2] \"first item that goes\" / \"on here\"\n  item\n    \
             paragraph [3] \"second.\"\nparagraph [4] \"Plain text.\"\n"
        );
    }

    #[test]
    fn lines_that_were_meant_stay_lines() {
        assert_eq!(
            tree("Start: 14:30 UTC\nEnd: 16:00 UTC"),
            "paragraph [1-2] \"Start: 14:30 UTC\" // \"End: 16:00 UTC\"\n"
        );
        let wrapped =
            "My Ubuntu software being hosted on a workstation suddenly freezes, without any\nresponse from the system.";
        assert!(tree(wrapped).contains(" / "), "{}", tree(wrapped));
    }

    #[test]
    fn letters_and_roman_numbers_count_lines() {
        assert_eq!(["a) x", "B. Timeline", "iv. x", "Mr. x", "a.b", "e.g. x"].map(enumerator), [3, 3, 4, 0, 0, 0]);
    }

    #[test]
    fn markers_are_bullets_numbers_and_boxes() {
        let marker = |text| Marker::of(text).map(|m| (m.number, m.checked, m.width));
        assert_eq!(marker("- a"), Some((None, None, 2)));
        assert_eq!(marker("12) a"), Some((Some(12), None, 4)));
        assert_eq!(marker("•\ta"), Some((None, None, 4)));
        assert_eq!(marker("* [x] a"), Some((None, Some(true), 6)));
        assert_eq!(marker("2023. It was"), None);
        assert_eq!(marker("**bold**"), None);
        assert_eq!(marker("-5 degrees"), None);
        assert_eq!(marker("10.12:30 PM"), None);
    }
}
