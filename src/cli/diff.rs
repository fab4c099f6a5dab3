//! `pmconvert diff OLD NEW`: two versions of a write-up.

use super::args::{ConvertArguments, DiffArguments};
use super::error::CliError;
use super::exit::Exit;
use super::open::Inputs;
use super::{output, rules, terminal};
use crate::check::report::Paint;
use crate::check::{Change, Comparison, Version, comparison};
use crate::write::Images;

/// Compares two versions and prints what changed.
pub(super) fn run(arguments: &DiffArguments, shared: &ConvertArguments) -> Exit {
    let compared = compare(arguments, shared);
    let printed = compared.and_then(|found| {
        let paint = if terminal::colored_output(shared.color) { Paint::Colored } else { Paint::Plain };
        let text = comparison::render(&found, arguments.format.into(), paint);
        output::to_stdout(text.as_bytes()).map(|()| found)
    });
    match printed {
        Ok(found) if found.difference.of(Change::Broken).next().is_some() => Exit::Failed,
        Ok(_) => Exit::Done,
        Err(error) => {
            terminal::print_error(&error, shared.color);
            Exit::Usage
        }
    }
}

fn compare(arguments: &DiffArguments, shared: &ConvertArguments) -> Result<Comparison, CliError> {
    let pack = rules::pack(shared.rules.as_deref())?;
    let inputs = Inputs::new(&arguments.reading, &pack);
    let old = version(&arguments.old, &inputs)?;
    let new = version(&arguments.new, &inputs)?;
    Ok(Comparison::new(old, new, pack.record()))
}

fn version(input: &str, inputs: &Inputs<'_>) -> Result<Version, CliError> {
    let mut postmortems = inputs.understand(input, &Images::Embed)?.submission.postmortems;
    match (postmortems.len(), postmortems.pop()) {
        (1, Some(postmortem)) => Ok(Version { input: input.to_owned(), postmortem }),
        (count, _) => Err(CliError::NotOneWriteUp { input: input.to_owned(), count }),
    }
}
