//! The rest of the web, and links that are never asked.

use std::sync::Arc;
use std::time::Duration;

use pmconvert::fetch::{Fetch, FetchError, Fetcher, Options, Pace, Phase, SystemClock, VirtualClock};
use pmconvert::format::{Detected, InputFormat};
use pmconvert::link::Target;
use pmconvert::source::Origin;
use wiremock::ResponseTemplate;

use crate::support::stand_in::*;
use crate::{code, notices, seconds};

#[test]
fn forms_sheets_and_own_drives_are_never_asked() {
    let world = StandIn::start();
    for (link, expected) in [
        ("https://docs.google.com/forms/d/e/x/viewform".to_owned(), "not-a-document"),
        ("https://drive.google.com/drive/my-drive".to_owned(), "not-a-document"),
        (format!("https://docs.google.com/spreadsheets/d/{ID}/edit"), "unsupported"),
        ("https://x.test/a.png".to_owned(), "unsupported"),
        ("https://youtu.be/x".to_owned(), "unsupported"),
        ("https://docs.google.com@evil.test/".to_owned(), "refused"),
    ] {
        assert_eq!(code(&world.fetch(&link)), expected, "{link}");
    }
    assert!(world.log().is_empty());
}

#[test]
fn w01_github() {
    let world = StandIn::start();
    let text = |words: &str| ResponseTemplate::new(200).set_body_raw(words, "text/plain; charset=utf-8");
    world.answer("raw.githubusercontent.com/o/r/main/docs/may.md", text("# May"));
    world.answer("raw.githubusercontent.com/o/r/HEAD/readme.md", text("# Read me"));
    let fetched = world.fetch("https://github.com/o/r/blob/main/docs/may.md").unwrap();
    assert_eq!(fetched.source.bytes, b"# May");
    assert_eq!(fetched.source.origin, Origin::Link("https://github.com/o/r/blob/main/docs/may.md".to_owned()));
    assert_eq!(world.fetch("https://github.com/o/r").unwrap().source.bytes, b"# Read me");
    assert_eq!(code(&world.fetch("https://github.com/o/none")), "not-found");
}

#[test]
fn w02_short_link_to_a_document() {
    let world = StandIn::start();
    world.answer("bit.ly/x", redirect(301, "https://t.co/y"));
    world.answer("t.co/y", redirect(302, "https://x.test/z"));
    world.answer("x.test/z", redirect(307, &link(ID)));
    world.serve_document(ID, &docx(&["x"]));
    let fetched = world.fetch("https://bit.ly/x").unwrap();
    assert_eq!(fetched.source.origin, Origin::Link(format!("https://docs.google.com/document/d/{ID}/edit")));
    assert_eq!(notices(fetched), ["origin-map", "fetched-as"]);
}

#[test]
fn w02_short_link_to_a_page() {
    let world = StandIn::start();
    world.answer("bit.ly/x", redirect(301, "https://x.test/notes.md?utm_source=a"));
    world.answer("x.test/notes.md?utm_source=a", ResponseTemplate::new(200).set_body_raw("words", "text/plain"));
    let fetched = world.fetch("https://bit.ly/x").unwrap();
    assert_eq!(fetched.source.origin, Origin::Link("https://x.test/notes.md".to_owned()));
    assert_eq!(fetched.source.format, Some(InputFormat::Markdown));
    assert_eq!(notices(fetched), ["origin-map", "fetched-as"]);
}

#[test]
fn w02_short_link_with_a_page_of_its_own() {
    let world = StandIn::start();
    let links = |targets: &[&str]| {
        let links: String = targets.iter().map(|target| format!("<a href=\"{target}\">go</a>")).collect();
        page(
            200,
            &format!("<html><title>LinkedIn</title><p>This link will take you to a page outside.</p>{links}</html>"),
        )
    };
    world.answer("lnkd.in/one", links(&["https://lnkd.in/help", &link(ID)]));
    world.answer("lnkd.in/two", links(&["https://a.test/", "https://b.test/"]));
    world.serve_document(ID, &docx(&["x"]));
    assert_eq!(code(&world.fetch("https://lnkd.in/one")), "ok");
    assert_eq!(code(&world.fetch("https://lnkd.in/two")), "wrong-content");
}

