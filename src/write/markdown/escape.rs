//! Backslashes where a character would be read as markup, and nowhere else.

use super::runs::{Mark, Token};

/// What stands in a block of running text, as far as escapes depend on it.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Surroundings {
    /// Runs of backticks anywhere in the block.
    backticks: usize,
    /// Runs of tildes, and struck text.
    tildes: usize,
}

impl Surroundings {
    /// Looks through a block.
    pub(super) fn of(tokens: &[Token<'_>]) -> Self {
        let mut found = Self::default();
        for token in tokens {
            match token {
                Token::Text(text) => {
                    found.backticks += runs_of(text, '`');
                    found.tildes += runs_of(text, '~');
                }
                // A picture's address is not known here, so that it may hold some.
                Token::Code(_) | Token::Image(_) => found.backticks += 2,
                Token::Open(Mark::Strike) => found.tildes += 2,
                Token::OpenLink(target) => {
                    found.backticks +=
                        runs_of(target.url, '`') * 2 + runs_of(target.title.unwrap_or_default(), '`') * 2;
                }
                _ => {}
            }
        }
        found
    }

    /// Takes everything for markup that could be; for text whose surroundings are not known.
    pub(super) fn crowded() -> Self {
        Self { backticks: 2, tildes: 2 }
    }
}

fn runs_of(text: &str, mark: char) -> usize {
    if !text.contains(mark) {
        return 0;
    }
    let mut last = '\0';
    let mut runs = 0;
    for c in text.chars() {
        runs += usize::from(c == mark && last != mark);
        last = c;
    }
    runs
}

/// Where a piece of text stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around {
    /// The character written before it on its line; `None` at the start.
    pub(super) before: Option<char>,
    /// The character written behind it; a line feed at the end of a line, `None` at the end of the block.
    pub(super) after: Option<char>,
    /// Whether blocks can begin where it begins.
    pub(super) line: LinePlace,
    /// Whether it is the text of a link or a picture.
    pub(super) link: LinkPlace,
    /// Whether something stands before it in the block, such as an opening bracket.
    pub(super) is_continued: bool,
    /// What else stands in the block.
    pub(super) surroundings: Surroundings,
}

/// Whether blocks can begin where a text begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LinePlace {
    /// At the start of a line of a paragraph.
    Start,
    /// Anywhere else.
    Middle,
}

/// Whether a text is that of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LinkPlace {
    /// Brackets around it have a meaning.
    Inside,
    /// Bare URLs would become links.
    Outside,
}

/// A line of text with the escapes that it needs wherever it may stand: at the start of a line, behind other text.
pub(super) fn anywhere(text: &str) -> String {
    let around = Around {
        before: None,
        after: None,
        line: LinePlace::Start,
        link: LinkPlace::Outside,
        is_continued: true,
        surroundings: Surroundings::crowded(),
    };
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    push_escaped(&mut out, text, around);
    out
}

/// Appends text with the escapes that it needs. Linear in its length.
pub(super) fn push_escaped(out: &mut String, text: &str, around: Around) {
    let start = match around.line {
        LinePlace::Start => line_start(text, matches!(around.after, None | Some('\n'))),
        LinePlace::Middle => None,
    };
    let opens_definition = around.line == LinePlace::Start && text.starts_with('[') && is_definition(text, around);
    let scan = Scan { text, around };
    let mut written = 0;
    // The end of the run of equal characters that is being written, and what stood before it.
    let mut run = (0, None);
    // An escape cuts a run of delimiters, the rest of which would be another one.
    let start_run = start.filter(|start| *start == 0).and_then(|_| text.chars().next()).map_or(0, |c| {
        if matches!(c, '~' | '`' | '*' | '_') { text.len() - text.trim_start_matches(c).len() } else { 0 }
    });
    let mut has_opening = around.link == LinkPlace::Inside || around.is_continued;
    for (at, byte) in text.bytes().enumerate() {
        if !(may_mean(byte) || start == Some(at) || at < start_run) {
            continue;
        }
        let c = char::from(byte);
        if at >= run.0 {
            let length = text.get(at..).map_or(0, |rest| rest.len() - rest.trim_start_matches(c).len());
            run = (at + length, text.get(..at).and_then(|done| done.chars().next_back()).or(around.before));
        }
        let next = text.get(at + 1..).and_then(|rest| rest.chars().next()).or(around.after);
        let behind_run = text.get(run.0..).and_then(|rest| rest.chars().next()).or(around.after);
        let is_escaped = start == Some(at)
            || at < start_run
            || (at == 0 && opens_definition)
            || (c == ']' && has_opening && scan.closes(next))
            || scan.needs(c, at, next, run.1, behind_run);
        has_opening |= c == '[';
        if is_escaped {
            out.push_str(text.get(written..at).unwrap_or_default());
            out.push('\\');
            written = at;
        }
    }
    out.push_str(text.get(written..).unwrap_or_default());
}

