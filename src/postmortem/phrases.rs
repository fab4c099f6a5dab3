//! Phrases of several kinds, looked for in one pass over a text.
//!
//! A phrase counts where it begins a word. Texts are folded (see [`super::residue::folded`]): lower-case words apart by one blank.

use std::collections::HashMap;

/// Phrases by their first two bytes.
pub(super) struct Phrases<K> {
    by_start: HashMap<[u8; 2], Vec<(&'static str, K)>>,
}

impl<K: Copy> Phrases<K> {
    /// The phrases of these kinds. Each has two letters at least.
    pub(super) fn new(families: impl IntoIterator<Item = (K, &'static [&'static str])>) -> Self {
        let mut by_start: HashMap<[u8; 2], Vec<(&'static str, K)>> = HashMap::new();
        for (kind, phrases) in families {
            for phrase in phrases {
                if let Some(start) = start(phrase) {
                    by_start.entry(start).or_default().push((phrase, kind));
                }
            }
        }
        Self { by_start }
    }

    /// Calls `found` for each phrase that stands in a folded text at the beginning of a word.
    pub(super) fn each(&self, text: &str, mut found: impl FnMut(&'static str, K)) {
        let mut offset = 0;
        for word in text.split(' ') {
            let rest = &text[offset..];
            offset += word.len() + 1;
            let Some(candidates) = start(rest).and_then(|start| self.by_start.get(&start)) else { continue };
            for (phrase, kind) in candidates {
                if rest.starts_with(phrase) {
                    found(phrase, *kind);
                }
            }
        }
    }
}

fn start(text: &str) -> Option<[u8; 2]> {
    text.as_bytes().first_chunk::<2>().copied()
}
