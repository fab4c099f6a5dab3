//! One story of the document — the body, a cell, a note, a text box — from XML to blocks.
//!
//! The reader is one loop over events with a stack of what it is in. Recursion happens only for cells and text boxes,
//! and only so deep that the tree stays within [`crate::document::MAX_DEPTH`].

use std::rc::Rc;

use crate::document::{At, Block, BlockKind, Image, ImageSource, MAX_DEPTH};
use crate::notice::Notice;

use super::Shared;
use super::character::{Character, Marks, SymbolFont};
use super::elements::{Action, PictureAttributes, action};
use super::fields::{FieldMark, Fields, hyperlink};
use super::flow::Flow;
use super::line::LinkTarget;
use super::notes::Notes;
use super::paragraph::{Joint, OpenParagraph, ParagraphProperties};
use super::relationships::{Relationships, Target};
use super::symbols;
use super::table::CellProperties;
use super::xml::{Event, PartError, Space, Xml};

/// Deepest nesting of cells and text boxes. The rest of [`MAX_DEPTH`] is for the lists and quotations in the innermost.
const MAX_STORIES: usize = MAX_DEPTH - 16;

/// What the reader is in.
#[derive(Debug)]
enum Frame {
    /// Something that means nothing.
    Plain,
    Paragraph,
    /// A run, and the formatting around it.
    Run(Marks, Option<SymbolFont>),
    /// Characters that count.
    Text,
    /// An element that is not known: characters in it count.
    Unknown,
    /// The instruction of a field.
    Instruction,
    /// A link, and the link around it.
    Link(Option<Rc<LinkTarget>>),
    /// Several renderings of one thing, and how much had been produced before them.
    Alternatives(usize),
    /// A drawing, and what was known of the picture around it.
    Drawing(PictureText),
}

/// What is said about the picture that follows.
#[derive(Debug, Default)]
struct PictureText {
    text: String,
    link: Option<Rc<LinkTarget>>,
}

/// The state of one container.
#[derive(Default)]
struct Container {
    flow: Flow,
    frames: Vec<Frame>,
    open: Option<OpenParagraph>,
    /// A paragraph whose end was deleted, or a drop cap: the next paragraph goes on here.
    joined: Option<OpenParagraph>,
    cell: CellProperties,
}

/// Reads the stories of one part.
pub(super) struct Story<'s, 'p> {
    shared: &'s mut Shared<'p>,
    relationships: Relationships,
    fields: Fields,
    link: Option<Rc<LinkTarget>>,
    picture: PictureText,
    /// The state of a check box whose sign comes next.
    check_box: Option<bool>,
    /// How many texts, pictures and blocks there have been.
    produced: usize,
    depth: usize,
    /// Where all of it stands, if it is no text of the main story.
    place: Option<At>,
}

impl<'s, 'p> Story<'s, 'p> {
    /// A reader of one part. With a `place`, all blocks stand there instead of where they are counted.
    pub(super) fn new(shared: &'s mut Shared<'p>, relationships: Relationships) -> Self {
        Self {
            shared,
            relationships,
            fields: Fields::default(),
            link: None,
            picture: PictureText::default(),
            check_box: None,
            produced: 0,
            depth: 0,
            place: None,
        }
    }

    /// Everything inside the element opened last.
    pub(super) fn blocks(&mut self, xml: &mut Xml<'_>) -> Result<Vec<Block>, PartError> {
        Ok(self.container(xml, None)?.flow.finish())
    }

    /// Everything inside the element opened last, all of it standing at one place; fields and links begin afresh.
    pub(super) fn blocks_at(&mut self, xml: &mut Xml<'_>, place: At) -> Result<Vec<Block>, PartError> {
        self.place = Some(place);
        self.fields = Fields::default();
        self.link = None;
        self.blocks(xml)
    }

    /// The `w:tc` opened last.
    pub(super) fn cell(&mut self, xml: &mut Xml<'_>) -> Result<(Vec<Block>, CellProperties), PartError> {
        let container = self.container(xml, None)?;
        Ok((container.flow.finish(), container.cell))
    }

    /// The `w:p` opened last, where no paragraph belongs.
    pub(super) fn stray_paragraph(&mut self, xml: &mut Xml<'_>) -> Result<Vec<Block>, PartError> {
        let number = xml.paragraphs();
        Ok(self.container(xml, Some(number))?.flow.finish())
    }

