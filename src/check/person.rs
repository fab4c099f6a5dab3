//! Blame: a named person beside a word of guilt. It is only ever a suggestion, since names cannot be told for certain.

use super::article::Article;
use super::sign::Found;
use crate::postmortem::split_sentences;

/// Words behind a name that say the person failed.
const FAILED: &[&str] =
    &["forgot", "neglected", "mistakenly", "carelessly", "accidentally", "wrongly", "messed", "screwed", "ignored"];
/// Words of guilt behind `'s`.
const GUILT: &[&str] = &["fault", "mistake", "negligence", "carelessness", "incompetence", "stupidity", "blunder"];
/// Words with a capital that are no names, as they begin sentences or name roles and things.
const NO_NAMES: &[&str] = &[
    "the",
    "a",
    "an",
    "we",
    "i",
    "it",
    "he",
    "she",
    "they",
    "this",
    "that",
    "our",
    "one",
    "someone",
    "somebody",
    "nobody",
    "who",
    "engineer",
    "engineers",
    "developer",
    "developers",
    "team",
    "users",
    "user",
    "customers",
    "admin",
    "administrator",
    "operator",
    "apache",
    "nginx",
    "mysql",
    "redis",
    "docker",
    "kubernetes",
    "aws",
    "google",
    "everyone",
    "and",
    "but",
    "also",
    "then",
    "devops",
    "today",
    "yesterday",
    "human",
    "operations",
    "management",
    "qa",
    "support",
    "developer's",
    "engineer's",
    "cause",
    "you",
];

/// Sentences that blame a person by name.
pub(super) fn blame(article: &Article<'_>) -> Found {
    let mut found = Vec::new();
    for line in article.lines.iter().filter(|line| may_blame(&line.text)) {
        for sentence in split_sentences(&line.text) {
            if let Some(name) = blamed(sentence) {
                found.push((format!("`{name}` seems to be blamed; name a role and what let it happen"), Some(line.at)));
            }
        }
    }
    found
}

/// Whether a text has a word of blame, as few have.
fn may_blame(text: &str) -> bool {
    let mut words = text.as_bytes().split(|byte| !byte.is_ascii_alphabetic());
    let is_blame = |word: &[u8]| GUILT.iter().chain(FAILED).any(|blame| blame.as_bytes() == word);
    let may_be = |word: &[u8]| {
        (5..=14).contains(&word.len())
            && matches!(word[0], b'a' | b'b' | b'c' | b'f' | b'i' | b'm' | b'n' | b's' | b'w')
            && matches!(word[1], b'a' | b'c' | b'e' | b'g' | b'i' | b'l' | b'n' | b'o' | b'r' | b't')
    };
    words.any(|word| may_be(word) && is_blame(word))
}

/// The name that a sentence blames.
fn blamed(sentence: &str) -> Option<String> {
    let words: Vec<&str> =
        sentence.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect();
    words.windows(2).find_map(|pair| {
        let [first, second] = pair else { return None };
        let (owner, possessive) = first
            .strip_suffix("'s")
            .or_else(|| first.strip_suffix("’s"))
            .map_or((*first, false), |owner| (owner, true));
        let guilty = if possessive { GUILT.contains(second) } else { FAILED.contains(second) };
        (guilty && is_name(owner)).then(|| owner.to_owned())
    })
}

/// A capital and small letters, and none of the words that begin so without being names.
fn is_name(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && word.chars().count() >= 3
        && letters.all(|c| c.is_lowercase() || c == '-')
        && !NO_NAMES.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_blame_are_never_ruled_out() {
        assert!(GUILT.iter().chain(FAILED).all(|word| may_blame(&format!("a {word}."))));
    }

    #[test]
    fn only_names_beside_guilt_are_blame() {
        for (text, name) in [
            ("It was all Maria's fault.", Some("Maria")),
            ("Then Tom forgot to renew the certificate.", Some("Tom")),
            ("The engineer forgot to renew it.", None),
            ("A script accidentally deleted the table.", None),
            ("Nginx's mistake in the log", None),
            ("Maria restarted the service.", None),
        ] {
            assert_eq!(blamed(text).as_deref(), name, "{text}");
        }
    }
}
