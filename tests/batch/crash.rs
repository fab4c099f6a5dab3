//! A run that is killed at any moment, and started again, gives what an undisturbed one gives.

use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, Read as _};
use std::process::Stdio;

use crate::cohort::{Cohort, write_up};

const ROWS: usize = 60;

fn cohort() -> Cohort {
    let cohort = Cohort::new();
    let mut list = String::from("id,link\n");
    for number in 0..ROWS {
        cohort.write(&format!("documents/{number}.txt"), write_up(number));
        writeln!(list, "student-{number},documents/{number}.txt").unwrap();
    }
    cohort.write("list.csv", list);
    cohort
}

/// Kills a run when so many lines of its progress have been seen, and gives how many rows were finished by then.
fn kill_after(cohort: &Cohort, lines: usize) -> usize {
    let mut child = cohort
        .command(&["list.csv", "--progress", "json"])
        .stderr(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut progress = BufReader::new(child.stderr.take().unwrap());
    let mut seen = String::new();
    for _ in 0..lines {
        if progress.read_line(&mut seen).unwrap() == 0 {
            break;
        }
    }
    child.kill().unwrap();
    child.wait().unwrap();
    progress.read_to_string(&mut seen).unwrap();
    seen.matches("\"event\":\"finished\"").count()
}

#[test]
fn killed_at_twenty_points_it_ends_with_the_same_bytes() {
    let whole = cohort();
    assert_eq!(whole.run(&["list.csv"]).code, Some(0));
    let expected = whole.results();
    let mut state = 20_240_607_u64;
    let broken = cohort();
    let mut finished = 0;
    for point in 0..20 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let lines = 3 + usize::try_from(state >> 33).unwrap() % 24;
        finished += kill_after(&broken, lines);
        if point % 5 == 4 {
            assert_eq!(broken.run(&["list.csv"]).code, Some(0));
            assert_eq!(broken.results(), expected, "after {} kills", point + 1);
            std::fs::remove_dir_all(broken.out()).unwrap();
        }
    }
    assert!(finished > 0, "no row was ever finished before its run was killed");
}

#[test]
fn a_torn_last_line_is_no_line() {
    let whole = cohort();
    assert_eq!(whole.run(&["list.csv"]).code, Some(0));
    let expected = whole.results();
    let journal = whole.out().join("results.jsonl");
    let bytes = std::fs::read(&journal).unwrap();
    for end in [1, 37, bytes.len() / 2, bytes.len() - 1] {
        std::fs::write(&journal, &bytes[..end]).unwrap();
        assert_eq!(whole.run(&["list.csv"]).code, Some(0));
        assert_eq!(whole.results(), expected, "cut to {end} bytes");
    }
}

#[test]
fn a_second_run_in_the_same_folder_is_refused() {
    let cohort = cohort();
    std::fs::create_dir_all(cohort.out()).unwrap();
    let lock = std::fs::File::create(cohort.out().join(".lock")).unwrap();
    lock.lock().unwrap();
    let ran = cohort.run(&["list.csv"]);
    assert_eq!(ran.code, Some(2), "{}", ran.stderr);
    assert!(ran.stderr.contains("another run is writing to `out`"), "{}", ran.stderr);
    drop(lock);
    assert_eq!(cohort.run(&["list.csv"]).code, Some(0));
}

/// A file system that is full: every file may only have so many bytes, and the signal for it is ignored, so that writing fails.
#[cfg(unix)]
#[test]
fn without_room_it_says_so_and_goes_on_later() {
    let cohort = cohort();
    let program = env!("CARGO_BIN_EXE_pmconvert");
    let script = format!("trap '' XFSZ; ulimit -f 48; exec {program} batch list.csv --out out");
    let mut shell = std::process::Command::new("sh");
    let ran = crate::cohort::ended(shell.args(["-c", &script]).current_dir(cohort.folder.path()));
    assert_eq!(ran.code, Some(2), "{}", ran.stderr);
    assert!(ran.stderr.contains("cannot write `out"), "{}", ran.stderr);
    assert!(ran.stderr.contains("hint: make room, then run the same command again"), "{}", ran.stderr);
    let text = std::fs::read_to_string(cohort.out().join("results.jsonl")).unwrap();
    assert!(text.ends_with('\n') && text.lines().count() > 3, "{text}");
    assert_eq!(cohort.run(&["list.csv"]).code, Some(0));
    let whole = self::cohort();
    assert_eq!(whole.run(&["list.csv"]).code, Some(0));
    assert_eq!(cohort.results(), whole.results());
}
