//! One submission of a list.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::link::Target;

/// One submission of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// Its number in the list, as a spreadsheet or an editor counts.
    pub number: usize,
    /// Whose it is, as the list says; empty if it says nothing.
    pub id: String,
    /// The name of its author; empty if the list has none.
    pub name: String,
    /// Whether it was handed in late, as far as the list says.
    pub late: bool,
    /// What was handed in, in the order in which it is tried.
    pub inputs: Vec<Input>,
    /// What stands in the list where a document was expected, if that is none.
    pub text: String,
    /// What was handed in and is not tried.
    pub others: Vec<Other>,
}

/// Something handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Input {
    /// A link.
    Link(String),
    /// A file.
    File {
        /// Where it is.
        path: PathBuf,
        /// How the list calls it.
        name: String,
    },
    /// A file in a zip.
    Member {
        /// The zip.
        archive: PathBuf,
        /// Its place in the zip's directory.
        index: usize,
        /// Its name there.
        name: String,
    },
}

/// Something that a row holds and that did not become its result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Other {
    /// What it is.
    pub input: String,
    /// Why it was not used: `older_attempt`, `not_needed`, `not_a_postmortem`, or the code of an error.
    pub reason: String,
}

/// Why something handed in did not become the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// A newer attempt of the same person is there.
    OlderAttempt,
    /// A write-up was found before it was its turn.
    NotNeeded,
    /// It is no write-up, and another one is or says more.
    NotAPostmortem,
}

impl Other {
    /// Something and why it was not used.
    #[must_use]
    pub fn new(input: String, reason: Reason) -> Self {
        Self { input, reason: reason.name().to_owned() }
    }
}

impl Reason {
    /// The name in the journal.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::OlderAttempt => "older_attempt",
            Self::NotNeeded => "not_needed",
            Self::NotAPostmortem => "not_a_postmortem",
        }
    }
}

impl Input {
    /// The form that is shown and kept: a link without tokens, a file as the list names it.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Link(link) => Target::parse(link).map_or_else(|_| link.clone(), |target| target.canonical()),
            Self::File { name, .. } | Self::Member { name, .. } => name.clone(),
        }
    }

    /// What two inputs have in common that are the same document.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Link(link) => Target::parse(link).map_or_else(|_| link.clone(), |target| target.key()),
            Self::File { path, .. } => format!("file {}", path.display()),
            Self::Member { archive, index, .. } => format!("member {index} of {}", archive.display()),
        }
    }

    /// Whether it has to be fetched.
    #[must_use]
    pub fn is_link(&self) -> bool {
        matches!(self, Self::Link(_))
    }
}
