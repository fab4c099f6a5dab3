//! The file name in a `Content-Disposition` header (RFC 6266), as a name that is safe to use.
//!
//! ```text
//! header   = type *( ";" name "=" value )
//! value    = token / quoted-string            ; filename
//!          / charset "'" [ language ] "'" *( pct-encoded / attr-char )   ; filename*, RFC 8187
//! ```
//!
//! The header is written by strangers, so nothing in it is trusted: a broken part is passed over, folders are cut off, and
//! what no file name may hold is taken out.

use percent_encoding::percent_decode_str;

/// Most characters of a name.
const LONGEST: usize = 150;
/// Names that Windows keeps for devices, whatever their extension.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul"];

/// The name of the file, with its extension; `None` where the header gives none that can be used.
pub(super) fn file_name(header: &str) -> Option<String> {
    let (mut plain, mut extended) = (None, None);
    for (name, value) in (Parameters { rest: skip_type(header) }) {
        if name.eq_ignore_ascii_case("filename*") {
            extended = extended.or_else(|| decode_extended(&value));
        } else if name.eq_ignore_ascii_case("filename") {
            plain = plain.or(Some(value));
        }
    }
    // The starred name is the true one (RFC 6266, section 4.3); Google takes the blanks out of the other.
    [extended, plain].into_iter().flatten().find_map(|name| sanitize(&name))
}

/// A file name without its extension: the title that Google gave it.
pub(super) fn title(file_name: &str) -> String {
    match file_name.rsplit_once('.') {
        Some((stem, extension))
            if !stem.trim().is_empty()
                && (1..=5).contains(&extension.len())
                && extension.bytes().all(|byte| byte.is_ascii_alphanumeric()) =>
        {
            stem.trim().to_owned()
        }
        _ => file_name.to_owned(),
    }
}

/// What stands behind the type. A header that begins with a parameter has no type.
fn skip_type(header: &str) -> &str {
    match header.split_once(';') {
        Some((first, rest)) if !first.contains('=') => rest,
        Some(_) => header,
        None if header.contains('=') => header,
        None => "",
    }
}

/// The parameters of a header, as far as they can be read.
struct Parameters<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Parameters<'a> {
    type Item = (&'a str, String);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let rest = self.rest.trim_start_matches([';', ' ', '\t']);
            let end = rest.find(['=', ';'])?;
            let (name, behind) = (rest.get(..end)?, rest.get(end..)?);
            let Some(value) = behind.strip_prefix('=') else {
                self.rest = behind;
                continue;
            };
            let value = value.trim_start();
            let (value, rest) = if let Some(quoted) = value.strip_prefix('"') {
                unquote(quoted)
            } else {
                let end = value.find(';').unwrap_or(value.len());
                let (token, rest) = value.split_at_checked(end)?;
                (token.trim().to_owned(), rest)
            };
            self.rest = rest;
            return Some((name.trim(), value));
        }
    }
}

/// The text up to the closing quote, and what follows it. A missing quote ends with the header.
fn unquote(quoted: &str) -> (String, &str) {
    let mut value = String::new();
    let mut characters = quoted.char_indices();
    while let Some((offset, character)) = characters.next() {
        match character {
            '"' => return (value, quoted.get(offset + 1..).unwrap_or_default()),
            '\\' => value.extend(characters.next().map(|(_, escaped)| escaped)),
            other => value.push(other),
        }
    }
    (value, "")
}

/// `charset'language'text`. Broken percent sequences stay as they are, broken UTF-8 makes the name unusable.
fn decode_extended(value: &str) -> Option<String> {
    let (charset, rest) = value.split_once('\'')?;
    let (_, encoded) = rest.split_once('\'')?;
    let bytes: Vec<u8> = percent_decode_str(encoded).collect();
    match charset.to_ascii_lowercase().as_str() {
        "utf-8" | "utf8" | "" => String::from_utf8(bytes).ok(),
        "iso-8859-1" => Some(bytes.into_iter().map(char::from).collect()),
        _ => None,
    }
}

