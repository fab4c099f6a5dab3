//! The table of word families in the order in which it is asked: by the first letter and the length of a word, or of the first word of
//! a phrase.
//!
//! It is laid out when the program is compiled, since building it would cost a short document more than asking it; its words stand in
//! one text, since each reference of a table costs at every start of the program.

use super::families::{ALONE, FAMILIES, Family};
use super::words::{LONGEST, Words};
use crate::postmortem::phrases::narrow;

/// Letters that a word may begin with: `a` to `z`, and one place for all else.
const LETTERS: usize = 27;
/// One for each first letter and length.
const SLOTS: usize = LETTERS * LONGEST;
/// Most words of a phrase that is looked for.
const MOST_WORDS: usize = 5;

/// A word or phrase of the table.
#[derive(Clone, Copy)]
struct Entry {
    start: u16,
    len: u16,
    family: Family,
    /// Its place in the table: of two that fit a word, the first one wins.
    order: u16,
    /// [`letters_of`] the word, or of the first word of a phrase.
    letters: u32,
}

/// Which part of the table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Single words.
    Singles,
    /// Those that may hold a wrong letter.
    Misspelled,
    /// What consists of several words.
    Phrases,
}

/// One part of the table, laid out.
struct Layout<const COUNT: usize> {
    entries: [Entry; COUNT],
    /// Where the entries of each slot begin.
    starts: [u16; SLOTS + 1],
}

/// The table as one list.
const LIST: [(Family, &str); table_len()] = list();
static TEXT: [u8; text_len()] = joined();
static SINGLES: Layout<{ count(Part::Singles) }> = layout(Part::Singles);
static MISSPELLED: Layout<{ count(Part::Misspelled) }> = layout(Part::Misspelled);
static PHRASES: Layout<{ count(Part::Phrases) }> = layout(Part::Phrases);

impl Entry {
    fn text(self) -> &'static [u8] {
        &TEXT[usize::from(self.start)..usize::from(self.start) + usize::from(self.len)]
    }
}

impl<const COUNT: usize> Layout<COUNT> {
    /// The entries from one slot to another.
    fn slots(&self, first: usize, last: usize) -> &[Entry] {
        &self.entries[usize::from(self.starts[first])..usize::from(self.starts[last + 1])]
    }
}

/// The family of a heading that is known as a whole.
pub(super) fn alone(words: &Words) -> Option<Family> {
    let asks = || matches!(words.get(0), b"explain" | b"what");
    if words.len() == 0 || words.len() > 1 && !asks() {
        return None;
    }
    let heading = words.from(0);
    ALONE.iter().find(|(_, list)| list.iter().any(|known| known.as_bytes() == heading)).map(|(family, _)| *family)
}

/// The family of the longest phrase that the words begin with from one on, and how many words it takes.
pub(super) fn lookup(words: &Words, index: usize) -> (Option<Family>, usize) {
    let word = words.get(index);
    let Some(first) = word.first().filter(|_| word.len() < LONGEST) else { return (None, 1) };
    let slot = letter(*first) * LONGEST + word.len();
    let letters = if word.is_ascii() { letters_of(word) } else { letters_beyond_ascii(word) };
    if let Some((family, width)) = phrase(words.from(index), slot, letters) {
        return (Some(family), width);
    }
    let same = |entry: &&Entry| entry.letters == letters && entry.text() == word;
    let known = SINGLES.slots(slot, slot).iter().find(same).map(|entry| entry.family);
    (known.or_else(|| misspelled(word, slot, letters)), 1)
}

/// The longest phrase of two words or more that a text begins with, and its words.
fn phrase(text: &[u8], slot: usize, letters: u32) -> Option<(Family, usize)> {
    let mut best: Option<(Family, usize)> = None;
    for entry in PHRASES.slots(slot, slot).iter().filter(|entry| entry.letters == letters) {
        let phrase = entry.text();
        if text.starts_with(phrase) && text.get(phrase.len()).is_none_or(|byte| *byte == b' ') {
            let width = words_of(phrase);
            if best.is_none_or(|(_, most)| width > most) {
                best = Some((entry.family, width));
            }
        }
    }
    best
}

