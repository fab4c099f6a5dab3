//! What was left in: placeholders of a template, the assignment's text, what an assistant said.

use super::article::Article;
use super::sign::Found;
use crate::document::At;
use crate::postmortem::{Quote, Reason, course_phrases, folded};

/// Most characters between the brackets of a placeholder.
const LONGEST_BLANK: usize = 80;

/// Placeholders that were not filled in.
pub(super) fn placeholder(article: &Article<'_>) -> Found {
    let title = article.postmortem.title.as_deref().and_then(left_open).map(|word| (word, None));
    let lines = article.physical.iter().filter_map(|line| Some((left_open(&line.text)?, Some(line.at))));
    title.into_iter().chain(lines).map(|(word, at)| (format!("`{word}` was not filled in"), at)).collect()
}

/// The first placeholder of a line: `{{date}}`, `[Your Name]`, `<insert time>`, `insert_link`, `XX:XX`, `TBD`, `lorem ipsum dolor`.
pub(crate) fn left_open<'l>(line: &'l str) -> Option<String> {
    let brackets = [("{{", "}}"), ("[", "]"), ("<", ">"), ("{", "}")];
    for (open, close) in brackets.into_iter().filter(|_| line.contains(['{', '[', '<'])) {
        for (start, _) in line.match_indices(open) {
            let behind = &line[start + open.len()..];
            let Some(end) =
                behind.char_indices().take(LONGEST_BLANK).map(|(at, _)| at).find(|at| behind[*at..].starts_with(close))
            else {
                continue;
            };
            let inside = &behind[..end];
            if (open == "{{" && end > 0) || is_blank(inside) {
                return Some(format!("{open}{inside}{close}"));
            }
        }
    }
    let trim = |word: &'l str| word.trim_matches(|c: char| matches!(c, '.' | ',' | ';' | ')' | '(' | '*' | '"'));
    let open = if line.bytes().any(is_open) {
        line.split_whitespace().map(trim).find(|word| is_open_word(word))
    } else {
        None
    };
    open.or_else(|| filler(line)).map(str::to_owned)
}

/// Text that a template holds in the place of one.
fn filler(line: &str) -> Option<&str> {
    const FILLERS: &[&str] = &[
        "lorem ipsum",
        "your text here",
        "your name here",
        "text goes here",
        "click here to enter text",
        "replace this text",
    ];
    // The first two letters rule out nearly every place, for all of them together.
    let may_begin = |pair: &[u8]| {
        let (first, second) = (pair[0] | 0x20, pair[1] | 0x20);
        matches!((first, second), (b'l' | b'y', b'o') | (b't' | b'r', b'e') | (b'c', b'l'))
    };
    let is_at = |at: usize, filler: &&str| {
        line.as_bytes().get(at..at + filler.len()).is_some_and(|part| part.eq_ignore_ascii_case(filler.as_bytes()))
    };
    let places = || line.as_bytes().windows(2).enumerate().filter(|(_, pair)| may_begin(pair)).map(|(at, _)| at);
    if !places().any(|at| FILLERS.iter().any(|filler| is_at(at, filler))) {
        return None;
    }
    FILLERS.iter().find_map(|filler| line.get(places().find(|at| is_at(*at, filler))?..)?.get(..filler.len()))
}

/// Whether the words in brackets ask for something to be filled in.
fn is_blank(inside: &str) -> bool {
    const ASKING: &[&str] = &[
        "insert",
        "your",
        "todo",
        "tbd",
        "fill",
        "enter",
        "add",
        "placeholder",
        "xx",
        "specify",
        "describe",
        "name",
        "date",
        "time",
        "start time",
        "end time",
        "service name",
        "duration",
        "percentage",
        "number",
        "x",
        "team name",
        "time zone",
        "timezone",
        "link",
        "company name",
        "product name",
        "zone",
        "title",
        "author",
        "author name",
        "service",
        "team",
        "percent",
        "start",
        "end",
        "root cause",
        "impact",
        "day",
        "month",
        "url",
        "email",
        "incident name",
        "project name",
        "full name",
    ];
    const BEGINNINGS: &[&str] = &[
        "insert ",
        "your ",
        "todo",
        "fill ",
        "enter ",
        "add ",
        "describe ",
        "specify ",
        "name of ",
        "date of ",
        "replace ",
        "service name",
        "team name",
        "to be ",
    ];
    let plain = folded(inside);
    let short = plain.split(' ').count() <= 8;
    short && (ASKING.contains(&plain.as_str()) || BEGINNINGS.iter().any(|beginning| plain.starts_with(beginning)))
}

/// Whether a byte stands in words that are open; most words have none of these.
fn is_open(byte: u8) -> bool {
    matches!(byte, b'_' | b':' | b'T' | b'X' | b'Y')
}

fn is_open_word(word: &str) -> bool {
    if !word.bytes().any(is_open) {
        return false;
    }
    let begins = |start: &&str| {
        word.len() > start.len() && word.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start))
    };
    let is_digits = |part: &str| ["xx", "hh", "mm"].iter().any(|digits| part.eq_ignore_ascii_case(digits));
    let rest_is_open = |rest: &str| rest.chars().all(|c| matches!(c, 'X' | '%'));
    ["insert_", "your_", "todo_", "enter_"].iter().any(begins)
        || (word.contains(':') && word.split(':').all(is_digits))
        || word.len() >= 3 && word.chars().all(|c| c == '_')
        || word.strip_prefix("XX").is_some_and(rest_is_open)
        || matches!(word, "TBD" | "TBA" | "TBC" | "FIXME" | "YYYY-MM-DD" | "MM/DD/YYYY" | "DD/MM/YYYY" | "X%")
}

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

/// What a chat assistant said, set apart or left among the author's words.
pub(super) fn chat(article: &Article<'_>) -> Found {
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
    let mut found = set_apart(article, Reason::AssistantResidue, "words of a chat assistant were left in");
    let says = |(_, plain): &(&Quote, &String)| may_be_said(plain) && SAID.iter().any(|phrase| plain.contains(phrase));
    let said = article.plain().filter(says);
    found.extend(said.map(|(line, _)| ("words of a chat assistant were left in".to_owned(), Some(line.at))));
    found
}

/// Whether a line may hold one of the phrases of a chat assistant: each has one of these words in it, whole where it stands between two
/// others, and few lines have any.
fn may_be_said(plain: &str) -> bool {
    plain.split(' ').any(|word| {
        matches!(
            word,
            "language" | "free" | "know" | "like" | "sample" | "ai" | "your" | "want" | "postmortem" | "count"
        ) || word.starts_with("revised")
            || ["hope", "chatgpt", "regenerate"].iter().any(|end| word.ends_with(end))
    })
}

fn set_apart(article: &Article<'_>, reason: Reason, message: &str) -> Vec<(String, Option<At>)> {
    let parts = article.unplaced.iter().filter(|part| part.reason == reason);
    parts.map(|part| (message.to_owned(), Some(part.at))).collect()
}
