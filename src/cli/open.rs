//! Inputs: from what was typed to bytes.

use std::cell::OnceCell;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::args::ReadArguments;
use super::error::CliError;
use super::interrupt;
use super::progress::Progress;
use super::terminal;
use crate::check::Pack;
use crate::fetch::{
    BlockingFetcher, Cache, FetchError, Freshness, Options, OriginMap, Pace, Tabs, WebView, local, race,
};
use crate::link::{Target, is_link, shown};
use crate::notice::Notices;
use crate::source::Source;
use crate::understand::Depth;

/// Opens the inputs of one command. All links share one fetcher and with it one pace.
pub(super) struct Inputs<'a> {
    pub(super) arguments: &'a ReadArguments,
    /// The rules that write-ups are checked by.
    pub(super) pack: &'a Pack,
    /// Made for the first link: for files no runtime is started.
    network: OnceCell<BlockingFetcher>,
    progress: Arc<Progress>,
    /// How far each is looked into.
    pub(super) depth: Depth,
}

impl<'a> Inputs<'a> {
    pub(super) fn new(arguments: &'a ReadArguments, pack: &'a Pack) -> Self {
        Self { arguments, pack, network: OnceCell::new(), progress: Arc::default(), depth: Depth::Judged }
    }

    /// Looks into the inputs no further than this.
    pub(super) fn with_depth(self, depth: Depth) -> Self {
        Self { depth, ..self }
    }

    /// The source of an input: standard input, a file, or a link. A file that exists wins over a link of the same name.
    pub(super) fn open(&self, input: &str, notices: &mut Notices) -> Result<Source, CliError> {
        let max_size = self.arguments.max_size;
        let opened = |source| CliError::Open { input: input.to_owned(), source };
        if input == "-" {
            return local::stdin(std::io::stdin().lock(), max_size).map_err(opened);
        }
        let path = Path::new(input);
        if (is_link(input) || is_pasted(input)) && !path.exists() {
            let target = Target::parse(input).map_err(|source| CliError::Link { input: shown(input), source })?;
            return self.fetch(&target, notices);
        }
        local::file(path, max_size).map_err(opened)
    }

    /// Fetches a link. A slow fetch is shown, and an interrupt gives it up.
    pub(super) fn fetch(&self, target: &Target, notices: &mut Notices) -> Result<Source, CliError> {
        // The form that is safe to show, without tokens and account numbers.
        let failed = |source| CliError::Fetch { input: target.canonical(), source: Box::new(source) };
        let network = self.network(&failed)?;
        let held = interrupt::hold();
        self.progress.restart();
        match network.fetch_unless(target, notices, race(interrupt::interrupted(), self.progress.show())) {
            Ok(result) => {
                drop(held);
                terminal::print_lines(self.progress.trouble().as_slice());
                result.map_err(failed)
            }
            Err(_) => interrupt::end(),
        }
    }

    fn network(&self, failed: &impl Fn(FetchError) -> CliError) -> Result<&BlockingFetcher, CliError> {
        if let Some(network) = self.network.get() {
            return Ok(network);
        }
        let observer = Arc::<Progress>::clone(&self.progress);
        let network = BlockingFetcher::observed_by(options(self.arguments)?, observer).map_err(failed)?;
        Ok(self.network.get_or_init(|| network))
    }
}

/// What an input is called in a report: a link without what names an account or could be a secret.
pub(super) fn name(input: &str) -> String {
    let is_link = !Path::new(input).exists() && (is_link(input) || is_pasted(input));
    let target = Target::parse(input).ok().filter(|_| is_link);
    target.map_or_else(|| input.to_owned(), |target| target.canonical())
}

/// Whether an input is a link with words around it, as the sharing of a phone gives it.
fn is_pasted(input: &str) -> bool {
    input.contains("https://") || input.contains("http://")
}

/// How links are fetched, by the arguments and the environment.
pub(super) fn options(arguments: &ReadArguments) -> Result<Options, CliError> {
    let freshness = if arguments.refresh { Freshness::Refresh } else { Freshness::Keep };
    let open_cache = |folder: &std::path::PathBuf| {
        Cache::open(folder, freshness).map_err(|source| CliError::Cache { folder: folder.clone(), source })
    };
    let origin_map = OriginMap::from_environment().map_err(CliError::OriginMap)?;
    // Politeness is for the servers of others.
    let pace = if origin_map.serves_every_host() { Pace::at_rate(0.0) } else { Pace::default() };
    Ok(Options {
        timeout: Duration::from_secs(arguments.timeout),
        max_size: arguments.max_size,
        web_view: if arguments.web_view { WebView::Read } else { WebView::Refuse },
        tabs: if arguments.tab { Tabs::Linked } else { Tabs::All },
        pace,
        origin_map,
        cache: arguments.cache.as_ref().map(open_cache).transpose()?,
    })
}
