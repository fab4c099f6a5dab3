//! Characters of symbol fonts as Unicode: `w:sym`, and text in the private use area.

/// The mark with which Google Docs opens a code block.
pub(in crate::read) const GOOGLE_CODE_BEGINS: char = '\u{EC03}';
/// The mark with which Google Docs closes a code block.
pub(in crate::read) const GOOGLE_CODE_ENDS: char = '\u{EC02}';

/// The font `Symbol` from 0x21 to 0x7E (Adobe's symbol encoding).
const SYMBOL_LOW: &str =
    "!∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼";
/// The font `Symbol` from 0xA0 to 0xEF.
const SYMBOL_HIGH: &str = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪";

/// The font `Wingdings`: the characters that people and office programs use.
const WINGDINGS: [(u32, char); 46] = [
    (0x21, '✏'),
    (0x22, '✂'),
    (0x28, '☎'),
    (0x2A, '✉'),
    (0x36, '⌛'),
    (0x41, '✌'),
    (0x43, '👍'),
    (0x44, '👎'),
    (0x45, '☜'),
    (0x46, '☞'),
    (0x47, '☝'),
    (0x48, '☟'),
    (0x4A, '☺'),
    (0x4B, '😐'),
    (0x4C, '☹'),
    (0x4D, '💣'),
    (0x51, '✈'),
    (0x52, '☼'),
    (0x6C, '●'),
    (0x6D, '❍'),
    (0x6E, '■'),
    (0x6F, '☐'),
    (0x70, '☐'),
    (0x71, '❑'),
    (0x72, '❒'),
    (0x73, '⬧'),
    (0x74, '⧫'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x78, '☒'),
    (0x9F, '•'),
    (0xA1, '○'),
    (0xA7, '▪'),
    (0xA8, '☐'),
    (0xAB, '★'),
    (0xD8, '➢'),
    (0xDF, '←'),
    (0xE0, '→'),
    (0xE1, '↑'),
    (0xE2, '↓'),
    (0xE8, '➔'),
    (0xEF, '⇦'),
    (0xF0, '⇨'),
    (0xFB, '✗'),
    (0xFC, '✓'),
    (0xFD, '☒'),
];
/// Wingdings' ticked box, which continues the table.
const WINGDINGS_TICKED: u32 = 0xFE;

/// Fonts whose characters are pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum SymbolFont {
    Symbol,
    Wingdings,
}

impl SymbolFont {
    /// The font of this name, if it is one whose characters are known.
    pub(in crate::read) fn named(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().as_str() {
            "symbol" => Some(Self::Symbol),
            "wingdings" => Some(Self::Wingdings),
            _ => None,
        }
    }
}

/// The Unicode character that a character of a symbol font shows.
///
/// `code` is as in the file: in the private use area (U+F020 to U+F0FF) or below 256.
pub(in crate::read) fn shown(font: Option<SymbolFont>, code: u32) -> Option<char> {
    let low = if (0xF000..=0xF0FF).contains(&code) { code - 0xF000 } else { code };
    match font {
        Some(SymbolFont::Symbol) => match low {
            0x20 => Some(' '),
            0x21..=0x7E => nth(SYMBOL_LOW, low - 0x21),
            0xA0..=0xEF => nth(SYMBOL_HIGH, low - 0xA0),
            _ => None,
        },
        Some(SymbolFont::Wingdings) => match low {
            0x20 => Some(' '),
            WINGDINGS_TICKED => Some('☑'),
            low => WINGDINGS.iter().find(|(code, _)| *code == low).map(|(_, shown)| *shown),
        },
        None => char::from_u32(code).filter(|character| !is_private(*character) && !character.is_control()),
    }
}

fn nth(table: &str, index: u32) -> Option<char> {
    table.chars().nth(usize::try_from(index).ok()?)
}

/// Whether a character means something in one font or program only.
pub(in crate::read) fn is_private(character: char) -> bool {
    ('\u{E000}'..='\u{F8FF}').contains(&character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbol_fonts_are_translated() {
        for (font, code, character) in [
            (Some(SymbolFont::Symbol), 0xF061, Some('α')),
            (Some(SymbolFont::Symbol), 0x61, Some('α')),
            (Some(SymbolFont::Symbol), 0xF0B7, Some('•')),
            (Some(SymbolFont::Symbol), 0xF0AE, Some('→')),
            (Some(SymbolFont::Symbol), 0xF0E5, Some('∑')),
            (Some(SymbolFont::Symbol), 0xF07E, Some('∼')),
            (Some(SymbolFont::Wingdings), 0xF0FC, Some('✓')),
            (Some(SymbolFont::Wingdings), 0xF0FE, Some('☑')),
            (Some(SymbolFont::Wingdings), 0xF0E0, Some('→')),
            (Some(SymbolFont::Wingdings), 0xF001, None),
            (None, 0x2192, Some('→')),
            (None, 0xF0E0, None),
            (None, 0xD800, None),
        ] {
            assert_eq!(shown(font, code), character, "{font:?} {code:x}");
        }
    }
}
