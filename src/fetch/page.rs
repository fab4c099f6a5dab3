//! The part of Google's own pages that is the document.

use scraper::{Html, Selector};
use url::Url;

use crate::link::Target;
use crate::notice::Notices;
use crate::read::html::bounded;

/// How much of the page of a link service is searched.
const LOOKED_AT: usize = 64 * 1024;

/// A document taken out of a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Extract {
    pub(super) title: Option<String>,
    /// A whole page that holds the document and nothing else.
    pub(super) html: String,
}

/// Entries of a shared folder.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Listing {
    /// What can be fetched: its name and its link.
    pub(super) files: Vec<(String, Target)>,
    /// Names of folders in it.
    pub(super) folders: Vec<String>,
}

/// The frame around a published document, left out with the document's scripts.
pub(super) const PUBLISHED: &str = "#contents";
/// The same in the plain page of a document.
pub(super) const MOBILE: &str = ".doc-content";

/// The element that this selector names, as a page of its own; `None` where the page has none.
pub(super) fn extract(page: &str, selector: &str) -> Option<Extract> {
    let page = Html::parse_document(&bounded(page, &mut Notices::default()));
    let body = page.select(&Selector::parse(selector).ok()?).next()?;
    let title = first_text(&page, "title").map(|title| document_title(&title).to_owned());
    // The style sheet says which text is bold; scripts inside the element are the HTML reader's to leave out.
    let styles: String = match Selector::parse("style") {
        Ok(style) => page.select(&style).map(|style| style.html()).collect(),
        Err(_) => String::new(),
    };
    let html = format!(
        "<!DOCTYPE html><html><head><meta charset=\"utf-8\">{styles}</head><body>{}</body></html>",
        body.html()
    );
    Some(Extract { title: title.filter(|title| !title.is_empty()), html })
}

/// The entries of a folder's list. They are told by where they lead, since class names change.
pub(super) fn listing(page: &str) -> Listing {
    let page = Html::parse_document(&bounded(page, &mut Notices::default()));
    let mut listing = Listing::default();
    let Ok(links) = Selector::parse("a[href]") else { return listing };
    for link in page.select(&links) {
        let name = link.text().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ");
        let target =
            link.attr("href").and_then(|href| Url::parse(href).ok()).and_then(|url| Target::from_url(&url).ok());
        match target {
            Some(Target::Folder(_)) => listing.folders.push(name),
            Some(
                target @ (Target::GoogleDoc(_)
                | Target::DriveFile(_)
                | Target::Sheet(_)
                | Target::Slides(_)
                | Target::Drawing(_)),
            ) if listing.files.iter().all(|(_, known)| known.key() != target.key()) => {
                listing.files.push((name, target));
            }
            _ => {}
        }
    }
    listing
}

/// Where a page of a link service leads: the only link in it to another host.
pub(super) fn only_link(page: &[u8], address: &Url) -> Option<Target> {
    let head = String::from_utf8_lossy(page.get(..LOOKED_AT).unwrap_or(page));
    let page = Html::parse_document(&bounded(&head, &mut Notices::default()));
    let links = Selector::parse("a[href]").ok()?;
    let targets = page.select(&links).filter_map(|link| Url::parse(link.attr("href")?).ok());
    let mut foreign =
        targets.filter(|link| link.host_str() != address.host_str()).filter_map(|link| Target::from_url(&link).ok());
    let first = foreign.next()?;
    foreign.all(|other| other.key() == first.key()).then_some(first)
}

impl Listing {
    /// The only file, if there is nothing else in the folder.
    pub(super) fn only(&self) -> Option<&Target> {
        match (self.files.as_slice(), self.folders.as_slice()) {
            ([(_, target)], []) => Some(target),
            _ => None,
        }
    }

    /// All names, folders with a slash behind them.
    pub(super) fn names(self) -> Vec<String> {
        let files = self.files.into_iter().map(|(name, _)| name);
        files.chain(self.folders.into_iter().map(|name| format!("{name}/"))).collect()
    }
}

fn first_text(page: &Html, selector: &str) -> Option<String> {
    let element = page.select(&Selector::parse(selector).ok()?).next()?;
    Some(element.text().collect::<String>().trim().to_owned())
}

/// Google adds its own name to the titles of its pages.
fn document_title(title: &str) -> &str {
    title.strip_suffix(" - Google Docs").unwrap_or(title).trim()
}
