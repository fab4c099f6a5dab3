//! Links in pasted text: out of their wrapping, in order.
//!
//! People paste `<https://…>`, `[text](https://…)`, `<a href="https://…">`, a title with a link below it, a link with the
//! full stop of its sentence. A Google id may end in `-` or `_`, so those two are never cut off.

use super::id::Id;

/// Hosts that are taken for a link without `https://` in front, each with the slash behind it.
const BARE: &[&str] = &[
    "docs.google.com/",
    "drive.google.com/",
    "drive.usercontent.google.com/",
    "colab.research.google.com/",
    "forms.gle/",
    "goo.gl/",
    "github.com/",
    "www.github.com/",
    "gist.github.com/",
    "raw.githubusercontent.com/",
    "medium.com/",
    "www.linkedin.com/",
    "linkedin.com/",
    "bit.ly/",
    "tinyurl.com/",
    "1drv.ms/",
    "www.dropbox.com/",
];

/// Most bytes of a link's label. The bound keeps a text of unclosed labels from being searched again and again.
const LONGEST_LABEL: usize = 2048;

/// Most bytes of an IPv6 address in brackets.
const LONGEST_ADDRESS: usize = 48;

/// The links of a text in their order, each once, with `https://` where the scheme is missing.
///
/// A link's label (in Markdown, HTML and BBCode) is not a second link. A text that is a bare Google id comes back as it is.
#[must_use]
pub fn clean(text: &str) -> Vec<String> {
    let text: String = text.chars().filter(|c| !is_invisible(*c)).collect();
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{a0}');
    if Id::parse_bare(text).is_some() {
        return vec![text.to_owned()];
    }
    let mut links: Vec<String> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    let mut scan = Scan { text, position: 0 };
    while let Some(link) = scan.next_link() {
        if seen.insert(link.clone()) {
            links.push(link);
        }
    }
    links
}

/// Whether a whole text means one link: `https://…`, `http://…`, or a well-known host and a path.
///
/// The text may also be the name of a file; a file that exists should win, which is the caller's business.
#[must_use]
pub fn is_link(text: &str) -> bool {
    let text = text.trim();
    let bare = text.trim_start_matches(['<', '(', '"', '\'', '«', '“', '‘']);
    // `[label](https://…)` is a link as well.
    let starts = start_at(bare).is_some() || text.starts_with('[');
    starts && !text.contains(char::is_whitespace) && clean(text).len() == 1
}

/// Where a link starts, and what has to be put in front of it.
fn start_at(text: &str) -> Option<&'static str> {
    if starts_with(text, "https://") || starts_with(text, "http://") {
        return Some("");
    }
    BARE.iter().any(|host| starts_with(text, host)).then_some("https://")
}

/// Whether a text starts with this, in letters of either case.
fn starts_with(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix))
}

struct Scan<'a> {
    text: &'a str,
    position: usize,
}

impl Scan<'_> {
    fn next_link(&mut self) -> Option<String> {
        loop {
            let rest = self.text.get(self.position..)?;
            let (offset, prefix) = find_start(self.text, self.position, rest)?;
            let start = self.position + offset;
            let before = self.text.get(..start)?;
            let link = self.text.get(start..).map(|rest| extent(rest, before))?;
            let end = start + link.len();
            let after = self.text.get(end..).unwrap_or_default();
            // Each link moves the position on, so the scan is linear.
            self.position = end.max(start + 1);
            while !self.text.is_char_boundary(self.position) {
                self.position += 1;
            }
            if after.starts_with("](") {
                // The label of a Markdown link; its target comes next.
                continue;
            }
            self.position += label_length(before, after);
            let link = trim_end(link);
            if has_host(link) {
                return Some(format!("{prefix}{}", decode_ampersands(link)));
            }
        }
    }
}

