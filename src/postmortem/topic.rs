//! Which heading names what: one table of word families.
//!
//! # Grammar
//!
//! A heading is lower-cased and freed of decoration: numbers and bullets before it, emoji, quotes, a colon or semicolon behind it,
//! and what stands in parentheses. Then each word is looked up in [`FAMILIES`], allowing one wrong letter in words of five letters
//! and two in words of nine. A heading names a topic when every word of it belongs to a family or is filler ([`Fit::Whole`]), or,
//! for a real heading only, when the words that belong to a family outweigh those that do not ([`Fit::Part`]).
//!
//! | families present | topic |
//! |---|---|
//! | measure, or prevention together with anything | measures |
//! | improve together with task | measures |
//! | cause and resolution | cause and resolution |
//! | one family alone | that family's topic |

use std::collections::HashMap;
use std::sync::LazyLock;

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

/// A family of words. The order is that of the table in the module's docs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Summary,
    Duration,
    Impact,
    Timeline,
    Cause,
    Resolution,
    Detection,
    Actions,
    Misleading,
    Escalation,
    Measure,
    Prevention,
    Improve,
    Task,
    Conclusion,
    Aside,
    Filler,
}

/// Word families. A word of two parts stands with a blank.
const FAMILIES: &[(Family, &[&str])] = &[
    (Family::Summary, &["summary", "overview", "synopsis", "abstract", "tldr", "recap", "briefing", "summery"]),
    (
        Family::Duration,
        &[
            "duration",
            "timeframe",
            "time frame",
            "outage window",
            "incident window",
            "downtime",
            "start time",
            "end time",
            "time of outage",
            "time of start",
            "time of end",
            "start date",
            "end date",
            "started",
            "ended",
            "period",
            "date and time",
            "date time",
            "length of outage",
        ],
    ),
    (
        Family::Impact,
        &[
            "impact",
            "impacts",
            "impacted",
            "affected",
            "effect",
            "effects",
            "users affected",
            "user experience",
            "symptoms",
        ],
    ),
    (
        Family::Timeline,
        &[
            "timeline",
            "timelines",
            "time line",
            "chronology",
            "sequence of events",
            "order of events",
            "debugging process",
            "event log",
            "what happened when",
            "course of events",
            "events log",
            "incident log",
        ],
    ),
    (
        Family::Cause,
        &[
            "cause",
            "causes",
            "root",
            "rootcause",
            "reason",
            "reasons",
            "contributing factors",
            "trigger",
            "triggers",
            "diagnosis",
            "five whys",
            "5 whys",
            "fault",
            "underlying issue",
            "underlying problem",
            "underlying",
            "culprit",
            "summation",
        ],
    ),
    (
        Family::Resolution,
        &[
            "resolution",
            "resolutions",
            "recovery",
            "solution",
            "solutions",
            "resolved",
            "remediation",
            "fix",
            "restoration",
            "solving",
            "remedy",
            "fixed",
            "how it was fixed",
            "how we fixed it",
        ],
    ),
    (
        Family::Detection,
        &["detection", "detected", "discovery", "identification", "how it was detected", "when it was detected"],
    ),
    (
        Family::Actions,
        &[
            "actions taken",
            "action taken",
            "investigation",
            "investigations",
            "investigative",
            "investigative actions",
            "debugging",
            "troubleshooting",
            "response",
            "steps taken",
            "assumptions",
            "diagnostics",
            "diagnostic",
        ],
    ),
    (
        Family::Misleading,
        &[
            "misleading",
            "missteps",
            "mislead",
            "dead ends",
            "dead end",
            "wrong paths",
            "red herring",
            "red herrings",
            "misdirection",
            "false leads",
            "wrong turns",
            "debugging paths",
        ],
    ),
    (Family::Escalation, &["escalation", "escalations", "escalated", "escalation path"]),
    (
        Family::Measure,
        &[
            "measures",
            "measure",
            "corrective",
            "lessons learned",
            "lesson learned",
            "lessons",
            "learnings",
            "recommendations",
            "recommendation",
            "remedial",
            "countermeasures",
            "takeaways",
            "corrections",
            "what we learned",
            "corrective action",
            "corrective actions",
            "way forward",
            "moving forward",
        ],
    ),
    (
        Family::Prevention,
        &[
            "preventative",
            "preventive",
            "prevention",
            "preventions",
            "preventing",
            "preventation",
            "safeguards",
            "mitigation",
            "mitigations",
            "precautions",
            "precautionary",
            "avoidance",
            "prevent recurrence",
            "recurrence",
        ],
    ),
    (
        Family::Improve,
        &[
            "improvement",
            "improvements",
            "enhancement",
            "enhancements",
            "fixes",
            "improve",
            "what can be improved",
            "what went wrong",
            "areas of improvement",
            "areas for improvement",
            "things to improve",
        ],
    ),
    (
        Family::Task,
        &[
            "task",
            "tasks",
            "todo",
            "to do",
            "todos",
            "action items",
            "action item",
            "action plan",
            "follow up",
            "follow ups",
            "followup",
            "followups",
            "next steps",
            "checklist",
            "to dos",
            "work items",
            "action points",
            "follow up actions",
            "follow up items",
        ],
    ),
    (
        Family::Conclusion,
        &[
            "conclusion",
            "conclusions",
            "final thoughts",
            "closing",
            "closing remarks",
            "closing thoughts",
            "closing note",
            "in conclusion",
            "final words",
            "final note",
            "final remarks",
            "wrap up",
            "epilogue",
        ],
    ),
    (
        Family::Aside,
        &[
            "introduction",
            "intro",
            "background",
            "context",
            "references",
            "reference",
            "resources",
            "author",
            "authors",
            "links",
            "link",
            "repository",
            "repo",
            "humor",
            "humour",
            "acknowledgement",
            "acknowledgements",
            "acknowledgments",
            "glossary",
            "supporting information",
            "appendix",
            "status",
            "date",
            "owner",
            "credits",
            "contact",
            "technologies",
            "files",
            "description",
            "communication",
            "communications",
            "additional information",
            "requirements",
            "participants",
            "attendees",
            "disclaimer",
            "environment",
            "notes",
            "note",
            "directory",
            "file",
            "about",
            "license",
            "team",
            "leadup",
            "lead up",
            "prerequisites",
            "engaging elements",
            "what went well",
            "where we got lucky",
            "severity",
            "priority",
            "further reading",
            "ps",
            "fun fact",
        ],
    ),
    (
        Family::Filler,
        &[
            "the",
            "of",
            "and",
            "an",
            "a",
            "in",
            "for",
            "to",
            "on",
            "its",
            "it",
            "our",
            "we",
            "this",
            "that",
            "with",
            "by",
            "was",
            "were",
            "is",
            "are",
            "incident",
            "incidents",
            "issue",
            "issues",
            "outage",
            "outages",
            "event",
            "events",
            "problem",
            "problems",
            "service",
            "services",
            "user",
            "users",
            "customer",
            "customers",
            "business",
            "system",
            "report",
            "analysis",
            "details",
            "detail",
            "detailed",
            "section",
            "executive",
            "quick",
            "short",
            "full",
            "primary",
            "main",
            "key",
            "initial",
            "process",
            "procedure",
            "path",
            "paths",
            "method",
            "time",
            "explanation",
            "implementation",
            "implemented",
            "specific",
            "list",
            "items",
            "actions",
            "action",
            "steps",
            "plan",
            "plans",
            "future",
            "long",
            "term",
            "immediate",
            "proposed",
            "planned",
            "further",
            "additional",
            "address",
            "addressing",
            "be",
            "can",
            "will",
            "must",
            "contain",
            "contains",
            "how",
            "what",
            "when",
            "who",
            "technical",
            "scope",
            "postmortem",
            "post",
            "mortem",
            "or",
            "strategies",
            "strategy",
            "suggested",
            "similar",
            "failure",
            "temporary",
            "permanent",
            "broad",
            "broadly",
            "general",
            "taken",
            "things",
            "window",
            "start",
            "end",
            "total",
            "happened",
            "level",
            "identified",
            "learned",
            "up",
            "follow",
            "do",
            "made",
            "been",
            "has",
            "have",
            "from",
            "as",
            "at",
            "all",
            "times",
            "statement",
            "team",
            "teams",
            "individuals",
            "possible",
            "potential",
            "areas",
            "made",
            "final",
            "complete",
            "debug",
            "made",
            "changes",
            "work",
            "side",
            "part",
            "include",
            "includes",
            "including",
            "done",
            "these",
            "those",
            "required",
            "needed",
            "new",
            "existing",
            "corresponding",
            "prevent",
            "avoid",
        ],
    ),
];

