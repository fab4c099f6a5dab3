//! Everybody in words: `all of our users`, `the entire user base`, `nobody could log in`.

use super::families::{RESTORING, USERS};
use super::{begins_word, says, words_of};

/// Whether a sentence says that everybody was affected.
pub(super) fn tells_of_everyone(sentence: &str) -> bool {
    const NOBODY: &[&str] =
        &["no one could", "nobody could", "no one was able", "nobody was able", "everyone was", "everybody was"];
    // Every form below has one of these in it, and most sentences have none.
    if !says(sentence, &["all", "every", "entire", "whole", "no"]) || says(sentence, RESTORING) {
        return false;
    }
    if NOBODY.iter().any(|phrase| begins_word(sentence, phrase)) {
        return true;
    }
    let words: Vec<&str> = words_of(sentence).map(|(_, word)| word).collect();
    words.iter().enumerate().any(|(index, word)| {
        let limited = index > 0
            && matches!(words[index - 1], "not" | "nearly" | "almost" | "virtually" | "practically" | "at" | "after");
        let rest = &words[index + 1..];
        !limited
            && match *word {
                "all" => {
                    rest.iter().take(5).any(|word| is_whom(word, Plural::Only))
                        && !rest.iter().take(2).any(|word| matches!(*word, "team" | "staff"))
                }
                "every" => rest.iter().take(2).any(|word| is_whom(word, Plural::Not)),
                "entire" | "whole" => rest.first().is_some_and(|word| is_whom(word, Plural::Not)),
                "no" => {
                    rest.first().is_some_and(|word| is_whom(word, Plural::Not) || is_whom(word, Plural::Only))
                        && rest.get(1).is_some_and(|word| *word == "could" || *word == "was")
                }
                "none" => {
                    rest.iter().take(4).any(|word| is_whom(word, Plural::Only))
                        && rest.iter().take(12).any(|word| *word == "could")
                }
                _ => false,
            }
    })
}

/// Whether a word is to stand in the plural.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Plural {
    Only,
    Not,
}

/// Whether a word names users.
fn is_whom(word: &str, plural: Plural) -> bool {
    let one = match plural {
        Plural::Only => word.strip_suffix('s'),
        Plural::Not => Some(word),
    };
    one.is_some_and(|one| USERS.contains(&one)) || (plural == Plural::Only && word == "people")
}
