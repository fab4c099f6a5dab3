//! Start and end as found in one text.

use super::super::model::Moment;
use super::super::time::{Clock, Date, clocks, dates, numeric_range, zones};
use super::{Context, moment};

/// Start and end as found in one text.
pub(super) struct Span {
    start: Option<Point>,
    end: Option<Point>,
    zone: Option<(String, Option<i32>)>,
    /// Whether the text says that it ended on the day after it began.
    next_day: bool,
}

struct Point {
    clock: Option<Clock>,
    date: Option<Date>,
}

impl Span {
    pub(super) fn of(text: &str, context: &Context) -> Self {
        let times = without_conversions(text, clocks(text));
        let mut found = dates(text);
        if found.is_empty() {
            found.extend(numeric_range(text).into_iter().flat_map(|(first, last)| [first, last]));
        }
        let zone = times
            .iter()
            .find_map(|clock| clock.zone.as_ref())
            .map(|zone| (zone.name.clone(), zone.offset_minutes))
            .or_else(|| zones(text).first().map(|zone| (zone.name.clone(), zone.offset_minutes)))
            .or_else(|| context.zone.clone());
        let mut next_day = false;
        let (start, end) = match times.as_slice() {
            [] => Self::by_dates(text, &found),
            [only] if is_end(&text[..only.range.start]) => {
                (None, Some(Point { clock: Some(only.clone()), date: found.last().cloned() }))
            }
            [only] => (Some(Point { clock: Some(only.clone()), date: nearest(&found, only) }), None),
            many => {
                let (first, second) = bounds(text, many);
                next_day = says_next_day(text, second);
                Self::by_clocks(text, first, second, &found)
            }
        };
        let mut span = Self { start, end, zone, next_day };
        span.complete(context);
        span.pass_midnight();
        span
    }

    /// `May 1 to May 31`, `May 3`: dates without clock times.
    fn by_dates(text: &str, found: &[Date]) -> (Option<Point>, Option<Point>) {
        let point = |date: &Date| Some(Point { clock: None, date: Some(date.clone()) });
        match found {
            [first, second, ..]
                if first.range.end == second.range.start || joins(&text[first.range.end..second.range.start]) =>
            {
                (point(first), point(second))
            }
            [first, rest @ ..] if rest.iter().all(|date| date.may_be(first)) => (point(first), None),
            _ => (None, None),
        }
    }

    fn by_clocks(text: &str, first: &Clock, second: &Clock, found: &[Date]) -> (Option<Point>, Option<Point>) {
        let before = found.iter().rfind(|date| date.range.end <= first.range.start);
        let between: Vec<&Date> = found
            .iter()
            .filter(|date| date.range.start >= first.range.end && date.range.end <= second.range.start)
            .collect();
        let after = found.iter().find(|date| date.range.start >= second.range.end);
        let (of_start, of_end): (Vec<&Date>, Vec<&Date>) =
            between.into_iter().partition(|date| !joins(&text[first.range.end..date.range.start]));
        // `14:00 on 10 May to 17:00`, `14:00, May 10 - 03:00, May 11`, `3 PM to 6 PM on May 10`.
        let start = of_start.first().copied().or(before);
        let end = of_end.first().copied().or(after);
        let shared = start.or(end);
        let point =
            |clock: &Clock, date: Option<&Date>| Some(Point { clock: Some(clock.clone()), date: date.cloned() });
        (point(first, start.or(shared)), point(second, end.or(shared)))
    }

    /// A date stated elsewhere in the summary or in the title holds for times that have none.
    fn complete(&mut self, context: &Context) {
        let Some(date) = context.date() else { return };
        for point in [&mut self.start, &mut self.end].into_iter().flatten() {
            if point.clock.is_some() && point.date.is_none() {
                point.date = Some(date.clone());
            }
        }
    }

    /// `From 10:30 PM to 8:30 AM` on one day ends on the next, and so does what ends `the next day`.
    fn pass_midnight(&mut self) {
        let (Some(start), Some(end)) = (&self.start, &mut self.end) else { return };
        let (Some(from), Some(to), Some(first), Some(last)) = (&start.clock, &end.clock, &start.date, &mut end.date)
        else {
            return;
        };
        if first.range == last.range
            && (to.minutes() < from.minutes() || self.next_day)
            && let Some(next) = last.civil().and_then(|day| day.tomorrow().ok())
        {
            (last.year, last.month, last.day) = (Some(next.year()), next.month(), next.day());
        }
    }

    /// The minutes from start to end.
    pub(super) fn minutes(&self) -> Option<f64> {
        let (start, end) = (self.start.as_ref()?, self.end.as_ref()?);
        let (Some(from), Some(to)) = (&start.clock, &end.clock) else { return None };
        let days = match (&start.date, &end.date) {
            (Some(first), Some(last)) => days_between(first, last)?,
            _ => 0,
        };
        let mut minutes = days * 1440 + to.minutes() - from.minutes();
        // Midnight passed between two times of which one date, or none, is stated.
        if days == 0 && (minutes < 0 || self.next_day) {
            minutes += 1440;
        }
        u32::try_from(minutes).ok().map(f64::from)
    }

