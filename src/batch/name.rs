//! Names of folders that are safe on every system, whatever an id holds.
//!
//! Letters and digits of any script, `-`, `_`, `.`, `@` and `+` stay; anything else becomes `_`, so no part of a path is left. A name
//! never begins with a dot or a hyphen (hidden, an option), never ends with a dot (Windows drops it), is none of the names that Windows
//! keeps for devices, and has at most 100 bytes. Two ids never share a folder, also where `Ada` and `ada` are the same.

use std::collections::HashSet;

use crate::digest::sha256;

/// Most bytes of a name; file systems end at 255, and the path goes on below it.
const LONGEST: usize = 100;
/// Names of devices on Windows, with any extension. `COM` and `LPT` have a digit behind them.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "conin$", "conout$"];

/// Gives names, each once.
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: HashSet<String>,
}

impl Names {
    /// A safe name for an id. A second one like it gets `-2` behind it.
    pub(super) fn safe(&mut self, id: &str) -> String {
        self.unique(&safe(id))
    }

    /// A text, with a number behind it if it was given before in whatever case.
    pub(super) fn unique(&mut self, text: &str) -> String {
        if self.taken.insert(text.to_lowercase()) {
            return text.to_owned();
        }
        let mut number = 2_usize;
        loop {
            let numbered = format!("{text}-{number}");
            if self.taken.insert(numbered.to_lowercase()) {
                return numbered;
            }
            number += 1;
        }
    }
}

fn safe(id: &str) -> String {
    let kept: String = id
        .chars()
        .map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '@' | '+') { c } else { '_' })
        .collect();
    let name = shortened(kept.trim_start_matches(['-', '.']).trim_end_matches(['.', '_']), id);
    if name.is_empty() {
        return "submission".to_owned();
    }
    if is_device(&name) { format!("_{name}") } else { name }
}

/// A long name cut at a whole character, with a mark of the id behind it that tells it from others with the same start.
fn shortened(name: &str, id: &str) -> String {
    if name.len() <= LONGEST {
        return name.to_owned();
    }
    let digest = sha256(id.as_bytes());
    let mark = &digest[..8];
    let mut end = LONGEST - mark.len() - 1;
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}-{mark}", &name[..end])
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let numbered = |prefix: &str| {
        let mut rest = stem.strip_prefix(prefix).unwrap_or_default().chars();
        matches!((rest.next(), rest.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
    };
    DEVICES.contains(&stem.as_str()) || numbered("com") || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_on_every_system() {
        for (id, expected) in [
            ("ada", "ada"),
            ("ada@school.example", "ada@school.example"),
            ("../../etc/passwd", "_.._etc_passwd"),
            ("..", "submission"),
            ("", "submission"),
            ("-rf", "rf"),
            (".hidden", "hidden"),
            ("a/b\\c:d*e?f\"g<h>i|j", "a_b_c_d_e_f_g_h_i_j"),
            ("con", "_con"),
            ("NUL.txt", "_NUL.txt"),
            ("com7", "_com7"),
            ("COM¹", "_COM¹"),
            ("company", "company"),
            ("trailing. ", "trailing"),
            ("Zoë Ångström", "Zoë_Ångström"),
            ("a\u{0}b\u{202e}c\n", "a_b_c"),
            ("李雷", "李雷"),
        ] {
            assert_eq!(safe(id), expected, "{id}");
        }
    }

    #[test]
    fn long_names_are_cut_and_stay_apart() {
        let (one, other) = (safe(&format!("{}1", "é".repeat(300))), safe(&format!("{}2", "é".repeat(300))));
        assert!(one.len() <= LONGEST && one != other, "{one} {other}");
    }

    #[test]
    fn no_two_ids_share_a_folder() {
        let mut names = Names::default();
        let given: Vec<String> = ["Ada", "ada", "a/b", "a_b", "ada-2", "ADA"].iter().map(|id| names.safe(id)).collect();
        assert_eq!(given, ["Ada", "ada-2", "a_b", "a_b-2", "ada-2-2", "ADA-3"]);
    }
}
