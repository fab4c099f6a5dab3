//! Frames: pictures with their texts, formulas, objects.

use std::rc::Rc;

use super::math;
use super::reader::Reader;
use crate::document::{Image, ImageSource};
use crate::notice::Notice;
use crate::read::address::decode_base64;
use crate::read::office::line::LinkTarget;
use crate::read::office::xml::{Event, PartError, Space, Xml};
use crate::read::office::{Fault, part};

/// A frame that is open. What stands in it are renderings of one thing, the best first.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    pub(super) title: String,
    pub(super) description: String,
    source: Option<ImageSource>,
    /// A picture that the document does not hold.
    missing: Option<String>,
    /// It holds an object that is no picture.
    embedded: bool,
    /// It has been read as something better than a picture.
    done: bool,
    link: Option<Rc<LinkTarget>>,
}

impl Reader<'_> {
    /// Opens a frame.
    pub(super) fn open_drawing(&mut self) {
        let link = self.level().link;
        self.drawings.push(Drawing { link, ..Drawing::default() });
    }

    /// Sets a text that stands for what is in the innermost frame.
    pub(super) fn describe(&mut self, field: impl FnOnce(&mut Drawing) -> &mut String, text: &str) {
        if let Some(drawing) = self.drawings.last_mut() {
            *field(drawing) = text.split_whitespace().collect::<Vec<_>>().join(" ");
        }
    }

    /// Closes a frame: its picture joins the text.
    pub(super) fn close_drawing(&mut self) {
        let Some(drawing) = self.drawings.pop().filter(|drawing| !drawing.done) else { return };
        let source = match (drawing.source, drawing.missing) {
            (Some(source), _) => source,
            (None, Some(name)) => {
                self.notices.note_at(Notice::ImageMissing { name: name.clone() }, self.at(self.number));
                ImageSource::Url(name)
            }
            (None, None) if drawing.embedded => {
                let what = "an object (a chart, a sheet)".to_owned();
                return self.notices.note_at(Notice::EmbeddedDropped { what }, self.at(self.number));
            }
            (None, None) => return,
        };
        let alt = if drawing.description.is_empty() { drawing.title } else { drawing.description };
        if let Some(open) = self.paragraph() {
            open.paragraph.line.push_image(Image { alt, source, title: None }, drawing.link.as_ref());
            open.after_blank = false;
        }
    }

    /// Reads the `draw:image` opened last: its address, or the bytes in it.
    pub(super) fn picture(&mut self, href: Option<&str>, xml: &mut Xml<'_>) -> Result<(), PartError> {
        self.count_item()?;
        let mut bytes = None;
        loop {
            match xml.next()? {
                Event::Open(element) if element.is(Space::Office, "binary-data") => {
                    bytes = decode_base64(xml.characters()?.as_bytes());
                }
                Event::Open(_) => xml.skip()?,
                Event::Close => break,
                Event::Text(_) | Event::Nothing => {}
            }
        }
        let Some(drawing) = self.drawings.last_mut().filter(|drawing| !drawing.done && drawing.source.is_none()) else {
            return Ok(());
        };
        drawing.source = match (bytes, href) {
            (Some(bytes), _) => Some(self.pictures.add_unnamed(bytes)),
            (None, Some(href)) if is_address(href) => Some(ImageSource::Url(href.to_owned())),
            (None, Some(href)) => {
                let part = href.trim_start_matches("./");
                match self.package {
                    Some(package) => self.pictures.part(part, package)?,
                    None => None,
                }
            }
            (None, None) => None,
        };
        if drawing.source.is_none() && drawing.missing.is_none() {
            drawing.missing = href.map(ToOwned::to_owned);
        }
        Ok(())
    }

    /// Reads the `draw:object` opened last: a formula, or else something that only a picture can stand for.
    pub(super) fn object(&mut self, href: Option<&str>, xml: &mut Xml<'_>) -> Result<(), PartError> {
        self.count_item()?;
        let mut formula = None;
        loop {
            match xml.next()? {
                Event::Open(element) if element.is(Space::MathMl, "math") => formula = Some(math::read(xml)?),
                Event::Open(_) => xml.skip()?,
                Event::Close => break,
                Event::Text(_) | Event::Nothing => {}
            }
        }
        if let (None, Some(href), Some(package)) = (&formula, href, self.package) {
            let name = format!("{}/content.xml", href.trim_start_matches("./"));
            formula = match part(package, &name, math::read_part) {
                Ok(read) => read.flatten(),
                Err(Fault::Package(error)) => return Err(error.into()),
                Err(Fault::Xml { .. }) => None,
            };
        }
        if let Some(drawing) = self.drawings.last_mut() {
            drawing.done |= formula.is_some();
            drawing.embedded = true;
        }
        if let Some(text) = formula {
            self.shown(&text);
        }
        Ok(())
    }
}

/// Whether a picture stands outside of the document.
fn is_address(href: &str) -> bool {
    href.starts_with("http://") || href.starts_with("https://")
}
