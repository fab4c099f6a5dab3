//! The table of word families by which headings are known.

/// A family of words. The order is that of the table in the module's docs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
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
    Wrong,
    Task,
    Conclusion,
    Aside,
    Filler,
}

/// Word families. A word of two parts stands with a blank.
#[rustfmt::skip]
pub(super) const FAMILIES: &[(Family, &[&str])] = &[
    (Family::Summary, &[
        "summary", "overview", "synopsis", "abstract", "tldr", "recap", "briefing", "summery", "what happened",
        "what went down", "what was it about", "what is this about", "at a glance", "in brief", "description",
    ]),
    (Family::Duration, &[
        "duration", "timeframe", "time frame", "outage window", "incident window", "downtime", "start time",
        "end time", "time of outage", "time of start", "time of end", "start date", "end date", "started", "ended",
        "period", "date and time", "date time", "length of outage", "incident start", "incident end", "outage start",
        "outage end", "start of incident", "end of incident", "start of outage", "end of outage", "when did it happen",
        "when it happened", "when did this happen", "how long did it last", "how long",
    ]),
    (Family::Impact, &[
        "impact", "impacts", "impacted", "affected", "effect", "effects", "users affected", "user experience",
        "symptoms", "who was affected", "what was affected", "what broke", "who was hit", "blast radius",
        "what users saw", "what did users see", "consequences",
    ]),
    (Family::Timeline, &[
        "timeline", "timelines", "time line", "chronology", "sequence of events", "order of events",
        "debugging process", "event log", "log of events", "chain of events", "blow by blow", "play by play",
        "how it unfolded", "how it went down", "unfolded", "order of things", "account of events", "what happened when", "course of events", "events log", "incident log",
    ]),
    (Family::Cause, &[
        "cause", "causes", "root", "rootcause", "reason", "reasons", "contributing factors", "trigger", "triggers",
        "diagnosis", "five whys", "5 whys", "fault", "underlying issue", "underlying problem", "underlying",
        "culprit", "summation", "why did it happen", "why it happened", "why did that happen", "why did this happen", "why this happened",
        "why it broke", "why did it break", "why it failed", "why did it fail", "what caused", "what went wrong and why",
        "what actually went wrong", "what really happened", "rca",
    ]),
    (Family::Resolution, &[
        "resolution", "resolutions", "recovery", "solution", "solutions", "resolved", "remediation", "fix",
        "restoration", "solving", "solved", "remedy", "fixed", "how it was fixed", "how we fixed it", "restore",
        "restored", "what fixed it",
    ]),
    (Family::Detection, &[
        "detection", "detected", "discovery", "identification", "how it was detected", "when it was detected",
        "how did we find out", "how we found out", "how did we notice", "how we noticed",
    ]),
    (Family::Actions, &[
        "actions taken", "action taken", "investigation", "investigations", "investigative", "investigative actions",
        "debugging", "troubleshooting", "response", "steps taken", "assumptions", "diagnostics", "diagnostic",
        "respond", "responded", "what did we do", "what we did",
    ]),
    (Family::Misleading, &[
        "misleading", "missteps", "mislead", "dead ends", "dead end", "wrong paths", "red herring", "red herrings",
        "misdirection", "false leads", "wrong turns", "debugging paths",
    ]),
    (Family::Escalation, &[
        "escalation", "escalations", "escalated", "escalation path",
    ]),
    (Family::Measure, &[
        "measures", "measure", "corrective", "lessons learned", "lesson learned", "lessons", "learnings",
        "recommendations", "recommendation", "remedial", "countermeasures", "takeaways", "corrections",
        "what we learned", "what did we learn", "what have we learned", "corrective action", "corrective actions",
        "way forward", "moving forward", "going forward", "never again", "what we will do", "what will we do",
        "what we are going to do", "what are we going to do", "what we are doing", "what are we doing",
        "what is next", "what s next", "whats next", "what comes next", "what we will change", "what will change",
        "remediation plan", "remediation items", "remediation steps", "remediation actions",
    ]),
    (Family::Prevention, &[
        "preventative", "preventive", "prevention", "preventions", "preventing", "preventation", "safeguards",
        "mitigation", "mitigations", "precautions", "precautionary", "avoidance", "prevent recurrence", "avoid recurrence",
        "less likely", "less impactful", "happen again", "happens again", "happening again",
        "how do we prevent", "how can we prevent", "how will we prevent", "how we will prevent", "how we prevent",
        "how to prevent", "how do we avoid", "how can we avoid", "how to avoid", "how we will avoid",
    ]),
    (Family::Improve, &[
        "improvement", "improvements", "enhancement", "enhancements", "fixes", "improve", "what can be improved",
        "what could be improved", "what did not go well", "what didnt go well",
        "what didnt go so well", "what went badly", "what went poorly", "could have gone better", "do better",
        "make it better", "making it better", "made better", "be better", "areas of improvement", "areas for improvement", "things to improve",
    ]),
    (Family::Wrong, &["what went wrong", "went wrong"]),
    (Family::Task, &[
        "task", "tasks", "todo", "to do", "todos", "action items", "action item", "action plan", "follow up",
        "follow ups", "followup", "followups", "next steps", "checklist", "to dos", "work items", "action points",
        "follow up actions", "follow up items",
    ]),
    (Family::Conclusion, &[
        "conclusion", "conclusions", "final thoughts", "closing", "closing remarks", "closing thoughts",
        "closing note", "in conclusion", "final words", "final note", "final remarks", "wrap up", "epilogue",
    ]),
    (Family::Aside, &[
        "introduction", "intro", "background", "context", "references", "reference", "resources", "author",
        "authors", "links", "link", "repository", "repo", "humor", "humour", "acknowledgement", "acknowledgements",
        "acknowledgments", "glossary", "supporting information", "appendix", "status", "date", "owner", "credits",
        "contact", "technologies", "files", "communication", "communications",
        "additional information", "requirements", "participants", "attendees", "disclaimer", "environment", "notes",
        "note", "directory", "file", "about", "license", "team", "leadup", "lead up", "prerequisites",
        "engaging elements", "what went well", "where we got lucky", "severity", "priority", "further reading", "ps",
        "fun fact", "backlog check", "recurrence", "responders", "messaging", "table of contents", "contents",
        "system overview", "architecture overview", "system architecture", "architecture",
        "project overview", "infrastructure overview", "howd we do", "how did we do", "what worked well", "what worked",
    ]),
    (Family::Filler, &[
        "the", "of", "and", "an", "a", "in", "for", "to", "on", "its", "it", "our", "we", "this", "that", "with",
        "by", "was", "were", "is", "are", "incident", "incidents", "issue", "issues", "outage", "outages", "event",
        "events", "problem", "problems", "service", "services", "user", "users", "customer", "customers", "business",
        "system", "report", "analysis", "details", "detail", "detailed", "section", "executive", "quick", "short",
        "full", "primary", "main", "key", "initial", "process", "procedure", "path", "paths", "method", "time",
        "explanation", "implementation", "implemented", "specific", "list", "items", "actions", "action", "steps",
        "plan", "plans", "future", "long", "term", "immediate", "proposed", "planned", "further", "additional",
        "address", "addressing", "be", "can", "will", "must", "contain", "contains", "how", "what", "when", "who",
        "technical", "scope", "postmortem", "post", "mortem", "or", "strategies", "strategy", "suggested", "similar",
        "failure", "temporary", "permanent", "broad", "broadly", "general", "taken", "things", "window", "start",
        "end", "total", "happened", "level", "identified", "learned", "up", "follow", "do", "made", "been", "has",
        "have", "from", "as", "at", "all", "times", "statement", "team", "teams", "individuals", "possible",
        "potential", "areas", "made", "final", "complete", "debug", "made", "changes", "work", "side", "part",
        "include", "includes", "including", "done", "these", "those", "required", "needed", "new", "existing",
        "corresponding", "prevent", "avoid", "did", "does", "us", "again", "so", "about", "re", "are", "you", "your",
        "they", "their", "first", "last", "next", "actual", "overall", "brief", "question", "answer", "make", "making",
        "like", "sure", "never", "why", "not",
    ]),
];

/// Words and questions that name something only where nothing stands beside them.
#[rustfmt::skip]
pub(super) const ALONE: &[(Family, &[&str])] = &[
    (Family::Duration, &["when", "start", "end", "began", "begin", "from", "until", "dates", "times"]),
    (Family::Cause, &["why", "explain in detail what was causing the issue", "explain what was causing the issue"]),
    (Family::Resolution, &["explain in detail how the issue was fixed", "explain how the issue was fixed"]),
    (Family::Impact, &["what service was down slow", "what were users experiencing", "what were user experiencing"]),
    (Family::Actions, &["what parts of the system were investigated"]),
    (Family::Aside, &["who", "where"]),
];
