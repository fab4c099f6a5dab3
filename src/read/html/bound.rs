//! Bounds on the markup before it is parsed.
//!
//! An HTML parser looks through its open elements and its attributes for every tag, so a page of nothing but opening tags
//! takes it quadratic time. One linear scan takes out what would make that happen, and what has no text for a reader:
//! tags nested deeper than [`DEPTH`], formatting that is opened again and again, attributes past [`ATTRIBUTES`],
//! comments and the contents of scripts. Text is never taken out of what a browser would show.

use std::borrow::Cow;

use super::element::{self, Kind};
use crate::notice::{Notice, Notices};

/// Deepest nesting of elements that is handed to the parser. Real pages stay below 100.
const DEPTH: usize = 256;

/// Formatting elements that may be open at once: the parser opens all of them again in each block (WHATWG 13.2.4.3).
const FORMATTING: usize = 48;

/// Attributes of one tag that are kept: the parser compares each with all before it.
const ATTRIBUTES: usize = 64;

/// The markup without what would make parsing slow.
pub(crate) fn bound<'a>(html: &'a str, notices: &mut Notices) -> Cow<'a, str> {
    let mut scan = Scan {
        html,
        at: 0,
        copied: 0,
        kept: String::new(),
        open: Vec::new(),
        formatting: Vec::new(),
        dropped: Vec::new(),
        roots: 0,
        notices,
    };
    scan.run();
    if scan.copied == 0 {
        return Cow::Borrowed(html);
    }
    let rest = html.get(scan.copied..).unwrap_or_default();
    scan.kept.push_str(rest);
    Cow::Owned(scan.kept)
}

/// An element that the scan believes to be open.
struct Open<'a> {
    name: &'a str,
    kind: Kind,
    /// How many formatting elements were open before it.
    formatting: usize,
}

struct Scan<'a, 'n> {
    html: &'a str,
    /// Byte offset of what is looked at next.
    at: usize,
    /// Everything before this byte offset is copied or left out.
    copied: usize,
    kept: String,
    open: Vec<Open<'a>>,
    formatting: Vec<&'a str>,
    /// Names of the tags that were left out and may still be closed.
    dropped: Vec<&'a str>,
    /// How many `html` and `body` tags were met; the parser merges the attributes of all of them.
    roots: usize,
    notices: &'n mut Notices,
}

/// A start tag: where it ends and where its surplus attributes begin.
struct Tag {
    end: usize,
    surplus: Option<usize>,
    self_closing: bool,
}

