//! Links that would run something: whatever the format, they become plain text, and that is told.

use super::address::{Target, scheme, target};
use crate::document::{At, Block, BlockKind, Document, Inline};
use crate::notice::{Notice, Notices};

/// Makes plain text of every link to a script or to data.
pub(super) fn disarm(document: &mut Document, notices: &mut Notices) {
    blocks(&mut document.blocks, notices);
    blocks(&mut document.around, notices);
}

fn blocks(list: &mut [Block], notices: &mut Notices) {
    for block in list {
        let at = block.at;
        match &mut block.kind {
            BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) => inlines(text, at, notices),
            BlockKind::List(list) => list.items.iter_mut().for_each(|item| blocks(&mut item.blocks, notices)),
            BlockKind::Table(table) => {
                let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
                cells.for_each(|cell| blocks(&mut cell.blocks, notices));
            }
            BlockKind::Quote(inside) | BlockKind::Footnote { blocks: inside, .. } => blocks(inside, notices),
            BlockKind::Code(_) | BlockKind::Divider => {}
        }
    }
}

fn inlines(text: &mut Vec<Inline>, at: At, notices: &mut Notices) {
    if text.iter().any(is_armed) {
        for inline in std::mem::take(text) {
            match inline {
                Inline::Link(link) if target(&link.url) == Target::Script => {
                    notices.note_at(Notice::LinkDropped { scheme: scheme(&link.url) }, at);
                    link.text.into_iter().for_each(|inside| push(text, inside));
                }
                inline => push(text, inline),
            }
        }
    }
    text.iter_mut().filter_map(Inline::children_mut).for_each(|inside| inlines(inside, at, notices));
}

/// Adds an inline; texts side by side become one.
fn push(text: &mut Vec<Inline>, inline: Inline) {
    match (text.last_mut(), inline) {
        (Some(Inline::Text(last)), Inline::Text(more)) => last.push_str(&more),
        (_, inline) => text.push(inline),
    }
}

fn is_armed(inline: &Inline) -> bool {
    // Almost every address is one of these, and needs no closer look.
    let is_plain = |url: &str| url.starts_with("http") || url.starts_with('#');
    matches!(inline, Inline::Link(link) if !is_plain(&link.url) && target(&link.url) == Target::Script)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::document::dump;
    use crate::source::Source;

    const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    /// A document whose one paragraph is a link to this address, in every format that has links.
    fn sources(url: &str) -> Vec<Source> {
        let fodt = format!(
            "<office:document xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' xmlns:text='urn:oasis:names:tc:\
             opendocument:xmlns:text:1.0' xmlns:xlink='http://www.w3.org/1999/xlink' office:mimetype='application/vnd.oasis.\
             opendocument.text'><office:body><office:text><text:p><text:a xlink:href='{url}'>press</text:a></text:p>\
             </office:text></office:body></office:document>"
        );
        let field = format!(
            "<w:document xmlns:w='{WORD}'><w:body><w:p><w:fldSimple w:instr='HYPERLINK \"{url}\"'><w:r><w:t>press</w:t></w:r>\
             </w:fldSimple></w:p></w:body></w:document>"
        );
        let docx = crate::read::package::tests::archive(
            &[("word/document.xml", field.as_bytes()), ("_rels/.rels", b"<Relationships/>")],
            zip::CompressionMethod::Stored,
        );
        vec![
            Source::file("a.md", format!("[press](<{url}>)\n")),
            Source::file("b.md", format!("<a href=\"{url}\">press</a>\n")),
            Source::file("a.html", format!("<p><a href=\"{url}\">press</a></p>")),
            Source::file("a.fodt", fodt),
            Source::file("a.docx", docx),
        ]
    }

    #[test]
    fn links_that_run_something_are_text_in_every_format() {
        for url in ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "vbscript:x"] {
            for source in sources(url) {
                let mut notices = Notices::default();
                let (document, _) = crate::read::read(&source, &mut notices).unwrap();
                assert_eq!(dump(&document), "paragraph [1] \"press\"\n", "{url} in {}", source.origin);
                let codes: Vec<&str> = notices.into_vec().iter().map(|noted| noted.notice.code()).collect();
                assert_eq!(codes, ["link-dropped"], "{url} in {}", source.origin);
            }
        }
    }
}