/// Most words of a heading, what stands in parentheses aside.
const MOST_WORDS: usize = 14;

/// What a heading names and how well it fits; `None` when no word of it belongs to a family.
#[must_use]
pub fn topic_of(heading: &str) -> Option<(Topic, Fit)> {
    let words = bare_words(heading);
    if words.is_empty() || words.len() > MOST_WORDS {
        return None;
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

fn combine(found: &[Family]) -> Option<Topic> {
    let has = |family: Family| found.contains(&family);
    let prevents = has(Family::Prevention) && !has(Family::Task);
    let topic = if has(Family::Measure) || prevents || (has(Family::Task) && has(Family::Improve)) {
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
    } else if has(Family::Improve) {
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

/// The table by phrase. It is built when the first candidate for a heading is met.
static BY_PHRASE: LazyLock<HashMap<&'static str, Family>> = LazyLock::new(|| {
    // The first family of a phrase wins, so the table is read from its end.
    FAMILIES.iter().rev().flat_map(|(family, list)| list.iter().map(|phrase| (*phrase, *family))).collect()
});

/// The family of the longest phrase that these words begin with, and how many words it takes.
fn lookup(words: &[String]) -> (Option<Family>, usize) {
    for width in (1..=words.len().min(5)).rev() {
        let family = if width == 1 {
            BY_PHRASE.get(words[0].as_str())
        } else {
            BY_PHRASE.get(words[..width].join(" ").as_str())
        };
        if let Some(family) = family {
            return (Some(*family), width);
        }
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
    let close = |candidate: &&&str| {
        !candidate.contains(' ')
            && candidate.len().abs_diff(word.len()) <= allowed
            && candidate.len() > 4
            && candidate.as_bytes()[0] == word.as_bytes()[0]
            && strsim::osa_distance(candidate, word) <= allowed
    };
    let nearest = FAMILIES
        .iter()
        .filter(|(family, _)| *family != Family::Filler)
        .find(|(_, list)| list.iter().any(|candidate| close(&candidate)))
        .map(|(family, _)| *family);
    (nearest, 1)
}

/// The words of a heading, lower-cased, without decoration and without what stands in parentheses.
fn bare_words(heading: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
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
        if c.is_alphabetic() {
            word.extend(c.to_lowercase());
        } else if matches!(c, '\'' | '’') || (c == ';' && word == "tl") {
            // `what's` and `TL;DR` are one word.
        } else if c.is_ascii_digit() && word.is_empty() && heading.contains("why") {
            word.push(c);
        } else if !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
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