impl<'a> Scan<'a, '_> {
    fn run(&mut self) {
        while let Some(found) = self.rest().find('<') {
            self.at += found;
            let rest = self.rest().as_bytes();
            let letter = |index: usize| rest.get(index).is_some_and(u8::is_ascii_alphabetic);
            match rest.get(1) {
                Some(b'!') if rest.get(2..4) == Some(b"--") => self.comment(),
                Some(b'/') if letter(2) => self.end_tag(),
                Some(b'!' | b'?' | b'/') => self.at += self.rest().find('>').map_or(rest.len(), |end| end + 1),
                Some(_) if letter(1) => self.start_tag(),
                _ => self.at += 1,
            }
        }
    }

    fn rest(&self) -> &'a str {
        self.html.get(self.at..).unwrap_or_default()
    }

    /// Leaves out everything from here to `end`.
    fn cut(&mut self, start: usize, end: usize) {
        self.kept.push_str(self.html.get(self.copied..start).unwrap_or_default());
        self.copied = end;
        self.at = end;
    }

    /// Leaves out a tag; words on both sides of a block stay apart.
    fn cut_tag(&mut self, start: usize, end: usize, kind: Kind) {
        self.cut(start, end);
        if kind != Kind::Inline {
            self.kept.push(' ');
        }
    }

    /// `<!-- … -->`, with the ways to end it that browsers accept (WHATWG 13.2.5.43 to 13.2.5.51).
    fn comment(&mut self) {
        let inside = self.rest().get(4..).unwrap_or_default();
        let length = if inside.starts_with('>') {
            1
        } else if inside.starts_with("->") {
            2
        } else {
            comment_length(inside)
        };
        if !inside.trim_start().starts_with('[') {
            self.notices.note(Notice::MarkupCommentsDropped);
        }
        self.cut(self.at, self.at + 4 + length);
    }

    fn end_tag(&mut self) {
        let start = self.at;
        let name = tag_name(self.html.get(start + 2..).unwrap_or_default());
        let tag = self.tag(start + 2 + name.len());
        self.at = tag.end;
        if self.dropped.last().is_some_and(|dropped| dropped.eq_ignore_ascii_case(name)) {
            self.dropped.pop();
            return self.cut_tag(start, tag.end, element::kind(&name.to_ascii_lowercase()));
        }
        if tag.surplus.is_some() {
            self.cut(start + 2 + name.len(), tag.end.saturating_sub(1));
            self.at = tag.end;
        }
        self.close(name);
    }

    fn close(&mut self, name: &str) {
        let same = |open: &str| open.eq_ignore_ascii_case(name);
        if element::is_formatting(name) {
            if let Some(index) = self.formatting.iter().rposition(|open| same(open)) {
                self.formatting.remove(index);
            }
            if let Some(index) = self.open.iter().rposition(|open| same(open.name)) {
                self.open.remove(index);
            }
            return;
        }
        let in_table = matches!(element::kind(name), Kind::Table | Kind::Row | Kind::Cell);
        for index in (0..self.open.len()).rev() {
            let Some(open) = self.open.get(index) else { return };
            if same(open.name) {
                return self.truncate(index);
            }
            // The end of a block inside a cell never closes what is outside of the cell.
            if open.kind == Kind::Cell && !in_table {
                return;
            }
        }
    }

    fn truncate(&mut self, length: usize) {
        while self.open.len() > length {
            let Some(open) = self.open.pop() else { break };
            if open.kind == Kind::Cell {
                self.formatting.truncate(open.formatting);
            }
        }
        if self.open.len() + 1 < DEPTH {
            self.dropped.clear();
        }
    }

    fn start_tag(&mut self) {
        let start = self.at;
        let name = tag_name(self.html.get(start + 1..).unwrap_or_default());
        let tag = self.tag(start + 1 + name.len());
        self.at = tag.end;
        let lower = name.to_ascii_lowercase();
        let foreign = self.open.iter().any(|open| open.kind == Kind::Foreign);
        match lower.as_str() {
            "script" | "noscript" | "iframe" | "noembed" | "noframes" => return self.cut_element(&lower, start),
            "style" | "title" | "textarea" | "xmp" if foreign => return self.cut_element(&lower, start),
            "html" | "body" => {
                self.roots += 1;
                if self.roots > 8 {
                    return self.cut(start, tag.end);
                }
            }
            "plaintext" => return self.at = self.html.len(),
            _ => {}
        }
        let kind = element::kind(&lower);
        if matches!(kind, Kind::Void) || (foreign && tag.self_closing) {
            return self.cut_surplus(&tag);
        }
        self.close_implied(&lower, kind);
        let formatting = element::is_formatting(&lower);
        if self.open.len() >= DEPTH || (formatting && self.formatting.len() >= FORMATTING) {
            self.notices.note(Notice::DepthFlattened);
            self.dropped.push(name);
            return self.cut_tag(start, tag.end, kind);
        }
        self.open.push(Open { name, kind, formatting: self.formatting.len() });
        if formatting {
            self.formatting.push(name);
        }
        self.cut_surplus(&tag);
        if matches!(lower.as_str(), "style" | "title" | "textarea" | "xmp") {
            let end = self.raw_end(&lower);
            self.at = end;
        }
    }

    fn cut_surplus(&mut self, tag: &Tag) {
        if let Some(surplus) = tag.surplus {
            self.notices.note(Notice::AttributesDropped);
            self.cut(surplus, tag.end.saturating_sub(1));
            self.at = tag.end;
        }
    }

    /// Leaves out an element that is not shown, with its contents.
    fn cut_element(&mut self, name: &str, start: usize) {
        let end = self.raw_end(name);
        let inside = self.html.get(self.at..end).unwrap_or_default();
        if !inside.trim().is_empty() || name == "script" {
            self.notices.note(match name {
                "script" => Notice::ScriptsDropped,
                name => Notice::HiddenDropped { what: format!("the contents of `{name}`") },
            });
        }
        let tail = self.html.get(end..).unwrap_or_default();
        let closed = tail.find('>').map_or(self.html.len(), |length| end + length + 1);
        self.cut(start, closed);
    }

    /// The byte offset of the end tag of an element whose contents are raw text.
    fn raw_end(&self, name: &str) -> usize {
        let mut at = self.at;
        while let Some(found) = self.html.get(at..).and_then(|rest| rest.find("</")) {
            at += found;
            let after = self.html.get(at + 2..).unwrap_or_default();
            let here = tag_name(after);
            if here.eq_ignore_ascii_case(name) {
                return at;
            }
            at += 2;
        }
        self.html.len()
    }

    /// Closes the elements that the parser closes by itself before this one (WHATWG 13.2.6.4.7).
    fn close_implied(&mut self, name: &str, kind: Kind) {
        match kind {
            Kind::Item => self.close_before(|open| open.kind == Kind::Item, |open| open.kind == Kind::List),
            Kind::Term => {
                self.close_before(|open| open.kind == Kind::Term, |open| open.name.eq_ignore_ascii_case("dl"));
            }
            Kind::Cell => self.close_before(|open| open.kind == Kind::Cell, |open| open.kind == Kind::Table),
            Kind::Row => self.close_before(
                |open| open.kind == Kind::Row && open.name.eq_ignore_ascii_case(name),
                |open| open.kind == Kind::Table,
            ),
            Kind::Option => {
                self.close_before(|open| open.kind == Kind::Option, |open| open.name.eq_ignore_ascii_case("select"));
            }
            _ => {}
        }
        if !matches!(kind, Kind::Inline | Kind::Foreign | Kind::Option | Kind::Unknown) {
            let is_paragraph = |open: &Open<'_>| open.name.eq_ignore_ascii_case("p");
            self.close_before(is_paragraph, |open| !matches!(open.kind, Kind::Inline | Kind::Unknown));
        }
    }

    fn close_before(&mut self, wanted: impl Fn(&Open<'_>) -> bool, boundary: impl Fn(&Open<'_>) -> bool) {
        for index in (0..self.open.len()).rev() {
            let Some(open) = self.open.get(index) else { return };
            if wanted(open) {
                return self.truncate(index);
            }
            if boundary(open) {
                return;
            }
        }
    }

    /// Reads the attributes of a tag from `at` on (WHATWG 13.2.5.32 to 13.2.5.40).
    fn tag(&self, mut at: usize) -> Tag {
        let bytes = self.html.as_bytes();
        let mut count = 0;
        let mut surplus = None;
        loop {
            at = skip(bytes, at, |byte| byte.is_ascii_whitespace() || byte == b'/');
            let Some(byte) = bytes.get(at) else {
                return Tag { end: bytes.len(), surplus: None, self_closing: false };
            };
            if *byte == b'>' {
                let self_closing = at.checked_sub(1).and_then(|before| bytes.get(before)) == Some(&b'/');
                return Tag { end: at + 1, surplus, self_closing };
            }
            if count == ATTRIBUTES {
                surplus = Some(at);
            }
            count += 1;
            at = attribute(bytes, at);
        }
    }
}

