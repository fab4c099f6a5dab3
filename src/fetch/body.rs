//! The body of an answer: read part by part, within its limits of time and size.

use std::future::Future;
use std::time::Duration;

use reqwest::Response;
use url::Url;

use super::answer::{self, Expect, Head};
use super::cut::PictureCut;
use super::error::{FetchError, Phase};
use super::event::FetchEvent;
use super::google::Request;
use super::gzip::expand;
use super::http::{Answer, Client, Reply};
use super::job::Job;
use super::race::race;

/// From one part of the body to the next.
const IDLE: Duration = Duration::from_secs(30);
/// How much of the page is read that comes with a failure.
const FAILURE_PAGE: usize = 64 * 1024;
/// A Markdown document may be this many times larger than the limit before its pictures are taken out.
const PICTURES: u64 = 8;

impl Client {
    /// Reads the body and concludes what the answer means.
    pub(super) async fn conclude(
        &self,
        request: &Request,
        address: &Url,
        head: Head,
        response: Response,
        job: &Job<'_>,
    ) -> Result<Reply, FetchError> {
        let body = if head.is_success() {
            let body = match request.expect {
                Expect::Markdown => self.body_without_pictures(response, job).await?,
                _ => self.body(response, job).await?,
            };
            expand(body, &head, self.max_size)?
        } else {
            let page = self.failure_page(response, job).await;
            expand(page, &head, self.max_size).unwrap_or_default()
        };
        let verdict = answer::judge(request.expect, address, &head, &body)?;
        Ok(Reply::Answer(Box::new(Answer { address: address.clone(), head, body, verdict })))
    }

    /// The whole body, as it came.
    async fn body(&self, mut response: Response, job: &Job<'_>) -> Result<Vec<u8>, FetchError> {
        let too_large = || FetchError::TooLarge { limit: self.max_size };
        let expected = response.content_length();
        if expected.is_some_and(|length| length > self.max_size) {
            return Err(too_large());
        }
        let mut body = Vec::new();
        while let Some(part) = self.part(&mut response, job).await? {
            let bytes = length(&body).saturating_add(length(part.as_ref()));
            if bytes > self.max_size {
                return Err(too_large());
            }
            body.extend_from_slice(part.as_ref());
            job.tell(&FetchEvent::Received { target: job.target, bytes, expected });
        }
        Ok(body)
    }

    /// The body of a Markdown document without its pictures, which do not count towards the limit.
    async fn body_without_pictures(&self, mut response: Response, job: &Job<'_>) -> Result<Vec<u8>, FetchError> {
        let (mut cut, mut body) = (PictureCut::default(), Vec::new());
        let (expected, mut bytes) = (response.content_length(), 0_u64);
        let most = self.max_size.saturating_mul(PICTURES);
        while let Some(part) = self.part(&mut response, job).await? {
            bytes = bytes.saturating_add(length(part.as_ref()));
            cut.push(part.as_ref(), &mut body);
            if length(&body) > self.max_size || bytes > most {
                return Err(FetchError::TooLarge { limit: self.max_size });
            }
            job.tell(&FetchEvent::Received { target: job.target, bytes, expected });
        }
        cut.finish(&mut body);
        Ok(body)
    }

    async fn part(&self, response: &mut Response, job: &Job<'_>) -> Result<Option<impl AsRef<[u8]>>, FetchError> {
        self.within(Phase::Idle, IDLE, job, response.chunk()).await?.map_err(|_| FetchError::Truncated)
    }

    /// The beginning of the page that comes with a failure; whatever came, where the transfer breaks off.
    async fn failure_page(&self, mut response: Response, job: &Job<'_>) -> Vec<u8> {
        let mut page = Vec::new();
        while page.len() < FAILURE_PAGE
            && let Ok(Some(part)) = self.part(&mut response, job).await
        {
            page.extend_from_slice(part.as_ref());
        }
        page
    }

    /// A step within its own time limit and within the time of the fetch, whichever ends first.
    pub(super) async fn within<T>(
        &self,
        phase: Phase,
        limit: Duration,
        job: &Job<'_>,
        step: impl Future<Output = T>,
    ) -> Result<T, FetchError> {
        let left = job.budget.left(&*self.clock);
        let (wait, error) = if left < limit {
            (left, FetchError::Timeout { phase: Phase::Total, limit: job.budget.limit })
        } else {
            (limit, FetchError::Timeout { phase, limit })
        };
        race(step, self.clock.limit(wait)).await.map_err(|()| error)
    }
}

fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}
