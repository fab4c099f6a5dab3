//! Which heading names what: one table of word families.
//!
//! # Grammar
//!
//! A heading is lower-cased and freed of decoration: numbers and bullets before it, emoji, quotes, a colon or semicolon behind it,
//! and what stands in parentheses. Then each word is looked up in [`families`], allowing one wrong letter in words of five letters
//! and two in words of nine. A heading names a topic when every word of it belongs to a family or is filler ([`Fit::Whole`]), or,
//! for a real heading only, when the words that belong to a family outweigh those that do not ([`Fit::Part`]).
//!
//! | families present | topic |
//! |---|---|
//! | measure, or prevention together with anything | measures |
//! | improve together with task | measures |
//! | cause and resolution, or what went wrong and resolution | cause and resolution |
//! | one family alone | that family's topic |

mod families;

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::lines::enumerator;

use families::{ALONE, FAMILIES, Family};

/// What a heading names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Topic {
    /// The summary as a whole.
    Summary,
    /// When and how long.
    Duration,
    /// What it did to users.
    Impact,
    /// What happened when.
    Timeline,
    /// Cause and resolution together.
    CauseAndResolution,
    /// The cause.
    Cause,
    /// How it was fixed.
    Resolution,
    /// How it was noticed.
    Detection,
    /// What was tried.
    Actions,
    /// Dead ends.
    Misleading,
    /// Who was called in.
    Escalation,
    /// What shall be done, as a whole.
    Measures,
    /// Broad improvements.
    Improvements,
    /// Specific tasks.
    Tasks,
    /// Closing words.
    Conclusion,
    /// Known, and no part of the canonical tree: authors, references, background.
    Aside,
    /// Nothing that is known.
    Unknown,
}

/// How much of a heading the table knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// The words that belong to a family outweigh the rest.
    Part,
    /// Every word is known.
    Whole,
}

/// Most words of a heading, what stands in parentheses aside.
const MOST_WORDS: usize = 14;
/// Most words of a phrase in the table.
const LONGEST_PHRASE: usize = 5;

/// What a heading names and how well it fits; `None` when no word of it belongs to a family.
#[must_use]
pub fn topic_of(heading: &str) -> Option<(Topic, Fit)> {
    let words = bare_words(heading);
    if words.is_empty() || words.len() > MOST_WORDS {
        return None;
    }
    if let Some(family) = alone(&words) {
        return combine(&[family]).map(|topic| (topic, Fit::Whole));
    }
    let mut found: Vec<Family> = Vec::new();
    let (mut known, mut unknown, mut position) = (0, 0, 0);
    while position < words.len() {
        let (family, width) = lookup(&words[position..]);
        match family {
            Some(Family::Filler) => {}
            Some(family) => {
                known += width;
                found.push(family);
            }
            None => unknown += width,
        }
        // So many unknown words leave nothing to name.
        if unknown > 7 {
            return None;
        }
        position += width;
    }
    let topic = combine(&found)?;
    match unknown {
        0 => Some((topic, Fit::Whole)),
        _ if known >= unknown || (known >= 2 && unknown <= known + 2) => Some((topic, Fit::Part)),
        _ => None,
    }
}

/// The family of a heading that is known as a whole.
fn alone(words: &[String]) -> Option<Family> {
    match words {
        [word] => LEXICON.alone.get(word.as_str()).copied(),
        [first, .., _] if matches!(first.as_str(), "explain" | "what") => {
            LEXICON.alone.get(words.join(" ").as_str()).copied()
        }
        _ => None,
    }
}

/// Whether a line is one of the questions that the course asks of each section, whatever its letters' case.
pub(super) fn is_question_of_course(line: &str) -> bool {
    const BEGINNINGS: &[&str] = &[
        "duration of the outage",
        "what was the",
        "what were",
        "what service",
        "what parts of",
        "when was the issue",
        "how was the issue",
        "how the incident was",
        "how the issue was",
        "actions taken",
        "misleading investigation",
        "which team",
        "explain in detail",
        "explain what",
        "explain how",
        "what are the things",
        "a list of tasks",
        "list of tasks",
    ];
    let lower = line.trim_start_matches(|c: char| !c.is_alphabetic()).get(..24).unwrap_or(line).to_lowercase();
    BEGINNINGS.iter().any(|beginning| lower.starts_with(beginning)) && matches!(topic_of(line), Some((_, Fit::Whole)))
}

