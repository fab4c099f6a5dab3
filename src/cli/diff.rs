//! `pmconvert diff OLD NEW`: two versions of a write-up.

use std::fmt::Write as _;

use super::args::ConvertArguments;
use super::error::CliError;
use super::exit::Exit;
use super::open::Inputs;
use super::{output, terminal};
use crate::check::{Change, Difference, difference};
use crate::postmortem::Postmortem;
use crate::write::Images;

/// Compares two versions and prints what changed.
pub(super) fn run(old: &str, new: &str, shared: &ConvertArguments) -> Exit {
    let inputs = Inputs::new(&shared.reading);
    let compared = write_up(old, &inputs).and_then(|old| Ok(difference(&old, &write_up(new, &inputs)?)));
    let printed = compared.and_then(|found| output::to_stdout(shown(&found).as_bytes()).map(|()| found));
    match printed {
        Ok(found) if found.of(Change::Broken).next().is_some() => Exit::Failed,
        Ok(_) => Exit::Done,
        Err(error) => {
            terminal::print_error(&error, shared.color);
            Exit::Usage
        }
    }
}

fn write_up(input: &str, inputs: &Inputs<'_>) -> Result<Postmortem, CliError> {
    let mut postmortems = inputs.understand(input, &Images::Embed)?.submission.postmortems;
    match (postmortems.len(), postmortems.pop()) {
        (1, Some(only)) => Ok(only),
        (count, _) => Err(CliError::NotOneWriteUp { input: input.to_owned(), count }),
    }
}

fn shown(found: &Difference) -> String {
    let mut out = String::new();
    for change in [Change::Fixed, Change::Broken, Change::Better, Change::StillMissing] {
        for id in found.of(change) {
            // Writing to a string cannot fail, here and below.
            let _ = writeln!(out, "{:<14} {id}", change.name());
        }
    }
    let _ = writeln!(out, "{:<14} {}", Change::StillMet.name(), found.of(Change::StillMet).count());
    let _ = writeln!(out, "{:<14} {} before, {} now", "words", found.words_before, found.words_after);
    out
}
