//! What happened to content on its way: the second of three lanes.
//!
//! An error means that a document could not be converted; a notice, that it was, with something dropped, guessed or renamed;
//! a finding, that the write-up itself falls short.

use std::fmt;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use crate::document::At;

/// Notices of one kind that are kept one by one; the rest are counted.
const KEPT_OF_A_KIND: usize = 20;

/// What happened to content.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Notice {
    /// A picture is not in the output.
    ImageDropped {
        /// Its name or address.
        name: String,
    },
    /// The document refers to a picture that it does not hold.
    ImageMissing {
        /// Its name or relationship.
        name: String,
    },
    /// An element that the reader does not know; its text is kept.
    UnknownElement {
        /// The element's name.
        name: String,
    },
    /// Text that the author struck out by tracked changes is left out.
    DeletionsDropped {
        /// How many changes.
        count: usize,
    },
    /// Reviewers' comments are left out.
    CommentsDropped {
        /// How many comments.
        count: usize,
    },
    /// Reviewers' comments are kept, but there are more of them, or longer ones, than any document needs.
    CommentsBeyondLimit {
        /// How many are left out.
        count: usize,
    },
    /// Nesting deeper than [`crate::document::MAX_DEPTH`] was flattened.
    DepthFlattened,
    /// Bytes that are no text in the encoding of the document became replacement characters.
    BytesReplaced {
        /// The encoding.
        encoding: String,
    },
    /// The text was decoded from an encoding other than UTF-8.
    Decoded {
        /// The encoding's name in the WHATWG standard.
        encoding: String,
    },
    /// A list that a program made of words that stand elsewhere in the document: a table of contents, an index.
    IndexDropped {
        /// What it was.
        what: &'static str,
    },
    /// Headers and footers of pages are left out.
    PageFurnitureDropped,
    /// Small characters above the text that say how to read it (ruby) are left out.
    ReadingAidsDropped,
    /// A link that would run a script or show data became plain text.
    LinkDropped {
        /// What the address begins with.
        scheme: String,
    },
    /// A file or an object inside the document is left out.
    EmbeddedDropped {
        /// What it was.
        what: String,
    },
    /// Scripts are left out.
    ScriptsDropped,
    /// Rows or cells that a file repeats more often than any table needs.
    RepeatsDropped,
    /// The text does not say its encoding; this one fits best.
    EncodingGuessed {
        /// The encoding's name in the WHATWG standard.
        encoding: String,
    },
    /// The style sheet numbers its classes otherwise than the text, so they were matched by their use.
    ClassesMatched,
    /// What a web page has around its text was set apart: menus, footers, side columns.
    PageSetApart,
    /// Something that a page does not show.
    HiddenDropped {
        /// What it was.
        what: String,
    },
    /// A drawing; the words in it are kept.
    DrawingDropped,
    /// Where a link leads; its text is kept.
    LinkTargetDropped {
        /// Which link.
        what: &'static str,
    },
    /// Comments in the markup, which nobody sees.
    MarkupCommentsDropped,
    /// Attributes of a tag that has more than any.
    AttributesDropped,
    /// What Google shows around a published document.
    PublishedFrameDropped,
    /// A character of a font whose characters are not known.
    SymbolDropped {
        /// The font.
        font: String,
    },
    /// Markup without text of its own was left out: comments, scripts, styles.
    MarkupDropped {
        /// What it was.
        what: String,
    },
    /// Parts that pmconvert made itself when it wrote this document.
    MadeDropped {
        /// What they are.
        what: &'static str,
    },
    /// There is no figure of a timeline, since it does not state two points in time.
    NoFigure,
    /// An option that does nothing for this output.
    OptionWithoutEffect {
        /// The option.
        option: &'static str,
        /// Why, and what to do.
        why: &'static str,
    },
    /// The document is laid out in its own order, since it is no postmortem.
    SourceLayout {
        /// What it is instead.
        kind: &'static str,
    },
    /// Requests are sent to a loopback address instead of the hosts of the link.
    OriginMap,
    /// The link points to one tab of a document with several; the whole document was read.
    TabIgnored {
        /// The tab's id.
        tab: String,
    },
    /// What the fetched document is in truth, where the link says otherwise.
    FetchedAs {
        /// One sentence.
        what: String,
    },
    /// A heading that names no section became one by what stands below it.
    HeadingGuessed {
        /// The author's heading.
        heading: String,
        /// What it was taken for.
        section: &'static str,
        /// What decided.
        why: &'static str,
    },
    /// More notices of a kind than are kept one by one.
    More {
        /// The code of the kind.
        code: &'static str,
        /// How many more.
        count: usize,
    },
}