    /// The place of a paragraph.
    pub(super) fn at(&self, number: u32) -> At {
        self.place.unwrap_or_else(|| At::paragraph(number.max(1)))
    }

    /// The notes that the text refers to.
    pub(super) fn registered(&mut self) -> &mut Notes {
        &mut self.shared.notes
    }

    /// Counts a tracked deletion.
    pub(super) fn count_deletion(&mut self) {
        self.shared.deletions = self.shared.deletions.saturating_add(1);
    }

    fn container(&mut self, xml: &mut Xml<'_>, paragraph: Option<u32>) -> Result<Container, PartError> {
        let mut here = Container::default();
        if let Some(number) = paragraph {
            here.begin(number);
        }
        loop {
            let action = match xml.next()? {
                Event::Open(element) => action(&element),
                Event::Close => match here.frames.pop() {
                    Some(frame) => {
                        self.leave(frame, &mut here);
                        continue;
                    }
                    None => break,
                },
                Event::Text(text) => {
                    self.text(&text, &mut here, None);
                    continue;
                }
                Event::Nothing => continue,
            };
            self.perform(action, xml, &mut here)?;
        }
        self.end_paragraph(&mut here);
        if let Some(joined) = here.joined.take() {
            self.place_paragraph(joined, &mut here.flow);
        }
        Ok(here)
    }

    #[expect(clippy::too_many_lines, reason = "one match over the actions")]
    fn perform(&mut self, action: Action, xml: &mut Xml<'_>, here: &mut Container) -> Result<(), PartError> {
        let number = xml.paragraphs();
        let frame = match action {
            Action::Enter => Frame::Plain,
            Action::EnterUnknown(name) => {
                self.shared.notices.note(Notice::UnknownElement { name });
                Frame::Unknown
            }
            Action::Skip => return xml.skip(),
            Action::Deleted => {
                self.count_deletion();
                return xml.skip();
            }
            Action::Dropped(what) => {
                self.shared.notices.note(Notice::MarkupDropped { what: what.to_owned() });
                return xml.skip();
            }
            Action::PictureDropped(what) => {
                let at = self.at(number);
                self.shared.notices.note_at(Notice::ImageDropped { name: what.to_owned() }, at);
                return xml.skip();
            }
            Action::Paragraph if here.open.as_ref().is_some_and(|open| !open.implied) => {
                // A paragraph in a paragraph: a text box too deep to be read as blocks.
                here.paragraph(number).paragraph.line.push_blank();
                Frame::Plain
            }
            Action::Paragraph => {
                self.end_paragraph(here);
                here.begin(number);
                Frame::Paragraph
            }
            Action::ParagraphProperties => return self.paragraph_properties(xml, here),
            Action::Run => {
                let open = here.paragraph(number);
                let around = Frame::Run(open.marks, open.symbol_font);
                (open.marks, open.symbol_font) = (open.base_marks(), None);
                around
            }
            Action::RunProperties => return self.run_properties(xml, here),
            Action::Text => Frame::Text,
            Action::Characters(characters) => {
                self.characters(characters, here, number);
                Frame::Plain
            }
            Action::WordArt(words) => {
                self.characters(&words, here, number);
                Frame::Plain
            }
            Action::Symbol { font, code } => {
                self.symbol(&font, code, here, number);
                Frame::Plain
            }
            Action::Break => {
                if !self.fields.in_instruction() {
                    here.paragraph(number).paragraph.line.push_break(self.link.as_ref());
                }
                Frame::Plain
            }
            Action::PageBreak => {
                if let Some(open) = &mut here.open {
                    open.paragraph.line.push_blank();
                }
                Frame::Plain
            }
            Action::Table => return self.nested_table(xml, here),
            Action::CellProperties => {
                here.cell = CellProperties::read(xml)?;
                return Ok(());
            }
            Action::TextBox if self.depth >= MAX_STORIES => {
                self.shared.notices.note(Notice::DepthFlattened);
                Frame::Plain
            }
            Action::TextBox => return self.text_box(xml, here),
            Action::Control => return self.control(xml),
            Action::Math => {
                let text = super::math::read(xml)?;
                self.characters(&text, here, number);
                return Ok(());
            }
            Action::Divider => {
                here.paragraph(number).divider = true;
                self.produced += 1;
                Frame::Plain
            }
            Action::Note(kind, id) => {
                if self.place.is_none() {
                    let at = self.at(number);
                    let label = self.shared.notes.refer(kind, id, at);
                    here.paragraph(number).paragraph.line.push_note(label);
                    self.produced += 1;
                }
                Frame::Plain
            }
            Action::Link(stated) => {
                let target = self.link_target(stated.id.as_deref(), stated.anchor.as_deref(), stated.title);
                let around = Frame::Link(self.link.clone());
                self.link = target.map(Rc::new).or(self.link.take());
                around
            }
            Action::SimpleField(instruction) => {
                let around = Frame::Link(self.link.clone());
                self.link = hyperlink(&instruction).map(Rc::new).or(self.link.take());
                around
            }
            Action::Field(mark) => return self.field(mark, xml, here),
            Action::Instruction => Frame::Instruction,
            Action::Alternatives => Frame::Alternatives(self.produced),
            Action::Alternative => match here.frames.last() {
                Some(Frame::Alternatives(before)) if self.produced > *before => return xml.skip(),
                _ => Frame::Plain,
            },
            Action::Drawing => Frame::Drawing(std::mem::take(&mut self.picture)),
            Action::PictureText(text) => {
                if !text.is_empty() {
                    self.picture.text = text;
                }
                Frame::Plain
            }
            Action::PictureLink(id) => {
                self.picture.link = self.link_target(Some(&id), None, None).map(Rc::new);
                Frame::Plain
            }
            Action::Picture(stated) => {
                self.add_picture(*stated, here, number)?;
                Frame::Plain
            }
        };
        here.frames.push(frame);
        Ok(())
    }

