//! Documents in Google Docs: who may read them, and how their links are spelled.

use pmconvert::fetch::{FetchError, WebView};
use pmconvert::notice::Notices;
use pmconvert::source::Origin;
use wiremock::ResponseTemplate;

use crate::support::stand_in::*;
use crate::{SIGN_IN, code, notices, raw};

const BASIC: &str = "<html><head><title>Outage - Google Docs</title></head><body><a href=\"https://accounts.google.com/ServiceLogin\">\
                     Sign in</a><div class=\"doc-content\"><h1>Issue Summary</h1><p>words</p></div></body></html>";

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
fn g01_without_a_runtime() {
    let world = StandIn::start();
    let body = docx(&["Issue Summary"]);
    world.serve_document(ID, &body);
    let mut notices = Notices::default();
    let source = world.fetch_blocking(&link(ID), &mut notices).unwrap();
    assert_eq!((source.bytes, source.title.as_deref()), (body, Some("Outage")));
    assert_eq!(notices.into_vec().len(), 1);
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

/// An answer that is final: one request, no wait.
fn final_answer(status: u16) -> &'static str {
    let world = StandIn::start();
    world.answer(&export(ID), page(status, "<html>Sorry, the file you have requested does not exist.</html>"));
    let code = code(&world.fetch(&link(ID)));
    assert_eq!(world.log(), [export(ID)]);
    assert!(world.clock.waits().is_empty());
    code
}

#[test]
fn g12_not_found() {
    assert_eq!(final_answer(404), "not-found");
}

#[test]
fn g13_deleted() {
    assert_eq!(final_answer(410), "deleted");
    assert_eq!(final_answer(400), "wrong-content", "a request that Google does not understand");
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
fn g34_open_link_of_a_document() {
    let world = StandIn::start();
    world.serve_document(ID, &docx(&["x"]));
    assert_eq!(code(&world.fetch(&format!("https://drive.google.com/open?id={ID}"))), "ok");
    assert_eq!(code(&world.fetch(ID)), "ok");
}

#[test]
fn g43_unpublished_pub_link() {
    let world = StandIn::start();
    world.serve_document(ID, &docx(&["x"]));
    assert_eq!(code(&world.fetch(&format!("https://docs.google.com/document/d/{ID}/pub"))), "ok");
    assert!(world.log().iter().all(|request| !request.contains("/pub")));
}

#[test]
fn g45_wrapped_links() {
    let inner = format!("https%3A%2F%2Fdocs.google.com%2Fdocument%2Fd%2F{ID}%2Fedit");
    let twice = "https%3A%2F%2Fwww.google.com%2Furl%3Fq%3D".to_owned() + &inner.replace('%', "%25");
    for wrapped in [
        format!("https://www.google.com/url?q={inner}&sa=D&source=editors&ust=1&usg=x"),
        format!("https://accounts.google.com/ServiceLogin?service=wise&continue={inner}&ltmpl=docs"),
        format!("https://docs.google.com/accounts/SetOSID?authuser=0&continue={inner}&osidt=x"),
        format!("https://www.google.com/url?q={twice}"),
    ] {
        let world = StandIn::start();
        world.serve_document(ID, &docx(&["x"]));
        assert_eq!(code(&world.fetch(&wrapped)), "ok", "{wrapped}");
        assert_eq!(world.log(), [export(ID), address(&content(ID))], "no request for the wrapping");
    }
    let world = StandIn::start();
    world.answer("docs.google.com.evil.test/document/d/x", raw("# Notes", "text/plain"));
    let evil = "https://www.google.com/url?q=https%3A%2F%2Fdocs.google.com.evil.test%2Fdocument%2Fd%2Fx";
    let fetched = world.fetch(evil).unwrap();
    assert_eq!(fetched.source.origin, Origin::Link("https://docs.google.com.evil.test/document/d/x".to_owned()));
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
