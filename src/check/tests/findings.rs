//! Findings on variations of the clean text: contradictions that are put in, and wordings that are none.

use super::{Changes, with, write_up};
use crate::check::SIGNS;

/// The ids of what is found in a text.
fn found(text: &str) -> Vec<&'static str> {
    let mut ids: Vec<&str> = write_up(text).findings.iter().map(|finding| finding.id).collect();
    ids.dedup();
    ids
}

const DURATION: &str = "May 3, 2024, 14:30 to 16:00 UTC (90 minutes)";
const ALERT: &str = "14:32 UTC - A monitoring alert";
const ENDED: &str = "16:00 UTC - Uploads work again";

#[test]
fn seeded_contradictions_are_found() {
    let cases: &[(&str, Changes<'_>)] = &[
        ("time.duration-mismatch", &[("(90 minutes)", "(3 hours)")]),
        ("time.duration-mismatch", &[("(90 minutes)", "(30 minutes)")]),
        ("time.duration-mismatch", &[("(90 minutes)", "(2 hours and 30 minutes)")]),
        ("time.duration-mismatch", &[("(90 minutes)", "(about 4 hours)")]),
        ("time.no-end", &[(DURATION, "May 3, 2024, from 14:30 UTC")]),
        ("time.no-end", &[(DURATION, "It began at 14:30 UTC on May 3, 2024")]),
        ("time.detected-before-start", &[(ALERT, "14:10 UTC - A monitoring alert")]),
        ("time.detected-before-start", &[(ALERT, "13:02 UTC - A monitoring alert")]),
        ("time.detected-before-start", &[(ALERT, "14:29 UTC - A monitoring alert")]),
        ("time.outside-outage", &[(ENDED, "17:45 UTC - Uploads work again")]),
        ("time.outside-outage", &[(ENDED, "20:00 UTC - Uploads work again")]),
        ("time.outside-outage", &[(DURATION, "May 3, 2024, 09:00 to 10:30 UTC (90 minutes)")]),
        ("time.order", &[("14:55 UTC", "14:35 UTC")]),
        ("time.order", &[("15:05 UTC", "14:50 UTC")]),
        ("time.order", &[("15:40 UTC", "15:01 UTC")]),
        ("time.order", &[(ENDED, "15:30 UTC - Uploads work again")]),
        ("time.half-of-day", &[("15:05 UTC", "3:05 AM UTC")]),
        ("time.half-of-day", &[("14:55 UTC", "2:55 AM UTC")]),
        ("time.half-of-day", &[("15:40 UTC", "03:40 UTC")]),
        ("time.zones-mixed", &[(ALERT, "17:32 EAT - A monitoring alert")]),
        ("time.zones-mixed", &[("14:30 to 16:00 UTC", "15:30 to 17:00 WAT")]),
        ("time.zones-mixed", &[(ENDED, "18:00 CAT - Uploads work again")]),
        ("time.zone-season", &[(" UTC", " EDT"), ("May 3, 2024", "January 10, 2024")]),
        ("time.zone-season", &[(" UTC", " EST")]),
        ("time.zone-season", &[(" UTC", " PST")]),
        ("time.zone-season", &[(" UTC", " CEST"), ("May 3, 2024", "December 3, 2024")]),
        ("time.zone-ambiguous", &[(" UTC", " IST")]),
        ("time.zone-ambiguous", &[(" UTC", " CST")]),
        ("time.date-ambiguous", &[("May 3, 2024", "03/05/2024")]),
        ("time.date-ambiguous", &[("May 3, 2024", "3-5-2024")]),
        ("share.mismatch", &[("because no space was left.", "because no space was left. 60% of users were affected.")]),
        (
            "share.mismatch",
            &[("let uploads through at once.", "let uploads through at once. 30 percent of customers were affected.")],
        ),
        ("text.placeholder", &[("escalated to the storage team", "escalated to [insert team]")]),
        ("text.placeholder", &[("escalated to the storage team", "escalated to {{team}}")]),
        ("text.placeholder", &[("Watch the free space of every disk.", "TBD")]),
        ("text.placeholder", &[("Watch the free space of every disk.", "[TODO]")]),
        ("text.placeholder", &[("photo uploads down", "<service name> down")]),
        ("text.placeholder", &[("Watch the free space of every disk.", "See insert_link_here")]),
        (
            "text.chat",
            &[(
                "- [ ] Add a test that log rotation is on.",
                "- [ ] Add a test.\n\nFeel free to adjust the times to your incident!",
            )],
        ),
        ("text.assignment", &[("## Timeline", "Format bullet point (keep it short, 1 or 2 sentences)\n\n## Timeline")]),
        ("link.broken", &[("the storage team.", "the [storage team](http://localhost:8080/team).")]),
        ("link.broken", &[("the storage team.", "the [storage team](https://).")]),
        ("link.broken", &[("the storage team.", "the [storage team](file:///home/me/team.txt).")]),
        ("image.broken", &[("## Timeline", "![flow](file:///C:/Users/me/flow.png)\n\n## Timeline")]),
        ("image.broken", &[("## Timeline", "![flow](/home/me/flow.png)\n\n## Timeline")]),
        ("person.blame", &[("The disk of the upload server was full.", "Maria forgot to switch on log rotation.")]),
        ("person.blame", &[("The disk of the upload server was full.", "It was all Tom's fault.")]),
        (
            "timeline.long-entry",
            &[(
                "The incident is escalated to the storage team.",
                "The incident is escalated to the storage team. They look at the first server. Then they look at the second one. Then at the third.",
            )],
        ),
    ];
    let mut missed = Vec::new();
    for (id, changes) in cases {
        let ids = found(&with(changes));
        if !ids.contains(id) {
            missed.push(format!("{id} after {changes:?}: {ids:?}"));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
    for sign in SIGNS {
        assert!(cases.iter().any(|(id, _)| *id == sign.id), "no case for {}", sign.id);
    }
}

#[test]
fn nothing_is_found_in_clean_texts() {
    let cases: &[Changes<'_>] = &[
        &[],
        &[("(90 minutes)", "(1 hour 30 minutes)")],
        &[("(90 minutes)", "(1.5 hours)")],
        &[("(90 minutes)", "(about 85 minutes)")],
        &[("(90 minutes)", "(over 1 hour)")],
        &[("(90 minutes)", "")],
        &[("(90 minutes)", "(roughly an hour and a half)")],
        &[(DURATION, "May 3, 2024, 14:30 UTC, for 90 minutes")],
        &[(DURATION, "90 minutes")],
        &[(DURATION, "2024-05-03 14:30 to 2024-05-03 16:00 UTC")],
        &[(" UTC", " EAT")],
        &[(" UTC", " WAT")],
        &[(" UTC", " GMT+1")],
        &[(" UTC", " EDT")],
        &[(" UTC", " PDT")],
        &[(" UTC", " CEST")],
        &[(" UTC", " EST"), ("May 3, 2024", "January 10, 2024")],
        &[(" UTC", " CET"), ("May 3, 2024", "December 3, 2024")],
        &[("14:30 to 16:00 UTC", "14:30 to 16:00 GMT")],
        &[("May 3, 2024", "13/05/2024")],
        &[("May 3, 2024", "05/05/2024")],
        &[("May 3, 2024", "3 May 2024")],
        &[("14:40 UTC", "14:32 UTC")],
        &[(ALERT, "14:30 UTC - A monitoring alert")],
        &[("- 15:05 UTC - ", "- 15:05 - 15:20 UTC - ")],
        &[
            (DURATION, "May 3, 2024, 23:30 to May 4, 2024, 01:00 UTC"),
            ("14:32", "23:32"),
            ("14:40", "23:40"),
            ("14:55", "23:55"),
            ("15:05", "00:05"),
            ("15:40", "00:40"),
            ("16:00 UTC - ", "01:00 UTC - "),
        ],
        &[
            (DURATION, "11:30 PM to 1:00 AM UTC"),
            ("14:32", "11:32 PM"),
            ("14:40", "11:40 PM"),
            ("14:55", "11:55 PM"),
            ("15:05", "12:05 AM"),
            ("15:40", "12:40 AM"),
            ("16:00 UTC - ", "1:00 AM UTC - "),
        ],
        &[
            (DURATION, "May 3, 2024, 2:30 PM to 4:00 PM UTC"),
            ("14:32", "2:32 PM"),
            ("14:40", "2:40 PM"),
            ("14:55", "2:55 PM"),
            ("15:05", "3:05 PM"),
            ("15:40", "3:40 PM"),
            ("16:00 UTC - ", "4:00 PM UTC - "),
        ],
        &[("45% of users", "All users"), ("could not upload.", "could not upload a photo.")],
        &[("because no space was left.", "because no space was left. Again, 45% of users were affected.")],
        &[(
            "15:40 UTC - The storage team finds a full disk and deletes old logs.",
            "15:40 UTC - Uploads are back for 60% of users.",
        )],
        &[("because no space was left.", "because no space was left. The disk was at 100% and CPU at 20%.")],
        &[("the storage team.", "the [storage team](https://example.org/storage).")],
        &[("the storage team.", "the [storage team](#tasks).")],
        &[("the storage team.", "the [storage team](docs/teams.md).")],
        &[("## Timeline", "![flow](images/flow.png)\n\n## Timeline")],
        &[("escalated to the storage team", "escalated to the storage team [1]")],
        &[("escalated to the storage team", "escalated to Maria of the storage team")],
        &[("Watch the free space of every disk.", "Watch the `<disk>` metric of every server.")],
        &[("We suspect the network and check its routers.", "Tom restarts the routers, as we suspect the network.")],
        &[("- [ ] Add", "- [x] Add")],
        &[("Uploads work again and the service is restored.", "Uploads work again. The service is restored.")],
    ];
    let told: Vec<String> = cases
        .iter()
        .filter_map(|changes| {
            let findings = write_up(&with(changes)).findings;
            (!findings.is_empty()).then(|| format!("{changes:?}: {findings:?}"))
        })
        .collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
    assert!(cases.len() >= 40);
}
