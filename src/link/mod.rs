//! Links as people paste them: what each points to, decided without a request.
//!
//! [`clean`] finds the links in a pasted text, [`unwrap`] takes a link out of a redirect service, and [`Target::parse`] does
//! both and tells what the link names. A [`Target`] holds checked parts only, never the raw text: requests are built from it,
//! and [`Target::canonical`] is the form that is safe to show, without account numbers and tokens.
//!
//! Hosts are compared whole. `docs.google.com.evil.test` is an ordinary web page, and links with a user name or an unusual
//! port are refused.

mod clean;
mod error;
mod google;
mod id;
mod unwrap;
mod web;

use std::fmt;

use url::Url;

pub use clean::{clean, is_link};
pub use error::LinkError;
pub use id::{Id, OldId, ResourceKey, Storage, Tab};
pub use unwrap::unwrap;
pub use web::{GitHub, Site, site};

/// What a link points to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Target {
    /// A document in Google Docs.
    GoogleDoc(GoogleDoc),
    /// A file in Google Drive.
    DriveFile(Kept),
    /// Something in Google Drive whose kind the link does not tell: `open?id=`, a bare id.
    UnknownGoogle(Kept),
    /// A Google document that was published to the web. Its token is no id, so it cannot be exported.
    Published(Id),
    /// A folder in Google Drive.
    Folder(Kept),
    /// A Google spreadsheet.
    Sheet(Sheet),
    /// A Google presentation.
    Slides(Kept),
    /// A Google drawing.
    Drawing(Kept),
    /// A Google document under an id in the form of 2009.
    OldDocument(OldId),
    /// A Google presentation or spreadsheet that was published to the web. Its token is no id, so it cannot be exported.
    PublishedOther(Id),
    /// A Google form.
    Form,
    /// A Google address that names no document.
    NoDocument(NoDocument),
    /// A short link; what it points to is known only after a request.
    Shortener(Url),
    /// A file or a repository on GitHub.
    GitHub(GitHub),
    /// A gist.
    Gist {
        /// Whose it is, if the link says so.
        user: Option<String>,
        /// The id, in hexadecimal.
        id: String,
    },
    /// A picture on the web.
    Image(Url),
    /// Any other page or file on the web.
    Web(Url),
}

/// A document in Google Docs.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct GoogleDoc {
    /// Which document.
    pub id: Id,
    /// The tab that the link names.
    pub tab: Option<Tab>,
    /// The key that some old links need.
    pub resource_key: Option<ResourceKey>,
    /// Whether it was written there or is an uploaded file, as far as the link shows.
    pub storage: Storage,
}

/// Something in Google Drive.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Kept {
    /// Which one.
    pub id: Id,
    /// The key that some old links need.
    pub resource_key: Option<ResourceKey>,
}

/// A Google spreadsheet.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Sheet {
    /// Which one.
    pub kept: Kept,
    /// The number of the sheet that the link names.
    pub page: Option<u64>,
}

/// Why a Google address names no document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NoDocument {
    /// It opens the reader's own Drive or list of documents.
    OwnDrive,
    /// It opens a page to sign in.
    SignIn,
    /// It has the form that was given up in 2010.
    TooOld,
}

impl Target {
    /// What the one link in a pasted text points to. Several links are accepted if all lead to the same target.
    ///
    /// # Errors
    ///
    /// [`LinkError`] when there is no link, more than one, or one that cannot be followed safely.
    pub fn parse(text: &str) -> Result<Self, LinkError> {
        let links = clean(text);
        let Some((first, others)) = links.split_first() else {
            // Schemes that are never fetched deserve their own message.
            return Err(foreign_scheme(text).unwrap_or(LinkError::Missing));
        };
        let target = Self::of(first)?;
        let mut keys = vec![target.key()];
        let mut different = vec![target.canonical()];
        for link in others {
            let other = Self::of(link);
            let key = other.as_ref().map_or_else(|_| link.clone(), Self::key);
            if !keys.contains(&key) {
                keys.push(key);
                different.push(other.map_or_else(|_| shown(link), |other| other.canonical()));
            }
        }
        if different.len() > 1 { Err(LinkError::Several { links: different }) } else { Ok(target) }
    }

