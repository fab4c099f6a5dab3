//! An export of Gradescope: `submission_NUMBER/…` or `submission_NUMBER.…`, and `submission_metadata.yml`, which tells whose they are.
//!
//! Of the metadata only a few lines are needed, and a program wrote them, always alike, so they are read line by line:
//!
//! ```text
//! submission_12345:
//!   :submitters:
//!   - :name: Ada Doe
//!     :sid: '4711'
//!     :email: ada@school.example
//!   :created_at: 2024-05-02 04:23:06.912365000 Z
//!   :history:
//!   - :id: 12000
//! ```

use std::collections::HashMap;

use super::layout::{Attempt, Owned};

/// People by the number of their submission.
pub(super) type People = HashMap<String, Person>;

/// Whose a submission is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Person {
    names: Vec<String>,
    id: String,
    email: String,
    created: String,
    late: bool,
}

pub(super) fn is_metadata(name: &str) -> bool {
    matches!(name.rsplit('/').next(), Some("submission_metadata.yml" | "submission_metadata.yaml"))
}

pub(super) fn is_submission(name: &str) -> bool {
    number(name).is_some()
}

/// The number in `submission_12345/essay.docx` and `submission_12345.pdf`, and the rest of the name.
fn number(name: &str) -> Option<(&str, &str)> {
    let part = name.split('/').find(|part| part.starts_with("submission_"))?;
    let rest = part.strip_prefix("submission_")?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (number, behind) = rest.split_at(digits);
    (digits > 0 && (behind.is_empty() || behind.starts_with('.'))).then_some((number, name))
}

pub(super) fn owner(name: &str, people: &People) -> Option<Owned> {
    let (number, _) = number(name)?;
    let file = name.rsplit('/').next().unwrap_or(name).to_owned();
    let person = people.get(number).cloned().unwrap_or_default();
    let id = [person.id, person.email, number.to_owned()].into_iter().find(|id| !id.is_empty())?;
    let rank = u64::from(file.to_lowercase().contains("mortem"));
    let attempt = Attempt { time: person.created, number: number.parse().unwrap_or(0), rank };
    Some(Owned { id, name: person.names.join(", "), late: person.late, file, attempt })
}

pub(super) fn people(metadata: &[u8]) -> People {
    let mut people = People::new();
    let mut current: Option<(String, Person)> = None;
    for line in String::from_utf8_lossy(metadata).lines() {
        if let Some(number) = line.strip_prefix("submission_") {
            people.extend(current.take());
            current = Some((number.trim_end_matches(':').trim().to_owned(), Person::default()));
        } else if let Some((_, person)) = &mut current {
            person.line(line);
        }
    }
    people.extend(current);
    people
}

impl Person {
    fn line(&mut self, line: &str) {
        let depth = line.len() - line.trim_start().len();
        let content = line.trim_start().trim_start_matches("- ").trim_start();
        let Some((key, value)) = content.strip_prefix(':').and_then(|rest| rest.split_once(':')) else { return };
        let value = value.trim().trim_matches(['\'', '"']).to_owned();
        match key {
            // The history of a submission repeats these keys further in.
            "name" if depth <= 4 && !value.is_empty() => self.names.push(value),
            "sid" if depth <= 4 && self.id.is_empty() => self.id = value,
            "email" if depth <= 4 && self.email.is_empty() => self.email = value,
            "created_at" if depth == 2 => self.created = value,
            "late" | "lateness" if depth == 2 => {
                self.late = !matches!(value.as_str(), "" | "false" | "0" | "00:00:00" | "0.0" | "nil" | "null");
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const METADATA: &[u8] = b"---\nsubmission_12345:\n  :submitters:\n  - :name: Ada Doe\n    :sid: '4711'\n    :email: ada@school.example\n  \
        :created_at: 2024-05-02 04:23:06.9 Z\n  :score: 0.0\n  :history:\n  - :id: 12000\n    :created_at: 2024-05-01 01:00:00.0 Z\n\
        submission_12346:\n  :submitters:\n  - :name: Bo Roe\n    :sid:\n    :email: bo@school.example\n  - :name: Cy Poe\n    :sid: '9'\n";

    #[test]
    fn people_are_found_by_the_number_of_their_submission() {
        let people = people(METADATA);
        let read = |name: &str| owner(name, &people).map(|owned| (owned.id, owned.name, owned.attempt.time));
        for (name, expected) in [
            ("submission_12345/essay.docx", Some(("4711", "Ada Doe", "2024-05-02 04:23:06.9 Z"))),
            ("export/submission_12346.docx", Some(("9", "Bo Roe, Cy Poe", ""))),
            ("submission_7/essay.docx", Some(("7", "", ""))),
            ("submission_metadata.yml", None),
            ("essay.docx", None),
        ] {
            let expected = expected.map(|(id, name, time)| (id.into(), name.into(), time.into()));
            assert_eq!(read(name), expected, "{name}");
        }
    }
}
