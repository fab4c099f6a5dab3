//! The stems of all families in one table, so that one pass over a text finds which of them it uses.

use super::family::Family;

/// Letters, digits and the blank: what stems are made of.
const SYMBOLS: usize = 37;

/// A stem in the table.
#[derive(Clone, Copy)]
struct Stem {
    /// Where its text begins in [`Table::text`].
    start: u16,
    length: u8,
    /// The number of its family.
    family: u8,
}

/// Stems by their first two bytes. It is made when the program is compiled, so that a short text pays nothing for it.
struct Table {
    /// Where the stems of each pair of symbols begin; one more for where the last of them end.
    starts: [u16; SYMBOLS * SYMBOLS + 1],
    stems: [Stem; COUNT],
    /// The third byte of each stem, by which a list is in order; 0 where it has none.
    thirds: [u8; COUNT],
    /// The texts of all stems, one behind the other.
    text: [u8; LENGTH],
}

const COUNT: usize = totals().0;
const LENGTH: usize = totals().1;
static TABLE: Table = table();

/// How many stems there are, and how many bytes they have.
const fn totals() -> (usize, usize) {
    let (mut count, mut length, mut family) = (0, 0, 0);
    while family < Family::ALL.len() {
        let stems = Family::ALL[family].stems();
        let mut index = 0;
        while index < stems.len() {
            length += stems[index].len();
            index += 1;
        }
        count += stems.len();
        family += 1;
    }
    (count, length)
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "stems are few and short; an index out of bounds would not compile"
)]
const fn table() -> Table {
    let mut table = Table {
        starts: [0; SYMBOLS * SYMBOLS + 1],
        stems: [Stem { start: 0, length: 0, family: 0 }; COUNT],
        thirds: [0; COUNT],
        text: [0; LENGTH],
    };
    // How many stems each list has, then where each list ends, then the stems put there from behind.
    let mut family = 0;
    while family < Family::ALL.len() {
        let stems = Family::ALL[family].stems();
        let mut index = 0;
        while index < stems.len() {
            table.starts[list_of(stems[index])] += 1;
            index += 1;
        }
        family += 1;
    }
    let mut list = 1;
    while list < table.starts.len() {
        table.starts[list] += table.starts[list - 1];
        list += 1;
    }
    let mut start = 0;
    while family > 0 {
        family -= 1;
        let stems = Family::ALL[family].stems();
        let mut index = stems.len();
        while index > 0 {
            index -= 1;
            let stem = stems[index].as_bytes();
            let list = list_of(stems[index]);
            table.starts[list] -= 1;
            let place = table.starts[list] as usize;
            table.stems[place] = Stem { start: start as u16, length: stem.len() as u8, family: family as u8 };
            table.thirds[place] = if stem.len() > 2 { stem[2] } else { 0 };
            let mut byte = 0;
            while byte < stem.len() {
                table.text[start] = stem[byte];
                start += 1;
                byte += 1;
            }
        }
    }
    in_order(table)
}

/// The table with each list in the order of third bytes.
const fn in_order(mut table: Table) -> Table {
    let mut list = 0;
    while list + 1 < table.starts.len() {
        let mut next = table.starts[list] as usize;
        while next < table.starts[list + 1] as usize {
            let mut place = next;
            while place > table.starts[list] as usize && table.thirds[place - 1] > table.thirds[place] {
                (table.thirds[place - 1], table.thirds[place]) = (table.thirds[place], table.thirds[place - 1]);
                (table.stems[place - 1], table.stems[place]) = (table.stems[place], table.stems[place - 1]);
                place -= 1;
            }
            next += 1;
        }
        list += 1;
    }
    table
}

/// The list of a stem, which has two symbols at least.
const fn list_of(stem: &str) -> usize {
    let bytes = stem.as_bytes();
    symbol(bytes[0]) as usize * SYMBOLS + symbol(bytes[1]) as usize
}

/// The number of a byte that stems are made of; [`SYMBOLS`] for any other.
#[expect(clippy::cast_possible_truncation, reason = "a small number")]
const fn symbol(byte: u8) -> u8 {
    match byte {
        b'a'..=b'z' => byte - b'a',
        b'0'..=b'9' => byte - b'0' + 26,
        b' ' => 36,
        _ => SYMBOLS as u8,
    }
}

/// Calls `found` with the bit of the family of each stem that a text begins with.
pub(super) fn begin(text: &[u8], mut found: impl FnMut(u64)) {
    let &[first, second, ref rest @ ..] = text else { return };
    let (first, second) = (usize::from(symbol(first)), usize::from(symbol(second)));
    if first.max(second) >= SYMBOLS {
        return;
    }
    let list = first * SYMBOLS + second;
    let (start, end) = (usize::from(TABLE.starts[list]), usize::from(TABLE.starts[list + 1]));
    let third = rest.first().copied().unwrap_or_default();
    for (known, stem) in TABLE.thirds[start..end].iter().zip(&TABLE.stems[start..end]) {
        if *known > third {
            break;
        }
        if (*known == third || stem.length == 2) && goes_on(*stem, rest) {
            found(1 << stem.family);
        }
    }
}

/// Whether a text of which the first two bytes are those of a stem goes on as it does. Most differ in the next byte or two.
fn goes_on(stem: Stem, rest: &[u8]) -> bool {
    let start = usize::from(stem.start);
    let tail = &TABLE.text[start + 2..start + usize::from(stem.length)];
    tail.len() <= rest.len() && tail.iter().zip(rest).all(|(known, byte)| known == byte)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::check::words::{Folded, says};

    fn text() -> impl Strategy<Value = String> {
        let all: Vec<&str> = Family::ALL.iter().flat_map(|family| family.stems().iter().copied()).collect();
        let piece = prop_oneof![proptest::sample::select(all).prop_map(str::to_owned), "[a-z ]{0,3}", "[ -~äß]{0,3}"];
        proptest::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn a_text_says_what_a_search_for_each_stem_finds(text in text()) {
            let folded = Folded::new(&text);
            for family in Family::ALL {
                prop_assert_eq!(folded.says(*family), says(&text, family.stems()), "{:?}", family);
            }
        }
    }

    #[test]
    fn every_stem_is_found_with_its_family() {
        for family in Family::ALL {
            for stem in family.stems() {
                let mut found = 0;
                begin(format!("{stem}x y").as_bytes(), |bit| found |= bit);
                assert!(found & family.bit() != 0, "{family:?} {stem}");
                assert!(stem.len() > 1 && stem.bytes().all(|byte| usize::from(symbol(byte)) < SYMBOLS), "{stem}");
            }
        }
        begin(b"zzz", |_| panic!("no stem begins so"));
        begin("ä".as_bytes(), |_| panic!("no stem begins so"));
    }
}
