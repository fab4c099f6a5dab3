//! What a chat assistant or its page says around a text.

use super::super::outline::is_section;
use super::super::phrases::{Phrases, bytes, count};
use super::{Part, begins_with};
use crate::document::{Block, walk};
use crate::postmortem::{Fit, Reason, topic_of};

/// What a chat assistant or its page says around a text.
const SAID: &[&str] = &[
    "you said",
    "chatgpt said",
    "chatgpt",
    "copy code",
    "copy",
    "regenerate",
    "regenerate response",
    "gemini said",
    "claude said",
];

/// How an assistant agrees.
const AGREEING: &[&str] = &["certainly", "sure", "absolutely", "of course", "great", "got it", "no problem"];

/// How it hands over a text.
const HANDING: &[&str] = &[
    "below is a",
    "below is an",
    "i ve written",
    "i ve created",
    "i have written",
    "i have created",
    "here s a",
    "here is a",
    "here s an",
    "here is an",
    "here s your",
    "here is your",
];

/// How it takes leave.
const CLOSINGS: &[&str] = &[
    "feel free to adjust",
    "feel free to modify",
    "feel free to customize",
    "let me know if you",
    "would you like me to",
    "is there anything else",
    "i hope this helps",
    "hope this helps",
    "if you d like i can",
    "if you want i can",
    "do you want me to",
    "let me know if there",
    "feel free to edit",
    "feel free to tweak",
];

/// The same without their first words: one pass over a text tells that it holds none of them.
const LEAVES: &[(u8, &[&str])] = &[(
    0,
    &[
        "free to adjust",
        "free to modify",
        "free to customize",
        "me know if you",
        "you like me to",
        "there anything else",
        "hope this helps",
        "this helps",
        "you d like i can",
        "you want i can",
        "you want me to",
        "me know if there",
        "free to edit",
        "free to tweak",
    ],
)];
static LEAVING: Phrases<u8, { count(LEAVES) }, { bytes(LEAVES) }> = Phrases::new(LEAVES);

/// Names of languages that a page shows over a block of code.
const LANGUAGES: &[&str] = &["markdown", "plaintext", "text", "bash", "shell", "html", "sql", "python", "yaml", "json"];

/// Marks what an assistant or its page says.
pub(super) fn mark(parts: &[Part<'_>], marks: &mut [Option<Reason>]) {
    let mut asked = false;
    let mut in_text = false;
    for (index, Part { block, text, words, .. }) in parts.iter().enumerate() {
        let words = *words;
        in_text = in_text || (words <= 8 && matches!(topic_of(text), Some((topic, Fit::Whole)) if is_section(topic)));
        let said = SAID.contains(&text.as_str());
        let place = if in_text { Place::Inside } else { Place::Before };
        let around = words <= 45 && (opens(text, block, place) || closes(text));
        if said || around || (asked && words <= 60) {
            marks[index] = Some(Reason::AssistantResidue);
        }
        if text == "copy code" && index > 0 && LANGUAGES.contains(&parts[index - 1].text.as_str()) {
            marks[index - 1] = Some(Reason::AssistantResidue);
        }
        // What follows "You said:" is the author's request, up to the answer.
        asked = text == "you said" || (asked && !text.ends_with("said"));
        if words > 60 {
            asked = false;
        }
    }
}

/// Where a line stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Before any heading of a section.
    Before,
    /// Behind one.
    Inside,
}

/// Whether an assistant hands over a text. Inside one, an author introduces a list in the same words.
fn opens(text: &str, block: &Block, place: Place) -> bool {
    let begins = |openings: &[&str]| {
        begins_with(text, openings)
            && openings
                .iter()
                .any(|opening| text.strip_prefix(opening).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
    };
    let (agreeing, handing) = (begins(AGREEING), begins(HANDING));
    if !agreeing && !handing {
        return false;
    }
    let names = |nouns: &[&str]| nouns.iter().any(|noun| text.contains(noun));
    let agrees = agreeing && (is_lead_in(block) || begins_handing(text));
    let hands = handing && place == Place::Before && is_lead_in(block);
    agrees
        || hands
        || (names(&["postmortem", "post mortem", "report", "version", "draft"])
            && (place == Place::Before || is_lead_in(block)))
}

/// Whether a line that agrees hands over at once: `Sure! Here is …`.
fn begins_handing(text: &str) -> bool {
    text.split_once(' ').is_some_and(|(_, rest)| HANDING.iter().any(|handing| rest.starts_with(handing)))
}

fn closes(text: &str) -> bool {
    let mut leaves = false;
    LEAVING.each(text, |_, _| leaves = true);
    leaves && CLOSINGS.iter().any(|closing| text.contains(closing))
}

/// Whether a paragraph ends in a colon, as what an assistant says before its text does.
fn is_lead_in(block: &Block) -> bool {
    walk::text_of_block(block).trim_end().ends_with(':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leaves_is_what_closes_without_its_first_word() {
        for closing in CLOSINGS {
            assert!(closes(closing), "{closing}");
        }
        assert!(!closes("let us know if you can"));
    }
}
