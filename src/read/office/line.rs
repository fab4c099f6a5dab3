//! The text of one paragraph: runs with their marks, merged and nested into inlines.
//!
//! Word marks runs, and cuts runs anywhere; the tree nests. So runs are kept flat while they come in, equal neighbors
//! become one, blanks move out of marks (Markdown cannot write `**bold **`), and ranges are nested longest first.

use std::rc::Rc;

use crate::document::{Image, Inline, Link};

use super::marks::Marks;

/// Where a hyperlink leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::read) struct LinkTarget {
    /// The address, or `#name` of a bookmark.
    pub(in crate::read) url: String,
    /// The tooltip.
    pub(in crate::read) title: Option<String>,
}

/// What a piece is.
#[derive(Debug, Clone, PartialEq)]
enum Content {
    Text(String),
    /// Blanks, at the edge of or between other pieces.
    Blank(String),
    Break,
    Image(Image),
    Note(String),
}

/// A stretch of content with one formatting.
#[derive(Debug, Clone, PartialEq)]
struct Piece {
    content: Content,
    marks: Marks,
    link: Option<Rc<LinkTarget>>,
}

/// The text of one paragraph as it comes in.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::read) struct Line {
    pieces: Vec<Piece>,
}

impl Line {
    /// Adds characters; line ends are blanks here (see [`Self::push_break`]).
    pub(in crate::read) fn push_text(&mut self, text: &str, marks: Marks, link: Option<&Rc<LinkTarget>>) {
        if text.is_empty() {
            return;
        }
        // A link is underlined as such; that says nothing more.
        let marks = if link.is_some() { marks.without(Marks::UNDERLINE) } else { marks };
        match self.pieces.last_mut() {
            Some(Piece { content: Content::Text(last), marks: same, link: near })
                if *same == marks && near.as_ref() == link =>
            {
                last.push_str(text);
            }
            _ => self.push(Content::Text(text.to_owned()), marks, link),
        }
    }

    /// Adds a blank where the text before does not end in one: between words that a page break parts.
    pub(in crate::read) fn push_blank(&mut self) {
        let parted = match self.pieces.last() {
            Some(Piece { content: Content::Text(last), .. }) => last.ends_with(char::is_whitespace),
            Some(Piece { content: Content::Break, .. }) | None => true,
            Some(_) => false,
        };
        if !parted {
            self.push_text(" ", Marks::none(), None);
        }
    }

    /// Whether it begins with a blank.
    pub(in crate::read) fn starts_blank(&self) -> bool {
        match self.pieces.first() {
            Some(Piece { content: Content::Text(first), .. }) => first.starts_with(char::is_whitespace),
            Some(Piece { content: Content::Break, .. }) | None => true,
            Some(_) => false,
        }
    }

    /// Adds the end of a line.
    pub(in crate::read) fn push_break(&mut self, link: Option<&Rc<LinkTarget>>) {
        self.push(Content::Break, Marks::none(), link);
    }

    /// Adds a picture.
    pub(in crate::read) fn push_image(&mut self, image: Image, link: Option<&Rc<LinkTarget>>) {
        self.push(Content::Image(image), Marks::none(), link);
    }

    /// Adds a reference to a footnote.
    pub(in crate::read) fn push_note(&mut self, label: String) {
        self.push(Content::Note(label), Marks::none(), None);
    }

    fn push(&mut self, content: Content, marks: Marks, link: Option<&Rc<LinkTarget>>) {
        self.pieces.push(Piece { content, marks, link: link.cloned() });
    }

    /// Adds the text of another line behind this one.
    pub(in crate::read) fn append(&mut self, other: Self) {
        self.pieces.extend(other.pieces);
    }

    /// Whether there is nothing but blanks.
    pub(in crate::read) fn is_blank(&self) -> bool {
        self.pieces.iter().all(|piece| match &piece.content {
            Content::Text(text) | Content::Blank(text) => text.trim().is_empty(),
            Content::Break => true,
            Content::Image(_) | Content::Note(_) => false,
        })
    }

