//! Which notation a mark gets: delimiters where they are sure to work, HTML elsewhere.
//!
//! A run of `*` opens only if it is left-flanking and closes only if it is right-flanking (CommonMark 6.2). Which
//! characters beyond ASCII count as punctuation has changed between versions, so that those are taken for either.

use super::runs::{Mark, Token};

/// How a mark is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `**`, `*`, `~~`
    Delimiter,
    /// `<strong>`, `<em>`, `<del>`, and those that have no delimiter.
    Html,
}

impl Mark {
    /// The delimiter, where Markdown has one.
    pub(super) fn delimiter(self) -> Option<&'static str> {
        match self {
            Self::Strong => Some("**"),
            Self::Emphasis => Some("*"),
            Self::Strike => Some("~~"),
            Self::Underline | Self::Superscript | Self::Subscript => None,
        }
    }

    /// The name of the HTML element.
    pub(super) fn element(self) -> &'static str {
        match self {
            Self::Strong => "strong",
            Self::Emphasis => "em",
            Self::Strike => "del",
            Self::Underline => "u",
            Self::Superscript => "sup",
            Self::Subscript => "sub",
        }
    }

    fn is_star(self) -> bool {
        matches!(self, Self::Strong | Self::Emphasis)
    }
}

/// Rounds after which marks that still depend on one another are written as HTML. Each round is linear.
const ROUNDS: usize = 4;

/// The form of the mark at each token that opens or closes one; other tokens have none that matters.
///
/// `edges` gives the first and the last character that a token is written with.
pub(super) fn forms(tokens: &[Token<'_>], edges: impl Fn(&Token<'_>) -> (char, char)) -> Vec<Form> {
    let pairs = pairs(tokens);
    if pairs.is_empty() {
        return Vec::new();
    }
    let mut forms: Vec<Form> = tokens
        .iter()
        .map(|token| match token {
            Token::Open(mark) | Token::Close(mark) if mark.delimiter().is_none() => Form::Html,
            _ => Form::Delimiter,
        })
        .collect();
    for round in 0..=ROUNDS {
        let nested = nested(tokens, &forms);
        let line = Line { tokens, forms: &forms, nested: &nested, edges: &edges };
        let failing: Vec<(usize, usize)> =
            pairs.iter().copied().filter(|(open, close)| !line.works(*open, *close)).collect();
        if failing.is_empty() {
            break;
        }
        // One mark in HTML changes the neighbors of others; where that does not settle, all of them give way.
        let giving_way = if round == ROUNDS { &pairs } else { &failing };
        for index in giving_way.iter().flat_map(|(open, close)| [*open, *close]) {
            if let Some(form) = forms.get_mut(index) {
                *form = Form::Html;
            }
        }
    }
    forms
}

/// The tokens that open a mark, each with the one that closes it.
fn pairs(tokens: &[Token<'_>]) -> Vec<(usize, usize)> {
    let (mut pairs, mut open) = (Vec::new(), Vec::new());
    for (index, token) in tokens.iter().enumerate() {
        match token {
            Token::Open(_) => open.push(index),
            Token::Close(_) => pairs.extend(open.pop().map(|start| (start, index))),
            _ => {}
        }
    }
    pairs
}

/// For each token, whether a mark in stars is open before it.
fn nested(tokens: &[Token<'_>], forms: &[Form]) -> Vec<bool> {
    let mut open = 0_usize;
    let depths = tokens.iter().zip(forms).map(|(token, form)| {
        let before = open;
        match token {
            Token::Open(mark) if mark.is_star() && *form == Form::Delimiter => open += 1,
            Token::Close(mark) if mark.is_star() && *form == Form::Delimiter => open = open.saturating_sub(1),
            _ => {}
        }
        before > 0
    });
    depths.collect()
}

struct Line<'a, F> {
    tokens: &'a [Token<'a>],
    forms: &'a [Form],
    nested: &'a [bool],
    edges: &'a F,
}

