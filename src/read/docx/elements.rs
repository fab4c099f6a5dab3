//! What an element of a story means: one table from element names to actions.
//!
//! Elements that hold text are entered even where they mean nothing; those that never hold any are passed over.
//! What is in neither list is entered with a notice, so that its text is kept.

use super::comments::CommentMark;
use super::fields::FieldMark;
use crate::notice::Notice;
use crate::read::office::xml::{Element, Space};

/// Kinds of notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum NoteKind {
    Footnote,
    Endnote,
}

/// What to do about an element.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Action {
    /// Read on inside; the element itself means nothing.
    Enter,
    /// Read on inside, characters included, and tell of it.
    EnterUnknown(String),
    /// Pass over it.
    Skip,
    /// Pass over text that a tracked change took away.
    Deleted,
    /// Pass over it and tell what is lost.
    Dropped(Notice),
    /// A picture of a kind that is not kept.
    PictureDropped(&'static str),
    Paragraph,
    ParagraphProperties,
    Run,
    RunProperties,
    /// Characters follow.
    Text,
    /// These characters.
    Characters(&'static str),
    /// Words set as a drawing.
    WordArt(String),
    Symbol {
        font: String,
        code: u32,
    },
    Break,
    /// A page or column break: it parts words and is no line end.
    PageBreak,
    Table,
    CellProperties,
    TextBox,
    /// Properties of a content control.
    Control,
    Math,
    Divider,
    Note(NoteKind, String),
    /// A mark of the comment with this id.
    Commented(CommentMark, String),
    Link(Box<LinkAttributes>),
    Field(FieldMark),
    /// The instruction of a field follows.
    Instruction,
    SimpleField(String),
    /// Several renderings of one thing.
    Alternatives,
    /// One of them.
    Alternative,
    /// A drawing begins.
    Drawing,
    /// Text that stands for the picture that follows.
    PictureText(String),
    /// The picture that follows is a link.
    PictureLink(String),
    Picture(Box<PictureAttributes>),
}

/// What a `w:hyperlink` states.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct LinkAttributes {
    /// The relationship that holds the address.
    pub(super) id: Option<String>,
    pub(super) anchor: Option<String>,
    pub(super) title: Option<String>,
}

/// What a picture states.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PictureAttributes {
    /// The relationship that holds the part, or else the address.
    pub(super) id: Option<String>,
    pub(super) text: Option<String>,
}

/// What to do about an element of a story.
pub(super) fn action(element: &Element<'_>) -> Action {
    match element.space {
        Space::Word => word(element),
        Space::Drawing => drawing(element),
        Space::Vml => vml(element),
        Space::Chart => Action::PictureDropped("chart or diagram"),
        Space::Compatibility => match element.local() {
            "AlternateContent" => Action::Alternatives,
            "Choice" | "Fallback" => Action::Alternative,
            _ => Action::Enter,
        },
        Space::Math => match element.local() {
            "oMath" => Action::Math,
            "oMathPara" => Action::Enter,
            _ => Action::Skip,
        },
        Space::LaterWord if element.local() == "contentPart" => Action::PictureDropped("ink drawing"),
        Space::LaterWord => Action::Enter,
        _ => Action::EnterUnknown(element.written().to_owned()),
    }
}

