//! Requests to Google, built afresh from the checked parts of a link; the pasted text is never requested.

use url::Url;

use super::answer::Expect;
use super::error::FetchError;
use super::redirect::Chain;
use crate::link::{GoogleDoc, Id, Kept, LinkError, OldId, ResourceKey, Sheet, Tab};

/// One request, redirects included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Request {
    pub(super) address: Url,
    pub(super) chain: Chain,
    pub(super) expect: Expect,
}

/// The forms in which a document is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Export {
    /// Keeps headings, lists, tables, footnotes and comments.
    Docx,
    /// Smaller, since its pictures can be cut off; keeps headings, lists and tables.
    Markdown,
    /// The smallest; keeps words and lines.
    Text,
}

impl Export {
    fn parts(self) -> (&'static str, Expect) {
        match self {
            Self::Docx => ("docx", Expect::Office),
            Self::Markdown => ("md", Expect::Markdown),
            Self::Text => ("txt", Expect::Text),
        }
    }
}

/// A document as a file: all its tabs, or the one given.
pub(super) fn export(document: &GoogleDoc, export: Export, tab: Option<&Tab>) -> Result<Request, FetchError> {
    let (format, expect) = export.parts();
    let mut parameters = vec![("format", format)];
    parameters.extend(tab.map(|tab| ("tab", tab.as_str())));
    let base = format!("https://docs.google.com/document/d/{}/export", document.id);
    request(&base, &parameters, document.resource_key.as_ref(), expect)
}

/// A document as a plain page, which is there even when downloading is turned off.
pub(super) fn page(document: &GoogleDoc) -> Result<Request, FetchError> {
    let base = format!("https://docs.google.com/document/d/{}/mobilebasic", document.id);
    request(&base, &[], document.resource_key.as_ref(), Expect::Page)
}

/// A published document.
pub(super) fn published(token: &Id) -> Result<Request, FetchError> {
    request(&format!("https://docs.google.com/document/d/e/{token}/pub"), &[], None, Expect::Page)
}

/// A file in Drive.
pub(super) fn download(kept: &Kept) -> Result<Request, FetchError> {
    let parameters = [("export", "download"), ("id", kept.id.as_str())];
    request("https://drive.google.com/uc", &parameters, kept.resource_key.as_ref(), Expect::DriveFile)
}

/// A file in Drive, in spite of its warning: the fields of the form below the warning, for the id that was asked for.
pub(super) fn confirmed_download(kept: &Kept, fields: &[(String, String)]) -> Result<Request, FetchError> {
    let mut parameters = vec![("id", kept.id.as_str())];
    parameters
        .extend(fields.iter().filter(|(name, _)| name != "id").map(|(name, value)| (name.as_str(), value.as_str())));
    let named = parameters.iter().any(|(name, _)| *name == "resourcekey");
    let key = kept.resource_key.as_ref().filter(|_| !named);
    request("https://drive.usercontent.google.com/download", &parameters, key, Expect::DriveFile)
}

/// The list of a folder.
pub(super) fn folder(kept: &Kept) -> Result<Request, FetchError> {
    let base = "https://drive.google.com/embeddedfolderview";
    request(base, &[("id", kept.id.as_str())], kept.resource_key.as_ref(), Expect::Page)
}

/// Something whose kind is not known: Google leads its readers to where it is shown.
pub(super) fn opened(kept: &Kept) -> Result<Request, FetchError> {
    let parameters = [("id", kept.id.as_str())];
    request("https://drive.google.com/open", &parameters, kept.resource_key.as_ref(), Expect::Kind)
}

/// A document under the id that it had in 2009.
pub(super) fn old(id: &OldId) -> Result<Request, FetchError> {
    request("https://docs.google.com/Doc", &[("docid", id.as_str())], None, Expect::Kind)
}

/// The cells of one sheet: the one that the link names, else the first.
pub(super) fn sheet(sheet: &Sheet) -> Result<Request, FetchError> {
    let base = format!("https://docs.google.com/spreadsheets/d/{}/export", sheet.kept.id);
    let page = sheet.page.map(|page| page.to_string());
    let mut parameters = vec![("format", "csv")];
    parameters.extend(page.as_deref().map(|page| ("gid", page)));
    request(&base, &parameters, sheet.kept.resource_key.as_ref(), Expect::Text)
}

/// The words of a presentation.
pub(super) fn slides(kept: &Kept) -> Result<Request, FetchError> {
    let base = format!("https://docs.google.com/presentation/d/{}/export", kept.id);
    request(&base, &[("format", "txt")], kept.resource_key.as_ref(), Expect::Text)
}

fn request(
    base: &str,
    parameters: &[(&str, &str)],
    resource_key: Option<&ResourceKey>,
    expect: Expect,
) -> Result<Request, FetchError> {
    let mut address = Url::parse(base).map_err(|source| LinkError::Invalid { link: base.to_owned(), source })?;
    let key = resource_key.map(|key| ("resourcekey", key.as_str()));
    if !parameters.is_empty() || key.is_some() {
        address.query_pairs_mut().extend_pairs(parameters).extend_pairs(key);
    }
    Ok(Request { address, chain: Chain::Google, expect })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::link::Target;

    const ID: &str = "1OK00000000000000000000000000000000000000001";

    fn document(tail: &str) -> GoogleDoc {
        match Target::parse(&format!("https://docs.google.com/document/u/1/d/{ID}/edit{tail}")).unwrap() {
            Target::GoogleDoc(document) => document,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn requests_hold_the_id_and_what_is_needed() {
        let plain = document("?usp=sharing&ouid=1&authuser=2&tab=t.b");
        let keyed = document("?resourcekey=0-abc");
        let kept = Kept { id: plain.id.clone(), resource_key: None };
        let fields = [("id".to_owned(), "other".to_owned()), ("confirm".to_owned(), "t".to_owned())];
        for (request, address) in [
            (export(&plain, Export::Docx, None), format!("https://docs.google.com/document/d/{ID}/export?format=docx")),
            (
                export(&plain, Export::Text, plain.tab.as_ref()),
                format!("https://docs.google.com/document/d/{ID}/export?format=txt&tab=t.b"),
            ),
            (
                export(&keyed, Export::Markdown, None),
                format!("https://docs.google.com/document/d/{ID}/export?format=md&resourcekey=0-abc"),
            ),
            (page(&plain), format!("https://docs.google.com/document/d/{ID}/mobilebasic")),
            (page(&keyed), format!("https://docs.google.com/document/d/{ID}/mobilebasic?resourcekey=0-abc")),
            (published(&plain.id), format!("https://docs.google.com/document/d/e/{ID}/pub")),
            (download(&kept), format!("https://drive.google.com/uc?export=download&id={ID}")),
            (
                confirmed_download(&kept, &fields),
                format!("https://drive.usercontent.google.com/download?id={ID}&confirm=t"),
            ),
            (folder(&kept), format!("https://drive.google.com/embeddedfolderview?id={ID}")),
            (slides(&kept), format!("https://docs.google.com/presentation/d/{ID}/export?format=txt")),
        ] {
            let request = request.unwrap();
            assert_eq!(request.address.as_str(), address);
            assert_eq!(request.chain, Chain::Google);
        }
    }
}
