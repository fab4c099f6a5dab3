//! The timeline as a figure: what happened when, in true proportion.
//!
//! A figure is a plain function of a write-up. [`Figure::of`] places its entries in time (`clock`), tells their kinds and the span of
//! the outage; [`svg()`] draws it with a label for each entry (`label`, `width`), [`mermaid()`] writes it as a chart that GitHub draws.
//! The same write-up gives the same bytes.
//!
//! Kinds differ in shape, so that nobody needs the colors. Texts of the document are cut to a line and escaped: they are data.

mod axis;
mod clock;
mod label;
mod mermaid;
mod outage;
mod strip;
mod svg;
mod width;

pub use mermaid::mermaid;
pub use svg::{Ground, STYLE, svg};

use clock::Placed;

use crate::postmortem::{Event, Postmortem, TimelineEntry};

/// Most entries that a figure shows; beyond, those that tell no turn of events are left out first.
pub const MOST: usize = 40;

/// What kind of turn an entry tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// It was noticed.
    Detected,
    /// Something was tried or changed.
    Action,
    /// A wrong track.
    DeadEnd,
    /// Somebody was called in.
    Escalated,
    /// It was over.
    Resolved,
    /// Anything else.
    Other,
}

impl Kind {
    /// All kinds, in the order of an incident.
    pub const ALL: [Self; 6] =
        [Self::Detected, Self::Action, Self::DeadEnd, Self::Escalated, Self::Resolved, Self::Other];

    /// The kind of an entry: of several events, the one that moves the story most.
    #[must_use]
    pub fn of(entry: &TimelineEntry) -> Self {
        let tells = |event| entry.events.contains(&event);
        match () {
            () if tells(Event::Resolved) => Self::Resolved,
            () if tells(Event::Misleading) => Self::DeadEnd,
            () if tells(Event::Escalated) => Self::Escalated,
            () if tells(Event::Detected) => Self::Detected,
            () if tells(Event::Action) => Self::Action,
            () => Self::Other,
        }
    }

    /// Its name, as legends show it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Detected => "detected",
            Self::Action => "action",
            Self::DeadEnd => "dead end",
            Self::Escalated => "escalated",
            Self::Resolved => "resolved",
            Self::Other => "event",
        }
    }

    /// Its name in style sheets.
    #[must_use]
    pub fn class(self) -> &'static str {
        if self == Self::DeadEnd { "dead-end" } else { self.name() }
    }
}

/// A timeline that can be drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The title of the write-up.
    title: String,
    /// The entries with a time, in the order of time.
    points: Vec<Point>,
    /// From when to when it lasted.
    outage: Option<Span>,
    /// The zone of the clocks, where one holds for all.
    zone: Option<String>,
    /// Whether days are dates; else they are counted from the first entry's.
    dated: bool,
    /// Entries that are not shown.
    left_out: usize,
}

/// An entry in time.
#[derive(Debug, Clone, PartialEq)]
struct Point {
    /// Seconds on the figure's clock.
    at: i64,
    /// The end of a range.
    end: Option<i64>,
    kind: Kind,
    /// The clock as the entry states it, 24-hour.
    time: String,
    text: String,
}

/// A stretch of time, in seconds on the figure's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Span {
    from: i64,
    to: i64,
}

impl Figure {
    /// The figure of a write-up; `None` if its timeline does not state two points in time.
    #[must_use]
    pub fn of(postmortem: &Postmortem) -> Option<Self> {
        let clock = clock::Clock::of(&postmortem.timeline);
        let mut points: Vec<Point> = clock.placed.iter().map(|placed| point(placed)).collect();
        points.sort_by_key(|point| point.at);
        let left_out = points.len().saturating_sub(MOST);
        leave_out(&mut points);
        let (first, last) = (points.first()?.at, points.last()?.at);
        if first == last {
            return None;
        }
        let outage = outage::outage(postmortem, &clock, &points);
        let zone = zone(postmortem);
        let title = postmortem.title.clone().unwrap_or_else(|| "Postmortem".to_owned());
        Some(Self { title, points, outage, zone, dated: clock.dated, left_out })
    }

