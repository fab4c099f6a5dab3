//! Running text to Markdown.

use std::fmt::Write as _;

use base64::Engine;

use super::escape::{Around, LinePlace, LinkPlace, Surroundings, is_entity, push_escaped};
use super::marks::{Form, forms};
use super::plain::push_plain;
use super::runs::{Target, Token, tokens};
use crate::document::{Image, ImageSource, Inline, Media};
use crate::write::Images;

/// Where running text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// In a paragraph: it may take several lines, and its lines must not begin other blocks.
    Paragraph,
    /// In a heading, on one line.
    Heading,
    /// In a cell of a table, on one line and without bare pipes, together with other text.
    Cell,
    /// On a line together with other text.
    Piece,
}

/// What pictures are written as.
#[derive(Clone, Copy)]
pub(super) struct Pictures<'a> {
    pub(super) images: &'a Images,
    pub(super) media: &'a [Media],
}

/// What keeps a reference to a footnote apart from a bracket behind it, which would turn it into the text of a link.
const APART: &str = "<!-- -->";

/// Running text as Markdown; empty if nothing of it can be seen.
pub(super) fn inlines(text: &[Inline], place: Place, pictures: Pictures<'_>) -> String {
    let mut out = String::new();
    push_inlines(&mut out, text, place, pictures);
    out
}

/// Appends running text; nothing if nothing of it can be seen.
pub(super) fn push_inlines(out: &mut String, text: &[Inline], place: Place, pictures: Pictures<'_>) {
    if !push_plain(out, text, place) {
        push_any(out, text, place, pictures);
    }
}

/// [`push_inlines`] of running text that may hold anything.
pub(super) fn push_any(out: &mut String, text: &[Inline], place: Place, pictures: Pictures<'_>) {
    let tokens = pictures.dropped(tokens(text));
    let surroundings = match place {
        Place::Paragraph | Place::Heading => Surroundings::of(&tokens),
        Place::Cell | Place::Piece => Surroundings::crowded(),
    };
    let start = out.len();
    let note = NotePlace::Elsewhere;
    Writer { place, pictures, surroundings, tokens: &tokens, out, start, note }.write();
    if place == Place::Cell && out.get(start..).is_some_and(|written| written.contains('|')) {
        let written = out.split_off(start).replace('|', "\\|");
        out.push_str(&written);
    }
}

impl<'a> Pictures<'a> {
    /// The tokens with text in place of the pictures that are left out.
    fn dropped<'t>(&self, tokens: Vec<Token<'t>>) -> Vec<Token<'t>> {
        if !tokens.iter().any(|token| matches!(token, Token::Image(_))) {
            return tokens;
        }
        let mut out: Vec<Token<'t>> = Vec::with_capacity(tokens.len());
        for token in tokens {
            let token = match token {
                Token::Image(image) if self.address(image).is_none() => {
                    Token::Text(image.alt.replace('\n', " ").into())
                }
                token => token,
            };
            match (out.last_mut(), &token) {
                (Some(Token::Text(before)), Token::Text(text)) => before.to_mut().push_str(text),
                _ => out.push(token),
            }
        }
        out.retain(|token| !matches!(token, Token::Text(text) if text.is_empty()));
        out
    }

    /// The address of a picture; `None` if it is left out.
    pub(super) fn address(&self, image: &'a Image) -> Option<String> {
        let index = match &image.source {
            ImageSource::Url(url) => return Some(url.clone()),
            ImageSource::Embedded(index) => *index,
        };
        let media = self.media.get(index)?;
        match self.images {
            Images::Refer(folder) if folder.is_empty() => Some(media.name.clone()),
            Images::Refer(folder) => Some(format!("{}/{}", folder.trim_end_matches('/'), media.name)),
            Images::Embed => {
                let data = base64::engine::general_purpose::STANDARD.encode(&media.bytes);
                Some(format!("data:{};base64,{data}", media.content_type))
            }
            Images::Drop => None,
        }
    }
}

