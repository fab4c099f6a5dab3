//! Bytes to text.
//!
//! In this order: the byte order mark; UTF-16 by its zeros; UTF-8, if the bytes are any, since nothing else looks like it
//! by chance; the encoding that a header or the page states; UTF-8 with broken places; the encoding whose letters fit best.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::notice::{Notice, Notices};

/// How many bytes at the start of a page may state its encoding. The HTML standard looks at 1024; old pages begin later.
const PRESCANNED: usize = 4096;
/// How many bytes are looked at to tell UTF-16.
const LOOKED_AT: usize = 64 * 1024;

/// Where an encoding is known from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known {
    /// The bytes themselves, or a header.
    Stated,
    /// What fits best.
    Guessed,
}

/// Decodes a text; `stated` is the encoding that a header or the page named.
///
/// The byte order mark is removed. What cannot be decoded becomes U+FFFD, with a notice.
pub fn decode<'a>(bytes: &'a [u8], stated: Option<&str>, notices: &mut Notices) -> Cow<'a, str> {
    let (encoding, known) = choose(bytes, stated);
    let (text, used, replaced) = encoding.decode(bytes);
    let encoding = used.name().to_owned();
    if used != UTF_8 {
        notices.note(match known {
            Known::Stated => Notice::Decoded { encoding: encoding.clone() },
            Known::Guessed => Notice::EncodingGuessed { encoding: encoding.clone() },
        });
    }
    if replaced {
        notices.note(Notice::BytesReplaced { encoding });
    }
    text
}

fn choose(bytes: &[u8], stated: Option<&str>) -> (&'static Encoding, Known) {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return (encoding, Known::Stated);
    }
    if let Some(encoding) = utf_16_without_mark(bytes) {
        return (encoding, Known::Guessed);
    }
    if std::str::from_utf8(bytes).is_ok() && !bytes.contains(&0x1B) {
        return (UTF_8, Known::Stated);
    }
    let stated = stated.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    // UTF-16 would have been seen by now, and a page that states UTF-8 in vain states nothing.
    let fits = |encoding: &&'static Encoding| {
        ![UTF_16LE, UTF_16BE].contains(encoding)
            && encoding.decode_without_bom_handling_and_without_replacement(bytes).is_some()
    };
    match stated.filter(fits) {
        Some(encoding) => (encoding, Known::Stated),
        None if std::str::from_utf8(bytes).is_ok() || is_mostly_utf8(bytes) => (UTF_8, Known::Stated),
        None => (guess(bytes), Known::Guessed),
    }
}

/// The legacy encoding whose letters fit best.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guessed = detector.guess(None, Utf8Detection::Deny);
    // What has bytes that the guess does not know, windows-1252 knows at least.
    if guessed.decode_without_bom_handling_and_without_replacement(bytes).is_some() { guessed } else { WINDOWS_1252 }
}

/// Which UTF-16 a text without a byte order mark is in: every character of a Latin text has a zero byte, and every blank
/// and line end of any text has, all on the same side.
pub(crate) fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(LOOKED_AT)).unwrap_or_default();
    let (pairs, rest) = head.as_chunks::<2>();
    if pairs.len() < 2 || !rest.is_empty() {
        return None;
    }
    let zeros = |side: fn(&[u8; 2]) -> u8| pairs.iter().filter(|pair| side(pair) == 0).count();
    let encoding = match (zeros(|pair| pair[0]), zeros(|pair| pair[1])) {
        (0, low) if low * 16 >= pairs.len() => UTF_16LE,
        (high, 0) if high * 16 >= pairs.len() => UTF_16BE,
        _ => return None,
    };
    let (text, _) = encoding.decode_without_bom_handling(head);
    // The last character may be cut in half.
    let text = text.strip_suffix('\u{fffd}').unwrap_or(&text);
    let is_text = |c: char| (!c.is_control() || c.is_whitespace()) && c != '\u{fffd}';
    text.chars().all(is_text).then_some(encoding)
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

/// The encoding that a page states in its `meta` elements or its XML declaration.
#[must_use]
pub fn charset_of_page(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..bytes.len().min(PRESCANNED)).unwrap_or_default();
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let head = without_comments(&head);
    if let Some(declaration) = head.trim_start().strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")) {
        return value_of(declaration.0, "encoding");
    }
    head.split("<meta").skip(1).find_map(|rest| value_of(rest.split('>').next().unwrap_or_default(), "charset"))
}

fn without_comments(text: &str) -> String {
    let mut parts = text.split("<!--");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |out, part| out + part.split_once("-->").map_or("", |(_, after)| after))
}

