//! Links against stand-in servers, from the pasted text to the source. Cases are numbered as the answers they show:
//! `g` for Google, `w` for the rest of the web.
#![expect(clippy::unwrap_used, reason = "tests")]

mod support;

use std::sync::Arc;
use std::time::Duration;

use pmconvert::fetch::{
    Fetch, FetchError, Fetched, Fetcher, Options, Pace, Phase, SystemClock, Tabs, VirtualClock, WebView,
};
use pmconvert::format::{Detected, InputFormat};
use pmconvert::link::Target;
use pmconvert::source::Origin;
use support::*;
use wiremock::ResponseTemplate;

const SIGN_IN: &str = "https://accounts.google.com/ServiceLogin?service=wise&passive=1209600&continue=x&ltmpl=docs";
const CAPTCHA: &str =
    "<!doctype html><title>https://docs.google.com/x</title><form id=\"captcha-form\" action=\"index\">";
const BASIC: &str = "<html><head><title>Outage - Google Docs</title></head><body><a href=\"https://accounts.google.com/ServiceLogin\">\
                     Sign in</a><div class=\"doc-content\"><h1>Issue Summary</h1><p>words</p></div></body></html>";

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

fn unauthorized() -> ResponseTemplate {
    page(401, "<html><head><title>Unauthorized</title></head></html>")
}

#[test]
fn g01_plain_success() {
    let world = StandIn::start();
    let body = docx(&["Issue Summary"]);
    let names = "attachment; filename=\"SiteOutage.docx\"; filename*=UTF-8''Site%20Outage.docx";
    world.answer(&export(ID), redirect(307, &content(ID)));
    world.answer(&address(&content(ID)), file(DOCX, names, &body));
    let fetched = world.fetch(&link(ID)).unwrap();
    assert_eq!(fetched.source.bytes, body);
    assert_eq!(fetched.source.title.as_deref(), Some("Site Outage"));
    assert_eq!(fetched.source.origin, Origin::Link(format!("https://docs.google.com/document/d/{ID}/edit")));
    assert_eq!(fetched.source.content_type.as_deref(), Some(DOCX));
    assert_eq!(notices(fetched), ["origin-map"]);
    assert_eq!(world.log(), [export(ID), address(&content(ID))]);
    let agent = world.requests()[0].headers["user-agent"].to_str().unwrap().to_owned();
    assert_eq!(agent, format!("pmconvert/{}", env!("CARGO_PKG_VERSION")));
}

#[test]
fn g02_every_redirect_status() {
    for status in [301, 302, 303, 307, 308] {
        let world = StandIn::start();
        world.answer(&export(ID), redirect(status, &content(ID)));
        world.answer(&address(&content(ID)), file(DOCX, "attachment", &docx(&["x"])));
        assert_eq!(code(&world.fetch(&link(ID))), "ok", "{status}");
    }
}

#[test]
fn g03_direct_200() {
    let world = StandIn::start();
    world.answer(&export(ID), file(DOCX, "attachment", &docx(&["x"])));
    assert_eq!(code(&world.fetch(&link(ID))), "ok");
}

#[test]
fn g04_two_hops_inside_google() {
    let world = StandIn::start();
    let second = format!("docs.google.com/document/d/{ID}/export?format=docx&hop=2");
    world.answer(&export(ID), redirect(307, &format!("/document/d/{ID}/export?format=docx&hop=2")));
    world.answer(&second, redirect(307, &content(ID)));
    world.answer(&address(&content(ID)), file(DOCX, "attachment", &docx(&["x"])));
    assert_eq!(code(&world.fetch(&link(ID))), "ok");
}

