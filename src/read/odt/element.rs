//! What each element means to the reader.

use super::lists::ListAttributes;
use crate::notice::Notice;
use crate::read::office::xml::{Element, Space};

/// What an element is.
pub(super) enum Action {
    /// Nothing by itself; what is inside counts.
    Enter,
    /// It is not known; what is inside counts.
    EnterUnknown(String),
    /// Nothing, and nothing inside counts.
    Skip,
    /// It is left out, and that is told.
    Dropped(Notice),
    /// A comment, by its name if it is about a range.
    Comment(Option<String>),
    /// The end of what the comment of this name is about.
    CommentEnd(Option<String>),
    /// A tracked change, by its id: a deletion if it holds one.
    Change(String),
    /// The place where a tracked change was made.
    ChangePoint(String),
    /// The check boxes and fields that the text shows.
    Forms,
    /// A field of a form, by its id.
    Control(String),
    /// A paragraph of a style, or a heading of a level.
    Paragraph {
        style: String,
        heading: Option<u8>,
    },
    /// Characters of a style.
    Span(String),
    /// A link.
    Link {
        href: String,
        title: Option<String>,
    },
    /// That many blanks.
    Blanks(usize),
    Tab,
    Break,
    /// A list.
    List(ListAttributes),
    /// An item, with a number of its own if it has one.
    Item(Option<u64>),
    /// Text in a list without a bullet or number.
    ListHeader,
    /// A paragraph with a number, outside of any list: its level, counted from 0, and its list.
    Numbered(usize, ListAttributes, Option<u64>),
    Table,
    HeaderRows,
    /// A row, and how often it is there.
    Row(usize),
    Cell(CellMark),
    /// A cell under another one that spans it.
    Covered,
    /// A note.
    Note,
    /// Renderings of one thing.
    Drawing,
    /// A picture, by its address.
    Picture(Option<String>),
    /// An object, by its address.
    Object(Option<String>),
    /// Text that stands for what is in a frame: its title, or its description.
    Title,
    Description,
    /// A text of its own beside the running text.
    TextBox,
    /// A formula.
    Math,
}

/// What a cell says about itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CellMark {
    pub(super) columns: usize,
    pub(super) rows: usize,
    /// How often it is there.
    pub(super) repeated: usize,
}

/// What an element means.
pub(super) fn action(element: &Element<'_>) -> Action {
    match element.space {
        Space::Text => text(element),
        Space::Table => table(element),
        Space::Draw => draw(element),
        Space::Office => office(element),
        Space::Svg => match element.local() {
            "title" => Action::Title,
            "desc" => Action::Description,
            _ => Action::Skip,
        },
        Space::MathMl => match element.local() {
            "math" => Action::Math,
            _ => Action::Enter,
        },
        // Check boxes and other controls of LibreOffice are wrappers around what they show; the rest are marks.
        Space::LaterOffice => match element.local() {
            "content-control" | "p" | "paragraph" => Action::Enter,
            _ => Action::Skip,
        },
        Space::Form | Space::Style | Space::Fo | Space::Dublin => Action::Skip,
        _ => Action::EnterUnknown(element.written().to_owned()),
    }
}

