//! Whose files these are, by their names: the layouts in which learning platforms pack submissions, else one file or one folder a person.
//!
//! | layout | names | made by |
//! |---|---|---|
//! | [`canvas`] | `doeada_late_12345_67890_essay-1.docx` | Canvas, "Download Submissions" |
//! | [`moodle`] | `Ada Doe_12345_assignsubmission_file_/essay.docx` | Moodle, "Download all submissions" |
//! | [`gradescope`] | `submission_12345/essay.docx`, `submission_metadata.yml` | Gradescope, "Export Submissions" |
//! | [`repository`] | `outage-ada/README.md` | GitHub Classroom, one folder a person |
//! | plain | `ada.docx` | one file a person |

use std::collections::BTreeMap;

use super::columns::is_document_name;
use super::row::{Input, Other, Reason, Row};
use super::{List, canvas, gradescope, moodle, repository};

/// Most bytes of a file that only tells whose the others are.
pub(super) const MAX_METADATA: u64 = 50_000_000;
/// Most documents of one person that are tried.
const MOST_TRIED: usize = 10;

/// A file and its name within the folder or archive, with `/`.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) input: Input,
}

/// A file of somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Owned {
    /// What all files of one person have in common.
    pub(super) id: String,
    pub(super) name: String,
    pub(super) late: bool,
    /// What all attempts at one file have in common.
    pub(super) file: String,
    /// What grows with each attempt, and the order in which files of one attempt are tried, last first.
    pub(super) attempt: Attempt,
}

/// Which attempt a file belongs to.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Attempt {
    /// When it was handed in, in a form that sorts.
    pub(super) time: String,
    /// The number of the attempt.
    pub(super) number: u64,
    /// The preference among the files of one attempt.
    pub(super) rank: u64,
}

/// Reads a file that tells whose the others are.
pub(super) type ReadMetadata<'a> = &'a dyn Fn(&Input) -> Option<Vec<u8>>;

/// The rows of a folder or an archive.
pub(super) fn rows(entries: Vec<Entry>, list: &str, read: ReadMetadata<'_>) -> List {
    let (layout, owners) = owners(&entries, read);
    let mut people: BTreeMap<String, Vec<(Owned, Input)>> = BTreeMap::new();
    let mut left_out = Vec::new();
    for (entry, owner) in entries.into_iter().zip(owners) {
        match owner {
            Some(owned) => people.entry(owned.id.clone()).or_default().push((owned, entry.input)),
            None if layout.is_metadata(&entry.name) => {}
            None => left_out.push(entry.name),
        }
    }
    let rows: Vec<Row> = people.into_values().enumerate().map(|(index, files)| row(index + 1, files)).collect();
    let mut remarks = vec![format!("{list}: {} submissions, read as {}", rows.len(), layout.name())];
    if !left_out.is_empty() {
        remarks.push(format!(
            "{list}: {} files are no documents and were left out: {}",
            left_out.len(),
            some(&left_out)
        ));
    }
    List { rows, remarks }
}

/// The layouts that are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layout {
    Canvas,
    Moodle,
    Gradescope,
    Repositories,
    Plain,
}

impl Layout {
    fn name(self) -> &'static str {
        match self {
            Self::Canvas => "a download of Canvas",
            Self::Moodle => "a download of Moodle",
            Self::Gradescope => "an export of Gradescope",
            Self::Repositories => "one folder a person",
            Self::Plain => "one file a person",
        }
    }

    fn is_metadata(self, name: &str) -> bool {
        self == Self::Gradescope && gradescope::is_metadata(name)
    }
}

