//! Time, as the network client needs it: how late it is, how to wait, and a little chance.

use std::future::Future;
use std::hash::{BuildHasher, RandomState};
use std::pin::Pin;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};
use std::time::{Duration, Instant};

/// A wait under way.
pub type Wait<'a> = Pin<Box<dyn Future<Output = ()> + Send + 'a>>;

/// Time. Tests bring [`VirtualClock`], so that none of them waits.
pub trait Clock: Send + Sync + 'static {
    /// The time since a fixed moment; it never goes back.
    fn now(&self) -> Duration;
    /// Waits, with nothing else to do.
    fn sleep(&self, duration: Duration) -> Wait<'_>;
    /// Ends when something else under way has lasted this long.
    fn limit(&self, duration: Duration) -> Wait<'_>;
    /// A number from 0 to 1, evenly spread: it keeps programs that started together from asking together.
    fn chance(&self) -> f64;
}

/// The true time.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock {
    start: Instant,
}

/// Time that passes at once: by waiting, which it remembers, and by [`VirtualClock::pass`].
#[derive(Debug, Default)]
pub struct VirtualClock {
    state: Mutex<Virtual>,
}

#[derive(Debug, Default)]
struct Virtual {
    waits: Vec<Duration>,
    /// Time that others took, such as a slow server. Limits count this time only: waits that pass at once say nothing of how
    /// long a request that is under way beside them has lasted.
    passed: Duration,
    limited: Vec<Waker>,
}

impl SystemClock {
    /// A clock that starts now.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the one home of time")]
    pub fn new() -> Self {
        Self { start: Instant::now() }
    }
}

impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Duration {
        self.start.elapsed()
    }

    #[expect(clippy::disallowed_methods, reason = "the one home of waiting")]
    fn sleep(&self, duration: Duration) -> Wait<'_> {
        Box::pin(tokio::time::sleep(duration))
    }

    fn limit(&self, duration: Duration) -> Wait<'_> {
        self.sleep(duration)
    }

    fn chance(&self) -> f64 {
        // Each `RandomState` is keyed anew, which is chance enough for spreading requests.
        let number = RandomState::new().hash_one(0_u8) >> 40;
        f64::from(u32::try_from(number).unwrap_or(0)) / f64::from(1_u32 << 24)
    }
}

/// A part of a duration by chance.
pub(super) fn part_of(duration: Duration, chance: f64) -> Duration {
    let chance = if chance.is_finite() { chance.clamp(0.0, 1.0) } else { 0.5 };
    duration.mul_f64(chance)
}

impl VirtualClock {
    /// Every wait so far, in order.
    #[must_use]
    pub fn waits(&self) -> Vec<Duration> {
        self.state().waits.clone()
    }

    /// Lets time pass for everything that is under way.
    pub fn pass(&self, duration: Duration) {
        let mut state = self.state();
        state.passed = state.passed.saturating_add(duration);
        state.limited.drain(..).for_each(Waker::wake);
    }

    fn state(&self) -> MutexGuard<'_, Virtual> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Clock for VirtualClock {
    fn now(&self) -> Duration {
        let state = self.state();
        state.waits.iter().fold(state.passed, |sum, wait| sum.saturating_add(*wait))
    }

    fn sleep(&self, duration: Duration) -> Wait<'_> {
        self.state().waits.push(duration);
        Box::pin(std::future::ready(()))
    }

    fn limit(&self, duration: Duration) -> Wait<'_> {
        let end = self.state().passed.saturating_add(duration);
        Box::pin(std::future::poll_fn(move |context| {
            let mut state = self.state();
            if state.passed >= end {
                return Poll::Ready(());
            }
            state.limited.push(context.waker().clone());
            Poll::Pending
        }))
    }

    fn chance(&self) -> f64 {
        0.5
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chance_stays_between_0_and_1() {
        let clock = SystemClock::new();
        assert!((0..1000).all(|_| (0.0..1.0).contains(&clock.chance())));
    }
}
