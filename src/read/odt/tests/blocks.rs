//! Headings, code, quotations, tables, frames, indexes.

use super::*;

#[test]
fn headings_by_element_and_by_the_names_of_styles() {
    let document = Build::body(
        "<text:p text:style-name='Title'>Outage</text:p><text:h text:outline-level='2'>Impact</text:h>\
         <text:h text:outline-level='9'>Deep</text:h><text:p text:style-name='P1'>Timeline</text:p>\
         <text:p text:style-name='Mine'>Cause</text:p><text:p text:style-name='Heading_20_4'>Fix</text:p>\
         <text:p text:style-name='Contents'>no heading</text:p>",
    )
    .styles(&style("P1", "style:parent-style-name='Heading2'", "<style:text-properties fo:font-weight='bold'/>"))
    .styles(&style("Heading2", "style:display-name='Heading 2'", ""))
    .styles(&style("Mine", "style:default-outline-level='3'", ""))
    .styles(&style("Contents", "style:parent-style-name='Heading2' style:default-outline-level=''", ""));
    assert_eq!(
        document.tree(),
        "heading 1 [1] \"Outage\"\nheading 2 [2] \"Impact\"\nheading 6 [3] \"Deep\"\nheading 2 [4] \"Timeline\"\n\
         heading 3 [5] \"Cause\"\nheading 4 [6] \"Fix\"\nparagraph [7] \"no heading\"\n"
    );
}

#[test]
fn code_quotations_and_rules_by_style() {
    let tree = Build::body(
        "<text:p text:style-name='Preformatted_20_Text'>a<text:s text:c='3'/>b</text:p>\
         <text:p text:style-name='Preformatted_20_Text'>c</text:p><text:p text:style-name='Quotations'>said</text:p>\
         <text:p text:style-name='Horizontal_20_Line'/><text:p>end</text:p>",
    )
    .tree();
    assert_eq!(
        tree,
        "code [1-2] - \"a   b\\nc\"\nquote [3]\n  paragraph [3] \"said\"\ndivider [4]\nparagraph [5] \"end\"\n"
    );
}

#[test]
fn google_code_blocks_stand_between_their_marks() {
    let tree = Build::body(&["\u{EC03}let a;", "let b;\u{EC02}", "end"].map(text).concat()).tree();
    assert_eq!(tree, "code [1-2] - \"let a;\\nlet b;\"\nparagraph [3] \"end\"\n");
}

#[test]
fn tables_with_header_spans_and_nesting() {
    let cell = |attributes: &str, inside: &str| format!("<table:table-cell {attributes}>{inside}</table:table-cell>");
    let inner = format!("<table:table><table:table-row>{}</table:table-row></table:table>", cell("", &text("in")));
    let tree = Build::body(&format!(
        "<text:p>before</text:p><table:table><table:table-column table:number-columns-repeated='3'/>\
         <table:table-header-rows><table:table-row>{}{}</table:table-row></table:table-header-rows>\
         <table:table-row>{}<table:covered-table-cell/>{}</table:table-row>\
         <table:table-row>{}{}</table:table-row></table:table><text:p>after</text:p>",
        cell("", &text("Time")),
        cell("", &text("What")),
        cell("table:number-columns-spanned='2' table:number-rows-spanned='2'", &text("wide")),
        cell("", &inner),
        "<table:covered-table-cell/>",
        cell("", &text("last")),
    ))
    .tree();
    assert_eq!(
        tree,
        "paragraph [1] \"before\"\ntable [2-6] header rows 1 []\n  row\n    cell\n      paragraph [2] \"Time\"\n    cell\n      \
         paragraph [3] \"What\"\n  row\n    cell 2x2\n      paragraph [4] \"wide\"\n    cell\n      table [5] header rows 0 []\n        \
         row\n          cell\n            paragraph [5] \"in\"\n  row\n    cell\n      paragraph [6] \"last\"\n\
         paragraph [7] \"after\"\n"
    );
}

