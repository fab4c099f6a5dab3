//! Phrases of several kinds, looked for in one pass over a text.
//!
//! A phrase counts where it begins a word. Texts are folded (see [`super::residue::folded`]): lower-case words apart by one blank.
//! Phrases are laid out when the program is compiled: a short document would spend more on that than on its text.

use super::eight::{EIGHT, eight_of, first_blank};

/// Lists of phrases: a look-up for each word of each line must cost next to nothing.
const LISTS: usize = 1 << BITS;
/// As many bits as make more lists than there are phrases of most kinds.
const BITS: u32 = 11;

/// Phrases by their first three bytes: so many, of so many bytes together.
pub(super) struct Phrases<K, const COUNT: usize, const BYTES: usize> {
    /// One behind the other: a reference to each would cost at every start of the program.
    text: [u8; BYTES],
    entries: [Phrase<K>; COUNT],
    /// Where each list begins.
    starts: [u16; LISTS + 1],
}

#[derive(Clone, Copy)]
struct Phrase<K> {
    /// Its first bytes, the first one lowest.
    head: u64,
    start: u16,
    len: u16,
    kind: K,
}

impl<K: Copy> Phrase<K> {
    /// Whether a text that begins with these bytes may begin with the phrase.
    #[inline]
    fn may_begin(self, window: u64) -> bool {
        let beyond = EIGHT.saturating_sub(usize::from(self.len)) * 8;
        (window ^ self.head) << beyond == 0
    }
}

/// How many phrases there are.
pub(super) const fn count<K>(families: &[(K, &[&str])]) -> usize {
    let (mut count, mut family) = (0, 0);
    while family < families.len() {
        count += families[family].1.len();
        family += 1;
    }
    count
}

/// How many bytes they have together.
pub(super) const fn bytes<K>(families: &[(K, &[&str])]) -> usize {
    let (mut bytes, mut family) = (0, 0);
    while family < families.len() {
        let mut index = 0;
        while index < families[family].1.len() {
            bytes += families[family].1[index].len();
            index += 1;
        }
        family += 1;
    }
    bytes
}

impl<K: Copy, const COUNT: usize, const BYTES: usize> Phrases<K, COUNT, BYTES> {
    /// The phrases of these kinds. Each has three letters at least.
    pub(super) const fn new(families: &[(K, &[&str])]) -> Self {
        let starts = starts(families);
        let mut next = starts;
        let mut entries = [Phrase { head: 0, start: 0, len: 0, kind: families[0].0 }; COUNT];
        let mut text = [0; BYTES];
        let (mut end, mut family) = (0, 0);
        while family < families.len() {
            let mut index = 0;
            while index < families[family].1.len() {
                let phrase = families[family].1[index].as_bytes();
                let head = head_of(phrase);
                let place = &mut next[list(head)];
                let (start, len) = (narrow(end), narrow(phrase.len()));
                entries[*place as usize] = Phrase { head, start, len, kind: families[family].0 };
                *place += 1;
                let mut byte = 0;
                while byte < phrase.len() {
                    text[end] = phrase[byte];
                    end += 1;
                    byte += 1;
                }
                index += 1;
            }
            family += 1;
        }
        Self { text, entries, starts }
    }

    /// Calls `found` for each phrase that stands in a folded text at the beginning of a word.
    pub(super) fn each<'a>(&'a self, text: &str, mut found: impl FnMut(&'a str, K)) {
        let mut rest = text.as_bytes();
        while !rest.is_empty() {
            let mut window = eight_of(rest, 0);
            let list = list(window);
            for entry in &self.entries[usize::from(self.starts[list])..usize::from(self.starts[list + 1])] {
                if !entry.may_begin(window) {
                    continue;
                }
                let phrase = &self.text[usize::from(entry.start)..][..usize::from(entry.len)];
                if phrase.len() <= EIGHT || rest.starts_with(phrase) {
                    found(std::str::from_utf8(phrase).unwrap_or_default(), entry.kind);
                }
            }
            // On to the next word.
            rest = loop {
                if let Some(blank) = first_blank(window) {
                    break rest.get(blank + 1..).unwrap_or_default();
                }
                rest = rest.get(EIGHT..).unwrap_or_default();
                window = eight_of(rest, 0);
                if window == 0 {
                    break rest;
                }
            };
        }
    }
}

/// The first bytes of a phrase as those of a text are put. One of two letters does not compile.
const fn head_of(phrase: &[u8]) -> u64 {
    assert!(phrase.len() > 2, "a phrase has three letters or more");
    let (mut head, mut index) = (0, 0);
    while index < phrase.len() && index < EIGHT {
        head |= (phrase[index] as u64) << (8 * index);
        index += 1;
    }
    head
}

/// The list of what begins with these bytes: the first three are spread over the lists by a multiplication.
#[inline]
const fn list(head: u64) -> usize {
    let [one, two, three, ..] = head.to_le_bytes();
    (u32::from_le_bytes([one, two, three, 0]).wrapping_mul(0x9e37_79b1) >> (u32::BITS - BITS)) as usize
}

/// Where each list begins.
const fn starts<K>(families: &[(K, &[&str])]) -> [u16; LISTS + 1] {
    let mut starts = [0; LISTS + 1];
    let mut family = 0;
    while family < families.len() {
        let mut index = 0;
        while index < families[family].1.len() {
            starts[list(head_of(families[family].1[index].as_bytes())) + 1] += 1;
            index += 1;
        }
        family += 1;
    }
    let mut list = 0;
    while list < LISTS {
        starts[list + 1] += starts[list];
        list += 1;
    }
    starts
}

/// Numbers in tables of words are small; a larger one does not compile.
#[expect(clippy::cast_possible_truncation, reason = "checked above it")]
pub(super) const fn narrow(number: usize) -> u16 {
    assert!(number <= u16::MAX as usize, "a table of words too long for its numbers");
    number as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_where_they_begin_a_word() {
        const FAMILIES: &[(u8, &[&str])] = &[(1, &["alert", "no one"]), (2, &["a ok", "502"])];
        let phrases = Phrases::<u8, { count(FAMILIES) }, { bytes(FAMILIES) }>::new(FAMILIES);
        let found = |text: &str| {
            let mut out = Vec::new();
            phrases.each(text, |phrase, kind| out.push((phrase.to_owned(), kind)));
            out
        };
        let owned = |phrases: &[(&str, u8)]| {
            phrases.iter().map(|(phrase, kind)| ((*phrase).to_owned(), *kind)).collect::<Vec<_>>()
        };
        assert_eq!(found("alerted no one"), owned(&[("alert", 1), ("no one", 1)]));
        assert_eq!(found("inalert a ok 5021"), owned(&[("a ok", 2), ("502", 2)]));
        assert_eq!(found("größe é "), []);
        assert_eq!(found("averylongwordwithoutblank alert"), owned(&[("alert", 1)]));
        assert_eq!(found("sixteen letters a ok"), owned(&[("a ok", 2)]));
        assert_eq!(found("a o"), []);
    }
}
