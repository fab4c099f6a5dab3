//! What comes in place of, and within, an exported file.

use pmconvert::document::dump;
use pmconvert::fetch::{FetchError, Tabs};
use pmconvert::format::InputFormat;
use pmconvert::postmortem::Kind;
use wiremock::ResponseTemplate;

use crate::support::stand_in::*;
use crate::{code, notices, raw, understood};

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
