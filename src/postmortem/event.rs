//! What kind of event an entry of the timeline tells of: one table of word families by kind.
//!
//! A phrase counts where it begins a word: `alert` finds `alerted`, not `inalert`. Which entry is the moment of detection depends on
//! the entries before it, and what counts as the end on those behind it, so entries are labelled together.

use std::sync::LazyLock;

use super::model::{Event, TimelineEntry};
use super::phrases::Phrases;
use super::residue::folded;

/// Somebody or something noticed.
const NOTICING: &[&str] = &[
    "detect",
    "notic",
    "alert",
    "alarm",
    "report",
    "first sign",
    "flagged",
    "observed",
    "complain",
    "became aware",
    "spotted",
    "discovered that",
    "saw ",
    "sees ",
    "trigger",
    "page",
    "pager",
    "ticket",
    "notif",
    "issue identified",
    "started receiving",
    "begin receiving",
    "monitor",
    "phone",
    "call from",
    "called the",
    "tweet",
    "message from",
    "wakes",
    "woke",
    "rings",
    "realiz",
    "raised",
    "email from",
    "e mail from",
    "outage begins",
    "outage began",
    "outage start",
];

/// By what means it was noticed.
const MEANS: &[&str] = &[
    "alert",
    "alarm",
    "monitor",
    "customer",
    "complain",
    "user report",
    "users report",
    "reported by",
    "engineer",
    "noticed by",
    "ticket",
    "support",
    "dashboard",
    "automated",
    "notification",
    "notified",
    "reports",
    "feedback",
    "pager",
    "phone",
    "call",
    "email",
    "mail",
    "message",
    "tweet",
    "users",
    "client",
    "staff",
    "team",
    "when trying",
    "when a user",
    "health check",
    "probe",
    "log",
    "on call",
    "metric",
    "script",
    "check",
];

/// Something was investigated, tried, assumed or changed.
const ACTION: &[&str] = &[
    "investigat",
    "began",
    "begin",
    "started",
    "starts",
    "restart",
    "reboot",
    "check",
    "review",
    "analy",
    "rolled back",
    "rolls back",
    "rollback",
    "rolling back",
    "deploy",
    "appl",
    "implement",
    "fix",
    "patch",
    "identif",
    "confirm",
    "tried",
    "tries",
    "attempt",
    "assum",
    "suspect",
    "hypothes",
    "debug",
    "ran ",
    "runs ",
    "updat",
    "test",
    "examin",
    "inspect",
    "correct",
    "optimiz",
    "optimis",
    "scal",
    "disabl",
    "enabl",
    "reconfigur",
    "configur",
    "adjust",
    "increas",
    "discover",
    "found",
    "finds",
    "ruled out",
    "rules out",
    "troubleshoot",
    "opened",
    "opens",
    "chang",
    "added",
    "adds",
    "remov",
    "delet",
    "isolat",
    "revert",
    "diagnos",
    "focus",
    "verif",
    "clear",
    "root cause",
    "search",
    "look",
    "read ",
    "reads ",
    "used ",
    "reroute",
    "determin",
    "reveal",
    "trac",
    "kill",
    "replac",
    "renew",
    "switch",
    "mov",
    "stopp",
    "stops",
    "turned",
    "turns",
    "clean",
    "compar",
    "blam",
    "edited",
    "commit",
    "install",
    "wrote",
    "writes",
    "created",
    "creates",
    "set ",
    "sets ",
    "workaround",
    "mitigat",
    "failover",
    "fail over",
    "restor",
    "bypass",
    "block",
    "drain",
    "increase",
    "resiz",
    "merg",
    "repair",
];

/// A wrong assumption, a dead end, a fix that did not help.
const MISLEADING: &[&str] = &[
    "mislead",
    "misled",
    "initially suspect",
    "initial suspicion",
    "initial assumption",
    "initially assum",
    "initially thought",
    "assum",
    "wrong",
    "ruled out",
    "rules out",
    "no improvement",
    "did not help",
    "didn t help",
    "does not help",
    "did not",
    "didn t",
    "persist",
    "red herring",
    "unrelated",
    "incorrect",
    "turned out",
    "turns out",
    "false lead",
    "false trail",
    "suspected a",
    "suspecting",
    "no abnormal",
    "no significant",
    "not the",
    "no anomal",
    "without success",
    "to no avail",
    "dead end",
    "hypothes",
    "discard",
    "disprove",
    "no issue",
    "no problem",
    "erroneous",
    "nothing chang",
    "nothing wrong",
    "no effect",
    "no change",
    "in vain",
    "waste",
    "blam",
    "believing",
    "believed",
    "thought",
    "thinking",
    "leads nowhere",
    "lead nowhere",
    "led nowhere",
    "not related",
    "no luck",
    "still fail",
    "still down",
    "still slow",
    "comes back",
    "came back within",
    "theory",
    "mistaken",
    "bad advice",
    "wild goose",
    "rejected",
    "useless",
    "no errors there",
];

