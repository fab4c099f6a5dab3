//! Fetching, as the rest of the program sees it.

use std::future::Future;
use std::sync::Arc;

use tokio::runtime::Runtime;

use super::address::{Lookup, SystemLookup};
use super::clock::{Clock, SystemClock};
use super::error::FetchError;
use super::http::Client;
use super::options::Options;
use super::visit::Visit;
use crate::link::Target;
use crate::notice::{Notice, Notices};
use crate::source::Source;

/// The outside world, as far as links reach into it.
pub trait Fetch: Sync {
    /// The document that a target points to.
    fn fetch(&self, target: &Target) -> impl Future<Output = Result<Fetched, FetchError>> + Send;
}

/// A document and what there is to say about how it was got.
#[derive(Debug, Clone)]
pub struct Fetched {
    /// The document.
    pub source: Source,
    /// What was ignored or chosen on the way.
    pub notices: Notices,
}

/// Fetches documents over the network.
pub struct Fetcher {
    client: Client,
    options: Options,
}

/// Fetches documents one by one, for callers without a runtime; they share one pace.
pub struct BlockingFetcher {
    network: Fetcher,
    runtime: Runtime,
}

impl Fetcher {
    /// A fetcher with the true clock and the system's name lookup. It must be used within a tokio runtime.
    ///
    /// # Errors
    ///
    /// [`FetchError::Setup`] when the client cannot be built.
    pub fn new(options: Options) -> Result<Self, FetchError> {
        Self::with(options, Arc::new(SystemClock::new()), Arc::new(SystemLookup))
    }

    /// A fetcher with another clock and another name lookup.
    ///
    /// # Errors
    ///
    /// [`FetchError::Setup`] when the client cannot be built.
    pub fn with(options: Options, clock: Arc<dyn Clock>, lookup: Arc<dyn Lookup>) -> Result<Self, FetchError> {
        let client = Client::new(options.origin_map.clone(), options.max_size, options.pace, clock, lookup)?;
        Ok(Self { client, options })
    }
}

impl Fetch for Fetcher {
    async fn fetch(&self, target: &Target) -> Result<Fetched, FetchError> {
        let mut visit = Visit::new(&self.client, &self.options);
        if !self.options.origin_map.is_empty() {
            visit.notices.note(Notice::OriginMap);
        }
        let source = visit.source(target).await?;
        Ok(Fetched { source, notices: visit.notices })
    }
}

impl BlockingFetcher {
    /// A fetcher with a runtime of its own.
    ///
    /// # Errors
    ///
    /// [`FetchError::Setup`] when the client or the runtime cannot be built.
    pub fn new(options: Options) -> Result<Self, FetchError> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| FetchError::Setup(Box::new(error)))?;
        Ok(Self { network: Fetcher::new(options)?, runtime })
    }

    /// Fetches one document and waits for it.
    ///
    /// # Errors
    ///
    /// [`FetchError`] when the document cannot be had.
    pub fn fetch(&self, target: &Target, notices: &mut Notices) -> Result<Source, FetchError> {
        let Fetched { source, notices: found } = self.runtime.block_on(self.network.fetch(target))?;
        notices.extend(found);
        Ok(source)
    }
}

/// Fetches one document and waits for it. The runtime lives as long as the call.
///
/// # Errors
///
/// [`FetchError`] when the document cannot be had.
pub fn blocking(target: &Target, options: &Options, notices: &mut Notices) -> Result<Source, FetchError> {
    let fetcher = BlockingFetcher::new(options.clone())?;
    let result = fetcher.fetch(target, notices);
    // A lookup that hangs in the system must not hold up the result.
    fetcher.runtime.shutdown_background();
    result
}
