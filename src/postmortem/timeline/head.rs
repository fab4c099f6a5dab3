//! The head of an entry: its day, its time and what separates them from its text.

use std::ops::Range;

use super::super::time::{
    Clock, ClockContext, Date, UndatedDay, clock_at, date_at, elapsed_at, next_clock, opens_month, plain_clock,
    range_end, undated_day_at, weekday_at,
};
use super::log::is_log;
use super::opening::{LONGEST, Opening, date_in, opening, skip_marks};
use crate::lines::enumerator;

/// The time that a line begins with.
pub(super) struct Head {
    /// The time.
    pub(super) time: HeadTime,
    /// The day beside it.
    pub(super) day: Option<Day>,
    /// Where day, time and zone end, in bytes.
    pub(super) end: usize,
    /// Where the text behind the separator begins, in bytes.
    pub(super) text_start: usize,
}

/// The day of an entry, or of the entries below a line.
#[derive(Debug, Clone)]
pub(super) enum Day {
    /// By its date.
    Dated(Date),
    /// Without one.
    Undated(UndatedDay),
}

/// A time of day, with the end of its range, or a time told from the beginning of the incident.
pub(super) enum HeadTime {
    /// `10:00`, `10:00-10:30`.
    Clock(Clock, Option<Clock>),
    /// `T+5m`, by its bytes.
    Elapsed(Range<usize>),
}

/// The head of an entry: the bytes of its day, time and zone, and the byte at which its text begins.
#[must_use]
pub fn entry_head(text: &str) -> Option<(Range<usize>, usize)> {
    let head = head(text).filter(|_| !is_log(text))?;
    let begin = begin(text);
    // A parenthesis that opened before the first letter is no part of the head, so what closes it is none either.
    let inside = &text[begin..head.end];
    let lone = |open: char, close: char| inside.ends_with(close) && !inside.contains(open);
    let closed = lone('(', ')') || lone('[', ']');
    Some((begin..head.end - usize::from(closed), head.text_start))
}

/// Whether a line begins with the head of an entry and a separator, so that it cannot be the rest of the line before it.
pub(crate) fn opens_entry(text: &str) -> bool {
    /// Words with which a sentence goes on in the next line.
    const GOES_ON: &[&str] = &["at", "by", "from", "to", "on", "since", "between", "until", "and"];
    let word = text.trim_start().split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    !GOES_ON.contains(&word)
        && head(text).is_some_and(|head| {
            let behind = text[head.end..].trim_start_matches([' ', '\u{a0}']);
            behind.starts_with([':', '-', '–', '—', '|', '\t', ';']) || text.trim_start().starts_with(['~', '≈', '@'])
        })
}

/// Where the first letter, digit or sign of a line stands.
fn begin(text: &str) -> usize {
    let first = text.find(|c: char| c.is_alphanumeric() || c == '+').unwrap_or(text.len());
    // The letter that counts a line: `a) 10:30 - …`.
    first + enumerator(&text[first..])
}

/// Reads the head of a line.
pub(super) fn head(text: &str) -> Option<Head> {
    if let Some(clock) = plain_clock(text) {
        let end = clock.range.end;
        return Some(finished(text, HeadTime::Clock(clock, None), None, end));
    }
    read_head(text)
}

