//! The least that any reader of Word files must do: read the file, inflate `word/document.xml`, walk its XML events.
//!
//! What pmconvert takes for a document is held against this, in the same run on the same machine: see docs/performance.md.

use std::error::Error;
use std::io::{BufReader, Cursor};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

#[expect(clippy::print_stdout, reason = "its result")]
fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args_os().nth(1).ok_or("usage: floor FILE.docx")?;
    let bytes = std::fs::read(path)?;
    let mut archive = ZipArchive::new(Cursor::new(bytes.as_slice()))?;
    let part = archive.by_name("word/document.xml")?;
    let mut reader = Reader::from_reader(BufReader::with_capacity(32 * 1024, part));
    let (mut buffer, mut events) = (Vec::new(), 0_u64);
    while !matches!(reader.read_event_into(&mut buffer)?, Event::Eof) {
        events += 1;
        buffer.clear();
    }
    println!("{events}");
    Ok(())
}
