//! Judging one redirect: follow it, or conclude something from where it leads.
//!
//! Requests to Google go from a fixed list of hosts to a fixed list of hosts; everything else is refused, and a redirect to a
//! page to sign in is an answer in itself. On the rest of the web any public host may follow.

use thiserror::Error;
use url::Url;

use super::address;
use super::error::FetchError;

/// Which rules a chain of requests keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Chain {
    /// Google's hosts, by the table [`ROUTES`].
    Google,
    /// Any public host.
    Web,
}

/// Why a redirect is not followed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum HopError {
    /// A redirect without a target.
    #[error("the redirect names no target")]
    NoTarget,
    /// A target that cannot be parsed.
    #[error("the redirect's target is no valid address")]
    Invalid(#[source] url::ParseError),
    /// Neither `https` nor, outside Google, `http`.
    #[error("it leads to `{scheme}:`")]
    Scheme {
        /// The scheme.
        scheme: String,
    },
    /// Another port than the usual one.
    #[error("it leads to the unusual port {port} of `{host}`")]
    Port {
        /// The host.
        host: String,
        /// The port.
        port: u16,
    },
    /// A user name stands before the host.
    #[error("it holds a user name before its host `{host}`")]
    UserName {
        /// The true host.
        host: String,
    },
    /// A host that this request never leads to.
    #[error("it leads to `{host}`")]
    Host {
        /// The host.
        host: String,
    },
    /// Back to where it has been.
    #[error("it leads in a circle")]
    Loop,
    /// Too many in a row.
    #[error("it leads through more than {limit} redirects")]
    TooMany {
        /// The limit.
        limit: usize,
    },
    /// A form of Google's that sends its fields to a foreign address.
    #[error("its form leads to a foreign address")]
    Form,
}

/// Where requests to a Google host may be redirected: the host, the paths that hold this text, and the hosts it may go to.
const ROUTES: &[(&str, &str, &[Place])] = &[
    (
        "docs.google.com",
        "/export",
        &[Place::Is("docs.google.com"), Place::Content(&["docstext", "docs", "sheets", "slides"])],
    ),
    ("docs.google.com", "/", &[Place::Is("docs.google.com")]),
    (
        "drive.google.com",
        "/",
        &[
            Place::Is("drive.google.com"),
            Place::Is("docs.google.com"),
            Place::Is("drive.usercontent.google.com"),
            Place::Content(&["docs"]),
        ],
    ),
    ("drive.usercontent.google.com", "/", &[Place::Is("drive.usercontent.google.com")]),
];

enum Place {
    Is(&'static str),
    /// `doc-XX-YY-KIND.googleusercontent.com`, for these kinds.
    Content(&'static [&'static str]),
}

/// Hosts that only ask for a login.
const LOGIN_HOSTS: &[&str] =
    &["accounts.google.com", "login.microsoftonline.com", "login.live.com", "www.facebook.com"];
/// Beginnings of paths that only ask for a login.
const LOGIN_PATHS: &[&str] = &[
    "/ServiceLogin",
    "/accounts",
    "/authwall",
    "/login",
    "/signin",
    "/sign-in",
    "/checkpoint",
    "/uas/login",
    "/m/signin",
];

impl Chain {
    /// How many redirects are followed.
    pub(super) fn longest(self) -> usize {
        match self {
            Self::Google => 5,
            Self::Web => 10,
        }
    }
}

/// The next address after `from`, or what the redirect means.
pub(super) fn judge(chain: Chain, from: &Url, location: Option<&str>) -> Result<Url, FetchError> {
    let location = location.ok_or(HopError::NoTarget)?;
    let next = from.join(location).map_err(HopError::Invalid)?;
    conclude(chain, from, &next)?;
    check_form(chain, &next)?;
    match chain {
        Chain::Google => check_route(from, &next)?,
        Chain::Web => address::judge(&next)?,
    }
    Ok(next)
}

