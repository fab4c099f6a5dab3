//! Phrases looked for anywhere in a text, in either case, in one pass over its bytes.
//!
//! A text says a phrase where its small letters hold it, also inside a word: `unresolved` says `resolv`.

/// Kinds of letters: the bytes of a text by their last five bits, so that both cases of a letter are one.
const LETTERS: usize = 32;

/// Phrases in small letters, no more than 64.
pub(super) struct Wording {
    phrases: &'static [&'static str],
    /// For each letter, the phrases that have it first, second and third, one bit each.
    first: [u64; LETTERS],
    second: [u64; LETTERS],
    third: [u64; LETTERS],
}

impl Wording {
    /// These phrases, of three letters or more.
    pub(super) const fn new(phrases: &'static [&'static str]) -> Self {
        assert!(phrases.len() <= 64);
        let mut wording = Self { phrases, first: [0; LETTERS], second: [0; LETTERS], third: [0; LETTERS] };
        let mut index = 0;
        while index < phrases.len() {
            let phrase = phrases[index].as_bytes();
            assert!(phrase.len() >= 3 && phrases[index].is_ascii());
            wording.first[letter(phrase[0])] |= 1 << index;
            wording.second[letter(phrase[1])] |= 1 << index;
            wording.third[letter(phrase[2])] |= 1 << index;
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
        // The phrases of which one letter, and two, stand right before.
        let (mut one, mut two) = (0, 0);
        bytes.iter().enumerate().any(|(index, byte)| {
            let letter = letter(*byte);
            let mut three = two & self.third[letter];
            two = one & self.second[letter];
            one = self.first[letter];
            while three != 0 {
                let place = three.trailing_zeros() as usize;
                let phrase = self.phrases[place].as_bytes();
                let begin = index - 2;
                let said = bytes.get(begin..begin + phrase.len()).is_some_and(|here| here.eq_ignore_ascii_case(phrase));
                if said && is(place) {
                    return true;
                }
                three &= three - 1;
            }
            false
        })
    }
}

const fn letter(byte: u8) -> usize {
    byte as usize % LETTERS
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

    const PHRASES: &[&str] = &["due to", "caus", "t of", "k of", "in the end", "200", "e:", "-hour", "was"];
    const WORDING: Wording = Wording::new(&["due to", "caus", "t of", "k of", "in the end", "200", "-hour", "was"]);

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
                "[dDuUeE tToOcC\u{130}\u{212a}kKiIé%-]{0,4}",
                any::<String>(),
            ], 0..6),
        ) {
            let text = parts.concat();
            let lower = text.to_lowercase();
            prop_assert_eq!(WORDING.is_in(&text), WORDING.phrases.iter().any(|phrase| lower.contains(phrase)));
        }
    }
}
