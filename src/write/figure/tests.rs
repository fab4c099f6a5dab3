//! Figures: what stands where, that nothing overlaps, and that text stays text.
#![expect(clippy::unwrap_used, reason = "tests")]

use super::axis::marks;
use super::clock::Clock;
use super::label::Reach;
use super::svg::{Label, Sheet};
use super::width::{cut, width};
use super::{Figure, Ground, Kind, MOST, Span, length, mermaid, svg};
use crate::document::At;
use crate::postmortem::{Event, Postmortem, TimelineEntry, recognize};
use crate::read::read;
use crate::source::Source;

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

fn entry(time: &str, text: &str, events: &[Event]) -> TimelineEntry {
    TimelineEntry {
        time: Some(time.to_owned()),
        end_time: None,
        elapsed: None,
        date: None,
        zone: None,
        instant: None,
        text: text.to_owned(),
        events: events.to_vec(),
        at: At::lines(1, 1),
        starts_day: false,
    }
}

/// A write-up with these words in its summary, and these entries.
fn postmortem(duration: &str, entries: Vec<TimelineEntry>) -> Postmortem {
    let text = format!(
        "# Uploads down\n\n## Issue Summary\n\n- Duration: {duration}\n- Impact: 40% of users saw errors\n\n## Timeline\n\n\
         - 14:00 - An alert fires\n- 15:00 - It works again\n\n## Root cause and resolution\n\nA full disk. We emptied it.\n"
    );
    let source = Source::file("a.md", text);
    let mut notices = crate::notice::Notices::default();
    let (document, format) = read(&source, &mut notices).unwrap();
    let mut found = recognize(&document, &source, format, notices).postmortems.remove(0);
    found.timeline = entries;
    found
}

fn figure(entries: Vec<TimelineEntry>) -> Figure {
    Figure::of(&postmortem("unknown", entries)).unwrap()
}

fn places(times: &[(&str, Option<&str>)]) -> Vec<i64> {
    let entries: Vec<TimelineEntry> = times
        .iter()
        .map(|(time, date)| TimelineEntry { date: date.map(str::to_owned), ..entry(time, "x", &[]) })
        .collect();
    Clock::of(&entries).placed.iter().map(|placed| placed.at).collect()
}

/// Entries that stand at these minutes of the day.
fn at_minutes(minutes: impl IntoIterator<Item = i64>) -> Vec<TimelineEntry> {
    let texts = [
        "Alert",
        "Restarted the proxy; it did not help, so we looked at the database for a long while",
        "更新を元に戻した",
    ];
    let kinds = [Event::Detected, Event::Action, Event::Misleading, Event::Escalated, Event::Resolved];
    let clock = |minute: i64| format!("{:02}:{:02}", minute / 60 % 24, minute % 60);
    let entries = minutes.into_iter().enumerate();
    entries
        .map(|(index, minute)| entry(&clock(minute), texts[index % texts.len()], &[kinds[index % kinds.len()]]))
        .collect()
}

/// No label covers another or a pole, and all stay on the sheet.
fn assert_clear(figure: &Figure) {
    let sheet = Sheet::new(figure);
    let reaches: Vec<Reach> = figure.points.iter().map(|point| sheet.place(point).2).collect();
    let labels: Vec<(&Label, Reach)> = sheet.labels.iter().zip(reaches).collect();
    for (index, (label, reach)) in labels.iter().enumerate() {
        assert!(reach.right <= 800.001 && label.y > 20.0 && label.y < sheet.height, "{}", label.text);
        for (other, beside) in &labels[index + 1..] {
            let same_row = (label.y - other.y).abs() < 20.0;
            assert!(!same_row || reach.right <= beside.left, "{} covers {}", label.text, other.text);
            let crossed = other.y < label.y && other.x > label.x && other.x < reach.right;
            assert!(!crossed, "the pole of {} crosses {}", other.text, label.text);
        }
    }
}