/// A name without folders, control characters, reserved characters and devices; `None` if nothing is left.
fn sanitize(name: &str) -> Option<String> {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let legal = last
        .chars()
        .filter(|c| !c.is_control() && !is_direction(*c) && !matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*'));
    let text: String = legal.collect();
    let text = text.trim().trim_start_matches('.').trim();
    let short = shorten(text);
    let stem = short.split('.').next().unwrap_or_default().trim().to_lowercase();
    let port = ["com", "lpt"].iter().any(|port| {
        stem.strip_prefix(port)
            .is_some_and(|number| number.len() == 1 && number.bytes().all(|byte| byte.is_ascii_digit()))
    });
    let kept = if DEVICES.contains(&stem.as_str()) || port { format!("_{short}") } else { short };
    kept.contains(|c: char| c.is_alphanumeric()).then_some(kept)
}

/// The first characters, and the extension, of a name that is too long.
fn shorten(name: &str) -> String {
    if name.chars().count() <= LONGEST {
        return name.trim_end_matches(['.', ' ']).to_owned();
    }
    let extension = match name.rsplit_once('.') {
        Some((_, extension)) if extension.len() <= 5 && extension.is_ascii() => format!(".{extension}"),
        _ => String::new(),
    };
    let stem: String = name.chars().take(LONGEST - extension.len()).collect();
    format!("{}{extension}", stem.trim_end())
}

/// Marks that turn the direction of writing, with which `exe.docx` can be made to look like `xcod.exe`.
fn is_direction(character: char) -> bool {
    matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_titles() {
        for (header, expected) in [
            (
                "attachment; filename=\"DocsAPIQuickstart.docx\"; filename*=UTF-8''Docs%20API%20Quickstart.docx",
                Some(("Docs API Quickstart.docx", "Docs API Quickstart")),
            ),
            (
                "attachment; filename*=UTF-8''Th%C3%A8se%20%E2%80%93%20kap.%202.docx",
                Some(("Thèse – kap. 2.docx", "Thèse – kap. 2")),
            ),
            ("attachment; filename*=UTF-8'en'A%20B.docx", Some(("A B.docx", "A B"))),
            ("attachment; filename*=iso-8859-1'en'%A3%20rates", Some(("£ rates", "£ rates"))),
            ("attachment; filename=\"A B.docx\"", Some(("A B.docx", "A B"))),
            ("attachment;filename=plain.docx;x=y", Some(("plain.docx", "plain"))),
            ("attachment; FILENAME = \"a;b.md\"", Some(("a;b.md", "a;b"))),
            ("attachment; filename=\"a \\\"q\\\" b.md\"", Some(("a q b.md", "a q b"))),
            ("filename=x.docx", Some(("x.docx", "x"))),
            ("attachment; filename*=UTF-8''%E0%A4%A; filename=\"ok.docx\"", Some(("ok.docx", "ok"))),
            ("attachment; filename*=klingon''x; filename=ok.docx", Some(("ok.docx", "ok"))),
            ("attachment; filename*=UTF-8''100%25%.docx", Some(("100%%.docx", "100%%"))),
            ("attachment; filename=\"../../x.docx\"", Some(("x.docx", "x"))),
            ("attachment; filename=\"C:\\\\a\\\\x.docx\"", Some(("x.docx", "x"))),
            ("attachment; filename=CON.docx", Some(("_CON.docx", "_CON"))),
            ("attachment; filename=com1", Some(("_com1", "_com1"))),
            ("attachment; filename=\".htaccess\"", Some(("htaccess", "htaccess"))),
            ("attachment; filename=\"a\u{202e}xcod.exe\"", Some(("axcod.exe", "axcod"))),
            ("attachment; filename=\"a\u{1b}[31m.md\"", Some(("a[31m.md", "a[31m"))),
            ("attachment; filename=\"unclosed", Some(("unclosed", "unclosed"))),
            ("attachment; filename=\"...\"", None),
            ("attachment; filename=\"\"", None),
            ("attachment", None),
            ("", None),
            (";;;=;=", None),
        ] {
            let found = file_name(header);
            assert_eq!(found.as_deref(), expected.map(|(name, _)| name), "{header}");
            assert_eq!(found.as_deref().map(title), expected.map(|(_, title)| title.to_owned()), "{header}");
        }
    }

    #[test]
    fn long_names_keep_their_extension() {
        let name = file_name(&format!("attachment; filename=\"{}.docx\"", "é".repeat(400))).unwrap_or_default();
        assert_eq!(name.chars().count(), LONGEST);
        assert!(name.ends_with("é.docx"));
    }
}
