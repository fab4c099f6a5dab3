//! Word families by what they tell of.
//!
//! A phrase counts where it begins a word: `alert` finds `alerted`, not `inalert`. A blank at its end asks for the whole word. The
//! families keep their lines (`rustfmt::skip`): one word a line would hide that they are few.

/// Somebody or something noticed.
#[rustfmt::skip]
pub(super) const NOTICING: &[&str] = &[
    "detect", "notic", "alert", "alarm", "report", "first sign", "flagged", "observed", "complain", "became aware", "becomes aware",
    "made aware", "spotted", "discovered that", "saw ", "sees ", "trigger", "pages on call", "received a page", "gets a page", "got a page", "paged", "pager", "ticket", "notif",
    "issue identified", "problem identified", "incident identified", "started receiving", "begin receiving", "began receiving",
    "monitor", "phone", "call from", "calls from", "called the", "tweet", "message from", "messages from", "wakes", "woke", "rings",
    "rang", "realiz", "realis", "raised", "email from", "emails from", "e mail from", "appeared on", "warning", "warned", "beep",
    "acknowledged", "brought to light", "came to light", "came to our attention", "surfaced", "found out", "encounter", "ran into", "stumbl", "calls us", "called us", "calls the",
    "writes that", "wrote that", "asks whether", "asks why", "asked whether", "asked why", "tells the", "told the",
    "dashboard show", "dashboards show", "graphs show", "graph shows",
    "calls in to", "mails us", "mailed us", "tells us", "told us", "wrote to us", "writes to us", "hears", "heard",
];

/// The trouble began, which is the moment of noticing where no entry tells of another.
#[rustfmt::skip]
pub(super) const ONSET: &[&str] = &[
    "outage begin", "outage began", "outage start", "incident begin", "incident began", "incident start", "went down", "goes down",
    "went offline", "goes offline", "is down", "was down", "became unavailable", "becomes unavailable", "became unresponsive",
    "crash", "unreachable", "first error", "errors appear", "error message", "spike", "stopped working", "stops working",
    "stopped responding", "not responding", "slow response", "outage",
];

/// By what means it was noticed.
#[rustfmt::skip]
pub(super) const MEANS: &[&str] = &[
    "alert", "alarm", "monitor", "customer", "complain", "user report", "users report", "reported by", "engineer", "noticed by",
    "ticket", "support", "dashboard", "automated", "notification", "notified", "reports", "feedback", "pager", "phone", "call",
    "email", "mail", "message", "tweet", "users", "client", "staff", "team", "when trying", "while trying", "when a user",
    "a user", "health check", "probe", "log", "on call", "metric", "script", "check", "pingdom", "datadog", "nagios", "prometheus",
    "grafana", "cloudwatch", "sentry", "new relic", "newrelic", "uptime", "curl", "tester", "developer", "admin", "instructor",
    "student", "visitor", "colleague", "while using", "while testing",
];

/// A machine or somebody outside tells of the issue: means even where the moment of noticing was told before.
#[rustfmt::skip]
pub(super) const REPORTING: &[&str] = &[
    "automated alert", "automated monitoring", "monitoring system", "monitoring alert", "monitoring tool", "alerts sent", "alert sent",
    "alert received", "alerts received", "received alert", "received automated", "user complain", "customer complain", "complaint",
    "users report", "user report", "customers report", "customer report", "clients report", "client report", "other users reported",
    "user feedback", "customer feedback", "complained", "reports failed", "reports of", "reports from", "reported by", "support ticket",
    "while using curl", "on call engineer received", "pagerduty",
];

