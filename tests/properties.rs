//! Laws over generated write-ups, arbitrary text and broken files.
#![expect(clippy::expect_used, reason = "tests")]

mod support;

use std::path::Path;

use pmconvert::format::{InputFormat, OutputFormat};
use pmconvert::notice::Notices;
use pmconvert::postmortem::{Kind, Submission, recognize};
use pmconvert::read::read;
use pmconvert::source::Source;
use pmconvert::write::WriteOptions;
use proptest::prelude::*;
use support::laws;
use support::outputs::written;
use support::write_up::{Style, WriteUp};

/// Reads and recognizes; `None` for a file that cannot be read.
fn understood(source: &Source) -> Option<(pmconvert::document::Document, Submission)> {
    let mut notices = Notices::default();
    let (document, format) = read(source, &mut notices).ok()?;
    let submission = recognize(&document, source, format, notices);
    Some((document, submission))
}

fn everything_written(source: &Source) -> Option<(Submission, String, String)> {
    let (document, submission) = understood(source)?;
    let options = WriteOptions::default();
    let json = written(&submission, &document, OutputFormat::Json, &options);
    let readme = written(&submission, &document, OutputFormat::Markdown, &options);
    let page = written(&submission, &document, OutputFormat::Html, &options);
    laws::words_are_conserved(&document, &json).unwrap_or_else(|broken| panic!("{broken}"));
    laws::page_is_inert(&page).unwrap_or_else(|broken| panic!("{broken}"));
    Some((submission, json, readme))
}

/// Lines in which the parts of write-ups, and what looks like markup, come in any order.
fn lines() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        "[A-Za-z]{1,9}( [a-z]{1,9}){0,12}[.:;]?",
        Just("Issue Summary:".to_owned()),
        Just("**Timeline**".to_owned()),
        Just("## Root Cause and Resolution".to_owned()),
        Just("Corrective and preventative measures".to_owned()),
        Just("Impact: 40% of users saw errors".to_owned()),
        Just("Duration: May 3, 2024, 14:30 - 16:00 UTC".to_owned()),
        Just("You said:".to_owned()),
        "[0-9]{1,2}:[0-9]{2} (AM|PM|UTC)? ?[-:–] [a-z ]{3,30}",
        "[-*+•] [a-z ]{3,30}",
        "[0-9]{1,3}[.)] [a-z ]{3,30}",
        "[|*_`<>\\[\\]#~=-]{1,6}[a-z ]{0,9}",
        "    [a-z:0-9 ]{1,30}",
        "https://docs.google.com/document/d/[A-Za-z0-9]{3,44}/edit",
        Just(String::new()),
    ];
    proptest::collection::vec(line, 0..30).prop_map(|lines| lines.join("\n"))
}

/// A write-up whose timeline and tasks stand in tables under these headers.
fn with_tables(timeline: [&str; 3], tasks: [&str; 3]) -> String {
    let table = |header: [&str; 3], rows: [[&str; 3]; 3]| {
        let line = |cells: [&str; 3]| format!("| {} |\n", cells.join(" | "));
        line(header) + &line(["---"; 3]) + &rows.map(line).concat()
    };
    let entries = [
        ["14:30", "Alert fires for failed uploads", "Ann"],
        ["15:00", "Escalated to the storage team", "Bob"],
        ["16:00", "Disk emptied, uploads work again", "Cy"],
    ];
    let work = [
        ["Add an alert for the disk", "soon", "Ann"],
        ["Rotate logs every day", "later", "Bob"],
        ["Test the alert", "now", "Cy"],
    ];
    format!(
        "# Uploads down\n\n## Issue Summary\n\n**Duration:** 2024-05-03 14:30 to 16:00 UTC\n\n**Impact:** 40% of users saw errors\n\n\
         ## Timeline\n\n{}\n## Root cause and resolution\n\nA full disk was the cause. It was fixed by deleting logs.\n\n\
         ## Corrective and preventative measures\n\n{}",
        table(timeline, entries),
        table(tasks, work)
    )
}

