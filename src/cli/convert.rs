//! `pmconvert INPUT`: one document to one output.

use super::args::{ConvertArguments, ImagesArgument};
use super::error::CliError;
use super::output::{self, Target};
use super::terminal;
use crate::notice::{Notice, Notices};
use crate::postmortem::{Kind, recognize};
use crate::read::read;
use crate::source::Source;
use crate::write::{Images, Layout, WriteOptions, write};

/// Converts one document.
pub(super) fn run(arguments: &ConvertArguments) -> Result<(), CliError> {
    let input = arguments.input.as_deref().unwrap_or_default();
    let (target, format) = output::target(arguments.output.as_deref(), arguments.to.map(Into::into))?;
    let mut notices = Notices::default();
    let bytes = std::fs::read(input).map_err(|source| CliError::Open { input: input.to_owned(), source })?;
    let name = std::path::Path::new(input).file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let mut source = Source::file(name, bytes);
    source.format = arguments.from.map(Into::into).or(source.format);
    let (document, read_as) =
        read(&source, &mut notices).map_err(|error| CliError::Read { input: input.to_owned(), source: error })?;
    let _ = (Notice::SourceLayout, Kind::Other, Layout::Source, ImagesArgument::Drop);
    let submission = recognize(&document, &source, read_as, notices);
    let options = WriteOptions { layout: arguments.layout.into(), images: Images::default() };
    let text = write(&submission, &document, format, &options);
    match &target {
        Target::Stdout => output::to_stdout(text.as_bytes())?,
        Target::File(path) => {
            output::extract_images(path, &document.media)?;
            output::to_file(path, text.as_bytes())?;
        }
    }
    if !arguments.quiet {
        terminal::print_notices(&submission.notices, arguments.color);
    }
    Ok(())
}
