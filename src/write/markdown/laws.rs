//! Laws of the Markdown writer and reader together, over generated trees and over arbitrary text.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::fmt::Write as _;

use proptest::prelude::*;

use super::runs::{Token, tokens};
use super::{MarkdownOptions, write};
use crate::document::{
    Alignment, At, Block, BlockKind, Cell, Code, CodeForm, Document, Image, ImageSource, Inline, Item, Link, List, Row,
    Table, plain_text_of_blocks,
};
use crate::notice::Notices;
use crate::read::markdown::read;

fn markdown(document: &Document) -> String {
    write(document, &MarkdownOptions::default())
}

fn parsed(text: &str) -> Document {
    read(text, &mut Notices::default())
}

/// A document without what Markdown does not keep: positions, the nesting of marks, soft line breaks, the place of
/// footnotes, the form of code, empty blocks.
fn normal(blocks: &[Block]) -> String {
    let mut out = String::new();
    let mut notes: Vec<(&str, &[Block])> = Vec::new();
    push(&mut out, blocks, 0, &mut notes);
    let mut next = 0;
    while let Some((label, blocks)) = notes.get(next).copied() {
        next += 1;
        writeln!(out, "note {label}").unwrap();
        push(&mut out, blocks, 1, &mut notes);
    }
    out
}

fn push<'a>(out: &mut String, blocks: &'a [Block], depth: usize, notes: &mut Vec<(&'a str, &'a [Block])>) {
    let indent = "  ".repeat(depth);
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(text) if tokens(text).is_empty() => {}
            BlockKind::Heading { text, .. } if tokens(text).is_empty() => {}
            BlockKind::Paragraph(text) => writeln!(out, "{indent}paragraph {:?}", tokens(text)).unwrap(),
            BlockKind::Heading { level, text } => writeln!(out, "{indent}heading {level} {:?}", tokens(text)).unwrap(),
            BlockKind::List(list) if list.items.is_empty() => {}
            BlockKind::List(list) => {
                writeln!(out, "{indent}list {:?}", list.start).unwrap();
                for item in &list.items {
                    writeln!(out, "{indent} item {:?}", item.checked).unwrap();
                    push(out, &item.blocks, depth + 1, notes);
                }
            }
            BlockKind::Table(table) => push_table(out, table, &indent),
            BlockKind::Code(code) => {
                let language = code.language.as_deref().filter(|language| *language != "text");
                writeln!(out, "{indent}code {language:?} {:?}", code.text).unwrap();
            }
            BlockKind::Quote(blocks) => {
                let mut inside = String::new();
                push(&mut inside, blocks, depth + 1, notes);
                if !inside.is_empty() {
                    writeln!(out, "{indent}quote\n{}", inside.trim_end()).unwrap();
                }
            }
            BlockKind::Divider => writeln!(out, "{indent}divider").unwrap(),
            BlockKind::Footnote { label, blocks } => notes.push((label, blocks)),
        }
    }
}

fn push_table(out: &mut String, table: &Table, indent: &str) {
    let columns = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    if columns == 0 {
        return;
    }
    let alignments: Vec<Alignment> =
        (0..columns).map(|column| table.alignments.get(column).copied().unwrap_or_default()).collect();
    let mut rows: Vec<Vec<String>> = Vec::new();
    for row in &table.rows {
        let mut cells: Vec<String> = row.cells.iter().map(cell).collect();
        cells.resize(columns, "[]".to_owned());
        rows.push(cells);
    }
    let mut header_rows = table.header_rows;
    if header_rows == 1 && rows[0].iter().all(|cell| cell == "[]") {
        header_rows = 0;
        rows.remove(0);
    }
    if rows.is_empty() {
        return;
    }
    writeln!(out, "{indent}table {header_rows} {alignments:?}").unwrap();
    for row in rows {
        writeln!(out, "{indent} row {row:?}").unwrap();
    }
}

fn cell(cell: &Cell) -> String {
    let mut all: Vec<Token<'_>> = Vec::new();
    for block in &cell.blocks {
        let BlockKind::Paragraph(text) = &block.kind else { continue };
        let text = tokens(text);
        if !all.is_empty() && !text.is_empty() {
            all.push(Token::Break);
        }
        all.extend(text);
    }
    format!("{all:?}")
}

