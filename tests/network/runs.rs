//! Many fetches: with a cache, beside each other, watched, given up.

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use pmconvert::fetch::{Cache, Fetch, FetchEvent, Freshness, Observer};
use pmconvert::link::Target;

use crate::support::stand_in::*;
use crate::{code, notices};

fn cache(folder: &Path, freshness: Freshness) -> Cache {
    Cache::open(folder, freshness).unwrap()
}

/// What was observed, one line each.
#[derive(Default)]
struct Diary(Mutex<Vec<String>>);

impl Diary {
    fn lines(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }
}

impl Observer for Diary {
    fn observe(&self, event: &FetchEvent<'_>) {
        self.0.lock().unwrap().push(match event {
            FetchEvent::Cached { target } => format!("cached {target}"),
            FetchEvent::Asked { host, .. } => format!("asked {host}"),
            FetchEvent::Received { bytes, expected, .. } => format!("received {bytes} of {expected:?}"),
            FetchEvent::Paused { group, wait } => format!("paused {group} for {}", wait.as_secs()),
            FetchEvent::Retrying { error, wait, .. } => format!("retrying after {}: {}", wait.as_secs(), error.code()),
            FetchEvent::Stopped { group, because } => format!("stopped {group}: {because}"),
            FetchEvent::NotCached { .. } => "not cached".to_owned(),
            other => format!("{other:?}"),
        });
    }
}

#[test]
fn g47_duplicates() {
    let world = StandIn::start();
    world.serve_document(ID, &docx(&["x"]));
    let links = [
        format!("https://docs.google.com/document/d/{ID}/edit?usp=sharing&ouid=1"),
        format!("docs.google.com/document/u/1/d/{ID}/view#heading=h.x"),
        format!("https://www.google.com/url?q=https%3A%2F%2Fdocs.google.com%2Fdocument%2Fd%2F{ID}%2Fpreview"),
    ];
    let keys: std::collections::HashSet<String> = links.iter().map(|link| Target::parse(link).unwrap().key()).collect();
    assert_eq!(keys.len(), 1, "{keys:?}");
    let results = world.fetch_all(&links);
    assert!(results.iter().all(|result| result.as_ref().is_ok_and(|fetched| fetched.source.bytes == docx(&["x"]))));
    assert_eq!(world.log(), [export(ID), address(&content(ID))], "one fetch");
}

#[test]
fn g47_duplicates_of_two_runs() {
    let (world, folder) = (StandIn::start(), tempfile::tempdir().unwrap());
    world.serve_document(ID, &docx(&["x"]));
    for spelling in ["edit?usp=sharing", "view", "preview#heading=h.x"] {
        let link = format!("https://docs.google.com/document/d/{ID}/{spelling}");
        world.fetch_with(&link, |options| options.cache = Some(cache(folder.path(), Freshness::Keep))).unwrap();
    }
    assert_eq!(world.log().len(), 2, "one fetch");
}

#[test]
fn g50_second_run() {
    let (world, folder) = (StandIn::start(), tempfile::tempdir().unwrap());
    world.serve_document(ID, &docx(&["x"]));
    world.answer("bit.ly/x", redirect(301, &link(ID)));
    let run = |link: &str, freshness| {
        let before = world.log().len();
        let fetched = world.fetch_with(link, |options| options.cache = Some(cache(folder.path(), freshness))).unwrap();
        (fetched.source.clone(), notices(fetched), world.log().len() - before)
    };
    let first = run(&link(ID), Freshness::Keep);
    assert_eq!((first.2, first.0.title.as_deref()), (2, Some("Outage")));
    let second = run(&link(ID), Freshness::Keep);
    assert_eq!((&second.0, &second.1, second.2), (&first.0, &first.1, 0), "the same, without a request");
    assert_eq!(run(&link(ID), Freshness::Refresh).2, 2);
    // A link that leads to a document that is kept asks where it leads, and the next time nothing at all.
    let short = run("https://bit.ly/x", Freshness::Keep);
    assert_eq!((short.2, &short.0), (1, &first.0));
    assert_eq!(run("https://bit.ly/x", Freshness::Keep), (short.0, short.1, 0));
}

#[test]
fn g50_failures_are_not_kept() {
    let (world, folder) = (StandIn::start(), tempfile::tempdir().unwrap());
    world.answer_in_turn(&export(ID), vec![page(404, ""), file(DOCX, "attachment", &docx(&["x"]))]);
    let run =
        || code(&world.fetch_with(&link(ID), |options| options.cache = Some(cache(folder.path(), Freshness::Keep))));
    assert_eq!((run(), run(), run()), ("not-found", "ok", "ok"));
    assert_eq!(world.log().len(), 2);
}

#[test]
fn waits_are_observed() {
    let world = StandIn::start();
    let body = docx(&["x"]);
    let whole = file(DOCX, "attachment", &body);
    world.answer_in_turn(&export(ID), vec![page(429, "").insert_header("retry-after", "7"), page(503, ""), whole]);
    let diary = Arc::new(Diary::default());
    let fetcher = world.fetcher(|_| ()).observed_by(Arc::<Diary>::clone(&diary));
    world.fetch_by(&fetcher, &link(ID)).unwrap();
    let received = format!("received {} of Some({})", body.len(), body.len());
    assert_eq!(
        diary.lines(),
        [
            "asked docs.google.com",
            "paused Google for 7",
            "retrying after 7: rate-limited",
            "asked docs.google.com",
            "retrying after 1: network",
            "asked docs.google.com",
            received.as_str(),
        ]
    );
}

#[test]
fn a_fetch_that_is_given_up_leaves_the_way_free() {
    let mut world = StandIn::start();
    let other = ID.replace("OK", "NO");
    world.answer(&export(ID), redirect(307, &content(ID)));
    world.answer(&export(&other), file(DOCX, "attachment", &docx(&["x"])));
    world.serve_by(CONTENT, silent_server(Arc::clone(&world.clock), Duration::ZERO));
    let folder = tempfile::tempdir().unwrap();
    let fetcher = world.fetcher(|options| options.cache = Some(cache(folder.path(), Freshness::Keep)));
    let target = Target::parse(&link(ID)).unwrap();
    world.give_up_after_requests(fetcher.fetch(&target), 1);
    assert_eq!(code(&world.fetch_by(&fetcher, &link(&other))), "ok");
    assert_eq!(std::fs::read_dir(folder.path().join("bodies")).unwrap().count(), 1);
}
