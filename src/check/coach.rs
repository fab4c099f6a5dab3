//! Words by section, and which sections to cut or fill until the range holds.
//!
//! Words are counted by Unicode word boundaries (UAX 29), as everywhere in pmconvert; `wc -w`, which counts runs without white space, is
//! given beside them since authors have it at hand.

use schemars::JsonSchema;
use serde::Serialize;

use crate::postmortem::{Postmortem, Role, Section, WordRange, count_words, section_text};

/// The words of one section, its heading included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SectionWords {
    /// What the section is for.
    pub role: Role,
    /// Its heading in the author's words; `null` if it has none.
    pub heading: Option<String>,
    /// Words by Unicode word boundaries.
    pub words: usize,
    /// Words as `wc -w` counts them.
    pub wc: usize,
}

/// The words of each section, in the order of the document.
#[must_use]
pub fn section_words(postmortem: &Postmortem) -> Vec<SectionWords> {
    postmortem.sections.iter().map(words_of).collect()
}

/// A section with its heading.
fn text_of(section: &Section) -> String {
    format!("{}\n{}", section.heading.as_deref().unwrap_or_default(), section_text(section))
}

fn words_of(section: &Section) -> SectionWords {
    let text = text_of(section);
    SectionWords {
        role: section.role,
        heading: section.heading.clone(),
        words: count_words(&text),
        wc: text.split_whitespace().count(),
    }
}

/// The share of the words, in percent, that a write-up of the asked length gives to a part.
const SHARES: &[(Role, &str, usize)] = &[
    (Role::Summary, "summary", 20),
    (Role::Timeline, "timeline", 30),
    (Role::CauseAndResolution, "root cause and resolution", 30),
    (Role::Measures, "measures", 20),
];

/// What a part is called in advice; `None` for what is no part of the four.
pub(in crate::check) fn part_name(role: Role) -> Option<&'static str> {
    SHARES.iter().find(|(known, ..)| *known == role).map(|(_, name, _)| *name)
}

/// The words of a write-up as `wc -w` counts them: runs without white space.
pub(in crate::check) fn white_space_words(postmortem: &Postmortem) -> usize {
    let title = postmortem.title.as_deref().unwrap_or_default().split_whitespace().count();
    title + section_words(postmortem).iter().map(|section| section.wc).sum::<usize>()
}

/// One sentence on how to bring a write-up into the range, part by part until it holds; `None` where it is in it.
pub(super) fn advice(postmortem: &Postmortem, range: WordRange) -> Option<String> {
    let WordRange { fewest, most } = range;
    let words = postmortem.words;
    if (fewest..=most).contains(&words) {
        return None;
    }
    let lengths: Vec<(Role, usize)> =
        postmortem.sections.iter().map(|section| (section.role, count_words(&text_of(section)))).collect();
    let by_role = |role: Role| lengths.iter().filter(|(own, _)| *own == role).map(|(_, words)| words).sum::<usize>();
    let asked = format!("it has {words}, and {fewest} to {most} are asked for");
    if words < fewest {
        let room = |(role, name, share): &(Role, &'static str, usize)| {
            ((fewest * share / 100).saturating_sub(by_role(*role)), format!("to the {name}"))
        };
        let shares = allotted(fewest - words, SHARES.iter().map(room).collect());
        return Some(format!("Add at least {} words ({asked}): {shares}.", fewest - words));
    }
    if words > most {
        let excess = |(role, name, share): &(Role, &'static str, usize)| {
            (by_role(*role).saturating_sub(most * share / 100), format!("of the {name}"))
        };
        let aside = (by_role(Role::Other), "of what stands outside the four sections".to_owned());
        let shares = allotted(words - most, SHARES.iter().map(excess).chain([aside]).collect());
        return Some(format!("Cut at least {} words ({asked}): {shares}.", words - most));
    }
    None
}

/// So many words handed out among parts by how many each can give or take, those that can most first: `77 to the timeline`.
fn allotted(words: usize, mut parts: Vec<(usize, String)>) -> String {
    parts.sort_by_key(|(amount, _)| std::cmp::Reverse(*amount));
    let mut left = words;
    let mut shown: Vec<(usize, String)> = Vec::new();
    for (amount, name) in parts {
        let taken = amount.min(left);
        left -= taken;
        if taken > 0 {
            shown.push((taken, name));
        }
    }
    // What no part has room for is up to the first of them.
    if let Some((taken, _)) = shown.first_mut() {
        *taken += left;
    }
    shown.iter().map(|(words, name)| format!("{words} {name}")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use crate::check::tests::{CLEAN, submission};

    const RANGE: WordRange = WordRange { fewest: 400, most: 600 };

    fn first(text: &str) -> Postmortem {
        submission("essay.md", text).postmortems.into_iter().next().unwrap()
    }

    #[test]
    fn sections_and_title_make_the_total() {
        let postmortem = first(CLEAN);
        let title = count_words(postmortem.title.as_deref().unwrap());
        let sections: usize = section_words(&postmortem).iter().map(|section| section.words).sum();
        assert_eq!(title + sections, postmortem.words);
        assert!(section_words(&postmortem).iter().all(|section| section.wc > 0));
    }

    #[test]
    fn what_is_handed_out_is_what_is_needed() {
        let parts = |amounts: &[usize]| amounts.iter().map(|amount| (*amount, format!("to {amount}"))).collect();
        assert_eq!(allotted(10, parts(&[4, 8])), "8 to 8, 2 to 4");
        assert_eq!(allotted(5, parts(&[4, 8])), "5 to 8");
        assert_eq!(allotted(20, parts(&[4, 8])), "16 to 8, 4 to 4");
    }

    #[test]
    fn short_parts_are_to_fill_and_long_ones_to_cut() {
        let short = advice(&first(CLEAN), RANGE).unwrap();
        assert!(short.starts_with("Add at least ") && short.contains(" to the timeline"), "{short}");
        let long = CLEAN
            .replace("### Resolution\n", &format!("{}\n\n### Resolution\n", "The disk was full again. ".repeat(100)));
        let long = advice(&first(&long), RANGE).unwrap();
        assert!(long.starts_with("Cut at least ") && long.ends_with(" of the root cause and resolution."), "{long}");
        let aside = format!("{CLEAN}\n## Author\n\n{}\n", "We like cats and dogs. ".repeat(100));
        let aside = advice(&first(&aside), RANGE).unwrap();
        assert!(aside.contains("outside the four sections"), "{aside}");
    }
}
