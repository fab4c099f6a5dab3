//! The client: one request at a time, with its redirects, limits and retries.
//!
//! Limits and their reasons: 10 s to connect, since a host that is there answers in one; 60 s to the first byte, since Google
//! takes up to half a minute to write a large export; 30 s from one part of the body to the next; and the user's limit for
//! everything. Redirects are followed by hand, because each is judged. There are no proxies and no
//! `Referer`, and cookies live for one chain of redirects outside Google.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{self, HeaderMap, HeaderName};
use reqwest::{Response, redirect};
use rustls::{ClientConfig, RootCertStore};
use url::Url;

use super::address::{self, AddressError, Lookup, PublicOnly};
use super::answer::{Expect, Head, Verdict};
use super::backoff::Backoff;
use super::clock::Clock;
use super::cookie::Jar;
use super::error::{FetchError, Phase};
use super::event::FetchEvent;
use super::google::Request;
use super::host::{Gate, Group, Pace, Permit, Stop};
use super::job::Job;
use super::origin_map::OriginMap;
use super::redirect::{self as hop, Chain, HopError};
use crate::link::Target;

const CONNECT: Duration = Duration::from_secs(10);
const FIRST_BYTE: Duration = Duration::from_secs(60);
/// Most bytes of the head of an answer.
const LONGEST_HEAD: usize = 64 * 1024;
/// Sent with every request.
const USER_AGENT: &str = concat!("pmconvert/", env!("CARGO_PKG_VERSION"));

/// The client and what all its requests share.
pub(super) struct Client {
    http: reqwest::Client,
    gate: Gate,
    pub(super) clock: Arc<dyn Clock>,
    map: OriginMap,
    pub(super) max_size: u64,
}

/// An answer with its whole body.
pub(super) struct Answer {
    /// Where it came from, after all redirects.
    pub(super) address: Url,
    pub(super) head: Head,
    pub(super) body: Vec<u8>,
    pub(super) verdict: Verdict,
}

/// Where a request ended.
pub(super) enum Reply {
    Answer(Box<Answer>),
    /// At a link that has a way of its own, such as a short link that leads to a Google document.
    Elsewhere(Target),
}

/// A failed try, and which hosts it concerns.
struct Failure {
    error: FetchError,
    group: Group,
}

