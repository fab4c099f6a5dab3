//! Stand-in servers for every host that a link may lead to.
//!
//! A [`StandIn`] serves virtual hosts on one loopback port. Tests within the process fetch through it with a clock that never
//! waits; tests of the command line give [`StandIn::origin_map`] to the child process in `PMCONVERT_ORIGIN_MAP`.
#![allow(clippy::unwrap_used, clippy::missing_panics_doc, clippy::format_collect, reason = "tests")]

use std::io::{Cursor, Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use pmconvert::fetch::{
    Addresses, Fetch, FetchError, Fetched, Fetcher, Lookup, Options, OriginMap, Pace, VirtualClock, blocking,
};
use pmconvert::link::Target;
use pmconvert::notice::Notices;
use pmconvert::source::Source;
use tokio::runtime::Runtime;
use wiremock::matchers::any;
use wiremock::{Match, Mock, MockServer, Request, Respond, ResponseTemplate};

/// A native document: 44 characters.
pub const ID: &str = "1OK00000000000000000000000000000000000000001";
/// An uploaded file: 33 characters.
pub const OFFICE: &str = "1OF000000000000000000000000000001";
/// The host that serves exported files.
pub const CONTENT: &str = "doc-0s-8s-docstext.googleusercontent.com";
/// The media type of docx.
pub const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// Virtual hosts on one loopback port.
pub struct StandIn {
    server: MockServer,
    runtime: Runtime,
    /// Rules for hosts that this server does not serve, put before its own.
    foreign: Vec<String>,
    /// What the fetchers of this stand-in waited for.
    pub clock: Arc<VirtualClock>,
}

impl StandIn {
    /// A server without answers: everything is 404.
    pub fn start() -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let server = runtime.block_on(MockServer::start());
        Self { server, runtime, foreign: Vec::new(), clock: Arc::default() }
    }

    /// The value of `PMCONVERT_ORIGIN_MAP` that sends every host here, so that no request leaves the machine.
    pub fn origin_map(&self) -> String {
        let mut rules = self.foreign.clone();
        rules.push(format!("*={}", self.server.uri()));
        rules.join(",")
    }

    /// Sends one host to a server of its own.
    pub fn serve_by(&mut self, host: &str, address: SocketAddr) {
        self.foreign.push(format!("{host}=http://{address}"));
    }

    /// Answers requests for `host/path?query`, exactly as written.
    pub fn answer(&self, address: &str, response: ResponseTemplate) {
        self.answer_in_turn(address, vec![response]);
    }

    /// Answers the first request for an address with the first response, and so on; the last one repeats.
    pub fn answer_in_turn(&self, address: &str, responses: Vec<ResponseTemplate>) {
        let mock =
            Mock::given(Address(address.to_owned())).respond_with(InTurn { responses, next: AtomicUsize::new(0) });
        self.runtime.block_on(mock.mount(&self.server));
    }

    /// Answers after so long by the clock of the fetchers.
    pub fn answer_after(&self, address: &str, delay: Duration, response: ResponseTemplate) {
        let late = Late { clock: Arc::clone(&self.clock), delay, response };
        let mock = Mock::given(Address(address.to_owned())).respond_with(late);
        self.runtime.block_on(mock.mount(&self.server));
    }

    /// Answers every other request.
    pub fn answer_rest(&self, response: ResponseTemplate) {
        self.runtime.block_on(Mock::given(any()).respond_with(response).with_priority(200).mount(&self.server));
    }

    /// A native document that anyone with the link can read: a redirect, then the file.
    pub fn serve_document(&self, id: &str, body: &[u8]) {
        self.answer(&export(id), redirect(307, &content(id)));
        self.answer(&address(&content(id)), file(DOCX, "attachment; filename=\"Outage.docx\"", body));
    }

    /// Every request so far, as `host/path?query`.
    pub fn log(&self) -> Vec<String> {
        self.requests().iter().map(requested).collect()
    }

    /// Every request so far.
    pub fn requests(&self) -> Vec<Request> {
        self.runtime.block_on(self.server.received_requests()).unwrap()
    }

    /// Fetches a link without waiting.
    pub fn fetch(&self, link: &str) -> Result<Fetched, FetchError> {
        self.fetch_with(link, |_| ())
    }

    /// Fetches a link with other options.
    pub fn fetch_with(&self, link: &str, change: impl FnOnce(&mut Options)) -> Result<Fetched, FetchError> {
        self.fetch_by(&self.fetcher(change), link)
    }

    /// Fetches a link with a fetcher that has fetched before.
    pub fn fetch_by(&self, fetcher: &Fetcher, link: &str) -> Result<Fetched, FetchError> {
        self.runtime.block_on(fetcher.fetch(&Target::parse(link)?))
    }

    /// Fetches a link as the command line does: with a runtime of its own and the true clock.
    pub fn fetch_blocking(&self, link: &str, notices: &mut Notices) -> Result<Source, FetchError> {
        let origin_map = OriginMap::parse(&self.origin_map())?;
        blocking(&Target::parse(link)?, &Options { origin_map, ..Options::default() }, notices)
    }

    /// Gives a fetch up once this server has had so many requests of it.
    pub fn give_up_after_requests<T>(&self, fetch: impl Future<Output = T>, requests: usize) {
        let before = self.log().len();
        self.runtime.block_on(async {
            let mut fetch = std::pin::pin!(fetch);
            std::future::poll_fn(|context| {
                assert!(fetch.as_mut().poll(context).is_pending(), "the fetch ended by itself");
                let received = std::pin::pin!(self.server.received_requests()).poll(context);
                match received {
                    std::task::Poll::Ready(Some(log)) if log.len() >= before + requests => std::task::Poll::Ready(()),
                    _ => std::task::Poll::Pending,
                }
            })
            .await;
        });
    }

    /// Fetches several links with one fetcher, all at once.
    pub fn fetch_all(&self, links: &[String]) -> Vec<Result<Fetched, FetchError>> {
        self.fetch_all_by(self.fetcher(|_| ()), links)
    }

    /// Fetches several links with this fetcher, all at once.
    pub fn fetch_all_by(&self, fetcher: Fetcher, links: &[String]) -> Vec<Result<Fetched, FetchError>> {
        let fetcher = Arc::new(fetcher);
        self.runtime.block_on(async {
            let tasks: Vec<_> = links
                .iter()
                .map(|link| {
                    let (fetcher, target) = (Arc::clone(&fetcher), Target::parse(link).unwrap());
                    tokio::spawn(async move { fetcher.fetch(&target).await })
                })
                .collect();
            let mut results = Vec::new();
            for task in tasks {
                results.push(task.await.unwrap());
            }
            results
        })
    }

    /// A fetcher whose requests all come here, with a clock that never waits.
    pub fn fetcher(&self, change: impl FnOnce(&mut Options)) -> Fetcher {
        let mut options = Options {
            origin_map: OriginMap::parse(&self.origin_map()).unwrap(),
            pace: Pace { jitter: Duration::ZERO, ..Pace::default() },
            timeout: Duration::from_secs(3600),
            ..Options::default()
        };
        change(&mut options);
        Fetcher::with(options, Arc::<VirtualClock>::clone(&self.clock), Arc::new(NoLookup)).unwrap()
    }
}

