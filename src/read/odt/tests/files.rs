//! Packages, single files, their encodings, and what is no text.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn read_package(parts: &[(&str, &str)]) -> Result<(String, Vec<&'static str>), OdtError> {
    let mut notices = Notices::default();
    let document = read(&package(parts), &mut notices)?;
    Ok((dump(&document), notices.into_vec().iter().map(|noted| noted.notice.code()).collect()))
}

fn error(parts: &[(&str, &str)]) -> String {
    chain(&read_package(parts).unwrap_err())
}

#[test]
fn styles_title_and_pictures_come_from_other_parts() {
    let content = Build::body(
        "<text:p text:style-name='Lead'>x<draw:frame><draw:image xlink:href='./Pictures/a.gif'/></draw:frame>\
         <draw:frame><draw:object xlink:href='./Object 1'/><draw:image xlink:href='Pictures/b'/></draw:frame></text:p>",
    )
    .styles(&style("P1", "", ""));
    let styles = format!(
        "<office:document-styles {NAMESPACES}><office:styles>{}</office:styles><office:automatic-styles>{}\
         </office:automatic-styles><office:master-styles><style:master-page><style:header><text:p>Page</text:p>\
         </style:header></style:master-page></office:master-styles></office:document-styles>",
        style("Lead", "style:default-outline-level='2'", ""),
        style("Lead", "style:default-outline-level='5'", ""),
    );
    let meta = format!(
        "<office:document-meta {NAMESPACES}><office:meta><dc:title> Outage </dc:title></office:meta></office:document-meta>"
    );
    let formula = "<math xmlns='http://www.w3.org/1998/Math/MathML'><mi>n</mi></math>";
    let (tree, notices) = read_package(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", &content.xml()),
        ("styles.xml", &styles),
        ("meta.xml", &meta),
        ("Pictures/a.gif", "GIF89a"),
        ("Object 1/content.xml", formula),
    ])
    .unwrap();
    assert_eq!(tree, "title \"Outage\"\nmedia a.gif image/gif 6 bytes\nheading 2 [1] \"x\" image#0{\"\"} \"n\"\n");
    assert_eq!(notices, ["page-furniture-dropped"]);
}

#[test]
fn what_cannot_be_read_says_which_part() {
    assert!(matches!(read(b"nothing", &mut Notices::default()), Err(OdtError::Package(PackageError::NotAPackage(_)))));
    assert_eq!(error(&[("meta.xml", &Build::default().xml())]), "no `content.xml` in the archive");
    let cut = Build::body(&text("x")).xml();
    let cut = cut.split_once("</office:text>").unwrap().0;
    assert_eq!(error(&[("content.xml", cut)]), "the part `content.xml` cannot be read: it ends inside an element");
    assert!(error(&[("content.xml", "<html/>")]).contains("outermost element is `html`"));
    let sheet = format!(
        "<office:document-content {NAMESPACES}><office:body><office:spreadsheet/></office:body></office:document-content>"
    );
    assert_eq!(error(&[("content.xml", &sheet)]), "it holds a spreadsheet instead of a text");
    let no_body = format!("<office:document-content {NAMESPACES}/>");
    assert_eq!(error(&[("content.xml", &no_body)]), "no `office:text` in the archive");
    let manifest = "<manifest:manifest xmlns:manifest='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'>\
                    <manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    assert_eq!(error(&[("META-INF/manifest.xml", manifest), ("content.xml", "junk")]), "it is encrypted");
}

#[test]
fn a_single_file_states_its_title() {
    let document = Build::body(&text("x")).before("<office:meta><dc:title>Outage</dc:title></office:meta>");
    assert_eq!(document.tree(), "title \"Outage\"\nparagraph [1] \"x\"\n");
}

#[test]
fn a_single_file_may_be_utf_16() {
    let xml = Build::body(&text("é")).xml();
    for (mark, bytes) in [([0xFF, 0xFE], u16::to_le_bytes as fn(u16) -> [u8; 2]), ([0xFE, 0xFF], u16::to_be_bytes)] {
        let wide: Vec<u8> = mark.into_iter().chain(xml.encode_utf16().flat_map(bytes)).collect();
        assert_eq!(dump(&read(&wide, &mut Notices::default()).unwrap()), "paragraph [1] \"é\"\n");
    }
}
