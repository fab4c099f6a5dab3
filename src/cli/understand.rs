//! From an input to what was understood of it: open or fetch, read, recognize.

use super::args::ReadArguments;
use super::error::CliError;
use super::open::Inputs;
use crate::document::Document;
use crate::link::{Lead, Target, lead};
use crate::notice::{Notice, Notices};
use crate::postmortem::{Kind, Submission, recognize};
use crate::read::read;
use crate::source::Source;
use crate::write::Images;

/// A document that was read and recognized.
pub(super) struct Understood {
    /// The bytes it was read from.
    pub(super) source: Source,
    /// The neutral tree.
    pub(super) document: Document,
    /// What was recognized.
    pub(super) submission: Submission,
}

impl Inputs<'_> {
    /// Reads an input and recognizes it; with `--follow`, what its only link leads to instead of a document that is only that
    /// link. That is done once: what the link leads to is taken as it is.
    pub(super) fn understand(&self, input: &str, images: &Images) -> Result<Understood, CliError> {
        let mut notices = Notices::default();
        let source = self.open(input, &mut notices)?;
        let understood = convert(input, source, self.arguments, images, notices)?;
        let submission = &understood.submission;
        if !self.arguments.follow || submission.verdict.kind != Kind::Link {
            return Ok(understood);
        }
        let target = match lead(submission.links.iter().map(|link| link.url.as_str())) {
            Lead::Nowhere => return Ok(understood),
            Lead::One(target) => target,
            Lead::Several(targets) => {
                let links = targets.iter().map(Target::canonical).collect();
                return Err(CliError::ManyLinks { input: input.to_owned(), links });
            }
        };
        let link = target.canonical();
        let mut notices = Notices::default();
        notices.note(Notice::FetchedAs {
            what: format!("the document is only a link; converted what it links to: {link}"),
        });
        let source = self.fetch(&link, &target, &mut notices)?;
        convert(&link, source, self.arguments, images, notices)
    }
}

fn convert(
    input: &str,
    mut source: Source,
    arguments: &ReadArguments,
    images: &Images,
    mut notices: Notices,
) -> Result<Understood, CliError> {
    source.format = arguments.from.map(Into::into).or(source.format);
    let (document, format) =
        read(&source, &mut notices).map_err(|source| CliError::Read { input: input.to_owned(), source })?;
    if *images == Images::Drop {
        for picture in &document.media {
            notices.note(Notice::ImageDropped { name: picture.name.clone() });
        }
    }
    let submission = recognize(&document, &source, format, notices);
    Ok(Understood { source, document, submission })
}
