//! Documents that were fetched in this run: members of a group hand in the same link, and the second costs no request.
//!
//! Only as much is kept as fits; the oldest go first. Failures are not kept.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::fetcher::Fetched;

/// Most bytes of all documents together. A usual document has some ten thousand.
const MOST: usize = 32 * 1024 * 1024;

/// The documents of this run, under the keys of their links.
#[derive(Debug, Default)]
pub(super) struct Memory {
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    documents: VecDeque<(String, Fetched)>,
    bytes: usize,
}

impl Memory {
    pub(super) fn get(&self, key: &str) -> Option<Fetched> {
        let kept = self.kept();
        let (_, fetched) = kept.documents.iter().find(|(known, _)| known == key)?;
        Some(fetched.clone())
    }

    pub(super) fn keep(&self, key: String, fetched: &Fetched) {
        let size = fetched.source.bytes.len();
        if size > MOST {
            return;
        }
        let mut kept = self.kept();
        kept.bytes += size;
        kept.documents.push_back((key, fetched.clone()));
        while kept.bytes > MOST {
            let Some((_, oldest)) = kept.documents.pop_front() else { break };
            kept.bytes = kept.bytes.saturating_sub(oldest.source.bytes.len());
        }
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::Notices;
    use crate::source::Source;

    fn document(size: usize) -> Fetched {
        Fetched { source: Source::file("a.txt", vec![b'a'; size]), notices: Notices::default() }
    }

    #[test]
    fn the_oldest_go_when_it_is_full() {
        let memory = Memory::default();
        for key in ["a", "b", "c", "d"] {
            memory.keep(key.to_owned(), &document(MOST / 3));
        }
        memory.keep("large".to_owned(), &document(MOST + 1));
        let known: Vec<&str> =
            ["a", "b", "c", "d", "large"].into_iter().filter(|key| memory.get(key).is_some()).collect();
        assert_eq!(known, ["b", "c", "d"]);
    }
}
