//! Word families: stems and phrases that tell one thing.
//!
//! The families keep their lines (`rustfmt::skip`): one word a line would hide that they are few.

/// Something was noticed.
#[rustfmt::skip]
pub(super) const NOTICING: &[&str] = &[
    "detect", "notic", "alert", "report", "discover", "observ", "complain", "flag", "signal", "notif", "identif", "found", "saw ",
    "spotted", "became aware", "realiz", "realis", "trigger", "received", "raised", "warn",
];

/// By what or whom something can be noticed.
#[rustfmt::skip]
pub(super) const MEANS: &[&str] = &[
    "monitor", "alert ", "alerts ", "alerting", "customer", "user ", "users ", "client", "engineer", "ticket", "support", "dashboard", "pingdom", "datadog",
    "nagios", "prometheus", "grafana", "new relic", "pagerduty", "sentry", "cloudwatch", "log ", "logs ", "health check", "metric",
    "automated", "developer", "admin", "student", "i ", "analyst", "staff", "technician", "operator", "visitor", "complain", "email",
    "wakeup", "tester", "when trying", "while trying", "team member", "employee", "colleague", "notification", "manager",
    "on call",
];

/// Noticing, beside a word for who or what did.
#[rustfmt::skip]
pub(super) const NOTICED: &[&str] = &[
    "detect", "notic", "alert", "report", "discover", "observ", "complain", "flag", "signal", "became aware", "realiz", "realis", "trigger",
    "receiv", "notif", "warn", "contact", "beep",
];

/// What tells of noticing behind whoever noticed.
#[rustfmt::skip]
pub(super) const NOTICING_VERBS: &[&str] = &[
    "noticed", "notices", "notice", "reports", "reported", "report", "sees", "see", "saw", "discovered", "call", "calls", "called", "asks",
    "asked", "tells", "told", "spots", "spotted", "observes", "observed",
];

/// How people let others know.
#[rustfmt::skip]
pub(super) const CALLING: &[&str] = &[
    "phone", "tweet", "mails ", "emails ", "writes ", "wrote ", "write ", "sends ", "sent ", "posts ", "posted ", "rings ", "rang ",
    "messages ", "wonder", "opens a ticket", "opened a ticket", "files a ", "filed a ", "texts ", "texted ", "mail from", "email from",
    "message from",
];

/// A machine that notices by itself.
#[rustfmt::skip]
pub(super) const MACHINES: &[&str] = &[
    "monitoring", "alert ", "alerts ", "alerting", "pingdom", "datadog", "nagios", "prometheus", "grafana", "pagerduty", "sentry", "cloudwatch", "health check",
    "uptime robot", "alarm", "dashboard",
];

/// Someone or something that a matter is handed to.
#[rustfmt::skip]
pub(super) const TEAMS: &[&str] = &[
    "team", "engineer", "developer", "admin", "dba", "devops", "sre ", "sres ", "on call", "manager", "lead ", "support", "vendor",
    "provider", "specialist", "expert", "department", "operations", "cto ", "senior", "supervisor", "consultant", "staff", "mentor",
    "colleague", "personnel", "group", "architect", "director", "technician", "responder", "analyst", "host", "company", "maker", "desk",
    "hotline", "helpdesk", "service line", "contractor", "duty", "chief", "owner", "boss", "duo", "crew", "squad", "office", "manufacturer",
    "supplier", "carrier", "registrar", "head of", "people", "cio ", "ciso", "legal", "database", "network", "security",
    "infrastructure", "backend", "finance", "partner",
];

/// A matter is handed to someone.
#[rustfmt::skip]
pub(super) const HANDING: &[&str] = &[
    "escalat", "forward", "was alerted", "were alerted", "is alerted", "are alerted", "alerted the", "alerted to", "notified", "notify",
    "engaged", "called", "calling", "call is", "call was", "call to", "brought in", "brings in", "paged", "contact", "handed", "informed", "inform ", "involved",
    "reached out", "assigned", "takes over", "took over", "joined", "joins", "summon", "assist", "help from", "consult", "assembl",
    "gathered", "mobiliz", "mobilis", "dispatch", "delegat", "deployed a team", "referred", "raised to", "reported to", "passed to",
    "collaborat", "looped in", "pulled in", "asked", "requested help", "bring in", "sent to", "take over", "phones the", "phoned the",
    "hands over", "hand over", "hands the", "hand the", "woken", "wakes", "woke up", "turns to", "turned to", "requests help", "calls the",
    "calls in", "call in", "calls for", "asks the", "asks for help", "is invited", "are invited", "was invited", "were invited", "pings", "pinged",
    "brought on", "handover", "hand off", "handed off", "calls a ", "messaged the", "messages the",
];

