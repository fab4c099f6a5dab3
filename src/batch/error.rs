//! Why a run cannot go on. What happens to a single row is no error but its result.

use std::path::PathBuf;

use thiserror::Error;

use super::list::ListError;
use crate::fetch::FetchError;

/// Why a run cannot go on.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum BatchError {
    /// The list cannot be used.
    #[error(transparent)]
    List(#[from] ListError),
    /// The folder for the results cannot be made or written to.
    #[error("cannot write `{}`", path.display())]
    Output {
        /// What should have been written.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// Another run is using the folder.
    #[error("another run is writing to `{}`", folder.display())]
    Locked {
        /// The folder.
        folder: PathBuf,
    },
    /// Something in the folder leads out of it.
    #[error("`{}` is a link of the file system, and nothing is written outside the folder of the results", path.display())]
    LeadsOut {
        /// What leads out.
        path: PathBuf,
    },
    /// The journal cannot be read.
    #[error("cannot read `{}`", path.display())]
    Journal {
        /// The journal.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The journal was written by a program that knows more.
    #[error("`{}`, line {line}: `{schema}` is not known, expected `{}`", path.display(), super::record::SCHEMA)]
    NewerJournal {
        /// The journal.
        path: PathBuf,
        /// The line.
        line: usize,
        /// What it says it is.
        schema: String,
    },
    /// The key of pseudonyms cannot be read or made.
    #[error("cannot use the key `{}`", path.display())]
    Key {
        /// The key.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// Results with names lie where there should be none.
    #[error("`{}` holds results with names", folder.display())]
    HoldsNames {
        /// The folder.
        folder: PathBuf,
    },
    /// Fetching cannot be set up.
    #[error("cannot prepare the network")]
    Network(#[source] FetchError),
    /// Threads or the runtime cannot be started.
    #[error("cannot start the workers")]
    Workers(#[source] std::io::Error),
}

impl BatchError {
    /// What the user can do.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::List(error) => error.hint(),
            Self::Output { source, .. } if is_full(source) => {
                "make room, then run the same command again; it goes on where it stopped"
            }
            Self::Output { .. } => {
                "check the permissions of the folder, then run the same command again; it goes on where it stopped"
            }
            Self::Locked { .. } => "wait for it to end, or give another folder with `--out`",
            Self::LeadsOut { .. } => "remove it, or give another folder with `--out`",
            Self::Journal { .. } => "check the permissions of the file",
            Self::NewerJournal { .. } => "use the newer version of pmconvert, or give another folder with `--out`",
            Self::Key { .. } => "remove it, and a new one is made; pseudonyms are others then",
            Self::HoldsNames { .. } => "give `--anonymize` a folder of its own with `--out`",
            Self::Network(error) => error.hint(),
            Self::Workers(_) => "close other programs, then run it again",
        }
    }

    pub(super) fn output(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::Output { path, source }
    }
}

/// Whether there is no room: no space, no quota, or a file as large as it may be.
fn is_full(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    matches!(error.kind(), StorageFull | QuotaExceeded | FileTooLarge)
}
