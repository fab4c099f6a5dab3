//! The text of a document, from XML to blocks.
//!
//! One loop over events with a stack of the elements that it is in, and a stack of the containers that hold paragraphs:
//! the body, cells, text boxes, notes. Nothing recurs, so depth costs no stack.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::element::{Action, CellMark, action};
use super::lists::{Counters, OpenList};
use super::look::Look;
use super::pictures::Drawing;
use super::styles::Styles;
use super::table::OpenTable;
use crate::document::{At, Block, BlockKind, Document, MAX_DEPTH};
use crate::notice::{Notice, Notices};
use crate::read::comments::Comments;
use crate::read::office::flow::{Flow, Paragraph};
use crate::read::office::line::LinkTarget;
use crate::read::office::pictures::Pictures;
use crate::read::office::xml::{Event, MAX_ITEMS, PartError, Space, Xml};
use crate::read::package::Package;

/// Deepest nesting of cells and text boxes. The rest of [`MAX_DEPTH`] is for the lists and quotations in the innermost.
const MAX_FRAMES: usize = MAX_DEPTH - 16;
/// Blanks that `text:s` may stand for in all: a short element may ask for any number of them.
const MAX_BLANKS: usize = 4_000_000;

/// What the end of an element does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Close {
    Nothing,
    Paragraph,
    List,
    Drawing,
    Frame,
    Table,
    HeaderRows,
    Row,
}

/// An open element.
#[derive(Debug, Clone)]
pub(super) struct Level {
    close: Close,
    /// How characters in it look.
    pub(super) look: Look,
    pub(super) link: Option<Rc<LinkTarget>>,
}

/// What holds paragraphs.
pub(super) struct Frame {
    kind: FrameKind,
    flow: Flow,
    pub(super) lists: Vec<OpenList>,
    pub(super) open: Option<OpenParagraph>,
}

/// Kinds of what holds paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FrameKind {
    Body,
    Cell(CellMark),
    /// A cell under another one.
    Covered,
    TextBox,
    /// A note, by its place among the notes.
    Note(usize),
}

/// A paragraph whose end has not come.
#[derive(Debug, Default)]
pub(super) struct OpenParagraph {
    pub(super) number: u32,
    pub(super) paragraph: Paragraph,
    /// The text so far ends in a blank, or there is none: further blanks do not count (ODF 1.3 part 3, 6.1.2).
    pub(super) after_blank: bool,
    /// Blocks that follow it: text boxes and tables that are anchored in it.
    after: Vec<Block>,
    /// It stands for text outside of any paragraph.
    implied: bool,
    /// It is a rule if it has no text.
    pub(super) rule: bool,
}

/// The text of a note, and where the note is referred to.
struct Note {
    at: At,
    blocks: Vec<Block>,
}

/// The state of the reader.
pub(super) struct Reader<'p> {
    pub(super) package: Option<&'p Package<'p>>,
    pub(super) notices: &'p mut Notices,
    pub(super) title: Option<String>,
    pub(super) styles: Styles,
    pub(super) counters: Counters,
    pub(super) pictures: Pictures,
    pub(super) drawings: Vec<Drawing>,
    /// What the fields of forms show, by id.
    pub(super) controls: HashMap<String, String>,
    pub(super) levels: Vec<Level>,
    pub(super) frames: Vec<Frame>,
    pub(super) tables: Vec<OpenTable>,
    notes: Vec<Note>,
    blocks: Vec<Block>,
    /// Paragraphs so far.
    pub(super) number: u32,
    /// Where all of it stands, inside a note.
    pub(super) place: Option<At>,
    pub(super) blanks_left: usize,
    pub(super) comments: Comments,
    /// Comments about a range, by name.
    pub(super) named_comments: HashMap<String, usize>,
    deletions: usize,
    /// Tracked deletions that took away the end of a paragraph.
    joints: HashSet<String>,
    items: usize,
}

impl<'p> Reader<'p> {
    pub(super) fn new(package: Option<&'p Package<'p>>, notices: &'p mut Notices) -> Self {
        Self {
            package,
            notices,
            title: None,
            styles: Styles::default(),
            counters: Counters::default(),
            pictures: Pictures::default(),
            drawings: Vec::new(),
            controls: HashMap::new(),
            levels: Vec::new(),
            frames: Vec::new(),
            tables: Vec::new(),
            notes: Vec::new(),
            blocks: Vec::new(),
            number: 0,
            place: None,
            blanks_left: MAX_BLANKS,
            comments: Comments::default(),
            named_comments: HashMap::new(),
            deletions: 0,
            joints: HashSet::new(),
            items: 0,
        }
    }

