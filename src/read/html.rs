//! Stand-in for the HTML reader: keeps the text of a fragment until the reader itself lands.
use crate::document::{At, Block, Document, Inline};
use crate::notice::Notices;

/// Reads nothing yet.
pub fn read(_text: &str, _notices: &mut Notices) -> Document {
    Document::default()
}

/// Reads the HTML of a few blocks; all of them stand at `at`.
pub fn read_fragment(html: &str, at: At, _notices: &mut Notices) -> Vec<Block> {
    let fragment = scraper::Html::parse_fragment(html);
    fragment
        .root_element()
        .text()
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .map(|text| Block::paragraph(vec![Inline::text(text)], at))
        .collect()
}
