//! Lists: what stands before the items of a level, and which number comes next (ODF 1.3 part 3, 5.3 and 16.30).

use std::collections::HashMap;

use super::styles::{Styles, twips};
use crate::read::office::flow::{Marker, Place};
use crate::read::office::symbols::{SymbolFont, shown};
use crate::read::office::xml::{Element, Event, PartError, Space, Xml};

/// Levels of a list.
const LEVELS: usize = 10;
/// Indent of one level where the file states none, in twips.
const STEP: i64 = 360;

/// One level of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Level {
    marker: Marker,
    start: u64,
    /// Where the text of items stands, in twips.
    indent: Option<i64>,
    /// The state of the check box that stands for a bullet.
    checked: Option<bool>,
}

impl Default for Level {
    fn default() -> Self {
        Self { marker: Marker::Bullet, start: 1, indent: None, checked: None }
    }
}

/// The levels of lists of one style.
#[derive(Debug, Clone, Default)]
pub(super) struct ListStyle {
    levels: [Level; LEVELS],
}

impl ListStyle {
    /// Reads the `text:list-style` opened last.
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Self, PartError> {
        let mut style = Self::default();
        loop {
            match xml.next()? {
                Event::Open(element) => {
                    let position = element.number("level").and_then(|level| usize::try_from(level - 1).ok());
                    let mut level = Level::of(&element);
                    let bullet = element.get("bullet-char").and_then(|bullet| bullet.chars().next());
                    level.read(xml, bullet)?;
                    if let Some(slot) = position.and_then(|position| style.levels.get_mut(position)) {
                        *slot = level;
                    }
                }
                Event::Close => return Ok(style),
                Event::Text(_) | Event::Nothing => {}
            }
        }
    }
}

impl Level {
    fn of(element: &Element<'_>) -> Self {
        let marker = match element.local() {
            "list-level-style-number" if element.get_in(Space::Style, "num-format").is_none_or(|f| f.is_empty()) => {
                Marker::None
            }
            "list-level-style-number" => Marker::Number,
            _ => Marker::Bullet,
        };
        let start = element.get("start-value").and_then(|start| start.parse().ok()).unwrap_or(1);
        Self { marker, start, ..Self::default() }
    }

    /// Reads the properties in the level opened last.
    fn read(&mut self, xml: &mut Xml<'_>, bullet: Option<char>) -> Result<(), PartError> {
        let mut font = None;
        xml.each(|element| {
            if element.is(Space::Style, "list-level-label-alignment") {
                self.indent = element.get_in(Space::Fo, "margin-left").and_then(|left| twips(&left)).or(self.indent);
            } else if element.is(Space::Style, "list-level-properties") {
                let length = |name| element.get_in(Space::Text, name).and_then(|length| twips(&length));
                let before = length("space-before").map(|before| before + length("min-label-width").unwrap_or(0));
                self.indent = self.indent.or(before);
            } else if element.is(Space::Style, "text-properties") {
                font = element.get("font-name").and_then(|font| SymbolFont::named(&font));
            }
        })?;
        let bullet = bullet.and_then(|bullet| if font.is_some() { shown(font, bullet.into()) } else { Some(bullet) });
        self.checked = match bullet {
            Some('☐') => Some(false),
            Some('☑' | '☒') => Some(true),
            _ => None,
        };
        Ok(())
    }
}

/// What a `text:list` says.
#[derive(Debug, Default)]
pub(super) struct ListAttributes {
    pub(super) style: Option<String>,
    pub(super) id: Option<String>,
    /// The id of the list that it goes on from.
    pub(super) continues: Option<String>,
    /// It goes on from the last list of its style.
    pub(super) goes_on: bool,
}

impl ListAttributes {
    /// The attributes of a `text:list`.
    pub(super) fn of(element: &Element<'_>) -> Self {
        let get = |name| element.get(name).map(Into::into);
        Self {
            style: get("style-name"),
            id: element.get_any("id").map(Into::into),
            continues: get("continue-list"),
            goes_on: element.get("continue-numbering").is_some_and(|value| value == "true"),
        }
    }

    /// The attributes of a `text:numbered-paragraph`, which names the list that it belongs to.
    pub(super) fn of_numbered(element: &Element<'_>) -> Self {
        let list: Option<String> = element.get("list-id").map(Into::into);
        Self { continues: list.clone(), id: list, goes_on: true, ..Self::of(element) }
    }
}

