//! `pmconvert INPUT`: one document to one output.

use super::args::{ConvertArguments, ImagesArgument};
use super::error::CliError;
use super::open::Inputs;
use super::output::{self, Target as OutputTarget};
use super::parts;
use super::terminal;
use super::understand::Understood;
use crate::format::OutputFormat;
use crate::notice::{Noted, Notice};
use crate::postmortem::explain;
use crate::write::{Diagram, Images, Layout, WriteOptions, readme, write};

/// Converts one document.
pub(super) fn run(arguments: &ConvertArguments) -> Result<(), CliError> {
    let (target, format) = output::target(arguments.output.as_deref(), arguments.to.map(Into::into))?;
    let images = images(arguments.images, &target);
    let input = arguments.input.as_deref().unwrap_or_default();
    let Understood { document, mut submission, .. } = Inputs::new(&arguments.reading).understand(input, &images)?;
    let layout = Layout::from(arguments.layout);
    let is_postmortem = submission.verdict.kind.is_postmortem();
    if layout == Layout::Canonical && !is_postmortem && format != OutputFormat::Json {
        submission
            .notices
            .push(Noted { notice: Notice::SourceLayout { kind: submission.verdict.kind.name() }, at: None });
    }
    let arranged = is_postmortem && layout == Layout::Canonical;
    let options = WriteOptions {
        layout,
        images: images.clone(),
        diagram: parts::diagram(&arguments.parts, format, &target),
        readme: parts::readme(&arguments.parts),
        with_check: arguments.parts.with_check,
    };
    parts::note(&arguments.parts, format, &target, &mut submission);
    let bytes = write(&submission, &document, format, &options);
    if arguments.verbose {
        terminal::print_lines(&explain(&document));
    }
    match &target {
        OutputTarget::Stdout => output::to_stdout(&bytes)?,
        OutputTarget::File(path) => {
            if matches!(images, Images::Refer(_)) && matches!(format, OutputFormat::Markdown | OutputFormat::Html) {
                output::extract_images(path, &document.media)?;
            }
            if format == OutputFormat::Markdown && options.diagram == Diagram::Svg && arranged {
                output::figures(path, &readme::files(&submission))?;
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
