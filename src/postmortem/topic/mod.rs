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
mod lexicon;
mod words;

use std::borrow::Cow;

use families::Family;
use words::Words;

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

/// What a heading names and how well it fits; `None` when no word of it belongs to a family.
#[must_use]
pub fn topic_of(heading: &str) -> Option<(Topic, Fit)> {
    let words = Words::of(heading);
    if words.len() == 0 || words.len() > words::MOST {
        return None;
    }
    if let Some(family) = lexicon::alone(&words) {
        return combine(Found::of(family)).map(|topic| (topic, Fit::Whole));
    }
    let mut found = Found::default();
    let (mut known, mut unknown, mut position) = (0, 0, 0);
    while position < words.len() {
        let (family, width) = lexicon::lookup(&words, position);
        match family {
            Some(Family::Filler) => {}
            Some(family) => {
                known += width;
                found.add(family);
            }
            None => unknown += width,
        }
        // So many unknown words leave nothing to name.
        if unknown > 7 {
            return None;
        }
        position += width;
    }
    let topic = combine(found)?;
    match unknown {
        0 => Some((topic, Fit::Whole)),
        _ if known >= unknown || (known >= 2 && unknown <= known + 2) => Some((topic, Fit::Part)),
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
    let head = line.trim_start_matches(|c: char| !c.is_alphabetic()).get(..24).unwrap_or(line);
    // A sign beyond ASCII may have a small letter within it.
    let small = if head.is_ascii() { Cow::Borrowed(head) } else { Cow::Owned(head.to_lowercase()) };
    let begins =
        |beginning: &&str| small.get(..beginning.len()).is_some_and(|head| head.eq_ignore_ascii_case(beginning));
    BEGINNINGS.iter().any(begins) && matches!(topic_of(line), Some((_, Fit::Whole)))
}

/// The families of a heading, a bit each.
#[derive(Clone, Copy, Default)]
struct Found(u32);

impl Found {
    fn of(family: Family) -> Self {
        Self(1 << family as u32)
    }

    fn add(&mut self, family: Family) {
        self.0 |= Self::of(family).0;
    }

    fn has(self, family: Family) -> bool {
        self.0 & Self::of(family).0 != 0
    }
}

fn combine(found: Found) -> Option<Topic> {
    let has = |family: Family| found.has(family);
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
    fn the_questions_of_the_course_are_known_in_any_letters() {
        for line in ["LIST OF TASKS to address the issue", "list of tas\u{212a}s to address the issue", "Actions taken"]
        {
            assert!(is_question_of_course(line), "{line}");
        }
        assert!(!is_question_of_course("listen of tasks"));
    }

    #[test]
    fn sentences_and_titles_name_nothing_as_a_whole() {
        for text in ["The database was slow because of a lock", "Postmortem: checkout down", "Alice and Bob", ""] {
            assert_ne!(topic_of(text).map(|(_, fit)| fit), Some(Fit::Whole), "{text}");
        }
    }
}