/// Tables under any header become lists that read back to the same facts.
#[test]
fn tables_become_lists_under_any_header() {
    let times = ["Time", "Time (UTC)", "Timestamp", "When", "Timeline"];
    let events = ["Event", "Action", "Description", "What happened", "Impact", "Resolution", "Root cause", "Detection"];
    let owners = ["Owner", "Who", "Status", "Escalated to", "Notes", ""];
    let work = ["Action", "Task", "Action item", "Improvement", "#", "TODO", "Measure", "Corrective action"];
    for (index, (event, owner)) in events.iter().flat_map(|event| owners.map(|owner| (event, owner))).enumerate() {
        let text = with_tables(
            [times[index % times.len()], event, owner],
            [work[index % work.len()], event, owners[index % owners.len()]],
        );
        let (submission, _, readme) = everything_written(&Source::file("a.md", text)).expect("Markdown is always read");
        assert!(readme.contains("- **15:00** - Escalated to the storage team - Bob"), "{readme}");
        laws::readme_reads_back(&submission, &readme).unwrap_or_else(|broken| panic!("{broken}\n{readme}"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    /// No word of any text is missing from its JSON, whatever it is taken for.
    #[test]
    fn no_word_is_lost(text in lines(), name in prop_oneof![Just("a.txt"), Just("a.md"), Just("a.html")]) {
        everything_written(&Source::file(name, text));
    }

    /// The same write-up says the same in every format and under every kind of heading.
    #[test]
    fn every_format_gives_the_same_facts(write_up in WriteUp::any(), style in Style::any()) {
        let sources = [
            Source::file("a.txt", write_up.text(style)),
            Source::file("a.md", write_up.markdown(style)),
            Source::file("a.html", write_up.html(style)),
            Source::file("a.docx", write_up.docx(style)),
            Source::file("a.fodt", write_up.fodt(style)),
        ];
        for source in &sources {
            let Some((submission, _, readme)) = everything_written(source) else {
                return Err(TestCaseError::fail(format!("{} cannot be read", source.origin)));
            };
            prop_assert_eq!(submission.verdict.kind, Kind::Postmortem, "{}", source.origin);
            write_up.is_told_by(&submission.postmortems[0]).map_err(|broken| TestCaseError::fail(format!("{}: {broken}", source.origin)))?;
            laws::readme_reads_back(&submission, &readme).map_err(|broken| TestCaseError::fail(format!("{}: {broken}", source.origin)))?;
        }
    }

    /// Broken files end in a document or an error, never in a panic.
    #[test]
    fn broken_samples_do_no_harm(which in any::<prop::sample::Index>(), cuts in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12)) {
        let samples = support::samples::all(&Path::new(env!("CARGO_MANIFEST_DIR")).join("samples"));
        let mut source = samples[which.index(samples.len())].clone();
        for (place, byte) in cuts {
            let place = place.index(source.bytes.len());
            source.bytes[place] = byte;
        }
        understood(&source);
        for format in InputFormat::ALL {
            source.format = Some(format);
            understood(&source);
        }
    }

    /// The lines of a write-up in any order do no harm, and none of their words is lost.
    #[test]
    fn shuffled_lines_do_no_harm(which in any::<prop::sample::Index>(), order in proptest::collection::vec(any::<u32>(), 400)) {
        let samples = support::samples::all(&Path::new(env!("CARGO_MANIFEST_DIR")).join("samples"));
        let texts: Vec<&Source> = samples.iter().filter(|source| std::str::from_utf8(&source.bytes).is_ok_and(|text| !text.contains('\0'))).collect();
        let source = texts[which.index(texts.len())];
        let text = String::from_utf8_lossy(&source.bytes);
        let mut lines: Vec<(u32, &str)> = order.iter().copied().cycle().zip(text.lines()).collect();
        lines.sort_by_key(|(place, _)| *place);
        let shuffled = lines.into_iter().map(|(_, line)| line).collect::<Vec<_>>().join("\n");
        for name in ["a.txt", "a.md"] {
            everything_written(&Source::file(name, shuffled.clone()));
        }
    }

    /// Arbitrary bytes do no harm under any name.
    #[test]
    fn arbitrary_bytes_do_no_harm(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for format in InputFormat::ALL {
            let mut source = Source::file("a", bytes.clone());
            source.format = Some(format);
            understood(&source);
        }
        understood(&Source::file("a", bytes));
    }
}

proptest! {
    // Each case writes and reads four outputs.
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    /// What stands around a write-up in a README or a page is told apart when it is read again.
    #[test]
    fn parts_around_a_write_up_are_told_apart(write_up in WriteUp::any(), style in Style::any()) {
        let (document, submission) = understood(&Source::file("a.md", write_up.markdown(style))).expect("Markdown is always read");
        let readme = written(&submission, &document, OutputFormat::Markdown, &WriteOptions::default());
        laws::page_reads_back(&submission, &document, &readme).map_err(TestCaseError::fail)?;
        laws::parts_are_told_apart(&submission, &document, &readme).map_err(TestCaseError::fail)?;
        laws::github_shows_the_same(&readme).map_err(TestCaseError::fail)?;
    }
}
