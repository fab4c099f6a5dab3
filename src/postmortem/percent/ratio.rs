//! Shares without a percent sign: `3 out of 4`, `one in five`, `two thirds of`.

use super::super::time::{part_of_whole, small_number};
use super::{Form, Share, words_of};

/// Every `3 out of 4`, `one in five`, `two thirds of`, `half of` of a sentence.
pub(super) fn ratios(text: &str) -> Vec<Share> {
    let words: Vec<(usize, &str)> = words_of(text).collect();
    (0..words.len()).filter_map(|index| ratio(text, &words[index..]).or_else(|| part(&words[index..]))).collect()
}

fn count(word: &str) -> Option<f64> {
    let digits = word.starts_with(|c: char| c.is_ascii_digit());
    if digits { word.replace(',', "").parse().ok() } else { small_number(word).map(f64::from) }
}

/// `3 out of 4`, `9 of 10`, `one in five`, `500 of our 2,000`.
fn ratio(text: &str, words: &[(usize, &str)]) -> Option<Share> {
    let (start, first) = *words.first()?;
    let some = count(first)?;
    let plain = |index: usize| words.get(index).map_or("", |(_, word)| *word);
    let mut index = 1;
    let listed = plain(index) == "in";
    match plain(index) {
        "out" if plain(index + 1) == "of" => index += 2,
        "of" | "in" => index += 1,
        // `2/3 of users`.
        _ if plain(2) == "of" && text[start + first.len()..].starts_with('/') => {}
        _ => return None,
    }
    if matches!(plain(index), "our" | "the" | "every" | "its" | "about") {
        index += 1;
    }
    let (at, word) = *words.get(index)?;
    let all = count(word)?;
    // `in 5 minutes` is no ratio: `in` joins small numbers, the first of which is less.
    let plausible = some <= all && all >= 2.0 && !(listed && (some > 3.0 || all > 20.0 || some >= all));
    let glued = text[start + first.len()..].starts_with(['%', ':', '.']);
    (plausible && !glued).then(|| Share { value: rounded(some / all), start, end: at + word.len(), form: Form::Ratio })
}

/// `two thirds of`, `half the`, `a quarter of`.
fn part(words: &[(usize, &str)]) -> Option<Share> {
    let (start, first) = *words.first()?;
    let plain = |index: usize| words.get(index).map_or("", |(_, word)| *word);
    let (some, index) = match first {
        "half" => (1, 0),
        "a" | "an" => (1, 1),
        word => (small_number(word)?, 1),
    };
    let parts = part_of_whole(plain(index)).filter(|parts| some < *parts)?;
    let half = plain(index) == "half";
    let of = plain(index + 1) == "of" || (half && matches!(plain(index + 1), "the" | "our" | "all"));
    let (at, word) = *words.get(index)?;
    of.then(|| Share {
        value: rounded(f64::from(some) / f64::from(parts)),
        start,
        end: at + word.len(),
        form: Form::Ratio,
    })
}

/// A part of one as a percentage with two decimals.
fn rounded(part: f64) -> f64 {
    (part * 10_000.0).round() / 100.0
}