    pub(super) fn start(&self) -> Option<Moment> {
        self.moment(self.start.as_ref())
    }

    pub(super) fn end(&self) -> Option<Moment> {
        self.moment(self.end.as_ref())
    }

    fn moment(&self, point: Option<&Point>) -> Option<Moment> {
        let point = point?;
        let zone = point
            .clock
            .as_ref()
            .and_then(|clock| clock.zone.as_ref())
            .map(|zone| (zone.name.clone(), zone.offset_minutes));
        let zone = zone.or_else(|| self.zone.clone()).filter(|_| point.clock.is_some());
        Some(moment(point.date.as_ref(), point.clock.as_ref(), zone.as_ref()))
    }
}

/// Times without those that repeat the one before them in another zone: `10:00 UTC (1:00 PM EAT)`.
fn without_conversions(text: &str, mut times: Vec<Clock>) -> Vec<Clock> {
    let repeats = |before: &Clock, clock: &Clock| {
        let zones = before.zone.as_ref().zip(clock.zone.as_ref());
        zones.is_some_and(|(one, two)| one.name != two.name)
            && matches!(text[before.range.end..clock.range.start].trim(), "(" | "/" | "or" | "[" | "=" | ",")
    };
    let kept: Vec<bool> =
        (0..times.len()).map(|index| index == 0 || !repeats(&times[index - 1], &times[index])).collect();
    let mut kept = kept.into_iter();
    times.retain(|_| kept.next().unwrap_or(true));
    times
}

/// Of several times, the start and the end: two that words such as `to` join; else the first and the one that words such as `restored`
/// announce; else the first two.
fn bounds<'t>(text: &str, times: &'t [Clock]) -> (&'t Clock, &'t Clock) {
    const NEAR: usize = 80;
    let between = |pair: &[Clock]| text.get(pair[0].range.end..pair[1].range.start).unwrap_or_default();
    let near = |pair: &&[Clock]| between(pair).len() <= NEAR;
    let first = &times[0];
    if let Some([one, two]) = times.windows(2).next().filter(|pair| near(pair) && joins(between(pair))) {
        return (one, two);
    }
    if let Some([one, two]) = times.windows(2).find(|pair| near(pair) && ranges(between(pair))) {
        return (one, two);
    }
    let announced = times.windows(2).find(|pair| announces_end(between(pair)));
    (first, announced.map_or(&times[1], |pair| &pair[1]))
}

/// Whether the words between two times can only make them a range.
fn ranges(between: &str) -> bool {
    let words = between.trim_matches(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ','));
    ["to", "until", "till", "-", "–", "—", "→", "through"].iter().any(|join| words.eq_ignore_ascii_case(join))
}

fn announces_end(between: &str) -> bool {
    let lower = between.to_lowercase();
    ["end", "until", "till", "resolved", "restored", "back", "recovered", "fixed", "resumed", "came up"]
        .iter()
        .any(|word| lower.contains(word))
}

/// Whether `the next day` stands right behind the end.
fn says_next_day(text: &str, end: &Clock) -> bool {
    let behind: String = text[end.range.end..].chars().take(40).collect::<String>().to_lowercase();
    let behind = behind.trim_start_matches(|c: char| !c.is_alphabetic());
    let behind = behind.strip_prefix("on ").unwrap_or(behind);
    let behind = behind.strip_prefix("the ").unwrap_or(behind);
    ["next day", "following day", "next morning", "following morning", "day after"]
        .iter()
        .any(|words| behind.starts_with(words))
}

fn nearest(found: &[Date], clock: &Clock) -> Option<Date> {
    found.iter().min_by_key(|date| date.range.start.abs_diff(clock.range.start)).cloned()
}

fn days_between(first: &Date, last: &Date) -> Option<i64> {
    let year = first.year.or(last.year).unwrap_or(2024);
    let civil = |date: &Date| jiff::civil::Date::new(date.year.unwrap_or(year), date.month, date.day).ok();
    let span = civil(first)?.until(civil(last)?).ok()?;
    Some(i64::from(span.get_days()))
}

/// Whether the words between two times make them a range.
fn joins(between: &str) -> bool {
    let lower = between.to_lowercase();
    let mut words = lower
        .split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '–' | '—' | '~' | '→' | '>'))
        .filter(|w| !w.is_empty());
    words.any(|word| {
        matches!(
            word,
            "to" | "until"
                | "till"
                | "and"
                | "through"
                | "end"
                | "ended"
                | "ending"
                | "-"
                | "–"
                | "—"
                | "~"
                | "→"
                | "->"
                | "upto"
                | "resolved"
                | "restored"
        )
    })
}

/// Whether the words before a lone time make it the end.
fn is_end(before: &str) -> bool {
    let lower = before.to_lowercase();
    let from = lower.char_indices().rev().nth(39).map_or(0, |(index, _)| index);
    let tail = &lower[from..];
    ["until", "ended", "end:", "end time", "restored", "resolved", "resumed"].iter().any(|word| tail.contains(word))
        && !["start", "began", "from"].iter().any(|word| tail.contains(word))
}
