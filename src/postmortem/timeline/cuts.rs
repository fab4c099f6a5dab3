//! Entries that stand in one paragraph, one behind the other.

use super::super::time::{Clock, next_clock, range_end};
use crate::lines::enumerator;

/// Words before a time that make it a part of the sentence.
const INSIDE: &[&str] = &[
    "at",
    "to",
    "from",
    "until",
    "till",
    "by",
    "around",
    "about",
    "since",
    "and",
    "between",
    "after",
    "before",
    "of",
    "the",
    "on",
    "in",
    "for",
    "approximately",
    "approx",
    "or",
    "is",
    "was",
    "than",
    "past",
    "when",
    "version",
];

/// Byte offsets at which an entry begins: a clock time at the start or behind a sentence, with a separator behind it.
///
/// Where the text begins with such a time, the same separator behind a later one is enough, unless a word such as `at` stands before it.
#[must_use]
pub fn entry_cuts(text: &str) -> Vec<usize> {
    let mut cuts = Vec::new();
    let mut first = None;
    let mut offset = 0;
    while let Some(clock) = next_clock(text, offset) {
        let end = range_end(text, &clock).map_or(clock.range.end, |end| end.range.end);
        offset = end;
        let Some(separator) = separator(&text[end..]) else { continue };
        let before = without_about(text[..clock.range.start].trim_end());
        // The letter that counts a line belongs to its entry.
        let counted = clock.range.start > 0 && enumerator(text) == clock.range.start;
        if first.is_none() && cuts.is_empty() && (counted || is_label(before)) {
            continue;
        }
        let begins =
            before.is_empty() || ends_sentence(before) || (first == Some(separator) && !reads_on(before, text, &clock));
        if begins {
            let dash = usize::from(before.ends_with(" -"));
            let blanks = text[before.len()..].len() - text[before.len()..].trim_start().len();
            cuts.push(if dash > 0 { before.len() - dash } else { before.len() + blanks });
        }
        if before.trim_start_matches(|c: char| !c.is_alphanumeric()).is_empty() {
            first = Some(separator);
        }
    }
    cuts
}

/// Whether a number of an item or a few words that no mark of a sentence ends stand before the first time: `1.`, `Detection -`.
fn is_label(before: &str) -> bool {
    const MOST_WORDS: usize = 4;
    let bare = before.trim_end_matches(" -").trim_end();
    let numbered = bare.trim_end_matches(['.', ')']).trim_start();
    let number = !numbered.is_empty() && numbered.len() <= 3 && numbered.bytes().all(|byte| byte.is_ascii_digit());
    number || (before.ends_with(" -") && !ends_sentence(bare) && bare.split_whitespace().count() <= MOST_WORDS)
}

/// What stands before a time and the word or mark that leaves it uncertain: `approx.`, `~`.
fn without_about(before: &str) -> &str {
    let bare = before.trim_end_matches(['.', '~', '≈', ' ']);
    let word = bare.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    if ["approx", "ca", "circa"].iter().any(|about| about.eq_ignore_ascii_case(word)) {
        bare[..bare.len() - word.len()].trim_end()
    } else if before.ends_with(['~', '≈']) {
        before.trim_end_matches(['~', '≈', ' '])
    } else {
        before
    }
}

/// The mark between a time and its text.
fn separator(behind: &str) -> Option<char> {
    let behind = behind.trim_start();
    let mark = behind.chars().next()?;
    (matches!(mark, ':' | '–' | '—' | '|') || behind.starts_with("- ")).then_some(mark)
}

fn ends_sentence(before: &str) -> bool {
    before.ends_with(['.', '!', '?', ')', ';', '|', '\n', ']', '”', '"'])
        || before.ends_with(" -")
        || before.ends_with(" •")
}

/// Whether the words before a time go on with it: `restarted at 10:05 - no effect`.
fn reads_on(before: &str, text: &str, clock: &Clock) -> bool {
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let glued = before.len() == clock.range.start && !text[..clock.range.start].ends_with(char::is_whitespace);
    glued
        || before.ends_with([',', '(', ':', '-', '–', '—', '~'])
        || INSIDE.iter().any(|inside| word.eq_ignore_ascii_case(inside))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_that_run_on_are_cut_apart() {
        let parts = |text: &str| {
            let mut cuts = entry_cuts(text);
            cuts.push(text.len());
            cuts.windows(2).map(|pair| text[pair[0]..pair[1]].trim().to_owned()).collect::<Vec<_>>()
        };
        for (text, want) in [
            ("10:00 - Alert fired. 10:05 - Rolled back.", vec!["10:00 - Alert fired.", "10:05 - Rolled back."]),
            ("10:00 AM: Alert fired 10:05 AM: Rolled back", vec!["10:00 AM: Alert fired", "10:05 AM: Rolled back"]),
            ("10:00 - restarted at 10:05 - no effect", vec!["10:00 - restarted at 10:05 - no effect"]),
            ("approx. 10:00 - Alert. approx. 10:15 - Fix.", vec!["approx. 10:00 - Alert.", "approx. 10:15 - Fix."]),
            ("~10:00 - Alert. ~10:15 - Fix.", vec!["~10:00 - Alert.", "~10:15 - Fix."]),
            ("10:00-10:15 - Checks. 10:15-10:30 - Fix.", vec!["10:00-10:15 - Checks.", "10:15-10:30 - Fix."]),
            ("10:00 – graphs for 09:50: flat", vec!["10:00 – graphs for 09:50: flat"]),
            ("The alert came at 10:00.", vec![]),
            ("Detection - 10:00: the alert came", vec![]),
            ("1. 10:00 - Alert", vec![]),
        ] {
            assert_eq!(parts(text), want, "{text}");
        }
    }
}
