//! Files and folders in Google Drive, and published documents.

use pmconvert::source::Origin;
use wiremock::ResponseTemplate;

use crate::support::stand_in::*;
use crate::{SIGN_IN, code, notices};

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
fn g38_drive_virus_page() {
    let confirmed = format!("drive.usercontent.google.com/download?id={OFFICE}&export=download&confirm=t&uuid=1-2");
    let link = format!("https://drive.google.com/file/d/{OFFICE}/view");
    let world = StandIn::start();
    world.answer(&download(OFFICE), warning("https://drive.usercontent.google.com/download"));
    world.answer(&confirmed, file("application/octet-stream", "attachment; filename=a.docx", &docx(&["x"])));
    assert_eq!(code(&world.fetch(&link)), "ok");
    assert_eq!(world.log(), [download(OFFICE), confirmed]);
    // The warning is answered once.
    let world = StandIn::start();
    world.answer_rest(warning("https://drive.usercontent.google.com/download"));
    assert_eq!(code(&world.fetch(&link)), "wrong-content");
    assert_eq!(world.log().len(), 2);
}

#[test]
fn g39_virus_form_pointing_elsewhere() {
    let world = StandIn::start();
    world.answer(&download(OFFICE), warning("https://evil.test/download"));
    assert_eq!(code(&world.fetch(&format!("https://drive.google.com/file/d/{OFFICE}/view"))), "refused");
    assert_eq!(world.log(), [download(OFFICE)]);
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
fn g36_native_id_of_another_kind() {
    let sheet = format!("https://docs.google.com/spreadsheets/d/{ID}/edit?usp=drive_web");
    for link in [format!("https://drive.google.com/open?id={ID}"), format!("https://drive.google.com/file/d/{ID}/view")]
    {
        let world = StandIn::start();
        world.answer(&download(ID), page(500, ""));
        world.answer(&format!("drive.google.com/open?id={ID}"), redirect(302, &sheet));
        let csv = ResponseTemplate::new(200).set_body_raw("Time,What\n14:00,an alert\n", "text/csv");
        world.answer(&format!("docs.google.com/spreadsheets/d/{ID}/export?format=csv"), csv);
        let fetched = world.fetch(&link).unwrap();
        let html = String::from_utf8(fetched.source.bytes.clone()).unwrap();
        assert!(html.contains("<tr><td>14:00</td><td>an alert</td></tr>"), "{html}");
        assert_eq!(fetched.source.origin, Origin::Link(format!("https://docs.google.com/spreadsheets/d/{ID}/edit")));
        assert!(world.log().iter().all(|request| !request.contains("/edit")), "{:?}", world.log());
    }
}

#[test]
fn a_sheet_is_read_as_a_table() {
    let world = StandIn::start();
    let csv = file("text/csv", "attachment; filename=\"Outage - Timeline.csv\"", b"Time,What\n14:00,an alert\n");
    world.answer(&format!("docs.google.com/spreadsheets/d/{ID}/export?format=csv&gid=22"), csv);
    world.answer(&format!("docs.google.com/spreadsheets/d/{OFFICE}/export?format=csv"), page(401, ""));
    let fetched = world.fetch(&format!("https://docs.google.com/spreadsheets/d/{ID}/edit?gid=1#gid=22")).unwrap();
    assert_eq!(fetched.source.title.as_deref(), Some("Outage - Timeline"));
    assert_eq!(notices(fetched), ["origin-map", "fetched-as"]);
    assert_eq!(code(&world.fetch(&format!("https://docs.google.com/spreadsheets/d/{OFFICE}/edit"))), "private");
}

#[test]
fn a_link_of_2009_is_followed_within_google() {
    let world = StandIn::start();
    world.answer("docs.google.com/Doc?docid=dhf7k2_12gs9", redirect(302, &link(ID)));
    world.serve_document(ID, &docx(&["x"]));
    assert_eq!(code(&world.fetch("http://docs.google.com/Doc?id=dhf7k2_12gs9&hl=en")), "ok");
    assert_eq!(code(&world.fetch("http://docs.google.com/View?docid=gone_1")), "not-a-document");
    world.answer("docs.google.com/Doc?docid=evil_1", redirect(302, "https://evil.test/"));
    assert_eq!(code(&world.fetch("http://docs.google.com/Doc?id=evil_1")), "refused");
}