/// Whether a character may have a meaning in Markdown wherever it stands; all that may is ASCII.
fn may_mean(byte: u8) -> bool {
    matches!(byte, b'\\' | b'*' | b'_' | b'~' | b'`' | b'[' | b']' | b'<' | b'&' | b'!' | b':' | b'.')
}

struct Scan<'a> {
    text: &'a str,
    around: Around,
}

impl Scan<'_> {
    fn needs(
        &self,
        c: char,
        at: usize,
        next: Option<char>,
        before_run: Option<char>,
        behind_run: Option<char>,
    ) -> bool {
        let is_linked = self.around.link == LinkPlace::Inside;
        match c {
            '\\' => next.is_none_or(|next| next.is_ascii_punctuation() || next == '\n'),
            '*' => !(is_blank(before_run) && is_blank_behind(behind_run)),
            '_' => {
                let is_alone = is_blank(before_run) && is_blank_behind(behind_run);
                let is_in_word = is_letter(before_run) && is_letter(behind_run);
                !is_alone && !is_in_word
            }
            '~' => self.around.surroundings.tildes > 1 && !(is_blank(before_run) && is_blank_behind(behind_run)),
            '`' => self.around.surroundings.backticks > 1,
            '[' => is_linked || next == Some('^'),
            '<' => next.is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?')),
            '&' => self.text.get(at + 1..).is_some_and(is_entity),
            '!' => at + 1 == self.text.len() && next == Some('['),
            ':' if !is_linked => self.ends_scheme(at),
            '.' if !is_linked => self.ends_www(at),
            _ => false,
        }
    }

    /// Whether a closing bracket before `next` could end a link.
    fn closes(&self, next: Option<char>) -> bool {
        self.around.link == LinkPlace::Inside || matches!(next, Some('(' | '['))
    }

    /// Whether a colon makes a bare URL of what stands around it (GFM 6.9).
    fn ends_scheme(&self, colon: usize) -> bool {
        let before =
            self.text.get(colon.saturating_sub(5)..colon).or_else(|| self.text.get(colon.saturating_sub(4)..colon));
        let before = before.or_else(|| self.text.get(colon.saturating_sub(3)..colon)).unwrap_or_default();
        let before = before.to_ascii_lowercase();
        let has_scheme = ["http", "https", "ftp"].iter().any(|scheme| before.ends_with(scheme));
        let rest = self.text.get(colon..).and_then(|rest| rest.strip_prefix("://"));
        has_scheme && rest.is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
    }

    /// Whether a dot makes a bare URL of what stands around it: `www.`
    fn ends_www(&self, dot: usize) -> bool {
        let Some(start) = dot.checked_sub(3) else { return false };
        let is_www = self.text.get(start..dot).is_some_and(|www| www.eq_ignore_ascii_case("www"));
        let rest = self.text.get(dot + 1..).unwrap_or_default();
        let before = self.text.get(..start).and_then(|before| before.chars().next_back());
        is_www && rest.starts_with(char::is_alphanumeric) && !before.is_some_and(char::is_alphanumeric)
    }
}

fn is_blank(c: Option<char>) -> bool {
    c.is_none_or(char::is_whitespace)
}

/// A line that is broken ends in a backslash, which is no blank.
fn is_blank_behind(c: Option<char>) -> bool {
    c != Some('\n') && is_blank(c)
}

fn is_letter(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphanumeric)
}

