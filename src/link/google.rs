//! Links to Google Docs and Drive.
//!
//! Only the parts that name something are taken: the id, the tab, the resource key. What follows the id in a path
//! (`/edit`, `/view`, `/copy`) and whose account a link came from (`/u/1`, `/a/example.com`, `ouid`) says nothing.

use std::borrow::Cow;

use url::Url;

use super::{GoogleDoc, Id, Kept, LinkError, NoDocument, OldId, ResourceKey, Sheet, Storage, Tab, Target};

/// What a link to one of Google's hosts points to; `None` for every other host.
pub(super) fn parse(link: &Url) -> Result<Option<Target>, LinkError> {
    let segments: Vec<&str> =
        link.path_segments().into_iter().flatten().filter(|segment| !segment.is_empty()).collect();
    let target = match link.host_str().unwrap_or_default() {
        "docs.google.com" => docs(link, &without_account(&segments))?,
        "drive.google.com" => drive(link, &without_account(&segments))?,
        "drive.usercontent.google.com" => by_query(link, &["id"], Target::DriveFile)?.unwrap_or(OWN_DRIVE),
        "lh3.googleusercontent.com" => match segments.as_slice() {
            ["d", id, ..] => Target::DriveFile(kept(link, id)?),
            _ => return Ok(None),
        },
        "colab.research.google.com" => match segments.as_slice() {
            ["drive", id, ..] => Target::DriveFile(kept(link, id)?),
            _ => return Ok(None),
        },
        "accounts.google.com" => Target::NoDocument(NoDocument::SignIn),
        "forms.gle" => Target::Form,
        _ => return Ok(None),
    };
    Ok(Some(target))
}

const OWN_DRIVE: Target = Target::NoDocument(NoDocument::OwnDrive);

fn docs(link: &Url, segments: &[&str]) -> Result<Target, LinkError> {
    Ok(match segments {
        ["document", "d", "e", token, ..] => Target::Published(id(token)?),
        ["document", "d", id, ..] => Target::GoogleDoc(document(link, id)?),
        ["document", "export", ..] => match value(link, "id") {
            Some(id) => Target::GoogleDoc(document(link, &id)?),
            None => OWN_DRIVE,
        },
        ["spreadsheets" | "presentation", "d", "e", token, ..] => Target::PublishedOther(id(token)?),
        ["spreadsheets", "d", id, ..] => Target::Sheet(sheet(link, id)?),
        ["presentation", "d", id, ..] => Target::Slides(kept(link, id)?),
        ["drawings", "d", id, ..] => Target::Drawing(kept(link, id)?),
        ["file", "d", id, ..] => Target::DriveFile(kept(link, id)?),
        ["forms", ..] => Target::Form,
        ["open", ..] => by_query(link, &["id"], Target::UnknownGoogle)?.unwrap_or(OWN_DRIVE),
        ["uc", ..] => by_query(link, &["id"], Target::DriveFile)?.unwrap_or(OWN_DRIVE),
        ["Doc" | "View" | "Edit", ..] => {
            let named = ["docid", "id"].iter().find_map(|name| OldId::parse(&value(link, name)?));
            named.map_or(Target::NoDocument(NoDocument::TooOld), Target::OldDocument)
        }
        _ => OWN_DRIVE,
    })
}

fn drive(link: &Url, segments: &[&str]) -> Result<Target, LinkError> {
    Ok(match segments {
        ["file", "d", id, ..] => Target::DriveFile(kept(link, id)?),
        ["drive", rest @ ..] => match without_account(rest).as_slice() {
            ["folders", id, ..] => Target::Folder(kept(link, id)?),
            _ => OWN_DRIVE,
        },
        ["folders", id, ..] => Target::Folder(kept(link, id)?),
        ["folderview" | "embeddedfolderview", ..] => by_query(link, &["id"], Target::Folder)?.unwrap_or(OWN_DRIVE),
        ["open", ..] => by_query(link, &["id"], Target::UnknownGoogle)?.unwrap_or(OWN_DRIVE),
        ["uc" | "thumbnail", ..] => by_query(link, &["id"], Target::DriveFile)?.unwrap_or(OWN_DRIVE),
        _ => OWN_DRIVE,
    })
}

