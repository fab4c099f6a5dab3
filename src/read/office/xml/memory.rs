//! Elements that were read before, by how they are written.
//!
//! Programs write the properties of a paragraph or a run anew at each one, byte for byte the same as at most of those before. So what
//! was made of the last few is kept, and an element that is written like one of them is compared instead of read.

/// Most elements that are kept.
const MOST: usize = 8;
/// Longest element that is kept, from behind its start tag through its end tag.
const LONGEST: usize = 1024;

/// What was made of the last few elements of a kind.
#[derive(Debug)]
pub(in crate::read) struct Memory<T> {
    kept: Vec<Kept<T>>,
    /// Which one the next takes the place of, when there are enough.
    next: usize,
    /// How often namespaces had been declared or given up: after that, the same letters may mean something else.
    declared: u64,
}

#[derive(Debug)]
pub(super) struct Kept<T> {
    pub(super) written: String,
    /// Bytes of text in it.
    pub(super) text: usize,
    pub(super) value: T,
}

impl<T> Default for Memory<T> {
    fn default() -> Self {
        Self { kept: Vec::new(), next: 0, declared: 0 }
    }
}

impl<T> Memory<T> {
    /// The element that the text ahead begins with.
    pub(super) fn find(&self, ahead: &str, declared: u64) -> Option<&Kept<T>> {
        let kept = if self.declared == declared { self.kept.as_slice() } else { &[] };
        kept.iter().find(|kept| ahead.starts_with(&kept.written))
    }

    /// Keeps an element.
    pub(super) fn keep(&mut self, written: &str, text: usize, value: T, declared: u64) {
        if written.is_empty() || written.len() > LONGEST {
            return;
        }
        if self.declared != declared {
            self.kept.clear();
            self.declared = declared;
        }
        let kept = Kept { written: written.to_owned(), text, value };
        match self.kept.get_mut(self.next) {
            Some(place) => *place = kept,
            None => self.kept.push(kept),
        }
        self.next = (self.next + 1) % MOST;
    }
}
