//! Running text: pieces with their format, collected in a line and then folded into nested inlines.

use super::style::{Format, Raise};
use crate::document::{Image, Inline, Link};

/// Bytes of link targets that one document may hold in all. A link around many paragraphs is repeated in each of them.
const TARGET_BYTES: usize = 16 * 1024 * 1024;

/// A part of a line.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Piece {
    /// Characters that look alike.
    Text(String, Format),
    /// A picture.
    Image(Image, Format),
    /// A reference to a footnote.
    Note(String),
    /// `<br>`
    Break,
}

/// How white space is treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Blanks {
    /// Runs of blanks and line ends are one blank (CSS Text 3, 4.1.1).
    Collapse,
    /// Line ends are breaks and blanks count.
    Preserve,
}

/// The line that is being collected.
#[derive(Debug, Default)]
pub(super) struct Line {
    pieces: Vec<Piece>,
    /// A blank that counts only if more text follows, with its format.
    blank: Option<Format>,
    /// How much was pushed in all, for telling whether anything was.
    pushed: usize,
    /// Whether a monospace element without text was met: an empty line of code in Google's export.
    pub(super) empty_code: bool,
}

impl Line {
    /// Whether nothing that shows was collected.
    pub(super) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Takes what was collected.
    pub(super) fn take(&mut self) -> Vec<Piece> {
        self.blank = None;
        self.empty_code = false;
        std::mem::take(&mut self.pieces)
    }

    /// A number that grows with whatever is pushed.
    pub(super) fn pushed(&self) -> usize {
        self.pushed
    }

    /// Adds characters.
    pub(super) fn push_text(&mut self, text: &str, format: Format, blanks: Blanks) {
        if blanks == Blanks::Preserve {
            self.settle();
            for (index, part) in text.split('\n').enumerate() {
                if index > 0 {
                    self.pieces.push(Piece::Break);
                }
                self.push_str(part, format);
            }
            return;
        }
        let is_blank = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0C');
        if text.starts_with(is_blank) {
            self.push_blank(format);
        }
        for (index, word) in text.split(is_blank).filter(|word| !word.is_empty()).enumerate() {
            if index > 0 {
                self.push_blank(format);
            }
            self.settle();
            self.push_str(word, format);
        }
        if text.ends_with(is_blank) {
            self.push_blank(format);
        }
    }

    /// A blank that is dropped at the beginning and the end of a line.
    pub(super) fn push_blank(&mut self, format: Format) {
        let at_start = matches!(self.pieces.last(), None | Some(Piece::Break));
        let after_blank = matches!(self.pieces.last(), Some(Piece::Text(text, _)) if text.ends_with(' '));
        if self.blank.is_none() && !at_start && !after_blank {
            self.blank = Some(format);
        }
    }

    /// Adds something that is no text.
    pub(super) fn push(&mut self, piece: Piece) {
        if piece == Piece::Break {
            self.blank = None;
        } else {
            self.settle();
        }
        self.pushed += 1;
        self.pieces.push(piece);
    }

    fn settle(&mut self) {
        if let Some(format) = self.blank.take() {
            self.push_str(" ", format);
        }
    }

    fn push_str(&mut self, text: &str, format: Format) {
        if text.is_empty() {
            return;
        }
        self.pushed += 1;
        match self.pieces.last_mut() {
            Some(Piece::Text(last, same)) if *same == format => last.push_str(text),
            _ => self.pieces.push(Piece::Text(text.to_owned(), format)),
        }
    }
}

impl Piece {
    /// Whether it is text of blanks only.
    pub(super) fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text, _) if text.chars().all(char::is_whitespace))
    }

    /// Whether marks around it would show nothing.
    fn is_unmarked(&self) -> bool {
        matches!(self, Self::Break | Self::Note(_)) || self.is_blank()
    }

    fn format(&self) -> Format {
        match self {
            Self::Text(_, format) | Self::Image(_, format) => *format,
            Self::Note(_) | Self::Break => Format::default(),
        }
    }
}

/// Breaks and blanks at both ends taken off.
pub(super) fn trim(mut pieces: Vec<Piece>) -> Vec<Piece> {
    let empty = |piece: &Piece| matches!(piece, Piece::Break) || piece.is_blank();
    let start = pieces.iter().take_while(|piece| empty(piece)).count();
    pieces.drain(..start);
    while pieces.last().is_some_and(empty) {
        pieces.pop();
    }
    if let Some(Piece::Text(text, _)) = pieces.first_mut() {
        *text = text.trim_start().to_owned();
    }
    if let Some(Piece::Text(text, _)) = pieces.last_mut() {
        text.truncate(text.trim_end().len());
    }
    pieces
}

