//! Runs, marks, links, fields, symbols, pictures and notes.

use super::*;

/// A run with these properties.
fn run(properties: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

#[test]
fn direct_formatting_and_toggles_that_are_off() {
    let off =
        "<w:b w:val=\"0\"/><w:i w:val=\"false\"/><w:strike w:val=\"off\"/><w:u w:val=\"none\"/><w:rtl w:val=\"0\"/>";
    let runs = [
        run("<w:b/>", "b"),
        run("<w:i w:val=\"1\"/>", "i"),
        run("<w:u w:val=\"single\"/>", "u"),
        run("<w:strike/>", "s"),
        run("<w:dstrike w:val=\"true\"/>", "d"),
        run("<w:vertAlign w:val=\"superscript\"/>", "2"),
        run("<w:vertAlign w:val=\"subscript\"/>", "3"),
        run(off, "plain"),
    ];
    assert_eq!(
        Build::paragraph(&runs.concat()).tree(),
        "paragraph [1] strong{\"b\"} emphasis{\"i\"} underline{\"u\"} strike{\"sd\"} superscript{\"2\"} \
         subscript{\"3\"} \"plain\"\n"
    );
}

#[test]
fn toggles_come_through_styles_and_cancel_out() {
    let styles = "<w:style w:type='paragraph' w:styleId='P'><w:name w:val='P'/><w:rPr><w:b/></w:rPr></w:style>
        <w:style w:type='character' w:styleId='C'><w:name w:val='Strong'/><w:rPr><w:b/></w:rPr></w:style>
        <w:style w:type='character' w:styleId='V'><w:name w:val='Verbatim Char'/></w:style>";
    let runs = [
        "<w:pPr><w:pStyle w:val='P'/></w:pPr>".to_owned(),
        "<w:r><w:t>style</w:t></w:r>".to_owned(),
        run("<w:rStyle w:val='C'/>", "cancelled"),
        run("<w:b w:val='0'/>", "off"),
        run("<w:rStyle w:val='V'/>", "code"),
    ];
    assert_eq!(
        Build::paragraph(&runs.concat()).styles(styles).tree(),
        "paragraph [1] strong{\"style\"} \"cancelledoff\" strong{code{\"code\"}}\n"
    );
}

#[test]
fn bold_of_a_heading_style_marks_nothing() {
    let styles = "<w:style w:type='paragraph' w:styleId='H'><w:name w:val='heading 1'/><w:rPr><w:b/></w:rPr></w:style>";
    let body = "<w:p><w:pPr><w:pStyle w:val='H'/></w:pPr><w:r><w:t>a </w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>b</w:t></w:r></w:p>";
    assert_eq!(Build::body(body).styles(styles).tree(), "heading 1 [1] \"a \" emphasis{\"b\"}\n");
}

#[test]
fn google_marks_inline_code_by_font_and_color() {
    let code = "<w:rFonts w:ascii='Roboto Mono'/><w:color w:val='188038'/>";
    let runs = [run(code, "x = 1"), run("<w:rFonts w:ascii='Roboto Mono'/>", " y")];
    assert_eq!(Build::paragraph(&runs.concat()).tree(), "paragraph [1] code{\"x = 1\"} \" y\"\n");
}

#[test]
fn special_characters() {
    let body = "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>c</w:t><w:br/><w:t>d</w:t>\
        <w:cr/><w:t>e</w:t><w:br w:type=\"page\"/><w:t>f</w:t><w:br w:type=\"textWrapping\"/><w:t>g&#xB;h &amp; &lt;i&gt;</w:t>\
        <w:ptab/><w:t>j</w:t></w:r>";
    assert_eq!(
        Build::paragraph(body).part("word/none.xml", "").tree(),
        "paragraph [1] \"a\\tb\u{2011}c\" // \"d\" // \"e f\" // \"g\" // \"h & <i>\\tj\"\n"
    );
}

#[test]
fn symbols_become_unicode_and_private_characters_go() {
    let body = "<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0E0\"/><w:t xml:space=\"preserve\"> a\u{E907}b </w:t>\
        <w:sym w:font=\"Symbol\" w:char=\"F061\"/></w:r>";
    assert_eq!(Build::paragraph(body).tree(), "paragraph [1] \"→ ab α\"\n");
    let unknown = "<w:r><w:sym w:font=\"Acme\" w:char=\"F001\"/></w:r>";
    assert_eq!(Build::paragraph(unknown).read().1, ["symbol-dropped"]);
    let font = run("<w:rFonts w:ascii='Wingdings'/>", "\u{F0FC}");
    assert_eq!(Build::paragraph(&font).tree(), "paragraph [1] \"✓\"\n");
}

#[test]
fn a_link_cut_in_pieces_is_one_link() {
    let body = [
        "<w:hyperlink r:id=\"rId9\">".to_owned(),
        run("<w:u w:val=\"single\"/>", "one "),
        "</w:hyperlink><w:hyperlink r:id=\"rId9\">".to_owned(),
        run("<w:b/>", "two"),
        "</w:hyperlink><w:hyperlink w:anchor=\"here\">".to_owned(),
        run("", "three"),
        "</w:hyperlink><w:hyperlink r:id=\"rId404\">".to_owned(),
        run("", "four"),
        "</w:hyperlink>".to_owned(),
    ];
    assert_eq!(
        Build::paragraph(&body.concat()).relation("rId9", "hyperlink", "https://a.example/x").tree(),
        "paragraph [1] link<https://a.example/x>{\"one \" strong{\"two\"}} link<#here>{\"three\"} \"four\"\n"
    );
}

#[test]
fn fields_show_their_result_and_hyperlinks_link() {
    let body = "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> HYPERLINK </w:instrText></w:r>\
        <w:r><w:instrText>\"https://a.example\" </w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>\
        <w:r><w:t>here</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r><w:r><w:t xml:space='preserve'> page </w:t></w:r>\
        <w:fldSimple w:instr=' PAGE '><w:r><w:t>7</w:t></w:r></w:fldSimple>\
        <w:fldSimple w:instr=' HYPERLINK \\l \"mark\" '><w:r><w:t>there</w:t></w:r></w:fldSimple>";
    assert_eq!(
        Build::paragraph(body).tree(),
        "paragraph [1] link<https://a.example>{\"here\"} \" page 7\" link<#mark>{\"there\"}\n"
    );
}

#[test]
fn a_field_that_never_separates_loses_no_text() {
    let body = "<w:p><w:r><w:fldChar w:fldCharType='begin'/><w:t>kept</w:t></w:r></w:p>".to_owned() + &text("next");
    assert_eq!(Build::body(&body).tree(), "paragraph [1] \"kept\"\nparagraph [2] \"next\"\n");
}

#[test]
fn check_boxes_of_controls_and_forms() {
    let control = |state: &str, sign: &str| {
        format!(
            "<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val=\"{state}\"/></w14:checkbox></w:sdtPr>\
             <w:sdtContent><w:r><w:t>{sign}</w:t></w:r></w:sdtContent></w:sdt>"
        )
    };
    let form = "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox><w:default w:val='0'/><w:checked/>\
        </w:checkBox></w:ffData></w:fldChar><w:instrText> FORMCHECKBOX </w:instrText><w:fldChar w:fldCharType='end'/></w:r>";
    let body = format!(
        "{}<w:r><w:t> a </w:t></w:r>{}<w:r><w:t> b </w:t></w:r>{}<w:r><w:t> c </w:t></w:r>{form}",
        control("1", "✔"),
        control("0", "☐"),
        control("0", "")
    );
    assert_eq!(Build::paragraph(&body).tree(), "paragraph [1] \"☒ a ☐ b ☐ c ☒\"\n");
}

#[test]
fn pictures_of_both_kinds() {
    let drawing = "<w:r><w:drawing><wp:inline><wp:docPr id=\"1\" name=\"n\" descr=\"A graph\"/><a:graphic><a:graphicData>\
        <pic:pic><pic:blipFill><a:blip r:embed=\"rId1\"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>";
    let vml = "<w:r><w:pict><v:shape id=\"s\" alt=\"Old\"><v:imagedata r:id=\"rId2\" o:title=\"t\"/></v:shape></w:pict></w:r>";
    let linked = "<w:r><w:drawing><a:blip r:link=\"rId3\"/></w:drawing></w:r>";
    let missing = "<w:r><w:drawing><a:blip r:embed=\"rId4\"/></w:drawing></w:r>";
    let (document, notices) = Build::paragraph(&[drawing, vml, drawing, linked, missing].concat())
        .relation("rId1", "image", "media/one.png")
        .relation("rId2", "image", "/word/media/two.jpg")
        .relation("rId3", "image", "https://a.example/p.png")
        .relation("rId4", "image", "media/gone.png")
        .bytes("word/media/one.png", b"\x89PNG....")
        .bytes("word/media/two.jpg", b"?")
        .read();
    assert_eq!(
        dump(&document),
        "media one.png image/png 8 bytes\nmedia two.jpg image/jpeg 1 bytes\nparagraph [1] image#0{\"A graph\"} \
         image#1{\"Old\"} image#0{\"A graph\"} image<https://a.example/p.png>{\"\"} image<word/media/gone.png>{\"\"}\n"
    );
    assert_eq!(notices, ["image-missing"]);
}

#[test]
fn notes_are_numbered_together_and_follow_the_text() {
    let body = format!(
        "{}<w:p><w:r><w:t>a</w:t></w:r><w:r><w:endnoteReference w:id=\"2\"/></w:r><w:r><w:footnoteReference w:id=\"1\"/></w:r>\
         <w:r><w:footnoteReference w:id=\"1\"/></w:r></w:p>",
        text("first")
    );
    let note = |kind: &str, id: &str, text: &str| {
        format!(
            "<w:{kind} w:id=\"{id}\"><w:p><w:r><w:{kind}Ref/></w:r><w:r><w:t xml:space=\"preserve\"> {text}</w:t></w:r></w:p></w:{kind}>"
        )
    };
    let footnotes = format!(
        "<w:footnotes {NAMESPACES}>{}{}</w:footnotes>",
        "<w:footnote w:type=\"separator\" w:id=\"0\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>",
        note("footnote", "1", "foot")
    );
    let endnotes = format!("<w:endnotes {NAMESPACES}>{}</w:endnotes>", note("endnote", "2", "end"));
    let tree = Build::body(&body).part("word/footnotes.xml", &footnotes).part("word/endnotes.xml", &endnotes).tree();
    assert_eq!(
        tree,
        "paragraph [1] \"first\"\nparagraph [2] \"a\" note{\"1\"} note{\"2\"} note{\"2\"}\nfootnote [2] \"1\"\n  \
         paragraph [2] \"end\"\nfootnote [2] \"2\"\n  paragraph [2] \"foot\"\n"
    );
}

#[test]
fn wrappers_are_read_through_and_ruby_keeps_its_base() {
    let wrap = |name: &str, text: &str| format!("<w:{name}><w:r><w:t>{text}</w:t></w:r></w:{name}>");
    let body = [
        wrap("smartTag", "a"),
        wrap("customXml", "b"),
        wrap("ins", "c"),
        wrap("moveTo", "d"),
        wrap("bdo", "e"),
        wrap("dir", "f"),
        "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>above</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>g</w:t></w:r></w:rubyBase></w:ruby></w:r>"
            .to_owned(),
    ];
    let (document, notices) = Build::paragraph(&body.concat()).read();
    assert_eq!(dump(&document), "paragraph [1] \"abcdefg\"\n");
    assert_eq!(notices, ["reading-aids-dropped"]);
}

#[test]
fn deletions_are_dropped_and_counted() {
    let body = "<w:r><w:t>a</w:t></w:r><w:del><w:r><w:delText>b</w:delText></w:r><w:ins><w:r><w:t>c</w:t></w:r></w:ins></w:del>\
        <w:moveFrom><w:r><w:t>d</w:t></w:r></w:moveFrom>";
    let mut notices = Notices::default();
    let document = read(&Build::paragraph(body).zip(), &mut notices).unwrap();
    assert_eq!(dump(&document), "paragraph [1] \"a\"\n");
    assert_eq!(notices.into_vec()[0].notice, Notice::DeletionsDropped { count: 2 });
}

#[test]
fn an_unknown_element_is_told_of_and_its_text_kept() {
    let (document, notices) =
        Build::paragraph("<w:r><w:novelty>new</w:novelty></w:r><x:y xmlns:x=\"u\">er</x:y>").read();
    assert_eq!(dump(&document), "paragraph [1] \"newer\"\n");
    assert_eq!(notices, ["unknown-element", "unknown-element"]);
}

#[test]
fn words_set_as_a_drawing_are_kept() {
    let body = "<w:r><w:pict><v:shape><v:textpath string=\"DRAFT &amp; more\"/></v:shape></w:pict></w:r>";
    assert_eq!(Build::paragraph(body).tree(), "paragraph [1] \"DRAFT & more\"\n");
}
