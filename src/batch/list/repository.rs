//! One folder a person, as GitHub Classroom clones them: `outage-ada/README.md`, `outage-bo/README.md`.
//!
//! The id is the name of the folder without what all folders have in common up to a hyphen. The README comes first, then files that are
//! called postmortem, then other documents; what programs and templates bring along is nobody's write-up.

use super::columns::is_document_name;
use super::layout::{Attempt, Owned};

/// What all folders are called up to the name of the person.
#[derive(Debug, Default)]
pub(super) struct Prefix(String);

impl Prefix {
    pub(super) fn of(names: &[&str]) -> Self {
        let mut folders: Vec<&str> =
            names.iter().filter_map(|name| name.split_once('/')).map(|(folder, _)| folder).collect();
        folders.dedup();
        let (Some(first), true) = (folders.first(), folders.len() > 1) else { return Self::default() };
        let common = folders.iter().fold(first.len(), |length, folder| {
            length.min(first.bytes().zip(folder.bytes()).take_while(|(one, other)| one == other).count())
        });
        let end = first.as_bytes()[..common].iter().rposition(|byte| *byte == b'-').map_or(0, |at| at + 1);
        let leaves_something = folders.iter().all(|folder| folder.len() > end);
        Self(if leaves_something { first.get(..end).unwrap_or_default().to_owned() } else { String::new() })
    }
}

pub(super) fn owners(names: &[&str]) -> Vec<Option<Owned>> {
    let prefix = Prefix::of(names);
    names.iter().map(|name| owner(name, &prefix)).collect()
}

pub(super) fn owner(name: &str, prefix: &Prefix) -> Option<Owned> {
    let (folder, file) = name.split_once('/')?;
    let rank = rank(file)?;
    let id = folder.strip_prefix(prefix.0.as_str()).unwrap_or(folder);
    Some(Owned {
        id: id.to_owned(),
        name: String::new(),
        late: false,
        file: file.to_owned(),
        attempt: Attempt { rank, ..Attempt::default() },
    })
}

/// The order in which the files of a repository are tried, greatest first; nothing for what is no write-up.
fn rank(file: &str) -> Option<u64> {
    const NOT_WRITTEN_BY_THEM: &[&str] = &[
        "license",
        "licence",
        "contributing",
        "changelog",
        "code_of_conduct",
        "requirements",
        "robots",
        "security",
        "authors",
    ];
    let lower = file.to_lowercase();
    let (stem, _) = lower.rsplit('/').next()?.rsplit_once('.')?;
    if !is_document_name(file) || NOT_WRITTEN_BY_THEM.contains(&stem) {
        return None;
    }
    let depth = u64::try_from(lower.matches('/').count()).unwrap_or(99).min(99);
    let named = if stem.contains("mortem") || stem.contains("incident") { 200 } else { 100 };
    Some(if lower == "readme.md" { 1000 } else { named - depth })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readme_comes_first_and_the_assignment_is_no_part_of_the_id() {
        let names = [
            "outage-ada/README.md",
            "outage-ada/docs/postmortem.docx",
            "outage-ada/LICENSE.md",
            "outage-ab-o/README.md",
            "outage-ab-o/a.py",
        ];
        let owners = owners(&names);
        let ids: Vec<Option<(&str, u64)>> =
            owners.iter().map(|owned| owned.as_ref().map(|owned| (owned.id.as_str(), owned.attempt.rank))).collect();
        assert_eq!(ids, [Some(("ada", 1000)), Some(("ada", 199)), None, Some(("ab-o", 1000)), None]);
    }
}
