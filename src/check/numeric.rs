//! Dates in numbers that can be read with the day or the month first.

use super::article::Article;
use super::sign::Found;
use crate::postmortem::time::{ambiguous_date, dates, numeric_range};

/// The first date in numbers whose order of day and month is not certain, where no other date settles it; a range that counts on
/// tells its order.
pub(super) fn date(article: &Article<'_>) -> Found {
    let open = |text| ambiguous_date(text).filter(|_| numeric_range(text).is_none());
    let found = article.physical.iter().find_map(|line| Some((open(&line.text)?, Some(line.at))));
    let title = || article.postmortem.title.as_deref().and_then(open).map(|word| (word, None));
    let found = found.or_else(title).filter(|(word, _)| !is_decided(article, word));
    found.map(|(word, at)| (format!("`{word}` may have the day or the month first"), at)).into_iter().collect()
}

/// Whether another date in numbers can be read in one order only, or the same day stands in words.
fn is_decided(article: &Article<'_>, word: &str) -> bool {
    let parts = |word: &str| -> Vec<i64> { word.split(['/', '-', '.']).filter_map(|part| part.parse().ok()).collect() };
    let own = parts(word);
    let [first, second, year] = own.as_slice() else { return false };
    let title = article.postmortem.title.as_deref().into_iter();
    title.chain(article.physical.iter().map(|line| line.text.as_str())).any(|text| {
        let one_way = text.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | ';')).any(|other| {
            let other = other.trim_matches(|c: char| !c.is_ascii_digit());
            matches!(parts(other).as_slice(), [a, b, y]
                if (1970..=2100).contains(y) && ((13..=31).contains(a) && (1..=12).contains(b) || (13..=31).contains(b) && (1..=12).contains(a)))
        });
        let in_words = text.chars().any(char::is_alphabetic)
            && dates(text).iter().any(|date| {
                let (day, month) = (i64::from(date.day), i64::from(date.month));
                let written = text[date.range.clone()].chars().any(char::is_alphabetic);
                let same_year = date.year.is_none_or(|known| i64::from(known) == *year);
                written && same_year && ((day, month) == (*first, *second) || (day, month) == (*second, *first))
            });
        one_way || in_words
    })
}

#[cfg(test)]
mod tests {
    use crate::postmortem::time::ambiguous_date;

    #[test]
    fn only_dates_that_read_both_ways_are_ambiguous() {
        for (text, found) in [
            ("on 03/05/2024 at noon", Some("03/05/2024")),
            ("(4-12-2022)", Some("4-12-2022")),
            ("13/05/2024", None),
            ("05/05/2024", None),
            ("2024-05-03", None),
            ("version 1.2.20245 and 1/2/24", Some("1/2/24")),
            ("10.0.0.1", None),
        ] {
            assert_eq!(ambiguous_date(text), found, "{text}");
        }
    }
}
