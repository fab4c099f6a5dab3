//! `pmconvert INPUT`: one document to one output.

use super::args::{ConvertArguments, ImagesArgument};
use super::error::CliError;
use super::interrupt;
use super::open::Inputs;
use super::output::{self, Target as OutputTarget};
use super::parts;
use super::template::Template;
use super::understand::Understood;
use super::{rules, terminal};
use crate::format::OutputFormat;
use crate::notice::{Noted, Notice};
use crate::postmortem::explain;
use crate::understand::Depth;
use crate::write::{Diagram, Images, Layout, WriteOptions, docx, layout, readme, write, write_arranged};

/// Converts one document.
pub(super) fn run(arguments: &ConvertArguments) -> Result<(), CliError> {
    let template = arguments.template.as_deref().map(Template::open).transpose()?;
    let to = template.as_ref().map(Template::format).or(arguments.to.map(Into::into));
    let (target, format) = output::target(arguments.output.as_deref(), to)?;
    if format == OutputFormat::Docx && target == OutputTarget::Stdout {
        output::refuse_terminal()?;
    }
    let pack = rules::pack(arguments.rules.as_deref())?;
    let options = WriteOptions {
        layout: arguments.layout.into(),
        images: images(arguments.images, &target, format),
        headings: pack.headings().clone(),
        diagram: parts::diagram(&arguments.parts, format, &target),
        readme: parts::readme(&arguments.parts),
        with_check: arguments.parts.with_check,
    };
    let input = arguments.input.as_deref().unwrap_or_default();
    // A template may ask for anything that the JSON holds.
    let depth = if template.is_some() || options.readme.scaffold { Depth::Judged } else { depth(format) };
    let inputs = Inputs::new(&arguments.reading, &pack).with_depth(depth);
    let mut understood = inputs.understand(input, &options.images)?;
    if arguments.comments {
        parts::keep_comments(format == OutputFormat::Json || template.is_some(), &mut understood);
    }
    note_what_the_form_changes(&mut understood, format, &options);
    if template.is_some() {
        parts::note_beside_template(&arguments.parts, &mut understood.submission);
    } else {
        parts::note(&arguments.parts, format, &options, &target, &mut understood.submission);
    }
    let bytes = match &template {
        Some(template) => template.fill(&understood, &options)?,
        None => written(&mut understood, format, &options),
    };
    if arguments.verbose {
        terminal::print_lines(&explain(&understood.document, pack.headings()));
    }
    deliver(&target, format, &bytes, &understood, &options)?;
    if !arguments.quiet {
        terminal::print_notices(&understood.submission.notices, arguments.color);
    }
    // The process ends here, and with it the trees, as above: to take them apart node by node would be for nothing.
    std::mem::forget(understood);
    Ok(())
}

/// The output. Prose takes the sections out of the submission, where nothing needs them any more.
fn written(understood: &mut Understood, format: OutputFormat, options: &WriteOptions) -> Vec<u8> {
    let Understood { document, submission, .. } = understood;
    if format == OutputFormat::Json {
        return write(submission, document, format, options);
    }
    let mut arranged = layout::arrange(submission, document, options.layout, &options.headings);
    let bytes = write_arranged(submission, &mut arranged, format, options);
    std::mem::forget(arranged);
    bytes
}

/// Adds the notices that hang on the form of the output.
fn note_what_the_form_changes(understood: &mut Understood, format: OutputFormat, options: &WriteOptions) {
    let Understood { document, submission, .. } = understood;
    let is_postmortem = submission.verdict.kind.is_postmortem();
    if options.layout == Layout::Canonical && !is_postmortem && format != OutputFormat::Json {
        let notice = Notice::SourceLayout { kind: submission.verdict.kind.name() };
        submission.notices.push(Noted { notice, at: None });
    }
    if format == OutputFormat::Docx && options.images != Images::Drop {
        let unshown = docx::unshown(document).map(|media| Notice::ImageDropped { name: media.name.clone() });
        submission.notices.extend(unshown.map(|notice| Noted { notice, at: None }));
    }
}

/// Puts the output where it belongs, and the pictures beside it.
fn deliver(
    target: &OutputTarget,
    format: OutputFormat,
    bytes: &[u8],
    understood: &Understood,
    options: &WriteOptions,
) -> Result<(), CliError> {
    match target {
        OutputTarget::Stdout => output::to_stdout(bytes),
        OutputTarget::File(path) => {
            // Pictures and text belong together.
            let _held = interrupt::hold();
            let refers = matches!(options.images, Images::Refer(_));
            if refers && matches!(format, OutputFormat::Markdown | OutputFormat::Html) {
                output::extract_images(path, &understood.document.media)?;
            }
            let arranged = understood.submission.verdict.kind.is_postmortem() && options.layout == Layout::Canonical;
            if arranged && format == OutputFormat::Markdown && options.diagram == Diagram::Svg {
                output::figures(path, &readme::files(&understood.submission))?;
            }
            output::to_file(path, bytes)
        }
    }
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
