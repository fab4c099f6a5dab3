//! `pmconvert batch` as a grader meets it: lists, results, crashes, safety, against files and a stand-in server.
#![expect(clippy::unwrap_used, clippy::format_collect, reason = "a test that cannot be set up has failed")]
#![expect(
    clippy::disallowed_methods,
    unreachable_pub,
    reason = "files of tests need not be whole, and nobody else sees this crate"
)]

#[path = "batch/anonymous.rs"]
mod anonymous;
#[path = "batch/cohort.rs"]
mod cohort;
#[path = "batch/crash.rs"]
mod crash;
#[path = "batch/isolation.rs"]
mod isolation;
#[path = "batch/lists.rs"]
mod lists;
#[path = "batch/network.rs"]
mod network;
#[path = "batch/page.rs"]
mod page;
#[path = "batch/run.rs"]
mod run;
#[path = "batch/safety.rs"]
mod safety;
mod support;
