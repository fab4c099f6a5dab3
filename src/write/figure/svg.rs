//! The figure as SVG.
//!
//! From top to bottom: the span of the outage, the labels on their poles, the axis with its marks, what the markers mean. Time runs in
//! true proportion. Widths are upper bounds (`width`), so that nothing overlaps in any of the usual fonts.

use std::fmt::Write as _;

use super::axis::{Mark, marks};
use super::label::{Reach, rows};
use super::width::{cut, width};
use super::{Figure, Kind, Point, length};
use crate::write::escape::xml;

/// The style of figures; it stands inside one that is a file of its own.
pub const STYLE: &str = include_str!("figure.css");

/// What a figure stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// A page that has [`STYLE`]; the number keeps the names of its figures apart.
    Page(usize),
    /// A file of its own.
    File,
}

const WIDTH: f64 = 800.0;
const LEFT: f64 = 24.0;
/// Room to the right of the axis for the last label.
const ROOM: f64 = 262.0;
const ROW: f64 = 24.0;
const SIZE: f64 = 13.0;
const SMALL: f64 = 12.0;
/// From a pole to its text.
const GAP: f64 = 13.0;
/// Half a marker, and some air.
const MARKER: f64 = 9.0;

/// Draws a figure.
#[must_use]
pub fn svg(figure: &Figure, ground: Ground) -> String {
    let sheet = Sheet::new(figure);
    let mut out = String::new();
    sheet.open(figure, ground, &mut out);
    sheet.outage(figure, &mut out);
    for (label, point) in sheet.labels.iter().zip(&figure.points) {
        sheet.pole(label, point, &mut out);
    }
    sheet.axis(figure, &mut out);
    for (label, point) in sheet.labels.iter().zip(&figure.points) {
        draw_label(label, point, &mut out);
    }
    sheet.legend(figure, &mut out);
    out.push_str("</svg>\n");
    out
}

/// Where everything stands.
pub(super) struct Sheet {
    from: i64,
    length: f64,
    /// The labels, in the order of time.
    pub(super) labels: Vec<Label>,
    marks: Vec<Mark>,
    axis: f64,
    legend: f64,
    pub(super) height: f64,
}

/// A label, cut to its room.
pub(super) struct Label {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) text: String,
}

impl Sheet {
    pub(super) fn new(figure: &Figure) -> Self {
        let span = figure.span();
        #[expect(clippy::cast_precision_loss, reason = "seconds of a figure are far below 2^52")]
        let length = (span.to - span.from).max(1) as f64;
        let mut sheet = Self {
            from: span.from,
            length,
            labels: Vec::new(),
            marks: marks(span, figure.dated),
            axis: 0.0,
            legend: 0.0,
            height: 0.0,
        };
        let texts: Vec<(f64, String, Reach)> = figure.points.iter().map(|point| sheet.place(point)).collect();
        let reaches: Vec<Reach> = texts.iter().map(|(_, _, reach)| *reach).collect();
        let rows = rows(&reaches);
        let above = if figure.outage.is_some() { 34.0 } else { 10.0 };
        let highest = rows.iter().copied().max().unwrap_or(0);
        sheet.axis = above + ROW * steps(highest) + ROW + 8.0;
        sheet.labels = texts
            .into_iter()
            .zip(rows)
            .map(|((x, text, _), row)| Label { x, y: sheet.axis - 20.0 - ROW * steps(row), text })
            .collect();
        let days = if sheet.marks.iter().any(|mark| mark.day.is_some() && !mark.time.is_empty()) { 16.0 } else { 0.0 };
        sheet.legend = sheet.axis + 48.0 + days;
        sheet.height = sheet.legend + 16.0;
        sheet
    }

    /// The place of a label, and its text as far as there is room for it.
    pub(super) fn place(&self, point: &Point) -> (f64, String, Reach) {
        let x = self.x(point.at);
        // Times are set in bold, which is wider.
        let head = width(&point.time, SIZE) * 1.12 + 7.0;
        let text = cut(&point.text, SIZE, WIDTH - x - GAP - head - 6.0);
        let right = x + GAP + head + width(&text, SIZE);
        (x, text, Reach { left: x - MARKER, right: right + 6.0 })
    }

