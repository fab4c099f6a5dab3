//! Why a link could not be fetched.

use std::time::Duration;

use thiserror::Error;

use super::address::AddressError;
use super::host::Stop;
use super::origin_map::OriginMapError;
use super::redirect::HopError;
use crate::link::{LinkError, NoDocument};

/// Why a link could not be fetched.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum FetchError {
    /// The text is no link that can be followed.
    #[error(transparent)]
    Link(#[from] LinkError),
    /// The document is restricted.
    #[error("Google asks for a login to read this document")]
    Private,
    /// The document is restricted to the members of an organization.
    #[error("only members of `{domain}` can read this document")]
    OrganizationOnly {
        /// The organization's domain.
        domain: String,
    },
    /// Google refused the download, and asking for the reason gave no answer.
    #[error("Google refused the download: the document is private, or its owner has turned off downloading")]
    PrivateOrDisabled,
    /// Anyone with the link can read the page, but nobody can download it.
    #[error("anyone with the link can read this document, but its owner has turned off downloading")]
    DownloadDisabled,
    /// There never was such a document, or it needs a key that the link lacks.
    #[error("there is no document at this address")]
    NotFound,
    /// An old link without the key that such links need.
    #[error("there is no document at this address; the link may lack its `resourcekey`")]
    KeyMissing,
    /// A site that says the same of what is missing and of what is private.
    #[error("`{host}` has nothing public at this address")]
    MissingOrPrivate {
        /// The host.
        host: String,
    },
    /// A short link that leads nowhere.
    #[error("the short link is dead")]
    DeadShortLink,
    /// The document was deleted.
    #[error("this document has been deleted by its owner")]
    Deleted,
    /// Too many requests (RFC 6585, section 4).
    #[error("the server is limiting requests from this network")]
    RateLimited {
        /// How long it asks to wait.
        retry_after: Option<Duration>,
    },
    /// Google shows a captcha.
    #[error("Google has blocked automatic downloads from this network for now")]
    BotCheck,
    /// An earlier answer stopped all requests to this host.
    #[error("not tried: {because}")]
    NotTried {
        /// The earlier answer.
        because: Stop,
    },
    /// Drive's daily limit for one file.
    #[error("too many people downloaded this file today")]
    Quota,
    /// More bytes than are accepted.
    #[error("the document is larger than {limit} bytes")]
    TooLarge {
        /// The limit.
        limit: u64,
    },
    /// Something else than was asked for.
    #[error("the address answered with {found}, expected {expected}")]
    WrongContent {
        /// What was asked for.
        expected: &'static str,
        /// What came.
        found: &'static str,
    },
    /// A page that only scripts fill with text.
    #[error("the page of `{host}` holds no text of its own: scripts load it")]
    ScriptPage {
        /// The host.
        host: String,
    },
    /// A link to something that holds no text.
    #[error("the link opens {what}, which pmconvert does not read")]
    Unsupported {
        /// What it opens.
        what: &'static str,
    },
    /// A link to a form.
    #[error("the link opens a form, not a document")]
    Form,
    /// A Google address that names no document.
    #[error("{0}")]
    NoDocument(NoDocument),
    /// A folder with several files, or none.
    #[error("the link is a folder with {}", listed(names))]
    Folder {
        /// The names of the files.
        names: Vec<String>,
    },
    /// The site refuses programs.
    #[error("`{host}` refused an automatic download")]
    Blocked {
        /// The host.
        host: String,
    },
    /// The site asks for a login.
    #[error("`{host}` shows this page only after a login")]
    LoginWall {
        /// The host.
        host: String,
    },
    /// Google blocks the document for everyone.
    #[error("Google has blocked this document for a violation of its terms")]
    Abuse,
    /// Trouble on the server: a status from 500 on.
    #[error("the server answered with status {status}")]
    Server {
        /// The status.
        status: u16,
    },
    /// A status that no rule covers.
    #[error("the server answered with the unexpected status {status}")]
    Status {
        /// The status.
        status: u16,
    },
    /// A redirect to where no request may go.
    #[error("the address redirects to where pmconvert does not follow")]
    Hop(#[from] HopError),
    /// A host where no request may go.
    #[error("the address is not allowed")]
    Address(#[from] AddressError),
    /// `PMCONVERT_ORIGIN_MAP` cannot be used.
    #[error("PMCONVERT_ORIGIN_MAP cannot be used")]
    OriginMap(#[from] OriginMapError),
    /// Too slow.
    #[error("{phase} took longer than {} seconds", limit.as_secs())]
    Timeout {
        /// What took too long.
        phase: Phase,
        /// How long it may take.
        limit: Duration,
    },
    /// No connection: name lookup, TCP or TLS.
    #[error("no connection to `{host}`")]
    Connect {
        /// The host.
        host: String,
        /// What went wrong.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The transfer broke off.
    #[error("the transfer broke off before its end")]
    Truncated,
    /// The client could not be set up.
    #[error("the network client cannot be set up")]
    Setup(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// A stage of a fetch that has a time limit of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// From the request to the head of the answer.
    FirstByte,
    /// From one piece of the body to the next.
    Idle,
    /// Everything, retries included.
    Total,
}

impl FetchError {
    /// The stable name of the failure, as in the batch journal.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Link(error) => error.code(),
            Self::Private | Self::OrganizationOnly { .. } | Self::PrivateOrDisabled => "private",
            Self::DownloadDisabled => "download-disabled",
            Self::NotFound | Self::KeyMissing | Self::DeadShortLink | Self::MissingOrPrivate { .. } => "not-found",
            Self::Deleted => "deleted",
            Self::RateLimited { .. } | Self::NotTried { because: Stop::RateLimited } => "rate-limited",
            Self::BotCheck | Self::NotTried { because: Stop::BotCheck } => "bot-check",
            Self::Quota => "quota",
            Self::TooLarge { .. } => "too-large",
            Self::WrongContent { .. } | Self::Status { .. } => "wrong-content",
            Self::Unsupported { .. } => "unsupported",
            Self::Form | Self::NoDocument(_) | Self::Folder { .. } => "not-a-document",
            Self::Blocked { .. } | Self::ScriptPage { .. } | Self::Abuse => "blocked",
            Self::LoginWall { .. } => "login-wall",
            Self::Hop(_) | Self::Address(_) | Self::OriginMap(_) => "refused",
            Self::Server { .. } | Self::Timeout { .. } | Self::Connect { .. } | Self::Truncated | Self::Setup(_) => {
                "network"
            }
        }
    }

    /// What the user can do.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Link(error) => error.hint(),
            Self::Private | Self::OrganizationOnly { .. } | Self::PrivateOrDisabled => {
                "ask the author to open Share and set \"General access\" to \"Anyone with the link\" (Viewer)"
            }
            Self::DownloadDisabled => "ask the author to allow viewers to download, or read the page with `--web-view`",
            Self::NotFound | Self::Status { .. } => "check that the link was copied whole",
            Self::KeyMissing => "copy the whole link again, with its `resourcekey`",
            Self::MissingOrPrivate { .. } => "check that the link was copied whole and that what it shows is public",
            Self::DeadShortLink => "give the link that it stood for",
            Self::Deleted => "ask the author for a copy",
            Self::RateLimited { .. } | Self::NotTried { because: Stop::RateLimited } => "run it again later",
            Self::BotCheck | Self::NotTried { because: Stop::BotCheck } => {
                "wait an hour, or open the link in a browser and save the document"
            }
            Self::Quota => "try again tomorrow: Google allows the file again within 24 hours",
            Self::TooLarge { .. } => "allow more with `--max-size`, or ask for a copy with smaller pictures",
            Self::WrongContent { .. } => "open the link in a browser to see what it shows",
            Self::ScriptPage { .. } | Self::Blocked { .. } | Self::LoginWall { .. } => {
                "open it in a browser, save the page as HTML and give that file, or ask for a Google Docs link or a .docx"
            }
            Self::Unsupported { .. } => {
                "ask for the text itself, as a Google Docs link or a .docx, .md, .html or .txt file"
            }
            Self::Form => "give the link of the document, not of the form to hand it in",
            Self::NoDocument(_) => "open the document and copy its link with the Share button",
            Self::Folder { .. } => "give the link of one file in it",
            Self::Abuse => "ask the author for a copy in another place",
            Self::Hop(_) | Self::Address(_) => "check where the link really leads, and give a public one",
            Self::OriginMap(_) => "unset it, or write it as `HOST=http://127.0.0.1:PORT,...`",
            Self::Timeout { phase: Phase::Total, .. } => "allow more with `--timeout`, or try again later",
            Self::Server { .. } | Self::Timeout { .. } | Self::Truncated => "try again later",
            Self::Connect { .. } | Self::Setup(_) => "check the network connection, then try again",
        }
    }

    /// Whether the same request may succeed in a moment.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        match self {
            Self::RateLimited { .. } | Self::Server { .. } | Self::Connect { .. } | Self::Truncated => true,
            Self::Timeout { phase, .. } => *phase != Phase::Total,
            _ => false,
        }
    }

    /// Whether a request was made for this link at all.
    #[must_use]
    pub fn was_tried(&self) -> bool {
        !matches!(self, Self::NotTried { .. })
    }
}