#[test]
fn g05_hostile_redirects() {
    for location in [
        content(ID).replace("https:", "http:"),
        format!("https://{CONTENT}.evil.test/"),
        "//evil.test/".to_owned(),
        "https://169.254.169.254/".to_owned(),
        "https://localhost/".to_owned(),
        "https://docs.google.com:8443/".to_owned(),
        "https://u@docs.google.com/".to_owned(),
        "file:///etc/passwd".to_owned(),
    ] {
        let world = StandIn::start();
        world.answer(&export(ID), redirect(307, &location));
        assert_eq!(code(&world.fetch(&link(ID))), "refused", "{location}");
        assert_eq!(world.log(), [export(ID)], "{location}");
    }
    let world = StandIn::start();
    world.answer(&export(ID), ResponseTemplate::new(307));
    assert_eq!(code(&world.fetch(&link(ID))), "refused");
}

#[test]
fn g06_redirect_loop() {
    let world = StandIn::start();
    world.answer(&export(ID), redirect(307, &format!("https://{}", export(ID))));
    assert_eq!(code(&world.fetch(&link(ID))), "refused");
    assert_eq!(world.log().len(), 1);

    let world = StandIn::start();
    let hop = |number: usize| format!("docs.google.com/document/d/{ID}/export?hop={number}");
    world.answer(&export(ID), redirect(307, &format!("https://{}", hop(0))));
    (0..10).for_each(|number| world.answer(&hop(number), redirect(307, &format!("https://{}", hop(number + 1)))));
    assert_eq!(code(&world.fetch(&link(ID))), "refused");
    assert_eq!(world.log().len(), 6);
}

#[test]
fn g07_private() {
    let world = StandIn::start();
    world.answer(&export(ID), unauthorized());
    world.answer(&mobile(ID), unauthorized());
    let refused = world.fetch(&link(ID));
    assert!(matches!(refused, Err(FetchError::Private)));
    assert_eq!(world.log(), [export(ID), mobile(ID)]);
}

#[test]
fn g07_private_or_disabled_when_the_page_tells_nothing() {
    let world = StandIn::start();
    world.answer(&export(ID), unauthorized());
    let refused = world.fetch(&link(ID));
    assert!(matches!(refused, Err(FetchError::PrivateOrDisabled)));
}

#[test]
fn g08_private_by_redirect() {
    for sign_in in
        [SIGN_IN, "https://accounts.google.com/v3/signin/identifier?continue=x", "/accounts/SetOSID?continue=x"]
    {
        let world = StandIn::start();
        world.answer(&export(ID), redirect(302, sign_in));
        world.answer(&mobile(ID), redirect(302, sign_in));
        assert_eq!(code(&world.fetch(&link(ID))), "private");
        assert!(world.log().iter().all(|request| !request.contains("accounts")), "{:?}", world.log());
    }
    let world = StandIn::start();
    world.answer(&export(ID), redirect(302, &format!("{SIGN_IN}&hd=school.example")));
    let refused = world.fetch(&link(ID));
    assert!(matches!(refused, Err(FetchError::OrganizationOnly { domain }) if domain == "school.example"));
}

#[test]
fn g09_private_by_page() {
    for html in [
        "<!doctype html><html><title>Google Docs: Sign-in</title></html>",
        "<html><title>Sign in - Google Accounts</title></html>",
        "<html><title>Anmelden</title><form action=\"https://accounts.google.com/v3/signin/x\"></form></html>",
    ] {
        let world = StandIn::start();
        world.answer(&export(ID), page(200, html));
        assert_eq!(code(&world.fetch(&link(ID))), "private", "{html}");
    }
}

#[test]
fn g10_download_off() {
    let world = StandIn::start();
    world.answer(&export(ID), unauthorized());
    world.answer(&mobile(ID), page(200, BASIC));
    assert_eq!(code(&world.fetch(&link(ID))), "download-disabled");
    assert!(world.log().iter().all(|request| !request.contains("/edit")));

    let fetched = world.fetch_with(&link(ID), |options| options.web_view = WebView::Read).unwrap();
    let html = String::from_utf8(fetched.source.bytes.clone()).unwrap();
    assert!(html.contains("<h1>Issue Summary</h1>") && !html.contains("Sign in"), "{html}");
    assert_eq!(fetched.source.title.as_deref(), Some("Outage"));
    assert!(notices(fetched).contains(&"fetched-as"));
}