fn at() -> At {
    At::lines(1, 1)
}

/// Words, markup, and the two glued together.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-z]{1,4}",
        3 => Just(" ".to_owned()),
        4 => prop::sample::select(vec![
            "*", "**", "_", "__", "`", "``", "```", "~", "~~", "~~~", "[", "]", "[x]", "[ ]", "[^1]", "](", "(", ")", "!", "![",
            "<", ">", "<b>", "</b>", "<br>", "<!--", "-->", "&", "&amp;", "&#35;", "\\", "\\\\", "#", "##", "# ", "-", "- ",
            "---", "+", "+ ", "1.", "1. ", "12) ", "2023. ", "=", "===", "|", "| --- |", ":--", ":", "https://a.b/c", "http://",
            "www.a.b", "a@b.c", ".", ",", "\u{a0}", "\u{20ac}", "\u{e9}", "\u{1f600}", "\u{201c}", "\t", "    ", "{#a}", "\"",
            "'", "$", "[a]: b", "://", "<https://x.y>", "?", "/",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

fn inlines() -> impl Strategy<Value = Vec<Inline>> {
    let url = || {
        prop::sample::select(vec![
            "https://a.b/c",
            "x",
            "#a",
            "a b",
            "a)b",
            "(a)",
            "a|b",
            "a*b_c`d",
            "",
            "mailto:a@b.c",
            "a\\b",
        ])
    };
    let title = || prop::option::weighted(0.2, text());
    let leaf = prop_oneof![
        6 => text().prop_map(Inline::Text),
        2 => "[a-z `|\\\\]{1,5}".prop_map(Inline::Code),
        1 => Just(Inline::hard_break()),
        1 => prop::sample::select(vec!["1", "2"]).prop_map(|label| Inline::FootnoteReference(label.to_owned())),
        1 => (text(), url(), title()).prop_map(|(alt, url, title)| Inline::Image(Image {
            alt: alt.trim().replace('\t', " "),
            source: ImageSource::Url(url.to_owned()),
            title: title.map(|title| title.trim().to_owned()).filter(|title| !title.is_empty()),
        })),
        1 => url().prop_map(|url| Inline::Link(Link { text: vec![Inline::text(url)], url: url.to_owned(), title: None })),
    ];
    let inline = leaf.prop_recursive(3, 12, 4, move |inside| {
        let inside = prop::collection::vec(inside, 0..4);
        let title = prop::option::weighted(0.2, text());
        let url = prop::sample::select(vec!["https://a.b/c", "x y", "/z"]);
        (inside, 0..7, url, title).prop_map(|(inside, kind, url, title)| match kind {
            0 => Inline::Strong(inside),
            1 => Inline::Emphasis(inside),
            2 => Inline::Underline(inside),
            3 => Inline::Strike(inside),
            4 => Inline::Superscript(inside),
            5 => Inline::Subscript(inside),
            _ => Inline::Link(Link {
                text: inside,
                url: url.to_owned(),
                title: title.map(|title| title.trim().to_owned()).filter(|title| !title.is_empty()),
            }),
        })
    });
    prop::collection::vec(inline, 0..5)
}

fn paragraph() -> impl Strategy<Value = Block> {
    inlines().prop_map(|text| Block::paragraph(text, at()))
}

fn table() -> impl Strategy<Value = Block> {
    let alignment = prop::sample::select(vec![Alignment::None, Alignment::Left, Alignment::Center, Alignment::Right]);
    let cell = prop::collection::vec(paragraph(), 0..3).prop_map(Cell::new);
    let row = prop::collection::vec(cell, 0..4).prop_map(|cells| Row { cells, at: at() });
    (0_usize..2, prop::collection::vec(alignment, 0..3), prop::collection::vec(row, 0..4)).prop_map(
        |(header_rows, alignments, rows)| {
            let header_rows = header_rows.min(rows.len());
            Block { kind: BlockKind::Table(Table { header_rows, alignments, rows }), at: at() }
        },
    )
}

fn code() -> impl Strategy<Value = Block> {
    ("[a-z` ~\n]{0,12}", prop::option::of(Just("rust".to_owned()))).prop_map(|(text, language)| {
        // One blank line alone cannot be told from none.
        let text = if text == "\n" { String::new() } else { text };
        Block { kind: BlockKind::Code(Code { text, language, form: CodeForm::Marked }), at: at() }
    })
}

fn blocks() -> impl Strategy<Value = Vec<Block>> {
    let leaf = prop_oneof![
        6 => paragraph(),
        2 => (1_u8..7, inlines()).prop_map(|(level, text)| Block::heading(level, text, at())),
        1 => table(),
        1 => code(),
        1 => Just(Block { kind: BlockKind::Divider, at: at() }),
    ];
    let block =
        leaf.prop_recursive(3, 16, 4, |inside| {
            let blocks = prop::collection::vec(inside, 0..4).boxed();
            let item = (prop::option::weighted(0.3, any::<bool>()), blocks.clone())
                .prop_map(|(checked, blocks)| Item { checked, blocks, at: at() });
            let start = prop::option::of(prop::sample::select(vec![0_u64, 1, 9, 998]));
            prop_oneof![
                2 => (start, prop::collection::vec(item, 1..4))
                    .prop_map(|(start, items)| Block { kind: BlockKind::List(List { start, items }), at: at() }),
                1 => blocks.prop_map(|blocks| Block { kind: BlockKind::Quote(blocks), at: at() }),
            ]
        });
    prop::collection::vec(block, 0..5)
}

fn document() -> impl Strategy<Value = Document> {
    (blocks(), blocks(), paragraph()).prop_map(|(blocks, first, second)| {
        let note =
            |label: &str, blocks| Block { kind: BlockKind::Footnote { label: label.to_owned(), blocks }, at: at() };
        let mut blocks = blocks;
        blocks.push(note("1", first));
        blocks.push(note("2", vec![second]));
        Document { title: None, blocks, media: Vec::new(), ..Document::default() }
    })
}

/// Anything that Markdown gives a meaning, glued together at random.
fn soup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => text(),
        1 => "\\PC{0,3}",
        2 => Just("\n".to_owned()),
        1 => Just("\n\n".to_owned()),
        1 => prop::sample::select(vec![
            "> ", "  - ", "    ", "\n- ", "\n1. ", "\n| a | b |\n| - | - |\n", "\n```\n", "\n    code\n", "\n[a]: /url \"t\"\n",
            "[a]", "[a][]", "[t][a]", "![i][a]", "\n[^1]: note\n", "[^1]", "<u>", "</u>", "<sup>", "</sup>", "<a href=\"u\">",
            "</a>", "<img src=\"s\" alt=\"t\">", "\n<details>\n", "\n</details>\n", "\n---\n", "\n***\n", "  \n", "\\\n", "\n# ",
            "\r\n", "\u{0}", "\u{feff}", "- [ ] ", "\n~~~ x y\n", "<div>", "<x-y>", "<!-- c -->", "\u{b}", "\u{85}", "\u{2028}",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// The letters and digits that another implementation of GitHub's dialect shows for a text.
fn shown(text: &str) -> String {
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.tasklist = true;
    options.extension.strikethrough = true;
    options.extension.footnotes = true;
    options.render.r#unsafe = true;
    let html = scraper::Html::parse_fragment(&comrak::markdown_to_html(text, &options));
    let pieces = html.tree.nodes().map(|node| match node.value() {
        scraper::Node::Text(text) => text.to_string(),
        scraper::Node::Element(element) => element.attr("alt").unwrap_or_default().to_owned(),
        _ => String::new(),
    });
    letters(&pieces.collect::<String>())
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_written_tree_is_read_as_it_was(document in document()) {
        let text = markdown(&document);
        prop_assert_eq!(normal(&parsed(&text).blocks), normal(&document.blocks), "{}", text);
    }

    #[test]
    fn github_shows_the_text_of_the_tree(blocks in blocks()) {
        // Without their definitions, references to footnotes are shown as text.
        let text = markdown(&Document { title: None, blocks: blocks.clone(), media: Vec::new(), ..Document::default() });
        prop_assert_eq!(shown(&text), letters(&plain_text_of_blocks(&blocks)), "{}", text);
    }

    #[test]
    fn writing_settles_at_once(text in soup()) {
        let once = markdown(&parsed(&text));
        let twice = markdown(&parsed(&once));
        prop_assert_eq!(twice, once);
    }
}
