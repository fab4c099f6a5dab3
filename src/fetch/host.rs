//! Politeness per group of hosts: one request at a time, spaced, with a cool-down that all requests share.
//!
//! All of Google counts as one group, since it counts requests to its hosts together; every other host is a group of its own.
//! Asking for eight Google documents at once was seen to exhaust what an address may ask for; one a second was not.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use url::Url;

use super::clock::{Clock, part_of};
use super::error::FetchError;

/// The spacing never grows beyond this, however often a server asks to slow down.
const WIDEST_SPACING: Duration = Duration::from_secs(8);

/// How fast requests follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// Least time between the starts of two requests to one group of hosts.
    pub spacing: Duration,
    /// Up to how much is added to it by chance.
    pub jitter: Duration,
    /// How many groups other than Google are asked at the same time.
    pub groups_at_once: usize,
    /// How many requests to one group are under way at the same time.
    pub at_once: usize,
    /// Whether each redirect waits for its time as well.
    pub redirects: Redirects,
}

/// Whether a redirect counts as a request of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Redirects {
    /// It belongs to the request that led to it.
    #[default]
    Free,
    /// It waits for its time like any other: what a user states as a rate holds for all that a server sees.
    Counted,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            spacing: Duration::from_secs(1),
            jitter: Duration::from_millis(500),
            groups_at_once: 4,
            at_once: 1,
            redirects: Redirects::Free,
        }
    }
}

impl Pace {
    /// So many requests a second to one group of hosts, spread by up to half of the time between two; 0 is no limit. A number that is
    /// none, or beyond one a minute to a thousand a second, counts as the nearest of these.
    #[must_use]
    pub fn at_rate(per_second: f64) -> Self {
        if per_second == 0.0 {
            return Self { spacing: Duration::ZERO, jitter: Duration::ZERO, ..Self::default() };
        }
        let per_second = if per_second.is_nan() { 1.0 } else { per_second.clamp(1.0 / 60.0, 1000.0) };
        let spacing = Duration::from_secs_f64(per_second.recip());
        Self { spacing, jitter: spacing / 2, redirects: Redirects::Counted, ..Self::default() }
    }

    /// The same pace, for so many groups other than Google at the same time.
    #[must_use]
    pub fn with_groups_at_once(self, groups_at_once: usize) -> Self {
        Self { groups_at_once, ..self }
    }

    /// The same pace, with so many requests to one group under way at the same time.
    #[must_use]
    pub fn with_at_once(self, at_once: usize) -> Self {
        Self { at_once, ..self }
    }
}

/// Hosts that count requests together.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Group {
    Google,
    Host(String),
}

/// Why no more requests are made to a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stop {
    /// It went on limiting requests after every wait.
    RateLimited,
    /// It asks to prove that a human is there.
    BotCheck,
}

/// The gate that every request passes. Clones share one state.
#[derive(Clone)]
pub(super) struct Gate {
    clock: Arc<dyn Clock>,
    pace: Pace,
    entries: Arc<Mutex<HashMap<Group, Arc<Entry>>>>,
    others: Arc<Semaphore>,
}

struct Entry {
    turn: Arc<Semaphore>,
    state: Mutex<State>,
}

struct State {
    next_start: Duration,
    spacing: Duration,
    limited_in_a_row: usize,
    stopped: Option<Stop>,
}

/// The right to have a request under way; dropping it lets the next one in.
pub(super) struct Permit {
    _turn: OwnedSemaphorePermit,
    _place: Option<OwnedSemaphorePermit>,
}

impl Group {
    pub(super) fn of(link: &Url) -> Self {
        let host = link.host_str().unwrap_or_default();
        let google = |name: &str| host == name || host.strip_suffix(name).is_some_and(|label| label.ends_with('.'));
        if google("google.com") || google("googleusercontent.com") { Self::Google } else { Self::Host(host.to_owned()) }
    }

    /// What people call it.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Google => "Google",
            Self::Host(host) => host,
        }
    }
}

