//! The only file that prints to the terminal. Text of documents loses its control characters before it gets there.

use std::error::Error;
use std::fmt::Write as _;
use std::io::{IsTerminal, Write};

use super::args::ColorArgument;
use super::error::CliError;
use super::exit::Exit;
use crate::notice::Noted;
use crate::visible::visible;

const RED: &str = "\x1b[1;31m";
const CYAN: &str = "\x1b[1;36m";
const RESET: &str = "\x1b[0m";

/// Prints `error: …`, a `caused by: …` for each cause, and `hint: …`.
pub(super) fn print_error(error: &CliError, color: ColorArgument) {
    let (red, cyan, reset) = if colored(color) { (RED, CYAN, RESET) } else { ("", "", "") };
    let mut text = format!("{red}error:{reset} {}\n", visible(&error.to_string()));
    let mut cause = error.source();
    while let Some(source) = cause {
        // Writing to a string cannot fail, here and below.
        let _ = writeln!(text, "  caused by: {}", visible(&source.to_string()));
        cause = source.source();
    }
    for line in error.excerpt().iter().flat_map(|excerpt| excerpt.lines()) {
        let _ = writeln!(text, "    {}", visible(line));
    }
    let _ = writeln!(text, "{cyan}hint:{reset} {}", visible(error.hint()));
    print(&text);
}

/// Prints notices, one a line.
pub(super) fn print_notices(notices: &[Noted], color: ColorArgument) {
    let (cyan, reset) = if colored(color) { (CYAN, RESET) } else { ("", "") };
    let mut text = String::new();
    for noted in notices {
        let place = noted.at.map_or(String::new(), |at| format!(" ({})", place(at)));
        let _ = writeln!(text, "{cyan}notice:{reset} {}{place}", visible(&noted.notice.to_string()));
    }
    print(&text);
}

/// A position in words.
pub(super) fn place(at: crate::document::At) -> String {
    let unit = match at.unit {
        crate::document::Unit::Line => "line",
        crate::document::Unit::Paragraph => "paragraph",
    };
    if at.start == at.end { format!("{unit} {}", at.start) } else { format!("{unit}s {} to {}", at.start, at.end) }
}

/// Prints lines of plain text to standard error.
pub(super) fn print_lines(lines: &[String]) {
    let mut text = String::new();
    for line in lines {
        let _ = writeln!(text, "{}", visible(line));
    }
    print(&text);
}

/// Prints text that holds no control characters but line breaks, such as JSON, to standard error.
pub(super) fn print_raw(text: &str) {
    print(text);
}

/// Prints what clap has to say: help and versions are results, the rest is wrong usage.
pub(super) fn print_usage(error: &clap::Error) -> Exit {
    // A closed pipe is no reason to fail.
    let _ = error.print();
    if error.use_stderr() { Exit::Usage } else { Exit::Done }
}

/// Whether what goes to standard error is colored.
fn colored(color: ColorArgument) -> bool {
    is_colored(color, &std::io::stderr())
}

/// Whether what goes to standard output is colored.
pub(super) fn colored_output(color: ColorArgument) -> bool {
    is_colored(color, &std::io::stdout())
}

fn is_colored(color: ColorArgument, stream: &impl IsTerminal) -> bool {
    match color {
        ColorArgument::Always => true,
        ColorArgument::Never => false,
        ColorArgument::Auto => {
            stream.is_terminal()
                && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
                && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
        }
    }
}

fn print(text: &str) {
    // Nothing can be said if standard error is closed.
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}
