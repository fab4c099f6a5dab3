//! Signs in the beginning of a body that tell what it is.

/// How much of a page is searched for the words that tell what it is.
const LOOKED_AT: usize = 64 * 1024;
/// A zip ends with a record of 22 bytes and a comment of up to 65,535 (APPNOTE.TXT, section 4.3.16).
const ZIP_END: usize = 22 + 0xFFFF;

/// Pages with fewer words hold no write-up: a form, a check, an excuse.
const SHORT: usize = 80;
/// Pages with fewer words, and scripts, are filled by the scripts.
const EMPTY: usize = 10;

/// Whether a page has scripts and next to no words.
pub(super) fn is_script_shell(body: &[u8]) -> bool {
    let page = count(body);
    page.words < EMPTY && page.scripts > 0
}

/// Whether a page is too short for a write-up, or asks for a password.
pub(super) fn is_short_or_locked(body: &[u8]) -> bool {
    count(body).words < SHORT || holds(body, &["type=\"password\""])
}

struct Count {
    /// Words that are shown, up to [`SHORT`].
    words: usize,
    scripts: usize,
}

/// Counts words and scripts. The page is not parsed: its tags may be nested to any depth.
fn count(body: &[u8]) -> Count {
    const WORDLESS: &[&str] = &["script", "style", "noscript", "template", "title"];
    let text = String::from_utf8_lossy(body);
    let (mut count, mut inside) = (Count { words: 0, scripts: 0 }, None);
    for piece in text.split('<') {
        let (tag, shown) = piece.split_once('>').unwrap_or((piece, ""));
        let name: String =
            tag.chars().take_while(|c| *c == '/' || c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        match inside {
            Some(opened) if name.strip_prefix('/') == Some(opened) => inside = None,
            Some(_) => continue,
            None => inside = WORDLESS.iter().find(|wordless| **wordless == name).copied(),
        }
        match inside {
            Some("script") => count.scripts += 1,
            Some(_) => {}
            None => count.words += shown.split_whitespace().count(),
        }
        if count.words >= SHORT {
            break;
        }
    }
    count
}

/// Whether a body is a page to sign in to Google, in any language: its form or its links lead to the accounts host.
pub(super) fn is_sign_in(body: &[u8]) -> bool {
    let by_title = title(body).is_some_and(|title| {
        let title = title.to_lowercase();
        title.contains("sign in") || title.contains("sign-in") || title.contains("google accounts")
    });
    by_title
        || holds(body, &["accounts.google.com", "ServiceLogin"])
        || holds(body, &["accounts.google.com", "/signin/"])
        || holds(body, &["identifierId"])
}

/// Whether a page holds what only a document's page or a folder's list holds.
pub(super) fn is_content_page(body: &[u8]) -> bool {
    let text = String::from_utf8_lossy(body);
    ["doc-content", "id=\"contents\"", "flip-entry"].iter().any(|mark| text.contains(mark))
}

pub(super) fn is_captcha(body: &[u8]) -> bool {
    is_page(body) && holds(body, &["id=\"captcha-form\""])
}

/// Whether a body begins like an HTML page.
pub(super) fn is_page(body: &[u8]) -> bool {
    let start = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body).trim_ascii_start();
    [&b"<!doctype html"[..], b"<html", b"<head", b"<body", b"<title"]
        .iter()
        .any(|mark| start.get(..mark.len()).is_some_and(|head| head.eq_ignore_ascii_case(mark)))
}

/// Whether the record that every zip ends with is there.
pub(super) fn ends_as_zip(body: &[u8]) -> bool {
    let tail = body.get(body.len().saturating_sub(ZIP_END)..).unwrap_or_default();
    tail.windows(4).any(|window| window == b"PK\x05\x06")
}

pub(super) fn head_of(body: &[u8]) -> &[u8] {
    body.get(..LOOKED_AT).unwrap_or(body)
}

/// Whether the beginning of a body holds all of these texts.
pub(super) fn holds(body: &[u8], needles: &[&str]) -> bool {
    let text = String::from_utf8_lossy(head_of(body));
    needles.iter().all(|needle| text.contains(needle))
}

/// Whether a body holds this text anywhere.
pub(super) fn contains(body: &[u8], needle: &str) -> bool {
    String::from_utf8_lossy(body).contains(needle)
}

/// The words between `<title>` and `</title>`.
pub(super) fn title(body: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(head_of(body));
    let lower = text.to_ascii_lowercase();
    let start = lower.find("<title")?;
    let start = start + lower.get(start..)?.find('>')? + 1;
    let end = start + lower.get(start..)?.find("</title")?;
    Some(text.get(start..end)?.trim().to_owned())
}
