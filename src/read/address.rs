//! Addresses: what a link leads to, and pictures that are written into their address.

use base64::Engine;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use url::Url;

/// Base64 as browsers take it: padding may be missing, bits left over are ignored (Infra standard, forgiving-base64).
const FORGIVING: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Google wraps links in links; more than this is no wrapping.
const WRAPPED: usize = 5;

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::read) enum Target {
    /// To this address, out of Google's wrapping.
    Address(String),
    /// To no place: a script, or data.
    Script,
    /// To nothing.
    None,
}

/// Judges the `href` of a link.
pub(in crate::read) fn target(href: &str) -> Target {
    // Browsers pass over tabs and line ends in addresses, and over blanks and controls around them (URL standard, 4.4).
    let href: String = href.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    let href = href.trim_matches(|c: char| c.is_whitespace() || c.is_control());
    if href.is_empty() {
        return Target::None;
    }
    if matches!(scheme(href).as_str(), "javascript" | "vbscript" | "data" | "livescript" | "mocha") {
        return Target::Script;
    }
    let mut url = href.to_owned();
    for _ in 0..WRAPPED {
        match unwrapped(&url) {
            Some(inner) => url = inner,
            None => break,
        }
    }
    Target::Address(url)
}

/// What an address begins with, in lower case: `https`.
pub(in crate::read) fn scheme(href: &str) -> String {
    let shown = |c: &char| !c.is_whitespace() && !c.is_control();
    let scheme = href.split_once(':').map(|(scheme, _)| scheme).unwrap_or_default();
    scheme.chars().filter(shown).flat_map(char::to_lowercase).take(16).collect()
}

/// The address in `https://www.google.com/url?q=ADDRESS&…`.
fn unwrapped(url: &str) -> Option<String> {
    let parsed = Url::parse(url).ok()?;
    if !matches!(parsed.host_str()?, "www.google.com" | "google.com") || parsed.path() != "/url" {
        return None;
    }
    let value = |name: &str| parsed.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
    value("q").or_else(|| value("url")).filter(|inner| {
        Url::parse(inner).is_ok_and(|inner| matches!(inner.scheme(), "http" | "https" | "mailto" | "ftp"))
    })
}

/// A picture that is written into its address: its media type and its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataPicture {
    /// `image/png`, in lower case, without parameters.
    pub content_type: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Reads a `data:` address of a picture (RFC 2397); `None` if it is none, or holds no picture, or is broken.
#[must_use]
pub fn read_data_picture(url: &str) -> Option<DataPicture> {
    let rest = url.trim().get(..5).filter(|scheme| scheme.eq_ignore_ascii_case("data:")).and(url.trim().get(5..))?;
    let (head, body) = rest.split_once(',')?;
    let content_type = head.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if !content_type.starts_with("image/") {
        return None;
    }
    let decoded: Vec<u8> = percent_encoding::percent_decode_str(body).collect();
    let bytes = if head.split(';').skip(1).any(|part| part.trim().eq_ignore_ascii_case("base64")) {
        decode_base64(&decoded)?
    } else {
        decoded
    };
    (!bytes.is_empty()).then_some(DataPicture { content_type, bytes })
}

/// The bytes of base64, white space in it aside.
pub(in crate::read) fn decode_base64(text: &[u8]) -> Option<Vec<u8>> {
    let dense: Vec<u8> = text.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    FORGIVING.decode(dense).ok()
}

/// The usual extension of a picture's file name.
pub(in crate::read) fn extension(content_type: &str) -> &str {
    match content_type {
        "image/png" => "png",
        "image/jpeg" | "image/jpg" | "image/pjpeg" => "jpg",
        "image/gif" => "gif",
        "image/webp" => "webp",
        "image/svg+xml" => "svg",
        "image/bmp" | "image/x-ms-bmp" => "bmp",
        "image/tiff" => "tiff",
        "image/avif" => "avif",
        "image/x-icon" | "image/vnd.microsoft.icon" => "ico",
        _ => "bin",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets() {
        let address = |url: &str| Target::Address(url.to_owned());
        assert_eq!(target(" https://a.test/x "), address("https://a.test/x"));
        assert_eq!(target("#top"), address("#top"));
        assert_eq!(
            target("https://www.google.com/url?q=https://a.test/%3Fb%3D1%26c&sa=D&ust=1"),
            address("https://a.test/?b=1&c")
        );
        assert_eq!(
            target("https://www.google.com/url?q=javascript:x&sa=D"),
            address("https://www.google.com/url?q=javascript:x&sa=D")
        );
        assert_eq!(
            target("https://www.google.com.evil.test/url?q=https://a.test/"),
            address("https://www.google.com.evil.test/url?q=https://a.test/")
        );
        for script in ["javascript:alert(1)", "JaVa\nScript:x", "\u{1}javascript:x", "data:text/html,x", "vbscript:x"] {
            assert_eq!(target(script), Target::Script);
        }
        assert_eq!(target("  "), Target::None);
    }

    #[test]
    fn data_pictures() {
        let read = |url: &str| read_data_picture(url).map(|picture| (picture.content_type, picture.bytes));
        assert_eq!(read("data:image/PNG;base64,AQI D"), Some(("image/png".into(), vec![1, 2, 3])));
        assert_eq!(read("DATA:image/gif;base64,AQ"), Some(("image/gif".into(), vec![1])));
        assert_eq!(read("data:image/svg+xml;utf8,%3Csvg/>"), Some(("image/svg+xml".into(), b"<svg/>".to_vec())));
        for broken in ["", "data:", "data:image/png;base64", "data:image/png;base64,!", "data:text/html,x", "é"] {
            assert_eq!(read(broken), None);
        }
    }
}
