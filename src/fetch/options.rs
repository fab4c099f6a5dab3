//! How documents are fetched.

use std::time::Duration;

use super::cache::Cache;
use super::host::Pace;
use super::origin_map::OriginMap;

/// How documents are fetched.
#[derive(Debug, Clone)]
pub struct Options {
    /// Time for one fetch in all, its retries and waits included.
    pub timeout: Duration,
    /// Most bytes of the body of one answer.
    pub max_size: u64,
    /// What to do when the owner has turned off downloading.
    pub web_view: WebView,
    /// Which tabs of a Google document are meant.
    pub tabs: Tabs,
    /// How fast requests follow each other.
    pub pace: Pace,
    /// Hosts that are served from loopback addresses.
    pub origin_map: OriginMap,
    /// Where documents are kept that were fetched before.
    pub cache: Option<Cache>,
}

/// What to do when the owner of a document has turned off downloading, which everyone can still read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum WebView {
    /// Respect the switch: fail with the reason.
    #[default]
    Refuse,
    /// Read the page instead.
    Read,
}

/// Which tabs of a Google document are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tabs {
    /// All of them. Address bars nearly always name a tab, so a named one says little.
    #[default]
    All,
    /// The one that the link names, if it names one.
    Linked,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(300),
            max_size: super::MAX_SIZE,
            web_view: WebView::default(),
            tabs: Tabs::default(),
            pace: Pace::default(),
            origin_map: OriginMap::default(),
            cache: None,
        }
    }
}
