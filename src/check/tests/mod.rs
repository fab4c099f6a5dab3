//! The rules and signs on write-ups of our own: what each finds, and that it finds nothing in clean text.

#![expect(clippy::unwrap_used, reason = "tests")]

mod findings;

use proptest::prelude::*;

use super::{Need, RULES, SIGNS};
use crate::notice::Notices;
use crate::postmortem::{Postmortem, Status, Submission, recognize};
use crate::read::read;
use crate::source::Source;

/// A write-up in which every requirement but length and picture is met, and nothing is found.
pub(in crate::check) const CLEAN: &str = "# Postmortem: photo uploads down for 90 minutes

## Issue Summary

- **Duration:** May 3, 2024, 14:30 to 16:00 UTC (90 minutes)
- **Impact:** Photo uploads failed with a timeout; 45% of users could not upload.
- **Root cause:** The disk of the upload server was full.

## Timeline

- 14:32 UTC - A monitoring alert reports failed uploads.
- 14:40 UTC - We suspect the network and check its routers.
- 14:55 UTC - The network is ruled out; this was a misleading path.
- 15:05 UTC - The incident is escalated to the storage team.
- 15:40 UTC - The storage team finds a full disk and deletes old logs.
- 16:00 UTC - Uploads work again and the service is restored.

## Root Cause and Resolution

### Root Cause

Log rotation was switched off in the last release, so logs grew until the disk was full. The upload service writes each photo to that disk first, and every write failed because no space was left.

### Resolution

Logs older than a day were deleted, which freed 80 GB and let uploads through at once. Log rotation was then switched on again and deployed to all upload servers.

## Corrective and Preventative Measures

### Improvements

- Watch the free space of every disk.
- Review what a release changes in the configuration.

### Tasks

- [ ] Add an alert at 80% disk usage to all upload servers.
- [ ] Add a test that log rotation is on.
";

pub(in crate::check) fn submission(name: &str, text: &str) -> Submission {
    let source = Source::file(name, text);
    let mut notices = Notices::default();
    let (document, format) = read(&source, &mut notices).unwrap();
    recognize(&document, &source, format, notices)
}

fn write_up(text: &str) -> Postmortem {
    submission("essay.md", text).postmortems.into_iter().next().unwrap()
}

fn status(text: &str, id: &str) -> Status {
    write_up(text).requirements.iter().find(|found| found.id == id).unwrap().status
}

/// Words of the clean text and what stands in their place.
type Changes<'a> = &'a [(&'a str, &'a str)];

/// The clean text with words replaced; they must be there.
fn with(changes: Changes<'_>) -> String {
    changes.iter().fold(CLEAN.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "`{from}` is not in the text");
        text.replace(from, to)
    })
}

#[test]
fn the_clean_text_meets_all_but_its_length() {
    let postmortem = write_up(CLEAN);
    let fallen: Vec<&str> =
        postmortem.requirements.iter().filter(|found| found.status != Status::Met).map(|found| found.id).collect();
    assert_eq!(fallen, ["document.words", "document.attraction"]);
    assert_eq!(postmortem.findings, []);
}

#[test]
fn requirements_stand_in_the_order_of_the_course() {
    let ids: Vec<&str> = write_up(CLEAN).requirements.iter().map(|found| found.id).collect();
    assert_eq!(ids, RULES.iter().map(|rule| rule.id).collect::<Vec<_>>());
    assert_eq!(RULES.iter().filter(|rule| rule.need == Need::Required).count(), 18);
}

#[test]
fn ids_are_unique_and_texts_are_whole() {
    let mut ids: Vec<&str> = RULES.iter().map(|rule| rule.id).chain(SIGNS.iter().map(|sign| sign.id)).collect();
    ids.sort_unstable();
    let count = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), count);
    for rule in RULES {
        assert!(rule.asks.ends_with('?') && rule.advice.ends_with('.'), "{}", rule.id);
    }
}