#[test]
fn g11_forbidden() {
    let world = StandIn::start();
    world.answer(&export(ID), page(403, "<html>no</html>"));
    world.answer(&mobile(ID), page(200, BASIC));
    assert_eq!(code(&world.fetch(&link(ID))), "download-disabled");
}

#[test]
fn g12_g13_not_found_and_deleted() {
    for (status, expected) in [(404, "not-found"), (410, "deleted"), (400, "wrong-content")] {
        let world = StandIn::start();
        world.answer(&export(ID), page(status, "<html>Sorry, the file you have requested does not exist.</html>"));
        assert_eq!(code(&world.fetch(&link(ID))), expected);
        assert_eq!(world.log().len(), 1);
        assert!(world.clock.waits().is_empty());
    }
}

#[test]
fn g14_rate_limited_then_ok() {
    let limited = || page(429, "<html>Too many requests</html>");
    let date = "Wed, 21 Oct 2026 07:28:00 GMT";
    let later = "Wed, 21 Oct 2026 07:28:40 GMT";
    for (first, waits) in [
        (limited(), vec![15, 30]),
        (limited().insert_header("retry-after", "2"), vec![2, 30]),
        (limited().insert_header("retry-after", "99999"), vec![600, 30]),
        (limited().insert_header("retry-after", later).insert_header("date", date), vec![40, 30]),
    ] {
        let world = StandIn::start();
        world.answer_in_turn(&export(ID), vec![first, limited(), file(DOCX, "attachment", &docx(&["x"]))]);
        assert_eq!(code(&world.fetch(&link(ID))), "ok");
        assert_eq!(seconds(&world.clock.waits()), waits);
    }
}

#[test]
fn g14_a_wait_beyond_the_time_limit_is_not_begun() {
    let world = StandIn::start();
    world.answer(&export(ID), page(429, "").insert_header("retry-after", "500"));
    let limited = world.fetch_with(&link(ID), |options| options.timeout = Duration::from_secs(300));
    assert_eq!(code(&limited), "rate-limited");
    assert!(world.clock.waits().is_empty());
}

#[test]
fn g15_rate_limited_for_ever() {
    let world = StandIn::start();
    world.answer_rest(page(429, "<html>Too many requests</html>"));
    let links: Vec<String> = (10..17).map(|number| link(&format!("1NO{number:041}"))).collect();
    let results = world.fetch_all(&links);
    assert!(results.iter().all(|result| code(result) == "rate-limited"));
    // All requests share their patience: five in a row, whichever documents they are for, end the run.
    assert_eq!(world.log().len(), 5);
    let tried: Vec<bool> = results.iter().map(|result| result.as_ref().is_err_and(FetchError::was_tried)).collect();
    assert_eq!(tried, [true, true, true, true, true, false, false]);
    assert_eq!(seconds(&world.clock.waits()), [15, 30, 60, 120]);
}

#[test]
fn g16_g17_bot_check() {
    for response in [
        redirect(302, "https://www.google.com/sorry/index?continue=x"),
        page(503, CAPTCHA),
        page(429, CAPTCHA),
        page(200, CAPTCHA),
    ] {
        let world = StandIn::start();
        world.answer_rest(response);
        let results = world.fetch_all(&[link(ID), link(&ID.replace("OK", "NO"))]);
        assert!(matches!(results[0], Err(FetchError::BotCheck)));
        assert!(results[1].as_ref().is_err_and(|error| !error.was_tried() && error.code() == "bot-check"));
        assert_eq!(world.log(), [export(ID)]);
    }
}

#[test]
fn g18_g19_server_trouble() {
    let world = StandIn::start();
    world.answer_in_turn(&export(ID), vec![page(503, ""), file(DOCX, "attachment", &docx(&["x"]))]);
    assert_eq!(code(&world.fetch(&link(ID))), "ok");
    // Retries keep to the spacing as well as to their own wait.
    assert_eq!(seconds(&world.clock.waits()), [1]);

    let world = StandIn::start();
    world.answer(&export(ID), page(500, ""));
    assert!(matches!(world.fetch(&link(ID)), Err(FetchError::Server { status: 500 })));
    assert_eq!(world.log().len(), 3);
}

