//! The command line as a user meets it: outputs, messages, exit codes, and links against a stand-in server.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod support;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use support::samples::zipped;
use support::stand_in::{ID, OFFICE, StandIn, docx, link, mobile, page, redirect};
use wiremock::ResponseTemplate;

struct Ran {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pmconvert"));
    command.args(arguments).env_remove("PMCONVERT_ORIGIN_MAP");
    command
}

fn run(arguments: &[&str]) -> Ran {
    command(arguments).output().unwrap().into()
}

fn run_at(world: &StandIn, arguments: &[&str]) -> Ran {
    command(arguments).env("PMCONVERT_ORIGIN_MAP", world.origin_map()).output().unwrap().into()
}

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name)
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// Writes a file into a folder and gives its path.
fn written(folder: &tempfile::TempDir, name: &str, bytes: &[u8]) -> String {
    let path = folder.path().join(name);
    std::fs::File::create(&path).unwrap().write_all(bytes).unwrap();
    path.display().to_string()
}

const WRITE_UP: &[&str] = &[
    "Postmortem: tickets sold twice",
    "Issue Summary",
    "Duration: May 3, 2024, 14:30 to 16:00 UTC",
    "Impact: 45% of visitors paid twice.",
    "Timeline",
    "14:30 UTC - An alert reported double payments.",
    "16:00 UTC - Payments work again.",
    "Root Cause and Resolution",
    "A retry without a key. It was fixed by adding one.",
    "Corrective and Preventative Measures",
    "Add a key to every order",
];

#[test]
fn a_google_doc_becomes_a_readme() {
    let (world, folder) = (StandIn::start(), folder());
    world.serve_document(ID, &docx(WRITE_UP));
    let readme = folder.path().join("README.md");
    let ran = run_at(&world, &[&link(ID), "-o", readme.to_str().unwrap()]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(0), ""), "{}", ran.stderr);
    let text = std::fs::read_to_string(readme).unwrap();
    assert!(text.starts_with("# Postmortem: tickets sold twice\n\n## Issue Summary\n"), "{text}");
    assert!(text.contains("- **14:30 UTC** - An alert reported double payments.\n"), "{text}");
    assert!(ran.stderr.contains("PMCONVERT_ORIGIN_MAP is set"), "{}", ran.stderr);
}

/// A link, the answer to every request but that for the plain page, the answer to that, and what is said: the cause and the hint.
type Nowhere<'a> = (String, ResponseTemplate, ResponseTemplate, &'a str, &'a str);

fn lead_nowhere(cases: Vec<Nowhere<'_>>) {
    for (link, answer, basic, why, advice) in cases {
        let (world, folder) = (StandIn::start(), folder());
        world.answer(&mobile(ID), basic);
        world.answer_rest(answer);
        let readme = folder.path().join("README.md");
        let ran = run_at(&world, &[&link, "-o", readme.to_str().unwrap(), "--max-size", "8000"]);
        assert_eq!(ran.code, Some(1), "{why}: {}", ran.stderr);
        assert!(ran.stderr.starts_with("error: cannot fetch `http"), "{}", ran.stderr);
        let (cause, hint) = ran.stderr.split_once("\nhint: ").unwrap();
        assert!(cause.contains(why) && hint.contains(advice), "{why}: {}", ran.stderr);
        assert!(!cause.contains("ouid"), "{cause}");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "{why}");
        assert!(world.log().iter().all(|request| !request.starts_with("accounts.google.com")), "{:?}", world.log());
    }
}

