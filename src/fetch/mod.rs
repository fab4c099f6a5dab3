//! Bytes from where they are: files, standard input, links.
//!
//! [`local`] reads paths and standard input and is always there. The rest needs the feature `fetch`:
//!
//! ```text
//! Target ──google──▶ Request ──http──▶ Answer ──answer──▶ Source, another request, or FetchError
//!                                └ redirect, address (may it go there?)
//!                                └ host, backoff (when?)
//! ```
//!
//! Deciding is separate from doing: `google`, `redirect`, `answer`, `backoff` and `disposition` are functions of their
//! arguments; only `http` sends anything and only `clock` waits. Requests are built from the checked parts of a link
//! ([`crate::link::Target`]), redirects are judged one by one, and no address is shown that could hold a token.

#[cfg(feature = "fetch")]
mod address;
#[cfg(feature = "fetch")]
mod answer;
#[cfg(feature = "fetch")]
mod backoff;
#[cfg(feature = "fetch")]
mod body;
#[cfg(feature = "fetch")]
mod cache;
#[cfg(feature = "fetch")]
mod clock;
#[cfg(feature = "fetch")]
mod cookie;
#[cfg(feature = "fetch")]
mod cut;
#[cfg(feature = "fetch")]
mod disposition;
#[cfg(feature = "fetch")]
mod error;
#[cfg(feature = "fetch")]
mod event;
#[cfg(feature = "fetch")]
mod fetcher;
#[cfg(feature = "fetch")]
mod google;
#[cfg(feature = "fetch")]
mod gzip;
#[cfg(feature = "fetch")]
mod host;
#[cfg(feature = "fetch")]
mod http;
#[cfg(feature = "fetch")]
mod job;
pub mod local;
#[cfg(feature = "fetch")]
mod memory;
#[cfg(feature = "fetch")]
mod options;
#[cfg(feature = "fetch")]
mod origin_map;
#[cfg(feature = "fetch")]
mod page;
#[cfg(feature = "fetch")]
mod post;
#[cfg(feature = "fetch")]
mod race;
#[cfg(feature = "fetch")]
mod redirect;
#[cfg(feature = "fetch")]
mod signs;
#[cfg(feature = "fetch")]
mod table;
#[cfg(feature = "fetch")]
mod visit;
#[cfg(feature = "fetch")]
mod web;

/// Most bytes of one document, by default.
pub const MAX_SIZE: u64 = 100 * 1024 * 1024;

#[cfg(feature = "fetch")]
pub use self::{
    address::{AddressError, Addresses, Lookup, SystemLookup},
    cache::{Cache, Freshness},
    clock::{Clock, SystemClock, VirtualClock, Wait},
    error::{FetchError, Phase},
    event::{FetchEvent, Observer, Unobserved},
    fetcher::{BlockingFetcher, Fetch, Fetched, Fetcher, blocking},
    host::{Pace, Redirects, Stop},
    options::{Options, Tabs, WebView},
    origin_map::{OriginMap, OriginMapError, VARIABLE},
    race::race,
    redirect::HopError,
};
