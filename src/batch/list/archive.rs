//! A zip of submissions. Nothing is unpacked: a member is read when it is its turn, and its name is never used as a path.

use std::collections::HashMap;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use zip::ZipArchive;
use zip::result::ZipError;

use super::error::ListError;
use super::layout::{self, Entry};
use super::row::Input;
use super::{List, shown};
use crate::fetch::local::LocalError;
use crate::source::{Origin, Source};

/// Most members of an archive.
const MOST_MEMBERS: usize = 200_000;

pub(super) fn read(path: &Path) -> Result<List, ListError> {
    let failed = |source| ListError::Archive { list: shown(path), source };
    let mut archive = open(path).map_err(failed)?;
    let mut names: Vec<(String, usize)> = Vec::new();
    for index in 0..archive.len().min(MOST_MEMBERS) {
        let member = archive.by_index_raw(index).map_err(failed)?;
        let name = name(&member).replace('\\', "/");
        if member.is_file() && !name.split('/').any(layout::is_hidden) {
            names.push((name, index));
        }
    }
    names.sort();
    let entries = names.into_iter().map(|(name, index)| {
        let input = Input::Member { archive: path.to_owned(), index, name: name.clone() };
        Entry { name, input }
    });
    let archives = std::cell::RefCell::new(Archives::default());
    Ok(layout::rows(layout::without_root(entries.collect()), &shown(path), &|input| match input {
        Input::Member { archive, index, .. } => {
            let source = archives.borrow_mut().member(archive, *index, layout::MAX_METADATA);
            source.ok().map(|source| source.bytes)
        }
        _ => None,
    }))
}

/// The name of a member. One in no encoding is shown as far as it can be.
fn name<R: std::io::Read + ?Sized>(member: &zip::read::ZipFile<'_, R>) -> String {
    member.name().map_or_else(|_| String::from_utf8_lossy(member.name_raw()).into_owned(), std::borrow::Cow::into_owned)
}

fn open(path: &Path) -> Result<ZipArchive<File>, ZipError> {
    ZipArchive::new(File::open(path)?)
}

/// Open archives, so that each is opened once for all its members.
#[derive(Default)]
pub struct Archives {
    open: HashMap<PathBuf, ZipArchive<File>>,
}

impl Archives {
    /// Reads a member of at most `max_size` bytes.
    ///
    /// # Errors
    ///
    /// [`LocalError`] when the archive or the member cannot be read, or is too large.
    pub fn member(&mut self, path: &Path, index: usize, max_size: u64) -> Result<Source, LocalError> {
        let archive = match self.open.entry(path.to_owned()) {
            std::collections::hash_map::Entry::Occupied(entry) => entry.into_mut(),
            std::collections::hash_map::Entry::Vacant(entry) => entry.insert(open(path).map_err(unreadable)?),
        };
        let member = archive.by_index(index).map_err(unreadable)?;
        let name = name(&member);
        let name = name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
        let mut bytes = Vec::new();
        // The size that the directory states is not believed.
        member.take(max_size.saturating_add(1)).read_to_end(&mut bytes)?;
        if u64::try_from(bytes.len()).is_ok_and(|length| length <= max_size) {
            Ok(Source::new(Origin::File(name), bytes))
        } else {
            Err(LocalError::TooLarge { limit: max_size })
        }
    }
}

fn unreadable(error: ZipError) -> LocalError {
    match error {
        ZipError::Io(error) => error.into(),
        other => LocalError::Unreadable(std::io::Error::other(other)),
    }
}
