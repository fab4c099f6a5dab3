//! The run: fetches side by side, conversions on all cores, one place that decides and writes the journal. The only concurrent code.
//!
//! One loop owns every decision: it hands out work, takes results, puts outputs into place and appends lines. Fetches are tasks of the
//! runtime, conversions run in threads; both only send back what became of their document. So there is no shared state, and the order in
//! which documents end decides nothing but the order of lines while the run lasts.
//!
//! Memory stays flat: bytes are only fetched when a worker will soon take them, local files are opened by the worker itself, and of a
//! finished row only its line is kept.

mod finish;
mod settle;

use std::collections::{HashMap, HashSet, VecDeque};
use std::future::Future;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::time::Duration;

use tokio::task::{AbortHandle, Id, JoinError, JoinSet};

use super::error::BatchError;
use super::event::{Event, Reporter};
use super::folder::Folder;
use super::journal::Journal;
use super::list::Input;
use super::plan::{Plan, Retry, Todo};
use super::record::{Failure, Status};
use super::row_state::RowState;
use super::schedule::{Schedule, host};
use super::settings::Settings;
use super::summary::Summary;
use super::work::{Convert, Done, From, Job, Work, panicked, work};
use super::workers::Workers;
use crate::fetch::{Fetch, FetchError, Fetched};
use crate::link::Target;

/// Jobs handed out for each worker: one under way and some next, so that no worker waits for the loop.
const JOBS_A_WORKER: usize = 8;
/// How long conversions under way may last when the run is interrupted.
const PATIENCE: Duration = Duration::from_secs(3);

/// How much happens at the same time, and when it ends.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Links of one host under way.
    pub at_once: usize,
    /// Links under way in all.
    pub fetches: usize,
    /// Conversions at the same time.
    pub workers: NonZeroUsize,
    /// Time for converting one document.
    pub convert: Duration,
    /// Whether the first failure ends the run.
    pub on_failure: OnFailure,
}

/// What a failed row means for the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnFailure {
    /// Nothing.
    GoOn,
    /// No more rows are begun.
    Stop,
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// Every row has its line.
    Complete,
    /// It was interrupted.
    Interrupted,
    /// A row failed, and that should end it.
    FirstFailure,
}

/// A run over a cohort.
pub struct Batch<'a> {
    /// The rows.
    pub plan: &'a Plan,
    /// What shapes the results.
    pub settings: &'a Arc<Settings>,
    /// Where they go.
    pub folder: &'a Folder,
    /// How much happens at the same time, and when it ends.
    pub limits: Limits,
    /// Who is told.
    pub reporter: &'a dyn Reporter,
}

impl Batch<'_> {
    /// Does what is outstanding, until all is done or `interrupt` ends; then puts the journal in order and writes the sheet and the report.
    ///
    /// # Errors
    ///
    /// [`BatchError`] when results cannot be written or workers cannot be started. What is in the journal then stays there.
    pub async fn run<F: Fetch + Send + Sync + 'static>(
        &self,
        mut journal: Journal,
        retry: Retry,
        fetch: Arc<F>,
        interrupt: impl Future<Output = ()>,
    ) -> Result<(Ended, Summary), BatchError> {
        // Outputs that somebody removed are made again.
        journal.retain(|record| record.outputs.values().all(|output| self.folder.file(output).is_file()));
        if self.plan.would_show_names(journal.records()) {
            return Err(BatchError::HoldsNames { folder: self.folder.file("") });
        }
        let todo = self.plan.outstanding(journal.records(), retry);
        let removed = self.plan.removed(journal.records());
        let (rows, outstanding) = (self.plan.tasks.len(), todo.len());
        self.reporter.report(&Event::Planned { rows, outstanding, removed: &removed });
        let mut run = Run {
            batch: self,
            fetch,
            workers: Workers::start(self.limits.workers, self.settings, self.limits.convert, work)
                .map_err(BatchError::Workers)?,
            journal,
            states: HashMap::new(),
            known: HashMap::new(),
            local: VecDeque::new(),
            copies: VecDeque::new(),
            twins: HashMap::new(),
            leaders: HashMap::new(),
            led: HashMap::new(),
            schedule: Schedule::new(self.limits.at_once),
            fetches: JoinSet::new(),
            fetching: HashMap::new(),
            failed: false,
        };
        run.begin(todo)?;
        let ended = run.until_done(pin!(interrupt)).await;
        // What is in the journal is put in order however the loop ended; an error of the loop weighs more than one of the order.
        let summary = run.finish(removed);
        Ok((ended?, summary?))
    }
}

