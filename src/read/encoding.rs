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
