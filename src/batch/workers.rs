//! Threads that convert documents, one for each core.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::list::Archives;
use super::settings::Settings;
use super::work::{Done, Job, work};

/// Stack of a worker. Documents are nested to a limit, which this leaves room for.
const STACK: usize = 8 * 1024 * 1024;

/// A row, where its outputs are staged, and what became of it.
pub(super) type Result = (usize, PathBuf, Done);

/// Threads that convert documents. They end when this is dropped and their job is done.
#[derive(Debug)]
pub(super) struct Workers {
    jobs: Sender<Job>,
    results: UnboundedReceiver<Result>,
    under_way: usize,
}

impl Workers {
    pub(super) fn start(number: NonZeroUsize, settings: &Arc<Settings>) -> std::io::Result<Self> {
        let (jobs, waiting) = channel();
        let (sender, results) = unbounded_channel();
        let waiting = Arc::new(Mutex::new(waiting));
        for index in 0..number.get() {
            let (waiting, sender, settings) = (Arc::clone(&waiting), sender.clone(), Arc::clone(settings));
            let worker = std::thread::Builder::new().name(format!("convert-{index}")).stack_size(STACK);
            worker.spawn(move || convert(&waiting, &sender, &settings))?;
        }
        Ok(Self { jobs, results, under_way: 0 })
    }

    /// Hands out a job.
    pub(super) fn give(&mut self, job: Job) {
        // A worker ends only when this does.
        self.under_way += usize::from(self.jobs.send(job).is_ok());
    }

    /// The next job that is done.
    pub(super) async fn next(&mut self) -> Option<Result> {
        let result = self.results.recv().await;
        self.under_way = self.under_way.saturating_sub(1);
        result
    }

    pub(super) fn under_way(&self) -> usize {
        self.under_way
    }

    pub(super) fn is_idle(&self) -> bool {
        self.under_way == 0
    }
}

fn convert(waiting: &Mutex<Receiver<Job>>, results: &UnboundedSender<Result>, settings: &Settings) {
    let mut archives = Archives::default();
    loop {
        let job = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(job) = job else { return };
        let (task, staged) = (job.task, job.staged.clone());
        if results.send((task, staged, work(job, settings, &mut archives))).is_err() {
            return;
        }
    }
}