struct Run<'a, F> {
    batch: &'a Batch<'a>,
    fetch: Arc<F>,
    workers: Workers,
    journal: Journal,
    /// Rows under way or waiting.
    states: HashMap<usize, RowState>,
    /// Digests of files that were converted before.
    known: HashMap<usize, String>,
    /// Rows whose next document is a file.
    local: VecDeque<usize>,
    /// Rows whose outputs are copied from another one's.
    copies: VecDeque<usize>,
    /// Rows that wait for an earlier one with the same documents.
    twins: HashMap<usize, Vec<usize>>,
    /// The first row that was led to a document, by the document.
    leaders: HashMap<String, usize>,
    /// Rows that were led to the document of another one.
    led: HashMap<usize, usize>,
    schedule: Schedule,
    fetches: JoinSet<Result<Fetched, FetchError>>,
    /// The row and the host of each fetch under way.
    fetching: HashMap<Id, (usize, String, AbortHandle)>,
    failed: bool,
}

impl<F: Fetch + Send + Sync + 'static> Run<'_, F> {
    /// Puts every outstanding row where it waits for its turn.
    fn begin(&mut self, todo: Vec<Todo>) -> Result<(), BatchError> {
        let outstanding: HashSet<usize> = todo.iter().map(|todo| todo.task).collect();
        self.recall_leaders(&todo, &outstanding);
        for Todo { task, known } in todo {
            self.known.extend(known.map(|known| (task, known)));
            match self.batch.plan.tasks[task].twin_of {
                Some(first) if outstanding.contains(&first) => self.twins.entry(first).or_default().push(task),
                Some(first) => self.settle_twin(task, first)?,
                None => {
                    self.states.insert(task, RowState::new(&self.batch.plan.tasks[task]));
                    self.advance(task)?;
                }
            }
        }
        Ok(())
    }

    /// Rows that were led to a document in an earlier run lead there still, so it is not fetched for another one.
    fn recall_leaders(&mut self, todo: &[Todo], outstanding: &HashSet<usize>) {
        let seen: HashSet<usize> = todo.iter().filter(|todo| todo.known.is_some()).map(|todo| todo.task).collect();
        for (index, task) in self.batch.plan.tasks.iter().enumerate() {
            let Some(record) = self.journal.records().get(&task.row.id) else { continue };
            let stands = !outstanding.contains(&index) || seen.contains(&index);
            if let Some(link) = record.followed.as_ref().filter(|_| stands && record.others.is_empty()) {
                self.leaders.entry(link.clone()).or_insert(index);
            }
        }
    }

    async fn until_done(&mut self, mut interrupt: Pin<&mut impl Future<Output = ()>>) -> Result<Ended, BatchError> {
        loop {
            if self.failed && self.batch.limits.on_failure == OnFailure::Stop {
                return self.stop(Ended::FirstFailure).await;
            }
            self.hand_out();
            if self.workers.is_idle() && self.fetches.is_empty() {
                return Ok(Ended::Complete);
            }
            tokio::select! {
                biased;
                () = &mut interrupt => return self.stop(Ended::Interrupted).await,
                Some(done) = self.workers.next(), if !self.workers.is_idle() => self.worked(done)?,
                Some(ended) = self.fetches.join_next_with_id() => self.fetched(ended)?,
            }
        }
    }

    /// Gives up what is being fetched, waits a little for what is being converted, and begins nothing more.
    async fn stop(&mut self, ended: Ended) -> Result<Ended, BatchError> {
        self.batch.reporter.report(&Event::Stopping);
        self.local.clear();
        self.copies.clear();
        self.schedule.clear();
        self.twins.clear();
        self.fetches.abort_all();
        let rest = async {
            while !self.workers.is_idle() {
                let Some(done) = self.workers.next().await else { break };
                self.worked(done)?;
            }
            Ok::<(), BatchError>(())
        };
        tokio::time::timeout(PATIENCE, rest).await.unwrap_or(Ok(()))?;
        Ok(ended)
    }

    /// Fills the workers and the network.
    fn hand_out(&mut self) {
        while self.workers.under_way() < self.batch.limits.workers.get() * JOBS_A_WORKER {
            if let Some(task) = self.copies.pop_front() {
                self.copy(task);
            } else if let Some(task) = self.local.pop_front() {
                self.convert_local(task);
            } else {
                break;
            }
        }
        while self.fetches.len() < self.batch.limits.fetches
            && self.workers.under_way() < self.batch.limits.workers.get() * JOBS_A_WORKER
        {
            let Some((host, task)) = self.schedule.next() else { break };
            self.start_fetch(task, host);
        }
    }

