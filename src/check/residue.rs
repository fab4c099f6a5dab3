//! What was left in: the assignment's text, what an assistant said.

use super::article::Article;
use super::sign::Found;
use crate::document::At;
use crate::postmortem::{Quote, Reason, course_phrases};

/// The assignment's text, set apart or left among the author's.
pub(super) fn assignment(article: &Article<'_>) -> Found {
    let mut found = set_apart(article, Reason::AssignmentText, "text of the assignment was left in");
    let mut asks = article.plain().filter(|(_, plain)| course_phrases(plain) > 0).map(|(line, _)| line);
    if let Some(first) = asks.next() {
        let message = match asks.count() {
            0 => "a line of the assignment was left in".to_owned(),
            more => format!("{} lines of the assignment were left in, the first here", more + 1),
        };
        found.push((message, Some(first.at)));
    }
    found
}

/// What chat assistants say.
const SAID: &[&str] = &[
    "as an ai language model",
    "as a language model",
    "feel free to adjust",
    "feel free to modify",
    "feel free to customize",
    "let me know if you need",
    "let me know if you would like",
    "let me know if you d like",
    "would you like me to",
    "i hope this helps",
    "here is a sample postmortem",
    "here s a sample postmortem",
    "chatgpt said",
    "regenerate response",
    "as an ai assistant",
    "as an ai i ",
    "here is your postmortem",
    "here s your postmortem",
    "here is the revised",
    "here s the revised",
    "here is a revised",
    "here s a revised",
    "if you d like i can",
    "if you would like i can",
    "if you want i can",
    "let me know if you want",
    "let me know if there s anything",
    "do you want me to",
    "hope this helps",
    "this postmortem meets your",
    "word count requirement",
];

/// What a chat assistant said, set apart or left among the author's words.
pub(super) fn chat(article: &Article<'_>) -> Found {
    let mut found = set_apart(article, Reason::AssistantResidue, "words of a chat assistant were left in");
    let says = |(_, plain): &(&Quote, &String)| may_be_said(plain) && SAID.iter().any(|phrase| plain.contains(phrase));
    let said = article.plain().filter(says);
    found.extend(said.map(|(line, _)| ("words of a chat assistant were left in".to_owned(), Some(line.at))));
    found
}

/// Whether a line may hold one of the phrases of a chat assistant: each has one of these words in it, whole where it stands between two
/// others, and few lines have any.
fn may_be_said(plain: &str) -> bool {
    const WORDS: [&[u8]; 10] =
        [b"language", b"free", b"know", b"like", b"sample", b"ai", b"your", b"want", b"postmortem", b"count"];
    plain.as_bytes().split(|byte| *byte == b' ').any(|word| match (word.first(), word.last()) {
        (Some(b'l' | b'f' | b'k' | b's' | b'a' | b'y' | b'w' | b'p' | b'c' | b'r'), _)
            if word.starts_with(b"revised") || WORDS.contains(&word) =>
        {
            true
        }
        (_, Some(b'e' | b't')) => [&b"hope"[..], b"chatgpt", b"regenerate"].iter().any(|end| word.ends_with(end)),
        _ => false,
    })
}

fn set_apart(article: &Article<'_>, reason: Reason, message: &str) -> Vec<(String, Option<At>)> {
    let parts = article.unplaced.iter().filter(|part| part.reason == reason);
    parts.map(|part| (message.to_owned(), Some(part.at))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_assistant_says_is_never_ruled_out() {
        for phrase in SAID {
            assert!(may_be_said(&format!("x{phrase}x")), "{phrase}");
            assert!(may_be_said(&format!("x {phrase} x")), "{phrase}");
        }
    }
}
