//! How characters look, as far as it has a meaning (ODF 1.3 part 3, 16.29.29: `style:text-properties`).

use crate::read::office::marks::Marks;
use crate::read::office::symbols::SymbolFont;
use crate::read::office::xml::{Element, Space};

/// The font that Google Docs gives to inline code, together with [`GOOGLE_CODE_COLOR`].
const GOOGLE_CODE_FONT: &str = "Roboto Mono";
/// The color of inline code in Google Docs.
const GOOGLE_CODE_COLOR: &str = "#188038";

/// Where characters stand against the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Raise {
    None,
    Up,
    Down,
}

/// What properties state; `None` is not stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Look {
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) underline: Option<bool>,
    pub(super) strike: Option<bool>,
    pub(super) raise: Option<Raise>,
    pub(super) code: Option<bool>,
    pub(super) symbol_font: Option<SymbolFont>,
}

impl Look {
    /// What a `style:text-properties` states.
    pub(super) fn read(element: &Element<'_>) -> Self {
        let fo = |name| element.get_in(Space::Fo, name);
        let line = |name: &str| {
            let stated =
                element.get(&format!("text-{name}-style")).or_else(|| element.get(&format!("text-{name}-type")));
            stated.map(|style| style != "none")
        };
        let font = element.get("font-name").or_else(|| fo("font-family")).unwrap_or_default();
        let font = font.trim_matches(['\'', '"', ' ']);
        let google = font.starts_with(GOOGLE_CODE_FONT) && fo("color").is_some_and(|color| color == GOOGLE_CODE_COLOR);
        Self {
            bold: fo("font-weight").and_then(|weight| is_bold(&weight)),
            italic: fo("font-style").map(|style| style == "italic" || style == "oblique"),
            underline: line("underline"),
            strike: line("line-through"),
            raise: element.get("text-position").map(|position| raise(&position)),
            code: google.then_some(true),
            symbol_font: SymbolFont::named(font),
        }
    }

    /// What is stated here, else what is stated there.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            bold: self.bold.or(other.bold),
            italic: self.italic.or(other.italic),
            underline: self.underline.or(other.underline),
            strike: self.strike.or(other.strike),
            raise: self.raise.or(other.raise),
            code: self.code.or(other.code),
            symbol_font: self.symbol_font.or(other.symbol_font),
        }
    }

    /// The marks of characters that look like this.
    pub(super) fn marks(self) -> Marks {
        let stated = [
            (self.bold == Some(true), Marks::STRONG),
            (self.italic == Some(true), Marks::EMPHASIS),
            (self.underline == Some(true), Marks::UNDERLINE),
            (self.strike == Some(true), Marks::STRIKE),
            (self.raise == Some(Raise::Up), Marks::SUPERSCRIPT),
            (self.raise == Some(Raise::Down), Marks::SUBSCRIPT),
            (self.code == Some(true), Marks::CODE),
        ];
        stated.iter().filter(|(on, _)| *on).fold(Marks::none(), |marks, (_, mark)| marks.with(*mark))
    }
}

fn is_bold(weight: &str) -> Option<bool> {
    match weight {
        "bold" => Some(true),
        "normal" => Some(false),
        number => number.parse::<u16>().ok().map(|number| number >= 600),
    }
}

/// `super 58%`, `-33% 58%`, `sub 58%`, `0% 100%`
fn raise(position: &str) -> Raise {
    let height = position.split_whitespace().next().unwrap_or_default();
    match height {
        "super" => Raise::Up,
        "sub" => Raise::Down,
        height if height.starts_with('-') => Raise::Down,
        height if height.trim_end_matches('%').parse::<f32>().is_ok_and(|height| height > 0.0) => Raise::Up,
        _ => Raise::None,
    }
}
