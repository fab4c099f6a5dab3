//! Sentences of a text.

use super::super::time::zone_at;

/// Sentences of a text, cut where a full stop is followed by a blank and a capital, digit or quote.
pub(crate) fn split_sentences(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    // Bytes, not characters: every line is cut into sentences, and what ends one is ASCII.
    let bytes = text.as_bytes();
    let mut offset = 0;
    while let Some(step) = bytes[offset..].iter().position(|byte| matches!(byte, b'.' | b'!' | b'?' | b'\n')) {
        let index = offset + step;
        offset = index + 1;
        let mark = bytes[index];
        let after = &text[index + 1..];
        if (mark == b'\n' || begins_sentence(after)) && !is_abbreviation(&text[..index], after) {
            out.push(text[start..=index].trim());
            start = index + 1;
        }
    }
    out.push(text[start..].trim());
    out.retain(|sentence| !sentence.is_empty());
    out
}

/// Whether a sentence begins behind a mark: a blank, then a capital, a digit or a quote.
fn begins_sentence(after: &str) -> bool {
    after.starts_with(char::is_whitespace)
        && after
            .trim_start()
            .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '“' | '(' | '\''))
}

/// Whether a full stop ends `a.m.` or `approx.` and not the sentence.
fn is_abbreviation(before: &str, after: &str) -> bool {
    const SHORT: &[&str] = &["approx", "Approx", "ca", "vs", "e.g", "i.e", "incl"];
    let half = before.strip_suffix(['m', 'M']).is_some_and(|before| before.ends_with('.'));
    if !(half || before.ends_with(char::is_alphabetic)) {
        return false;
    }
    let next = after.trim_start();
    let number = next.starts_with(|c: char| c.is_ascii_digit());
    let shortened = || {
        let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
        SHORT.contains(&word)
    };
    (half && (next.starts_with(|c: char| c.is_lowercase() || c == '(') || zone_at(after, 0).is_some()))
        || (number && shortened())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_stops_of_abbreviations_end_no_sentence() {
        for (text, want) in [
            ("It broke. We fixed it.", vec!["It broke.", "We fixed it."]),
            ("From 5:30 p.m. (UTC) on.", vec!["From 5:30 p.m. (UTC) on."]),
            ("It lasted approx. 30 minutes. Then it ended.", vec!["It lasted approx. 30 minutes.", "Then it ended."]),
            ("Version 1.2 failed", vec!["Version 1.2 failed"]),
        ] {
            assert_eq!(split_sentences(text), want, "{text}");
        }
    }
}
