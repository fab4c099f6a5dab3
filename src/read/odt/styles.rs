//! Styles: what paragraphs and characters are, along the chain of parents (ODF 1.3 part 3, 16).

use std::collections::HashMap;

use super::lists::ListStyle;
use super::look::Look;
use crate::read::office::role::{Role, folded, is_code, role_of};
use crate::read::office::xml::{Element, Event, PartError, Space, Xml};

/// Longest chain of parents that is followed; also what ends a cycle.
const MAX_CHAIN: usize = 32;
/// Most styles of a document; those past it count as not defined.
const MAX_STYLES: usize = 32_768;

/// All styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    paragraphs: HashMap<String, Written>,
    texts: HashMap<String, Written>,
    lists: HashMap<String, ListStyle>,
}

/// A style as it is written.
#[derive(Debug, Default)]
struct Written {
    /// The name that people see.
    name: String,
    parent: Option<String>,
    /// `style:default-outline-level`; 0, or an empty one, takes the level of the parent away.
    outline: Option<u8>,
    list: Option<String>,
    look: Look,
    /// Its left indent and that of its first line against it, in twips, if it was made for single paragraphs.
    direct_indent: Option<(i64, i64)>,
}

/// What a paragraph is.
#[derive(Debug, Clone, Default)]
pub(super) struct ParagraphStyle {
    pub(super) role: Role,
    /// How its characters look, where that is not what its role looks like anyway.
    pub(super) look: Look,
    /// The list style of its chain.
    pub(super) list: Option<String>,
    pub(super) indent: Option<i64>,
    pub(super) hanging: i64,
    /// It stands for a horizontal rule, which LibreOffice makes of an empty paragraph.
    pub(super) rule: bool,
}

impl Styles {
    /// Reads the styles in the element opened last. Of styles with one name, the later counts.
    pub(super) fn read(&mut self, xml: &mut Xml<'_>) -> Result<(), PartError> {
        loop {
            match xml.next()? {
                Event::Open(element) if element.is(Space::Style, "style") => {
                    let name = element.get("name").unwrap_or_default().into_owned();
                    let family = element.get("family").unwrap_or_default().into_owned();
                    let written = Written::of(&element, &name);
                    let written = written.with_properties(xml)?;
                    match family.as_str() {
                        _ if self.count() >= MAX_STYLES => {}
                        "paragraph" => drop(self.paragraphs.insert(name, written)),
                        "text" => drop(self.texts.insert(name, written)),
                        _ => {}
                    }
                }
                Event::Open(element) if element.is(Space::Text, "list-style") => {
                    let name = element.get_in(Space::Style, "name").unwrap_or_default().into_owned();
                    let style = ListStyle::read(xml)?;
                    if self.count() < MAX_STYLES {
                        self.lists.insert(name, style);
                    }
                }
                Event::Open(_) => xml.skip()?,
                Event::Close => return Ok(()),
                Event::Text(_) | Event::Nothing => {}
            }
        }
    }

    fn count(&self) -> usize {
        self.paragraphs.len() + self.texts.len() + self.lists.len()
    }

    /// The list style of this name.
    pub(super) fn list(&self, name: &str) -> Option<&ListStyle> {
        self.lists.get(name)
    }

    /// The style of a paragraph; one that is not defined is judged by its name.
    pub(super) fn paragraph(&self, name: &str) -> ParagraphStyle {
        let mut style = ParagraphStyle::default();
        let mut level = None;
        for (at, (name, written)) in chain(&self.paragraphs, name).enumerate() {
            let Some(written) = written else {
                style.name_says(&readable(name));
                break;
            };
            level = level.or(written.outline);
            style.name_says(&written.name);
            style.look = style.look.or(written.look);
            style.list = style.list.or_else(|| written.list.clone());
            if let Some((indent, hanging)) = written.direct_indent.filter(|_| at == 0) {
                (style.indent, style.hanging) = (Some(indent), hanging);
            }
        }
        match level {
            Some(level @ 1..) => style.role = Role::Heading(level),
            // The style of a contents list may be based on that of a heading.
            Some(0) if matches!(style.role, Role::Heading(_)) => style.role = Role::Body,
            _ => {}
        }
        // The looks of headings, quotations and code follow from what they are; only running text is marked by its style.
        if !matches!(style.role, Role::Body | Role::Continuation) {
            style.look = Look::default();
        }
        style
    }

    /// How characters of a style look; one that is not defined is judged by its name.
    pub(super) fn text(&self, name: &str) -> Look {
        let mut look = Look::default();
        for (name, written) in chain(&self.texts, name) {
            match written {
                Some(written) => look = look.or(written.look).or(look_of(&written.name, Defined::Yes)),
                None => look = look.or(look_of(&readable(name), Defined::No)),
            }
        }
        look
    }
}

