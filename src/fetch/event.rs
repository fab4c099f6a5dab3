//! What happens while links are fetched, for those who show it: waits above all, since they can last minutes.

use std::time::Duration;

use super::error::FetchError;
use super::host::Stop;
use crate::link::Target;

/// What happens while links are fetched.
#[derive(Debug)]
#[non_exhaustive]
pub enum FetchEvent<'a> {
    /// The document came out of the cache; no request is made.
    Cached {
        /// What was asked for.
        target: &'a Target,
    },
    /// A request is sent.
    Asked {
        /// What was asked for.
        target: &'a Target,
        /// The host of this request.
        host: &'a str,
    },
    /// A part of a body has arrived.
    Received {
        /// What was asked for.
        target: &'a Target,
        /// Bytes of the body so far.
        bytes: u64,
        /// Bytes of the whole body, where the server says so.
        expected: Option<u64>,
    },
    /// A server limits requests: all requests to its group of hosts wait from now on.
    Paused {
        /// The group: `Google`, or a host.
        group: &'a str,
        /// For how long.
        wait: Duration,
    },
    /// One request failed and is made again.
    Retrying {
        /// What was asked for.
        target: &'a Target,
        /// Why it failed.
        error: &'a FetchError,
        /// After how long.
        wait: Duration,
    },
    /// No more requests go to a group of hosts.
    Stopped {
        /// The group: `Google`, or a host.
        group: &'a str,
        /// Why.
        because: Stop,
    },
    /// The document was fetched and could not be put into the cache.
    NotCached {
        /// What was asked for.
        target: &'a Target,
        /// Why.
        error: &'a std::io::Error,
    },
}

/// Someone who is told. It is called between requests and between parts of a body, so it must not take long.
pub trait Observer: Send + Sync + 'static {
    /// Something happened.
    fn observe(&self, event: &FetchEvent<'_>);
}

/// Nobody is told.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unobserved;

impl Observer for Unobserved {
    fn observe(&self, _: &FetchEvent<'_>) {}
}
