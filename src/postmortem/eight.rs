//! Eight bytes of a text at once, as one number with the first byte lowest.

/// How many they are.
pub(super) const EIGHT: usize = 8;
/// The highest bit of the first byte.
pub(super) const FIRST: u64 = 0x80;

const ONES: u64 = u64::from_le_bytes([1; EIGHT]);
const HIGHEST: u64 = ONES << 7;
const BLANKS: u64 = u64::from_le_bytes([b' '; EIGHT]);

/// The first bytes of a text, `fill` behind its end.
#[inline]
pub(super) fn eight_of(text: &[u8], fill: u8) -> u64 {
    if let Some(eight) = text.first_chunk() {
        return u64::from_le_bytes(*eight);
    }
    let mut eight = [fill; EIGHT];
    for (place, byte) in eight.iter_mut().zip(text) {
        *place = *byte;
    }
    u64::from_le_bytes(eight)
}

/// The highest bit of each byte that is a blank, where all bytes are ASCII.
#[inline]
pub(super) fn blanks_of(eight: u64) -> u64 {
    !((eight ^ BLANKS) + !HIGHEST) & HIGHEST
}

/// Where the first blank stands, whatever the bytes.
#[inline]
pub(super) fn first_blank(eight: u64) -> Option<usize> {
    let others = eight ^ BLANKS;
    // The lowest bit that is set is that of a blank; those above it may err.
    let blanks = others.wrapping_sub(ONES) & !others & HIGHEST;
    (blanks != 0).then(|| blanks.trailing_zeros() as usize / 8)
}

/// Whether all bytes are blanks or characters of ASCII that are seen.
#[inline]
pub(super) fn is_plain(eight: u64) -> bool {
    eight & HIGHEST == 0 && (eight + ONES * 0x60) & HIGHEST == HIGHEST
}

/// How many of these highest bits are set.
#[inline]
pub(super) fn count_of(bits: u64) -> usize {
    usize::from((bits >> 7).wrapping_mul(ONES).to_le_bytes()[EIGHT - 1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_told_apart_wherever_they_stand() {
        for at in 0..EIGHT {
            for byte in 0..=255_u8 {
                let mut bytes = [b'x'; EIGHT];
                bytes[at] = byte;
                let eight = eight_of(&bytes, 0);
                assert_eq!(first_blank(eight), (byte == b' ').then_some(at), "{byte} at {at}");
                assert_eq!(is_plain(eight), (b' '..0x80).contains(&byte), "{byte} at {at}");
                if byte.is_ascii() {
                    assert_eq!(blanks_of(eight), if byte == b' ' { FIRST << (8 * at) } else { 0 }, "{byte} at {at}");
                }
            }
        }
        assert_eq!(eight_of(b"ab", b' '), eight_of(b"ab      ", 0));
        assert_eq!((count_of(blanks_of(eight_of(b" a b    ", 0))), count_of(HIGHEST)), (6, 8));
    }
}
