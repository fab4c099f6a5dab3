//! The words of a heading, without a string for each: every line that may be a heading is read word by word.

use crate::lines::enumerator;

/// Most words of a heading, what stands in parentheses aside.
pub(super) const MOST: usize = 14;
/// Bytes that are kept of a word. The table has none so long, so what is cut off cannot matter.
pub(super) const LONGEST: usize = 24;

/// The words of a heading, lower-cased, apart by one blank, without decoration and without what stands in parentheses.
pub(super) struct Words {
    bytes: [u8; (MOST + 1) * (LONGEST + 1)],
    /// Where each word ends.
    ends: [u16; MOST + 1],
    count: usize,
    /// Where the word begins that is being read.
    begin: usize,
    /// Bytes in use, those of that word included.
    used: usize,
}

impl Words {
    /// The words of a heading; one more than a heading may have tells that it is none.
    pub(super) fn of(heading: &str) -> Self {
        let mut words =
            Self { bytes: [0; (MOST + 1) * (LONGEST + 1)], ends: [0; MOST + 1], count: 0, begin: 0, used: 0 };
        let heading = without_brackets(heading.trim());
        words.read(&heading[enumerator(heading)..]);
        words
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// One of them.
    pub(super) fn get(&self, index: usize) -> &[u8] {
        &self.bytes[self.start(index)..self.end(index)]
    }

    /// All from one on.
    pub(super) fn from(&self, index: usize) -> &[u8] {
        &self.bytes[self.start(index)..self.count.checked_sub(1).map_or(0, |last| self.end(last))]
    }

    fn start(&self, index: usize) -> usize {
        index.checked_sub(1).map_or(0, |before| self.end(before) + 1)
    }

    fn end(&self, index: usize) -> usize {
        usize::from(self.ends[index])
    }

    fn read(&mut self, heading: &str) {
        let mut behind_digit = false;
        let mut depth = 0_usize;
        let mut whys = None;
        let mut rest = heading;
        while self.count <= MOST
            && let Some(c) = rest.chars().next()
        {
            let inside = self.used > self.begin;
            let run = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
            let (letters, behind) = rest.split_at(run.max(c.len_utf8()));
            rest = behind;
            match c {
                '(' | '[' => depth += 1,
                ')' | ']' => depth = depth.saturating_sub(1),
                _ if depth > 0 => continue,
                _ => {}
            }
            // The ending of `3rd` is no word.
            if run > 0 {
                if inside || !behind_digit {
                    self.push(letters);
                }
                continue;
            }
            let alphabetic = c.is_alphabetic();
            if alphabetic && (inside || !behind_digit) {
                c.to_lowercase().for_each(|lower| self.push(lower.encode_utf8(&mut [0; 4])));
            } else if matches!(c, '\'' | '’') || (c == ';' && self.ends_in(b"tl")) {
                // `what's` and `TL;DR` are one word.
            } else if c.is_ascii_digit() && !inside && *whys.get_or_insert_with(|| heading.contains("why")) {
                self.push(letters);
            } else if inside {
                self.close();
            }
            behind_digit = c.is_ascii_digit() || (behind_digit && alphabetic);
        }
        if self.count <= MOST && self.used > self.begin {
            self.close();
        }
    }

    /// Whether the word that is being read is this one so far.
    fn ends_in(&self, word: &[u8]) -> bool {
        &self.bytes[self.begin..self.used] == word
    }

    /// Puts letters or a digit at the end of the word that is being read, those of ASCII in lower case.
    fn push(&mut self, letters: &str) {
        let room = (self.begin + LONGEST).saturating_sub(self.used).min(letters.len());
        let end = self.used + room;
        for (place, byte) in self.bytes[self.used..end].iter_mut().zip(letters.bytes()) {
            *place = byte.to_ascii_lowercase();
        }
        self.used = end;
    }

    /// Ends the word that is being read.
    fn close(&mut self) {
        self.ends[self.count] = u16::try_from(self.used).unwrap_or(u16::MAX);
        self.count += 1;
        // The blank between two words.
        if let Some(byte) = self.bytes.get_mut(self.used) {
            *byte = b' ';
        }
        self.used += 1;
        self.begin = self.used;
    }
}

/// A heading that stands in brackets as a whole, without them.
fn without_brackets(heading: &str) -> &str {
    heading.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(heading)
}