#[test]
fn each_requirement_falls_with_the_words_that_prove_it() {
    let duration = "May 3, 2024, 14:30 to 16:00 UTC (90 minutes)";
    let cases: &[(&str, Status, Changes<'_>)] = &[
        ("summary.duration", Status::Partial, &[(duration, "from 14:30 UTC")]),
        ("summary.duration", Status::Partial, &[(duration, "90 minutes")]),
        (
            "summary.duration",
            Status::Missing,
            &[("- **Duration:** May 3, 2024, 14:30 to 16:00 UTC (90 minutes)\n", "")],
        ),
        ("summary.timezone", Status::Missing, &[(" UTC", "")]),
        ("summary.percent", Status::Missing, &[("45% of users could not upload.", "Nothing was lost.")]),
        ("summary.percent", Status::Partial, &[("45% of users could not upload.", "Many users could not upload.")]),
        ("summary.root-cause", Status::Missing, &[("- **Root cause:** The disk of the upload server was full.\n", "")]),
        (
            "timeline.escalated",
            Status::Missing,
            &[
                ("The incident is escalated to the storage team.", "We look at the disks."),
                ("The storage team finds a full disk and deletes old logs.", "We delete old logs."),
            ],
        ),
        (
            "timeline.misleading",
            Status::Missing,
            &[
                ("The network is ruled out; this was a misleading path.", "We look at the disks."),
                ("We suspect the network and check its routers.", "We check the routers."),
            ],
        ),
        (
            "timeline.detected-how",
            Status::Partial,
            &[("A monitoring alert reports failed uploads.", "The issue is detected.")],
        ),
        (
            "cause.detail",
            Status::Partial,
            &[(
                "Log rotation was switched off in the last release, so logs grew until the disk was full. The upload service writes each \
              photo to that disk first, and every write failed because no space was left.",
                "The disk was full.",
            )],
        ),
        (
            "resolution.detail",
            Status::Partial,
            &[(
                "Logs older than a day were deleted, which freed 80 GB and let uploads through at once. Log rotation was then switched on \
              again and deployed to all upload servers.",
                "It was fixed.",
            )],
        ),
        (
            "measures.tasks",
            Status::Partial,
            &[(
                "\n### Tasks\n\n- [ ] Add an alert at 80% disk usage to all upload servers.\n- [ ] Add a test that log rotation is on.\n",
                "",
            )],
        ),
    ];
    for (id, want, changes) in cases {
        assert_eq!(status(&with(changes), id), *want, "{id} after {changes:?}");
    }
}

#[test]
fn a_picture_attracts() {
    let pictured = with(&[("## Timeline", "![the path of a photo](flow.png)\n\n## Timeline")]);
    assert_eq!(status(&pictured, "document.attraction"), Status::Met);
}

#[test]
fn advice_stands_where_a_requirement_is_not_met() {
    for found in write_up(CLEAN).requirements {
        assert_eq!(found.advice.is_some(), found.status != Status::Met, "{}", found.id);
    }
}

/// Whether the words of a quote stand in the lines that its position names, in their order.
fn stands(text: &str, quote: &str, start: u32, end: u32) -> bool {
    let lines: Vec<&str> = text.lines().skip(start as usize - 1).take((end - start) as usize + 1).collect();
    let joined = lines.join("\n");
    let split = |c: char| !c.is_alphanumeric();
    let mut words = joined.split(split);
    quote.split(split).filter(|word| !word.is_empty()).all(|wanted| words.any(|word| word == wanted))
}

fn evidence_stands(name: &str, text: &str) -> Result<(), String> {
    for postmortem in submission(name, text).postmortems {
        for requirement in postmortem.requirements {
            for quote in requirement.evidence {
                if !stands(text, &quote.text, quote.at.start, quote.at.end) {
                    return Err(format!("{}: `{}` is not at {:?} of\n{text}", requirement.id, quote.text, quote.at));
                }
            }
        }
    }
    Ok(())
}

#[test]
fn evidence_stands_where_it_says() {
    evidence_stands("essay.md", CLEAN).unwrap();
    evidence_stands("essay.txt", &CLEAN.replace(['#', '*'], "")).unwrap();
    // Wrapped lines and words that touch their markup.
    let wrapped = CLEAN.replace("each photo to", "each photo\nto").replace("- 14:32 UTC - A", "- **14:32 UTC:**A");
    evidence_stands("essay.md", &wrapped).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// `source[at]` holds the quote, whatever lines of a write-up stand in whatever order.
    #[test]
    fn evidence_stands_where_it_says_in_any_order(
        picks in proptest::collection::vec((0..CLEAN.lines().count(), 0..3_usize), 5..60),
        plain in proptest::bool::ANY,
    ) {
        let lines: Vec<&str> = CLEAN.lines().collect();
        let mut text = String::from("# Postmortem: uploads down\n\n## Issue Summary\n\nDuration: 14:30 to 16:00 UTC\n\n## Timeline\n\n");
        for (index, blanks) in picks {
            text.push_str(lines[index]);
            text.push_str(&"\n".repeat(blanks + 1).chars().take(2).collect::<String>());
        }
        let (name, text) = if plain { ("essay.txt", text.replace(['#', '*'], "")) } else { ("essay.md", text) };
        prop_assert_eq!(evidence_stands(name, &text), Ok(()));
    }

    /// No text makes the check panic.
    #[test]
    fn any_text_is_checked(text in "[-0-9:% .#*\\[\\]<>{}a-zA-Z\n\u{e9}\u{2019}]{1,400}") {
        let text = format!("## Issue Summary\n\nDuration: 14:30 UTC\n\n## Timeline\n\n- 14:30 - down\n- 15:00 - up\n\n{text}");
        let _ = submission("essay.md", &text);
    }
}
