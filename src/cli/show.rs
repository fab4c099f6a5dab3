//! `pmconvert show INPUT`: a write-up for reading on the terminal.

use super::args::{ConvertArguments, ShowArguments};
use super::error::CliError;
use super::open::Inputs;
use super::{output, rules, terminal};
use crate::check::report::Paint;
use crate::understand::Depth;
use crate::write::terminal::{Screen, write};
use crate::write::{Images, WriteOptions};

/// Widest text by default: longer lines are hard to read.
const WIDEST: u16 = 100;
/// Width where there is no terminal to ask.
const USUAL: u16 = 80;

/// Shows one document.
pub(super) fn run(arguments: &ShowArguments, shared: &ConvertArguments) -> Result<(), CliError> {
    let pack = rules::pack(shared.rules.as_deref())?;
    let inputs = Inputs::new(&arguments.reading, &pack).with_depth(Depth::Recognized);
    let options = WriteOptions {
        layout: arguments.layout.into(),
        images: Images::Embed,
        headings: pack.headings().clone(),
        ..WriteOptions::default()
    };
    let understood = inputs.understand(&arguments.input, &options.images)?;
    let paint = if terminal::colored_output(shared.color) { Paint::Colored } else { Paint::Plain };
    let screen = Screen { columns: arguments.width.unwrap_or_else(width).into(), paint };
    let text = write(&understood.submission, &understood.document, &options, screen);
    output::to_stdout(text.as_bytes())?;
    if !shared.quiet {
        terminal::print_notices(&understood.submission.notices, shared.color);
    }
    Ok(())
}

/// The width of the terminal.
fn width() -> u16 {
    terminal_size::terminal_size().map_or(USUAL, |(terminal_size::Width(columns), _)| columns.min(WIDEST))
}
