//! What kind of event an entry of the timeline tells of: one table of word families by kind.
//!
//! A phrase counts where it begins a word: `alert` finds `alerted`, not `inalert`. Which entry is the moment of detection depends on
//! the entries before it, and what counts as the end on those behind it, so entries are labelled together.

use super::model::{Event, TimelineEntry};
use super::residue::folded;

/// Somebody or something noticed.
const NOTICING: &[&str] = &[
    "detect", "notic", "alert", "alarm", "report", "first sign", "flagged", "observed", "complain", "became aware", "spotted", "discovered that", "saw ", "sees ",
    "trigger", "page", "pager", "ticket", "notif", "issue identified", "started receiving", "begin receiving", "monitor", "phone", "call from", "called the", "tweet",
    "message from", "wakes", "woke", "rings", "realiz", "raised", "email from", "e mail from", "outage begins", "outage began", "outage start",
];

/// By what means it was noticed.
const MEANS: &[&str] = &[
    "alert", "alarm", "monitor", "customer", "complain", "user report", "users report", "reported by", "engineer", "noticed by", "ticket", "support", "dashboard",
    "automated", "notification", "notified", "reports", "feedback", "pager", "phone", "call", "email", "mail", "message", "tweet", "users", "client", "staff", "team",
    "when trying", "when a user", "health check", "probe", "log", "on call", "metric", "script", "check",
];

/// Something was investigated, tried, assumed or changed.
const ACTION: &[&str] = &[
    "investigat", "began", "begin", "started", "starts", "restart", "reboot", "check", "review", "analy", "rolled back", "rolls back", "rollback", "rolling back", "deploy",
    "appl", "implement", "fix", "patch", "identif", "confirm", "tried", "tries", "attempt", "assum", "suspect", "hypothes", "debug", "ran ", "runs ", "updat", "test",
    "examin", "inspect", "correct", "optimiz", "optimis", "scal", "disabl", "enabl", "reconfigur", "configur", "adjust", "increas", "discover", "found", "finds", "ruled out",
    "rules out", "troubleshoot", "opened", "opens", "chang", "added", "adds", "remov", "delet", "isolat", "revert", "diagnos", "focus", "verif", "clear", "root cause", "search",
    "look", "read ", "reads ", "used ", "reroute", "determin", "reveal", "trac", "kill", "replac", "renew", "switch", "mov", "stopp", "stops", "turned", "turns", "clean",
    "compar", "blam", "edited", "commit", "install", "wrote", "writes", "created", "creates", "set ", "sets ", "workaround", "mitigat", "failover", "fail over", "restor",
    "bypass", "block", "drain", "increase", "resiz", "merg", "repair",
];

/// A wrong assumption, a dead end, a fix that did not help.
const MISLEADING: &[&str] = &[
    "mislead", "misled", "initially suspect", "initial suspicion", "initial assumption", "initially assum", "initially thought", "assum", "wrong", "ruled out", "rules out",
    "no improvement", "did not help", "didn t help", "does not help", "did not", "didn t", "persist", "red herring", "unrelated", "incorrect", "turned out", "turns out",
    "false lead", "false trail", "suspected a", "suspecting", "no abnormal", "no significant", "not the", "no anomal", "without success", "to no avail", "dead end", "hypothes",
    "discard", "disprove", "no issue", "no problem", "erroneous", "nothing chang", "nothing wrong", "no effect", "no change", "in vain", "waste", "blam", "believing", "believed",
    "thought", "thinking", "leads nowhere", "lead nowhere", "led nowhere", "not related", "no luck", "still fail", "still down", "still slow", "comes back", "came back within",
    "theory", "mistaken", "bad advice", "wild goose", "rejected", "useless", "no errors there",
];

/// A person or team was called in.
const ESCALATED: &[&str] = &[
    "escalat", "was notified", "were notified", "notified the", "team notified", "was alerted", "were alerted", "alerted the", "engaged", "engages", "called in", "calls in",
    "brought in", "brings in", "paged", "pages", "summon", "contact", "handed over", "hands over", "handed to", "informed", "informs", "involved the", "reached out", "assigned to",
    "takes over", "took over", "joined", "joins", "forwarded", "called the", "calls the", "asked the", "asks the", "pulled in", "pulls in", "handed it", "wakes", "woke up",
];

/// Service restored, or the final fix in place.
const RESOLVED: &[&str] = &[
    "resolv", "restored", "restores", "back online", "back to normal", "fully operational", "normal operation", "resumed", "resumes", "outage end", "incident closed",
    "functioning normally", "fixed", "recovered", "stabiliz", "stabilis", "fix was deployed", "hotfix", "completed successfully", "back up", "all clear", "is restored",
    "service is back", "back in service", "incident is over", "declared over", "works again", "work again", "working again", "up again", "back to green", "all green", "100 back",
];

/// What ends an incident in other words, where no entry says it in the words above.
const ENDING: &[&str] = &["again", "back", "normal", "closed", "ends", "ended", "over", "green", "healthy", "stable", "success", "all good", "done", "gone", "no more errors", "regain", "works", "reachable"];

/// What takes the end back: a part of it, or for a while.
const NOT_YET: &[&str] = &["partial", "not resolve", "temporar", "not fixed", "unresolved", "still ", "some users"];

/// Gives each entry the kinds of event that it tells of.
pub(super) fn label(entries: &mut [TimelineEntry]) {
    let texts: Vec<String> = entries.iter().map(|entry| format!(" {} ", folded(&entry.text))).collect();
    let tells = |index: usize, family: &[&str]| texts.get(index).is_some_and(|text| family.iter().any(|phrase| begins(text, phrase)));
    let count = entries.len();
    let detected = (0..count).find(|index| tells(*index, NOTICING)).or((count > 0).then_some(0));
    let resolves = |index: usize| tells(index, RESOLVED) && !tells(index, NOT_YET);
    let ending = if (0..count).any(resolves) { None } else { (0..count).rfind(|index| tells(*index, ENDING) && index + 2 >= count) };
    for (index, entry) in entries.iter_mut().enumerate() {
        let moment = Some(index) == detected;
        let misleading = tells(index, MISLEADING);
        let mut events = Vec::new();
        if moment {
            events.push(Event::Detected);
            if tells(index, MEANS) {
                events.push(Event::HowDetected);
            }
        }
        if misleading || (tells(index, ACTION) && !moment) {
            events.push(Event::Action);
        }
        if misleading {
            events.push(Event::Misleading);
        }
        if tells(index, ESCALATED) && (!moment || begins(&texts[index], "escalat")) {
            events.push(Event::Escalated);
        }
        if resolves(index) || Some(index) == ending {
            events.push(Event::Resolved);
        }
        entry.events = events;
    }
}

/// Whether a phrase stands in a folded text at the beginning of a word.
fn begins(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(index, _)| text[..index].ends_with(' '))
}