/// A list that is open.
#[derive(Debug)]
pub(super) struct OpenList {
    style: Option<String>,
    /// Where its numbers are counted.
    count: usize,
    /// Counted from 0.
    level: usize,
    item: ItemState,
    /// Where the text of its items stands, in twips: further right than that of the list around it.
    indent: i64,
}

/// How far the open item of a list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ItemState {
    /// Its first paragraph has not come; it may have a number of its own.
    Begun(Option<u64>),
    /// It has a number or a bullet, or is none that has one.
    Placed,
}

/// How far the lists of a document have counted.
#[derive(Debug, Default)]
pub(super) struct Counters {
    last: Vec<[Option<u64>; LEVELS]>,
    by_id: HashMap<String, usize>,
    by_style: HashMap<String, usize>,
}

impl Counters {
    /// Opens a list inside another, or by itself.
    pub(super) fn open(&mut self, list: ListAttributes, around: Option<&mut OpenList>) -> OpenList {
        if let Some(around) = around {
            let level = (around.level + 1).min(LEVELS - 1);
            // An item that begins with a list has no text of its own.
            around.item = ItemState::Placed;
            if !list.goes_on && level > around.level {
                self.forget(around.count, level);
            }
            let style = list.style.or_else(|| around.style.clone());
            let indent = around.indent + STEP;
            return OpenList { style, count: around.count, level, item: ItemState::Placed, indent };
        }
        let by_id = list.continues.as_deref().and_then(|id| self.by_id.get(id));
        let by_style = || list.style.as_deref().filter(|_| list.goes_on).and_then(|style| self.by_style.get(style));
        let count = by_id.or_else(by_style).copied().unwrap_or_else(|| {
            self.last.push([None; LEVELS]);
            self.last.len() - 1
        });
        if let Some(id) = list.id {
            self.by_id.insert(id, count);
        }
        if let Some(style) = &list.style {
            self.by_style.insert(style.clone(), count);
        }
        OpenList { style: list.style, count, level: 0, item: ItemState::Placed, indent: STEP }
    }

    fn forget(&mut self, count: usize, level: usize) {
        let deeper = self.last.get_mut(count).into_iter().flat_map(|last| last.iter_mut().skip(level));
        deeper.for_each(|last| *last = None);
    }

    fn next(&mut self, list: &OpenList, start: Option<u64>, first: u64) -> u64 {
        self.forget(list.count, list.level + 1);
        let Some(slot) = self.last.get_mut(list.count).and_then(|levels| levels.get_mut(list.level)) else {
            return first;
        };
        let value = start.unwrap_or_else(|| slot.map_or(first, |last| last.saturating_add(1)));
        *slot = Some(value);
        value
    }
}

impl OpenList {
    /// Begins an item.
    pub(super) fn begin_item(&mut self, start: Option<u64>) {
        self.item = ItemState::Begun(start);
    }

    /// Moves to a deeper level.
    pub(super) fn deepen(&mut self, levels: usize) {
        self.level = self.level.saturating_add(levels).min(LEVELS - 1);
    }

    /// Begins a part of the list without a number or bullet.
    pub(super) fn begin_header(&mut self) {
        self.item = ItemState::Placed;
    }

    /// Where text of the open item stands against the margin, in twips.
    pub(super) fn indent(&self) -> i64 {
        self.indent
    }

    /// The place of the next paragraph, which has this list style by its own style, and the state of its check box;
    /// `None` if it goes on in an item.
    pub(super) fn place(
        &mut self,
        styles: &Styles,
        own: Option<&str>,
        counters: &mut Counters,
    ) -> Option<(Place, Option<bool>)> {
        let ItemState::Begun(start) = self.item else { return None };
        self.item = ItemState::Placed;
        let named = self.style.as_deref().or(own).and_then(|name| styles.list(name));
        let level = named.and_then(|style| style.levels.get(self.level)).cloned().unwrap_or_default();
        // The least that it may be was set when the list was opened, so that nesting shows in indents whatever the file says.
        self.indent = level.indent.unwrap_or(0).max(self.indent);
        let value = match level.marker {
            Marker::Number => counters.next(self, start, level.start),
            Marker::Bullet | Marker::None => 1,
        };
        let number = i64::try_from(self.count).unwrap_or_default();
        Some((Place { number, level: self.level, marker: level.marker, value, indent: self.indent }, level.checked))
    }
}
