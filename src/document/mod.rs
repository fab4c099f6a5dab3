//! The neutral document tree: what every reader makes and every writer takes.
//!
//! Blocks and inlines are separate types, so that a link can never hold a quote.
//! A block knows where it stood in the source ([`At`]): physical lines for text formats, paragraphs for docx, odt and html.
//! Readers keep the nesting of blocks within [`MAX_DEPTH`], so that walking the tree by recursion is safe.

use std::sync::Arc;

mod at;
mod comment;
mod dump;
pub mod split;
mod view;
pub mod walk;

pub use at::{At, Unit};
pub use comment::Comment;
pub use dump::dump;
pub use view::{BlockView, Mark, MarkKind};
pub use walk::{plain_text, plain_text_of_blocks, row_text};

/// Deepest nesting of blocks, and of inlines within a block, that a reader may produce.
///
/// What lies deeper is kept as text of the last level.
pub const MAX_DEPTH: usize = 64;

/// A document in reading order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    /// Title given outside the text: HTML `<title>`, docx core properties, a file name header.
    pub title: Option<String>,
    /// The text, top to bottom.
    pub blocks: Vec<Block>,
    /// What stands around the text and is none of it: menus, footers and side columns of a web page.
    pub around: Vec<Block>,
    /// Reviewers' comments, of which the text holds nothing.
    pub comments: Vec<Comment>,
    /// Pictures that came inside the document; [`ImageSource::Embedded`] points here.
    pub media: Vec<Media>,
}

/// One block and where it stood.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stood in the source.
    pub at: At,
}

/// The kinds of blocks.
#[derive(Debug, Clone, PartialEq)]
pub enum BlockKind {
    /// A heading: `## Timeline`.
    Heading {
        /// 1 (outermost) to 6.
        level: u8,
        /// Its text.
        text: Vec<Inline>,
    },
    /// A paragraph of running text.
    Paragraph(Vec<Inline>),
    /// A bullet list or a numbered list: `- item`, `1. item`.
    List(List),
    /// A table: `| a | b |`.
    Table(Table),
    /// Text whose line breaks and blanks count: a fence or an indented block.
    Code(Code),
    /// A quotation: `> text`.
    Quote(Vec<Block>),
    /// A thematic break: `---`.
    Divider,
    /// The text of a footnote: `[^label]: text`.
    Footnote {
        /// The name that [`Inline::FootnoteReference`] uses.
        label: String,
        /// Its text.
        blocks: Vec<Block>,
    },
}

/// A list.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct List {
    /// The first number of a numbered list; `None` for bullets.
    pub start: Option<u64>,
    /// The items, top to bottom.
    pub items: Vec<Item>,
}

impl List {
    /// Whether another list goes on where this one ends: both of bullets, or the numbers count on.
    #[must_use]
    pub fn goes_on_in(&self, next: &Self) -> bool {
        match (self.start, next.start) {
            (None, None) => true,
            (Some(start), Some(number)) => start.checked_add(self.items.len() as u64) == Some(number),
            _ => false,
        }
    }
}

/// One item of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// State of a check box: `- [ ]`, `- [x]`; `None` where there is none.
    pub checked: Option<bool>,
    /// Text and nested lists.
    pub blocks: Vec<Block>,
    /// Where the item stood.
    pub at: At,
}

/// A table. Rows may differ in length; writers pad them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// How many of the first rows are header rows.
    pub header_rows: usize,
    /// Alignment by column; columns past the end have none.
    pub alignments: Vec<Alignment>,
    /// The rows, top to bottom.
    pub rows: Vec<Row>,
}

impl Table {
    /// The rows below the header: those that are stated to be one, or else a first row that is all in bold.
    #[must_use]
    pub fn body(&self) -> &[Row] {
        let bold = |cell: &Cell| {
            cell.blocks.iter().all(|block| match &block.kind {
                BlockKind::Paragraph(text) => text.iter().all(|inline| match inline {
                    Inline::Strong(_) => true,
                    Inline::Text(text) => text.trim().is_empty(),
                    _ => false,
                }),
                _ => false,
            })
        };
        let first_is_bold = self.rows.len() > 1 && self.rows.first().is_some_and(|row| row.cells.iter().all(bold));
        let header = if self.header_rows == 0 && first_is_bold { 1 } else { self.header_rows };
        self.rows.get(header..).unwrap_or_default()
    }
}

/// One row of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The cells, left to right.
    pub cells: Vec<Cell>,
    /// Where the row stood.
    pub at: At,
}

/// One cell of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The text.
    pub blocks: Vec<Block>,
    /// Columns it spans, at least 1.
    pub columns: usize,
    /// Rows it spans, at least 1.
    pub rows: usize,
}

impl Cell {
    /// A cell of one column and one row.
    #[must_use]
    pub fn new(blocks: Vec<Block>) -> Self {
        Self { blocks, columns: 1, rows: 1 }
    }
}

/// Alignment of a table column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Alignment {
    /// Not stated: `---`.
    #[default]
    None,
    /// `:---`
    Left,
    /// `:---:`
    Center,
    /// `---:`
    Right,
}