/// What a redirect means that is no way to the document.
fn conclude(chain: Chain, from: &Url, next: &Url) -> Result<(), FetchError> {
    let host = next.host_str().unwrap_or_default();
    let path = next.path();
    let login = LOGIN_HOSTS.contains(&host) || LOGIN_PATHS.iter().any(|start| is_at(path, start));
    if host == "accounts.google.com" || (login && chain == Chain::Google && is_google(host)) {
        let domain = next.query_pairs().find(|(name, value)| name == "hd" && !value.is_empty());
        return Err(match domain {
            Some((_, domain)) => FetchError::OrganizationOnly { domain: domain.chars().take(253).collect() },
            None => FetchError::Private,
        });
    }
    if is_google(host) && path.starts_with("/sorry") {
        return Err(FetchError::BotCheck);
    }
    let foreign = matches!(host, "consent.google.com" | "workspace.google.com" | "support.google.com");
    if foreign && chain == Chain::Google {
        return Err(FetchError::WrongContent { expected: "a document", found: "a page about Google's services" });
    }
    let origin = from.host_str().unwrap_or_default();
    if host == "login.microsoftonline.com" && origin.ends_with(".sharepoint.com") {
        return Err(FetchError::OrganizationOnly { domain: origin.to_owned() });
    }
    if login && chain == Chain::Web {
        return Err(FetchError::LoginWall { host: host.to_owned() });
    }
    Ok(())
}

