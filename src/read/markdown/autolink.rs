//! Bare URLs in running text, as GitHub links them (GFM 6.9, extended www and URL autolinks).
//!
//! Two deviations: mail addresses stay text, and a colon or a dot that the author escaped (`https\://`, `www\.`)
//! keeps a URL from becoming a link, as it does on GitHub.

use crate::document::{Inline, Link};

/// Running text, and where the source was not written literally: before and behind escapes and entities.
#[derive(Default)]
pub(super) struct Run {
    text: String,
    seams: Vec<usize>,
}

impl Run {
    /// Appends text that follows what stands before it without a gap.
    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Marks the place reached so far as a seam.
    pub(super) fn seam(&mut self) {
        self.seams.push(self.text.len());
    }

    /// The text as it is.
    pub(super) fn into_text(self) -> String {
        self.text
    }

    /// The text with links for its bare URLs. Linear in its length.
    pub(super) fn into_inlines(self) -> Vec<Inline> {
        let mut out = Vec::new();
        let (mut done, mut at) = (0, 0);
        while let Some(found) = self.next_link(at, done) {
            push_text(&mut out, self.text.get(done..found.start).unwrap_or_default());
            let shown = self.text.get(found.start..found.end).unwrap_or_default();
            let url = format!("{}{shown}", found.prefix);
            out.push(Inline::Link(Link { text: vec![Inline::text(shown)], url, title: None }));
            done = found.end;
            at = found.end;
        }
        push_text(&mut out, self.text.get(done..).unwrap_or_default());
        out
    }

    fn next_link(&self, from: usize, done: usize) -> Option<Found> {
        let bytes = self.text.as_bytes();
        (from..bytes.len()).find_map(|at| match bytes.get(at)? {
            b':' => self.url(at, done),
            b'w' | b'W' => self.www(at, done),
            _ => None,
        })
    }

    /// A URL whose scheme ends before the colon at `colon`.
    fn url(&self, colon: usize, done: usize) -> Option<Found> {
        let rest = self.text.get(colon..)?.strip_prefix("://")?;
        let before = self.text.get(done..colon)?;
        let scheme = ["https", "http", "ftp"].into_iter().find(|scheme| ends_with(before, scheme))?;
        let start = colon - scheme.len();
        if self.is_sewn(start, colon + 3) || last_is(self.text.get(done..start)?, char::is_alphanumeric) {
            return None;
        }
        let domain = domain(rest)?;
        Some(Found { start, end: colon + 3 + extent(rest, domain), prefix: "" })
    }

    fn www(&self, start: usize, done: usize) -> Option<Found> {
        let rest = self.text.get(start..)?;
        if !rest.get(..4)?.eq_ignore_ascii_case("www.") || self.is_sewn(start, start + 4) {
            return None;
        }
        let before = self.text.get(done..start)?;
        if last_is(before, |c| !c.is_whitespace() && !matches!(c, '*' | '_' | '~' | '(')) {
            return None;
        }
        let domain = domain(rest)?;
        // The part behind `www.` must exist.
        (domain > 4).then(|| Found { start, end: start + extent(rest, domain), prefix: "http://" })
    }

    /// Whether an escape or an entity stands inside a range.
    fn is_sewn(&self, start: usize, end: usize) -> bool {
        let next = self.seams.partition_point(|seam| *seam <= start);
        self.seams.get(next).is_some_and(|seam| *seam < end)
    }
}

struct Found {
    start: usize,
    end: usize,
    prefix: &'static str,
}

fn push_text(out: &mut Vec<Inline>, text: &str) {
    if !text.is_empty() {
        out.push(Inline::text(text));
    }
}

fn ends_with(text: &str, scheme: &str) -> bool {
    let start = text.len().checked_sub(scheme.len());
    start.and_then(|start| text.get(start..)).is_some_and(|end| end.eq_ignore_ascii_case(scheme))
}

fn last_is(text: &str, expected: impl FnOnce(char) -> bool) -> bool {
    text.chars().next_back().is_some_and(expected)
}

