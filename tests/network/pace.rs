//! When requests are made: limits, checks, trouble, distance.

use std::time::Duration;

use pmconvert::fetch::{FetchError, Phase};
use wiremock::ResponseTemplate;

use crate::support::stand_in::*;
use crate::{code, seconds};

const CAPTCHA: &str =
    "<!doctype html><title>https://docs.google.com/x</title><form id=\"captcha-form\" action=\"index\">";

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
