//! Documents in Google Docs.

use std::time::Duration;

use pmconvert::document::dump;
use pmconvert::fetch::{FetchError, Phase, Tabs, WebView};
use pmconvert::format::InputFormat;
use pmconvert::notice::Notices;
use pmconvert::postmortem::Kind;
use pmconvert::source::Origin;
use wiremock::ResponseTemplate;

use crate::support::stand_in::*;
use crate::{SIGN_IN, code, notices, seconds, understood};

const CAPTCHA: &str =
    "<!doctype html><title>https://docs.google.com/x</title><form id=\"captcha-form\" action=\"index\">";
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
fn g14_429_then_ok() {
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
fn g14_waits_count_towards_the_time_limit() {
    let world = StandIn::start();
    world.answer_rest(page(429, ""));
    let limited = world.fetch_with(&link(ID), |options| options.timeout = Duration::from_secs(100));
    assert_eq!(code(&limited), "rate-limited");
    assert_eq!(seconds(&world.clock.waits()), [15, 30]);
}

#[test]
fn g15_429_for_ever() {
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

/// An answer that ends all requests to Google: one request for two documents.
fn bot_check(response: ResponseTemplate) {
    let world = StandIn::start();
    world.answer_rest(response);
    let results = world.fetch_all(&[link(ID), link(&ID.replace("OK", "NO"))]);
    assert!(matches!(results[0], Err(FetchError::BotCheck)));
    assert!(results[1].as_ref().is_err_and(|error| !error.was_tried() && error.code() == "bot-check"));
    assert_eq!(world.log(), [export(ID)]);
}

#[test]
fn g16_bot_check_redirect() {
    bot_check(redirect(302, "https://www.google.com/sorry/index?continue=x"));
}

#[test]
fn g17_bot_check_page() {
    for status in [503, 429, 200] {
        bot_check(page(status, CAPTCHA).insert_header("cache-control", "no-store"));
    }
}

#[test]
fn g18_503_then_ok() {
    let world = StandIn::start();
    world.answer_in_turn(&export(ID), vec![page(503, ""), file(DOCX, "attachment", &docx(&["x"]))]);
    assert_eq!(code(&world.fetch(&link(ID))), "ok");
    // Retries keep to the spacing as well as to their own wait.
    assert_eq!(seconds(&world.clock.waits()), [1]);
}

#[test]
fn g19_500_for_ever() {
    let world = StandIn::start();
    world.answer(&export(ID), page(500, ""));
    assert!(matches!(world.fetch(&link(ID)), Err(FetchError::Server { status: 500 })));
    assert_eq!(world.log().len(), 3);
    assert_eq!(seconds(&world.clock.waits()), [1, 2]);
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

/// A published document whose page comes with these headers and this body.
fn published(response: ResponseTemplate) -> Vec<u8> {
    let world = StandIn::start();
    let token = format!("2PACX-1v{}", "x".repeat(78));
    world.answer(&format!("docs.google.com/document/d/e/{token}/pub"), response);
    world.fetch(&format!("https://docs.google.com/document/d/e/{token}/pub")).unwrap().source.bytes
}

const PUBLISHED: &str =
    "<html><head><title>T</title></head><body><div id=\"contents\"><p>words</p></div></body></html>";

#[test]
fn g23_raw_gzip_html() {
    let bare = ResponseTemplate::new(200).set_body_bytes(gzip(PUBLISHED.as_bytes()));
    assert!(String::from_utf8(published(bare)).unwrap().contains("<p>words</p>"));
    let world = StandIn::start();
    world.answer(&export(ID), ResponseTemplate::new(200).set_body_bytes(gzip(&docx(&["x"]))));
    assert_eq!(world.fetch(&link(ID)).unwrap().source.bytes, docx(&["x"]));
}

#[test]
fn g24_normal_gzip() {
    let stated =
        |body: Vec<u8>| ResponseTemplate::new(200).set_body_bytes(body).insert_header("content-encoding", "gzip");
    assert!(String::from_utf8(published(stated(gzip(PUBLISHED.as_bytes())))).unwrap().contains("<p>words</p>"));
    // Once only: what is gzip inside gzip is a file of its own.
    let world = StandIn::start();
    let inner = gzip(&docx(&["x"]));
    world.answer("x.test/a.gz", stated(gzip(&inner)).insert_header("content-disposition", "attachment; filename=a.gz"));
    assert_eq!(world.fetch("https://x.test/a.gz").unwrap().source.bytes, inner);
}

#[test]
fn g25_gzip_bomb() {
    let world = StandIn::start();
    world.answer_rest(ResponseTemplate::new(200).set_body_bytes(gzip(&vec![0; 20_000_000])));
    assert_eq!(code(&world.fetch_with(&link(ID), |options| options.max_size = 1_000_000)), "too-large");
}

/// A document whose .docx is too large, with these answers for its Markdown and its text.
fn too_large_for_docx(markdown: ResponseTemplate, text: ResponseTemplate) -> pmconvert::fetch::Fetched {
    let world = StandIn::start();
    world.answer(&export(ID), file(DOCX, "attachment; filename=\"Outage.docx\"", &[b'x'; 3000]));
    world.answer(&format!("docs.google.com/document/d/{ID}/export?format=md"), markdown);
    world.answer(&format!("docs.google.com/document/d/{ID}/export?format=txt"), text);
    world.fetch_with(&link(ID), |options| options.max_size = 2000).unwrap()
}

fn raw(body: impl Into<Vec<u8>>, media_type: &str) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_raw(body, media_type)
}

#[test]
fn g26_md() {
    for media_type in ["text/x-markdown; charset=utf-8", "text/markdown"] {
        let picture = format!("[image1]: <data:image/png;base64,{}>\n", "A".repeat(10_000));
        let words = "# **Outage 3\\. May** {#outage}\n\nWords\\!  \nmore  \n\n![][image1]\n\n";
        let fetched = too_large_for_docx(raw(format!("{words}{picture}"), media_type), page(404, ""));
        assert_eq!(fetched.source.format, Some(InputFormat::Markdown));
        let found = understood(fetched.source);
        let text = dump(&found.document);
        assert!(text.contains("Outage 3. May") && text.contains("Words!") && !text.contains("base64"), "{text}");
    }
}

#[test]
fn g27_txt() {
    let words = "\u{feff}Outage\r\n\r\nIssue Summary\r\nwords\r\n";
    let fetched = too_large_for_docx(raw([b'a'; 5000], "text/markdown"), raw(words, "text/plain; charset=utf-8"));
    assert_eq!(fetched.source.format, Some(InputFormat::Text));
    let found = understood(fetched.source);
    let text = dump(&found.document);
    assert!(text.contains("Outage") && !text.contains('\u{feff}') && !text.contains('\r'), "{text:?}");
}

#[test]
fn g28_empty() {
    let world = StandIn::start();
    world.answer(&export(ID), file(DOCX, "attachment", &docx(&[""])));
    let fetched = world.fetch(&link(ID)).unwrap();
    let found = understood(fetched.source);
    assert_eq!(found.submission.verdict.kind, Kind::Empty);

    let fetched = too_large_for_docx(raw([b'a'; 5000], "text/markdown"), raw("\u{feff}", "text/plain; charset=utf-8"));
    let found = understood(fetched.source);
    assert_eq!(found.submission.verdict.kind, Kind::Empty);
}

#[test]
fn g29_names() {
    for (disposition, title) in [
        ("attachment; filename*=UTF-8''Th%C3%A8se%20%E2%80%93%20kap.%202.docx", Some("Thèse – kap. 2")),
        ("attachment; filename=\"A B.docx\"", Some("A B")),
        ("attachment; filename*=UTF-8''%E0%A4%A", None),
        ("attachment; filename=\"../../x.docx\"", Some("x")),
        ("attachment; filename*=UTF-8'en'A%20B.docx", Some("A B")),
        ("attachment; filename=A.docx", Some("A")),
        ("attachment; filename=CON.docx", Some("_CON")),
    ] {
        let world = StandIn::start();
        world.answer(&export(ID), file(DOCX, disposition, &docx(&["x"])));
        assert_eq!(world.fetch(&link(ID)).unwrap().source.title.as_deref(), title, "{disposition}");
    }
    let world = StandIn::start();
    let long = format!("attachment; filename=\"{}.docx\"", "x".repeat(400));
    world.answer(&export(ID), file(DOCX, &long, &docx(&["x"])));
    assert!(world.fetch(&link(ID)).unwrap().source.title.unwrap().len() < 200);
    let world = StandIn::start();
    world.answer(&export(ID), raw(docx(&["x"]), DOCX));
    assert_eq!(world.fetch(&link(ID)).unwrap().source.title, None);
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
fn g46_pacing() {
    let world = StandIn::start();
    let ids: Vec<String> = (10..22).map(|number| format!("1OK{number:041}")).collect();
    for id in &ids {
        world.serve_document(id, &docx(&[id]));
    }
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
fn g48_slow_start() {
    let world = StandIn::start();
    let whole = file(DOCX, "attachment", &docx(&["x"]));
    world.answer(&export(ID), redirect(307, &content(ID)));
    world.answer_after(&address(&content(ID)), Duration::from_secs(20), whole.clone());
    assert_eq!(code(&world.fetch(&link(ID))), "ok");
    assert!(world.clock.waits().is_empty() && world.log().len() == 2);

    // It counts towards the time for the whole fetch.
    let slow = ID.replace("OK", "NO");
    world.answer_after(&export(&slow), Duration::from_secs(20), whole);
    let refused = world.fetch_with(&link(&slow), |options| options.timeout = Duration::from_secs(15));
    assert!(matches!(refused, Err(FetchError::Timeout { phase: Phase::Total, .. })), "{refused:?}");
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
