//! Styles: names and outline levels to meanings, toggles by inheritance (ECMA-376 part 1, 17.7).

use std::collections::HashMap;

use super::character::Character;
use crate::read::office::role::{Role, is_code, level_of_outline, role_of};
use crate::read::office::xml::{Element, Event, PartError, Space, Xml};

/// Longest chain of `basedOn` that is followed; also what ends a cycle.
const MAX_CHAIN: usize = 32;

/// Most styles of a document; those past it count as not defined.
const MAX_STYLES: usize = 32_768;

/// A reference to numbering: a list and a level in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct NumberReference {
    /// `w:numId`; 0 takes numbering away.
    pub(super) number: Option<i64>,
    /// `w:ilvl`.
    pub(super) level: Option<i64>,
}

impl NumberReference {
    /// Reads the `w:numPr` opened last.
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Self, PartError> {
        let mut read = Self::default();
        xml.each(|element| match element.local() {
            "numId" if element.space == Space::Word => read.number = element.number("val"),
            "ilvl" if element.space == Space::Word => read.level = element.number("val"),
            _ => {}
        })?;
        Ok(read)
    }
}

/// A style with what it inherits.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Style {
    /// What its paragraphs are.
    pub(super) role: Role,
    /// What it states about characters.
    pub(super) character: Character,
    /// The list that its paragraphs belong to.
    pub(super) numbering: NumberReference,
    /// Its left indent in twips.
    pub(super) indent: Option<i64>,
}

/// All styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    paragraphs: HashMap<String, Style>,
    characters: HashMap<String, Style>,
    /// The numbering that a list style stands for.
    lists: HashMap<String, i64>,
    default: Style,
}

/// A style as it is written.
#[derive(Debug, Default)]
struct Written {
    name: Option<String>,
    base: Option<String>,
    outline: Option<i64>,
    own: Style,
}

/// Kinds of styles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Paragraph,
    Character,
    List,
}

type WrittenStyles = HashMap<(Kind, String), Written>;

impl Styles {
    /// Reads the styles part. Of styles with one id, which Google writes, the first counts.
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Self, PartError> {
        let mut written = WrittenStyles::new();
        let mut default = None;
        while let Some(event) = xml.next_or_end()? {
            let Event::Open(element) = event else { continue };
            if !element.is_word("style") {
                continue;
            }
            let kind = match element.get("type").as_deref() {
                Some("paragraph") | None => Kind::Paragraph,
                Some("character") => Kind::Character,
                Some("numbering") => Kind::List,
                Some(_) => {
                    xml.skip()?;
                    continue;
                }
            };
            let id = element.get("styleId").unwrap_or_default().into_owned();
            let is_default = element.get("default").is_some_and(|value| value != "0" && value != "false");
            if is_default && kind == Kind::Paragraph && default.is_none() {
                default = Some(id.clone());
            }
            let style = Written::read(xml)?;
            if written.len() < MAX_STYLES {
                written.entry((kind, id)).or_insert(style);
            }
        }
        Ok(Self::resolve(&written, default.as_deref()))
    }

    fn resolve(written: &WrittenStyles, default: Option<&str>) -> Self {
        let mut styles = Self::default();
        for (kind, id) in written.keys() {
            let style = resolve(written, *kind, id);
            match kind {
                Kind::Paragraph => drop(styles.paragraphs.insert(id.clone(), style)),
                Kind::Character => drop(styles.characters.insert(id.clone(), style)),
                Kind::List => {
                    if let Some(number) = style.numbering.number {
                        styles.lists.insert(id.clone(), number);
                    }
                }
            }
        }
        styles.default = default.and_then(|id| styles.paragraphs.get(id)).copied().unwrap_or_default();
        styles
    }

    /// The style of a paragraph; one that is not defined is judged by its id, as far as the six common headings go.
    pub(super) fn paragraph(&self, id: Option<&str>) -> Style {
        let Some(id) = id else { return self.default };
        self.paragraphs.get(id).copied().unwrap_or_else(|| match role_of(id) {
            Role::Heading(_) if id.ends_with(['7', '8', '9']) => Style::default(),
            role => Style { role, ..Style::default() },
        })
    }

    /// The style of a run; one that is not defined is judged by its id.
    pub(super) fn character(&self, id: &str) -> Character {
        match self.characters.get(id) {
            Some(style) => style.character,
            None => Character { code: is_code(id).then_some(true), ..Character::default() },
        }
    }

    /// The `w:numId` that a list style stands for.
    pub(super) fn list(&self, id: &str) -> Option<i64> {
        self.lists.get(id).copied()
    }
}

impl Written {
    fn read(xml: &mut Xml<'_>) -> Result<Self, PartError> {
        let mut style = Self::default();
        loop {
            match xml.next()? {
                Event::Open(element) if element.is_word("rPr") => {
                    style.own.character = Character::read(xml, |_| None::<()>)?.character;
                }
                Event::Open(element) if element.is_word("pPr") => style.paragraph_properties(xml)?,
                Event::Open(element) => {
                    if element.is_word("name") {
                        style.name = element.val().map(Into::into);
                    } else if element.is_word("basedOn") {
                        style.base = element.val().map(Into::into);
                    }
                    xml.skip()?;
                }
                Event::Close => return Ok(style),
                Event::Text(_) | Event::Nothing => {}
            }
        }
    }

