//! What is to be done: a function of the rows and of what the journal says.

use std::collections::{HashMap, HashSet};

use super::error::BatchError;
use super::list::{Input, Row};
use super::name::Names;
use super::pseudonym::{Pseudonyms, is_pseudonym};
use super::record::{Record, Records, Status};
use super::settings::Settings;
use crate::digest::sha256;

/// Every row with its id, its folder, and what its result depends on.
#[derive(Debug)]
pub struct Plan {
    /// The rows in their order.
    pub tasks: Vec<Task>,
    /// What stands in place of names, where no output may hold them.
    pseudonyms: Option<Pseudonyms>,
}

/// One row of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// The row; its id is there and like no other.
    pub row: Row,
    /// The name of its folder in `submissions/`.
    pub folder: String,
    /// What the row and the options are, in a few digits.
    pub fingerprint: String,
    /// The earlier task that handed in the same documents.
    pub twin_of: Option<usize>,
}

/// Whether failed rows are tried again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retry {
    /// They are.
    Failed,
    /// Only what was never tried.
    Nothing,
}

/// A task to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Todo {
    /// Its place in the plan.
    pub task: usize,
    /// The digest of the file that its line in the journal was made from: if the file is still the same, nothing is to do.
    pub known: Option<String>,
}

impl Plan {
    /// Gives each row an id and a folder.
    #[must_use]
    pub fn new(rows: Vec<Row>, settings: &Settings) -> Self {
        let (mut ids, mut folders) = (Names::default(), Names::default());
        let shape = settings.fingerprint();
        let mut first: HashMap<String, usize> = HashMap::new();
        let mut tasks = Vec::with_capacity(rows.len());
        for (index, mut row) in rows.into_iter().enumerate() {
            row.id = ids.unique(&id(&row));
            let folder = folders.safe(&row.id);
            let documents = documents(&row);
            let twin_of = match first.entry(documents) {
                std::collections::hash_map::Entry::Occupied(entry) if !row.inputs.is_empty() => Some(*entry.get()),
                std::collections::hash_map::Entry::Occupied(_) => None,
                std::collections::hash_map::Entry::Vacant(entry) => {
                    entry.insert(index);
                    None
                }
            };
            let fingerprint = fingerprint(&row, &shape);
            tasks.push(Task { row, folder, fingerprint, twin_of });
        }
        Self { tasks, pseudonyms: None }
    }

    /// The same plan with pseudonyms in place of ids and names; the map of names is written beside their key.
    ///
    /// # Errors
    ///
    /// [`BatchError`] when the map cannot be written.
    pub fn with_pseudonyms(mut self, pseudonyms: Pseudonyms) -> Result<Self, BatchError> {
        let mut people = Vec::with_capacity(self.tasks.len());
        for task in &mut self.tasks {
            let pseudonym = pseudonyms.of(&task.row.id);
            people.push([
                pseudonym.clone(),
                std::mem::replace(&mut task.row.id, pseudonym.clone()),
                std::mem::take(&mut task.row.name),
            ]);
            task.folder = pseudonym;
        }
        pseudonyms.write_names(&people)?;
        Ok(Self { pseudonyms: Some(pseudonyms), ..self })
    }

    /// Whether the journal has names that this plan must not show.
    pub(super) fn would_show_names(&self, journal: &Records) -> bool {
        self.pseudonyms.is_some() && journal.keys().any(|id| !is_pseudonym(id))
    }

    /// Takes out of a line what no output may hold.
    pub(super) fn hide(&self, record: &mut Record) {
        if let Some(pseudonyms) = &self.pseudonyms {
            pseudonyms.hide(record);
        }
    }

    /// A text as it stands in the results.
    pub(super) fn shown(&self, text: String) -> String {
        match &self.pseudonyms {
            Some(pseudonyms) => pseudonyms.of(&text),
            None => text,
        }
    }

    /// The tasks that the journal does not settle, in order.
    ///
    /// A task is settled by a line with its fingerprint that says `ok`, or `failed` unless failed ones are tried again. One that was read
    /// from a file is looked at again, since the file may have changed: that costs no request. Where the line does not tell what the file
    /// was, it is done again for the same reason, unless a link was followed from it.
    #[must_use]
    pub fn outstanding(&self, journal: &Records, retry: Retry) -> Vec<Todo> {
        let todo = |(index, task): (usize, &Task)| {
            let fresh = Some(Todo { task: index, known: None });
            let Some(record) = journal.get(&task.row.id) else { return fresh };
            let try_again = match record.status {
                Status::NotTried => true,
                Status::Failed => retry == Retry::Failed,
                Status::Ok => false,
            };
            if try_again || record.fingerprint != task.fingerprint {
                return fresh;
            }
            let local = task.row.inputs.iter().any(|input| !input.is_link());
            match &record.sha256 {
                Some(sha256) if task.row.inputs.len() == 1 => Some(Todo { task: index, known: Some(sha256.clone()) }),
                _ if local && record.followed.is_none() => fresh,
                _ => None,
            }
        };
        self.tasks.iter().enumerate().filter_map(todo).collect()
    }

    /// The name under which the document of a task appears, where its own could tell whose it is.
    pub(super) fn alias(&self, task: usize) -> Option<String> {
        self.pseudonyms.as_ref().map(|_| self.tasks[task].row.id.clone())
    }

