//! Why a list cannot be used.

use thiserror::Error;

use crate::fetch::local::LocalError;

/// Why a list cannot be used.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ListError {
    /// It cannot be opened.
    #[error("cannot open the list `{list}`")]
    Open {
        /// The list.
        list: String,
        /// Why.
        source: LocalError,
    },
    /// A folder that cannot be read.
    #[error("cannot read the folder `{list}`")]
    Folder {
        /// The folder.
        list: String,
        /// Why.
        source: std::io::Error,
    },
    /// No rows.
    #[error("the list `{list}` holds no submission")]
    Empty {
        /// The list.
        list: String,
    },
    /// A file that is no list.
    #[error("`{list}` is no list: neither text nor a spreadsheet nor an archive")]
    NoList {
        /// The file.
        list: String,
    },
    /// A quote that is never closed.
    #[error("`{list}`, line {line}, column {column}: this quote is never closed")]
    Unclosed {
        /// The list.
        list: String,
        /// The line of the quote.
        line: usize,
        /// Its column in characters.
        column: usize,
    },
    /// A row with more cells than there are columns.
    #[error("`{list}`, line {line}, column {column}: the row has {found} cells, expected {expected}")]
    Surplus {
        /// The list.
        list: String,
        /// The line where the row begins.
        line: usize,
        /// The first cell too many.
        column: usize,
        /// How many cells there are.
        found: usize,
        /// How many columns there are.
        expected: usize,
    },
    /// A line that is no JSON.
    #[error("`{list}`, line {line}, column {column}: {what}")]
    Json {
        /// The list.
        list: String,
        /// The line.
        line: usize,
        /// The column.
        column: usize,
        /// What is wrong.
        what: String,
    },
    /// A line of a text list that names no document.
    #[error("`{list}`, line {line}, column {column}: `{text}` is neither a link nor a file")]
    Line {
        /// The list.
        list: String,
        /// The line.
        line: usize,
        /// Where its text begins.
        column: usize,
        /// The line, cut short.
        text: String,
    },
    /// A spreadsheet that cannot be read.
    #[error("cannot read the spreadsheet `{list}`")]
    Sheet {
        /// The list.
        list: String,
        /// Why.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// An archive that cannot be read.
    #[error("cannot read the archive `{list}`")]
    Archive {
        /// The list.
        list: String,
        /// Why.
        source: zip::result::ZipError,
    },
    /// A column that was asked for and is not there.
    #[error("`{list}` has no column `{wanted}`; its columns are {}", named(found))]
    NoColumn {
        /// The list.
        list: String,
        /// The column.
        wanted: String,
        /// The columns that are there.
        found: Vec<String>,
    },
    /// No column holds documents.
    #[error("no column of `{list}` holds links or files; its columns are {}", named(found))]
    NoInput {
        /// The list.
        list: String,
        /// The columns that are there.
        found: Vec<String>,
    },
}

impl ListError {
    /// What the user can do.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Open { source, .. } => source.hint(),
            Self::Folder { .. } => "check the permissions of the folder and of those in it",
            Self::Empty { .. } => "check that the right list was given; it needs one submission at least",
            Self::NoList { .. } => "give a CSV, TSV, XLSX, ODS or JSONL list, a text of links, a folder or a zip",
            Self::Unclosed { .. } => "close the quote, or save the list again from a spreadsheet",
            Self::Surplus { .. } => {
                "put cells that hold a delimiter into quotes, or save the list again from a spreadsheet"
            }
            Self::Json { .. } => {
                "write one JSON object a line, such as `{\"id\": \"ada\", \"input\": \"https://...\"}`"
            }
            Self::Line { .. } => "write one link or path a line; a line that begins with # is skipped",
            Self::Sheet { .. } => "open it in a spreadsheet program and save it again, as .xlsx or .csv",
            Self::Archive { .. } => "unpack it and give the folder",
            Self::NoColumn { .. } => "name one of these columns, or give its number",
            Self::NoInput { .. } => "say which column holds them with `--input-column NAME`",
        }
    }
}

fn named(columns: &[String]) -> String {
    let named: Vec<String> = columns.iter().map(|column| format!("`{column}`")).collect();
    named.join(", ")
}
