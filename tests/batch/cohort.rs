//! A cohort in a folder of its own, and the binary that converts it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// A folder with lists and documents, and `out` for the results.
pub struct Cohort {
    pub folder: tempfile::TempDir,
}

/// How a command ended.
pub struct Ran {
    pub code: Option<i32>,
    pub stderr: String,
}

impl Cohort {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn out(&self) -> PathBuf {
        self.path("out")
    }

    /// Writes a file, and the folders that it needs.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    /// The command, not yet started: `batch LIST... --out out OPTIONS...`.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pmconvert"));
        command.arg("batch").args(arguments).args(["--out", "out"]).current_dir(self.folder.path());
        command.env_remove("PMCONVERT_ORIGIN_MAP").stdin(Stdio::null());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        ended(&mut self.command(arguments))
    }

    /// The lines of the journal.
    pub fn records(&self) -> Vec<Value> {
        let text = fs::read_to_string(self.out().join("results.jsonl")).unwrap();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// One field of each line.
    pub fn each(&self, key: &str) -> Vec<String> {
        self.records().iter().map(|record| text(&record[key])).collect()
    }

    /// Every file of the results and its bytes.
    pub fn results(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        collect(&self.out(), &self.out(), &mut files);
        files
    }
}

pub fn ended(command: &mut Command) -> Ran {
    let output = command.output().unwrap();
    Ran { code: output.status.code(), stderr: String::from_utf8(output.stderr).unwrap() }
}

pub fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            files.insert(path.strip_prefix(root).unwrap().to_owned(), fs::read(&path).unwrap());
        }
    }
}

/// A write-up in plain text; the number makes it like no other.
pub fn write_up(number: usize) -> String {
    format!(
        "Postmortem: outage {number}\n\nIssue Summary\nDuration: May 3, 2024, 14:30 to 16:00 UTC\nImpact: 45% of users saw errors.\n\n\
         Timeline\n14:30 UTC - An alert reported errors.\n16:00 UTC - The service works again.\n\n\
         Root Cause and Resolution\nA full disk. It was fixed by deleting old logs.\n\n\
         Corrective and Preventative Measures\n- Add an alert for disk {number}\n"
    )
}
