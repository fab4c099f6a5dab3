//! Links against stand-in servers, from the pasted text to the source. Cases are numbered as the answers they show:
//! `g` for Google, `w` for the rest of the web.
#![expect(clippy::unwrap_used, clippy::format_collect, reason = "tests")]

#[path = "network/docs.rs"]
mod docs;
#[path = "network/drive.rs"]
mod drive;
#[path = "network/forms.rs"]
mod forms;
#[path = "network/pace.rs"]
mod pace;
#[path = "network/runs.rs"]
mod runs;
mod support;
#[path = "network/web.rs"]
mod web;

use std::time::Duration;

use pmconvert::check::Pack;
use pmconvert::fetch::{FetchError, Fetched};
use pmconvert::notice::Notices;
use pmconvert::source::Source;
use pmconvert::understand::{Understood, understand};
use pmconvert::write::Images;
use wiremock::ResponseTemplate;

/// Where Google sends readers who have to sign in.
const SIGN_IN: &str = "https://accounts.google.com/ServiceLogin?service=wise&passive=1209600&continue=x&ltmpl=docs";

fn code(result: &Result<Fetched, FetchError>) -> &'static str {
    match result {
        Ok(_) => "ok",
        Err(error) => error.code(),
    }
}

fn notices(fetched: Fetched) -> Vec<&'static str> {
    fetched.notices.into_vec().iter().map(|noted| noted.notice.code()).collect()
}

/// What is read out of a source.
fn understood(source: Source) -> Understood {
    understand(source, Pack::course(), &Images::Embed, Notices::default()).unwrap()
}

/// An answer with this body.
fn raw(body: impl Into<Vec<u8>>, media_type: &str) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_raw(body, media_type)
}

fn seconds(waits: &[Duration]) -> Vec<u64> {
    waits.iter().map(Duration::as_secs).collect()
}

/// Every kind of answer that is known of has a test by its number.
#[test]
fn every_case_has_a_test() {
    let tests = [
        include_str!("network/docs.rs"),
        include_str!("network/drive.rs"),
        include_str!("network/forms.rs"),
        include_str!("network/pace.rs"),
        include_str!("network/runs.rs"),
        include_str!("network/web.rs"),
    ];
    let cases =
        (1..=50).map(|number| format!("fn g{number:02}_")).chain((1..=15).map(|number| format!("fn w{number:02}_")));
    let missing: Vec<String> = cases.filter(|case| !tests.iter().any(|test| test.contains(case.as_str()))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
