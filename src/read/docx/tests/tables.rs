//! Tables.

use super::*;

fn cell(properties: &str, inside: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>")
}

fn row(properties: &str, cells: &[String]) -> String {
    format!("<w:tr><w:trPr>{properties}</w:trPr>{}</w:tr>", cells.concat())
}

fn table(properties: &str, rows: &[String]) -> String {
    format!(
        "<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid><w:gridCol w:w=\"2210.0000000000005\"/></w:tblGrid>{}</w:tbl>",
        rows.concat()
    )
}

#[test]
fn cells_span_columns_and_rows() {
    let rows = [
        row("<w:tblHeader/>", &[cell("<w:gridSpan w:val='2'/>", &text("a")), cell("", &text("b"))]),
        row("", &[cell("<w:vMerge w:val='restart'/>", &text("c")), cell("", &text("d")), cell("", &text("e"))]),
        row("", &[cell("<w:vMerge/>", "<w:p/>"), cell("", &text("f")), cell("", &text("g"))]),
        row("<w:gridBefore w:val='1'/>", &[cell("", &text("h"))]),
    ];
    assert_eq!(
        Build::body(&table("", &rows)).tree(),
        "table [1-9] header rows 1 []\n  row\n    cell 2x1\n      paragraph [1] \"a\"\n    cell\n      paragraph [2] \"b\"\n  \
         row\n    cell 1x2\n      paragraph [3] \"c\"\n    cell\n      paragraph [4] \"d\"\n    cell\n      paragraph [5] \"e\"\n  \
         row\n    cell\n      paragraph [7] \"f\"\n    cell\n      paragraph [8] \"g\"\n  row\n    cell\n    cell\n      \
         paragraph [9] \"h\"\n"
    );
}

#[test]
fn the_first_row_may_be_set_off_by_the_look() {
    for (look, headers) in [
        ("<w:tblLook w:val='04A0'/>", 1),
        ("<w:tblLook w:val='0480'/>", 0),
        ("<w:tblLook w:firstRow='1'/>", 1),
        ("<w:tblLook w:val='04A0' w:firstRow='0'/>", 0),
    ] {
        let tree =
            Build::body(&table(look, &[row("", &[cell("", &text("a"))]), row("", &[cell("", &text("b"))])])).tree();
        assert!(tree.starts_with(&format!("table [1-2] header rows {headers} ")), "{look}: {tree}");
    }
}

#[test]
fn tables_stand_in_cells_and_positions_count_on() {
    let inner = table("", &[row("", &[cell("", &text("b"))])]);
    let outer = table("", &[row("", &[cell("", &format!("{}{inner}{}", text("a"), text("c")))])]);
    assert_eq!(
        Build::body(&(outer + &text("d"))).tree(),
        "table [1-3] header rows 0 []\n  row\n    cell\n      paragraph [1] \"a\"\n      table [2] header rows 0 []\n        row\n          \
         cell\n            paragraph [2] \"b\"\n      paragraph [3] \"c\"\nparagraph [4] \"d\"\n"
    );
}

#[test]
fn toggles_and_deleted_rows_in_tables() {
    let bold = "<w:p><w:r><w:rPr><w:b w:val=\"1\"/></w:rPr><w:t>a</w:t></w:r></w:p>";
    let rows = [row("", &[cell("", bold)]), row("<w:del w:id='1'/>", &[cell("", &text("gone"))])];
    let (document, notices) = Build::body(&table("", &rows)).read();
    assert_eq!(dump(&document), "table [1-2] header rows 0 []\n  row\n    cell\n      paragraph [1] strong{\"a\"}\n");
    assert_eq!(notices, ["deletions-dropped"]);
}

#[test]
fn a_huge_span_is_cut() {
    let tree = Build::body(&table("", &[row("", &[cell("<w:gridSpan w:val='4000000000'/>", &text("a"))])])).tree();
    assert!(tree.contains("cell 256x1"), "{tree}");
}
