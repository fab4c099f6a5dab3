//! Reports on real documents under the eyes of others: SARIF against its schema, JUnit as its readers take it.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod support;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use pmconvert::check::report::{Checked, Form, Options, Paint, Points, render};
use pmconvert::notice::Notices;
use pmconvert::postmortem::recognize;
use pmconvert::read::read;
use pmconvert::source::Source;
use quick_xml::events::{BytesStart, Event};

/// Every sample and every clean write-up, checked.
fn checked() -> Vec<Checked> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = support::samples::all(&root.join("samples"));
    for file in fs::read_dir(root.join("tests/findings/clean")).unwrap().flatten() {
        sources.push(Source::file(file.file_name().to_string_lossy().into_owned(), fs::read(file.path()).unwrap()));
    }
    let report = |(index, source): (usize, &Source)| {
        let mut notices = Notices::default();
        let (document, format) = read(source, &mut notices).ok()?;
        let submission = recognize(&document, source, format, notices);
        let text = String::from_utf8(source.bytes.clone()).ok();
        Some(Checked { input: format!("{index}, <&> {}", source.origin), submission, text })
    };
    sources.iter().enumerate().filter_map(report).collect()
}

fn report(form: Form, points: Points) -> String {
    render(&checked(), Options { form, paint: Paint::Plain, points })
}

/// Where `.ci/run` installs programs of npm; `None` if one is missing.
fn tools(needed: &[&str]) -> Option<PathBuf> {
    let tools = Path::new(env!("CARGO_TARGET_TMPDIR")).parent()?.join("tools");
    let node = Command::new("node").arg("--version").output().is_ok();
    let all = needed.iter().all(|name| tools.join("node_modules").join(name).is_dir());
    (node && all).then_some(tools)
}

#[test]
fn sarif_holds_to_its_schema() {
    let Some(tools) = tools(&["ajv", "ajv-formats", "schemastore"]) else {
        return support::skipped("ajv and the schema of SARIF are not installed");
    };
    let folder = tempfile::tempdir().unwrap();
    let files = [Points::Shown, Points::Hidden].map(|points| {
        let path = folder.path().join(format!("{points:?}.sarif"));
        fs::File::create(&path).unwrap().write_all(report(Form::Sarif, points).as_bytes()).unwrap();
        path
    });
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/node/sarif.mjs");
    let ran = Command::new("node").arg(script).arg(tools).args(files).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    assert_eq!(String::from_utf8_lossy(&ran.stdout), "");
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found =
        tag.attributes().map(|attribute| attribute.unwrap()).find(|attribute| attribute.key.as_ref() == name)?;
    Some(found.value.to_string())
}

fn number(tag: &BytesStart<'_>, name: &str) -> usize {
    attribute(tag, name).and_then(|value| value.parse().ok()).unwrap_or_else(|| panic!("no number `{name}` in {tag:?}"))
}

/// Tests, failures and skipped ones, as a suite states them and as its cases are.
#[derive(Debug, Default, PartialEq, Eq, Clone, Copy)]
struct Counts {
    tests: usize,
    failures: usize,
    skipped: usize,
}

#[test]
fn junit_states_what_its_readers_need_and_counts_right() {
    let xml = report(Form::Junit, Points::Shown);
    let mut reader = quick_xml::Reader::from_str(&xml);
    let (mut suites, mut all, mut stated, mut counted) = (0, Counts::default(), Counts::default(), Counts::default());
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => break,
            Event::Start(tag) | Event::Empty(tag) => match tag.name().as_ref() {
                "testsuites" => {
                    all = Counts { tests: number(&tag, "tests"), failures: number(&tag, "failures"), skipped: 0 };
                }
                "testsuite" => {
                    assert!(attribute(&tag, "name").is_some() && attribute(&tag, "time").is_some());
                    assert_eq!(number(&tag, "errors"), 0);
                    let own = Counts {
                        tests: number(&tag, "tests"),
                        failures: number(&tag, "failures"),
                        skipped: number(&tag, "skipped"),
                    };
                    stated.tests += own.tests;
                    stated.failures += own.failures;
                    stated.skipped += own.skipped;
                    suites += 1;
                }
                "testcase" => {
                    for name in ["classname", "name", "time"] {
                        assert!(attribute(&tag, name).is_some_and(|value| !value.is_empty()), "{name} of {tag:?}");
                    }
                    counted.tests += 1;
                }
                "failure" => {
                    assert!(attribute(&tag, "message").is_some_and(|message| !message.is_empty()), "{tag:?}");
                    counted.failures += 1;
                }
                "skipped" => counted.skipped += 1,
                "properties" | "property" | "system-out" => {}
                other => panic!("`{other}` is no element of JUnit"),
            },
            _ => {}
        }
    }
    assert!(suites > 80, "{suites} suites");
    assert_eq!(stated, counted);
    assert_eq!((all.tests, all.failures), (counted.tests, counted.failures));
}
