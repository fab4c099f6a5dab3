//! Placeholders of a template that were left in.

use super::article::Article;
use super::sign::Found;
use crate::bytes::set_of;
use crate::postmortem::folded;

/// Most characters between the brackets of a placeholder.
const LONGEST_BLANK: usize = 80;

/// Placeholders that were not filled in.
pub(super) fn left_in(article: &Article<'_>) -> Found {
    let title = article.postmortem.title.as_deref().and_then(left_open).map(|word| (word, None));
    let lines = article.physical.iter().filter_map(|line| Some((left_open(&line.text)?, Some(line.at))));
    title.into_iter().chain(lines).map(|(word, at)| (format!("`{word}` was not filled in"), at)).collect()
}

/// The first placeholder of a line: `{{date}}`, `[Your Name]`, `<insert time>`, `insert_link`, `XX:XX`, `TBD`, `lorem ipsum dolor`.
pub(crate) fn left_open(line: &str) -> Option<String> {
    let Marks { has_bracket, word, may_fill } = Marks::of(line);
    let inside = if has_bracket { bracketed(line) } else { None };
    inside.or_else(|| word.map(str::to_owned)).or_else(|| if may_fill { filler(line).map(str::to_owned) } else { None })
}

/// What one look at each byte of a line finds.
#[derive(Default)]
struct Marks<'l> {
    has_bracket: bool,
    /// The first word that is open.
    word: Option<&'l str>,
    /// Whether a [`filler`] may stand in it.
    may_fill: bool,
}

/// The bytes that a placeholder has one of.
const MARKS: [bool; 256] = set_of(b"{[<_:TXYMxym");

impl<'l> Marks<'l> {
    fn of(line: &'l str) -> Self {
        let bytes = line.as_bytes();
        let mut found = Self::default();
        // The end of the word that was looked at last.
        let mut end = 0;
        for (at, byte) in bytes.iter().enumerate().filter(|(_, byte)| MARKS[usize::from(**byte)]) {
            let before = at.checked_sub(1).and_then(|before| bytes.get(before));
            let next = bytes.get(at + 1);
            found.has_bracket |= matches!(byte, b'{' | b'[' | b'<');
            found.may_fill |= may_fill(*byte, before, next);
            if at >= end && found.word.is_none() && may_be_open(*byte, before, next) {
                let begin = line[..at].rfind(char::is_whitespace).map_or(0, |blank| blank + width(&line[blank..]));
                end = line[at..].find(char::is_whitespace).map_or(line.len(), |blank| at + blank);
                let word =
                    line[begin..end].trim_matches(|c: char| matches!(c, '.' | ',' | ';' | ')' | '(' | '*' | '"'));
                found.word = Some(word).filter(|word| is_open_word(word));
            }
        }
        found
    }
}

/// Bytes of the first character.
fn width(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

/// Whether a byte between two others may stand in a word for which [`is_open_word`] holds: each such word has one that does.
fn may_be_open(byte: u8, before: Option<&u8>, next: Option<&u8>) -> bool {
    match byte {
        b'_' => true,
        b':' => before.is_some_and(|byte| matches!(byte | 0x20, b'x' | b'h' | b'm')),
        b'T' => next == Some(&b'B'),
        b'X' => matches!(next, Some(b'X' | b'%' | b'M')),
        b'Y' => next == Some(&b'Y'),
        _ => false,
    }
}

/// Whether a byte between two others may stand in a [`filler`]: `text`, `your name`, `lorem ipsum`.
fn may_fill(byte: u8, before: Option<&u8>, next: Option<&u8>) -> bool {
    let is = |found: Option<&u8>, wanted: u8| found.is_some_and(|byte| byte | 0x20 == wanted);
    match byte | 0x20 {
        b'x' => is(before, b'e') && is(next, b't'),
        b'y' => is(next, b'o'),
        b'm' => next == Some(&b' '),
        _ => false,
    }
}

/// What stands in brackets and asks for something.
fn bracketed(line: &str) -> Option<String> {
    for (open, close) in [("{{", "}}"), ("[", "]"), ("<", ">"), ("{", "}")] {
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
    None
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// [`left_open`] in as many looks at a line as there are kinds of placeholders.
    fn searched(line: &str) -> Option<String> {
        let words = line
            .split_whitespace()
            .map(|word| word.trim_matches(|c: char| matches!(c, '.' | ',' | ';' | ')' | '(' | '*' | '"')));
        let word = || words.clone().find(|word| is_open_word(word)).map(str::to_owned);
        bracketed(line).or_else(word).or_else(|| filler(line).map(str::to_owned))
    }

    fn line() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            proptest::sample::select(vec![
                "insert_link",
                "Your_",
                "XX",
                "XX:XX",
                "hh:MM",
                "X%",
                "TBD",
                "tbc",
                "FIXME",
                "YYYY-MM-DD",
                "DD/MM/YYYY",
                "___",
                "(",
                ".",
                " ",
                "\u{a0}",
                "14:30",
                "{{date}}",
                "[your name]",
                "<b>",
                "Lorem Ipsum",
                "your text here",
                "Your Name here",
                "text goes here",
                "click here to enter text",
                "replace THIS text",
                "an ai assistant",
                "next",
                "é",
            ])
            .prop_map(str::to_owned),
            "[ -~]{0,4}",
        ];
        proptest::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]

        #[test]
        fn one_look_finds_what_many_find(line in line()) {
            prop_assert_eq!(left_open(&line), searched(&line));
        }
    }
}
