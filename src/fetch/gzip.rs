//! Bodies out of gzip (RFC 1952), stated or not, within limits.

use std::io::Read;

use super::answer::Head;
use super::error::FetchError;

/// A compressed body may grow to this many times the limit for bodies,
const EXPANDED: u64 = 2;
/// and to this many times its own size, once it is larger than a page.
const RATIO: u64 = 200;
const SMALL: u64 = 1024 * 1024;

/// A body out of gzip, once: where the header says so, or where the bytes do and no type denies it. Google was seen to send a
/// page as bare gzip, without a type and without an encoding.
pub(super) fn expand(body: Vec<u8>, head: &Head, max_size: u64) -> Result<Vec<u8>, FetchError> {
    let stated = head.content_encoding.as_deref().unwrap_or_default().trim().to_ascii_lowercase();
    let typed = head.content_type.as_deref().is_some_and(|stated| !stated.trim_start().starts_with("text/"));
    let bare = stated.is_empty() && !typed && head.disposition.is_none() && body.starts_with(b"\x1F\x8B\x08");
    match stated.as_str() {
        "" | "identity" if !bare => return Ok(body),
        "" | "gzip" | "x-gzip" => {}
        _ => return Err(FetchError::WrongContent { expected: "gzip or nothing", found: "another compression" }),
    }
    if body.is_empty() {
        return Ok(body);
    }
    let size = length(&body);
    let limit = max_size.saturating_mul(EXPANDED).min(size.saturating_mul(RATIO).max(SMALL));
    let mut expanded = Vec::new();
    let mut decoder = flate2::read::MultiGzDecoder::new(body.as_slice()).take(limit.saturating_add(1));
    decoder.read_to_end(&mut expanded).map_err(|_| FetchError::Truncated)?;
    if length(&expanded) > limit { Err(FetchError::TooLarge { limit }) } else { Ok(expanded) }
}

fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use std::io::Write;

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn encoded(encoding: Option<&str>, content_type: Option<&str>) -> Head {
        Head {
            status: 200,
            content_encoding: encoding.map(str::to_owned),
            content_type: content_type.map(str::to_owned),
            ..Head::default()
        }
    }

    #[test]
    fn gzip_is_taken_off_once() {
        let plain = b"<html>words</html>".to_vec();
        let (once, twice) = (gzip(&plain), gzip(&gzip(&plain)));
        for (body, head, expected) in [
            (&plain, encoded(None, Some("text/html")), &plain),
            (&once, encoded(Some("gzip"), Some("text/html")), &plain),
            (&once, encoded(Some("GZIP"), None), &plain),
            (&once, encoded(None, None), &plain),
            (&once, encoded(None, Some("text/html")), &plain),
            (&once, encoded(None, Some("application/gzip")), &once),
            (&twice, encoded(Some("gzip"), None), &once),
        ] {
            assert_eq!(&expand(body.clone(), &head, 10_000).unwrap(), expected, "{head:?}");
        }
    }

    #[test]
    fn bombs_and_torn_bodies_are_refused() {
        let bomb = gzip(&vec![0; 10 * 1024 * 1024]);
        let code =
            |body: &[u8], max| expand(body.to_vec(), &encoded(None, None), max).map_err(|error| error.code()).err();
        assert_eq!(code(&bomb, u64::MAX), Some("too-large"));
        assert_eq!(code(&bomb, 1000), Some("too-large"));
        assert_eq!(code(&gzip(b"words")[..12], 1000), Some("network"));
        let other = expand(b"x".to_vec(), &encoded(Some("br"), None), 1000);
        assert_eq!(other.map_err(|error| error.code()).err(), Some("wrong-content"));
    }
}