/// Length of the domain at the start; `None` if it is no valid one: empty, or with `_` in its last two parts.
fn domain(text: &str) -> Option<usize> {
    let end = text.find(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '_' | '.')).unwrap_or(text.len());
    let domain = text.get(..end)?;
    let starts_well = domain.starts_with(char::is_alphanumeric);
    let mut parts = domain.trim_end_matches('.').rsplit('.');
    let last_two = [parts.next().unwrap_or_default(), parts.next().unwrap_or_default()];
    (starts_well && !last_two.iter().any(|part| part.contains('_'))).then_some(end)
}

/// Length of a URL whose domain is valid: up to white space or `<`, without the punctuation that ends a sentence.
fn extent(text: &str, domain: usize) -> usize {
    let rest = text.get(domain..).unwrap_or_default();
    let end = domain + rest.find(|c: char| c.is_whitespace() || c == '<').unwrap_or(rest.len());
    let mut url = text.get(..end).unwrap_or_default();
    let opened = count(url, b'(');
    let mut closed = count(url, b')');
    while let Some(last) = url.chars().next_back() {
        let shorter = match last {
            '?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '\'' | '"' => url.len() - 1,
            ')' if closed > opened => {
                closed -= 1;
                url.len() - 1
            }
            ';' => match without_entity(url) {
                Some(shorter) => shorter,
                None => break,
            },
            _ => break,
        };
        url = url.get(..shorter).unwrap_or_default();
    }
    url.len()
}

fn count(text: &str, byte: u8) -> usize {
    text.bytes().filter(|b| *b == byte).count()
}

/// The length without an entity-like end: `&amp;`.
fn without_entity(url: &str) -> Option<usize> {
    let name = url.strip_suffix(';')?;
    let start = name.trim_end_matches(|c: char| c.is_ascii_alphanumeric());
    (start.len() < name.len() && start.ends_with('&')).then(|| start.len() - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The links found in a text, as `shown>url`.
    fn links(text: &str) -> Vec<String> {
        let mut run = Run::default();
        for (index, piece) in text.split('\\').enumerate() {
            if index > 0 {
                run.seam();
            }
            run.push(piece);
        }
        let found = run.into_inlines();
        assert_eq!(crate::document::plain_text(&found), text.replace('\\', ""));
        found
            .iter()
            .filter_map(|inline| match inline {
                Inline::Link(link) => Some(format!("{}>{}", crate::document::plain_text(&link.text), link.url)),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn bare_urls_are_links() {
        for (text, expected) in [
            ("see https://a.b/c?d=1&e=2.", "https://a.b/c?d=1&e=2"),
            ("(http://a.b/x_(y))", "http://a.b/x_(y)"),
            ("http://a.b/x;", "http://a.b/x;"),
            ("http://a.b/x&amp;", "http://a.b/x"),
            ("HTTP://A.B", "HTTP://A.B"),
            ("http://localhost:8080/health", "http://localhost:8080/health"),
            ("https://b\u{fc}cher.example/\u{e9}, then", "https://b\u{fc}cher.example/\u{e9}"),
            ("https://a.b/c\\_d", "https://a.b/c_d"),
            ("\"https://a.b\"", "https://a.b"),
        ] {
            assert_eq!(links(text), [format!("{expected}>{expected}")], "{text}");
        }
        assert_eq!(links("www.a.com/x"), ["www.a.com/x>http://www.a.com/x"]);
        assert_eq!(links("http://a.b http://c.d").len(), 2);
    }

    #[test]
    fn other_text_is_not() {
        for text in [
            "https\\://a.b",
            "www\\.a.com",
            "xhttp://a.b",
            "http://",
            "http:// a",
            "www.",
            "awww.a.b",
            "http://a_b.c",
            "a:b",
            "a@b.c",
        ] {
            assert_eq!(links(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn long_texts_take_linear_time() {
        for text in ["http://", "www.", "www.a_b ", "http://a.b&amp;", "http://a)", "://", "http://a.b;"] {
            links(&text.repeat(50_000));
        }
        links(&format!("http://a.b/{}", "&a;".repeat(50_000)));
    }
}
