//! The folder of the results: `submissions/ID/…`, put into place whole, and a place for what is not finished yet.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::error::BatchError;
use super::lock::Lock;

/// Where finished submissions are.
const SUBMISSIONS: &str = "submissions";
/// Where outputs are until they are complete. It is emptied at each start and gone at the end.
const STAGE: &str = ".work";

/// What is written as `%XX` in a link; the rest stands for itself in a path.
const NOT_IN_PATH: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'@').remove(b'+');

/// The folder of the results, locked for this run.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    _lock: Lock,
}

impl Folder {
    /// Makes the folder if need be, locks it, and clears away what an earlier run left unfinished.
    ///
    /// # Errors
    ///
    /// [`BatchError`] when it cannot be made or written to, another run uses it, or something in it leads out of it.
    pub fn open(path: &Path) -> Result<Self, BatchError> {
        fs::create_dir_all(path).map_err(BatchError::output(path))?;
        let folder = Self { _lock: Lock::take(path)?, path: path.to_owned() };
        for inner in [SUBMISSIONS, STAGE] {
            let inner = path.join(inner);
            if inner.is_symlink() {
                return Err(BatchError::LeadsOut { path: inner });
            }
        }
        remove(&folder.stage()).map_err(BatchError::output(folder.stage()))?;
        for inner in [path.join(SUBMISSIONS), folder.stage()] {
            fs::create_dir_all(&inner).map_err(BatchError::output(inner))?;
        }
        folder.clear_torn_files().map_err(BatchError::output(path))?;
        Ok(folder)
    }

    /// A file in it.
    #[must_use]
    pub fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// Where the outputs of an attempt are put together.
    pub(super) fn staged(&self, task: usize, attempt: usize) -> PathBuf {
        self.stage().join(format!("{task}-{attempt}"))
    }

    /// The folder of a finished submission.
    pub(super) fn submission(&self, name: &str) -> PathBuf {
        self.path.join(SUBMISSIONS).join(name)
    }

    /// The address of an output within the folder, as links in the results have it.
    pub(super) fn address(name: &str, file: &str) -> String {
        format!("{SUBMISSIONS}/{name}/{file}")
    }

    /// The address of an output as a link holds it.
    pub(super) fn href(address: &str) -> String {
        utf8_percent_encode(address, NOT_IN_PATH).to_string()
    }

    /// Puts staged outputs into place. What was there before is replaced.
    pub(super) fn commit(&self, staged: &Path, name: &str) -> io::Result<()> {
        let place = self.submission(name);
        if fs::rename(staged, &place).is_ok() {
            return Ok(());
        }
        // Something is there: outputs of an earlier run, or whatever somebody put there; a link is removed, not followed.
        remove(&place)?;
        fs::rename(staged, &place)
    }

    /// Removes outputs, such as those of a row that fails now.
    pub(super) fn withdraw(&self, name: &str) -> io::Result<()> {
        remove(&self.submission(name))
    }

    /// Removes what is not finished.
    pub(super) fn discard(path: &Path) -> io::Result<()> {
        remove(path)
    }

    /// Removes the place for what is not finished.
    pub(super) fn tidy(&self) {
        // What cannot be removed is cleared away at the next start.
        let _ = remove(&self.stage());
    }

    fn stage(&self) -> PathBuf {
        self.path.join(STAGE)
    }

    /// Temporary files of results that a killed run was writing.
    fn clear_torn_files(&self) -> io::Result<()> {
        for entry in fs::read_dir(&self.path)? {
            let entry = entry?;
            if entry.file_name().to_string_lossy().starts_with(".pmconvert-") && entry.file_type()?.is_file() {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }
}

/// Removes a file, a link or a folder, if it is there. Links inside a folder are not followed.
fn remove(path: &Path) -> io::Result<()> {
    let removed = match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(error) => Err(error),
    };
    match removed {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