struct Writer<'a> {
    place: Place,
    pictures: Pictures<'a>,
    surroundings: Surroundings,
    tokens: &'a [Token<'a>],
    out: &'a mut String,
    /// Where this text begins in the output.
    start: usize,
    note: NotePlace,
}

/// Where the last reference to a footnote stands.
#[derive(PartialEq, Eq)]
enum NotePlace {
    /// Right here, at the start of the line: a colon would make a definition of it.
    AtLineStart,
    /// Right here.
    Here,
    /// Not here.
    Elsewhere,
}

impl Writer<'_> {
    fn write(mut self) {
        let forms = forms(self.tokens, |token| self.edges(token));
        let mut link: Option<Target<'_>> = None;
        let mut index = 0;
        while let Some(token) = self.tokens.get(index) {
            index += 1;
            let is_line_start = self.is_line_start();
            match token {
                Token::Text(text) => {
                    let after = self.tokens.get(index).map(|next| self.first_char(next, forms.get(index)));
                    let place = if link.is_some() { LinkPlace::Inside } else { LinkPlace::Outside };
                    self.text(text, after, place, index == self.tokens.len());
                }
                Token::Code(text) => self.out.push_str(&code_span(text)),
                Token::Image(image) => self.image(image),
                Token::Break if self.place == Place::Paragraph => self.out.push_str("\\\n"),
                Token::Break => self.out.push_str("<br>"),
                Token::Note(name) => {
                    self.note = if is_line_start { NotePlace::AtLineStart } else { NotePlace::Here };
                    push_note(self.out, name);
                    continue;
                }
                Token::Open(mark) | Token::Close(mark) => {
                    let is_open = matches!(token, Token::Open(_));
                    match mark.delimiter().filter(|_| forms.get(index - 1) == Some(&Form::Delimiter)) {
                        Some(delimiter) => self.out.push_str(delimiter),
                        None => push_tag(self.out, if is_open { "<" } else { "</" }, mark.element()),
                    }
                }
                Token::OpenLink(target) => {
                    if let Some(shown) = self.autolink(index, *target) {
                        let shown = format!("<{shown}>");
                        self.out.push_str(&shown);
                        // The text and the end of the link are written with it.
                        index += 2;
                    } else {
                        if self.note != NotePlace::Elsewhere {
                            self.out.push_str(APART);
                        }
                        self.out.push('[');
                        link = Some(*target);
                    }
                }
                Token::CloseLink(target) => {
                    link = None;
                    self.out.push_str("](");
                    push_target(self.out, target.url, target.title);
                    self.out.push(')');
                }
            }
            self.note = NotePlace::Elsewhere;
        }
    }

    /// What is written of this text.
    fn written(&self) -> &str {
        self.out.get(self.start..).unwrap_or_default()
    }

    fn is_line_start(&self) -> bool {
        self.written().is_empty() || self.out.ends_with('\n')
    }

    fn text(&mut self, text: &str, after: Option<char>, place: LinkPlace, is_last: bool) {
        let begins_line = self.is_line_start() && self.place == Place::Paragraph;
        let line = if begins_line { LinePlace::Start } else { LinePlace::Middle };
        let before = self.written().chars().next_back().filter(|c| *c != '\n');
        let (before, after) = match self.place {
            Place::Paragraph | Place::Heading => (before, after),
            // What stands beside it is not known, but it may be no blank: a `<br>` to the next part of a cell.
            Place::Cell | Place::Piece => (before.or(Some('>')), after.or(Some('<'))),
        };
        let is_continued = !self.written().is_empty();
        let around = Around { before, after, line, link: place, is_continued, surroundings: self.surroundings };
        let is_behind_note = self.note != NotePlace::Elsewhere;
        if is_behind_note && text.starts_with('[') {
            self.out.push_str(APART);
        }
        let is_link_end = is_behind_note && text.starts_with('(');
        if is_link_end || (self.note == NotePlace::AtLineStart && text.starts_with(':')) {
            self.out.push('\\');
        }
        if self.place == Place::Heading {
            self.heading_text(text, around, is_last);
        } else {
            push_escaped(self.out, text, around);
        }
    }

    /// Text of a heading: hashes at its end would close it, and `{#` behind its text is an anchor to some.
    fn heading_text(&mut self, text: &str, around: Around, is_last: bool) {
        let mut escaped = String::with_capacity(text.len());
        push_escaped(&mut escaped, text, around);
        let body = escaped.trim_end_matches('#').len();
        let closes = is_last
            && body < escaped.len()
            && (body == 0 || escaped.get(..body).is_some_and(|body| body.ends_with([' ', '\t'])));
        if closes {
            escaped.insert(body, '\\');
        }
        self.out.push_str(&escaped.replace("{#", "{\\#"));
    }

    fn image(&mut self, image: &Image) {
        let Some(address) = self.pictures.address(image) else { return };
        self.out.push_str("![");
        let around = Around {
            before: Some('['),
            after: Some(']'),
            line: LinePlace::Middle,
            link: LinkPlace::Inside,
            is_continued: true,
            surroundings: Surroundings::crowded(),
        };
        push_escaped(self.out, &image.alt.replace(['\n', '\r'], " "), around);
        self.out.push_str("](");
        push_target(self.out, &address, image.title.as_deref().filter(|title| !title.is_empty()));
        self.out.push(')');
    }

    /// The text of a link that can be written `<text>`; `text` is the token behind the one that opens it.
    fn autolink(&self, text: usize, target: Target<'_>) -> Option<&str> {
        let Some([Token::Text(shown), Token::CloseLink(_)]) = self.tokens.get(text..text + 2) else { return None };
        (target.title.is_none() && is_autolink(shown, target.url)).then_some(shown)
    }

    /// The first and the last character that a token other than a mark is written with.
    fn edges(&self, token: &Token<'_>) -> (char, char) {
        match token {
            Token::Text(text) => (text.chars().next().unwrap_or(' '), text.chars().next_back().unwrap_or(' ')),
            Token::Code(_) => ('`', '`'),
            Token::Image(_) => ('!', ')'),
            Token::Break if self.place == Place::Paragraph => ('\\', '\n'),
            // Marks are HTML here; those that are not are known elsewhere.
            Token::Break | Token::Open(_) | Token::Close(_) => ('<', '>'),
            Token::Note(_) => ('[', ']'),
            Token::OpenLink(_) => ('[', '['),
            Token::CloseLink(_) => (']', ')'),
        }
    }

    fn first_char(&self, token: &Token<'_>, form: Option<&Form>) -> char {
        match token {
            Token::Break if self.place == Place::Paragraph => '\n',
            Token::Open(mark) | Token::Close(mark) if form == Some(&Form::Delimiter) => {
                mark.delimiter().and_then(|delimiter| delimiter.chars().next()).unwrap_or('<')
            }
            token => self.edges(token).0,
        }
    }
}