fn combine(found: &[Family]) -> Option<Topic> {
    let has = |family: Family| found.contains(&family);
    let prevents = has(Family::Prevention) && !has(Family::Task);
    let topic = if has(Family::Wrong) && has(Family::Resolution) {
        Topic::CauseAndResolution
    } else if has(Family::Measure) || prevents || (has(Family::Task) && has(Family::Improve)) {
        Topic::Measures
    } else if has(Family::Task) {
        Topic::Tasks
    } else if has(Family::Timeline) {
        Topic::Timeline
    } else if has(Family::Misleading) {
        Topic::Misleading
    } else if has(Family::Escalation) {
        Topic::Escalation
    } else if has(Family::Detection) && !has(Family::Cause) && !has(Family::Resolution) {
        Topic::Detection
    } else if has(Family::Cause) && has(Family::Resolution) {
        Topic::CauseAndResolution
    } else if has(Family::Cause) {
        Topic::Cause
    } else if has(Family::Improve) || has(Family::Wrong) {
        Topic::Improvements
    } else if has(Family::Resolution) {
        Topic::Resolution
    } else if has(Family::Duration) {
        Topic::Duration
    } else if has(Family::Impact) {
        Topic::Impact
    } else if has(Family::Summary) {
        Topic::Summary
    } else if has(Family::Actions) {
        Topic::Actions
    } else if has(Family::Conclusion) {
        Topic::Conclusion
    } else if has(Family::Aside) {
        Topic::Aside
    } else {
        return None;
    };
    Some(topic)
}

/// The table, ready to be asked. It is built when the first candidate for a heading is met.
struct Lexicon {
    by_phrase: HashMap<&'static str, Family>,
    /// Words and questions that name something only where nothing stands beside them.
    alone: HashMap<&'static str, Family>,
    /// First words of phrases of several words.
    openings: HashSet<&'static str>,
    /// Single words of five letters or more, fillers aside, by their first byte.
    by_letter: HashMap<u8, Vec<Single>>,
}

/// A single word of the table.
struct Single {
    word: &'static str,
    letters: u32,
    family: Family,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon {
        by_phrase: HashMap::new(),
        alone: ALONE.iter().flat_map(|(family, list)| list.iter().map(|word| (*word, *family))).collect(),
        openings: HashSet::new(),
        by_letter: HashMap::new(),
    };
    for (family, phrase) in FAMILIES.iter().flat_map(|(family, list)| list.iter().map(move |phrase| (*family, *phrase)))
    {
        // The first family of a phrase wins.
        lexicon.by_phrase.entry(phrase).or_insert(family);
        match (phrase.split_once(' '), phrase.as_bytes().first()) {
            (Some((opening, _)), _) => {
                lexicon.openings.insert(opening);
            }
            (None, Some(letter)) if phrase.len() > 4 && family != Family::Filler => {
                lexicon.by_letter.entry(*letter).or_default().push(Single {
                    word: phrase,
                    letters: letters_of(phrase),
                    family,
                });
            }
            _ => {}
        }
    }
    lexicon
});

/// The family of the longest phrase that these words begin with, and how many words it takes.
fn lookup(words: &[String]) -> (Option<Family>, usize) {
    if LEXICON.openings.contains(words[0].as_str()) {
        for width in (2..=words.len().min(LONGEST_PHRASE)).rev() {
            if let Some(family) = LEXICON.by_phrase.get(words[..width].join(" ").as_str()) {
                return (Some(*family), width);
            }
        }
    }
    if let Some(family) = LEXICON.by_phrase.get(words[0].as_str()) {
        return (Some(*family), 1);
    }
    let word = &words[0];
    let allowed = match word.chars().count() {
        0..=4 => 0,
        5..=8 => 1,
        _ => 2,
    };
    if allowed == 0 {
        return (None, 1);
    }
    let letters = letters_of(word);
    let alike = |candidate: &&Single| {
        candidate.word.len().abs_diff(word.len()) <= allowed
            // One wrong letter takes one from the set and adds one: this spares nearly all words the distance.
            && (candidate.letters ^ letters).count_ones() as usize <= 2 * allowed
            && strsim::osa_distance(candidate.word, word) <= allowed
    };
    let near = word.as_bytes().first().and_then(|letter| LEXICON.by_letter.get(letter));
    let nearest = near.and_then(|list| list.iter().find(alike)).map(|single| single.family);
    (nearest, 1)
}

