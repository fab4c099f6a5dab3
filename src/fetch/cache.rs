//! Documents that were fetched before, in a folder, so that a second run makes no request.
//!
//! ```text
//! FOLDER/CACHEDIR.TAG            tells backup programs to pass over it
//! FOLDER/links/KEY.json          what a link gave: SHA-256 of the link's key, what matters of the options, and the version
//! FOLDER/bodies/SHA256           the bytes, named by their content
//! ```
//!
//! Every file is written under another name and renamed, and files named by their content are only ever replaced by the same
//! content, so any number of processes may share a folder. What is torn, too large or of another version is passed over and
//! fetched anew. Failures are never kept: a private document may be shared a minute later. A document that changed is not noticed
//! either, since Google's exports carry nothing to compare by; [`Freshness::Refresh`] asks again.

use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::Fetched;
use super::options::{Options, Tabs, WebView};
use crate::digest;
use crate::format::InputFormat;
use crate::link::Target;
use crate::notice::{Notice, Notices};
use crate::source::{Origin, Source};

/// Most bytes of an entry; its longest part is a title.
const LONGEST_ENTRY: u64 = 64 * 1024;
const TAG: &str =
    "Signature: 8a477f597d28d172789f06886806bc55\n# Documents that pmconvert has fetched. It may be deleted.\n";

/// A folder of documents that were fetched before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cache {
    folder: PathBuf,
    freshness: Freshness,
}

/// Whether a document that is in the cache is asked for again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Freshness {
    /// It is taken out of the cache.
    #[default]
    Keep,
    /// It is fetched, and put into the cache anew.
    Refresh,
}

/// What a link gave.
#[derive(Debug, Serialize, Deserialize)]
struct Entry {
    /// The link in the form that is safe to show.
    origin: String,
    title: Option<String>,
    format: Option<String>,
    content_type: Option<String>,
    bytes: u64,
    sha256: String,
    notes: Vec<Note>,
}

/// What was noted on the way.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Note {
    TabIgnored(String),
    FetchedAs(String),
    MarkupDropped(String),
}

/// The name under which a link is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Key(String);

impl Key {
    /// What the answer depends on. It is hashed, since the key of a web page holds its whole address with whatever secret is in it.
    pub(super) fn of(target: &Target, options: &Options) -> Self {
        let tabs = match options.tabs {
            Tabs::All => "all",
            Tabs::Linked => "linked",
        };
        let view = match options.web_view {
            WebView::Refuse => "file",
            WebView::Read => "page",
        };
        // A stand-in for a host may answer otherwise than the host, and another version may take another part of a page.
        let (version, map) = (env!("CARGO_PKG_VERSION"), &options.origin_map);
        Self(digest::sha256(format!("{version}\n{tabs}\n{view}\n{map}\n{}", target.key()).as_bytes()))
    }
}

impl Cache {
    /// A cache in this folder, which is made if it is not there.
    ///
    /// # Errors
    ///
    /// When the folder cannot be made or written to.
    pub fn open(folder: &Path, freshness: Freshness) -> io::Result<Self> {
        let cache = Self { folder: folder.to_owned(), freshness };
        for part in ["links", "bodies"] {
            std::fs::create_dir_all(folder.join(part))?;
        }
        if !folder.join("CACHEDIR.TAG").exists() {
            cache.write(&folder.join("CACHEDIR.TAG"), TAG.as_bytes())?;
        }
        Ok(cache)
    }

    /// The document under a key, if it is there whole, may be used, and is not larger than accepted.
    pub(super) fn get(&self, key: &Key, max_size: u64) -> Option<Fetched> {
        if self.freshness == Freshness::Refresh {
            return None;
        }
        let entry: Entry = serde_json::from_slice(&read(&self.link(key), LONGEST_ENTRY)?).ok()?;
        if entry.bytes > max_size || !is_hash(&entry.sha256) {
            return None;
        }
        let bytes = read(&self.body(&entry.sha256), entry.bytes)?;
        if digest::sha256(&bytes) != entry.sha256 {
            return None;
        }
        let format = match entry.format {
            Some(name) => Some(InputFormat::ALL.into_iter().find(|format| format.name() == name)?),
            None => None,
        };
        let mut notices = Notices::default();
        entry.notes.into_iter().for_each(|note| notices.note(note.into()));
        let source = Source {
            origin: Origin::Link(entry.origin),
            bytes,
            format,
            content_type: entry.content_type,
            title: entry.title,
        };
        Some(Fetched { source, notices })
    }

    /// Puts a document under a key.
    pub(super) fn put(&self, key: &Key, source: &Source, notices: &Notices) -> io::Result<()> {
        let sha256 = digest::sha256(&source.bytes);
        // The body first: an entry without its body would be worth nothing.
        let body = self.body(&sha256);
        if !is_whole(&body, &sha256, source.bytes.len()) {
            self.write(&body, &source.bytes)?;
        }
        let entry = Entry {
            origin: source.origin.to_string(),
            title: source.title.clone(),
            format: source.format.map(|format| format.name().to_owned()),
            content_type: source.content_type.clone(),
            bytes: u64::try_from(source.bytes.len()).unwrap_or(u64::MAX),
            sha256,
            notes: notices.clone().into_vec().into_iter().filter_map(|noted| Note::of(noted.notice)).collect(),
        };
        self.write(&self.link(key), &serde_json::to_vec(&entry)?)
    }

    /// Writes a file whole or not at all. It is readable by its owner only, as documents of other people should be.
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let folder = path.parent().unwrap_or(&self.folder);
        let mut file = tempfile::Builder::new().prefix(".new-").tempfile_in(folder)?;
        file.write_all(bytes)?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    }

    fn link(&self, key: &Key) -> PathBuf {
        self.folder.join("links").join(format!("{}.json", key.0))
    }

    fn body(&self, sha256: &str) -> PathBuf {
        self.folder.join("bodies").join(sha256)
    }
}

