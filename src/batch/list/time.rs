//! When rows were handed in, as far as it decides which is the newest.
//!
//! Sheets of answers write the time as their locale does, and `5/6/2024` does not say which number is the month. So every way of writing
//! that fits all cells is tried; one in which the rows follow each other in time wins, since answers are appended. If none fits, the
//! order of the rows is the order in time.

/// For each cell, a number that grows with time; equal times give equal numbers.
pub(super) fn ranks<'a>(cells: impl Iterator<Item = &'a str>) -> Vec<usize> {
    let cells: Vec<&str> = cells.collect();
    let readings: Vec<Vec<Moment>> = [First::Year, First::Month, First::Day]
        .into_iter()
        .filter_map(|first| cells.iter().map(|cell| moment(cell, first)).collect())
        .collect();
    let reading = readings.iter().find(|reading| reading.is_sorted()).or(readings.first());
    let Some(reading) = reading else { return (0..cells.len()).collect() };
    let mut sorted = reading.clone();
    sorted.sort_unstable();
    sorted.dedup();
    reading.iter().map(|moment| sorted.binary_search(moment).unwrap_or(0)).collect()
}

#[derive(Clone, Copy)]
enum First {
    Year,
    Month,
    Day,
}

/// Year, month, day, seconds of the day.
type Moment = (u32, u32, u32, u32);

fn moment(cell: &str, first: First) -> Option<Moment> {
    let numbers: Vec<u32> = cell
        .split(|c: char| !c.is_ascii_digit())
        .filter(|digits| !digits.is_empty())
        .map(|digits| digits.get(..9).unwrap_or(digits).parse().ok())
        .collect::<Option<_>>()?;
    let [one, two, three, clock @ ..] = numbers.as_slice() else { return None };
    let (year, month, day) = match first {
        First::Year => (*one, *two, *three),
        First::Month => (*three, *one, *two),
        First::Day => (*three, *two, *one),
    };
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) || year < 100 && matches!(first, First::Year) {
        return None;
    }
    let part = |index: usize| clock.get(index).copied().unwrap_or(0);
    let lower = cell.to_lowercase();
    let hour = match part(0) {
        12 if lower.contains("am") => 0,
        hour if hour < 12 && lower.contains("pm") => hour + 12,
        hour => hour,
    };
    (hour < 24 && part(1) < 60).then(|| (year, month, day, hour * 3600 + part(1) * 60 + part(2).min(59)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_rows_settles_what_the_format_leaves_open() {
        for (cells, expected) in [
            (vec!["2024-05-02 10:00:00", "2024-05-01T09:00:00Z"], vec![1, 0]),
            (vec!["4/12/2024 9:00:00", "5/1/2024 9:00:00"], vec![0, 1]),
            (vec!["28/04/2024 9:00:00", "01/05/2024 9:00:00"], vec![0, 1]),
            (vec!["5/1/2024 11:30:00 AM", "5/1/2024 12:30:00 PM", "5/1/2024 1:00:00 PM"], vec![0, 1, 2]),
            (vec!["2024/05/01 9:00:00 AM GMT+1", "2024/05/01 9:00:00 AM GMT+1"], vec![0, 0]),
            (vec!["soon", "2024-05-01"], vec![0, 1]),
        ] {
            assert_eq!(ranks(cells.iter().copied()), expected, "{cells:?}");
        }
    }
}
