//! Names in a download of Canvas.
//!
//! ```text
//! name     = owner [ "_late" ] "_" user "_" attachment "_" file
//!          | owner [ "_late" ] "_" user "_" ( "text.html" | "link.html" )
//! file     = stem [ "-" attempt ] "." extension
//! ```
//!
//! `owner` is the name without blanks, last name first; `user` and `attachment` are numbers that grow. Canvas puts `-1`, `-2` behind the
//! name of a file that is handed in again.

use super::layout::{Attempt, Owned};

pub(super) fn owner(name: &str) -> Option<Owned> {
    let file = name.rsplit('/').next()?;
    let parts: Vec<&str> = file.split('_').collect();
    let number =
        |index: usize| parts.get(index).filter(|part| is_number(part)).and_then(|part| part.parse::<u64>().ok());
    let user = (1..parts.len()).find(|index| {
        let with_file = number(*index).is_some() && number(index + 1).is_some() && parts.len() > index + 2;
        let typed = number(*index).is_some() && matches!(parts[index + 1..], ["text.html" | "link.html"]);
        with_file || typed
    })?;
    let late = parts[user - 1].eq_ignore_ascii_case("late") && user > 1;
    let owner = parts[..user - usize::from(late)].join("_");
    let attachment = number(user + 1);
    let rest = parts[user + 1 + usize::from(attachment.is_some())..].join("_");
    let (file, attempt) = attempt(&rest);
    Some(Owned {
        id: parts[user].to_owned(),
        name: owner,
        late,
        file,
        attempt: Attempt { time: String::new(), number: attempt, rank: attachment.unwrap_or(0) },
    })
}

fn is_number(part: &str) -> bool {
    (1..=18).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
}

/// The name of a file without the number of its attempt, and that number.
fn attempt(file: &str) -> (String, u64) {
    let (stem, extension) = file.rsplit_once('.').unwrap_or((file, ""));
    match stem.rsplit_once('-') {
        Some((stem, number)) if is_number(number) && number.len() <= 2 => {
            (format!("{stem}.{extension}"), number.parse().unwrap_or(0))
        }
        _ => (format!("{stem}.{extension}"), 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart() {
        let read =
            |name: &str| owner(name).map(|owned| (owned.name, owned.id, owned.late, owned.file, owned.attempt.number));
        for (name, expected) in [
            ("doeada_12345_67890_essay.docx", Some(("doeada", "12345", false, "essay.docx", 0))),
            ("doeada_LATE_12345_67890_my_essay-2.docx", Some(("doeada", "12345", true, "my_essay.docx", 2))),
            ("doe_ada_late_12345_67890_essay.docx", Some(("doe_ada", "12345", true, "essay.docx", 0))),
            ("doeada_12345_text.html", Some(("doeada", "12345", false, "text.html", 0))),
            ("doeada_essay.docx", None),
            ("12345_67890_essay.docx", None),
        ] {
            let expected =
                expected.map(|(name, id, late, file, attempt)| (name.into(), id.into(), late, file.into(), attempt));
            assert_eq!(read(name), expected, "{name}");
        }
    }
}