    /// The characters, blanks and line ends as they are: for preformatted text.
    ///
    /// Pictures and references to notes are in no plain text; the second value holds them.
    pub(in crate::read) fn into_plain(self) -> (String, Vec<Inline>) {
        let (mut plain, mut rest) = (String::new(), Vec::new());
        for piece in self.pieces {
            match piece.content {
                Content::Text(text) | Content::Blank(text) => plain.push_str(&text),
                Content::Break => plain.push('\n'),
                Content::Image(_) | Content::Note(_) => rest.push(piece.into_inline()),
            }
        }
        (plain, rest)
    }

    /// The running text, without blanks and line ends at both ends.
    pub(in crate::read) fn into_inlines(mut self) -> Vec<Inline> {
        // Most paragraphs are one run without formatting.
        if let [Piece { content: Content::Text(text), marks, link: None }] = self.pieces.as_mut_slice()
            && marks.is_empty()
        {
            if ends_in_blank(text) {
                text.truncate(text.trim_end().len());
                text.drain(..text.len() - text.trim_start().len());
            }
            // Grown piece by piece, it has room for twice its characters, and a tree has many of them.
            text.shrink_to_fit();
            let text = std::mem::take(text);
            return if text.is_empty() { Vec::new() } else { vec![Inline::Text(text)] };
        }
        let mut pieces = split_blanks(self.pieces);
        let is_edge = |piece: &Piece| matches!(piece.content, Content::Blank(_) | Content::Break);
        let end = pieces.iter().rposition(|piece| !is_edge(piece)).map_or(0, |last| last + 1);
        pieces.truncate(end);
        let start = pieces.iter().position(|piece| !is_edge(piece)).unwrap_or(0);
        pieces.drain(..start);
        settle_blanks(&mut pieces);
        nest(&mut merge(pieces), Marks::none(), Inside::Text)
    }
}

impl Piece {
    fn into_inline(self) -> Inline {
        match self.content {
            Content::Text(text) | Content::Blank(text) if self.marks.has(Marks::CODE) => Inline::Code(text),
            Content::Text(text) | Content::Blank(text) => Inline::Text(text),
            Content::Break => Inline::hard_break(),
            Content::Image(image) => Inline::Image(image),
            Content::Note(label) => Inline::FootnoteReference(label),
        }
    }
}

/// Whether a text may begin or end with a blank: surely not, where both its ends are signs of ASCII.
fn ends_in_blank(text: &str) -> bool {
    let is_sign = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    !is_sign(text.as_bytes().first()) || !is_sign(text.as_bytes().last())
}

/// Cuts the blanks off both ends of every text.
fn split_blanks(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut split = Vec::with_capacity(pieces.len() + 2);
    for piece in pieces {
        let Content::Text(mut text) = piece.content else {
            split.push(piece);
            continue;
        };
        let Piece { marks, link, .. } = piece;
        let after = text.split_off(text.trim_end().len());
        let core = text.trim_start().len();
        let before: String = if core < text.len() { text.drain(..text.len() - core).collect() } else { String::new() };
        for content in [Content::Blank(before), Content::Text(text), Content::Blank(after)] {
            if let Content::Text(part) | Content::Blank(part) = &content
                && !part.is_empty()
            {
                split.push(Piece { content, marks, link: link.clone() });
            }
        }
    }
    split
}

/// Gives blanks the marks and the link that the texts on both sides share.
///
/// Strong and emphasized blanks look like any other, so they join their neighbors even if they were not marked.
fn settle_blanks(pieces: &mut [Piece]) {
    for piece in pieces.iter_mut().filter(|piece| matches!(piece.content, Content::Blank(_))) {
        piece.marks = piece.marks.with(Marks::STRONG).with(Marks::EMPHASIS);
    }
    settle_against(pieces.iter_mut());
    settle_against(pieces.iter_mut().rev());
}

/// Leaves blanks only what the text before them has; the end of a line ends all marks.
fn settle_against<'p>(pieces: impl Iterator<Item = &'p mut Piece>) {
    let mut marks = Marks::none();
    let mut link: Option<Rc<LinkTarget>> = None;
    for piece in pieces {
        match piece.content {
            Content::Blank(_) | Content::Break => {
                if matches!(piece.content, Content::Break) {
                    marks = Marks::none();
                }
                piece.marks = piece.marks.both(marks);
                piece.link = piece.link.take().filter(|own| link.as_ref() == Some(own));
            }
            Content::Text(_) | Content::Image(_) | Content::Note(_) => {
                marks = piece.marks;
                link.clone_from(&piece.link);
            }
        }
    }
}

