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
pub(crate) fn left_open(line: &str) -> Option<String> {
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
    let word = line
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| matches!(c, '.' | ',' | ';' | ')' | '(' | '*' | '"')));
    word.into_iter().find(|word| is_open_word(word)).map(str::to_owned).or_else(|| filler(line).map(str::to_owned))
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
    let found = |filler: &&str| {
        let filler = filler.as_bytes();
        // The first letter rules out nearly every place.
        let is_filler = |part: &[u8]| part[0].to_ascii_lowercase() == filler[0] && part.eq_ignore_ascii_case(filler);
        line.as_bytes().windows(filler.len()).position(is_filler)
    };
    FILLERS.iter().find_map(|filler| line.get(found(filler)?..)?.get(..filler.len()))
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

fn is_open_word(word: &str) -> bool {
    // Anything that is open has one of these in it, and most words have none.
    if !word.bytes().any(|byte| matches!(byte, b'_' | b':' | b'T' | b'X' | b'Y')) {
        return false;
    }
    let lower = word.to_lowercase();
    let digits_open = lower.contains(':') && lower.split(':').all(|part| part == "xx" || part == "hh" || part == "mm");
    let rest_is_open = |rest: &str| rest.chars().all(|c| matches!(c, 'X' | '%'));
    (["insert_", "your_", "todo_", "enter_"].iter().any(|start| lower.starts_with(start) && lower.len() > start.len()))
        || digits_open
        || word.len() >= 3 && word.chars().all(|c| c == '_')
        || word.strip_prefix("XX").is_some_and(rest_is_open)
        || matches!(word, "TBD" | "TBA" | "TBC" | "FIXME" | "YYYY-MM-DD" | "MM/DD/YYYY" | "DD/MM/YYYY" | "X%")
}

/// The assignment's text, set apart or left among the author's.
pub(super) fn assignment(article: &Article<'_>) -> Found {
    let mut found = set_apart(article, Reason::AssignmentText, "text of the assignment was left in");
    let mut asks = article.physical.iter().filter(|line| course_phrases(&folded(&line.text)) > 0);
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
    let says = |line: &&Quote| {
        let plain = folded(&line.text);
        SAID.iter().any(|phrase| plain.contains(phrase))
    };
    found.extend(
        article
            .physical
            .iter()
            .filter(says)
            .map(|line| ("words of a chat assistant were left in".to_owned(), Some(line.at))),
    );
    found
}

fn set_apart(article: &Article<'_>, reason: Reason, message: &str) -> Vec<(String, Option<At>)> {
    let parts = article.unplaced.iter().filter(|part| part.reason == reason);
    parts.map(|part| (message.to_owned(), Some(part.at))).collect()
}