impl Gate {
    pub(super) fn new(pace: Pace, clock: Arc<dyn Clock>) -> Self {
        let others = Arc::new(Semaphore::new(pace.groups_at_once.clamp(1, Semaphore::MAX_PERMITS)));
        Self { clock, pace, entries: Arc::default(), others }
    }

    /// Waits for the group's turn and for the time of its next request.
    pub(super) async fn enter(&self, group: Group) -> Result<Permit, FetchError> {
        let entry = self.entry(&group);
        let turn = acquire(&entry.turn).await?;
        let place = match group {
            Group::Google => None,
            Group::Host(_) => Some(acquire(&self.others).await?),
        };
        self.wait_for_start(&entry).await?;
        Ok(Permit { _turn: turn, _place: place })
    }

    /// Waits for the time of a redirect within the group, where redirects count.
    pub(super) async fn follow(&self, group: &Group) -> Result<(), FetchError> {
        match self.pace.redirects {
            Redirects::Free => Ok(()),
            Redirects::Counted => self.wait_for_start(&self.entry(group)).await,
        }
    }

    /// Holds back every request to the group, and spaces them wider from now on.
    pub(super) fn cool_down(&self, group: &Group, wait: Duration) {
        let entry = self.entry(group);
        let mut state = entry.lock();
        state.next_start = state.next_start.max(self.clock.now().saturating_add(wait));
        state.spacing = state.spacing.saturating_mul(2).min(WIDEST_SPACING.max(self.pace.spacing));
    }

    /// Counts an answer that limited requests, and tells how many came in a row before it.
    pub(super) fn limited(&self, group: &Group) -> usize {
        let entry = self.entry(group);
        let mut state = entry.lock();
        state.limited_in_a_row = state.limited_in_a_row.saturating_add(1);
        state.limited_in_a_row - 1
    }

    /// Counts an answer that did not.
    pub(super) fn answered(&self, group: &Group) {
        self.entry(group).lock().limited_in_a_row = 0;
    }

    /// Lets no more requests through to the group.
    pub(super) fn stop(&self, group: &Group, because: Stop) {
        self.entry(group).lock().stopped.get_or_insert(because);
    }

    async fn wait_for_start(&self, entry: &Entry) -> Result<(), FetchError> {
        let wait = {
            let mut state = entry.lock();
            if let Some(because) = state.stopped {
                return Err(FetchError::NotTried { because });
            }
            let now = self.clock.now();
            let start = state.next_start.max(now);
            let jitter = part_of(self.pace.jitter, self.clock.chance());
            state.next_start = start.saturating_add(state.spacing).saturating_add(jitter);
            start.saturating_sub(now)
        };
        if !wait.is_zero() {
            self.clock.sleep(wait).await;
        }
        Ok(())
    }

    fn entry(&self, group: &Group) -> Arc<Entry> {
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        let spacing = self.pace.spacing;
        let entry = entries.entry(group.clone()).or_insert_with(|| {
            let state = State { next_start: Duration::ZERO, spacing, limited_in_a_row: 0, stopped: None };
            let at_once = self.pace.at_once.clamp(1, Semaphore::MAX_PERMITS);
            Arc::new(Entry { turn: Arc::new(Semaphore::new(at_once)), state: Mutex::new(state) })
        });
        Arc::clone(entry)
    }
}

impl Entry {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::RateLimited => "the server is limiting requests from this network",
            Self::BotCheck => "Google has blocked automatic downloads from this network for now",
        })
    }
}

