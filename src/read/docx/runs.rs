//! What runs hold: characters, symbols, fields, check boxes, links and pictures.

use crate::document::{Image, ImageSource};
use crate::notice::Notice;

use super::elements::PictureAttributes;
use super::fields::FieldMark;
use super::math::Equation;
use super::relationships::Target;
use super::story::{Container, Frame, Story};
use crate::read::office::line::LinkTarget;
use crate::read::office::marks::Marks;
use crate::read::office::symbols;
use crate::read::office::symbols::SymbolFont;
use crate::read::office::xml::{PartError, Space, Xml};

impl Story<'_, '_> {
    /// Characters of the XML, which count only in some elements.
    pub(super) fn text(&mut self, text: &str, here: &mut Container, number: Option<u32>) {
        let number = number.or(here.open.as_ref().map(|open| open.number)).unwrap_or(1);
        match here.frames.last() {
            Some(Frame::Text) => self.characters(text, here, number),
            Some(Frame::Unknown) if !text.trim().is_empty() => self.characters(text, here, number),
            Some(Frame::Instruction) => self.fields.instruct(text),
            _ => {}
        }
    }

    /// Characters of the document.
    pub(super) fn characters(&mut self, text: &str, here: &mut Container, number: u32) {
        if self.fields.in_instruction() {
            return self.fields.swallow(text);
        }
        let mut text = text;
        let open = here.paragraph(number);
        if let Some(checked) = self.check_box.take() {
            // The control's own sign may be any character; what counts is its state.
            let mut rest = text.chars();
            if rest.next().is_some_and(|sign| !sign.is_alphanumeric() && !sign.is_whitespace()) {
                text = rest.as_str();
            }
            open.paragraph.line.push_text(check_box_sign(checked), open.marks, self.link.as_ref());
        }
        open.push(text, self.link.as_ref());
        self.produced += 1;
    }

    /// An equation: as text, or as LaTeX between dollars and backticks, which GitHub and GitLab show as an equation.
    pub(super) fn equation(&mut self, equation: &Equation, here: &mut Container, number: u32) {
        let latex = match equation {
            Equation::Plain(text) => return self.characters(text, here, number),
            Equation::Latex(latex) => latex,
        };
        self.characters("$", here, number);
        let marks = here.paragraph(number).marks;
        here.paragraph(number).marks = marks.with(Marks::CODE);
        self.characters(latex, here, number);
        here.paragraph(number).marks = marks;
        self.characters("$", here, number);
    }

    pub(super) fn symbol(&mut self, font: &str, code: u32, here: &mut Container, number: u32) {
        if let Some(shown) = symbols::shown(SymbolFont::named(font), code) {
            self.characters(shown.encode_utf8(&mut [0; 4]), here, number);
        } else {
            let at = self.at(number);
            self.shared.notices.note_at(Notice::SymbolDropped { font: font.to_owned() }, at);
        }
    }

    /// Properties of a content control: only check boxes say anything.
    pub(super) fn control(&mut self, xml: &mut Xml<'_>) -> Result<(), PartError> {
        let mut check_box = None;
        xml.each(|element| {
            if element.space == Space::LaterWord {
                match element.local() {
                    "checkbox" => check_box = check_box.or(Some(false)),
                    "checked" => check_box = Some(element.is_on()),
                    _ => {}
                }
            }
        })?;
        self.check_box = check_box;
        Ok(())
    }

    pub(super) fn field(&mut self, mark: FieldMark, xml: &mut Xml<'_>, here: &mut Container) -> Result<(), PartError> {
        let mut check_box = None;
        xml.each(|element| {
            if element.space == Space::Word {
                match element.local() {
                    "checkBox" => check_box = check_box.or(Some(false)),
                    "default" | "checked" if check_box.is_some() => check_box = Some(element.is_on()),
                    _ => {}
                }
            }
        })?;
        if let Some(checked) = check_box {
            self.characters(check_box_sign(checked), here, xml.paragraphs());
        }
        match mark {
            FieldMark::Begin => self.fields.begin(),
            FieldMark::Separate => self.fields.separate(&mut self.link),
            FieldMark::End => self.fields.end(&mut self.link),
        }
        Ok(())
    }

    pub(super) fn link_target(
        &self,
        id: Option<&str>,
        anchor: Option<&str>,
        title: Option<String>,
    ) -> Option<LinkTarget> {
        let mut url = match id.and_then(|id| self.relationships.target(id)) {
            Some(Target::Address(address) | Target::Part(address)) => address.clone(),
            None => String::new(),
        };
        if let Some(anchor) = anchor.filter(|anchor| !anchor.is_empty()) {
            url.push('#');
            url.push_str(anchor);
        }
        (!url.is_empty()).then(|| LinkTarget { url, title: title.filter(|title| !title.is_empty()) })
    }

    pub(super) fn add_picture(
        &mut self,
        PictureAttributes { id, text }: PictureAttributes,
        here: &mut Container,
        number: u32,
    ) -> Result<(), PartError> {
        let Some(id) = id else { return Ok(()) };
        let source = match self.relationships.target(&id) {
            None => Err(id),
            Some(Target::Address(address)) => Ok(ImageSource::Url(address.clone())),
            Some(Target::Part(part)) => {
                self.shared.pictures.part(part, self.shared.package)?.ok_or_else(|| part.clone())
            }
        };
        let alt = Some(self.picture.text.clone()).filter(|alt| !alt.is_empty()).or(text).unwrap_or_default();
        let source = source.unwrap_or_else(|name| {
            let at = self.at(number);
            self.shared.notices.note_at(Notice::ImageMissing { name: name.clone() }, at);
            ImageSource::Url(name)
        });
        let image = Image { alt, source, title: None };
        let link = self.picture.link.as_ref().or(self.link.as_ref());
        here.paragraph(number).paragraph.line.push_image(image, link);
        self.produced += 1;
        Ok(())
    }
}

/// The sign of a check box.
pub(super) fn check_box_sign(checked: bool) -> &'static str {
    if checked { "☒" } else { "☐" }
}
