//! One fetch: which requests are made, in which order, and what their answers add up to.

mod docs;
mod drive;
mod web;

use super::cache::Key;
use super::disposition;
use super::error::FetchError;
use super::event::{FetchEvent, Observer};
use super::fetcher::Fetched;
use super::google::{self, Request};
use super::http::{Answer, Client, Reply};
use super::job::Job;
use super::options::Options;
use super::page::PUBLISHED;
use super::redirect::HopError;
use crate::format::{Detected, InputFormat};
use crate::link::Target;
use crate::notice::{Notice, Notices};
use crate::source::{Origin, Source};

/// How often a link may turn out to lead to another link.
const RESTARTS: usize = 5;

/// One fetch under way.
pub(super) struct Visit<'a> {
    client: &'a Client,
    options: &'a Options,
    job: Job<'a>,
    notices: Notices,
}

/// Where one target led.
enum Step {
    Done(Source),
    Elsewhere(Target),
}

impl<'a> Visit<'a> {
    pub(super) fn new(
        client: &'a Client,
        options: &'a Options,
        target: &'a Target,
        observer: &'a dyn Observer,
    ) -> Self {
        Self { client, options, job: Job::new(target, options.timeout, observer), notices: Notices::default() }
    }

    /// The document, wherever its link leads.
    pub(super) async fn document(mut self) -> Result<Fetched, FetchError> {
        let mut target = self.job.target.clone();
        let mut leading = Notices::default();
        for _ in 0..RESTARTS {
            match self.kept_or_fetched(&target).await? {
                Step::Done(source) => {
                    leading.extend(std::mem::take(&mut self.notices));
                    if *self.job.target != target {
                        self.keep(self.job.target, &source, &leading);
                    }
                    return Ok(Fetched { source, notices: leading });
                }
                Step::Elsewhere(next) => {
                    self.note(format!("`{target}` leads to `{next}`"));
                    leading.extend(std::mem::take(&mut self.notices));
                    target = next;
                }
            }
        }
        Err(HopError::TooMany { limit: RESTARTS }.into())
    }

    /// What the cache has of a target, else what the network has.
    async fn kept_or_fetched(&mut self, target: &Target) -> Result<Step, FetchError> {
        if let Some(Fetched { source, notices }) = self.kept(target) {
            self.job.tell(&FetchEvent::Cached { target: self.job.target });
            self.notices = notices;
            return Ok(Step::Done(source));
        }
        let step = self.step(target).await?;
        if let Step::Done(source) = &step {
            self.keep(target, source, &self.notices);
        }
        Ok(step)
    }

    fn kept(&self, target: &Target) -> Option<Fetched> {
        self.options.cache.as_ref()?.get(&Key::of(target, self.options), self.options.max_size)
    }

    /// A document that cannot be kept is still a document, so whoever watches is told and nothing fails.
    fn keep(&self, target: &Target, source: &Source, notices: &Notices) {
        let Some(cache) = &self.options.cache else { return };
        if let Err(error) = cache.put(&Key::of(target, self.options), source, notices) {
            self.job.tell(&FetchEvent::NotCached { target: self.job.target, error: &error });
        }
    }

    async fn step(&mut self, target: &Target) -> Result<Step, FetchError> {
        let source = match target {
            Target::GoogleDoc(document) => self.google_doc(document).await?,
            Target::DriveFile(kept) => return self.drive_file(kept).await,
            Target::UnknownGoogle(kept) => return self.unknown(kept).await,
            Target::Published(token) => {
                let answer = self.google(&google::published(token)?).await?;
                self.page(target, &answer, PUBLISHED)?
            }
            Target::Folder(kept) => return self.folder(kept).await,
            Target::Slides(kept) => self.slides(target, kept).await?,
            Target::Sheet(sheet) => self.sheet(target, sheet).await?,
            Target::OldDocument(old) => return self.old_document(old).await,
            Target::PublishedOther(_) => {
                return Err(FetchError::Unsupported { what: "a published presentation or spreadsheet" });
            }
            Target::Drawing(_) => return Err(FetchError::Unsupported { what: "a drawing" }),
            Target::Image(_) => return Err(FetchError::Unsupported { what: "a picture" }),
            Target::Form => return Err(FetchError::Form),
            Target::NoDocument(reason) => return Err(FetchError::NoDocument(*reason)),
            Target::Shortener(_) | Target::GitHub(_) | Target::Gist { .. } | Target::Web(_) => {
                return self.web(target).await;
            }
        };
        Ok(Step::Done(source))
    }

    /// Where Google leads readers of a link whose kind is not known.
    async fn led(&self, request: &Request) -> Result<Option<Target>, FetchError> {
        match self.client.get(request, &self.job).await? {
            Reply::Elsewhere(target) => Ok(Some(target)),
            Reply::Answer(_) => Ok(None),
        }
    }

    /// A request that stays within Google.
    async fn google(&self, request: &Request) -> Result<Answer, FetchError> {
        match self.client.get(request, &self.job).await? {
            Reply::Answer(answer) => Ok(*answer),
            Reply::Elsewhere(_) => Err(HopError::Loop.into()),
        }
    }

    fn note(&mut self, what: String) {
        self.notices.note(Notice::FetchedAs { what });
    }
}

/// A file whose name, in its header or its address, may tell its format: text formats look alike from inside.
fn named_source(target: &Target, answer: Answer) -> Source {
    let name = answer.head.disposition.as_deref().and_then(disposition::file_name);
    let title = name.as_deref().map(disposition::title);
    let named = name.map_or_else(|| Origin::Link(answer.address.path().to_owned()), Origin::File);
    let mut source = Source { content_type: answer.head.content_type, title, ..Source::new(named, answer.body) };
    if let Detected::Known(format) = InputFormat::detect(&source) {
        source.format = Some(format);
    }
    source.origin = Origin::Link(target.canonical());
    source
}