    /// The document, when all of it has been read.
    pub(super) fn finish(self) -> Document {
        let mut blocks = self.blocks;
        blocks.extend((1..).zip(self.notes).map(|(number, note): (usize, Note)| Block {
            kind: BlockKind::Footnote { label: number.to_string(), blocks: note.blocks },
            at: note.at,
        }));
        if self.deletions > 0 {
            self.notices.note(Notice::DeletionsDropped { count: self.deletions });
        }
        let comments = self.comments.finish(self.notices);
        let title = self.title.map(|title| title.trim().to_owned()).filter(|title| !title.is_empty());
        Document { title, blocks, comments, media: self.pictures.into_media(), ..Document::default() }
    }

    /// Reads the `office:text` opened last.
    pub(super) fn text(&mut self, xml: &mut Xml<'_>) -> Result<(), PartError> {
        self.push_frame(FrameKind::Body);
        let outermost = self.levels.len();
        loop {
            match xml.next()? {
                Event::Open(element) => {
                    let action = action(&element);
                    self.perform(action, xml)?;
                }
                Event::Close if self.levels.len() == outermost => break,
                Event::Close => self.close(),
                Event::Text(text) => self.characters(&text),
                Event::Nothing => {}
            }
        }
        self.pop_frame();
        Ok(())
    }

    #[expect(clippy::too_many_lines, reason = "one match over the actions")]
    fn perform(&mut self, action: Action, xml: &mut Xml<'_>) -> Result<(), PartError> {
        match action {
            Action::Enter => self.enter(Close::Nothing),
            Action::EnterUnknown(name) => {
                self.notices.note(Notice::UnknownElement { name });
                self.enter(Close::Nothing);
            }
            Action::Skip => return xml.skip(),
            Action::Dropped(notice) => {
                self.notices.note(notice);
                return xml.skip();
            }
            Action::Comment(name) => return self.comment(name, xml),
            Action::CommentEnd(name) => {
                self.end_comment(name);
                return xml.skip();
            }
            Action::Change(id) => return self.change(id, xml),
            Action::ChangePoint(id) => {
                if self.joints.contains(&id) {
                    self.join();
                }
                return xml.skip();
            }
            Action::Forms => return self.forms(xml),
            Action::Control(id) => {
                if let Some(shown) = self.controls.get(&id).cloned() {
                    self.shown(&shown);
                }
                return xml.skip();
            }
            Action::Paragraph { style, heading } => self.begin_paragraph(&style, heading)?,
            Action::Span(style) => {
                let look = self.styles.text(&style).or(self.level().look);
                self.enter(Close::Nothing);
                self.set_look(look);
            }
            Action::Link { href, title } => {
                let link = Self::link_target(&href, title);
                self.enter(Close::Nothing);
                if let (Some(level), Some(link)) = (self.levels.last_mut(), link) {
                    level.link = Some(Rc::new(link));
                }
            }
            Action::Blanks(count) => {
                self.blanks(count);
                return xml.skip();
            }
            Action::Tab => {
                self.shown("\t");
                return xml.skip();
            }
            Action::Break => {
                self.count_item()?;
                self.line_break();
                return xml.skip();
            }
            Action::List(list) => {
                self.count_item()?;
                self.open_list(list);
            }
            Action::Item(start) => {
                self.with_list(|list| list.begin_item(start));
                self.enter(Close::Nothing);
            }
            Action::ListHeader => {
                self.with_list(OpenList::begin_header);
                self.enter(Close::Nothing);
            }
            Action::Numbered(level, list, start) => {
                self.count_item()?;
                self.open_list(list);
                self.with_list(|list| {
                    list.deepen(level);
                    list.begin_item(start);
                });
            }
            Action::Table => self.open_table()?,
            Action::HeaderRows => {
                self.with_table(|table| table.in_header = true);
                self.enter(Close::HeaderRows);
            }
            Action::Row(repeated) => {
                self.count_item()?;
                let first = self.number;
                self.with_table(|table| table.begin_row(repeated, first));
                self.enter(Close::Row);
            }
            Action::Cell(mark) => self.open_cell(FrameKind::Cell(mark))?,
            Action::Covered => self.open_cell(FrameKind::Covered)?,
            Action::Note => self.open_note()?,
            Action::Drawing => {
                self.open_drawing();
                self.enter(Close::Drawing);
            }
            Action::Picture(href) => return self.picture(href.as_deref(), xml),
            Action::Object(href) => return self.object(href.as_deref(), xml),
            Action::Title => {
                let text = xml.characters()?;
                self.describe(|drawing| &mut drawing.title, &text);
            }
            Action::Description => {
                let text = xml.characters()?;
                self.describe(|drawing| &mut drawing.description, &text);
            }
            Action::TextBox if self.is_too_deep() => self.enter(Close::Nothing),
            Action::TextBox => self.open_frame(FrameKind::TextBox),
            Action::Math => {
                let text = super::math::read(xml)?;
                self.shown(&text);
            }
        }
        Ok(())
    }