#[test]
fn w02_a_login_page_on_the_way_still_names_the_document() {
    let world = StandIn::start();
    let inner: String = format!("https%3A%2F%2Fdocs.google.com%2Fdocument%2Fd%2F{ID}%2Fedit");
    world.answer("bit.ly/x", redirect(302, &format!("https://accounts.google.com/ServiceLogin?continue={inner}")));
    world.serve_document(ID, &docx(&["x"]));
    assert_eq!(code(&world.fetch("https://bit.ly/x")), "ok");
}

#[test]
fn w03_private_networks() {
    for location in ["http://10.0.0.5/", "http://[::1]/", "http://169.254.169.254/latest/meta-data", "http://0x7f.1/"] {
        let world = StandIn::start();
        world.answer("bit.ly/x", redirect(302, location));
        assert_eq!(code(&world.fetch("https://bit.ly/x")), "refused", "{location}");
        assert_eq!(code(&world.fetch(location)), "refused", "{location}");
        assert_eq!(world.log(), ["bit.ly/x"]);
    }
}

#[test]
fn w03_names_of_private_networks() {
    for addresses in [vec!["127.0.0.1"], vec!["8.8.8.8", "192.168.0.1"], vec!["::ffff:10.0.0.1"]] {
        let lookup = FixedLookup(addresses.iter().map(|address| address.parse().unwrap()).collect());
        let options = Options { pace: Pace { jitter: Duration::ZERO, ..Pace::default() }, ..Options::default() };
        let fetcher = Fetcher::with(options, Arc::new(SystemClock::new()), Arc::new(lookup)).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let refused = runtime.block_on(fetcher.fetch(&Target::parse("http://inside.test/").unwrap()));
        assert!(matches!(refused, Err(FetchError::Address(_))), "{addresses:?}: {refused:?}");
    }
}

#[test]
fn w04_to_w06_and_w13_to_w15_sites_that_refuse() {
    let shell =
        "<!doctype html><html><head><title>Notion</title><script src=a.js></script></head><div id=app></div></html>";
    for (link, response, expected) in [
        ("https://www.linkedin.com/pulse/x", ResponseTemplate::new(999), "login-wall"),
        ("https://www.linkedin.com/pulse/x", redirect(302, "https://www.linkedin.com/authwall?x"), "login-wall"),
        ("https://medium.com/@u/x", page(403, ""), "blocked"),
        ("https://u.notion.site/x", page(200, shell), "wrong-content"),
        ("https://s.sharepoint.com/:w:/g/x", redirect(302, "https://login.microsoftonline.com/x"), "login-wall"),
        ("https://x.test/", page(503, "<html><title>Just a moment...</title></html>"), "blocked"),
        ("https://goo.gl/x", page(404, ""), "not-found"),
        ("https://x.test/", page(200, "<html><title>Log in to X</title><form></form></html>"), "login-wall"),
        ("https://x.test/", page(418, ""), "wrong-content"),
    ] {
        let world = StandIn::start();
        world.answer_rest(response);
        assert_eq!(code(&world.fetch(link)), expected, "{link}");
    }
}

#[test]
fn w07_dropbox() {
    let world = StandIn::start();
    let stored = "https://uc1.dl.dropboxusercontent.com/cd/0/get/x/file";
    world.answer("www.dropbox.com/scl/fi/x/a.docx?rlkey=k&dl=1", redirect(302, stored));
    world.answer(&address(stored), file("application/binary", "attachment; filename=\"a.docx\"", &docx(&["x"])));
    let fetched = world.fetch("https://www.dropbox.com/scl/fi/x/a.docx?rlkey=k&dl=0").unwrap();
    assert_eq!(fetched.source.origin, Origin::Link("https://www.dropbox.com/scl/fi/x/a.docx?dl=0".to_owned()));
    assert_eq!(fetched.source.title.as_deref(), Some("a"));
}

