//! A paragraph as it is read: its properties and the text so far.

use std::rc::Rc;

use crate::document::Block;

use super::character::Character;
use super::styles::{NumberReference, Style, indent};
use crate::read::office::flow::Paragraph;
use crate::read::office::line::LinkTarget;
use crate::read::office::marks::Marks;
use crate::read::office::role::{Role, level_of_outline};
use crate::read::office::symbols::SymbolFont;
use crate::read::office::xml::{Event, PartError, Xml};

/// What a `w:pPr` states.
#[derive(Debug, Clone, Default)]
pub(super) struct ParagraphProperties {
    pub(super) style: Option<Rc<str>>,
    numbering: NumberReference,
    outline: Option<i64>,
    indent: Option<i64>,
    hanging: i64,
    joint: Joint,
    /// It has a line above or below it.
    ruled: bool,
}

/// Whether the next paragraph goes on where one ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Joint {
    /// It does not.
    #[default]
    None,
    /// This one is the large first letter of the next.
    DropCap,
    /// Its end was deleted by a tracked change (17.13.5.15).
    Deleted,
}

/// A paragraph whose end has not come.
#[derive(Debug, Default)]
pub(super) struct OpenParagraph {
    /// Its number among all paragraphs, from 1.
    pub(super) number: u32,
    pub(super) paragraph: Paragraph,
    /// The id of its style.
    pub(super) style: Option<Rc<str>>,
    pub(super) numbering: NumberReference,
    /// What its style says about characters.
    pub(super) base: Character,
    /// The marks of the current run.
    pub(super) marks: Marks,
    /// The symbol font of the current run.
    pub(super) symbol_font: Option<SymbolFont>,
    /// Blocks that follow it: text boxes that are anchored in it.
    pub(super) after: Vec<Block>,
    /// It holds a horizontal rule.
    pub(super) divider: bool,
    /// It has a line above or below it, which is a horizontal rule if it has no text.
    pub(super) ruled: bool,
    /// Whether the next paragraph goes on where this one ends.
    pub(super) joint: Joint,
    /// It stands for text outside of any paragraph.
    pub(super) implied: bool,
}

impl ParagraphProperties {
    /// Reads the `w:pPr` opened last.
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Self, PartError> {
        let mut read = Self::default();
        loop {
            match xml.next()? {
                Event::Open(element) if element.is_word("numPr") => read.numbering = NumberReference::read(xml)?,
                Event::Open(element) if element.is_word("pBdr") => read.ruled = has_line(xml)?,
                Event::Open(element) if element.is_word("rPr") => {
                    if Character::read(xml, |_| None::<()>)?.mark_deleted {
                        read.joint = Joint::Deleted;
                    }
                }
                Event::Open(element) => {
                    if element.is_word("pStyle") {
                        read.style = element.val().map(|id| Rc::from(&*id));
                    } else if element.is_word("outlineLvl") {
                        read.outline = element.number("val");
                    } else if element.is_word("ind") {
                        read.indent = indent(&element);
                        read.hanging = element.number("hanging").unwrap_or_default();
                    } else if element.is_word("framePr") && element.get("dropCap").is_some_and(|kind| kind != "none") {
                        read.joint = Joint::DropCap;
                    }
                    xml.skip()?;
                }
                Event::Close => return Ok(read),
                Event::Text(_) | Event::Nothing => {}
            }
        }
    }
}

/// Whether the `w:pBdr` opened last draws a line above or below.
fn has_line(xml: &mut Xml<'_>) -> Result<bool, PartError> {
    let mut found = false;
    loop {
        match xml.next()? {
            Event::Open(element) => {
                let horizontal = element.is_word("top") || element.is_word("bottom");
                found |= horizontal && element.val().is_some_and(|kind| kind != "none" && kind != "nil");
                xml.skip()?;
            }
            Event::Close => return Ok(found),
            Event::Text(_) | Event::Nothing => {}
        }
    }
}

impl OpenParagraph {
    /// A paragraph without text.
    pub(super) fn new(number: u32) -> Self {
        Self { number, ..Self::default() }
    }

    /// Takes over what is stated about it and what its style says.
    pub(super) fn apply(&mut self, stated: ParagraphProperties, style: Style) {
        self.style = stated.style;
        self.numbering = NumberReference {
            number: stated.numbering.number.or(style.numbering.number),
            level: stated.numbering.level.or(style.numbering.level.filter(|_| stated.numbering.number.is_none())),
        };
        self.paragraph.role = match (style.role, stated.outline.and_then(level_of_outline)) {
            (Role::Body | Role::Continuation, Some(level)) => Role::Heading(level),
            (role, _) => role,
        };
        self.paragraph.indent = stated.indent;
        self.paragraph.hanging = stated.hanging;
        self.joint = stated.joint;
        self.ruled = stated.ruled;
        // The looks of headings, quotations and code follow from what they are; only running text is marked by its style.
        if matches!(self.paragraph.role, Role::Body | Role::Continuation) {
            self.base = style.character;
        }
        self.marks = self.base_marks();
    }

    /// The marks of a run without properties.
    pub(super) fn base_marks(&self) -> Marks {
        Character::default().marks(Character::default(), self.base)
    }

    /// Adds characters with the marks of the current run.
    pub(super) fn push(&mut self, text: &str, link: Option<&Rc<LinkTarget>>) {
        self.paragraph.push(text, self.marks, self.symbol_font, link);
    }

    /// This paragraph with the text of the one after it, which rules what it is (17.13.5.15).
    pub(super) fn followed_by(self, mut next: Self) -> Self {
        let mut line = self.paragraph.line;
        if self.joint == Joint::Deleted {
            // Whoever deletes the end of a paragraph expects its words to stay words.
            if !next.paragraph.line.starts_blank() {
                line.push_blank();
            }
        }
        line.append(next.paragraph.line);
        next.paragraph.line = line;
        next.number = self.number;
        next.paragraph.code_begins |= self.paragraph.code_begins;
        next.paragraph.code_ends |= self.paragraph.code_ends;
        next.divider |= self.divider;
        next.after.splice(..0, self.after);
        next
    }
}
