//! Nothing that strangers wrote leads out of the folder of the results, or does anything in it.

use std::fmt::Write as _;
use std::fs;

use crate::cohort::{Cohort, write_up};

#[test]
fn ids_become_safe_folders_within_the_results() {
    let cohort = Cohort::new();
    let ids = [
        "../../up",
        "/abs",
        "CON",
        "a/b",
        "a\\b",
        "-rf",
        ".hidden",
        "Ada",
        "ada",
        "ada",
        &"x".repeat(300),
        "..",
        "a\u{202e}b",
    ];
    let mut list = String::from("id,link\n");
    for (number, id) in ids.iter().enumerate() {
        cohort.write(&format!("{number}.txt"), write_up(number));
        writeln!(list, "\"{id}\",{number}.txt").unwrap();
    }
    cohort.write("list.csv", list);
    let outside = |cohort: &Cohort| fs::read_dir(cohort.folder.path()).unwrap().count();
    let before = outside(&cohort);
    assert_eq!(cohort.run(&["list.csv"]).code, Some(0));
    assert_eq!(outside(&cohort), before + 1);
    let folders: Vec<String> = fs::read_dir(cohort.out().join("submissions"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(folders.len(), ids.len(), "{folders:?}");
    let lower: std::collections::HashSet<String> = folders.iter().map(|name| name.to_lowercase()).collect();
    assert_eq!(lower.len(), ids.len(), "{folders:?}");
    for name in &folders {
        assert!(
            !name.starts_with(['-', '.']) && name.len() <= 104 && !name.contains(['/', '\\', '\u{202e}']),
            "{name}"
        );
    }
}

#[cfg(unix)]
#[test]
fn links_of_the_file_system_lead_nowhere() {
    use std::os::unix::fs::symlink;
    let cohort = Cohort::new();
    cohort
        .write("a.txt", write_up(1))
        .write("list.csv", "id,link\nada,a.txt\n")
        .write("elsewhere/README.md", "untouched");
    // A link in place of a submission is replaced, what it leads to is left alone.
    fs::create_dir_all(cohort.out().join("submissions")).unwrap();
    symlink(cohort.path("elsewhere"), cohort.out().join("submissions/ada")).unwrap();
    symlink(cohort.path("elsewhere/README.md"), cohort.out().join("results.csv")).unwrap();
    assert_eq!(cohort.run(&["list.csv"]).code, Some(0));
    assert_eq!(fs::read_to_string(cohort.path("elsewhere/README.md")).unwrap(), "untouched");
    assert!(!cohort.out().join("submissions/ada").is_symlink());
    for name in ["submissions", "results.jsonl", ".lock"] {
        let cohort = Cohort::new();
        cohort.write("a.txt", write_up(1)).write("list.csv", "id,link\nada,a.txt\n");
        fs::create_dir_all(cohort.out()).unwrap();
        symlink(cohort.path("target"), cohort.out().join(name)).unwrap();
        let ran = cohort.run(&["list.csv"]);
        assert_eq!(ran.code, Some(2), "{name}");
        assert!(ran.stderr.contains("is a link of the file system"), "{}", ran.stderr);
        assert!(!cohort.path("target").exists());
    }
    // A folder of submissions may hold a link to a secret of this machine.
    let cohort = Cohort::new();
    cohort.write("in/ada.txt", write_up(1)).write("secret.txt", write_up(2));
    symlink(cohort.path("secret.txt"), cohort.path("in/bo.txt")).unwrap();
    let ran = cohort.run(&["in"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert_eq!(cohort.each("id"), ["ada"]);
    assert!(ran.stderr.contains("links of the file system are not followed: `bo.txt`"), "{}", ran.stderr);
}

#[test]
fn answers_of_a_form_name_no_files_of_this_machine() {
    let cohort = Cohort::new();
    cohort.write("secret.txt", write_up(1));
    cohort
        .write("form.csv", "Timestamp,Email Address,Link to your postmortem\n5/1/2024 9:00:00,ada@x.test,secret.txt\n");
    assert_eq!(cohort.run(&["form.csv"]).code, Some(1));
    assert_eq!(cohort.each("status"), ["failed"]);
}

#[test]
fn cells_are_no_formulas_and_markup_is_text() {
    let cohort = Cohort::new();
    cohort.write("a.txt", write_up(1));
    cohort.write(
        "list.csv",
        "id,name,link\nada,\"=HYPERLINK(\"\"http://evil.test\"\")\",a.txt\nbo,<script>alert(1)</script>,a.txt\n",
    );
    assert_eq!(cohort.run(&["list.csv"]).code, Some(0));
    let sheet = fs::read_to_string(cohort.out().join("results.csv")).unwrap();
    assert!(sheet.contains("\"'=HYPERLINK("), "{sheet}");
    let page = fs::read_to_string(cohort.out().join("report.html")).unwrap();
    assert!(!page.contains("<script>alert") && page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
}
