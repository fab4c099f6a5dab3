//! The XML of a docx without its container, which a fuzzer would never get past: parts apart by NUL, in the order of `PARTS`.
#![no_main]

mod package;
mod reader;

use libfuzzer_sys::fuzz_target;
use pmconvert::format::InputFormat;

const PARTS: &[&str] = &[
    "word/document.xml",
    "word/styles.xml",
    "word/numbering.xml",
    "word/footnotes.xml",
    "word/comments.xml",
    "word/_rels/document.xml.rels",
];

fuzz_target!(|bytes: &[u8]| reader::reads(InputFormat::Docx, &package::packed(bytes, PARTS)));