/// Something was investigated, tried or changed.
#[rustfmt::skip]
pub(super) const ACTION: &[&str] = &[
    "investigat", "restart", "reboot", "check", "review", "analy", "rolled back", "rolls back", "rollback", "rolling back",
    "roll back", "deployed", "deploys", "deploying", "appl", "implement", "fix", "patch", "identif", "confirm", "tried", "tries", "trying",
    "attempt", "assum", "suspect", "suspicio", "hypothes", "debug", "ran ", "runs ", "running a", "updated", "updates the",
    "test", "examin", "inspect", "corrected", "correcting", "corrects", "optimiz", "optimis", "scaled", "scales", "scaling", "scale ", "disabl",
    "enabl", "reconfigur", "configured", "configures", "adjust", "increased the", "increases the", "increasing the", "increase the",
    "discover", "found", "finds", "find that", "find the", "find a", "ruled out", "rules out", "troubleshoot", "opened", "opens", "changed", "changes the", "changing",
    "added", "adds", "remov", "delet", "isolat", "revert", "diagnos", "focus", "verif", "cleared", "clears", "clearing", "root cause",
    "searched", "searching", "look at", "look into", "looked", "looks", "looking", "read ", "reads ", "used ", "rerout", "redirect", "determin", "reveal", "trac",
    "kill", "replac", "renew", "switch", "moved", "moves", "stopp", "stops", "turned off", "turned on", "turns off", "turns on", "cleaned",
    "cleans", "compar", "blam", "edited", "edits", "committed", "install", "wrote", "writes", "created", "creates", "set the", "set up", "set a ", "sets the", "sets up",
    "workaround", "mitigat", "failover", "fail over", "failed over", "restoring", "restored from", "restores from", "bypass", "blocked",
    "drain", "merged", "repair", "started again", "starts with", "started with", "begins with", "began with", "started the", "studied", "studies", "narrowed", "reproduc", "captured", "collected", "monitored", "rebuil",
    "recreat", "migrat", "worked on", "working on", "works on", "work on", "working to", "work began", "worked to", "logged in",
    "logged into", "logs in", "connected to", "entered", "decided", "decides", "decision", "unmask", "silenced", "ignored", "pinpoint",
    "interrogat", "trying", "queried", "queries the", "profil", "strace", "dumped", "purged", "flushed", "rotated", "upgraded",
    "downgraded", "modified", "modifies", "tuned", "assess", "evaluat", "eliminated", "located", "considered", "thought", "believed",
    "put on", "saved", "scanned", "rectif", "resolved by", "executed", "executes", "begins work", "began work", "eureka",
    "shut down", "shuts down", "swapped", "swaps", "unplugged", "pulled the", "plugged", "took a", "takes a", "freed", "frees", "emptied",
    "recovery initiated", "recovery began", "extended", "expanded", "resized", "bounced", "provisioned", "allocated", "released", "reset",
];

/// What is no investigation beside words of an end: `monitoring confirms that service is restored`.
#[rustfmt::skip]
pub(super) const CONFIRMING: &[&str] = &["confirm", "verif", "check", "test", "monitored", "found", "running a", "logged in"];

/// A wrong assumption, a dead end, a fix that did not help.
#[rustfmt::skip]
pub(super) const MISLEADING: &[&str] = &[
    "mislead", "misled", "misguid", "misdirect", "initially suspect", "initial suspicion", "initial assumption", "initially assum",
    "initially thought", "initially believ", "initially focus", "initially attribut", "initial focus", "initial theory", "first thought",
    "first suspect", "first assum", "assum", "wrong path", "wrong track", "wrong direction", "wrong assumption", "wrong lead",
    "wrong place", "wrong street", "wrong tree", "wrong turn", "wrong theory", "wrongly", "mistakenly", "erroneously",
    "incorrectly", "incorrect assumption", "incorrect path", "incorrect lead", "incorrect hypothes", "ruled out", "rules out",
    "eliminated as", "no improvement", "little improvement", "no significant improvement", "not help", "didn t help", "doesn t help",
    "not resolve", "didn t resolve", "doesn t resolve", "not fix", "didn t fix", "not solve", "didn t solve", "not work", "didn t work",
    "not improve", "didn t improve", "not yield", "not address", "not restore", "not bring", "not change", "didn t change", "not the cause",
    "not the root", "not the issue", "not the problem", "not the source", "not the culprit", "not the reason", "wasn t the", "was not the",
    "were not the", "is not the", "not to be the", "not due to", "not caused by", "red herring", "unrelated", "turned out", "turns out", "false lead", "false trail",
    "false alarm", "suspect", "suspicio", "no abnormal", "no anomal", "without success", "to no avail", "no avail", "dead end",
    "hypothes", "discard", "disprov", "no issues found", "no issue found", "no problem found", "found no issue", "found no problem",
    "found nothing", "nothing unusual", "no fault found", "no errors found", "nothing wrong", "nothing chang", "no effect",
    "little effect", "no change", "in vain", "waste", "wasting", "blam", "thought", "thinking", "believing", "believed",
    "leads nowhere", "lead nowhere", "led nowhere", "went nowhere", "not related", "no luck", "still fail", "still down", "still slow",
    "still the same", "comes back", "came back within", "theory", "mistaken", "bad advice", "wild goose", "rejected", "useless",
    "no errors there", "unsuccess", "fruitless", "persisted", "persists", "issue persist", "problem persist", "errors persist",
    "had not introduced", "innocent", "nothing to hide", "healthy so", "but no ", "potential network",
    "fails again", "failed again", "had no impact", "made no difference", "no difference", "made it worse", "made things worse",
    "proved to be fine", "proved fine", "was fine", "were fine", "looked fine", "look fine", "looks fine", "as normal",
    "only for a", "did nothing", "does nothing",
];

