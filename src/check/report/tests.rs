//! Each form on a write-up that falls short, one that holds hostile text, and a document that is no write-up.

#![expect(clippy::unwrap_used, reason = "tests")]

use quick_xml::events::Event;
use serde_json::Value;

use super::{Checked, Form, Options, Paint, Points, all_met};
use crate::check::Pack;
use crate::check::tests::{CLEAN, submission};

fn checked(name: &str, text: &str) -> Checked {
    Checked { input: name.to_owned(), submission: submission("essay.md", text), text: Some(text.to_owned()) }
}

/// A write-up with a finding, a hostile one, and none at all.
fn three() -> Vec<Checked> {
    vec![
        checked("a, 1.md", &CLEAN.replace("(90 minutes)", "(3 hours)")),
        checked("b<&`.md", &CLEAN.replace("to the storage team", "to [insert \u{1b}[31m <b> ]]> \u{202e} & team]")),
        checked(
            "c.txt",
            "Dear diary, today I fed the cats of my neighbor and then I went home, where I had a long and quiet evening with tea.",
        ),
    ]
}

fn render(checked: &[Checked], form: Form, paint: Paint) -> String {
    super::render(checked, Options { form, paint, points: Points::Hidden })
}

fn report(form: Form) -> String {
    render(&three(), form, Paint::Plain)
}

#[test]
fn the_text_shows_the_line_and_a_caret() {
    let text = report(Form::Text);
    let finding = "warning[time.duration-mismatch]: it is said to have lasted 3 h, but from start to end it is 1 h 30 min\n \
                   --> a, 1.md:5\n  |\n5 | - **Duration:** May 3, 2024, 14:30 to 16:00 UTC (3 hours)\n  | ^^^";
    assert!(text.contains(finding), "{text}");
    assert!(text.contains("c.txt: this is no postmortem; it is another text"), "{text}");
    assert!(!text.contains(['\u{1b}', '\u{202e}']), "hostile text reaches the terminal");
}

#[test]
fn a_caret_stands_under_what_the_message_quotes() {
    let text = render(&[checked("a.md", &CLEAN.replace("May 3, 2024", "03/05/2024"))], Form::Text, Paint::Plain);
    let quoted = "5 | - **Duration:** 03/05/2024, 14:30 to 16:00 UTC (90 minutes)\n  |                 ^^^^^^^^^^\n";
    assert!(text.contains(quoted), "{text}");
}

#[test]
fn colors_come_only_when_asked() {
    assert!(render(&three(), Form::Text, Paint::Colored).contains("\x1b[1;31m"));
    for form in [Form::Json, Form::Jsonl, Form::Markdown, Form::Github, Form::Sarif, Form::Junit] {
        assert!(!render(&three(), form, Paint::Colored).contains('\x1b'), "{form:?}");
    }
}

#[test]
fn json_and_its_lines_say_the_same() {
    let whole: Value = serde_json::from_str(&report(Form::Json)).unwrap();
    let lines: Vec<Value> = report(Form::Jsonl).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(whole["results"], Value::Array(lines));
    assert_eq!(whole["results"][0]["postmortems"][0]["required"], 18);
    assert_eq!(whole["results"][2]["verdict"], "other");
    assert!(whole["results"][2]["expected"].as_str().unwrap().contains("a timeline"));
}

#[test]
fn github_commands_are_one_a_line_and_escaped() {
    let commands = report(Form::Github);
    for line in commands.lines() {
        assert!(
            [
                "::error file=",
                "::warning file=",
                "::notice file=",
                "::notice title=checked::by the rules course (SHA-256 "
            ]
            .iter()
            .any(|start| line.starts_with(start)),
            "{line}"
        );
    }
    assert!(
        commands.contains("::warning file=a%2C 1.md,line=5,endLine=5,title=time.duration-mismatch::it is said"),
        "{commands}"
    );
}

/// The properties that the schema of SARIF 2.1.0 requires of what is written, and the ties between rules and results.
#[test]
fn sarif_holds_what_its_schema_requires() {
    let log: Value = serde_json::from_str(&report(Form::Sarif)).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules: Vec<&str> =
        run["tool"]["driver"]["rules"].as_array().unwrap().iter().map(|rule| rule["id"].as_str().unwrap()).collect();
    let mut unique = rules.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), rules.len());
    for result in run["results"].as_array().unwrap() {
        assert!(rules.contains(&result["ruleId"].as_str().unwrap()));
        assert!(["error", "warning", "note"].contains(&result["level"].as_str().unwrap()));
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
        let physical = &result["locations"][0]["physicalLocation"];
        assert!(!physical["artifactLocation"]["uri"].as_str().unwrap().contains([' ', '<', '`']));
        if let Some(region) = physical.get("region") {
            assert!(
                region["startLine"].as_u64().unwrap() >= 1
                    && region["endLine"].as_u64() >= region["startLine"].as_u64()
            );
        }
    }
}

#[test]
fn junit_is_xml_and_its_counts_are_right() {
    let xml = report(Form::Junit);
    let mut reader = quick_xml::Reader::from_str(&xml);
    let (mut cases, mut failures) = (0, 0);
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => break,
            Event::Start(tag) | Event::Empty(tag) => {
                assert!(tag.attributes().all(|attribute| attribute.is_ok()), "{xml}");
                cases += usize::from(tag.name().as_ref() == "testcase");
                failures += usize::from(tag.name().as_ref() == "failure");
            }
            _ => {}
        }
    }
    assert_eq!(cases, 19 * 2 + 1);
    assert!(
        xml.contains(&format!("<testsuites name=\"pmconvert check\" tests=\"{cases}\" failures=\"{failures}\">")),
        "{xml}"
    );
}

#[test]
fn feedback_reads_back_as_a_list() {
    let feedback = report(Form::Markdown);
    assert!(feedback.contains("- [x] Is there a time zone for the times?\n"), "{feedback}");
    assert!(feedback.contains("## `` b<&`.md ``"), "{feedback}");
    assert!(!comrak::markdown_to_html(&feedback, &comrak::Options::default()).contains("<b>"));
}

#[test]
fn every_form_names_the_rules_and_gives_points_when_asked() {
    let (hash, short) = (Pack::course().sha256(), &Pack::course().sha256()[..12]);
    for form in [Form::Text, Form::Json, Form::Jsonl, Form::Markdown, Form::Github, Form::Sarif, Form::Junit] {
        let scored = super::render(&three(), Options { form, paint: Paint::Plain, points: Points::Shown });
        assert!(scored.contains("course"), "{form:?}");
        assert!(scored.contains(if form == Form::Text { short } else { hash }), "{form:?}");
        assert!(scored.contains("17") && scored.contains("18"), "{form:?}: {scored}");
        assert_ne!(scored, report(form), "{form:?}");
    }
}

#[test]
fn only_whole_write_ups_pass() {
    let padding =
        "The service stores photos of users on disks and keeps a log of each upload that it takes in. ".repeat(15);
    let whole = CLEAN.replace("### Resolution\n", &format!("{padding}\n\n### Resolution\n"));
    assert!(all_met(&[checked("a.md", &whole)]), "{}", render(&[checked("a.md", &whole)], Form::Text, Paint::Plain));
    assert!(!all_met(&[checked("a.md", CLEAN)]));
    assert!(!all_met(&three()));
}