impl Client {
    pub(super) fn new(
        map: OriginMap,
        max_size: u64,
        pace: Pace,
        clock: Arc<dyn Clock>,
        lookup: Arc<dyn Lookup>,
    ) -> Result<Self, FetchError> {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, header::HeaderValue::from_static("gzip"));
        let http = reqwest::Client::builder()
            .tls_backend_preconfigured(tls()?)
            .user_agent(USER_AGENT)
            .default_headers(headers)
            .redirect(redirect::Policy::none())
            .retry(reqwest::retry::never())
            .no_proxy()
            .referer(false)
            .connect_timeout(CONNECT)
            .dns_resolver(Arc::new(PublicOnly(lookup)))
            .build()
            .map_err(|error| FetchError::Setup(Box::new(error)))?;
        Ok(Self { http, gate: Gate::new(pace, Arc::clone(&clock)), clock, map, max_size })
    }

    /// One request, tried again as long as that makes sense.
    pub(super) async fn get(&self, request: &Request, job: &Job<'_>) -> Result<Reply, FetchError> {
        let mut backoff = Backoff::default();
        let mut earlier = None;
        loop {
            let Failure { error, group } = match self.attempt(request, job).await {
                Ok(reply) => return Ok(reply),
                // Stopped while it waited to try again: its own failure says more.
                Err(Failure { error: FetchError::NotTried { because }, .. }) => {
                    return Err(earlier.unwrap_or(FetchError::NotTried { because }));
                }
                Err(failure) => failure,
            };
            match self.next_wait(&error, &group, &mut backoff, job) {
                Some(wait) if wait < job.budget.left(&*self.clock) => {
                    job.tell(&FetchEvent::Retrying { target: job.target, error: &error, wait });
                    // Where requests are limited, the gate holds back the whole group, this request with it.
                    if matches!(error, FetchError::RateLimited { .. }) {
                        job.budget.take(wait);
                    } else {
                        self.clock.sleep(wait).await;
                    }
                }
                _ => return Err(error),
            }
            earlier = Some(error);
        }
    }

    /// Tells the gate what happened, and how long to wait before the next try; `None` for no more.
    fn next_wait(&self, error: &FetchError, group: &Group, backoff: &mut Backoff, job: &Job<'_>) -> Option<Duration> {
        let limited = match error {
            FetchError::RateLimited { .. } => self.gate.limited(group),
            FetchError::BotCheck => {
                self.stop(group, Stop::BotCheck, job);
                return None;
            }
            _ => 0,
        };
        let wait = backoff.next_wait(error, limited, self.clock.chance());
        match (error, wait) {
            (FetchError::RateLimited { .. }, Some(wait)) => {
                self.gate.cool_down(group, wait);
                job.tell(&FetchEvent::Paused { group: group.name(), wait });
            }
            (FetchError::RateLimited { .. }, None) => self.stop(group, Stop::RateLimited, job),
            (error, _) if !error.is_transient() => self.gate.answered(group),
            _ => {}
        }
        wait
    }

    fn stop(&self, group: &Group, because: Stop, job: &Job<'_>) {
        self.gate.stop(group, because);
        job.tell(&FetchEvent::Stopped { group: group.name(), because });
    }

    /// One try: the request and its redirects, under a permit.
    async fn attempt(&self, request: &Request, job: &Job<'_>) -> Result<Reply, Failure> {
        let mut address = request.address.clone();
        let mut group = Group::of(&address);
        let fail = |group: &Group| {
            let group = group.clone();
            move |error| Failure { error, group }
        };
        let mut permit = self.enter(&group, job).await.map_err(fail(&group))?;
        let mut visited = vec![address.clone()];
        let mut hops = 0;
        let mut jar = Jar::default();
        if request.chain == Chain::Web {
            address::judge(&address).map_err(|error| fail(&group)(error.into()))?;
        }
        loop {
            let (head, response) = self.send(request.expect, &address, &jar, job).await.map_err(fail(&group))?;
            if !head.is_redirect() {
                let reply = self.conclude(request, &address, head, response, job).await.map_err(fail(&group))?;
                self.gate.answered(&group);
                return Ok(reply);
            }
            // The body of a redirect is never read.
            drop(response);
            if request.chain == Chain::Web && keep_cookies(&mut jar, &address, &head) {
                // With a new cookie the same address may answer otherwise.
                visited.clear();
            }
            hops += 1;
            match follow(request, &address, &head, &visited, hops).map_err(fail(&group))? {
                Hop::Elsewhere(target) => return Ok(Reply::Elsewhere(target)),
                Hop::Next(next) => address = next,
            }
            visited.push(address.clone());
            let next_group = Group::of(&address);
            if next_group == group {
                self.follow_within(&group, job).await.map_err(fail(&group))?;
            } else {
                // The permit goes back before the next is asked for, so that two chains never wait for each other.
                drop(permit);
                permit = self.enter(&next_group, job).await.map_err(fail(&next_group))?;
                group = next_group;
            }
        }
    }

    async fn enter(&self, group: &Group, job: &Job<'_>) -> Result<Permit, FetchError> {
        let start = self.clock.now();
        let permit = self.gate.enter(group.clone()).await?;
        job.budget.give_back(self.clock.now().saturating_sub(start));
        Ok(permit)
    }

    /// Waits for the time of a redirect to the same hosts.
    async fn follow_within(&self, group: &Group, job: &Job<'_>) -> Result<(), FetchError> {
        let start = self.clock.now();
        self.gate.follow(group).await?;
        job.budget.give_back(self.clock.now().saturating_sub(start));
        Ok(())
    }

    async fn send(
        &self,
        expect: Expect,
        address: &Url,
        jar: &Jar,
        job: &Job<'_>,
    ) -> Result<(Head, Response), FetchError> {
        let host = address.host_str().unwrap_or_default();
        job.tell(&FetchEvent::Asked { target: job.target, host });
        let target = self.map.target(address);
        let mut builder = self.http.get(target.clone().unwrap_or_else(|| address.clone()));
        if expect == Expect::Markdown {
            // Compressed pictures could not be taken out on the way.
            builder = builder.header(header::ACCEPT_ENCODING, "identity");
        }
        if let Some(cookies) = jar.header(host) {
            builder = builder.header(header::COOKIE, cookies);
        }
        if target.is_some() {
            builder = builder.header(header::HOST, host);
        }
        let response = self.within(Phase::FirstByte, FIRST_BYTE, job, builder.send()).await?;
        let response = response.map_err(|error| connect_error(host, error))?;
        let fields = response.headers().iter().map(|(name, value)| name.as_str().len() + value.len());
        if fields.sum::<usize>() > LONGEST_HEAD {
            return Err(FetchError::WrongContent { expected: "a document", found: "an endless header" });
        }
        Ok((head(&response), response))
    }
}

