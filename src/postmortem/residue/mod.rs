//! Text from outside: the course's own words, a chat assistant's, page furniture, links and signatures that stand by themselves.
//!
//! Each is known by its kind of wording, not by one document: the course's text by its fixed phrases, the rest by their form.

mod assistant;
mod course;
mod furniture;
mod link;
mod signature;

use super::Reason;
use crate::document::{Block, Inline, plain_text_of_blocks, walk};

pub(super) use course::course_furniture;
pub(crate) use course::course_phrases;

/// Letters and digits of a text in lower case, words apart by one blank.
pub(crate) fn folded(text: &str) -> String {
    if text.is_ascii() {
        return folded_ascii(text);
    }
    let mut out = String::with_capacity(text.len());
    let apart = |c: char| if c.is_ascii() { !c.is_ascii_alphanumeric() } else { !c.is_alphanumeric() };
    for word in text.split(apart).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        if word.is_ascii() {
            out.push_str(word);
        } else {
            out.extend(word.chars().flat_map(char::to_lowercase));
        }
    }
    out.make_ascii_lowercase();
    out
}

/// The same for ASCII, as most texts are, byte by byte: texts are folded many times.
fn folded_ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut apart = false;
    for byte in text.bytes() {
        if !byte.is_ascii_alphanumeric() {
            apart = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut apart) {
            out.push(' ');
        }
        out.push(char::from(byte.to_ascii_lowercase()));
    }
    out
}

/// What each top-level block is, where it belongs to no write-up.
pub(super) fn marks(blocks: &[Block]) -> Vec<Option<Reason>> {
    let lines: Vec<Vec<String>> = blocks
        .iter()
        .map(|block| {
            let text = plain_text_of_blocks(std::slice::from_ref(block));
            text.lines().map(folded).filter(|line| !line.is_empty()).collect()
        })
        .collect();
    let texts: Vec<String> = lines.iter().map(|lines| lines.join(" ")).collect();
    let mut marks = vec![None; blocks.len()];
    course::mark(blocks, &lines, &mut marks);
    assistant::mark(blocks, &texts, &mut marks);
    furniture::mark(blocks, &texts, &mut marks);
    signature::mark(blocks, &texts, &mut marks);
    marks
}

/// How many links a block holds, and how many words that are not a bare address.
pub(super) fn links_and_words(block: &Block) -> (usize, usize) {
    let mut links = 0;
    walk::inlines(std::slice::from_ref(block), &mut |inline, _| {
        links += usize::from(matches!(inline, Inline::Link(_)));
    });
    let text = plain_text_of_blocks(std::slice::from_ref(block));
    let (mut words, mut addresses) = (0, 0);
    for word in text.split_whitespace() {
        if word.contains("://") || word.starts_with("www.") || word.contains("docs.google.com/") {
            addresses += 1;
        } else {
            words += usize::from(word.chars().any(char::is_alphanumeric));
        }
    }
    (links.max(addresses), words)
}
