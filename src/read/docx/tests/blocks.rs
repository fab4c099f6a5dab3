//! Headings, code, quotations, text boxes, rules, content controls and paragraphs that join.

use super::*;
use crate::document::{At, Comment};

#[test]
fn headings_by_style_base_and_outline() {
    let styles = "<w:style w:type='paragraph' w:styleId='berschrift2'><w:name w:val='heading 2'/></w:style>
        <w:style w:type='paragraph' w:styleId='Mine'><w:name w:val='Mine'/><w:basedOn w:val='berschrift2'/></w:style>
        <w:style w:type='paragraph' w:styleId='O'><w:name w:val='O'/><w:pPr><w:outlineLvl w:val='4'/></w:pPr></w:style>
        <w:style w:type='paragraph' w:styleId='O'><w:name w:val='heading 1'/></w:style>";
    let body = [
        styled("<w:pStyle w:val='Title'/>", "a"),
        styled("<w:pStyle w:val='berschrift2'/>", "b"),
        styled("<w:pStyle w:val='Mine'/>", "c"),
        styled("<w:pStyle w:val='O'/>", "d"),
        styled("<w:outlineLvl w:val='2'/>", "e"),
        styled("<w:outlineLvl w:val='9'/>", "f"),
        styled("<w:pStyle w:val='Subtitle'/>", "g"),
        styled("<w:pStyle w:val='Heading6'/>", ""),
    ];
    assert_eq!(
        Build::body(&body.concat()).styles(styles).tree(),
        "heading 1 [1] \"a\"\nheading 2 [2] \"b\"\nheading 2 [3] \"c\"\nheading 5 [4] \"d\"\nheading 3 [5] \"e\"\n\
         paragraph [6] \"f\"\nparagraph [7] \"g\"\n"
    );
}

#[test]
fn code_and_quotations_gather_their_neighbors() {
    let styles = "<w:style w:type='paragraph' w:styleId='S'><w:name w:val='Source Code'/></w:style>
        <w:style w:type='paragraph' w:styleId='Q'><w:name w:val='Intense Quote'/></w:style>";
    let code = |text: &str| styled("<w:pStyle w:val='S'/>", text);
    let quote = |text: &str| styled("<w:pStyle w:val='Q'/>", text);
    let body = [
        code("if x:"),
        "<w:p><w:pPr><w:pStyle w:val='S'/></w:pPr><w:r><w:t>  y</w:t><w:br/><w:t>z</w:t></w:r></w:p>".to_owned(),
        quote("a"),
        quote("b"),
        text(""),
        quote("c"),
        styled("<w:ind w:left='2880'/>", "d"),
        styled("<w:ind w:left='2880' w:hanging='2880.5'/>", "e"),
    ];
    assert_eq!(
        Build::body(&body.concat()).styles(styles).tree(),
        "code [1-2] - \"if x:\\n  y\\nz\"\nquote [3-4]\n  paragraph [3] \"a\"\n  paragraph [4] \"b\"\nquote [6-7]\n  \
         paragraph [6] \"c\"\n  paragraph [7] \"d\"\nparagraph [8] \"e\"\n"
    );
}

#[test]
fn text_boxes_are_read_once_after_their_paragraph() {
    let inside = format!("<w:txbxContent>{}{}</w:txbxContent>", text("in the box"), text("more"));
    let body = format!(
        "<w:p><w:r><w:t>a</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:wsp><wps:txbx>{inside}\
         </wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape>\
         </w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>b</w:t></w:r></w:p>{}",
        text("c")
    );
    assert_eq!(
        Build::body(&body).tree(),
        "paragraph [1] \"ab\"\nparagraph [2] \"in the box\"\nparagraph [3] \"more\"\nparagraph [6] \"c\"\n"
    );
}

#[test]
fn a_fallback_is_read_where_the_choice_holds_nothing() {
    let body = "<w:r><mc:AlternateContent><mc:Choice Requires=\"x\"><w:drawing/></mc:Choice><mc:Fallback><w:t>kept</w:t>\
        </mc:Fallback></mc:AlternateContent></w:r>";
    assert_eq!(Build::paragraph(body).tree(), "paragraph [1] \"kept\"\n");
}

#[test]
fn horizontal_rules() {
    let body = "<w:p><w:r><w:pict><v:rect o:hr=\"t\" o:hrstd=\"t\"/></w:pict></w:r></w:p>".to_owned() + &text("a");
    assert_eq!(Build::body(&body).tree(), "divider [1]\nparagraph [2] \"a\"\n");
}

#[test]
fn content_controls_at_every_level() {
    let control = |inside: &str| {
        format!(
            "<w:sdt><w:sdtPr><w:tag w:val=\"goog_rdk_0\"/><w:lock w:val=\"contentLocked\"/></w:sdtPr><w:sdtEndPr/>\
             <w:sdtContent>{inside}</w:sdtContent></w:sdt>"
        )
    };
    let cell = |inside: &str| format!("<w:tc><w:tcPr/>{inside}</w:tc>");
    let row = |inside: &str| format!("<w:tr>{inside}</w:tr>");
    let body = [
        control(&text("a")),
        control(&control(&text("b"))),
        format!("<w:p>{}</w:p>", control("<w:r><w:t>c ∞</w:t></w:r>")),
        control(&format!("<w:tbl>{}</w:tbl>", control(&row(&control(&cell(&control(&text("d")))))))),
    ];
    assert_eq!(
        Build::body(&body.concat()).tree(),
        "paragraph [1] \"a\"\nparagraph [2] \"b\"\nparagraph [3] \"c ∞\"\ntable [4] header rows 0 []\n  row\n    cell\n      \
         paragraph [4] \"d\"\n"
    );
}

