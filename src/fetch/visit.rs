//! One fetch: which requests are made, in which order, and what their answers add up to.

use super::answer::Verdict;
use super::cache::Key;
use super::disposition;
use super::error::FetchError;
use super::event::{FetchEvent, Observer};
use super::fetcher::Fetched;
use super::google::{self, Export, Request};
use super::http::{Answer, Client, Reply};
use super::job::Job;
use super::options::{Options, Tabs, WebView};
use super::page::{self, MOBILE, PUBLISHED};
use super::redirect::HopError;
use super::web;
use crate::format::{Detected, InputFormat};
use crate::link::{GoogleDoc, Kept, Storage, Tab, Target};
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

/// What Drive has under an id.
enum Found {
    File(Source),
    /// A document written in Google's editors, which Drive does not hold as a file.
    Native,
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
            Target::DriveFile(kept) => self.drive_file(kept).await?,
            Target::UnknownGoogle(kept) => self.unknown(kept).await?,
            Target::Published(token) => {
                let answer = self.google(&google::published(token)?).await?;
                self.page(target, &answer, PUBLISHED)?
            }
            Target::Folder(kept) => return self.folder(kept).await,
            Target::Slides(kept) => self.slides(target, kept).await?,
            Target::Sheet(_) => return Err(FetchError::Unsupported { what: "a spreadsheet" }),
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

    /// A link to Google Docs: a document written there, or an uploaded one that it only shows.
    async fn google_doc(&mut self, document: &GoogleDoc) -> Result<Source, FetchError> {
        if document.storage == Storage::Uploaded {
            match self.drive(&document.kept()).await {
                Ok(Found::File(source)) => {
                    self.note("the link shows an uploaded file; the original was downloaded from Drive".to_owned());
                    return Ok(source);
                }
                Ok(Found::Native) | Err(FetchError::NotFound | FetchError::KeyMissing) => {}
                Err(error) => return Err(error),
            }
        }
        self.native(document).await
    }

    /// A document written in Google Docs.
    async fn native(&mut self, document: &GoogleDoc) -> Result<Source, FetchError> {
        let tab = self.wanted_tab(document);
        match self.google(&google::export(document, Export::Docx, tab)?).await {
            Ok(answer) => {
                if let Some(tab) = tab.filter(|tab| !tab.is_first()) {
                    self.check_tab(document, tab).await?;
                }
                Ok(exported(document, answer, None))
            }
            Err(FetchError::TooLarge { .. }) => self.lighter(document, tab).await,
            Err(
                error @ (FetchError::PrivateOrDisabled | FetchError::Private | FetchError::OrganizationOnly { .. }),
            ) => self.refused(document, error).await,
            Err(error) => Err(with_key_hint(error, &document.kept())),
        }
    }

    /// A document that is too large with its pictures: as Markdown without them, else as plain text.
    async fn lighter(&mut self, document: &GoogleDoc, tab: Option<&Tab>) -> Result<Source, FetchError> {
        match self.google(&google::export(document, Export::Markdown, tab)?).await {
            Ok(answer) => {
                self.note(
                    "the document is too large with its pictures; its Markdown was read, without pictures and comments"
                        .to_owned(),
                );
                Ok(exported(document, answer, Some(InputFormat::Markdown)))
            }
            Err(FetchError::TooLarge { .. } | FetchError::WrongContent { .. } | FetchError::Status { .. }) => {
                let answer = self.google(&google::export(document, Export::Text, tab)?).await?;
                self.note(
                    "the document is too large with its pictures; its plain text was read, without headings and links"
                        .to_owned(),
                );
                Ok(exported(document, answer, Some(InputFormat::Text)))
            }
            Err(error) => Err(error),
        }
    }

