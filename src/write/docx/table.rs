//! Tables.

use docx_rs::{AlignmentType, Paragraph, Shading, Table as WordTable, TableCell, TableRow, VMergeType, WidthType};

use super::blocks::{Piece, Writer};
use crate::document::{Alignment, Cell, Table};

/// Most columns of a table (Word's limit).
const MOST_COLUMNS: usize = 63;
/// Width of the text of a page, in twips.
const TEXT_WIDTH: usize = 9026;
/// The color behind header cells.
const HEADER_FILL: &str = "EEEEEE";

/// A cell that reaches down into the rows below it.
#[derive(Debug, Clone, Copy)]
struct Reaching {
    column: usize,
    columns: usize,
    rows_left: usize,
}

impl<'a> Writer<'a> {
    pub(super) fn table(&mut self, table: &'a Table) -> WordTable {
        let mut reaching: Vec<Reaching> = Vec::new();
        let mut widest = 1;
        let mut rows = Vec::with_capacity(table.rows.len());
        for (index, row) in table.rows.iter().enumerate() {
            let is_header = index < table.header_rows;
            let mut cells = Vec::new();
            let mut column = 0;
            let mut next: Vec<Reaching> = Vec::new();
            let mut above = std::mem::take(&mut reaching).into_iter().peekable();
            let mut own = row.cells.iter();
            loop {
                if let Some(cell) = above.next_if(|cell| cell.column <= column) {
                    cells.push(filled(TableCell::new(), Vec::new(), cell.columns).vertical_merge(VMergeType::Continue));
                    column = cell.column.max(column) + cell.columns;
                    next.extend((cell.rows_left > 1).then(|| Reaching { rows_left: cell.rows_left - 1, ..cell }));
                    continue;
                }
                let Some(cell) = own.next() else { break };
                if column >= MOST_COLUMNS {
                    break;
                }
                let columns = cell.columns.clamp(1, MOST_COLUMNS - column);
                cells.push(self.cell(cell, columns, table.alignments.get(column).copied(), is_header));
                next.extend((cell.rows > 1).then(|| Reaching { column, columns, rows_left: cell.rows - 1 }));
                column += columns;
            }
            // Cells beyond the last column, and those that reach down beyond the end of this row.
            for cell in own {
                cells.push(self.cell(cell, 1, None, is_header));
            }
            next.extend(
                above.filter(|cell| cell.rows_left > 1).map(|cell| Reaching { rows_left: cell.rows_left - 1, ..cell }),
            );
            widest = widest.max(column);
            reaching = next;
            let row = TableRow::new(cells);
            // docx-rs knows no header rows; `package` makes them of rows that shall not be split.
            rows.push(if is_header { row.cant_split() } else { row });
        }
        WordTable::new(rows).set_grid(vec![TEXT_WIDTH / widest; widest]).width(5000, WidthType::Pct)
    }

    fn cell(&mut self, cell: &'a Cell, columns: usize, alignment: Option<Alignment>, is_header: bool) -> TableCell {
        let mut into = TableCell::new();
        if is_header {
            into = into.shading(Shading::new().fill(HEADER_FILL));
        }
        if cell.rows > 1 {
            into = into.vertical_merge(VMergeType::Restart);
        }
        let align = match alignment {
            Some(Alignment::Center) => Some(AlignmentType::Center),
            Some(Alignment::Right) => Some(AlignmentType::Right),
            _ => None,
        };
        let mut pieces = self.blocks(&cell.blocks);
        for piece in &mut pieces {
            if let (Piece::Paragraph(paragraph), Some(align)) = (piece, align) {
                **paragraph = std::mem::take(paragraph.as_mut()).align(align);
            }
        }
        filled(into, pieces, columns)
    }
}

/// A cell with its content. It ends in a paragraph, as every cell must (ECMA-376 part 1, 17.4.65).
fn filled(cell: TableCell, pieces: Vec<Piece>, columns: usize) -> TableCell {
    let ends_in_paragraph = matches!(pieces.last(), Some(Piece::Paragraph(_)));
    let mut cell = if columns > 1 { cell.grid_span(columns) } else { cell };
    for piece in pieces {
        cell = match piece {
            Piece::Paragraph(paragraph) => cell.add_paragraph(*paragraph),
            Piece::Table(table) => cell.add_table(*table),
        };
    }
    if ends_in_paragraph { cell } else { cell.add_paragraph(Paragraph::new()) }
}
