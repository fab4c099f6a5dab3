//! Outputs: whole or not at all.

use std::io::{IsTerminal as _, Write};
use std::path::{Path, PathBuf};

use super::error::CliError;
use crate::batch::whole;
use crate::document::Media;
use crate::format::OutputFormat;

/// Where one document goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// Standard output.
    Stdout,
    /// A file.
    File(PathBuf),
}

/// The target and form of an output: the form asked for, else that of the file name, else Markdown.
pub(super) fn target(output: Option<&Path>, to: Option<OutputFormat>) -> Result<(Target, OutputFormat), CliError> {
    let Some(path) = output.filter(|path| path.as_os_str() != "-") else {
        return Ok((Target::Stdout, to.unwrap_or(OutputFormat::Markdown)));
    };
    let is_folder = path.is_dir() || path.to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR]);
    if is_folder {
        let format = to.unwrap_or(OutputFormat::Markdown);
        let name = match format {
            OutputFormat::Markdown => "README.md",
            OutputFormat::Json => "submission.json",
            OutputFormat::Html => "index.html",
            OutputFormat::Docx => "postmortem.docx",
            OutputFormat::Tree => "document.txt",
        };
        return Ok((Target::File(path.join(name)), format));
    }
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    let format = to.or_else(|| OutputFormat::from_extension(extension.as_deref()?));
    format
        .map(|format| (Target::File(path.to_owned()), format))
        .ok_or_else(|| CliError::OutputForm { path: path.to_owned() })
}

/// Writes to standard output. A reader that has seen enough is no failure.
pub(super) fn to_stdout(bytes: &[u8]) -> Result<(), CliError> {
    let mut stdout = std::io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Err(source) if source.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(CliError::Output { name: "standard output".to_owned(), source })
        }
        _ => Ok(()),
    }
}

/// Refuses a terminal as the place for bytes that are no text.
pub(super) fn refuse_terminal() -> Result<(), CliError> {
    if std::io::stdout().is_terminal() { Err(CliError::BinaryToTerminal) } else { Ok(()) }
}

/// Writes a file whole or not at all. An existing file stays as it was on failure.
pub(super) fn to_file(path: &Path, bytes: &[u8]) -> Result<(), CliError> {
    whole::write(path, bytes).map_err(|source| CliError::Output { name: path.display().to_string(), source })
}

/// Writes the embedded pictures of a document into `images/` beside its output.
pub(super) fn extract_images(output: &Path, media: &[Media]) -> Result<(), CliError> {
    let folder = output.parent().unwrap_or(Path::new("")).join("images");
    media.iter().try_for_each(|picture| to_file(&folder.join(&picture.name), &picture.bytes))
}

/// Writes the pictures of timelines beside the README that refers to them.
pub(super) fn figures(output: &Path, pictures: &[(String, String)]) -> Result<(), CliError> {
    let folder = output.parent().unwrap_or(Path::new(""));
    pictures.iter().try_for_each(|(name, svg)| to_file(&folder.join(name), svg.as_bytes()))
}
