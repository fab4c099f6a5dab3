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

fn words_of(section: &Section) -> SectionWords {
    let text = format!("{}\n{}", section.heading.as_deref().unwrap_or_default(), section_text(section));
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

/// Most parts that are named in one piece of advice.
const NAMED: usize = 2;

/// One sentence or two on how to bring a write-up into the range; `None` where it is in it.
pub(super) fn advice(postmortem: &Postmortem, range: WordRange) -> Option<String> {
    let WordRange { fewest, most } = range;
    let words = postmortem.words;
    let lengths = section_words(postmortem);
    let by_role =
        |role: Role| lengths.iter().filter(|section| section.role == role).map(|section| section.words).sum::<usize>();
    let asked = format!("it has {words}, and {fewest} to {most} are asked for");
    if words < fewest {
        let room = |role: Role, share: usize| (fewest * share / 100).saturating_sub(by_role(role));
        return Some(format!("Add at least {} words: {asked}.{}", fewest - words, named("Fill", room, by_role)));
    }
    if words > most {
        let excess = |role: Role, share: usize| by_role(role).saturating_sub(most * share / 100);
        let aside = by_role(Role::Other);
        let longest = if aside >= words - most {
            format!(" Cut what stands outside the four sections ({aside} words).")
        } else {
            named("Cut", excess, by_role)
        };
        return Some(format!("Cut at least {} words: {asked}.{longest}", words - most));
    }
    None
}

/// ` Fill the timeline (40 words) and the measures (12 words).`
fn named(verb: &str, amount: impl Fn(Role, usize) -> usize, by_role: impl Fn(Role) -> usize) -> String {
    let mut parts: Vec<(usize, &str, usize)> = SHARES
        .iter()
        .map(|(role, name, share)| (amount(*role, *share), *name, by_role(*role)))
        .filter(|(amount, ..)| *amount > 0)
        .collect();
    parts.sort_by_key(|(amount, ..)| std::cmp::Reverse(*amount));
    let shown: Vec<String> =
        parts.iter().take(NAMED).map(|(_, name, words)| format!("the {name} ({words} words)")).collect();
    if shown.is_empty() { String::new() } else { format!(" {verb} {}.", shown.join(" and ")) }
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
    fn short_parts_are_to_fill_and_long_ones_to_cut() {
        let short = advice(&first(CLEAN), RANGE).unwrap();
        assert!(short.starts_with("Add at least ") && short.contains(" Fill the "), "{short}");
        let long = CLEAN
            .replace("### Resolution\n", &format!("{}\n\n### Resolution\n", "The disk was full again. ".repeat(100)));
        let long = advice(&first(&long), RANGE).unwrap();
        assert!(long.contains("Cut the root cause and resolution ("), "{long}");
        let aside = format!("{CLEAN}\n## Author\n\n{}\n", "We like cats and dogs. ".repeat(100));
        let aside = advice(&first(&aside), RANGE).unwrap();
        assert!(aside.contains("outside the four sections"), "{aside}");
    }
}
