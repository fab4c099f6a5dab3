//! What an answer means: status, headers and body to a conclusion.
//!
//! Google answers a request for a file in many ways that are no file, some of them with status 200. The order of the tests is
//! status, then the first bytes, then the words of the page.

use std::time::Duration;

use jiff::fmt::rfc2822::DateTimeParser;
use scraper::{Html, Selector};
use url::Url;

use super::error::FetchError;
use super::redirect::HopError;
use super::signs::{
    contains, ends_as_zip, head_of, holds, is_captcha, is_content_page, is_page, is_script_shell, is_short_or_locked,
    is_sign_in, title,
};

/// Most hidden fields of a form that are sent back, and most bytes of each.
const FIELDS: usize = 16;
const LONGEST_FIELD: usize = 512;
/// Where the form of Drive's warning must lead.
const DOWNLOAD: &str = "https://drive.usercontent.google.com/download";
/// The head of an answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) status: u16,
    pub(super) content_type: Option<String>,
    pub(super) content_encoding: Option<String>,
    pub(super) disposition: Option<String>,
    pub(super) location: Option<String>,
    pub(super) set_cookies: Vec<String>,
    pub(super) retry_after: Option<String>,
    pub(super) date: Option<String>,
}

/// What was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expect {
    /// An office document: a zip.
    Office,
    /// Text that is no page.
    Text,
    /// Markdown, whose pictures are taken out on the way.
    Markdown,
    /// A page of Google's.
    Page,
    /// Whatever file Drive holds.
    DriveFile,
    /// A redirect that tells what a link opens.
    Kind,
    /// Anything from any other host.
    Anything,
}

/// An answer that is no failure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// What was asked for.
    Accepted,
    /// Drive warns that it did not look for viruses. These fields, sent back, get the file.
    Warning(Vec<(String, String)>),
    /// There is no file: the id is a document written in Google's editors.
    NativeDocument,
}

impl Head {
    /// Whether the answer is a redirect with a target to judge.
    pub(super) fn is_redirect(&self) -> bool {
        matches!(self.status, 301 | 302 | 303 | 307 | 308)
    }

    pub(super) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The encoding of the text, where the header names one.
    pub(super) fn charset(&self) -> Option<String> {
        let (_, parameters) = self.content_type.as_deref()?.split_once(';')?;
        let lower = parameters.to_ascii_lowercase();
        let value = lower.split(';').find_map(|parameter| parameter.trim().strip_prefix("charset="))?;
        Some(value.trim_matches(['"', '\'']).to_owned())
    }

    fn is_html(&self) -> bool {
        let stated = self.content_type.as_deref().unwrap_or_default().to_ascii_lowercase();
        stated.starts_with("text/html") || stated.starts_with("application/xhtml")
    }

    /// How long the server asks to wait (RFC 9110, section 10.2.3): seconds, or a date, which is held against the server's own
    /// `Date` so that no clock of ours is asked.
    fn retry_after(&self) -> Option<Duration> {
        let asked = self.retry_after.as_deref()?.trim();
        if let Ok(seconds) = asked.parse::<u64>() {
            return Some(Duration::from_secs(seconds));
        }
        let instant = |text: &str| DateTimeParser::new().parse_timestamp(text).ok().map(jiff::Timestamp::as_second);
        let seconds = instant(asked)?.saturating_sub(instant(self.date.as_deref()?.trim())?);
        Some(Duration::from_secs(u64::try_from(seconds).unwrap_or(0)))
    }
}

/// What an answer means. `address` is where it came from, `body` the decoded body or, for a failure, its beginning.
pub(super) fn judge(expect: Expect, address: &Url, head: &Head, body: &[u8]) -> Result<Verdict, FetchError> {
    if expect == Expect::Anything {
        return judge_web(address, head, body).map(|()| Verdict::Accepted);
    }
    if matches!(head.status, 200 | 403 | 429 | 503) && head.disposition.is_none() && is_captcha(body) {
        return Err(FetchError::BotCheck);
    }
    match head.status {
        status if (200..300).contains(&status) => judge_content(expect, head, body),
        500 if expect == Expect::DriveFile && address.path().ends_with("/uc") => Ok(Verdict::NativeDocument),
        403 | 404 if holds(body, &["violat", "Terms of Service"]) => Err(FetchError::Abuse),
        401 | 403 => Err(FetchError::PrivateOrDisabled),
        status => Err(judge_status(status, head)),
    }
}

/// What statuses mean that mean the same everywhere.
fn judge_status(status: u16, head: &Head) -> FetchError {
    match status {
        404 => FetchError::NotFound,
        410 => FetchError::Deleted,
        429 => FetchError::RateLimited { retry_after: head.retry_after() },
        500..=599 => FetchError::Server { status },
        _ => FetchError::Status { status },
    }
}