/// Whether the text behind `&` makes an entity or a character reference of it (CommonMark 2.5).
pub(super) fn is_entity(rest: &str) -> bool {
    let name: &str = rest.get(..rest.len().min(40)).or_else(|| rest.get(..rest.len().min(37))).unwrap_or(rest);
    let Some((name, _)) = name.split_once(';') else { return false };
    match name.strip_prefix('#') {
        Some(number) => !number.is_empty() && number.bytes().all(|b| b.is_ascii_hexdigit() || matches!(b, b'x' | b'X')),
        None => !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric()),
    }
}

/// The character at the start of a line that must be escaped, so that no block begins there.
fn line_start(text: &str, ends: bool) -> Option<usize> {
    let first = text.chars().next()?;
    let is_only = |allowed: &[char]| ends && text.trim_end().chars().all(|c| allowed.contains(&c));
    let is_line = match first {
        '#' | '>' => true,
        '-' => is_marker(text.get(1..)?, ends) || is_only(&['-', ' ']) || is_only(&['-', ':', '|', ' ']),
        '+' | '*' => is_marker(text.get(1..)?, ends) || is_only(&[first, ' ']),
        '_' | '=' => is_only(&[first, ' ']),
        '`' | '~' => text.starts_with(&String::from(first).repeat(3)),
        ':' | '|' => is_only(&['-', ':', '|', ' ']),
        '0'..='9' => return numbered(text, ends),
        _ => false,
    };
    is_line.then_some(0)
}

fn is_marker(rest: &str, ends: bool) -> bool {
    if rest.is_empty() { ends } else { rest.starts_with([' ', '\t']) }
}

fn numbered(text: &str, ends: bool) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let is_number =
        digits <= 9 && text.get(digits..)?.starts_with(['.', ')']) && is_marker(text.get(digits + 1..)?, ends);
    is_number.then_some(digits)
}

/// Whether a bracket at the start of a line opens a link definition or a check box.
fn is_definition(text: &str, around: Around) -> bool {
    let is_box = text.get(1..3).is_some_and(|inside| matches!(inside, " ]" | "x]" | "X]"));
    let crosses = around.after.is_some() && !text.contains(']');
    is_box || text.contains("]:") || crosses
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str) -> String {
        let surroundings = Surroundings::of(&[Token::Text(text.into())]);
        let around = Around {
            before: None,
            after: None,
            line: LinePlace::Start,
            link: LinkPlace::Outside,
            is_continued: false,
            surroundings,
        };
        let mut out = String::new();
        push_escaped(&mut out, text, around);
        out
    }

    #[test]
    fn markup_is_escaped() {
        for (text, expected) in [
            ("# a", "\\# a"),
            ("- a", "\\- a"),
            ("---", "\\---"),
            ("1. a", "1\\. a"),
            ("2023) a", "2023\\) a"),
            ("> a", "\\> a"),
            ("===", "\\==="),
            ("```", "\\`\\`\\`"),
            ("|---|", "\\|---|"),
            ("[ ] a", "\\[ ] a"),
            ("[a]: b", "\\[a]: b"),
            ("[^1]", "\\[^1]"),
            ("[a](b)", "[a\\](b)"),
            ("*a*", "\\*a\\*"),
            ("_a_", "\\_a\\_"),
            ("`a`", "\\`a\\`"),
            ("~~a~~", "\\~\\~a\\~\\~"),
            ("<b>", "\\<b>"),
            ("&amp; &#1;", "\\&amp; \\&#1;"),
            ("a\\*", "a\\\\\\*"),
            ("https://a.b", "https\\://a.b"),
            ("www.a.b", "www\\.a.b"),
        ] {
            assert_eq!(escaped(text), expected);
        }
    }

    #[test]
    fn plain_text_is_not() {
        for text in [
            "snake_case and 2 * 3",
            "-5 degrees",
            "1.5 hours",
            "a ~5 minutes",
            "5 < 6 && 7 > 6",
            "C:\\temp",
            "[1] [sic]",
            "it's `",
            "a@b.c",
            "AT&T x; y",
            "wow! (x)",
            "10:30 - down",
            "a | b",
            "= 3",
            "100%",
            "http://",
            "a [x] b",
        ] {
            assert_eq!(escaped(text), text);
        }
    }
}