/// Makes one text of neighbors with the same formatting.
fn merge(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut merged: Vec<Piece> = Vec::with_capacity(pieces.len());
    for mut piece in pieces {
        piece.content = match piece.content {
            Content::Blank(blank) => Content::Text(blank),
            content => content,
        };
        match (&piece.content, merged.last_mut()) {
            (Content::Text(text), Some(Piece { content: Content::Text(last), marks, link }))
                if *marks == piece.marks && *link == piece.link =>
            {
                last.push_str(text);
            }
            _ => merged.push(piece),
        }
    }
    merged
}

/// Whether pieces stand inside a link already; links do not nest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inside {
    Text,
    Link,
}

/// What wraps a range of pieces.
#[derive(Debug, Clone, Copy)]
enum Wrapping {
    Link,
    Mark(Marks),
}

/// Nests pieces: at each place the longest range first. Recursion ends with the marks: there are seven wrappings.
fn nest(pieces: &mut [Piece], done: Marks, inside: Inside) -> Vec<Inline> {
    let mut inlines = Vec::new();
    let mut rest = pieces;
    while let Some((length, wrapping)) = longest(rest, done, inside) {
        let (range, after) = rest.split_at_mut(length.min(rest.len()));
        rest = after;
        match wrapping {
            None => range.iter_mut().for_each(|piece| push_inline(&mut inlines, take(piece))),
            Some(Wrapping::Link) => {
                let target = range.first().and_then(|piece| piece.link.clone());
                let text = nest(range, done, Inside::Link);
                match target {
                    Some(target) => {
                        inlines.push(Inline::Link(Link { text, url: target.url.clone(), title: target.title.clone() }));
                    }
                    None => inlines.extend(text),
                }
            }
            Some(Wrapping::Mark(mark)) => push_wrapped(&mut inlines, mark, nest(range, done.with(mark), inside)),
        }
    }
    inlines.shrink_to_fit();
    inlines
}

/// Adds an inline; texts side by side become one.
fn push_inline(inlines: &mut Vec<Inline>, inline: Inline) {
    match (inlines.last_mut(), inline) {
        (Some(Inline::Text(last)), Inline::Text(text)) => last.push_str(&text),
        (_, inline) => inlines.push(inline),
    }
}

/// Adds a marked range; blanks at its ends, which come where a link cuts it short, stay outside.
fn push_wrapped(inlines: &mut Vec<Inline>, mark: Marks, mut text: Vec<Inline>) {
    if let Some(Inline::Text(first)) = text.first_mut() {
        let core = first.trim_start().to_owned();
        if core.len() < first.len() {
            let blank = first.get(..first.len() - core.len()).unwrap_or_default().to_owned();
            push_inline(inlines, Inline::Text(blank));
            *first = core;
        }
    }
    let mut after = None;
    if let Some(Inline::Text(last)) = text.last_mut() {
        let length = last.trim_end().len();
        if length < last.len() {
            after = Some(Inline::Text(last.split_off(length)));
        }
    }
    text.retain(|inline| !matches!(inline, Inline::Text(text) if text.is_empty()));
    if !text.is_empty() {
        inlines.push(wrap(mark, text));
    }
    inlines.extend(after);
}

/// The longest range that begins here and what wraps it; `None` at the end.
fn longest(pieces: &[Piece], done: Marks, inside: Inside) -> Option<(usize, Option<Wrapping>)> {
    let first = pieces.first()?;
    let mut best = (1, None);
    if inside == Inside::Text && first.link.is_some() {
        let length = pieces.iter().take_while(|piece| piece.link == first.link).count();
        best = (length, Some(Wrapping::Link));
    }
    let open = first.marks.without(done).without(Marks::CODE);
    if open.is_empty() {
        return Some(best);
    }
    for mark in Marks::WRAPPING.into_iter().filter(|mark| open.has(*mark)) {
        let mut length = pieces.iter().take_while(|piece| piece.marks.has(mark)).count();
        if inside == Inside::Text {
            length = end_outside_link(pieces, length);
        }
        if length > best.0 || (length == best.0 && best.1.is_none()) {
            best = (length, Some(Wrapping::Mark(mark)));
        }
    }
    Some(best)
}

