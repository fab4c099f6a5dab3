//! The rest of the web, and links that are never asked.

use std::sync::Arc;
use std::time::Duration;

use pmconvert::document::dump;
use pmconvert::fetch::{Fetch, FetchError, Fetcher, Options, Pace, Phase, SystemClock, VirtualClock};
use pmconvert::format::{Detected, Foreign, InputFormat};
use pmconvert::link::Target;
use pmconvert::source::Origin;
use wiremock::ResponseTemplate;

use crate::support::stand_in::*;
use crate::{code, notices, seconds, understood};

#[test]
fn forms_drawings_and_own_drives_are_never_asked() {
    let world = StandIn::start();
    for (link, expected) in [
        ("https://docs.google.com/forms/d/e/x/viewform".to_owned(), "not-a-document"),
        ("https://drive.google.com/drive/my-drive".to_owned(), "not-a-document"),
        (format!("https://docs.google.com/drawings/d/{ID}/edit"), "unsupported"),
        (format!("https://docs.google.com/presentation/d/e/2PACX-{ID}/pub"), "unsupported"),
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

/// What one answer to everything means for a link, and how often it was asked for.
fn conclude(link: &str, response: ResponseTemplate) -> (&'static str, usize) {
    let world = StandIn::start();
    world.answer_rest(response);
    (code(&world.fetch(link)), world.log().len())
}

#[test]
fn w04_linkedin() {
    let link = "https://www.linkedin.com/pulse/x";
    assert_eq!(conclude(link, ResponseTemplate::new(999)), ("login-wall", 1));
    assert_eq!(conclude(link, redirect(302, "https://www.linkedin.com/authwall?x")), ("login-wall", 1));
    assert_eq!(conclude(link, redirect(302, "/checkpoint/lg/login")), ("login-wall", 1));
}

#[test]
fn w05_medium() {
    let link = "https://medium.com/@u/x";
    assert_eq!(conclude(link, page(403, "")), ("blocked", 1));
    let world = StandIn::start();
    world.answer_rest(page(403, ""));
    let error = world.fetch(link).unwrap_err();
    assert_eq!(error.to_string(), "`medium.com` refused an automatic download");
    assert!(error.hint().contains("save the page as HTML"), "{}", error.hint());
}

#[test]
fn w06_notion_shell() {
    let shell =
        "<!doctype html><html><head><title>Notion</title><script src=a.js></script></head><div id=app></div></html>";
    assert_eq!(conclude("https://u.notion.site/x", page(200, shell)), ("blocked", 1));
    // Text that is there for search engines only is text.
    let body = "The disk was full. ".repeat(40);
    let json = format!(
        "<script type=\"application/ld+json\">{{\"headline\": \"Outage\", \"articleBody\": \"{body}\"}}</script>"
    );
    let world = StandIn::start();
    world.answer_rest(page(200, &shell.replace("<div", &format!("{json}<div"))));
    let fetched = world.fetch("https://u.notion.site/x").unwrap();
    assert!(String::from_utf8(fetched.source.bytes.clone()).unwrap().contains("<p>The disk was full."));
    assert_eq!(fetched.source.title.as_deref(), Some("Outage"));
}

#[test]
fn w09_sharepoint_of_an_organisation() {
    let login = redirect(302, "https://login.microsoftonline.com/common/oauth2/authorize?x");
    assert_eq!(conclude("https://s.sharepoint.com/:w:/g/x", login), ("private", 1));
    assert_eq!(conclude("https://s.sharepoint.com/:w:/g/x", page(403, "")), ("blocked", 1));
}

#[test]
fn w13_cloudflare_check() {
    let check = "<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>";
    for status in [403, 503] {
        assert_eq!(conclude("https://x.test/", page(status, check)), ("blocked", 1));
    }
    assert_eq!(conclude("https://www.canva.com/design/x/view", page(403, check)), ("blocked", 1));
}

#[test]
fn w14_dead_short_link() {
    let world = StandIn::start();
    let refused = world.fetch("https://goo.gl/x");
    assert!(matches!(refused, Err(FetchError::DeadShortLink)));
    assert_eq!(world.log(), ["goo.gl/x?si=1"]);
}

#[test]
fn w15_login_form() {
    let form = "<html><title>Log in to X</title><form></form></html>";
    assert_eq!(conclude("https://x.test/", page(200, form)), ("login-wall", 1));
    assert_eq!(conclude("https://x.test/", page(418, "")), ("wrong-content", 1));
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

/// The text that is read behind a link.
fn read_words(world: &StandIn, link: &str) -> String {
    let fetched = world.fetch(link).unwrap();
    dump(&understood(fetched.source).document)
}

#[test]
fn w11_encodings() {
    let page = |charset: &str, words: &[u8]| {
        let head = format!("<html><head>{charset}<title>T</title></head><body><p>");
        [head.as_bytes(), words, b"</p></body></html>"].concat()
    };
    let utf16: Vec<u8> =
        "\u{feff}<html><body><p>Zürich žluť</p></body></html>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mark = [b"\xEF\xBB\xBF".as_slice(), &page("<meta charset=windows-1251>", "Zürich žluť".as_bytes())].concat();
    for (stated, body, expected) in [
        ("text/html; charset=windows-1252", page("", b"Z\xFCrich"), "Zürich"),
        ("text/html", page("", b"Z\xFCrich"), "Zürich"),
        ("text/html", page("<meta charset=\"windows-1251\">", b"\xCF\xF0\xE8\xE2\xE5\xF2"), "Привет"),
        // The header goes before the page, the mark before both, and bytes that are UTF-8 are no accident.
        ("text/html; charset=windows-1251", page("<meta charset=koi8-r>", b"\xCF\xF0\xE8\xE2\xE5\xF2"), "Привет"),
        ("text/html; charset=windows-1252", mark, "Zürich žluť"),
        ("text/html; charset=iso-8859-1", utf16, "Zürich žluť"),
        ("text/html; charset=iso-8859-1", page("", "Zürich žluť".as_bytes()), "Zürich žluť"),
    ] {
        let world = StandIn::start();
        world.answer("x.test/a", ResponseTemplate::new(200).set_body_raw(body, stated));
        let text = read_words(&world, "https://x.test/a");
        assert!(text.contains(expected), "{stated}: {text}");
    }
}

#[test]
fn w12_files_are_told_by_their_bytes() {
    let world = StandIn::start();
    let body = docx(&["x"]);
    for stated in ["text/plain", "text/html"] {
        let world = StandIn::start();
        world.answer("x.test/report", ResponseTemplate::new(200).set_body_raw(body.clone(), stated));
        let source = world.fetch("https://x.test/report").unwrap().source;
        assert_eq!(source.bytes, body);
        assert_eq!(InputFormat::detect(&source), Detected::Known(InputFormat::Docx));
    }
    let pdf = ResponseTemplate::new(200).set_body_raw("%PDF-1.7 rest", "application/octet-stream");
    world.answer("x.test/report.docx", pdf);
    let source = world.fetch("https://x.test/report.docx").unwrap().source;
    assert_eq!(InputFormat::detect(&source), Detected::Foreign(Foreign::Pdf));
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

const MENU: &str = "<nav><a href=/>Home</a> <a href=/blog>Blog</a></nav>";

#[test]
fn w10_blog_page() {
    let world = StandIn::start();
    let words = "The disk was full and nobody looked at it. ".repeat(12);
    let html = format!(
        "<html><head><title>Outage | A blog</title><meta property=\"og:title\" content=\"Outage\"></head><body>{MENU}\
         <article><h1>Outage of May</h1><p>{words}</p></article><footer>Imprint</footer></body></html>"
    );
    world.answer("blog.test/outage?p=1", page(200, &html));
    let fetched = world.fetch("http://blog.test/outage?p=1#top").unwrap();
    let document = understood(fetched.source.clone()).document;
    assert_eq!(document.title.as_deref(), Some("Outage"));
    let text = dump(&document);
    let (text, around) = text.split_once("\naround\n").unwrap();
    assert!(text.contains("Outage of May") && text.contains("nobody looked"), "{text}");
    assert!(around.contains("Imprint") && around.contains("Blog"), "{around}");
    assert_eq!(notices(fetched), ["origin-map"]);
}

#[test]
fn w10_plain_page_stays_as_it_is() {
    let world = StandIn::start();
    let html = "<html><title>Outage</title><h1>Outage</h1><p>words</p></html>";
    world.answer("x.test/outage", page(200, html));
    let fetched = world.fetch("https://x.test/outage").unwrap();
    assert_eq!(fetched.source.bytes, html.as_bytes());
    assert_eq!(notices(fetched), ["origin-map"]);
}

#[test]
fn a_post_of_wordpress_is_asked_for_alone() {
    let words = "The disk was full and nobody looked at it. ".repeat(12);
    let api = "https://blog.test/wp-json/wp/v2/posts/12";
    let html = format!(
        "<html><head><link rel=\"alternate\" type=\"application/json\" href=\"{api}\"></head><body>{MENU}<article><h1>T</h1>\
         <p>{words}</p></article></body></html>"
    );
    let json =
        format!("{{\"title\": {{\"rendered\": \"Outage\"}}, \"content\": {{\"rendered\": \"<p>{words}</p>\"}}}}");
    let world = StandIn::start();
    world.answer("blog.test/outage/", page(200, &html));
    world.answer(&address(api), ResponseTemplate::new(200).set_body_raw(json, "application/json"));
    let source = world.fetch("https://blog.test/outage/").unwrap().source;
    assert!(String::from_utf8(source.bytes).unwrap().contains("<body><h1>Outage</h1><p>The disk"));
    assert_eq!(source.origin, Origin::Link("https://blog.test/outage/".to_owned()));
    // Where that fails, the page does.
    let world = StandIn::start();
    world.answer("blog.test/outage/", page(200, &html));
    let source = world.fetch("https://blog.test/outage/").unwrap().source;
    assert!(String::from_utf8(source.bytes).unwrap().contains("<h1>T</h1>"));
}

#[test]
fn a_post_of_dev_to_comes_in_markdown() {
    let world = StandIn::start();
    let json = "{\"title\": \"Outage\", \"body_markdown\": \"## Summary\\nwords\"}";
    world.answer(
        "dev.to/api/articles/ann/outage-4k2",
        ResponseTemplate::new(200).set_body_raw(json, "application/json"),
    );
    let source = world.fetch("https://dev.to/ann/outage-4k2?x=1").unwrap().source;
    assert_eq!(
        (source.bytes.as_slice(), source.format),
        (b"## Summary\nwords".as_slice(), Some(InputFormat::Markdown))
    );
    assert_eq!(source.title.as_deref(), Some("Outage"));
    assert_eq!(world.log(), ["dev.to/api/articles/ann/outage-4k2"]);
    // A post that the program does not know is a page like others.
    world.answer("dev.to/ann/old", page(200, "<html><p>words</p></html>"));
    assert_eq!(code(&world.fetch("https://dev.to/ann/old")), "ok");
}

#[test]
fn a_gist_and_a_wayback_page_are_asked_for_raw() {
    let world = StandIn::start();
    let id = "0123456789abcdef0123";
    let text = ResponseTemplate::new(200).set_body_raw("# May", "text/plain; charset=utf-8");
    world.answer(&format!("gist.githubusercontent.com/u/{id}/raw"), text.clone());
    world.answer("web.archive.org/web/20230510120000id_/https://x.test/a.md", text);
    assert_eq!(world.fetch(&format!("https://gist.github.com/u/{id}")).unwrap().source.bytes, b"# May");
    assert_eq!(code(&world.fetch("https://web.archive.org/web/20230510120000/https://x.test/a.md")), "ok");
}

#[test]
fn a_head_without_end_is_refused() {
    let world = StandIn::start();
    let mut response = ResponseTemplate::new(200).set_body_string("words");
    for number in 0..20 {
        response = response.insert_header(format!("x-{number}").as_str(), "x".repeat(4000).as_str());
    }
    world.answer("x.test/a", response);
    assert_eq!(code(&world.fetch("https://x.test/a")), "wrong-content");
}

#[test]
fn nothing_that_is_shown_holds_a_secret() {
    let world = StandIn::start();
    let secret = "token=secret&ouid=secret&authuser=secret&rlkey=secret&X-Amz-Signature=secret#secret";
    world.answer(
        "bit.ly/x?token=secret&ouid=secret&authuser=secret&rlkey=secret&X-Amz-Signature=secret",
        redirect(302, &format!("https://x.test/a?{secret}")),
    );
    world.answer(
        "x.test/a?token=secret&ouid=secret&authuser=secret&rlkey=secret&X-Amz-Signature=secret",
        page(200, "<html><p>words</p></html>"),
    );
    for link in [
        format!("https://bit.ly/x?{secret}"),
        format!("https://x.test/a?{secret}"),
        format!("https://x.test/gone?{secret}"),
        format!("https://docs.google.com/document/u/1/d/{ID}/edit?{secret}"),
        format!("https://drive.google.com/file/d/{OFFICE}/view?{secret}"),
        format!("http://10.0.0.5/?{secret}"),
        format!("https://u:secret@x.test:8443/?{secret}"),
        format!("https://youtu.be/x?{secret}"),
    ] {
        let shown = match Target::parse(&link).map_err(FetchError::from).and_then(|_| world.fetch(&link)) {
            Ok(fetched) => format!("{} {:?}", fetched.source.origin, fetched.notices.into_vec()),
            Err(error) => {
                let mut text = error.to_string();
                let mut cause: Option<&dyn std::error::Error> = std::error::Error::source(&error);
                while let Some(current) = cause {
                    text.push_str(&current.to_string());
                    cause = current.source();
                }
                text
            }
        };
        assert!(!shown.contains("secret"), "{link}: {shown}");
    }
    // Whose account a link came from is nobody's business, Google's least of all.
    let asked = world.log().into_iter().filter(|request| request.contains("google.com"));
    assert!(asked.clone().count() >= 2 && asked.into_iter().all(|request| !request.contains("secret")));
}
