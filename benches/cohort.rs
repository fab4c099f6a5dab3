//! What a cohort costs: `cargo bench --bench cohort`, or `-- 1000` for fewer documents.
//!
//! - Time for a folder of small Word files, against the floor: reading, inflating and walking the same files on the same cores.
//! - Memory, against a hundred files.
//! - Time for 2,000 links at a server that takes 100 ms for each, 32 at a time, against those waits alone.
#![expect(clippy::unwrap_used, clippy::print_stdout, clippy::disallowed_methods, reason = "a benchmark")]

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use quick_xml::events::Event;
use zip::write::SimpleFileOptions;

const LATENCY: Duration = Duration::from_millis(100);
const LINKS: u32 = 2000;
const AT_ONCE: u32 = 32;

fn main() {
    let count = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(10_000);
    let folder = tempfile::tempdir().unwrap();
    let (few, many) = (folder.path().join("few"), folder.path().join("many"));
    documents(&few, 100);
    documents(&many, count);
    let floor = (0..3).map(|_| floor(&many)).min().unwrap();
    let (_, small) = convert(&few, folder.path());
    let (time, large) = convert(&many, folder.path());
    println!(
        "{count} Word files: {time:.1?}, floor {floor:.1?}, {:.1} times",
        time.as_secs_f64() / floor.as_secs_f64()
    );
    println!("memory: {large} KiB, {} KiB above 100 files", large.saturating_sub(small));
    let (time, least) = (fetch(folder.path()), LATENCY * LINKS / AT_ONCE);
    println!(
        "{LINKS} links: {time:.1?}, waits alone {least:.1?}, {:.2} times",
        time.as_secs_f64() / least.as_secs_f64()
    );
}

/// So many documents made from a sample, each a little different.
fn documents(folder: &Path, count: usize) {
    fs::create_dir_all(folder).unwrap();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/docx/table_timeline/input.docx");
    let mut parts = Vec::new();
    collect(&sample, &sample, &mut parts);
    for number in 0..count {
        let mut archive = zip::ZipWriter::new(fs::File::create(folder.join(format!("s{number:05}.docx"))).unwrap());
        for (name, text) in &parts {
            archive.start_file(name, SimpleFileOptions::default()).unwrap();
            let last = format!("<w:p><w:r><w:t>Case {number}</w:t></w:r></w:p></w:body>");
            archive.write_all(text.replace("</w:body>", &last).as_bytes()).unwrap();
        }
        archive.finish().unwrap();
    }
}

fn collect(root: &Path, folder: &Path, parts: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, parts);
        } else {
            let name = path.strip_prefix(root).unwrap().display().to_string();
            parts.push((name, fs::read_to_string(path).unwrap()));
        }
    }
}

/// Reads, inflates and walks all files on all cores.
fn floor(folder: &Path) -> Duration {
    let paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    let (next, begin) = (AtomicUsize::new(0), Instant::now());
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().unwrap().get() {
            scope.spawn(|| {
                while let Some(path) = paths.get(next.fetch_add(1, Ordering::Relaxed)) {
                    walk(path);
                }
            });
        }
    });
    begin.elapsed()
}

fn walk(path: &Path) {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(fs::read(path).unwrap())).unwrap();
    for index in 0..archive.len() {
        let mut text = Vec::new();
        archive.by_index(index).unwrap().read_to_end(&mut text).unwrap();
        let mut reader = quick_xml::Reader::from_reader(text.as_slice());
        while !matches!(reader.read_event().unwrap(), Event::Eof) {}
    }
}

/// Converts a list, and gives time and most memory.
fn run(list: &Path, folder: &Path, arguments: &[&str], origin_map: &str) -> (Duration, u64) {
    let out = folder.join("out");
    let _ = fs::remove_dir_all(&out);
    let begin = Instant::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_pmconvert"));
    command.arg("batch").arg(list).arg("--out").arg(&out).args(["--progress", "none"]).args(arguments);
    let mut child = command.env("PMCONVERT_ORIGIN_MAP", origin_map).stderr(Stdio::null()).spawn().unwrap();
    let mut memory = 0;
    while child.try_wait().unwrap().is_none() {
        memory = memory.max(high_water(child.id()));
        std::thread::sleep(Duration::from_millis(5));
    }
    (begin.elapsed(), memory)
}

fn convert(list: &Path, folder: &Path) -> (Duration, u64) {
    run(list, folder, &[], "")
}

/// The most memory that a process has had so far, in KiB, where the system tells it.
fn high_water(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse().unwrap_or(0)
}

/// Fetches links from a slow server.
fn fetch(folder: &Path) -> Duration {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let map = format!("*=http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            std::thread::spawn(move || answer(stream.unwrap()));
        }
    });
    let list = folder.join("links.txt");
    let links: Vec<String> = (0..LINKS).map(|number| format!("https://files.test/{number}.txt")).collect();
    fs::write(&list, links.join("\n")).unwrap();
    run(&list, folder, &["--rate", "0", "--concurrency", "32"], &map).0
}

fn answer(mut stream: std::net::TcpStream) {
    let body = include_str!("../samples/txt/label_lines/input.txt");
    let head = format!("HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: {}\r\n\r\n", body.len());
    let mut buffer = [0; 4096];
    while stream.read(&mut buffer).is_ok_and(|read| read > 0) {
        std::thread::sleep(LATENCY);
        if stream.write_all((head.clone() + body).as_bytes()).is_err() {
            return;
        }
    }
}