    /// What a parsed address points to, once it is out of its wrapping.
    ///
    /// # Errors
    ///
    /// [`LinkError`] when the link cannot be followed safely.
    pub fn from_url(link: &Url) -> Result<Self, LinkError> {
        let link = unwrap(link);
        let host = link.host_str().unwrap_or_default().to_owned();
        if !matches!(link.scheme(), "http" | "https") {
            return Err(LinkError::Scheme { scheme: link.scheme().to_owned() });
        }
        if !link.username().is_empty() || link.password().is_some() {
            return Err(LinkError::UserName { host });
        }
        if let Some(port) = link.port() {
            return Err(LinkError::Port { host, port });
        }
        match google::parse(&link)? {
            Some(target) => Ok(target),
            None => Ok(web::parse(link)),
        }
    }

    /// The name of the kind, as in the JSON.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::GoogleDoc(_) => "google_doc",
            Self::DriveFile(_) => "google_drive",
            Self::UnknownGoogle(_) => "google",
            Self::Published(_) | Self::PublishedOther(_) => "google_published",
            Self::Folder(_) => "google_folder",
            Self::Sheet(_) => "google_sheet",
            Self::Slides(_) => "google_slides",
            Self::Drawing(_) => "google_drawing",
            Self::Form => "google_form",
            Self::OldDocument(_) => "google_old",
            Self::NoDocument(_) => "google_other",
            Self::Shortener(_) => "short_link",
            Self::GitHub(_) => "github",
            Self::Gist { .. } => "gist",
            Self::Image(_) => "image",
            Self::Web(_) => "web",
        }
    }

    /// An address that is safe to show and to keep: no account numbers, no tokens, no tracking.
    #[must_use]
    pub fn canonical(&self) -> String {
        match self {
            Self::GoogleDoc(document) => format!("https://docs.google.com/document/d/{}/edit", document.id),
            Self::DriveFile(kept) => format!("https://drive.google.com/file/d/{}/view", kept.id),
            Self::UnknownGoogle(kept) => format!("https://drive.google.com/open?id={}", kept.id),
            Self::Published(token) => format!("https://docs.google.com/document/d/e/{token}/pub"),
            Self::Folder(kept) => format!("https://drive.google.com/drive/folders/{}", kept.id),
            Self::Sheet(sheet) => format!("https://docs.google.com/spreadsheets/d/{}/edit", sheet.kept.id),
            Self::OldDocument(id) => format!("https://docs.google.com/Doc?docid={}", id.as_str()),
            Self::PublishedOther(token) => format!("https://docs.google.com/presentation/d/e/{token}/pub"),
            Self::Slides(kept) => format!("https://docs.google.com/presentation/d/{}/edit", kept.id),
            Self::Drawing(kept) => format!("https://docs.google.com/drawings/d/{}/edit", kept.id),
            Self::Form => "https://docs.google.com/forms/".to_owned(),
            Self::NoDocument(_) => "https://docs.google.com/document/".to_owned(),
            Self::GitHub(place) => place.canonical(),
            Self::Gist { id, .. } => format!("https://gist.github.com/{id}"),
            Self::Shortener(link) | Self::Image(link) | Self::Web(link) => web::presentable(link),
        }
    }

    /// What two links to the same thing have in common, however they are spelled.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::GoogleDoc(GoogleDoc { id, tab: Some(tab), .. }) if !tab.is_first() => {
                format!("https://docs.google.com/document/d/{id}/edit?tab={}", tab.as_str())
            }
            Self::Sheet(Sheet { page: Some(page), .. }) => format!("{}#gid={page}", self.canonical()),
            Self::Shortener(link) | Self::Image(link) | Self::Web(link) => link.as_str().to_owned(),
            _ => self.canonical(),
        }
    }

    fn of(link: &str) -> Result<Self, LinkError> {
        if let Some(id) = Id::parse_bare(link) {
            return Ok(Self::UnknownGoogle(Kept { id, resource_key: None }));
        }
        let url = Url::parse(link).map_err(|source| LinkError::Invalid { link: shown(link), source })?;
        Self::from_url(&url)
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.canonical())
    }
}

impl fmt::Display for NoDocument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OwnDrive => "the link opens one's own Drive and names no document",
            Self::SignIn => "the link opens a page to sign in and names no document",
            Self::TooOld => "the link has a form that Google gave up in 2010",
        })
    }
}

/// A pasted text as it may be shown, where it leads to no target: without what could be a secret, and cut short.
#[must_use]
pub fn shown(text: &str) -> String {
    /// Longer texts are no links.
    const LONGEST: usize = 200;
    let text = text.trim();
    let shown = Url::parse(text)
        .map_or_else(|_| text.split(['?', '#']).next().unwrap_or_default().to_owned(), |link| web::presentable(&link));
    let mut short: String = shown.chars().take(LONGEST).collect();
    if short.len() < shown.len() {
        short.push('…');
    }
    short
}