#[test]
fn drop_caps_and_deleted_ends_join_paragraphs() {
    let body = [
        styled("<w:framePr w:dropCap=\"drop\"/>", "D"),
        text("rop cap"),
        styled("<w:rPr><w:del w:id=\"1\"/></w:rPr>", "one"),
        text("two"),
        styled("<w:rPr><w:del w:id=\"1\"/></w:rPr>", "last"),
    ];
    assert_eq!(
        Build::body(&body.concat()).tree(),
        "paragraph [1] \"Drop cap\"\nparagraph [3] \"one two\"\nparagraph [5] \"last\"\n"
    );
}

#[test]
fn google_tabs_begin_with_a_title_each() {
    let tab = |name: &str| styled("<w:pStyle w:val='Title'/><w:sectPr/>", name);
    let body = [tab("First"), text("a"), tab("Second"), text("b")];
    assert_eq!(
        Build::body(&body.concat()).tree(),
        "heading 1 [1] \"First\"\nparagraph [2] \"a\"\nheading 1 [3] \"Second\"\nparagraph [4] \"b\"\n"
    );
}

#[test]
fn text_outside_of_paragraphs_is_kept() {
    let body = "<w:r><w:t>stray</w:t></w:r>".to_owned() + &text("a");
    assert_eq!(Build::body(&body).tree(), "paragraph [1] \"stray\"\nparagraph [1] \"a\"\n");
}

#[test]
fn comments_are_counted_and_headers_told_of() {
    let comments = format!("<w:comments {NAMESPACES}><w:comment w:id=\"0\"/><w:comment w:id=\"1\"/></w:comments>");
    let header = format!("<w:hdr {NAMESPACES}>{}</w:hdr>", text("page head"));
    let (_, notices) = Build::body(&text("a"))
        .part("word/comments.xml", &comments)
        .part("word/header1.xml", &header)
        .relation("rId1", "header", "header1.xml")
        .read();
    assert_eq!(notices, ["comments-dropped", "page-furniture-dropped"]);
    let empty = format!("<w:comments {NAMESPACES}/>");
    assert_eq!(Build::body(&text("a")).part("word/comments.xml", &empty).tree(), "paragraph [1] \"a\"\n");
}

#[test]
fn comments_have_an_author_a_text_and_a_place() {
    let comment = |id: u8, author: &str, inside: &str| {
        format!("<w:comment w:id=\"{id}\" w:author=\"{author}\" w:date=\"2024-05-03T10:00:00Z\">{inside}</w:comment>")
    };
    let comments = [
        comment(0, "Ann Lee", &(text("Which &lt;zone&gt;?") + &text("  UTC,  I hope."))),
        comment(
            1,
            " ",
            "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r><w:del><w:r><w:t>gone</w:t></w:r></w:del></w:p>",
        ),
        comment(2, "Bo", "<w:p/>"),
        comment(0, "Ann again", &text("the same number")),
    ];
    let mark = |kind: &str, id: u8| format!("<w:comment{kind} w:id=\"{id}\"/>");
    let body = [
        text("one"),
        mark("RangeStart", 0),
        format!("<w:p>{}<w:r><w:t>two</w:t>{}</w:r></w:p>", mark("RangeStart", 7), mark("Reference", 1)),
        format!("<w:p><w:r><w:t>three</w:t></w:r>{}<w:r>{}</w:r></w:p>", mark("RangeEnd", 0), mark("Reference", 0)),
    ];
    let part = format!("<w:comments {NAMESPACES}>{}</w:comments>", comments.concat());
    let (document, notices) = Build::body(&body.concat()).part("word/comments.xml", &part).read();
    assert_eq!(notices, ["comments-dropped"]);
    assert_eq!(dump(&document), "paragraph [1] \"one\"\nparagraph [2] \"two\"\nparagraph [3] \"three\"\n");
    let said = |comment: &Comment| (comment.author.clone(), comment.text.clone(), comment.at);
    let said: Vec<_> = document.comments.iter().map(said).collect();
    let at = |first, last| Some(At::paragraph(first).to(At::paragraph(last)));
    assert_eq!(
        said,
        [
            (Some("Ann Lee".to_owned()), "Which <zone>?\nUTC, I hope.".to_owned(), at(2, 3)),
            (None, "a b".to_owned(), at(2, 2)),
            (Some("Bo".to_owned()), String::new(), None),
            (Some("Ann again".to_owned()), "the same number".to_owned(), None),
        ]
    );
}

#[test]
fn google_code_blocks_are_found_by_their_marks() {
    let body = [text("\u{EC03}a"), text("  b"), text("\u{EC02}"), text("c\u{E907}")];
    assert_eq!(Build::body(&body.concat()).tree(), "code [1-3] - \"a\\n  b\"\nparagraph [4] \"c\"\n");
    let breaks = "<w:r><w:t>\u{EC03}a</w:t><w:br/><w:t>b\u{EC02}</w:t></w:r>";
    assert_eq!(Build::paragraph(breaks).tree(), "code [1] - \"a\\nb\"\n");
}

#[test]
fn a_code_block_that_never_ends_stays_text() {
    let body = [text("\u{EC03}a"), text("b")];
    assert_eq!(Build::body(&body.concat()).tree(), "paragraph [1] \"a\"\nparagraph [2] \"b\"\n");
    let table = format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", text("cell"));
    let body = [text("\u{EC03}a"), table, text("b\u{EC02}")];
    let tree = Build::body(&body.concat()).tree();
    assert!(tree.starts_with("paragraph [1] \"a\"\ntable [2] "), "{tree}");
}
