//! Pseudonyms: results that can be passed on without the names of their authors.
//!
//! A pseudonym is the start of an HMAC-SHA256 of the id under a key of 32 random bytes. The same id gives the same pseudonym in every run
//! with that key, and nobody without it can find out whose one is by trying names. The key and the map of names lie in a folder of their
//! own beside the results. What authors write about themselves inside their documents stays.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use super::error::BatchError;
use super::record::Record;
use super::{sheet, whole};
use crate::digest::hex;

/// What every pseudonym begins with.
const MARK: &str = "p-";
/// Digits of a pseudonym: enough that two of a million people hardly share one.
const DIGITS: usize = 16;
const KEY: &str = "key";
const NAMES: &str = "names.csv";
/// In place of a message, which may quote what an author wrote.
const UNSAID: &str = "not shown, since it may tell whose it is";

/// Gives pseudonyms.
#[derive(Debug, Clone)]
pub struct Pseudonyms {
    folder: PathBuf,
    key: Vec<u8>,
}

impl Pseudonyms {
    /// Takes the key in a folder, or makes one there.
    ///
    /// # Errors
    ///
    /// [`BatchError`] when the key cannot be read or made.
    pub fn open(folder: &Path) -> Result<Self, BatchError> {
        let path = folder.join(KEY);
        let key = match fs::read(&path) {
            Ok(key) if key.len() >= 32 => key,
            Ok(_) => return Err(BatchError::Key { path, source: ErrorKind::InvalidData.into() }),
            Err(error) if error.kind() == ErrorKind::NotFound => make(&path)?,
            Err(source) => return Err(BatchError::Key { path, source }),
        };
        Ok(Self { folder: folder.to_owned(), key })
    }

    /// The pseudonym of a text; of a pseudonym, itself.
    #[must_use]
    pub fn of(&self, text: &str) -> String {
        if text.is_empty() || is_pseudonym(text) {
            return text.to_owned();
        }
        // A key of any length is accepted.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.key) else { return String::new() };
        mac.update(text.as_bytes());
        let digits = hex(&mac.finalize().into_bytes());
        format!("{MARK}{}", &digits[..DIGITS])
    }

    /// Takes out of a line what could tell whose it is.
    pub(super) fn hide(&self, record: &mut Record) {
        record.name.clear();
        record.input = self.of(&record.input);
        record.followed = record.followed.take().map(|link| self.of(&link));
        for other in &mut record.others {
            other.input = self.of(&other.input);
        }
        if let Some(error) = &mut record.error {
            UNSAID.clone_into(&mut error.message);
        }
    }

    /// Writes the map of names: pseudonym, id, name.
    pub(super) fn write_names(&self, people: &[[String; 3]]) -> Result<(), BatchError> {
        let path = self.folder.join(NAMES);
        whole::write_with(&path, |file| sheet::write_names(people, file)).map_err(BatchError::output(&path))?;
        private(&path).map_err(BatchError::output(path))
    }
}

/// Whether a text is a pseudonym.
pub(super) fn is_pseudonym(text: &str) -> bool {
    let digits = text.strip_prefix(MARK).unwrap_or_default();
    digits.len() == DIGITS && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn make(path: &Path) -> Result<Vec<u8>, BatchError> {
    let mut key = vec![0; 32];
    let failed = |source| BatchError::Key { path: path.to_owned(), source };
    getrandom::fill(&mut key).map_err(|error| failed(std::io::Error::other(error)))?;
    whole::write(path, &key).map_err(failed)?;
    private(path).map_err(failed)?;
    Ok(key)
}

/// Nobody but the owner may read it.
#[cfg(unix)]
fn private(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(0o600))
}

#[cfg(not(unix))]
fn private(_: &Path) -> std::io::Result<()> {
    Ok(())
}
