//! Phrases of several kinds, looked for in one pass over a text.
//!
//! A phrase counts where it begins a word. Texts are folded (see [`super::residue::folded`]): lower-case words apart by one blank.

/// Letters, digits and the blank: what a phrase is made of.
const SYMBOLS: usize = 37;

/// Phrases by their first two bytes.
pub(super) struct Phrases<K> {
    /// One list for each pair of symbols: a look-up for each word of each line must cost next to nothing.
    by_start: Vec<Vec<(&'static str, K)>>,
}

impl<K: Copy> Phrases<K> {
    /// The phrases of these kinds. Each has two letters at least.
    pub(super) fn new(families: impl IntoIterator<Item = (K, &'static [&'static str])>) -> Self {
        let mut by_start = vec![Vec::new(); SYMBOLS * SYMBOLS];
        for (kind, phrases) in families {
            for phrase in phrases {
                if let Some(slot) = slot(phrase.as_bytes()) {
                    by_start[slot].push((*phrase, kind));
                }
            }
        }
        Self { by_start }
    }

    /// Calls `found` for each phrase that stands in a folded text at the beginning of a word.
    pub(super) fn each(&self, text: &str, mut found: impl FnMut(&'static str, K)) {
        let bytes = text.as_bytes();
        let mut offset = 0;
        while offset < bytes.len() {
            let rest = &bytes[offset..];
            if let Some(slot) = slot(rest) {
                for (phrase, kind) in &self.by_start[slot] {
                    if rest.starts_with(phrase.as_bytes()) {
                        found(phrase, *kind);
                    }
                }
            }
            offset += rest.iter().position(|byte| *byte == b' ').map_or(rest.len(), |blank| blank + 1);
        }
    }
}

/// The list of what begins with these two bytes; none for what no phrase begins with.
fn slot(bytes: &[u8]) -> Option<usize> {
    let &[first, second, ..] = bytes else { return None };
    Some(symbol(first)? * SYMBOLS + symbol(second)?)
}

fn symbol(byte: u8) -> Option<usize> {
    match byte {
        b'a'..=b'z' => Some(usize::from(byte - b'a')),
        b'0'..=b'9' => Some(usize::from(byte - b'0') + 26),
        b' ' => Some(36),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_where_they_begin_a_word() {
        let phrases = Phrases::new([(1, ["alert", "no one"].as_slice()), (2, ["a ok", "502"].as_slice())]);
        let found = |text: &str| {
            let mut out = Vec::new();
            phrases.each(text, |phrase, kind| out.push((phrase, kind)));
            out
        };
        assert_eq!(found("alerted no one"), [("alert", 1), ("no one", 1)]);
        assert_eq!(found("inalert a ok 5021"), [("a ok", 2), ("502", 2)]);
        assert_eq!(found("größe é "), []);
    }
}
