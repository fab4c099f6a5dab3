//! `pmconvert INPUT`: one document to one output.

use super::args::{ConvertArguments, ImagesArgument};
use super::error::CliError;
use super::interrupt;
use super::open::Inputs;
use super::output::{self, Target as OutputTarget};
use super::terminal;
use super::understand::Understood;
use crate::format::OutputFormat;
use crate::notice::{Noted, Notice};
use crate::postmortem::{Kind, explain};
use crate::write::{Images, Layout, WriteOptions, write};

/// Converts one document.
pub(super) fn run(arguments: &ConvertArguments) -> Result<(), CliError> {
    let (target, format) = output::target(arguments.output.as_deref(), arguments.to.map(Into::into))?;
    let images = images(arguments.images, &target);
    let input = arguments.input.as_deref().unwrap_or_default();
    let Understood { document, mut submission, .. } = Inputs::new(&arguments.reading).understand(input, &images)?;
    let layout = Layout::from(arguments.layout);
    let is_postmortem = matches!(submission.verdict.kind, Kind::Postmortem | Kind::Multiple);
    if layout == Layout::Canonical && !is_postmortem && format != OutputFormat::Json {
        submission
            .notices
            .push(Noted { notice: Notice::SourceLayout { kind: submission.verdict.kind.name() }, at: None });
    }
    let bytes = write(&submission, &document, format, &WriteOptions { layout, images: images.clone() });
    if arguments.verbose {
        terminal::print_lines(&explain(&document));
    }
    match &target {
        OutputTarget::Stdout => output::to_stdout(&bytes)?,
        OutputTarget::File(path) => {
            // Pictures and text belong together.
            let _held = interrupt::hold();
            if matches!(images, Images::Refer(_)) && matches!(format, OutputFormat::Markdown | OutputFormat::Html) {
                output::extract_images(path, &document.media)?;
            }
            output::to_file(path, &bytes)?;
        }
    }
    if !arguments.quiet {
        terminal::print_notices(&submission.notices, arguments.color);
    }
    Ok(())
}

/// Where embedded pictures go. Nothing stands beside standard output, so they are left out there.
fn images(argument: ImagesArgument, target: &OutputTarget) -> Images {
    match (argument, target) {
        (ImagesArgument::Extract, OutputTarget::File(_)) => Images::default(),
        (ImagesArgument::Embed, _) => Images::Embed,
        (ImagesArgument::Extract, OutputTarget::Stdout) | (ImagesArgument::Drop, _) => Images::Drop,
    }
}
