//! `pmconvert INPUT`: one document to one output.

use super::args::{ConvertArguments, ImagesArgument};
use super::error::CliError;
use super::open::Inputs;
use super::output::{self, Target as OutputTarget};
use super::understand::Understood;
use super::{rules, terminal};
use crate::format::OutputFormat;
use crate::notice::{Noted, Notice};
use crate::postmortem::{Kind, explain};
use crate::understand::Depth;
use crate::write::{Images, Layout, WriteOptions, docx, write};

/// Converts one document.
pub(super) fn run(arguments: &ConvertArguments) -> Result<(), CliError> {
    let (target, format) = output::target(arguments.output.as_deref(), arguments.to.map(Into::into))?;
    let images = images(arguments.images, &target, format);
    if format == OutputFormat::Docx && target == OutputTarget::Stdout {
        output::refuse_terminal()?;
    }
    let pack = rules::pack(arguments.rules.as_deref())?;
    let input = arguments.input.as_deref().unwrap_or_default();
    let inputs = Inputs::new(&arguments.reading, &pack).with_depth(depth(format));
    let Understood { document, mut submission, .. } = inputs.understand(input, &images)?;
    let layout = Layout::from(arguments.layout);
    let is_postmortem = matches!(submission.verdict.kind, Kind::Postmortem | Kind::Multiple);
    if layout == Layout::Canonical && !is_postmortem && format != OutputFormat::Json {
        submission
            .notices
            .push(Noted { notice: Notice::SourceLayout { kind: submission.verdict.kind.name() }, at: None });
    }
    if format == OutputFormat::Docx && images != Images::Drop {
        let unshown = docx::unshown(&document).map(|media| Notice::ImageDropped { name: media.name.clone() });
        submission.notices.extend(unshown.map(|notice| Noted { notice, at: None }));
    }
    let options = WriteOptions { layout, images: images.clone(), headings: pack.headings().clone() };
    let bytes = write(&submission, &document, format, &options);
    if arguments.verbose {
        terminal::print_lines(&explain(&document, pack.headings()));
    }
    match &target {
        OutputTarget::Stdout => output::to_stdout(&bytes)?,
        OutputTarget::File(path) => {
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

/// How far a document must be looked into for a form of output.
fn depth(format: OutputFormat) -> Depth {
    match format {
        OutputFormat::Markdown | OutputFormat::Tree | OutputFormat::Docx => Depth::Recognized,
        OutputFormat::Json | OutputFormat::Html => Depth::Judged,
    }
}

/// Where embedded pictures go. A Word file holds its own; nothing stands beside standard output, so they are left out there.
fn images(argument: ImagesArgument, target: &OutputTarget, format: OutputFormat) -> Images {
    match (argument, target) {
        (ImagesArgument::Extract, _) if format == OutputFormat::Docx => Images::Embed,
        (ImagesArgument::Extract, OutputTarget::File(_)) => Images::default(),
        (ImagesArgument::Embed, _) => Images::Embed,
        (ImagesArgument::Extract, OutputTarget::Stdout) | (ImagesArgument::Drop, _) => Images::Drop,
    }
}
