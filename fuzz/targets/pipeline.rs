//! The whole way from bytes to every output, held against the laws of the tests. The first byte chooses the format.
#![no_main]

#[path = "../../tests/support/laws.rs"]
#[allow(dead_code)]
mod laws;
#[path = "../../tests/support/outputs.rs"]
mod outputs;

use libfuzzer_sys::fuzz_target;
use outputs::written;
use pmconvert::format::{InputFormat, OutputFormat};
use pmconvert::notice::Notices;
use pmconvert::postmortem::recognize;
use pmconvert::read::read;
use pmconvert::source::Source;
use pmconvert::write::WriteOptions;

/// Most bytes of an output for each byte of the input, and for an empty one.
const GROWTH: usize = 200;
const LEAST: usize = 100_000;

fuzz_target!(|bytes: &[u8]| {
    let Some((choice, bytes)) = bytes.split_first() else { return };
    let mut source = Source::file("a", bytes);
    source.format = Some(InputFormat::ALL[usize::from(*choice) % InputFormat::ALL.len()]);
    let mut notices = Notices::default();
    let Ok((document, format)) = read(&source, &mut notices) else { return };
    let submission = recognize(&document, &source, format, notices);
    let options = WriteOptions::default();
    let of = |format| written(&submission, &document, format, &options);
    let (json, readme, page) = (of(OutputFormat::Json), of(OutputFormat::Markdown), of(OutputFormat::Html));
    for output in [&json, &readme, &page] {
        assert!(output.len() <= bytes.len() * GROWTH + LEAST, "{} bytes became {}", bytes.len(), output.len());
    }
    laws::words_are_conserved(&document, &json).unwrap_or_else(|broken| panic!("{broken}"));
    laws::page_is_inert(&page).unwrap_or_else(|broken| panic!("{broken}"));
});
