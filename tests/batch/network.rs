//! Links, against stand-in servers.

use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;
use std::process::{Child, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crate::cohort::{Cohort, Ran, ended, text, write_up};
use crate::support::stand_in::{ID, StandIn, docx, export, link, mobile, page};

const FAST: &[&str] = &["--rate", "0", "--concurrency", "8"];

fn run_at(cohort: &Cohort, origin_map: &str, arguments: &[&str]) -> Ran {
    ended(cohort.command(arguments).env("PMCONVERT_ORIGIN_MAP", origin_map))
}

/// A document's id that ends in this number.
fn id(number: usize) -> String {
    format!("{}{number:03}", &ID[..ID.len() - 3])
}

fn document(number: usize) -> Vec<u8> {
    let text = write_up(number);
    docx(&text.lines().filter(|line| !line.is_empty()).collect::<Vec<_>>())
}

#[test]
fn the_same_document_is_fetched_once_however_it_is_linked() {
    let (world, cohort) = (StandIn::start(), Cohort::new());
    world.serve_document(&id(1), &document(1));
    cohort.write("only-link.txt", link(&id(1))).write("also.txt", format!("See {}", link(&id(1))));
    let doc = link(&id(1));
    let spelled = format!("\"My essay: {doc} (thanks!)\"");
    let view = format!("https://docs.google.com/document/u/1/d/{}/preview", id(1));
    cohort.write("list.csv", format!("id,link\na,{doc}\nb,{spelled}\nc,{view}\nd,only-link.txt\ne,also.txt\n"));
    let mut arguments = vec!["list.csv"];
    arguments.extend(FAST);
    let ran = run_at(&cohort, &world.origin_map(), &arguments);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert_eq!(cohort.each("same_as"), ["null", "a", "a", "a", "a"]);
    // Once for the rows that hold the link, and at most once more for those whose document does.
    let exports = || world.log().iter().filter(|request| **request == export(&id(1))).count();
    let fetched = exports();
    assert!((1..=2).contains(&fetched), "{fetched}");
    assert_eq!(text(&cohort.records()[3]["followed"]), format!("https://docs.google.com/document/d/{}/edit", id(1)));
    // Again: no request at all.
    let results = cohort.results();
    assert_eq!(run_at(&cohort, &world.origin_map(), &arguments).code, Some(0));
    assert_eq!((exports(), cohort.results() == results), (fetched, true));
}

#[test]
fn failed_links_wait_for_retry_failed() {
    let (world, cohort) = (StandIn::start(), Cohort::new());
    for address in [export(&id(1)), mobile(&id(1))] {
        world.answer_in_turn(&address, vec![page(401, "Unauthorized")]);
    }
    world.serve_document(&id(2), &document(2));
    cohort.write("list.csv", format!("id,link\na,{}\nb,{}\nc,no link at all\n", link(&id(1)), link(&id(2))));
    let mut arguments = vec!["list.csv"];
    arguments.extend(FAST);
    let ran = run_at(&cohort, &world.origin_map(), &arguments);
    assert_eq!(ran.code, Some(1), "{}", ran.stderr);
    let codes: Vec<String> = cohort.records().iter().map(|record| text(&record["error"]["code"])).collect();
    assert_eq!(codes, ["private", "null", "not-a-document"]);
    assert!(
        ran.stderr.contains("1 private: a") && ran.stderr.contains("ask the author to open Share"),
        "{}",
        ran.stderr
    );
    let requests = world.log().len();
    assert_eq!(run_at(&cohort, &world.origin_map(), &arguments).code, Some(1));
    assert_eq!(world.log().len(), requests);
    arguments.push("--retry-failed");
    assert_eq!(run_at(&cohort, &world.origin_map(), &arguments).code, Some(1));
    assert_eq!(world.log().len(), requests + 2);
}

#[test]
fn of_several_links_the_write_up_is_taken() {
    let (world, cohort) = (StandIn::start(), Cohort::new());
    world.serve_document(&id(1), &docx(&["Notes", "Nothing happened."]));
    world.serve_document(&id(2), &document(2));
    let row = format!("a,\"{}\n{}\nhttps://blog.test/me\"\n", link(&id(1)), link(&id(2)));
    cohort.write("list.csv", format!("id,link\n{row}"));
    let mut arguments = vec!["list.csv"];
    arguments.extend(FAST);
    let ran = run_at(&cohort, &world.origin_map(), &arguments);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let record = &cohort.records()[0];
    assert_eq!(text(&record["verdict"]), "postmortem");
    let others: Vec<String> = record["others"].as_array().unwrap().iter().map(|other| text(&other["reason"])).collect();
    assert_eq!(others, ["not_a_postmortem", "not_needed"]);
}

#[test]
fn no_finished_link_is_fetched_again_after_a_kill() {
    let (world, cohort) = (StandIn::start(), Cohort::new());
    let mut list = String::from("id,link\n");
    for number in 0..30 {
        world.serve_document(&id(number), &document(number));
        writeln!(list, "student-{number},{}", link(&id(number))).unwrap();
    }
    cohort.write("list.csv", &list);
    let map = world.origin_map();
    let arguments = ["list.csv", "--rate", "0", "--concurrency", "4", "--progress", "json"];
    let mut finished: Vec<String> = Vec::new();
    for lines in [9, 16, 25] {
        let mut child =
            cohort.command(&arguments).env("PMCONVERT_ORIGIN_MAP", &map).stderr(Stdio::piped()).spawn().unwrap();
        kill_after(&mut child, lines);
        // A line of the journal is what makes a row finished.
        let journal = std::fs::read_to_string(cohort.out().join("results.jsonl")).unwrap();
        let whole = journal.rsplit_once('\n').map_or("", |(whole, _)| whole);
        finished =
            whole.lines().map(|line| text(&serde_json::from_str::<serde_json::Value>(line).unwrap()["id"])).collect();
    }
    let before = world.log().len();
    assert_eq!(run_at(&cohort, &map, &arguments).code, Some(0));
    let later = world.log()[before..].to_vec();
    assert!(!finished.is_empty());
    for id_of in &finished {
        let number: usize = id_of.trim_start_matches("student-").parse().unwrap();
        assert!(!later.contains(&export(&id(number))), "{id_of} was fetched again");
    }
    let undisturbed = Cohort::new();
    undisturbed.write("list.csv", &list);
    assert_eq!(run_at(&undisturbed, &map, &arguments).code, Some(0));
    assert_eq!(cohort.results(), undisturbed.results());
}

fn kill_after(child: &mut Child, lines: usize) {
    let mut progress = BufReader::new(child.stderr.take().unwrap());
    let mut seen = String::new();
    for _ in 0..lines {
        progress.read_line(&mut seen).unwrap();
    }
    child.kill().unwrap();
    child.wait().unwrap();
}

/// A server that accepts and never answers.
fn silent() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let map = format!("*=http://{}", listener.local_addr().unwrap());
    (listener, map)
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_it_within_five_seconds() {
    let cohort = Cohort::new();
    let (listener, map) = silent();
    cohort
        .write("a.txt", write_up(1))
        .write("list.csv", "id,link\na,a.txt\nb,https://slow.test/b.txt\nc,https://slow.test/c.txt\n");
    let mut command = cohort.command(&["list.csv", "--progress", "plain"]);
    let child = command.env("PMCONVERT_ORIGIN_MAP", &map).stderr(Stdio::piped()).spawn().unwrap();
    // The request is there, so the run is under way.
    let connection = listener.accept().unwrap();
    let begin = Instant::now();
    let interrupt = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(interrupt.success());
    let output = child.wait_with_output().unwrap();
    assert!(begin.elapsed() < Duration::from_secs(5));
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(130), "{stderr}");
    assert!(stderr.contains("interrupted: 1 ok, 0 failed, 2 open"), "{stderr}");
    assert!(stderr.contains("run the same command again to go on"), "{stderr}");
    assert_eq!(cohort.each("id"), ["a"]);
    assert!(cohort.out().join("report.html").is_file() && cohort.out().join("results.csv").is_file());
    drop(connection);
}

