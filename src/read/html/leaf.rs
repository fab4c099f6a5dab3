//! Elements without text of their own: line breaks, rules, pictures, check boxes, and what a link leads to.

use ego_tree::NodeRef;
use scraper::node::{Element, Node};

use super::inline::Piece;
use super::reader::{Frame, FrameKind, Places, Reader};
use super::style::{Declared, Format};
use crate::document::{Block, BlockKind, Image, ImageSource, Media};
use crate::notice::Notice;
use crate::read::address::{self, Target};

/// Longest `href` that is kept, in bytes. Browsers and servers stop below that.
const TARGET: usize = 64 * 1024;

impl Reader<'_, '_> {
    pub(super) fn void(&mut self, node: NodeRef<'_, Node>, element: &Element, declared: &Declared) {
        match element.name() {
            "br" => self.line.push(Piece::Break),
            // A page break of Google's export is a rule that is not shown.
            "hr" if declared.hidden || self.page.notes.is_frame(node) => self.flush(),
            "hr" => {
                self.flush();
                let at = self.here();
                self.push_block(Block { kind: BlockKind::Divider, at });
            }
            "img" | "image" => {
                let format = self.format();
                if let Some(image) = self.image(element) {
                    self.line.push(Piece::Image(image, format));
                }
            }
            "input" => self.input(element),
            "embed" | "frame" => self.notices.note(Notice::EmbeddedDropped { what: "a file".to_owned() }),
            _ => {}
        }
    }

    /// A check box at the beginning of an item is that of the item; elsewhere it is a character.
    pub(super) fn input(&mut self, element: &Element) {
        let checked = element.attr("checked").is_some();
        match element.attr("type").unwrap_or("text").to_ascii_lowercase().as_str() {
            "checkbox" => match self.frames.last_mut() {
                Some(Frame { kind: FrameKind::Item { checked: state @ None }, inside })
                    if self.line.is_empty() && inside.is_empty() =>
                {
                    *state = Some(checked);
                }
                _ => self.push_text(if checked { "\u{2611} " } else { "\u{2610} " }),
            },
            "text" | "search" | "email" | "url" | "tel" | "number" | "date" | "time" | "datetime-local" => {
                self.push_text(element.attr("value").unwrap_or_default());
            }
            _ => {}
        }
    }

    pub(super) fn link(&mut self, element: &Element) -> Option<usize> {
        let href = element.attr("href")?;
        match address::target(href) {
            Target::Address(url) if url.len() <= TARGET => {
                let title = element.attr("title").filter(|title| !title.trim().is_empty()).map(str::to_owned);
                Some(self.links.add(url, title))
            }
            Target::Address(_) => {
                self.notices.note(Notice::LinkTargetDropped { what: "a link longer than 64 KB" });
                None
            }
            // `read::links` makes text of it.
            Target::Script => Some(self.links.add(href.to_owned(), None)),
            Target::None => None,
        }
    }

    /// A link without text shows its target, since that is all that it holds.
    pub(super) fn close_link(&mut self, start: usize, format: Format) {
        if self.line.pushed() != start || self.heading.is_some() {
            return;
        }
        let target = format.link.and_then(|link| self.links.url(link)).map(str::to_owned);
        if let Some(url) = target.filter(|url| url.contains("://")) {
            let blanks = self.blanks();
            self.line.push_text(&url, format, blanks);
        }
    }

    pub(super) fn image(&mut self, element: &Element) -> Option<Image> {
        let alt = element.attr("alt").unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        let title = element.attr("title").filter(|title| !title.trim().is_empty()).map(str::to_owned);
        let lazy = ["data-src", "data-original", "data-lazy-src"].iter().find_map(|name| element.attr(name));
        let first_of_set = || element.attr("srcset").and_then(|set| set.split_ascii_whitespace().next());
        let source = element.attr("src").map(str::trim).filter(|source| !source.is_empty());
        let Some(source) = source.or(lazy).or_else(first_of_set) else {
            self.notices.note_at(Notice::ImageMissing { name: alt.clone() }, self.here());
            self.push_text(&alt);
            return None;
        };
        let is_data = source.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"));
        if !is_data {
            return Some(Image { alt, source: ImageSource::Url(source.to_owned()), title });
        }
        // A placeholder stands for the picture that a script puts in its place.
        if let Some(lazy) = lazy {
            return Some(Image { alt, source: ImageSource::Url(lazy.to_owned()), title });
        }
        let Some(picture) = address::read_data_picture(source) else {
            self.notices.note_at(Notice::ImageMissing { name: source.chars().take(32).collect() }, self.here());
            self.push_text(&alt);
            return None;
        };
        if matches!(self.places, Places::Fixed(_)) {
            return Some(Image { alt, source: ImageSource::Url(source.to_owned()), title });
        }
        let index = self.media.len();
        let name = format!("image{}.{}", index + 1, address::extension(&picture.content_type));
        self.media.push(Media { name, content_type: picture.content_type, bytes: picture.bytes.into() });
        Some(Image { alt, source: ImageSource::Embedded(index), title })
    }
}
