//! Which column of a table is what: as the user says, else by its name, else by what its cells hold.

use super::error::ListError;
use super::table::{Table, Written, holds_document};

/// Columns by name, or by number from 1, as the user says.
#[derive(Debug, Clone, Default)]
pub struct ColumnNames {
    /// Whose submission it is.
    pub id: Option<String>,
    /// The document.
    pub input: Option<String>,
    /// The author's name.
    pub name: Option<String>,
}

/// The columns of a table that are used.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Columns {
    pub(super) input: usize,
    pub(super) id: Option<usize>,
    /// Several where first and last name stand apart.
    pub(super) name: Vec<usize>,
    pub(super) time: Option<usize>,
    pub(super) late: Option<usize>,
    is_form: bool,
}

/// Names of columns that hold documents, the most telling first.
const INPUT: &[&[&str]] = &[
    &["input"],
    &["postmortem", "mortem"],
    &["link", "links", "url", "urls", "uri", "href"],
    &["document", "documents", "doc", "docs", "file", "files", "path", "article", "report", "essay"],
    &["submission", "answer", "text"],
];
/// Words in the names of columns that hold links to something else.
const ELSEWHERE: &[&str] =
    &["profile", "portfolio", "linkedin", "photo", "picture", "avatar", "homepage", "website", "video", "slides"];
/// Names of columns that tell whose a row is.
const ID: &[&[&str]] = &[
    &["id", "ids", "uid", "sid", "identifier"],
    &["email", "mail", "emails"],
    &["username", "user", "login", "handle", "netid"],
    &["github", "matriculation", "matric", "number"],
];
const NAME: &[&[&str]] = &[&["name", "names", "nom"], &["student", "author", "students"]];
const TIME: &[&[&str]] = &[&["timestamp"], &["submitted", "created"], &["date", "time"]];
const LATE: &[&[&str]] = &[&["late", "lateness", "overdue"]];
const FIRST_NAME: &[&str] = &["first", "given", "forename"];
const LAST_NAME: &[&str] = &["last", "family", "surname"];

/// Extensions of files that are handed in as documents, read or not: one that is not read fails by name instead of disappearing.
const DOCUMENTS: &[&str] = &[
    "docx", "docm", "dotx", "odt", "md", "markdown", "mdown", "html", "htm", "xhtml", "txt", "text", "doc", "rtf",
    "pdf", "pages", "pptx", "odp", "epub", "tex",
];

/// Whether a text is the name of a file that may be a document.
pub(super) fn is_document_name(text: &str) -> bool {
    let text = text.trim();
    let Some((stem, extension)) = text.rsplit_once('.') else { return false };
    !stem.is_empty()
        && text.len() < 1024
        && !text.contains("://")
        && !text.contains(['\n', '\0'])
        && DOCUMENTS.contains(&extension.to_lowercase().as_str())
}

impl Columns {
    pub(super) fn find(table: &Table, names: &ColumnNames, list: &str) -> Result<Self, ListError> {
        let asked = |name: &Option<String>| name.as_deref().map(|name| table.column(name, list)).transpose();
        let (id, name) = (asked(&names.id)?, asked(&names.name)?);
        let Some(input) = asked(&names.input)?.or_else(|| table.input()) else {
            return Err(ListError::NoInput { list: list.to_owned(), found: table.names() });
        };
        let others: Vec<usize> = (0..table.width()).filter(|column| *column != input).collect();
        let time = table.called(TIME, &others);
        let name = match name {
            Some(name) => vec![name],
            None => table.name_columns(&others),
        };
        let free: Vec<usize> =
            others.iter().copied().filter(|column| Some(*column) != time && !name.contains(column)).collect();
        let late = table.called(LATE, &free);
        let id = id.or_else(|| table.called(ID, &free)).or_else(|| table.unnamed_id(&free));
        let is_form = time.is_some_and(|time| words(&table.name_of(time)).iter().any(|word| word == "timestamp"));
        Ok(Self { input, id, name, time, late, is_form })
    }

    /// Who wrote the cells.
    pub(super) fn answers(&self) -> Written {
        if self.is_form { Written::ByStrangers } else { Written::ByOwner }
    }

    /// One line that tells which columns are used for what.
    pub(super) fn remark(&self, table: &Table, list: &str) -> String {
        let mut parts = vec![format!("documents from {}", quoted(table, &[self.input]))];
        if let Some(id) = self.id {
            parts.push(format!("ids from {}", quoted(table, &[id])));
        }
        if !self.name.is_empty() {
            parts.push(format!("names from {}", quoted(table, &self.name)));
        }
        if let Some(time) = self.time {
            parts.push(format!("the newest of each person by {}", quoted(table, &[time])));
        }
        format!("{list}: {} rows; {}", table.records.len(), parts.join(", "))
    }
}

fn quoted(table: &Table, columns: &[usize]) -> String {
    columns.iter().map(|column| format!("`{}`", table.name_of(*column))).collect::<Vec<_>>().join(" and ")
}

