//! One row under way: what is left to try, and the best so far.
//!
//! A row may hold several documents, and a document that is only links stands for what they lead to. They are tried in order until one is
//! a write-up. If none is, the one that says most is the result; if none can be read, the first failure is.

use std::collections::VecDeque;
use std::path::PathBuf;

use super::folder::Folder;
use super::list::{Input, Other, Reason};
use super::plan::{Plan, Task};
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
    failure: Option<(Status, Failure, Option<String>)>,
    /// The digest of the first file that was read.
    sha256: Option<String>,
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
            sha256: None,
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

    /// Whether what is being tried is all that there is, and another document led to it: then the row ends as any other that leads there.
    pub(super) fn is_only_followed(&self) -> bool {
        let is_followed = self.current.as_ref().is_some_and(|candidate| candidate.is_followed);
        is_followed && self.queue.is_empty() && self.best.is_none() && self.others.is_empty()
    }

    /// The file that was read has this digest.
    pub(super) fn has_digest(&mut self, sha256: Option<String>) {
        self.sha256 = self.sha256.take().or(sha256);
    }

    /// Its outputs are staged. Gives the staged folder that is not needed.
    pub(super) fn wrote(&mut self, staged: PathBuf, facts: Facts) -> Option<PathBuf> {
        self.has_digest(facts.sha256.clone());
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
            let followed = candidate.is_followed.then(|| candidate.input.shown());
            self.failure.get_or_insert((status, failure, followed));
        }
    }

    /// The line of the row.
    pub(super) fn conclude(mut self, task: &Task) -> Conclusion {
        let mut others = task.row.others.clone();
        let not_needed = self.queue.drain(..).map(|candidate| Other::new(candidate.input.shown(), Reason::NotNeeded));
        others.extend(self.others.into_iter().chain(not_needed));
        let first = task.row.inputs.first().map_or_else(|| task.row.text.clone(), Input::shown);
        let mut record = blank(task, first);
        record.sha256 = self.sha256;
        let staged = if let Some(best) = self.best {
            fill(&mut record, &best, task);
            Some(best.staged)
        } else {
            let (status, failure, followed) =
                self.failure.unwrap_or_else(|| (Status::Failed, nothing_handed_in(&task.row.text), None));
            (record.status, record.followed) = (status, followed);
            // What the row holds is told by its input already.
            others.retain(|other| other.input != record.input || other.reason != failure.code);
            record.error = Some(failure);
            None
        };
        record.others = others;
        Conclusion { record, staged }
    }
}

/// The line of a row whose result is that of another one; `state` is there for a row that was led to the same document by its own.
pub(super) fn twin(plan: &Plan, task: &Task, state: Option<RowState>, record: &Record) -> Record {
    let address = |(form, output): (&String, &String)| {
        let file = output.rsplit('/').next().unwrap_or_default();
        (form.clone(), Folder::address(&task.folder, file))
    };
    let inputs: Vec<String> = task.row.inputs.iter().map(|input| plan.shown(input.shown())).collect();
    let mut others = task.row.others.clone();
    others.extend(record.others.iter().filter(|other| inputs.contains(&other.input)).cloned());
    let (input, sha256) = match state {
        Some(state) => (inputs.first().cloned().unwrap_or_default(), state.sha256),
        None => (record.input.clone(), record.sha256.clone()),
    };
    Record {
        row: task.row.number,
        id: task.row.id.clone(),
        name: task.row.name.clone(),
        late: task.row.late,
        fingerprint: task.fingerprint.clone(),
        outputs: record.outputs.iter().map(address).collect(),
        others,
        input,
        sha256,
        ..record.clone()
    }
}

/// The record of a row of which nothing is known yet.
pub(super) fn blank(task: &Task, input: String) -> Record {
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
        same_as: None,
        others: Vec::new(),
        sha256: None,
        fingerprint: task.fingerprint.clone(),
    }
}

fn fill(record: &mut Record, best: &Tried, task: &Task) {
    let Facts { verdict, title, words, met, required, score, requirements, findings, forms, .. } = best.facts.clone();
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
