//! What a slow fetch is doing, in one line on the terminal. Nothing is shown where standard error is none, or within the first
//! second.

use std::convert::Infallible;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use indicatif::{HumanBytes, ProgressBar, ProgressDrawTarget, ProgressFinish, ProgressStyle};

use crate::fetch::{Clock, FetchEvent, Observer, SystemClock};

/// What takes less needs no line.
const PATIENCE: Duration = Duration::from_secs(1);
/// Between two looks of the line.
const FRAME: Duration = Duration::from_millis(120);

/// What a fetch is doing.
#[derive(Debug, Default)]
pub(super) struct Progress {
    clock: SystemClock,
    stage: Mutex<Stage>,
    /// Why the document could not be kept.
    not_cached: Mutex<Option<String>>,
}

#[derive(Debug, Default, Clone, PartialEq, Eq)]
enum Stage {
    #[default]
    Starting,
    Asked {
        host: String,
    },
    Receiving {
        bytes: u64,
        expected: Option<u64>,
    },
    /// Until the clock shows this.
    Paused {
        group: String,
        end: Duration,
    },
}

impl Progress {
    /// Forgets what the fetch before was doing.
    pub(super) fn restart(&self) {
        *self.stage() = Stage::Starting;
    }

    /// Shows the line as long as it is polled, and takes it away when it is dropped.
    pub(super) async fn show(&self) -> Infallible {
        let begin = self.clock.now();
        self.clock.sleep(PATIENCE).await;
        let target = ProgressDrawTarget::stderr_with_hz(8);
        let line = ProgressBar::with_draw_target(None, target).with_finish(ProgressFinish::AndClear);
        if let Ok(style) = ProgressStyle::with_template("{spinner} {wide_msg}") {
            line.set_style(style);
        }
        loop {
            let now = self.clock.now();
            let text = self.stage().text(now);
            line.set_message(format!("{text} ({} s)", now.saturating_sub(begin).as_secs()));
            line.tick();
            self.clock.sleep(FRAME).await;
        }
    }

    /// What went wrong beside the fetch, once.
    pub(super) fn trouble(&self) -> Option<String> {
        self.not_cached.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn stage(&self) -> MutexGuard<'_, Stage> {
        self.stage.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Observer for Progress {
    fn observe(&self, event: &FetchEvent<'_>) {
        let stage = match event {
            FetchEvent::Asked { host, .. } => Stage::Asked { host: (*host).to_owned() },
            FetchEvent::Received { bytes, expected, .. } => Stage::Receiving { bytes: *bytes, expected: *expected },
            FetchEvent::Paused { group, wait } => {
                Stage::Paused { group: (*group).to_owned(), end: self.clock.now().saturating_add(*wait) }
            }
            FetchEvent::NotCached { error, .. } => {
                let text = format!("warning: the document could not be kept in the cache: {error}");
                *self.not_cached.lock().unwrap_or_else(PoisonError::into_inner) = Some(text);
                return;
            }
            _ => return,
        };
        *self.stage() = stage;
    }
}

impl Stage {
    fn text(&self, now: Duration) -> String {
        match self {
            Self::Starting => "starting".to_owned(),
            Self::Asked { host } => format!("waiting for {host}"),
            Self::Receiving { bytes, expected: Some(expected) } => {
                format!("fetched {} of {}", HumanBytes(*bytes), HumanBytes(*expected))
            }
            Self::Receiving { bytes, expected: None } => format!("fetched {}", HumanBytes(*bytes)),
            Self::Paused { group, end } => {
                format!("{group} limits requests, trying again in {} s", end.saturating_sub(now).as_secs_f64().ceil())
            }
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::link::Target;

    #[test]
    fn the_line_says_what_is_waited_for() {
        let progress = Progress::default();
        let target = Target::parse("https://x.test/").unwrap();
        let text = || progress.stage().text(progress.clock.now());
        assert_eq!(text(), "starting");
        for (event, expected) in [
            (FetchEvent::Asked { target: &target, host: "x.test" }, "waiting for x.test"),
            (FetchEvent::Received { target: &target, bytes: 2048, expected: None }, "fetched 2.00 KiB"),
            (
                FetchEvent::Received { target: &target, bytes: 2048, expected: Some(4096) },
                "fetched 2.00 KiB of 4.00 KiB",
            ),
            (FetchEvent::Cached { target: &target }, "fetched 2.00 KiB of 4.00 KiB"),
            (
                FetchEvent::Paused { group: "Google", wait: Duration::from_secs(15) },
                "Google limits requests, trying again in 15 s",
            ),
        ] {
            progress.observe(&event);
            assert_eq!(text(), expected);
        }
    }
}
