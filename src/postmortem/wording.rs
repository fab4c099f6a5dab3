//! Phrases looked for anywhere in a text, in either case, in one pass over its bytes.
//!
//! A text says a phrase where its small letters hold it, also inside a word: `unresolved` says `resolv`.

/// Kinds of letters: the bytes of a text by their last five bits, so that both cases of a letter are one.
const LETTERS: usize = 32;

/// Letters of the part of each phrase that is looked for before the rest.
const WINDOW: usize = 4;

/// Phrases in small letters, no more than 64.
///
/// A window is moved over the text. Its last two letters tell how far it may be moved, since no part of a phrase can end before; where it
/// may not, its four letters tell which phrases may stand there.
pub(super) struct Wording {
    phrases: &'static [&'static str],
    /// How far the window may be moved behind each pair of letters.
    shifts: [u8; LETTERS * LETTERS],
    /// For each letter, the phrases whose part has it first, second, third and fourth, one bit each.
    letters: [[u64; WINDOW]; LETTERS],
}

impl Wording {
    /// These phrases, of four letters or more.
    pub(super) const fn new(phrases: &'static [&'static str]) -> Self {
        assert!(phrases.len() <= 64);
        // Behind a pair that no part has, only the second letter of it may begin one.
        let mut wording = Self { phrases, shifts: [SHIFTS[0]; LETTERS * LETTERS], letters: [[0; WINDOW]; LETTERS] };
        let mut index = 0;
        while index < phrases.len() {
            assert!(phrases[index].is_ascii());
            let phrase = phrases[index].as_bytes();
            let begin = part(phrase);
            let mut place = 0;
            while place < WINDOW {
                let byte = phrase[begin + place];
                wording.letters[letter(byte)][place] |= 1 << index;
                if place > 0 {
                    let shift = &mut wording.shifts[pair(phrase[begin + place - 1], byte)];
                    *shift = if SHIFTS[place] < *shift { SHIFTS[place] } else { *shift };
                }
                place += 1;
            }
            index += 1;
        }
        wording
    }

    /// Whether a text says one of them.
    pub(super) fn is_in(&self, text: &str) -> bool {
        self.any(text, |_| true)
    }

    /// Whether one of those that a text says, given by its place in the list, is what is looked for. A text may say one several times.
    pub(super) fn any(&self, text: &str, mut is: impl FnMut(usize) -> bool) -> bool {
        if lowers_to_ascii(text) {
            return self.any_in_bytes(text.to_lowercase().as_bytes(), &mut is);
        }
        self.any_in_bytes(text.as_bytes(), &mut is)
    }

    fn any_in_bytes(&self, bytes: &[u8], is: &mut impl FnMut(usize) -> bool) -> bool {
        let mut end = WINDOW;
        while let Some(&[.., three, four]) = bytes.get(end - 2..end) {
            let shift = self.shifts[pair(three, four)];
            if shift > 0 {
                end += usize::from(shift);
                continue;
            }
            let begin = end - WINDOW;
            let letters = |place: usize| self.letters[letter(bytes[begin + place])][place];
            let mut near = letters(0) & letters(1) & letters(2) & letters(3);
            while near != 0 {
                let place = near.trailing_zeros() as usize;
                if self.stands_at(place, bytes, begin) && is(place) {
                    return true;
                }
                near &= near - 1;
            }
            end += 1;
        }
        false
    }

    /// Whether a phrase stands where its part begins at this offset.
    fn stands_at(&self, place: usize, bytes: &[u8], offset: usize) -> bool {
        let phrase = self.phrases[place].as_bytes();
        let here = offset.checked_sub(part(phrase)).and_then(|begin| bytes.get(begin..begin + phrase.len()));
        here.is_some_and(|here| here.eq_ignore_ascii_case(phrase))
    }
}

/// How far a window may be moved that ends with so many letters of a part and one more.
const SHIFTS: [u8; WINDOW] = [3, 2, 1, 0];

/// Where the part of a phrase begins that is looked for before the rest: at its last word of four letters or more, since `the` and `was`
/// stand in most texts, or with its last letters.
const fn part(phrase: &[u8]) -> usize {
    assert!(phrase.len() >= WINDOW);
    let last = phrase.len() - WINDOW;
    let mut begin = last;
    while begin > 0 && phrase[begin - 1] != b' ' {
        begin -= 1;
    }
    let mut first_word = begin;
    while first_word < phrase.len() && phrase[first_word] != b' ' {
        first_word += 1;
    }
    if first_word - begin < WINDOW { last } else { begin }
}

#[inline]
const fn letter(byte: u8) -> usize {
    byte as usize % LETTERS
}

#[inline]
const fn pair(one: u8, two: u8) -> usize {
    letter(one) * LETTERS + letter(two)
}

/// Whether the small letters of a text may be ASCII where its own are not: of all characters, only the `İ` with a dot and the sign of
/// Kelvin have such.
fn lowers_to_ascii(text: &str) -> bool {
    !text.is_ascii() && text.contains(['\u{130}', '\u{212a}'])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PHRASES: &[&str] = &[
        "due to",
        "caus",
        "t of",
        "k of",
        "in the end",
        "the cause was",
        "back up",
        "2000",
        "-hour",
        "aaaa",
        "to fix",
        "was fixed",
    ];
    const WORDING: Wording = Wording::new(PHRASES);

    #[test]
    fn two_characters_alone_lower_to_ascii() {
        for c in ('\u{80}'..=char::MAX).filter(|c| c.to_lowercase().any(|lower| lower.is_ascii())) {
            assert!(lowers_to_ascii(&c.to_string()), "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn a_text_says_what_its_small_letters_hold(
            parts in prop::collection::vec(prop_oneof![
                prop::sample::select(PHRASES).prop_map(str::to_owned),
                prop::sample::select(PHRASES).prop_map(str::to_uppercase),
                "[aAdDuUeE tToOcC\u{130}\u{212a}kKiIé%-]{0,5}",
                any::<String>(),
            ], 0..6),
        ) {
            let text = parts.concat();
            let lower = text.to_lowercase();
            prop_assert_eq!(WORDING.is_in(&text), WORDING.phrases.iter().any(|phrase| lower.contains(phrase)));
        }
    }
}
