//! What reviewers wrote beside the text.

use schemars::JsonSchema;
use serde::Serialize;

use super::At;

/// A reviewer's comment. It is no part of the text, and no README shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Comment {
    /// Who wrote it, where the document says so.
    pub author: Option<String>,
    /// Its text; each paragraph is a line.
    pub text: String,
    /// The part of the text that it is about, where the document says so.
    pub at: Option<At>,
}

impl Comment {
    /// A comment whose place is not known yet; blanks at the edges and empty lines are no part of it.
    #[must_use]
    pub fn new(author: Option<&str>, text: &str) -> Self {
        let author = author.map(on_one_line).filter(|author| !author.is_empty());
        let lines: Vec<String> = text.split('\n').map(on_one_line).filter(|line| !line.is_empty()).collect();
        Self { author, text: lines.join("\n"), at: None }
    }
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
