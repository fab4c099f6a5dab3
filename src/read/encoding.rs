//! Bytes to text: byte order mark, then UTF-16 by its zeros, then the stated encoding, then UTF-8, then windows-1252.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::notice::{Notice, Notices};

/// Decodes a text; `stated` is the encoding that a header named.
///
/// The byte order mark is removed. What cannot be decoded becomes U+FFFD, with a notice.
pub fn decode<'a>(bytes: &'a [u8], stated: Option<&str>, notices: &mut Notices) -> Cow<'a, str> {
    let encoding = choose(bytes, stated);
    let (text, used, replaced) = encoding.decode(bytes);
    if replaced {
        notices.note(Notice::BytesReplaced { encoding: used.name().to_owned() });
    } else if used != UTF_8 {
        notices.note(Notice::Decoded { encoding: used.name().to_owned() });
    }
    text
}

fn choose(bytes: &[u8], stated: Option<&str>) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    match bytes {
        [0, first, 0, ..] if *first != 0 => return UTF_16BE,
        [first, 0, second, 0, ..] if *first != 0 && *second != 0 => return UTF_16LE,
        _ => {}
    }
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    stated
        .and_then(|label| Encoding::for_label(label.as_bytes()))
        .filter(|encoding| *encoding != UTF_8 || is_mostly_utf8(bytes))
        .unwrap_or(if is_mostly_utf8(bytes) { UTF_8 } else { WINDOWS_1252 })
}

/// Whether the bytes are UTF-8 with a few broken places, rather than a text in a one-byte encoding.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad * 4
}

/// The encoding that a page states of itself (WHATWG HTML, 13.2.3.2), in its first bytes.
pub(crate) fn meta_charset(body: &[u8]) -> Option<String> {
    const PRESCAN: usize = 2048;
    let head = String::from_utf8_lossy(body.get(..PRESCAN).unwrap_or(body)).to_ascii_lowercase();
    head.split("<meta").skip(1).find_map(|rest| {
        let tag = rest.split('>').next()?;
        let value =
            tag.split("charset").nth(1)?.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
        let label: String =
            value.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':')).collect();
        // A page whose statement can be read as ASCII is not in UTF-16.
        (!label.is_empty()).then(|| if label.starts_with("utf-16") { "utf-8".to_owned() } else { label })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_state_their_encoding() {
        for (page, expected) in [
            ("<meta charset=windows-1251>", Some("windows-1251")),
            ("<META Charset = \"Shift_JIS\" />", Some("shift_jis")),
            ("<meta name=x><meta http-equiv=content-type content='text/html; charset=ISO-8859-2'>", Some("iso-8859-2")),
            ("<meta charset=utf-16le>", Some("utf-8")),
            ("<meta charset>", None),
            ("<p>charset=koi8-r", None),
        ] {
            assert_eq!(meta_charset(page.as_bytes()).as_deref(), expected, "{page}");
        }
    }
}