/// The set of letters of a word, a bit each; letters beyond ASCII share theirs with others.
fn letters_of(word: &str) -> u32 {
    word.chars().fold(0, |set, letter| set | 1 << (u32::from(letter) & 31))
}

/// A heading that stands in brackets as a whole, without them.
fn without_brackets(heading: &str) -> &str {
    heading.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(heading)
}

/// The words of a heading, lower-cased, without decoration and without what stands in parentheses.
fn bare_words(heading: &str) -> Vec<String> {
    let heading = without_brackets(heading.trim());
    let heading = &heading[enumerator(heading)..];
    let mut words = Vec::new();
    let mut word = String::new();
    let mut behind_digit = false;
    let mut depth = 0_usize;
    for c in heading.chars() {
        // One more than a heading may have tells that this is none.
        if words.len() > MOST_WORDS {
            break;
        }
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth > 0 => continue,
            _ => {}
        }
        if c.is_alphabetic() && !(word.is_empty() && behind_digit) {
            word.extend(c.to_lowercase());
        } else if matches!(c, '\'' | '’') || (c == ';' && word == "tl") {
            // `what's` and `TL;DR` are one word.
        } else if c.is_ascii_digit() && word.is_empty() && heading.contains("why") {
            word.push(c);
        } else if !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        // The ending of `3rd` is no word.
        behind_digit = c.is_ascii_digit() || (behind_digit && c.is_alphabetic());
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_name_their_topic_in_many_words() {
        for (heading, topic) in [
            ("Issue Summary:", Topic::Summary),
            ("1. Issue Sumary", Topic::Summary),
            ("TL;DR", Topic::Summary),
            ("Executive summary", Topic::Summary),
            ("Duration of the Outage", Topic::Duration),
            ("Outage Window", Topic::Duration),
            ("User Impact", Topic::Impact),
            ("Timeline (all times in UTC)", Topic::Timeline),
            ("TIMLINE;", Topic::Timeline),
            ("Event Chronology:", Topic::Timeline),
            ("Root Cause Analysis and Resolution Details:", Topic::CauseAndResolution),
            ("CAUSE AND ITS RESOLUTION", Topic::CauseAndResolution),
            ("Root cause and solution:", Topic::CauseAndResolution),
            ("Primary Cause", Topic::Cause),
            ("Resolution and recovery", Topic::Resolution),
            ("Corrective and Preventative Measures", Topic::Measures),
            ("Corrective Actions and Future Safeguards:", Topic::Measures),
            ("PREVENTIVE ACTIONS", Topic::Measures),
            ("Mitigation and Future Prevention:", Topic::Measures),
            ("Lessons Learned", Topic::Measures),
            ("Improvements/Fixes:", Topic::Improvements),
            ("Tasks to Address the Issue:", Topic::Tasks),
            ("TODO List:", Topic::Tasks),
            ("Follow-up actions", Topic::Tasks),
            ("Misleading Investigation Paths", Topic::Misleading),
            ("In conclusion", Topic::Conclusion),
            ("References", Topic::Aside),
        ] {
            assert_eq!(topic_of(heading), Some((topic, Fit::Whole)), "{heading}");
        }
    }

    #[test]
    fn sentences_and_titles_name_nothing_as_a_whole() {
        for text in ["The database was slow because of a lock", "Postmortem: checkout down", "Alice and Bob", ""] {
            assert_ne!(topic_of(text).map(|(_, fit)| fit), Some(Fit::Whole), "{text}");
        }
    }
}
