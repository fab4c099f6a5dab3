//! docs/links.md is what the code does: it is made from the tables below and from the texts of the program. `PMCONVERT_BLESS=1`
//! writes it.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use pmconvert::error::ReadError;
use pmconvert::fetch::{AddressError, FetchError, HopError, Phase, Stop};
use pmconvert::format::Foreign;
use pmconvert::link::{LinkError, NoDocument, Target};

const DOC: &str = "1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789_-AbCdE";
const FILE: &str = "1AbCdEfGhIjKlMnOpQrStUvWxYz012345";

/// A part of the table of links: its heading, and links with what is done with them. `DOC` and `FILE` stand for ids.
type Part = (&'static str, &'static [(&'static str, &'static str)]);

const LINKS: &[Part] = &[
    (
        "Google Docs and Drive",
        &[
            ("https://docs.google.com/document/d/DOC/edit?usp=sharing", "exported as .docx, whatever follows the id"),
            ("https://docs.google.com/document/u/1/d/DOC/view", "the same; whose account it is says nothing"),
            (
                "https://docs.google.com/document/d/DOC/edit?tab=t.abc",
                "all tabs, with a notice; with `--tab` that tab alone",
            ),
            (
                "https://docs.google.com/document/d/FILE/edit?rtpof=true",
                "an uploaded Word file: the original from Drive",
            ),
            (
                "https://docs.google.com/document/d/e/2PACX-1vDOCDOC/pub",
                "a published document: its page without the frame",
            ),
            ("https://docs.google.com/Doc?docid=dhf7k2_12gs9", "a link of 2009: followed, where Google still knows it"),
            ("https://drive.google.com/file/d/FILE/view", "the file"),
            ("https://drive.google.com/uc?export=download&id=FILE", "the file"),
            ("https://drive.google.com/open?id=DOC", "a document or a file, whichever it is"),
            ("DOC", "an id alone: the same"),
            (
                "https://drive.google.com/drive/folders/FILE",
                "the only file in it; of several none is chosen, they are listed",
            ),
            ("https://docs.google.com/spreadsheets/d/DOC/edit#gid=0", "one sheet, as a table"),
            ("https://docs.google.com/presentation/d/DOC/edit", "the words of its slides"),
            ("https://docs.google.com/drawings/d/DOC/edit", "refused: it holds no text"),
            ("https://forms.gle/AbC", "refused: a form is no document"),
            ("https://drive.google.com/drive/my-drive", "refused: it names no document"),
        ],
    ),
    (
        "Links around links",
        &[
            (
                "https://www.google.com/url?q=https%3A%2F%2Fdocs.google.com%2Fdocument%2Fd%2FDOC",
                "taken out of its wrapping, without a request",
            ),
            (
                "https://accounts.google.com/ServiceLogin?continue=https%3A%2F%2Fdocs.google.com%2Fdocument%2Fd%2FDOC",
                "the same, for the page to sign in",
            ),
            ("https://bit.ly/AbC", "a short link: followed, then as what it leads to"),
        ],
    ),
    (
        "The rest of the web",
        &[
            ("https://github.com/owner/name/blob/main/may.md", "the file itself"),
            ("https://github.com/owner/name", "its README"),
            ("https://gist.github.com/owner/0123456789abcdef0123456789abcdef", "the file itself"),
            ("https://dev.to/author/an-outage-4k2", "the post in Markdown"),
            ("https://blog.example/an-outage", "the article without menus and footers; a post of WordPress alone"),
            (
                "https://www.dropbox.com/scl/fi/abc/may.docx?rlkey=x&dl=0",
                "the file, if anyone with the link may have it",
            ),
            ("https://school-my.sharepoint.com/:w:/g/personal/x", "the file, if anyone with the link may have it"),
            (
                "https://web.archive.org/web/20230510120000/https://blog.example/",
                "the page as it was, without the archive's frame",
            ),
            ("https://blog.example/may.docx", "the file, told by its content"),
            (
                "https://medium.com/@author/an-outage",
                "tried once; Medium, LinkedIn, Notion and Canva mostly refuse programs",
            ),
            ("https://youtu.be/AbC", "refused: it holds no text"),
            ("https://blog.example/shot.png", "refused: it holds no text"),
        ],
    ),
];

/// How a link may be pasted.
const AROUND: &[&str] =
    &["<ID>", "[here](ID)", "My write-up:\nID\n", "\"ID\",", "See (ID).", "<a href=\"ID\">here</a>"];

