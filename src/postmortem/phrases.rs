//! Phrases of several kinds, looked for in one pass over a text.
//!
//! A phrase counts where it begins a word. Texts are folded (see [`super::residue::folded`]): lower-case words apart by one blank.

/// Phrases by their first two bytes.
pub(super) struct Phrases<K> {
    by_start: Vec<Vec<(&'static str, K)>>,
}

/// Five bits of each of two bytes: letters apart, digits among them.
const STARTS: usize = 1 << 10;

impl<K: Copy> Phrases<K> {
    /// The phrases of these kinds. Each has two letters at least.
    pub(super) fn new(families: impl IntoIterator<Item = (K, &'static [&'static str])>) -> Self {
        let mut by_start: Vec<Vec<(&'static str, K)>> = vec![Vec::new(); STARTS];
        for (kind, phrases) in families {
            for phrase in phrases {
                if let Some(start) = start(phrase.as_bytes()) {
                    by_start[start].push((phrase, kind));
                }
            }
        }
        Self { by_start }
    }

    /// Calls `found` for each phrase that stands in a folded text at the beginning of a word.
    pub(super) fn each(&self, text: &str, mut found: impl FnMut(&'static str, K)) {
        let bytes = text.as_bytes();
        let behind_blanks = bytes.iter().enumerate().filter(|(_, byte)| **byte == b' ').map(|(at, _)| at + 1);
        for rest in std::iter::once(0).chain(behind_blanks).map(|at| &bytes[at..]) {
            let Some(start) = start(rest) else { continue };
            for (phrase, kind) in &self.by_start[start] {
                if rest.starts_with(phrase.as_bytes()) {
                    found(phrase, *kind);
                }
            }
        }
    }
}

/// Where the phrases that begin like a text stand.
fn start(text: &[u8]) -> Option<usize> {
    let [first, second] = *text.first_chunk::<2>()?;
    Some(usize::from(first & 31) << 5 | usize::from(second & 31))
}
