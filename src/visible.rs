//! Text of documents made harmless for terminals.

/// Text without control characters, so that no document can steer a terminal; a tab becomes a blank.
#[must_use]
pub fn visible(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\t' => ' ',
            // Bidirectional controls reorder what stands around them.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
            c if c.is_control() => '\u{fffd}',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_replaced() {
        assert_eq!(visible("a\u{1b}[31mb\tc\u{202e}d\n"), "a\u{fffd}[31mb c\u{fffd}d\u{fffd}");
    }
}