/// The failures with a code each, grouped by it.
fn failures() -> Vec<(&'static str, String, &'static str)> {
    let host = || "medium.com".to_owned();
    let fetch: Vec<FetchError> = vec![
        FetchError::Private,
        FetchError::PrivateOrDisabled,
        FetchError::OrganizationOnly { domain: "school.example".to_owned() },
        FetchError::DownloadDisabled,
        FetchError::NotFound,
        FetchError::KeyMissing,
        FetchError::MissingOrPrivate { host: "github.com".to_owned() },
        FetchError::DeadShortLink,
        FetchError::Deleted,
        FetchError::RateLimited { retry_after: None },
        FetchError::NotTried { because: Stop::RateLimited },
        FetchError::BotCheck,
        FetchError::Quota,
        FetchError::TooLarge { limit: 100_000_000 },
        FetchError::WrongContent { expected: "a Word document", found: "a web page" },
        FetchError::Unsupported { what: "a drawing" },
        FetchError::Blocked { host: host() },
        FetchError::ScriptPage { host: "name.notion.site".to_owned() },
        FetchError::Abuse,
        FetchError::LoginWall { host: "www.linkedin.com".to_owned() },
        FetchError::Server { status: 503 },
        FetchError::Timeout { phase: Phase::Total, limit: Duration::from_secs(300) },
        FetchError::Truncated,
        FetchError::Address(AddressError::Private {
            host: "intranet.example".to_owned(),
            address: "10.0.0.5".parse().unwrap(),
        }),
        FetchError::Hop(HopError::Loop),
        FetchError::Form,
        FetchError::NoDocument(NoDocument::OwnDrive),
        FetchError::Folder { names: vec!["may.docx".to_owned(), "june.docx".to_owned()] },
        FetchError::Link(LinkError::Port { host: "docs.google.com".to_owned(), port: 8443 }),
        FetchError::Link(LinkError::Missing),
    ];
    let mut rows: Vec<_> = fetch.iter().map(|error| (error.code(), error.to_string(), error.hint())).collect();
    let read = [ReadError::Foreign(Foreign::Pdf), ReadError::Empty];
    rows.extend(read.iter().map(|error| (error.code(), error.to_string(), error.hint())));
    rows
}

fn example(link: &str) -> String {
    link.replace("DOC", DOC).replace("FILE", FILE)
}

fn guide() -> String {
    let mut guide = String::from(
        "# Links\n\nWhat pmconvert does with a link, and what it says when it cannot. This page is made from the tables of the program\n\
         (`PMCONVERT_BLESS=1 cargo test --test links`).\n\n\
         A link may be pasted as it comes: in `<...>`, quotes or Markdown, with the words or the full stop around it, without\n\
         `https://`. Of several different links none is chosen. No login is used, no cookie is kept, and what names an account or holds a\n\
         token is neither sent on nor shown. Requests to one host follow each other at a distance of a second or more, all of Google\n\
         counting as one host. What is linked twice is fetched once, and with `--cache DIR` not at all the next time. A document that is\n\
         nothing but one link is replaced by what it leads to with `--follow`, once.\n",
    );
    for (heading, links) in LINKS {
        let _ = write!(guide, "\n## {heading}\n\n| link | kind | what is done |\n|---|---|---|\n");
        for (link, done) in *links {
            let kind = Target::parse(&example(link)).unwrap().kind();
            let shown = link.replace("DOCDOC", "...").replace("DOC", "ID").replace("FILE", "ID");
            let _ = writeln!(guide, "| `{shown}` | `{kind}` | {done} |");
        }
    }
    guide.push_str(
        "\nThe kind stands in the JSON (`links[].kind`).\n\n## When it fails\n\nNothing is written then. The code is the stable name of the \
         failure.\n\n| code | message | what to do |\n|---|---|---|\n",
    );
    for (code, message, hint) in failures() {
        let _ = writeln!(guide, "| `{code}` | {message} | {hint} |");
    }
    guide.push_str(
        "\nA server that limits requests is asked again after what it asks for (at most ten minutes), else after 15, 30, 60 and 120\n\
         seconds; trouble on a server or on the way is tried three times. All else is final at once.\n",
    );
    guide
}

#[test]
fn the_page_on_links_is_what_the_program_does() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/links.md");
    if std::env::var_os("PMCONVERT_BLESS").is_some_and(|value| value == "1") {
        std::io::Write::write_all(&mut std::fs::File::create(&path).unwrap(), guide().as_bytes()).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap(), guide(), "docs/links.md is out of date");
}

#[test]
fn every_link_of_the_page_can_be_pasted() {
    for (_, links) in LINKS {
        for (link, _) in *links {
            let link = example(link);
            let key = Target::parse(&link).unwrap().key();
            // An id is told from a word only where it stands alone.
            let around = if link == DOC { ["  ID\n", "\u{feff}ID"].as_slice() } else { AROUND };
            for pasted in around.iter().map(|around| around.replace("ID", &link)) {
                assert_eq!(Target::parse(&pasted).map(|target| target.key()), Ok(key.clone()), "{pasted}");
            }
        }
    }
}

#[test]
fn every_code_of_a_failed_link_is_on_the_page() {
    for code in [
        "private",
        "download-disabled",
        "not-found",
        "deleted",
        "rate-limited",
        "bot-check",
        "quota",
        "too-large",
        "wrong-content",
        "unsupported",
        "blocked",
        "login-wall",
        "network",
        "refused",
        "not-a-document",
        "empty",
    ] {
        assert!(failures().iter().any(|(known, ..)| *known == code), "{code}");
    }
}
