//! Every folder under `samples/` is a test by its path: `samples/txt/link_above_title`.
//!
//! A folder holds `input.EXT`, or for office formats a folder `input.docx/` whose files are zipped here, and what must come out:
//! `document.txt` (the neutral tree), `submission.json` and `README.md`, and what the sample's `outputs.txt` names: `index.html`
//! (without its style), `timeline.svg`, `README.dressed.md` (with contents, front matter, a chart and lines to fill in). With
//! `PMCONVERT_BLESS=1` (or `just bless`) the files are written instead of compared.
//!
//! Each sample is also held against laws that hold for every document: no word of it is missing from the JSON, its README reads back
//! to the same facts, and that README's own README is the same to the byte.

mod support;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use libtest_mimic::{Arguments, Failed, Trial};
use pmconvert::check::report::{Checked, Form, Options, Paint, Points, render};
use pmconvert::check::{ids, keep_only};
use pmconvert::document::{Document, dump};
use pmconvert::format::OutputFormat;
use pmconvert::notice::Notices;
use pmconvert::postmortem::{Submission, recognize};
use pmconvert::read::read;
use pmconvert::source::Source;
use pmconvert::write::{self, Diagram, Readme, WriteOptions, write};
use support::laws;
use support::outputs::written;

fn main() {
    let arguments = Arguments::from_args();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut trials = Vec::new();
    for format in folders(&root) {
        for case in folders(&format) {
            let name = case.strip_prefix(&root).map_or_else(|_| String::new(), |path| path.display().to_string());
            let reported = format.ends_with("check");
            trials.push(Trial::test(name, move || if reported { check_report(&case) } else { check(&case) }));
        }
    }
    trials.push(Trial::test("every_variant_is_seen", support::variants::every_variant_is_seen));
    trials.push(Trial::test("every_id_has_a_sample", move || {
        let lacking: Vec<&str> = ids().filter(|id| !root.join("check").join(id).is_dir()).collect();
        if lacking.is_empty() { Ok(()) } else { Err(format!("no sample of {lacking:?}").into()) }
    }));
    libtest_mimic::run(&arguments, trials).exit();
}

fn folders(path: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(path)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .collect();
    found.retain(|path| {
        !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("input.") || name == "cohort")
    });
    found.sort();
    found
}

fn check(case: &Path) -> Result<(), Failed> {
    let source = support::samples::source(case)?;
    let mut notices = Notices::default();
    let (document, format) = match read(&source, &mut notices) {
        Ok(read) => read,
        Err(error) => {
            return compare(case, "error.txt", &format!("{}: {error}\nhint: {}\n", error.code(), error.hint()));
        }
    };
    let submission = recognize(&document, &source, format, notices);
    let options = WriteOptions::default();
    let json = written(&submission, &document, OutputFormat::Json, &options);
    let readme = written(&submission, &document, OutputFormat::Markdown, &options);
    let html = written(&submission, &document, OutputFormat::Html, &options);

    laws::words_are_conserved(&document, &json)?;
    laws::readme_reads_back(&submission, &readme)?;
    laws::github_shows_the_same(&readme)?;
    laws::page_reads_back(&submission, &document, &readme)?;
    laws::parts_are_told_apart(&submission, &document, &readme)?;
    laws::page_is_inert(&html)?;
    #[cfg(feature = "docx")]
    laws::word_file_reads_back(&submission, write(&submission, &document, OutputFormat::Docx, &options))?;

    further(case, &submission, &document)?;
    compare(case, "document.txt", &dump(&document))?;
    compare(case, "submission.json", &json)?;
    compare(case, "README.md", &readme)
}

/// The outputs that a sample asks for in `outputs.txt`, one name a line.
fn further(case: &Path, submission: &Submission, document: &Document) -> Result<(), Failed> {
    let names = fs::read_to_string(case.join("outputs.txt")).unwrap_or_default();
    for name in names.lines() {
        let plain = WriteOptions::default();
        let contents = match name {
            "index.html" => {
                let options = WriteOptions { with_check: true, ..plain };
                without_style(&written(submission, document, OutputFormat::Html, &options))
            }
            "README.dressed.md" => {
                let readme = Readme { contents: true, front_matter: true, scaffold: true };
                let options = WriteOptions { readme, diagram: Diagram::Mermaid, ..plain };
                written(submission, document, OutputFormat::Markdown, &options)
            }
            _ => {
                let figures = write::readme::files(submission);
                let figure = figures.into_iter().find(|(figure, _)| figure == name);
                figure.ok_or_else(|| format!("no output is called `{name}`"))?.1
            }
        };
        compare(case, name, &contents)?;
    }
    Ok(())
}

/// A folder under `samples/check` is named for a requirement or finding and holds write-ups; `report.txt` is what
/// `pmconvert check --only ID FOLDER/*.md` says of them.
fn check_report(case: &Path) -> Result<(), Failed> {
    let id = case.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut paths: Vec<PathBuf> = fs::read_dir(case)?.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.file_name().is_some_and(|name| name != "report.txt"));
    paths.sort();
    let mut checked = Vec::new();
    for path in paths {
        let text = fs::read_to_string(&path)?;
        let input = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let source = Source::file(input.as_str(), text.as_str());
        let mut notices = Notices::default();
        let (document, format) = read(&source, &mut notices).map_err(|error| error.to_string())?;
        let mut submission = recognize(&document, &source, format, notices);
        keep_only(&mut submission, &[&id]);
        checked.push(Checked { input, submission, text: Some(text) });
    }
    let options = Options { form: Form::Text, paint: Paint::Plain, points: Points::Hidden };
    let report = render(&checked, options);
    let report: Vec<&str> = report.lines().filter(|line| !line.starts_with("rules: ")).collect();
    compare(case, "report.txt", &(report.join("\n").trim_end().to_owned() + "\n"))
}

/// A page without its style, which is the same in all of them.
fn without_style(page: &str) -> String {
    let style = page.find("<style>").zip(page.find("</style>"));
    style.map_or_else(|| page.to_owned(), |(start, end)| format!("{}<style>{}", &page[..start], &page[end..]))
}

fn compare(case: &Path, name: &str, got: &str) -> Result<(), Failed> {
    let path = case.join(name);
    if std::env::var_os("PMCONVERT_BLESS").is_some() {
        return fs::File::create(&path).and_then(|mut file| file.write_all(got.as_bytes())).map_err(Failed::from);
    }
    let want = fs::read_to_string(&path)
        .map_err(|_| format!("{} is missing: run `just bless` and read it", path.display()))?;
    if want == got {
        return Ok(());
    }
    let line = want
        .lines()
        .zip(got.lines())
        .position(|(a, b)| a != b)
        .unwrap_or_else(|| want.lines().count().min(got.lines().count()));
    let at = |text: &str| text.lines().nth(line).unwrap_or("(end)").to_owned();
    Err(format!("{} differs at line {}\n  want: {}\n  got:  {}", path.display(), line + 1, at(&want), at(got)).into())
}