/// The path without whose account it was copied from: `/u/1` or `/a/example.com`, before or behind the kind.
fn without_account<'a>(segments: &[&'a str]) -> Vec<&'a str> {
    let at_start = usize::from(is_account(segments.first(), segments.get(1))) * 2;
    let mut rest: Vec<&str> = segments.get(at_start..).unwrap_or_default().to_vec();
    if is_account(rest.get(1), rest.get(2)) {
        rest.drain(1..3);
    }
    rest
}

fn is_account(mark: Option<&&str>, value: Option<&&str>) -> bool {
    match (mark, value) {
        (Some(&"u"), Some(number)) => number.bytes().all(|byte| byte.is_ascii_digit()),
        (Some(&"a"), Some(domain)) => domain.contains('.'),
        _ => false,
    }
}

fn document(link: &Url, text: &str) -> Result<GoogleDoc, LinkError> {
    let id = id(text)?;
    let marked = ["rtpof", "sd"].iter().any(|name| value(link, name).is_some_and(|value| value == "true"));
    let storage = if marked { Storage::Uploaded } else { id.storage() };
    let tab = value(link, "tab").and_then(|tab| Tab::parse(&tab));
    Ok(GoogleDoc { id, tab, resource_key: resource_key(link)?, storage })
}

/// The number of a sheet stands in the fragment of an address bar; the query may hold another from before.
fn sheet(link: &Url, text: &str) -> Result<Sheet, LinkError> {
    let number = |text: &[u8]| {
        url::form_urlencoded::parse(text)
            .find_map(|(name, value)| if name == "gid" { value.parse().ok() } else { None })
    };
    let page = number(link.fragment().unwrap_or_default().as_bytes())
        .or_else(|| number(link.query().unwrap_or_default().as_bytes()));
    Ok(Sheet { kept: kept(link, text)?, page })
}

fn kept(link: &Url, text: &str) -> Result<Kept, LinkError> {
    Ok(Kept { id: id(text)?, resource_key: resource_key(link)? })
}

/// A target whose id stands in the query.
fn by_query(link: &Url, names: &[&str], target: fn(Kept) -> Target) -> Result<Option<Target>, LinkError> {
    match names.iter().find_map(|name| value(link, name)) {
        Some(id) => kept(link, &id).map(|kept| Some(target(kept))),
        None => Ok(None),
    }
}

fn id(text: &str) -> Result<Id, LinkError> {
    Id::parse(text).ok_or_else(|| LinkError::Id { id: text.chars().take(200).collect() })
}

fn resource_key(link: &Url) -> Result<Option<ResourceKey>, LinkError> {
    match value(link, "resourcekey") {
        Some(key) => ResourceKey::parse(&key).map(Some).ok_or(LinkError::ResourceKey),
        None => Ok(None),
    }
}

