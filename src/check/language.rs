//! Which language a text is written in.

use whatlang::{Lang, detect};

/// What is known of a text's language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    /// English.
    English,
    /// Another language, by its English name.
    Other(&'static str),
    /// The text is too short to tell, or the signs are too weak.
    Unsure,
}

/// Fewest words from which the language is told.
const ENOUGH: usize = 25;
/// Words that are so common in English that a text without them is not English, and one with many of them is.
const COMMON: &[&str] =
    &["the", "and", "of", "to", "was", "a", "in", "is", "for", "on", "with", "were", "that", "it", "by"];

/// Bytes of the longest of them.
const LONGEST: usize = 4;

/// Most bytes from which the language is told: some thousand words tell it as well as a whole book.
pub(super) const MOST: usize = 32 << 10;

/// The language of a text, by how it begins.
pub(super) fn of(text: &str) -> Language {
    let end = (0..=MOST.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    let text = &text[..end];
    let (mut words, mut common) = (0, 0);
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        words += 1;
        common += usize::from(word.len() <= LONGEST && COMMON.iter().any(|known| word.eq_ignore_ascii_case(known)));
    }
    if words < ENOUGH {
        return Language::Unsure;
    }
    // A fifth of common words is plain English; trigrams are thrown off by logs and names, this is not.
    if common * 6 >= words {
        return Language::English;
    }
    match detect(text) {
        Some(info) if info.lang() == Lang::Eng => Language::English,
        Some(info) if info.is_reliable() && common * 25 < words => Language::Other(info.lang().eng_name()),
        _ => Language::Unsure,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_is_told_from_other_languages() {
        let english = "The database ran out of connections because a new worker opened one for each message and never closed it, so \
                       requests waited until they timed out and users saw errors.";
        assert_eq!(of(english), Language::English);
        let french = "La base de données a manqué de connexions parce qu'un nouveau processus en ouvrait une pour chaque message et ne \
                      la fermait jamais, si bien que les requêtes attendaient et que les utilisateurs voyaient des erreurs.";
        assert_eq!(of(french), Language::Other("French"));
        assert_eq!(of("Outage in May"), Language::Unsure);
    }
}