/// A range that ends inside a link, cut back to where the link begins.
fn end_outside_link(pieces: &[Piece], length: usize) -> usize {
    let (Some(last), Some(next)) = (length.checked_sub(1).and_then(|last| pieces.get(last)), pieces.get(length)) else {
        return length;
    };
    if last.link.is_none() || last.link != next.link {
        return length;
    }
    let linked = pieces.iter().take(length).rev().take_while(|piece| piece.link == last.link).count();
    length - linked
}

fn take(piece: &mut Piece) -> Inline {
    let content = std::mem::replace(&mut piece.content, Content::Break);
    Piece { content, marks: piece.marks, link: None }.into_inline()
}

fn wrap(mark: Marks, inside: Vec<Inline>) -> Inline {
    match mark {
        Marks::STRONG => Inline::Strong(inside),
        Marks::EMPHASIS => Inline::Emphasis(inside),
        Marks::STRIKE => Inline::Strike(inside),
        Marks::SUPERSCRIPT => Inline::Superscript(inside),
        Marks::SUBSCRIPT => Inline::Subscript(inside),
        _ => Inline::Underline(inside),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Inline {
        Inline::text(text)
    }

    fn line(pieces: &[(&str, Marks, Option<&str>)]) -> Vec<Inline> {
        let mut line = Line::default();
        for (text, marks, url) in pieces {
            let target = url.map(|url| Rc::new(LinkTarget { url: url.to_owned(), title: None }));
            line.push_text(text, *marks, target.as_ref());
        }
        line.into_inlines()
    }

    #[test]
    fn neighbors_with_one_formatting_become_one_run() {
        let bold = Marks::STRONG;
        assert_eq!(line(&[("a", bold, None), ("b ", bold, None)]), [Inline::Strong(vec![text("ab")])]);
    }

    #[test]
    fn blanks_move_out_of_marks_and_join_words() {
        let (bold, plain) = (Marks::STRONG, Marks::none());
        assert_eq!(line(&[("a ", bold, None), ("b", plain, None)]), [Inline::Strong(vec![text("a")]), text(" b")]);
        assert_eq!(
            line(&[("a", bold, None), (" ", plain, None), ("b", bold, None)]),
            [Inline::Strong(vec![text("a b")])]
        );
        let struck = Marks::STRIKE;
        assert_eq!(
            line(&[("a", struck, None), (" ", plain, None), ("b", struck, None)]),
            [Inline::Strike(vec![text("a")]), text(" "), Inline::Strike(vec![text("b")])]
        );
        assert_eq!(line(&[("  ", bold, None)]), []);
    }

    #[test]
    fn ranges_nest_longest_first() {
        let (bold, italic) = (Marks::STRONG, Marks::EMPHASIS);
        assert_eq!(
            line(&[("a ", italic, None), ("b", bold.with(italic), None), (" c", italic, None)]),
            [Inline::Emphasis(vec![text("a "), Inline::Strong(vec![text("b")]), text(" c")])]
        );
    }

    #[test]
    fn a_link_in_pieces_is_one_link() {
        let (bold, plain) = (Marks::STRONG, Marks::none());
        let link = |text: Vec<Inline>| Inline::Link(Link { text, url: "u".into(), title: None });
        assert_eq!(
            line(&[("x ", bold, None), ("a", bold, Some("u")), ("b", plain, Some("u")), ("c", plain, None)]),
            [
                Inline::Strong(vec![text("x")]),
                text(" "),
                link(vec![Inline::Strong(vec![text("a")]), text("b")]),
                text("c")
            ]
        );
        assert_eq!(
            line(&[("a", bold, Some("u")), (" ", plain, None), ("b", bold, Some("v"))]),
            [Inline::Strong(vec![
                link(vec![text("a")]),
                text(" "),
                Inline::Link(Link { text: vec![text("b")], url: "v".into(), title: None })
            ])]
        );
    }

    #[test]
    fn line_ends_stay_outside_marks() {
        let mut line = Line::default();
        line.push_text("a", Marks::STRONG, None);
        line.push_break(None);
        line.push_text(" b", Marks::STRONG, None);
        line.push_break(None);
        assert_eq!(
            line.into_inlines(),
            [Inline::Strong(vec![text("a")]), Inline::hard_break(), text(" "), Inline::Strong(vec![text("b")])]
        );
    }
}
