//! Links to the rest of the web: short links, GitHub, pictures, and the sites that are known for how they answer.

use url::Url;

use super::Target;

/// Hosts whose links say nothing of what they lead to.
const SHORTENERS: &[&str] = &[
    "goo.gl",
    "bit.ly",
    "tinyurl.com",
    "www.tinyurl.com",
    "t.co",
    "rb.gy",
    "cutt.ly",
    "shorturl.at",
    "is.gd",
    "lnkd.in",
    "ow.ly",
    "buff.ly",
    "shorturl.me",
    "t.ly",
    "dub.sh",
];

/// Sites that answer unlike a plain page, by host; a leading dot stands for every host below.
const SITES: &[(&str, Site)] = &[
    ("www.linkedin.com", Site::LinkedIn),
    ("linkedin.com", Site::LinkedIn),
    ("medium.com", Site::Medium),
    (".medium.com", Site::Medium),
    ("www.notion.so", Site::Notion),
    ("notion.so", Site::Notion),
    (".notion.site", Site::Notion),
    ("www.dropbox.com", Site::Dropbox),
    ("dropbox.com", Site::Dropbox),
    (".sharepoint.com", Site::SharePoint),
    ("1drv.ms", Site::OneDrive),
    ("onedrive.live.com", Site::OneDrive),
    ("web.archive.org", Site::Archive),
    ("dev.to", Site::DevTo),
    ("www.canva.com", Site::Canva),
    ("canva.com", Site::Canva),
    ("www.youtube.com", Site::Wordless("a video")),
    ("youtube.com", Site::Wordless("a video")),
    ("m.youtube.com", Site::Wordless("a video")),
    ("youtu.be", Site::Wordless("a video")),
    ("vimeo.com", Site::Wordless("a video")),
    ("www.loom.com", Site::Wordless("a video")),
    ("www.figma.com", Site::Wordless("a drawing board")),
    ("miro.com", Site::Wordless("a drawing board")),
    ("padlet.com", Site::Wordless("a pin board")),
];

/// Extensions of pictures.
const PICTURES: &[&str] = &["png", "jpg", "jpeg", "gif", "webp", "svg", "bmp", "tiff", "heic"];

/// Parameters that hold a secret, a person or a campaign, and never say which page is meant.
const UNSHOWN: &[&str] = &[
    "token",
    "access_token",
    "id_token",
    "auth",
    "authuser",
    "ouid",
    "sig",
    "signature",
    "key",
    "apikey",
    "api_key",
    "secret",
    "password",
    "code",
    "session",
    "sid",
    "e",
    "st",
    "rlkey",
    "se",
    "sp",
    "sv",
    "policy",
    "key-pair-id",
    "fbclid",
    "gclid",
    "usp",
    "ref",
    "si",
    "trk",
    "mc_cid",
    "mc_eid",
];

/// Sites that answer unlike a plain page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Site {
    /// Shows articles to members only.
    LinkedIn,
    /// Refuses most plain clients.
    Medium,
    /// Pages are scripts without text.
    Notion,
    /// Shows a preview page unless the download is asked for.
    Dropbox,
    /// Files of a school or company; needs a cookie on the way.
    SharePoint,
    /// Personal files; has no plain way any more.
    OneDrive,
    /// Designs; refuses plain clients.
    Canva,
    /// The Wayback Machine: old pages, framed.
    Archive,
    /// Gives out its posts in Markdown.
    DevTo,
    /// Holds no text; what it holds instead.
    Wordless(&'static str),
}

/// A place on GitHub.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum GitHub {
    /// The front page of a repository, which shows its README.
    Repository {
        /// `owner/name`.
        name: String,
    },
    /// One file.
    File {
        /// `owner/name`.
        name: String,
        /// Branch or commit, and the path, as they stand in the link: a branch may hold slashes.
        place: String,
    },
    /// A folder, whose README is meant.
    Folder {
        /// `owner/name`.
        name: String,
        /// Branch or commit, and the path.
        place: String,
    },
}

impl GitHub {
    /// The page.
    #[must_use]
    pub fn canonical(&self) -> String {
        match self {
            Self::Repository { name } => format!("https://github.com/{name}"),
            Self::File { name, place } => format!("https://github.com/{name}/blob/{place}"),
            Self::Folder { name, place } => format!("https://github.com/{name}/tree/{place}"),
        }
    }
}

/// The site that a link leads to, if it answers unlike a plain page.
#[must_use]
pub fn site(link: &Url) -> Option<Site> {
    let host = link.host_str()?;
    let matches = |name: &str| if name.starts_with('.') { host.ends_with(name) } else { host == name };
    SITES.iter().find(|(name, _)| matches(name)).map(|(_, site)| *site)
}

/// What a link outside Google points to.
pub(super) fn parse(link: Url) -> Target {
    let host = link.host_str().unwrap_or_default();
    let segments: Vec<&str> =
        link.path_segments().into_iter().flatten().filter(|segment| !segment.is_empty()).collect();
    let known = match host {
        "github.com" | "www.github.com" => github(&segments).map(Target::GitHub),
        "raw.githubusercontent.com" => raw_github(&segments).map(Target::GitHub),
        "gist.github.com" => gist(&segments),
        _ if SHORTENERS.contains(&host) => return Target::Shortener(link),
        _ => None,
    };
    match known {
        Some(target) => target,
        None if is_picture(&link) => Target::Image(link),
        None => Target::Web(link),
    }
}

