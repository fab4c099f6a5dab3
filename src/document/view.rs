//! The JSON form of blocks.
//!
//! Running text stands as plain characters under `text`; its formatting stands beside it under `marks`,
//! as ranges over the characters of that text. A consumer that only wants words never meets markup.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};

use super::{At, Block, BlockKind, ImageSource, Inline, Item};

/// A block as it stands in the JSON.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum BlockView {
    /// A heading inside a section.
    Heading {
        /// 1 to 6.
        level: u8,
        /// Its characters.
        text: String,
        /// Formatting of the characters.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        marks: Vec<Mark>,
        /// Where it stands.
        at: At,
    },
    /// A paragraph.
    Paragraph {
        /// Its characters; a line break that was meant is `\n`.
        text: String,
        /// Formatting of the characters.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        marks: Vec<Mark>,
        /// Where it stands.
        at: At,
    },
    /// A paragraph that is one picture.
    Image {
        /// Text that stands for the picture.
        alt: String,
        /// Address, or `embedded:N` for the Nth picture of the document, counted from 0.
        source: String,
        /// Where it stands.
        at: At,
    },
    /// A list.
    List {
        /// Whether it is numbered.
        ordered: bool,
        /// The first number, if it is numbered.
        #[serde(skip_serializing_if = "Option::is_none")]
        start: Option<u64>,
        /// The items.
        items: Vec<ItemView>,
        /// Where it stands.
        at: At,
    },
    /// A table.
    Table {
        /// How many of the first rows are header rows.
        header_rows: usize,
        /// The rows, each a list of cells.
        rows: Vec<Vec<CellView>>,
        /// Where it stands.
        at: At,
    },
    /// Preformatted text.
    Code {
        /// Its characters.
        text: String,
        /// Its language, if stated.
        #[serde(skip_serializing_if = "Option::is_none")]
        language: Option<String>,
        /// Where it stands.
        at: At,
    },
    /// A quotation.
    Quote {
        /// What is quoted.
        blocks: Vec<BlockView>,
        /// Where it stands.
        at: At,
    },
    /// A line between parts.
    Divider {
        /// Where it stands.
        at: At,
    },
    /// The text of a footnote.
    Footnote {
        /// The name by which the text refers to it: a mark of type `footnote`.
        label: String,
        /// Its text.
        blocks: Vec<BlockView>,
        /// Where it stands.
        at: At,
    },
}

/// An item of a list in the JSON.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ItemView {
    /// State of its check box, if it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    checked: Option<bool>,
    /// Its text and nested lists.
    blocks: Vec<BlockView>,
}

/// A cell of a table in the JSON.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CellView {
    /// Columns it spans, if more than one.
    #[serde(skip_serializing_if = "is_one")]
    columns: usize,
    /// Rows it spans, if more than one.
    #[serde(skip_serializing_if = "is_one")]
    rows: usize,
    /// Its text.
    blocks: Vec<BlockView>,
}

/// Formatting of a range of characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Mark {
    /// What the range is.
    #[serde(flatten)]
    pub kind: MarkKind,
    /// First character, counted from 0 in Unicode scalar values.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
}

/// Kinds of formatting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum MarkKind {
    /// Strong emphasis.
    Strong,
    /// Emphasis.
    Emphasis,
    /// Underlined.
    Underline,
    /// Struck through.
    Strike,
    /// Raised.
    Superscript,
    /// Lowered.
    Subscript,
    /// Code.
    Code,
    /// A hyperlink.
    Link {
        /// Its target.
        url: String,
    },
    /// A picture; the range is its alternative text.
    Image {
        /// Address, or `embedded:N`.
        source: String,
    },
    /// A reference to a footnote.
    Footnote {
        /// Its label.
        label: String,
    },
}