fn word(element: &Element<'_>) -> Action {
    match element.local() {
        "r" => Action::Run,
        "t" => Action::Text,
        "rPr" => Action::RunProperties,
        "p" => Action::Paragraph,
        "pPr" => Action::ParagraphProperties,
        "tab" | "ptab" => Action::Characters("\t"),
        "noBreakHyphen" => Action::Characters("\u{2011}"),
        "br" => match element.get("type").as_deref() {
            Some("page" | "column") => Action::PageBreak,
            _ => Action::Break,
        },
        "cr" => Action::Break,
        "sym" => Action::Symbol {
            font: element.get("font").unwrap_or_default().into_owned(),
            code: element.get("char").and_then(|code| u32::from_str_radix(&code, 16).ok()).unwrap_or_default(),
        },
        "tbl" => Action::Table,
        "tcPr" => Action::CellProperties,
        "txbxContent" => Action::TextBox,
        "hyperlink" => Action::Link(Box::new(LinkAttributes {
            id: relationship(element, "id"),
            anchor: element.get("anchor").map(Into::into),
            title: element.get("tooltip").map(Into::into),
        })),
        "fldChar" => match element.get("fldCharType").as_deref() {
            Some("begin") => Action::Field(FieldMark::Begin),
            Some("separate") => Action::Field(FieldMark::Separate),
            Some("end") => Action::Field(FieldMark::End),
            _ => Action::Skip,
        },
        "instrText" => Action::Instruction,
        "fldSimple" => Action::SimpleField(element.get("instr").unwrap_or_default().into_owned()),
        "footnoteReference" => note(NoteKind::Footnote, element),
        "endnoteReference" => note(NoteKind::Endnote, element),
        "drawing" | "pict" | "object" => Action::Drawing,
        "commentRangeStart" => comment(CommentMark::Start, element),
        "commentRangeEnd" => comment(CommentMark::End, element),
        "commentReference" => comment(CommentMark::Reference, element),
        "sdtPr" => Action::Control,
        "del" | "moveFrom" => Action::Deleted,
        "rt" => Action::Dropped(Notice::ReadingAidsDropped),
        "altChunk" | "subDoc" => Action::Dropped(Notice::EmbeddedDropped { what: "a document".to_owned() }),
        // Wrappers around text. Rows and cells come here where tables are nested too deeply to stay tables.
        "sdt" | "sdtContent" | "smartTag" | "customXml" | "ins" | "moveTo" | "bdo" | "dir" | "ruby" | "rubyBase"
        | "tr" | "tc" => Action::Enter,
        // Elements without text: properties, anchors, marks of the spelling checker, what Word computes for a page.
        "bookmarkStart"
        | "bookmarkEnd"
        | "proofErr"
        | "permStart"
        | "permEnd"
        | "annotationRef"
        | "lastRenderedPageBreak"
        | "softHyphen"
        | "footnoteRef"
        | "endnoteRef"
        | "separator"
        | "continuationSeparator"
        | "sectPr"
        | "sdtEndPr"
        | "customXmlPr"
        | "smartTagPr"
        | "rubyPr"
        | "tblPr"
        | "tblGrid"
        | "tblPrEx"
        | "trPr"
        | "fldData"
        | "binData"
        | "control"
        | "movie"
        | "delText"
        | "delInstrText"
        | "moveFromRangeStart"
        | "moveFromRangeEnd"
        | "moveToRangeStart"
        | "moveToRangeEnd"
        | "customXmlInsRangeStart"
        | "customXmlInsRangeEnd"
        | "customXmlDelRangeStart"
        | "customXmlDelRangeEnd"
        | "customXmlMoveFromRangeStart"
        | "customXmlMoveFromRangeEnd"
        | "customXmlMoveToRangeStart"
        | "customXmlMoveToRangeEnd"
        | "pgNum"
        | "dayShort"
        | "dayLong"
        | "monthShort"
        | "monthLong"
        | "yearShort"
        | "yearLong"
        | "objectEmbed"
        | "objectLink"
        | "contentPart"
        | "footnotePr"
        | "endnotePr"
        | "background" => Action::Skip,
        _ => Action::EnterUnknown(element.written().to_owned()),
    }
}

fn note(kind: NoteKind, element: &Element<'_>) -> Action {
    element.get("id").map_or(Action::Skip, |id| Action::Note(kind, id.into_owned()))
}

fn comment(mark: CommentMark, element: &Element<'_>) -> Action {
    element.get("id").map_or(Action::Skip, |id| Action::Commented(mark, id.into_owned()))
}

/// The relationship that an attribute names; some programs write an empty one for none.
fn relationship(element: &Element<'_>, attribute: &str) -> Option<String> {
    element.get_in(Space::Relationship, attribute).filter(|id| !id.is_empty()).map(Into::into)
}

fn drawing(element: &Element<'_>) -> Action {
    match element.local() {
        "docPr" | "cNvPr" => {
            let stated = |name| element.get(name).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
            Action::PictureText(stated("descr").or_else(|| stated("title")).unwrap_or_default())
        }
        "hlinkClick" => {
            element.get_in(Space::Relationship, "id").map_or(Action::Enter, |id| Action::PictureLink(id.into_owned()))
        }
        "blip" => Action::Picture(Box::new(PictureAttributes {
            id: relationship(element, "embed").or_else(|| relationship(element, "link")),
            text: None,
        })),
        "extLst" => Action::Skip,
        "t" => Action::Text,
        _ => Action::Enter,
    }
}

fn vml(element: &Element<'_>) -> Action {
    match element.local() {
        "imagedata" => Action::Picture(Box::new(PictureAttributes {
            id: relationship(element, "id")
                .or_else(|| element.get("relid").map(Into::into))
                .or_else(|| relationship(element, "href")),
            text: element.get("title").map(Into::into),
        })),
        "textpath" => element.get("string").map_or(Action::Skip, |words| Action::WordArt(words.into_owned())),
        "shapetype" | "path" | "formulas" | "stroke" | "fill" | "lock" | "OLEObject" | "wrap" | "shadow" => {
            Action::Skip
        }
        _ if element.get("hr").is_some_and(|value| value == "t" || value == "true") => Action::Divider,
        _ => element.get("alt").map_or(Action::Enter, |text| Action::PictureText(text.into_owned())),
    }
}
