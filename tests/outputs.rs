//! Outputs under the eyes of others: markdownlint, Mermaid, and axe in a browser. Each check is left out where its program is missing;
//! `.ci/run` installs them.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod support;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use pmconvert::document::Document;
use pmconvert::format::OutputFormat;
use pmconvert::notice::Notices;
use pmconvert::postmortem::{Submission, recognize};
use pmconvert::read::read;
use pmconvert::source::Source;
use pmconvert::write::figure::{Figure, mermaid};
use pmconvert::write::{Diagram, Images, Readme, WriteOptions};
use serde_json::Value;
use support::outputs::written;

/// A sample by its name, and what was read of it.
struct Sample {
    name: String,
    document: Document,
    submission: Submission,
}

fn understood(name: &str, source: &Source) -> Option<Sample> {
    let mut notices = Notices::default();
    let (document, format) = read(source, &mut notices).ok()?;
    let submission = recognize(&document, source, format, notices);
    Some(Sample { name: name.to_owned(), document, submission })
}

fn samples() -> Vec<Sample> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut found = Vec::new();
    for format in fs::read_dir(&root).unwrap().flatten() {
        for case in fs::read_dir(format.path()).into_iter().flatten().flatten() {
            let Ok(source) = support::samples::source(&case.path()) else { continue };
            let name = case.path().strip_prefix(&root).unwrap().display().to_string();
            found.extend(understood(&name.replace(['/', '\\'], "_"), &source));
        }
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

/// A write-up whose title and entries hold this text, with as many entries as asked for.
fn write_up(text: &str, entries: usize) -> Sample {
    let entry = |n: usize| format!("<li>{:02}:{:02} - Entry {n}: {}</li>", 8 + n / 4, n % 4 * 14, escaped(text));
    let lines = (0..entries).map(entry).collect::<Vec<_>>().concat();
    let page = format!(
        "<h1>Uploads down {}</h1><h2>Issue Summary</h2><p>Duration: 2024-05-03 08:00 to 17:00 UTC</p>\
         <p>Impact: 40% of users saw errors. {}</p><p>Root cause: a full disk</p><h2>Timeline</h2><ul>{lines}</ul>\
         <h2>Root cause and resolution</h2><p>A full disk. It was fixed by deleting logs.</p>\
         <h2>Corrective and preventative measures</h2><ul><li>Add an alert for the disk {}</li></ul>",
        escaped(text),
        escaped(text),
        escaped(text)
    );
    understood(&format!("entries_{entries}"), &Source::file("a.html", page)).unwrap()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

fn put(path: &Path, text: &str) {
    fs::File::create(path).and_then(|mut file| file.write_all(text.as_bytes())).unwrap();
}

/// Where `.ci/run` installs programs of npm; `None` if one is missing.
fn tools(needed: &str) -> Option<PathBuf> {
    let tools = Path::new(env!("CARGO_TARGET_TMPDIR")).parent()?.join("tools");
    let node = Command::new("node").arg("--version").output().is_ok();
    (node && tools.join("node_modules").join(needed).is_dir()).then_some(tools)
}

fn chromium() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).flat_map(|folder| names.map(|name| folder.join(name))).find(|path| path.is_file())
}

