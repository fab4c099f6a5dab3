//! Names in a download of Moodle.
//!
//! ```text
//! path   = folder "/" file | folder file
//! folder = name "_" participant "_assignsubmission_" ( "file" | "onlinetext" ) "_"
//! ```
//!
//! Files come before text typed in the browser, which often only names the file or holds its link.

use super::layout::{Attempt, Owned};

const MARK: &str = "_assignsubmission_";

pub(super) fn owner(path: &str) -> Option<Owned> {
    let (start, rest) = path.split_once(MARK)?;
    let (name, participant) = start.rsplit('/').next()?.rsplit_once('_')?;
    let is_number = !participant.is_empty() && participant.bytes().all(|byte| byte.is_ascii_digit());
    let (kind, file) = rest.split_once(['_', '/'])?;
    is_number.then(|| Owned {
        id: participant.to_owned(),
        name: name.to_owned(),
        late: false,
        file: file.trim_matches('/').to_owned(),
        attempt: Attempt { rank: u64::from(kind == "file"), ..Attempt::default() },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart() {
        let read = |name: &str| owner(name).map(|owned| (owned.name, owned.id, owned.file, owned.attempt.rank));
        for (name, expected) in [
            ("Ada Doe_12345_assignsubmission_file_/essay.docx", Some(("Ada Doe", "12345", "essay.docx", 1))),
            ("Ada Doe_12345_assignsubmission_file/essay.docx", Some(("Ada Doe", "12345", "essay.docx", 1))),
            ("Ada Doe_12345_assignsubmission_file_essay.docx", Some(("Ada Doe", "12345", "essay.docx", 1))),
            ("Ada_Doe_7_assignsubmission_onlinetext_/onlinetext.html", Some(("Ada_Doe", "7", "onlinetext.html", 0))),
            ("Ada Doe_assignsubmission_file_/essay.docx", None),
            ("essay.docx", None),
        ] {
            let expected = expected.map(|(name, id, file, rank)| (name.into(), id.into(), file.into(), rank));
            assert_eq!(read(name), expected, "{name}");
        }
    }
}
