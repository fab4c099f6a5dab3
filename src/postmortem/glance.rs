//! A glance at all bytes of a text, before it is read word by word.
//!
//! Most texts hold nothing of what is looked for, and a byte or a pair of bytes without which it cannot be there is soon missed. The
//! loops do not stop at the first find, so that they compare many bytes at a time; for the same reason the conditions given to them join
//! comparisons by `&` and `|`, without a branch.

/// Whether some byte is of this kind.
pub(super) fn holds_byte(text: &str, is: impl Fn(u8) -> bool) -> bool {
    text.as_bytes().iter().fold(false, |held, byte| held | is(*byte))
}

/// Whether two bytes of this kind stand side by side.
pub(super) fn holds_pair(text: &str, is: impl Fn(u8, u8) -> bool) -> bool {
    let bytes = text.as_bytes();
    let behind = bytes.get(1..).unwrap_or_default();
    bytes.iter().zip(behind).fold(false, |held, (one, two)| held | is(*one, *two))
}

/// Whether a text holds an ASCII digit.
pub(super) fn holds_digit(text: &str) -> bool {
    holds_byte(text, |byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_and_pairs_are_seen_wherever_they_stand() {
        let long = "x".repeat(40);
        for at in 0..=40 {
            let text = format!("{}7é{}", &long[..at], &long[at..]);
            assert!(holds_digit(&text), "{text}");
            assert!(holds_pair(&text, |one, two| one == b'7' && two >= 0x80), "{text}");
        }
        for text in ["", "x", "xé"] {
            assert!(!holds_digit(text) && !holds_pair(text, |one, two| one == b'7' && two == b'7'), "{text}");
        }
    }
}
