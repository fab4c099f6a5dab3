//! One row under way: what is left to try, and the best so far.
//!
//! A row may hold several documents, and a document that is only links stands for what they lead to. They are tried in order until one is
//! a write-up. If none is, the one that says most is the result; if none can be read, the first failure is.

use std::collections::VecDeque;
use std::path::PathBuf;

use super::folder::Folder;
use super::list::{Input, Other, Reason};
use super::plan::Task;
use super::record::{Failure, Record, SCHEMA, Status};
use super::work::Facts;
use crate::link::Target;
use crate::postmortem::Kind;

/// One row under way.
#[derive(Debug)]
pub(super) struct RowState {
    queue: VecDeque<Candidate>,
    current: Option<Candidate>,
    attempts: usize,
    best: Option<Tried>,
    others: Vec<Other>,
    failure: Option<(Status, Failure)>,
}

/// A document to try.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) input: Input,
    /// Whether another document led to it.
    pub(super) is_followed: bool,
}

#[derive(Debug)]
struct Tried {
    candidate: Candidate,
    staged: PathBuf,
    facts: Facts,
}

/// What is left of a row that is finished: its line, and the outputs to put into place.
#[derive(Debug)]
pub(super) struct Conclusion {
    pub(super) record: Record,
    pub(super) staged: Option<PathBuf>,
}

impl RowState {
    pub(super) fn new(task: &Task) -> Self {
        let candidate = |input: &Input| Candidate { input: input.clone(), is_followed: false };
        Self {
            queue: task.row.inputs.iter().map(candidate).collect(),
            current: None,
            attempts: 0,
            best: None,
            others: Vec::new(),
            failure: None,
        }
    }

    /// The next document to try; `None` when the row is finished.
    pub(super) fn next(&mut self) -> Option<&Candidate> {
        let is_write_up = self.best.as_ref().is_some_and(|best| rank(&best.facts) == Rank::WriteUp);
        self.current = if is_write_up { None } else { self.queue.pop_front() };
        self.attempts += usize::from(self.current.is_some());
        self.current.as_ref()
    }

    /// The document being tried.
    pub(super) fn current(&self) -> Option<&Candidate> {
        self.current.as_ref()
    }

    /// What the document being tried is, if another one led to it.
    pub(super) fn followed_target(&self) -> Option<Target> {
        match self.current.as_ref()? {
            Candidate { input: Input::Link(link), is_followed: true } => Target::parse(link).ok(),
            _ => None,
        }
    }

    /// The number of the attempt, for the name of its staged folder.
    pub(super) fn attempt(&self) -> usize {
        self.attempts
    }

    /// Its outputs are staged. Gives the staged folder that is not needed.
    pub(super) fn wrote(&mut self, staged: PathBuf, facts: Facts) -> Option<PathBuf> {
        let candidate = self.current.take()?;
        let tried = Tried { candidate, staged, facts };
        let is_better = self.best.as_ref().is_none_or(|best| worth(&tried.facts) > worth(&best.facts));
        let lesser = if is_better { self.best.replace(tried) } else { Some(tried) }?;
        self.others.push(Other::new(lesser.candidate.input.shown(), Reason::NotAPostmortem));
        Some(lesser.staged)
    }

    /// It is only links: they are tried in its place.
    pub(super) fn leads(&mut self, links: Vec<String>) {
        self.current = None;
        for link in links.into_iter().rev() {
            self.queue.push_front(Candidate { input: Input::Link(link), is_followed: true });
        }
    }

    /// It cannot be had or read.
    pub(super) fn failed(&mut self, status: Status, failure: Failure) {
        if let Some(candidate) = self.current.take() {
            let mut failure = failure;
            if candidate.is_followed {
                let shown = candidate.input.shown();
                failure.message = format!("the document is only a link, to {shown}: {}", failure.message);
            }
            self.others.push(Other { input: candidate.input.shown(), reason: failure.code.clone() });
            self.failure.get_or_insert((status, failure));
        }
    }