#[test]
fn documents_that_cannot_be_had_say_why_and_write_nothing() {
    let sign_in = "https://accounts.google.com/ServiceLogin?continue=x";
    let html = |title: &str| page(200, &format!("<html><head><title>{title}</title></head><body>words</body></html>"));
    let refused = || page(401, "<title>Unauthorized</title>");
    let readable = page(200, "<html><div class=\"doc-content\"><p>words</p></div></html>");
    let captcha = page(503, "<!doctype html><title>x</title><form id=\"captcha-form\" action=\"index\">");
    let large = ResponseTemplate::new(200).set_body_raw(vec![b'a'; 9000], "text/plain");
    let old = format!("https://drive.google.com/file/d/0B{}/view", "x".repeat(26));
    let other = || page(404, "");
    let share = "Anyone with the link";
    let cases: Vec<Nowhere<'_>> = vec![
        (link(ID), refused(), refused(), "Google asks for a login", share),
        (link(ID), redirect(302, sign_in), refused(), "Google asks for a login", share),
        (link(ID), html("Sign in - Google Accounts"), refused(), "Google asks for a login", share),
        (
            link(ID),
            redirect(302, &format!("{sign_in}&hd=school.example")),
            refused(),
            "only members of `school.example`",
            share,
        ),
        (link(ID), refused(), other(), "private, or its owner has turned off downloading", share),
        (link(ID), refused(), readable, "its owner has turned off downloading", "--web-view"),
        (link(ID), other(), other(), "there is no document at this address", "copied whole"),
        (old, other(), other(), "may lack its `resourcekey`", "with its `resourcekey`"),
        (link(ID), page(410, ""), other(), "deleted by its owner", "ask the author for a copy"),
        (
            link(ID),
            page(429, "").insert_header("retry-after", "400"),
            other(),
            "limiting requests",
            "run it again later",
        ),
        (
            link(ID),
            redirect(302, "https://www.google.com/sorry/index?continue=x"),
            other(),
            "blocked automatic downloads",
            "wait an hour",
        ),
        (link(ID), captcha, other(), "blocked automatic downloads", "wait an hour"),
        (link(ID), large, other(), "larger than 8000 bytes", "--max-size"),
        (
            link(ID),
            html("Some page"),
            other(),
            "answered with a web page, expected a Word document",
            "open the link in a browser",
        ),
        (
            link(ID),
            page(403, "<p>in violation of our Terms of Service, it violates them</p>"),
            other(),
            "violation of its terms",
            "another place",
        ),
        (
            link(ID),
            redirect(307, "https://evil.test/"),
            other(),
            "redirects to where pmconvert does not follow",
            "give a public one",
        ),
    ];
    lead_nowhere(cases);
}

#[test]
fn other_links_that_lead_nowhere_say_why_and_write_nothing() {
    let html = |title: &str| page(200, &format!("<html><head><title>{title}</title></head><body>words</body></html>"));
    let shell = page(200, "<html><script src=a.js></script><div id=app></div></html>");
    let entry = |name: &str| format!("<a href=\"{}\">{name}</a>", link(&ID.replace("OK", &name.repeat(2))));
    let entries = entry("a") + &entry("b");
    let other = || page(404, "");
    let cases: Vec<Nowhere<'_>> = vec![
        (
            link(OFFICE),
            html("Google Drive - Quota exceeded"),
            other(),
            "too many people downloaded this file today",
            "24 hours",
        ),
        (
            format!("https://drive.google.com/drive/folders/{OFFICE}"),
            page(200, &format!("<html>{entries}</html>")),
            other(),
            "a folder with 2 files: `a`, `b`",
            "one file in it",
        ),
        ("https://forms.gle/x".to_owned(), other(), other(), "a form, not a document", "not of the form"),
        ("https://drive.google.com/drive/my-drive".to_owned(), other(), other(), "names no document", "Share button"),
        (
            format!("https://docs.google.com/drawings/d/{ID}/edit"),
            other(),
            other(),
            "a drawing, which pmconvert does not read",
            ".docx",
        ),
        ("https://goo.gl/x".to_owned(), other(), other(), "the short link is dead", "the link that it stood for"),
        ("https://github.com/o/r/blob/main/a.md".to_owned(), other(), other(), "nothing public", "is public"),
        (
            "https://medium.com/@u/x".to_owned(),
            page(403, ""),
            other(),
            "`medium.com` refused an automatic download",
            "save the page as HTML",
        ),
        (
            "https://www.linkedin.com/pulse/x".to_owned(),
            ResponseTemplate::new(999),
            other(),
            "only after a login",
            "save the page as HTML",
        ),
        ("https://u.notion.site/x".to_owned(), shell, other(), "scripts load it", "save the page as HTML"),
        ("http://10.0.0.5/".to_owned(), other(), other(), "the address is not allowed", "give a public one"),
    ];
    lead_nowhere(cases);
}

