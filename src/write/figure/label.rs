//! Where labels stand.
//!
//! Each label stands to the right of a pole on its entry's time. Rows are given from the last entry to the first: a label stands above
//! every later one whose pole it would cross. So no label covers another or a pole, from the first entry to the last they go down
//! like a staircase, and labels that are far apart share a row.

/// A label: where its pole stands and how far it reaches.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Reach {
    /// The left end of its marker.
    pub(super) left: f64,
    /// The right end of its text.
    pub(super) right: f64,
}

/// The row of each label, from 0 at the axis. The labels are in the order of time.
///
/// Rows grow with the labels that overlap. Work is bounded by the number of labels squared; a figure has [`super::MOST`] at most.
pub(super) fn rows(labels: &[Reach]) -> Vec<usize> {
    let mut rows = vec![0; labels.len()];
    for index in (0..labels.len()).rev() {
        let Some(label) = labels.get(index) else { continue };
        let crossed = labels.iter().zip(&rows).skip(index + 1).filter(|(later, _)| later.left < label.right);
        let row = crossed.map(|(_, row)| row + 1).max().unwrap_or(0);
        if let Some(own) = rows.get_mut(index) {
            *own = row;
        }
    }
    rows
}
