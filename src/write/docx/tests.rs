//! What is written reads back as the same tree.
#![expect(clippy::expect_used, reason = "a test whose output cannot be read has failed")]

use super::*;
use crate::document::{At, Block, BlockKind, BreakKind, Inline, Item, Media, dump, walk};
use crate::notice::Notices;
use crate::read;
use crate::write::Images;

/// The tree as read back from a Word file.
fn read_back(document: &Document) -> Document {
    read::docx::read(&write(document, &Images::Embed), &mut Notices::default()).expect("what is written can be read")
}

fn from_markdown(text: &str) -> Document {
    read::markdown::read(text, &mut Notices::default())
}

/// The tree without positions and without what no Word file tells.
fn bare(document: &Document) -> String {
    let mut document = document.clone();
    document.title = None;
    // The reader of Word files knows no alignment.
    for block in &mut document.blocks {
        if let BlockKind::Table(table) = &mut block.kind {
            table.alignments.clear();
        }
    }
    walk::inlines_mut(&mut document.blocks, &mut |inline| {
        if matches!(inline, Inline::Break(end) if end.kind == BreakKind::Soft) {
            *inline = Inline::text(" ");
        }
    });
    dump(&document)
        .lines()
        .map(|line| match (line.find(" ["), line.find(']')) {
            (Some(from), Some(to)) if line[from + 2..to].bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') => {
                format!("{}{}", &line[..from], &line[to + 1..])
            }
            _ => line.to_owned(),
        })
        .collect::<Vec<_>>()
        .join("\n")
}

#[track_caller]
fn reads_back(text: &str) {
    let document = from_markdown(text);
    assert_eq!(bare(&read_back(&document)), bare(&document), "{text}");
}

#[test]
fn headings_paragraphs_and_marks_read_back() {
    reads_back(
        "# One\n\n## Two\n\n###### Six\n\nPlain **strong** *emphasis* ~~struck~~ `code` and **both *of* them**.",
    );
    reads_back("Water is H<sub>2</sub>O, and 10<sup>3</sup> is <u>much</u>.");
    reads_back("One line\\\nand the next.");
}

#[test]
fn lists_read_back() {
    reads_back("- one\n- two\n  - inner\n    - innermost\n- three");
    reads_back("3. three\n4. four\n   - inner\n5. five");
    reads_back("- [ ] open\n- [x] done\n");
    reads_back("- one\n\n  goes on\n- two\n");
    reads_back("1. a\n2. b\n\ntext\n\n1. c\n2. d\n");
}

#[test]
fn tables_read_back() {
    reads_back("| a | b |\n|---|---|\n| 1 | **2** |\n| 3 | 4 |\n");
}

#[test]
fn spans_read_back() {
    let html = "<table><tr><td rowspan=2>a</td><td colspan=2>b</td></tr><tr><td>c</td><td rowspan=2>d</td></tr>\
                <tr><td>e</td><td>f</td></tr></table>";
    let document = read::html::read(html, &mut Notices::default());
    assert_eq!(bare(&read_back(&document)), bare(&document));
}

#[test]
fn code_quotes_and_dividers_read_back() {
    reads_back("Before.\n\n```\nlet x = 1;\n\n    indented\n```\n\nAfter.");
    reads_back("> quoted\n>\n> twice\n\nAfter.");
    reads_back("Before.\n\n---\n\nAfter.");
}

#[test]
fn links_and_notes_read_back() {
    reads_back("A [web page](https://example.org/a?b=c&d=e) and [mail](mailto:a@example.org).");
    reads_back("Up[^1] it went.\n\n[^1]: And **down** again.");
}

#[test]
fn a_link_into_the_document_leads_to_its_heading() {
    let document = read_back(&from_markdown("See [the list](#what-we-do).\n\n## What we do\n\nThis."));
    assert!(dump(&document).contains("#_what_we_do"), "{}", dump(&document));
}

#[test]
fn links_that_could_run_something_become_text() {
    let document = Document {
        blocks: vec![Block::paragraph(
            vec![Inline::Link(crate::document::Link {
                text: vec![Inline::text("click")],
                url: "java\nscript:alert(1)".to_owned(),
                title: None,
            })],
            At::paragraph(1),
        )],
        ..Document::default()
    };
    assert_eq!(bare(&read_back(&document)), "paragraph \"click\"");
}

/// A PNG of one pixel.
const PIXEL: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\nIDATx\x9cc\0\x01\0\0\x05\0\x01\r\n-\xb4\0\0\0\0IEND\xaeB`\x82";

fn picture(alternative: &str) -> Document {
    let image = crate::document::Image {
        alt: alternative.to_owned(),
        source: crate::document::ImageSource::Embedded(0),
        title: None,
    };
    let media = Media { name: "image1.png".to_owned(), content_type: "image/png".to_owned(), bytes: PIXEL.into() };
    Document {
        blocks: vec![Block::paragraph(vec![Inline::Image(image)], At::paragraph(1))],
        media: vec![media],
        ..Document::default()
    }
}

#[test]
fn pictures_keep_their_bytes_and_their_text() {
    let before = picture("a \"graph\" of <load>");
    let after = read_back(&before);
    assert_eq!(after.media.iter().map(|media| &*media.bytes).collect::<Vec<_>>(), [PIXEL]);
    assert!(bare(&after).contains("a \\\"graph\\\" of <load>"), "{}", bare(&after));
}

#[test]
fn a_picture_that_is_dropped_leaves_its_text() {
    let bytes = write(&picture("the load"), &Images::Drop);
    let after = read::docx::read(&bytes, &mut Notices::default()).expect("it can be read");
    assert_eq!(bare(&after), "paragraph \"the load\"");
}

#[test]
fn text_stays_text_whatever_it_looks_like() {
    let text = "<w:t>&amp;</w:t> ]]> <wp:docPr id=\"1\" name=\"Figure\" /> \u{1}\u{FFFE} # x | y `z`";
    let document =
        Document { blocks: vec![Block::paragraph(vec![Inline::text(text)], At::paragraph(1))], ..Document::default() };
    let shown = text.replace('\u{1}', "\u{2401}").replace('\u{FFFE}', "\u{FFFD}");
    let read = crate::document::plain_text_of_blocks(&read_back(&document).blocks);
    assert_eq!(read, shown);
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let text = "[a](https://a.example) [b](https://b.example) [c](https://c.example)[^n]\n\n1. x\n\n[^n]: note\n";
    let document = from_markdown(text);
    assert_eq!(write(&document, &Images::Embed), write(&document, &Images::Embed));
}

#[test]
fn items_without_text_are_no_harm() {
    let list = crate::document::List {
        start: Some(u64::MAX),
        items: vec![Item { checked: None, blocks: Vec::new(), at: At::paragraph(1) }],
    };
    let document =
        Document { blocks: vec![Block { kind: BlockKind::List(list), at: At::paragraph(1) }], ..Document::default() };
    read_back(&document);
}
