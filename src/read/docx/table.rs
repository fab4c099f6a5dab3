//! Tables: rows, cells, and cells that span several (ECMA-376 part 1, 17.4).

use std::collections::HashMap;

use crate::document::{Block, BlockKind, Cell, Row, Table};

use super::story::Story;
use crate::read::office::flow::Flow;
use crate::read::office::xml::{Element, Event, PartError, Space, Xml};

/// Most columns that one cell may span: more than a page can hold, few enough to pad every row.
const MAX_SPAN: i64 = 256;

/// How a cell goes on in the next row or column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Merge {
    #[default]
    None,
    Restart,
    Continue,
}

/// What a `w:tcPr` states.
#[derive(Debug, Clone, Copy)]
pub(super) struct CellProperties {
    span: usize,
    vertical: Merge,
    horizontal: Merge,
}

impl Default for CellProperties {
    fn default() -> Self {
        Self { span: 1, vertical: Merge::None, horizontal: Merge::None }
    }
}

/// What a `w:trPr` states.
#[derive(Debug, Clone, Copy, Default)]
struct RowProperties {
    is_header: bool,
    is_deleted: bool,
    columns_before: usize,
}

/// A row and the properties of its cells.
struct ReadRow {
    properties: RowProperties,
    cells: Vec<(Vec<Block>, CellProperties)>,
}

/// A table as its rows come in.
#[derive(Default)]
struct Grid {
    rows: Vec<Row>,
    /// By grid column, the cell that goes on downwards: its row and its place there.
    going_on: HashMap<usize, (usize, usize)>,
    /// Leading rows that are marked as header.
    headers: usize,
}

impl CellProperties {
    /// Reads the `w:tcPr` opened last.
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Self, PartError> {
        let mut read = Self::default();
        xml.each(|element| {
            if element.space != Space::Word {
                return;
            }
            match element.local() {
                "gridSpan" => read.span = span(element).max(1),
                "vMerge" => read.vertical = merge(element),
                "hMerge" => read.horizontal = merge(element),
                _ => {}
            }
        })?;
        Ok(read)
    }
}

impl RowProperties {
    fn read(xml: &mut Xml<'_>) -> Result<Self, PartError> {
        let mut read = Self::default();
        xml.each(|element| {
            if element.space != Space::Word {
                return;
            }
            match element.local() {
                "tblHeader" => read.is_header = element.is_on(),
                "gridBefore" => read.columns_before = span(element),
                "del" => read.is_deleted = true,
                _ => {}
            }
        })?;
        Ok(read)
    }
}

fn span(element: &Element<'_>) -> usize {
    element.number("val").and_then(|span| usize::try_from(span.min(MAX_SPAN)).ok()).unwrap_or_default()
}

fn merge(element: &Element<'_>) -> Merge {
    if element.val().is_some_and(|value| value == "restart") { Merge::Restart } else { Merge::Continue }
}

impl Story<'_, '_> {
    /// Reads the `w:tbl` opened last. Text that stands between rows, where none belongs, follows the table.
    pub(super) fn table(&mut self, xml: &mut Xml<'_>, flow: &mut Flow) -> Result<(), PartError> {
        let first = xml.paragraphs().saturating_add(1);
        let mut grid = Grid::default();
        let mut first_row_is_header = false;
        let mut stray = Flow::default();
        let mut wrappers = 0_usize;
        loop {
            match xml.next()? {
                Event::Open(element) if element.space == Space::Word => match element.local() {
                    "tr" => {
                        self.count_item()?;
                        let first = xml.paragraphs().saturating_add(1);
                        let row = self.row(xml)?;
                        if row.properties.is_deleted {
                            self.count_deletion();
                        } else {
                            let at = self.at(first).to(self.at(xml.paragraphs().max(first)));
                            grid.push(row, at);
                        }
                    }
                    "tblPr" => first_row_is_header = has_first_row(xml)?,
                    "p" => {
                        let blocks = self.stray_paragraph(xml)?;
                        for block in blocks {
                            stray.block(block);
                        }
                    }
                    "tblGrid" | "tblPrEx" | "sdtPr" | "sdtEndPr" | "customXmlPr" => xml.skip()?,
                    "del" | "moveFrom" => {
                        self.count_deletion();
                        xml.skip()?;
                    }
                    _ => wrappers += 1,
                },
                Event::Open(element) if element.local() == "Fallback" => xml.skip()?,
                Event::Open(_) => wrappers += 1,
                Event::Close if wrappers == 0 => break,
                Event::Close => wrappers -= 1,
                Event::Text(_) | Event::Nothing => {}
            }
        }
        let at = self.at(first).to(self.at(xml.paragraphs().max(first)));
        if let Some(table) = grid.finish(first_row_is_header) {
            flow.block(Block { kind: BlockKind::Table(table), at });
        }
        stray.finish().into_iter().for_each(|block| flow.block(block));
        Ok(())
    }