/// The family of a word with one wrong letter in five letters, two in nine.
fn misspelled(word: &[u8], slot: usize, letters: u32) -> Option<Family> {
    let allowed = match word.iter().filter(|byte| !is_continuation(**byte)).count() {
        0..=4 => return None,
        5..=8 => 1,
        _ => 2,
    };
    let near = MISSPELLED.slots(slot - allowed, (slot + allowed).min(SLOTS - 1)).iter().filter(|entry| {
        // One wrong letter takes one from the set and adds one: this spares nearly all words the distance.
        (entry.letters ^ letters).count_ones() as usize <= 2 * allowed
            && usize::from(entry.len).abs_diff(word.len()) <= allowed
            && is_near(entry.text(), word, allowed)
    });
    near.min_by_key(|entry| entry.order).map(|entry| entry.family)
}

fn is_continuation(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}

fn text(word: &[u8]) -> &str {
    std::str::from_utf8(word).unwrap_or_default()
}

/// Whether so few letters are missing, added, changed or swapped with their neighbor in one of two words.
fn is_near(known: &[u8], word: &[u8], allowed: usize) -> bool {
    if !word.is_ascii() {
        return strsim::osa_distance(text(known), text(word)) <= allowed;
    }
    // What two words share at both ends takes no part in their distance.
    let head = known.iter().zip(word).take_while(|(one, other)| one == other).count();
    let (known, word) = (&known[head..], &word[head..]);
    let tail = known.iter().rev().zip(word.iter().rev()).take_while(|(one, other)| one == other).count();
    let (known, word) = (&known[..known.len() - tail], &word[..word.len() - tail]);
    match (known, word) {
        ([], rest) | (rest, []) => rest.len() <= allowed,
        ([_], [_]) => true,
        ([a, b], [c, d]) if a == d && b == c => true,
        _ => allowed > 1 && distance(known, word) <= allowed,
    }
}

/// The distance of two words: missing, added and changed letters, and neighbors that are swapped.
fn distance(known: &[u8], word: &[u8]) -> usize {
    let mut before = [0_usize; LONGEST + 1];
    let mut above: [usize; LONGEST + 1] = std::array::from_fn(|column| column);
    let mut row = above;
    for (i, a) in known.iter().enumerate() {
        row[0] = i + 1;
        for (j, b) in word.iter().enumerate() {
            let changed = above[j] + usize::from(a != b);
            row[j + 1] = changed.min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && a != b && *a == word[j - 1] && known[i - 1] == *b {
                row[j + 1] = row[j + 1].min(before[j - 1] + 1);
            }
        }
        (before, above) = (above, row);
    }
    above[word.len()]
}

/// The place of words and phrases that begin with this byte.
const fn letter(byte: u8) -> usize {
    if byte.is_ascii_lowercase() { (byte - b'a') as usize } else { LETTERS - 1 }
}

/// The set of letters of a word, a bit each.
const fn letters_of(word: &[u8]) -> u32 {
    let mut set = 0;
    let mut index = 0;
    while index < word.len() {
        set |= 1 << (word[index] & 31);
        index += 1;
    }
    set
}

/// The same where some share their bit with others.
fn letters_beyond_ascii(word: &[u8]) -> u32 {
    text(word).chars().fold(0, |set, letter| set | 1 << (u32::from(letter) & 31))
}

const fn table_len() -> usize {
    let (mut len, mut family) = (0, 0);
    while family < FAMILIES.len() {
        len += FAMILIES[family].1.len();
        family += 1;
    }
    len
}

