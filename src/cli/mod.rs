//! The command line: dispatch, and how an outcome becomes text and exit code.

mod args;
mod batch;
mod check;
mod convert;
mod diff;
mod error;
mod exit;
mod interrupt;
mod open;
mod output;
mod parts;
mod progress;
mod rules;
mod show;
mod template;
mod terminal;
mod understand;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::CommandFactory as _;

use args::{Arguments, Command};
pub use exit::Exit;

/// Runs the command line of this process.
#[must_use]
pub fn run() -> ExitCode {
    run_with(std::env::args_os()).into()
}

/// Runs with these arguments, the program's name first.
fn run_with(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let arguments = match Arguments::take(&arguments) {
        Ok(arguments) => arguments,
        Err(error) => return terminal::print_usage(&error),
    };
    let result = match &arguments.command {
        None => match &arguments.convert.input {
            Some(_) => convert::run(&arguments.convert),
            None => return terminal::print_usage(&args::missing_input(&mut Arguments::command())),
        },
        Some(Command::Check(check)) => return check::run(check, &arguments.convert),
        Some(Command::Batch(batch)) => return batch::run(batch, &arguments.convert),
        Some(Command::Diff(diff)) => return diff::run(diff, &arguments.convert),
        Some(Command::Show(show)) => show::run(show, &arguments.convert),
        Some(Command::Explain { id, .. }) => check::explain(id.as_deref()),
        Some(Command::Rules) => output::to_stdout(crate::check::COURSE.as_bytes()),
        Some(Command::Schema) => output::to_stdout(crate::write::json::schema().as_bytes()),
        Some(Command::Completions { shell }) => output::to_stdout(&args::completions(*shell)),
        Some(Command::Man) => args::manual().and_then(|page| output::to_stdout(&page)),
    };
    match result {
        Ok(()) => Exit::Done,
        Err(error) => {
            terminal::print_error(&error, arguments.convert.color);
            error.exit()
        }
    }
}
