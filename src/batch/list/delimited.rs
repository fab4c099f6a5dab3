//! CSV and TSV. The delimiter is the one by which the rows have the most equal numbers of cells.

use csv::{ReaderBuilder, StringRecord};

use super::error::ListError;
use super::table::{Record, Table};

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// How many rows decide on the delimiter.
const LOOKED_AT: usize = 50;

/// Whether a text without a telling name has a delimiter at all.
pub(super) fn is_delimited(text: &str) -> bool {
    let records = records(text, delimiter(text));
    let cells = |record: &StringRecord| record.len();
    let width = records.first().map_or(1, cells);
    width > 1 && records.len() > 1 && records.iter().all(|record| record.len() == width)
}

pub(super) fn read(text: &str, list: &str) -> Result<Table, ListError> {
    // A spreadsheet may be told the delimiter in a first line of its own.
    let (text, stated, skipped) = match text.strip_prefix("sep=").and_then(|rest| rest.split_once('\n')) {
        Some((head, rest)) => (rest, head.trim_end().bytes().next(), 1),
        None => (text, None, 0),
    };
    let delimiter = stated.unwrap_or_else(|| delimiter(text));
    if let Some((line, column)) = unclosed(text, delimiter) {
        return Err(ListError::Unclosed { list: list.to_owned(), line: line + skipped, column });
    }
    let mut table = Vec::new();
    let mut expected = None;
    for (index, record) in records(text, delimiter).into_iter().enumerate() {
        let mut cells: Vec<String> = record.iter().map(str::to_owned).collect();
        while cells.len() > 1 && cells.last().is_some_and(|cell| cell.trim().is_empty()) {
            cells.pop();
        }
        let width = *expected.get_or_insert(record.len());
        if cells.len() > width {
            let line = record.position().map_or(index + 1, |at| usize::try_from(at.line()).unwrap_or(index + 1));
            return Err(ListError::Surplus {
                list: list.to_owned(),
                line: line + skipped,
                column: width + 1,
                found: cells.len(),
                expected: width,
            });
        }
        table.push(Record { number: index + 1 + skipped, cells, linked: Vec::new() });
    }
    Ok(Table::with_header(table))
}

fn records(text: &str, delimiter: u8) -> Vec<StringRecord> {
    let reader =
        ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
    // The text is UTF-8 and rows may have any length, so nothing is left that could fail.
    reader.into_records().map_while(Result::ok).collect()
}

fn delimiter(text: &str) -> u8 {
    let score = |delimiter: u8| {
        let records: Vec<StringRecord> = {
            let reader = ReaderBuilder::new()
                .delimiter(delimiter)
                .has_headers(false)
                .flexible(true)
                .from_reader(text.as_bytes());
            reader.into_records().map_while(Result::ok).take(LOOKED_AT).collect()
        };
        let width = records.first().map_or(1, StringRecord::len);
        let alike = records.iter().filter(|record| record.len() == width).count();
        if width < 2 { 0 } else { alike * 100 / records.len().max(1) * 10 + width.min(9) }
    };
    // The first of equals, so that a table of one column is read with commas.
    DELIMITERS.into_iter().rev().max_by_key(|delimiter| score(*delimiter)).unwrap_or(b',')
}

/// Where a quoted cell begins that never ends, as line and column from 1.
fn unclosed(text: &str, delimiter: u8) -> Option<(usize, usize)> {
    let (mut line, mut column) = (1, 0);
    let mut open: Option<(usize, usize)> = None;
    let mut at_start = true;
    for c in text.chars() {
        column += 1;
        match (c, open) {
            ('"', Some(_)) => {
                // A doubled quote opens again at once.
                open = None;
                at_start = true;
                continue;
            }
            ('"', None) if at_start => open = Some((line, column)),
            _ => {}
        }
        at_start = c == '\n' || u32::from(c) == u32::from(delimiter);
        if c == '\n' {
            (line, column) = (line + 1, 0);
        }
    }
    open
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        let table = read(text, "l").unwrap();
        table.header.into_iter().chain(table.records.into_iter().map(|record| record.cells)).collect()
    }

    #[test]
    fn delimiters_are_detected() {
        let expected = [["id", "link"], ["a", "https://x.test/a,b;c"]];
        for text in [
            "id,link\na,\"https://x.test/a,b;c\"\n",
            "id;link\r\na;\"https://x.test/a,b;c\"\r\n",
            "id\tlink\na\thttps://x.test/a,b;c\n",
            "sep=|\nid|link\na|https://x.test/a,b;c\n",
        ] {
            assert_eq!(cells(text), expected, "{text}");
        }
    }

    #[test]
    fn quotes_that_stay_open_are_found() {
        for (text, expected) in [
            ("a,b\n1,\"two\n3,4\n", Some((2, 3))),
            ("a,\"b \"\"c\"\"\"\n", None),
            ("a,5\" disk\n", None),
            ("\"a\nb\",c\n\"d", Some((3, 1))),
        ] {
            assert_eq!(unclosed(text, b','), expected, "{text}");
        }
    }

    #[test]
    fn a_row_with_too_many_cells_is_named() {
        let error = read("id,link\na,https://x.test/\nb,https://y.test/,z\n", "l.csv").unwrap_err();
        assert_eq!(error.to_string(), "`l.csv`, line 3, column 3: the row has 3 cells, expected 2");
    }
}