#[test]
fn labels_do_not_overlap_from_three_entries_to_forty() {
    for count in 3..=40_i64 {
        assert_clear(&figure(at_minutes((0..count).map(|n| 600 + n * 13))));
        assert_clear(&figure(at_minutes((0..count).map(|n| 600 + n * n / 4))));
        // Many at one time, then one hours later.
        assert_clear(&figure(at_minutes((0..count).map(|n| if n + 1 == count { 1200 } else { 600 }))));
        // Two bursts.
        assert_clear(&figure(at_minutes((0..count).map(|n| if n < count / 2 { 600 + n } else { 1000 + n }))));
    }
}

#[test]
fn time_runs_in_true_proportion() {
    let sheet = Sheet::new(&figure(at_minutes([600, 610, 660, 720])));
    let xs: Vec<f64> = sheet.labels.iter().map(|label| label.x).collect();
    let part = |index: usize| (xs[index] - xs[0]) / (xs[3] - xs[0]);
    assert!((part(1) - 10.0 / 120.0).abs() < 1e-9 && (part(2) - 0.5).abs() < 1e-9);
}

#[test]
fn midnight_begins_a_day_and_a_small_step_back_does_not() {
    let day = |days: i64, hours: i64| days * DAY + hours * HOUR;
    assert_eq!(places(&[("22:00", None), ("01:00", None), ("05:00", None)]), [day(0, 22), day(1, 1), day(1, 5)]);
    assert_eq!(places(&[("14:00", None), ("13:00", None)]), [day(0, 14), day(0, 13)]);
    assert_eq!(places(&[("18:00", None), ("09:00", None)]), [day(0, 18), day(1, 9)]);
}

#[test]
fn dates_place_what_stands_before_them_too() {
    let found =
        places(&[("22:00", None), ("01:00", Some("2024-03-05")), ("02:00", None), ("02:00", Some("2024-03-07"))]);
    let shifted: Vec<i64> = found.iter().map(|at| at - found[0]).collect();
    assert_eq!(shifted, [0, 3 * HOUR, 4 * HOUR, 52 * HOUR]);
}

#[test]
fn zones_that_differ_are_compared_by_their_instants() {
    let zoned = |time: &str, zone: &str, instant: &str| TimelineEntry {
        zone: Some(zone.to_owned()),
        instant: Some(instant.to_owned()),
        ..entry(time, "x", &[])
    };
    let figure =
        figure(vec![zoned("10:00", "EDT", "2024-05-01T14:00:00Z"), zoned("14:30", "UTC", "2024-05-01T14:30:00Z")]);
    assert_eq!(figure.points[1].at - figure.points[0].at, HOUR / 2);
    assert_eq!(figure.zone, None);
}

#[test]
fn without_two_points_in_time_there_is_no_figure() {
    let untimed = TimelineEntry { time: None, ..entry("", "x", &[]) };
    let once = || entry("14:00", "x", &[]);
    for entries in [vec![], vec![untimed], vec![once()], vec![once(), once()]] {
        assert_eq!(Figure::of(&postmortem("unknown", entries)), None);
    }
}

#[test]
fn the_outage_is_that_of_the_summary_else_from_noticed_to_resolved() {
    let entries = || {
        vec![entry("14:00", "a", &[Event::Detected]), entry("14:30", "b", &[]), entry("15:00", "c", &[Event::Resolved])]
    };
    let span = |duration: &str| Figure::of(&postmortem(duration, entries())).unwrap().outage.unwrap();
    let day = |hours: i64, minutes: i64| hours * HOUR + minutes * 60;
    assert_eq!(span("2024-05-03 13:50 to 14:50 UTC"), Span { from: day(13, 50), to: day(14, 50) });
    assert_eq!(span("unknown"), Span { from: day(14, 0), to: day(15, 0) });
    // A summary that tells of another day is not drawn over days.
    assert_eq!(span("2024-05-03 13:50 to 2024-05-09 14:50 UTC"), Span { from: day(14, 0), to: day(15, 0) });
}