    /// The line of the row.
    pub(super) fn conclude(mut self, task: &Task, twin_of: Option<&Task>) -> Conclusion {
        let mut others = task.row.others.clone();
        let not_needed = self.queue.drain(..).map(|candidate| Other::new(candidate.input.shown(), Reason::NotNeeded));
        others.extend(self.others.into_iter().chain(not_needed));
        let first = task.row.inputs.first().map_or_else(|| task.row.text.clone(), Input::shown);
        let mut record = blank(task, twin_of, first);
        let staged = if let Some(best) = self.best {
            fill(&mut record, &best, task);
            Some(best.staged)
        } else {
            let (status, failure) = self.failure.unwrap_or_else(|| (Status::Failed, nothing_handed_in(&task.row.text)));
            record.status = status;
            // What the row holds is told by its input already.
            others.retain(|other| other.input != record.input || other.reason != failure.code);
            record.error = Some(failure);
            None
        };
        record.others = others;
        Conclusion { record, staged }
    }
}

/// The line of a row that handed in the same as another one.
pub(super) fn twin(task: &Task, first: &Task, record: &Record) -> Record {
    let blank = blank(task, Some(first), record.input.clone());
    let outputs = record.outputs.keys().cloned().map(|form| {
        let file = record.outputs[&form].rsplit('/').next().unwrap_or_default().to_owned();
        (form, Folder::address(&task.folder, &file))
    });
    let inputs: Vec<String> = task.row.inputs.iter().map(Input::shown).collect();
    let mut others = task.row.others.clone();
    others.extend(record.others.iter().filter(|other| inputs.contains(&other.input)).cloned());
    Record {
        row: blank.row,
        id: blank.id,
        name: blank.name,
        late: blank.late,
        same_as: blank.same_as,
        fingerprint: blank.fingerprint,
        outputs: outputs.collect(),
        others,
        ..record.clone()
    }
}

fn blank(task: &Task, twin_of: Option<&Task>, input: String) -> Record {
    Record {
        schema: SCHEMA.into(),
        row: task.row.number,
        id: task.row.id.clone(),
        name: task.row.name.clone(),
        input,
        followed: None,
        late: task.row.late,
        status: Status::Failed,
        verdict: None,
        title: None,
        words: None,
        met: None,
        required: None,
        points: None,
        total: None,
        requirements: super::record::Requirements::default(),
        findings: std::collections::BTreeMap::new(),
        error: None,
        outputs: std::collections::BTreeMap::new(),
        same_as: twin_of.map(|first| first.row.id.clone()),
        others: Vec::new(),
        sha256: None,
        fingerprint: task.fingerprint.clone(),
    }
}

fn fill(record: &mut Record, best: &Tried, task: &Task) {
    let Facts { verdict, title, words, met, required, score, requirements, findings, forms, sha256, .. } =
        best.facts.clone();
    record.status = Status::Ok;
    if best.candidate.is_followed {
        record.followed = Some(best.candidate.input.shown());
    } else {
        record.input = best.candidate.input.shown();
    }
    record.verdict = Some(verdict);
    record.title = title;
    record.words = Some(words);
    (record.met, record.required) = (met, required);
    (record.points, record.total) = (score.map(|score| score.points), score.map(|score| score.total));
    (record.requirements, record.findings) = (requirements, findings);
    record.outputs =
        forms.iter().map(|form| (form.name().to_owned(), Folder::address(&task.folder, form.file()))).collect();
    record.sha256 = sha256;
}

fn nothing_handed_in(text: &str) -> Failure {
    let message = if text.is_empty() {
        "the row names no document".to_owned()
    } else {
        let text: String = text.chars().take(80).collect();
        format!("`{text}` is neither a link nor a file")
    };
    Failure {
        code: "not-a-document".to_owned(),
        message,
        hint: "ask the author for a link or a file, and put it into the list".to_owned(),
    }
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Empty,
    Link,
    Other,
    WriteUp,
}

fn rank(facts: &Facts) -> Rank {
    match facts.kind {
        Kind::Postmortem | Kind::Multiple => Rank::WriteUp,
        Kind::Guide | Kind::Other => Rank::Other,
        Kind::Link => Rank::Link,
        Kind::Empty => Rank::Empty,
    }
}

fn worth(facts: &Facts) -> (Rank, usize) {
    (rank(facts), facts.words)
}
