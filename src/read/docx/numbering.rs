//! Lists: what kind a level is, and which number comes next (ECMA-376 part 1, 17.9).

use std::collections::BTreeMap;

use super::styles::{NumberReference, Styles, indent};
use crate::read::office::flow::{Marker, Place};
use crate::read::office::xml::{Element, Event, PartError, Xml};

/// Levels of a list.
const LEVELS: usize = 9;
/// Longest chain of list styles that is followed; also what ends a cycle.
const MAX_CHAIN: usize = 8;

/// Most lists of a document, which is also the highest number that Word gives one; those past it count as not defined.
const MAX_LISTS: usize = 32_767;

/// One level of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Level {
    marker: Marker,
    start: u64,
    /// The level, counted from 1, whose items make this one start again; `None`: any level above.
    restart: Option<i64>,
    /// The paragraph style that puts paragraphs on this level.
    style: Option<String>,
    /// Where the text of items stands, in twips.
    indent: Option<i64>,
}

impl Default for Level {
    fn default() -> Self {
        Self { marker: Marker::default(), start: 1, restart: None, style: None, indent: None }
    }
}

/// The levels that several lists may share.
#[derive(Debug, Default)]
struct Abstract {
    levels: [Level; LEVELS],
    /// The list style whose levels count instead of these.
    link: Option<String>,
}

/// A list.
#[derive(Debug, Default)]
struct Number {
    of: i64,
    starts: [Option<u64>; LEVELS],
    levels: [Option<Level>; LEVELS],
}

/// The definitions of all lists.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    abstracts: BTreeMap<i64, Abstract>,
    numbers: BTreeMap<i64, Number>,
}

/// How far each list has counted. Lists that share their levels count on together.
#[derive(Debug, Default)]
pub(super) struct Counters {
    last: BTreeMap<i64, [Option<u64>; LEVELS]>,
    /// Lists whose own starts have been put to use.
    begun: BTreeMap<i64, [bool; LEVELS]>,
}

impl Numbering {
    /// Reads the numbering part.
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Self, PartError> {
        let mut numbering = Self::default();
        while let Some(event) = xml.next_or_end()? {
            let Event::Open(element) = event else { continue };
            if element.is_word("abstractNum") {
                let id = element.number("abstractNumId");
                let read = Abstract::read(xml)?;
                if let Some(id) = id.filter(|_| numbering.abstracts.len() < MAX_LISTS) {
                    numbering.abstracts.entry(id).or_insert(read);
                }
            } else if element.is_word("num") {
                let id = element.number("numId");
                let read = Number::read(xml)?;
                if let Some(id) = id.filter(|_| numbering.numbers.len() < MAX_LISTS) {
                    numbering.numbers.entry(id).or_insert(read);
                }
            }
        }
        Ok(numbering)
    }

    /// The place of the next paragraph with this reference, and counts it; `None` where it has no numbering.
    ///
    /// `style` is the id of the paragraph's style, which may stand for a level.
    pub(super) fn place(
        &self,
        reference: NumberReference,
        style: Option<&str>,
        styles: &Styles,
        counters: &mut Counters,
    ) -> Option<Place> {
        let id = reference.number.filter(|id| *id != 0)?;
        let number = self.numbers.get(&id)?;
        let (shared, levels) = self.shared(number.of, styles)?;
        let by_style = || levels.iter().position(|level| level.style.is_some() && level.style.as_deref() == style);
        let level = match reference.level {
            Some(level) => usize::try_from(level).unwrap_or(0).min(LEVELS - 1),
            None => by_style().unwrap_or(0),
        };
        let effective = |level: usize| number.levels.get(level).and_then(Option::as_ref).or(levels.get(level));
        let at = effective(level)?;
        let begun = counters.begun.entry(id).or_default();
        let last = counters.last.entry(shared).or_default();
        let first_use = !std::mem::replace(begun.get_mut(level)?, true);
        let own_start = number.starts.get(level).copied().flatten().filter(|_| first_use);
        let value = own_start.unwrap_or_else(|| match last.get(level).copied().flatten() {
            Some(value) => value.saturating_add(1),
            None => number.starts.get(level).copied().flatten().unwrap_or(at.start),
        });
        *last.get_mut(level)? = Some(value);
        for (below, slot) in last.iter_mut().enumerate().skip(level + 1) {
            let restart = effective(below).and_then(|level| level.restart);
            if restart.is_none_or(|restart| usize::try_from(restart).is_ok_and(|restart| level < restart)) {
                *slot = None;
            }
        }
        let step = 720_i64.saturating_mul(i64::try_from(level).unwrap_or(0) + 1);
        Some(Place { number: id, level, marker: at.marker, value, indent: at.indent.unwrap_or(step) })
    }

    /// The levels of a list and the id of whoever owns them, along list styles.
    fn shared(&self, of: i64, styles: &Styles) -> Option<(i64, &[Level; LEVELS])> {
        let mut id = of;
        for _ in 0..MAX_CHAIN {
            let found = self.abstracts.get(&id)?;
            let linked = found.link.as_deref().and_then(|style| styles.list(style));
            match linked.and_then(|number| self.numbers.get(&number)) {
                Some(number) if number.of != id => id = number.of,
                _ => return Some((id, &found.levels)),
            }
        }
        None
    }
}

