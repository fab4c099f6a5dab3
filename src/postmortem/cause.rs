//! Cause and resolution in detail. A paragraph that tells of both stands in both.

use super::model::{CauseAndResolution, Quote, Role, Section};
use super::sections::{Part, parts};
use super::summary::CAUSES;
use super::topic::Topic;
use super::wording::Wording;
use crate::document::At;

/// Cause and resolution as the sections of that role tell them.
pub(super) fn cause_and_resolution(sections: &[Section]) -> CauseAndResolution {
    let (mut cause, mut resolution) = (Vec::new(), Vec::new());
    let own: Vec<&Section> = sections.iter().filter(|section| section.role == Role::CauseAndResolution).collect();
    let parts: Vec<(&Section, Part)> =
        own.iter().flat_map(|section| parts(section).into_iter().map(move |part| (*section, part))).collect();
    let names = |topic: Topic| parts.iter().any(|(_, part)| part.topic == topic && !part.lines.is_empty());
    let (names_cause, names_resolution) = (names(Topic::Cause), names(Topic::Resolution));
    let only = parts.iter().filter(|(_, part)| !part.lines.is_empty()).count() == 1;
    for (_, part) in &parts {
        match part.topic {
            Topic::Resolution if names_cause || own.len() > 1 => resolution.extend(&part.lines),
            Topic::Cause if names_resolution => cause.extend(&part.lines),
            Topic::Measures
            | Topic::Improvements
            | Topic::Tasks
            | Topic::Detection
            | Topic::Escalation
            | Topic::Impact
            | Topic::Duration => {}
            _ => by_wording(part, if only { Share::All } else { Share::Some }, &mut cause, &mut resolution),
        }
    }
    // A text that never says "fixed" ends with what was done.
    if resolution.is_empty() && !cause.is_empty() {
        let last = if cause.len() > 1 { cause.pop() } else { cause.last().copied() };
        resolution.extend(last);
    }
    // One that never says "because" begins with the cause, where both stand under one heading.
    if cause.is_empty() && resolution.len() > 1 && own.len() == 1 && !names_cause && !names_resolution {
        cause.push(resolution.remove(0));
    }
    CauseAndResolution { cause: quote(&cause), resolution: quote(&resolution) }
}

type Lines<'a> = Vec<&'a (String, At)>;

/// How much of cause and resolution a part is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Share {
    /// There is no other.
    All,
    /// One of several.
    Some,
}

/// Sorts unlabelled paragraphs by what they tell; one that tells of neither goes on with the one before.
fn by_wording<'a>(part: &'a Part, share: Share, cause: &mut Lines<'a>, resolution: &mut Lines<'a>) {
    let mut last = Telling { cause: true, resolution: false };
    for line in &part.lines {
        let told = Telling::of(&line.0);
        let told = match told {
            Telling { cause: false, resolution: false } => last,
            Telling { cause: false, resolution: true } if part.lines.len() == 1 && share == Share::All => {
                Telling { cause: true, resolution: true }
            }
            told => told,
        };
        if told.cause {
            cause.push(line);
        }
        if told.resolution {
            resolution.push(line);
        }
        last = told;
    }
}

#[derive(Clone, Copy)]
struct Telling {
    cause: bool,
    resolution: bool,
}

impl Telling {
    /// What a line tells of.
    fn of(line: &str) -> Self {
        /// Words of a cause, and behind them words of a resolution, so that both are found at once.
        const BOTH: [&str; CAUSES.len() + RESOLUTIONS.len()] = {
            let mut both = [""; CAUSES.len() + RESOLUTIONS.len()];
            let mut index = 0;
            while index < both.len() {
                both[index] = if index < CAUSES.len() { CAUSES[index] } else { RESOLUTIONS[index - CAUSES.len()] };
                index += 1;
            }
            both
        };
        static TELLING: Wording = Wording::new(&BOTH);
        let mut told = Self { cause: false, resolution: false };
        TELLING.any(line, |place| {
            told.cause |= place < CAUSES.len();
            told.resolution |= place >= CAUSES.len();
            told.cause && told.resolution
        });
        told
    }
}

/// Words that tell how something was fixed.
const RESOLUTIONS: [&str; 25] = [
    "resolv",
    "the resolution",
    "resolution was",
    "resolution of",
    "resolution:",
    "was fixed",
    "were fixed",
    "to fix",
    "fixed by",
    "the fix",
    "fixing",
    "restored",
    "rolled back",
    "reverted",
    "corrected",
    "solution",
    "was solved",
    "solved",
    "mitigated",
    "hotfix",
    "patch",
    "repaired",
    "following commands",
    "workaround",
    "replaced the",
];

/// Whether a text tells how something was fixed.
pub(crate) fn tells_resolution(text: &str) -> bool {
    static RESOLUTION: Wording = Wording::new(&RESOLUTIONS);
    RESOLUTION.is_in(text)
}

fn quote(lines: &[&(String, At)]) -> Option<Quote> {
    let at = lines.iter().map(|(_, at)| *at).reduce(At::to)?;
    let text =
        lines.iter().map(|(text, _)| text.as_str()).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n");
    (!text.is_empty()).then_some(Quote { text, at })
}
