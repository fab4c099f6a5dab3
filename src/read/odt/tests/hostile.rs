//! Files made to break the reader. Each ends, and quickly.

use super::*;
use crate::document::{BlockKind, MAX_DEPTH};
use crate::read::office::xml::MAX_ITEMS;

fn nested(open: &str, close: &str, times: usize) -> Build {
    Build::body(&format!("{}{}{}", open.repeat(times), text("x"), close.repeat(times)))
}

#[test]
fn deep_nesting_ends_within_the_tree() {
    for (open, close) in [
        ("<text:section>", "</text:section>"),
        ("<text:list><text:list-item>", "</text:list-item></text:list>"),
        ("<draw:frame><draw:text-box>", "</draw:text-box></draw:frame>"),
        ("<table:table><table:table-row><table:table-cell>", "</table:table-cell></table:table-row></table:table>"),
        ("<text:p><text:note><text:note-body>", "</text:note-body></text:note></text:p>"),
    ] {
        let (document, _) = nested(open, close, 20_000).read();
        let tree = dump(&document);
        assert!(tree.contains("\"x\"") || tree.contains("x\""), "{open}");
        assert!(depth(&document.blocks) <= MAX_DEPTH, "{open}");
    }
    let spans = format!("<text:p>{}x{}</text:p>", "<text:span>".repeat(60_000), "</text:span>".repeat(60_000));
    assert_eq!(Build::body(&spans).tree(), "paragraph [1] \"x\"\n");
    assert!(nested("<text:section>", "</text:section>", 100_000).error().contains("nested deeper"));
}

fn depth(blocks: &[crate::document::Block]) -> usize {
    let inside = |block: &crate::document::Block| match &block.kind {
        BlockKind::List(list) => list.items.iter().map(|item| depth(&item.blocks)).max().unwrap_or(0),
        BlockKind::Table(table) => {
            table.rows.iter().flat_map(|row| &row.cells).map(|cell| depth(&cell.blocks)).max().unwrap_or(0)
        }
        BlockKind::Quote(blocks) | BlockKind::Footnote { blocks, .. } => depth(blocks),
        _ => 0,
    };
    blocks.iter().map(|block| 1 + inside(block)).max().unwrap_or(0)
}

#[test]
fn repetition_without_end_is_told_of() {
    let cell = format!("<table:table-cell table:number-columns-repeated='999999999'>{}</table:table-cell>", text("x"));
    let row = format!("<table:table-row table:number-rows-repeated='999999999'>{cell}</table:table-row>");
    let tree = Build::body(&format!("<table:table>{row}</table:table>")).tree_with("repeats-dropped");
    assert!(tree.matches("\"x\"").count() < 300_000);
    let long = "x".repeat(10_000);
    let cell = format!("<table:table-cell table:number-columns-repeated='256'>{}</table:table-cell>", text(&long));
    let tree = Build::body(&format!("<table:table><table:table-row>{cell}</table:table-row></table:table>"))
        .tree_with("repeats-dropped");
    assert!(tree.len() < 2_000_000);
}

#[test]
fn blanks_without_end_are_bounded() {
    let blanks = "<text:s text:c='99999999999'/>x".repeat(50);
    assert!(Build::body(&text(&blanks)).tree().len() < 5_000_000);
}

#[test]
fn too_many_items_are_an_error() {
    assert!(Build::body(&text(&"<text:line-break/>".repeat(MAX_ITEMS + 1))).error().contains("more than 1000000"));
}

#[test]
fn cycles_of_styles_end() {
    let document = Build::body("<text:p text:style-name='A'>x<text:span text:style-name='C'>y</text:span></text:p>")
        .styles(&style("A", "style:parent-style-name='B'", ""))
        .styles(&style("B", "style:parent-style-name='A'", ""))
        .styles("<style:style style:name='C' style:family='text' style:parent-style-name='C'/>");
    assert_eq!(document.tree(), "paragraph [1] \"xy\"\n");
}

#[test]
fn entities_and_declarations_are_refused() {
    let with_doctype = Build::body(&text("x")).xml().replace("<office:document ", "<!DOCTYPE x><office:document ");
    let error = read(with_doctype.as_bytes(), &mut Notices::default()).unwrap_err();
    assert!(chain(&error).contains("document type declaration"));
    assert!(Build::body(&text("&x;")).error().contains("entity `x`"));
}

#[test]
fn numbers_out_of_all_range_do_no_harm() {
    let body = "<text:h text:outline-level='-99999999999999999999'>a</text:h><text:h text:outline-level='99999999'>b</text:h>\
                <text:list><text:list-item text:start-value='18446744073709551615'><text:p>c</text:p></text:list-item>\
                <text:list-item><text:p>d</text:p></text:list-item></text:list><text:numbered-paragraph text:level='-5'>\
                <text:p>e</text:p></text:numbered-paragraph><table:table><table:table-row table:number-rows-repeated='0'>\
                <table:table-cell table:number-columns-spanned='999999999' table:number-rows-spanned='-1'><text:p>f</text:p>\
                </table:table-cell></table:table-row></table:table>";
    let styles = "<text:list-style style:name='L'><text:list-level-style-number text:level='-1'/>\
                  <text:list-level-style-number text:level='99'/></text:list-style>";
    let tree = Build::body(body).styles(styles).tree();
    for word in ["a", "b", "c", "d", "e", "f"] {
        assert!(tree.contains(&format!("\"{word}\"")), "{tree}");
    }
}