#[test]
fn g20_page_instead_of_file() {
    for media_type in [DOCX, "text/html"] {
        let world = StandIn::start();
        world.answer(&export(ID), ResponseTemplate::new(200).set_body_raw("<html><p>hello</p></html>", media_type));
        assert_eq!(code(&world.fetch(&link(ID))), "wrong-content");
    }
}

#[test]
fn g21_truncated() {
    let body = docx(&["x"]);
    let head = format!("HTTP/1.1 200 OK\r\ncontent-type: {DOCX}\r\ncontent-length: {}\r\n\r\n", body.len() + 100);
    let mut world = StandIn::start();
    world.answer(&export(ID), redirect(307, &content(ID)));
    world.serve_by(CONTENT, raw_server([head.as_bytes(), &body].concat()));
    assert!(matches!(world.fetch(&link(ID)), Err(FetchError::Truncated)));
    assert_eq!(world.log().len(), 3);

    let world = StandIn::start();
    let whole = file(DOCX, "attachment", &body);
    world.answer_in_turn(&export(ID), vec![file(DOCX, "attachment", &body[..body.len() / 2]), whole]);
    assert_eq!(code(&world.fetch(&link(ID))), "ok");
}

#[test]
fn g22_too_large() {
    let mut world = StandIn::start();
    world.answer(&export(ID), redirect(307, &content(ID)));
    world.serve_by(CONTENT, endless_server());
    let markdown = format!("docs.google.com/document/d/{ID}/export?format=md");
    let text = format!("# Title\n\n![][image1]\n\n[image1]: <data:image/png;base64,{}>\n", "A".repeat(200_000));
    world.answer(&markdown, ResponseTemplate::new(200).set_body_raw(text, "text/x-markdown; charset=utf-8"));
    let fetched = world.fetch_with(&link(ID), |options| options.max_size = 100_000).unwrap();
    assert_eq!(fetched.source.bytes, b"# Title\n\n![][image1]\n\n");
    assert!(notices(fetched).contains(&"fetched-as"));
}

#[test]
fn g22_too_large_in_every_form() {
    let world = StandIn::start();
    world.answer_rest(ResponseTemplate::new(200).set_body_raw(vec![b'a'; 2000], "text/plain"));
    let refused = world.fetch_with(&link(ID), |options| options.max_size = 1000);
    assert!(matches!(refused, Err(FetchError::TooLarge { limit: 1000 })));
    assert_eq!(world.log().len(), 3);
}

#[test]
fn g23_g24_gzip() {
    let body = docx(&["x"]);
    let plain = ResponseTemplate::new(200).set_body_bytes(gzip(&body));
    for response in [plain.clone(), plain.insert_header("content-encoding", "gzip")] {
        let world = StandIn::start();
        world.answer(&export(ID), response);
        assert_eq!(world.fetch(&link(ID)).unwrap().source.bytes, body);
    }
}

#[test]
fn g25_gzip_bomb() {
    let world = StandIn::start();
    world.answer_rest(ResponseTemplate::new(200).set_body_bytes(gzip(&vec![0; 20_000_000])));
    assert_eq!(code(&world.fetch_with(&link(ID), |options| options.max_size = 1_000_000)), "too-large");
}

#[test]
fn g29_names() {
    for (disposition, title) in [
        ("attachment; filename*=UTF-8''Th%C3%A8se%20%E2%80%93%20kap.%202.docx", Some("Thèse – kap. 2")),
        ("attachment; filename=\"A B.docx\"", Some("A B")),
        ("attachment; filename*=UTF-8''%E0%A4%A", None),
        ("attachment; filename=\"../../x.docx\"", Some("x")),
    ] {
        let world = StandIn::start();
        world.answer(&export(ID), file(DOCX, disposition, &docx(&["x"])));
        assert_eq!(world.fetch(&link(ID)).unwrap().source.title.as_deref(), title, "{disposition}");
    }
}

