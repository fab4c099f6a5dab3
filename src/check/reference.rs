//! Links and pictures that lead nowhere.

use super::article::Article;
use super::sign::Found;
use crate::document::{At, BlockKind, ImageSource, Inline, walk};
use crate::format::InputFormat;
use crate::notice::Notice;

/// Links that cannot be opened by anyone but their author, or by nobody.
pub(super) fn links(article: &Article<'_>) -> Found {
    let faulty = article.links.iter().filter_map(|link| {
        let fault = fault(&link.url)?;
        let shown = if link.url.trim().is_empty() { &link.text } else { &link.url };
        Some((format!("the link `{shown}` {fault}"), Some(link.at)))
    });
    faulty.chain(literal(article, Kind::Link)).collect()
}

/// Pictures that readers cannot see.
pub(super) fn images(article: &Article<'_>) -> Found {
    let mut found: Found = article
        .notices
        .iter()
        .filter_map(|noted| match &noted.notice {
            Notice::ImageMissing { name } => Some((
                format!("the picture `{name}` is not in the document"),
                noted.at.map(|at| placed(article, at, name)),
            )),
            _ => None,
        })
        .collect();
    article.blocks(&mut |block| {
        if !matches!(block.kind, BlockKind::Paragraph(_) | BlockKind::Heading { .. }) {
            return;
        }
        walk::inlines(std::slice::from_ref(block), &mut |inline, inside| {
            if let Inline::Image(image) = inline
                && let ImageSource::Url(address) = &image.source
                && let Some(fault) = fault(address)
            {
                let shown = if address.trim().is_empty() { &image.alt } else { address };
                found.push((format!("the picture `{shown}` {fault}"), Some(inside.at)));
            }
        });
    });
    found.extend(literal(article, Kind::Image));
    found
}

/// Where a picture stands that was noted before its paragraph was counted: there, or in the next paragraph where only that names it.
fn placed(article: &Article<'_>, at: At, name: &str) -> At {
    let near = article.physical.iter().filter(|line| (at.start..=at.start + 1).contains(&line.at.start));
    near.filter(|line| line.text.contains(name)).map(|line| line.at).next().unwrap_or(at)
}

/// What is wrong with an address, as the end of a sentence.
fn fault(address: &str) -> Option<&'static str> {
    let trimmed = address.trim();
    if trimmed.is_empty() || trimmed == "#" {
        return Some("has no address");
    }
    if is_local(trimmed) {
        return Some("points into the author's own machine");
    }
    if is_placeholder(trimmed) {
        return Some("is a placeholder");
    }
    if ["blob:", "attachment:", "cid:"].iter().any(|scheme| trimmed.starts_with(scheme)) {
        return Some("is known to the author's own program only");
    }
    if let Some(fault) = scheme_fault(trimmed) {
        return Some(fault);
    }
    let web = trimmed.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("http"));
    if !web {
        return None;
    }
    match url::Url::parse(trimmed) {
        Err(_) => Some("is no address"),
        Ok(url) => match url.host_str() {
            None | Some("") => Some("has no host"),
            Some(host) if host == "localhost" || host.starts_with("127.") || host == "0.0.0.0" || host == "[::1]" => {
                Some("points into the author's own machine")
            }
            Some(host) if !host.contains('.') && !host.contains(':') => Some("has no full host name"),
            Some(_) => None,
        },
    }
}

fn is_placeholder(address: &str) -> bool {
    const OPEN: &[&str] =
        &["url", "link", "image_url", "image-url", "image url", "your-link", "your_link", "todo", "tbd", "..."];
    let lower = address.to_lowercase();
    lower.contains("{{")
        || ["insert", "path/to/", "your-", "your_", "<"].iter().any(|start| lower.starts_with(start))
        || OPEN.contains(&lower.as_str())
}

/// `htp://…`, `https//…`, `http:/…`, and a host without any scheme: `www.example.org/status`.
fn scheme_fault(address: &str) -> Option<&'static str> {
    const MISSPELLED: &str = "does not begin with `https://` as it should";
    const MISSING: &str = "lacks `https://` before the host, so it opens nothing";
    let lower = address.to_ascii_lowercase();
    if let Some((head, _)) = lower.split_once("//") {
        let scheme = head.strip_suffix(':').unwrap_or(head);
        let letters = !scheme.is_empty() && scheme.chars().all(|c| c.is_ascii_alphabetic() || c == ';');
        let near = ["http", "https"].iter().any(|known| strsim::osa_distance(scheme, known) <= 2);
        let right = matches!(head, "http:" | "https:");
        if letters && near && !right && !matches!(head, "ftp:" | "ftps:") {
            return Some(MISSPELLED);
        }
    }
    let single = lower.strip_prefix("https:").or_else(|| lower.strip_prefix("http:"));
    if single.is_some_and(|rest| !rest.starts_with("//")) {
        return Some(MISSPELLED);
    }
    let host = lower.split(['/', '?', '#']).next().unwrap_or_default();
    (host.starts_with("www.") || is_host(host)).then_some(MISSING)
}

/// Whether the first part of a relative address is a host: names apart by points, the last one a common top-level domain.
fn is_host(name: &str) -> bool {
    const DOMAINS: &[&str] = &[
        "com", "org", "net", "io", "edu", "gov", "tech", "app", "info", "biz", "cloud", "uk", "ng", "ke", "gh", "za",
        "eu",
    ];
    let part = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    name.rsplit_once('.').is_some_and(|(head, last)| DOMAINS.contains(&last) && head.split('.').all(part))
}

