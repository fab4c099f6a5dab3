//! Zip containers of office documents: their parts by name, within limits of size.
//!
//! A document is written by strangers, so nothing that the archive states about itself is believed:
//! expanded bytes are counted as they come, over all parts together and for each against its compressed size.

use std::cell::Cell;
use std::collections::HashMap;
use std::io::{self, Cursor, Read};

use memchr::memmem;
use thiserror::Error;
use zip::ZipArchive;
use zip::result::ZipError;

/// Most members of an archive. A document with a thousand pictures has little more than a thousand.
const MAX_MEMBERS: usize = 10_000;
/// Most bytes that all parts read may expand to together: pictures, which hardly shrink, in the largest file that is opened.
const MAX_EXPANDED: u64 = 128 * 1024 * 1024;
/// How many times its compressed size a part may expand to.
const MAX_RATIO: u64 = 200;
/// Up to here a part may expand at any ratio: monotonous but honest XML compresses better than 200:1.
const ANY_RATIO_UP_TO: u64 = 32 * 1024 * 1024;
/// The stream of a compound file that holds an office document with a password ([MS-OFFCRYPTO] 2.3.4.4), in UTF-16.
const ENCRYPTED_STREAM: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

/// Why a container or one of its parts cannot be read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum PackageError {
    /// The bytes are no zip archive.
    #[error("it is no zip archive")]
    NotAPackage(#[source] ZipError),
    /// The document, or a part of it, is encrypted.
    #[error("it is encrypted")]
    Encrypted,
    /// More members than any document has.
    #[error("the archive has {found} members, more than {MAX_MEMBERS}")]
    TooManyMembers {
        /// How many it has.
        found: usize,
    },
    /// A part expands to more than is allowed.
    #[error("the part `{part}` expands to more than is allowed")]
    TooLarge {
        /// Its name.
        part: String,
    },
    /// A part cannot be unpacked: a wrong checksum, a method that office programs do not write.
    #[error("the part `{part}` cannot be unpacked")]
    Broken {
        /// Its name.
        part: String,
        /// What is wrong with it.
        source: ZipError,
    },
}

/// The limit of size was passed; travels inside an [`io::Error`] through whatever reads the part.
#[derive(Debug, Error)]
#[error("it expands to more than is allowed")]
struct Overflow;

/// A zip container held in memory.
pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Positions by folded name; the first of several names that fold to one.
    folded: HashMap<String, usize>,
    left: Cell<u64>,
}

impl<'a> Package<'a> {
    /// Opens a container; no part is read yet.
    ///
    /// # Errors
    ///
    /// [`PackageError`] when the bytes are no archive, are encrypted, or the archive has too many members.
    pub fn open(bytes: &'a [u8]) -> Result<Self, PackageError> {
        if bytes.starts_with(b"\xD0\xCF\x11\xE0") && memmem::find(bytes, ENCRYPTED_STREAM).is_some() {
            return Err(PackageError::Encrypted);
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(PackageError::NotAPackage)?;
        if archive.len() > MAX_MEMBERS {
            return Err(PackageError::TooManyMembers { found: archive.len() });
        }
        let mut folded = HashMap::with_capacity(archive.len());
        for (position, name) in archive.file_names_raw().enumerate() {
            folded.entry(fold(&String::from_utf8_lossy(name))).or_insert(position);
        }
        Ok(Self { archive, folded, left: Cell::new(MAX_EXPANDED) })
    }

    /// Whether there is a part of this name, letter case aside.
    #[must_use]
    pub fn contains(&self, part: &str) -> bool {
        self.position(part).is_some()
    }

    /// Reads a part as a stream; `None` when there is no such part.
    ///
    /// Names are compared exactly at first and without letter case then: packages in the wild say `customXML` in a
    /// relationship and `customXml` in the archive.
    ///
    /// # Errors
    ///
    /// [`PackageError`] when the part cannot be opened. What fails while `read` reads reaches it as an [`io::Error`];
    /// [`Self::fault`] tells what such an error means.
    pub fn read_part<T>(&self, part: &str, read: impl FnOnce(&mut dyn Read) -> T) -> Result<Option<T>, PackageError> {
        let Some(position) = self.position(part) else { return Ok(None) };
        // The archive is a handle to shared metadata and to the bytes, so that a picture can be read amid the text.
        let mut archive = self.archive.clone();
        let broken = |source| PackageError::Broken { part: part.to_owned(), source };
        if archive.by_index_data(position).map_err(broken)?.encrypted() {
            return Err(PackageError::Encrypted);
        }
        let member = archive.by_index(position).map_err(broken)?;
        let allowed = member.compressed_size().saturating_mul(MAX_RATIO).max(ANY_RATIO_UP_TO);
        Ok(Some(read(&mut Limited { inner: member, part_left: allowed, left: &self.left })))
    }

    /// The bytes of a part; `None` when there is no such part.
    ///
    /// # Errors
    ///
    /// [`PackageError`] when the part is too large or cannot be unpacked.
    pub fn bytes(&self, part: &str) -> Result<Option<Vec<u8>>, PackageError> {
        let read = self.read_part(part, |stream| {
            let mut bytes = Vec::new();
            stream.read_to_end(&mut bytes).map(|_| bytes)
        })?;
        read.transpose().map_err(|error| Self::fault(part, error))
    }

    /// What an error met while reading a part means.
    #[must_use]
    pub fn fault(part: &str, error: io::Error) -> PackageError {
        let part = part.to_owned();
        match error.downcast::<Overflow>() {
            Ok(Overflow) => PackageError::TooLarge { part },
            Err(error) => PackageError::Broken { part, source: ZipError::Io(error) },
        }
    }

    fn position(&self, part: &str) -> Option<usize> {
        let name = part.trim_start_matches('/');
        self.archive.index_for_name(name).or_else(|| self.folded.get(&fold(name)).copied())
    }
}

/// A part's name without what writers disagree on: letter case, the leading and the kind of slashes.
fn fold(name: &str) -> String {
    name.trim_start_matches(['/', '\\']).replace('\\', "/").to_lowercase()
}

/// Counts what a member expands to and stops at the limits.
struct Limited<'b, R> {
    inner: R,
    part_left: u64,
    left: &'b Cell<u64>,
}