    fn x(&self, at: i64) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "seconds of a figure are far below 2^52")]
        let behind = (at - self.from) as f64;
        LEFT + behind / self.length * (WIDTH - LEFT - ROOM)
    }

    fn open(&self, figure: &Figure, ground: Ground, out: &mut String) {
        let number = match ground {
            Ground::Page(number) => number,
            Ground::File => 1,
        };
        let height = self.height;
        let _ = writeln!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"timeline\" viewBox=\"0 0 {WIDTH} {height:.0}\" width=\"{WIDTH}\" \
             height=\"{height:.0}\" role=\"img\" aria-labelledby=\"tl.{number}.title tl.{number}.desc\">"
        );
        let _ = writeln!(out, "<title id=\"tl.{number}.title\">Timeline: {}</title>", xml(&figure.title));
        let _ = writeln!(out, "<desc id=\"tl.{number}.desc\">{}</desc>", xml(&figure.description()));
        if ground == Ground::File {
            let _ = writeln!(out, "<style>\n{STYLE}</style>");
            let _ = writeln!(out, "<rect class=\"paper\" width=\"{WIDTH}\" height=\"{height:.0}\" rx=\"6\"/>");
        }
    }

    fn outage(&self, figure: &Figure, out: &mut String) {
        let Some(span) = figure.outage else { return };
        let (from, to) = (self.x(span.from), self.x(span.to));
        let wide = (to - from).max(2.0);
        let down = self.axis - 24.0;
        let _ =
            writeln!(out, "<rect class=\"shade\" x=\"{from:.1}\" y=\"24\" width=\"{wide:.1}\" height=\"{down:.1}\"/>");
        let _ = writeln!(out, "<rect class=\"outage\" x=\"{from:.1}\" y=\"20\" width=\"{wide:.1}\" height=\"4\"/>");
        let text = format!("outage \u{b7} {}", length(span.to - span.from));
        let x = from.min(WIDTH - 8.0 - width(&text, SMALL) * 1.12);
        let _ = writeln!(out, "<text class=\"span\" x=\"{x:.1}\" y=\"14\">{}</text>", xml(&text));
    }

    fn pole(&self, label: &Label, point: &Point, out: &mut String) {
        let class = if point.kind == Kind::DeadEnd { "pole dead-end" } else { "pole" };
        let (x, y, axis) = (label.x, label.y, self.axis);
        let _ = writeln!(out, "<line class=\"{class}\" x1=\"{x:.1}\" y1=\"{y:.1}\" x2=\"{x:.1}\" y2=\"{axis:.1}\"/>");
    }

    fn axis(&self, figure: &Figure, out: &mut String) {
        let (axis, end) = (self.axis, WIDTH - ROOM);
        let _ = writeln!(out, "<line class=\"axis\" x1=\"{LEFT}\" y1=\"{axis:.1}\" x2=\"{end}\" y2=\"{axis:.1}\"/>");
        for point in &figure.points {
            if let Some(until) = point.end {
                let (from, to) = (self.x(point.at), self.x(until).min(WIDTH));
                let _ = writeln!(
                    out,
                    "<line class=\"lasts\" x1=\"{from:.1}\" y1=\"{axis:.1}\" x2=\"{to:.1}\" y2=\"{axis:.1}\"/>"
                );
            }
        }
        for mark in &self.marks {
            let x = self.x(mark.at);
            let (from, to) = (axis + 1.0, axis + 6.0);
            let _ = writeln!(out, "<line class=\"tick\" x1=\"{x:.1}\" y1=\"{from:.1}\" x2=\"{x:.1}\" y2=\"{to:.1}\"/>");
            let day = mark.day.as_deref().unwrap_or_default();
            let lines = [mark.time.as_str(), day].into_iter().filter(|line| !line.is_empty());
            for (line, y) in lines.zip([axis + 20.0, axis + 36.0]) {
                let _ = writeln!(
                    out,
                    "<text class=\"small\" x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"middle\">{}</text>",
                    xml(line)
                );
            }
        }
    }

    fn legend(&self, figure: &Figure, out: &mut String) {
        let y = self.legend;
        let mut x = LEFT;
        for kind in Kind::ALL.into_iter().filter(|kind| figure.points.iter().any(|point| point.kind == *kind)) {
            marker(kind, x, y - 4.0, out);
            let (from, name) = (x + GAP, kind.name());
            let _ = writeln!(out, "<text class=\"small\" x=\"{from:.1}\" y=\"{y:.1}\">{name}</text>");
            x += GAP + width(name, SMALL) + 22.0;
        }
        let mut notes = figure.zone.iter().map(|zone| format!("times in {zone}")).collect::<Vec<_>>();
        if figure.left_out > 0 {
            notes.push(format!("{} more entries are not shown", figure.left_out));
        }
        if !notes.is_empty() {
            let note = cut(&notes.join(", "), SMALL, WIDTH - x - 8.0);
            let end = WIDTH - 8.0;
            let _ = writeln!(
                out,
                "<text class=\"small\" x=\"{end}\" y=\"{y:.1}\" text-anchor=\"end\">{}</text>",
                xml(&note)
            );
        }
    }
}

fn draw_label(label: &Label, point: &Point, out: &mut String) {
    let (x, y) = (label.x, label.y);
    let kind = point.kind;
    let full = xml(&format!("{} {}: {}", point.time, kind.name(), cut(&point.text, 1.0, 200.0)));
    let _ = write!(out, "<g><title>{full}</title>");
    marker(kind, x, y, out);
    let (from, base) = (x + GAP, y + 4.5);
    let time = xml(&point.time);
    let text = xml(&label.text);
    let _ = writeln!(
        out,
        "<text x=\"{from:.1}\" y=\"{base:.1}\"><tspan class=\"time\">{time}</tspan> <tspan dx=\"3\">{text}</tspan></text></g>"
    );
}

/// The marker of a kind: a diamond, a dot, the bar at the end of a road, an arrow up, a tick, a ring.
fn marker(kind: Kind, x: f64, y: f64, out: &mut String) {
    let class = kind.class();
    let _ = match kind {
        Kind::Detected => write!(out, "<path class=\"mark {class}\" d=\"M{x:.1} {:.1}l7 7-7 7-7-7z\"/>", y - 7.0),
        Kind::Action => write!(out, "<circle class=\"mark {class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"5\"/>"),
        Kind::DeadEnd => {
            write!(out, "<path class=\"mark {class}\" d=\"M{:.1} {:.1}h16v5h-5.5v7h-5v-7h-5.5z\"/>", x - 8.0, y - 5.0)
        }
        Kind::Escalated => write!(out, "<path class=\"mark {class}\" d=\"M{x:.1} {:.1}l7.5 13h-15z\"/>", y - 8.0),
        Kind::Resolved => write!(
            out,
            "<circle class=\"mark {class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"8\"/><path class=\"tick-mark\" d=\"M{:.1} {:.1}l2.6 2.8 4.6-5.4\"/>",
            x - 3.6,
            y + 0.2
        ),
        Kind::Other => write!(out, "<circle class=\"mark {class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\"/>"),
    };
}

/// Rows as a number to reckon with.
fn steps(rows: usize) -> f64 {
    u32::try_from(rows).map_or(0.0, f64::from)
}
