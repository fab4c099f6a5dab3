//! Lists of submissions: what a cohort was handed in as, to rows.
//!
//! ```text
//! CSV, TSV ──delimited──┐
//! XLSX, ODS ──sheet─────┼─▶ Table ──columns──▶ which column is what ──table──┐
//! JSONL ──jsonl─────────┘                                                    ├─▶ Row
//! text of links ──links──────────────────────────────────────────────────────┤
//! folder ──folder──┐                                                         │
//! zip ──archive────┴─▶ names of files ──layout──▶ whose files they are ──────┘
//! ```
//!
//! What a list is, its content decides first and its name second, as for documents. A row that names no document is a row all the same:
//! nobody who handed something in disappears from the results. A list that cannot be understood is an error that names the place, before
//! anything is fetched.

mod archive;
mod canvas;
mod columns;
mod delimited;
mod error;
mod folder;
mod gradescope;
mod jsonl;
mod layout;
mod links;
mod moodle;
mod repository;
mod row;
mod sheet;
mod table;
mod time;

use std::path::{Path, PathBuf};

pub use archive::Archives;
pub use columns::ColumnNames;
pub use error::ListError;
pub use row::{Input, Other, Reason, Row};

use crate::fetch::local;
use crate::notice::Notices;
use crate::read::decode;

/// Most bytes of a list. A cohort of a hundred thousand has less.
const MAX_LIST: u64 = 100_000_000;

/// Rows, and what there is to say about how they were found.
#[derive(Debug, Default)]
pub struct List {
    /// The rows in the order of the list.
    pub rows: Vec<Row>,
    /// One line each: which columns were used, what was left out.
    pub remarks: Vec<String>,
}

/// What a user says about lists.
#[derive(Debug, Clone, Default)]
pub struct ListOptions {
    /// Columns by name.
    pub columns: ColumnNames,
    /// A folder that holds results and no submissions.
    pub out: PathBuf,
}

/// Reads one list, whatever kind it is.
///
/// # Errors
///
/// [`ListError`] when it cannot be opened or understood, or holds no row.
pub fn read(path: &Path, options: &ListOptions) -> Result<List, ListError> {
    let list = if path.is_dir() { folder::read(path, &options.out)? } else { read_file(path, options)? };
    if list.rows.is_empty() { Err(ListError::Empty { list: shown(path) }) } else { Ok(list) }
}

fn read_file(path: &Path, options: &ListOptions) -> Result<List, ListError> {
    let name = shown(path);
    match kind(path)? {
        Kind::Document => Ok(folder::single(path)),
        Kind::Zip => archive::read(path),
        Kind::Sheet => sheet::read(path).and_then(|table| table.rows(path, &options.columns)),
        Kind::Text(bytes) => {
            let text = decode(&bytes, None, &mut Notices::default());
            if text.trim().is_empty() {
                return Err(ListError::Empty { list: name });
            }
            match extension(path).as_str() {
                "jsonl" | "ndjson" | "json" => jsonl::read(&text, &name)?.rows(path, &options.columns),
                "csv" | "tsv" | "tab" => delimited::read(&text, &name)?.rows(path, &options.columns),
                _ if text.trim_start().starts_with('{') => jsonl::read(&text, &name)?.rows(path, &options.columns),
                _ if delimited::is_delimited(&text) => delimited::read(&text, &name)?.rows(path, &options.columns),
                _ => links::read(&text, path),
            }
        }
    }
}

enum Kind {
    /// One submission by itself.
    Document,
    Zip,
    Sheet,
    Text(Vec<u8>),
}

/// What kind of list a file is.
fn kind(path: &Path) -> Result<Kind, ListError> {
    let name = shown(path);
    match extension(path).as_str() {
        "docx" | "odt" | "md" | "markdown" | "html" | "htm" if path.is_file() => return Ok(Kind::Document),
        // An archive of submissions may be large, and is read part by part.
        "zip" if path.is_file() => return Ok(Kind::Zip),
        _ => {}
    }
    let source = local::file(path, MAX_LIST).map_err(|source| ListError::Open { list: name.clone(), source })?;
    if source.bytes.starts_with(b"PK\x03\x04") || source.bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        let sheet = ["xlsx", "xlsm", "xlsb", "xls", "ods"].contains(&extension(path).as_str());
        return Ok(if sheet { Kind::Sheet } else { Kind::Zip });
    }
    let wide = source.bytes.starts_with(b"\xFF\xFE") || source.bytes.starts_with(b"\xFE\xFF");
    if !wide && source.bytes.iter().take(4096).filter(|byte| **byte == 0).count() * 4 > source.bytes.len().min(4096) * 3
    {
        return Err(ListError::NoList { list: name });
    }
    if source.bytes.starts_with(b"%PDF-")
        || source.bytes.starts_with(b"\x89PNG")
        || source.bytes.starts_with(b"\xFF\xD8\xFF")
    {
        return Err(ListError::NoList { list: name });
    }
    Ok(Kind::Text(source.bytes))
}

fn extension(path: &Path) -> String {
    path.extension().map(|extension| extension.to_string_lossy().to_lowercase()).unwrap_or_default()
}

/// A path as it is shown in messages.
fn shown(path: &Path) -> String {
    path.display().to_string()
}
