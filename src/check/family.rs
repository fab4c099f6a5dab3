//! All families of words in one table, so that one pass over a text finds which of them it uses.

use super::families;

/// A family of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    /// Something was noticed.
    Noticing,
    /// By what or whom something can be noticed.
    Means,
    /// Noticing, beside a word for who or what did.
    Noticed,
    /// How people let others know.
    Calling,
    /// A machine that notices by itself.
    Machines,
    /// Someone or something that a matter is handed to.
    Teams,
    /// A matter is handed to someone.
    Handing,
    /// A matter goes to whoever is named behind it.
    GoesTo,
    /// Something turned out wrong or did not help.
    DeadEnds,
    /// Something was taken for the cause.
    Suspecting,
    /// What was suspected had nothing to do with it.
    Innocent,
    /// It came to an end.
    Ending,
    /// Somebody did something.
    Doing,
    /// What happened to the service or its users.
    Harm,
    /// Who or what was harmed.
    Harmed,
    /// How a cause works: one thing leads to another.
    Mechanism,
    /// What was done to mend it.
    Mending,
    /// What names a cause without saying so.
    Why,
    /// What is changed, and may break something.
    Changes,
    /// A guess at the cause.
    Guessing,
    /// What takes a guess back.
    But,
    /// The trouble stays.
    Stays,
    /// What follows is denied.
    Denying,
    /// Somebody is called in by name.
    Naming,
    /// What is so from now on.
    Now,
    /// A cause is named.
    Cause,
    /// A share in words.
    Percent,
    /// Users were affected, without a word on what they saw.
    Affected,
    /// A change broke something.
    Breaking,
    /// What the service does again when it is over.
    Ended,
    /// Something was suffered.
    Suffering,
    /// A share of a moment, of a part, or of what could have been.
    Qualified,
    /// Everybody.
    Everyone,
    /// The outage as a whole.
    Outage,
    /// How long it lasted.
    Lasting,
    /// A part of it, or another one.
    Partly,
}

impl Family {
    /// Every family, in the order of their bits.
    const ALL: &[Self] = &[
        Self::Noticing,
        Self::Means,
        Self::Noticed,
        Self::Calling,
        Self::Machines,
        Self::Teams,
        Self::Handing,
        Self::GoesTo,
        Self::DeadEnds,
        Self::Suspecting,
        Self::Innocent,
        Self::Ending,
        Self::Doing,
        Self::Harm,
        Self::Harmed,
        Self::Mechanism,
        Self::Mending,
        Self::Why,
        Self::Changes,
        Self::Guessing,
        Self::But,
        Self::Stays,
        Self::Denying,
        Self::Naming,
        Self::Now,
        Self::Cause,
        Self::Percent,
        Self::Affected,
        Self::Breaking,
        Self::Ended,
        Self::Suffering,
        Self::Qualified,
        Self::Everyone,
        Self::Outage,
        Self::Lasting,
        Self::Partly,
    ];

    /// Its stems and phrases; a blank at the end of one asks for the whole word.
    const fn stems(self) -> &'static [&'static str] {
        match self {
            Self::Noticing => families::NOTICING,
            Self::Means => families::MEANS,
            Self::Noticed => families::NOTICED,
            Self::Calling => families::CALLING,
            Self::Machines => families::MACHINES,
            Self::Teams => families::TEAMS,
            Self::Handing => families::HANDING,
            Self::GoesTo => families::GOES_TO,
            Self::DeadEnds => families::DEAD_ENDS,
            Self::Suspecting => families::SUSPECTING,
            Self::Innocent => families::INNOCENT,
            Self::Ending => families::ENDING,
            Self::Doing => families::DOING,
            Self::Harm => families::HARM,
            Self::Harmed => families::HARMED,
            Self::Mechanism => families::MECHANISM,
            Self::Mending => families::MENDING,
            Self::Why => families::WHY,
            Self::Changes => families::CHANGES,
            Self::Guessing => families::GUESSING,
            Self::But => families::BUT,
            Self::Stays => families::STAYS,
            Self::Denying => families::DENYING,
            Self::Naming => families::NAMING,
            Self::Now => families::NOW,
            Self::Cause => families::CAUSE,
            Self::Percent => families::PERCENT,
            Self::Affected => families::AFFECTED,
            Self::Breaking => families::BREAKING,
            Self::Ended => families::ENDED,
            Self::Suffering => families::SUFFERING,
            Self::Qualified => families::QUALIFIED,
            Self::Everyone => families::EVERYONE,
            Self::Outage => families::OUTAGE,
            Self::Lasting => families::LASTING,
            Self::Partly => families::PARTLY,
        }
    }

    /// Its bit in a set of families.
    pub(super) const fn bit(self) -> u64 {
        1 << self as u32
    }
}

/// Letters, digits and the blank: what stems are made of.
const SYMBOLS: usize = 37;

/// A stem in the table.
#[derive(Clone, Copy)]
struct Stem {
    /// Where its text begins in [`Table::text`].
    start: u16,
    length: u8,
    /// Its third byte, which tells most stems of one list apart; 0 where it has none.
    third: u8,
    /// The number of its family.
    family: u8,
}

/// Stems by their first two bytes. It is made when the program is compiled, so that a short text pays nothing for it.
struct Table {
    /// Where the stems of each pair of symbols begin; one more for where the last of them end.
    starts: [u16; SYMBOLS * SYMBOLS + 1],
    stems: [Stem; COUNT],
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
        stems: [Stem { start: 0, length: 0, third: 0, family: 0 }; COUNT],
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
            let third = if stem.len() > 2 { stem[2] } else { 0 };
            table.stems[table.starts[list] as usize] =
                Stem { start: start as u16, length: stem.len() as u8, third, family: family as u8 };
            let mut byte = 0;
            while byte < stem.len() {
                table.text[start] = stem[byte];
                start += 1;
                byte += 1;
            }
        }
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
    for stem in TABLE.stems[start..end].iter().filter(|stem| stem.third == third || stem.length == 2) {
        let start = usize::from(stem.start);
        if text.starts_with(&TABLE.text[start..start + usize::from(stem.length)]) {
            found(1 << stem.family);
        }
    }
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