/// A parameter of the query, else of the fragment; empty ones count as absent.
fn value<'a>(link: &'a Url, name: &str) -> Option<Cow<'a, str>> {
    let fragment = link.fragment().unwrap_or_default().as_bytes();
    link.query_pairs()
        .chain(url::form_urlencoded::parse(fragment))
        .find(|(key, value)| key == name && !value.is_empty())
        .map(|(_, value)| value)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    const ID: &str = "1OK00000000000000000000000000000000000000001";
    const OFFICE: &str = "1OF000000000000000000000000000001";

    fn kind(link: &str) -> Result<&'static str, LinkError> {
        Target::parse(link).map(|target| target.kind())
    }

    fn document(link: &str) -> GoogleDoc {
        match Target::parse(link).unwrap() {
            Target::GoogleDoc(document) => document,
            other => panic!("{other:?} from {link}"),
        }
    }

    #[test]
    fn every_spelling_of_a_document_names_it() {
        for tail in [
            "",
            "/",
            "/edit",
            "/view",
            "/preview",
            "/mobilebasic",
            "/htmlview",
            "/copy",
            "/template/preview",
            "/comment",
            "/pub",
            "/export",
            "/export?format=pdf",
            "/edit?usp=sharing",
            "/edit?usp=sharing&ouid=123&rtpof=false&sd=false",
            "/edit?pli=1&hl=fr&authuser=3",
            "/edit#",
            "/edit#heading=h.abc",
            "/edit#bookmark=id.x",
            "/edit?embedded=true",
        ] {
            for prefix in [
                "https://docs.google.com/document/d/",
                "http://docs.google.com/document/d/",
                "HTTPS://DOCS.GOOGLE.COM/document/d/",
                "docs.google.com/document/d/",
                "https://docs.google.com/document/u/1/d/",
                "https://docs.google.com/u/0/document/d/",
                "https://docs.google.com/a/school.example/document/d/",
                "https://docs.google.com/document/a/school.example/d/",
            ] {
                let link = format!("{prefix}{ID}{tail}");
                let target = Target::parse(&link).unwrap();
                assert_eq!(target.kind(), "google_doc", "{link}");
                assert_eq!(target.canonical(), format!("https://docs.google.com/document/d/{ID}/edit"), "{link}");
            }
        }
    }

    #[test]
    fn tab_and_key_stand_in_query_or_fragment() {
        for (tail, tab, key) in [
            ("?tab=t.abc", Some("t.abc"), None),
            ("#tab=t.abc", Some("t.abc"), None),
            ("?tab=t.0#heading=h.x", Some("t.0"), None),
            ("?tab=../x", None, None),
            ("?resourcekey=0-abcDEF", None, Some("0-abcDEF")),
            ("#resourcekey=0-abcDEF", None, Some("0-abcDEF")),
            ("?resourcekey=", None, None),
        ] {
            let document = document(&format!("https://docs.google.com/document/d/{ID}/edit{tail}"));
            assert_eq!(document.tab.as_ref().map(Tab::as_str), tab, "{tail}");
            assert_eq!(document.resource_key.as_ref().map(ResourceKey::as_str), key, "{tail}");
        }
    }

    #[test]
    fn uploaded_files_are_told_by_length_or_mark() {
        for (link, storage) in [
            (format!("https://docs.google.com/document/d/{ID}/edit"), Storage::Native),
            (format!("https://docs.google.com/document/d/{OFFICE}/edit"), Storage::Uploaded),
            (format!("https://docs.google.com/document/d/{ID}/edit?rtpof=true&sd=true"), Storage::Uploaded),
        ] {
            assert_eq!(document(&link).storage, storage, "{link}");
        }
    }

    #[test]
    fn the_other_shapes() {
        for (link, expected) in [
            (format!("https://docs.google.com/document/export?format=docx&id={ID}"), "google_doc"),
            (
                format!("https://docs.google.com/document/d/e/2PACX-1v{}/pub?embedded=true", "x".repeat(78)),
                "google_published",
            ),
            ("https://docs.google.com/Doc?id=dabc_1".to_owned(), "google_old"),
            ("https://docs.google.com/View?docid=dabc_1.2".to_owned(), "google_old"),
            ("https://docs.google.com/Doc?id=%2F".to_owned(), "google_other"),
            (format!("https://docs.google.com/open?id={ID}"), "google"),
            (format!("https://drive.google.com/open?usp=drive_link&id={ID}"), "google"),
            (format!("https://drive.google.com/file/d/{OFFICE}/view?usp=drive_link"), "google_drive"),
            (format!("https://drive.google.com/file/u/0/d/{OFFICE}"), "google_drive"),
            (format!("https://docs.google.com/file/d/{OFFICE}/edit"), "google_drive"),
            (format!("https://drive.google.com/uc?export=download&id={OFFICE}"), "google_drive"),
            (format!("https://docs.google.com/uc?id={OFFICE}"), "google_drive"),
            (format!("https://drive.google.com/u/0/uc?id={OFFICE}"), "google_drive"),
            (format!("https://drive.google.com/thumbnail?id={OFFICE}"), "google_drive"),
            (format!("https://drive.usercontent.google.com/download?id={OFFICE}&confirm=t&at=x"), "google_drive"),
            (format!("https://lh3.googleusercontent.com/d/{OFFICE}"), "google_drive"),
            (format!("https://colab.research.google.com/drive/{OFFICE}"), "google_drive"),
            (format!("https://drive.google.com/drive/folders/{OFFICE}?usp=sharing"), "google_folder"),
            (format!("https://drive.google.com/drive/u/0/folders/{OFFICE}"), "google_folder"),
            (format!("https://drive.google.com/embeddedfolderview?id={OFFICE}#list"), "google_folder"),
            (format!("https://docs.google.com/spreadsheets/d/{ID}/edit#gid=0"), "google_sheet"),
            (format!("https://docs.google.com/presentation/d/{ID}/edit"), "google_slides"),
            (format!("https://docs.google.com/drawings/d/{ID}/edit"), "google_drawing"),
            ("https://docs.google.com/forms/d/e/x/viewform".to_owned(), "google_form"),
            ("https://forms.gle/abc".to_owned(), "google_form"),
            ("https://docs.google.com/document/".to_owned(), "google_other"),
            ("https://docs.google.com/document/u/0/".to_owned(), "google_other"),
            ("https://docs.google.com/document/create".to_owned(), "google_other"),
            ("https://drive.google.com/drive/my-drive".to_owned(), "google_other"),
            ("https://accounts.google.com/signin".to_owned(), "google_other"),
            (ID.to_owned(), "google"),
        ] {
            assert_eq!(kind(&link), Ok(expected), "{link}");
        }
    }

    #[test]
    fn the_sheet_in_the_fragment_wins() {
        for (tail, page) in
            [("", None), ("?gid=1#gid=22", Some(22)), ("?gid=7", Some(7)), ("#gid=0", Some(0)), ("#gid=x", None)]
        {
            let target = Target::parse(&format!("https://docs.google.com/spreadsheets/d/{ID}/edit{tail}")).unwrap();
            assert!(matches!(&target, Target::Sheet(sheet) if sheet.page == page), "{tail}: {target:?}");
        }
        let published = Target::parse(&format!("https://docs.google.com/presentation/d/e/2PACX-{ID}/pub")).unwrap();
        assert!(matches!(published, Target::PublishedOther(_)));
    }

    #[test]
    fn broken_ids_and_keys_are_refused() {
        for link in [
            "https://docs.google.com/document/d/short/edit".to_owned(),
            format!("https://docs.google.com/document/d/{ID}%2F..%2Fx/edit"),
            format!("https://docs.google.com/document/d/{ID}x{}/edit", "y".repeat(100)),
            "https://drive.google.com/file/d/%2e%2e%2e%2e%2e%2e%2e%2e%2e%2e%2e%2e/view".to_owned(),
        ] {
            assert!(matches!(Target::parse(&link), Err(LinkError::Id { .. })), "{link}");
        }
        let link = format!("https://docs.google.com/document/d/{ID}/edit?resourcekey=a%2Fb");
        assert_eq!(Target::parse(&link), Err(LinkError::ResourceKey));
    }

    #[test]
    fn what_is_shown_holds_no_account_and_no_token() {
        let link = format!(
            "https://docs.google.com/document/u/3/d/{ID}/edit?usp=sharing&ouid=117&resourcekey=0-abc&authuser=1"
        );
        assert_eq!(Target::parse(&link).unwrap().canonical(), format!("https://docs.google.com/document/d/{ID}/edit"));
    }
}
