//! The stretch of a part that is looked at, as text: read on where it ends too soon, freed behind what was taken.

use std::io::{self, BufReader, Read};

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use quick_xml::Reader;
use quick_xml::errors::{Error, SyntaxError};

/// Bytes expanded at a time: few at first, since most parts are short, and twice as many each time up to the most.
pub(super) const FEWEST: usize = 4 * 1024;
const MOST: usize = 32 * 1024;

/// A part, as far as it is held in memory.
pub(super) struct Window<'a> {
    /// `None` when all of it has been read.
    stream: Option<&'a mut dyn Read>,
    text: String,
    /// How much of the text has been taken.
    taken: usize,
    /// How many bytes are expanded next.
    step: usize,
    /// How often the text has been moved.
    moved: u64,
    /// Bytes behind the text that are no UTF-8, at least not without those that follow.
    behind: Vec<u8>,
    /// Why reading ended too soon; told when what came before has been taken.
    failure: Option<io::Error>,
}

/// A place in a part, as long as the text around it is held.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// How often the text had been moved.
    moved: u64,
    at: usize,
}

impl<'a> Window<'a> {
    /// Opens a part: UTF-8, or UTF-16 with or without a byte order mark (the two encodings that OPC allows).
    pub(super) fn open(stream: &'a mut dyn Read) -> Result<Self, Error> {
        let mut window = Self {
            stream: Some(stream),
            text: String::new(),
            taken: 0,
            step: FEWEST,
            moved: 0,
            behind: Vec::new(),
            failure: None,
        };
        let mut bytes = Vec::new();
        window.read_on(&mut bytes);
        if bytes.is_empty()
            && let Some(failure) = window.failure.take()
        {
            return Err(failure.into());
        }
        match encoding_of(&bytes) {
            Some(encoding) => window.transcode(bytes, encoding)?,
            None => window.accept(bytes),
        }
        if window.text.starts_with('\u{FEFF}') {
            window.take('\u{FEFF}'.len_utf8());
        }
        Ok(window)
    }

    /// What is held of the part, behind what was taken.
    #[inline]
    pub(super) fn text(&self) -> &str {
        self.text.get(self.taken..).unwrap_or_default()
    }

    /// So many bytes of it.
    #[inline]
    pub(super) fn begin(&self, length: usize) -> &str {
        self.text.get(self.taken..self.taken + length).unwrap_or_default()
    }

    /// The same as bytes.
    #[inline]
    pub(super) fn bytes(&self) -> &[u8] {
        self.text.as_bytes().get(self.taken..).unwrap_or_default()
    }

    /// Takes so many bytes of the text.
    #[inline]
    pub(super) fn take(&mut self, length: usize) {
        self.taken += length;
    }

    /// The place behind so many bytes of the text.
    pub(super) fn place(&self, length: usize) -> Place {
        Place { moved: self.moved, at: self.taken + length }
    }

    /// The text between two places, if it is still held.
    pub(super) fn between(&self, begin: Place, end: Place) -> Option<&str> {
        self.text.get(begin.at..end.at).filter(|_| begin.moved == end.moved && end.moved == self.moved)
    }

    /// Reads on; `false` where no more text can be read.
    ///
    /// Each time the text at least doubles, so that whoever looks at it anew looks at each byte few times.
    pub(super) fn grow(&mut self) -> bool {
        let before = self.text().len();
        while self.stream.is_some() && self.text().len() == before && !self.is_spoiled() {
            let mut bytes = std::mem::take(&mut self.text).into_bytes();
            bytes.drain(..self.taken);
            self.taken = 0;
            self.moved += 1;
            bytes.append(&mut self.behind);
            self.read_on(&mut bytes);
            self.accept(bytes);
        }
        self.text().len() > before
    }

    /// Whether the text reaches to the end of the part.
    pub(super) fn is_whole(&self) -> bool {
        self.stream.is_none() && self.behind.is_empty() && self.failure.is_none()
    }

    /// What is wrong with what is left, which is neither markup nor text to its end.
    pub(super) fn fault(&mut self) -> Error {
        let mut nothing = io::empty();
        let stream = self.stream.take().unwrap_or(&mut nothing);
        let left = self.text.as_bytes().get(self.taken..).unwrap_or_default().chain(self.behind.as_slice());
        let left = left.chain(stream).chain(BreaksOff(self.failure.take()));
        let mut reader = Reader::from_reader(BufReader::new(left));
        reader.read_event_into(&mut Vec::new()).err().unwrap_or(Error::Syntax(SyntaxError::UnclosedTag))
    }

    /// Whether the bytes behind the text are no UTF-8, whatever follows them.
    fn is_spoiled(&self) -> bool {
        std::str::from_utf8(&self.behind).is_err_and(|error| error.error_len().is_some())
    }

    fn read_on(&mut self, bytes: &mut Vec<u8>) {
        let Some(stream) = &mut self.stream else { return };
        let wanted = bytes.len().max(self.step);
        self.step = (self.step * 2).min(MOST);
        bytes.reserve(wanted);
        match stream.take(wanted as u64).read_to_end(bytes) {
            Ok(read) if read == wanted => return,
            Ok(_) => {}
            Err(failure) => self.failure = Some(failure),
        }
        self.stream = None;
    }

    fn accept(&mut self, bytes: Vec<u8>) {
        match String::from_utf8(bytes) {
            Ok(text) => self.text = text,
            Err(error) => {
                let valid = error.utf8_error().valid_up_to();
                let mut bytes = error.into_bytes();
                self.behind = bytes.split_off(valid);
                self.text = String::from_utf8(bytes).unwrap_or_default();
            }
        }
    }

    /// Takes the whole of a part that is not UTF-8.
    fn transcode(&mut self, mut bytes: Vec<u8>, encoding: &'static Encoding) -> Result<(), Error> {
        if let Some(stream) = self.stream.take() {
            stream.read_to_end(&mut bytes)?;
        }
        if let Some(failure) = self.failure.take() {
            return Err(failure.into());
        }
        self.text = encoding.decode_with_bom_removal(&bytes).0.into_owned();
        Ok(())
    }
}

/// The end of a stream that broke off.
struct BreaksOff(Option<io::Error>);

impl Read for BreaksOff {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// UTF-16, where the first bytes say that it is.
fn encoding_of(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xFF, 0xFE, ..] | [b'<', 0, ..] => Some(UTF_16LE),
        [0xFE, 0xFF, ..] | [0, b'<', ..] => Some(UTF_16BE),
        _ => None,
    }
}
