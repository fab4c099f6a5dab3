//! How a text is asked for words.

use super::family::Family;
use super::stems::begin;
use crate::postmortem::folded;

/// A text in lower-case letters and digits, with the families of words that it uses.
#[derive(Debug, Clone)]
pub(super) struct Folded {
    /// The words, each with one blank behind it.
    text: String,
    /// The bits of the families of which a stem begins a word.
    said: u64,
}

impl Folded {
    pub(super) fn new(text: &str) -> Self {
        let mut text = folded(text);
        text.push(' ');
        let mut said = 0;
        for at in words_of(&text) {
            begin(&text.as_bytes()[at..], |family| said |= family);
        }
        Self { text, said }
    }

    /// Whether a word or phrase of the family begins a word of the text: `alert` finds `alerted`; a blank at its end asks for the
    /// whole word.
    pub(super) fn says(&self, family: Family) -> bool {
        self.said & family.bit() != 0
    }

    /// Whether the text from the first word or phrase of one family on says something of another.
    pub(super) fn says_behind(&self, first: Family, family: Family) -> bool {
        self.says(family)
            && self.from(first).is_some_and(|behind| words_of(behind).any(|at| begins_with(&behind[at..], family)))
    }

    /// The text from the first word or phrase of the family on.
    pub(super) fn from(&self, family: Family) -> Option<&str> {
        let first = || words_of(&self.text).find(|at| begins_with(&self.text[*at..], family));
        if self.says(family) { Some(&self.text[first()?..]) } else { None }
    }

    /// Whether the text has a word or phrase of a list that is no family.
    pub(super) fn has(&self, stems: &[&str]) -> bool {
        words_of(&self.text).any(|at| stems.iter().any(|stem| self.text[at..].starts_with(stem)))
    }

    /// The words.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.text.split_ascii_whitespace()
    }
}

/// Where the words of a folded text begin.
fn words_of(text: &str) -> impl Iterator<Item = usize> + '_ {
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let at = next.filter(|at| *at < text.len())?;
        next = text.as_bytes()[at..].iter().position(|byte| *byte == b' ').map(|blank| at + blank + 1);
        Some(at)
    })
}

fn begins_with(text: &str, family: Family) -> bool {
    let mut said = 0;
    begin(text.as_bytes(), |found| said |= found);
    said & family.bit() != 0
}

/// Whether a text has a word or phrase of a list that is no family; see [`Folded::says`].
pub(super) fn says(text: &str, stems: &[&str]) -> bool {
    let text = folded(text) + " ";
    words_of(&text).any(|at| stems.iter().any(|stem| text[at..].starts_with(stem)))
}

/// Words of a text, white space apart.
pub(super) fn count(text: &str) -> usize {
    if !text.is_ascii() {
        return text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
    }
    let (mut words, mut is_counted) = (0, false);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            words += usize::from(!is_counted);
            is_counted = true;
        } else if matches!(byte, b' ' | b'\t'..=b'\r') {
            is_counted = false;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_family_are_found_where_words_begin() {
        let text = Folded::new("The alarm-bell rang: nobody noticed, but it was Not a fault.");
        assert!(text.says(Family::Machines) && text.says(Family::Noticed) && text.says(Family::Denying));
        assert!(!text.says(Family::Percent));
        assert_eq!(text.from(Family::But), Some("but it was not a fault "));
        assert!(text.says_behind(Family::But, Family::Stays));
        assert!(!text.says_behind(Family::But, Family::Machines));
        assert!(text.has(&["rang "]) && !text.has(&["ang "]));
        assert!(!Folded::new("").says(Family::Noticed) && Folded::new("").words().next().is_none());
    }

    #[test]
    fn words_are_counted_by_what_stands_in_them() {
        for (text, words) in [("", 0), (" - a b-c\td. ", 3), ("1\u{b}2\u{1f}3", 2), ("é ü - ß", 3)] {
            assert_eq!(count(text), words, "{text}");
            assert_eq!(count(&format!("{text} \u{201c}")), words, "{text}");
        }
    }
}