/// The characters of pieces; a break gives `\n`.
pub(super) fn plain(pieces: &[Piece]) -> String {
    let mut out = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(text, _) => out.push_str(text),
            Piece::Image(image, _) => out.push_str(&image.alt),
            Piece::Note(_) => {}
            Piece::Break => out.push('\n'),
        }
    }
    out
}

/// The targets of the document's links.
#[derive(Debug, Default)]
pub(super) struct Links {
    targets: Vec<(String, Option<String>)>,
    written: usize,
    /// How often a target was left out since it had been repeated too often.
    pub(super) lost: usize,
}

/// One mark of a format, outermost first.
#[derive(Clone, Copy)]
enum Mark {
    Link,
    Strong,
    Emphasis,
    Underline,
    Strike,
    Raise,
}

const MARKS: [Mark; 6] = [Mark::Link, Mark::Strong, Mark::Emphasis, Mark::Underline, Mark::Strike, Mark::Raise];

impl Links {
    /// Adds a target and gives the number that formats refer to.
    pub(super) fn add(&mut self, url: String, title: Option<String>) -> usize {
        self.targets.push((url, title));
        self.targets.len() - 1
    }

    /// Where a link leads.
    pub(super) fn url(&self, link: usize) -> Option<&str> {
        self.targets.get(link).map(|(url, _)| url.as_str())
    }

    /// Nested inlines of pieces. A mark spans as many pieces as it can, links outermost and code innermost.
    pub(super) fn fold(&mut self, pieces: &[Piece]) -> Vec<Inline> {
        self.fold_marks(&with_blanks_between(pieces), &MARKS)
    }

    fn fold_marks(&mut self, pieces: &[Piece], marks: &[Mark]) -> Vec<Inline> {
        let Some((mark, inner)) = marks.split_first() else {
            return leaves(pieces);
        };
        let mut out = Vec::new();
        for group in pieces.chunk_by(|a, b| same(*mark, a, b)) {
            let inside = self.fold_marks(group, inner);
            match group.first().filter(|_| !group.iter().all(Piece::is_unmarked)) {
                Some(first) => self.wrap(*mark, first.format(), inside, &mut out),
                None => out.extend(inside),
            }
        }
        out
    }

    fn wrap(&mut self, mark: Mark, format: Format, inside: Vec<Inline>, out: &mut Vec<Inline>) {
        out.push(match mark {
            Mark::Strong if format.strong => Inline::Strong(inside),
            Mark::Emphasis if format.emphasis => Inline::Emphasis(inside),
            // A browser underlines links by itself.
            Mark::Underline if format.underline && format.link.is_none() => Inline::Underline(inside),
            Mark::Strike if format.strike => Inline::Strike(inside),
            Mark::Raise if format.raise == Raise::Up => Inline::Superscript(inside),
            Mark::Raise if format.raise == Raise::Down => Inline::Subscript(inside),
            Mark::Link => match self.target(format.link) {
                Some((url, title)) => Inline::Link(Link { text: inside, url, title }),
                None => return out.extend(inside),
            },
            _ => return out.extend(inside),
        });
    }

    fn target(&mut self, link: Option<usize>) -> Option<(String, Option<String>)> {
        let (url, title) = self.targets.get(link?)?;
        let length = url.len() + title.as_ref().map_or(0, String::len);
        if self.written + length > TARGET_BYTES {
            self.lost += 1;
            return None;
        }
        self.written += length;
        Some((url.clone(), title.clone()))
    }
}

/// The pieces with the blanks at the edges of marks between the marks. `<b>Impact: </b>none` is a strong word, then a
/// blank; a blank keeps only the marks that go on over it.
fn with_blanks_between(pieces: &[Piece]) -> Vec<Piece> {
    let mut out = Vec::with_capacity(pieces.len());
    for (index, piece) in pieces.iter().enumerate() {
        let Piece::Text(text, format) = piece else {
            out.push(piece.clone());
            continue;
        };
        let core = text.trim_matches(' ');
        if core.is_empty() || core.len() == text.len() {
            out.push(piece.clone());
            continue;
        }
        let before = index.checked_sub(1).and_then(|before| pieces.get(before));
        let start = text.len() - text.trim_start_matches(' ').len();
        let end = start + core.len();
        let blank = |range: Option<&str>, neighbor: Option<&Piece>| {
            let shared = neighbor.map_or(*format, |neighbor| shared(*format, neighbor.format()));
            range.filter(|blank| !blank.is_empty()).map(|blank| Piece::Text(blank.to_owned(), shared))
        };
        out.extend(blank(text.get(..start), before));
        out.push(Piece::Text(core.to_owned(), *format));
        out.extend(blank(text.get(end..), pieces.get(index + 1)));
    }
    out
}