/// A matter goes to whoever is named behind it.
#[rustfmt::skip]
pub(super) const GOES_TO: &[&str] = &[
    "goes to the", "went to the", "goes to our", "passes", "passed the", "pass the", "passed on", "moved to the", "transferred to", "given to",
    "goes on to the", "lands with", "landed with", "reaches the", "reached the",
];

/// Something turned out wrong or did not help.
#[rustfmt::skip]
pub(super) const DEAD_ENDS: &[&str] = &[
    "mislead", "misled", "misguid", "misdirect", "wrong", "assum", "red herring", "dead end", "unrelated", "incorrect", "turned out", "false", "ruled out",
    "no improvement", "did not help", "didn t help", "did not resolve", "didn t resolve", "did not solve", "didn t solve", "no effect",
    "persist", "without success", "to no avail", "in vain", "unsuccessful", "fruitless", "discard", "disprov", "not the cause",
    "not the root cause", "not the issue", "not the problem", "wasn t the", "was not the", "initial suspicion", "initially suspected",
    "initially thought", "initially believed", "at first", "first thought", "mistaken", "still failing", "still down",
    "instead of", "eliminated as", "theory", "hypothes", "innocent", "wasted", "continued lack", "failed attempt", "attempts failed",
    "nothing wrong", "nothing unusual", "found nothing", "find nothing", "finds nothing", "found none", "no anomal", "no abnormal", "no issue", "no sign", "no evidence",
    "does not help", "doesn t help", "do not help", "don t help", "nothing chang", "changed nothing", "changes nothing", "no change", "no luck",
    "no difference", "without effect", "without result", "without any effect", "no result", "wrong trail", "false trail", "false lead",
    "cold trail", "wild goose", "was a mistake", "needless", "in error", "error stays", "error remain", "problem remain", "problem stays",
    "issue remain", "errors remain", "errors continue", "comes to nothing", "came to nothing", "leads nowhere", "led nowhere", "goes nowhere",
    "went nowhere", "not related", "irrelevant", "innocent", "a distraction", "sidetrack", "blind alley", "turn out to be",
    "turns out", "proves to be", "proved to be", "all the time",
];

/// Something was taken for the cause.
#[rustfmt::skip]
pub(super) const SUSPECTING: &[&str] = &[
    "suspect", "thinks", "think ", "thought", "believ", "assum", "consider", "blam", "guess", "takes ", "take the site", "took ", "looks at",
    "look at", "looks for", "look for", "looked", "check", "inspect", "search", "investigat", "examin", "review", "focus", "restart", "reboot",
    "tries", "tried", "try ", "reinstall", "swap", "replac",
];

/// What was suspected had nothing to do with it.
#[rustfmt::skip]
pub(super) const INNOCENT: &[&str] = &[
    "in order", "is fine", "are fine", "was fine", "were fine", "be fine", "found fine", "is right", "are right", "was right", "were right",
    "is healthy", "are healthy", "it healthy", "them healthy", "half empty", "no fault", "is ok", "are ok", "it was not", "it is not",
    "they are not", "they were not", "is idle", "was idle", "is not it", "but not", "to be normal", "were normal", "are clean", "is clean",
];

/// It came to an end.
#[rustfmt::skip]
pub(super) const ENDING: &[&str] = &[
    "resolv", "restor", "back online", "back to normal", "back up", "fully operational", "normal", "resum", "ended", "closed", "fixed",
    "success", "recover", "stabil", "stable", "all clear", "regain", "came back", "200", "is now", "are now", "now running", "works",
    "working", "running", "up again", "solved", "online", "completed", "concluded", "mitigated", "verified", "operational", "no longer",
    "functional", "functioning", "accessible", "available", "starts", "started successfully", "healthy", "corrected",
];