impl Notice {
    /// The stable name of the kind, in kebab case.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::ImageDropped { .. } => "image-dropped",
            Self::ImageMissing { .. } => "image-missing",
            Self::UnknownElement { .. } => "unknown-element",
            Self::DeletionsDropped { .. } => "deletions-dropped",
            Self::CommentsDropped { .. } => "comments-dropped",
            Self::CommentsBeyondLimit { .. } => "comments-beyond-limit",
            Self::DepthFlattened => "depth-flattened",
            Self::BytesReplaced { .. } => "bytes-replaced",
            Self::Decoded { .. } => "decoded",
            Self::IndexDropped { .. } => "index-dropped",
            Self::PageFurnitureDropped => "page-furniture-dropped",
            Self::ReadingAidsDropped => "reading-aids-dropped",
            Self::LinkDropped { .. } => "link-dropped",
            Self::EmbeddedDropped { .. } => "embedded-dropped",
            Self::ScriptsDropped => "scripts-dropped",
            Self::RepeatsDropped => "repeats-dropped",
            Self::EncodingGuessed { .. } => "encoding-guessed",
            Self::ClassesMatched => "classes-matched",
            Self::PageSetApart => "page-set-apart",
            Self::HiddenDropped { .. } => "hidden-dropped",
            Self::DrawingDropped => "drawing-dropped",
            Self::LinkTargetDropped { .. } => "link-target-dropped",
            Self::MarkupCommentsDropped => "markup-comments-dropped",
            Self::AttributesDropped => "attributes-dropped",
            Self::PublishedFrameDropped => "published-frame-dropped",
            Self::SymbolDropped { .. } => "symbol-dropped",
            Self::MarkupDropped { .. } => "markup-dropped",
            Self::MadeDropped { .. } => "made-dropped",
            Self::NoFigure => "no-figure",
            Self::OptionWithoutEffect { .. } => "option-without-effect",
            Self::SourceLayout { .. } => "source-layout",
            Self::OriginMap => "origin-map",
            Self::TabIgnored { .. } => "tab-ignored",
            Self::FetchedAs { .. } => "fetched-as",
            Self::HeadingGuessed { .. } => "heading-guessed",
            Self::More { code, .. } => code,
        }
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ImageDropped { name } => write!(f, "the picture `{name}` is not in the output"),
            Self::ImageMissing { name } => write!(f, "the document refers to a picture `{name}` that it does not hold"),
            Self::UnknownElement { name } => write!(f, "the element `{name}` is not known; its text is kept"),
            Self::DeletionsDropped { count } => left_out(f, *count, "tracked deletion"),
            Self::CommentsDropped { count } => {
                left_out(f, *count, "comment")?;
                write!(f, "; `--comments` keeps {} in the JSON", if *count == 1 { "it" } else { "them" })
            }
            Self::CommentsBeyondLimit { count } => {
                left_out(f, *count, "comment")?;
                f.write_str(": more are not kept")
            }
            Self::DepthFlattened => {
                write!(f, "parts nested deeper than {} levels were flattened", crate::document::MAX_DEPTH)
            }
            Self::BytesReplaced { encoding } => write!(f, "some bytes are no {encoding} text and were replaced by �"),
            Self::Decoded { encoding } => write!(f, "the text was decoded from {encoding}"),
            Self::IndexDropped { what } => write!(f, "{what}, which repeats words of the document, is left out"),
            Self::PageFurnitureDropped => f.write_str("headers and footers of pages are left out"),
            Self::ReadingAidsDropped => f.write_str("reading aids above the text (ruby) are left out"),
            Self::LinkDropped { scheme } => write!(f, "a link to `{scheme}:` became plain text"),
            Self::EmbeddedDropped { what } => write!(f, "{what} inside the document is left out"),
            Self::ScriptsDropped => f.write_str("scripts are left out"),
            Self::RepeatsDropped => f.write_str("rows or cells that are repeated without end are left out"),
            Self::EncodingGuessed { encoding } => {
                write!(f, "the text does not say its encoding; it was read as {encoding}, which fits best")
            }
            Self::ClassesMatched => f.write_str(
                "the style sheet numbers its classes otherwise than the text; they were matched by their use",
            ),
            Self::PageSetApart => {
                f.write_str("menus, footers and the like around the text are set apart as page furniture")
            }
            Self::HiddenDropped { what } => write!(f, "{what}, which is not shown, is left out"),
            Self::DrawingDropped => f.write_str("a drawing is left out; the words in it are kept"),
            Self::LinkTargetDropped { what } => write!(f, "the target of {what} is left out; its text is kept"),
            Self::MarkupCommentsDropped => f.write_str("comments in the markup are left out"),
            Self::AttributesDropped => f.write_str("a tag has more attributes than any needs; the last are left out"),
            Self::PublishedFrameDropped => {
                f.write_str("the banner and the footer around the published document are left out")
            }
            Self::SymbolDropped { font } => write!(f, "a symbol of the font `{font}` is left out"),
            Self::MarkupDropped { what } => write!(f, "{what} left out"),
            Self::MadeDropped { what } => {
                write!(f, "{what} that pmconvert itself made is no part of the write-up and left out")
            }
            Self::NoFigure => {
                f.write_str("the timeline does not state two points in time, so there is no figure of it")
            }
            Self::OptionWithoutEffect { option, why } => write!(f, "`{option}` has no effect: {why}"),
            Self::SourceLayout { kind } => write!(f, "this is no postmortem but {kind}, so its own order is kept"),
            Self::OriginMap => f.write_str("PMCONVERT_ORIGIN_MAP is set: requests go to loopback addresses"),
            Self::TabIgnored { tab } => write!(f, "the link points to tab `{tab}`; the whole document was read"),
            Self::FetchedAs { what } => f.write_str(what),
            Self::HeadingGuessed { heading, section, why } => {
                write!(f, "`{heading}` names no section; it was taken for {section}, since {why}")
            }
            Self::More { count, .. } => write!(f, "and {count} more of this kind"),
        }
    }
}