/// `name = "value"` with any quotes or none.
fn value_of(text: &str, name: &str) -> Option<String> {
    let (_, rest) = text.split_once(name)?;
    let value = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.')));
    let value = value.get(..end.unwrap_or(value.len()))?;
    (!value.is_empty() && value.len() <= 40).then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], stated: Option<&str>) -> (String, Vec<&'static str>) {
        let mut notices = Notices::default();
        let text = decode(bytes, stated, &mut notices).into_owned();
        (text, notices.into_vec().iter().map(|noted| noted.notice.code()).collect())
    }

    fn encoded(text: &str, encoding: &'static Encoding) -> Vec<u8> {
        encoding.encode(text).0.into_owned()
    }

    fn wide(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn utf_8_needs_no_statement_and_withstands_a_wrong_one() {
        for stated in [None, Some("iso-8859-1"), Some("utf-16"), Some("klingon")] {
            assert_eq!(read("Ausfall für 5 €".as_bytes(), stated), ("Ausfall für 5 €".to_owned(), vec![]));
            assert_eq!(read("\u{feff}é".as_bytes(), stated), ("é".to_owned(), vec![]));
        }
    }

    #[test]
    fn utf_16_both_ways_with_and_without_mark() {
        for text in ["Outage\r\nof May", "Сбой сервиса был в мае, и никто не мог войти", "停电 于 五月"]
        {
            for bytes in [u16::to_le_bytes as fn(u16) -> [u8; 2], u16::to_be_bytes] {
                let marked = wide(&format!("\u{feff}{text}"), bytes);
                assert_eq!(read(&marked, Some("utf-8")), (text.to_owned(), vec!["decoded"]));
                assert_eq!(read(&wide(text, bytes), None), (text.to_owned(), vec!["encoding-guessed"]));
            }
        }
    }

    #[test]
    fn what_is_stated_counts_if_it_fits() {
        let text = "Сбой";
        assert_eq!(read(&encoded(text, encoding_rs::KOI8_R), Some("koi8-r")), (text.to_owned(), vec!["decoded"]));
        let shift_jis = encoded("障害の報告", encoding_rs::SHIFT_JIS);
        assert_eq!(read(&shift_jis, Some("Shift_JIS")).0, "障害の報告");
        // Half of a character at the end: it is no UTF-8, whatever the page says.
        assert_eq!(read(b"caf\xE9", Some("utf-8")), ("café".to_owned(), vec!["encoding-guessed"]));
    }

    #[test]
    fn what_is_not_stated_is_guessed_from_its_letters() {
        for (text, encoding) in [
            ("The café’s “résumé” page was down — naïve users saw errors", WINDOWS_1252),
            ("Сервер не отвечал два часа, и пользователи не могли войти в систему", encoding_rs::WINDOWS_1251),
            ("Сервер не отвечал два часа, и пользователи не могли войти в систему", encoding_rs::KOI8_R),
            ("Błąd trwał dwie godziny i żaden użytkownik nie mógł się zalogować", encoding_rs::WINDOWS_1250),
            ("サーバーが二時間応答せず、利用者はログインできませんでした。", encoding_rs::SHIFT_JIS),
            ("服务器两个小时没有响应，用户无法登录系统。", encoding_rs::GBK),
        ] {
            assert_eq!(read(&encoded(text, encoding), None), (text.to_owned(), vec!["encoding-guessed"]));
        }
    }

    #[test]
    fn broken_places_are_replaced_and_told_of() {
        let bytes = [&b"\xE2\x80\x99 \xE2\x80\x99 \xE2\x80\x99 \xE2\x80\x99 \xE2\x80\x99 "[..], b"\xFF"].concat();
        assert_eq!(read(&bytes, None), ("’ ’ ’ ’ ’ \u{fffd}".to_owned(), vec!["bytes-replaced"]));
    }

    #[test]
    fn pages_state_their_encoding() {
        for (page, charset) in [
            ("<html><head><meta charset=koi8-r>", Some("koi8-r")),
            ("<META HTTP-EQUIV='Content-Type' content='text/html; charset=Windows-1251'>", Some("windows-1251")),
            ("<?xml version='1.0' encoding=\"ISO-8859-2\"?><html>", Some("iso-8859-2")),
            ("<!-- <meta charset=x> --><meta name=a><meta charset = \"big5\" />", Some("big5")),
            ("<p>charset=utf-8</p>", None),
            ("<meta charset>", None),
        ] {
            assert_eq!(charset_of_page(page.as_bytes()).as_deref(), charset, "{page}");
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_not_utf_16() {
        for bytes in [&b"\x00\x00\x00\x00"[..], b"a\x00", b"\x01\x00\x02\x00\x03\x00", b"ab\x00cd\x00", b""] {
            assert_eq!(utf_16_without_mark(bytes), None, "{bytes:?}");
        }
    }
}