/// Where a redirect leads.
enum Hop {
    Next(Url),
    Elsewhere(Target),
}

/// Follows one redirect.
fn follow(request: &Request, from: &Url, head: &Head, visited: &[Url], hops: usize) -> Result<Hop, FetchError> {
    let (location, chain) = (head.location.as_deref(), request.chain);
    if let Some(next) = location.and_then(|location| from.join(location).ok())
        && let Ok(target) = Target::from_url(&next)
        && is_elsewhere(request, &target)
    {
        return Ok(Hop::Elsewhere(target));
    }
    let next = hop::judge(chain, from, location)?;
    if visited.contains(&next) {
        return Err(HopError::Loop.into());
    }
    if hops > chain.longest() {
        return Err(HopError::TooMany { limit: chain.longest() }.into());
    }
    Ok(Hop::Next(next))
}

/// Whether a redirect leads to something that has a way of its own.
fn is_elsewhere(request: &Request, target: &Target) -> bool {
    let plain = matches!(target, Target::Web(_) | Target::Image(_) | Target::Shortener(_) | Target::NoDocument(_));
    match (request.chain, request.expect) {
        (Chain::Web, _) => !plain,
        (Chain::Google, Expect::Kind) => {
            !plain && !matches!(target, Target::UnknownGoogle(_) | Target::OldDocument(_) | Target::DriveFile(_))
        }
        (Chain::Google, _) => false,
    }
}

/// Keeps what a redirect sets; returns whether anything is new.
fn keep_cookies(jar: &mut Jar, address: &Url, head: &Head) -> bool {
    let host = address.host_str().unwrap_or_default();
    let new = head.set_cookies.iter().filter(|cookie| jar.set(host, cookie)).count();
    new > 0
}

fn tls() -> Result<ClientConfig, FetchError> {
    // The provider is given to this client alone; the process-wide default stays the caller's.
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let roots: RootCertStore = webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect();
    let builder = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| FetchError::Setup(Box::new(error)))?;
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}

fn head(response: &Response) -> Head {
    // Bytes that are no UTF-8 are replaced: a file name of that kind is still a name.
    let value = |name: HeaderName| {
        response.headers().get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
    };
    Head {
        status: response.status().as_u16(),
        content_type: value(header::CONTENT_TYPE),
        content_encoding: value(header::CONTENT_ENCODING),
        disposition: value(header::CONTENT_DISPOSITION),
        location: value(header::LOCATION),
        set_cookies: response
            .headers()
            .get_all(header::SET_COOKIE)
            .iter()
            .filter_map(|cookie| cookie.to_str().ok().map(str::to_owned))
            .collect(),
        retry_after: value(header::RETRY_AFTER),
        date: value(header::DATE),
    }
}

/// Why no answer came. The address is taken out of the error: it may hold a token.
fn connect_error(host: &str, error: reqwest::Error) -> FetchError {
    let mut cause: Option<&(dyn Error + 'static)> = Some(&error);
    while let Some(current) = cause {
        if let Some(refused) = current.downcast_ref::<AddressError>() {
            return refused.clone().into();
        }
        cause = current.source();
    }
    FetchError::Connect { host: host.to_owned(), source: Box::new(error.without_url()) }
}