    fn close(&mut self) {
        let Some(level) = self.levels.pop() else { return };
        match level.close {
            Close::Nothing => {}
            Close::Paragraph => self.end_paragraph(),
            Close::List => {
                if let Some(frame) = self.frames.last_mut() {
                    frame.lists.pop();
                }
            }
            Close::Drawing => self.close_drawing(),
            Close::Frame => self.pop_frame(),
            Close::Table => self.close_table(),
            Close::HeaderRows => self.with_table(|table| table.in_header = false),
            Close::Row => self.end_row(),
        }
    }

    /// The innermost open element.
    pub(super) fn level(&self) -> Level {
        self.levels.last().cloned().unwrap_or(Level { close: Close::Nothing, look: Look::default(), link: None })
    }

    /// Opens an element in which characters look as around it.
    pub(super) fn enter(&mut self, close: Close) {
        let level = Level { close, ..self.level() };
        self.levels.push(level);
    }

    fn set_look(&mut self, look: Look) {
        if let Some(level) = self.levels.last_mut() {
            level.look = look;
        }
    }

    /// The place of a paragraph.
    pub(super) fn at(&self, number: u32) -> At {
        self.place.unwrap_or_else(|| At::paragraph(number.max(1)))
    }

    /// Counts what takes far more room in the tree than in the XML.
    ///
    /// # Errors
    ///
    /// [`PartError::TooManyItems`] past [`MAX_ITEMS`].
    pub(super) fn count_item(&mut self) -> Result<(), PartError> {
        self.items += 1;
        if self.items > MAX_ITEMS { Err(PartError::TooManyItems) } else { Ok(()) }
    }

    fn change(&mut self, id: String, xml: &mut Xml<'_>) -> Result<(), PartError> {
        let (mut deletions, mut paragraphs) = (0, 0);
        xml.each(|element| {
            deletions += usize::from(element.is(Space::Text, "deletion"));
            paragraphs += usize::from(element.is(Space::Text, "p") || element.is(Space::Text, "h"));
        })?;
        self.deletions += deletions.min(1);
        if deletions > 0 && paragraphs > 1 && self.joints.len() < MAX_ITEMS {
            self.joints.insert(id);
        }
        Ok(())
    }

    /// Parts the words on both sides of a deleted end of a paragraph: whoever deletes it expects them to stay words.
    fn join(&mut self) {
        if let Some(open) = self.frames.last_mut().and_then(|frame| frame.open.as_mut()) {
            open.paragraph.line.push_blank();
            open.after_blank = true;
        }
    }

    fn with_list(&mut self, change: impl FnOnce(&mut OpenList)) {
        if let Some(list) = self.frames.last_mut().and_then(|frame| frame.lists.last_mut()) {
            change(list);
        }
    }

    fn open_list(&mut self, list: super::lists::ListAttributes) {
        if let Some(frame) = self.frames.last_mut() {
            let open = self.counters.open(list, frame.lists.last_mut());
            frame.lists.push(open);
        }
        self.enter(Close::List);
    }

