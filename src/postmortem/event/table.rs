//! The phrases of all families, looked for word by word.
//!
//! They are sorted when the program is built: a table that is built at the first entry costs more than the entries of most documents.

use super::Told;
use super::families as words;

/// The families by their place in a set of bits.
const FAMILIES: [(u32, &[&str]); 13] = [
    (Told::NOTICING, words::NOTICING),
    (Told::ONSET, words::ONSET),
    (Told::MEANS, words::MEANS),
    (Told::REPORTING, words::REPORTING),
    (Told::ACTION, words::ACTION),
    (Told::CONFIRMING, words::CONFIRMING),
    (Told::MISLEADING, words::MISLEADING),
    (Told::ESCALATED, words::ESCALATED),
    (Told::RESOLVED, words::RESOLVED),
    (Told::ENDING, words::ENDING),
    (Told::NOT_YET, words::NOT_YET),
    (Told::MENDED, words::MENDED),
    (Told::UNDONE, words::UNDONE),
];

/// All phrases.
static TABLE: Table = Table::new();

/// Lists of phrases, by their first three letters.
const LISTS: usize = 1 << BITS;

/// As many bits as make about as many lists as there are phrases, twice over.
const BITS: u32 = 11;

/// How many phrases there are.
const COUNT: usize = {
    let (mut family, mut count) = (0, 0);
    while family < FAMILIES.len() {
        count += FAMILIES[family].1.len();
        family += 1;
    }
    count
};

struct Table {
    /// Where each list begins.
    begins: [u16; LISTS + 1],
    /// All lists, one behind the other.
    phrases: [Phrase; COUNT],
}

#[derive(Clone, Copy)]
struct Phrase {
    /// The first four bytes, by which nearly all others are told apart.
    head: u32,
    /// Which bytes of the head count: a phrase may have three.
    mask: u32,
    text: &'static str,
    family: u32,
}

impl Phrase {
    const fn new(text: &'static str, family: u32) -> Self {
        let bytes = text.as_bytes();
        assert!(bytes.len() >= 3);
        let (last, mask) = if bytes.len() > 3 { (bytes[3], u32::MAX) } else { (0, 0x00ff_ffff) };
        Self { head: u32::from_le_bytes([bytes[0], bytes[1], bytes[2], last]), mask, text, family }
    }
}

impl Table {
    const fn new() -> Self {
        let mut table =
            Self { begins: [0; LISTS + 1], phrases: [Phrase { head: 0, mask: 0, text: "", family: 0 }; COUNT] };
        let mut family = 0;
        while family < FAMILIES.len() {
            let mut index = 0;
            while index < FAMILIES[family].1.len() {
                let bytes = FAMILIES[family].1[index].as_bytes();
                table.begins[list(bytes[0], bytes[1], bytes[2])] += 1;
                index += 1;
            }
            family += 1;
        }
        // From how many there are in each list to where each list ends; filling them brings the ends down to the beginnings.
        let mut index = 1;
        while index <= LISTS {
            table.begins[index] += table.begins[index - 1];
            index += 1;
        }
        while family > 0 {
            family -= 1;
            let (bits, phrases) = FAMILIES[family];
            let mut index = phrases.len();
            while index > 0 {
                index -= 1;
                let phrase = Phrase::new(phrases[index], bits);
                let bytes = phrases[index].as_bytes();
                let list = list(bytes[0], bytes[1], bytes[2]);
                table.begins[list] -= 1;
                table.phrases[table.begins[list] as usize] = phrase;
            }
        }
        table
    }
}

/// The list of what begins with these three letters: they are spread over the lists by a multiplication.
const fn list(first: u8, second: u8, third: u8) -> usize {
    (u32::from_le_bytes([first, second, third, 0]).wrapping_mul(0x9e37_79b1) >> (u32::BITS - BITS)) as usize
}

/// Calls `found` for each phrase that stands in a folded text at the beginning of a word, and with each family that it is of.
pub(super) fn each(text: &str, mut found: impl FnMut(&'static str, u32)) {
    let bytes = text.as_bytes();
    let mut rest = bytes;
    while let &[first, second, third, ..] = rest {
        let list = list(first, second, third);
        let (begin, end) = (usize::from(TABLE.begins[list]), usize::from(TABLE.begins[list + 1]));
        let head = u32::from_le_bytes([first, second, third, rest.get(3).copied().unwrap_or_default()]);
        for phrase in TABLE.phrases.get(begin..end).unwrap_or_default() {
            if head & phrase.mask == phrase.head && rest.starts_with(phrase.text.as_bytes()) {
                found(phrase.text, phrase.family);
            }
        }
        let Some(blank) = rest.iter().position(|byte| *byte == b' ') else { return };
        rest = &rest[blank + 1..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_is_found_in_its_family_where_it_begins_a_word() {
        for (family, phrases) in FAMILIES {
            for phrase in phrases {
                let counted = |text: &str| {
                    let mut count = 0;
                    each(text, |found, of| count += usize::from(found == *phrase && of == family));
                    count
                };
                let times = phrases.iter().filter(|other| *other == phrase).count();
                assert_eq!(counted(&format!("the {phrase}")), times, "{phrase}");
                assert_eq!(counted(&format!("{phrase}z")), times, "{phrase}");
                assert_eq!(counted(&format!("x{phrase}")), 0, "{phrase}");
            }
        }
    }
}
