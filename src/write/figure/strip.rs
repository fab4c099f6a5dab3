//! The timeline as a line of signs, for places where only characters stand.

use super::{Figure, Kind};

impl Figure {
    /// The clock times of the first and the last entry.
    #[must_use]
    pub fn ends(&self) -> (String, String) {
        let time = |point: Option<&super::Point>| point.map(|point| point.time.clone()).unwrap_or_default();
        (time(self.points.first()), time(self.points.last()))
    }

    /// The entries on a line of so many columns, in true proportion: the kind of the entry that stands at each column. Where several
    /// fall on one, the one that moves the story most stands.
    #[must_use]
    pub fn cells(&self, columns: usize) -> Vec<Option<Kind>> {
        let mut cells = vec![None; columns];
        let (Some(first), Some(last)) = (self.points.first(), self.points.last()) else { return cells };
        let span = i128::from(last.at - first.at).max(1);
        let steps = i128::try_from(columns.saturating_sub(1)).unwrap_or_default();
        for point in &self.points {
            let column = (i128::from(point.at - first.at) * steps + span / 2) / span;
            if let Some(cell) = usize::try_from(column).ok().and_then(|column| cells.get_mut(column)) {
                *cell = match (*cell, point.kind) {
                    (None | Some(Kind::Other), kind) => Some(kind),
                    (kind, Kind::Other) => kind,
                    (Some(kind), other) => Some(kind.max(other)),
                };
            }
        }
        cells
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Figure, Kind, Point};

    #[test]
    fn entries_stand_in_true_proportion() {
        let point = |at, kind| Point { at, end: None, kind, time: format!("{at}"), text: String::new() };
        let figure = Figure {
            title: String::new(),
            points: vec![
                point(0, Kind::Detected),
                point(1, Kind::Other),
                point(50, Kind::Action),
                point(50, Kind::DeadEnd),
                point(100, Kind::Resolved),
            ],
            outage: None,
            zone: None,
            dated: false,
            left_out: 0,
        };
        let cells = figure.cells(11);
        assert_eq!(cells[0], Some(Kind::Detected));
        assert_eq!(cells[5], Some(Kind::DeadEnd));
        assert_eq!(cells[10], Some(Kind::Resolved));
        assert_eq!(cells.iter().flatten().count(), 3);
        assert_eq!(figure.ends(), ("0".to_owned(), "100".to_owned()));
    }
}
