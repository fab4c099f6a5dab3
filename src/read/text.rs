//! placeholder
use crate::document::Document;
/// Reads.
pub fn read(_text: &str) -> Document {
    Document::default()
}