#[test]
fn an_outage_over_midnight_stands_where_most_entries_are() {
    let entries = ["08:30", "22:50", "23:40", "01:10"].map(|time| entry(time, "x", &[])).to_vec();
    let outage = Figure::of(&postmortem("2024-06-01 22:50 to 2024-06-02 01:10 UTC", entries)).unwrap().outage.unwrap();
    assert_eq!(outage, Span { from: 22 * HOUR + 50 * 60, to: DAY + HOUR + 600 });
}

#[test]
fn of_many_entries_the_turns_of_events_stay() {
    let many: Vec<TimelineEntry> = (0..90)
        .map(|n| {
            entry(&format!("{:02}:{:02}", 8 + n / 60, n % 60), "x", if n == 45 { &[Event::Escalated] } else { &[] })
        })
        .collect();
    let figure = figure(many);
    assert_eq!((figure.points.len(), figure.left_out), (MOST, 50));
    assert!(figure.points.iter().any(|point| point.kind == Kind::Escalated));
    assert_eq!(figure.points.last().unwrap().time, "09:29");
    assert!(svg(&figure, Ground::File).contains("50 more entries are not shown"));
    // Where all of them are turns, the first and the last stay, and the rest from the front.
    let turns = figure_of_turns(90);
    let times: Vec<&str> = turns.points.iter().map(|point| point.time.as_str()).collect();
    assert_eq!((times.len(), times[0], times[38], times[39]), (MOST, "08:00", "08:38", "09:29"));
}

fn figure_of_turns(count: usize) -> Figure {
    figure((0..count).map(|n| entry(&format!("{:02}:{:02}", 8 + n / 60, n % 60), "x", &[Event::Escalated])).collect())
}

#[test]
fn every_kind_has_a_shape_of_its_own() {
    // The tag and the letters of its path: what is left without places, sizes and classes.
    let shape = |kind: &[Event]| {
        let svg = svg(&figure(vec![entry("14:00", "x", kind), entry("15:00", "x", &[])]), Ground::Page(1));
        let (_, group) = svg.split_once("<g><title>").unwrap();
        let (_, mark) = group.split_once("</title>").unwrap();
        let (mark, _) = mark.split_once("<text").unwrap();
        let tag = mark.split_whitespace().next().unwrap().to_owned();
        let path = mark.split_once(" d=").map_or("", |(_, path)| path);
        tag + &path.replace(|c: char| !c.is_ascii_alphabetic(), "") + &mark.matches('<').count().to_string()
    };
    let kinds = [Event::Detected, Event::Action, Event::Misleading, Event::Escalated, Event::Resolved];
    let mut shapes: Vec<String> = kinds.iter().map(|kind| shape(&[*kind])).collect();
    let rings = svg(&figure(vec![entry("14:00", "x", &[]), entry("15:00", "x", &[Event::Action])]), Ground::Page(1));
    assert!(rings.contains("class=\"mark event\"") && rings.contains("r=\"4\"") && rings.contains("r=\"5\""));
    shapes.sort();
    shapes.dedup();
    assert_eq!(shapes.len(), kinds.len());
}

#[test]
fn the_axis_has_round_times_and_names_days_where_there_are_several() {
    let times =
        |from: i64, to: i64| marks(Span { from, to }, false).into_iter().map(|mark| mark.time).collect::<Vec<_>>();
    assert_eq!(
        times(14 * HOUR + 300, 16 * HOUR),
        ["14:15", "14:30", "14:45", "15:00", "15:15", "15:30", "15:45", "16:00"]
    );
    assert_eq!(times(30, 100), ["00:00:30", "00:00:45", "00:01:00", "00:01:15", "00:01:30"]);
    let days: Vec<_> =
        marks(Span { from: 20 * HOUR, to: DAY + 8 * HOUR }, false).into_iter().filter_map(|mark| mark.day).collect();
    assert_eq!(days, ["day 1", "day 2"]);
    let dated: Vec<_> =
        marks(Span { from: 19_786 * DAY, to: 19_790 * DAY }, true).into_iter().filter_map(|mark| mark.day).collect();
    assert_eq!(dated[0], "4 Mar");
    assert!(marks(Span { from: 0, to: 20_000 * DAY }, true).len() <= 10);
}

