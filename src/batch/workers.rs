//! Threads that convert documents, one for each core.
//!
//! A thread cannot be stopped from outside. So one that takes too long over a document is given up: its document has failed, another
//! thread takes its place, and should it ever come to an end, it ends for good.

use std::collections::HashMap;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::list::Archives;
use super::record::Failure;
use super::settings::Settings;
use super::work::{Done, Job};
use crate::fetch::{Clock as _, SystemClock};

/// Stack of a worker. Documents are nested to a limit, which this leaves room for.
const STACK: usize = 8 * 1024 * 1024;
/// Between two looks at how long the workers have taken.
const LOOK: Duration = Duration::from_secs(1);

/// A row, where its outputs are staged, and what became of it.
pub(super) type Outcome = (usize, PathBuf, Done);

/// How a job is done.
pub(super) type Work = fn(Job, &Settings, &mut Archives) -> Done;

/// Threads that convert documents. They end when this is dropped and their job is done.
pub(super) struct Workers {
    jobs: Sender<Job>,
    results: UnboundedReceiver<Outcome>,
    shared: Arc<Shared>,
    limit: Duration,
    under_way: usize,
}

/// What the threads share.
struct Shared {
    work: Work,
    settings: Arc<Settings>,
    clock: SystemClock,
    jobs: Mutex<Receiver<Job>>,
    results: UnboundedSender<Outcome>,
    busy: Mutex<Busy>,
}

/// What each thread is doing.
#[derive(Default)]
struct Busy {
    threads: usize,
    /// By the number of the thread: since when, which row, and where it is staged.
    jobs: HashMap<usize, (Duration, usize, PathBuf)>,
}

impl Workers {
    /// Starts threads that do jobs, each for at most this long.
    pub(super) fn start(
        number: NonZeroUsize,
        settings: &Arc<Settings>,
        limit: Duration,
        work: Work,
    ) -> std::io::Result<Self> {
        let (jobs, waiting) = channel();
        let (sender, results) = unbounded_channel();
        let shared = Arc::new(Shared {
            work,
            settings: Arc::clone(settings),
            clock: SystemClock::new(),
            jobs: Mutex::new(waiting),
            results: sender,
            busy: Mutex::default(),
        });
        for _ in 0..number.get() {
            Shared::spawn(&shared)?;
        }
        Ok(Self { jobs, results, shared, limit, under_way: 0 })
    }

    /// Hands out a job.
    pub(super) fn give(&mut self, job: Job) {
        // The receiver lives as long as this does.
        self.under_way += usize::from(self.jobs.send(job).is_ok());
    }

    /// The next job that is done, or has taken too long.
    pub(super) async fn next(&mut self) -> Option<Outcome> {
        let outcome = loop {
            match tokio::time::timeout(LOOK.min(self.limit), self.results.recv()).await {
                Ok(outcome) => break outcome,
                Err(_) => {
                    if let Some(outcome) = self.overdue() {
                        break Some(outcome);
                    }
                }
            }
        };
        self.under_way = self.under_way.saturating_sub(1);
        outcome
    }

    pub(super) fn under_way(&self) -> usize {
        self.under_way
    }

    pub(super) fn is_idle(&self) -> bool {
        self.under_way == 0
    }

    /// Gives up a thread that has taken too long, and puts another one in its place.
    fn overdue(&self) -> Option<Outcome> {
        let now = self.shared.clock.now();
        let (task, staged) = {
            let mut busy = self.shared.busy();
            let late = |(since, ..): &(Duration, usize, PathBuf)| now.saturating_sub(*since) >= self.limit;
            let thread = *busy.jobs.iter().find(|(_, job)| late(job))?.0;
            let (_, task, staged) = busy.jobs.remove(&thread)?;
            (task, staged)
        };
        // Without a thread in its place the others go on.
        let _ = Shared::spawn(&self.shared);
        let failure = Failure {
            code: "unreadable".to_owned(),
            message: format!("converting it took longer than {} seconds", self.limit.as_secs()),
            hint: "allow more with `--convert-timeout`, or report it with the document".to_owned(),
        };
        Some((task, staged, Done::Failed { failure, sha256: None }))
    }
}

impl Shared {
    fn spawn(shared: &Arc<Self>) -> std::io::Result<()> {
        let thread = {
            let mut busy = shared.busy();
            busy.threads += 1;
            busy.threads
        };
        let worker = std::thread::Builder::new().name(format!("convert-{thread}")).stack_size(STACK);
        let shared = Arc::clone(shared);
        worker.spawn(move || shared.convert(thread)).map(drop)
    }

    fn convert(&self, thread: usize) {
        let mut archives = Archives::default();
        loop {
            let job = self.jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok(job) = job else { return };
            let (task, staged) = (job.task, job.staged.clone());
            self.busy().jobs.insert(thread, (self.clock.now(), task, staged.clone()));
            let done = (self.work)(job, &self.settings, &mut archives);
            // Whoever was given up is not in the list any more, and nobody waits for the result.
            if self.busy().jobs.remove(&thread).is_none() || self.results.send((task, staged, done)).is_err() {
                return;
            }
        }
    }

    fn busy(&self) -> MutexGuard<'_, Busy> {
        self.busy.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::super::settings::tests::settings;
    use super::super::work::Work as Kind;
    use super::*;

    fn job(task: usize) -> Job {
        Job { task, staged: PathBuf::new(), work: Kind::Copy { from: PathBuf::new() } }
    }

    #[test]
    fn whoever_takes_too_long_is_given_up_and_the_others_go_on() {
        // The first job never ends.
        let work: Work = |job, _, _| loop {
            if job.task > 0 {
                return Done::Copied;
            }
            std::thread::park();
        };
        let limit = Duration::from_millis(20);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let ended = runtime.block_on(async {
            let mut workers = Workers::start(NonZeroUsize::MIN, &Arc::new(settings()), limit, work).unwrap();
            (0..3).for_each(|task| workers.give(job(task)));
            let mut ended = Vec::new();
            while !workers.is_idle() {
                let (task, _, done) = workers.next().await.unwrap();
                ended.push((task, matches!(done, Done::Failed { .. })));
            }
            ended
        });
        assert_eq!(ended, [(0, true), (1, false), (2, false)]);
    }
}
