//! Every folder under `samples/` is a test by its path: `samples/txt/link_above_title`.
//!
//! A folder holds `input.EXT`, or for office formats a folder `input.docx/` whose files are zipped here, and what must come out:
//! `document.txt` (the neutral tree), `submission.json` and `README.md`, and what the sample's `outputs.txt` names: `index.html`,
//! `timeline.svg`, `README.dressed.md` (with contents, front matter, a chart and lines to fill in). With `PMCONVERT_BLESS=1` (or `just bless`) the files are written
//! instead of compared.
//!
//! Each sample is also held against laws that hold for every document: no word of it is missing from the JSON, its README reads back
//! to the same facts, and that README's own README is the same to the byte.

mod support;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use libtest_mimic::{Arguments, Failed, Trial};
use pmconvert::document::{Document, dump};
use pmconvert::format::OutputFormat;
use pmconvert::notice::Notices;
use pmconvert::postmortem::{Submission, recognize};
use pmconvert::read::read;
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
            trials.push(Trial::test(name, move || check(&case)));
        }
    }
    trials.push(Trial::test("every_variant_is_seen", support::variants::every_variant_is_seen));
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
                written(submission, document, OutputFormat::Html, &options)
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
