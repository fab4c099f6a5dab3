//! Why a document could not be converted: the first of three lanes (see [`crate::notice`]).

use thiserror::Error;

use crate::format::Foreign;
use crate::read::docx::DocxError;
use crate::read::odt::OdtError;
use crate::read::size::TooLarge;

/// Why a document could not be read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ReadError {
    /// No bytes, or nothing but white space.
    #[error("the file is empty")]
    Empty,
    /// A format that is not read.
    #[error("this is {0}, which pmconvert does not read")]
    Foreign(Foreign),
    /// A docx that cannot be read.
    #[error("this docx file cannot be read")]
    Docx(#[from] DocxError),
    /// An OpenDocument text that cannot be read.
    #[error("this OpenDocument file cannot be read")]
    Odt(#[from] OdtError),
    /// More than any write-up.
    #[error("it is larger than any write-up")]
    TooLarge(#[from] TooLarge),
}

impl ReadError {
    /// The stable name of the failure, as in the batch journal.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Foreign(_) => "unsupported",
            Self::Docx(_) | Self::Odt(_) => "unreadable",
            Self::TooLarge(_) => "too-large",
        }
    }

    /// What the user can do.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Empty => "write something into it, or check that the right file was given",
            Self::Foreign(Foreign::CompoundFile) => {
                "open it in a word processor, remove the password if it has one, and save it as .docx"
            }
            Self::Foreign(Foreign::Pdf) => "give the document it was made from: .docx, .odt, .html, .md or .txt",
            Self::Foreign(Foreign::Picture(_)) => "a picture holds no text; give the document itself",
            Self::Foreign(Foreign::Zip | Foreign::Compressed(_)) => "unpack it and give the document inside",
            Self::Foreign(Foreign::Office(_) | Foreign::Rtf) => "open it and save it as .docx, .html or .txt",
            Self::Foreign(Foreign::Binary) => "give a text, Markdown, HTML or Word document",
            Self::TooLarge(_) => "give the write-up alone, without logs and attachments",
            Self::Docx(_) => "open it in a word processor and save it again as .docx",
            Self::Odt(_) => "open it in a word processor and save it again as .odt or .docx",
        }
    }
}