fn judge_content(expect: Expect, head: &Head, body: &[u8]) -> Result<Verdict, FetchError> {
    let page = is_page(body);
    match expect {
        Expect::Office if body.starts_with(b"PK\x03\x04") => {
            if ends_as_zip(body) {
                Ok(Verdict::Accepted)
            } else {
                Err(FetchError::Truncated)
            }
        }
        Expect::Office if page => Err(judge_page(body, "a Word document")),
        Expect::Office => {
            let found = if body.is_empty() { "nothing" } else { "something else" };
            Err(FetchError::WrongContent { expected: "a Word document", found })
        }
        Expect::Text | Expect::Markdown if page || head.is_html() => Err(judge_page(body, "a text")),
        // The page of a public document may hold a link to sign in, so its own marks come first.
        Expect::Page if !is_content_page(body) && is_sign_in(body) => Err(FetchError::Private),
        Expect::Page if !page && !head.is_html() => {
            Err(FetchError::WrongContent { expected: "a web page", found: "something else" })
        }
        // A student may have uploaded a page, which comes with a file name; Google's own pages come without.
        Expect::DriveFile if head.disposition.is_none() && (page || head.is_html()) => judge_drive_page(body),
        Expect::DriveFile if body.starts_with(b"PK\x03\x04") && !ends_as_zip(body) => Err(FetchError::Truncated),
        Expect::Kind => Err(judge_page(body, "a redirect")),
        Expect::Text | Expect::Markdown | Expect::Page | Expect::DriveFile | Expect::Anything => Ok(Verdict::Accepted),
    }
}

/// What a page of Google's means where a file was asked for.
fn judge_page(body: &[u8], expected: &'static str) -> FetchError {
    if is_sign_in(body) {
        FetchError::Private
    } else if holds(body, &["violat", "Terms of Service"]) {
        FetchError::Abuse
    } else {
        FetchError::WrongContent { expected, found: "a web page" }
    }
}

fn judge_drive_page(body: &[u8]) -> Result<Verdict, FetchError> {
    if is_sign_in(body) {
        return Err(FetchError::Private);
    }
    if title(body).is_some_and(|title| title.contains("Quota exceeded"))
        || holds(body, &["uc-error-subcaption", "24 hours"])
    {
        return Err(FetchError::Quota);
    }
    match warning_fields(body)? {
        Some(fields) => Ok(Verdict::Warning(fields)),
        None => Err(judge_page(body, "a file")),
    }
}

/// The hidden fields of the form below Drive's warning about viruses; `None` where there is no such form.
fn warning_fields(body: &[u8]) -> Result<Option<Vec<(String, String)>>, HopError> {
    let page = Html::parse_document(&String::from_utf8_lossy(head_of(body)));
    let (Ok(form), Ok(input)) = (Selector::parse("form#download-form"), Selector::parse("input[type=hidden]")) else {
        return Ok(None);
    };
    let Some(form) = page.select(&form).next() else { return Ok(None) };
    if form.attr("action") != Some(DOWNLOAD) {
        return Err(HopError::Form);
    }
    let fields = form.select(&input).filter_map(|field| Some((field.attr("name")?, field.attr("value")?)));
    let short = fields.filter(|(name, value)| name.len() + value.len() <= LONGEST_FIELD).take(FIELDS);
    Ok(Some(short.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()))
}

/// What an answer from outside Google means.
fn judge_web(address: &Url, head: &Head, body: &[u8]) -> Result<(), FetchError> {
    let host = address.host_str().unwrap_or_default().to_owned();
    let checked = is_captcha(body) || holds(body, &["Just a moment..."]) || holds(body, &["cf-challenge"]);
    match head.status {
        200..=299 if head.disposition.is_some() || !is_page(body) => Ok(()),
        200..=299 => judge_web_page(host, body),
        403 | 429 | 503 if checked => Err(FetchError::Blocked { host }),
        // 999 is LinkedIn's own status for programs.
        401 | 407 | 999 => Err(FetchError::LoginWall { host }),
        403 | 406 | 451 => Err(FetchError::Blocked { host }),
        status => Err(judge_status(status, head)),
    }
}