#[test]
fn g30_tabs() {
    let world = StandIn::start();
    let address = |tail: &str| format!("docs.google.com/document/d/{ID}/export?format={tail}");
    let text = |words: &str| ResponseTemplate::new(200).set_body_raw(words, "text/plain; charset=utf-8");
    for (tail, words) in
        [("docx", "whole"), ("docx&tab=t.0", "first"), ("docx&tab=t.b", "second"), ("docx&tab=t.no", "first")]
    {
        world.answer(&address(tail), file(DOCX, "attachment", &docx(&[words])));
    }
    for (tail, words) in [("txt&tab=t.0", "first"), ("txt&tab=t.b", "second"), ("txt&tab=t.no", "first")] {
        world.answer(&address(tail), text(words));
    }
    let fetch = |tab: &str, tabs| {
        let link = format!("https://docs.google.com/document/d/{ID}/edit?tab={tab}");
        world.fetch_with(&link, |options| options.tabs = tabs).unwrap()
    };
    for (tab, tabs, words, noted) in [
        ("t.0", Tabs::All, "whole", vec!["origin-map"]),
        ("t.b", Tabs::All, "whole", vec!["origin-map", "tab-ignored"]),
        ("t.0", Tabs::Linked, "first", vec!["origin-map"]),
        ("t.b", Tabs::Linked, "second", vec!["origin-map"]),
        ("t.no", Tabs::Linked, "first", vec!["origin-map", "fetched-as"]),
    ] {
        let fetched = fetch(tab, tabs);
        assert_eq!(fetched.source.bytes, docx(&[words]), "{tab} {tabs:?}");
        assert_eq!(notices(fetched), noted, "{tab} {tabs:?}");
    }
}

#[test]
fn g31_resource_key() {
    let world = StandIn::start();
    world.answer(&format!("{}&resourcekey=0-abc", export(ID)), file(DOCX, "attachment", &docx(&["x"])));
    assert_eq!(code(&world.fetch(&format!("https://docs.google.com/document/d/{ID}/edit?resourcekey=0-abc"))), "ok");
    assert_eq!(code(&world.fetch(&link(ID))), "not-found");

    let old = format!("0B{}", "x".repeat(26));
    assert!(matches!(world.fetch(&format!("https://drive.google.com/file/d/{old}/view")), Err(FetchError::KeyMissing)));
}

#[test]
fn g32_account_parts() {
    let world = StandIn::start();
    world.serve_document(ID, &docx(&["x"]));
    for link in ["document/u/1/d", "u/1/document/d", "a/school.example/document/d"] {
        assert_eq!(
            code(&world.fetch(&format!("https://docs.google.com/{link}/{ID}/edit?ouid=1&authuser=2"))),
            "ok",
            "{link}"
        );
    }
    assert!(world.log().iter().all(|request| !request.contains("ouid") && !request.contains("authuser")));
}

#[test]
fn g33_office_file_in_docs() {
    let world = StandIn::start();
    world.answer(&download(OFFICE), redirect(303, &format!("https://{}", served(OFFICE))));
    world.answer(&served(OFFICE), file("application/octet-stream", "attachment; filename=\"May.docx\"", &docx(&["x"])));
    let fetched = world.fetch(&link(OFFICE)).unwrap();
    assert_eq!(fetched.source.title.as_deref(), Some("May"));
    assert_eq!(notices(fetched), ["origin-map", "fetched-as"]);
    assert_eq!(world.log(), [download(OFFICE), served(OFFICE)]);
}

#[test]
fn g34_open_link_of_a_document() {
    let world = StandIn::start();
    world.serve_document(ID, &docx(&["x"]));
    assert_eq!(code(&world.fetch(&format!("https://drive.google.com/open?id={ID}"))), "ok");
    assert_eq!(code(&world.fetch(ID)), "ok");
}

