//! Zip containers around what the fuzzer makes.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A container of these parts, whose contents stand apart by NUL. A part without content is left out.
pub fn packed(bytes: &[u8], parts: &[&str]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, content) in parts.iter().zip(bytes.split(|byte| *byte == 0)).filter(|(_, content)| !content.is_empty()) {
        archive.start_file(*name, options).expect("names are short");
        archive.write_all(content).expect("memory does not fail");
    }
    archive.finish().expect("memory does not fail").into_inner()
}