/// Matches `host/path?query`.
struct Address(String);

impl Match for Address {
    fn matches(&self, request: &Request) -> bool {
        requested(request) == self.0
    }
}

struct InTurn {
    responses: Vec<ResponseTemplate>,
    next: AtomicUsize,
}

impl Respond for InTurn {
    fn respond(&self, _: &Request) -> ResponseTemplate {
        let turn = self.next.fetch_add(1, Ordering::SeqCst).min(self.responses.len() - 1);
        self.responses[turn].clone()
    }
}

struct Late {
    clock: Arc<VirtualClock>,
    delay: Duration,
    response: ResponseTemplate,
}

impl Respond for Late {
    fn respond(&self, _: &Request) -> ResponseTemplate {
        self.clock.pass(self.delay);
        self.response.clone()
    }
}

/// Knows no name at all.
pub struct NoLookup;

impl Lookup for NoLookup {
    fn addresses(&self, host: String) -> Addresses {
        Box::pin(async move { Err(std::io::Error::other(format!("no lookup of `{host}` in tests"))) })
    }
}

/// Knows every name by the same addresses.
pub struct FixedLookup(pub Vec<std::net::IpAddr>);

impl Lookup for FixedLookup {
    fn addresses(&self, _: String) -> Addresses {
        let addresses = self.0.clone();
        Box::pin(async move { Ok(addresses) })
    }
}

