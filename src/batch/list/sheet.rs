//! Spreadsheets: the first sheet that holds a table. Links behind a cell's text count as the link that `HYPERLINK` names.

use std::path::Path;

use calamine::{Data, Range, Reader, Sheets, open_workbook_auto};

use super::error::ListError;
use super::shown;
use super::table::{Record, Table};

/// Most rows of a sheet, so that a file that states a billion of them ends in time.
const MOST_ROWS: usize = 200_000;
/// Most columns.
const MOST_COLUMNS: usize = 500;

pub(super) fn read(path: &Path) -> Result<Table, ListError> {
    let failed = |source: calamine::Error| ListError::Sheet { list: shown(path), source: Box::new(source) };
    let mut workbook = open_workbook_auto(path).map_err(failed)?;
    for name in workbook.sheet_names() {
        let range = workbook.worksheet_range(&name).map_err(failed)?;
        if !range.is_empty() {
            return Ok(Table::with_header(records(&range, &links(&mut workbook, &name))));
        }
    }
    Ok(Table::default())
}

fn records(range: &Range<Data>, links: &Range<String>) -> Vec<Record> {
    let (top, left) = range.start().unwrap_or_default();
    let rows = range.rows().take(MOST_ROWS).enumerate();
    rows.map(|(index, row)| {
        let number = position(top) + index;
        let cells = row.iter().take(MOST_COLUMNS).enumerate().map(|(column, data)| {
            let absolute = (u32::try_from(number).unwrap_or(u32::MAX), left.saturating_add(small(column)));
            let formula = links.get_value(absolute).map_or("", String::as_str);
            match link_of(formula) {
                Some(link) => format!("{} {link}", text(data)),
                None => text(data),
            }
        });
        Record { number: number + 1, cells: cells.collect() }
    })
    .collect()
}

fn links(workbook: &mut Sheets<std::io::BufReader<std::fs::File>>, sheet: &str) -> Range<String> {
    workbook.worksheet_formula(sheet).unwrap_or_default()
}

/// The address in `HYPERLINK("https://…", "text")`.
fn link_of(formula: &str) -> Option<&str> {
    let (_, rest) = formula.split_once("HYPERLINK(\"").or_else(|| formula.split_once("hyperlink(\""))?;
    rest.split_once('"').map(|(link, _)| link)
}

fn text(data: &Data) -> String {
    match data {
        Data::Empty => String::new(),
        // A number of students is shown as one: 1042, not 1042.0.
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        Data::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
        }
        other => other.to_string(),
    }
}

fn position(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
