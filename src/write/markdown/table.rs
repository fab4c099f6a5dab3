//! Tables in GitHub's notation: a header row, one line a row.

use super::inline::{Pictures, Place, code_span, inlines};
use crate::document::{Alignment, Block, BlockKind, Cell, Row, Table};

/// Whether a table can be written with pipes: no merged cells, one header row, cells of running text.
pub(super) fn is_plain(table: &Table) -> bool {
    let is_text = |block: &Block| match &block.kind {
        BlockKind::Paragraph(_) | BlockKind::Heading { .. } => true,
        BlockKind::Code(code) => !code.text.contains(['\n', '\r']),
        _ => false,
    };
    let is_plain = |cell: &Cell| cell.columns <= 1 && cell.rows <= 1 && cell.blocks.iter().all(is_text);
    table.header_rows <= 1 && table.rows.iter().flat_map(|row| &row.cells).all(is_plain)
}

/// A table with pipes; empty if it has no cells.
pub(super) fn table(table: &Table, pictures: Pictures<'_>) -> String {
    let columns = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    if columns == 0 {
        return String::new();
    }
    let (head, body) = table.rows.split_at(table.header_rows.min(1).min(table.rows.len()));
    let mut lines = vec![head.first().map_or_else(|| line(&[], columns), |row| line(&cells(row, pictures), columns))];
    let alignments = table.alignments.iter().copied().chain(std::iter::repeat(Alignment::None)).take(columns);
    let rule: Vec<String> = alignments.map(|alignment| dashes(alignment).to_owned()).collect();
    lines.push(line(&rule, columns));
    lines.extend(body.iter().map(|row| line(&cells(row, pictures), columns)));
    let is_blank = body.is_empty() && lines.first() == Some(&line(&[], columns));
    if is_blank { String::new() } else { lines.join("\n") }
}

fn cells(row: &Row, pictures: Pictures<'_>) -> Vec<String> {
    row.cells.iter().map(|cell| text(&cell.blocks, pictures)).collect()
}

fn text(blocks: &[Block], pictures: Pictures<'_>) -> String {
    let texts = blocks.iter().map(|block| match &block.kind {
        BlockKind::Paragraph(text) | BlockKind::Heading { text, .. } => inlines(text, Place::Cell, pictures),
        BlockKind::Code(code) if !code.text.is_empty() => code_span(&code.text).replace('|', "\\|"),
        _ => String::new(),
    });
    texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("<br>")
}

fn line(cells: &[String], columns: usize) -> String {
    let mut line = String::from("|");
    for column in 0..columns {
        line.push(' ');
        if let Some(cell) = cells.get(column).filter(|cell| !cell.is_empty()) {
            line.push_str(cell);
            line.push(' ');
        }
        line.push('|');
    }
    line
}

fn dashes(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::None => "---",
        Alignment::Left => ":---",
        Alignment::Center => ":---:",
        Alignment::Right => "---:",
    }
}