#[test]
fn a_report_on_a_link_names_nobody() {
    let world = StandIn::start();
    world.serve_document(ID, &docx(WRITE_UP));
    for form in ["text", "json", "markdown", "sarif", "junit"] {
        let ran = run_at(&world, &["check", &link(ID), "--format", form]);
        assert_eq!(ran.code, Some(1), "{}", ran.stderr);
        assert!(!ran.stdout.contains("ouid"), "{form}: {}", ran.stdout);
        assert!(ran.stdout.contains(&format!("https://docs.google.com/document/d/{ID}/edit")) || form == "markdown");
    }
}

#[test]
fn a_pasted_text_may_hold_words_around_its_link() {
    let world = StandIn::start();
    world.serve_document(ID, &docx(WRITE_UP));
    let ran = run_at(&world, &[&format!("Outage of May\n{}", link(ID)), "-q"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let several = run_at(&world, &[&format!("{} or https://b.test/?token=secret", link(ID))]);
    assert_eq!(several.code, Some(1));
    let listed = format!(
        "there are 2 different links in this text: https://docs.google.com/document/d/{ID}/edit, https://b.test/\n"
    );
    assert!(several.stderr.contains(&listed) && !several.stderr.contains("secret"), "{}", several.stderr);
}

#[test]
#[cfg(unix)]
fn an_interrupted_fetch_leaves_nothing_behind() {
    use support::stand_in::hanging_server;

    let mut world = StandIn::start();
    let (server, asked) = hanging_server();
    world.serve_by("docs.google.com", server);
    let folder = folder();
    let readme = folder.path().join("README.md");
    let cache = folder.path().join("cache");
    let arguments = [&link(ID), "-o", readme.to_str().unwrap(), "--cache", cache.to_str().unwrap()];
    let child = command(&arguments)
        .env("PMCONVERT_ORIGIN_MAP", world.origin_map())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    asked.recv().unwrap();
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let ran: Ran = child.wait_with_output().unwrap().into();
    assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (Some(130), "", ""));
    assert!(!readme.exists());
    for part in ["links", "bodies"] {
        assert_eq!(std::fs::read_dir(cache.join(part)).unwrap().count(), 0, "{part}");
    }
}

#[test]
fn a_cache_answers_the_second_time_and_gives_the_same() {
    let (world, folder) = (StandIn::start(), folder());
    world.serve_document(ID, &docx(WRITE_UP));
    let cache = folder.path().join("cache").display().to_string();
    let arguments = [&link(ID), "--cache", &cache, "--to", "json"];
    let first = run_at(&world, &arguments);
    assert_eq!(first.code, Some(0), "{}", first.stderr);
    let asked = world.log().len();
    let second = run_at(&world, &arguments);
    assert_eq!((second.code, &second.stdout, &second.stderr), (Some(0), &first.stdout, &first.stderr));
    assert_eq!(world.log().len(), asked);
    run_at(&world, &[&link(ID), "--cache", &cache, "--refresh"]);
    assert_eq!(world.log().len(), 2 * asked);
    let file = written(&folder, "file", b"x");
    let refused = run_at(&world, &[&link(ID), "--cache", &file]);
    assert_eq!(refused.code, Some(2));
    assert!(refused.stderr.contains("cannot use the cache") && refused.stderr.contains("hint: "), "{}", refused.stderr);
    assert_eq!(run(&[&link(ID), "--refresh"]).code, Some(2), "there is nothing to refresh without a cache");
}

#[test]
fn a_lone_link_is_followed_when_asked() {
    let (world, folder) = (StandIn::start(), folder());
    world.serve_document(ID, &docx(WRITE_UP));
    let input = written(&folder, "README.md", link(ID).as_bytes());
    let plain = run_at(&world, &[&input, "--to", "json"]);
    assert!(plain.stdout.contains("\"kind\": \"link\""), "{}", plain.stdout);
    assert_eq!(world.log(), [] as [String; 0]);
    let followed = run_at(&world, &[&input, "--follow", "--to", "json"]);
    assert!(followed.stdout.contains("\"kind\": \"postmortem\""), "{}{}", followed.stdout, followed.stderr);
    let asked = world.log().len();
    let taken_back = run_at(&world, &[&input, "--follow", "--no-follow", "--to", "json"]);
    assert_eq!(taken_back.stdout, plain.stdout);
    assert_eq!(world.log().len(), asked);
}

#[test]
fn one_link_is_followed_once_and_of_several_none() {
    let (world, folder) = (StandIn::start(), folder());
    let other = ID.replace("OK", "NO");
    // Two documents that lead to each other.
    world.serve_document(ID, &docx(&[&link(&other)]));
    world.serve_document(&other, &docx(&[&link(ID)]));
    let input = written(&folder, "link.txt", link(ID).as_bytes());
    let ran = run_at(&world, &[&input, "--follow", "--to", "json"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(ran.stdout.contains("\"kind\": \"link\"") && ran.stdout.contains(&other), "{}", ran.stdout);
    assert_eq!(world.log().len(), 2, "one hop");

    let several = written(&folder, "links.txt", format!("{}\n{}\n{}", link(ID), link(&other), link(ID)).as_bytes());
    let ran = run_at(&world, &[&several, "--follow"]);
    assert_eq!(ran.code, Some(1));
    let listed = format!(
        "holds 2 links and nothing else: https://docs.google.com/document/d/{ID}/edit, https://docs.google.com/document/d/{other}/edit"
    );
    assert!(ran.stderr.contains(&listed) && ran.stderr.contains("hint: give the one link"), "{}", ran.stderr);
    assert_eq!(world.log().len(), 2);
}

#[test]
fn files_that_are_no_documents_say_what_they_are() {
    let folder = folder();
    let cases: [(&str, &[u8], &str); 9] = [
        ("old.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest", "password"),
        ("locked.docx", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest", "password"),
        ("report.docx", b"%PDF-1.7 rest", "a PDF"),
        ("shot.txt", b"\x89PNG\r\n\x1A\nrest", "a picture (PNG)"),
        ("empty.md", b"", "the file is empty"),
        ("blank.txt", b" \n\t\r\n ", "the file is empty"),
        ("broken.docx", b"PK\x03\x04word/document.xml", "cannot be read"),
        ("raw.txt", b"abc\0\x01\x02\0", "a binary file"),
        ("list.zip", b"PK\x03\x04xl/workbook.xml", "a spreadsheet"),
    ];
    for (name, bytes, why) in cases {
        let input = written(&folder, name, bytes);
        let output = folder.path().join("out.json");
        let ran = run(&[&input, "-o", output.to_str().unwrap()]);
        assert_eq!(ran.code, Some(1), "{name}: {}", ran.stderr);
        assert!(ran.stderr.starts_with(&format!("error: cannot read `{input}`\n  caused by: ")), "{}", ran.stderr);
        assert!(ran.stderr.contains(why) && ran.stderr.contains("\nhint: "), "{name}: {}", ran.stderr);
        assert!(!output.exists(), "{name}");
    }
    for (input, why) in [("missing.txt", "no such file"), (folder.path().to_str().unwrap(), "a folder")] {
        let ran = run(&[input]);
        assert_eq!(ran.code, Some(1));
        assert!(ran.stderr.starts_with("error: cannot open") && ran.stderr.contains(why), "{}", ran.stderr);
    }
}

#[test]
fn a_failure_leaves_an_existing_output_as_it_was() {
    let folder = folder();
    let output = written(&folder, "README.md", b"mine");
    let input = written(&folder, "broken.docx", b"PK\x03\x04word/document.xml");
    assert_eq!(run(&[&input, "-o", &output]).code, Some(1));
    assert_eq!(std::fs::read(&output).unwrap(), b"mine");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn every_door_gives_the_same() {
    let input = sample("md/real_headings/input.md");
    let by_path = run(&[input.to_str().unwrap(), "-q"]);
    let mut child = command(&["-", "-q", "--from", "md"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(&std::fs::read(&input).unwrap()).unwrap();
    let by_stdin: Ran = child.wait_with_output().unwrap().into();
    assert_eq!((by_path.code, by_stdin.code), (Some(0), Some(0)));
    assert_eq!(by_path.stdout, by_stdin.stdout);
}

#[test]
fn the_name_of_the_output_decides_its_form() {
    let folder = folder();
    let input = sample("md/real_headings/input.md").display().to_string();
    for (name, begin) in [("a.md", "# "), ("a.json", "{\n  \"schema\""), ("a.html", "<!DOCTYPE html>"), ("new/", "# ")]
    {
        let output = folder.path().join(name);
        let output = if name.ends_with('/') { format!("{}/", output.display()) } else { output.display().to_string() };
        let ran = run(&[&input, "-o", &output, "-q"]);
        assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{name}");
        let file = if name.ends_with('/') { format!("{output}README.md") } else { output };
        assert!(std::fs::read_to_string(&file).unwrap().starts_with(begin), "{file}");
    }
    let ran = run(&[&input, "-o", "a.xyz"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.stderr.contains("cannot tell the form of `a.xyz`"), "{}", ran.stderr);
    assert_eq!(run(&["--no-such-option"]).code, Some(2));
}

#[test]
fn embedded_pictures_go_where_they_are_asked_to() {
    let folder = folder();
    let input = sample("md/google_md_export/input.md").display().to_string();
    let output = folder.path().join("README.md");
    let ran = run(&[&input, "-o", output.to_str().unwrap(), "-q"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let pictures: Vec<_> = std::fs::read_dir(folder.path().join("images")).unwrap().flatten().collect();
    assert_eq!(pictures.len(), 1);
    let name = pictures[0].file_name().into_string().unwrap();
    assert!(std::fs::read_to_string(&output).unwrap().contains(&format!("(images/{name})")));
    assert!(run(&[&input, "--images", "embed", "-q"]).stdout.contains("(data:image/png;base64,"));
    let dropped = run(&[&input, "--images", "drop"]);
    assert!(
        !dropped.stdout.contains("images/") && dropped.stderr.contains("is not in the output"),
        "{}",
        dropped.stderr
    );
}

#[test]
fn documents_cannot_steer_the_terminal() {
    let folder = folder();
    let input = written(&folder, "a\u{1b}[31m.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest");
    let ran = run(&[&input]);
    assert!(!ran.stderr.contains('\u{1b}'), "{:?}", ran.stderr);
}

#[test]
fn helpers_print_what_they_say() {
    assert!(run(&["schema"]).stdout.contains("\"$schema\": \"https://json-schema.org/draft/2020-12/schema\""));
    assert!(run(&["completions", "bash"]).stdout.contains("_pmconvert"));
    assert!(run(&["man"]).stdout.contains(".TH pmconvert"));
    let help = run(&["--help"]);
    assert_eq!((help.code, help.stderr.as_str()), (Some(0), ""));
}

#[test]
fn a_check_tells_what_is_met_and_fails_where_something_is_not() {
    let folder = folder();
    let path = written(&folder, "essay.txt", WRITE_UP.join("\n\n").as_bytes());
    let ran = run(&["check", &path]);
    assert_eq!(ran.code, Some(1), "{}", ran.stderr);
    assert!(
        ran.stdout.contains("met     summary.percent          line 7: 45% of visitors paid twice."),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stdout.contains("missing timeline.misleading\n            Add an entry on an assumption"),
        "{}",
        ran.stdout
    );
    assert!(!ran.stdout.contains('\u{1b}'), "no colors into a pipe");
    assert!(run(&["check", &path, "--color", "always"]).stdout.contains('\u{1b}'));
}

#[test]
fn a_check_of_what_cannot_be_read_still_reports_the_rest() {
    let folder = folder();
    let path = written(&folder, "essay.txt", WRITE_UP.join("\n\n").as_bytes());
    let ran = run(&["check", "missing.md", &path, "--format", "jsonl"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.stderr.contains("error: cannot open `missing.md`"), "{}", ran.stderr);
    assert_eq!(ran.stdout.lines().count(), 1);
}

#[test]
fn a_check_of_no_write_up_says_what_was_expected() {
    let folder = folder();
    let note = "We fed the cats of our neighbors today, and then went home to read a book about gardens and the birds in them.";
    let path = written(&folder, "note.txt", note.as_bytes());
    let ran = run(&["check", &path]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stdout.contains("this is no postmortem") && ran.stdout.contains("a timeline"), "{}", ran.stdout);
    assert_eq!(
        ran.stdout.lines().filter(|line| line.contains("note.txt")).count(),
        1,
        "one verdict, not eighteen failures"
    );
    assert!(!ran.stdout.contains("missing "), "{}", ran.stdout);
}

#[test]
fn requirements_are_explained_by_name() {
    assert!(run(&["explain", "summary.percent"]).stdout.contains("How many percent of the users"));
    let unknown = run(&["explain", "time.ordre"]);
    assert_eq!(unknown.code, Some(2));
    assert!(unknown.stderr.contains("the nearest is `time.order`"), "{}", unknown.stderr);
    assert_eq!(run(&["explain"]).code, Some(2));
}

#[test]
fn two_versions_are_compared() {
    let folder = folder();
    let old = written(&folder, "old.txt", WRITE_UP.join("\n\n").as_bytes());
    let worse = WRITE_UP.join("\n\n").replace("45% of visitors", "Some visitors");
    let new = written(&folder, "new.txt", worse.as_bytes());
    let ran = run(&["diff", &old, &new]);
    assert_eq!(ran.code, Some(1), "{}", ran.stderr);
    assert!(ran.stdout.contains("newly broken  summary.percent"), "{}", ran.stdout);
    assert!(run(&["diff", &new, &old]).stdout.contains("fixed         summary.percent"));
    assert_eq!(run(&["diff", &old, "missing.txt"]).code, Some(2));
    let json = run(&["diff", &old, &new, "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!((value["schema"].as_str(), value["rules"]["name"].as_str()), (Some("pmconvert/diff/1"), Some("course")));
    let percent = value["requirements"].as_array().unwrap().iter().find(|row| row["id"] == "summary.percent").unwrap();
    assert_eq!((percent["change"].as_str(), percent["old"].as_str()), (Some("broken"), Some("met")));
    let feedback = run(&["diff", &old, &new, "--format", "markdown"]).stdout;
    assert!(feedback.contains("### Newly broken\n\n- How many percent of the users were affected? "), "{feedback}");
}

#[test]
fn a_rule_pack_decides_what_counts_and_what_headings_are_called() {
    let folder = folder();
    let path = written(&folder, "essay.txt", WRITE_UP.join("\n\n").as_bytes());
    let only = "name = \"two\"\n[words]\nfewest = 10\n[headings.measures]\nwrite = \"Never again\"\n[requirements]\n";
    let ids = run(&["rules"]).stdout;
    let off: Vec<String> = ids
        .lines()
        .filter_map(|line| line.split_once(" = { need").map(|(id, _)| id))
        .filter(|id| !matches!(*id, "\"summary.percent\"" | "\"document.words\""))
        .map(|id| format!("{id} = \"off\""))
        .collect();
    let off = off.join("\n");
    let rules = written(&folder, "two.toml", format!("{only}{off}\n\"summary.percent\" = 3\n").as_bytes());
    let ran = run(&["check", &path, "--rules", &rules, "--score"]);
    assert_eq!(ran.code, Some(0), "{}{}", ran.stdout, ran.stderr);
    assert!(ran.stdout.contains("2 of 2 requirements met, 62 words, 4 of 4 points\n"), "{}", ran.stdout);
    assert!(ran.stdout.contains("rules: two ("), "{}", ran.stdout);
    assert!(run(&[&path, "--rules", &rules, "-q"]).stdout.contains("\n## Never again\n"));
    assert!(run(&["diff", &path, &path, "--rules", &rules]).stdout.contains("rules         two ("));
    assert!(run(&[&path, "--rules", &rules, "-q", "-t", "json"]).stdout.contains("\"name\": \"two\""));
}

#[test]
fn a_mistake_in_a_rule_pack_is_shown_where_it_stands() {
    let folder = folder();
    let path = written(&folder, "essay.txt", WRITE_UP.join("\n\n").as_bytes());
    let rules = written(&folder, "bad.toml", b"[words]\nfewset = 3\n");
    for arguments in [vec!["check", &path], vec![path.as_str()], vec!["diff", &path, &path]] {
        let ran = run(&[arguments, vec!["--rules", &rules]].concat());
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""));
        let told = "  caused by: line 2, column 1: there is no key `fewset` here; the nearest is `fewest`\n      |\n    2 | fewset = 3\n      | ^^^^^^\nhint: ";
        assert!(ran.stderr.contains(told), "{}", ran.stderr);
    }
    let missing = run(&["check", &path, "--rules", "none.toml"]);
    assert_eq!(missing.code, Some(2));
    assert!(missing.stderr.contains("cannot open the rule pack `none.toml`"), "{}", missing.stderr);
}

#[test]
fn a_word_file_reads_back_as_the_same_write_up() {
    let folder = folder();
    let word_file = folder.path().join("out.docx").display().to_string();
    let input = sample("md/bold_headings/input.md").display().to_string();
    let ran = run(&[&input, "-o", &word_file]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(0), ""), "{}", ran.stderr);
    let direct = run(&[&input, "-q"]);
    let through = run(&[&word_file, "-q"]);
    assert_eq!(through.stdout, direct.stdout);
}

/// LibreOffice, where it is installed, opens what is written and shows the same words.
#[test]
fn a_word_file_opens_in_libreoffice() {
    let folder = folder();
    let word_file = folder.path().join("out.docx").display().to_string();
    let input = sample("md/bold_headings/input.md").display().to_string();
    assert_eq!(run(&[&input, "-o", &word_file]).code, Some(0));
    let profile = format!("-env:UserInstallation=file://{}", folder.path().join("profile").display());
    let out = folder.path().display().to_string();
    let office = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", &out, &word_file])
        .output();
    let Ok(office) = office else {
        return support::skipped("soffice is not installed");
    };
    assert!(office.status.success(), "{}", String::from_utf8_lossy(&office.stderr));
    let text = std::fs::read_to_string(folder.path().join("out.txt")).unwrap();
    let words = |text: &str| {
        let letters = |c: char| if c.is_alphanumeric() { c } else { ' ' };
        text.chars().map(letters).collect::<String>().split_whitespace().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(words(&text), words(&run(&[&input, "-q"]).stdout));
}

#[test]
fn a_picture_of_the_timeline_stands_beside_its_readme() {
    let folder = folder();
    let readme = folder.path().join("README.md");
    let input = sample("md/real_headings/input.md").display().to_string();
    let ran = run(&[&input, "--diagram", "svg", "-o", &readme.display().to_string()]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    let alternative = "![Timeline of the incident: 7 entries from 15:40 to 19:45 EET; ";
    let text = std::fs::read_to_string(&readme).unwrap();
    assert!(text.contains(alternative) && text.contains("](timeline.svg)"), "{text}");
    let picture = std::fs::read_to_string(folder.path().join("timeline.svg")).unwrap();
    assert_eq!(picture, std::fs::read_to_string(sample("md/real_headings/timeline.svg")).unwrap());
}

#[test]
fn what_an_option_cannot_do_is_said() {
    let write_up = sample("md/real_headings/input.md").display().to_string();
    let untimed = sample("txt/untimed_labels/input.txt").display().to_string();
    let other = sample("txt/other_language/input.txt").display().to_string();
    let folder = folder();
    let page = folder.path().join("a.html").display().to_string();
    let cases: [(&[&str], &str); 7] = [
        (
            &[&write_up, "--diagram", "svg"],
            "`--diagram` has no effect: a picture needs a place beside the README; say where with -o",
        ),
        (
            &[&write_up, "--diagram", "mermaid", "-o", &page],
            "`--diagram` has no effect: a page draws its timeline itself",
        ),
        (&[&write_up, "--toc", "-t", "json"], "`--toc` has no effect: it is for a README (.md)"),
        (&[&write_up, "--with-check"], "`--with-check` has no effect: it is for a page (.html)"),
        (
            &[&write_up, "--layout", "source", "--scaffold"],
            "`--scaffold` has no effect: the output has not the sections of a postmortem",
        ),
        (
            &[&other, "--front-matter"],
            "`--front-matter` has no effect: the output has not the sections of a postmortem",
        ),
        (
            &[&untimed, "--diagram", "mermaid"],
            "the timeline does not state two points in time, so there is no figure of it",
        ),
    ];
    for (arguments, notice) in cases {
        let ran = run(arguments);
        assert_eq!(ran.code, Some(0));
        assert!(ran.stderr.contains(&format!("notice: {notice}\n")), "{arguments:?}: {}", ran.stderr);
    }
}

#[test]
fn comments_go_into_the_json_when_asked_for() {
    let folder = folder();
    let bytes = zipped(&sample("docx/google_suggestions_and_comments/input.docx")).unwrap();
    let input = written(&folder, "review.docx", &bytes);
    let json = |arguments: &[&str]| {
        let ran = run(&[&[&*input, "--to", "json"], arguments].concat());
        assert_eq!(ran.code, Some(0), "{}", ran.stderr);
        (serde_json::from_str::<serde_json::Value>(&ran.stdout).unwrap(), ran.stderr)
    };
    let hint = "3 comments are left out; `--comments` keeps them in the JSON";
    let (without, notices) = json(&[]);
    assert!(without.get("comments").is_none());
    assert!(notices.contains(hint), "{notices}");
    let (with, notices) = json(&["--comments"]);
    let comments = with["comments"].as_array().unwrap();
    assert_eq!(comments.len(), 3);
    for comment in comments {
        assert!(comment["author"].is_string() && comment["text"].is_string(), "{comment}");
        assert_eq!(comment["at"]["unit"], "paragraph", "{comment}");
    }
    assert!(!notices.contains("comments"), "{notices}");
    let readme = run(&[&input, "--comments"]);
    assert_eq!(readme.stdout, run(&[&input]).stdout);
    assert!(
        readme.stderr.contains("`--comments` has no effect: it is for JSON (.json) and templates"),
        "{}",
        readme.stderr
    );
    assert!(readme.stderr.contains(hint), "{}", readme.stderr);
}
