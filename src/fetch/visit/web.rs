//! Links to the rest of the web.

use super::{Step, Visit, named_source};
use crate::fetch::error::FetchError;
use crate::fetch::http::{Answer, Reply};
use crate::fetch::signs::{is_page, is_script_shell};
use crate::fetch::{page, post, web};
use crate::format::InputFormat;
use crate::link::{Site, Target, site};
use crate::notice::{Notice, Notices};
use crate::read::{charset_of_page, decode};
use crate::source::{Origin, Source};

impl Visit<'_> {
    /// A page or file on the web: the first of its addresses that exists.
    pub(super) async fn web(&mut self, target: &Target) -> Result<Step, FetchError> {
        for request in web::requests(target)? {
            match self.client.get(&request, &self.job).await {
                Ok(Reply::Elsewhere(next)) => return Ok(Step::Elsewhere(next)),
                Ok(Reply::Answer(answer)) if matches!(target, Target::Shortener(_)) => {
                    return self.behind_short_link(target, *answer).await;
                }
                Ok(Reply::Answer(answer)) => return Ok(Step::Done(self.found(target, *answer).await?)),
                Err(FetchError::NotFound) if matches!(target, Target::Shortener(_)) => {
                    return Err(FetchError::DeadShortLink);
                }
                Err(FetchError::NotFound) => {}
                Err(error) => return Err(error),
            }
        }
        match target {
            Target::GitHub(_) | Target::Gist { .. } => {
                Err(FetchError::MissingOrPrivate { host: "github.com".to_owned() })
            }
            _ => Err(FetchError::NotFound),
        }
    }

    /// What a short link led to. Some services show a page of their own that names the target.
    async fn behind_short_link(&mut self, target: &Target, answer: Answer) -> Result<Step, FetchError> {
        let reached = Target::from_url(&answer.address)?;
        if !matches!(reached, Target::Shortener(_)) {
            self.note(format!("`{target}` leads to `{reached}`"));
            return Ok(Step::Done(self.found(&reached, answer).await?));
        }
        match page::only_link(&answer.body, &answer.address) {
            Some(next) => Ok(Step::Elsewhere(next)),
            None => Err(FetchError::WrongContent { expected: "a redirect", found: "a web page" }),
        }
    }

    /// The document that an answer holds: a file, a post, or the text within a page.
    async fn found(&mut self, target: &Target, answer: Answer) -> Result<Source, FetchError> {
        if site(&answer.address) == Some(Site::DevTo) && answer.address.path().starts_with("/api/") {
            return dev_to_post(target, &answer);
        }
        let stated = answer.head.content_type.as_deref().unwrap_or_default().to_ascii_lowercase();
        let is_page = is_page(&answer.body) || (stated.starts_with("text/html") && !answer.body.starts_with(b"PK"));
        if !is_page || answer.head.disposition.is_some() {
            return Ok(named_source(target, answer));
        }
        self.within_page(target, answer).await
    }

    async fn within_page(&mut self, target: &Target, answer: Answer) -> Result<Source, FetchError> {
        let stated = answer.head.charset().or_else(|| charset_of_page(&answer.body));
        let mut decoding = Notices::default();
        let text = decode(&answer.body, stated.as_deref(), &mut decoding).into_owned();
        let article = if let Some(article) = self.word_press_post(&text, &answer).await {
            Some(article)
        } else if is_script_shell(&answer.body) {
            let host = || answer.address.host_str().unwrap_or_default().to_owned();
            Some(post::article_body(&text).ok_or_else(|| FetchError::ScriptPage { host: host() })?)
        } else {
            // What stands around the text of other pages, the reader of HTML sets apart.
            None
        };
        let Some(article) = article else {
            return Ok(named_source(target, answer));
        };
        self.notices.extend(decoding);
        self.notices.note(Notice::MarkupDropped { what: "the page around the article".to_owned() });
        Ok(article_source(target, article))
    }

    /// The post behind a page of WordPress. The page is as good where that fails, so no failure is told.
    async fn word_press_post(&self, text: &str, answer: &Answer) -> Option<post::Article> {
        let request = web::request(post::word_press_address(text, &answer.address)?);
        match self.client.get(&request, &self.job).await {
            Ok(Reply::Answer(answer)) => post::word_press(&answer.body),
            _ => None,
        }
    }
}

fn article_source(target: &Target, article: post::Article) -> Source {
    Source {
        origin: Origin::Link(target.canonical()),
        bytes: article.html.into_bytes(),
        format: Some(InputFormat::Html),
        content_type: Some("text/html; charset=utf-8".to_owned()),
        title: article.title,
    }
}

fn dev_to_post(target: &Target, answer: &Answer) -> Result<Source, FetchError> {
    let Some(post) = post::dev_to(&answer.body) else {
        return Err(FetchError::WrongContent { expected: "a post", found: "something else" });
    };
    Ok(Source {
        origin: Origin::Link(target.canonical()),
        bytes: post.markdown.into_bytes(),
        format: Some(InputFormat::Markdown),
        content_type: Some("text/markdown; charset=utf-8".to_owned()),
        title: post.title,
    })
}