    fn begin_paragraph(&mut self, style: &str, heading: Option<u8>) -> Result<(), PartError> {
        if self.place.is_none() {
            self.number = self.number.saturating_add(1);
        }
        let inside = self.frames.last().and_then(|frame| frame.open.as_ref()).is_some_and(|open| !open.implied);
        if inside {
            // Where none belongs: in a note inside a note, or in a box too deep to be read as blocks.
            self.shown(" ");
            self.enter(Close::Nothing);
            return Ok(());
        }
        self.count_item()?;
        self.end_paragraph();
        let style = self.styles.paragraph(style);
        let Some(frame) = self.frames.last_mut() else { return Ok(()) };
        let mut open = OpenParagraph { number: self.number, after_blank: true, rule: style.rule, ..Default::default() };
        open.paragraph.role = heading.map_or(style.role, crate::read::office::role::Role::Heading);
        (open.paragraph.indent, open.paragraph.hanging) = (style.indent, style.hanging);
        if let Some(list) = frame.lists.last_mut() {
            let placed = list.place(&self.styles, style.list.as_deref(), &mut self.counters);
            open.paragraph.indent = Some(list.indent());
            if let Some((place, checked)) = placed {
                open.paragraph.place = Some(place);
                open.paragraph.check_box(checked);
            }
        }
        frame.open = Some(open);
        self.enter(Close::Paragraph);
        self.set_look(if heading.is_some() { Look::default() } else { style.look });
        Ok(())
    }

    /// Ends the paragraph that is open, if one is.
    pub(super) fn end_paragraph(&mut self) {
        let Some(open) = self.frames.last_mut().and_then(|frame| frame.open.take()) else { return };
        let at = self.at(open.number);
        let Some(frame) = self.frames.last_mut() else { return };
        if open.rule && open.paragraph.line.is_blank() {
            frame.flow.block(Block { kind: BlockKind::Divider, at });
        } else {
            frame.flow.paragraph(open.paragraph, at);
        }
        open.after.into_iter().for_each(|block| frame.flow.block(block));
    }

    /// Ends a paragraph that stands for text outside of any.
    pub(super) fn end_implied_paragraph(&mut self) {
        if self.frames.last().and_then(|frame| frame.open.as_ref()).is_some_and(|open| open.implied) {
            self.end_paragraph();
        }
    }

    /// The open paragraph; one is opened where something stands outside of any.
    pub(super) fn paragraph(&mut self) -> Option<&mut OpenParagraph> {
        let number = self.number;
        let frame = self.frames.last_mut()?;
        Some(frame.open.get_or_insert_with(|| OpenParagraph {
            number,
            after_blank: true,
            implied: true,
            ..OpenParagraph::default()
        }))
    }

    /// Adds blocks that stand by themselves: after the paragraph that is open, if one is.
    pub(super) fn push_blocks(&mut self, blocks: Vec<Block>) {
        let Some(frame) = self.frames.last_mut() else { return };
        match &mut frame.open {
            Some(open) => open.after.extend(blocks),
            None => blocks.into_iter().for_each(|block| frame.flow.block(block)),
        }
    }

    /// Opens something that holds paragraphs, as an element.
    pub(super) fn open_frame(&mut self, kind: FrameKind) {
        self.push_frame(kind);
        self.levels.push(Level { close: Close::Frame, look: Look::default(), link: None });
    }

    /// Whether something that holds paragraphs would be nested too deep; if so, that is told.
    pub(super) fn is_too_deep(&mut self) -> bool {
        let deep = self.frames.len() >= MAX_FRAMES;
        if deep {
            self.notices.note(Notice::DepthFlattened);
        }
        deep
    }

    fn push_frame(&mut self, kind: FrameKind) {
        self.frames.push(Frame { kind, flow: Flow::default(), lists: Vec::new(), open: None });
    }

    fn pop_frame(&mut self) {
        self.end_paragraph();
        let Some(frame) = self.frames.pop() else { return };
        let blocks = frame.flow.finish();
        match frame.kind {
            FrameKind::Body => self.blocks = blocks,
            FrameKind::TextBox => self.push_blocks(blocks),
            FrameKind::Cell(mark) => self.push_cell(mark, blocks),
            FrameKind::Covered => self.with_table(|table| table.cover(blocks)),
            FrameKind::Note(index) => {
                self.place = None;
                if let Some(note) = self.notes.get_mut(index) {
                    note.blocks = blocks;
                }
            }
        }
    }

    fn open_note(&mut self) -> Result<(), PartError> {
        self.count_item()?;
        if self.place.is_some() || self.is_too_deep() {
            self.enter(Close::Nothing);
            return Ok(());
        }
        let at = self.at(self.number);
        self.notes.push(Note { at, blocks: Vec::new() });
        let label = self.notes.len().to_string();
        if let Some(open) = self.paragraph() {
            open.paragraph.line.push_note(label);
            open.after_blank = false;
        }
        self.open_frame(FrameKind::Note(self.notes.len() - 1));
        self.place = Some(at);
        Ok(())
    }
}