fn push_tag(out: &mut String, opening: &str, element: &str) {
    // Writing to a string cannot fail.
    let _ = write!(out, "{opening}{element}>");
}

/// Appends a reference to a footnote.
fn push_note(out: &mut String, name: &str) {
    let _ = write!(out, "[^{}]", label(name));
}

/// A footnote's name without the characters that would end it.
pub(super) fn label(name: &str) -> String {
    let plain =
        |c: char| if c.is_whitespace() || matches!(c, '[' | ']' | '\\' | '^' | '`' | '|' | '<') { '-' } else { c };
    if name.is_empty() { "note".to_owned() } else { name.chars().map(plain).collect() }
}

/// A code span with as many backticks as its content needs (CommonMark 6.1).
pub(super) fn code_span(text: &str) -> String {
    let mut lengths: Vec<usize> = text.split(|c| c != '`').map(str::len).filter(|length| *length > 0).collect();
    lengths.sort_unstable();
    lengths.dedup();
    let free = lengths.iter().zip(1..).take_while(|(length, number)| **length == *number).count() + 1;
    let fence = "`".repeat(free);
    let is_blank = text.chars().all(|c| c == ' ');
    let is_padded = text.starts_with(' ') && text.ends_with(' ') && !is_blank;
    let pad = if is_padded || text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// Appends the address and the tooltip of a link.
fn push_target(out: &mut String, url: &str, title: Option<&str>) {
    let url: String = url.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if url.is_empty() && title.is_none() {
        return;
    }
    if is_bare(&url) {
        push_with_backslashes(out, &url, &['`']);
    } else {
        out.push('<');
        push_with_backslashes(out, url.trim(), &['<', '>', '`']);
        out.push('>');
    }
    if let Some(title) = title {
        out.push_str(" \"");
        let mut escaped = String::new();
        push_with_backslashes(&mut escaped, &title.replace(['\n', '\r'], " "), &['"', '`']);
        // GitHub's parser takes the quote behind an escaped backslash for an escaped quote.
        out.push_str(&escaped.replace("\\\\", "&#92;"));
        out.push('"');
    }
}

/// Whether an address needs no angle brackets (CommonMark 6.3).
fn is_bare(url: &str) -> bool {
    let mut depth = 0_i32;
    let is_balanced = url.chars().all(|c| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        // Readers give up on deep nesting.
        (0..=3).contains(&depth)
    });
    is_balanced && depth == 0 && !url.is_empty() && !url.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>'))
}