impl Table {
    fn width(&self) -> usize {
        let cells = self.records.iter().map(|record| record.cells.len()).max().unwrap_or(0);
        cells.max(self.header.as_ref().map_or(0, Vec::len))
    }

    fn name_of(&self, column: usize) -> String {
        let name = self.header.as_ref().and_then(|header| header.get(column)).map(|name| name.trim());
        name.filter(|name| !name.is_empty()).map_or_else(|| format!("{}", column + 1), str::to_owned)
    }

    fn names(&self) -> Vec<String> {
        (0..self.width()).map(|column| self.name_of(column)).collect()
    }

    /// The column that the user asked for: by its name in either case, else by its number.
    fn column(&self, wanted: &str, list: &str) -> Result<usize, ListError> {
        let names = self.names();
        let by_name = || names.iter().position(|name| name.to_lowercase() == wanted.trim().to_lowercase());
        let by_number = || {
            let number: usize = wanted.trim().parse().ok()?;
            number.checked_sub(1).filter(|column| *column < names.len())
        };
        by_name().or_else(by_number).ok_or_else(|| ListError::NoColumn {
            list: list.to_owned(),
            wanted: wanted.to_owned(),
            found: names.clone(),
        })
    }

    /// The column whose cells hold documents; of several, the one with the most telling name. Without such cells, one by its name alone.
    fn input(&self) -> Option<usize> {
        let score = |column: usize| {
            let cells = self.records.iter().map(|record| record.with_link(column)).filter(|cell| !cell.is_empty());
            let (all, documents) = cells
                .fold((0_usize, 0_usize), |(all, found), cell| (all + 1, found + usize::from(holds_document(&cell))));
            let share = documents * 100 / all.max(1);
            let words = words(&self.name_of(column));
            let elsewhere = words.iter().any(|word| ELSEWHERE.contains(&word.as_str()));
            // A name weighs against a third of the cells: `Link to your postmortem` with a few empty ones beats a full `Portfolio link`.
            let score = share + telling(&words, INPUT) * 30;
            (documents > 0).then_some(if elsewhere { score / 2 } else { score })
        };
        let by_content = (0..self.width()).filter_map(|column| Some((score(column)?, column)));
        let best = by_content.max_by_key(|(score, column)| (*score, std::cmp::Reverse(*column)));
        best.map(|(_, column)| column).or_else(|| {
            self.header.as_ref()?;
            self.called(INPUT, &(0..self.width()).collect::<Vec<_>>())
        })
    }

    /// The first of these columns with one of these names, the most telling first.
    fn called(&self, vocabulary: &[&[&str]], columns: &[usize]) -> Option<usize> {
        self.header.as_ref()?;
        let best = columns.iter().map(|column| (telling(&words(&self.name_of(*column)), vocabulary), *column));
        best.filter(|(score, _)| *score > 0)
            .max_by_key(|(score, column)| (*score, std::cmp::Reverse(*column)))
            .map(|(_, column)| column)
    }

    /// The columns of the author's name: one, or first and last name.
    fn name_columns(&self, columns: &[usize]) -> Vec<usize> {
        let with = |vocabulary: &[&str]| {
            let mut named = columns.iter().copied();
            named.find(|column| telling(&words(&self.name_of(*column)), &[vocabulary]) > 0)
        };
        if let (Some(first), Some(last)) = (with(FIRST_NAME), with(LAST_NAME)) {
            return vec![first, last];
        }
        let person = |column: &usize| {
            let words = words(&self.name_of(*column));
            !words.iter().any(|word| ["user", "file", "id", "number", "email", "course"].contains(&word.as_str()))
        };
        let columns: Vec<usize> = columns.iter().copied().filter(person).collect();
        self.called(NAME, &columns).into_iter().collect()
    }

    /// Where no name tells it: a column whose cells are all there and all different, most of them short.
    fn unnamed_id(&self, columns: &[usize]) -> Option<usize> {
        if self.header.is_some() {
            return columns.iter().copied().find(|column| self.are(*column, |cell| cell.contains('@')));
        }
        columns.iter().copied().find(|column| {
            let mut seen = std::collections::HashSet::new();
            self.are(*column, |cell| cell.len() < 80)
                && self.records.iter().all(|record| seen.insert(record.cell(*column)))
        })
    }

    fn are(&self, column: usize, test: impl Fn(&str) -> bool) -> bool {
        self.records.iter().all(|record| !record.cell(column).is_empty() && test(record.cell(column)))
    }
}

/// How telling a name is: the nearer to the head of the vocabulary, the more; 0 if it says nothing.
fn telling(words: &[String], vocabulary: &[&[&str]]) -> usize {
    let place = vocabulary.iter().position(|family| words.iter().any(|word| family.contains(&word.as_str())));
    place.map_or(0, |place| vocabulary.len() - place)
}

fn words(name: &str) -> Vec<String> {
    let name = name.to_lowercase().replace("e-mail", "email");
    name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
