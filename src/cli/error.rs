//! Why the command failed, for people.

use std::path::PathBuf;

use thiserror::Error;

use super::exit::Exit;
use crate::batch::BatchError;
use crate::check::PackError;
use crate::error::ReadError;
use crate::fetch::local::LocalError;
use crate::fetch::{FetchError, OriginMapError};
use crate::link::LinkError;
use crate::write::template::TemplateError;

/// Why the command failed.
#[derive(Debug, Error)]
pub(super) enum CliError {
    /// The input could not be read from where it is.
    #[error("cannot open `{input}`")]
    Open { input: String, source: LocalError },
    /// The input looks like a link and is none that can be fetched.
    #[error("cannot use the link `{input}`")]
    Link { input: String, source: LinkError },
    /// The link could not be fetched.
    #[error("cannot fetch `{input}`")]
    Fetch { input: String, source: Box<FetchError> },
    /// The document is only links, and more or less than one of them.
    #[error("`{input}` holds {} links and nothing else: {}", links.len(), links.join(", "))]
    ManyLinks { input: String, links: Vec<String> },
    /// The environment's map of hosts is no map.
    #[error("cannot use the environment variable `{}`", crate::fetch::VARIABLE)]
    OriginMap(#[source] OriginMapError),
    /// The folder of the cache cannot be used.
    #[error("cannot use the cache `{}`", folder.display())]
    Cache { folder: PathBuf, source: std::io::Error },
    /// A run over a cohort cannot go on.
    #[error(transparent)]
    Batch(#[from] BatchError),
    /// The document could not be read.
    #[error("cannot read `{input}`")]
    Read { input: String, source: ReadError },
    /// The name of the output tells no form.
    #[error("cannot tell the form of `{}` from its name", path.display())]
    OutputForm { path: PathBuf },
    /// What should be compared is no write-up, or more than one.
    #[error("`{input}` holds {count} write-ups, and one is compared with one")]
    NotOneWriteUp { input: String, count: usize },
    /// No requirement or finding has this name.
    #[error("no requirement or finding is called `{id}`; the nearest is `{nearest}`")]
    NothingToExplain { id: String, nearest: &'static str },
    /// The template could not be read.
    #[error("cannot open the template `{}`", path.display())]
    OpenTemplate { path: PathBuf, source: LocalError },
    /// The template could not be filled.
    #[error("cannot use the template `{}`", path.display())]
    Template { path: PathBuf, source: TemplateError },
    /// The file of a rule pack could not be read.
    #[error("cannot open the rule pack `{}`", path.display())]
    OpenRules { path: PathBuf, source: LocalError },
    /// A rule pack has a mistake.
    #[error("cannot use the rule pack `{}`", path.display())]
    Rules { path: PathBuf, source: Box<PackError> },
    /// A form that is no text would go to a terminal.
    #[error("a Word file is no text for a terminal")]
    BinaryToTerminal,
    /// An output could not be written.
    #[error("cannot write {name}")]
    Output { name: String, source: std::io::Error },
}

impl CliError {
    /// What the user can do.
    pub(super) fn hint(&self) -> &str {
        match self {
            Self::Open { source, .. } | Self::OpenTemplate { source, .. } => source.hint(),
            Self::Link { source, .. } => source.hint(),
            Self::Fetch { source, .. } => source.hint(),
            Self::ManyLinks { .. } => "give the one link that is meant",
            Self::OriginMap(_) => "it is for tests and mirrors; unset it to fetch from the true hosts",
            Self::Cache { .. } => "give `--cache` a folder that can be made and written to",
            Self::Batch(error) => error.hint(),
            Self::Read { source, .. } => source.hint(),
            Self::OutputForm { .. } => "name it .md, .json, .html or .docx, or say --to md, json, html or docx",
            Self::NotOneWriteUp { .. } => "give two versions of one write-up",
            Self::OpenRules { .. } => "check the path; `pmconvert rules > FILE.toml` makes a pack to start from",
            Self::Rules { .. } => "`pmconvert rules` prints a pack with every key; docs/rules.md explains them",
            Self::NothingToExplain { .. } => "`pmconvert explain --all` explains all of them",
            Self::Template { .. } => {
                "docs/templates.md names what a template can use; `pmconvert INPUT -t json` shows it"
            }
            Self::BinaryToTerminal => "name a file with -o, or send the output on with > or |",
            Self::Output { .. } => "check that the folder exists, can be written to, and has room",
        }
    }

    /// The lines of a file that show where the mistake is.
    pub(super) fn excerpt(&self) -> Option<String> {
        match self {
            Self::Rules { source, .. } => Some(source.excerpt()),
            _ => None,
        }
    }

    /// The exit code it leads to.
    pub(super) fn exit(&self) -> Exit {
        match self {
            Self::Open { .. } | Self::Link { .. } | Self::Fetch { .. } | Self::ManyLinks { .. } | Self::Read { .. } => {
                Exit::Failed
            }
            Self::OriginMap(_)
            | Self::Cache { .. }
            | Self::Batch(_)
            | Self::OutputForm { .. }
            | Self::NothingToExplain { .. }
            | Self::NotOneWriteUp { .. }
            | Self::OpenTemplate { .. }
            | Self::Template { .. }
            | Self::OpenRules { .. }
            | Self::Rules { .. }
            | Self::BinaryToTerminal
            | Self::Output { .. } => Exit::Usage,
        }
    }
}
