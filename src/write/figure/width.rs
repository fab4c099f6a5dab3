//! How wide a text is at most, without a font at hand.
//!
//! The widths are those of the widest of the usual screen fonts (DejaVu Sans, Verdana), in thousandths of an em, so that a label is
//! never wider than the room that is kept for it.

/// The width of a text in a font of this size.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(|c| f64::from(thousandths(c))).sum::<f64>() * size / 1000.0
}

/// The text, cut at a character so that it is no wider, with an ellipsis where it was cut.
pub(super) fn cut(text: &str, size: f64, most: f64) -> String {
    if width(text, size) <= most {
        return text.to_owned();
    }
    let room = most - width("\u{2026}", size);
    let mut used = 0.0;
    let mut end = 0;
    for (index, c) in text.char_indices() {
        used += f64::from(thousandths(c)) * size / 1000.0;
        if used > room {
            break;
        }
        end = index + c.len_utf8();
    }
    let kept = text.get(..end).unwrap_or_default();
    // A word that would be cut in two goes as a whole, unless little is left.
    let whole = kept.rfind(' ').filter(|blank| blank * 3 >= kept.len() * 2);
    let kept = whole.and_then(|blank| kept.get(..blank)).unwrap_or(kept);
    format!("{}\u{2026}", kept.trim_end_matches([' ', ',', ';', ':', '.', '-', '(']))
}

fn thousandths(c: char) -> u16 {
    match c {
        'i' | 'j' | 'l' | '\'' | '|' => 340,
        ' ' | '.' | ',' | ':' | ';' | '!' | 'I' | '(' | ')' | '[' | ']' | '/' | '\\' | '-' => 420,
        'f' | 'r' | 't' | '`' => 440,
        'm' | 'M' | 'W' | '@' | '%' | '\u{2014}' | '\u{2026}' => 1010,
        'w' | '+' | '<' | '=' | '>' | '~' | '#' | '^' | '&' => 850,
        'a'..='z' | '0'..='9' | '"' | '$' | '*' | '?' | '_' | '{' | '}' => 625,
        'A'..='Z' => 790,
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' => 0,
        '\u{a0}'..='\u{2e7f}' => 800,
        // Characters as wide as high, and pictures.
        '\u{2e80}'..='\u{ffff}' => 1050,
        '\u{10000}'.. => 1400,
        _ => 640,
    }
}
