//! Characters of a paragraph: line ends, controls, private-use characters of symbol fonts and of Google Docs.

use std::rc::Rc;

use super::flow::Paragraph;
use super::line::LinkTarget;
use super::marks::Marks;
use super::symbols::{self, GOOGLE_CODE_BEGINS, GOOGLE_CODE_ENDS, SymbolFont};

impl Paragraph {
    /// Adds characters.
    pub(in crate::read) fn push(
        &mut self,
        text: &str,
        marks: Marks,
        symbol_font: Option<SymbolFont>,
        link: Option<&Rc<LinkTarget>>,
    ) {
        // All that needs a closer look begins with one of these bytes: controls, U+2028, and U+E000 to U+F8FF.
        // Without a branch for each byte: most texts have none of them.
        let is_special = |byte: u8| byte < 0x20 && byte != b'\t' || matches!(byte, 0xE2 | 0xEE | 0xEF);
        if !text.bytes().fold(false, |special, byte| special | is_special(byte)) {
            return self.line.push_text(text, marks, link);
        }
        let mut plain = String::with_capacity(text.len());
        for character in text.chars() {
            match character {
                '\u{B}' | '\u{2028}' => {
                    self.line.push_text(&plain, marks, link);
                    plain.clear();
                    self.line.push_break(link);
                }
                '\n' | '\r' => plain.push(' '),
                '\t' => plain.push(character),
                GOOGLE_CODE_BEGINS | GOOGLE_CODE_ENDS => {
                    self.code_begins |= character == GOOGLE_CODE_BEGINS;
                    self.code_ends |= character == GOOGLE_CODE_ENDS;
                }
                _ if symbols::is_private(character) => {
                    plain.extend(symbol_font.and_then(|font| symbols::shown(Some(font), character.into())));
                }
                _ if character.is_control() || matches!(character, '\u{FFFE}' | '\u{FFFF}') => {}
                _ => plain.push(character),
            }
        }
        self.line.push_text(&plain, marks, link);
    }
}