/// A file on a disk: `file:///…`, `C:\…`, `/home/…`.
fn is_local(address: &str) -> bool {
    let lower = address.to_lowercase();
    let drive = lower.as_bytes().get(1..3).is_some_and(|tail| tail == b":\\" || tail == b":/")
        && lower.starts_with(|c: char| c.is_ascii_alphabetic());
    drive || ["file:", "/home/", "/users/", "/tmp/", "~/", "\\\\"].iter().any(|start| lower.starts_with(start))
}

/// Most bytes of a link in Markdown, text and address, that is looked at as one.
const LONGEST_LINK: usize = 600;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Link,
    Image,
}

/// Markdown that was meant as a link or picture and is none: its marks stand in the text.
fn literal(article: &Article<'_>, kind: Kind) -> Found {
    let markdown = article.format == InputFormat::Markdown.name();
    let lines = article.physical.iter().filter(|line| line.text.contains('['));
    lines
        .filter_map(|line| {
            let (found, text, fault) = literal_of(&line.text, markdown)?;
            let what = if found == Kind::Image { "the picture" } else { "the link" };
            (found == kind).then(|| (format!("{what} `{text}` {fault}"), Some(line.at)))
        })
        .collect()
}

fn literal_of(line: &str, markdown: bool) -> Option<(Kind, &str, &'static str)> {
    if let Some(text) = reversed(line) {
        return Some((Kind::Link, text, "has its brackets the wrong way round; write `[text](address)`"));
    }
    if !markdown {
        return None;
    }
    line.match_indices('[').find_map(|(open, _)| {
        let picture = line[..open].ends_with('!');
        let start = open - usize::from(picture);
        // `list[0][1]` is code.
        if !picture && line[..open].ends_with(|c: char| c.is_alphanumeric() || matches!(c, ']' | '_')) {
            return None;
        }
        let reach = within(&line[open + 1..], LONGEST_LINK);
        let (text, behind) = reach.split_once(']')?;
        let close = match behind.chars().next()? {
            '[' => ']',
            '(' => ')',
            _ => return None,
        };
        let (target, _) = behind[1..].split_once(close)?;
        // The four brackets and what stands between them.
        let end = open + text.len() + target.len() + 4;
        let whole = &line[start..end];
        let kind = if picture { Kind::Image } else { Kind::Link };
        if close == ']' {
            let names = text.len() >= 2 && text.chars().any(char::is_alphabetic) && !target.is_empty();
            return names.then_some((kind, whole, "refers to an address that is given nowhere"));
        }
        let blank = target.contains(' ') && !target.contains('"') && text.chars().any(char::is_alphanumeric);
        (picture && blank).then_some((kind, whole, "has blanks in its address, so it is no picture"))
    })
}

/// The beginning of a text, so many bytes at most.
fn within(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    &text[..end]
}

/// `(text)[https://…`.
fn reversed(line: &str) -> Option<&str> {
    let (at, _) = line.match_indices(")[").find(|(at, _)| {
        let target = &line[at + 2..];
        ["http", "www.", "mailto:"].iter().any(|start| target.starts_with(start))
    })?;
    let open = line[..at].rfind('(')?;
    let end = line[at + 2..].find(|c: char| c == ']' || c.is_whitespace()).map_or(line.len(), |end| at + 2 + end);
    let end = if line[end..].starts_with(']') { end + 1 } else { end };
    Some(&line[open..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_faulty_for_a_reason() {
        for (address, fault_of) in [
            ("https://status.example.org/42", None),
            ("docs/teams.md", None),
            ("#tasks", None),
            ("mailto:a@example.org", None),
            ("../images/flow.png", None),
            ("README.md", None),
            ("ftp://example.org", None),
            ("//example.org/a", None),
            ("", Some("has no address")),
            ("www.example.org/status", Some("lacks")),
            ("example.com", Some("lacks")),
            ("status.example.io/a?b", Some("lacks")),
            ("htp://example.org", Some("does not begin")),
            ("https//example.org", Some("does not begin")),
            ("http:/example.org", Some("does not begin")),
            ("https;//example.org", Some("does not begin")),
            ("http://localhost:3000/", Some("points into")),
            ("~/report.txt", Some("points into")),
            ("path/to/image.png", Some("is a placeholder")),
            ("blob:https://example.org/1", Some("is known")),
        ] {
            let found = fault(address);
            assert_eq!(found.is_some(), fault_of.is_some(), "{address}: {found:?}");
            assert!(found.unwrap_or_default().starts_with(fault_of.unwrap_or_default()), "{address}: {found:?}");
        }
    }

    #[test]
    fn marks_that_were_meant_as_links_are_told_from_text() {
        for (line, meant) in [
            ("see [the status page][status] for more", true),
            ("see (the page)[https://example.org/x] for more", true),
            ("![flow](the flow diagram.png)", true),
            ("rows[0][1] and [1][2]", false),
            ("[x] done (later)", false),
            ("a note [a] (b)", false),
        ] {
            assert_eq!(literal_of(line, true).is_some(), meant, "{line}");
        }
        assert!(literal_of("see [the status page][status]", false).is_none());
    }
}
