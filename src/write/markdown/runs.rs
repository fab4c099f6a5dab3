//! Running text in a normal form: flat runs with marks, and the one way to nest them.
//!
//! Trees that look alike can be nested differently, with blanks inside or outside of marks. Here the nesting is undone
//! and built anew: blanks go outside of marks, equal neighbors join, and the mark that reaches furthest is outermost.

use std::borrow::Cow;

use crate::document::{BreakKind, Image, Inline, Link};

/// Blanks that Markdown drops at the ends of a line (CommonMark 4.8).
const BLANKS: [char; 2] = [' ', '\t'];

/// Formatting around text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// `<u>`
    Underline,
    /// `<sup>`
    Superscript,
    /// `<sub>`
    Subscript,
    /// `~~`
    Strike,
    /// `*`
    Emphasis,
    /// `**`
    Strong,
}

/// The marks, outermost first where several begin and end together: `***text***` is strong inside emphasis.
const MARKS: [Mark; 6] =
    [Mark::Underline, Mark::Superscript, Mark::Subscript, Mark::Strike, Mark::Emphasis, Mark::Strong];

/// Running text, piece by piece. Marks and links are properly nested.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Characters, without line breaks.
    Text(Cow<'a, str>),
    /// A code span.
    Code(Cow<'a, str>),
    /// A picture.
    Image(&'a Image),
    /// A line break that the author asked for.
    Break,
    /// A reference to a footnote.
    Note(&'a str),
    /// A mark begins.
    Open(Mark),
    /// A mark ends.
    Close(Mark),
    /// A link begins.
    OpenLink(Target<'a>),
    /// A link ends.
    CloseLink(Target<'a>),
}

/// Where a link leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Target<'a> {
    /// The address.
    pub(super) url: &'a str,
    /// The tooltip.
    pub(super) title: Option<&'a str>,
}

#[derive(Debug, Clone)]
struct Run<'a> {
    content: Content<'a>,
    marks: u8,
    link: Option<usize>,
}

#[derive(Debug, Clone)]
enum Content<'a> {
    Text(Cow<'a, str>),
    Code(Cow<'a, str>),
    Image(&'a Image),
    Break,
    Note(&'a str),
    /// Nothing, for links without text.
    Nothing,
}

/// The normal form of running text.
pub(super) fn tokens(inlines: &[Inline]) -> Vec<Token<'_>> {
    let mut flat = Flat::default();
    flat.push_all(inlines, 0, None);
    let mut runs = flat.runs;
    let used = runs.iter().fold(0, |used, run| used | run.marks);
    for mark in MARKS.into_iter().filter(|mark| used & bit(*mark) != 0) {
        bare_edges(&mut runs, |run| run.marks & bit(mark) != 0, |run| run.marks &= !bit(mark));
    }
    for index in 0..flat.links.len() {
        // A link's runs stand together, so that each is looked at once.
        let Some(range) = flat.ranges.get(index).cloned() else { continue };
        let Some(runs) = runs.get_mut(range) else { continue };
        bare_edges(runs, |run| run.link == Some(index), |run| run.link = None);
    }
    let mut runs = without_outer_blanks(joined(runs));
    let mut tokens = Vec::with_capacity(runs.len());
    nest(&mut tokens, &mut runs, &flat.links, 0, None);
    tokens
}

#[derive(Default)]
struct Flat<'a> {
    runs: Vec<Run<'a>>,
    links: Vec<Target<'a>>,
    /// The runs of each link.
    ranges: Vec<std::ops::Range<usize>>,
}

impl<'a> Flat<'a> {
    fn push_all(&mut self, inlines: &'a [Inline], marks: u8, link: Option<usize>) {
        for inline in inlines {
            self.push(inline, marks, link);
        }
    }

    fn push(&mut self, inline: &'a Inline, marks: u8, link: Option<usize>) {
        let content = match inline {
            Inline::Text(text) => return self.push_text(text, marks, link),
            Inline::Break(end) if end.kind == BreakKind::Soft => return self.push_text(" ", marks, link),
            Inline::Break(_) => Content::Break,
            Inline::Code(text) if text.is_empty() => return,
            Inline::Code(text) if text.contains(['\n', '\r']) => {
                Content::Code(Cow::Owned(text.replace(['\n', '\r'], " ")))
            }
            Inline::Code(text) => Content::Code(Cow::Borrowed(text)),
            Inline::Image(image) => Content::Image(image),
            // A reference is a link itself, and links cannot nest: the link around it stops before it and goes on after.
            Inline::FootnoteReference(label) => {
                return self.runs.push(Run { content: Content::Note(label), marks, link: None });
            }
            Inline::Link(inside) if link.is_none() => return self.push_link(inside, marks),
            Inline::Link(inside) => return self.push_all(&inside.text, marks, link),
            Inline::Strong(inside) => return self.push_all(inside, marks | bit(Mark::Strong), link),
            Inline::Emphasis(inside) => return self.push_all(inside, marks | bit(Mark::Emphasis), link),
            Inline::Underline(inside) => return self.push_all(inside, marks | bit(Mark::Underline), link),
            Inline::Strike(inside) => return self.push_all(inside, marks | bit(Mark::Strike), link),
            Inline::Superscript(inside) => return self.push_all(inside, marks | bit(Mark::Superscript), link),
            Inline::Subscript(inside) => return self.push_all(inside, marks | bit(Mark::Subscript), link),
        };
        self.runs.push(Run { content, marks, link });
    }

    /// Adds text, its outer blanks as runs of their own where something stands around it that they move out of.
    fn push_text(&mut self, text: &'a str, marks: u8, link: Option<usize>) {
        let is_plain = text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
        if !is_plain {
            let text: String = text.chars().filter_map(plain).collect();
            let [before, inner, after] = set_apart(&text, marks, link).map(str::to_owned);
            return [before, inner, after]
                .into_iter()
                .for_each(|piece| self.push_piece(Cow::Owned(piece), marks, link));
        }
        for piece in set_apart(text, marks, link) {
            self.push_piece(Cow::Borrowed(piece), marks, link);
        }
    }

    fn push_piece(&mut self, piece: Cow<'a, str>, marks: u8, link: Option<usize>) {
        if !piece.is_empty() {
            self.runs.push(Run { content: Content::Text(piece), marks, link });
        }
    }

    fn push_link(&mut self, link: &'a Link, marks: u8) {
        let start = self.runs.len();
        let index = self.links.len();
        self.links.push(Target { url: &link.url, title: link.title.as_deref().filter(|title| !title.is_empty()) });
        self.ranges.push(start..start);
        self.push_all(&link.text, marks, Some(index));
        let is_blank = self.runs.iter().skip(start).filter(|run| run.link.is_some()).all(Run::is_blank);
        if is_blank && !(link.url.is_empty() && link.title.is_none()) {
            self.runs.push(Run { content: Content::Nothing, marks: 0, link: Some(index) });
        }
        if let Some(range) = self.ranges.get_mut(index) {
            range.end = self.runs.len();
        }
    }
}

/// The blanks before a text, the text, and the blanks behind it; bare text stays whole.
fn set_apart(text: &str, marks: u8, link: Option<usize>) -> [&str; 3] {
    if marks == 0 && link.is_none() {
        return ["", text, ""];
    }
    let (before, rest) = text.split_at(text.len() - text.trim_start().len());
    let (inner, after) = rest.split_at(rest.trim_end().len());
    [before, inner, after]
}

/// A character as it can stand in a line of Markdown; `None` for the byte order mark, which would be taken for one.
fn plain(c: char) -> Option<char> {
    match c {
        '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\0' => Some('\u{fffd}'),
        '\u{feff}' => None,
        c => Some(c),
    }
}

fn bit(mark: Mark) -> u8 {
    1 << mark as u8
}

impl Run<'_> {
    fn is_blank(&self) -> bool {
        match &self.content {
            Content::Text(text) => text.chars().all(char::is_whitespace),
            Content::Break => true,
            Content::Code(_) | Content::Image(_) | Content::Note(_) | Content::Nothing => false,
        }
    }
}

/// Takes an attribute off the blanks at the ends of each stretch that has it.
fn bare_edges(runs: &mut [Run<'_>], has: impl Fn(&Run<'_>) -> bool, remove: impl Fn(&mut Run<'_>)) {
    let mut is_inside = false;
    for run in runs.iter_mut() {
        if !has(run) {
            is_inside = false;
        } else if !is_inside && run.is_blank() {
            remove(run);
        } else {
            is_inside = true;
        }
    }
    let mut is_inside = false;
    for run in runs.iter_mut().rev() {
        if !has(run) {
            is_inside = false;
        } else if !is_inside && run.is_blank() {
            remove(run);
        } else {
            is_inside = true;
        }
    }
}

/// Joins neighbors of one kind and the same attributes.
fn joined(runs: Vec<Run<'_>>) -> Vec<Run<'_>> {
    let mut out: Vec<Run<'_>> = Vec::with_capacity(runs.len());
    for run in runs {
        if let Some(last) = out.last_mut()
            && (last.marks, last.link) == (run.marks, run.link)
        {
            match (&mut last.content, &run.content) {
                (Content::Text(before), Content::Text(text)) | (Content::Code(before), Content::Code(text)) => {
                    before.to_mut().push_str(text);
                    continue;
                }
                _ => {}
            }
        }
        out.push(run);
    }
    out
}

/// Drops breaks at the ends of the block, and blanks at the ends of each line.
fn without_outer_blanks(runs: Vec<Run<'_>>) -> Vec<Run<'_>> {
    let mut out: Vec<Run<'_>> = Vec::with_capacity(runs.len());
    for mut run in runs {
        let is_line_start = out.last().is_none_or(|last| matches!(last.content, Content::Break));
        match &mut run.content {
            Content::Text(text) if is_line_start => {
                let blanks = text.len() - text.trim_start_matches(BLANKS).len();
                cut(text, blanks..text.len());
            }
            Content::Break => trim_last(&mut out),
            _ => {}
        }
        let is_dropped = match &run.content {
            Content::Text(text) => text.is_empty(),
            Content::Break => out.is_empty(),
            _ => false,
        };
        if !is_dropped {
            out.push(run);
        }
    }
    trim_last(&mut out);
    while out.last().is_some_and(|last| matches!(last.content, Content::Break)) {
        out.pop();
        trim_last(&mut out);
    }
    out
}

/// Leaves a part of a text.
fn cut(text: &mut Cow<'_, str>, part: std::ops::Range<usize>) {
    match text {
        Cow::Borrowed(whole) => *whole = whole.get(part).unwrap_or_default(),
        Cow::Owned(whole) => {
            whole.truncate(part.end);
            whole.drain(..part.start);
        }
    }
}

fn trim_last(runs: &mut Vec<Run<'_>>) {
    while let Some(Run { content: Content::Text(text), .. }) = runs.last_mut() {
        let end = text.trim_end_matches(BLANKS).len();
        cut(text, 0..end);
        if !text.is_empty() {
            break;
        }
        runs.pop();
    }
}

/// Writes runs with their marks nested, those of `open` and the link `inside` being open already.
fn nest<'a>(out: &mut Vec<Token<'a>>, runs: &mut [Run<'a>], links: &[Target<'a>], open: u8, inside: Option<usize>) {
    let mut rest = runs;
    while let Some(first) = rest.first() {
        let reach = |has: &dyn Fn(&Run<'a>) -> bool| rest.iter().take_while(|run| has(run)).count();
        let link = first.link.filter(|_| inside.is_none());
        let mut best = (link.map_or(0, |index| reach(&|run| run.link == Some(index))), None);
        for mark in MARKS.into_iter().filter(|mark| first.marks & bit(*mark) & !open != 0) {
            let length = reach(&|run| run.marks & bit(mark) != 0);
            let length = if inside.is_none() { without_part_of_link(rest, length) } else { length };
            if length > best.0 {
                best = (length, Some(mark));
            }
        }
        let (length, mark) = best;
        let (now, later) = rest.split_at_mut(length.max(1));
        match (mark, link.and_then(|index| links.get(index))) {
            (Some(mark), _) => {
                out.push(Token::Open(mark));
                nest(out, now, links, open | bit(mark), inside);
                out.push(Token::Close(mark));
            }
            (None, Some(target)) => {
                out.push(Token::OpenLink(*target));
                nest(out, now, links, open, link);
                out.push(Token::CloseLink(*target));
            }
            (None, None) => out.extend(now.first_mut().and_then(leaf)),
        }
        rest = later;
    }
}

/// How far a mark can reach without ending inside a link, which would cut that in two.
fn without_part_of_link(runs: &[Run<'_>], length: usize) -> usize {
    let link = runs.get(length).and_then(|next| next.link);
    let Some(reached) = link.and(runs.get(..length)) else { return length };
    length - reached.iter().rev().take_while(|run| run.link == link).count()
}

/// What a run holds, taken out of it.
fn leaf<'a>(run: &mut Run<'a>) -> Option<Token<'a>> {
    Some(match std::mem::replace(&mut run.content, Content::Nothing) {
        Content::Text(text) => Token::Text(text),
        Content::Code(text) => Token::Code(text),
        Content::Image(image) => Token::Image(image),
        Content::Break => Token::Break,
        Content::Note(label) => Token::Note(label),
        Content::Nothing => return None,
    })
}
