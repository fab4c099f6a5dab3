//! Files and standard input, up to a size.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use thiserror::Error;

use crate::source::{Origin, Source};

/// Why a file or standard input could not be read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum LocalError {
    /// There is no such file.
    #[error("there is no such file")]
    Missing,
    /// It is a folder.
    #[error("it is a folder, not a file")]
    Folder,
    /// It is a device, a pipe or a socket.
    #[error("it is no regular file")]
    NotRegular,
    /// It may not be read.
    #[error("it may not be read")]
    Denied,
    /// More bytes than are accepted.
    #[error("it is larger than {limit} bytes")]
    TooLarge {
        /// The limit.
        limit: u64,
    },
    /// Reading failed.
    #[error("it cannot be read")]
    Unreadable(#[source] std::io::Error),
}

impl LocalError {
    /// The stable name of the failure, as in the batch journal.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing => "not-found",
            Self::Folder | Self::NotRegular => "not-a-document",
            Self::TooLarge { .. } => "too-large",
            Self::Denied | Self::Unreadable(_) => "unreadable",
        }
    }

    /// What the user can do.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Missing => "check the path; a link begins with `https://`",
            Self::Folder => "give the path of one document in it",
            Self::NotRegular => "give the path of a file, or `-` to read standard input",
            Self::Denied => "check the permissions of the file",
            Self::TooLarge { .. } => "allow more with `--max-size`, or make its pictures smaller",
            Self::Unreadable(_) => "check the disk, or copy the file and try again",
        }
    }
}

/// Reads a file of at most `max_size` bytes.
///
/// # Errors
///
/// [`LocalError`] when it is missing, no regular file, too large, or cannot be read.
pub fn file(path: &Path, max_size: u64) -> Result<Source, LocalError> {
    // Looked at before it is opened: opening a pipe would wait for its other end.
    let metadata = std::fs::metadata(path).map_err(LocalError::from)?;
    if metadata.is_dir() {
        return Err(LocalError::Folder);
    }
    if !metadata.is_file() {
        return Err(LocalError::NotRegular);
    }
    let bytes = read(File::open(path).map_err(LocalError::from)?, metadata.len(), max_size)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Ok(Source::new(Origin::File(name.into_owned()), bytes))
}

/// Reads standard input, or whatever stands for it, up to `max_size` bytes.
///
/// # Errors
///
/// [`LocalError`] when there are more bytes, or reading fails.
pub fn stdin(input: impl Read, max_size: u64) -> Result<Source, LocalError> {
    Ok(Source::new(Origin::Stdin, read(input, 0, max_size)?))
}

/// Reads an input of presumably this length.
fn read(input: impl Read, length: u64, max_size: u64) -> Result<Vec<u8>, LocalError> {
    // With room for one byte more, the end is seen without more room.
    let mut bytes = Vec::new();
    // A file may state any length, so the room is asked for, not counted on.
    let _ = bytes.try_reserve_exact(usize::try_from(length.min(max_size).saturating_add(1)).unwrap_or_default());
    // One byte more than allowed tells a file of the right size from a longer one.
    input.take(max_size.saturating_add(1)).read_to_end(&mut bytes)?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length <= max_size) {
        Ok(bytes)
    } else {
        Err(LocalError::TooLarge { limit: max_size })
    }
}

impl From<std::io::Error> for LocalError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => Self::Missing,
            ErrorKind::PermissionDenied => Self::Denied,
            ErrorKind::IsADirectory => Self::Folder,
            _ => Self::Unreadable(error),
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_file_comes_with_its_name_and_without_its_folder() {
        let source = file(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/rustfmt.toml")), 10_000).unwrap();
        assert_eq!(source.origin, Origin::File("rustfmt.toml".to_owned()));
        assert!(!source.bytes.is_empty());
    }

    #[test]
    fn what_is_no_file_says_so() {
        let code = |path: &str, size| file(Path::new(path), size).map_err(|error| error.code()).err();
        assert_eq!(code("does/not/exist.md", 10), Some("not-found"));
        assert_eq!(code("rustfmt.toml/x.md", 10), Some("not-found"));
        assert_eq!(code("src", 10), Some("not-a-document"));
        assert_eq!(code("rustfmt.toml", 3), Some("too-large"));
        #[cfg(unix)]
        assert_eq!(code("/dev/null", 10), Some("not-a-document"));
    }

    #[test]
    fn input_is_accepted_up_to_the_limit() {
        assert_eq!(stdin(&b"12345"[..], 5).unwrap().bytes, b"12345");
        assert_eq!(stdin(&b"123456"[..], 5).map_err(|error| error.code()).err(), Some("too-large"));
        assert_eq!(read(&b"1"[..], u64::MAX, u64::MAX).unwrap(), b"1");
        assert_eq!(stdin(std::io::repeat(0), 1000).map_err(|error| error.code()).err(), Some("too-large"));
    }
}
