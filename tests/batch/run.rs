//! What a run makes of a list.

use std::fs;

use crate::cohort::{Cohort, text, write_up};

#[test]
fn a_list_of_files_becomes_results() {
    let cohort = Cohort::new();
    cohort.write("a.txt", write_up(1)).write("b.txt", write_up(2)).write("essay.txt", "To be done");
    cohort.write(
        "list.csv",
        "id,name,link\nada,Ada Doe,a.txt\nbo,Bo Roe,b.txt\ncy,Cy Poe,missing.docx\ndi,Di Low,\ned,Ed,essay.txt\n",
    );
    let ran = cohort.run(&["list.csv", "--to", "md,json,html"]);
    assert_eq!(ran.code, Some(1), "{}", ran.stderr);
    assert_eq!(cohort.each("status"), ["ok", "ok", "failed", "failed", "ok"]);
    assert_eq!(cohort.each("verdict"), ["postmortem", "postmortem", "null", "null", "empty"]);
    assert_eq!(cohort.each("row"), ["2", "3", "4", "5", "6"]);
    let codes: Vec<String> = cohort.records().iter().map(|record| text(&record["error"]["code"])).collect();
    assert_eq!(codes, ["null", "null", "not-found", "not-a-document", "null"]);
    for file in ["README.md", "submission.json", "index.html"] {
        assert!(cohort.out().join("submissions/ada").join(file).is_file(), "{file}");
    }
    assert!(!cohort.out().join("submissions/cy").exists());
    let sheet = fs::read_to_string(cohort.out().join("results.csv")).unwrap();
    assert!(sheet.starts_with("\u{feff}row,id,name,late,status,"), "{sheet}");
    assert_eq!(sheet.lines().count(), 6);
    assert!(ran.stderr.contains("5 rows: 3 ok, 2 failed"), "{}", ran.stderr);
}

#[test]
fn the_same_command_again_does_nothing_and_changes_nothing() {
    let cohort = Cohort::new();
    cohort.write("a.txt", write_up(1)).write("b.txt", write_up(2));
    cohort.write("list.csv", "id,link\nada,a.txt\nbo,b.txt\ncy,a.txt\n");
    assert_eq!(cohort.run(&["list.csv"]).code, Some(0));
    let first = cohort.results();
    let before = fs::metadata(cohort.out().join("submissions/ada/README.md")).unwrap().modified().unwrap();
    assert_eq!(cohort.run(&["list.csv"]).code, Some(0));
    assert_eq!(cohort.results(), first);
    let after = fs::metadata(cohort.out().join("submissions/ada/README.md")).unwrap().modified().unwrap();
    assert_eq!(before, after);
    assert_eq!(cohort.each("same_as"), ["null", "null", "ada"]);
}

#[test]
fn new_changed_and_removed_rows_are_noticed() {
    let cohort = Cohort::new();
    for (name, number) in [("a.txt", 1), ("b.txt", 2), ("c.txt", 3), ("d.txt", 4)] {
        cohort.write(name, write_up(number));
    }
    cohort.write("list.csv", "id,link\nada,a.txt\nbo,b.txt\ncy,c.txt\n");
    assert_eq!(cohort.run(&["list.csv"]).code, Some(0));
    // Ada's file changes, Bo hands in another one, Cy leaves, Di comes.
    cohort.write("a.txt", write_up(11)).write("list.csv", "id,link\nada,a.txt\nbo,d.txt\ndi,c.txt\n");
    let ran = cohort.run(&["list.csv"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert_eq!(cohort.each("title"), ["outage 11", "outage 4", "outage 3"].map(|title| format!("Postmortem: {title}")));
    assert!(ran.stderr.contains("1 of earlier runs in no list now: cy"), "{}", ran.stderr);
    // Cy is back: nothing is lost.
    cohort.write("list.csv", "id,link\nada,a.txt\nbo,d.txt\ncy,c.txt\n");
    assert_eq!(cohort.run(&["list.csv", "--progress", "json"]).code, Some(0));
    assert_eq!(cohort.each("id"), ["ada", "bo", "cy"]);
    // Other options make everything anew.
    assert_eq!(cohort.run(&["list.csv", "--to", "html"]).code, Some(0));
    assert!(cohort.out().join("submissions/cy/index.html").is_file());
    assert!(!cohort.out().join("submissions/cy/README.md").exists());
}
