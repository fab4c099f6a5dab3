//! `pmconvert check INPUT...` and `pmconvert explain ID`.

use super::args::{CheckArguments, ConvertArguments};
use super::error::CliError;
use super::exit::Exit;
use super::open::{self, Inputs};
use super::understand::Understood;
use super::{output, rules, terminal};
use crate::check::report::{Checked, Form, Options, Paint, Points, all_met, render};
use crate::check::{catalog, explain as explanation, ids, keep_only, nearest_id};
use crate::document::{BlockKind, Document, plain_text, walk};
use crate::format::InputFormat;
use crate::notice::Notices;
use crate::read::decode;
use crate::read::text::physical_lines;
use crate::source::Source;
use crate::write::Images;

/// Checks each input and writes one report on all that could be read.
pub(super) fn run(arguments: &CheckArguments, shared: &ConvertArguments) -> Exit {
    let prepared = known(&arguments.only).and_then(|only| Ok((only, rules::pack(shared.rules.as_deref())?)));
    let (only, pack) = match prepared {
        Ok(prepared) => prepared,
        Err(error) => {
            terminal::print_error(&error, shared.color);
            return error.exit();
        }
    };
    let mut checked = Vec::with_capacity(arguments.inputs.len());
    let mut failed = false;
    let inputs = Inputs::new(&arguments.reading, &pack);
    for input in &arguments.inputs {
        match inputs.understand(input, &Images::Embed) {
            Ok(mut understood) => {
                if !only.is_empty() {
                    keep_only(&mut understood.submission, &only);
                }
                checked.push(checked_document(input, understood));
            }
            Err(error) => {
                terminal::print_error(&error, shared.color);
                failed = true;
            }
        }
    }
    if let Err(error) = write(arguments, shared, &checked) {
        terminal::print_error(&error, shared.color);
        failed = true;
    }
    match (failed, all_met(&checked)) {
        (true, _) => Exit::Usage,
        (false, true) => Exit::Done,
        (false, false) => Exit::Failed,
    }
}

fn write(arguments: &CheckArguments, shared: &ConvertArguments, checked: &[Checked]) -> Result<(), CliError> {
    let form = Form::from(arguments.format);
    let file = arguments.output.as_deref().filter(|path| path.as_os_str() != "-");
    let paint = if file.is_none() && terminal::colored_output(shared.color) { Paint::Colored } else { Paint::Plain };
    let points = if arguments.score { Points::Shown } else { Points::Hidden };
    let report = render(checked, Options { form, paint, points });
    match file {
        Some(path) => output::to_file(path, report.as_bytes()),
        None => output::to_stdout(report.as_bytes()),
    }
}

fn checked_document(input: &str, understood: Understood) -> Checked {
    let Understood { source, document, submission } = understood;
    let text = lines_of(&source, &submission.source.format).unwrap_or_else(|| paragraphs_of(&document));
    Checked { input: open::name(input), text: Some(text), submission }
}

/// Most paragraphs that are kept to be shown beside findings.
const MOST_PARAGRAPHS: usize = 1_000_000;

/// The text of a document whose positions are paragraphs, each on one line.
fn paragraphs_of(document: &Document) -> String {
    let mut paragraphs: Vec<String> = Vec::new();
    walk::blocks(&document.blocks, &mut |block| {
        let text = match &block.kind {
            BlockKind::Paragraph(text) | BlockKind::Heading { text, .. } => plain_text(text),
            _ => return,
        };
        let Some(index) = usize::try_from(block.at.start).ok().and_then(|number| number.checked_sub(1)) else { return };
        if index < MOST_PARAGRAPHS {
            paragraphs.resize(paragraphs.len().max(index + 1), String::new());
            paragraphs[index] = text.replace(['\n', '\r'], " ");
        }
    });
    paragraphs.join("\n")
}

/// The text of a document whose positions are lines.
fn lines_of(source: &Source, format: &str) -> Option<String> {
    let by_line = [InputFormat::Text, InputFormat::Markdown].iter().any(|known| known.name() == format);
    by_line.then(|| {
        let text = decode(&source.bytes, None, &mut Notices::default());
        if format == InputFormat::Text.name() {
            physical_lines(&text).collect::<Vec<_>>().join("\n")
        } else {
            text.replace("\r\n", "\n").replace('\r', "\n")
        }
    })
}

/// These ids, where each of them is one.
fn known(only: &[String]) -> Result<Vec<&str>, CliError> {
    match only.iter().find(|id| !ids().any(|known| known == id.as_str())) {
        Some(id) => Err(CliError::NothingToExplain { id: id.clone(), nearest: nearest_id(id) }),
        None => Ok(only.iter().map(String::as_str).collect()),
    }
}

/// Explains one requirement or finding; all of them without an id.
pub(super) fn explain(id: Option<&str>) -> Result<(), CliError> {
    let text = match id {
        Some(id) => {
            explanation(id).ok_or_else(|| CliError::NothingToExplain { id: id.to_owned(), nearest: nearest_id(id) })?
        }
        None => catalog(),
    };
    output::to_stdout(text.as_bytes())
}