    fn row(&mut self, xml: &mut Xml<'_>) -> Result<ReadRow, PartError> {
        let mut row = ReadRow { properties: RowProperties::default(), cells: Vec::new() };
        let mut wrappers = 0_usize;
        loop {
            match xml.next()? {
                Event::Open(element) if element.space == Space::Word => match element.local() {
                    "tc" => {
                        self.count_item()?;
                        let (blocks, properties) = self.cell(xml)?;
                        row.cells.push((blocks, properties));
                    }
                    "p" => {
                        let blocks = self.stray_paragraph(xml)?;
                        row.cells.push((blocks, CellProperties::default()));
                    }
                    "trPr" => row.properties = RowProperties::read(xml)?,
                    "tblPrEx" | "sdtPr" | "sdtEndPr" | "customXmlPr" => xml.skip()?,
                    _ => wrappers += 1,
                },
                Event::Open(element) if element.local() == "Fallback" => xml.skip()?,
                Event::Open(_) => wrappers += 1,
                Event::Close if wrappers == 0 => return Ok(row),
                Event::Close => wrappers -= 1,
                Event::Text(_) | Event::Nothing => {}
            }
        }
    }
}

/// Whether a `w:tblPr` says that the first row is set off: `w:tblLook` with its attribute or its bit 0x20 (17.4.56).
fn has_first_row(xml: &mut Xml<'_>) -> Result<bool, PartError> {
    let mut first_row = false;
    xml.each(|element| {
        if element.is_word("tblLook") {
            first_row = match element.get("firstRow") {
                Some(value) => !matches!(value.as_ref(), "0" | "false" | "off"),
                None => element
                    .val()
                    .and_then(|bits| u32::from_str_radix(&bits, 16).ok())
                    .is_some_and(|bits| bits & 0x20 != 0),
            };
        }
    })?;
    Ok(first_row)
}

impl Grid {
    fn push(&mut self, row: ReadRow, at: crate::document::At) {
        if row.properties.is_header && self.headers == self.rows.len() {
            self.headers += 1;
        }
        let mut cells: Vec<Cell> = Vec::with_capacity(row.cells.len());
        let mut column = row.properties.columns_before;
        if column > 0 {
            cells.push(Cell { blocks: Vec::new(), columns: column, rows: 1 });
        }
        for (blocks, properties) in row.cells {
            let start = column;
            column = column.saturating_add(properties.span);
            if properties.horizontal == Merge::Continue
                && let Some(before) = cells.last_mut()
            {
                before.columns += properties.span;
                before.blocks.extend(blocks);
                continue;
            }
            match properties.vertical {
                Merge::Continue => match self.above(start) {
                    Some(above) => {
                        above.rows += 1;
                        above.blocks.extend(blocks);
                        continue;
                    }
                    None => drop(self.going_on.remove(&start)),
                },
                Merge::Restart => drop(self.going_on.insert(start, (self.rows.len(), cells.len()))),
                Merge::None => drop(self.going_on.remove(&start)),
            }
            cells.push(Cell { blocks, columns: properties.span, rows: 1 });
        }
        self.rows.push(Row { cells, at });
    }

    fn above(&mut self, column: usize) -> Option<&mut Cell> {
        let (row, cell) = *self.going_on.get(&column)?;
        self.rows.get_mut(row)?.cells.get_mut(cell)
    }

    fn finish(self, first_row_is_header: bool) -> Option<Table> {
        if self.rows.is_empty() {
            return None;
        }
        let header_rows = self.headers.max(usize::from(first_row_is_header));
        Some(Table { header_rows, alignments: Vec::new(), rows: self.rows })
    }
}