/// A person or team was called in.
#[rustfmt::skip]
pub(super) const ESCALATED: &[&str] = &[
    "escalat", "was notified", "were notified", "is notified", "are notified", "notified the", "notifies the", "team notified",
    "was alerted", "were alerted", "is alerted", "alerted the", "alerts the", "alerted to", "engaged", "engages", "called in", "calls in the",
    "calls in a", "was called", "were called", "is called", "brought in", "brings in", "brought onto", "paged", "pages the", "summon", "contact",
    "handed over", "hands over", "handed to", "handed off", "informed", "informs", "involved the", "reached out", "reaches out",
    "assigned to", "takes over", "took over", "joined", "joins", "forwarded", "called the", "calls the", "asked the", "asks the",
    "asked for help", "pulled in", "pulls in", "handed it", "wakes", "woke up", "woken", "reported to", "sent to the", "passed to", "passed on to", "looped in",
    "team assembled", "war room", "sent over", "dispatched", "referred to", "raised to the", "raised with", "consulted", "help from", "assistance from", "was involved",
    "were involved", "got involved", "opened a case", "opened a ticket with", "support was contacted", "invited", "invitation to", "mobiliz", "mobilis",
];

/// Service restored.
#[rustfmt::skip]
pub(super) const RESOLVED: &[&str] = &[
    "resolved", "resolves", "restored", "restores", "restoring full", "back online", "back to normal", "fully operational", "normal operation",
    "resumed", "resumes", "outage end", "outage over", "incident closed", "issue closed", "incident end", "functioning normally",
    "functional again", "fixed", "recovered", "recovering", "stabiliz", "stabilis", "declared stable", "fix was deployed", "hotfix",
    "completed successfully", "back up", "all clear", "service is back", "services are back", "back in service",
    "incident is over", "declared over", "works again", "work again", "working again", "works as expected", "working as expected",
    "works properly", "working properly", "works correctly", "working correctly", "up again", "online again", "available again",
    "accessible again", "running again", "live again", "back to green", "all green", "100 back", "returned to normal", "return to normal",
    "returned to being", "returns to normal", "running normally", "operating normally", "operating at full", "full functionality",
    "fully functional", "full service", "regained access", "regain access", "is reachable again", "rectif", "solved", "resolution confirmed",
    "was successful", "were successful", "200 ok", "status 200", "returned 200", "returns 200", "returning 200", "up and running", "came back up",
    "is now operational", "now operational", "is now stable", "no further errors", "no more errors", "a ok",
    "confirms resolution", "confirmed resolution", "confirming resolution", "confirms recovery", "confirmed recovery", "confirmed stab",
    "confirmed normal", "confirmed the fix", "confirms the fix",
];

/// What ends an incident in other words, where no entry says it in the words above.
#[rustfmt::skip]
pub(super) const ENDING: &[&str] = &[
    "again", "back", "normal", "closed", "ends", "ended", "over", "green", "healthy", "stable", "success", "all good", "done", "gone",
    "regain", "works", "is working", "are working", "reachable", "responding", "accessible", "available", "finished", "relief", "online", "recovery", "resolution", "clean", "clear",
];

/// What takes the end back: a part of it, for a while, or only wished for.
#[rustfmt::skip]
pub(super) const NOT_YET: &[&str] = &[
    "partial", "not resolve", "t resolve", "temporar", "not fixed", "unresolved", "still ", "some users", "to resolve", "to restore", "not restored",
    "not yet", "unable to resolve", "one problem is", "briefly", "not been", "failed to", "to be resolved", "to be fixed", "until it is fixed",
];

/// A change that can be the last fix, as done.
#[rustfmt::skip]
pub(super) const MENDED: &[&str] = &[
    "restarted", "rebooted", "created", "rolled back", "reverted", "removed", "corrected", "deployed", "applied", "implemented", "adjusted", "updated",
    "optimized", "optimised", "reconfigured", "replaced", "renewed", "cleared", "killed", "stopped", "increased the", "added", "changed",
    "enabled", "disabled", "patched", "repaired", "installed", "freed", "deleted", "switched", "scaled", "unblocked", "opened port",
    "is killed", "is restarted", "restarts", "restart apache", "eliminated", "rewrote", "rebuilt", "upgraded", "downgraded", "migrated", "merged", "renamed", "edited",
    "saved", "entered the", "was put", "fix is", "moved", "raised the", "purged", "flushed", "emptied", "tamed", "then start", "started the", "restarting", "failed over",
];

/// What leaves a change undone.
#[rustfmt::skip]
pub(super) const UNDONE: &[&str] = &[
    "initiat", "begin ", "begins", "began", "start to", "started to", "starts to", "planned", "plans", "decided", "decides", "attempt", "tried", "tries",
    "is being", "are being", "in progress", "working on", "will be", "quick fix", "manifest was created",
];
