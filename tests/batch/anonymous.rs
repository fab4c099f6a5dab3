//! `--anonymize`: nothing in the results tells whose a submission is.

use std::fs;

use crate::cohort::{Cohort, write_up};

#[test]
fn results_hold_pseudonyms_and_the_names_lie_apart() {
    let cohort = Cohort::new();
    cohort.write("ada-zyxwell.txt", write_up(1));
    cohort
        .write("list.csv", "id,name,link\nada@x.test,Ada Zyxwell,ada-zyxwell.txt\nbo@x.test,Bo Roe,missing-bo.docx\n");
    let arguments = ["list.csv", "--anonymize", "--to", "md,json,html"];
    let ran = cohort.run(&arguments);
    assert_eq!(ran.code, Some(1), "{}", ran.stderr);
    let results = cohort.results();
    for (path, bytes) in &results {
        let text = format!("{} {}", path.display(), String::from_utf8_lossy(bytes)).to_lowercase();
        for name in ["ada", "zyxwell", "bo@", "roe", "missing-bo"] {
            let found =
                text.split(|c: char| !c.is_alphanumeric() && c != '@' && c != '-').any(|word| word.starts_with(name));
            assert!(!found, "{name} in {}: {text}", path.display());
        }
    }
    let names = fs::read_to_string(cohort.path("out-names/names.csv")).unwrap();
    let pseudonym = &cohort.each("id")[0];
    assert!(pseudonym.starts_with("p-") && pseudonym.len() == 18, "{pseudonym}");
    assert!(names.contains(&format!("{pseudonym},ada@x.test,Ada Zyxwell")), "{names}");
    // With the same key, the same results; with another one, other pseudonyms.
    assert_eq!(cohort.run(&arguments).code, Some(1));
    assert_eq!(cohort.results(), results);
    fs::remove_dir_all(cohort.path("out-names")).unwrap();
    fs::remove_dir_all(cohort.out()).unwrap();
    assert_eq!(cohort.run(&arguments).code, Some(1));
    assert_ne!(&cohort.each("id")[0], pseudonym);
}

#[test]
fn results_with_names_are_not_mixed_with_those_without() {
    let cohort = Cohort::new();
    cohort.write("a.txt", write_up(1)).write("list.csv", "id,link\nada,a.txt\n");
    assert_eq!(cohort.run(&["list.csv"]).code, Some(0));
    let ran = cohort.run(&["list.csv", "--anonymize"]);
    assert_eq!(ran.code, Some(2), "{}", ran.stderr);
    assert!(ran.stderr.contains("holds results with names"), "{}", ran.stderr);
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_read_the_key() {
    use std::os::unix::fs::PermissionsExt as _;
    let cohort = Cohort::new();
    cohort.write("a.txt", write_up(1)).write("list.csv", "id,link\nada,a.txt\n");
    assert_eq!(cohort.run(&["list.csv", "--anonymize"]).code, Some(0));
    for name in ["key", "names.csv"] {
        let mode = fs::metadata(cohort.path("out-names").join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}
