//! The only file that prints to the terminal. Text of documents loses its control characters before it gets there.

use std::error::Error;
use std::fmt::Write as _;
use std::io::{IsTerminal, Write};

use super::args::ColorArgument;
use super::error::CliError;
use super::exit::Exit;
use crate::notice::Noted;

const RED: &str = "\x1b[1;31m";
const CYAN: &str = "\x1b[1;36m";
const RESET: &str = "\x1b[0m";

/// Prints `error: …`, a `caused by: …` for each cause, and `hint: …`.
pub(super) fn print_error(error: &CliError, color: ColorArgument) {
    let (red, cyan, reset) = if colored(color) { (RED, CYAN, RESET) } else { ("", "", "") };
    let mut text = format!("{red}error:{reset} {}\n", sanitized(&error.to_string()));
    let mut cause = error.source();
    while let Some(source) = cause {
        // Writing to a string cannot fail, here and below.
        let _ = writeln!(text, "  caused by: {}", sanitized(&source.to_string()));
        cause = source.source();
    }
    let _ = writeln!(text, "{cyan}hint:{reset} {}", sanitized(error.hint()));
    print(&text);
}

/// Prints notices, one a line.
pub(super) fn print_notices(notices: &[Noted], color: ColorArgument) {
    let (cyan, reset) = if colored(color) { (CYAN, RESET) } else { ("", "") };
    let mut text = String::new();
    for noted in notices {
        let place = noted.at.map_or(String::new(), |at| format!(" ({})", place(at)));
        let _ = writeln!(text, "{cyan}notice:{reset} {}{place}", sanitized(&noted.notice.to_string()));
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
        let _ = writeln!(text, "{}", sanitized(line));
    }
    print(&text);
}

/// Prints what clap has to say: help and versions are results, the rest is wrong usage.
pub(super) fn print_usage(error: &clap::Error) -> Exit {
    // A closed pipe is no reason to fail.
    let _ = error.print();
    if error.use_stderr() { Exit::Usage } else { Exit::Done }
}

/// Text without control characters, so that no document can steer a terminal.
fn sanitized(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\t' => ' ',
            // Bidirectional controls reorder what stands around them.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
            c if c.is_control() => '\u{fffd}',
            c => c,
        })
        .collect()
}

fn colored(color: ColorArgument) -> bool {
    match color {
        ColorArgument::Always => true,
        ColorArgument::Never => false,
        ColorArgument::Auto => {
            std::io::stderr().is_terminal()
                && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
                && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
        }
    }
}

fn print(text: &str) {
    // Nothing can be said if standard error is closed.
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}