impl<F: Fn(&Token<'_>) -> (char, char)> Line<'_, F> {
    /// Whether a mark is read as it is written.
    fn works(&self, open: usize, close: usize) -> bool {
        let Some(Token::Open(mark)) = self.tokens.get(open) else { return true };
        if self.forms.get(open) == Some(&Form::Html) {
            return true;
        }
        let opens = |index: usize| self.is_delimiter(index, |token| matches!(token, Token::Open(m) if m.is_star()));
        let closes = |index: usize| self.is_delimiter(index, |token| matches!(token, Token::Close(m) if m.is_star()));
        let (first, last) = if mark.is_star() { group(open, opens) } else { (open, open) };
        let (first_close, last_close) = if mark.is_star() { group(close, closes) } else { (close, close) };
        // A run of stars in which one mark ends and the next begins is read as something else.
        let touches = mark.is_star() && first.checked_sub(1).is_some_and(closes);
        let (before, next) = (self.char_before(first), self.char_after(last));
        let is_nested = mark.is_star() && self.nested.get(first) == Some(&true);
        !touches
            && is_left_flanking(before, next)
            && is_left_flanking(self.char_after(last_close), self.char_before(first_close))
            && !(is_nested && may_be_right_flanking(before, next))
    }

    fn is_delimiter(&self, index: usize, test: impl FnOnce(&Token<'_>) -> bool) -> bool {
        self.forms.get(index) == Some(&Form::Delimiter) && self.tokens.get(index).is_some_and(test)
    }

    fn char_before(&self, index: usize) -> Option<char> {
        let before = index.checked_sub(1)?;
        Some(self.edge(before)?.1)
    }

    fn char_after(&self, index: usize) -> Option<char> {
        Some(self.edge(index + 1)?.0)
    }

    fn edge(&self, index: usize) -> Option<(char, char)> {
        let token = self.tokens.get(index)?;
        Some(match (token, self.forms.get(index)) {
            (Token::Open(_) | Token::Close(_), Some(Form::Html)) => ('<', '>'),
            (Token::Open(mark) | Token::Close(mark), _) if mark.is_star() => ('*', '*'),
            (Token::Open(_) | Token::Close(_), _) => ('~', '~'),
            (other, _) => (self.edges)(other),
        })
    }
}

/// The neighbors of a token that make one run of stars with it. At most two marks are written with stars.
fn group(index: usize, belongs: impl Fn(usize) -> bool) -> (usize, usize) {
    let first = index.checked_sub(1).filter(|before| belongs(*before)).unwrap_or(index);
    let last = if belongs(index + 1) { index + 1 } else { index };
    (first, last)
}

#[derive(PartialEq, Eq)]
enum Class {
    Blank,
    Letter,
    Punctuation,
    Either,
}

fn class(c: Option<char>) -> Class {
    match c {
        None | Some(' ' | '\t' | '\n' | '\u{a0}' | '\u{2009}' | '\u{3000}' | '\u{202f}') => Class::Blank,
        Some(c) if c.is_alphanumeric() => Class::Letter,
        Some(c) if c.is_ascii_punctuation() => Class::Punctuation,
        Some(_) => Class::Either,
    }
}

/// Whether a run between two characters is left-flanking by any reading; right-flanking, with the characters swapped.
fn is_left_flanking(before: Option<char>, next: Option<char>) -> bool {
    match class(next) {
        Class::Blank => false,
        Class::Letter => true,
        Class::Punctuation | Class::Either => matches!(class(before), Class::Blank | Class::Punctuation),
    }
}

fn may_be_right_flanking(before: Option<char>, next: Option<char>) -> bool {
    match class(before) {
        Class::Blank => false,
        Class::Letter | Class::Either => true,
        Class::Punctuation => class(next) != Class::Letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delimiters_need_the_right_neighbors() {
        for (before, next, expected) in [
            (None, Some('a'), true),
            (Some('b'), Some('a'), true),
            (Some('b'), Some('('), false),
            (Some(' '), Some('('), true),
            (Some('"'), Some('('), true),
            (Some('b'), Some('\u{20ac}'), false),
            (Some('\u{20ac}'), Some('('), false),
            (Some(' '), Some(' '), false),
            (None, None, false),
        ] {
            assert_eq!(is_left_flanking(before, next), expected, "{before:?} {next:?}");
        }
    }
}
