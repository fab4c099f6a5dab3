//! Writers: the neutral tree to bytes of one format.

mod images;
pub mod markdown;

pub use images::Images;
