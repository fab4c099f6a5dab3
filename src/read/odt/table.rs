//! Tables: rows, cells, spans, repetition (ODF 1.3 part 3, 9.1).

use super::element::CellMark;
use super::reader::{Close, FrameKind, Reader};
use crate::document::{Block, BlockKind, Cell, Row, Table, plain_text_of_blocks};
use crate::notice::Notice;
use crate::read::office::xml::PartError;

/// Most columns or rows that one cell may span: more than a page can hold, few enough to pad every row.
const MAX_SPAN: usize = 256;
/// Most copies of one row or cell.
const MAX_REPEATED: usize = 256;
/// Bytes of text that repetition may add to a document.
pub(super) const MAX_REPEATED_BYTES: usize = 1024 * 1024;

/// A table as its rows come in.
#[derive(Debug, Default)]
pub(super) struct OpenTable {
    /// How many containers were open where it begins: cells of a table too deep to be one do not belong to it.
    frame: usize,
    rows: Vec<Row>,
    header_rows: usize,
    /// Inside the header rows.
    pub(super) in_header: bool,
    row: Option<OpenRow>,
    /// Paragraphs before it.
    before: u32,
    repeated_bytes: usize,
}

#[derive(Debug)]
struct OpenRow {
    cells: Vec<Cell>,
    repeated: usize,
    /// Paragraphs before it.
    before: u32,
}

impl OpenTable {
    pub(super) fn begin_row(&mut self, repeated: usize, before: u32) {
        self.row = Some(OpenRow { cells: Vec::new(), repeated, before });
    }

    /// A cell under another one. Text in it, which no program shows, joins the cell before it.
    pub(super) fn cover(&mut self, blocks: Vec<Block>) {
        let Some(row) = &mut self.row else { return };
        match row.cells.last_mut() {
            Some(cell) => cell.blocks.extend(blocks),
            None if blocks.is_empty() => {}
            None => row.cells.push(Cell::new(blocks)),
        }
    }

    /// How many copies of something may be made.
    fn copies(&mut self, wanted: usize, blocks: &[&[Block]]) -> usize {
        let size: usize = blocks.iter().map(|blocks| plain_text_of_blocks(blocks).len() + 1).sum();
        let left = MAX_REPEATED_BYTES.saturating_sub(self.repeated_bytes);
        let copies = wanted.min(MAX_REPEATED).min(left / size.max(1));
        self.repeated_bytes += copies * size;
        copies
    }
}

impl Reader<'_> {
    /// The table that cells and rows here belong to.
    pub(super) fn with_table(&mut self, change: impl FnOnce(&mut OpenTable)) {
        let frames = self.frames.len();
        if let Some(table) = self.tables.last_mut().filter(|table| table.frame == frames) {
            change(table);
        }
    }

    pub(super) fn open_table(&mut self) -> Result<(), PartError> {
        self.count_item()?;
        if self.is_too_deep() {
            self.enter(Close::Nothing);
            return Ok(());
        }
        self.end_implied_paragraph();
        let before = self.number;
        self.tables.push(OpenTable { frame: self.frames.len(), before, ..OpenTable::default() });
        self.enter(Close::Table);
        Ok(())
    }

    pub(super) fn open_cell(&mut self, kind: FrameKind) -> Result<(), PartError> {
        self.count_item()?;
        let frames = self.frames.len();
        let in_row = self.tables.last().is_some_and(|table| table.frame == frames && table.row.is_some());
        if in_row {
            self.open_frame(kind);
        } else {
            self.enter(Close::Nothing);
        }
        Ok(())
    }

    pub(super) fn push_cell(&mut self, mark: CellMark, blocks: Vec<Block>) {
        let cell = Cell { blocks, columns: mark.columns.min(MAX_SPAN), rows: mark.rows.min(MAX_SPAN) };
        let mut dropped = false;
        self.with_table(|table| {
            let wanted = mark.repeated - 1;
            let copies = table.copies(wanted, &[&cell.blocks]);
            // Sheets fill their width with empty cells; those are none of the author's.
            dropped = copies < wanted && !cell.blocks.is_empty();
            if let Some(row) = &mut table.row {
                row.cells.extend(std::iter::repeat_n(cell, copies + 1));
            }
        });
        if dropped {
            self.notices.note(Notice::RepeatsDropped);
        }
    }

    pub(super) fn end_row(&mut self) {
        let last = self.number;
        let place = self.place;
        let mut dropped = false;
        self.with_table(|table| {
            let Some(row) = table.row.take() else { return };
            let first = row.before.saturating_add(1);
            let at = |number: u32| place.unwrap_or_else(|| crate::document::At::paragraph(number));
            let at = at(first).to(at(last.max(first)));
            let blocks: Vec<&[Block]> = row.cells.iter().map(|cell| cell.blocks.as_slice()).collect();
            let is_empty = blocks.iter().all(|blocks| blocks.is_empty());
            let wanted = if is_empty { 0 } else { row.repeated - 1 };
            let copies = table.copies(wanted, &blocks);
            dropped = copies < wanted;
            let row = Row { cells: row.cells, at };
            table.header_rows += if table.in_header { copies + 1 } else { 0 };
            table.rows.extend(std::iter::repeat_n(row, copies + 1));
        });
        if dropped {
            self.notices.note(Notice::RepeatsDropped);
        }
    }

    pub(super) fn close_table(&mut self) {
        let Some(table) = self.tables.pop() else { return };
        if table.rows.is_empty() {
            return;
        }
        let first = table.before.saturating_add(1);
        let at = self.at(first).to(self.at(self.number.max(first)));
        let kind = BlockKind::Table(Table { header_rows: table.header_rows, alignments: Vec::new(), rows: table.rows });
        self.push_blocks(vec![Block { kind, at }]);
    }
}
