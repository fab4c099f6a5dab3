//! How many words a text has.

use std::ops::ControlFlow;

use unicode_segmentation::UnicodeSegmentation;

use crate::document::{Block, walk};

/// Words of a text by Unicode word boundaries (UAX 29): segments that hold a letter or digit.
#[must_use]
pub fn count_words(text: &str) -> usize {
    // An underscore joins words and is none: rare enough to leave it to the general rule.
    if text.is_ascii() && !text.as_bytes().contains(&b'_') {
        count_in_ascii(text.as_bytes())
    } else {
        text.unicode_words().count()
    }
}

/// Words of blocks, which no word joins.
pub(super) fn count_words_of_blocks(blocks: &[Block]) -> usize {
    let mut words = 0;
    let _ = walk::texts(blocks, &mut |text| {
        words += count_words(text);
        ControlFlow::Continue(())
    });
    words
}

/// Whether a text has more words than so many, words being what stands between blanks.
pub(super) fn has_more_words(text: &str, most: usize) -> bool {
    if text.len() <= 2 * most {
        return false;
    }
    let (mut words, mut apart) = (0, true);
    for byte in text.bytes() {
        if !byte.is_ascii() {
            return text.split_whitespace().nth(most).is_some();
        }
        let blank = byte == b' ' || matches!(byte, b'\t'..=b'\r');
        words += usize::from(apart && !blank);
        if words > most {
            return true;
        }
        apart = blank;
    }
    false
}

/// The rule for ASCII without underscores: a word begins at a letter or digit that neither follows one nor is joined to one by the mark
/// between them. All texts are counted in whole, so it is put as sums over bytes, which need no branch.
fn count_in_ascii(text: &[u8]) -> usize {
    /// As many as a byte can count.
    const STEP: usize = 255;
    let &[first, ref behind @ ..] = text else { return 0 };
    let second = behind.first().is_some_and(|second| is_letter(*second) | is_digit(*second));
    let at_head = is_letter(first) | is_digit(first);
    let words = usize::from(at_head) + usize::from(second && !at_head);
    let (before, mark, here) = (text, behind, behind.get(1..).unwrap_or_default());
    let steps = before.chunks(STEP).zip(mark.chunks(STEP)).zip(here.chunks(STEP));
    let begun = steps.map(|((before, mark), here)| {
        let mut begun = 0_u8;
        for ((before, mark), here) in before.iter().zip(mark).zip(here) {
            begun += u8::from(begins(*before, *mark, *here));
        }
        usize::from(begun)
    });
    words + begun.sum::<usize>()
}

/// Whether a word begins behind these two bytes.
fn begins(before: u8, mark: u8, here: u8) -> bool {
    let (letter, digit) = (is_letter(here), is_digit(here));
    let both = (mark == b'.') | (mark == b'\'');
    let joins_letters = letter & is_letter(before) & (both | (mark == b':'));
    let joins_digits = digit & is_digit(before) & (both | (mark == b',') | (mark == b';'));
    (letter | digit) & !is_letter(mark) & !is_digit(mark) & !joins_letters & !joins_digits
}

fn is_letter(byte: u8) -> bool {
    (byte | 0x20).wrapping_sub(b'a') < 26
}

fn is_digit(byte: u8) -> bool {
    byte.wrapping_sub(b'0') < 10
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_join_letters_or_digits() {
        for text in
            ["", "a", ".a", "It wasn't 3.5, nor 1,000:", "10:30 a:b a.b.c 1.a", "a..b 1''2 'a'", "snake_case __ _x"]
        {
            assert_eq!(count_words(text), text.unicode_words().count(), "{text}");
        }
        assert_eq!(count_words("It wasn't 3.5, nor 1,000:"), 5);
    }

    proptest! {
        #[test]
        fn words_apart_by_blanks_are_counted_as_far_as_needed(text in "[ab \t\n\x0b\x1cé\u{a0}]{0,20}", most in 0_usize..6) {
            prop_assert_eq!(has_more_words(&text, most), text.split_whitespace().count() > most);
        }

        #[test]
        fn words_are_those_of_the_standard(text in "[ab01.,:;'_\" -]{0,12}|[\\x00-\\x7f]{0,700}|\\PC{0,20}") {
            prop_assert_eq!(count_words(&text), text.unicode_words().count());
        }
    }
}
