//! Readers: bytes of one format to the neutral tree.
//!
//! A reader knows its format and the tree, and nothing of postmortems, paths or the network.
//! Text formats are total: any bytes give a document. Containers can fail, with the part at fault.

mod address;
mod comments;
pub mod docx;
mod encoding;
pub mod html;
mod links;
pub mod markdown;
pub mod odt;
mod office;
pub mod package;
pub mod size;
pub mod text;

use std::borrow::Cow;

use crate::document::Document;
use crate::error::ReadError;
use crate::format::{Detected, InputFormat};
use crate::notice::Notices;
use crate::source::Source;

pub(crate) use encoding::utf_16_without_mark;
pub use encoding::{charset_of_page, decode};

/// Reads a source in whatever format it is in.
///
/// # Errors
///
/// [`ReadError`] when the source is empty, too large, in a format that is not read, or a broken container.
pub fn read(source: &Source, notices: &mut Notices) -> Result<(Document, InputFormat), ReadError> {
    let format = match InputFormat::detect(source) {
        Detected::Known(format) => format,
        Detected::Foreign(foreign) => return Err(ReadError::Foreign(foreign)),
        Detected::Empty => return Err(ReadError::Empty),
    };
    let mut document = match format {
        InputFormat::Docx => docx::read(&source.bytes, notices)?,
        InputFormat::Odt => odt::read(&source.bytes, notices)?,
        InputFormat::Html => html::read(&text_of(source, format, notices)?, notices),
        InputFormat::Markdown => markdown::read(&text_of(source, format, notices)?, notices),
        InputFormat::Text => text::read(&text_of(source, format, notices)?),
    };
    links::disarm(&mut document, notices);
    size::check(&document)?;
    Ok((document, format))
}

/// The text of a source in a text format.
fn text_of<'a>(source: &'a Source, format: InputFormat, notices: &mut Notices) -> Result<Cow<'a, str>, ReadError> {
    // Only a page tells its encoding in its own text.
    let of_page = || (format == InputFormat::Html).then(|| charset_of_page(&source.bytes)).flatten();
    let stated = declared_charset(source).map(ToOwned::to_owned).or_else(of_page);
    let text = decode(&source.bytes, stated.as_deref(), notices);
    size::check_text(&text)?;
    Ok(text)
}

fn declared_charset(source: &Source) -> Option<&str> {
    let (_, parameters) = source.content_type.as_deref()?.split_once(';')?;
    let charset = parameters.split(';').find_map(|parameter| parameter.trim().strip_prefix("charset="))?;
    Some(charset.trim_matches(['"', '\'']))
}

#[cfg(test)]
mod tests;