    fn paragraph_properties(&mut self, xml: &mut Xml<'_>) -> Result<(), PartError> {
        loop {
            match xml.next()? {
                Event::Open(element) if element.is_word("numPr") => {
                    self.own.numbering = NumberReference::read(xml)?;
                }
                Event::Open(element) => {
                    if element.is_word("outlineLvl") {
                        self.outline = element.number("val");
                    } else if element.is_word("ind") {
                        self.own.indent = indent(&element);
                    }
                    xml.skip()?;
                }
                Event::Close => return Ok(()),
                Event::Text(_) | Event::Nothing => {}
            }
        }
    }

    /// The heading level that this style states itself, by its outline level or else by its name.
    fn heading(&self, id: &str) -> Option<u8> {
        self.outline.and_then(level_of_outline).or_else(|| match role_of(self.name.as_deref().unwrap_or(id)) {
            Role::Heading(level) => Some(level),
            _ => None,
        })
    }
}

/// The left indent that a `w:ind` states, in twips.
pub(super) fn indent(element: &Element<'_>) -> Option<i64> {
    element.number("left").or_else(|| element.number("start"))
}

/// A style with what it inherits along `basedOn`.
fn resolve(written: &WrittenStyles, kind: Kind, id: &str) -> Style {
    let mut style = Style::default();
    let mut heading = None;
    let mut next = Some(id);
    for _ in 0..MAX_CHAIN {
        let Some((id, current)) = next.and_then(|id| Some((id, written.get(&(kind, id.to_owned()))?))) else { break };
        let name = current.name.as_deref().unwrap_or(id);
        style.character = style.character.or(current.own.character);
        style.indent = style.indent.or(current.own.indent);
        style.numbering.number = style.numbering.number.or(current.own.numbering.number);
        style.numbering.level = style.numbering.level.or(current.own.numbering.level);
        match kind {
            Kind::Paragraph => {
                heading = heading.or_else(|| current.heading(id));
                if style.role == Role::Body {
                    style.role = role_of(name);
                }
            }
            Kind::Character if is_code(name) => style.character.code = style.character.code.or(Some(true)),
            Kind::Character | Kind::List => {}
        }
        next = current.base.as_deref();
    }
    if let Some(level) = heading {
        style.role = Role::Heading(level);
    }
    style
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    fn styles(inside: &str) -> Styles {
        let text = format!("<w:styles xmlns:w='{WORD}'>{inside}</w:styles>");
        Xml::read(&mut text.as_bytes(), Styles::read).unwrap()
    }

    #[test]
    fn meaning_and_toggles_come_down_the_chain() {
        let styles = styles(
            "<w:style w:type='paragraph' w:styleId='H'><w:name w:val='heading 2'/><w:rPr><w:b/></w:rPr></w:style>
             <w:style w:type='paragraph' w:styleId='Mine'><w:name w:val='Mine'/><w:basedOn w:val='H'/></w:style>
             <w:style w:type='paragraph' w:styleId='Outline'><w:pPr><w:outlineLvl w:val='2'/></w:pPr></w:style>
             <w:style w:type='paragraph' w:styleId='Outline'><w:name w:val='heading 6'/></w:style>
             <w:style w:type='paragraph' w:styleId='Toc'><w:basedOn w:val='H'/><w:pPr><w:outlineLvl w:val='9'/></w:pPr></w:style>
             <w:style w:type='character' w:styleId='C'><w:name w:val='Verbatim Char'/><w:rPr><w:b/></w:rPr></w:style>
             <w:style w:type='character' w:styleId='D'><w:basedOn w:val='C'/><w:rPr><w:b w:val='off'/></w:rPr></w:style>",
        );
        assert_eq!(styles.paragraph(Some("Mine")).role, Role::Heading(2));
        assert_eq!(styles.paragraph(Some("Mine")).character.bold, Some(true));
        assert_eq!(styles.paragraph(Some("Outline")).role, Role::Heading(3));
        assert_eq!(styles.paragraph(Some("Toc")).role, Role::Heading(2));
        assert_eq!(styles.paragraph(Some("Heading4")).role, Role::Heading(4));
        assert_eq!(styles.character("D").code, Some(true));
        assert_eq!(styles.character("D").bold, Some(false));
        assert_eq!(styles.character("VerbatimChar").code, Some(true));
    }

    #[test]
    fn cycles_end() {
        let styles = styles(
            "<w:style w:type='paragraph' w:styleId='A'><w:basedOn w:val='B'/></w:style>
             <w:style w:type='paragraph' w:styleId='B'><w:name w:val='Quote'/><w:basedOn w:val='A'/></w:style>",
        );
        assert_eq!(styles.paragraph(Some("A")).role, Role::Quote);
    }
}