    /// The whole stretch that is shown.
    fn span(&self) -> Span {
        let first = self.points.first().map_or(0, |point| point.at);
        let last = self.points.iter().map(|point| point.end.unwrap_or(point.at)).max().unwrap_or(0);
        let all = Span { from: first, to: last };
        self.outage.map_or(all, |outage| Span { from: all.from.min(outage.from), to: all.to.max(outage.to) })
    }

    /// One line that tells what the figure shows, for those who do not see it.
    #[must_use]
    pub fn alternative(&self) -> String {
        format!("Timeline of the incident: {}", self.description())
    }

    /// The same in sentences: how many entries, from when to when, and the turns of events.
    fn description(&self) -> String {
        let count = self.points.len();
        let clock = |point: &Point| point.time.clone();
        let mut out = format!("{count} entries");
        if let (Some(first), Some(last)) = (self.points.first(), self.points.last()) {
            let zone = self.zone.as_ref().map(|zone| format!(" {zone}")).unwrap_or_default();
            out = format!("{out} from {} to {}{zone}", clock(first), clock(last));
        }
        for kind in [Kind::Detected, Kind::DeadEnd, Kind::Escalated, Kind::Resolved] {
            let times: Vec<String> = self.points.iter().filter(|point| point.kind == kind).map(clock).take(6).collect();
            if !times.is_empty() {
                out = format!("{out}; {} {}", kind.name(), times.join(", "));
            }
        }
        if let Some(outage) = self.outage {
            out = format!("{out}; the outage of {} is marked", length(outage.to - outage.from));
        }
        if self.left_out > 0 {
            out = format!("{out}; {} more entries are not shown", self.left_out);
        }
        out + "."
    }
}

fn point(placed: &Placed<'_>) -> Point {
    let entry = placed.entry;
    let time = entry.time.clone().unwrap_or_default();
    let time = entry.end_time.as_ref().map_or_else(|| time.clone(), |end| format!("{time}\u{2013}{end}"));
    let text = entry.text.split_whitespace().collect::<Vec<_>>().join(" ");
    Point { at: placed.at, end: placed.end, kind: Kind::of(entry), time, text }
}

/// Leaves out entries beyond the most that are shown, first those that tell no turn of events.
fn leave_out(points: &mut Vec<Point>) {
    let mut surplus = points.len().saturating_sub(MOST);
    for plain in [&[Kind::Other][..], &[Kind::Other, Kind::Action], &Kind::ALL] {
        let last = points.len().saturating_sub(1);
        let mut index = points.len();
        // From the end, but never the first and the last: they are the ends of the axis.
        points.reverse();
        points.retain(|point| {
            index -= 1;
            let spare = surplus > 0 && (1..last).contains(&index) && plain.contains(&point.kind);
            surplus -= usize::from(spare);
            !spare
        });
        points.reverse();
    }
}

/// The one zone of all entries, else that of the summary where the entries state none.
fn zone(postmortem: &Postmortem) -> Option<String> {
    let mut stated = postmortem.timeline.iter().filter_map(|entry| entry.zone.as_ref());
    match stated.next() {
        Some(first) => stated.all(|zone| zone == first).then(|| first.clone()),
        None => postmortem.summary.duration.as_ref()?.start.as_ref()?.zone.clone(),
    }
}

/// A length of time as people say it.
pub(crate) fn length(seconds: i64) -> String {
    let minutes = (seconds + 30) / 60;
    let (days, hours, rest) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    let part = |number: i64, unit: &str| (number > 0).then(|| format!("{number} {unit}"));
    let parts: Vec<String> = [part(days, if days == 1 { "day" } else { "days" }), part(hours, "h"), part(rest, "min")]
        .into_iter()
        .flatten()
        .collect();
    if parts.is_empty() { format!("{seconds} s") } else { parts.join(" ") }
}

#[cfg(test)]
mod tests;