fn text(element: &Element<'_>) -> Action {
    let style = || element.get("style-name").unwrap_or_default().into_owned();
    let start = || element.get("start-value").and_then(|start| start.parse().ok());
    match element.local() {
        "p" => Action::Paragraph { style: style(), heading: None },
        "h" => {
            let level = element.number("outline-level").unwrap_or(1).clamp(1, 6);
            Action::Paragraph { style: style(), heading: u8::try_from(level).ok() }
        }
        "span" => Action::Span(style()),
        "a" => Action::Link {
            href: element.get_in(Space::XLink, "href").unwrap_or_default().into_owned(),
            title: element.get_in(Space::Office, "title").map(Into::into),
        },
        "s" => Action::Blanks(element.get("c").map_or(1, |count| count.parse().unwrap_or(1))),
        "tab" => Action::Tab,
        "line-break" => Action::Break,
        "list" => Action::List(ListAttributes::of(element)),
        "list-item" => Action::Item(start()),
        "list-header" => Action::ListHeader,
        "numbered-paragraph" => {
            let level = element.number("level").and_then(|level| usize::try_from(level - 1).ok()).unwrap_or(0);
            Action::Numbered(level, ListAttributes::of_numbered(element), start())
        }
        "note" => Action::Note,
        "ruby-text" => Action::Dropped(Notice::ReadingAidsDropped),
        "script" => Action::Dropped(Notice::ScriptsDropped),
        "table-of-content" => Action::Dropped(Notice::IndexDropped { what: "the table of contents" }),
        "illustration-index" | "table-index" | "object-index" => {
            Action::Dropped(Notice::IndexDropped { what: "a list of pictures or tables" })
        }
        "user-index" | "alphabetical-index" => Action::Dropped(Notice::IndexDropped { what: "an index" }),
        "changed-region" => Action::Change(element.get_any("id").unwrap_or_default().into_owned()),
        "change" => Action::ChangePoint(element.get("change-id").unwrap_or_default().into_owned()),
        "note-citation"
        | "number"
        | "sequence-decls"
        | "variable-decls"
        | "user-field-decls"
        | "dde-connection-decls"
        | "alphabetical-index-auto-mark-file"
        | "section-source"
        | "bibliography-source"
        | "change-start"
        | "change-end"
        | "bookmark"
        | "bookmark-start"
        | "bookmark-end"
        | "reference-mark"
        | "reference-mark-start"
        | "reference-mark-end"
        | "toc-mark"
        | "toc-mark-start"
        | "toc-mark-end"
        | "user-index-mark"
        | "user-index-mark-start"
        | "user-index-mark-end"
        | "alphabetical-index-mark"
        | "alphabetical-index-mark-start"
        | "alphabetical-index-mark-end"
        | "soft-page-break"
        | "page-sequence" => Action::Skip,
        // Wrappers, and fields, which hold what they show.
        _ => Action::Enter,
    }
}

fn table(element: &Element<'_>) -> Action {
    let number = |name| element.number(name).and_then(|number| usize::try_from(number).ok()).unwrap_or(1).max(1);
    match element.local() {
        "table" => Action::Table,
        "table-header-rows" => Action::HeaderRows,
        "table-row" => Action::Row(number("number-rows-repeated")),
        "table-cell" => Action::Cell(CellMark {
            columns: number("number-columns-spanned"),
            rows: number("number-rows-spanned"),
            repeated: number("number-columns-repeated"),
        }),
        "covered-table-cell" => Action::Covered,
        "table-rows" | "table-row-group" | "shapes" => Action::Enter,
        _ => Action::Skip,
    }
}

fn draw(element: &Element<'_>) -> Action {
    let href = || element.get_in(Space::XLink, "href").map(Into::into);
    match element.local() {
        "frame" => Action::Drawing,
        "image" => Action::Picture(href()),
        "object" | "object-ole" => Action::Object(href()),
        "plugin" | "applet" | "floating-frame" => {
            Action::Dropped(Notice::EmbeddedDropped { what: format!("a {}", element.local()) })
        }
        "a" => Action::Link { href: href().unwrap_or_default(), title: None },
        "text-box" | "custom-shape" | "rect" | "circle" | "ellipse" | "line" | "polyline" | "polygon"
        | "regular-polygon" | "path" | "connector" | "measure" | "caption" => Action::TextBox,
        "control" => Action::Control(element.get("control").unwrap_or_default().into_owned()),
        "g" => Action::Enter,
        _ => Action::Skip,
    }
}

fn office(element: &Element<'_>) -> Action {
    match element.local() {
        "annotation" => Action::Comment(element.get("name").map(Into::into)),
        "annotation-end" => Action::CommentEnd(element.get("name").map(Into::into)),
        "forms" => Action::Forms,
        "scripts" | "script" => Action::Dropped(Notice::ScriptsDropped),
        "event-listeners" | "dde-source" | "binary-data" => Action::Skip,
        _ => Action::EnterUnknown(element.written().to_owned()),
    }
}
