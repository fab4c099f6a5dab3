//! From an input to what was understood of it: open or fetch, read, recognize.

use std::path::Path;
use std::time::Duration;

use super::args::ReadArguments;
use super::error::CliError;
use crate::check::Pack;
use crate::document::Document;
use crate::fetch::{self, Options, OriginMap, Tabs, WebView, local};
use crate::link::{Target, is_link};
use crate::notice::{Notice, Notices};
use crate::postmortem::{Kind, Submission, recognize_by};
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

/// Reads an input and recognizes it; with `--follow`, what its only link leads to instead of a document that is only that link.
pub(super) fn understand(
    input: &str,
    arguments: &ReadArguments,
    images: &Images,
    pack: &Pack,
) -> Result<Understood, CliError> {
    let mut notices = Notices::default();
    let source = open(input, arguments, &mut notices)?;
    let understood = convert(input, source, arguments, images, pack, notices)?;
    let submission = &understood.submission;
    if !arguments.follow || submission.verdict.kind != Kind::Link {
        return Ok(understood);
    }
    let mut targets: Vec<(&str, Target)> = Vec::new();
    for link in &submission.links {
        let Ok(target) = Target::parse(&link.url) else { continue };
        if !targets.iter().any(|(_, known)| known.key() == target.key()) {
            targets.push((&link.url, target));
        }
    }
    let [(url, target)] = targets.as_slice() else {
        let links = submission.links.iter().map(|link| link.url.clone()).collect();
        return Err(CliError::ManyLinks { input: input.to_owned(), links });
    };
    let mut notices = Notices::default();
    notices.note(Notice::FetchedAs {
        what: format!("the document is only a link; converted what it links to: {}", target.canonical()),
    });
    let source = fetched(url, target, arguments, &mut notices)?;
    convert(url, source, arguments, images, pack, notices)
}

fn convert(
    input: &str,
    mut source: Source,
    arguments: &ReadArguments,
    images: &Images,
    pack: &Pack,
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
    let submission = recognize_by(pack, &document, &source, format, notices);
    Ok(Understood { source, document, submission })
}

/// The source of an input: standard input, a file, or a link. A file that exists wins over a link of the same name.
fn open(input: &str, arguments: &ReadArguments, notices: &mut Notices) -> Result<Source, CliError> {
    let opened = |source| CliError::Open { input: input.to_owned(), source };
    if input == "-" {
        return local::stdin(std::io::stdin().lock(), arguments.max_size).map_err(opened);
    }
    let path = Path::new(input);
    if !path.exists() && is_link(input) {
        let target = Target::parse(input).map_err(|source| CliError::Link { input: input.to_owned(), source })?;
        return fetched(input, &target, arguments, notices);
    }
    local::file(path, arguments.max_size).map_err(opened)
}

/// Fetches a link. The runtime starts here and nowhere else.
fn fetched(input: &str, target: &Target, arguments: &ReadArguments, notices: &mut Notices) -> Result<Source, CliError> {
    let options = Options {
        timeout: Duration::from_secs(arguments.timeout),
        max_size: arguments.max_size,
        web_view: if arguments.web_view { WebView::Read } else { WebView::Refuse },
        tabs: if arguments.tab { Tabs::Linked } else { Tabs::All },
        origin_map: OriginMap::from_environment().map_err(CliError::OriginMap)?,
        ..Options::default()
    };
    fetch::blocking(target, &options, notices)
        .map_err(|source| CliError::Fetch { input: shown(input, target), source: Box::new(source) })
}

/// A link as it may be shown: without tokens and account numbers.
fn shown(input: &str, target: &Target) -> String {
    let canonical = target.canonical();
    if canonical.is_empty() { input.to_owned() } else { canonical }
}
