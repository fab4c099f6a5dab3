//! Texts as they are compared: letters and digits in lower case, words apart by one blank.

/// Letters and digits of a text in lower case, words apart by one blank.
pub(crate) fn folded(text: &str) -> String {
    let mut out = String::new();
    push_folded(&mut out, text);
    out
}

/// Puts the words of a text behind those of another.
pub(in crate::postmortem) fn push_folded(out: &mut String, text: &str) {
    if text.is_ascii() {
        return push_ascii(out, text.as_bytes());
    }
    out.reserve(text.len() + 1);
    let apart = |c: char| if c.is_ascii() { !c.is_ascii_alphanumeric() } else { !c.is_alphanumeric() };
    for word in text.split(apart).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        if word.is_ascii() {
            let start = out.len();
            out.push_str(word);
            if let Some(word) = out.get_mut(start..) {
                word.make_ascii_lowercase();
            }
        } else {
            out.extend(word.chars().flat_map(char::to_lowercase));
        }
    }
}

/// What each byte of ASCII is folded to.
const FOLDED: [u8; 128] = {
    let mut table = [b' '; 128];
    let mut byte = 0_u8;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() {
            table[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    table
};

/// The same for ASCII, as most texts are, byte by byte and without a branch: every line of a document is folded.
fn push_ascii(out: &mut String, text: &[u8]) {
    const STEP: usize = 128;
    out.reserve(text.len() + 1);
    let mut folded = [0; STEP];
    if !out.is_empty() {
        out.push(' ');
    }
    let mut behind_blank = true;
    for step in text.chunks(STEP - 1) {
        let mut len = 0;
        for byte in step {
            let byte = FOLDED[usize::from(*byte & 127)];
            let blank = byte == b' ';
            folded[len] = byte;
            len += usize::from(!(blank && behind_blank));
            behind_blank = blank;
        }
        out.push_str(std::str::from_utf8(&folded[..len]).unwrap_or_default());
    }
    if behind_blank {
        out.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn words_of_any_text_stand_apart_by_one_blank(text in "\\PC{0,40}|[ -~]{0,300}") {
            let words: Vec<String> =
                text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
            prop_assert_eq!(folded(&text), words.join(" "));
        }

        #[test]
        fn texts_are_put_together_as_one(one in "[ -~é]{0,20}", other in "[ -~é]{0,20}") {
            let mut out = folded(&one);
            push_folded(&mut out, &other);
            prop_assert_eq!(out, folded(&format!("{one}\n{other}")));
        }
    }
}
