//! Timelines in tables: which column is which is told by what most of its cells hold.

use super::line::{Carrier, Shape, TimedLine, read_line};
use crate::document::{At, Row, Table, plain_text_of_blocks, row_text};

/// Which columns of a table hold what; the others are text.
#[derive(Debug, Default)]
struct Columns {
    time: Option<usize>,
    end: Option<usize>,
    date: Option<usize>,
    number: Option<usize>,
}

/// One line for each row of a table.
pub(super) fn collect(table: &Table, lines: &mut Vec<TimedLine>) {
    let rows: Vec<(Vec<String>, &Row)> = table.body().iter().map(|row| (cells(row), row)).collect();
    let columns = Columns::of(&rows);
    for (index, (cells, row)) in rows.iter().enumerate() {
        let line = columns.line(cells, row);
        // The first row may be a header that is not marked as one.
        if index > 0 || rows.len() == 1 || line.is_timed() || columns.time.is_none() {
            lines.push(line);
        }
    }
}

/// Whether a line is the header of a table that became a list: `Time - Event`.
pub(super) fn names_columns(text: &str) -> bool {
    const COLUMNS: &[&str] = &[
        "action",
        "actions",
        "actor",
        "comment",
        "comments",
        "date",
        "description",
        "details",
        "event",
        "events",
        "no",
        "note",
        "notes",
        "owner",
        "status",
        "team",
        "time",
        "timestamp",
        "what",
        "when",
        "who",
        "zone",
        "utc",
        "gmt",
        "happened",
    ];
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    words.peek().is_some() && words.all(|word| COLUMNS.iter().any(|column| column.eq_ignore_ascii_case(word)))
}

fn cells(row: &Row) -> Vec<String> {
    row.cells.iter().map(|cell| plain_text_of_blocks(&cell.blocks).trim().to_owned()).collect()
}

impl Columns {
    fn of(rows: &[(Vec<String>, &Row)]) -> Self {
        let width = rows.iter().map(|(cells, _)| cells.len()).max().unwrap_or(0);
        let mut columns = Self::default();
        for index in 0..width {
            let column = || rows.iter().filter_map(|(cells, _)| cells.get(index)).filter(|cell| !cell.is_empty());
            let most = |is: fn(&str) -> bool| {
                let total = column().count();
                total > 0 && column().filter(|cell| is(cell)).count() * 2 > total
            };
            let free = |slot: Option<usize>| slot.is_none();
            if most(is_time) && free(columns.time) {
                columns.time = Some(index);
            } else if most(is_time) && columns.time == index.checked_sub(1) {
                columns.end = Some(index);
            } else if most(is_day) && free(columns.date) {
                columns.date = Some(index);
            } else if most(is_number) && free(columns.number) && index == 0 {
                columns.number = Some(index);
            }
        }
        columns
    }

    fn line(&self, cells: &[String], row: &Row) -> TimedLine {
        let Some(time) = self.time else { return read_line(&row_text(row), row.at, Carrier::Item) };
        let cell = |slot: Option<usize>| slot.and_then(|index| cells.get(index)).filter(|cell| !cell.is_empty());
        let special = [Some(time), self.end, self.date, self.number];
        let others = cells.iter().enumerate().filter(|(index, _)| !special.contains(&Some(*index)));
        let text: Vec<&str> =
            others.map(|(_, cell)| cell.as_str()).filter(|cell| cell.contains(char::is_alphanumeric)).collect();
        let mut line = timed(cells.get(time).map_or("", String::as_str), cell(self.date).map(String::as_str), row.at);
        if line.text.is_empty() || line.is_timed() {
            let behind = std::mem::take(&mut line.text);
            line.text = [behind.as_str()]
                .into_iter()
                .filter(|text| !text.is_empty())
                .chain(text)
                .collect::<Vec<_>>()
                .join(" - ");
        } else {
            line.text = row_text(row);
        }
        if let (Shape::Timed { end, .. }, Some(cell)) = (&mut line.shape, cell(self.end))
            && let Shape::Timed { clock, .. } = read_line(cell, row.at, Carrier::Item).shape
        {
            *end = end.take().or(Some(clock));
        }
        line
    }
}

/// The time of a cell, on the day that the column of dates states in the same row.
fn timed(cell: &str, day: Option<&str>, at: At) -> TimedLine {
    let mut line = read_line(cell, at, Carrier::Item);
    if let (Shape::Timed { day: own @ None, .. } | Shape::Elapsed { day: own @ None, .. }, Some(day)) =
        (&mut line.shape, day)
        && let Shape::Day(stated) = read_line(day, at, Carrier::Item).shape
    {
        *own = Some(stated);
    }
    line
}

fn is_time(cell: &str) -> bool {
    let line = read_line(cell, At::lines(1, 1), Carrier::Item);
    line.headed && line.text.split_whitespace().count() <= 3
}

fn is_day(cell: &str) -> bool {
    super::is_day(cell)
}

/// `7`, `#7`, `7.`.
fn is_number(cell: &str) -> bool {
    let bare = cell.trim_start_matches('#').trim_end_matches(['.', ')']);
    (1..=4).contains(&bare.len()) && bare.bytes().all(|byte| byte.is_ascii_digit())
}
