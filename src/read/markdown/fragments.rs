//! HTML blocks: which ones belong together, and which are no HTML at all.

use std::ops::Range;

use pulldown_cmark::{Event, TagEnd};

use super::tags::{element_name, is_html};

/// What an HTML block is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A comment without text.
    Blank,
    /// A comment.
    Comment,
    /// HTML to be read as such.
    Html,
    /// Text that only looks like HTML: an element that HTML does not know, or a comment that never ends.
    Text,
}

/// What an HTML block is, by its first construct (CommonMark 4.6).
pub(super) fn kind(html: &str) -> Kind {
    let html = html.trim();
    if let Some(comment) = html.strip_prefix("<!--") {
        return match comment.split_once("-->") {
            Some((inside, "")) if inside.trim().is_empty() => Kind::Blank,
            Some((_, "")) => Kind::Comment,
            Some(_) => Kind::Html,
            None => Kind::Text,
        };
    }
    if html.starts_with("<![CDATA[") {
        return Kind::Text;
    }
    if html.starts_with("<?") || html.starts_with("<!") {
        return if html.ends_with('>') && html.matches('>').count() == 1 { Kind::Comment } else { Kind::Text };
    }
    match element_name(html) {
        Some(name) if matches!(name.as_str(), "script" | "style" | "textarea") => {
            let is_closed = html.to_ascii_lowercase().contains(&format!("</{name}"));
            if is_closed { Kind::Html } else { Kind::Text }
        }
        Some(name) if is_html(&name) => Kind::Html,
        _ => Kind::Text,
    }
}

/// Elements that mean nothing in parts: a cell outside its table is lost. What stands between their tags is read with
/// them, Markdown and all. `<details>`, `<div>` and `<p>` are not among them: their content stands on its own, and keeps
/// its lines.
const WHOLE: [&str; 11] = ["table", "ul", "ol", "dl", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"];

/// Events that are looked at for the end of an element. Keeps the search linear where the end is missing.
const REACH: usize = 1000;

/// The events from the start of the HTML block at `start` that make one construct; one block alone if it is complete.
pub(super) fn construct(events: &[(Event<'_>, Range<usize>)], start: usize) -> Range<usize> {
    let mut end = start;
    let (mut alone, mut depth) = (start + 1, 0_usize);
    let mut open: Option<(&str, usize)> = None;
    for (index, (event, _)) in events.iter().enumerate().skip(start).take(REACH) {
        match event {
            Event::Html(html) if depth == 1 => open = balance(open, html),
            Event::Start(_) => depth += 1,
            Event::End(tag) => {
                let Some(outer) = depth.checked_sub(1) else { break };
                depth = outer;
                if depth == 0 && *tag == TagEnd::HtmlBlock {
                    if alone == start + 1 {
                        alone = index + 1;
                    }
                    if open.is_none() {
                        end = index + 1;
                        break;
                    }
                }
            }
            _ => {}
        }
    }
    start..if end > start { end } else { alone }
}

/// The element that is open behind a line of HTML, and how many of its name.
fn balance<'a>(open: Option<(&'a str, usize)>, html: &str) -> Option<(&'a str, usize)> {
    let mut open = open;
    for (at, _) in html.match_indices('<') {
        let tag = html.get(at..).unwrap_or_default();
        let Some(name) = element_name(tag.get(..tag.len().min(16)).unwrap_or(tag)) else { continue };
        open = match (open, tag.starts_with("</")) {
            (None, false) => WHOLE.into_iter().find(|whole| *whole == name).map(|whole| (whole, 1)),
            (Some((whole, count)), false) if whole == name => Some((whole, count + 1)),
            (Some((whole, 1)), true) if whole == name => None,
            (Some((whole, count)), true) if whole == name => Some((whole, count - 1)),
            (other, _) => other,
        };
    }
    open
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_told_apart() {
        for (html, expected) in [
            ("<!-- -->\n", Kind::Blank),
            ("<!-- todo -->", Kind::Comment),
            ("<!-- a --> text", Kind::Html),
            ("<!-- never closed\n\ntext", Kind::Text),
            ("<!DOCTYPE html>", Kind::Comment),
            ("<?xml version='1.0'?>", Kind::Comment),
            ("<?php echo 1", Kind::Text),
            ("<style>p{}</STYLE>", Kind::Html),
            ("<style>\n\ntext", Kind::Text),
            ("</details>", Kind::Html),
            ("<server-name>", Kind::Text),
        ] {
            assert_eq!(kind(html), expected, "{html}");
        }
    }

    #[test]
    fn open_elements_are_counted() {
        assert_eq!(balance(None, "<table><tr><td><table>"), Some(("table", 2)));
        assert_eq!(balance(Some(("table", 2)), "</table></td>"), Some(("table", 1)));
        assert_eq!(balance(Some(("table", 1)), "</TABLE>"), None);
        assert_eq!(balance(None, "<p><img src=x> a < b"), None);
    }
}
