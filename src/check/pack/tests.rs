#![expect(clippy::unwrap_used, reason = "tests")]

use super::{COURSE, Pack, PackFault};
use crate::check::{Need, meets_all, score, tally};
use crate::notice::Notices;
use crate::postmortem::{Postmortem, Role, Status, Submission, recognize_by};
use crate::read::read;
use crate::source::Source;
use crate::write::{WriteOptions, write};

fn pack(text: &str) -> Pack {
    Pack::parse(text.as_bytes()).unwrap()
}

fn fault(text: &str) -> (usize, usize, String, String) {
    let error = Pack::parse(text.as_bytes()).unwrap_err();
    (error.line, error.column, error.fault.to_string(), error.excerpt())
}

fn submission(name: &str, text: &str, pack: &Pack) -> Submission {
    let source = Source::file(name, text);
    let mut notices = Notices::default();
    let (document, format) = read(&source, &mut notices).unwrap();
    recognize_by(pack, &document, &source, format, notices)
}

fn first(text: &str, pack: &Pack) -> Postmortem {
    submission("essay.md", text, pack).postmortems.into_iter().next().unwrap()
}

const CLEAN: &str = crate::check::tests::CLEAN;

#[test]
fn the_printed_pack_is_the_one_in_force() {
    assert_eq!(&pack(COURSE), Pack::course());
    assert_eq!(Pack::course().sha256(), crate::digest::sha256(COURSE.as_bytes()));
    assert_eq!(Pack { sha256: String::new(), ..pack("") }, Pack::new());
}

#[test]
fn the_example_of_the_docs_is_a_pack() {
    let docs = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules.md")).unwrap();
    let example = docs.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let pack = pack(example);
    assert_eq!((pack.name(), pack.words().most, pack.asked().count()), ("platform-team", 900, 17));
    assert_eq!(pack.headings().role_of("Never again"), Some(Role::Measures));
    let tasks = pack.asked().find(|asked| asked.rule.id == "measures.tasks").unwrap();
    assert!((tasks.points - 3.0).abs() < 1e-9 && tasks.need == Need::Required);
}

#[test]
fn a_pack_says_what_counts_and_for_how_much() {
    let text = "name = \"night\"\npartial = 0.25\n[words]\nfewest = 100\nmost = 300\n[requirements]\nsummary.percent = \"off\"\n\
                \"timeline.misleading\" = 2\nsummary.timezone = { need = \"optional\", points = 0.5 }\ndocument.attraction = \"off\"\n";
    let pack = pack(text);
    assert_eq!((pack.name(), pack.words().fewest, pack.words().most), ("night", 100, 300));
    assert_eq!(pack.asked().count(), 17);
    let full = first(CLEAN, &pack);
    assert!(full.requirements.iter().all(|requirement| requirement.id != "summary.percent"));
    assert_eq!(tally(&full).required, 16);
    assert!(meets_all(&full));
    let whole = score(&full);
    assert_eq!((whole.points, whole.total), (17.5, 17.0));
    let thin =
        first(&CLEAN.replace("- [ ] Add a test that log rotation is on.\n", "").replace("May 3, 2024, ", ""), &pack);
    assert!(score(&thin).points <= whole.points);
}

#[test]
fn what_is_met_in_part_earns_its_share() {
    let pack = pack("partial = 0.25\n[words]\nfewest = 1\n");
    let postmortem = first(&CLEAN.replace("45% of users could not", "many users could not"), &pack);
    let percent = postmortem.requirements.iter().find(|requirement| requirement.id == "summary.percent").unwrap();
    assert_eq!((percent.status, percent.need), (Status::Partial, Need::Required));
    assert!((percent.earned - 0.25).abs() < 1e-9);
    assert!((score(&postmortem).points - 17.25).abs() < 1e-9);
}

#[test]
fn headings_of_a_pack_open_and_name_their_sections() {
    let pack = pack(
        "[headings.summary]\nwrite = \"In short\"\naccept = [\"Blast radius\"]\n[headings.timeline]\naccept = [\"The long night\"]\n\
         [headings.cause_and_resolution]\nwrite = \"Why, and what helped\"\n[headings.measures]\naccept = [\"Never again\"]\n",
    );
    let text = CLEAN
        .replace("## Issue Summary", "## Blast radius")
        .replace("## Timeline", "**The long night**")
        .replace("## Corrective and Preventative Measures", "3. Never again:")
        .replace("### Improvements\n\n", "")
        .replace("### Tasks\n\n", "");
    let submission = submission("essay.md", &text, &pack);
    let postmortem = submission.postmortems.first().unwrap();
    let roles: Vec<(Role, &str)> = postmortem
        .sections
        .iter()
        .map(|section| (section.role, section.heading.as_deref().unwrap_or_default()))
        .collect();
    assert_eq!(
        roles,
        [
            (Role::Summary, "Blast radius"),
            (Role::Timeline, "The long night"),
            (Role::CauseAndResolution, "Root Cause and Resolution"),
            (Role::Measures, "Never again:"),
        ]
    );
    assert_eq!(postmortem.timeline.len(), 6);
    let readme = readme("essay.md", &text, &pack);
    for heading in
        ["## In short\n", "## Timeline\n", "## Why, and what helped\n", "## Corrective and Preventative Measures\n"]
    {
        assert!(readme.contains(heading), "{readme}");
    }
    assert!(!readme.contains("Blast radius") && !readme.contains("long night"), "{readme}");
    // What was written with the pack reads back with it.
    assert_eq!(self::readme("README.md", &readme, &pack), readme);
}

