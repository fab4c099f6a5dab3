//! One document: from bytes to staged outputs and facts. Synchronous, and nothing that happens here reaches another row.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use super::list::{Archives, Input};
use super::record::{Failure, Requirements};
use super::settings::{Follow, Form, Pictures, Settings};
use crate::check::{Score, score, tally};
use crate::digest::sha256;
use crate::document::Document;
use crate::fetch::Fetched;
use crate::fetch::local::{self, LocalError};
use crate::link::Target;
use crate::notice::Notices;
use crate::postmortem::{Kind, Postmortem, Requirement, Submission};
use crate::source::{Origin, Source};
use crate::understand::{Understood, followed, leads, understand};
use crate::write::{layout, write, write_arranged};

/// One document to convert, or one to copy.
#[derive(Debug)]
pub(super) struct Job {
    /// Whose it is, in the plan.
    pub(super) task: usize,
    /// Where its outputs are put together.
    pub(super) staged: PathBuf,
    pub(super) work: Work,
}

#[derive(Debug)]
pub(super) enum Work {
    /// A document to convert.
    Convert(Convert),
    /// The outputs of another row, which handed in the same document.
    Copy { from: PathBuf },
}

/// A document to convert.
#[derive(Debug)]
pub(super) struct Convert {
    pub(super) from: From,
    /// The link that another document led to.
    pub(super) followed: Option<Target>,
    /// The digest of the file when it was converted before.
    pub(super) known: Option<String>,
    /// A name in place of the true one.
    pub(super) alias: Option<String>,
}

/// Where the bytes are.
#[derive(Debug)]
pub(super) enum From {
    Local(Input),
    Fetched(Box<Fetched>),
}

/// What became of a document.
#[derive(Debug)]
pub(super) enum Done {
    /// Its outputs are staged.
    Written(Box<Facts>),
    /// The outputs of another row are staged.
    Copied,
    /// It is only links to these.
    Leads { links: Vec<String>, sha256: Option<String> },
    /// It is what it was.
    Unchanged,
    /// It cannot be converted.
    Failed { failure: Failure, sha256: Option<String> },
    /// Its outputs cannot be written: no matter of this row, but of the run.
    Broken(PathBuf, io::Error),
}

/// What the journal tells of a document.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Facts {
    pub(super) kind: Kind,
    pub(super) verdict: String,
    pub(super) title: Option<String>,
    pub(super) words: usize,
    pub(super) met: Option<usize>,
    pub(super) required: Option<usize>,
    pub(super) score: Option<Score>,
    pub(super) requirements: Requirements,
    pub(super) findings: BTreeMap<String, usize>,
    pub(super) forms: Vec<Form>,
    pub(super) sha256: Option<String>,
}

/// Does a job. A panic is a failure of this document alone.
pub(super) fn work(job: Job, settings: &Settings, archives: &mut Archives) -> Done {
    let staged = job.staged.clone();
    let done = catch_unwind(AssertUnwindSafe(|| match job.work {
        Work::Convert(task) => convert(task, &staged, settings, archives),
        Work::Copy { from } => match copy(&from, &staged) {
            Ok(()) => Done::Copied,
            Err(error) => Done::Broken(staged.clone(), error),
        },
    }));
    done.unwrap_or_else(|panic| Done::Failed { failure: panicked(&*panic), sha256: None })
}

/// The failure for a panic: a mistake in the program.
pub(super) fn panicked(panic: &(dyn std::any::Any + Send)) -> Failure {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    let text = text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
    Failure {
        code: "unreadable".to_owned(),
        message: format!("pmconvert stumbled over this document: {text}"),
        hint: "this is a mistake in pmconvert; please report it with the document".to_owned(),
    }
}

fn convert(task: Convert, staged: &Path, settings: &Settings, archives: &mut Archives) -> Done {
    let Convert { from, followed: origin, known, alias } = task;
    let mut notices = Notices::default();
    let is_followed = origin.is_some();
    if let Some(target) = &origin {
        notices.note(followed(target));
    }
    let is_local = matches!(from, From::Local(_));
    let failed = |failure, sha256| Done::Failed { failure, sha256 };
    let mut source = match from {
        From::Fetched(fetched) => {
            notices.extend(fetched.notices);
            fetched.source
        }
        From::Local(input) => match open(&input, settings.max_size, archives) {
            Ok(source) => source,
            Err(error) => return failed(Failure::new(error.code(), &error, error.hint()), None),
        },
    };
    let sha256 = is_local.then(|| sha256(&source.bytes));
    if known.is_some() && known == sha256 {
        return Done::Unchanged;
    }
    source.format = settings.from.or(source.format);
    if let Some(alias) = alias {
        hide(&mut source, &alias);
    }
    let understood = match understand(source, &settings.pack, &settings.pictures.images(), notices) {
        Ok(understood) => understood,
        Err(error) => return failed(Failure::new(error.code(), &error, error.hint()), sha256),
    };
    if settings.follow == Follow::Links
        && !is_followed
        && let Some(leads) = leads(&understood.submission)
        && !leads.is_empty()
    {
        return Done::Leads { links: leads.iter().map(|(link, _)| (*link).to_owned()).collect(), sha256 };
    }
    let mut understood = understood;
    match stage(&mut understood, staged, settings) {
        Ok(()) => Done::Written(Box::new(facts(&understood, settings, sha256))),
        Err(error) => Done::Broken(staged.to_owned(), error),
    }
}