/// The styles from one to the last of its parents; `None` for a name that is not defined.
fn chain<'s>(
    styles: &'s HashMap<String, Written>,
    name: &'s str,
) -> impl Iterator<Item = (&'s str, Option<&'s Written>)> {
    let mut next = Some(name).filter(|name| !name.is_empty());
    std::iter::from_fn(move || {
        let name = next?;
        let written = styles.get(name);
        next = written.and_then(|written| written.parent.as_deref());
        Some((name, written))
    })
    .take(MAX_CHAIN)
}

impl ParagraphStyle {
    /// Takes a role from a name, if none nearer to the paragraph gave one.
    fn name_says(&mut self, name: &str) {
        if self.role == Role::Body {
            self.role = role_of(name);
        }
        self.rule |= folded(name) == "horizontalline";
    }
}

impl Written {
    /// What a `style:style` says in its attributes.
    fn of(element: &Element<'_>, name: &str) -> Self {
        let outline = element.get("default-outline-level");
        Self {
            name: element.get("display-name").map_or_else(|| readable(name), Into::into),
            parent: element.get("parent-style-name").map(Into::into),
            outline: outline.map(|level| level.parse().unwrap_or(0).min(6)),
            list: element.get("list-style-name").map(Into::into).filter(|name: &String| !name.is_empty()),
            ..Self::default()
        }
    }

    /// Takes the properties in the `style:style` opened last.
    fn with_properties(mut self, xml: &mut Xml<'_>) -> Result<Self, PartError> {
        loop {
            match xml.next()? {
                Event::Open(element) => {
                    if element.is(Space::Style, "text-properties") {
                        self.look = Look::read(&element);
                    } else if element.is(Space::Style, "paragraph-properties") {
                        let length = |name| element.get_in(Space::Fo, name).and_then(|length| twips(&length));
                        self.direct_indent =
                            length("margin-left").map(|left| (left, -length("text-indent").unwrap_or_default()));
                    }
                    xml.skip()?;
                }
                Event::Close => return Ok(self),
                Event::Text(_) | Event::Nothing => {}
            }
        }
    }
}

/// Whether a style is defined: then its properties tell more than its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Defined {
    Yes,
    No,
}

/// What the name of a character style says: code always, strong and emphasis where nothing else does.
fn look_of(name: &str, defined: Defined) -> Look {
    let name_is = |names: &[&str]| names.contains(&folded(name).as_str());
    let guessed = |names: &[&str]| (defined == Defined::No && name_is(names)).then_some(true);
    Look {
        code: (is_code(name) || name_is(&["userentry", "example"])).then_some(true),
        bold: guessed(&["strong", "strongemphasis"]),
        italic: guessed(&["emphasis"]),
        ..Look::default()
    }
}

/// A style's name with its coded characters decoded: `Heading_20_1` is `Heading 1` (ODF 1.3 part 3, 19.502).
fn readable(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('_') {
        text.push_str(before);
        let coded = after.split_once('_').and_then(|(code, after)| {
            Some((u32::from_str_radix(code, 16).ok().filter(|_| code.len() <= 6).and_then(char::from_u32)?, after))
        });
        let (character, after) = coded.unwrap_or(('_', after));
        text.push(character);
        rest = after;
    }
    text + rest
}

/// A length in twentieths of a point: `1.27cm`, `0.5in`, `36pt`.
pub(super) fn twips(length: &str) -> Option<i64> {
    let length = length.trim();
    let unit = length.find(|c: char| c.is_ascii_alphabetic())?;
    let (number, unit) = length.split_at(unit);
    let number: f64 = number.trim().parse().ok()?;
    let scale = match unit {
        "cm" => 1440.0 / 2.54,
        "mm" => 144.0 / 2.54,
        "in" => 1440.0,
        "pt" => 20.0,
        "pc" => 240.0,
        "px" => 15.0,
        _ => return None,
    };
    let twips = (number * scale).round();
    // No page is wider than this; the bound also makes the cast below exact.
    #[expect(clippy::cast_possible_truncation, reason = "bounded on the line before")]
    (twips.abs() < 1e9).then_some(twips as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_decoded() {
        assert_eq!(readable("Heading_20_1"), "Heading 1");
        assert_eq!(readable("Source_5f_Text"), "Source_Text");
        assert_eq!(readable("a_zz_q_20_"), "a_zz_q ");
        assert_eq!(readable("_"), "_");
    }

    #[test]
    fn lengths() {
        assert_eq!(twips("1in"), Some(1440));
        assert_eq!(twips("2.54cm"), Some(1440));
        assert_eq!(twips("-12pt"), Some(-240));
        assert_eq!(twips("50%"), None);
        assert_eq!(twips("1e300cm"), None);
    }
}
