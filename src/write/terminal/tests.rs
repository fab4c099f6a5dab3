//! What a reader sees.

use super::*;
use crate::notice::Notices;
use crate::postmortem::recognize;
use crate::read::read;
use crate::source::Source;

const WRITE_UP: &str = "# Uploads down

## Issue Summary

- **Duration:** May 3, 2024, 14:30 to 16:00 UTC
- **Impact:** 45% of users could not upload any photo, and those who could waited for more than a minute.
- **Root cause:** A full disk.

## Timeline

- **14:30 UTC** - An alert reported failed uploads.
- **14:45 UTC** - We suspected the load balancer, which was wrong.
- **16:00 UTC** - The disk was cleaned and uploads work again.

## Root Cause and Resolution

The disk was full since the rotation of logs had stopped, see [the graph](https://example.org/graph).

> Never trust a green dashboard.

    df -h

## Corrective and Preventative Measures

- [ ] Add a disk alert
- [x] Rotate logs
";

fn shown(text: &str, columns: usize, paint: Paint) -> String {
    let source = Source::file("a.md", text);
    let mut notices = Notices::default();
    let Ok((document, format)) = read(&source, &mut notices) else { return String::new() };
    let submission = recognize(&document, &source, format, notices);
    write(&submission, &document, &WriteOptions::default(), Screen { columns, paint })
}

#[test]
fn a_write_up_reads_from_top_to_bottom() {
    let expected = "\
Uploads down
════════════

Issue Summary
─────────────

• Duration: May 3, 2024, 14:30 to 16:00 UTC
• Impact: 45% of users could not upload any photo,
  and those who could waited for more than a minute.
• Root cause: A full disk.

Timeline
────────
14:30 ▲──────×───────────────────────────────■ 16:00

▲ 14:30 UTC - An alert reported failed uploads.
× 14:45 UTC - We suspected the load balancer, which
  was wrong.
■ 16:00 UTC - The disk was cleaned and uploads work
  again.

Root Cause and Resolution
─────────────────────────

The disk was full since the rotation of logs had
stopped, see the graph <https://example.org/graph>.

│ Never trust a green dashboard.

    df -h

Corrective and Preventative Measures
────────────────────────────────────

☐ Add a disk alert
☑ Rotate logs
";
    assert_eq!(shown(WRITE_UP, 52, Paint::Plain), expected);
}

#[test]
fn lines_fit_the_screen() {
    for columns in [1, 24, 40, 80] {
        let most = columns.max(NARROWEST);
        for line in shown(WRITE_UP, columns, Paint::Plain).lines() {
            assert!(textwrap::core::display_width(line) <= most, "{columns}: {line}");
        }
    }
}

#[test]
fn colors_change_no_word() {
    let colored = shown(WRITE_UP, 60, Paint::Colored);
    assert!(colored.contains("\u{1b}[32m■\u{1b}[39m"), "{colored}");
    let mut plain = String::new();
    for (index, piece) in colored.split("\u{1b}[").enumerate() {
        plain.push_str(if index == 0 { piece } else { piece.split_once('m').map_or("", |(_, rest)| rest) });
    }
    assert_eq!(plain, shown(WRITE_UP, 60, Paint::Plain));
}

#[test]
fn documents_do_not_steer_the_terminal() {
    let hostile = WRITE_UP.replace("full disk", "full \u{1b}]0;owned\u{7} \u{202e}disk");
    let shown = shown(&hostile, 60, Paint::Plain);
    assert!(shown.chars().all(|c| c == '\n' || !c.is_control() && c != '\u{202e}'), "{shown}");
    assert!(shown.contains("owned"));
}

#[test]
fn what_is_no_postmortem_is_shown_as_it_is() {
    assert_eq!(
        shown("Just a note.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", 40, Paint::Plain),
        "Just a note.\n\n| a - b\n| 1 - 2\n"
    );
}