impl std::fmt::Display for Phase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::FirstByte => "the server's answer",
            Self::Idle => "the next part of the body",
            Self::Total => "the whole fetch",
        })
    }
}

/// "no files", or "3 files: `a`, `b`, `c`"; many names are cut short.
fn listed(names: &[String]) -> String {
    const SHOWN: usize = 8;
    let shown: Vec<String> = names.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
    let more = if names.len() > SHOWN { ", ..." } else { "" };
    match names.len() {
        0 => "no files".to_owned(),
        1 => format!("1 file: {}", shown.join("")),
        count => format!("{count} files: {}{more}", shown.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_and_hints_are_fragments_without_a_full_stop() {
        let limit = Duration::from_secs(60);
        for error in [
            FetchError::Private,
            FetchError::OrganizationOnly { domain: "school.example".to_owned() },
            FetchError::PrivateOrDisabled,
            FetchError::DownloadDisabled,
            FetchError::NotFound,
            FetchError::KeyMissing,
            FetchError::DeadShortLink,
            FetchError::MissingOrPrivate { host: "x.test".to_owned() },
            FetchError::Deleted,
            FetchError::RateLimited { retry_after: None },
            FetchError::BotCheck,
            FetchError::NotTried { because: Stop::BotCheck },
            FetchError::NotTried { because: Stop::RateLimited },
            FetchError::Quota,
            FetchError::TooLarge { limit: 10 },
            FetchError::WrongContent { expected: "a file", found: "a web page" },
            FetchError::ScriptPage { host: "x.test".to_owned() },
            FetchError::Unsupported { what: "a drawing" },
            FetchError::Form,
            FetchError::NoDocument(NoDocument::OwnDrive),
            FetchError::Folder { names: vec![] },
            FetchError::Blocked { host: "x.test".to_owned() },
            FetchError::LoginWall { host: "x.test".to_owned() },
            FetchError::Abuse,
            FetchError::Server { status: 500 },
            FetchError::Status { status: 418 },
            FetchError::Hop(HopError::Loop),
            FetchError::Address(AddressError::NoHost),
            FetchError::OriginMap(OriginMapError::Encoding),
            FetchError::Timeout { phase: Phase::Idle, limit },
            FetchError::Truncated,
            FetchError::Link(LinkError::Missing),
        ] {
            for text in [error.to_string(), error.hint().to_owned()] {
                assert!(!text.ends_with('.') && !text.contains('\n'), "{text}");
                let first = text.split(' ').next().unwrap_or_default();
                let lower = first.chars().all(|c| !c.is_uppercase());
                assert!(lower || matches!(first, "Google" | "PMCONVERT_ORIGIN_MAP"), "{text}");
            }
            assert!(error.code().bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{error}");
        }
    }

    #[test]
    fn folders_list_a_few_names() {
        let names = |count: usize| (0..count).map(|number| number.to_string()).collect::<Vec<_>>();
        for (count, expected) in [
            (0, "no files"),
            (1, "1 file: `0`"),
            (2, "2 files: `0`, `1`"),
            (9, "9 files: `0`, `1`, `2`, `3`, `4`, `5`, `6`, `7`, ..."),
        ] {
            assert_eq!(listed(&names(count)), expected);
        }
    }
}