/// The marks that go on from one format to another: those outside of the outermost one that differs.
fn shared(a: Format, b: Format) -> Format {
    let mut shared = Format::default();
    for mark in MARKS {
        match mark {
            Mark::Link if a.link == b.link => shared.link = a.link,
            Mark::Strong if a.strong == b.strong => shared.strong = a.strong,
            Mark::Emphasis if a.emphasis == b.emphasis => shared.emphasis = a.emphasis,
            Mark::Underline if a.underline == b.underline => shared.underline = a.underline,
            Mark::Strike if a.strike == b.strike => shared.strike = a.strike,
            Mark::Raise if a.raise == b.raise => shared.raise = a.raise,
            _ => return shared,
        }
    }
    Format { code: a.code && b.code, mono: a.mono && b.mono, ..shared }
}

/// Whether a mark of the first piece goes on over the second. A break belongs to what stands before and after it.
fn same(mark: Mark, a: &Piece, b: &Piece) -> bool {
    if matches!(a, Piece::Break | Piece::Note(_)) != matches!(b, Piece::Break | Piece::Note(_)) {
        return false;
    }
    let (a, b) = (a.format(), b.format());
    match mark {
        Mark::Link => a.link == b.link,
        Mark::Strong => a.strong == b.strong,
        Mark::Emphasis => a.emphasis == b.emphasis,
        Mark::Underline => a.underline == b.underline,
        Mark::Strike => a.strike == b.strike,
        Mark::Raise => a.raise == b.raise,
    }
}

fn leaves(pieces: &[Piece]) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Text(text, format)
                if (format.code || format.mono)
                    && (!piece.is_blank() || matches!(out.last(), Some(Inline::Code(_)))) =>
            {
                match out.last_mut() {
                    Some(Inline::Code(last)) => last.push_str(text),
                    _ => out.push(Inline::Code(text.clone())),
                }
            }
            Piece::Text(text, _) => match out.last_mut() {
                Some(Inline::Text(last)) => last.push_str(text),
                _ => out.push(Inline::Text(text.clone())),
            },
            Piece::Image(image, _) => out.push(Inline::Image(image.clone())),
            Piece::Note(label) => out.push(Inline::FootnoteReference(label.clone())),
            Piece::Break => out.push(Inline::hard_break()),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Format = Format {
        strong: false,
        emphasis: false,
        underline: false,
        strike: false,
        code: false,
        mono: false,
        raise: Raise::None,
        link: None,
    };

    #[test]
    fn blanks_collapse() {
        let mut line = Line::default();
        line.push_text(" \n a \t b", PLAIN, Blanks::Collapse);
        line.push_text(" ", PLAIN, Blanks::Collapse);
        line.push_text(" c ", PLAIN, Blanks::Collapse);
        line.push(Piece::Break);
        line.push_text(" d ", PLAIN, Blanks::Collapse);
        assert_eq!(plain(&line.take()), "a b c\nd");
    }

    #[test]
    fn marks_span_what_they_share() {
        let strong = Format { strong: true, ..PLAIN };
        let both = Format { emphasis: true, ..strong };
        let pieces = [Piece::Text("a".into(), strong), Piece::Text("b".into(), both), Piece::Text("c".into(), PLAIN)];
        let expected =
            vec![Inline::Strong(vec![Inline::text("a"), Inline::Emphasis(vec![Inline::text("b")])]), Inline::text("c")];
        assert_eq!(Links::default().fold(&pieces), expected);
    }

    #[test]
    fn blanks_stand_between_marks() {
        let strong = Format { strong: true, ..PLAIN };
        let link = Format { link: Some(0), ..strong };
        let pieces = [("a ", strong), ("b", PLAIN), (" c ", strong), (" d", link)]
            .map(|(text, format)| Piece::Text(text.into(), format));
        let mut links = Links::default();
        links.add("x".into(), None);
        let strong = |text: &str| Inline::Strong(vec![Inline::text(text)]);
        let linked = Inline::Link(Link { text: vec![strong("d")], url: "x".into(), title: None });
        let expected = vec![strong("a"), Inline::text(" b "), strong("c"), Inline::text("  "), linked];
        assert_eq!(links.fold(&pieces), expected);
    }

    #[test]
    fn a_long_target_is_not_repeated_for_ever() {
        let mut links = Links::default();
        let link = links.add("x".repeat(1 << 20), None);
        let piece = [Piece::Text("a".into(), Format { link: Some(link), ..PLAIN })];
        let linked = (0..100).filter(|_| matches!(links.fold(&piece).as_slice(), [Inline::Link(_)])).count();
        assert_eq!(linked, 16);
    }
}