impl Abstract {
    fn read(xml: &mut Xml<'_>) -> Result<Self, PartError> {
        let mut read = Self::default();
        loop {
            match xml.next()? {
                Event::Open(element) if element.is_word("lvl") => {
                    let position = level_of(&element);
                    let level = Level::read(xml)?;
                    if let Some(slot) = position.and_then(|position| read.levels.get_mut(position)) {
                        *slot = level;
                    }
                }
                Event::Open(element) => {
                    if element.is_word("numStyleLink") {
                        read.link = element.val().map(Into::into);
                    }
                    xml.skip()?;
                }
                Event::Close => return Ok(read),
                Event::Text(_) | Event::Nothing => {}
            }
        }
    }
}

impl Number {
    fn read(xml: &mut Xml<'_>) -> Result<Self, PartError> {
        let mut read = Self::default();
        loop {
            match xml.next()? {
                Event::Open(element) if element.is_word("lvlOverride") => {
                    let position = level_of(&element).filter(|position| *position < LEVELS);
                    read.override_level(xml, position)?;
                }
                Event::Open(element) => {
                    if element.is_word("abstractNumId") {
                        read.of = element.number("val").unwrap_or_default();
                    }
                    xml.skip()?;
                }
                Event::Close => return Ok(read),
                Event::Text(_) | Event::Nothing => {}
            }
        }
    }

    fn override_level(&mut self, xml: &mut Xml<'_>, position: Option<usize>) -> Result<(), PartError> {
        loop {
            match xml.next()? {
                Event::Open(element) if element.is_word("lvl") => {
                    let level = Level::read(xml)?;
                    if let Some(slot) = position.and_then(|position| self.levels.get_mut(position)) {
                        *slot = Some(level);
                    }
                }
                Event::Open(element) => {
                    if element.is_word("startOverride")
                        && let Some(slot) = position.and_then(|position| self.starts.get_mut(position))
                    {
                        *slot = element.number("val").and_then(|start| u64::try_from(start).ok());
                    }
                    xml.skip()?;
                }
                Event::Close => return Ok(()),
                Event::Text(_) | Event::Nothing => {}
            }
        }
    }
}

impl Level {
    fn read(xml: &mut Xml<'_>) -> Result<Self, PartError> {
        let mut level = Self::default();
        // A level has no elements of these names but its own, so depth does not matter.
        xml.each(|element| {
            if element.is_word("numFmt") {
                level.marker = match element.val().as_deref() {
                    Some("bullet") => Marker::Bullet,
                    Some("none") => Marker::None,
                    _ => Marker::Number,
                };
            } else if element.is_word("start") {
                level.start = element.number("val").and_then(|start| u64::try_from(start).ok()).unwrap_or(1);
            } else if element.is_word("lvlRestart") {
                level.restart = element.number("val");
            } else if element.is_word("pStyle") {
                level.style = element.val().map(Into::into);
            } else if element.is_word("ind") {
                level.indent = indent(element);
            }
        })?;
        Ok(level)
    }
}

fn level_of(element: &Element<'_>) -> Option<usize> {
    element.number("ilvl").and_then(|level| usize::try_from(level).ok())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    fn values(inside: &str, references: &[(i64, i64)]) -> Vec<Option<(Marker, u64)>> {
        let text = format!("<w:numbering xmlns:w='{WORD}'>{inside}</w:numbering>");
        let numbering = Xml::read(&mut text.as_bytes(), Numbering::read).unwrap();
        let mut counters = Counters::default();
        let mut place = |number, level| {
            let reference = NumberReference { number: Some(number), level: Some(level) };
            let place = numbering.place(reference, None, &Styles::default(), &mut counters)?;
            Some((place.marker, place.value))
        };
        references.iter().map(|(number, level)| place(*number, *level)).collect()
    }

    fn numbers(inside: &str, references: &[(i64, i64)]) -> Vec<u64> {
        values(inside, references).into_iter().map(|value| value.unwrap().1).collect()
    }

    const TWO_LEVELS: &str = "<w:abstractNum w:abstractNumId='7'>
        <w:lvl w:ilvl='0'><w:start w:val='3'/><w:numFmt w:val='decimal'/></w:lvl>
        <w:lvl w:ilvl='1'><w:numFmt w:val='lowerLetter'/></w:lvl>
        <w:lvl w:ilvl='2'><w:numFmt w:val='bullet'/></w:lvl>
        <w:lvl w:ilvl='3'><w:numFmt w:val='none'/></w:lvl></w:abstractNum>
        <w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>
        <w:num w:numId='2'><w:abstractNumId w:val='7'/></w:num>
        <w:num w:numId='3'><w:abstractNumId w:val='7'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride></w:num>";

    #[test]
    fn starts_counts_and_restarts_below() {
        assert_eq!(numbers(TWO_LEVELS, &[(1, 0), (1, 1), (1, 1), (1, 0), (1, 1)]), [3, 1, 2, 4, 1]);
    }

    #[test]
    fn lists_of_one_definition_count_on_unless_they_start_anew() {
        assert_eq!(numbers(TWO_LEVELS, &[(1, 0), (2, 0), (3, 0), (3, 0)]), [3, 4, 1, 2]);
    }

    #[test]
    fn markers_by_format() {
        let found = values(TWO_LEVELS, &[(1, 2), (1, 3), (9, 0), (0, 0)]);
        assert_eq!(found, [Some((Marker::Bullet, 1)), Some((Marker::None, 1)), None, None]);
    }

    #[test]
    fn a_level_may_be_set_never_to_restart() {
        let kept = TWO_LEVELS.replace("<w:numFmt w:val='lowerLetter'/>", "<w:lvlRestart w:val='0'/>");
        assert_eq!(numbers(&kept, &[(1, 0), (1, 1), (1, 0), (1, 1)]), [3, 1, 4, 2]);
    }
}
