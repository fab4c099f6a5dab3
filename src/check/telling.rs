//! What a sentence tells beyond single words: a dead end, a handing over, something done, harm.

use super::families::NAMING;
use super::family::Family;
use super::words::{Folded, count};

/// Forms of `be` and `have` before what was done.
const BE: &[&str] = &["was", "were", "is", "are", "been", "has", "have", "had", "be", "got"];
/// Participles that do not end in `-ed`.
#[rustfmt::skip]
const IRREGULAR: &[&str] = &[
    "put", "set", "sent", "cut", "shut", "taken", "given", "made", "built", "rebuilt", "written", "rewritten", "withdrawn", "brought",
    "bought", "kept", "found", "reset", "split", "thrown", "torn", "taught", "told", "gone", "done", "undone", "begun", "left", "run", "rerun",
    "spread", "held", "fed", "chosen", "drawn", "grown", "laid", "let", "lifted", "paid", "read", "sold", "swept", "swapped",
];
/// What is noticed, said or suffered mends nothing.
#[rustfmt::skip]
const NO_DEEDS: &[&str] = &[
    "identif", "not", "detect", "alert", "investigat", "escalat", "affect", "caus", "attempt", "discover", "observ", "report", "receiv", "trigger",
    "fail", "experienc", "suspect", "impact", "found", "seen", "inform", "trac", "told", "left", "gone", "need", "relat", "us", "locat", "miss",
];
/// What may stand between `was` and what was done.
const BETWEEN: &[&str] =
    &["now", "then", "also", "first", "quickly", "finally", "manually", "again", "all", "both", "not", "later", "back"];
/// What somebody does, in the present or past tense, behind its subject.
const SUBJECTS: &[&str] =
    &["we", "they", "he", "she", "i", "team", "engineer", "engineers", "developer", "admin", "support"];

/// Whether a sentence says that something was done: `the report was cancelled`, `we moved the reports`.
pub(super) fn done(folded: &Folded) -> bool {
    let words: Vec<&str> = folded.words().collect();
    words.iter().enumerate().any(|(index, word)| {
        let mut behind = words[index + 1..].iter().skip_while(|word| BETWEEN.contains(word));
        let next = behind.next();
        let is_done = next.is_some_and(|next| is_participle(next));
        is_done && (BE.contains(word) || SUBJECTS.contains(word))
    })
}

fn is_participle(word: &str) -> bool {
    let told = NO_DEEDS.iter().any(|stem| word.starts_with(stem));
    !told && ((word.len() > 4 && word.ends_with("ed")) || IRREGULAR.contains(&word))
}

/// Whether a sentence tells of what was done to mend something.
pub(super) fn mends(folded: &Folded) -> bool {
    folded.says(Family::Mending) || folded.says(Family::Now) || done(folded)
}

/// Whether an entry tells of a wrong assumption, or of an attempt that did not help.
pub(super) fn dead_end(text: &str, folded: &Folded) -> bool {
    if folded.says(Family::DeadEnds) {
        return true;
    }
    // What is looked at and is fine, or is thought of and then taken back.
    folded.says_behind(Family::Suspecting, Family::Innocent)
        || folded.says_behind(Family::Guessing, Family::But)
        || is_denied(folded)
        || (folded.says(Family::Suspecting) && folded.says_behind(Family::But, Family::Stays))
        || (folded.says(Family::Guessing) && text.contains("; it was"))
}

/// `It is not a problem of the network`.
fn is_denied(folded: &Folded) -> bool {
    const CULPRITS: &[&str] = &["problem", "fault", "issue", "cause", "attack", "reason", "culprit"];
    let behind = folded.from(Family::Denying);
    behind.is_some_and(|behind| behind.split(' ').take(5).any(|word| CULPRITS.contains(&word)))
}

/// Whether a sentence says that a matter went to someone.
pub(super) fn hands_over(sentence: &str, folded: &Folded) -> bool {
    (folded.says(Family::Handing) && folded.says(Family::Teams))
        || folded.says_behind(Family::GoesTo, Family::Teams)
        || (folded.says(Family::Naming) && calls_by_name(sentence, folded))
}

/// `Tom calls in Aisha`, `the case is escalated to Petr`.
fn calls_by_name(sentence: &str, folded: &Folded) -> bool {
    NAMING.iter().filter(|phrase| folded.has(&[phrase])).any(|phrase| {
        sentence.match_indices(phrase).any(|(at, _)| {
            let before = sentence[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
            before && sentence[at + phrase.len()..].starts_with(char::is_uppercase)
        })
    })
}

/// Whether the last entry of a timeline tells how it ended.
pub(super) fn ends(folded: &Folded) -> bool {
    folded.says(Family::Ending) || folded.says(Family::Mending) || done(folded) || folded.says(Family::Ended)
}

/// Whether a sentence of a summary tells what was down or what users saw.
pub(super) fn harms(sentence: &str, folded: &Folded) -> bool {
    let told = folded.says(Family::Harm) && folded.says(Family::Harmed) && count(sentence) >= 4;
    // `18% of users missed a call` tells what they saw; `18% of users were affected` does not.
    let shared = sentence.contains('%') || folded.says(Family::Percent);
    told || (shared && count(sentence) >= 6 && !folded.says(Family::Affected))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dead_end(text: &str) -> bool {
        super::dead_end(text, &Folded::new(text))
    }

    fn hands_over(text: &str) -> bool {
        super::hands_over(text, &Folded::new(text))
    }

    fn mends(text: &str) -> bool {
        super::mends(&Folded::new(text))
    }

    fn harms(text: &str) -> bool {
        super::harms(text, &Folded::new(text))
    }

    #[test]
    fn dead_ends_are_told_in_many_ways() {
        for text in [
            "The supervisor suspects the telephone company, whose lines turn out to be fine.",
            "Support looks for a mistake in the price list, but the list is right.",
            "We check the fuses, which are all in order.",
            "Sam restarts the page, but the error stays.",
            "She suspects a full disk, but it is half empty.",
            "They tried a second router without result.",
        ] {
            assert!(dead_end(text), "{text}");
        }
        for text in [
            "The team restarts the server and it works.",
            "An engineer looks at the database.",
            "The storage team is called in.",
            "Traffic is back to normal and we check the dashboards.",
        ] {
            assert!(!dead_end(text), "{text}");
        }
    }

    #[test]
    fn handing_over_names_who_gets_it() {
        for text in [
            "The case goes to the field engineers.",
            "Support passes the call on to the web team.",
            "Sam phones the timekeeping company, who take over.",
            "The database administrator is woken up too.",
        ] {
            assert!(hands_over(text), "{text}");
        }
        for text in ["Traffic goes to the second region.", "We look at the disks.", "An alert is raised."] {
            assert!(!hands_over(text), "{text}");
        }
    }

    #[test]
    fn what_was_done_is_known_by_its_form() {
        for text in [
            "The report was cancelled by hand.",
            "We moved them to a copy.",
            "It is now read twice.",
            "A limit was then set.",
        ] {
            assert!(mends(text), "{text}");
        }
        for text in ["Nobody knew why.", "The disk is large."] {
            assert!(!mends(text), "{text}");
        }
    }

    #[test]
    fn a_share_of_users_and_what_they_saw_is_harm() {
        assert!(harms("18% of users missed at least one call."));
        assert!(!harms("18% of them, so to say, were affected."));
        assert!(harms("Growers could not open their windows."));
    }
}