/// Reads the head of a line by the whole grammar.
fn read_head(text: &str) -> Option<Head> {
    let mut start = begin(text);
    // Without a digit near its head, a line can only begin with `noon`.
    let near = text.len().min(start + LONGEST + 20);
    if !text.as_bytes()[start..near].iter().any(u8::is_ascii_digit) {
        let clock = clock_at(text, start, ClockContext::Lead)?;
        let end = clock.range.end;
        return Some(finished(text, HeadTime::Clock(clock, None), None, end));
    }
    if text[start..].starts_with('+') && elapsed_at(text, start).is_none() {
        start = text.find(char::is_alphanumeric)?;
    }
    start = behind_item_number(text, start);
    let Opening { offset, day } = opening(text, start);
    if let Some(end) = elapsed_at(text, offset) {
        return Some(finished(text, HeadTime::Elapsed(offset..end), day, end));
    }
    let clock = clock_at(text, offset, ClockContext::Lead)?;
    let mut range = range_end(text, &clock);
    let mut end = range.as_ref().map_or(clock.range.end, |end| end.range.end);
    let mut day = day;
    if !matches!(day, Some(Day::Dated(_)))
        && let Some((behind, behind_end)) = day_behind(text, end)
    {
        end = behind_end;
        day = Some(behind);
    }
    if let Some(Day::Dated(date @ Date { year: None, .. })) = &mut day
        && let Some((year, year_end)) = year_at(text, end)
    {
        // As `date` prints it: `Jun 6 14:05:00 UTC 2024`.
        date.year = Some(year);
        end = year_end;
    }
    end = behind_conversion(text, end);
    if range.is_none()
        && let Some(far) = dated_end(text, end)
    {
        end = day_behind(text, far.range.end).map_or(far.range.end, |(_, end)| end);
        range = Some(far);
    }
    Some(finished(text, HeadTime::Clock(clock, range), day, end))
}

