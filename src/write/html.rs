//! placeholder
use super::Images;
use crate::document::Document;
/// p
#[must_use]
pub fn write(_document: &Document, _images: &Images) -> String {
    String::new()
}
