//! How long to wait before the next try.
//!
//! Two kinds of trouble have their own patience. A server that limits requests has counted many of them, so the waits are
//! long and end in giving up for good: 15, 30, 60 and 120 seconds. Trouble on a server or on the way mostly passes in a
//! moment: three tries in all, after 1 and 2 seconds.

use std::time::Duration;

use super::clock::part_of;
use super::error::FetchError;

/// Waits after "too many requests", in seconds.
const LIMITED: [u64; 4] = [15, 30, 60, 120];
/// Waits after any other trouble that may pass, in seconds.
const TROUBLED: [u64; 2] = [1, 2];
/// The longest wait that a server may ask for.
const LONGEST: Duration = Duration::from_secs(600);
/// How far a wait may differ from the table, either way.
const SPREAD: f64 = 0.2;

/// The tries of one request.
#[derive(Debug, Default)]
pub(super) struct Backoff {
    troubled: usize,
}

impl Backoff {
    /// How long to wait after this failure; `None` to give up. `chance` is a number from 0 to 1.
    ///
    /// `limited` says how many answers of its hosts in a row, before this one, limited requests: that counts for all requests
    /// together. What a server asks for in `Retry-After` is obeyed to the second, up to ten minutes.
    pub(super) fn next_wait(&mut self, error: &FetchError, limited: usize, chance: f64) -> Option<Duration> {
        if let FetchError::RateLimited { retry_after } = error {
            let listed = LIMITED.get(limited)?;
            return Some(retry_after.map_or_else(|| spread(*listed, chance), |asked| asked.min(LONGEST)));
        }
        if !error.is_transient() {
            return None;
        }
        let listed = TROUBLED.get(self.troubled)?;
        self.troubled += 1;
        Some(spread(*listed, chance))
    }
}

fn spread(seconds: u64, chance: f64) -> Duration {
    let listed = Duration::from_secs(seconds);
    listed.mul_f64(1.0 - SPREAD) + part_of(listed.mul_f64(2.0 * SPREAD), chance)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waits(error: &FetchError, chance: f64) -> Vec<u64> {
        let mut backoff = Backoff::default();
        (0..).map_while(|limited| backoff.next_wait(error, limited, chance)).map(|wait| wait.as_secs()).collect()
    }

    #[test]
    fn waits_by_kind_of_trouble() {
        let limited = |seconds: Option<u64>| FetchError::RateLimited { retry_after: seconds.map(Duration::from_secs) };
        for (error, expected) in [
            (limited(None), vec![15, 30, 60, 120]),
            (limited(Some(2)), vec![2, 2, 2, 2]),
            (limited(Some(99_999)), vec![600, 600, 600, 600]),
            (FetchError::Server { status: 503 }, vec![1, 2]),
            (FetchError::Truncated, vec![1, 2]),
            (FetchError::Private, vec![]),
            (FetchError::BotCheck, vec![]),
            (FetchError::Quota, vec![]),
        ] {
            assert_eq!(waits(&error, 0.5), expected, "{error}");
        }
    }

    #[test]
    fn chance_spreads_by_a_fifth() {
        assert_eq!(waits(&FetchError::RateLimited { retry_after: None }, 0.0), [12, 24, 48, 96]);
        assert_eq!(waits(&FetchError::RateLimited { retry_after: None }, 1.0), [18, 36, 72, 144]);
    }
}
