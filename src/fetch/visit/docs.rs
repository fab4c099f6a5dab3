//! Documents written in Google Docs, and the pages that stand in for them.

use super::Visit;
use super::drive::{Found, with_key_hint};
use crate::fetch::disposition;
use crate::fetch::error::FetchError;
use crate::fetch::google::{self, Export};
use crate::fetch::http::Answer;
use crate::fetch::options::{Tabs, WebView};
use crate::fetch::page::{self, MOBILE};
use crate::format::InputFormat;
use crate::link::{GoogleDoc, Storage, Tab, Target};
use crate::notice::Notice;
use crate::source::{Origin, Source};

impl Visit<'_> {
    /// A link to Google Docs: a document written there, or an uploaded one that it only shows.
    pub(super) async fn google_doc(&mut self, document: &GoogleDoc) -> Result<Source, FetchError> {
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
    pub(super) async fn native(&mut self, document: &GoogleDoc) -> Result<Source, FetchError> {
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
    pub(super) async fn refused(&mut self, document: &GoogleDoc, refusal: FetchError) -> Result<Source, FetchError> {
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

    /// The document within a page of Google's.
    pub(super) fn page(&mut self, target: &Target, answer: &Answer, selector: &str) -> Result<Source, FetchError> {
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
}

/// An exported document, titled by the name of its file.
pub(super) fn exported(document: &GoogleDoc, answer: Answer, format: Option<InputFormat>) -> Source {
    let name = answer.head.disposition.as_deref().and_then(disposition::file_name);
    Source {
        origin: Origin::Link(Target::GoogleDoc(document.clone()).canonical()),
        bytes: answer.body,
        format,
        content_type: answer.head.content_type,
        title: name.as_deref().map(disposition::title),
    }
}
