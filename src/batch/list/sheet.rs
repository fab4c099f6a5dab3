//! Spreadsheets: the first sheet that holds a table, with the links behind its cells: those set on a cell (XLSX) and those that a
//! `HYPERLINK` formula names.

use std::collections::HashMap;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use calamine::{Data, Hyperlink, Range, Reader, Sheets, open_workbook_auto};

use super::error::ListError;
use super::shown;
use super::table::{Record, Table};

/// Most rows of a sheet, so that a file that states a billion of them ends in time.
const MOST_ROWS: usize = 200_000;
/// Most columns.
const MOST_COLUMNS: usize = 500;
/// Most cells that links are set on, those counted twice that have two.
const MOST_LINKED: usize = 1_000_000;

pub(super) fn read(path: &Path) -> Result<Table, ListError> {
    let failed = |source: calamine::Error| ListError::Sheet { list: shown(path), source: Box::new(source) };
    let mut workbook = open_workbook_auto(path).map_err(failed)?;
    for name in workbook.sheet_names() {
        let range = workbook.worksheet_range(&name).map_err(failed)?;
        if !range.is_empty() {
            return Ok(Table::with_header(records(&range, &Links::of(&mut workbook, &name, &range))));
        }
    }
    Ok(Table::default())
}

fn records(range: &Range<Data>, links: &Links) -> Vec<Record> {
    let (top, left) = range.start().unwrap_or_default();
    let rows = range.rows().take(MOST_ROWS).enumerate();
    rows.map(|(index, row)| {
        let number = position(top) + index;
        let cells: Vec<String> = row.iter().take(MOST_COLUMNS).map(text).collect();
        let place = |column: usize| (small(number), left.saturating_add(small(column)));
        let linked = (0..cells.len()).filter_map(|column| Some((column, links.at(place(column))?.to_owned())));
        Record { number: number + 1, linked: linked.collect(), cells }
    })
    .collect()
}

/// The links behind the cells of a sheet.
struct Links {
    /// Set on a cell, by row and column from 0.
    set: HashMap<(u32, u32), String>,
    formulas: Range<String>,
}

impl Links {
    fn of(workbook: &mut Sheets<BufReader<File>>, sheet: &str, range: &Range<Data>) -> Self {
        let formulas = workbook.worksheet_formula(sheet).unwrap_or_default();
        let set = match workbook {
            Sheets::Xlsx(workbook) => workbook.hyperlinks_by_sheet_name(sheet).unwrap_or_default(),
            _ => Vec::new(),
        };
        Self { set: each_cell(set, range), formulas }
    }

    fn at(&self, cell: (u32, u32)) -> Option<&str> {
        let formula = || link_of(self.formulas.get_value(cell)?);
        self.set.get(&cell).map(String::as_str).or_else(formula)
    }
}

/// The cells that links on the web are set on. One link may be set on many cells, so those outside the table are left out.
fn each_cell(links: Vec<Hyperlink>, range: &Range<Data>) -> HashMap<(u32, u32), String> {
    let Some((bottom, right)) = range.end() else { return HashMap::new() };
    let (mut cells, mut room) = (HashMap::new(), MOST_LINKED);
    for Hyperlink { range, target, location, .. } in links {
        let Some(target) = target.filter(|target| target.starts_with("http")) else { continue };
        let link = location.map_or_else(|| target.clone(), |location| format!("{target}#{location}"));
        let (rows, columns) = (range.start.0..=range.end.0.min(bottom), range.start.1..=range.end.1.min(right));
        if columns.is_empty() {
            continue;
        }
        for cell in rows.flat_map(|row| columns.clone().map(move |column| (row, column))).take(room) {
            cells.insert(cell, link.clone());
            room -= 1;
        }
    }
    cells
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