#[test]
fn labels_and_wrapped_lines_of_a_pack_are_headings_too() {
    let pack = pack("[headings.summary]\naccept = [\"Blast radius\"]\n");
    let text = "Postmortem: uploads down\nBlast radius: from 14:30 to 16:00 UTC 45% of users could not upload.\n\nTimeline\n\
                14:32 UTC - An alert reports failed uploads.\n16:00 UTC - Uploads work again.\n\nRoot cause and resolution\n\
                A full disk. It was fixed by deleting old logs.\n\nCorrective measures\nTODO:\nAdd a disk alert.\n";
    for name in ["essay.txt", "essay.md"] {
        let submission = submission(name, text, &pack);
        let section = &submission.postmortems.first().unwrap().sections[0];
        assert_eq!((section.role, section.heading.as_deref()), (Role::Summary, Some("Blast radius:")), "{name}");
    }
}

fn readme(name: &str, text: &str, pack: &Pack) -> String {
    let source = Source::file(name, text);
    let mut notices = Notices::default();
    let (document, format) = read(&source, &mut notices).unwrap();
    let submission = recognize_by(pack, &document, &source, format, notices);
    let options = WriteOptions { headings: pack.headings().clone(), ..WriteOptions::default() };
    String::from_utf8(write(&submission, &document, crate::format::OutputFormat::Markdown, &options)).unwrap()
}

#[test]
fn mistakes_are_shown_where_they_stand() {
    let cases = [
        ("naem = \"x\"", 1, 1, "there is no key `naem` here; the nearest is `name`"),
        ("\n[words]\nleast = 3", 3, 1, "there is no key `least` here; the nearest is `"),
        ("[words]\nfewest = 700", 1, 1, "at least 700 and at most 600 words cannot both hold"),
        ("[words]\nmost = 1.5", 2, 8, "expected a whole number from 1 to 100000, found 1.5"),
        (
            "[requirements]\n\"summary.percnt\" = \"off\"",
            2,
            1,
            "there is no requirement `summary.percnt`; the nearest is `summary.percent`",
        ),
        (
            "[requirements]\nsummary.percnt = \"off\"",
            2,
            9,
            "there is no requirement `summary.percnt`; the nearest is `summary.percent`",
        ),
        (
            "[requirements]\nsummary.percent = \"of\"",
            2,
            19,
            "`of` is none of required, optional, off; the nearest is `off`",
        ),
        ("[requirements]\nsummary.percent = true", 2, 19, "found a value of type boolean"),
        ("[requirements]\nsummary.percent = -1", 2, 19, "expected a number of points from 0 to 1000, found -1"),
        (
            "[requirements]\nsummary.percent = { point = 1 }",
            2,
            21,
            "there is no key `point` here; the nearest is `points`",
        ),
        ("[headings.sumary]\nwrite = \"x\"", 1, 11, "there is no key `sumary` here; the nearest is `summary`"),
        ("[headings.summary]\naccept = \"x\"", 2, 10, "expected a list of headings, found a value of type string"),
        ("[headings.summary]\naccept = [\"a\", \"\"]", 2, 16, "expected one line of 1 to 100 characters"),
        (
            "[headings.summary]\naccept = [\"Events\"]\n[headings.timeline]\naccept = [\"events\"]",
            4,
            11,
            "the heading `events` opens summary already",
        ),
        ("name = ", 1, 8, "this is no TOML: "),
        ("partial = 2", 1, 11, "expected a number from 0 to 1, found 2"),
    ];
    for (text, line, column, message) in cases {
        let found = fault(text);
        assert_eq!((found.0, found.1), (line, column), "{text}: {found:?}");
        assert!(found.2.contains(message), "{text}: {found:?}");
        let below = found.3.lines().last().unwrap();
        assert_eq!(below.find('^'), Some(line.to_string().len() + 3 + column - 1), "{}", found.3);
    }
}

#[test]
fn a_pack_that_requires_nothing_is_none() {
    let all: Vec<String> = Pack::new().asked().map(|asked| format!("\"{}\" = \"off\"", asked.rule.id)).collect();
    let all = all.join("\n");
    let error = Pack::parse(format!("[requirements]\n{all}").as_bytes()).unwrap_err();
    assert_eq!(error.fault, PackFault::NothingRequired);
}

#[test]
fn any_bytes_do_no_harm() {
    assert!(matches!(Pack::parse(b"a = \xff").unwrap_err().fault, PackFault::NotText));
    assert!(matches!(Pack::parse(&vec![b' '; 200_000]).unwrap_err().fault, PackFault::TooLarge { .. }));
    assert!(Pack::parse("\u{feff}name = \"x\"".as_bytes()).is_ok());
    let deep = format!("name = {}", "[".repeat(20_000));
    assert!(Pack::parse(deep.as_bytes()).is_err());
    assert!(Pack::parse("name = \"é\u{301}".as_bytes()).is_err());
}