    fn leave(&mut self, frame: Frame, here: &mut Container) {
        match frame {
            Frame::Paragraph => self.end_paragraph(here),
            Frame::Run(marks, symbol_font) => {
                if let Some(open) = &mut here.open {
                    (open.marks, open.symbol_font) = (marks, symbol_font);
                }
            }
            Frame::Link(around) => self.link = around,
            Frame::Drawing(around) => self.picture = around,
            Frame::Plain | Frame::Text | Frame::Unknown | Frame::Instruction | Frame::Alternatives(_) => {}
        }
    }

    /// Characters of the XML, which count only in some elements.
    fn text(&mut self, text: &str, here: &mut Container, number: Option<u32>) {
        let number = number.or(here.open.as_ref().map(|open| open.number)).unwrap_or(1);
        match here.frames.last() {
            Some(Frame::Text) => self.characters(text, here, number),
            Some(Frame::Unknown) if !text.trim().is_empty() => self.characters(text, here, number),
            Some(Frame::Instruction) => self.fields.instruct(text),
            _ => {}
        }
    }

    /// Characters of the document.
    fn characters(&mut self, text: &str, here: &mut Container, number: u32) {
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

    fn symbol(&mut self, font: &str, code: u32, here: &mut Container, number: u32) {
        if let Some(shown) = symbols::shown(SymbolFont::named(font), code) {
            self.characters(shown.encode_utf8(&mut [0; 4]), here, number);
        } else {
            let what = format!("a symbol of the font `{font}`");
            let at = self.at(number);
            self.shared.notices.note_at(Notice::MarkupDropped { what }, at);
        }
    }

    fn paragraph_properties(&mut self, xml: &mut Xml<'_>, here: &mut Container) -> Result<(), PartError> {
        let read = ParagraphProperties::read(xml)?;
        let number = xml.paragraphs();
        let style = self.shared.styles.paragraph(read.style.as_deref());
        here.paragraph(number).apply(read, style);
        Ok(())
    }

    fn run_properties(&mut self, xml: &mut Xml<'_>, here: &mut Container) -> Result<(), PartError> {
        let styles = &self.shared.styles;
        let read = Character::read(xml, |id| Some(styles.character(id)))?;
        if matches!(here.frames.last(), Some(Frame::Run(..)))
            && let Some(open) = &mut here.open
        {
            let style = read.style.unwrap_or_default();
            open.marks = read.character.marks(style, open.base);
            open.symbol_font = read.character.symbol_font.or(style.symbol_font);
        }
        Ok(())
    }

    fn nested_table(&mut self, xml: &mut Xml<'_>, here: &mut Container) -> Result<(), PartError> {
        if self.depth >= MAX_STORIES {
            self.shared.notices.note(Notice::DepthFlattened);
            here.frames.push(Frame::Plain);
            return Ok(());
        }
        self.depth += 1;
        let mut flow = Flow::default();
        let read = if here.open.as_ref().is_some_and(|open| !open.implied) {
            // A table in a paragraph, where none belongs: it follows the paragraph.
            let read = self.table(xml, &mut flow);
            here.paragraph(xml.paragraphs()).after.extend(flow.finish());
            read
        } else {
            self.end_paragraph(here);
            if let Some(joined) = here.joined.take() {
                self.place_paragraph(joined, &mut here.flow);
            }
            self.table(xml, &mut here.flow)
        };
        self.depth -= 1;
        self.produced += 1;
        read
    }

    fn text_box(&mut self, xml: &mut Xml<'_>, here: &mut Container) -> Result<(), PartError> {
        self.depth += 1;
        let number = xml.paragraphs();
        let read = self.container(xml, None);
        self.depth -= 1;
        let blocks = read?.flow.finish();
        if !blocks.is_empty() {
            self.produced += 1;
            here.paragraph(number).after.extend(blocks);
        }
        Ok(())
    }

    /// Properties of a content control: only check boxes say anything.
    fn control(&mut self, xml: &mut Xml<'_>) -> Result<(), PartError> {
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

    fn field(&mut self, mark: FieldMark, xml: &mut Xml<'_>, here: &mut Container) -> Result<(), PartError> {
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

    fn link_target(&self, id: Option<&str>, anchor: Option<&str>, title: Option<String>) -> Option<LinkTarget> {
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

    fn add_picture(
        &mut self,
        PictureAttributes { id, text }: PictureAttributes,
        here: &mut Container,
        number: u32,
    ) -> Result<(), PartError> {
        let Some(id) = id else { return Ok(()) };
        let source = self.shared.pictures.source(&id, &self.relationships, self.shared.package)?;
        let alt = Some(self.picture.text.clone()).filter(|alt| !alt.is_empty()).or(text).unwrap_or_default();
        let source = source.unwrap_or_else(|name| {
            let at = self.place.unwrap_or_else(|| At::paragraph(number));
            self.shared.notices.note_at(Notice::ImageMissing { name: name.clone() }, at);
            ImageSource::Url(name)
        });
        let image = Image { alt, source, title: None };
        let link = self.picture.link.as_ref().or(self.link.as_ref());
        here.paragraph(number).paragraph.line.push_image(image, link);
        self.produced += 1;
        Ok(())
    }

    /// Ends the paragraph that is open, if one is.
    fn end_paragraph(&mut self, here: &mut Container) {
        let Some(mut open) = here.open.take() else { return };
        let unshown = self.fields.abandon();
        open.push(&unshown, self.link.as_ref());
        if let Some(checked) = self.check_box.take() {
            open.paragraph.line.push_text(check_box_sign(checked), Marks::none(), None);
        }
        let open = match here.joined.take() {
            Some(before) => before.followed_by(open),
            None => open,
        };
        if open.joint == Joint::None {
            self.place_paragraph(open, &mut here.flow);
        } else {
            here.joined = Some(open);
        }
    }

    fn place_paragraph(&mut self, mut open: OpenParagraph, flow: &mut Flow) {
        let at = self.at(open.number);
        let shared = &mut *self.shared;
        open.paragraph.place =
            shared.numbering.place(open.numbering, open.style.as_deref(), &shared.styles, &mut shared.counters);
        flow.paragraph(open.paragraph, at);
        if open.divider {
            flow.block(Block { kind: BlockKind::Divider, at });
        }
        open.after.into_iter().for_each(|block| flow.block(block));
    }
}

impl Container {
    fn begin(&mut self, number: u32) {
        self.open = Some(OpenParagraph::new(number));
    }

    /// The open paragraph; one is opened where text stands outside of any.
    fn paragraph(&mut self, number: u32) -> &mut OpenParagraph {
        self.open.get_or_insert_with(|| OpenParagraph { implied: true, ..OpenParagraph::new(number.max(1)) })
    }
}

fn check_box_sign(checked: bool) -> &'static str {
    if checked { "☒" } else { "☐" }
}