fn owners(entries: &[Entry], read: ReadMetadata<'_>) -> (Layout, Vec<Option<Owned>>) {
    let names: Vec<&str> = entries.iter().map(|entry| entry.name.as_str()).collect();
    let all = |owner: &dyn Fn(&str) -> Option<Owned>| names.iter().map(|name| owner(name)).collect::<Vec<_>>();
    let most = |owners: &[Option<Owned>]| owners.iter().flatten().count() * 2 > owners.len();
    let metadata = entries.iter().find(|entry| gradescope::is_metadata(&entry.name));
    if metadata.is_some() || names.iter().all(|name| gradescope::is_submission(name)) {
        let people = metadata.and_then(|entry| read(&entry.input)).map(|bytes| gradescope::people(&bytes));
        return (Layout::Gradescope, all(&|name| gradescope::owner(name, &people.clone().unwrap_or_default())));
    }
    for (layout, owner) in
        [(Layout::Moodle, moodle::owner as fn(&str) -> Option<Owned>), (Layout::Canvas, canvas::owner)]
    {
        let owners = all(&owner);
        if most(&owners) {
            // A file that somebody put beside the others is not lost.
            let plain = owners.into_iter().zip(&names).map(|(owned, name)| owned.or_else(|| plain(name)));
            return (layout, plain.collect());
        }
    }
    if names.iter().all(|name| name.contains('/')) {
        return (Layout::Repositories, repository::owners(&names));
    }
    let prefix = repository::Prefix::of(&names);
    (Layout::Plain, all(&|name| if name.contains('/') { repository::owner(name, &prefix) } else { plain(name) }))
}

/// One file a person, called after it.
fn plain(name: &str) -> Option<Owned> {
    let (stem, _) = name.rsplit('/').next()?.rsplit_once('.')?;
    is_document_name(name).then(|| Owned {
        // `ada.docx` and `ada.md` are two attempts at the same, as far as a name can tell; they stay apart.
        id: stem.to_owned(),
        name: String::new(),
        late: false,
        file: name.to_owned(),
        attempt: Attempt::default(),
    })
}

/// The submission of one person: the newest attempt at each file, the last attempt first.
fn row(number: usize, mut files: Vec<(Owned, Input)>) -> Row {
    files.sort_by(|(one, _), (other, _)| other.attempt.cmp(&one.attempt));
    let mut row = Row { number, ..Row::default() };
    let mut seen: Vec<String> = Vec::new();
    let newest = files.first().map(|(owned, _)| owned.attempt.time.clone()).unwrap_or_default();
    for (owned, input) in files {
        let older = seen.contains(&owned.file) || owned.attempt.time < newest;
        if row.id.is_empty() {
            row.id.clone_from(&owned.id);
        }
        if row.name.is_empty() {
            row.name.clone_from(&owned.name);
        }
        if older {
            row.others.push(Other::new(input.shown(), Reason::OlderAttempt));
        } else if row.inputs.len() < MOST_TRIED {
            row.late |= owned.late;
            seen.push(owned.file);
            row.inputs.push(input);
        } else {
            row.others.push(Other::new(input.shown(), Reason::NotNeeded));
        }
    }
    row
}

/// Entries without the one folder that holds all of them, unless that folder is a submission itself.
pub(super) fn without_root(entries: Vec<Entry>) -> Vec<Entry> {
    let Some((root, rest)) = entries.first().and_then(|entry| entry.name.split_once('/')) else { return entries };
    let prefix = format!("{root}/");
    let below = |name: &str| name.strip_prefix(&prefix).map(str::to_owned);
    let is_submission = moodle::owner(&entries[0].name).is_some() || gradescope::is_submission(&entries[0].name);
    let is_repository = !rest.contains('/') && entries.len() == 1;
    if is_submission || is_repository || !entries.iter().all(|entry| entry.name.starts_with(&prefix)) {
        return entries;
    }
    let strip = |entry: Entry| Entry { name: below(&entry.name).unwrap_or_default(), ..entry };
    entries.into_iter().map(strip).collect()
}

/// Whether a part of a path is nobody's submission: hidden files, what macOS and Windows leave behind, locks of office programs.
pub(super) fn is_hidden(part: &str) -> bool {
    part.starts_with('.')
        || part.starts_with("~$")
        || ["__macosx", "thumbs.db", "desktop.ini", "node_modules", "__pycache__"]
            .contains(&part.to_lowercase().as_str())
}

/// The first few of many names.
pub(super) fn some(names: &[String]) -> String {
    const SHOWN: usize = 5;
    let shown: Vec<String> = names.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
    let more = if names.len() > SHOWN { ", ..." } else { "" };
    format!("{}{more}", shown.join(", "))
}