fn github(segments: &[&str]) -> Option<GitHub> {
    let [owner, repository, rest @ ..] = segments else { return None };
    let name = repository_name(owner, repository)?;
    match rest {
        [] => Some(GitHub::Repository { name }),
        ["blob" | "raw" | "edit" | "blame", place @ ..] if place.len() > 1 => {
            Some(GitHub::File { name, place: place.join("/") })
        }
        ["tree", place @ ..] if !place.is_empty() => Some(GitHub::Folder { name, place: place.join("/") }),
        // Issues, wikis and the like are pages.
        _ => None,
    }
}

fn raw_github(segments: &[&str]) -> Option<GitHub> {
    let [owner, repository, place @ ..] = segments else { return None };
    let name = repository_name(owner, repository)?;
    let place = match place {
        ["refs", "heads", rest @ ..] => rest,
        other => other,
    };
    (place.len() > 1).then(|| GitHub::File { name, place: place.join("/") })
}

/// `owner/name`, if both are names that GitHub gives out.
fn repository_name(owner: &str, repository: &str) -> Option<String> {
    let repository = repository.strip_suffix(".git").unwrap_or(repository);
    (is_name(owner) && is_name(repository)).then(|| format!("{owner}/{repository}"))
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
}

fn gist(segments: &[&str]) -> Option<Target> {
    let (user, id) = match segments {
        [user, id, ..] => (Some(*user), *id),
        [id] => (None, *id),
        [] => return None,
    };
    let legal = (20..=40).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    let user = user.filter(|user| is_name(user)).map(str::to_owned);
    legal.then(|| Target::Gist { user, id: id.to_ascii_lowercase() })
}

fn is_picture(link: &Url) -> bool {
    let name = link.path().rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').is_some_and(|(_, extension)| PICTURES.contains(&extension.to_ascii_lowercase().as_str()))
}

/// The link without fragment, secrets and tracking.
pub(super) fn presentable(link: &Url) -> String {
    let mut shown = link.clone();
    shown.set_fragment(None);
    // A link without a host takes no user name either, and has none.
    let _ = shown.set_username("").and_then(|()| shown.set_password(None));
    if link.host_str().is_some_and(|host| host.ends_with(".googleusercontent.com")) {
        // Its path is made of tokens and account numbers.
        shown.set_path("/");
        shown.set_query(None);
    }
    if shown.query().is_some() {
        let kept: Vec<(String, String)> = link
            .query_pairs()
            .filter(|(name, _)| !is_unshown(name))
            .map(|(name, value)| (name.into_owned(), value.into_owned()))
            .collect();
        if kept.is_empty() {
            shown.set_query(None);
        } else {
            shown.query_pairs_mut().clear().extend_pairs(kept);
        }
    }
    shown.into()
}

fn is_unshown(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    UNSHOWN.contains(&name.as_str()) || ["utm_", "x-amz-", "x-goog-"].iter().any(|start| name.starts_with(start))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn links_and_their_kinds() {
        for (link, kind, canonical) in [
            ("https://github.com/o/r", "github", "https://github.com/o/r"),
            ("https://github.com/o/r.git", "github", "https://github.com/o/r"),
            ("github.com/o/r/", "github", "https://github.com/o/r"),
            ("https://github.com/o/r/blob/main/a/b.md?plain=1#L3", "github", "https://github.com/o/r/blob/main/a/b.md"),
            ("https://github.com/o/r/raw/main/b.md", "github", "https://github.com/o/r/blob/main/b.md"),
            ("https://github.com/o/r/tree/main/docs", "github", "https://github.com/o/r/tree/main/docs"),
            (
                "https://raw.githubusercontent.com/o/r/refs/heads/main/b.md",
                "github",
                "https://github.com/o/r/blob/main/b.md",
            ),
            ("https://github.com/o/r/issues/3", "web", "https://github.com/o/r/issues/3"),
            (
                "https://gist.github.com/u/0123456789abcdef0123#file-a",
                "gist",
                "https://gist.github.com/0123456789abcdef0123",
            ),
            ("https://bit.ly/abc", "short_link", "https://bit.ly/abc"),
            ("https://x.test/a.PNG", "image", "https://x.test/a.PNG"),
            ("https://x.test/?p=12&utm_source=a&token=b#c", "web", "https://x.test/?p=12"),
            ("https://x.test/?token=b", "web", "https://x.test/"),
            (
                "https://doc-0s-8s-docstext.googleusercontent.com/export/a/b/1/117/*/ID?format=docx&token=x",
                "web",
                "https://doc-0s-8s-docstext.googleusercontent.com/",
            ),
        ] {
            let target = Target::parse(link).unwrap();
            assert_eq!((target.kind(), target.canonical().as_str()), (kind, canonical), "{link}");
        }
    }

    #[test]
    fn sites_are_told_by_their_whole_host() {
        for (link, expected) in [
            ("https://medium.com/@u/x", Some(Site::Medium)),
            ("https://blog.medium.com/x", Some(Site::Medium)),
            ("https://notmedium.com/x", None),
            ("https://school-my.sharepoint.com/:w:/g/x", Some(Site::SharePoint)),
            ("https://youtu.be/x", Some(Site::Wordless("a video"))),
            ("https://medium.com.evil.test/", None),
        ] {
            assert_eq!(site(&Url::parse(link).unwrap()), expected, "{link}");
        }
    }
}
