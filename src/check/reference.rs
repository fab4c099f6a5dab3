//! Links and pictures that lead nowhere.

use super::article::Article;
use super::sign::Found;
use crate::document::{BlockKind, ImageSource, Inline, walk};
use crate::notice::Notice;

/// Links that cannot be opened by anyone but their author, or by nobody.
pub(super) fn links(article: &Article<'_>) -> Found {
    article
        .links
        .iter()
        .filter_map(|link| Some((format!("the link `{}` {}", link.url, fault(&link.url)?), Some(link.at))))
        .collect()
}

/// What is wrong with an address, as the end of a sentence.
fn fault(address: &str) -> Option<&'static str> {
    let trimmed = address.trim();
    if trimmed.is_empty() || trimmed == "#" {
        return Some("is empty");
    }
    if is_local(trimmed) {
        return Some("points into the author's own machine");
    }
    if trimmed.contains("{{") || trimmed.to_lowercase().starts_with("insert") || trimmed.eq_ignore_ascii_case("url") {
        return Some("is a placeholder");
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

/// A file on a disk: `file:///…`, `C:\…`, `/home/…`.
fn is_local(address: &str) -> bool {
    let lower = address.to_lowercase();
    let drive = lower.as_bytes().get(1..3).is_some_and(|tail| tail == b":\\" || tail == b":/")
        && lower.starts_with(|c: char| c.is_ascii_alphabetic());
    drive || ["file:", "/home/", "/users/", "/tmp/", "c:\\"].iter().any(|start| lower.starts_with(start))
}

/// Pictures that readers cannot see.
pub(super) fn images(article: &Article<'_>) -> Found {
    let mut found: Found = article
        .notices
        .iter()
        .filter_map(|noted| match &noted.notice {
            Notice::ImageMissing { name } => Some((format!("the picture `{name}` is not in the document"), noted.at)),
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
                found.push((format!("the picture `{address}` {fault}"), Some(inside.at)));
            }
        });
    });
    found
}
