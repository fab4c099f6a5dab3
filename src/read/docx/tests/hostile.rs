//! Depth, cycles, and much of everything.

use super::*;
use crate::document::{BlockKind, MAX_DEPTH, plain_text_of_blocks};

/// How deep the blocks are nested.
fn depth(blocks: &[Block]) -> usize {
    let inside = |block: &Block| match &block.kind {
        BlockKind::List(list) => list.items.iter().map(|item| depth(&item.blocks)).max(),
        BlockKind::Table(table) => table.rows.iter().flat_map(|row| &row.cells).map(|cell| depth(&cell.blocks)).max(),
        BlockKind::Quote(inside) | BlockKind::Footnote { blocks: inside, .. } => Some(depth(inside)),
        _ => None,
    };
    blocks.iter().map(|block| 1 + inside(block).unwrap_or(0)).max().unwrap_or(0)
}

fn nested(open: &str, close: &str, times: usize) -> (Document, Vec<&'static str>) {
    Build::body(&format!("{}{}{}", open.repeat(times), text("deep"), close.repeat(times))).read()
}

#[test]
fn tables_and_text_boxes_are_flattened_at_the_limit() {
    for (open, close) in [
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>"),
    ] {
        let (document, notices) = nested(open, close, 2_000);
        assert_eq!(plain_text_of_blocks(&document.blocks).trim(), "deep");
        assert!(depth(&document.blocks) <= MAX_DEPTH);
        assert_eq!(notices, ["depth-flattened"]);
    }
}

#[test]
fn wrappers_and_unknown_elements_may_be_nested_at_will() {
    for (open, close) in
        [("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"), ("<w:ins>", "</w:ins>"), ("<x>", "</x>")]
    {
        let (document, _) = nested(open, close, 20_000);
        assert_eq!(plain_text_of_blocks(&document.blocks), "deep");
    }
    let math = format!("<m:oMath>{}<m:t>x</m:t>{}</m:oMath>", "<m:d>".repeat(5_000), "</m:d>".repeat(5_000));
    let (document, _) = Build::paragraph(&math).read();
    assert!(plain_text_of_blocks(&document.blocks).contains('x'));
}

#[test]
fn more_levels_than_the_parser_counts_are_an_error() {
    for (open, close) in [
        ("<w:ins>", "</w:ins>"),
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>"),
        ("<x>", "</x>"),
    ] {
        let body = format!("{}{}", open.repeat(100_000), close.repeat(100_000));
        assert!(matches!(Build::body(&body).error(), DocxError::Xml { source: PartError::TooDeep, .. }), "{open}");
    }
}

#[test]
fn a_hundred_thousand_side_by_side_are_read() {
    let paragraph = text("a");
    for one in [
        format!("<w:sdt><w:sdtContent>{paragraph}</w:sdtContent></w:sdt>"),
        format!("<w:tbl><w:tr><w:tc>{paragraph}</w:tc></w:tr></w:tbl>"),
    ] {
        let (document, notices) = Build::body(&one.repeat(100_000)).read();
        assert_eq!((document.blocks.len(), notices), (100_000, Vec::new()));
    }
}

#[test]
fn many_attributes_take_linear_time() {
    let attributes = (0..100_000).fold(String::new(), |all, number| all + &format!(" a{number}='u'"));
    assert_eq!(
        Build::body(&format!("<w:p{attributes}>{}</w:p>", "<w:r><w:t>a</w:t></w:r>")).tree(),
        "paragraph [1] \"a\"\n"
    );
}

#[test]
fn cycles_of_styles_and_lists_end() {
    let styles = "<w:style w:type='paragraph' w:styleId='A'><w:basedOn w:val='A'/></w:style>
        <w:style w:type='numbering' w:styleId='L'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>
        <w:style w:type='numbering' w:styleId='M'><w:pPr><w:numPr><w:numId w:val='2'/></w:numPr></w:pPr></w:style>";
    let numbering = "<w:abstractNum w:abstractNumId='1'><w:numStyleLink w:val='M'/></w:abstractNum>
        <w:abstractNum w:abstractNumId='2'><w:numStyleLink w:val='L'/></w:abstractNum>
        <w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='2'/></w:num>";
    let body = styled("<w:pStyle w:val='A'/><w:numPr><w:numId w:val='1'/></w:numPr>", "a");
    assert_eq!(Build::body(&body).styles(styles).numbering(numbering).tree(), "paragraph [1] \"a\"\n");
}

#[test]
fn numbers_out_of_range_are_harmless() {
    let numbering = "<w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='-4'/><w:lvl w:ilvl='0'><w:start w:val='18446744073709551615'/></w:lvl>
        <w:lvl w:ilvl='99999999999999999999'/></w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='1'/>
        <w:lvlOverride w:ilvl='77'><w:startOverride w:val='-1'/></w:lvlOverride></w:num>";
    let item = |level: &str| {
        styled(
            &format!(
                "<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='1'/></w:numPr><w:ind w:left='-9223372036854775808' w:hanging='9223372036854775807'/>"
            ),
            "a",
        )
    };
    let body = [item("0"), item("0"), item("-1"), item("9999"), item("x")].concat();
    let (document, _) = Build::body(&body).numbering(numbering).read();
    assert_eq!(plain_text_of_blocks(&document.blocks), "a\na\na\na\na");
}

#[test]
fn what_fills_memory_is_counted() {
    let error =
        Build::paragraph(&format!("<w:r>{}</w:r>", "<w:br/>".repeat(crate::read::office::xml::MAX_ITEMS + 1))).error();
    assert!(matches!(error, DocxError::Xml { source: PartError::TooManyItems, .. }));
}

#[test]
fn text_is_counted() {
    let error = Build::body(&text(&"word ".repeat(crate::read::size::MAX_TEXT / 5 + 1))).error();
    assert!(matches!(error, DocxError::Xml { source: PartError::TooMuchText, .. }));
}

#[test]
fn namespaces_are_counted() {
    let declarations = (0..300).fold(String::new(), |all, number| all + &format!(" xmlns:n{number}='u'"));
    let error = Build::body(&format!("<w:p{declarations}/>")).error();
    assert!(matches!(error, DocxError::Xml { source: PartError::TooManyNamespaces, .. }));
}
