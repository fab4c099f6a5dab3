//! Text from outside: the course's own words, a chat assistant's, page furniture, links and signatures that stand by themselves.
//!
//! Each is known by its kind of wording, not by one document: the course's text by its fixed phrases, the rest by their form.

mod assistant;
mod course;
mod fold;
mod furniture;
mod link;
mod signature;

use std::ops::ControlFlow;

use super::Reason;
use crate::document::{Block, Inline, walk};

pub(super) use course::course_furniture;
pub(crate) use course::course_phrases;
pub(crate) use fold::folded;
pub(super) use fold::push_folded;

/// A block with its text as it is compared.
struct Part<'a> {
    block: &'a Block,
    /// Its lines, folded, apart by blanks.
    text: String,
    /// Words of that text; one for none.
    words: usize,
    /// Phrases of the course in its lines.
    phrases: usize,
}

impl<'a> Part<'a> {
    fn of(block: &'a Block) -> Self {
        let mut text = String::new();
        let mut phrases = 0;
        each_line(block, |line| {
            let start = text.len();
            push_folded(&mut text, line);
            // Words of two lines are no phrase.
            phrases += course_phrases(text[start..].trim_start());
        });
        Self { block, words: words_of(&text), text, phrases }
    }
}

/// Calls `visit` for each line of a block.
fn each_line(block: &Block, mut visit: impl FnMut(&str)) {
    let _ = walk::texts(std::slice::from_ref(block), &mut |text| {
        text.lines().for_each(&mut visit);
        ControlFlow::Continue(())
    });
}

/// Words of a folded text; one for none.
fn words_of(text: &str) -> usize {
    1 + text.bytes().filter(|byte| *byte == b' ').count()
}

/// Whether a text begins with one of these. Most lines are told by their first letter, at nearly no cost.
fn begins_with(text: &str, beginnings: &[&str]) -> bool {
    let first = text.as_bytes().first();
    beginnings.iter().any(|beginning| beginning.as_bytes().first() == first && text.starts_with(beginning))
}

/// What each top-level block is, where it belongs to no write-up.
pub(super) fn marks(blocks: &[Block]) -> Vec<Option<Reason>> {
    let parts: Vec<Part<'_>> = blocks.iter().map(Part::of).collect();
    let mut marks = vec![None; blocks.len()];
    course::mark(blocks, &parts, &mut marks);
    assistant::mark(&parts, &mut marks);
    furniture::mark(&parts, &mut marks);
    signature::mark(&parts, &mut marks);
    marks
}

/// How many links a block holds, and how many words that are not a bare address.
pub(super) fn links_and_words(block: &Block) -> (usize, usize) {
    let mut links = 0;
    walk::inlines(std::slice::from_ref(block), &mut |inline, _| {
        links += usize::from(matches!(inline, Inline::Link(_)));
    });
    let text = walk::text_of_block(block);
    let (mut words, mut addresses) = (0, 0);
    for word in text.split_whitespace() {
        addresses += usize::from(is_address(word));
        words += usize::from(tells(word));
    }
    (links.max(addresses), words)
}

/// Whether a word is more than a mark, and no bare address.
fn tells(word: &str) -> bool {
    word.chars().any(char::is_alphanumeric) && !is_address(word)
}

fn is_address(word: &str) -> bool {
    word.starts_with("www.")
        || (word.as_bytes().contains(&b'/') && (word.contains("://") || word.contains("docs.google.com/")))
}
