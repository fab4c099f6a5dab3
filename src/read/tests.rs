//! What holds for all readers.
#![expect(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::document::{Document, dump};

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' \
                      xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' \
                      office:mimetype='application/vnd.oasis.opendocument.text'";

/// A document of one paragraph of text, in each format that can say that it is one.
fn paragraphs(text: &str) -> Vec<Source> {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    let fodt = format!(
        "<office:document {OFFICE}><office:body><office:text><text:p>{escaped}</text:p></office:text></office:body>\
         </office:document>"
    );
    let docx = format!(
        "<w:document xmlns:w='{WORD}'><w:body><w:p><w:r><w:t>{escaped}</w:t></w:r></w:p></w:body></w:document>"
    );
    let parts = [("word/document.xml", docx.as_bytes()), ("_rels/.rels", &b"<Relationships/>"[..])];
    let docx = package::tests::archive(&parts, zip::CompressionMethod::Stored);
    let backslashed: String =
        text.chars().flat_map(|c| c.is_ascii_punctuation().then_some('\\').into_iter().chain([c])).collect();
    vec![
        Source::file("a.docx", docx),
        Source::file("a.fodt", fodt),
        Source::file("a.html", format!("<p>{escaped}</p>")),
        Source::file("a.md", backslashed),
    ]
}

fn document(source: &Source) -> Document {
    super::read(source, &mut Notices::default()).unwrap().0
}

#[test]
fn text_that_looks_like_markup_is_text() {
    for text in ["1. x", "# x", "<script>", "* x", "| x |", "> x", "```", "[x](y)", "&amp;", "---x", "~~x~~"] {
        for source in paragraphs(text) {
            let read = document(&source);
            assert_eq!(dump(&read), format!("paragraph [1] {text:?}\n"), "{}", source.origin);
        }
    }
}
