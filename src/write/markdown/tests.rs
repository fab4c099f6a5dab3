//! Tests of how Markdown is written.

use super::{MarkdownOptions, write, write_inlines};
use crate::document::{
    At, Block, BlockKind, Cell, Document, Image, ImageSource, Inline, Item, Link, List, Media, Row, Table,
};
use crate::notice::Notices;
use crate::read::markdown::read;
use crate::write::Images;

fn at() -> At {
    At::lines(1, 1)
}

fn paragraph(text: &str) -> Block {
    Block::paragraph(vec![Inline::text(text)], at())
}

fn block(kind: BlockKind) -> Block {
    Block { kind, at: at() }
}

fn written(blocks: Vec<Block>) -> String {
    write(&Document { title: None, blocks, media: Vec::new(), ..Document::default() }, &MarkdownOptions::default())
}

#[test]
fn markdown_is_written_in_one_style() {
    for (text, expected) in [
        ("Title\n=====\ntext\nmore", "# Title\n\ntext more\n"),
        ("* a\n* b\n\n  c\n", "- a\n\n- b\n\n  c\n"),
        ("* a\n  + b\n    1) c\n", "- a\n  - b\n    1. c\n"),
        ("9. a\n10. b\n    - c", "9. a\n10. b\n    - c\n"),
        ("- a\n\n  3. b", "- a\n\n  3. b\n"),
        ("- a\n\n+ b", "- a\n\n<!-- -->\n\n- b\n"),
        ("- a\n1. b", "- a\n\n1. b\n"),
        ("> a\n\n> b", "> a\n\n<!-- -->\n\n> b\n"),
        ("- [ ] a\n- [x] b", "- [ ] a\n- [x] b\n"),
        ("__a__ _b_ a*b*c", "**a** *b* a*b*c\n"),
        ("***a*** **b *c***", "***a*** **b *c***\n"),
        ("<b>Note:</b>text", "<strong>Note:</strong>text\n"),
        ("<b>a </b>b", "**a** b\n"),
        ("*a*<b>b</b>", "*a*<strong>b</strong>\n"),
        ("x<sup>2</sup> <u>y</u> ~z~", "x<sup>2</sup> <u>y</u> ~~z~~\n"),
        ("a  \nb", "a\\\nb\n"),
        ("# a<br>b", "# a<br>b\n"),
        ("<https://a.b> https://c.d [t](<x y> 'T')", "<https://a.b> <https://c.d> [t](<x y> \"T\")\n"),
        ("    a ``` b\n", "````text\na ``` b\n````\n"),
        ("~~~ rust x\nlet a;\n~~~", "```rust\nlet a;\n```\n"),
        ("|a|b|\n|:-|-:|\n|`x\\|y`|\n", "| a | b |\n| :--- | ---: |\n| `x\\|y` | |\n"),
        ("a[^x]\n\n[^x]: n\n\nb", "a[^x]\n\nb\n\n[^x]: n\n"),
        ("***\n", "---\n"),
        ("- * * *\n", "- ***\n"),
        ("# a \\#\n", "# a \\#\n"),
        ("\\# a, 1\\. b, snake\\_case, \\[x\\], 3 \\* 4", "\\# a, 1. b, snake_case, [x], 3 * 4\n"),
        ("", ""),
    ] {
        let document = read(text, &mut Notices::default());
        assert_eq!(write(&document, &MarkdownOptions::default()), expected, "{text}");
    }
}

#[test]
fn neighbors_that_markdown_would_join_are_kept_apart() {
    let list = || {
        let item = Item { checked: None, blocks: vec![paragraph("a")], at: at() };
        block(BlockKind::List(List { start: Some(1), items: vec![item] }))
    };
    assert_eq!(written(vec![list(), list()]), "1. a\n\n<!-- -->\n\n1. a\n");
}

#[test]
fn tables_are_html_only_where_they_must_be() {
    let row = |cells: Vec<Cell>| Row { cells, at: at() };
    let table = |header_rows, rows| block(BlockKind::Table(Table { header_rows, alignments: Vec::new(), rows }));
    let plain = table(0, vec![row(vec![Cell::new(vec![paragraph("a"), paragraph("b|c")]), Cell::new(Vec::new())])]);
    assert_eq!(written(vec![plain]), "| | |\n| --- | --- |\n| a<br>b\\|c | |\n");
    let item = Item { checked: None, blocks: vec![paragraph("x < y")], at: at() };
    let list = block(BlockKind::List(List { start: None, items: vec![item] }));
    let wide = Cell { columns: 2, ..Cell::new(vec![paragraph("*h*")]) };
    let merged = table(1, vec![row(vec![wide]), row(vec![Cell::new(vec![list]), Cell::new(Vec::new())])]);
    assert_eq!(
        written(vec![merged]),
        "<table>\n<thead>\n<tr>\n<th colspan=\"2\">*h*</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n\
         <td><ul><li>x &lt; y</li></ul></td>\n<td></td>\n</tr>\n</tbody>\n</table>\n"
    );
}

#[test]
fn pictures_are_written_as_the_options_say() {
    let media = Media { name: "a 1.png".into(), content_type: "image/png".into(), bytes: [1, 2, 3].into() };
    let image = Image { alt: "An [x]".into(), source: ImageSource::Embedded(0), title: None };
    let blocks = vec![Block::paragraph(vec![Inline::Image(image)], at())];
    let document = Document { title: None, blocks, media: vec![media], ..Document::default() };
    for (images, expected) in [
        (Images::default(), "![An \\[x\\]](<images/a 1.png>)\n"),
        (Images::Refer(String::new()), "![An \\[x\\]](<a 1.png>)\n"),
        (Images::Embed, "![An \\[x\\]](data:image/png;base64,AQID)\n"),
        (Images::Drop, "An [x]\n"),
    ] {
        assert_eq!(write(&document, &MarkdownOptions { images }), expected);
    }
}

#[test]
fn pieces_stand_on_one_line() {
    let link = Inline::Link(Link { text: vec![Inline::text("a")], url: "u".into(), title: None });
    let text = [Inline::text("1. `x"), Inline::hard_break(), Inline::Strong(vec![link])];
    assert_eq!(write_inlines(&text), "1. \\`x<br>[**a**](u)");
}

#[test]
fn long_texts_take_linear_time() {
    let strong = |text: &str| Inline::Strong(vec![Inline::text(text)]);
    let many: Vec<Inline> = (0..50_000).flat_map(|_| [strong("a"), Inline::text("*[`~")]).collect();
    assert!(write_inlines(&many).len() > 400_000);
    let deep = (0..60).fold(paragraph("a"), |inside, _| block(BlockKind::Quote(vec![inside])));
    assert_eq!(written(vec![deep]), format!("{}a\n", "> ".repeat(60)));
    let notes: Vec<Inline> =
        (0..50_000).flat_map(|_| [Inline::FootnoteReference("1".into()), Inline::text(": (")]).collect();
    assert!(write_inlines(&notes).len() > 300_000);
}