/// The offset of the first link in `rest`, which begins at `position` of `text`, and what to put in front of it.
fn find_start(text: &str, position: usize, rest: &str) -> Option<(usize, &'static str)> {
    let mut previous = text.get(..position).and_then(|before| before.chars().next_back());
    for (offset, character) in rest.char_indices() {
        if character.is_ascii_alphanumeric()
            && let Some(prefix) = rest.get(offset..).and_then(start_at)
            && (prefix.is_empty() || !previous.is_some_and(is_part_of_host))
        {
            return Some((offset, prefix));
        }
        previous = Some(character);
    }
    None
}

/// The link that `rest` begins with, up to what cannot belong to it.
fn extent<'a>(rest: &'a str, before: &str) -> &'a str {
    let quoted = before.ends_with('\'');
    let mut open = 0_usize;
    let host = ["https://", "http://"].iter().find(|scheme| starts_with(rest, scheme)).map_or(0, |scheme| scheme.len());
    // Behind the scheme a bracket holds an IPv6 address.
    let address = match rest.get(host..) {
        Some(rest) if rest.starts_with('[') => {
            host + rest.bytes().take(LONGEST_ADDRESS).position(|byte| byte == b']').unwrap_or(0)
        }
        _ => 0,
    };
    for (offset, character) in rest.char_indices() {
        if (host..=address).contains(&offset) && matches!(character, '[' | ']') {
            continue;
        }
        let ends = match character {
            '(' => {
                open += 1;
                false
            }
            ')' if open == 0 => true,
            ')' => {
                open -= 1;
                false
            }
            '\'' => quoted,
            '&' => ["&lt;", "&gt;", "&quot;", "&#34;", "&#39;"]
                .iter()
                .any(|entity| rest.get(offset..).is_some_and(|rest| rest.starts_with(entity))),
            '<' | '>' | '"' | '`' | '[' | ']' | '{' | '}' | '|' | '\\' | '^' | '«' | '»' | '“' | '”' | '„' => {
                true
            }
            _ => character.is_whitespace() || character.is_control() || is_east_asian_mark(character),
        };
        if ends {
            return rest.get(..offset).unwrap_or(rest);
        }
    }
    rest
}

/// How much of `after` is the label of a link whose target stands between `before` and `after`.
fn label_length(before: &str, after: &str) -> usize {
    let opens_with = |marks: &[&str]| {
        marks.iter().any(|mark| {
            let start = before.len().saturating_sub(mark.len());
            before.get(start..).is_some_and(|tail| tail.eq_ignore_ascii_case(mark))
        })
    };
    let close = if opens_with(&["href=\"", "href='", "href="]) {
        "</a"
    } else if opens_with(&["[url=", "[url=\""]) {
        "[/url"
    } else {
        return 0;
    };
    find_ignoring_case(after, close).unwrap_or(0)
}

fn find_ignoring_case(text: &str, needle: &str) -> Option<usize> {
    let near = text.as_bytes().get(..LONGEST_LABEL).unwrap_or(text.as_bytes());
    near.windows(needle.len()).position(|window| window.eq_ignore_ascii_case(needle.as_bytes()))
}

/// Cuts off the punctuation of the sentence around a link.
fn trim_end(link: &str) -> &str {
    link.trim_end_matches(|c: char| {
        matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '"' | '’' | '‘' | '…' | '*' | '~')
    })
}

/// Whether anything stands behind the scheme.
fn has_host(link: &str) -> bool {
    let rest = link.split_once("://").map_or(link, |(_, rest)| rest);
    rest.starts_with(|c: char| c.is_alphanumeric() || c == '[')
}

/// Links copied out of HTML hold `&amp;` for `&`.
fn decode_ampersands(link: &str) -> String {
    link.replace("&amp;", "&").replace("&#38;", "&").replace("&#x26;", "&")
}

fn is_part_of_host(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '.' | '-' | '_' | '@' | '/' | ':' | '%' | '=')
}

/// Punctuation of East Asian scripts, which needs no blank before it.
fn is_east_asian_mark(character: char) -> bool {
    matches!(character, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}')
}

fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{202a}'..='\u{202e}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOC: &str = "https://docs.google.com/document/d/1abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN-u-/edit";

    #[test]
    fn one_link_comes_out_of_every_wrapping() {
        for (text, link) in [
            (format!("  {DOC}\n"), DOC),
            (format!("\u{feff}{DOC}\u{200b}"), DOC),
            (format!("\u{a0}{DOC}\u{a0}"), DOC),
            (format!("<{DOC}>"), DOC),
            (format!("[my postmortem]({DOC})"), DOC),
            (format!("[{DOC}]({DOC})"), DOC),
            (format!("[https://docs.google.com/doc…]({DOC})"), DOC),
            (format!("\"{DOC}\""), DOC),
            (format!("'{DOC}'"), DOC),
            (format!("({DOC})"), DOC),
            (format!("«{DOC}»"), DOC),
            (format!("<a href=\"{DOC}\">https://docs.google.com/short</a>"), DOC),
            (format!("<a href='{DOC}'>here</a>"), DOC),
            (format!("&lt;{DOC}&gt;"), DOC),
            (format!("[url]{DOC}[/url]"), DOC),
            (format!("[url={DOC}]https://x.test/[/url]"), DOC),
            (format!("Outage of May\n{DOC}"), DOC),
            (format!("See {DOC}."), DOC),
            (format!("See {DOC}…"), DOC),
            (format!("**{DOC}**"), DOC),
            (format!("{DOC}。ご覧"), DOC),
            (DOC.replace("https://", ""), DOC),
            (format!("Doc: {}", DOC.replace("https://", "")), DOC),
            ("HTTPS://x.test/a".to_owned(), "HTTPS://x.test/a"),
            ("https://x.test/?a=1&amp;b=2".to_owned(), "https://x.test/?a=1&b=2"),
            ("https://x.test/a_(b)".to_owned(), "https://x.test/a_(b)"),
            ("(https://x.test/a_(b))".to_owned(), "https://x.test/a_(b)"),
            ("https://x.test/d-u-".to_owned(), "https://x.test/d-u-"),
            ("https://x.test/d_".to_owned(), "https://x.test/d_"),
            ("[x](http://[::1]/a)".to_owned(), "http://[::1]/a"),
            ("https://x.test/?u=https://y.test/".to_owned(), "https://x.test/?u=https://y.test/"),
        ] {
            assert_eq!(clean(&text), [link], "{text}");
        }
    }

    #[test]
    fn several_links_stay_in_order_and_none_is_invented() {
        assert_eq!(
            clean("https://b.test/ and https://a.test/, https://b.test/"),
            ["https://b.test/", "https://a.test/"]
        );
        for text in ["", "no link", "https://", "mail@docs.google.com/x", "http://?", "see notdocs.google.com/document"]
        {
            assert!(clean(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_bare_id_is_kept() {
        let id = format!("1{}", "x".repeat(43));
        assert_eq!(clean(&format!(" {id}\n")), [id]);
    }

    #[test]
    fn a_whole_text_is_one_link_or_a_path() {
        for (text, link) in [
            (DOC, true),
            ("docs.google.com/document/d/x", true),
            ("drive.google.com/file/d/x", true),
            ("http://x.test", true),
            ("<https://x.test/a>", true),
            ("[a](https://x.test/a)", true),
            ("[a].md", false),
            ("README.md", false),
            ("reports/docs.google.com/x", false),
            ("https://a.test/ https://b.test/", false),
            ("see https://a.test/", false),
            ("https://", false),
            ("-", false),
            ("ftp://x.test/", false),
        ] {
            assert_eq!(is_link(text), link, "{text}");
        }
    }

    #[test]
    fn long_input_ends_quickly() {
        let text = "https://](".repeat(5_000) + &"<a href=\"https://x.test\">".repeat(5_000);
        assert!(clean(&text).len() <= 2);
    }
}
