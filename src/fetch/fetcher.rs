//! Fetching, as the rest of the program sees it.

use std::collections::HashMap;
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::runtime::Runtime;

use super::address::{Lookup, SystemLookup};
use super::clock::{Clock, SystemClock};
use super::error::FetchError;
use super::event::{FetchEvent, Observer, Unobserved};
use super::http::Client;
use super::memory::Memory;
use super::options::Options;
use super::race::race;
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

/// Fetches documents over the network. One fetcher serves any number of fetches at the same time: they share its pace, and a host
/// that limits one of them holds back all. A fetch that is dropped is given up, at whatever point.
pub struct Fetcher {
    client: Client,
    options: Options,
    observer: Arc<dyn Observer>,
    memory: Memory,
    /// One lock for each document under way, so that a second fetch of it finds what the first one brought.
    under_way: Mutex<HashMap<String, Arc<tokio::sync::Mutex<()>>>>,
}

/// Fetches documents one by one, for callers without a runtime; they share one pace.
pub struct BlockingFetcher {
    network: Fetcher,
    /// Taken only when this is dropped.
    runtime: Option<Runtime>,
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
        Ok(Self {
            client,
            options,
            observer: Arc::new(Unobserved),
            memory: Memory::default(),
            under_way: Mutex::default(),
        })
    }

    /// The same fetcher, with someone who is told what happens.
    #[must_use]
    pub fn observed_by(self, observer: Arc<dyn Observer>) -> Self {
        Self { observer, ..self }
    }

    fn lock_of(&self, target: &Target) -> Arc<tokio::sync::Mutex<()>> {
        let mut under_way = self.under_way.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(under_way.entry(target.key()).or_default())
    }
}

impl Fetch for Fetcher {
    async fn fetch(&self, target: &Target) -> Result<Fetched, FetchError> {
        let lock = self.lock_of(target);
        let _turn = lock.lock().await;
        let key = target.key();
        if let Some(fetched) = self.memory.get(&key) {
            self.observer.observe(&FetchEvent::Cached { target });
            return Ok(fetched);
        }
        let mut notices = Notices::default();
        if !self.options.origin_map.is_empty() {
            notices.note(Notice::OriginMap);
        }
        let fetched = Visit::new(&self.client, &self.options, target, &*self.observer).document().await?;
        notices.extend(fetched.notices);
        let fetched = Fetched { source: fetched.source, notices };
        self.memory.keep(key, &fetched);
        Ok(fetched)
    }
}

impl BlockingFetcher {
    /// A fetcher with a runtime of its own.
    ///
    /// # Errors
    ///
    /// [`FetchError::Setup`] when the client or the runtime cannot be built.
    pub fn new(options: Options) -> Result<Self, FetchError> {
        Self::over(|| Fetcher::new(options))
    }

    /// A fetcher that someone is told of.
    ///
    /// # Errors
    ///
    /// As for [`BlockingFetcher::new`].
    pub fn observed_by(options: Options, observer: Arc<dyn Observer>) -> Result<Self, FetchError> {
        Self::over(|| Ok(Fetcher::new(options)?.observed_by(observer)))
    }

    fn over(network: impl FnOnce() -> Result<Fetcher, FetchError>) -> Result<Self, FetchError> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| FetchError::Setup(Box::new(error)))?;
        Ok(Self { network: network()?, runtime: Some(runtime) })
    }

    /// Fetches one document and waits for it.
    ///
    /// # Errors
    ///
    /// [`FetchError`] when the document cannot be had.
    pub fn fetch(&self, target: &Target, notices: &mut Notices) -> Result<Source, FetchError> {
        match self.fetch_unless(target, notices, std::future::pending::<std::convert::Infallible>()) {
            Ok(result) => result,
            Err(never) => match never {},
        }
    }

    /// Fetches one document, unless another future ends before; then the fetch is given up and nothing of it is left.
    ///
    /// # Errors
    ///
    /// What the other future ended with.
    pub fn fetch_unless<T>(
        &self,
        target: &Target,
        notices: &mut Notices,
        stop: impl Future<Output = T>,
    ) -> Result<Result<Source, FetchError>, T> {
        let Some(runtime) = &self.runtime else {
            return Ok(Err(FetchError::Setup("the runtime has ended".into())));
        };
        let result = runtime.block_on(race(self.network.fetch(target), stop))?;
        Ok(result.map(|Fetched { source, notices: found }| {
            notices.extend(found);
            source
        }))
    }
}

impl Drop for BlockingFetcher {
    fn drop(&mut self) {
        // A lookup that hangs in the system must not hold up the end.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// Fetches one document and waits for it. The runtime lives as long as the call.
///
/// # Errors
///
/// [`FetchError`] when the document cannot be had.
pub fn blocking(target: &Target, options: &Options, notices: &mut Notices) -> Result<Source, FetchError> {
    BlockingFetcher::new(options.clone())?.fetch(target, notices)
}
