//! Texts as they are compared: letters and digits in lower case, words apart by one blank.

use crate::postmortem::eight::{EIGHT, FIRST, blanks_of};
use crate::postmortem::glance::holds_byte;

/// Letters and digits of a text in lower case, words apart by one blank.
pub(crate) fn folded(text: &str) -> String {
    let mut out = String::new();
    push_folded(&mut out, text);
    out
}

/// Puts the words of a text behind those of another.
pub(in crate::postmortem) fn push_folded(out: &mut String, text: &str) {
    out.reserve(text.len() + 1);
    if !holds_byte(text, |byte| byte >= 0x80) {
        return push_ascii(out, text.as_bytes());
    }
    let apart = |c: char| if c.is_ascii() { !c.is_ascii_alphanumeric() } else { !c.is_alphanumeric() };
    for word in text.split(apart).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        if word.is_ascii() {
            let start = out.len();
            out.push_str(word);
            if let Some(word) = out.get_mut(start..) {
                word.make_ascii_lowercase();
            }
        } else {
            out.extend(word.chars().flat_map(char::to_lowercase));
        }
    }
}

/// The same for ASCII, as most texts are: every line of a document is folded, so it is done for many bytes at once.
fn push_ascii(out: &mut String, text: &[u8]) {
    const STEP: usize = 128;
    /// Bytes that become letters, digits and blanks at once.
    const GROUP: usize = 16;
    if !out.is_empty() {
        out.push(' ');
    }
    let mut squeezer = Squeezer { behind_blank: FIRST };
    for step in text.chunks(STEP) {
        // Blanks fill up the last group.
        let mut bytes = [b' '; STEP];
        bytes[..step.len()].copy_from_slice(step);
        for byte in &mut bytes[..step.len().next_multiple_of(GROUP)] {
            *byte = folded_byte(*byte);
        }
        let mut kept = [0; STEP + EIGHT];
        let mut len = 0;
        for eight in &bytes.as_chunks::<EIGHT>().0[..step.len().div_ceil(EIGHT)] {
            let (rest, count) = squeezer.squeeze(u64::from_le_bytes(*eight));
            if let Some(place) = kept.get_mut(len..).and_then(<[u8]>::first_chunk_mut) {
                *place = rest.to_le_bytes();
            }
            len += count;
        }
        out.push_str(std::str::from_utf8(&kept[..len]).unwrap_or_default());
    }
    if squeezer.behind_blank != 0 {
        out.pop();
    }
}

#[inline]
fn folded_byte(byte: u8) -> u8 {
    let lower = byte | 0x20;
    if lower.wrapping_sub(b'a') < 26 {
        lower
    } else if byte.wrapping_sub(b'0') < 10 {
        byte
    } else {
        b' '
    }
}

/// Takes out blanks that follow a blank.
struct Squeezer {
    /// [`FIRST`] where the next byte follows a blank.
    behind_blank: u64,
}

impl Squeezer {
    /// What remains of eight bytes, and how many they are.
    #[inline]
    fn squeeze(&mut self, mut eight: u64) -> (u64, usize) {
        let blanks = blanks_of(eight);
        let mut doubled = blanks & (blanks << 8 | self.behind_blank);
        self.behind_blank = blanks >> 56;
        let mut count = EIGHT;
        while doubled != 0 {
            let below = ((doubled & doubled.wrapping_neg()) - 1) >> 7;
            eight = eight & below | eight >> 8 & !below;
            doubled = (doubled & (doubled - 1)) >> 8;
            count -= 1;
        }
        (eight, count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn words_of_any_text_stand_apart_by_one_blank(text in "\\PC{0,40}|[ -~]{0,300}") {
            let words: Vec<String> =
                text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
            prop_assert_eq!(folded(&text), words.join(" "));
        }

        #[test]
        fn texts_are_put_together_as_one(one in "[ -~é]{0,20}", other in "[ -~é]{0,20}") {
            let mut out = folded(&one);
            push_folded(&mut out, &other);
            prop_assert_eq!(out, folded(&format!("{one}\n{other}")));
        }
    }
}
