//! The container: the parts, and what docx-rs has no words for.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use docx_rs::XMLDocx;
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::pictures::Placed;

/// How docx-rs begins the properties of each picture; text cannot hold it, since `<` is escaped there.
const PICTURE: &str = "<wp:docPr id=\"1\" name=\"Figure\" />";
/// How docx-rs writes that a row shall not be split.
const UNSPLIT: &str = "<w:cantSplit />";

/// The archive. All parts are deflated and none has a date.
pub(super) fn zipped(parts: XMLDocx, title: Option<&str>, pictures: &[Placed]) -> Vec<u8> {
    archive(parts, title, pictures).unwrap_or_else(|error| {
        // Nothing fails in memory, and no name comes twice.
        debug_assert!(false, "parts go into an archive: {error}");
        Vec::new()
    })
}

fn archive(parts: XMLDocx, title: Option<&str>, pictures: &[Placed]) -> ZipResult<Vec<u8>> {
    let XMLDocx { content_type, rels, doc_props, styles, document, document_rels, settings, font_table, .. } = parts;
    let own: [(&str, Vec<u8>); 14] = [
        ("[Content_Types].xml", with_types(content_type, pictures)),
        ("_rels/.rels", rels),
        ("docProps/app.xml", doc_props.app),
        ("docProps/core.xml", core(title)),
        ("docProps/custom.xml", doc_props.custom),
        ("word/_rels/document.xml.rels", with_relationships(document_rels, pictures)),
        ("word/document.xml", with_properties(document, pictures)),
        ("word/styles.xml", styles),
        ("word/settings.xml", settings),
        ("word/fontTable.xml", font_table),
        ("word/numbering.xml", parts.numberings),
        ("word/comments.xml", parts.comments),
        ("word/commentsExtended.xml", parts.comments_extended),
        ("word/footnotes.xml", parts.footnotes),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, bytes) in own {
        zip.start_file(name, options)?;
        zip.write_all(&bytes)?;
    }
    for (id, bytes) in parts.media {
        zip.start_file(format!("word/media/{id}.{}", extension(&id, pictures)), options)?;
        zip.write_all(&bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

fn extension(id: &str, pictures: &[Placed]) -> &'static str {
    pictures.iter().find(|picture| picture.id == id).map_or("png", |picture| picture.extension)
}

/// The core properties (ECMA-376 part 2, 11): the title alone, since nobody else's name and no date is known.
fn core(title: Option<&str>) -> Vec<u8> {
    let title = title.map(|title| format!("<dc:title>{}</dc:title>", escaped(title))).unwrap_or_default();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\">{title}</cp:coreProperties>"
    )
    .into_bytes()
}

/// Text for an attribute or an element: markup escaped, what XML cannot hold left out.
fn escaped(text: &str) -> String {
    let allowed = |c: &char| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}');
    quick_xml::escape::escape(text.chars().filter(allowed).collect::<String>()).into_owned()
}

/// The document with what docx-rs cannot say: alternative texts and numbers of pictures, and header rows.
fn with_properties(document: Vec<u8>, pictures: &[Placed]) -> Vec<u8> {
    let Ok(text) = String::from_utf8(document) else { return Vec::new() };
    let mut out = String::with_capacity(text.len());
    let mut pieces = text.split(PICTURE);
    out.push_str(pieces.next().unwrap_or_default());
    for (index, piece) in pieces.enumerate() {
        let alternative = pictures.get(index).map_or_else(String::new, |picture| escaped(&picture.alternative));
        let number = index + 1;
        // Writing to a string cannot fail, here and below.
        let _ = write!(out, "<wp:docPr id=\"{number}\" name=\"Picture {number}\" descr=\"{alternative}\" />");
        out.push_str(piece);
    }
    out.replace(UNSPLIT, "<w:cantSplit /><w:tblHeader />").into_bytes()
}

/// The relationships in the order of their names, since docx-rs keeps links in no order; each picture by its true extension.
fn with_relationships(part: Vec<u8>, pictures: &[Placed]) -> Vec<u8> {
    let Ok(mut text) = String::from_utf8(part) else { return Vec::new() };
    for picture in pictures {
        text = text
            .replace(&format!("media/{}.png\"", picture.id), &format!("media/{}.{}\"", picture.id, picture.extension));
    }
    let Some(begin) = text.find("<Relationship ") else { return text.into_bytes() };
    let Some(end) = text.rfind("</Relationships>") else { return text.into_bytes() };
    let mut rows: Vec<&str> = text[begin..end].split_inclusive("/>").collect();
    rows.sort_unstable();
    [&text[..begin], &rows.concat(), &text[end..]].concat().into_bytes()
}

/// The content types with those of the pictures.
fn with_types(part: Vec<u8>, pictures: &[Placed]) -> Vec<u8> {
    let Ok(text) = String::from_utf8(part) else { return Vec::new() };
    let missing = ["gif", "bmp"].into_iter().filter(|extension| {
        pictures.iter().any(|picture| picture.extension == *extension)
            && !text.contains(&format!("Extension=\"{extension}\""))
    });
    let mut types = String::new();
    for extension in missing {
        let _ = write!(types, "<Default Extension=\"{extension}\" ContentType=\"image/{extension}\" />");
    }
    match text.find("<Override") {
        Some(place) => [&text[..place], &types, &text[place..]].concat().into_bytes(),
        None => text.into_bytes(),
    }
}