fn open(input: &Input, max_size: u64, archives: &mut Archives) -> Result<Source, LocalError> {
    match input {
        Input::File { path, .. } => local::file(path, max_size),
        Input::Member { archive, index, .. } => archives.member(archive, *index, max_size),
        // Links come with what was fetched.
        Input::Link(_) => Err(LocalError::Missing),
    }
}

/// Takes the name of its author out of where a document came from.
fn hide(source: &mut Source, alias: &str) {
    let name = source.extension().map_or_else(|| alias.to_owned(), |extension| format!("{alias}.{extension}"));
    source.origin = Origin::File(name);
    source.title = None;
}

/// Writes the outputs. The sections move out of the submission: the JSON, which shows them, is written first, the prose forms from one
/// tree.
fn stage(understood: &mut Understood, staged: &Path, settings: &Settings) -> io::Result<()> {
    fs::create_dir(staged)?;
    let options = settings.write_options();
    let put = |form: Form, bytes: &[u8]| File::create_new(staged.join(form.file()))?.write_all(bytes);
    let Understood { submission, document, .. } = &mut *understood;
    let (structured, prose): (Vec<Form>, Vec<Form>) = settings.forms.iter().partition(|form| **form == Form::Json);
    for form in structured {
        put(form, &write(submission, document, form.format(), &options))?;
    }
    let mut arranged = layout::arrange(submission, document, options.layout, &options.headings);
    for form in prose {
        put(form, &write_arranged(submission, &mut arranged, form.format(), &options))?;
    }
    let refer = settings.pictures == Pictures::Extract && settings.forms.iter().any(|form| *form != Form::Json);
    if refer { pictures(&understood.document, &staged.join("images")) } else { Ok(()) }
}

fn pictures(document: &Document, folder: &Path) -> io::Result<()> {
    if document.media.is_empty() {
        return Ok(());
    }
    fs::create_dir(folder)?;
    for picture in &document.media {
        // Only a plain name stays within the folder.
        if let Some(name) = Path::new(&picture.name).file_name() {
            File::create(folder.join(name))?.write_all(&picture.bytes)?;
        }
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (kind, place) = (entry.file_type()?, to.join(entry.file_name()));
        if kind.is_dir() {
            copy(&entry.path(), &place)?;
        } else if kind.is_file() {
            fs::copy(entry.path(), place)?;
        }
    }
    Ok(())
}

fn facts(understood: &Understood, settings: &Settings, sha256: Option<String>) -> Facts {
    let submission = &understood.submission;
    let best = best(submission);
    let tally = best.map(tally);
    Facts {
        kind: submission.verdict.kind,
        verdict: kind(submission.verdict.kind).to_owned(),
        title: best.and_then(|best| best.title.clone()).or_else(|| submission.source.title.clone()),
        words: best.map_or(submission.source.words, |best| best.words),
        met: tally.map(|tally| tally.met),
        required: tally.map(|tally| tally.required),
        score: best.map(score),
        requirements: Requirements(best.map_or_else(Vec::new, requirements)),
        findings: best.map_or_else(BTreeMap::new, findings),
        forms: settings.forms.clone(),
        sha256,
    }
}

/// Of several write-ups in one document, the one that meets most; of equals, the first.
fn best(submission: &Submission) -> Option<&Postmortem> {
    let number = |postmortem: &&Postmortem| tally(postmortem).met;
    submission.postmortems.iter().rev().max_by_key(number)
}

fn requirements(postmortem: &Postmortem) -> Vec<(Cow<'static, str>, Cow<'static, str>)> {
    let entry = |found: &Requirement| (Cow::Borrowed(found.id), Cow::Borrowed(found.status.name()));
    postmortem.requirements.iter().map(entry).collect()
}

fn findings(postmortem: &Postmortem) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for finding in &postmortem.findings {
        *counts.entry(finding.severity.name().to_owned()).or_default() += 1;
    }
    counts
}

/// The kind as in the JSON.
fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Postmortem => "postmortem",
        Kind::Multiple => "multiple",
        Kind::Guide => "guide",
        Kind::Link => "link",
        Kind::Empty => "empty",
        Kind::Other => "other",
    }
}

impl Failure {
    /// An error with the chain of its causes in one sentence.
    #[must_use]
    pub fn new(code: &str, error: &dyn std::error::Error, hint: &str) -> Self {
        let mut message = error.to_string();
        let mut cause = error.source();
        while let Some(source) = cause {
            message = format!("{message}: {source}");
            cause = source.source();
        }
        Self { code: code.to_owned(), message, hint: hint.to_owned() }
    }
}
