//! Formatting of characters: what run properties state, and the marks that come of it.

use crate::read::office::marks::Marks;
use crate::read::office::symbols::SymbolFont;
use crate::read::office::xml::{Element, Event, PartError, Space, Xml};

/// Names of fonts that Google Docs gives to inline code, together with [`GOOGLE_CODE_COLOR`].
const GOOGLE_CODE_FONT: &str = "Roboto Mono";
/// Color of inline code in Google Docs.
const GOOGLE_CODE_COLOR: &str = "188038";

/// Where characters stand against the line (ECMA-376 part 1, 17.3.2.42).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Position {
    Baseline,
    Raised,
    Lowered,
}

/// What one `w:rPr` states, in a run or in a style; `None` is not stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Character {
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) underline: Option<bool>,
    pub(super) strike: Option<bool>,
    pub(super) double_strike: Option<bool>,
    pub(super) position: Option<Position>,
    pub(super) code: Option<bool>,
    pub(super) symbol_font: Option<SymbolFont>,
}

/// A run's properties, and what a paragraph mark's properties tell besides.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct RunProperties<S> {
    /// What is stated directly.
    pub(super) character: Character,
    /// The character style.
    pub(super) style: Option<S>,
    /// Of a paragraph mark: it was deleted, so the next paragraph goes on here.
    pub(super) mark_deleted: bool,
}

impl Character {
    /// Reads the `w:rPr` opened last. `style` finds a character style by its id.
    pub(super) fn read<S>(xml: &mut Xml<'_>, style: impl Fn(&str) -> Option<S>) -> Result<RunProperties<S>, PartError> {
        let mut read = RunProperties { character: Self::default(), style: None, mark_deleted: false };
        let (mut google_font, mut google_color) = (false, false);
        loop {
            match xml.next()? {
                Event::Open(element) => {
                    if element.space == Space::Word {
                        match element.local() {
                            "rStyle" => read.style = element.val().and_then(|id| style(&id)),
                            "rFonts" => {
                                let font = element.get("ascii").or_else(|| element.get("hAnsi")).unwrap_or_default();
                                google_font = font == GOOGLE_CODE_FONT;
                                read.character.symbol_font = SymbolFont::named(&font);
                            }
                            "color" => google_color = element.val().is_some_and(|color| color == GOOGLE_CODE_COLOR),
                            "del" | "moveFrom" => read.mark_deleted = true,
                            _ => read.character.state(&element),
                        }
                    }
                    xml.skip()?;
                }
                Event::Close => break,
                Event::Text(_) | Event::Nothing => {}
            }
        }
        if google_font && google_color {
            read.character.code = Some(true);
        }
        Ok(read)
    }

    fn state(&mut self, element: &Element<'_>) {
        match element.local() {
            "b" => self.bold = Some(element.is_on()),
            "i" => self.italic = Some(element.is_on()),
            "strike" => self.strike = Some(element.is_on()),
            "dstrike" => self.double_strike = Some(element.is_on()),
            "u" => self.underline = Some(element.val().is_none_or(|kind| kind != "none") && element.is_on()),
            "vertAlign" => {
                self.position = Some(match element.val().as_deref() {
                    Some("superscript") => Position::Raised,
                    Some("subscript") => Position::Lowered,
                    _ => Position::Baseline,
                });
            }
            _ => {}
        }
    }

    /// These properties where they are stated, else those of the style that this one is based on.
    pub(super) fn or(self, base: Self) -> Self {
        Self {
            bold: self.bold.or(base.bold),
            italic: self.italic.or(base.italic),
            underline: self.underline.or(base.underline),
            strike: self.strike.or(base.strike),
            double_strike: self.double_strike.or(base.double_strike),
            position: self.position.or(base.position),
            code: self.code.or(base.code),
            symbol_font: self.symbol_font.or(base.symbol_font),
        }
    }

    /// The marks of a run with these direct properties.
    ///
    /// Toggles that are stated directly win; else those of the character style and of the paragraph style cancel out
    /// where both are on (ECMA-376 part 1, 17.7.3).
    pub(super) fn marks(self, style: Self, paragraph: Self) -> Marks {
        let toggle = |of: fn(Self) -> Option<bool>| {
            of(self).unwrap_or_else(|| of(style).unwrap_or(false) != of(paragraph).unwrap_or(false))
        };
        let merged = self.or(style).or(paragraph);
        let stated = [
            (toggle(|c| c.bold), Marks::STRONG),
            (toggle(|c| c.italic), Marks::EMPHASIS),
            (merged.underline == Some(true), Marks::UNDERLINE),
            (toggle(|c| c.strike) || toggle(|c| c.double_strike), Marks::STRIKE),
            (merged.position == Some(Position::Raised), Marks::SUPERSCRIPT),
            (merged.position == Some(Position::Lowered), Marks::SUBSCRIPT),
            (merged.code == Some(true), Marks::CODE),
        ];
        stated.iter().filter(|(on, _)| *on).fold(Marks::none(), |marks, (_, mark)| marks.with(*mark))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bold(value: Option<bool>) -> Character {
        Character { bold: value, ..Character::default() }
    }

    #[test]
    fn direct_toggles_win_and_styles_cancel_out() {
        let (on, off, unstated) = (Some(true), Some(false), None);
        for (direct, style, paragraph, strong) in [
            (unstated, unstated, unstated, false),
            (on, unstated, unstated, true),
            (off, on, on, false),
            (off, on, unstated, false),
            (unstated, on, unstated, true),
            (unstated, unstated, on, true),
            (unstated, on, on, false),
            (on, on, on, true),
        ] {
            let marks = bold(direct).marks(bold(style), bold(paragraph));
            assert_eq!(marks.has(Marks::STRONG), strong, "{direct:?} {style:?} {paragraph:?}");
        }
    }
}
