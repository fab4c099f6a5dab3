//! The few styles that the output uses, and its lists.

use docx_rs::{
    AbstractNumbering, Docx, IndentLevel, Level, LevelJc, LevelText, LineSpacing, LineSpacingType, NumberFormat,
    Numbering, NumberingId, RunFonts, SpecialIndentType, Start, Style, StyleType,
};

/// Deepest level of a list that Word knows, from 0 (ECMA-376 part 1, 17.9.3).
const DEEPEST: usize = 8;
/// The numbering that all bullets share. Number 1 is docx-rs' own.
const BULLETS: usize = 2;
/// How far each level of a list is indented, in twips.
const STEP: i32 = 720;
/// How far the marker of an item hangs before its text, in twips.
const HANGING: i32 = 360;

/// The style of code, one paragraph a line.
pub(super) const CODE: &str = "SourceCode";
/// The style of inline code.
pub(super) const INLINE_CODE: &str = "InlineCode";
/// The style of quotations.
pub(super) const QUOTE: &str = "Quote";
/// The style of links.
pub(super) const LINK: &str = "Hyperlink";

/// A numbered list: its numbering, the level it stands at, the number it begins with.
#[derive(Debug, Clone, Copy)]
pub(super) struct NumberedList {
    pub(super) id: usize,
    pub(super) level: usize,
    pub(super) start: u64,
}

/// Where an item stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    id: usize,
    level: usize,
}

impl Place {
    pub(super) fn bullet(level: usize) -> Self {
        Self { id: BULLETS, level: level.min(DEEPEST) }
    }

    pub(super) fn number(list: NumberedList) -> Self {
        Self { id: list.id, level: list.level.min(DEEPEST) }
    }

    pub(super) fn numbering(self) -> (NumberingId, IndentLevel) {
        (NumberingId::new(self.id), IndentLevel::new(self.level))
    }
}

/// Where the text of an item at a level begins, in twips.
pub(super) fn indent(level: usize) -> i32 {
    i32::try_from(level.min(DEEPEST) + 1).map_or(STEP, |steps| steps.saturating_mul(STEP))
}

/// The numbering of the next numbered list, where this many came before it.
pub(super) fn next_numbered(before: usize, level: usize, start: u64) -> NumberedList {
    NumberedList { id: BULLETS + 1 + before, level: level.min(DEEPEST), start }
}

/// Adds the numbering of one list.
pub(super) fn with_numbered_list(docx: Docx, list: NumberedList) -> Docx {
    let start = usize::try_from(list.start).unwrap_or(1);
    let level = |level: usize| {
        let start = Start::new(if level == list.level { start } else { 1 });
        let text = LevelText::new(format!("%{}.", level + 1));
        level_at(level, Level::new(level, start, NumberFormat::new("decimal"), text, LevelJc::new("left")))
    };
    let numbering = (0..=DEEPEST).map(level).fold(AbstractNumbering::new(list.id), AbstractNumbering::add_level);
    docx.add_abstract_numbering(numbering).add_numbering(Numbering::new(list.id, list.id))
}

fn level_at(level: usize, of: Level) -> Level {
    of.indent(Some(indent(level)), Some(SpecialIndentType::Hanging(HANGING)), None, None)
}

/// Adds the styles and the bullets.
pub(super) fn with_styles(docx: Docx) -> Docx {
    let body = RunFonts::new().ascii("Arial").hi_ansi("Arial").cs("Arial");
    let docx = docx.default_fonts(body).default_size(22).default_line_spacing(spacing(0, 120).line(276));
    let docx = (1..=6).map(heading).fold(docx, Docx::add_style);
    let code = || RunFonts::new().ascii("Courier New").hi_ansi("Courier New").cs("Courier New");
    let docx = docx
        .add_style(
            Style::new(CODE, StyleType::Paragraph)
                .name("Source Code")
                .fonts(code())
                .size(19)
                .line_spacing(spacing(0, 0)),
        )
        .add_style(Style::new(INLINE_CODE, StyleType::Character).name("Inline Code").fonts(code()).size(20))
        .add_style(
            Style::new(QUOTE, StyleType::Paragraph)
                .name("Quote")
                .italic()
                .color("555555")
                .indent(Some(567), None, None, None)
                .q_format(true),
        )
        .add_style(Style::new(LINK, StyleType::Character).name("Hyperlink").color("1155CC").underline("single"));
    let signs = ["●", "○", "■"];
    let level = |level: usize| {
        let sign = LevelText::new(signs.get(level % signs.len()).copied().unwrap_or("●"));
        level_at(level, Level::new(level, Start::new(1), NumberFormat::new("bullet"), sign, LevelJc::new("left")))
    };
    let bullets = (0..=DEEPEST).map(level).fold(AbstractNumbering::new(BULLETS), AbstractNumbering::add_level);
    docx.add_abstract_numbering(bullets).add_numbering(Numbering::new(BULLETS, BULLETS))
}

fn heading(level: usize) -> Style {
    // Half points: 20, 16, 14, 12, 11 and 11 points.
    let sizes = [40, 32, 28, 24, 22, 22];
    Style::new(heading_style(level), StyleType::Paragraph)
        .name(format!("heading {level}"))
        .based_on("Normal")
        .next("Normal")
        .q_format(true)
        .bold()
        .size(sizes.get(level - 1).copied().unwrap_or(22))
        .line_spacing(spacing(if level == 1 { 0 } else { 280 }, 100))
        .outline_lvl(level - 1)
}

/// The style of headings of a level.
pub(super) fn heading_style(level: usize) -> String {
    format!("Heading{level}")
}

/// Room before and after a paragraph, in twips.
fn spacing(before: u32, after: u32) -> LineSpacing {
    LineSpacing::new().line_rule(LineSpacingType::Auto).before(before).after(after)
}
