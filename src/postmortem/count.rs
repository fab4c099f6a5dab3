//! How many words a text has.

use std::ops::ControlFlow;

use unicode_segmentation::UnicodeSegmentation;

use super::eight::{EIGHT, FIRST, blanks_of, count_of, eight_of, is_plain};
use super::glance::holds_byte;
use crate::document::{Block, walk};

/// Words of a text by Unicode word boundaries (UAX 29): segments that hold a letter or digit.
#[must_use]
pub fn count_words(text: &str) -> usize {
    // An underscore joins words and is none: rare enough to leave it to the general rule.
    if holds_byte(text, |byte| (byte == b'_') | !byte.is_ascii()) {
        text.unicode_words().count()
    } else {
        count_in_ascii(text.as_bytes())
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
    // So many letters with blanks between them.
    text.len() > 2 * most && count_apart(text, most + 1) > most
}

/// Words that blanks set apart, counted as far as `enough`.
pub(super) fn count_apart(text: &str, enough: usize) -> usize {
    let mut words = 0;
    let mut behind_blank = FIRST;
    for group in text.as_bytes().chunks(EIGHT) {
        let eight = eight_of(group, b' ');
        if !is_plain(eight) {
            return text.split_whitespace().take(enough).count();
        }
        let blanks = blanks_of(eight);
        words += count_of((blanks << 8 | behind_blank) & !blanks);
        if words >= enough {
            return enough;
        }
        behind_blank = blanks >> 56;
    }
    words
}

/// The rule for ASCII without underscores: a word begins at a letter or digit that neither follows one nor is joined to one by the mark
/// between them. All texts are counted in whole, so it is put as sums over bytes that need no branch.
fn count_in_ascii(text: &[u8]) -> usize {
    /// No more than a byte can count.
    const STEP: usize = 128;
    /// Bytes that are looked at at once.
    const GROUP: usize = 16;
    // Those of a step, behind the last two of the one before it.
    let mut classes = [0; STEP + 2];
    let mut words = 0;
    for step in text.chunks(STEP) {
        // Blanks fill up the last group.
        let mut bytes = [b' '; STEP];
        bytes[..step.len()].copy_from_slice(step);
        let len = step.len().next_multiple_of(GROUP);
        for (class, byte) in classes[2..].iter_mut().zip(&bytes[..len]) {
            *class = class_of(*byte);
        }
        let (before, mark, here) = (&classes[..len], &classes[1..=len], &classes[2..len + 2]);
        let mut begun = 0_u8;
        for ((before, mark), here) in before.iter().zip(mark).zip(here) {
            begun += begins(*before, *mark, *here);
        }
        words += usize::from(begun);
        classes.copy_within(STEP.., 0);
    }
    words
}

const LETTER: u8 = 1;
const DIGIT: u8 = 1 << 1;
/// These two stand as far from the first two as they do from each other.
const JOINS_LETTERS: u8 = 1 << 2;
const JOINS_DIGITS: u8 = 1 << 3;

/// 1 where a word begins at the last of three bytes.
fn begins(before: u8, mark: u8, here: u8) -> u8 {
    let joined = here & before & (mark >> 2);
    let apart = !(mark | mark >> 1) & !(joined | joined >> 1);
    (here | here >> 1) & apart & 1
}

fn class_of(byte: u8) -> u8 {
    let class = |is: bool, class: u8| if is { class } else { 0 };
    class((byte | 0x20).wrapping_sub(b'a') < 26, LETTER)
        | class(byte.wrapping_sub(b'0') < 10, DIGIT)
        | class(byte == b'.', JOINS_LETTERS | JOINS_DIGITS)
        | class(byte == b'\'', JOINS_LETTERS | JOINS_DIGITS)
        | class(byte == b':', JOINS_LETTERS)
        | class(byte == b',', JOINS_DIGITS)
        | class(byte == b';', JOINS_DIGITS)
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
            prop_assert_eq!(count_apart(&text, most), text.split_whitespace().take(most).count());
        }

        #[test]
        fn words_are_those_of_the_standard(text in "[ab01.,:;'_\" -]{0,12}|[\\x00-\\x7f]{0,700}|\\PC{0,20}") {
            prop_assert_eq!(count_words(&text), text.unicode_words().count());
        }
    }
}
