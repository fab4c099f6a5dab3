//! `report.html` in a browser.

use std::fmt::Write as _;
use std::process::Command;

use scraper::{Html, Selector};

use crate::cohort::{Cohort, write_up};

/// The browser's command, where there is one.
fn browser() -> Option<&'static str> {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    names
        .into_iter()
        .find(|name| Command::new(name).arg("--version").output().is_ok_and(|output| output.status.success()))
}

/// The page as it is after its script ran, for an address that ends like this.
fn page(browser: &str, cohort: &Cohort, hash: &str) -> Html {
    let address = format!("file://{}{hash}", cohort.out().join("report.html").display());
    let profile = tempfile::tempdir().unwrap();
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--dump-dom"])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .arg(address)
        .output()
        .unwrap();
    let log = String::from_utf8_lossy(&output.stderr);
    assert!(!log.contains(":CONSOLE"), "{log}");
    Html::parse_document(&String::from_utf8(output.stdout).unwrap())
}

fn texts(page: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    page.select(&selector).map(|element| element.text().collect::<String>().trim().to_owned()).collect()
}

fn cohort() -> Cohort {
    let cohort = Cohort::new();
    let mut list = String::from("id,name,late,link\n");
    for number in 0..250 {
        let file = if number % 10 == 3 { "missing.docx".to_owned() } else { format!("{number}.txt") };
        if number % 10 != 3 {
            let more = if number % 2 == 0 { "" } else { " Nothing else was changed, and nobody was told." };
            cohort.write(&file, write_up(number) + more);
        }
        let late = if number % 25 == 0 { "yes" } else { "" };
        writeln!(list, "s{number},<b>Name {number}</b>,{late},{file}").unwrap();
    }
    cohort.write("list.csv", list);
    assert_eq!(cohort.run(&["list.csv", "--to", "html"]).code, Some(1));
    cohort
}

#[test]
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn the_report_sorts_and_filters_in_a_browser() {
    let Some(browser) = browser() else {
        eprintln!("skipped: no Chromium on this machine");
        return;
    };
    let cohort = cohort();
    let shown = |hash: &str| {
        let page = page(browser, &cohort, hash);
        (texts(&page, "#rows tbody tr td:first-child"), texts(&page, "#shown").concat(), page)
    };
    let (rows, text, whole) = shown("");
    assert_eq!((rows.len(), rows[0].as_str(), text.as_str()), (100, "2", "1 to 100 of 250"));
    assert_eq!(texts(&whole, "figure figcaption"), ["Requirements met", "Words"]);
    assert!(texts(&whole, "#controls[hidden], #pages[hidden]").is_empty());
    // Names are text, and lead to the pages.
    assert!(texts(&whole, "#rows b b, #rows td a b").is_empty());
    let links = Selector::parse("#rows td a").unwrap();
    let link = whole.select(&links).next().and_then(|link| link.attr("href")).unwrap();
    assert!(cohort.out().join(link).is_file(), "{link}");

    let (rows, text, _) = shown("#sort=row&order=descending");
    assert_eq!((rows[0].as_str(), text.as_str()), ("251", "1 to 100 of 250"));
    let (rows, text, _) = shown("#page=3");
    assert_eq!((rows.len(), text.as_str()), (50, "201 to 250 of 250"));
    let (rows, text, failed) = shown("#show=failed&sort=name&order=ascending");
    assert_eq!((rows.len(), rows[0].as_str(), text.as_str()), (25, "5", "1 to 25 of 25 (250 in all)"));
    assert_eq!(texts(&failed, "th[aria-sort=ascending] button"), ["Submission"]);
    let (rows, ..) = shown("#show=late");
    assert_eq!(rows.len(), 10);
    let (rows, ..) = shown("#find=s242");
    assert_eq!(rows, ["244"]);
    let (rows, ..) = shown("#lacks=document.words&show=ok");
    assert_eq!(rows.len(), 100);
    let (rows, _, none) = shown("#find=nobody");
    assert!(rows.is_empty() && texts(&none, "#none[hidden]").is_empty());
    let words = shown("#sort=words&order=descending").2;
    let numbers: Vec<usize> =
        texts(&words, "#rows tbody td:nth-child(5)").iter().map(|text| text.parse().unwrap()).collect();
    assert!(numbers.is_sorted_by(|one, other| one >= other) && numbers.len() == 100);
}

#[test]
fn the_report_can_be_read_without_a_script() {
    let cohort = cohort();
    let text = std::fs::read_to_string(cohort.out().join("report.html")).unwrap();
    let page = Html::parse_document(&text);
    assert_eq!(texts(&page, "#rows tbody tr").len(), 250);
    assert_eq!(texts(&page, ".tiles b"), ["225", "25", "10"]);
    assert!(!text.contains(" style=") && !text.contains("http://") && !text.contains(" src="));
    let policy = Selector::parse("meta[http-equiv=Content-Security-Policy]").unwrap();
    let policy = page.select(&policy).next().and_then(|meta| meta.attr("content")).unwrap();
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
}