    /// The ids in the journal that are in no row.
    #[must_use]
    pub fn removed(&self, journal: &Records) -> Vec<String> {
        let ids: HashSet<&str> = self.tasks.iter().map(|task| task.row.id.as_str()).collect();
        let mut removed: Vec<String> = journal.keys().filter(|id| !ids.contains(id.as_str())).cloned().collect();
        removed.sort();
        removed
    }
}

/// What a row calls itself; else its name, its file, or its number.
fn id(row: &Row) -> String {
    let file = || match row.inputs.first() {
        Some(Input::File { name, .. } | Input::Member { name, .. }) => {
            let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
            file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_owned()
        }
        _ => String::new(),
    };
    let named = [row.id.clone(), row.name.clone(), file()].into_iter().find(|id| !id.trim().is_empty());
    named.unwrap_or_else(|| format!("row-{}", row.number))
}

/// What the documents of a row are, however they are spelled.
fn documents(row: &Row) -> String {
    row.inputs.iter().map(Input::key).collect::<Vec<_>>().join("\n")
}

/// What the result of a row depends on: itself, the options, this version of the program. Not its number, so that a row put in above
/// changes nothing.
fn fingerprint(row: &Row, settings: &str) -> String {
    let others: Vec<&str> = row.others.iter().map(|other| other.input.as_str()).collect();
    let inputs: Vec<String> = row.inputs.iter().map(Input::shown).collect();
    let keys: Vec<String> = row.inputs.iter().filter(|input| input.is_link()).map(Input::key).collect();
    let all = (env!("CARGO_PKG_VERSION"), settings, &row.id, &row.name, row.late, inputs, keys, &row.text, others);
    let text = serde_json::to_string(&all).unwrap_or_default();
    sha256(text.as_bytes())[..16].to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::row_state::blank;
    use super::super::settings::tests::settings;
    use super::super::settings::{Form, Settings};
    use super::*;

    fn row(number: usize, id: &str, inputs: &[Input]) -> Row {
        Row { number, id: id.to_owned(), inputs: inputs.to_vec(), ..Row::default() }
    }

    fn link(path: &str) -> Input {
        Input::Link(format!("https://x.test/{path}"))
    }

    fn file(name: &str) -> Input {
        Input::File { path: name.into(), name: name.to_owned() }
    }

    fn record(task: &Task, status: Status) -> Record {
        Record { status, ..blank(task, String::new()) }
    }

    fn outstanding(plan: &Plan, records: &[Record], retry: Retry) -> Vec<usize> {
        let journal: Records = records.iter().map(|record| (record.id.clone(), record.clone())).collect();
        plan.outstanding(&journal, retry).into_iter().map(|todo| todo.task).collect()
    }

    #[test]
    fn what_the_journal_does_not_settle_is_outstanding() {
        let rows = || ["a", "b", "c", "d"].iter().zip(1..).map(|(id, number)| row(number, id, &[link(id)])).collect();
        let plan = Plan::new(rows(), &settings());
        let [a, b, c, _] = plan.tasks.as_slice() else { panic!("four rows") };
        let journal = [record(a, Status::Ok), record(b, Status::Failed), record(c, Status::NotTried)];
        assert_eq!(outstanding(&plan, &journal, Retry::Nothing), [2, 3]);
        assert_eq!(outstanding(&plan, &journal, Retry::Failed), [1, 2, 3]);
        // A row put in above changes no other; another option changes all.
        let mut more: Vec<Row> = rows();
        more.insert(0, row(9, "z", &[link("z")]));
        assert_eq!(outstanding(&Plan::new(more, &settings()), &journal, Retry::Nothing), [0, 3, 4]);
        let other = Settings { forms: vec![Form::Html], ..settings() };
        assert_eq!(outstanding(&Plan::new(rows(), &other), &journal, Retry::Nothing), [0, 1, 2, 3]);
    }

    #[test]
    fn files_are_looked_at_again_and_links_are_not() {
        let plan = Plan::new(vec![row(1, "a", &[file("a.md")]), row(2, "b", &[link("b")])], &settings());
        let [a, b] = plan.tasks.as_slice() else { panic!("two rows") };
        let known = Record { sha256: Some("abc".to_owned()), ..record(a, Status::Ok) };
        let journal: Records = [known, record(b, Status::Ok)].map(|record| (record.id.clone(), record)).into();
        let todo = plan.outstanding(&journal, Retry::Nothing);
        assert_eq!(todo, [Todo { task: 0, known: Some("abc".to_owned()) }]);
    }

    #[test]
    fn ids_are_unique_and_twins_are_found() {
        let rows = vec![
            row(1, "ada", &[link("same")]),
            row(2, "Ada", &[link("same")]),
            row(3, "", &[file("in/bo.docx")]),
            row(4, "", &[]),
            row(5, "", &[]),
        ];
        let plan = Plan::new(rows, &settings());
        let ids: Vec<(&str, Option<usize>)> =
            plan.tasks.iter().map(|task| (task.row.id.as_str(), task.twin_of)).collect();
        assert_eq!(ids, [("ada", None), ("Ada-2", Some(0)), ("bo", None), ("row-4", None), ("row-5", None)]);
    }
}
