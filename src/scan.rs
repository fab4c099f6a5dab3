//! Bytes that are looked for in a long text, most of which is something else.

/// The place of the first byte that is looked for.
///
/// Sixteen bytes are looked at together and without a branch for each, so `is` must be cheap for any byte.
pub(crate) fn position(bytes: &[u8], is: impl Fn(u8) -> bool) -> Option<usize> {
    let (blocks, _) = bytes.as_chunks::<16>();
    let holds = |block: &[u8; 16]| block.iter().fold(false, |holds, byte| holds | is(*byte));
    let before = 16 * blocks.iter().position(holds).unwrap_or(blocks.len());
    Some(before + bytes.get(before..)?.iter().position(|byte| is(*byte))?)
}

/// Whether a text holds another.
pub(crate) fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    let Some(first) = needle.first() else { return true };
    let mut rest = bytes;
    while let Some(at) = position(rest, |byte| byte == *first) {
        rest = rest.get(at..).unwrap_or_default();
        if rest.starts_with(needle) {
            return true;
        }
        rest = rest.get(1..).unwrap_or_default();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_is_found_wherever_it_is() {
        for length in 0..70 {
            let mut bytes = vec![b'a'; length];
            assert_eq!(position(&bytes, |byte| byte == b'b'), None);
            for at in (0..length).rev() {
                bytes[at] = b'b';
                assert_eq!(position(&bytes, |byte| byte == b'b'), Some(at));
            }
        }
    }

    #[test]
    fn a_text_is_found_wherever_it_is() {
        let text = b"aab, aaab and a long way behind that aabc";
        for (needle, found) in
            [("aab", true), ("aabc", true), ("", true), ("aabd", false), ("c", true), ("d a", true), ("cc", false)]
        {
            assert_eq!(contains(text, needle.as_bytes()), found, "{needle}");
        }
    }
}