/// Runs a script and gives the lines of JSON that it prints; `None` if its browser does not start.
fn run(script: &str, arguments: &[&Path]) -> Option<Vec<Value>> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/node").join(script);
    let ran = Command::new("node").arg(script).args(arguments).output().unwrap();
    if ran.status.code() == Some(3) {
        return None;
    }
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let lines = String::from_utf8(ran.stdout).unwrap();
    Some(lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

const DRESSED: Readme = Readme { contents: true, front_matter: true, scaffold: true };

/// Rules that a README may break, since its author did, or since it is what the document is.
fn is_authors(sample: &Sample, rule: &str, what: &str) -> bool {
    // Marks of the author's that Markdown has no signs for.
    const ELEMENTS: [&str; 12] = ["u", "sup", "sub", "br", "strong", "em", "table", "thead", "tbody", "tr", "th", "td"];
    let is_postmortem = sample.submission.verdict.kind.is_postmortem();
    match (sample.name.as_str(), rule) {
        // A document in its own order may begin without a title, skip levels and repeat headings.
        (_, "MD041" | "MD001" | "MD024" | "MD025") if !is_postmortem => true,
        // Each of several write-ups has its title and its sections.
        (_, "MD024" | "MD025") => sample.submission.postmortems.len() > 1,
        (_, "MD033") => what.trim().strip_prefix("Inline HTML Element: ").is_some_and(|name| ELEMENTS.contains(&name)),
        // The `:00` of a clock time is a directive to markdownlint, which GitHub does not know: the heading has another anchor there.
        (_, "MD051") => what.contains(':'),
        // A list that counts from another number than 1; a picture without an alternative text; a link whose brackets and parentheses
        // the author mixed up.
        (_, "MD029") | ("md_google_md_export", "MD045") | ("md_reversed_link", "MD011") => true,
        _ => false,
    }
}

#[test]
fn readmes_keep_the_rules_of_markdownlint() {
    let Some(tools) = tools("markdownlint") else { return support::skipped("markdownlint is not installed") };
    let folder = tempfile::tempdir().unwrap();
    let samples = samples();
    let mut files = vec![tools];
    for sample in &samples {
        for (dress, diagram) in [("plain", Diagram::Usual), ("mermaid", Diagram::Mermaid), ("svg", Diagram::Svg)] {
            let readme = if dress == "plain" { Readme::default() } else { DRESSED };
            let options = WriteOptions { diagram, readme, ..WriteOptions::default() };
            let text = written(&sample.submission, &sample.document, OutputFormat::Markdown, &options);
            let path = folder.path().join(format!("{}.{dress}.md", sample.name));
            put(&path, &text);
            files.push(path);
        }
    }
    let broken = run("lint.mjs", &files.iter().map(PathBuf::as_path).collect::<Vec<_>>()).unwrap();
    let ours: Vec<&Value> = broken
        .iter()
        .filter(|rule| {
            let file = Path::new(rule["file"].as_str().unwrap()).file_name().unwrap().to_string_lossy().into_owned();
            let sample = samples.iter().find(|sample| file.starts_with(&format!("{}.", sample.name))).unwrap();
            !is_authors(sample, rule["id"].as_str().unwrap(), rule["what"].as_str().unwrap())
        })
        .collect();
    assert!(ours.is_empty(), "{ours:#?}");
}

/// Text that is markup in one form or another.
const HOSTILE: &[&str] = &[
    "</text></svg><script>alert(1)</script>",
    "x :crit, milestone, done",
    "%%{init: {\"theme\": \"dark\"}}%%",
    "a; b # c #35;lt; &lt;b&gt; &amp;",
    "\"quotes\" 'both' `ticks` ``` ~~~",
    "[link](javascript:alert(1)) ![x](y) **b**",
    "<img src=x onerror=alert(1)> <!-- /pmconvert:figure -->",
    "click a href \"javascript:alert(1)\"",
    "section end title",
];

#[test]
fn charts_and_pages_hold_in_a_browser() {
    let Some(tools) = tools("puppeteer-core") else { return support::skipped("puppeteer-core is not installed") };
    let Some(chromium) = chromium() else { return support::skipped("chromium is not installed") };
    let folder = tempfile::tempdir().unwrap();
    let hostile = HOSTILE.iter().map(|text| write_up(text, 4));
    let sized = [3, 12, 40].map(|entries| write_up("and some words that tell of it", entries));
    for (index, sample) in hostile.chain(sized).chain(samples()).enumerate() {
        let first = sample.submission.postmortems.first().and_then(Figure::of);
        if let Some(figure) = first {
            put(&folder.path().join(format!("{index}_{}.mmd", sample.name)), &mermaid(&figure));
        }
    }
    // Of the pages, some of each kind: the browser takes its time.
    let kept = ["md_real_headings", "md_code_and_logs", "txt_two_writeups_chat", "txt_odd_times", "docx_google_export"];
    let shown = samples().into_iter().filter(|sample| kept.contains(&sample.name.as_str()));
    let long = [write_up(&HOSTILE.join(" "), 4), write_up("and some words that tell of it", 40)];
    for (name, with_check, sample) in shown
        .map(|sample| {
            let several = sample.submission.postmortems.len() > 1;
            (format!("{}{}", if several { "long_" } else { "" }, sample.name), false, sample)
        })
        .chain(long.into_iter().map(|sample| (format!("long_{}", sample.name), true, sample)))
    {
        let options = WriteOptions { images: Images::Embed, with_check, ..WriteOptions::default() };
        let page = written(&sample.submission, &sample.document, OutputFormat::Html, &options);
        put(&folder.path().join(format!("{name}.html")), &page);
    }
    let Some(problems) = run("browser.mjs", &[&tools, &chromium, folder.path()]) else {
        return support::skipped("chromium does not start here");
    };
    assert!(problems.is_empty(), "{problems:#?}");
}
