//! One story of the document — the body, a cell, a note, a text box — from XML to blocks.
//!
//! The reader is one loop over events with a stack of what it is in. Recursion happens only for cells and text boxes,
//! and only so deep that the tree stays within [`crate::document::MAX_DEPTH`].

use std::rc::Rc;

use crate::document::{At, Block, BlockKind, MAX_DEPTH};
use crate::notice::Notice;

use super::Shared;
use super::character::{Character, RunProperties};
use super::elements::{Action, action};
use super::fields::{Fields, hyperlink};
use super::notes::Notes;
use super::paragraph::{Joint, OpenParagraph, ParagraphProperties};
use super::relationships::Relationships;
use super::runs::check_box_sign;
use super::styles::Style;
use super::table::CellProperties;
use crate::read::office::flow::Flow;
use crate::read::office::line::LinkTarget;
use crate::read::office::marks::Marks;
use crate::read::office::symbols::SymbolFont;
use crate::read::office::xml::{Event, MAX_ITEMS, Memory, PartError, Xml};

/// Deepest nesting of cells and text boxes. The rest of [`MAX_DEPTH`] is for the lists and quotations in the innermost.
const MAX_STORIES: usize = MAX_DEPTH - 16;

/// What the reader is in.
#[derive(Debug)]
pub(super) enum Frame {
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
pub(super) struct PictureText {
    pub(super) text: String,
    pub(super) link: Option<Rc<LinkTarget>>,
}

/// The state of one container.
#[derive(Default)]
pub(super) struct Container {
    pub(super) flow: Flow,
    pub(super) frames: Vec<Frame>,
    pub(super) open: Option<OpenParagraph>,
    /// A paragraph whose end was deleted, or a drop cap: the next paragraph goes on here.
    pub(super) joined: Option<OpenParagraph>,
    pub(super) cell: CellProperties,
}

/// Reads the stories of one part.
pub(super) struct Story<'s, 'p> {
    pub(super) shared: &'s mut Shared<'p>,
    pub(super) relationships: Relationships,
    pub(super) fields: Fields,
    pub(super) link: Option<Rc<LinkTarget>>,
    pub(super) picture: PictureText,
    paragraph_properties: Memory<(ParagraphProperties, Style)>,
    run_properties: Memory<RunProperties<Character>>,
    /// The state of a check box whose sign comes next.
    pub(super) check_box: Option<bool>,
    /// How many texts, pictures and blocks there have been.
    pub(super) produced: usize,
    pub(super) depth: usize,
    /// Where all of it stands, if it is no text of the main story.
    pub(super) place: Option<At>,
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
            paragraph_properties: Memory::default(),
            run_properties: Memory::default(),
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

    /// Counts what takes far more room in the tree than in the XML.
    ///
    /// # Errors
    ///
    /// [`PartError::TooManyItems`] past [`MAX_ITEMS`].
    pub(super) fn count_item(&mut self) -> Result<(), PartError> {
        self.shared.items += 1;
        if self.shared.items > MAX_ITEMS { Err(PartError::TooManyItems) } else { Ok(()) }
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
            Action::Dropped(notice) => {
                self.shared.notices.note(notice);
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
                self.count_item()?;
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
            Action::Text => {
                self.count_item()?;
                Frame::Text
            }
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
                self.count_item()?;
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
                let equation = super::math::read(xml)?;
                self.equation(&equation, here, number);
                return Ok(());
            }
            Action::Divider => {
                self.count_item()?;
                here.paragraph(number).divider = true;
                self.produced += 1;
                Frame::Plain
            }
            Action::Note(kind, id) => {
                self.count_item()?;
                if self.place.is_none() {
                    let at = self.at(number);
                    let label = self.shared.notes.refer(kind, id, at);
                    here.paragraph(number).paragraph.line.push_note(label);
                    self.produced += 1;
                }
                Frame::Plain
            }
            Action::Commented(mark, id) => {
                self.comment_mark(mark, &id, number, here);
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
                self.count_item()?;
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

    fn paragraph_properties(&mut self, xml: &mut Xml<'_>, here: &mut Container) -> Result<(), PartError> {
        let styles = &self.shared.styles;
        let (read, style) = xml.once(&mut self.paragraph_properties, |xml| {
            let read = ParagraphProperties::read(xml)?;
            let style = styles.paragraph(read.style.as_deref());
            Ok((read, style))
        })?;
        here.paragraph(xml.paragraphs()).apply(read, style);
        Ok(())
    }

    fn run_properties(&mut self, xml: &mut Xml<'_>, here: &mut Container) -> Result<(), PartError> {
        let styles = &self.shared.styles;
        let read = xml.once(&mut self.run_properties, |xml| Character::read(xml, |id| Some(styles.character(id))))?;
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
        self.count_item()?;
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
        let divider = open.divider || (open.ruled && open.paragraph.line.is_blank() && open.after.is_empty());
        flow.paragraph(open.paragraph, at);
        if divider {
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
    pub(super) fn paragraph(&mut self, number: u32) -> &mut OpenParagraph {
        self.open.get_or_insert_with(|| OpenParagraph { implied: true, ..OpenParagraph::new(number.max(1)) })
    }
}
