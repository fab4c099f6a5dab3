//! One run at a time in a folder. The system takes the lock back when the process ends, however it ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use super::error::BatchError;

/// The name of the file that is locked. It stays behind, empty: removing it would let two runs lock two files.
const FILE: &str = ".lock";

/// The right to write to a folder, as long as it lives.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    pub(super) fn take(folder: &Path) -> Result<Self, BatchError> {
        let path = folder.join(FILE);
        if path.is_symlink() {
            return Err(BatchError::LeadsOut { path });
        }
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
        let file = file.map_err(BatchError::output(&path))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(BatchError::Locked { folder: folder.to_owned() }),
            // Some network folders know no locks; a run is possible there, and it is up to the user to start one only.
            Err(TryLockError::Error(error)) if error.kind() == std::io::ErrorKind::Unsupported => {
                Ok(Self { _file: file })
            }
            Err(TryLockError::Error(source)) => Err(BatchError::Output { path, source }),
        }
    }
}
