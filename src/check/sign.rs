//! The kinds of findings, one row each.

use super::article::Article;
use super::{entries, numeric, outline, person, placeholder, reference, residue, season, sequence, share};
use crate::document::At;
use crate::postmortem::Severity;

/// A kind of finding: what to look for in a write-up.
#[derive(Debug, Clone, Copy)]
pub struct Sign {
    /// Its stable name, as in the JSON: `time.order`.
    pub id: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What it means, in one or two sentences.
    pub means: &'static str,
    /// How to mend it, in one sentence.
    pub advice: &'static str,
    /// Words in which nothing is found.
    pub good: &'static str,
    /// Words in which it is found.
    pub bad: &'static str,
    /// Finds it: a message and a place for each.
    pub(super) look: fn(&Article<'_>) -> Found,
}

/// What a look gives: messages and places.
pub(super) type Found = Vec<(String, Option<At>)>;

/// Every kind of finding.
pub const SIGNS: &[Sign] = &[
    Sign {
        id: "time.duration-mismatch",
        severity: Severity::Warning,
        means: "A length that the summary, the title or the text states is not the time from start to end. Rounded lengths (`about two hours`) are \
                taken as such.",
        advice: "Correct the length, the start or the end.",
        good: "Duration: 14:30 to 16:00 UTC (90 minutes)",
        bad: "Duration: 14:30 to 16:00 UTC (3 hours)",
        look: outline::length,
    },
    Sign {
        id: "time.no-end",
        severity: Severity::Warning,
        means: "The summary says when it began, and neither when it ended nor how long it lasted.",
        advice: "Add the end, or the length.",
        good: "Duration: 14:30 to 16:00 UTC",
        bad: "Duration: from 14:30 UTC",
        look: outline::no_end,
    },
    Sign {
        id: "time.detected-before-start",
        severity: Severity::Warning,
        means: "The timeline tells of noticing the issue before the outage began by the summary.",
        advice: "Correct the start in the summary or the time of the entry.",
        good: "Start 14:30, then `14:32 - An alert reports failed uploads.`",
        bad: "Start 14:30, then `14:10 - An alert reports failed uploads.`",
        look: outline::detected_before_start,
    },
    Sign {
        id: "time.outside-outage",
        severity: Severity::Warning,
        means: "The timeline brings the service back at a time that is not the end by the summary, or tells mostly of times outside the \
                outage.",
        advice: "Let summary and timeline agree on start and end.",
        good: "End 16:00, then `16:00 - Uploads work again.`",
        bad: "End 16:00, then `17:45 - Uploads work again.`",
        look: outline::outside,
    },
    Sign {
        id: "time.order",
        severity: Severity::Warning,
        means: "An entry of the timeline is earlier than the one above it. Passing midnight, `the next day`, dates and day headings are \
                understood, and times in two zones are compared where the write-up says how the zones stand to each other.",
        advice: "Put the entries in order, or correct the time; give the date where a day ends.",
        good: "14:30, 14:40, 15:05",
        bad: "14:30, 15:05, 14:40",
        look: sequence::order,
    },
    Sign {
        id: "time.half-of-day",
        severity: Severity::Warning,
        means: "An entry would be in order if its AM were PM, or its PM AM; or a time is none that a clock shows, such as `15:00 AM`.",
        advice: "Check AM and PM of the entry.",
        good: "11:50 AM, 12:10 PM",
        bad: "11:50 AM, 12:10 AM, 12:30 PM",
        look: sequence::half_of_day,
    },
    Sign {
        id: "time.zones-mixed",
        severity: Severity::Warning,
        means: "The write-up states times in several zones and does not say how they stand to each other.",
        advice: "Write all times in one zone, or add a line such as `EAT is UTC+3`.",
        good: "Start 14:30 UTC, entries in UTC",
        bad: "Start 14:30 UTC, entries in EAT",
        look: season::mixed,
    },
    Sign {
        id: "time.zone-season",
        severity: Severity::Warning,
        means: "The zone is one of summer, the date is in winter, or the other way round.",
        advice: "Write the zone of that season (EST in winter, EDT in summer), or UTC.",
        good: "January 10, 2024, 09:00 EST",
        bad: "January 10, 2024, 09:00 EDT",
        look: season::impossible,
    },
    Sign {
        id: "time.zone-ambiguous",
        severity: Severity::Suggestion,
        means: "The abbreviation stands for several zones, and nothing says which one is meant.",
        advice: "Write the offset too: `IST (UTC+5:30)`.",
        good: "14:30 IST (UTC+5:30)",
        bad: "14:30 IST",
        look: season::ambiguous,
    },
    Sign {
        id: "time.date-ambiguous",
        severity: Severity::Suggestion,
        means: "A date in numbers can be read with day or month first, and no other date of the write-up settles it.",
        advice: "Write the month as a word, or year first: `2024-05-03`.",
        good: "May 3, 2024",
        bad: "03/05/2024",
        look: numeric::date,
    },
    Sign {
        id: "share.mismatch",
        severity: Severity::Warning,
        means: "The share of users affected is given as two different numbers, in title, summary or text. Shares of other things, and those of a \
                moment of the timeline, are not compared.",
        advice: "Give one share, or say what each one is a share of.",
        good: "45% of users in the summary and in the text",
        bad: "45% of users in the summary, 60% of users were affected in the text",
        look: share::mismatch,
    },
    Sign {
        id: "timeline.long-entry",
        severity: Severity::Suggestion,
        means: "An entry of the timeline is longer than the one or two sentences that are asked for.",
        advice: "Keep one or two sentences; move the rest to root cause and resolution.",
        good: "15:05 - The storage team is called in.",
        bad: "An entry of ten sentences",
        look: entries::long,
    },
    Sign {
        id: "text.placeholder",
        severity: Severity::Error,
        means: "A placeholder of a template was not filled in: something in brackets or braces that asks for a name, a time or a text, `TBD`, \
                `XX:XX`, `insert_…`, or lorem ipsum.",
        advice: "Replace it with what it stands for.",
        good: "Reported by the storage team",
        bad: "Reported by [insert name], {{date}}, TBD",
        look: placeholder::left_in,
    },
    Sign {
        id: "text.assignment",
        severity: Severity::Warning,
        means: "Text of the assignment stands in the document.",
        advice: "Delete the text of the assignment.",
        good: "Root cause: a full disk.",
        bad: "Root cause: what was the root cause?",
        look: residue::assignment,
    },
    Sign {
        id: "text.chat",
        severity: Severity::Warning,
        means: "Words of a chat assistant stand around the write-up.",
        advice: "Delete what the assistant said to you.",
        good: "The write-up alone",
        bad: "Certainly! Here is a postmortem for your incident:",
        look: residue::chat,
    },
    Sign {
        id: "link.broken",
        severity: Severity::Warning,
        means: "A link leads nowhere: its address is empty, lacks `https://`, has no host or points into the author's own machine; or it is written \
                so that it is no link, as with brackets and parentheses the wrong way round or a reference that is given nowhere.",
        advice: "Give the address that the link should open, or take the link out.",
        good: "[status page](https://status.example.org/42)",
        bad: "[status page](http://localhost:8080), [status page](www.example.org), (status page)[https://example.org]",
        look: reference::links,
    },
    Sign {
        id: "image.broken",
        severity: Severity::Warning,
        means: "A picture is referred to that readers cannot see: it is missing, its address is none, or it is on the author's own machine.",
        advice: "Put the picture beside the write-up and refer to it by a relative path, or insert it anew.",
        good: "![diagram](images/flow.png)",
        bad: "![diagram](C:\\Users\\me\\flow.png)",
        look: reference::images,
    },
    Sign {
        id: "person.blame",
        severity: Severity::Suggestion,
        means: "A person seems to be blamed. A postmortem looks for what in the system let a mistake through.",
        advice: "Name a role instead of a person, and say what allowed the mistake.",
        good: "The release was not tested, since no test covers uploads.",
        bad: "It was all John's fault.",
        look: person::blame,
    },
];