    /// Takes the next document of a row, or concludes the row.
    fn advance(&mut self, task: usize) -> Result<(), BatchError> {
        loop {
            let Some(state) = self.states.get_mut(&task) else { return Ok(()) };
            let Some(candidate) = state.next() else { return self.conclude(task) };
            let Input::Link(link) = &candidate.input else {
                self.local.push_back(task);
                return Ok(());
            };
            match Target::parse(link) {
                Ok(target) => {
                    if state.is_only_followed() {
                        let first = *self.leaders.entry(self.batch.plan.shown(target.canonical())).or_insert(task);
                        if first != task {
                            return self.join(task, first);
                        }
                    }
                    self.schedule.push(&host(&target), task);
                    return Ok(());
                }
                Err(error) => state.failed(Status::Failed, Failure::new(error.code(), &error, error.hint())),
            }
        }
    }

    fn start_fetch(&mut self, task: usize, host: String) {
        let target = self.states.get(&task).and_then(|state| match &state.current()?.input {
            Input::Link(link) => Target::parse(link).ok(),
            _ => None,
        });
        let Some(target) = target else { return };
        self.batch.reporter.report(&Event::Started { id: &self.batch.plan.tasks[task].row.id });
        let fetch = Arc::clone(&self.fetch);
        let handle = self.fetches.spawn(async move { fetch.fetch(&target).await });
        self.fetching.insert(handle.id(), (task, host, handle));
    }

    fn convert_local(&mut self, task: usize) {
        let Some(candidate) = self.states.get(&task).and_then(RowState::current) else { return };
        let from = From::Local(candidate.input.clone());
        self.batch.reporter.report(&Event::Started { id: &self.batch.plan.tasks[task].row.id });
        let known = self.known.remove(&task);
        self.convert(task, from, None, known);
    }

    fn convert(&mut self, task: usize, from: From, followed: Option<Target>, known: Option<String>) {
        let alias = self.batch.plan.alias(task);
        let work = Work::Convert(Convert { from, followed, known, alias });
        self.workers.give(Job { task, staged: self.staged(task), work });
    }

    fn copy(&mut self, task: usize) {
        let Some(first) = self.first_of(task) else { return };
        let from = self.batch.folder.submission(&self.batch.plan.tasks[first].folder);
        self.workers.give(Job { task, staged: self.staged(task), work: Work::Copy { from } });
    }

    fn staged(&self, task: usize) -> PathBuf {
        self.batch.folder.staged(task, self.states.get(&task).map_or(0, RowState::attempt))
    }

    /// A fetch has ended.
    fn fetched(&mut self, ended: Result<(Id, Result<Fetched, FetchError>), JoinError>) -> Result<(), BatchError> {
        let id = match &ended {
            Ok((id, _)) => *id,
            Err(error) => error.id(),
        };
        let Some((task, host, _)) = self.fetching.remove(&id) else { return Ok(()) };
        self.schedule.ended(&host);
        let (status, failure) = match ended {
            Ok((_, Ok(fetched))) => {
                let followed = self.states.get(&task).and_then(RowState::followed_target);
                self.convert(task, From::Fetched(Box::new(fetched)), followed, None);
                return Ok(());
            }
            Ok((_, Err(error))) => {
                let status = if error.was_tried() { Status::Failed } else { Status::NotTried };
                (status, Failure::new(error.code(), &error, error.hint()))
            }
            Err(error) => match error.try_into_panic() {
                Ok(panic) => (Status::Failed, panicked(&*panic)),
                Err(_) => return Ok(()),
            },
        };
        if let Some(state) = self.states.get_mut(&task) {
            state.failed(status, failure);
        }
        self.advance(task)
    }

    /// A worker has ended a job.
    fn worked(&mut self, (task, staged, done): (usize, PathBuf, Done)) -> Result<(), BatchError> {
        match done {
            Done::Broken(path, source) => return Err(BatchError::Output { path, source }),
            Done::Copied => {
                let Some(first) = self.first_of(task) else { return Ok(()) };
                return self.settle_as(task, first, Some(staged));
            }
            Done::Unchanged => return self.unchanged(task),
            Done::Written(facts) => {
                let unneeded = self.states.get_mut(&task).and_then(|state| state.wrote(staged, *facts));
                if let Some(path) = unneeded {
                    Folder::discard(&path).map_err(BatchError::output(path))?;
                }
            }
            Done::Leads { links, sha256 } => {
                if let Some(state) = self.states.get_mut(&task) {
                    state.has_digest(sha256);
                    state.leads(links);
                }
            }
            Done::Failed { failure, sha256 } => {
                Folder::discard(&staged).map_err(BatchError::output(staged))?;
                if let Some(state) = self.states.get_mut(&task) {
                    state.has_digest(sha256);
                    state.failed(Status::Failed, failure);
                }
            }
        }
        self.advance(task)
    }

    fn conclude(&mut self, task: usize) -> Result<(), BatchError> {
        let Some(state) = self.states.remove(&task) else { return Ok(()) };
        let conclusion = state.conclude(&self.batch.plan.tasks[task]);
        self.settle(task, conclusion.record, conclusion.staged)
    }
}
