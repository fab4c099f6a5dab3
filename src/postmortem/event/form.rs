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

/// The words of a folded clause, each with the two words before it.
fn words_behind(clause: &str) -> impl Iterator<Item = ([&[u8]; 2], &[u8])> {
    let mut before: [&[u8]; 2] = [b"", b""];
    clause.as_bytes().split(|byte| *byte == b' ').filter(|word| !word.is_empty()).map(move |word| {
        let found = (before, word);
        before = [before[1], word];
        found
    })
}

/// Whether a word is one of these. Few begin with the same letter: it is compared before the rest.
#[inline]
fn is_one_of(word: &[u8], known: &[&str]) -> bool {
    word.first()
        .is_some_and(|first| known.iter().any(|known| known.as_bytes()[0] == *first && known.as_bytes() == word))
}

/// Whether a folded clause tells that something was done: `the column was renamed`, `we renamed the column`.
pub(super) fn tells_deed(clause: &str) -> bool {
    words_behind(clause).any(|(before, word)| {
        // Few words have the form of a deed, so that is asked first.
        let irregular = is_irregular(word);
        (irregular || (word.len() > 4 && word.ends_with(b"ed")))
            && (before.iter().any(|word| is_one_of(word, AUXILIARIES)) || is_one_of(before[1], DOERS))
            && !before.contains(&b"not".as_slice())
            && (irregular
                || !NO_DEEDS.iter().any(|stem| stem.as_bytes()[0] == word[0] && word.starts_with(stem.as_bytes())))
    })
}

fn is_irregular(word: &[u8]) -> bool {
    const IRREGULAR: &[&str] =
        &["put", "sent", "cut", "made", "rewritten", "rebuilt", "undone", "taken", "run", "rerun", "redone", "set"];
    matches!(word.last(), Some(b't' | b'e' | b'n')) && is_one_of(word, IRREGULAR)
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
    const NOBODY: &[&str] = &["first", "issue", "problem", "outage", "incident", "nobody", "one"];
    words_behind(clause).any(|(before, word)| {
        let passive = |word: &&[u8]| is_one_of(word, AUXILIARIES) || is_one_of(word, NOBODY);
        !before[1].is_empty()
            && matches!(word[0], b'n' | b's' | b'r' | b'd' | b'h' | b'o' | b'c')
            && is_one_of(word, NOTICES)
            && !before.iter().any(passive)
    })
}
