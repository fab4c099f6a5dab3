//! Walking the tree: the plain text of its parts, and visits of every block and inline.

use std::borrow::Cow;
use std::ops::ControlFlow;

use super::{Block, BlockKind, Inline, Item, Row};

/// The characters of running text; a hard line break gives `\n`, a soft one a blank, a picture its alternative text.
#[must_use]
pub fn plain_text(text: &[Inline]) -> String {
    let mut out = String::new();
    push_text(&mut out, text);
    out
}

/// The characters of blocks, one block a line.
#[must_use]
pub fn plain_text_of_blocks(blocks: &[Block]) -> String {
    let mut out = String::new();
    push_blocks(&mut out, blocks);
    out
}

/// As [`plain_text`], borrowed where it is one run, as most text is.
#[must_use]
#[inline]
pub fn text_of(text: &[Inline]) -> Cow<'_, str> {
    match text {
        [] => Cow::Borrowed(""),
        [Inline::Text(run) | Inline::Code(run)] => Cow::Borrowed(run),
        _ => Cow::Owned(plain_text(text)),
    }
}

/// As [`plain_text_of_blocks`] for one block, borrowed where it is one run.
#[must_use]
#[inline]
pub fn text_of_block(block: &Block) -> Cow<'_, str> {
    match &block.kind {
        BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) => text_of(text),
        BlockKind::Code(code) => Cow::Borrowed(&code.text),
        BlockKind::Divider => Cow::Borrowed(""),
        _ => Cow::Owned(plain_text_of_blocks(std::slice::from_ref(block))),
    }
}

/// Calls `visit` for the text of each block that has one of its own, until it breaks: what [`plain_text_of_blocks`] puts together, for
/// those that need not have it in one piece.
pub fn texts(blocks: &[Block], visit: &mut impl FnMut(&str) -> ControlFlow<()>) -> ControlFlow<()> {
    for block in blocks {
        match &block.kind {
            BlockKind::List(list) => list.items.iter().try_for_each(|item| texts(&item.blocks, visit))?,
            BlockKind::Table(table) => {
                table.rows.iter().flat_map(|row| &row.cells).try_for_each(|cell| texts(&cell.blocks, visit))?;
            }
            BlockKind::Quote(inside) => texts(inside, visit)?,
            BlockKind::Footnote { label, blocks } => {
                visit(&format!("[{label}]"))?;
                texts(blocks, visit)?;
            }
            BlockKind::Divider => {}
            BlockKind::Heading { .. } | BlockKind::Paragraph(_) | BlockKind::Code(_) => visit(&text_of_block(block))?,
        }
    }
    ControlFlow::Continue(())
}

/// The characters of a table's row, cells apart by ` - `.
#[must_use]
pub fn row_text(row: &Row) -> String {
    let cells = row.cells.iter().map(|cell| plain_text_of_blocks(&cell.blocks));
    cells.filter(|cell| cell.contains(char::is_alphanumeric)).collect::<Vec<_>>().join(" - ")
}

/// Calls `visit` for each block, a parent before its children, in reading order.
pub fn blocks<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a Block)) {
    for block in blocks {
        visit(block);
        match &block.kind {
            BlockKind::List(list) => list.items.iter().for_each(|item| self::blocks(&item.blocks, visit)),
            BlockKind::Table(table) => {
                for cell in table.rows.iter().flat_map(|row| &row.cells) {
                    self::blocks(&cell.blocks, visit);
                }
            }
            BlockKind::Quote(inside) | BlockKind::Footnote { blocks: inside, .. } => self::blocks(inside, visit),
            BlockKind::Heading { .. } | BlockKind::Paragraph(_) | BlockKind::Code(_) | BlockKind::Divider => {}
        }
    }
}

/// Calls `visit` for each inline of the blocks, a parent before its children, with the block it stands in.
pub fn inlines<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a Inline, &'a Block)) {
    self::blocks(blocks, &mut |block| {
        if let BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) = &block.kind {
            inlines_of(text, block, visit);
        }
    });
}

/// Calls `change` for each inline of the blocks, a parent before its children.
pub fn inlines_mut(blocks: &mut [Block], change: &mut impl FnMut(&mut Inline)) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) => change_all(text, change),
            BlockKind::List(list) => list.items.iter_mut().for_each(|item| inlines_mut(&mut item.blocks, change)),
            BlockKind::Table(table) => {
                for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
                    inlines_mut(&mut cell.blocks, change);
                }
            }
            BlockKind::Quote(inside) | BlockKind::Footnote { blocks: inside, .. } => inlines_mut(inside, change),
            BlockKind::Code(_) | BlockKind::Divider => {}
        }
    }
}

fn change_all(text: &mut [Inline], change: &mut impl FnMut(&mut Inline)) {
    for inline in text {
        change(inline);
        if let Some(inside) = inline.children_mut() {
            change_all(inside, change);
        }
    }
}

fn inlines_of<'a>(text: &'a [Inline], block: &'a Block, visit: &mut impl FnMut(&'a Inline, &'a Block)) {
    for inline in text {
        visit(inline, block);
        if let Some(inside) = inline.children() {
            inlines_of(inside, block, visit);
        }
    }
}

fn push_text(out: &mut String, text: &[Inline]) {
    for inline in text {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::Image(image) => out.push_str(&image.alt),
            Inline::Break(end) => out.push(end.character()),
            Inline::FootnoteReference(label) => {
                out.push('[');
                out.push_str(label);
                out.push(']');
            }
            wrapped => push_text(out, wrapped.children().unwrap_or_default()),
        }
    }
}

fn push_blocks(out: &mut String, blocks: &[Block]) {
    for block in blocks {
        match &block.kind {
            BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) => {
                begin_line(out);
                push_text(out, text);
            }
            BlockKind::Code(code) => push_line(out, &code.text),
            BlockKind::List(list) => list.items.iter().for_each(|Item { blocks, .. }| push_blocks(out, blocks)),
            BlockKind::Table(table) => {
                for cell in table.rows.iter().flat_map(|row| &row.cells) {
                    push_blocks(out, &cell.blocks);
                }
            }
            BlockKind::Quote(inside) => push_blocks(out, inside),
            BlockKind::Footnote { label, blocks } => {
                push_line(out, &format!("[{label}]"));
                push_blocks(out, blocks);
            }
            BlockKind::Divider => {}
        }
    }
}

fn push_line(out: &mut String, line: &str) {
    begin_line(out);
    out.push_str(line);
}

fn begin_line(out: &mut String) {
    if !out.is_empty() {
        out.push('\n');
    }
}
