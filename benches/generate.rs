//! Writes a write-up of so many paragraphs to standard output: `generate docx|md|txt|html PARAGRAPHS`.
mod support;

use std::io::Write as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [format, paragraphs] = arguments.as_slice() else { return ExitCode::from(2) };
    let parts = support::write_up(paragraphs.parse().unwrap_or(support::USUAL));
    let bytes = match format.as_str() {
        "docx" => support::docx(&parts),
        "md" => support::markdown(&parts).into_bytes(),
        "txt" => support::text(&parts).into_bytes(),
        "html" => support::html(&parts).into_bytes(),
        _ => return ExitCode::from(2),
    };
    match std::io::stdout().lock().write_all(&bytes) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
