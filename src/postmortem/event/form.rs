//! What the form of a clause tells where its words are in no family: deeds, and who noticed.

/// Words of being and having, with which a participle tells that something was done.
const AUXILIARIES: &[&str] = &["was", "were", "is", "are", "been", "being", "got", "gets"];

/// Participles and verbs that tell of the trouble, of noticing or of a state, and not of a deed.
#[rustfmt::skip]
const NO_DEEDS: &[&str] = &[
    "affect", "impact", "degrad", "interrupt", "disrupt", "caus", "experienc", "suffer", "fail", "crash", "overload", "overwhelm", "need",
    "remain", "happen", "occur", "appear", "seem", "start", "end", "last", "increas", "decreas", "drop", "rais", "delay", "expir", "exceed", "exhaust",
    "lock", "corrupt", "break", "brok", "los", "timed", "handl", "point", "access", "continu", "resum", "restor", "recover", "resolv", "clos", "complet", "finish",
    "detect", "notic", "alert", "report", "observ", "receiv", "trigger", "notif", "complain", "page", "call", "inform", "involv", "engag",
    "escalat", "contact", "assign", "expect", "suppos", "requir", "call", "nam", "bas", "relat", "connect", "schedul", "plann", "publish", "releas",
    "announc", "post", "tweet", "ask", "request", "wait", "arriv", "join", "reach", "struggl", "slow", "stall", "hang", "freez", "reject", "refus", "deni",
    "unaffect", "limit", "load", "store", "host", "writ", "damag", "misconfigur", "miss", "confus", "frustrat", "annoy", "unexpect", "red", "feed", "speed",
    "shed", "bleed", "hundred", "indeed", "interest", "tir", "pleas", "satisf", "worri", "concern", "celebrat", "thank", "wonder", "hop", "want", "lik", "us",
];

/// Words before a verb that make it a deed of somebody.
#[rustfmt::skip]
const DOERS: &[&str] = &[
    "i", "we", "he", "she", "they", "team", "engineer", "engineers", "developer", "developers", "admin", "administrator", "operator", "vendor",
    "technician", "dba", "sre", "sres", "devops", "staff", "crew", "lead", "manager", "responder", "oncall",
];

/// Whether a folded clause tells that something was done: `the column was renamed`, `we renamed the column`.
pub(super) fn tells_deed(clause: &str) -> bool {
    let mut before = ["", ""];
    for word in clause.split(' ').filter(|word| !word.is_empty()) {
        // Few words are deeds, so that is asked first.
        let told = || before.iter().any(|word| AUXILIARIES.contains(word)) || DOERS.contains(&before[1]);
        if is_deed(word) && told() && !before.contains(&"not") {
            return true;
        }
        before = [before[1], word];
    }
    false
}

fn is_irregular(word: &str) -> bool {
    const IRREGULAR: &[&str] =
        &["put", "sent", "cut", "made", "rewritten", "rebuilt", "undone", "taken", "run", "rerun", "redone", "set"];
    word.ends_with(['t', 'e', 'n']) && IRREGULAR.contains(&word)
}

fn is_deed(word: &str) -> bool {
    is_irregular(word)
        || (word.len() > 4 && word.ends_with("ed") && !NO_DEEDS.iter().any(|stem| word.starts_with(stem)))
}

/// Whether a folded clause says who noticed: `an operator notices`, not `it was noticed`.
pub(super) fn names_noticer(clause: &str) -> bool {
    const NOTICES: &[&str] = &[
        "notice",
        "notices",
        "noticed",
        "sees",
        "saw",
        "reports",
        "reported",
        "discovers",
        "discovered",
        "spots",
        "spotted",
        "hears",
        "heard",
        "observes",
        "observed",
        "realizes",
        "realized",
        "realises",
        "realised",
        "complains",
        "complained",
        "complain",
    ];
    let mut before = ["", ""];
    for word in clause.split(' ').filter(|word| !word.is_empty()) {
        let passive = |word: &&str| {
            AUXILIARIES.contains(word)
                || matches!(*word, "first" | "issue" | "problem" | "outage" | "incident" | "nobody" | "one")
        };
        if NOTICES.contains(&word) && !before[1].is_empty() && !before.iter().any(passive) {
            return true;
        }
        before = [before[1], word];
    }
    false
}