/// Where the text of `1. 10:30 - Alert` begins.
fn behind_item_number(text: &str, offset: usize) -> usize {
    let rest = &text[offset..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let behind = rest[digits..].strip_prefix(['.', ')']).filter(|behind| behind.starts_with(' '));
    match behind {
        Some(behind) if (1..=3).contains(&digits) => text.len() - behind.trim_start().len(),
        _ => offset,
    }
}

/// A date behind the time, `on` between them at most, and where it ends.
fn day_behind(text: &str, offset: usize) -> Option<(Day, usize)> {
    // The first word there is a part of the date, `on`, or a day of the week.
    let first = offset + text[offset..].find(char::is_alphanumeric)?;
    let byte = text.as_bytes()[first];
    let may_open = match byte {
        b'0'..=b'9' => true,
        _ if !opens_month(byte) => weekday_at(text, first).is_some(),
        _ => text[first..].starts_with("on") || weekday_at(text, first).is_some() || date_at(text, first).is_some(),
    };
    if !may_open {
        return None;
    }
    let limit = text.len().min(offset + 40);
    if let Some(date) = date_in(text, offset, limit) {
        let between = text[offset..date.range.start].trim_matches(|c: char| !c.is_alphanumeric());
        let between = between.strip_prefix("on").unwrap_or(between).trim_start();
        let weekday = || weekday_at(between, 0).is_some_and(|(_, end)| between[end..].trim().is_empty());
        let end = date.range.end;
        return (between.is_empty() || weekday()).then_some((Day::Dated(date), end));
    }
    // `10:30, 03/05/2024`: a date whose order is not certain.
    let at = skip_marks(text, offset);
    let (day, end) = undated_day_at(text, at).filter(|(day, _)| *day == UndatedDay::Uncertain)?;
    let year = text[at..end].ends_with(|c: char| c.is_ascii_digit()) && text[at..end].len() >= "1/2/2024".len();
    (year && at > offset).then_some((Day::Undated(day), end))
}

/// A lone year behind a time, and where it ends.
fn year_at(text: &str, offset: usize) -> Option<(i16, usize)> {
    let digits = text.get(offset..offset + 5)?.strip_prefix(' ')?;
    let year = digits.parse().ok().filter(|year| (1970..2100).contains(year))?;
    let end = offset + 5;
    (!text[end..].starts_with(|c: char| c.is_alphanumeric())).then_some((year, end))
}

/// Where a time in parentheses ends that repeats the one before it: `14:05 UTC (10:05 EDT)`.
fn behind_conversion(text: &str, offset: usize) -> usize {
    let rest = &text[offset..];
    let Some(inside) = rest.trim_start().strip_prefix('(') else { return offset };
    let at = text.len() - inside.len();
    let Some(clock) = clock_at(text, at, ClockContext::Lead) else { return offset };
    text[clock.range.end..].strip_prefix(')').map_or(offset, |behind| text.len() - behind.len())
}

/// The end of a range that has a date on each side: `10 PM May 3 - 1 AM May 4`.
fn dated_end(text: &str, offset: usize) -> Option<Clock> {
    let rest = text[offset..].trim_start();
    let joined =
        ["to ", "until ", "till ", "-", "–", "—"].iter().find_map(|join| rest.strip_prefix(join))?.trim_start();
    let at = text.len() - joined.len();
    if let Some(clock) = clock_at(text, at, ClockContext::Prose) {
        return Some(clock);
    }
    let date = date_at(text, at)?;
    let clock = next_clock(text, date.range.end)?;
    let between = &text[date.range.end..clock.range.start];
    (between.len() < 8 && !between.contains(char::is_alphanumeric)).then_some(clock)
}

fn finished(text: &str, time: HeadTime, day: Option<Day>, mut end: usize) -> Head {
    // A parenthesis that opened before the time closes behind it.
    let (before, behind) = text.split_at(end);
    if behind.starts_with([')', ']']) && before.matches(['(', '[']).count() > before.matches([')', ']']).count() {
        end += 1;
    }
    let rest = text[end..].trim_start_matches(|c: char| {
        c.is_whitespace()
            || matches!(c, ':' | '-' | '–' | '—' | ';' | '|' | ')' | ']' | ',' | '.' | '*' | '>' | '=' | '→')
    });
    Head { time, day, end, text_start: text.len() - rest.len() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Words that may be a part of the head, and some that are not.
    const WORDS: &[&str] = &[
        "noon",
        "Noon",
        "midnight",
        "T10:00",
        "T",
        "May",
        "may",
        "May 3",
        "Sept 5,",
        "Augst 3",
        "Monday",
        "Mon",
        "on",
        "On",
        "onMonday",
        "Day 2",
        "Next day",
        "the",
        "to",
        "until",
        "10:30",
        "12",
        "3/5/2024",
        "2024-05-03",
        "AM",
        "pm",
        "UTC",
        "Kigali Time",
        "hrs",
        "(",
        ")",
        "alert",
        "The",
        "users",
        "nodes",
        "(11:00 EAT)",
        "- 11:00",
        "and",
        "of",
        "3rd",
    ];

    /// The date, the time and the text of a line.
    fn read(line: &str) -> Option<String> {
        let found = head(line)?;
        let time = match &found.time {
            HeadTime::Clock(clock, None) => clock.to_string(),
            HeadTime::Clock(clock, Some(end)) => format!("{clock}-{end}"),
            HeadTime::Elapsed(range) => line[range.clone()].to_owned(),
        };
        let day = match found.day {
            Some(Day::Dated(date)) => format!("{date} "),
            _ => String::new(),
        };
        Some(format!("{day}{time}|{}", &line[found.text_start..]))
    }

    #[test]
    fn heads_are_read_in_many_forms() {
        for (line, want) in [
            ("10:30 AM - Alert", "10:30|Alert"),
            ("10:30 :- Alert", "10:30|Alert"),
            ("10:30\tAlert", "10:30|Alert"),
            ("[10:30 UTC] Alert", "10:30|Alert"),
            ("(10:30) Alert", "10:30|Alert"),
            ("~10:30 Alert", "10:30|Alert"),
            ("approx. 10:30: Alert", "10:30|Alert"),
            ("At around 10:30 AM, Alert", "10:30|Alert"),
            ("at approximately 10.30pm - Alert", "22:30|Alert"),
            ("Time: 10:30 - Alert", "10:30|Alert"),
            ("@ 10:30 Alert", "10:30|Alert"),
            ("Monday 10:30 - Alert", "10:30|Alert"),
            ("Mon, 10:30 AM: Alert", "10:30|Alert"),
            ("On Monday, the 6th of May 2024 at 10:30 - Alert", "2024-05-06 10:30|Alert"),
            ("Monday, May 6, 2024, 10:30 - Alert", "2024-05-06 10:30|Alert"),
            ("Day 2 - 09:00 - Alert", "09:00|Alert"),
            ("Day 2, 09:00: Alert", "09:00|Alert"),
            ("03/05/2024 10:30 - Alert", "10:30|Alert"),
            ("9/10 7:55 PT - Alert", "07:55|Alert"),
            ("10:30, 03/05/2024 - Alert", "10:30|Alert"),
            ("2024-05-03T14:30Z - Alert", "2024-05-03 14:30|Alert"),
            ("2024-05-03 14:30 Alert", "2024-05-03 14:30|Alert"),
            ("[2024-05-03 14:30] Alert", "2024-05-03 14:30|Alert"),
            ("10:30 AM, May 3: Alert", "--05-03 10:30|Alert"),
            ("10:30 on Friday, May 3, 2024 - Alert", "2024-05-03 10:30|Alert"),
            ("10:30 - 11:00: Alert", "10:30-11:00|Alert"),
            ("From 10:30 to 11:00, Alert", "10:30-11:00|Alert"),
            ("10-11:30 AM - Alert", "10:00-11:30|Alert"),
            ("10:30 → 11:00 Alert", "10:30-11:00|Alert"),
            ("11 PM May 3 - 1 AM May 4: Alert", "--05-03 23:00-01:00|Alert"),
            ("0830HRS: Alert", "08:30|Alert"),
            ("1430 - Alert", "14:30|Alert"),
            ("00.40 - Alert", "00:40|Alert"),
            ("10.12:30 PM - Alert", "12:30|Alert"),
            ("14h30 Alert", "14:30|Alert"),
            ("1. 14:05 - Alert", "14:05|Alert"),
            ("14:05 UTC (10:05 EDT) - Alert", "14:05|Alert"),
            ("Thu Jun 6 14:05:00 UTC 2024 - Alert", "2024-06-06 14:05:00|Alert"),
            ("T+5m - Alert", "T+5m|Alert"),
            ("T+00:05: Alert", "T+00:05|Alert"),
            ("+5 min: Alert", "+5 min|Alert"),
        ] {
            assert_eq!(read(line).as_deref(), Some(want), "{line}");
        }
    }

    #[test]
    fn other_lines_have_no_head() {
        for line in [
            "Alert at 10:30",
            "Day 2",
            "Monday",
            "May 3, 2024",
            "The 10:30 alert",
            "5 servers - Alert",
            "+5 servers",
            "Update",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }

    proptest! {
        /// What is read at a glance is what the whole grammar reads.
        #[test]
        fn plain_entries_are_read_as_the_grammar_reads_them(
            time in "[0-2]?[0-9]:[0-5][0-9](:[0-5][0-9])?",
            zone in "( UTC| EAT| MST| PT| AM| utc| [A-Z]{2,4})?",
            separator in " - |: | – | — | |  - | -",
            words in prop::collection::vec(prop_oneof![
                prop::sample::select(WORDS).prop_map(str::to_owned),
                "[A-Za-z]{1,8}",
                "[0-9]{1,4}",
                any::<String>(),
            ], 1..5),
        ) {
            let text = format!("{time}{zone}{separator}{}", words.join(" "));
            let read = |head: Option<Head>| {
                head.map(|Head { time, day, end, text_start }| {
                    let time = match time {
                        HeadTime::Clock(clock, end) => Some((clock, end)),
                        HeadTime::Elapsed(_) => None,
                    };
                    (time, format!("{day:?}"), end, text_start)
                })
            };
            prop_assert_eq!(read(head(&text)), read(read_head(&text)), "{}", text);
        }
    }
}
