//! Why the command failed, for people.

use std::path::PathBuf;

use thiserror::Error;

use super::exit::Exit;
use crate::error::ReadError;

/// Why the command failed.
#[derive(Debug, Error)]
pub(super) enum CliError {
    /// The input could not be read from where it is.
    #[error("cannot open `{input}`")]
    Open { input: String, source: std::io::Error },
    /// The document could not be read.
    #[error("cannot read `{input}`")]
    Read { input: String, source: ReadError },
    /// The name of the output tells no form.
    #[error("cannot tell the form of `{}` from its name", path.display())]
    OutputForm { path: PathBuf },
    /// An output could not be written.
    #[error("cannot write {name}")]
    Output { name: String, source: std::io::Error },
}

impl CliError {
    /// What the user can do.
    pub(super) fn hint(&self) -> Option<String> {
        match self {
            Self::Open { .. } => None,
            Self::Read { source, .. } => Some(source.hint().to_owned()),
            Self::OutputForm { .. } => Some("name it .md, .json or .html, or say --to md, json or html".to_owned()),
            Self::Output { .. } => Some("check that the folder exists, can be written to, and has room".to_owned()),
        }
    }

    /// The exit code it leads to.
    pub(super) fn exit(&self) -> Exit {
        match self {
            Self::Open { .. } | Self::Read { .. } => Exit::Failed,
            Self::OutputForm { .. } | Self::Output { .. } => Exit::Usage,
        }
    }
}