#[test]
fn g35_open_link_of_a_file() {
    let world = StandIn::start();
    world.answer(&download(ID), redirect(303, &format!("https://{}", served(ID))));
    world.answer(&served(ID), file("application/pdf", "attachment; filename=a.pdf", b"%PDF-1.7"));
    let fetched = world.fetch(&format!("https://drive.google.com/open?id={ID}")).unwrap();
    assert_eq!(fetched.source.bytes, b"%PDF-1.7");
    assert_eq!(world.log(), [export(ID), download(ID), served(ID)]);
}

#[test]
fn g36_native_document_behind_a_file_link() {
    let world = StandIn::start();
    world.answer(&download(ID), page(500, ""));
    world.serve_document(ID, &docx(&["x"]));
    assert_eq!(code(&world.fetch(&format!("https://drive.google.com/file/d/{ID}/view"))), "ok");
}

#[test]
fn g37_private_file() {
    let world = StandIn::start();
    world.answer(&download(OFFICE), redirect(303, &format!("https://{}", served(OFFICE))));
    world.answer(&served(OFFICE), redirect(302, SIGN_IN));
    assert_eq!(code(&world.fetch(&format!("https://drive.google.com/file/d/{OFFICE}/view"))), "private");
}

fn warning(action: &str) -> ResponseTemplate {
    let fields = [("id", OFFICE), ("export", "download"), ("confirm", "t"), ("uuid", "1-2")];
    let inputs: String = fields
        .iter()
        .map(|(name, value)| format!("<input type=\"hidden\" name=\"{name}\" value=\"{value}\">"))
        .collect();
    page(
        200,
        &format!(
            "<!DOCTYPE html><html><head><title>Google Drive - Virus scan warning</title></head><body>\
             <form id=\"download-form\" action=\"{action}\" method=\"get\">{inputs}</form></body></html>"
        ),
    )
}

#[test]
fn g38_g39_virus_warning() {
    let confirmed = format!("drive.usercontent.google.com/download?id={OFFICE}&export=download&confirm=t&uuid=1-2");
    let link = format!("https://drive.google.com/file/d/{OFFICE}/view");
    for (action, expected, requests) in
        [("https://drive.usercontent.google.com/download", "ok", 2), ("https://evil.test/download", "refused", 1)]
    {
        let world = StandIn::start();
        world.answer(&download(OFFICE), warning(action));
        world.answer(&confirmed, file("application/octet-stream", "attachment; filename=a.docx", &docx(&["x"])));
        assert_eq!(code(&world.fetch(&link)), expected);
        assert_eq!(world.log().len(), requests);
    }
    let world = StandIn::start();
    world.answer_rest(warning("https://drive.usercontent.google.com/download"));
    assert_eq!(code(&world.fetch(&link)), "wrong-content");
    assert_eq!(world.log().len(), 2);
}

#[test]
fn g40_quota() {
    let world = StandIn::start();
    world.answer_rest(page(
        200,
        "<html><title>Google Drive - Quota exceeded</title><p class=\"uc-error-caption\">Sorry</p>",
    ));
    assert_eq!(code(&world.fetch(&format!("https://drive.google.com/file/d/{OFFICE}/view"))), "quota");
}

#[test]
fn g41_uploaded_page() {
    let world = StandIn::start();
    let html = b"<html><title>Quota exceeded</title><p>my postmortem</p></html>";
    world.answer(&download(OFFICE), file("text/html", "attachment; filename=\"outage.html\"", html));
    let fetched = world.fetch(&format!("https://drive.google.com/uc?id={OFFICE}")).unwrap();
    assert_eq!(fetched.source.bytes, html);
    assert_eq!(fetched.source.title.as_deref(), Some("outage"));
}

