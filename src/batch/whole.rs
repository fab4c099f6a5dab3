//! Files that are whole or absent: a temporary file beside the target, then a rename.

use std::io::{BufWriter, Result, Write};
use std::path::Path;

/// Writes a file whole or not at all. An existing file stays as it was on failure.
///
/// # Errors
///
/// What the system says when it cannot be written.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    write_with(path, |file| file.write_all(bytes))
}

/// Writes a file whole or not at all, part by part.
///
/// # Errors
///
/// What the system says when it cannot be written, or what `content` ends with.
pub fn write_with(path: &Path, content: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut file = BufWriter::new(tempfile::Builder::new().prefix(".pmconvert-").tempfile_in(folder)?);
    content(&mut file)?;
    let file = file.into_inner().map_err(std::io::IntoInnerError::into_error)?;
    readable_like_others(&file, path)?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// A temporary file is private to its owner; an output has the rights of the file it replaces, or those of any new file.
#[cfg(unix)]
fn readable_like_others(file: &tempfile::NamedTempFile, path: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = std::fs::metadata(path).map_or(0o644, |old| old.permissions().mode() & 0o777);
    file.as_file().set_permissions(std::fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn readable_like_others(_: &tempfile::NamedTempFile, _: &Path) -> Result<()> {
    Ok(())
}
