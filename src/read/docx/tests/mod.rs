//! Documents built in memory, one for each difficulty, and the trees that come of them.
#![expect(clippy::unwrap_used, reason = "tests")]

mod blocks;
mod characters;
mod hostile;
mod lists;
mod math;
mod packages;
mod properties;
mod tables;

use std::fmt::Write as _;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::*;
use crate::document::dump;

/// Namespaces that the bodies of these tests use.
const NAMESPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
 xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"
 xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"
 xmlns="http://schemas.microsoft.com/office/tasks/2019/documenttasks""#;

const ROOT: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>
</Relationships>"#;

/// A document under construction.
struct Build {
    parts: Vec<(String, Vec<u8>)>,
    relationships: String,
}

impl Build {
    /// A document with this inside its body.
    fn body(inside: &str) -> Self {
        let document = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<w:document {NAMESPACES}><w:body>{inside}</w:body></w:document>"
        );
        Self { parts: Vec::new(), relationships: String::new() }
            .part("_rels/.rels", ROOT)
            .part("word/document.xml", &document)
    }

    /// A document of one paragraph with this inside.
    fn paragraph(inside: &str) -> Self {
        Self::body(&format!("<w:p>{inside}</w:p>"))
    }

    fn part(self, name: &str, text: &str) -> Self {
        self.bytes(name, text.as_bytes())
    }

    fn bytes(mut self, name: &str, bytes: &[u8]) -> Self {
        self.parts.retain(|(known, _)| known != name);
        self.parts.push((name.to_owned(), bytes.to_vec()));
        self
    }

    fn styles(self, inside: &str) -> Self {
        self.part("word/styles.xml", &format!("<w:styles {NAMESPACES}>{inside}</w:styles>"))
    }

    fn numbering(self, inside: &str) -> Self {
        self.part("word/numbering.xml", &format!("<w:numbering {NAMESPACES}>{inside}</w:numbering>"))
    }

    /// A relationship of the main part.
    fn relation(mut self, id: &str, kind: &str, target: &str) -> Self {
        let mode = if target.contains(':') { " TargetMode=\"External\"" } else { "" };
        write!(self.relationships, "<Relationship Id=\"{id}\" Type=\"http://x/{kind}\" Target=\"{target}\"{mode}/>")
            .unwrap();
        self
    }

    fn zip(mut self) -> Vec<u8> {
        if !self.relationships.is_empty() {
            let list = format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{}</Relationships>",
                self.relationships
            );
            self = self.part("word/_rels/document.xml.rels", &list);
        }
        zip(&self.parts, CompressionMethod::Deflated)
    }

    /// The tree and the codes of the notices.
    fn read(self) -> (Document, Vec<&'static str>) {
        let mut notices = Notices::default();
        let document = read(&self.zip(), &mut notices).unwrap();
        (document, notices.into_vec().iter().map(|noted| noted.notice.code()).collect())
    }

    /// The tree as text; there must be no notice.
    fn tree(self) -> String {
        let (document, notices) = self.read();
        assert!(notices.is_empty(), "{notices:?}");
        dump(&document)
    }

    /// The error.
    fn error(self) -> DocxError {
        read(&self.zip(), &mut Notices::default()).unwrap_err()
    }
}

fn zip(parts: &[(String, Vec<u8>)], method: CompressionMethod) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name, SimpleFileOptions::default().compression_method(method)).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A paragraph of one run.
fn text(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A paragraph of one run with these properties.
fn styled(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}
