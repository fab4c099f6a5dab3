//! Links against stand-in servers, from the pasted text to the source. Cases are numbered as the answers they show:
//! `g` for Google, `w` for the rest of the web.
#![expect(clippy::unwrap_used, clippy::format_collect, reason = "tests")]

#[path = "network/docs.rs"]
mod docs;
#[path = "network/drive.rs"]
mod drive;
#[path = "network/runs.rs"]
mod runs;
mod support;
#[path = "network/web.rs"]
mod web;

use std::time::Duration;

use pmconvert::fetch::{FetchError, Fetched};

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

fn seconds(waits: &[Duration]) -> Vec<u64> {
    waits.iter().map(Duration::as_secs).collect()
}
