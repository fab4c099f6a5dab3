//! From an input to what was understood of it: open or fetch, read, recognize.

use std::path::Path;
use std::time::Duration;

use super::args::ReadArguments;
use super::error::CliError;
use crate::fetch::{self, Options, OriginMap, Tabs, WebView, local};
use crate::link::{Target, is_link};
use crate::notice::Notices;
use crate::source::Source;
pub(super) use crate::understand::Understood;
use crate::understand::{followed, leads, understand as understood};
use crate::write::Images;

/// Reads an input and recognizes it; with `--follow`, what its only link leads to instead of a document that is only that link.
pub(super) fn understand(input: &str, arguments: &ReadArguments, images: &Images) -> Result<Understood, CliError> {
    let mut notices = Notices::default();
    let source = open(input, arguments, &mut notices)?;
    let understood = convert(input, source, arguments, images, notices)?;
    let Some(leads) = leads(&understood.submission).filter(|_| arguments.follow) else { return Ok(understood) };
    let [(url, target)] = leads.as_slice() else {
        let links = understood.submission.links.iter().map(|link| link.url.clone()).collect();
        return Err(CliError::ManyLinks { input: input.to_owned(), links });
    };
    let mut notices = Notices::default();
    notices.note(followed(target));
    let source = fetched(url, target, arguments, &mut notices)?;
    convert(url, source, arguments, images, notices)
}

fn convert(
    input: &str,
    mut source: Source,
    arguments: &ReadArguments,
    images: &Images,
    notices: Notices,
) -> Result<Understood, CliError> {
    source.format = arguments.from.map(Into::into).or(source.format);
    understood(source, images, notices).map_err(|source| CliError::Read { input: input.to_owned(), source })
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