#[test]
fn g42_published() {
    let token = format!("2PACX-1v{}", "x".repeat(78));
    let world = StandIn::start();
    world.answer(
        &format!("docs.google.com/document/d/e/{token}/pub"),
        page(
            200,
            "<html><head><title>Outage</title></head><body><div id=\"banners\">Published using Google Docs</div>\
             <div id=\"contents\"><p>words</p></div><div id=\"footer\">Updated automatically every 5 minutes</div></body></html>",
        ),
    );
    let fetched = world.fetch(&format!("https://docs.google.com/document/d/e/{token}/pub?embedded=true")).unwrap();
    let html = String::from_utf8(fetched.source.bytes).unwrap();
    assert!(html.contains("<p>words</p>") && !html.contains("Published") && !html.contains("Updated"), "{html}");
}

#[test]
fn g43_unpublished_pub_link() {
    let world = StandIn::start();
    world.serve_document(ID, &docx(&["x"]));
    assert_eq!(code(&world.fetch(&format!("https://docs.google.com/document/d/{ID}/pub"))), "ok");
    assert!(world.log().iter().all(|request| !request.contains("/pub")));
}

#[test]
fn g44_folder() {
    let entry = |kind: &str, id: &str, name: &str| {
        format!(
            "<div class=\"flip-entry\"><a href=\"https://{kind}/{id}/view\"><div class=\"flip-entry-title\">{name}</div></a></div>"
        )
    };
    let folder = format!("https://drive.google.com/drive/folders/{OFFICE}?usp=sharing");
    let list = format!("drive.google.com/embeddedfolderview?id={OFFICE}");
    let document = entry("docs.google.com/document/d", ID, "Outage of May");

    let world = StandIn::start();
    let others =
        entry("drive.google.com/file/d", OFFICE, "b.docx") + &entry("drive.google.com/drive/folders", OFFICE, "old");
    world.answer(&list, page(200, &format!("<html><title>May</title>{document}{others}</html>")));
    let refused = world.fetch(&folder);
    assert_eq!(code(&refused), "not-a-document");
    let message = refused.unwrap_err().to_string();
    assert_eq!(message, "the link is a folder with 3 files: `Outage of May`, `b.docx`, `old/`");

    let world = StandIn::start();
    world.answer(&list, page(200, &format!("<html><title>May</title>{document}</html>")));
    world.serve_document(ID, &docx(&["x"]));
    assert_eq!(notices(world.fetch(&folder).unwrap()), ["origin-map", "fetched-as"]);
}

#[test]
fn g46_pacing() {
    let world = StandIn::start();
    let ids: Vec<String> = (10..22).map(|number| format!("1OK{number:041}")).collect();
    ids.iter().for_each(|id| world.serve_document(id, &docx(&[id])));
    let results = world.fetch_all(&ids.iter().map(|id| link(id)).collect::<Vec<_>>());
    for (result, id) in results.iter().zip(&ids) {
        assert_eq!(result.as_ref().unwrap().source.bytes, docx(&[id]));
    }
    assert_eq!(seconds(&world.clock.waits()), [1; 11]);
    // Each document is done before the next begins.
    let expected: Vec<String> = ids.iter().flat_map(|id| [export(id), address(&content(id))]).collect();
    assert_eq!(world.log(), expected);
}

#[test]
fn g49_cookies() {
    let world = StandIn::start();
    world.answer(&export(ID), redirect(307, &content(ID)).insert_header("set-cookie", "NID=1; Domain=.google.com"));
    world.answer(&address(&content(ID)), file(DOCX, "attachment", &docx(&["x"])));
    world.fetch(&link(ID)).unwrap();
    world.fetch(&link(ID)).unwrap();
    assert!(world.requests().iter().all(|request| !request.headers.contains_key("cookie")));
}

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
    let mut world = StandIn::start();
    world.serve_by("docs.google.com", silent_server());
    let refused = world.fetch_with(&link(ID), |options| options.timeout = Duration::from_millis(20));
    assert!(matches!(refused, Err(FetchError::Timeout { phase: Phase::Total, .. })), "{refused:?}");
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
