//! The command line of pmconvert: arguments in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    pmconvert::cli::run()
}
