//! Documents built in memory, one for each difficulty, and the trees that come of them.
#![expect(clippy::unwrap_used, reason = "tests")]

mod blocks;
mod characters;
mod files;
mod hostile;
mod lists;

use super::*;
use crate::document::dump;

const NAMESPACES: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:form="urn:oasis:names:tc:opendocument:xmlns:form:1.0" xmlns:math="http://www.w3.org/1998/Math/MathML"
 xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"
 office:mimetype="application/vnd.oasis.opendocument.text""#;

/// A document under construction, as one XML file.
#[derive(Default)]
struct Build {
    before: String,
    styles: String,
    body: String,
}

impl Build {
    /// A document with this text.
    fn body(inside: &str) -> Self {
        Self { body: inside.to_owned(), ..Self::default() }
    }

    /// These styles, named or automatic: the reader makes no difference.
    fn styles(mut self, inside: &str) -> Self {
        self.styles.push_str(inside);
        self
    }

    /// What stands before the styles.
    fn before(mut self, inside: &str) -> Self {
        self.before.push_str(inside);
        self
    }

    fn xml(&self) -> String {
        let Self { before, styles, body } = self;
        format!(
            "<?xml version='1.0' encoding='UTF-8'?>\n<office:document {NAMESPACES}>{before}<office:automatic-styles>{styles}\
             </office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document>"
        )
    }

    /// The tree and the codes of the notices.
    fn read(&self) -> (Document, Vec<&'static str>) {
        let mut notices = Notices::default();
        let document = read(self.xml().as_bytes(), &mut notices).unwrap();
        (document, notices.into_vec().iter().map(|noted| noted.notice.code()).collect())
    }

    /// The tree as text; there must be no notice.
    fn tree(&self) -> String {
        let (document, notices) = self.read();
        assert!(notices.is_empty(), "{notices:?}");
        dump(&document)
    }

    /// The tree as text, with this notice.
    fn tree_with(&self, notice: &str) -> String {
        let (document, notices) = self.read();
        assert_eq!(notices, [notice]);
        dump(&document)
    }

    fn error(&self) -> String {
        chain(&read(self.xml().as_bytes(), &mut Notices::default()).unwrap_err())
    }
}

/// An error with its causes.
fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

/// A paragraph.
fn text(text: &str) -> String {
    format!("<text:p>{text}</text:p>")
}

/// A paragraph style with these attributes and properties.
fn style(name: &str, attributes: &str, properties: &str) -> String {
    format!("<style:style style:name='{name}' style:family='paragraph' {attributes}>{properties}</style:style>")
}

/// A character style with these text properties.
fn look(name: &str, properties: &str) -> String {
    format!("<style:style style:name='{name}' style:family='text'><style:text-properties {properties}/></style:style>")
}
