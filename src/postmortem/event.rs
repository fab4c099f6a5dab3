//! What kind of event an entry of the timeline tells of: one table of wording by kind.

use super::model::Event;

const DETECTED: &[&str] = &[
    "detected",
    "noticed",
    "alert",
    "reported",
    "first sign",
    "outage begins",
    "outage began",
    "outage started",
    "issue identified",
    "discovered that",
    "flagged",
    "started receiving",
    "begin receiving",
    "notification",
    "observed",
    "complain",
    "notifies",
    "triggered",
    "detection",
    "beeping",
    "became aware",
];
const MEANS: &[&str] = &[
    "alert",
    "monitoring",
    "customer",
    "complain",
    "user report",
    "users report",
    "reported by",
    "engineer noticed",
    "engineer received",
    "noticed by",
    "tickets",
    "support",
    "dashboard",
    "pingdom",
    "datadog",
    "automated",
    "logs showed",
    "when trying",
    "when a user",
    "users notic",
    "feedback",
    "notifies",
    "notification",
    "reports",
];
const ACTION: &[&str] = &[
    "investigat",
    "began",
    "start",
    "restart",
    "reboot",
    "check",
    "review",
    "analy",
    "rolled back",
    "rollback",
    "deploy",
    "appl",
    "implement",
    "fix",
    "patch",
    "identified",
    "confirm",
    "tried",
    "attempt",
    "assum",
    "suspect",
    "hypothes",
    "debug",
    "ran ",
    "updat",
    "test",
    "examin",
    "inspect",
    "corrected",
    "optimiz",
    "scal",
    "disabled",
    "reconfigur",
    "adjust",
    "increased",
    "discovered",
    "found",
    "ruled out",
    "troubleshoot",
    "opened",
    "changed",
    "added",
    "removed",
    "isolat",
    "revert",
    "diagnos",
    "focus",
    "verif",
    "cleared",
    "root cause",
    "search",
    "looked",
    "read ",
    "used ",
    "rerouted",
    "determined",
    "revealed",
    "traced",
];
const MISLEADING: &[&str] = &[
    "mislead",
    "initially suspected",
    "initial assumption",
    "initially assumed",
    "assumption",
    "assumed",
    "assuming",
    "wrong",
    "ruled out",
    "no improvement",
    "did not",
    "didn't",
    "but the issue persist",
    "persisted",
    "but the problem",
    "red herring",
    "unrelated",
    "incorrect",
    "turned out",
    "false lead",
    "suspected a",
    "suspecting",
    "no abnormal",
    "no significant",
    "not the",
    "no anomal",
    "without success",
    "to no avail",
    "dead end",
    "hypothesis",
    "discarded",
    "disproven",
    "no issues",
    "erroneous",
    "innocent",
];
const ESCALATED: &[&str] = &[
    "escalat",
    "notified",
    "was alerted",
    "were alerted",
    "engaged",
    "called in",
    "brought in",
    "paged",
    "summoned",
    "contacted",
    "handed over",
    "informed",
    "involved the",
    "reached out",
    "assigned to",
    "takes over",
    "joined",
    "send out the bat-signal",
];
const RESOLVED: &[&str] = &[
    "resolved",
    "restored",
    "back online",
    "back to normal",
    "fully operational",
    "normal operation",
    "service resumed",
    "outage ended",
    "incident closed",
    "functioning normally",
    "fixed",
    "was successful",
    "recovered",
    "stable",
    "stabilized",
    "fix was deployed",
    "hotfix",
    "completed successfully",
    "resumed",
    "back up",
    "all clear",
    "regains",
    "came back",
    "is restored",
    "200 response",
    "100% back",
];

/// The kinds of event that a text tells of. `first` is whether it is the first entry that tells of noticing.
pub(super) fn events(text: &str, first: First) -> Vec<Event> {
    let lower = text.to_lowercase();
    let any = |list: &[&str]| list.iter().any(|phrase| lower.contains(phrase));
    let mut events = Vec::new();
    let noticing = any(DETECTED);
    if noticing && first == First::Yes {
        events.push(Event::Detected);
        if any(MEANS) {
            events.push(Event::HowDetected);
        }
    }
    let (resolved, misleading, escalated) =
        (any(RESOLVED) && !any(&["partial", "not resolve", "temporar"]), any(MISLEADING), any(ESCALATED));
    if (any(ACTION) && !(noticing && first == First::Yes)) || misleading {
        events.push(Event::Action);
    }
    if misleading {
        events.push(Event::Misleading);
    }
    if escalated && !(noticing && first == First::Yes && !lower.contains("escalat")) {
        events.push(Event::Escalated);
    }
    if resolved {
        events.push(Event::Resolved);
    }
    events
}

/// Whether an entry is the first that tells of noticing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum First {
    /// None before it did.
    Yes,
    /// One before it did.
    No,
}