/// A server that writes the same bytes to everyone and hangs up: for answers that no honest server gives.
pub fn raw_server(bytes: Vec<u8>) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut request = [0; 4096];
            let _ = stream.read(&mut request);
            let _ = stream.write_all(&bytes);
        }
    });
    address
}

/// A server that writes a chunked body without end, as long as someone reads.
pub fn endless_server() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut request = [0; 4096];
            let _ = stream.read(&mut request);
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
            let chunk = [&b"1000\r\n"[..], &[0; 0x1000], b"\r\n"].concat();
            while stream.write_all(&chunk).is_ok() {}
        }
    });
    address
}

/// A server that takes requests and never answers; each lets so much time pass.
pub fn silent_server(clock: Arc<VirtualClock>, silence: Duration) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        let mut open = Vec::new();
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut request = [0; 4096];
            let _ = stream.read(&mut request);
            clock.pass(silence);
            open.push(stream);
        }
    });
    address
}

/// A server that takes requests, tells of each, and never answers.
pub fn hanging_server() -> (SocketAddr, std::sync::mpsc::Receiver<()>) {
    let (tell, told) = std::sync::mpsc::channel();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        let mut open = Vec::new();
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut request = [0; 4096];
            let _ = stream.read(&mut request);
            let _ = tell.send(());
            open.push(stream);
        }
    });
    (address, told)
}

/// `host/path?query` of a request.
fn requested(request: &Request) -> String {
    let host = request.headers.get("host").and_then(|host| host.to_str().ok()).unwrap_or_default();
    let query = request.url.query().map(|query| format!("?{query}")).unwrap_or_default();
    format!("{host}{}{query}", request.url.path())
}

/// The link to a document, as an address bar shows it.
pub fn link(id: &str) -> String {
    format!("https://docs.google.com/document/d/{id}/edit?usp=sharing&ouid=117")
}

/// The address of a document's export.
pub fn export(id: &str) -> String {
    format!("docs.google.com/document/d/{id}/export?format=docx")
}

/// The address of a document's plain page.
pub fn mobile(id: &str) -> String {
    format!("docs.google.com/document/d/{id}/mobilebasic")
}

/// The address of a file's download.
pub fn download(id: &str) -> String {
    format!("drive.google.com/uc?export=download&id={id}")
}

/// The address that serves a file.
pub fn served(id: &str) -> String {
    format!("drive.usercontent.google.com/download?id={id}&export=download")
}

/// The link that an export leads to.
pub fn content(id: &str) -> String {
    format!("https://{CONTENT}/export/aaa/bbb/1790000000000/100000/*/{id}?format=docx")
}

/// A link without its scheme.
pub fn address(link: &str) -> String {
    link.trim_start_matches("https://").to_owned()
}

/// A redirect with a small page.
pub fn redirect(status: u16, location: &str) -> ResponseTemplate {
    ResponseTemplate::new(status).insert_header("location", location).set_body_raw("<HTML>Moved</HTML>", "text/html")
}

/// A page.
pub fn page(status: u16, html: &str) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_raw(html, "text/html; charset=utf-8")
}

/// A file with its media type and its `Content-Disposition`.
pub fn file(media_type: &str, disposition: &str, body: &[u8]) -> ResponseTemplate {
    ResponseTemplate::new(200)
        .set_body_raw(body, media_type)
        .insert_header("content-disposition", disposition)
        .insert_header("cache-control", "no-store")
}

/// A docx with these paragraphs and nothing else.
pub fn docx(paragraphs: &[&str]) -> Vec<u8> {
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let body: String = paragraphs
        .iter()
        .map(|text| format!("<w:p><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>", escape(text)))
        .collect();
    let main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let parts = [
        (
            "[Content_Types].xml",
            "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
             <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
             <Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.\
             wordprocessingml.document.main+xml\"/></Types>"
                .to_owned(),
        ),
        (
            "_rels/.rels",
            "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
             <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/\
             officeDocument\" Target=\"word/document.xml\"/></Relationships>"
                .to_owned(),
        ),
        (
            "word/document.xml",
            format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"{main}\"><w:body>{body}</w:body></w:document>"),
        ),
    ];
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// Bytes in gzip.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}
