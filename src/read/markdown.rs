//! placeholder
use crate::document::Document;
use crate::notice::Notices;
/// Reads.
pub fn read(_text: &str, _notices: &mut Notices) -> Document {
    Document::default()
}