/// A person or team was called in.
const ESCALATED: &[&str] = &[
    "escalat",
    "was notified",
    "were notified",
    "notified the",
    "team notified",
    "was alerted",
    "were alerted",
    "alerted the",
    "engaged",
    "engages",
    "called in",
    "calls in",
    "brought in",
    "brings in",
    "paged",
    "pages",
    "summon",
    "contact",
    "handed over",
    "hands over",
    "handed to",
    "informed",
    "informs",
    "involved the",
    "reached out",
    "assigned to",
    "takes over",
    "took over",
    "joined",
    "joins",
    "forwarded",
    "called the",
    "calls the",
    "asked the",
    "asks the",
    "pulled in",
    "pulls in",
    "handed it",
    "wakes",
    "woke up",
];

/// Service restored, or the final fix in place.
const RESOLVED: &[&str] = &[
    "resolv",
    "restored",
    "restores",
    "back online",
    "back to normal",
    "fully operational",
    "normal operation",
    "resumed",
    "resumes",
    "outage end",
    "incident closed",
    "functioning normally",
    "fixed",
    "recovered",
    "stabiliz",
    "stabilis",
    "fix was deployed",
    "hotfix",
    "completed successfully",
    "back up",
    "all clear",
    "is restored",
    "service is back",
    "back in service",
    "incident is over",
    "declared over",
    "works again",
    "work again",
    "working again",
    "up again",
    "back to green",
    "all green",
    "100 back",
];

/// What ends an incident in other words, where no entry says it in the words above.
const ENDING: &[&str] = &[
    "again",
    "back",
    "normal",
    "closed",
    "ends",
    "ended",
    "over",
    "green",
    "healthy",
    "stable",
    "success",
    "all good",
    "done",
    "gone",
    "no more errors",
    "regain",
    "works",
    "reachable",
];

/// What takes the end back: a part of it, or for a while.
const NOT_YET: &[&str] = &["partial", "not resolve", "temporar", "not fixed", "unresolved", "still ", "some users"];

/// The families by their place in a set of bits.
static FAMILIES: LazyLock<Phrases<u8>> = LazyLock::new(|| {
    Phrases::new([
        (Told::NOTICING, NOTICING),
        (Told::MEANS, MEANS),
        (Told::ACTION, ACTION),
        (Told::MISLEADING, MISLEADING),
        (Told::ESCALATED, ESCALATED),
        (Told::RESOLVED, RESOLVED),
        (Told::ENDING, ENDING),
        (Told::NOT_YET, NOT_YET),
    ])
});

/// The families that one entry uses.
#[derive(Clone, Copy)]
struct Told {
    families: u8,
    escalates: bool,
}

impl Told {
    const NOTICING: u8 = 1;
    const MEANS: u8 = 1 << 1;
    const ACTION: u8 = 1 << 2;
    const MISLEADING: u8 = 1 << 3;
    const ESCALATED: u8 = 1 << 4;
    const RESOLVED: u8 = 1 << 5;
    const ENDING: u8 = 1 << 6;
    const NOT_YET: u8 = 1 << 7;

    fn of(text: &str) -> Self {
        // A blank behind the last word, so that a phrase may end with one.
        let text = folded(text) + " ";
        let mut told = Self { families: 0, escalates: text.starts_with("escalat") || text.contains(" escalat") };
        FAMILIES.each(&text, |_, family| told.families |= family);
        told
    }

    fn has(self, family: u8) -> bool {
        self.families & family != 0
    }

    fn resolves(self) -> bool {
        self.has(Self::RESOLVED) && !self.has(Self::NOT_YET)
    }
}

/// Gives each entry the kinds of event that it tells of.
pub(super) fn label(entries: &mut [TimelineEntry]) {
    let told: Vec<Told> = entries.iter().map(|entry| Told::of(&entry.text)).collect();
    let count = told.len();
    let detected = told.iter().position(|told| told.has(Told::NOTICING)).unwrap_or(0);
    let ended = told.iter().any(|told| told.resolves());
    let ending = told.iter().rposition(|told| told.has(Told::ENDING)).filter(|index| !ended && index + 2 >= count);
    for (index, (entry, told)) in entries.iter_mut().zip(told).enumerate() {
        let moment = index == detected;
        let misleading = told.has(Told::MISLEADING);
        let mut events = Vec::new();
        if moment {
            events.push(Event::Detected);
            if told.has(Told::MEANS) {
                events.push(Event::HowDetected);
            }
        }
        if misleading || (told.has(Told::ACTION) && !moment) {
            events.push(Event::Action);
        }
        if misleading {
            events.push(Event::Misleading);
        }
        if told.has(Told::ESCALATED) && (!moment || told.escalates) {
            events.push(Event::Escalated);
        }
        if told.resolves() || Some(index) == ending {
            events.push(Event::Resolved);
        }
        entry.events = events;
    }
}
