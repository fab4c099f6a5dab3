//! A folder of submissions: the names of its files, for [`super::layout`] to tell whose they are.
//!
//! Links of the file system are not followed: an archive that a stranger packed may hold one that leads out of the folder.

use std::path::{Path, PathBuf};

use super::error::ListError;
use super::layout::{self, Entry};
use super::row::{Input, Row};
use super::{List, shown};

/// Folders nested deeper hold no submissions.
const MAX_DEPTH: usize = 12;
/// Most files of a folder.
const MOST_FILES: usize = 200_000;

/// Reads a folder; what lies in `out` is results, not submissions.
pub(super) fn read(path: &Path, out: &Path) -> Result<List, ListError> {
    let failed = |source| ListError::Folder { list: shown(path), source };
    let mut walk =
        Walk { root: path, out: std::path::absolute(out).unwrap_or_default(), files: Vec::new(), skipped: Vec::new() };
    walk.folder(path, 0).map_err(failed)?;
    let Walk { mut files, skipped, .. } = walk;
    files.sort_by(|(one, _), (other, _)| one.cmp(other));
    let entries: Vec<Entry> =
        files.into_iter().map(|(name, path)| Entry { input: Input::File { path, name: name.clone() }, name }).collect();
    let mut list = layout::rows(entries, &shown(path), &|input| match input {
        Input::File { path, .. } => {
            crate::fetch::local::file(path, layout::MAX_METADATA).ok().map(|source| source.bytes)
        }
        _ => None,
    });
    if !skipped.is_empty() {
        list.remarks.push(format!(
            "{}: links of the file system are not followed: {}",
            shown(path),
            layout::some(&skipped)
        ));
    }
    Ok(list)
}

/// One document as a list of its own.
pub(super) fn single(path: &Path) -> List {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let id = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let inputs = vec![Input::File { path: path.to_owned(), name: name.clone() }];
    List { rows: vec![Row { number: 1, id, text: name, inputs, ..Row::default() }], remarks: Vec::new() }
}

struct Walk<'a> {
    root: &'a Path,
    out: PathBuf,
    /// Names within the root, with `/`, and paths.
    files: Vec<(String, PathBuf)>,
    skipped: Vec<String>,
}

impl Walk<'_> {
    fn folder(&mut self, folder: &Path, depth: usize) -> std::io::Result<()> {
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            let (path, kind) = (entry.path(), entry.file_type()?);
            if layout::is_hidden(&entry.file_name().to_string_lossy()) || self.files.len() >= MOST_FILES {
                continue;
            }
            if kind.is_symlink() {
                self.skipped.push(self.name(&path));
            } else if kind.is_file() {
                self.files.push((self.name(&path), path));
            } else if kind.is_dir()
                && depth < MAX_DEPTH
                && !std::path::absolute(&path).is_ok_and(|path| path == self.out)
            {
                self.folder(&path, depth + 1)?;
            }
        }
        Ok(())
    }

    fn name(&self, path: &Path) -> String {
        let within = path.strip_prefix(self.root).unwrap_or(path);
        let parts: Vec<_> = within.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        parts.join("/")
    }
}