fn judge_web_page(host: String, body: &[u8]) -> Result<(), FetchError> {
    const LOGIN: &[&str] = &["sign in", "log in", "login", "join linkedin", "anmelden", "connexion", "se connecter"];
    const CHECKS: &[&str] = &["just a moment", "access denied", "attention required"];
    let title = title(body).unwrap_or_default().to_lowercase();
    // A write-up about logins may have such a title as well, but it has words.
    let begins = |starts: &[&str]| starts.iter().any(|start| title.starts_with(start)) && is_short_or_locked(body);
    if begins(CHECKS) {
        return Err(FetchError::Blocked { host });
    }
    if begins(LOGIN) {
        return Err(FetchError::LoginWall { host });
    }
    // A page without words of its own may hold them for search engines.
    if is_script_shell(body) && !contains(body, "articleBody") { Err(FetchError::ScriptPage { host }) } else { Ok(()) }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    const ZIP: &[u8] = b"PK\x03\x04 members PK\x05\x06 and eighteen bytes";
    const SIGN_IN: &str = "<!doctype html><html><head><title>Google Docs: Sign-in</title></head></html>";
    const OTHER_LANGUAGE: &str =
        "<html><title>Anmelden</title><form action=\"https://accounts.google.com/v3/signin/identifier\"></form></html>";
    const PAGE: &str = "<html><title>Whatever</title><body>words</body></html>";
    const CAPTCHA: &str =
        "<!DOCTYPE html><title>https://docs.google.com/x</title><form id=\"captcha-form\" action=\"index\">";
    const QUOTA: &str =
        "<html><title>Google Drive - Quota exceeded</title><p class=\"uc-error-caption\">Sorry</p></html>";
    const ABUSE: &str = "<html><p>This item is in violation of our Terms of Service</p></html>";

    fn warning(action: &str) -> String {
        format!(
            "<html><title>Google Drive - Virus scan warning</title><form id=\"download-form\" action=\"{action}\" method=\"get\">\
             <input type=\"hidden\" name=\"id\" value=\"x\"><input type=\"hidden\" name=\"confirm\" value=\"t\">\
             <input type=\"hidden\" name=\"uuid\" value=\"1-2\"></form></html>"
        )
    }

    fn conclude(expect: Expect, status: u16, content_type: &str, body: &[u8]) -> String {
        let head = Head { status, content_type: Some(content_type.to_owned()), ..Head::default() };
        let address = Url::parse("https://docs.google.com/document/d/x/export").unwrap();
        match judge(expect, &address, &head, body) {
            Ok(verdict) => format!("{verdict:?}").split('(').next().unwrap_or_default().to_owned(),
            Err(error) => error.code().to_owned(),
        }
    }

    #[test]
    fn google_answers() {
        let cut = &ZIP[..12];
        for (expect, status, stated, body, expected) in [
            (Expect::Office, 200, "application/x", ZIP, "Accepted"),
            (Expect::Office, 200, "application/x", cut, "network"),
            (Expect::Office, 200, "text/html", SIGN_IN.as_bytes(), "private"),
            (Expect::Office, 200, "text/html", OTHER_LANGUAGE.as_bytes(), "private"),
            (Expect::Office, 200, "text/html", PAGE.as_bytes(), "wrong-content"),
            (Expect::Office, 200, "application/x", PAGE.as_bytes(), "wrong-content"),
            (Expect::Office, 200, "text/html", ABUSE.as_bytes(), "blocked"),
            (Expect::Office, 200, "text/html", CAPTCHA.as_bytes(), "bot-check"),
            (Expect::Office, 200, "application/x", b"", "wrong-content"),
            (Expect::Office, 400, "text/html", PAGE.as_bytes(), "wrong-content"),
            (Expect::Office, 401, "text/html", PAGE.as_bytes(), "private"),
            (Expect::Office, 403, "text/html", PAGE.as_bytes(), "private"),
            (Expect::Office, 403, "text/html", ABUSE.as_bytes(), "blocked"),
            (Expect::Office, 404, "text/html", PAGE.as_bytes(), "not-found"),
            (Expect::Office, 410, "text/html", PAGE.as_bytes(), "deleted"),
            (Expect::Office, 429, "text/html", PAGE.as_bytes(), "rate-limited"),
            (Expect::Office, 429, "text/html", CAPTCHA.as_bytes(), "bot-check"),
            (Expect::Office, 503, "text/html", CAPTCHA.as_bytes(), "bot-check"),
            (Expect::Office, 503, "text/html", PAGE.as_bytes(), "network"),
            (Expect::Office, 500, "text/html", b"", "network"),
            (Expect::Text, 200, "text/plain", b"\xEF\xBB\xBFwords", "Accepted"),
            (Expect::Text, 200, "text/markdown", b"# Title", "Accepted"),
            (Expect::Text, 200, "text/html", PAGE.as_bytes(), "wrong-content"),
            (Expect::Page, 200, "text/html", PAGE.as_bytes(), "Accepted"),
            (Expect::Page, 200, "text/html", SIGN_IN.as_bytes(), "private"),
            (Expect::Page, 200, "application/pdf", b"%PDF-", "wrong-content"),
            (
                Expect::Page,
                200,
                "text/html",
                b"<html><a href=\"https://accounts.google.com/ServiceLogin\">Sign in</a><div class=\"doc-content\">",
                "Accepted",
            ),
            (Expect::DriveFile, 200, "application/octet-stream", b"# Title", "Accepted"),
            (Expect::DriveFile, 200, "text/html", QUOTA.as_bytes(), "quota"),
            (Expect::DriveFile, 200, "text/html", SIGN_IN.as_bytes(), "private"),
            (Expect::DriveFile, 200, "text/html", PAGE.as_bytes(), "wrong-content"),
            (Expect::DriveFile, 200, "text/html", warning(DOWNLOAD).as_bytes(), "Warning"),
            (Expect::DriveFile, 200, "text/html", warning("https://evil.test/download").as_bytes(), "refused"),
            (Expect::Anything, 200, "text/html", PAGE.as_bytes(), "Accepted"),
            (Expect::Anything, 200, "application/pdf", b"%PDF-", "Accepted"),
            (Expect::Anything, 999, "text/html", b"", "login-wall"),
            (Expect::Anything, 401, "text/html", b"", "login-wall"),
            (Expect::Anything, 403, "text/html", b"", "blocked"),
            (Expect::Anything, 503, "text/html", b"<html><title>Just a moment...</title>", "blocked"),
            (Expect::Anything, 200, "text/html", b"<html><title>Log in</title><p>x", "login-wall"),
            (Expect::Anything, 200, "text/html", b"<html><script>load()</script><div id=app></div>", "blocked"),
            (Expect::Office, 404, "text/html", ABUSE.as_bytes(), "blocked"),
            (Expect::Kind, 200, "text/html", PAGE.as_bytes(), "wrong-content"),
            (Expect::Kind, 404, "text/html", b"", "not-found"),
            (Expect::Anything, 404, "text/html", b"", "not-found"),
        ] {
            let text = String::from_utf8_lossy(body);
            assert_eq!(conclude(expect, status, stated, body), expected, "{expect:?} {status} {text}");
        }
    }

    #[test]
    fn a_write_up_about_logins_is_no_login_page() {
        let words = "the login service was down ".repeat(30);
        let page = format!(
            "<html><title>Login outage: postmortem</title><script>x</script><body><p>{words}</p></body></html>"
        );
        assert_eq!(conclude(Expect::Anything, 200, "text/html", page.as_bytes()), "Accepted");
        let locked = page.replace("<p>", "<form><input type=\"password\"></form><p>");
        assert_eq!(conclude(Expect::Anything, 200, "text/html", locked.as_bytes()), "login-wall");
    }

    #[test]
    fn a_file_with_a_name_is_no_page_of_google() {
        let head = Head {
            status: 200,
            content_type: Some("text/html".to_owned()),
            disposition: Some("attachment; filename=a.html".to_owned()),
            ..Head::default()
        };
        let address = Url::parse("https://drive.usercontent.google.com/download").unwrap();
        assert_eq!(judge(Expect::DriveFile, &address, &head, PAGE.as_bytes()).ok(), Some(Verdict::Accepted));
    }

    #[test]
    fn drive_says_500_for_native_documents() {
        let head = Head { status: 500, ..Head::default() };
        let address = Url::parse("https://drive.google.com/uc?id=x").unwrap();
        assert_eq!(judge(Expect::DriveFile, &address, &head, b"").ok(), Some(Verdict::NativeDocument));
    }

    #[test]
    fn the_fields_of_the_warning_come_back() {
        let fields = warning_fields(warning(DOWNLOAD).as_bytes()).unwrap().unwrap();
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(fields, [("id", "x"), ("confirm", "t"), ("uuid", "1-2")]);
    }

    #[test]
    fn retry_after_in_both_forms() {
        let date = "Wed, 21 Oct 2026 07:28:00 GMT";
        for (asked, date, expected) in [
            ("2", None, Some(2)),
            (" 99999 ", None, Some(99_999)),
            ("Wed, 21 Oct 2026 07:28:30 GMT", Some(date), Some(30)),
            ("Wed, 21 Oct 2026 07:27:00 GMT", Some(date), Some(0)),
            ("Wed, 21 Oct 2026 07:28:30 GMT", None, None),
            ("soon", Some(date), None),
            ("-5", None, None),
        ] {
            let head = Head { retry_after: Some(asked.to_owned()), date: date.map(str::to_owned), ..Head::default() };
            assert_eq!(head.retry_after(), expected.map(Duration::from_secs), "{asked}");
        }
    }
}