/// Whether a path is this one or lies below it.
fn is_at(path: &str, start: &str) -> bool {
    path.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Scheme, user name and port.
fn check_form(chain: Chain, next: &Url) -> Result<(), HopError> {
    let host = || next.host_str().unwrap_or_default().to_owned();
    let scheme = next.scheme();
    if scheme != "https" && !(chain == Chain::Web && scheme == "http") {
        return Err(HopError::Scheme { scheme: scheme.to_owned() });
    }
    if !next.username().is_empty() || next.password().is_some() {
        return Err(HopError::UserName { host: host() });
    }
    match next.port() {
        Some(port) => Err(HopError::Port { host: host(), port }),
        None => Ok(()),
    }
}

fn check_route(from: &Url, next: &Url) -> Result<(), HopError> {
    let (origin, host) = (from.host_str().unwrap_or_default(), next.host_str().unwrap_or_default());
    let route = ROUTES.iter().find(|(start, path, _)| *start == origin && from.path().contains(path));
    let allowed = route.is_some_and(|(_, _, places)| places.iter().any(|place| place.holds(host)));
    if allowed { Ok(()) } else { Err(HopError::Host { host: host.to_owned() }) }
}

impl Place {
    fn holds(&self, host: &str) -> bool {
        match self {
            Self::Is(name) => host == *name,
            Self::Content(kinds) => host
                .strip_suffix(".googleusercontent.com")
                .and_then(|label| label.strip_prefix("doc-"))
                .is_some_and(|label| is_content_label(label, kinds)),
        }
    }
}

/// `XX-YY-KIND`, with two to four of `[0-9a-z]` for each of the first two.
fn is_content_label(label: &str, kinds: &[&str]) -> bool {
    let parts: Vec<&str> = label.split('-').collect();
    let [first, second, kind] = parts.as_slice() else { return false };
    let short = |part: &str| {
        (2..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase())
    };
    short(first) && short(second) && kinds.contains(kind)
}

fn is_google(host: &str) -> bool {
    host == "google.com" || host.ends_with(".google.com")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    const EXPORT: &str =
        "https://docs.google.com/document/d/1OK00000000000000000000000000000000000000001/export?format=docx";
    const CONTENT: &str = "https://doc-0s-8s-docstext.googleusercontent.com/export/a/b/1/2/*/ID?format=docx";

    fn code(chain: Chain, from: &str, location: &str) -> Result<String, &'static str> {
        let from = Url::parse(from).unwrap();
        judge(chain, &from, Some(location)).map(String::from).map_err(|error| error.code())
    }

    #[test]
    fn google_leads_to_its_content_hosts() {
        for (from, location) in [
            (EXPORT, CONTENT),
            (EXPORT, "https://doc-10-6s-slides.googleusercontent.com/x"),
            (EXPORT, "https://docs.google.com/document/export?hop=2"),
            (
                "https://drive.google.com/uc?export=download&id=x",
                "https://drive.usercontent.google.com/download?id=x&export=download",
            ),
            ("https://drive.google.com/u/0/uc?id=x", "https://drive.google.com/uc?id=x"),
            ("https://drive.google.com/uc?id=x", "https://doc-0s-8s-docs.googleusercontent.com/docs/securesc/x"),
        ] {
            assert_eq!(code(Chain::Google, from, location).as_deref(), Ok(location));
        }
        assert_eq!(
            code(Chain::Google, EXPORT, "/document/d/x/export?hop=2").as_deref(),
            Ok("https://docs.google.com/document/d/x/export?hop=2")
        );
    }

    #[test]
    fn hostile_redirects_are_refused() {
        for location in [
            "http://doc-0s-8s-docstext.googleusercontent.com/x",
            "https://doc-0s-8s-docstext.googleusercontent.com.evil.test/",
            "https://doc-0s-8s-evil.googleusercontent.com/",
            "https://doc-0s-8s-docstext.x.googleusercontent.com/",
            "https://doc-0-8s-docstext.googleusercontent.com/",
            "https://doc-0s-8s-DOC_S.googleusercontent.com/",
            "https://lh3.googleusercontent.com/x",
            "//evil.test/",
            "https://169.254.169.254/",
            "https://localhost/",
            "https://docs.google.com:8443/",
            "https://u@docs.google.com/",
            "file:///etc/passwd",
            "https://drive.usercontent.google.com/x",
            "https://",
        ] {
            assert_eq!(code(Chain::Google, EXPORT, location), Err("refused"), "{location}");
        }
        let from = Url::parse(EXPORT).unwrap();
        assert_eq!(judge(Chain::Google, &from, None).map_err(|error| error.code()), Err("refused"));
    }

    #[test]
    fn some_redirects_are_answers() {
        for (chain, location, expected) in [
            (Chain::Google, "https://accounts.google.com/ServiceLogin?service=wise&continue=x", "private"),
            (Chain::Google, "https://accounts.google.com/v3/signin/identifier?hd=school.example", "private"),
            (Chain::Google, "https://accounts.google.com/AccountChooser", "private"),
            (Chain::Google, "https://docs.google.com/ServiceLogin?x", "private"),
            (Chain::Google, "/accounts/SetOSID?continue=x", "private"),
            (Chain::Google, "https://www.google.com/sorry/index?continue=x", "bot-check"),
            (Chain::Google, "https://consent.google.com/ml?continue=x", "wrong-content"),
            (Chain::Google, "https://workspace.google.com/", "wrong-content"),
            (Chain::Web, "https://www.linkedin.com/authwall?x", "login-wall"),
            (Chain::Web, "https://login.microsoftonline.com/x", "login-wall"),
        ] {
            assert_eq!(code(chain, EXPORT, location), Err(expected), "{location}");
        }
    }

    #[test]
    fn a_login_of_microsoft_behind_sharepoint_means_private() {
        let login = "https://login.microsoftonline.com/common/oauth2";
        assert_eq!(code(Chain::Web, "https://school-my.sharepoint.com/:w:/g/x", login), Err("private"));
        assert_eq!(code(Chain::Web, "https://x.test/", login), Err("login-wall"));
    }

    #[test]
    fn the_web_may_lead_to_any_public_host() {
        for (location, expected) in [
            ("https://y.test/a", Ok("https://y.test/a")),
            ("http://y.test/a", Ok("http://y.test/a")),
            ("/b", Ok("https://x.test/b")),
            ("/login-outage", Ok("https://x.test/login-outage")),
            ("/login?next=x", Err("login-wall")),
            ("http://10.0.0.5/", Err("refused")),
            ("http://[::1]/", Err("refused")),
            ("http://y.test:8080/", Err("refused")),
            ("ftp://y.test/", Err("refused")),
            ("https://u:p@y.test/", Err("refused")),
        ] {
            assert_eq!(
                code(Chain::Web, "https://x.test/a", location).as_deref().map_err(|code| *code),
                expected,
                "{location}"
            );
        }
    }
}
