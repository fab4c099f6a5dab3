//! Tables: rows and cells as they come, put together at the end.

use super::style::Align;
use crate::document::{Alignment, At, Block, BlockKind, Cell, Row, Table};

/// Most columns or rows that a cell may span (WHATWG 4.9.11 allows 1000 and 65534).
const SPAN: usize = 1000;

/// A table that is being read.
#[derive(Debug, Default)]
pub(super) struct OpenTable {
    rows: Vec<OpenRow>,
    /// The caption and whatever stood between the rows.
    pub(super) caption: Vec<Block>,
}

#[derive(Debug, Default)]
struct OpenRow {
    cells: Vec<Cell>,
    at: Option<At>,
    place: RowPlace,
    all_headers: bool,
    aligned: Vec<Option<Align>>,
}

/// Where a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum RowPlace {
    /// In `thead`.
    Head,
    /// Elsewhere.
    #[default]
    Body,
}

/// What `td` or `th` says about a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CellMark {
    /// `colspan`
    pub(super) columns: usize,
    /// `rowspan`
    pub(super) rows: usize,
    /// Whether it is a `th`.
    pub(super) header: bool,
    /// Alignment of its text.
    pub(super) align: Option<Align>,
}

/// The number of columns or rows that an attribute states.
pub(super) fn span(value: Option<&str>) -> usize {
    value.and_then(|value| value.trim().parse::<usize>().ok()).unwrap_or(1).clamp(1, SPAN)
}

impl OpenTable {
    /// Begins a row.
    pub(super) fn begin_row(&mut self, place: RowPlace) {
        self.rows.push(OpenRow { place, all_headers: true, ..OpenRow::default() });
    }

    /// Adds a cell to the last row.
    pub(super) fn push_cell(&mut self, mark: CellMark, blocks: Vec<Block>, at: At) {
        if self.rows.is_empty() {
            self.begin_row(RowPlace::Body);
        }
        let Some(row) = self.rows.last_mut() else { return };
        row.at = Some(row.at.map_or(at, |before| before.to(at)));
        row.all_headers &= mark.header;
        row.aligned.push(mark.align);
        row.cells.push(Cell { blocks, columns: mark.columns, rows: mark.rows });
    }

    /// The blocks that the table makes: its caption, then itself.
    pub(super) fn finish(mut self, place: At) -> Vec<Block> {
        self.rows.retain(|row| !row.cells.is_empty());
        let in_head = self.rows.iter().take_while(|row| row.place == RowPlace::Head).count();
        // Google's export may leave its `thead` open around the whole table; then only its first row heads it.
        let in_head = if in_head == self.rows.len() { in_head.min(1) } else { in_head };
        let of_headers = self.rows.iter().take_while(|row| row.all_headers).count();
        let header_rows = if in_head > 0 { in_head } else { of_headers.min(1) };
        let alignments = self.alignments(header_rows);
        let mut blocks = self.caption;
        let (Some(first), Some(last)) = (self.rows.first(), self.rows.last()) else {
            return blocks;
        };
        let at = first.at.unwrap_or(place).to(last.at.unwrap_or(place));
        let row = |row: OpenRow| Row { cells: row.cells, at: row.at.unwrap_or(place) };
        let rows = self.rows.into_iter().map(row).collect();
        blocks.push(Block { kind: BlockKind::Table(Table { header_rows, alignments, rows }), at });
        blocks
    }

    /// A column is aligned as the first row below the header says.
    fn alignments(&self, header_rows: usize) -> Vec<Alignment> {
        let row = self.rows.get(header_rows).or(self.rows.first());
        let aligned = row.map(|row| row.aligned.as_slice()).unwrap_or_default();
        let mut alignments: Vec<Alignment> = aligned
            .iter()
            .map(|align| match align {
                Some(Align::Center) => Alignment::Center,
                Some(Align::Right) => Alignment::Right,
                Some(Align::Left) | None => Alignment::None,
            })
            .collect();
        while alignments.last() == Some(&Alignment::None) {
            alignments.pop();
        }
        alignments
    }
}
