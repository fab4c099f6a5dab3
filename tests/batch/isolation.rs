//! What goes wrong with one document reaches no other.

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Duration;

use pmconvert::batch::list::{Input, Row};
use pmconvert::batch::{
    Batch, Ended, Folder, Follow, Form, Identities, Journal, Limits, OnFailure, Pictures, Plan, Quiet, Retry, Settings,
    Status,
};
use pmconvert::check::Pack;
use pmconvert::fetch::{Fetch, FetchError, Fetched};
use pmconvert::link::Target;
use pmconvert::notice::Notices;
use pmconvert::source::{Origin, Source};

use crate::cohort::write_up;

/// Documents by the end of their link.
struct Canned;

impl Fetch for Canned {
    async fn fetch(&self, target: &Target) -> Result<Fetched, FetchError> {
        let link = target.canonical();
        assert!(!link.ends_with("panic"), "a mistake in the program");
        if link.ends_with("private") {
            return Err(FetchError::Private);
        }
        let source = Source::new(Origin::Link(link), write_up(1));
        Ok(Fetched { source, notices: Notices::default() })
    }
}

fn settings() -> Settings {
    Settings {
        forms: vec![Form::Md],
        keep_order: false,
        pictures: Pictures::Extract,
        follow: Follow::Links,
        max_size: 1_000_000,
        fetching: String::new(),
        from: None,
        pack: Pack::course().clone(),
        identities: Identities::Shown,
    }
}

fn run(links: &[&str], on_failure: OnFailure) -> (Ended, Vec<(Status, Option<String>)>) {
    let out = tempfile::tempdir().unwrap();
    let rows: Vec<Row> = links
        .iter()
        .enumerate()
        .map(|(index, link)| Row {
            number: index + 1,
            inputs: vec![Input::Link(format!("https://x.test/{link}"))],
            ..Row::default()
        })
        .collect();
    let settings = Arc::new(settings());
    let plan = Plan::new(rows, &settings);
    let folder = Folder::open(out.path()).unwrap();
    let limits =
        Limits { at_once: 1, fetches: 1, workers: NonZeroUsize::MIN, convert: Duration::from_secs(60), on_failure };
    let batch = Batch { plan: &plan, settings: &settings, folder: &folder, limits, reporter: &Quiet };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let journal = Journal::open(out.path()).unwrap();
    let ended = runtime.block_on(batch.run(journal, Retry::Nothing, Arc::new(Canned), std::future::pending()));
    let (ended, _) = ended.unwrap();
    let journal = Journal::open(out.path()).unwrap();
    let written = plan.tasks.iter().filter_map(|task| journal.records().get(&task.row.id));
    (ended, written.map(|record| (record.status, record.error.as_ref().map(|error| error.code.clone()))).collect())
}

#[test]
fn a_panic_is_a_failure_of_one_row() {
    let (ended, rows) = run(&["one", "panic", "private", "two"], OnFailure::GoOn);
    assert_eq!(ended, Ended::Complete);
    let failed = |code: &str| (Status::Failed, Some(code.to_owned()));
    assert_eq!(rows, [(Status::Ok, None), failed("unreadable"), failed("private"), (Status::Ok, None)]);
}

#[test]
fn the_first_failure_can_end_the_run() {
    let (ended, rows) = run(&["one", "private", "two"], OnFailure::Stop);
    assert_eq!(ended, Ended::FirstFailure);
    assert_eq!(rows, [(Status::Ok, None), (Status::Failed, Some("private".to_owned()))]);
}
