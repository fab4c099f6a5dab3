//! Mistakes in a rule pack: what is wrong, and the place in its file.

use std::fmt::Write as _;
use std::ops::Range;

use thiserror::Error;

use crate::visible::visible;

/// A mistake in a pack and its place.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}, column {column}: {fault}")]
pub struct PackError {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// How many characters are at fault, 1 at least.
    pub width: usize,
    /// The line's text.
    pub text: String,
    /// What is wrong.
    pub fault: PackFault,
}

/// What is wrong in a pack.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PackFault {
    /// It is no TOML.
    #[error("this is no TOML: {0}")]
    Syntax(String),
    /// It is no text.
    #[error("the file is not UTF-8")]
    NotText,
    /// It is too large to be one.
    #[error("the file has {bytes} bytes, and a rule pack has {most} at most")]
    TooLarge {
        /// Its size.
        bytes: usize,
        /// What is allowed.
        most: usize,
    },
    /// A key that nothing reads.
    #[error("there is no key `{key}` here; the nearest is `{nearest}`")]
    UnknownKey {
        /// The key.
        key: String,
        /// The key that is most like it.
        nearest: &'static str,
    },
    /// An id that is no requirement.
    #[error("there is no requirement `{id}`; the nearest is `{nearest}`")]
    UnknownRequirement {
        /// The id.
        id: String,
        /// The id that is most like it.
        nearest: &'static str,
    },
    /// A word that is none of those that may stand there.
    #[error("`{word}` is none of required, optional, off; the nearest is `{nearest}`")]
    UnknownNeed {
        /// The word.
        word: String,
        /// The word that is most like it.
        nearest: &'static str,
    },
    /// A value of another type than asked for.
    #[error("expected {expected}, found a value of type {found}")]
    WrongType {
        /// What may stand there.
        expected: &'static str,
        /// The type that TOML gives the value.
        found: &'static str,
    },
    /// A number beyond what makes sense.
    #[error("expected {expected}, found {found}")]
    OutOfRange {
        /// What may stand there.
        expected: &'static str,
        /// The number.
        found: String,
    },
    /// A word range that no text can hold.
    #[error("at least {fewest} and at most {most} words cannot both hold")]
    EmptyRange {
        /// Fewest words.
        fewest: usize,
        /// Most words.
        most: usize,
    },
    /// A text that cannot stand there.
    #[error("expected {expected}")]
    BadText {
        /// What may stand there.
        expected: &'static str,
    },
    /// One heading for two roles.
    #[error("the heading `{heading}` opens {role} already")]
    TwoRoles {
        /// The heading.
        heading: String,
        /// The key of the role that has it.
        role: &'static str,
    },
    /// Nothing is asked for.
    #[error("no requirement is required")]
    NothingRequired,
}

impl PackError {
    /// A mistake at these bytes of a text.
    pub(super) fn at(text: &str, span: Range<usize>, fault: PackFault) -> Self {
        let floor = |index: usize| (0..=index.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let (start, end) = (floor(span.start), floor(span.end.max(span.start)));
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        Self {
            line: text[..start].matches('\n').count() + 1,
            column: text[line_start..start].chars().count() + 1,
            width: text[start..end.min(line_end).max(start)].chars().count().max(1),
            text: text[line_start..line_end].trim_end().to_owned(),
            fault,
        }
    }

    /// The line and a caret below what is at fault, as compilers show them.
    #[must_use]
    pub fn excerpt(&self) -> String {
        let number = self.line.to_string();
        let margin = " ".repeat(number.len());
        let (blanks, carets) = (" ".repeat(self.column - 1), "^".repeat(self.width));
        let mut out = String::new();
        // Writing to a string cannot fail.
        let _ = write!(out, "{margin} |\n{number} | {}\n{margin} | {blanks}{carets}", visible(&self.text));
        out
    }
}
