//! Why the XML of a part cannot be read, and the limits of what is read.

use thiserror::Error;

use crate::read::office::space::{MAX_LEVELS, MAX_NAMESPACES};
use crate::read::package::PackageError;
use crate::read::size::MAX_TEXT;

/// Most paragraphs, texts of runs, cells, rows, pictures, notes and line ends of a document.
///
/// Seven bytes of XML make a hundred of the tree there, so the size of the XML alone does not bound memory.
pub(in crate::read) const MAX_ITEMS: usize = 1_000_000;

/// Why the XML of a part cannot be read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum PartError {
    /// It is not well-formed.
    #[error(transparent)]
    Syntax(Box<quick_xml::Error>),
    /// It has a document type declaration.
    #[error("it has a document type declaration")]
    Doctype,
    /// It uses an entity that XML does not define.
    #[error("it uses the entity `{name}`")]
    Entity {
        /// The entity's name.
        name: String,
    },
    /// Its elements are nested deeper than any document's.
    #[error("its elements are nested deeper than {MAX_LEVELS} levels")]
    TooDeep,
    /// It declares more namespaces than any document.
    #[error("it declares more than {MAX_NAMESPACES} namespaces in one place")]
    TooManyNamespaces,
    /// It makes more paragraphs, cells, pictures and line ends than any document.
    #[error("it makes more than {MAX_ITEMS} paragraphs, cells, pictures and line ends")]
    TooManyItems,
    /// It holds more text than any write-up.
    #[error("it holds more than {} MB of text", MAX_TEXT / 1024 / 1024)]
    TooMuchText,
    /// It ends inside an element.
    #[error("it ends inside an element")]
    Unclosed,
    /// Its outermost element is another one than expected.
    #[error("its outermost element is `{found}` instead of `{expected}`")]
    Root {
        /// The local name found.
        found: String,
        /// The local name expected.
        expected: &'static str,
    },
    /// Another part that it refers to cannot be unpacked.
    #[error(transparent)]
    Package(Box<PackageError>),
}

impl From<PackageError> for PartError {
    fn from(error: PackageError) -> Self {
        Self::Package(Box::new(error))
    }
}

impl From<quick_xml::Error> for PartError {
    fn from(error: quick_xml::Error) -> Self {
        Self::Syntax(Box::new(error))
    }
}
