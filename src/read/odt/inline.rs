//! Characters, blanks, links, and what forms show.

use super::reader::Reader;
use crate::read::address::{Target, target};
use crate::read::office::line::LinkTarget;
use crate::read::office::xml::{PartError, Space, Xml};

impl Reader<'_> {
    /// Characters of the XML. Blanks and line ends are one blank, and none at the beginning (ODF 1.3 part 3, 6.1.2).
    pub(super) fn characters(&mut self, text: &str) {
        let is_blank = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r');
        let is_open = self.frames.last().is_some_and(|frame| frame.open.is_some());
        if !is_open && text.chars().all(is_blank) {
            return;
        }
        let level = self.level();
        let Some(open) = self.paragraph() else { return };
        let mut collapsed = String::with_capacity(text.len());
        for character in text.chars() {
            let blank = is_blank(character);
            if !blank {
                collapsed.push(character);
            } else if !open.after_blank {
                collapsed.push(' ');
            }
            open.after_blank = blank;
        }
        open.paragraph.push(&collapsed, level.look.marks(), level.look.symbol_font, level.link.as_ref());
    }

    /// Characters that are there as they are.
    pub(super) fn shown(&mut self, text: &str) {
        let level = self.level();
        let Some(open) = self.paragraph() else { return };
        open.after_blank = false;
        open.paragraph.push(text, level.look.marks(), None, level.link.as_ref());
    }

    pub(super) fn blanks(&mut self, count: usize) {
        let count = count.min(self.blanks_left);
        self.blanks_left -= count;
        self.shown(&" ".repeat(count.max(1)));
    }

    pub(super) fn line_break(&mut self) {
        let link = self.level().link;
        if let Some(open) = self.paragraph() {
            open.paragraph.line.push_break(link.as_ref());
            open.after_blank = false;
        }
    }

    /// Where a link leads; `None` if its text is all that is kept.
    pub(super) fn link_target(href: &str, title: Option<String>) -> Option<LinkTarget> {
        match target(href) {
            Target::Address(url) => {
                // `#Name|outline`, `#Name|table`: LibreOffice says what kind of thing an anchor is.
                let url = match url.split_once('|') {
                    Some((anchor, _)) if anchor.starts_with('#') => anchor.to_owned(),
                    _ => url,
                };
                Some(LinkTarget { url, title: title.filter(|title| !title.is_empty()) })
            }
            // `read::links` makes text of it.
            Target::Script => Some(LinkTarget { url: href.to_owned(), title: None }),
            Target::None => None,
        }
    }

    /// Reads the `office:forms` opened last: what its fields show where the text has them.
    pub(super) fn forms(&mut self, xml: &mut Xml<'_>) -> Result<(), PartError> {
        let controls = &mut self.controls;
        xml.each(|element| {
            if element.space != Space::Form {
                return;
            }
            let get = |name| element.get(name).unwrap_or_default();
            let shown = match element.local() {
                "checkbox" | "radio" => {
                    let state = element.get("current-state").or_else(|| element.get("state"));
                    let checked =
                        state.is_some_and(|state| state == "checked") || element.get("current-selected").is_some();
                    format!("{} {}", if checked { "☒" } else { "☐" }, get("label"))
                }
                "text" | "textarea" | "formatted-text" | "combobox" | "date" | "time" | "number" => {
                    element.get("current-value").unwrap_or_else(|| get("value")).into_owned()
                }
                "button" | "fixed-text" => get("label").into_owned(),
                _ => return,
            };
            if let Some(id) = element.get("id").or_else(|| element.get_any("id")) {
                controls.insert(id.into_owned(), shown);
            }
        })
    }
}
