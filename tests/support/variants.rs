//! Every kind of block and inline stands in some sample.

use std::fs;
use std::path::Path;

use libtest_mimic::Failed;
use pmconvert::document::{BlockKind, CodeForm, Inline};

/// How a dump shows each kind. A new kind does not compile until it has a line here.
fn block_mark(kind: &BlockKind) -> &'static str {
    match kind {
        BlockKind::Heading { .. } => "heading ",
        BlockKind::Paragraph(_) => "paragraph ",
        BlockKind::List(_) => "list ",
        BlockKind::Table(_) => "table ",
        BlockKind::Code(code) if code.form == CodeForm::Indented => "indented code ",
        BlockKind::Code(_) => "code ",
        BlockKind::Quote(_) => "quote ",
        BlockKind::Divider => "divider ",
        BlockKind::Footnote { .. } => "footnote ",
    }
}

fn inline_mark(inline: &Inline) -> &'static str {
    match inline {
        Inline::Text(_) => "\"",
        Inline::Strong(_) => "strong{",
        Inline::Emphasis(_) => "emphasis{",
        Inline::Underline(_) => "underline{",
        Inline::Strike(_) => "strike{",
        Inline::Superscript(_) => "superscript{",
        Inline::Subscript(_) => "subscript{",
        Inline::Code(_) => "code{",
        Inline::Link(_) => "link<",
        Inline::Image(_) => "image",
        Inline::Break(_) => " / ",
        Inline::FootnoteReference(_) => "note{",
    }
}

/// Fails when no sample's tree shows a kind.
pub fn every_variant_is_seen() -> Result<(), Failed> {
    use pmconvert::document::{Break, BreakKind, Code, Image, ImageSource, Link, List, Table};
    let code = |form| BlockKind::Code(Code { text: String::new(), language: None, form });
    let blocks = [
        BlockKind::Heading { level: 1, text: Vec::new() },
        BlockKind::Paragraph(Vec::new()),
        BlockKind::List(List::default()),
        BlockKind::Table(Table::default()),
        code(CodeForm::Marked),
        code(CodeForm::Indented),
        BlockKind::Quote(Vec::new()),
        BlockKind::Divider,
        BlockKind::Footnote { label: String::new(), blocks: Vec::new() },
    ];
    let inlines = [
        Inline::text(""),
        Inline::Strong(Vec::new()),
        Inline::Emphasis(Vec::new()),
        Inline::Underline(Vec::new()),
        Inline::Strike(Vec::new()),
        Inline::Superscript(Vec::new()),
        Inline::Subscript(Vec::new()),
        Inline::Code(String::new()),
        Inline::Link(Link { text: Vec::new(), url: String::new(), title: None }),
        Inline::Image(Image { alt: String::new(), source: ImageSource::Embedded(0), title: None }),
        Inline::Break(Break { kind: BreakKind::Soft, line: None }),
        Inline::FootnoteReference(String::new()),
    ];
    let mut trees = String::new();
    gather(&Path::new(env!("CARGO_MANIFEST_DIR")).join("samples"), &mut trees);
    let lines: Vec<&str> = trees.lines().map(str::trim_start).collect();
    for mark in blocks.iter().map(block_mark) {
        if !lines.iter().any(|line| line.starts_with(mark)) {
            return Err(format!("no sample shows `{mark}`").into());
        }
    }
    for mark in inlines.iter().map(inline_mark) {
        if !trees.contains(mark) {
            return Err(format!("no sample shows `{mark}`").into());
        }
    }
    Ok(())
}

fn gather(folder: &Path, trees: &mut String) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.path().is_dir() {
            gather(&entry.path(), trees);
        } else if entry.file_name() == "document.txt" {
            trees.push_str(&fs::read_to_string(entry.path()).unwrap_or_default());
        }
    }
}