/// Somebody did something.
#[rustfmt::skip]
pub(super) const DOING: &[&str] = &[
    "investigat", "restart", "reboot", "check", "review", "analy", "roll", "deploy", "appl", "implement", "fix", "patch", "identif",
    "confirm", "tried", "trying", "attempt", "assum", "suspect", "hypothes", "debug", "ran ", "updat", "test", "examin", "inspect",
    "correct", "optimi", "scal", "disabl", "reconfigur", "adjust", "increas", "discover", "found", "ruled out", "troubleshoot", "opened",
    "chang", "add", "remov", "isolat", "revert", "diagnos", "verif", "clear", "trac", "search", "look", "used", "rerout", "determin",
    "kill", "install", "configur", "creat", "edit", "replac", "focus", "studied", "queried",
];

/// What happened to the service or its users.
#[rustfmt::skip]
pub(super) const HARM: &[&str] = &[
    "down", "slow", "unavailab", "inaccess", "unable", "fail", "error", "outage", "offline", "unrespons", "crash", "timeout", "time out",
    "timed out", "degrad", "disrupt", "interrupt", "latency", "delay", "loss", "lost", "could not", "couldn t", "cannot", "can t", "not able",
    "affect", "impact", "experienc", "suffer", "blocked", "denied", "stopped", "unusable", "freez", "froz", "broken", "downtime", "500", "502",
    "503", "504", "404", "403", "not work", "not load", "no access", "incorrect", "wrong", "missing", "stuck", "halt", "hinder", "prevent",
    "frustrat", "incomplete", "duplicate", "lag", "exposed", "leaked", "did not", "didn t", "does not", "doesn t", "do not", "don t", "were not",
    "was not", "no longer", "nobody", "nothing", "no one", "silent", "blank", "empty", "stayed", "too late", "late ", "dark", "hang", "hung",
    "corrupt", "twice", "without", "wait", "gave up", "never", "no ", "grey", "gray",
];

/// Who or what was harmed.
#[rustfmt::skip]
pub(super) const HARMED: &[&str] = &[
    "user", "customer", "client", "player", "visitor", "subscriber", "student", "shopper", "people", "employee", "service", "site", "website",
    "server", "page", "app ", "application", "system", "platform", "api", "database", "login", "checkout", "payment", "upload", "order",
    "transaction", "request", "access", "network", "feature", "portal", "store", "traffic", "everyone", "team", "function", "machine",
    "connection", "container", "rider", "listener", "caller", "passenger", "patient", "reader", "guest", "viewer", "driver", "buyer", "seller",
    "member", "merchant", "teacher", "parent", "pupil", "resident", "tenant", "staff", "audience", "grower", "traveller", "traveler", "owner",
    "phone", "door", "screen", "stream", "map", "alarm", "message", "mail", "email", "ticket", "price", "result", "seat", "video",
    "chart", "file", "photo", "picture", "document", "report", "pager", "robot", "link", "form", "button", "job", "queue", "data",
];

/// How a cause works: one thing leads to another.
#[rustfmt::skip]
pub(super) const MECHANISM: &[&str] = &[
    "because", "due to", "caus", "led to", "lead to", "leading", "result", "which", "prevent", "since", "so that", "when", "as a consequence",
    "therefore", "thereby", "trigger", "exceed", "exhaust", "overload", "unable", "fail", "thus", "after", "instead", "while", "that ",
    "consequently", "meaning",
];

/// What was done to mend it.
#[rustfmt::skip]
pub(super) const MENDING: &[&str] = &[
    "fix", "resolv", "resolut", "restor", "roll", "revert", "correct", "solution", "solved", "mitigat", "patch", "repair", "replac",
    "restart", "reboot", "reconfigur", "configur", "updat", "upgrad", "deploy", "optimi", "increas", "adjust", "chang", "add", "remov",
    "implement", "install", "enabl", "disabl", "scal", "tun", "modif", "rewr", "redirect", "cleared", "kill", "appl", "renew", "switch",
    "moved", "migrat", "block", "raised", "removed", "downgrad", "emptied", "purged", "synchroni", "stopped", "turned o", "opened",
    "deleted", "unmask", "pinned", "renam", "limit", "recover", "workaround", "command", "ran ", "set ", "distribut", "routed", "creat", "take", "took ", "cancel", "flash", "went back", "goes back", "withdr", "unplug", "issued", "raise",
];

