//! The clauses of an entry.

use crate::bytes::set_of;

/// The clauses of a text: between marks, and between words that join two of them.
pub(super) fn clauses(mut rest: &str) -> impl Iterator<Item = &str> {
    std::iter::from_fn(move || {
        while !rest.is_empty() {
            let (end, width) = border(rest);
            let clause = &rest[..end];
            rest = &rest[end + width..];
            if !clause.is_empty() {
                return Some(clause);
            }
        }
        None
    })
}

/// Where the first clause of a text ends, and how many bytes of a mark or a word stand behind it.
fn border(text: &str) -> (usize, usize) {
    let bytes = text.as_bytes();
    let mut offset = 0;
    while let Some(step) = bytes[offset..].iter().position(|byte| MAY_END[usize::from(*byte)]) {
        let at = offset + step;
        let width = match bytes[at] {
            b' ' => join(&bytes[at..]),
            // The first byte of a dash.
            0xe2 if matches!(bytes.get(at + 1..at + 3), Some([0x80, 0x93 | 0x94])) => 3,
            0xe2 => 0,
            _ => 1,
        };
        if width > 0 {
            return (at, width);
        }
        offset = at + 1;
    }
    (bytes.len(), 0)
}

/// How many bytes a word that joins two clauses has here, with the blanks around it.
#[inline]
fn join(bytes: &[u8]) -> usize {
    let words: &[&[u8]] = match bytes.get(1) {
        Some(b'a') => &[b" and "],
        Some(b'b') => &[b" but "],
        Some(b't') => &[b" then "],
        Some(b'w') => &[b" who ", b" which ", b" while "],
        _ => &[],
    };
    words.iter().find(|word| bytes.starts_with(word)).map_or(0, |word| word.len())
}

/// Whether a byte may stand at the end of a clause.
const MAY_END: [bool; 256] = set_of(b".;,!?:\n \xe2");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_end_at_marks_and_at_words_that_join() {
        for (text, want) in [
            ("We looked, and we found it.", vec!["We looked", "we found it"]),
            ("It broke and then it worked", vec!["It broke", "then it worked"]),
            ("It broke – we fixed it — twice…", vec!["It broke ", " we fixed it ", " twice…"]),
            ("a team who calls while band andes", vec!["a team", "calls", "band andes"]),
            (" and ", vec![]),
            ("...", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(clauses(text).collect::<Vec<_>>(), want, "{text}");
        }
    }
}