/// Preformatted text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// The text, without the line break at its end.
    pub text: String,
    /// The first word of a fence's info string.
    pub language: Option<String>,
    /// How it was marked.
    pub form: CodeForm,
}

/// How preformatted text was marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeForm {
    /// By an explicit mark: a fence, `<pre>`, a code style.
    Marked,
    /// By four leading blanks only (CommonMark 4.4), which authors often did not mean.
    Indented,
}

/// A piece of running text.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    /// Characters.
    Text(String),
    /// `**strong**`
    Strong(Vec<Inline>),
    /// `*emphasis*`
    Emphasis(Vec<Inline>),
    /// `<u>underlined</u>`
    Underline(Vec<Inline>),
    /// `~~struck~~`
    Strike(Vec<Inline>),
    /// `<sup>raised</sup>`
    Superscript(Vec<Inline>),
    /// `<sub>lowered</sub>`
    Subscript(Vec<Inline>),
    /// `` `code` ``
    Code(String),
    /// `[text](url)`
    Link(Link),
    /// `![alt](source)`
    Image(Image),
    /// The end of a line inside a block.
    Break(Break),
    /// `[^label]`
    FootnoteReference(String),
}

/// A hyperlink.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// What is shown.
    pub text: Vec<Inline>,
    /// Where it leads, as the author wrote it.
    pub url: String,
    /// The tooltip.
    pub title: Option<String>,
}

/// A picture in running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// Text that stands for the picture.
    pub alt: String,
    /// Where its bytes are.
    pub source: ImageSource,
    /// The tooltip.
    pub title: Option<String>,
}

/// Where the bytes of a picture are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImageSource {
    /// At an address, absolute or relative to the document.
    Url(String),
    /// In the document: an index into [`Document::media`].
    Embedded(usize),
}

/// A picture that came inside the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Media {
    /// A file name without folders, unique in the document: `image1.png`.
    pub name: String,
    /// The media type: `image/png`.
    pub content_type: String,
    /// The file, shared by the trees that show it.
    pub bytes: Arc<[u8]>,
}

/// The end of a line inside a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Break {
    /// Whether the author asked for it.
    pub kind: BreakKind,
    /// Source line on which the text after it stands (1-based); `None` where positions are paragraphs.
    pub line: Option<u32>,
}

/// Kinds of line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BreakKind {
    /// The source wraps here; the text reads on.
    Soft,
    /// The text begins a new line here: `<br>`, two blanks at the end.
    Hard,
}

impl Break {
    /// How it reads: a soft one as a blank, a hard one as a line feed.
    #[must_use]
    pub fn character(self) -> char {
        match self.kind {
            BreakKind::Soft => ' ',
            BreakKind::Hard => '\n',
        }
    }
}

impl Block {
    /// A paragraph.
    #[must_use]
    pub fn paragraph(text: Vec<Inline>, at: At) -> Self {
        Self { kind: BlockKind::Paragraph(text), at }
    }

    /// A heading; levels outside 1 to 6 are moved into that range.
    #[must_use]
    pub fn heading(level: u8, text: Vec<Inline>, at: At) -> Self {
        Self { kind: BlockKind::Heading { level: level.clamp(1, 6), text }, at }
    }
}

impl Inline {
    /// Plain characters.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A hard line break with no line of its own.
    #[must_use]
    pub fn hard_break() -> Self {
        Self::Break(Break { kind: BreakKind::Hard, line: None })
    }

    /// The inlines inside, where there are any.
    #[must_use]
    pub fn children(&self) -> Option<&[Self]> {
        match self {
            Self::Strong(inside)
            | Self::Emphasis(inside)
            | Self::Underline(inside)
            | Self::Strike(inside)
            | Self::Superscript(inside)
            | Self::Subscript(inside) => Some(inside),
            Self::Link(link) => Some(&link.text),
            Self::Text(_) | Self::Code(_) | Self::Image(_) | Self::Break(_) | Self::FootnoteReference(_) => None,
        }
    }

    /// The inlines inside, where there are any, to be changed.
    pub fn children_mut(&mut self) -> Option<&mut Vec<Self>> {
        match self {
            Self::Strong(inside)
            | Self::Emphasis(inside)
            | Self::Underline(inside)
            | Self::Strike(inside)
            | Self::Superscript(inside)
            | Self::Subscript(inside) => Some(inside),
            Self::Link(link) => Some(&mut link.text),
            Self::Text(_) | Self::Code(_) | Self::Image(_) | Self::Break(_) | Self::FootnoteReference(_) => None,
        }
    }

    /// The same wrapping around other content; a leaf is returned as it is.
    #[must_use]
    pub fn with_children(&self, inside: Vec<Self>) -> Self {
        match self {
            Self::Strong(_) => Self::Strong(inside),
            Self::Emphasis(_) => Self::Emphasis(inside),
            Self::Underline(_) => Self::Underline(inside),
            Self::Strike(_) => Self::Strike(inside),
            Self::Superscript(_) => Self::Superscript(inside),
            Self::Subscript(_) => Self::Subscript(inside),
            Self::Link(link) => Self::Link(Link { text: inside, ..link.clone() }),
            leaf => leaf.clone(),
        }
    }
}
