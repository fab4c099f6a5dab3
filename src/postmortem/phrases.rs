//! Phrases of several kinds, looked for in one pass over a text.
//!
//! A phrase counts where it begins a word. Texts are folded (see [`super::residue::folded`]): lower-case words apart by one blank.
//! Phrases are laid out when the program is compiled: a short document would spend more on that than on its text.

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
    /// The first bytes, by which those of one list are told apart.
    head: u64,
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
                let place = &mut next[list_of(phrase)];
                entries[*place as usize] = Phrase {
                    head: head(phrase),
                    start: narrow(end),
                    len: narrow(phrase.len()),
                    kind: families[family].0,
                };
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
        while let Some(list) = list(rest) {
            let head = head(rest);
            for phrase in &self.entries[usize::from(self.starts[list])..usize::from(self.starts[list + 1])] {
                if head & MASKS[usize::from(phrase.len).min(HEAD)] == phrase.head {
                    let text = &self.text[usize::from(phrase.start)..][..usize::from(phrase.len)];
                    if rest.starts_with(text) {
                        found(std::str::from_utf8(text).unwrap_or_default(), phrase.kind);
                    }
                }
            }
            let Some(blank) = rest.iter().position(|byte| *byte == b' ') else { return };
            rest = &rest[blank + 1..];
        }
    }
}

/// Bytes of a head.
const HEAD: usize = 8;

/// Which bits of a head count for a phrase of so many bytes.
const MASKS: [u64; HEAD + 1] = {
    let mut masks = [0; HEAD + 1];
    let mut len = 0;
    while len < HEAD {
        masks[len + 1] = masks[len] << 8 | 0xff;
        len += 1;
    }
    masks
};

/// The first bytes of a phrase or of a text, zeros behind them where it is shorter.
#[inline]
const fn head(text: &[u8]) -> u64 {
    if let Some(head) = text.first_chunk::<HEAD>() {
        return u64::from_le_bytes(*head);
    }
    let mut head = [0; HEAD];
    let mut index = 0;
    while index < text.len() {
        head[index] = text[index];
        index += 1;
    }
    u64::from_le_bytes(head)
}

/// The list of what begins so: three bytes are spread over the lists by a multiplication.
#[inline]
const fn list(text: &[u8]) -> Option<usize> {
    let &[one, two, three, ..] = text else { return None };
    Some((u32::from_le_bytes([one, two, three, 0]).wrapping_mul(0x9e37_79b1) >> (u32::BITS - BITS)) as usize)
}

/// The list of a phrase. One of two letters does not compile.
const fn list_of(phrase: &[u8]) -> usize {
    match list(phrase) {
        Some(list) => list,
        None => panic!("a phrase has three letters or more"),
    }
}

/// Where each list begins.
const fn starts<K>(families: &[(K, &[&str])]) -> [u16; LISTS + 1] {
    let mut starts = [0; LISTS + 1];
    let mut family = 0;
    while family < families.len() {
        let mut index = 0;
        while index < families[family].1.len() {
            starts[list_of(families[family].1[index].as_bytes()) + 1] += 1;
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