impl<R: Read> Read for Limited<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        let read = count as u64;
        let (Some(part_left), Some(left)) = (self.part_left.checked_sub(read), self.left.get().checked_sub(read))
        else {
            return Err(io::Error::other(Overflow));
        };
        self.part_left = part_left;
        self.left.set(left);
        Ok(count)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
pub(super) mod tests {
    use std::io::Write;

    use zip::write::SimpleFileOptions;
    use zip::{CompressionMethod, ZipWriter};

    use super::*;

    pub(in crate::read) fn archive(parts: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            zip.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn finds_parts_without_regard_to_case_and_slashes() {
        let bytes =
            archive(&[("customXml/Item1.xml", b"a"), ("word\\document.xml", b"b")], CompressionMethod::Deflated);
        let package = Package::open(&bytes).unwrap();
        assert_eq!(package.bytes("/customXML/item1.xml").unwrap().unwrap(), b"a");
        assert_eq!(package.bytes("word/document.xml").unwrap().unwrap(), b"b");
        assert!(package.bytes("word/styles.xml").unwrap().is_none());
    }

    #[test]
    fn prefers_the_exact_name_among_case_clashes() {
        let bytes = archive(&[("Word/A.xml", b"upper"), ("word/a.xml", b"lower")], CompressionMethod::Stored);
        let package = Package::open(&bytes).unwrap();
        assert_eq!(package.bytes("word/a.xml").unwrap().unwrap(), b"lower");
        assert_eq!(package.bytes("Word/A.xml").unwrap().unwrap(), b"upper");
    }

    #[test]
    fn refuses_a_part_that_expands_too_far() {
        let zeros = vec![0; usize::try_from(ANY_RATIO_UP_TO).unwrap() + 1];
        let bytes = archive(&[("word/document.xml", &zeros)], CompressionMethod::Deflated);
        let package = Package::open(&bytes).unwrap();
        let error = package.bytes("word/document.xml").unwrap_err();
        assert!(matches!(error, PackageError::TooLarge { part } if part == "word/document.xml"));
    }

    #[test]
    fn refuses_parts_that_expand_too_far_together() {
        let bytes = archive(&[("a.xml", &[b'a'; 600]), ("b.xml", &[b'b'; 600])], CompressionMethod::Deflated);
        let package = Package::open(&bytes).unwrap();
        package.left.set(1000);
        assert_eq!(package.bytes("a.xml").unwrap().unwrap().len(), 600);
        assert!(matches!(package.bytes("b.xml"), Err(PackageError::TooLarge { part }) if part == "b.xml"));
    }

    #[test]
    fn refuses_more_members_than_any_document_has() {
        let names: Vec<String> = (0..=MAX_MEMBERS).map(|number| number.to_string()).collect();
        let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
        let bytes = archive(&parts, CompressionMethod::Stored);
        assert!(
            matches!(Package::open(&bytes), Err(PackageError::TooManyMembers { found }) if found == MAX_MEMBERS + 1)
        );
    }

    #[test]
    fn refuses_a_wrong_checksum() {
        let mut bytes = archive(&[("a.xml", b"only stored text")], CompressionMethod::Stored);
        let at = bytes.windows(4).position(|window| window == b"only").unwrap();
        bytes[at] = b'O';
        let package = Package::open(&bytes).unwrap();
        assert!(matches!(package.bytes("a.xml"), Err(PackageError::Broken { .. })));
    }

    #[test]
    fn refuses_what_is_no_archive_and_what_has_a_password() {
        assert!(matches!(Package::open(b""), Err(PackageError::NotAPackage(_))));
        assert!(matches!(Package::open(b"PK\x03\x04 cut off"), Err(PackageError::NotAPackage(_))));
        let mut compound = b"\xD0\xCF\x11\xE0 and so on".to_vec();
        assert!(matches!(Package::open(&compound), Err(PackageError::NotAPackage(_))));
        compound.extend_from_slice(ENCRYPTED_STREAM);
        assert!(matches!(Package::open(&compound), Err(PackageError::Encrypted)));
    }
}