async fn acquire(semaphore: &Arc<Semaphore>) -> Result<OwnedSemaphorePermit, FetchError> {
    Arc::clone(semaphore).acquire_owned().await.map_err(|error| FetchError::Setup(Box::new(error)))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::super::clock::VirtualClock;
    use super::*;

    fn gate(clock: &Arc<VirtualClock>) -> Gate {
        let pace = Pace { jitter: Duration::ZERO, ..Pace::default() };
        Gate::new(pace, Arc::<VirtualClock>::clone(clock))
    }

    fn block_on<F: std::future::Future>(future: F) -> F::Output {
        tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
    }

    fn other(name: &str) -> Group {
        Group::Host(name.to_owned())
    }

    #[test]
    fn hosts_of_google_are_one_group() {
        for (link, group) in [
            ("https://docs.google.com/", Group::Google),
            ("https://drive.usercontent.google.com/", Group::Google),
            ("https://doc-0s-8s-docstext.googleusercontent.com/", Group::Google),
            ("https://evilgoogle.com/", other("evilgoogle.com")),
            ("https://google.com.evil.test/", other("google.com.evil.test")),
        ] {
            assert_eq!(Group::of(&Url::parse(link).unwrap()), group, "{link}");
        }
    }

    #[test]
    fn a_rate_is_a_spacing() {
        assert_eq!(Pace::at_rate(1.0), Pace { redirects: Redirects::Counted, ..Pace::default() });
        for (rate, spacing, jitter) in
            [(4.0, 250, 125), (0.5, 2000, 1000), (0.0, 0, 0), (0.001, 60_000, 30_000), (f64::NAN, 1000, 500)]
        {
            let pace = Pace::at_rate(rate).with_groups_at_once(9);
            let expected = (Duration::from_millis(spacing), Duration::from_millis(jitter), 9);
            assert_eq!((pace.spacing, pace.jitter, pace.groups_at_once), expected, "{rate}");
        }
    }

    #[test]
    fn a_stated_rate_counts_redirects() {
        for (redirects, waits) in [(Redirects::Free, 0), (Redirects::Counted, 1)] {
            let clock = Arc::new(VirtualClock::default());
            let pace = Pace { jitter: Duration::ZERO, redirects, ..Pace::default() };
            let gate = Gate::new(pace, Arc::<VirtualClock>::clone(&clock));
            block_on(async {
                let _permit = gate.enter(Group::Google).await.unwrap();
                gate.follow(&Group::Google).await.unwrap();
            });
            assert_eq!(clock.waits().len(), waits);
        }
    }

    #[test]
    fn starts_are_spaced_within_a_group_only() {
        let clock = Arc::new(VirtualClock::default());
        let gate = gate(&clock);
        block_on(async {
            for _ in 0..3 {
                gate.enter(Group::Google).await.unwrap();
            }
            gate.enter(other("a.test")).await.unwrap();
        });
        assert_eq!(clock.waits(), [Duration::from_secs(1); 2]);
    }

    #[test]
    fn a_cool_down_is_shared_and_widens_the_spacing() {
        let clock = Arc::new(VirtualClock::default());
        let gate = gate(&clock);
        block_on(async {
            gate.cool_down(&Group::Google, Duration::from_secs(15));
            gate.enter(Group::Google).await.unwrap();
            gate.enter(Group::Google).await.unwrap();
            (0..9).for_each(|_| gate.cool_down(&Group::Google, Duration::ZERO));
            gate.enter(Group::Google).await.unwrap();
            gate.enter(Group::Google).await.unwrap();
        });
        assert_eq!(clock.waits().iter().map(Duration::as_secs).collect::<Vec<_>>(), [15, 2, 2, 8]);
    }

    #[test]
    fn one_request_at_a_time_and_the_next_waits_its_turn() {
        let clock = Arc::new(VirtualClock::default());
        let gate = gate(&clock);
        block_on(async {
            let first = gate.enter(Group::Google).await.unwrap();
            let mut second = Box::pin(gate.enter(Group::Google));
            let polled = std::future::poll_fn(|context| {
                std::task::Poll::Ready(std::future::Future::poll(second.as_mut(), context).is_ready())
            });
            assert!(!polled.await, "the second request entered beside the first");
            drop(first);
            second.await.unwrap();
        });
    }

    #[test]
    fn a_stopped_group_lets_nothing_through() {
        let gate = gate(&Arc::new(VirtualClock::default()));
        gate.stop(&Group::Google, Stop::BotCheck);
        gate.stop(&Group::Google, Stop::RateLimited);
        let refused = block_on(gate.enter(Group::Google)).err().unwrap();
        assert!(matches!(refused, FetchError::NotTried { because: Stop::BotCheck }));
        assert!(block_on(gate.enter(other("a.test"))).is_ok());
    }
}