/// How many bytes of a comment there are, its end mark included.
fn comment_length(inside: &str) -> usize {
    let mut at = 0;
    while let Some(found) = inside.get(at..).and_then(|rest| rest.find("--")) {
        at += found;
        let after = inside.get(at + 2..).unwrap_or_default();
        if after.starts_with('>') {
            return at + 3;
        }
        if after.starts_with("!>") {
            return at + 4;
        }
        at += 1;
    }
    inside.len()
}

/// The end of the attribute that begins here; always past the beginning.
fn attribute(bytes: &[u8], start: usize) -> usize {
    // An equals sign at the beginning belongs to the name.
    let name_end = skip(bytes, start + 1, |byte| !(byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>' | b'=')));
    let equals = skip(bytes, name_end, |byte| byte.is_ascii_whitespace());
    if bytes.get(equals) != Some(&b'=') {
        return name_end;
    }
    let value = skip(bytes, equals + 1, |byte| byte.is_ascii_whitespace());
    match bytes.get(value) {
        Some(quote @ (b'"' | b'\'')) => (skip(bytes, value + 1, |byte| byte != *quote) + 1).min(bytes.len()),
        _ => skip(bytes, value, |byte| !(byte.is_ascii_whitespace() || byte == b'>')),
    }
}

fn skip(bytes: &[u8], start: usize, while_true: impl Fn(u8) -> bool) -> usize {
    let rest = bytes.get(start..).unwrap_or_default();
    start.min(bytes.len()) + rest.iter().take_while(|byte| while_true(**byte)).count()
}

/// The name of a tag, from the character after `<` or `</` on.
fn tag_name(text: &str) -> &str {
    let end = text.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounded(html: &str) -> String {
        bound(html, &mut Notices::default()).into_owned()
    }

    #[test]
    fn ordinary_markup_is_untouched() {
        let html = "<!DOCTYPE html><p class=\"a>b\">1 < 2<br/>x<ul><li>a<li>b</ul><style>p > a { }</style>";
        let mut notices = Notices::default();
        assert!(matches!(bound(html, &mut notices), Cow::Borrowed(_)));
        assert_eq!(notices, Notices::default());
    }

    #[test]
    fn scripts_and_comments_go() {
        assert_eq!(bounded("a<!-- <b> -->b<script>'</p>'</script >c<!-->d<!--->e"), "abcde");
        assert_eq!(bounded("a<!-- never closed"), "a");
        assert_eq!(bounded("a<script>never closed"), "a");
    }

    #[test]
    fn unclosed_items_and_paragraphs_do_not_nest() {
        let html = "<ul>".to_owned() + &"<li><p>x".repeat(1000) + "</ul>" + &"<p>y".repeat(1000);
        assert_eq!(bounded(&html), html);
        let rows = "<table>".to_owned() + &"<tr><td>x<td><b>y".repeat(1000);
        assert_eq!(bounded(&rows), rows);
    }

    #[test]
    fn deep_nesting_is_cut_at_the_limit() {
        let html = "<div>".repeat(1000) + "x" + &"</div>".repeat(1000) + "<p>y</p>";
        let bounded = bounded(&html);
        assert_eq!(bounded.matches("<div>").count(), DEPTH);
        assert_eq!(bounded.matches("</div>").count(), DEPTH);
        assert!(bounded.ends_with("<p>y</p>"));
    }

    #[test]
    fn surplus_attributes_are_cut() {
        let attributes = " a='>'".repeat(1000);
        let bounded = bounded(&format!("<p{attributes}>x</p>"));
        assert!(bounded.ends_with(">x</p>"));
        assert_eq!(bounded.matches("='>'").count(), ATTRIBUTES);
    }

    #[test]
    fn broken_tags_end() {
        for html in ["<", "</", "<a", "<a b", "<a b=", "<a b='", "<!", "<!-", "<?", "</ >", "<a =", "<a/", "<a\u{e9}>"]
        {
            assert!(html.starts_with(&bounded(html)));
        }
    }
}
