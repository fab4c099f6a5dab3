//! Laws over broken documents.

use proptest::prelude::*;

use super::*;

fn sample() -> Build {
    let body = [
        styled("<w:pStyle w:val='Heading1'/>", "Title"),
        styled("<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>", "item"),
        format!("<w:tbl><w:tblPr/><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>{}</w:tc></w:tr></w:tbl>", text("cell")),
        "<w:p><w:hyperlink r:id='rId1'><w:r><w:rPr><w:b/></w:rPr><w:t>link</w:t></w:r></w:hyperlink><w:r><w:fldChar \
         w:fldCharType='begin'/><w:instrText>HYPERLINK \"u\"</w:instrText><w:fldChar w:fldCharType='separate'/><w:t>f</w:t>\
         <w:fldChar w:fldCharType='end'/></w:r></w:p>"
            .to_owned(),
    ];
    Build::body(&body.concat())
        .numbering("<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'/></w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>")
        .relation("rId1", "hyperlink", "https://a.example")
}

/// Elements in any order and nesting.
fn soup() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "<w:t>a</w:t>",
        "<w:t> \u{EC03}b\u{EC02} </w:t>",
        "<w:br/>",
        "<w:tab/>",
        "<w:pPr><w:pStyle w:val='Heading1'/></w:pPr>",
        "<w:pPr><w:numPr><w:ilvl w:val='3'/><w:numId w:val='1'/></w:numPr></w:pPr>",
        "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>",
        "<w:rPr><w:b/><w:vertAlign w:val='superscript'/></w:rPr>",
        "<w:tcPr><w:gridSpan w:val='3'/><w:vMerge w:val='restart'/></w:tcPr>",
        "<w:tcPr><w:vMerge/></w:tcPr>",
        "<w:fldChar w:fldCharType='begin'/>",
        "<w:fldChar w:fldCharType='separate'/>",
        "<w:fldChar w:fldCharType='end'/>",
        "<w:instrText>HYPERLINK \"u\"</w:instrText>",
        "<w:sdtPr><w14:checkbox/></w:sdtPr>",
        "<w:footnoteReference w:id='1'/>",
        "<v:rect o:hr='t'/>",
        "text",
    ]);
    let names = [
        "w:p",
        "w:r",
        "w:tbl",
        "w:tr",
        "w:tc",
        "w:sdt",
        "w:sdtContent",
        "w:hyperlink",
        "w:ins",
        "w:del",
        "w:txbxContent",
        "w:pict",
        "mc:AlternateContent",
        "mc:Choice",
        "mc:Fallback",
        "m:oMath",
        "m:f",
        "w:novelty",
        "w:t",
    ];
    leaf.prop_map(ToOwned::to_owned).prop_recursive(8, 80, 6, move |inner| {
        (prop::sample::select(names.to_vec()), prop::collection::vec(inner, 0..6))
            .prop_map(|(name, inside)| format!("<{name}>{}</{name}>", inside.concat()))
    })
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(read(&bytes, &mut Notices::default()).is_err());
    }

    #[test]
    fn no_mutated_package_panics(places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12), cut in any::<prop::sample::Index>()) {
        let mut bytes = super::zip(&sample().parts, CompressionMethod::Stored);
        for (place, byte) in places {
            let at = place.index(bytes.len());
            bytes[at] = byte;
        }
        drop(read(&bytes, &mut Notices::default()));
        bytes.truncate(cut.index(bytes.len()));
        prop_assert!(read(&bytes, &mut Notices::default()).is_err());
    }

    #[test]
    fn no_mutated_xml_panics(place in any::<prop::sample::Index>(), junk in "[<>/=&; \"'a-z:0-9]{0,6}") {
        let mut build = sample();
        let (name, mut bytes) = build.parts.iter().find(|(name, _)| name == "word/document.xml").cloned().unwrap();
        let at = place.index(bytes.len());
        bytes.splice(at..at, junk.bytes());
        build = build.bytes(&name, &bytes);
        drop(read(&build.zip(), &mut Notices::default()));
    }

    #[test]
    fn elements_in_any_order_give_a_tree(body in soup()) {
        let (document, _) = sample_with(&body).read();
        prop_assert!(document.blocks.iter().all(|block| block.at.start >= 1));
    }
}

fn sample_with(body: &str) -> Build {
    Build::body(body).numbering(
        "<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='3'/></w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>",
    )
}