impl From<&Block> for BlockView {
    fn from(block: &Block) -> Self {
        let at = block.at;
        match &block.kind {
            BlockKind::Heading { level, text } => {
                let (text, marks) = marked_text(text);
                Self::Heading { level: *level, text, marks, at }
            }
            BlockKind::Paragraph(text) => match text.as_slice() {
                [Inline::Image(image)] => {
                    Self::Image { alt: image.alt.clone(), source: image_source(&image.source), at }
                }
                text => {
                    let (text, marks) = marked_text(text);
                    Self::Paragraph { text, marks, at }
                }
            },
            BlockKind::List(list) => Self::List {
                ordered: list.start.is_some(),
                start: list.start,
                items: list.items.iter().map(ItemView::from).collect(),
                at,
            },
            BlockKind::Table(table) => Self::Table {
                header_rows: table.header_rows,
                rows: table
                    .rows
                    .iter()
                    .map(|row| {
                        row.cells
                            .iter()
                            .map(|cell| CellView {
                                columns: cell.columns,
                                rows: cell.rows,
                                blocks: views(&cell.blocks),
                            })
                            .collect()
                    })
                    .collect(),
                at,
            },
            BlockKind::Code(code) => Self::Code { text: code.text.clone(), language: code.language.clone(), at },
            BlockKind::Quote(inside) => Self::Quote { blocks: views(inside), at },
            BlockKind::Divider => Self::Divider { at },
            BlockKind::Footnote { label, blocks } => Self::Footnote { label: label.clone(), blocks: views(blocks), at },
        }
    }
}

impl From<&Item> for ItemView {
    fn from(item: &Item) -> Self {
        Self { checked: item.checked, blocks: views(&item.blocks) }
    }
}

impl Serialize for Block {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        BlockView::from(self).serialize(serializer)
    }
}

impl JsonSchema for Block {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        BlockView::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        BlockView::json_schema(generator)
    }
}

/// The characters of running text and the formatting of their ranges, outer marks before inner ones.
#[must_use]
pub(super) fn marked_text(text: &[Inline]) -> (String, Vec<Mark>) {
    let mut marked = Marked::default();
    marked.push_all(text);
    (marked.text, marked.marks)
}

#[derive(Default)]
struct Marked {
    text: String,
    length: usize,
    marks: Vec<Mark>,
}

impl Marked {
    fn push_all(&mut self, text: &[Inline]) {
        for inline in text {
            self.push(inline);
        }
    }

    fn push(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(text) => self.push_str(text),
            Inline::Break(end) => self.push_str(end.character().encode_utf8(&mut [0; 4])),
            Inline::Code(text) => self.mark(MarkKind::Code, |inside| inside.push_str(text)),
            Inline::Image(image) => {
                let kind = MarkKind::Image { source: image_source(&image.source) };
                self.mark(kind, |inside| inside.push_str(&image.alt));
            }
            Inline::FootnoteReference(label) => {
                let kind = MarkKind::Footnote { label: label.clone() };
                self.mark(kind, |inside| inside.push_str(&format!("[{label}]")));
            }
            wrapped => {
                let inside = wrapped.children().unwrap_or_default();
                match wrapping(wrapped) {
                    Some(kind) => self.mark(kind, |marked| marked.push_all(inside)),
                    None => self.push_all(inside),
                }
            }
        }
    }

    fn push_str(&mut self, text: &str) {
        self.length += text.chars().count();
        self.text.push_str(text);
    }

    fn mark(&mut self, kind: MarkKind, fill: impl FnOnce(&mut Self)) {
        let start = self.length;
        let slot = self.marks.len();
        self.marks.push(Mark { kind, start, end: start });
        fill(self);
        self.marks[slot].end = self.length;
    }
}

fn wrapping(inline: &Inline) -> Option<MarkKind> {
    Some(match inline {
        Inline::Strong(_) => MarkKind::Strong,
        Inline::Emphasis(_) => MarkKind::Emphasis,
        Inline::Underline(_) => MarkKind::Underline,
        Inline::Strike(_) => MarkKind::Strike,
        Inline::Superscript(_) => MarkKind::Superscript,
        Inline::Subscript(_) => MarkKind::Subscript,
        Inline::Link(link) => MarkKind::Link { url: link.url.clone() },
        Inline::Text(_) | Inline::Code(_) | Inline::Image(_) | Inline::Break(_) | Inline::FootnoteReference(_) => {
            return None;
        }
    })
}

fn image_source(source: &ImageSource) -> String {
    match source {
        ImageSource::Url(url) => url.clone(),
        ImageSource::Embedded(index) => format!("embedded:{index}"),
    }
}

fn views(blocks: &[Block]) -> Vec<BlockView> {
    blocks.iter().map(BlockView::from).collect()
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_one(number: &usize) -> bool {
    *number == 1
}
