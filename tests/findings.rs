//! Findings on write-ups of our own, which lie in `tests/findings`: none in those that are clean, and each contradiction that is put into
//! one of them is found where it stands. The clean ones also say which requirements they do not meet.

#![expect(clippy::expect_used, reason = "a test that cannot be set up has failed")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use pmconvert::check::SIGNS;
use pmconvert::document::{Document, plain_text_of_blocks};
use pmconvert::notice::Notices;
use pmconvert::postmortem::{Finding, Postmortem, Status, recognize};
use pmconvert::read::read;
use pmconvert::source::Source;
use serde::Deserialize;

/// Requirements that are about length and decoration, which these short texts do not try to meet.
const ASIDE: [&str; 2] = ["document.words", "document.attraction"];

#[derive(Deserialize)]
struct Seeds {
    seed: Vec<Seed>,
}

/// Words of a clean write-up that give way to others, and what must be found then.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Seed {
    of: String,
    replace: String,
    with: String,
    finds: String,
    at: Option<String>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/findings")
}

fn clean() -> BTreeMap<String, String> {
    let files = fs::read_dir(folder().join("clean")).expect("the folder is there").flatten();
    files
        .map(|file| {
            let text = fs::read_to_string(file.path()).expect("a text");
            (file.file_name().to_string_lossy().into_owned(), text)
        })
        .collect()
}

fn write_up(name: &str, text: &str) -> (Document, Postmortem) {
    let source = Source::file(name, text);
    let mut notices = Notices::default();
    let (document, format) = read(&source, &mut notices).expect("it can be read");
    let mut found = recognize(&document, &source, format, notices).postmortems;
    assert_eq!(found.len(), 1, "{name} is one write-up");
    (document, found.remove(0))
}

#[test]
fn nothing_is_found_in_clean_write_ups() {
    let texts = clean();
    assert!(texts.len() >= 40, "{} write-ups", texts.len());
    let told: Vec<String> = texts
        .iter()
        .map(|(name, text)| (name, write_up(name, text).1.findings))
        .filter(|(_, findings)| !findings.is_empty())
        .map(|(name, findings)| format!("{name}: {findings:?}"))
        .collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}

#[test]
fn every_seeded_contradiction_is_found_where_it_stands() {
    let texts = clean();
    let seeds = fs::read_to_string(folder().join("seeded.toml")).expect("the seeds are there");
    let seeds: Seeds = toml::from_str(&seeds).expect("the seeds are TOML");
    assert!(seeds.seed.len() >= 40, "{} seeds", seeds.seed.len());
    let missed: Vec<String> = seeds.seed.iter().filter_map(|seed| missed(seed, &texts[&seed.of])).collect();
    assert!(missed.is_empty(), "{} of {}\n{}", missed.len(), seeds.seed.len(), missed.join("\n"));
    for sign in SIGNS {
        assert!(seeds.seed.iter().any(|seed| seed.finds == sign.id), "no seed for {}", sign.id);
    }
}

/// What is wrong with what was found; `None` where it is as it must be.
fn missed(seed: &Seed, text: &str) -> Option<String> {
    let Seed { of, replace, with, finds, at } = seed;
    assert!(text.contains(replace.as_str()), "{of} does not hold `{replace}`");
    let seeded = text.replacen(replace.as_str(), with, 1);
    let (document, postmortem) = write_up(of, &seeded);
    let Some(found) = postmortem.findings.iter().find(|finding| finding.id == finds) else {
        return Some(format!("{of}: no {finds} after `{with}`: {:?}", postmortem.findings));
    };
    let place = source_of(found, &seeded, of, &document);
    let stands = at.as_deref().is_none_or(|words| place.contains(words));
    (!stands).then(|| format!("{of}: {finds} points to `{place}`"))
}

/// The words that a finding points to: lines of a text, or paragraphs of a page.
fn source_of(finding: &Finding, text: &str, name: &str, document: &Document) -> String {
    let Some(at) = finding.at else { return String::new() };
    if Path::new(name).extension().is_some_and(|extension| extension == "html") {
        let mut words = String::new();
        for block in &document.blocks {
            if block.at.start <= at.end && at.start <= block.at.end {
                words.push_str(&plain_text_of_blocks(std::slice::from_ref(block)));
                words.push('\n');
            }
        }
        return words;
    }
    let lines = text.lines().skip(at.start as usize - 1).take((at.end - at.start) as usize + 1);
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn clean_write_ups_meet_all_but_what_they_are_known_to_lack() {
    let known = fs::read_to_string(folder().join("lacking.toml")).expect("the list is there");
    let known: BTreeMap<String, BTreeMap<String, String>> = toml::from_str(&known).expect("the list is TOML");
    let texts = clean();
    assert!(known.keys().all(|name| texts.contains_key(name)), "a name in the list has no text");
    let mut wrong = Vec::new();
    for (name, text) in &texts {
        let lacking = known.get(name);
        for requirement in write_up(name, text).1.requirements {
            if ASIDE.contains(&requirement.id) {
                continue;
            }
            let want = lacking.and_then(|lacking| lacking.get(requirement.id)).map_or("met", String::as_str);
            if requirement.status.name() != want {
                wrong.push(format!("{name}: {} is {}, not {want}", requirement.id, requirement.status.name()));
            }
            assert_eq!(requirement.advice.is_some(), requirement.status != Status::Met, "{name}: {}", requirement.id);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