    /// Google refuses to export documents that are private and documents that may not be downloaded, in the same words.
    /// Only the latter have a page that everyone can read.
    async fn refused(&mut self, document: &GoogleDoc, refusal: FetchError) -> Result<Source, FetchError> {
        match self.google(&google::page(document)?).await {
            Ok(answer) if self.options.web_view == WebView::Read => {
                self.note("the owner has turned off downloading; the page of the document was read".to_owned());
                self.page(&Target::GoogleDoc(document.clone()), &answer, MOBILE)
            }
            Ok(_) => Err(FetchError::DownloadDisabled),
            Err(FetchError::PrivateOrDisabled) if matches!(refusal, FetchError::PrivateOrDisabled) => {
                Err(FetchError::Private)
            }
            Err(error @ (FetchError::Private | FetchError::OrganizationOnly { .. } | FetchError::Deleted)) => {
                Err(error)
            }
            // No answer to the question: what is known is the refusal.
            Err(_) => Err(refusal),
        }
    }

    /// The tab to export, if it is one; a notice where the link names one that is not singled out.
    fn wanted_tab<'d>(&mut self, document: &'d GoogleDoc) -> Option<&'d Tab> {
        let tab = document.tab.as_ref()?;
        if self.options.tabs == Tabs::Linked {
            return Some(tab);
        }
        if !tab.is_first() {
            self.notices.note(Notice::TabIgnored { tab: tab.as_str().to_owned() });
        }
        None
    }

    /// Google answers for an unknown tab with the first one, without a word. The plain texts of both show it.
    async fn check_tab(&mut self, document: &GoogleDoc, tab: &Tab) -> Result<(), FetchError> {
        let wanted = self.google(&google::export(document, Export::Text, Some(tab))?).await?;
        let first = Tab::parse("t.0");
        let first = self.google(&google::export(document, Export::Text, first.as_ref())?).await?;
        if wanted.body == first.body {
            self.note(format!(
                "the document has no tab `{}`, or it equals the first; the first was read",
                tab.as_str()
            ));
        }
        Ok(())
    }

    /// A link that says nothing of what it opens: the likelier way first, then the other.
    async fn unknown(&mut self, kept: &Kept) -> Result<Source, FetchError> {
        if kept.id.storage() == Storage::Uploaded {
            return self.drive_file(kept).await;
        }
        let document = GoogleDoc::from(kept);
        let refusal = match self.google(&google::export(&document, Export::Docx, None)?).await {
            Ok(answer) => return Ok(exported(&document, answer, None)),
            Err(error @ (FetchError::PrivateOrDisabled | FetchError::Private | FetchError::NotFound)) => error,
            Err(error) => return Err(error),
        };
        match self.drive(kept).await? {
            Found::File(source) => Ok(source),
            Found::Native if matches!(refusal, FetchError::NotFound) => Err(refusal),
            Found::Native => self.refused(&document, refusal).await,
        }
    }

    /// A file in Drive, or the document written in Google Docs that its link stands for.
    async fn drive_file(&mut self, kept: &Kept) -> Result<Source, FetchError> {
        match self.drive(kept).await? {
            Found::File(source) => Ok(source),
            Found::Native => {
                self.note("the link opens a document written in Google Docs; it was exported as .docx".to_owned());
                self.native(&GoogleDoc::from(kept)).await
            }
        }
    }

    async fn drive(&mut self, kept: &Kept) -> Result<Found, FetchError> {
        let answer = self.google(&google::download(kept)?).await.map_err(|error| with_key_hint(error, kept))?;
        let answer = match &answer.verdict {
            Verdict::Accepted => answer,
            Verdict::NativeDocument => return Ok(Found::Native),
            Verdict::Warning(fields) => self.google(&google::confirmed_download(kept, fields)?).await?,
        };
        match answer.verdict {
            Verdict::Accepted => Ok(Found::File(named_source(&Target::DriveFile(kept.clone()), answer))),
            // Once is enough: the warning was answered.
            _ => Err(FetchError::WrongContent { expected: "a file", found: "a web page" }),
        }
    }

    /// A folder with one file is as good as a link to it; of several, none is chosen.
    async fn folder(&mut self, kept: &Kept) -> Result<Step, FetchError> {
        let answer = self.google(&google::folder(kept)?).await?;
        let listing = page::listing(&String::from_utf8_lossy(&answer.body));
        match listing.only() {
            Some(target) => Ok(Step::Elsewhere(target.clone())),
            None => Err(FetchError::Folder { names: listing.names() }),
        }
    }

    async fn slides(&mut self, target: &Target, kept: &Kept) -> Result<Source, FetchError> {
        let answer = self.google(&google::slides(kept)?).await?;
        self.note("the link opens a presentation; the words of its slides were read".to_owned());
        let mut source = named_source(target, answer);
        source.format = Some(InputFormat::Text);
        Ok(source)
    }

    /// The document within a page of Google's.
    fn page(&mut self, target: &Target, answer: &Answer, selector: &str) -> Result<Source, FetchError> {
        let page = String::from_utf8_lossy(&answer.body);
        let Some(extract) = page::extract(&page, selector) else {
            return Err(FetchError::WrongContent { expected: "the page of a document", found: "another web page" });
        };
        self.notices.note(Notice::MarkupDropped { what: "the frame of Google's page".to_owned() });
        Ok(Source {
            origin: Origin::Link(target.canonical()),
            bytes: extract.html.into_bytes(),
            format: Some(InputFormat::Html),
            content_type: Some("text/html; charset=utf-8".to_owned()),
            title: extract.title,
        })
    }

    /// A page or file on the web: the first of its addresses that exists.
    async fn web(&mut self, target: &Target) -> Result<Step, FetchError> {
        for request in web::requests(target)? {
            match self.client.get(&request, &self.job).await {
                Ok(Reply::Elsewhere(next)) => return Ok(Step::Elsewhere(next)),
                Ok(Reply::Answer(answer)) if matches!(target, Target::Shortener(_)) => {
                    return self.behind_short_link(target, *answer);
                }
                Ok(Reply::Answer(answer)) => return Ok(Step::Done(named_source(target, *answer))),
                Err(FetchError::NotFound) if matches!(target, Target::Shortener(_)) => {
                    return Err(FetchError::DeadShortLink);
                }
                Err(FetchError::NotFound) => {}
                Err(error) => return Err(error),
            }
        }
        Err(FetchError::NotFound)
    }

    /// What a short link led to. Some services show a page of their own that names the target.
    fn behind_short_link(&mut self, target: &Target, answer: Answer) -> Result<Step, FetchError> {
        let reached = Target::from_url(&answer.address)?;
        if !matches!(reached, Target::Shortener(_)) {
            self.note(format!("`{target}` leads to `{reached}`"));
            return Ok(Step::Done(named_source(&reached, answer)));
        }
        match page::only_link(&answer.body, &answer.address) {
            Some(next) => Ok(Step::Elsewhere(next)),
            None => Err(FetchError::WrongContent { expected: "a redirect", found: "a web page" }),
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

/// An exported document, titled by the name of its file.
fn exported(document: &GoogleDoc, answer: Answer, format: Option<InputFormat>) -> Source {
    let name = answer.head.disposition.as_deref().and_then(disposition::file_name);
    Source {
        origin: Origin::Link(Target::GoogleDoc(document.clone()).canonical()),
        bytes: answer.body,
        format,
        content_type: answer.head.content_type,
        title: name.as_deref().map(disposition::title),
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

/// Old ids need a key beside them, without which Google knows nothing of them.
fn with_key_hint(error: FetchError, kept: &Kept) -> FetchError {
    let old = kept.id.as_str().starts_with("0B") && kept.resource_key.is_none();
    match error {
        FetchError::NotFound if old => FetchError::KeyMissing,
        error => error,
    }
}

impl GoogleDoc {
    fn kept(&self) -> Kept {
        Kept { id: self.id.clone(), resource_key: self.resource_key.clone() }
    }
}

impl From<&Kept> for GoogleDoc {
    fn from(kept: &Kept) -> Self {
        Self { id: kept.id.clone(), tab: None, resource_key: kept.resource_key.clone(), storage: Storage::Native }
    }
}
