//! Containers, namespaces and encodings.

use super::*;

#[test]
fn the_main_part_may_have_any_name() {
    let root = ROOT.replace("word/document.xml", "/content/main.xml");
    let document = format!("<w:document {NAMESPACES}><w:body>{}</w:body></w:document>", text("a"));
    let tree = Build::body("").part("_rels/.rels", &root).part("content/main.xml", &document).tree();
    assert_eq!(tree, "paragraph [1] \"a\"\n");
}

#[test]
fn strict_documents_and_other_prefixes() {
    let document = "<document xmlns=\"http://purl.oclc.org/ooxml/wordprocessingml/main\" \
        xmlns:q=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><body><q:p><r><rPr><b q:val=\"true\"/></rPr>\
        <q:t>a</q:t></r></q:p></body></document>";
    assert_eq!(Build::body("").part("word/document.xml", document).tree(), "paragraph [1] strong{\"a\"}\n");
}

#[test]
fn parts_in_utf_16() {
    let document = format!("\u{FEFF}<w:document {NAMESPACES}><w:body>{}</w:body></w:document>", text("déjà"));
    let little: Vec<u8> = document.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = document.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for bytes in [&little, &big, &little[2..].to_vec(), &big[2..].to_vec()] {
        assert_eq!(Build::body("").bytes("word/document.xml", bytes).tree(), "paragraph [1] \"déjà\"\n");
    }
}

#[test]
fn the_title_comes_from_the_core_properties() {
    let core = "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
        xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:creator>x</dc:creator><dc:title> The &amp; title </dc:title></cp:coreProperties>";
    assert_eq!(Build::body("").part("docProps/core.xml", core).tree(), "title \"The & title\"\n");
}

#[test]
fn stored_entries_and_case_clashes() {
    let build = Build::body(&text("a")).part("WORD/Numbering.xml", "<x/>");
    let bytes = super::zip(&build.parts, CompressionMethod::Stored);
    let document = read(&bytes, &mut Notices::default()).unwrap();
    assert_eq!(dump(&document), "paragraph [1] \"a\"\n");
}

#[test]
fn data_descriptors_are_read() {
    // Written to a stream that cannot seek, sizes follow the data.
    let mut zip = ZipWriter::new_stream(Vec::new());
    for (name, bytes) in Build::body(&text("a")).parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(&bytes).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    assert_eq!(dump(&read(&bytes, &mut Notices::default()).unwrap()), "paragraph [1] \"a\"\n");
}

#[test]
fn errors_name_the_part() {
    let missing = Build { parts: Vec::new(), relationships: String::new() }.part("mimetype", "x");
    assert!(matches!(missing.error(), DocxError::MissingPart { part } if part == "word/document.xml"));
    let main = |text: &str| Build::body("").part("word/document.xml", text).error();
    let is_main = |part: &str| part == "word/document.xml";
    for (text, wanted) in [
        ("<!DOCTYPE x [<!ENTITY a \"b\">]><x/>", "it has a document type declaration"),
        (
            "<w:document xmlns:w='http://purl.oclc.org/ooxml/wordprocessingml/main'><w:body><w:p>",
            "it ends inside an element",
        ),
        (
            "<w:document xmlns:w='http://purl.oclc.org/ooxml/wordprocessingml/main'><w:body>&nbsp;</w:body></w:document>",
            "it uses the entity `nbsp`",
        ),
        ("<html/>", "its outermost element is `html` instead of `document`"),
        ("", "it ends inside an element"),
    ] {
        let DocxError::Xml { part, source } = main(text) else { panic!("{text}") };
        assert!(is_main(&part));
        assert_eq!(source.to_string(), wanted);
    }
    assert!(matches!(main("<a></b>"), DocxError::Xml { source: PartError::Root { .. } | PartError::Syntax(_), .. }));
    let styles = Build::body("").part("word/styles.xml", "<a").error();
    assert!(matches!(styles, DocxError::Xml { part, .. } if part == "word/styles.xml"));
    assert!(matches!(read(b"no zip", &mut Notices::default()), Err(DocxError::NotAPackage(_))));
}

#[test]
fn a_wrong_checksum_is_an_error() {
    let build = Build::body(&text("checked"));
    let mut bytes = super::zip(&build.parts, CompressionMethod::Stored);
    let at = bytes.windows(7).position(|window| window == b"checked").unwrap();
    bytes[at] = b'C';
    let error = read(&bytes, &mut Notices::default()).unwrap_err();
    assert!(matches!(error, DocxError::Broken { part, .. } if part == "word/document.xml"));
}

#[test]
fn a_bomb_is_an_error() {
    let spaces = " ".repeat(40 * 1024 * 1024);
    let error = Build::body(&spaces).error();
    assert!(matches!(error, DocxError::TooLarge { part } if part == "word/document.xml"));
}

#[test]
fn names_like_paths_are_names() {
    let picture = |target: &str| {
        let body =
            "<w:r><w:drawing><a:graphic><pic:pic><a:blip r:embed='rId9'/></pic:pic></a:graphic></w:drawing></w:r>";
        Build::paragraph(body).relation("rId9", "image", target).bytes("../../etc/passwd", b"\x89PNG\r\n\x1a\n").read()
    };
    for target in ["../../../etc/passwd", "/etc/passwd", "../media/none.png", "..\\..\\x"] {
        let (document, notices) = picture(target);
        assert_eq!(notices, ["image-missing"], "{target}");
        assert!(document.media.is_empty());
    }
    let build = Build::paragraph("<w:r><w:drawing><a:blip r:embed='rId9'/></w:drawing></w:r>")
        .relation("rId9", "image", "media/..%5Cx.png")
        .bytes("word/media/..\\x.png", b"\x89PNG\r\n\x1a\n");
    let (document, _) = build.read();
    assert_eq!(document.media[0].name, "-x.png");
}