/// What names a cause without saying so.
#[rustfmt::skip]
pub(super) const WHY: &[&str] = &[
    "which caused", "main problem was", "the problem was", "the fault was", "primary cause", "main cause", "risen from", "arisen from",
    "arose from", "stems from", "the reason for", "responsible for the outage", "brought down by", "as a result of a",
];

/// What is changed, and may break something.
#[rustfmt::skip]
pub(super) const CHANGES: &[&str] = &[
    "update", "release", "deploy", "change", "configuration", "bug", "typo", "script", "query", "push", "migration", "upgrade", "patch",
];

/// A guess at the cause.
#[rustfmt::skip]
pub(super) const GUESSING: &[&str] = &[
    "suspect", "think", "thought", "believ", "assum", "consider", "guess", "blam",
];

/// What takes a guess back.
#[rustfmt::skip]
pub(super) const BUT: &[&str] = &[
    "but ", "however", "yet ", "which was", "though ",
];

/// The trouble stays.
#[rustfmt::skip]
pub(super) const STAYS: &[&str] = &[
    "stays", "remain", "still ", "again ", "continu", "keeps ", "not ", "no ", "nothing",
];

/// What follows is denied.
#[rustfmt::skip]
pub(super) const DENYING: &[&str] = &[
    "not a ", "not an ", "not the ", "no case of",
];

/// Somebody is called in by name.
#[rustfmt::skip]
pub(super) const NAMING: &[&str] = &[
    "call in ", "calls in ", "called in ", "hands over to ", "handed over to ", "escalated to ", "escalates to ", "brought in ",
    "brings in ", "pulls in ", "pulled in ", "pages ", "paged ", "loops in ", "looped in ", "wakes ", "woke up ", "handed to ",
    "assigned to ",
];

/// What is so from now on.
#[rustfmt::skip]
pub(super) const NOW: &[&str] = &[
    "now ",
];

/// A cause is named.
#[rustfmt::skip]
pub(super) const CAUSE: &[&str] = &[
    "root cause", "cause ",
];

/// A share in words.
#[rustfmt::skip]
pub(super) const PERCENT: &[&str] = &[
    "percent", "per cent",
];

/// Users were affected, without a word on what they saw.
#[rustfmt::skip]
pub(super) const AFFECTED: &[&str] = &[
    "affected", "impacted",
];

/// A change broke something.
#[rustfmt::skip]
pub(super) const BREAKING: &[&str] = &[
    "caused ", "broke ", "took down", "brought down",
];

/// What the service does again when it is over.
#[rustfmt::skip]
pub(super) const ENDED: &[&str] = &[
    "answer", "open ", "goes on", "go on", "appear", "arrive", "is right", "are right", "is out", "is up", "are up", "has the right",
    "have the right",
];

/// Something was suffered.
#[rustfmt::skip]
pub(super) const SUFFERING: &[&str] = &[
    "affect", "impact", "unable", "could not", "couldn t", "experienc", "cannot", "fail", "los", "down",
];

/// A share of a moment, of a part, or of what could have been.
#[rustfmt::skip]
pub(super) const QUALIFIED: &[&str] = &[
    "initial", "at first", "later", "peak", "another", "remaining", "additional", "other ", "restor", "recover", "up to", "between",
    "of whom", "of these", "of those", "target", "goal", "only ", "users who", "customers who", "notif", "inform", "apolog", "would ",
    "could have", "at most", "at least",
];

/// Everybody.
#[rustfmt::skip]
pub(super) const EVERYONE: &[&str] = &[
    "all users", "all our users", "all of our users", "all customers", "every user", "every customer", "all clients",
];

/// The outage as a whole.
#[rustfmt::skip]
pub(super) const OUTAGE: &[&str] = &[
    "outage", "incident", "downtime", "disruption", "interruption", "was down", "were down", "down for", "offline",
];

/// How long it lasted.
#[rustfmt::skip]
pub(super) const LASTING: &[&str] = &[
    "lasted", "lasting", "in total", "in all", "total of", "down for", "outage of", "downtime of", "offline for", "unavailable for",
    "hours of", "minutes of", "hour outage", "minute outage",
];

/// A part of it, or another one.
#[rustfmt::skip]
pub(super) const PARTLY: &[&str] = &[
    "first", "second", "each", "another", "before", "after", "within", "every", "previous", "next", "could have", "would", "until",
    "already",
];
