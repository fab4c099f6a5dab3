//! Phrases of several kinds, looked for in one pass over a text.
//!
//! A phrase counts where it begins a word. Texts are folded (see [`super::residue::folded`]): lower-case words apart by one blank.
//! Phrases are laid out when the program is compiled: a short document would spend more on that than on its text.

/// Letters, digits and the blank: what a phrase is made of.
const SYMBOLS: usize = 37;
/// One for each pair of symbols: a look-up for each word of each line must cost next to nothing.
const SLOTS: usize = SYMBOLS * SYMBOLS;

/// Phrases by their first two bytes: so many, of so many bytes together.
pub(super) struct Phrases<K, const COUNT: usize, const BYTES: usize> {
    /// One behind the other: a reference to each would cost at every start of the program.
    text: [u8; BYTES],
    entries: [Phrase<K>; COUNT],
    /// Where the phrases of each slot begin.
    starts: [u16; SLOTS + 1],
}

#[derive(Clone, Copy)]
struct Phrase<K> {
    start: u16,
    len: u16,
    kind: K,
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
    /// The phrases of these kinds. Each has two letters at least.
    pub(super) const fn new(families: &[(K, &[&str])]) -> Self {
        let starts = starts(families);
        let mut next = starts;
        let mut entries = [Phrase { start: 0, len: 0, kind: families[0].0 }; COUNT];
        let mut text = [0; BYTES];
        let (mut end, mut family) = (0, 0);
        while family < families.len() {
            let mut index = 0;
            while index < families[family].1.len() {
                let phrase = families[family].1[index].as_bytes();
                let place = &mut next[slot_of(phrase)];
                entries[*place as usize] =
                    Phrase { start: narrow(end), len: narrow(phrase.len()), kind: families[family].0 };
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
        let bytes = text.as_bytes();
        let mut offset = 0;
        while offset < bytes.len() {
            let rest = &bytes[offset..];
            if let Some(slot) = slot(rest) {
                for phrase in &self.entries[usize::from(self.starts[slot])..usize::from(self.starts[slot + 1])] {
                    let text = &self.text[usize::from(phrase.start)..][..usize::from(phrase.len)];
                    if rest.starts_with(text) {
                        found(std::str::from_utf8(text).unwrap_or_default(), phrase.kind);
                    }
                }
            }
            offset += rest.iter().position(|byte| *byte == b' ').map_or(rest.len(), |blank| blank + 1);
        }
    }
}

/// Where the phrases of each slot begin.
const fn starts<K>(families: &[(K, &[&str])]) -> [u16; SLOTS + 1] {
    let mut starts = [0; SLOTS + 1];
    let mut family = 0;
    while family < families.len() {
        let mut index = 0;
        while index < families[family].1.len() {
            starts[slot_of(families[family].1[index].as_bytes()) + 1] += 1;
            index += 1;
        }
        family += 1;
    }
    let mut slot = 0;
    while slot < SLOTS {
        starts[slot + 1] += starts[slot];
        slot += 1;
    }
    starts
}

/// The slot of a phrase. One of other symbols does not compile.
const fn slot_of(phrase: &[u8]) -> usize {
    match slot(phrase) {
        Some(slot) => slot,
        None => panic!("a phrase is made of letters, digits and blanks"),
    }
}

/// The slot of what begins with these two bytes; none for what no phrase begins with.
const fn slot(bytes: &[u8]) -> Option<usize> {
    let &[first, second, ..] = bytes else { return None };
    match (symbol(first), symbol(second)) {
        (Some(first), Some(second)) => Some(first * SYMBOLS + second),
        _ => None,
    }
}

const fn symbol(byte: u8) -> Option<usize> {
    match byte {
        b'a'..=b'z' => Some((byte - b'a') as usize),
        b'0'..=b'9' => Some((byte - b'0') as usize + 26),
        b' ' => Some(36),
        _ => None,
    }
}

/// Offsets are small; a larger one does not compile.
#[expect(clippy::cast_possible_truncation, reason = "checked above it")]
const fn narrow(number: usize) -> u16 {
    assert!(number <= u16::MAX as usize, "phrases too long for their offsets");
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
    }
}