fn push_with_backslashes(out: &mut String, text: &str, special: &[char]) {
    for (at, c) in text.char_indices() {
        let rest = text.get(at + c.len_utf8()..).unwrap_or_default();
        let needs = match c {
            '\\' => rest.chars().next().is_none_or(|next| next.is_ascii_punctuation()),
            '&' => is_entity(rest),
            c => special.contains(&c),
        };
        if needs {
            out.push('\\');
        }
        out.push(c);
    }
}

/// Whether a link can be written `<url>` (CommonMark 6.5).
pub(super) fn is_autolink(shown: &str, url: &str) -> bool {
    if url.strip_prefix("mailto:") == Some(shown) && is_mail(shown) {
        return true;
    }
    let Some((scheme, rest)) = url.split_once(':') else { return false };
    let is_scheme = (2..=32).contains(&scheme.len())
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '.' | '-'));
    let is_plain = |c: char| !c.is_control() && !c.is_whitespace() && !matches!(c, '<' | '>' | '`' | '\\' | '|');
    shown == url && is_scheme && !rest.is_empty() && rest.chars().all(is_plain)
}

fn is_mail(text: &str) -> bool {
    let is_plain = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+'))
    };
    let is_label = |label: &str| {
        !label.is_empty()
            && label.len() < 64
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    text.split_once('@').is_some_and(|(name, host)| is_plain(name) && host.split('.').all(is_label))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_spans_hold_backticks() {
        for (text, expected) in [
            ("a", "`a`"),
            ("a`b", "``a`b``"),
            ("a``b", "`a``b`"),
            ("`", "`` ` ``"),
            (" a ", "`  a  `"),
            (" a", "` a`"),
            (" ", "` `"),
        ] {
            assert_eq!(code_span(text), expected);
        }
    }

    #[test]
    fn targets_are_bracketed_where_needed() {
        for (url, title, expected) in [
            ("https://a.b/c_(d)", None, "https://a.b/c_(d)"),
            ("a b", None, "<a b>"),
            ("a)", None, "<a)>"),
            ("a>b", None, "<a\\>b>"),
            ("a&amp;b&c=d", None, "a\\&amp;b&c=d"),
            ("", None, ""),
            ("", Some("t"), "<> \"t\""),
            ("x", Some("say \"hi\""), "x \"say \\\"hi\\\"\""),
        ] {
            let mut out = String::new();
            push_target(&mut out, url, title);
            assert_eq!(out, expected);
        }
    }
}