/// A server of small texts, which notes when each request came.
fn clocked() -> (String, Arc<Mutex<Vec<Instant>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let map = format!("*=http://{}", listener.local_addr().unwrap());
    let times = Arc::<Mutex<Vec<Instant>>>::default();
    let noted = Arc::clone(&times);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let (mut stream, noted) = (stream.unwrap(), Arc::clone(&noted));
            std::thread::spawn(move || {
                let mut buffer = [0; 4096];
                while stream.read(&mut buffer).is_ok_and(|read| read > 0) {
                    noted.lock().unwrap().push(Instant::now());
                    let body = write_up(1);
                    let head = format!(
                        "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: {}\r\n\r\n",
                        body.len()
                    );
                    stream.write_all((head + &body).as_bytes()).unwrap();
                }
            });
        }
    });
    (map, times)
}

#[test]
fn a_rate_is_never_exceeded() {
    const RATE: usize = 50;
    let cohort = Cohort::new();
    let (map, times) = clocked();
    let links: String = (0..150).map(|number| format!("https://files.test/{number}.txt\n")).collect();
    cohort.write("links.txt", links);
    let ran = run_at(&cohort, &map, &["links.txt", "--rate", "50", "--concurrency", "32"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let times = times.lock().unwrap().clone();
    assert_eq!(times.len(), 150);
    for window in times.windows(RATE + 1) {
        assert!(window[RATE] - window[0] >= Duration::from_secs(1), "{:?}", window[RATE] - window[0]);
    }
}