/// The error for a text that is a link with a scheme that is never fetched, such as `file:`.
fn foreign_scheme(text: &str) -> Option<LinkError> {
    let text = text.trim();
    let url = Url::parse(text).ok()?;
    let foreign = !matches!(url.scheme(), "http" | "https") && !text.contains(char::is_whitespace);
    foreign.then(|| LinkError::Scheme { scheme: url.scheme().to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unsafe_links_are_refused() {
        for (link, code) in [
            ("https://docs.google.com@evil.test/document/d/x", "refused"),
            ("https://docs.google.com:8443/document/d/1OK00000000000000000000000000000000000000001", "refused"),
            ("https://u:p@x.test/", "refused"),
            ("https://x.test:22/", "refused"),
            ("file:///etc/passwd", "refused"),
            ("javascript:alert(1)", "refused"),
            ("no link at all", "not-a-document"),
            ("https://a.test/ https://b.test/", "not-a-document"),
            ("https://[::zz]/", "not-a-document"),
        ] {
            let error = Target::parse(link).map_err(|error| error.code());
            assert_eq!(error, Err(code), "{link}");
        }
    }

    #[test]
    fn what_is_shown_holds_no_secret() {
        for (text, expected) in [
            ("https://u:secret@x.test:22/a?token=secret#secret", "https://x.test:22/a"),
            ("https://[::zz]/?token=secret", "https://[::zz]/"),
            (" javascript:alert(1) ", "javascript:alert(1)"),
            ("no link at all", "no link at all"),
        ] {
            assert_eq!(shown(text), expected);
        }
        assert_eq!(shown(&"x".repeat(1000)).chars().count(), 201);
        let several =
            Target::parse("https://a.test/?token=secret and https://b.test/ and https://a.test/?token=secret");
        let links = ["https://a.test/", "https://b.test/"].map(str::to_owned).to_vec();
        assert_eq!(several, Err(LinkError::Several { links }));
    }

    #[test]
    fn several_spellings_of_one_target_are_one() {
        let id = "1OK00000000000000000000000000000000000000001";
        let text = format!(
            "https://docs.google.com/document/d/{id}/edit?usp=sharing https://docs.google.com/document/u/1/d/{id}/preview \
             https://www.google.com/url?q=https://docs.google.com/document/d/{id}/"
        );
        assert_eq!(Target::parse(&text).map(|target| target.kind()), Ok("google_doc"));
    }

    #[test]
    fn look_alikes_are_ordinary_pages() {
        let id = "1OK00000000000000000000000000000000000000001";
        for link in [
            format!("https://docs.google.com.evil.test/document/d/{id}/edit"),
            format!("https://evil.test/docs.google.com/document/d/{id}/edit"),
            format!("https://docs-google.com/document/d/{id}/edit"),
            format!("https://xdocs.google.com/document/d/{id}/edit"),
            format!("https://www.google.com/url?q=https://docs.google.com.evil.test/document/d/{id}"),
        ] {
            assert_eq!(Target::parse(&link).map(|target| target.kind()), Ok("web"), "{link}");
        }
    }

    #[test]
    fn no_text_makes_it_panic() {
        const PIECES: &[&str] = &[
            "https://",
            "http://",
            "docs.google.com/",
            "document/d/",
            "1OK00000000000000000000000000000000000000001",
            "/edit",
            "?tab=t.",
            "#",
            "%",
            "[",
            "](",
            ")",
            "é",
            "\u{feff}",
            "<a href=\"",
            "\">",
            "</a>",
            "&amp;",
            "&lt;",
            "@",
            ":",
            "..",
            "www.google.com/url?q=",
            "u/0/",
            " ",
            "\u{3000}",
            "[url=",
            "github.com/o/r/blob/",
            "[::1]",
            "'",
            "=",
        ];
        let mut state = 7_u64;
        for _ in 0..5_000 {
            let mut text = String::new();
            for _ in 0..8 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let index = usize::try_from(state >> 33).unwrap_or(0) % PIECES.len();
                text.push_str(PIECES[index]);
            }
            for link in clean(&text) {
                assert!(!link.is_empty() && !link.contains(char::is_whitespace), "{text}");
            }
            if let Ok(target) = Target::parse(&text) {
                // What is shown leads to the same thing again, unless a secret was left out of it.
                let again = Target::parse(&target.canonical()).map(|again| again.kind());
                assert_eq!(again, Ok(target.kind()), "{text} -> {}", target.canonical());
            }
        }
    }
}
