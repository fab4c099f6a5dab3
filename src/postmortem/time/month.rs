//! Names of months.

pub(super) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Words that are a month but for one letter.
pub(super) const NO_MONTHS: &[&str] = &["match", "marsh", "later", "sober"];

/// Whether the name of a month begins with this letter, misspelled or not.
pub(crate) fn opens_month(letter: u8) -> bool {
    matches!(letter.to_ascii_lowercase(), b'j' | b'f' | b'm' | b'a' | b's' | b'o' | b'n' | b'd')
}

/// The number of a month by its name, its first three letters, or its name misspelled.
///
/// One letter may be wrong, two in names of eight letters and more.
pub(super) fn month(word: &str) -> Option<i8> {
    if word.len() < 3 || !opens_month(word.as_bytes()[0]) || !word.is_ascii() {
        return None;
    }
    let named = |name: &&str| {
        name.eq_ignore_ascii_case(word)
            || (word.len() == 3 && name[..3].eq_ignore_ascii_case(word))
            || (name.len() == 9 && word.eq_ignore_ascii_case("sept"))
    };
    let index = MONTHS.iter().position(named).or_else(|| misspelled_month(word))?;
    i8::try_from(index + 1).ok()
}

pub(super) fn misspelled_month(word: &str) -> Option<usize> {
    if !(5..=11).contains(&word.len()) || NO_MONTHS.iter().any(|other| other.eq_ignore_ascii_case(word)) {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    let wrong = |name: &str| if name.len() >= 8 { 2 } else { 1 };
    // What is longer or shorter by more letters than may be wrong needs no counting.
    let near = |name: &str| lower.starts_with(&name[..1]) && name.len().abs_diff(lower.len()) <= wrong(name);
    MONTHS.iter().position(|name| near(name) && strsim::osa_distance(name, &lower) <= wrong(name))
}