fn left_out(f: &mut fmt::Formatter<'_>, count: usize, what: &str) -> fmt::Result {
    if count == 1 { write!(f, "1 {what} is left out") } else { write!(f, "{count} {what}s are left out") }
}

/// A notice and where it applies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// What happened.
    pub notice: Notice,
    /// Where, if it is one place.
    pub at: Option<At>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Notice")]
/// What happened to content on its way.
struct NoticeView<'a> {
    /// The stable name of the kind.
    code: &'a str,
    /// One sentence.
    message: String,
    /// Where, if it is one place.
    at: Option<At>,
}

impl Serialize for Noted {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        NoticeView { code: self.notice.code(), message: self.notice.to_string(), at: self.at }.serialize(serializer)
    }
}

impl JsonSchema for Noted {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        NoticeView::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        NoticeView::json_schema(generator)
    }
}

/// Where readers put notices. Each is kept once; of one kind only the first few, the rest counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notices {
    kept: Vec<Noted>,
    more: Vec<(&'static str, usize)>,
}

impl Notices {
    /// Notes something about the whole document.
    pub fn note(&mut self, notice: Notice) {
        self.add(Noted { notice, at: None });
    }

    /// Notes something at a place.
    pub fn note_at(&mut self, notice: Notice, at: At) {
        self.add(Noted { notice, at: Some(at) });
    }

    /// Adds all notices of another sink.
    pub fn extend(&mut self, other: Self) {
        other.kept.into_iter().for_each(|noted| self.add(noted));
        for (code, count) in other.more {
            self.count(code, count);
        }
    }

    /// The notices in order, with a count behind each kind that had too many.
    #[must_use]
    pub fn into_vec(self) -> Vec<Noted> {
        let mut all = self.kept;
        all.extend(self.more.into_iter().map(|(code, count)| Noted { notice: Notice::More { code, count }, at: None }));
        all
    }

    fn add(&mut self, noted: Noted) {
        if let Notice::More { code, count } = noted.notice {
            return self.count(code, count);
        }
        let code = noted.notice.code();
        let same_kind = self.kept.iter().filter(|kept| kept.notice.code() == code);
        let (mut number, mut repeated) = (0, false);
        for kept in same_kind {
            number += 1;
            repeated |= *kept == noted;
        }
        if repeated {
            return;
        }
        if number < KEPT_OF_A_KIND {
            self.kept.push(noted);
        } else {
            self.count(code, 1);
        }
    }

    fn count(&mut self, code: &'static str, count: usize) {
        match self.more.iter_mut().find(|(known, _)| *known == code) {
            Some((_, total)) => *total += count,
            None => self.more.push((code, count)),
        }
    }
}