#[test]
fn w08_sharepoint() {
    let world = StandIn::start();
    let shared = "s-my.sharepoint.com/:w:/g/personal/x?e=1&download=1";
    let stored = "s-my.sharepoint.com/personal/_layouts/15/download.aspx?x=1";
    world.answer(
        shared,
        redirect(302, &format!("https://{stored}")).insert_header("set-cookie", "FedAuth=77; path=/; HttpOnly"),
    );
    world.answer(stored, redirect(302, "https://cdn.test/a"));
    world.answer("cdn.test/a", file(DOCX, "attachment; filename=a.docx", &docx(&["x"])));
    assert_eq!(code(&world.fetch("https://s-my.sharepoint.com/:w:/g/personal/x?e=1")), "ok");
    let cookies: Vec<Option<String>> = world
        .requests()
        .iter()
        .map(|request| request.headers.get("cookie").map(|cookie| cookie.to_str().unwrap().to_owned()))
        .collect();
    assert_eq!(cookies, [None, Some("FedAuth=77".to_owned()), None]);
}

#[test]
fn w12_files_are_told_by_their_bytes() {
    let world = StandIn::start();
    let body = docx(&["x"]);
    world.answer("x.test/report", ResponseTemplate::new(200).set_body_raw(body.clone(), "text/plain"));
    let source = world.fetch("https://x.test/report").unwrap().source;
    assert_eq!(source.bytes, body);
    assert_eq!(InputFormat::detect(&source), Detected::Known(InputFormat::Docx));
}

#[test]
fn a_server_that_never_answers_ends_with_the_time_limit() {
    for (limit, phase, tries) in [(100, Phase::Total, 2), (3600, Phase::FirstByte, 3)] {
        let mut world = StandIn::start();
        let server = silent_server(Arc::clone(&world.clock), Duration::from_secs(60));
        world.serve_by("docs.google.com", server);
        let refused = world.fetch_with(&link(ID), |options| options.timeout = Duration::from_secs(limit));
        assert!(matches!(refused, Err(FetchError::Timeout { phase: found, .. }) if found == phase), "{refused:?}");
        assert_eq!(world.clock.waits().len(), tries - 1);
    }
}

#[test]
fn a_server_that_is_not_there_is_tried_three_times() {
    let world = StandIn::start();
    let options = Options { pace: Pace { jitter: Duration::ZERO, ..Pace::default() }, ..Options::default() };
    let fetcher = Fetcher::with(options, Arc::<VirtualClock>::clone(&world.clock), Arc::new(NoLookup)).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let refused = runtime.block_on(fetcher.fetch(&Target::parse(&link(ID)).unwrap()));
    let error = refused.unwrap_err();
    assert!(matches!(&error, FetchError::Connect { host, .. } if host == "docs.google.com"), "{error:?}");
    assert_eq!(seconds(&world.clock.waits()), [1, 2]);
    // The chain of causes never shows an address with its query.
    let mut cause: Option<&dyn std::error::Error> = Some(&error);
    while let Some(current) = cause {
        assert!(!current.to_string().contains("export?"), "{current}");
        cause = current.source();
    }
}

#[test]
fn w10_page() {
    let world = StandIn::start();
    let html = "<html><title>Outage</title><article><p>words</p></article></html>";
    world.answer("blog.test/outage?p=1", page(200, html));
    let fetched = world.fetch("http://blog.test/outage?p=1#top").unwrap();
    assert_eq!(fetched.source.bytes, html.as_bytes());
    assert_eq!(fetched.source.content_type.as_deref(), Some("text/html; charset=utf-8"));
}