impl Note {
    fn of(notice: Notice) -> Option<Self> {
        match notice {
            Notice::TabIgnored { tab } => Some(Self::TabIgnored(tab)),
            Notice::FetchedAs { what } => Some(Self::FetchedAs(what)),
            Notice::MarkupDropped { what } => Some(Self::MarkupDropped(what)),
            _ => None,
        }
    }
}

impl From<Note> for Notice {
    fn from(note: Note) -> Self {
        match note {
            Note::TabIgnored(tab) => Self::TabIgnored { tab },
            Note::FetchedAs(what) => Self::FetchedAs { what },
            Note::MarkupDropped(what) => Self::MarkupDropped { what },
        }
    }
}

/// A whole file of at most so many bytes.
fn read(path: &Path, most: u64) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(most.saturating_add(1)).read_to_end(&mut bytes).ok()?;
    u64::try_from(bytes.len()).is_ok_and(|length| length <= most).then_some(bytes)
}

/// Whether a body is there already and is what its name says.
fn is_whole(path: &Path, sha256: &str, length: usize) -> bool {
    let Ok(most) = u64::try_from(length) else { return false };
    read(path, most).is_some_and(|bytes| digest::sha256(&bytes) == sha256)
}

fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    const LINK: &str = "https://x.test/a?token=secret";

    fn key(link: &str) -> Key {
        Key::of(&Target::parse(link).unwrap(), &Options::default())
    }

    fn source() -> Source {
        Source {
            origin: Origin::Link("https://x.test/a".to_owned()),
            bytes: b"# Title\n".to_vec(),
            format: Some(InputFormat::Markdown),
            content_type: Some("text/markdown".to_owned()),
            title: Some("Title".to_owned()),
        }
    }

    fn files(folder: &Path) -> Vec<PathBuf> {
        ["links", "bodies"]
            .iter()
            .flat_map(|part| std::fs::read_dir(folder.join(part)).unwrap().map(|file| file.unwrap().path()))
            .collect()
    }

    #[test]
    fn what_was_put_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::open(folder.path(), Freshness::Keep).unwrap();
        let mut notices = Notices::default();
        notices.note(Notice::FetchedAs { what: "something".to_owned() });
        notices.note(Notice::TabIgnored { tab: "t.b".to_owned() });
        assert!(cache.get(&key(LINK), 100).is_none());
        cache.put(&key(LINK), &source(), &notices).unwrap();
        let found = cache.get(&key(LINK), 100).unwrap();
        assert_eq!((found.source, found.notices), (source(), notices));
        assert!(cache.get(&key(LINK), 3).is_none(), "larger than accepted");
        assert!(cache.get(&key("https://x.test/b"), 100).is_none());
        let refreshing = Cache::open(folder.path(), Freshness::Refresh).unwrap();
        assert!(refreshing.get(&key(LINK), 100).is_none());
    }

    #[test]
    fn no_name_and_no_entry_holds_a_secret() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::open(folder.path(), Freshness::Keep).unwrap();
        cache.put(&key(LINK), &source(), &Notices::default()).unwrap();
        for path in files(folder.path()) {
            assert!(!path.display().to_string().contains("secret"));
            assert!(!std::fs::read_to_string(path).unwrap().contains("secret"));
        }
    }

    #[test]
    fn torn_and_forged_files_are_passed_over() {
        for (part, bytes) in
            [("links", "{"), ("links", ""), ("bodies", "# Other\n"), ("bodies", "# Titl"), ("bodies", "# Title\nmore")]
        {
            let folder = tempfile::tempdir().unwrap();
            let cache = Cache::open(folder.path(), Freshness::Keep).unwrap();
            cache.put(&key(LINK), &source(), &Notices::default()).unwrap();
            let path = files(folder.path()).into_iter().find(|path| path.parent().unwrap().ends_with(part)).unwrap();
            File::create(&path).unwrap().write_all(bytes.as_bytes()).unwrap();
            assert!(cache.get(&key(LINK), 100).is_none(), "{part} {bytes}");
            cache.put(&key(LINK), &source(), &Notices::default()).unwrap();
            assert!(cache.get(&key(LINK), 100).is_some(), "{part} {bytes} is mended");
        }
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::open(folder.path(), Freshness::Keep).unwrap();
        let path = cache.link(&key(LINK));
        let forged = "{\"origin\":\"x\",\"bytes\":9,\"sha256\":\"../../secret\",\"notes\":[]}";
        File::create(path).unwrap().write_all(forged.as_bytes()).unwrap();
        assert!(cache.get(&key(LINK), 100).is_none());
    }

    #[test]
    fn many_writers_leave_one_whole_document() {
        let folder = tempfile::tempdir().unwrap();
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    let cache = Cache::open(folder.path(), Freshness::Keep).unwrap();
                    for _ in 0..20 {
                        cache.put(&key(LINK), &source(), &Notices::default()).unwrap();
                        assert_eq!(cache.get(&key(LINK), 100).unwrap().source, source());
                    }
                });
            }
        });
        assert_eq!(files(folder.path()).len(), 2, "no temporary file is left");
    }

    #[test]
    fn options_that_change_the_answer_have_entries_of_their_own() {
        let target = Target::parse(LINK).unwrap();
        let keys = [
            Options::default(),
            Options { tabs: Tabs::Linked, ..Options::default() },
            Options { web_view: WebView::Read, ..Options::default() },
        ]
        .map(|options| Key::of(&target, &options));
        assert!(keys[0] != keys[1] && keys[1] != keys[2] && keys[0] != keys[2]);
    }
}
