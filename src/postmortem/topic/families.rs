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
    Task,
    Conclusion,
    Aside,
    Filler,
}

/// Word families. A word of two parts stands with a blank.
#[rustfmt::skip]
pub(super) const FAMILIES: &[(Family, &[&str])] = &[
    (Family::Summary, &[
        "summary", "overview", "synopsis", "abstract", "tldr", "recap", "briefing", "summery",
    ]),
    (Family::Duration, &[
        "duration", "timeframe", "time frame", "outage window", "incident window", "downtime", "start time",
        "end time", "time of outage", "time of start", "time of end", "start date", "end date", "started", "ended",
        "period", "date and time", "date time", "length of outage",
    ]),
    (Family::Impact, &[
        "impact", "impacts", "impacted", "affected", "effect", "effects", "users affected", "user experience",
        "symptoms",
    ]),
    (Family::Timeline, &[
        "timeline", "timelines", "time line", "chronology", "sequence of events", "order of events",
        "debugging process", "event log", "what happened when", "course of events", "events log", "incident log",
    ]),
    (Family::Cause, &[
        "cause", "causes", "root", "rootcause", "reason", "reasons", "contributing factors", "trigger", "triggers",
        "diagnosis", "five whys", "5 whys", "fault", "underlying issue", "underlying problem", "underlying",
        "culprit", "summation",
    ]),
    (Family::Resolution, &[
        "resolution", "resolutions", "recovery", "solution", "solutions", "resolved", "remediation", "fix",
        "restoration", "solving", "remedy", "fixed", "how it was fixed", "how we fixed it",
    ]),
    (Family::Detection, &[
        "detection", "detected", "discovery", "identification", "how it was detected", "when it was detected",
    ]),
    (Family::Actions, &[
        "actions taken", "action taken", "investigation", "investigations", "investigative", "investigative actions",
        "debugging", "troubleshooting", "response", "steps taken", "assumptions", "diagnostics", "diagnostic",
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
        "what we learned", "corrective action", "corrective actions", "way forward", "moving forward",
    ]),
    (Family::Prevention, &[
        "preventative", "preventive", "prevention", "preventions", "preventing", "preventation", "safeguards",
        "mitigation", "mitigations", "precautions", "precautionary", "avoidance", "prevent recurrence", "recurrence",
    ]),
    (Family::Improve, &[
        "improvement", "improvements", "enhancement", "enhancements", "fixes", "improve", "what can be improved",
        "what went wrong", "areas of improvement", "areas for improvement", "things to improve",
    ]),
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
        "contact", "technologies", "files", "description", "communication", "communications",
        "additional information", "requirements", "participants", "attendees", "disclaimer", "environment", "notes",
        "note", "directory", "file", "about", "license", "team", "leadup", "lead up", "prerequisites",
        "engaging elements", "what went well", "where we got lucky", "severity", "priority", "further reading", "ps",
        "fun fact",
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
        "corresponding", "prevent", "avoid",
    ]),
];