const fn list() -> [(Family, &'static str); table_len()] {
    let mut list = [(Family::Filler, ""); table_len()];
    let (mut len, mut family) = (0, 0);
    while family < FAMILIES.len() {
        let mut index = 0;
        while index < FAMILIES[family].1.len() {
            list[len] = (FAMILIES[family].0, FAMILIES[family].1[index]);
            len += 1;
            index += 1;
        }
        family += 1;
    }
    list
}

const fn text_len() -> usize {
    let (mut len, mut index) = (0, 0);
    while index < LIST.len() {
        len += LIST[index].1.len();
        index += 1;
    }
    len
}

const fn joined() -> [u8; text_len()] {
    let mut text = [0; text_len()];
    let (mut end, mut index) = (0, 0);
    while index < LIST.len() {
        let phrase = LIST[index].1.as_bytes();
        let mut byte = 0;
        while byte < phrase.len() {
            text[end] = phrase[byte];
            end += 1;
            byte += 1;
        }
        index += 1;
    }
    text
}

const fn words_of(phrase: &[u8]) -> usize {
    let (mut words, mut index) = (1, 0);
    while index < phrase.len() {
        if phrase[index] == b' ' {
            words += 1;
        }
        index += 1;
    }
    words
}

const fn first_word(phrase: &[u8]) -> &[u8] {
    let mut len = 0;
    while len < phrase.len() && phrase[len] != b' ' {
        len += 1;
    }
    phrase.split_at(len).0
}

/// Where an entry stands in a part; none for one that does not belong to it.
const fn slot(part: Part, family: Family, phrase: &[u8]) -> Option<usize> {
    let belongs = match (part, words_of(phrase)) {
        (Part::Misspelled, 1) => phrase.len() > 4 && !matches!(family, Family::Filler),
        (Part::Singles, 1) | (Part::Phrases, 2..=MOST_WORDS) => true,
        _ => false,
    };
    if belongs { Some(letter(phrase[0]) * LONGEST + first_word(phrase).len()) } else { None }
}

const fn count(part: Part) -> usize {
    let (mut count, mut index) = (0, 0);
    while index < LIST.len() {
        if slot(part, LIST[index].0, LIST[index].1.as_bytes()).is_some() {
            count += 1;
        }
        index += 1;
    }
    count
}

/// The entries of a part, slot by slot; in a slot they keep the order of the table.
const fn layout<const COUNT: usize>(part: Part) -> Layout<COUNT> {
    let mut starts = [0; SLOTS + 1];
    let mut index = 0;
    while index < LIST.len() {
        if let Some(slot) = slot(part, LIST[index].0, LIST[index].1.as_bytes()) {
            starts[slot + 1] += 1;
        }
        index += 1;
    }
    index = 1;
    while index <= SLOTS {
        starts[index] += starts[index - 1];
        index += 1;
    }
    let mut entries = [Entry { start: 0, len: 0, family: Family::Filler, order: 0, letters: 0 }; COUNT];
    let mut next = starts;
    let mut start = 0;
    index = 0;
    while index < LIST.len() {
        let (family, phrase) = (LIST[index].0, LIST[index].1.as_bytes());
        if let Some(slot) = slot(part, family, phrase) {
            let (len, order) = (narrow(phrase.len()), narrow(index));
            entries[next[slot] as usize] = Entry { start, len, family, order, letters: letters_of(first_word(phrase)) };
            next[slot] += 1;
        }
        start += narrow(phrase.len());
        index += 1;
    }
    Layout { entries, starts }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_word_is_shorter_than_what_is_kept_of_one() {
        let words =
            || LIST.iter().map(|(_, phrase)| *phrase).chain(ALONE.iter().flat_map(|(_, list)| list.iter().copied()));
        for word in words().flat_map(|phrase| phrase.split(' ')) {
            // Two letters may be missing.
            assert!(word.len() + 2 < LONGEST, "{word}");
        }
        assert!(words().all(|phrase| phrase.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b' '))));
    }

    #[test]
    fn every_phrase_is_found_with_its_first_family() {
        for (_, phrase) in LIST {
            let (first, _) = LIST.iter().find(|(_, known)| *known == phrase).unwrap_or(&(Family::Filler, ""));
            // Digits are words only beside `why`.
            let words = Words::of(phrase);
            if words.len() <= MOST_WORDS && !phrase.starts_with(|c: char| c.is_ascii_digit()) {
                assert_eq!(lookup(&words, 0), (Some(*first), words.len()), "{phrase}");
            }
        }
    }

    proptest! {
        #[test]
        fn near_words_are_those_of_a_small_distance(known in "[a-d]{5,12}", word in "[a-d]{3,14}", allowed in 1_usize..3) {
            let want = strsim::osa_distance(&known, &word) <= allowed;
            prop_assert_eq!(is_near(known.as_bytes(), word.as_bytes(), allowed), want);
        }
    }
}