#[test]
fn repeated_rows_and_cells_are_there_as_often() {
    let row = |repeated: u32, cells: &str| {
        format!("<table:table-row table:number-rows-repeated='{repeated}'>{cells}</table:table-row>")
    };
    let cell = format!("<table:table-cell table:number-columns-repeated='2'>{}</table:table-cell>", text("x"));
    let empty = "<table:table-cell table:number-columns-repeated='16384'/>";
    let (document, notices) =
        Build::body(&format!("<table:table>{}{}</table:table>", row(2, &cell), row(9, empty))).read();
    assert!(notices.is_empty());
    assert_eq!(dump(&document).matches("\"x\"").count(), 4);
    assert_eq!(dump(&document).matches("  row\n").count(), 3);
}

#[test]
fn pictures_with_text_link_and_bytes() {
    let (document, notices) = Build::body(&text(
        "<draw:a xlink:href='https://a.test/'><draw:frame><draw:image><office:binary-data>iVBO Rw==</office:binary-data>\
         <text:p/></draw:image><svg:title>T</svg:title><svg:desc>A graph</svg:desc></draw:frame></draw:a>\
         <draw:frame><draw:image xlink:href='https://a.test/b.png'/><svg:title>Logo</svg:title></draw:frame>\
         <draw:frame><draw:image xlink:href='Pictures/none.png'/></draw:frame>",
    ))
    .read();
    assert_eq!(
        dump(&document),
        "media image1.png image/png 4 bytes\nparagraph [1] link<https://a.test/>{image#0{\"A graph\"}} \
         image<https://a.test/b.png>{\"Logo\"} image<Pictures/none.png>{\"\"}\n"
    );
    assert_eq!(notices, ["image-missing"]);
}

#[test]
fn text_boxes_and_shapes_follow_their_paragraph_once() {
    let tree = Build::body(
        "<text:p>a<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame> b</text:p>\
         <draw:custom-shape><svg:title>no text</svg:title><text:p>shape</text:p><draw:enhanced-geometry/></draw:custom-shape>\
         <text:p><draw:line/>c</text:p>",
    )
    .tree();
    assert_eq!(tree, "paragraph [1] \"a b\"\nparagraph [2] \"box\"\nparagraph [3] \"shape\"\nparagraph [4] \"c\"\n");
}

#[test]
fn formulas_are_text_and_other_objects_are_told_of() {
    let formula = "<math:math><math:semantics><math:mrow><math:mfrac><math:mi>a</math:mi><math:mrow><math:mi>b</math:mi>\
                   <math:mo>+</math:mo><math:mn>1</math:mn></math:mrow></math:mfrac><math:msup><math:mi>x</math:mi>\
                   <math:mn>2</math:mn></math:msup></math:mrow><math:annotation>junk</math:annotation></math:semantics></math:math>";
    let object = |inside: &str| text(&format!("= <draw:frame><draw:object>{inside}</draw:object></draw:frame>"));
    assert_eq!(Build::body(&object(formula)).tree(), "paragraph [1] \"= a/(b+1)x^2\"\n");
    assert_eq!(Build::body(&object("<office:document/>")).tree_with("embedded-dropped"), "paragraph [1] \"=\"\n");
}

#[test]
fn contents_lists_go_and_sections_stay() {
    let tree = Build::body(
        "<text:table-of-content><text:index-body><text:p>Impact 1</text:p></text:index-body></text:table-of-content>\
         <text:section><text:section><text:p>kept</text:p></text:section></text:section>\
         <text:bibliography><text:index-body><text:p>A book</text:p></text:index-body></text:bibliography>",
    )
    .tree_with("index-dropped");
    assert_eq!(tree, "paragraph [1] \"kept\"\nparagraph [2] \"A book\"\n");
}

#[test]
fn controls_show_what_their_form_holds() {
    let tree = Build::body(
        "<office:forms><form:form><form:checkbox form:id='c' form:label='paged' form:current-state='checked'/>\
         <form:text form:id='t' form:current-value='Ann'/></form:form></office:forms>\
         <text:p><draw:control draw:control='c'/> by <draw:control draw:control='t'/></text:p>",
    )
    .tree();
    assert_eq!(tree, "paragraph [1] \"☒ paged by Ann\"\n");
}
