//! Requests to the rest of the web: where the text behind a link really is.

use url::Url;

use super::answer::Expect;
use super::error::FetchError;
use super::google::Request;
use super::redirect::Chain;
use crate::link::{GitHub, LinkError, Site, Target, site};

/// Names of the file that a repository or folder shows.
const READMES: &[&str] = &["README.md", "readme.md", "Readme.md", "README.rst", "README.txt", "README"];

/// The requests to try for a target, best first; the next is for when the one before finds nothing.
pub(super) fn requests(target: &Target) -> Result<Vec<Request>, FetchError> {
    let addresses = match target {
        Target::Web(link) | Target::Image(link) | Target::Shortener(link) => {
            dev_to_post(link).transpose()?.into_iter().chain([page(link)?]).collect()
        }
        Target::Gist { user: Some(user), id } => {
            vec![parse(&format!("https://gist.githubusercontent.com/{user}/{id}/raw"))?]
        }
        Target::Gist { user: None, id } => vec![parse(&format!("https://gist.github.com/{id}/raw"))?],
        Target::GitHub(GitHub::File { name, place }) => vec![raw(name, place)?],
        Target::GitHub(GitHub::Repository { name }) => readmes(name, "HEAD")?,
        Target::GitHub(GitHub::Folder { name, place }) => readmes(name, place)?,
        _ => vec![],
    };
    Ok(addresses.into_iter().map(request).collect())
}

/// A request for one address of the web.
pub(super) fn request(address: Url) -> Request {
    Request { address, chain: Chain::Web, expect: Expect::Anything }
}

/// Where dev.to gives out the Markdown of a post: `/api/articles/AUTHOR/POST`.
fn dev_to_post(link: &Url) -> Option<Result<Url, FetchError>> {
    let segments: Vec<&str> = link.path_segments()?.filter(|segment| !segment.is_empty()).collect();
    match (site(link), segments.as_slice()) {
        (Some(Site::DevTo), [author, post]) if *author != "api" && *author != "t" => {
            Some(parse(&format!("https://dev.to/api/articles/{author}/{post}")))
        }
        _ => None,
    }
}

/// The address of a page, or of the file that its site shows in a frame.
fn page(link: &Url) -> Result<Url, FetchError> {
    let mut address = link.clone();
    address.set_fragment(None);
    match site(link) {
        Some(Site::Wordless(what)) => return Err(FetchError::Unsupported { what }),
        Some(Site::Dropbox) => set_parameter(&mut address, "dl", "1"),
        Some(Site::SharePoint) => set_parameter(&mut address, "download", "1"),
        // Google's old short links show a page of their own unless told not to.
        _ if link.host_str() == Some("goo.gl") => set_parameter(&mut address, "si", "1"),
        Some(Site::Archive) => ask_for_original(&mut address),
        _ => {}
    }
    Ok(address)
}

fn readmes(name: &str, place: &str) -> Result<Vec<Url>, FetchError> {
    READMES.iter().map(|readme| raw(name, &format!("{}/{readme}", place.trim_end_matches('/')))).collect()
}

fn raw(name: &str, place: &str) -> Result<Url, FetchError> {
    parse(&format!("https://raw.githubusercontent.com/{name}/{place}"))
}

fn parse(address: &str) -> Result<Url, FetchError> {
    Ok(Url::parse(address).map_err(|source| LinkError::Invalid { link: address.to_owned(), source })?)
}

/// The Wayback Machine shows pages with a bar of its own unless `id_` stands behind the time: `/web/20230510120000id_/...`.
fn ask_for_original(address: &mut Url) {
    let rest = address.path().strip_prefix("/web/").and_then(|rest| rest.split_once('/'));
    if let Some((time, page)) = rest
        && time.bytes().all(|byte| byte.is_ascii_digit())
    {
        let path = format!("/web/{time}id_/{page}");
        address.set_path(&path);
    }
}

fn set_parameter(address: &mut Url, name: &str, value: &str) {
    let others: Vec<(String, String)> = address
        .query_pairs()
        .filter(|(key, _)| key != name)
        .map(|(key, value)| (key.into_owned(), value.into_owned()))
        .collect();
    address.query_pairs_mut().clear().extend_pairs(others).append_pair(name, value);
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn links_become_addresses_of_text() {
        for (link, address) in [
            ("https://github.com/o/r/blob/main/a.md", "https://raw.githubusercontent.com/o/r/main/a.md"),
            ("https://github.com/o/r", "https://raw.githubusercontent.com/o/r/HEAD/README.md"),
            ("https://github.com/o/r/tree/main/docs", "https://raw.githubusercontent.com/o/r/main/docs/README.md"),
            (
                "https://gist.github.com/u/0123456789abcdef0123",
                "https://gist.githubusercontent.com/u/0123456789abcdef0123/raw",
            ),
            (
                "https://www.dropbox.com/scl/fi/x/a.docx?rlkey=k&dl=0",
                "https://www.dropbox.com/scl/fi/x/a.docx?rlkey=k&dl=1",
            ),
            ("https://s-my.sharepoint.com/:w:/g/x?e=1", "https://s-my.sharepoint.com/:w:/g/x?e=1&download=1"),
            ("https://x.test/a?token=1#part", "https://x.test/a?token=1"),
            (
                "https://web.archive.org/web/20230510120000/https://x.test/a?b=c",
                "https://web.archive.org/web/20230510120000id_/https://x.test/a?b=c",
            ),
            ("https://bit.ly/x", "https://bit.ly/x"),
            ("https://dev.to/ann/an-outage-4k2?x=1", "https://dev.to/api/articles/ann/an-outage-4k2"),
            ("https://dev.to/t/sre", "https://dev.to/t/sre"),
        ] {
            let requests = requests(&Target::parse(link).unwrap()).unwrap();
            assert_eq!(requests.first().map(|request| request.address.as_str()), Some(address), "{link}");
        }
    }

    #[test]
    fn sites_without_words_are_not_asked() {
        let refused = requests(&Target::parse("https://youtu.be/x").unwrap());
        assert_eq!(refused.map_err(|error| error.code()).err(), Some("unsupported"));
    }
}
