//! One fetch, as its requests see it: the time that is left, and who is told what happens.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::clock::Clock;
use super::event::{FetchEvent, Observer};
use crate::link::Target;

/// One fetch with all its requests.
pub(super) struct Job<'a> {
    pub(super) budget: Budget,
    /// What was asked for, whatever it leads to.
    pub(super) target: &'a Target,
    observer: &'a dyn Observer,
}

/// The time for one fetch, all its requests and waits together; what it spends in the queue behind others does not count.
pub(super) struct Budget {
    pub(super) limit: Duration,
    /// When it is used up; not known before the first turn.
    end: Mutex<Option<Duration>>,
}

impl<'a> Job<'a> {
    pub(super) fn new(target: &'a Target, limit: Duration, observer: &'a dyn Observer) -> Self {
        Self { budget: Budget { limit, end: Mutex::new(None) }, target, observer }
    }

    pub(super) fn tell(&self, event: &FetchEvent<'_>) {
        self.observer.observe(event);
    }
}

impl Budget {
    pub(super) fn left(&self, clock: &dyn Clock) -> Duration {
        let now = clock.now();
        self.end().get_or_insert_with(|| now.saturating_add(self.limit)).saturating_sub(now)
    }

    /// Gives back time that was spent in the queue.
    pub(super) fn give_back(&self, queued: Duration) {
        if let Some(end) = self.end().as_mut() {
            *end = end.saturating_add(queued);
        }
    }

    /// Takes time that the queue will last for this fetch's own sake.
    pub(super) fn take(&self, wait: Duration) {
        if let Some(end) = self.end().as_mut() {
            *end = end.saturating_sub(wait);
        }
    }

    fn end(&self) -> MutexGuard<'_, Option<Duration>> {
        self.end.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
