//! Readers: bytes of one format to the neutral tree.
//!
//! A reader knows its format and the tree, and nothing of postmortems, paths or the network.
//! Text formats are total: any bytes give a document. Containers can fail, with the part at fault.

mod address;
pub(crate) mod article;
pub mod docx;
mod encoding;
pub mod html;
pub mod markdown;
pub mod odt;
mod office;
pub mod package;
pub mod text;

use crate::document::Document;
use crate::error::ReadError;
use crate::format::{Detected, InputFormat};
use crate::notice::{Notice, Notices};
use crate::source::Source;

pub use encoding::decode;

/// Reads a source in whatever format it is in.
///
/// # Errors
///
/// [`ReadError`] when the source is empty, in a format that is not read, or a broken container.
pub fn read(source: &Source, notices: &mut Notices) -> Result<(Document, InputFormat), ReadError> {
    let format = match InputFormat::detect(source) {
        Detected::Known(format) => format,
        Detected::Foreign(foreign) => return Err(ReadError::Foreign(foreign)),
        Detected::Empty => return Err(ReadError::Empty),
    };
    let document = match format {
        InputFormat::Docx => docx::read(&source.bytes, notices)?,
        InputFormat::Odt => odt::read(&source.bytes, notices)?,
        InputFormat::Html => read_page(&decode(&source.bytes, declared_charset(source), notices), notices),
        InputFormat::Markdown => markdown::read(&decode(&source.bytes, declared_charset(source), notices), notices),
        InputFormat::Text => text::read(&decode(&source.bytes, declared_charset(source), notices)),
    };
    Ok((document, format))
}

/// A document in HTML, or the one within a page that was saved from a site.
fn read_page(text: &str, notices: &mut Notices) -> Document {
    let Some(article) = article::of_saved_page(text) else { return html::read(text, notices) };
    notices.note(Notice::MarkupDropped { what: "the page around the article".to_owned() });
    html::read(&article.html, notices)
}

fn declared_charset(source: &Source) -> Option<&str> {
    let (_, parameters) = source.content_type.as_deref()?.split_once(';')?;
    let charset = parameters.split(';').find_map(|parameter| parameter.trim().strip_prefix("charset="))?;
    Some(charset.trim_matches(['"', '\'']))
}