#[test]
fn a_text_is_cut_at_a_word_and_never_wider_than_its_room() {
    assert_eq!(cut("short", 13.0, 100.0), "short");
    let long = "The cache was switched off by a feature flag, and the right departures are shown again";
    for most in [40.0, 100.0, 300.0] {
        let cut = cut(long, 13.0, most);
        assert!(width(&cut, 13.0) <= most && cut.ends_with('\u{2026}'), "{cut}");
    }
    assert_eq!(cut("", 13.0, 0.0), "");
}

#[test]
fn lengths_are_said_as_people_say_them() {
    let said =
        [(90 * 60, "1 h 30 min"), (3600, "1 h"), (DAY + 60, "1 day 1 min"), (50 * HOUR, "2 days 2 h"), (20, "20 s")];
    for (seconds, text) in said {
        assert_eq!(length(seconds), text);
    }
}

/// Text that is markup in one form or another.
const HOSTILE: &str = "</text></svg><script>alert(1)</script> ]]> --> \" ' & %% %%{init: {}}%% :crit, milestone ; #35;lt; \
                       click a href \"javascript:alert(1)\" ```\n<!-- /pmconvert:figure -->\u{0}\u{1b}";

#[test]
fn hostile_text_stays_text_in_the_picture() {
    let mut write_up = postmortem("unknown", vec![entry("14:00", HOSTILE, &[]), entry("15:00", "x", &[])]);
    write_up.title = Some(HOSTILE.to_owned());
    let svg = svg(&Figure::of(&write_up).unwrap(), Ground::File);
    assert!(!svg.contains("<script") && !svg.contains("-->") && svg.contains("&lt;/text&gt;"));
    assert_eq!(svg.matches("</svg>").count(), 1);
    let mut reader = quick_xml::Reader::from_str(&svg);
    let mut names = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Eof => break,
            quick_xml::events::Event::Start(start) | quick_xml::events::Event::Empty(start) => {
                names.push(start.name().as_ref().to_owned());
            }
            _ => {}
        }
    }
    names.sort();
    names.dedup();
    let drawn = ["circle", "desc", "g", "line", "path", "rect", "style", "svg", "text", "title", "tspan"];
    assert!(names.iter().all(|name| drawn.contains(&name.as_str())), "{names:?}");
}

#[test]
fn hostile_text_stays_text_in_the_chart() {
    let pieces = [
        "x :crit, milestone",
        "%%{init: {}}%%",
        "a;b #35;lt;",
        "<script>alert(1)</script>",
        "```",
        "{{x}} \" & '\u{1b}",
    ];
    for piece in pieces.into_iter().chain([HOSTILE]) {
        let mut write_up = postmortem("unknown", vec![entry("14:00", piece, &[]), entry("15:00", "x", &[])]);
        write_up.title = Some(piece.to_owned());
        let chart = mermaid(&Figure::of(&write_up).unwrap()).replace("axisFormat %H:%M", "");
        assert!(!chart.contains(['<', '>', '%', '`', '"', '{', '&', '\u{1b}']), "{chart}");
        let tasks: Vec<&str> = chart.lines().filter(|line| line.ends_with(", 0m")).collect();
        assert_eq!(tasks.len(), 2);
        // What is before the one colon of a task is text; two more stand in its time.
        assert!(tasks.iter().all(|task| task.matches(':').count() == 3), "{tasks:?}");
    }
}

#[test]
fn the_same_write_up_gives_the_same_bytes() {
    let draw = || svg(&figure(at_minutes([600, 630, 700])), Ground::File);
    assert_eq!(draw(), draw());
}
