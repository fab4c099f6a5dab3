//! Tables as lists: the course asks for bullets, and a row reads as one.
//!
//! A row becomes a line, its cells apart by ` - `, which is the text that recognition gives it. The header becomes a line above the
//! list that names the parts of each line, so that no word is lost. A table that a line cannot hold (lists or code in its cells,
//! cells that span others) stays what it is.

use crate::document::{Block, BlockKind, Cell, Inline, Row, Table, plain_text, plain_text_of_blocks, row_text};
use crate::postmortem::{Fit, entry_head, topic_of};

/// The part of a table's header and of its body, if each row can be a line.
pub(super) fn lines(table: &Table) -> Option<Lines<'_>> {
    let body = table.body();
    let header = table.rows.get(..table.rows.len() - body.len()).unwrap_or_default();
    let fits = !body.is_empty() && header.len() <= 1 && table.rows.iter().flat_map(|row| &row.cells).all(is_running);
    fits.then_some(Lines { header: header.first(), body })
}

/// A table whose rows can be lines.
pub(super) struct Lines<'a> {
    header: Option<&'a Row>,
    /// The rows below the header.
    pub(super) body: &'a [Row],
}

impl Lines<'_> {
    /// What the header says, as a line above the list; `None` for an empty header.
    pub(super) fn caption(&self) -> Option<Block> {
        let header = self.header.filter(|row| !row_text(row).is_empty())?;
        Some(Block::paragraph(vec![Inline::text(format!("({})", row_text(header)))], header.at))
    }

    /// Whether most rows begin with a time.
    pub(super) fn tell_times(&self) -> bool {
        let timed = self.body.iter().filter(|row| entry_head(&row_text(row)).is_some()).count();
        timed * 2 > self.body.len()
    }

    /// Whether most rows begin with a label of the summary: `| Impact | … |`.
    pub(super) fn tell_facts(&self) -> bool {
        let labels = |row: &&Row| {
            row.cells.len() > 1 && matches!(topic_of(&cell_text(row.cells.first())), Some((_, Fit::Whole)))
        };
        self.body.iter().filter(labels).count() * 2 > self.body.len()
    }
}

/// A row on one line.
pub(super) fn line(row: &Row) -> Vec<Inline> {
    joined(&row.cells)
}

/// A row as `**label:** text`.
pub(super) fn fact(row: &Row) -> Block {
    let Some((label, rest)) = row.cells.split_first() else { return Block::paragraph(Vec::new(), row.at) };
    let label = plain_text_of_blocks(&label.blocks);
    let mut text =
        vec![Inline::Strong(vec![Inline::Text(format!("{}:", super::undecorated(&label)))]), Inline::text(" ")];
    text.extend(joined(rest));
    Block::paragraph(text, row.at)
}

/// Whether a cell is running text: it spans no other, and holds nothing but paragraphs.
fn is_running(cell: &Cell) -> bool {
    cell.columns <= 1 && cell.rows <= 1 && cell.blocks.iter().all(|block| matches!(block.kind, BlockKind::Paragraph(_)))
}

/// Cells apart by ` - `; those that say nothing are left out.
fn joined(cells: &[Cell]) -> Vec<Inline> {
    let mut out = Vec::new();
    for cell in cells {
        let text = running(cell);
        if !plain_text(&text).contains(char::is_alphanumeric) && !text.iter().any(is_picture) {
            continue;
        }
        if !out.is_empty() {
            out.push(Inline::text(" - "));
        }
        out.extend(text);
    }
    out
}

fn is_picture(inline: &Inline) -> bool {
    matches!(inline, Inline::Image(_) | Inline::FootnoteReference(_))
}

/// The paragraphs of a cell as one.
fn running(cell: &Cell) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    for block in &cell.blocks {
        let BlockKind::Paragraph(text) = &block.kind else { continue };
        if !out.is_empty() {
            out.push(Inline::hard_break());
        }
        out.extend(text.iter().cloned());
    }
    out
}

fn cell_text(cell: Option<&Cell>) -> String {
    cell.map(|cell| plain_text_of_blocks(&cell.blocks).trim().to_owned()).unwrap_or_default()
}
