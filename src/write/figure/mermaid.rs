//! The figure as a chart in Mermaid, which GitHub draws from a code block.
//!
//! A Gantt chart has a time axis in true proportion: a bar for the outage, a milestone for each entry. Whatever has a meaning in
//! Mermaid is written as an entity (`#58;`), so that texts of the document stay text.

use std::fmt::Write as _;

use super::clock::DAY;
use super::width::cut;
use super::{Figure, Kind, length};

/// Room for the text of an entry: Mermaid puts it to the right or the left of its milestone, and cuts what fits on neither side.
const TEXT: f64 = 190.0;

/// Writes a figure as a chart.
#[must_use]
pub fn mermaid(figure: &Figure) -> String {
    let span = figure.span();
    let many = span.to.div_euclid(DAY) > span.from.div_euclid(DAY);
    let mut out = String::from("gantt\n");
    let _ = writeln!(out, "    accTitle: Timeline, {}", text(&figure.title, 400.0));
    let _ = writeln!(out, "    accDescr: {}", text(&figure.description(), 2000.0));
    out.push_str("    dateFormat YYYY-MM-DD HH:mm:ss\n");
    let days = if many && figure.dated { "%e %b " } else { "" };
    let _ = writeln!(out, "    axisFormat {days}%H:%M");
    out.push_str("    todayMarker off\n");
    if let Some(outage) = figure.outage {
        let (from, to) = (stamp(outage.from, figure.dated), stamp(outage.to, figure.dated));
        let name = length(outage.to - outage.from);
        let _ = writeln!(out, "    outage, {name} :crit, {from}, {to}");
    }
    for point in &figure.points {
        let mark = match point.kind {
            Kind::Detected => "active, ",
            Kind::DeadEnd => "crit, ",
            Kind::Resolved => "done, ",
            Kind::Action | Kind::Escalated | Kind::Other => "",
        };
        let told = if point.kind == Kind::Other { String::new() } else { format!(" ({})", point.kind.name()) };
        let (time, what, at) = (text(&point.time, 200.0), text(&point.text, TEXT), stamp(point.at, figure.dated));
        let _ = writeln!(out, "    {time} {what}{told} :{mark}milestone, {at}, 0m");
    }
    out
}

/// A second of the figure's clock as a date that Mermaid reads. Days without dates begin at one that nobody sees.
fn stamp(at: i64, dated: bool) -> String {
    // A day early enough that the day before it can be written too.
    let epoch = if dated { jiff::civil::date(1970, 1, 1) } else { jiff::civil::date(2001, 1, 1) };
    let moment = jiff::Span::new().try_seconds(at).ok().and_then(|span| epoch.at(0, 0, 0, 0).checked_add(span).ok());
    moment.unwrap_or_default().strftime("%Y-%m-%d %H:%M:%S").to_string()
}

/// A text on one line, cut to a width, with entities for what has a meaning.
fn text(text: &str, most: f64) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = String::new();
    for c in cut(&line, 10.0, most).chars() {
        if c.is_alphanumeric() || matches!(c, ' ' | ',' | '.' | '-' | '\u{2026}' | '(' | ')' | '\u{2013}') {
            out.push(c);
        } else if !c.is_control() {
            let _ = write!(out, "#{};", u32::from(c));
        }
    }
    out
}
