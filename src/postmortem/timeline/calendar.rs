//! Which day the entries of a timeline are on, as they pass midnight.

use jiff::civil::Weekday;

use super::super::model::Moment;
use super::super::time::{Clock, Date, UndatedDay, dates};
use super::head::Day;

const DAY: i64 = 24 * 60;

/// When the incident was, as far as it tells of the days of the entries.
#[derive(Debug, Clone, Default)]
pub(super) struct Window {
    /// The day on which it began, where it ended on it or on the next.
    day: Option<Date>,
    /// When it began, in minutes of that day.
    start: Option<i64>,
    /// When it ended, in minutes of the day on which it began.
    end: Option<i64>,
}

impl Window {
    /// The window between two moments.
    pub(super) fn of(start: Option<&Moment>, end: Option<&Moment>) -> Self {
        let date = |moment: Option<&Moment>| dates(moment?.date.as_deref()?).into_iter().next();
        let time = |moment: Option<&Moment>| minutes_of(moment?.time.as_deref()?);
        let Some(first) = date(start) else { return Self::default() };
        let days = match date(end) {
            None => 0,
            Some(last) if first.may_be(&last) => 0,
            Some(last) if tomorrow(&first).is_some_and(|next| next.may_be(&last)) => 1,
            // Longer than that, an entry without a date is on any day.
            Some(_) => return Self::default(),
        };
        Self { day: Some(first), start: time(start), end: time(end).map(|end| end + days * DAY) }
    }

    /// The day of the first entry, which may tell of what was before the beginning.
    fn day_of_first(&self, minutes: i64) -> Option<Date> {
        let day = self.day.as_ref()?;
        match (self.start, self.end) {
            (Some(start), Some(end)) if minutes < start && end >= DAY => {
                if minutes + DAY <= end {
                    tomorrow(day)
                } else {
                    None
                }
            }
            (Some(start), None) if passes_midnight(start, minutes) => None,
            _ => Some(day.clone()),
        }
    }
}

/// The day of the entries, as far as it is known.
pub(super) struct Calendar {
    window: Window,
    /// The day that a heading above the entries states.
    stated: Option<Date>,
    /// The day of the last entry.
    day: Option<Date>,
    /// The time of the last entry, in minutes.
    last: Option<i64>,
    /// Whether no day has been stated yet, so that the window is all that is known.
    undated: bool,
}

impl Calendar {
    /// For an incident in this window.
    pub(super) fn new(window: Window) -> Self {
        Self { window, stated: None, day: None, last: None, undated: true }
    }

    /// A line names the day of the lines below it, by its date or without one.
    pub(super) fn begin(&mut self, day: Day) {
        self.stated = match &day {
            Day::Dated(date) => Some(date.clone()),
            Day::Undated(_) => None,
        };
        self.turn_to(day);
        self.last = None;
    }

    /// An entry at this time, with the day that it names: the date that it states, or that a heading states for it.
    pub(super) fn pass(&mut self, own: Option<Day>, clock: &Clock) -> Option<Date> {
        let minutes = clock.minutes();
        let passes = self.last.is_some_and(|last| passes_midnight(last, minutes));
        let own_date = match own {
            Some(day) => {
                let date = if let Day::Dated(date) = &day { Some(date.clone()) } else { None };
                self.turn_to(day);
                date
            }
            None if self.undated && self.last.is_none() => {
                self.day = self.window.day_of_first(minutes);
                None
            }
            None if passes => {
                self.day = self.day.as_ref().and_then(tomorrow).filter(|day| self.may_be_on(day));
                self.stated = None;
                None
            }
            None => None,
        };
        self.last = Some(minutes);
        own_date.or_else(|| self.stated.clone())
    }

    /// The day that is named now, seen from the day before it.
    fn turn_to(&mut self, day: Day) {
        let from = self.day.clone().or_else(|| self.window.day.clone().filter(|_| self.undated && self.last.is_none()));
        self.day = match day {
            Day::Dated(date) => Some(self.with_year(date)),
            Day::Undated(UndatedDay::Weekday(weekday)) => from.and_then(|from| next_weekday(&from, weekday)),
            Day::Undated(UndatedDay::Next) => from.as_ref().and_then(tomorrow),
            Day::Undated(UndatedDay::Same) => from,
            // Whether day 1 is the day before the outage or the day of it is not certain.
            Day::Undated(UndatedDay::Uncertain) => None,
        };
        self.undated = false;
    }

    /// Whether an entry may be on a day to which only the order of times has led: not behind the day on which the incident ended.
    fn may_be_on(&self, day: &Date) -> bool {
        let Window { day: Some(first), end: Some(end), .. } = &self.window else { return true };
        !self.undated || (*end >= DAY && tomorrow(first).is_some_and(|last| last.may_be(day)))
    }

    /// The day of the last entry.
    pub(super) fn day(&self) -> Option<Date> {
        self.day.clone()
    }

    /// The day that a heading states.
    pub(super) fn stated(&self) -> Option<&Date> {
        self.stated.as_ref()
    }

    /// A day without a year is in the year of the incident, unless it is near the turn of the year.
    fn with_year(&self, mut day: Date) -> Date {
        let turns = matches!((day.month, day.day), (12, 25..) | (1, ..=7));
        if day.year.is_none() && !turns {
            day.year = self.window.day.as_ref().and_then(|day| day.year);
        }
        day
    }
}

/// Whether midnight lies between two times that follow each other: from the evening to the morning, or back by half a day and more.
pub(super) fn passes_midnight(last: i64, time: i64) -> bool {
    let back = last - time;
    back >= DAY / 2 || (back > 0 && last >= 17 * 60 && time <= 10 * 60)
}

/// The first day of this name, from a day on.
fn next_weekday(from: &Date, weekday: Weekday) -> Option<Date> {
    let day = from.civil()?;
    let day = day.checked_add(jiff::Span::new().days(i64::from(day.weekday().until(weekday)))).ok()?;
    Some(dated(day, from))
}

fn tomorrow(day: &Date) -> Option<Date> {
    Some(dated(day.civil()?.tomorrow().ok()?, day))
}

/// A day that was counted from a date.
fn dated(day: jiff::civil::Date, from: &Date) -> Date {
    Date { year: Some(day.year()), month: day.month(), day: day.day(), range: from.range.clone() }
}

/// Minutes since midnight of `HH:MM` or `HH:MM:SS`.
pub(crate) fn minutes_of(time: &str) -> Option<i64> {
    let (hour, rest) = time.split_once(':')?;
    Some(hour.parse::<i64>().ok()? * 60 + rest.get(..2)?.parse::<i64>().ok()?)
}
