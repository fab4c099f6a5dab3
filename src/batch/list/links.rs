//! A text of links or paths, one a line. Empty lines and those that begin with `#` are skipped; text around a link is its label.

use std::path::Path;

use super::error::ListError;
use super::row::Row;
use super::table::{Written, inputs};
use super::{List, shown};
use crate::visible::visible;

/// Most characters of a line that an error shows.
const SHOWN: usize = 60;

pub(super) fn read(text: &str, path: &Path) -> Result<List, ListError> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let mut rows = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let content = line.trim().trim_start_matches('\u{feff}');
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        let inputs = inputs(content, folder, Written::ByOwner);
        if inputs.is_empty() {
            return Err(ListError::Line {
                list: shown(path),
                line: index + 1,
                column: line.chars().take_while(|c| c.is_whitespace()).count() + 1,
                text: visible(&content.chars().take(SHOWN).collect::<String>()),
            });
        }
        rows.push(Row { number: index + 1, inputs, text: content.to_owned(), ..Row::default() });
    }
    Ok(List { rows, remarks: Vec::new() })
}
