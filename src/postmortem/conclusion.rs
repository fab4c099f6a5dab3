//! Closing words that stand behind the measures without a heading of their own.

use super::model::{Role, Section};
use super::outline::label_of;
use super::topic::Topic;
use crate::document::{At, BlockKind, plain_text};

/// A closing paragraph behind the last list of measures is a section of its own.
pub(super) fn part(sections: &mut Vec<Section>) {
    let Some(last) = sections.iter().rposition(|section| section.role != Role::Other) else { return };
    let section = &mut sections[last];
    let mut target = section;
    while target.children.last().is_some_and(|child| !child.blocks.is_empty()) {
        let Some(child) = target.children.last_mut() else { return };
        target = child;
    }
    let mut from = target.blocks.len();
    while from > 1 {
        let BlockKind::Paragraph(text) = &target.blocks[from - 1].kind else { break };
        let text = plain_text(text);
        // `Note: …` may close a write-up, `Duration: …` does not.
        if label_of(&text).is_some_and(|(_, topic)| !matches!(topic, Topic::Aside | Topic::Conclusion)) {
            break;
        }
        let after_list = matches!(target.blocks[from - 2].kind, BlockKind::List(_));
        let closes = concludes(&text)
            || (after_list
                && target.role == Role::Measures
                && text.split_whitespace().count() >= 8
                && !text.trim_end().ends_with(':'));
        if !closes {
            // A second sentence of thanks stands behind the one that concludes.
            let earlier = (1..from - 1).rev().take(2).any(|index| matches!(&target.blocks[index].kind, BlockKind::Paragraph(text) if concludes(&plain_text(text))));
            if !earlier {
                break;
            }
        }
        from -= 1;
    }
    if from == target.blocks.len() {
        return;
    }
    let blocks = target.blocks.split_off(from);
    let at = blocks.iter().map(|block| block.at).reduce(At::to);
    let Some(at) = at else { return };
    let conclusion = Section {
        role: Role::Other,
        heading: None,
        at,
        blocks,
        children: Vec::new(),
        topic: Topic::Conclusion,
        inferred: false,
    };
    sections.insert(last + 1, conclusion);
}

/// Whether a paragraph begins as closing words do.
pub(super) fn concludes(text: &str) -> bool {
    const PHRASES: &[&str] = &[
        "in conclusion",
        "to conclude",
        "in summary",
        "overall",
        "by implementing",
        "by addressing",
        "by learning",
        "by taking",
        "by following",
        "by adopting",
        "by conducting",
        "by accurately",
        "this postmortem",
        "this incident",
        "this outage",
        "this post-mortem",
        "this experience",
        "we apologize",
        "we apologise",
        "we sincerely",
        "we extend",
        "we appreciate",
        "we remain",
        "we are committed",
        "through these",
        "with these measures",
        "these measures",
        "these actions",
        "thank you",
        "thanks",
        "let's",
        "remember",
        "in the end",
        "finally, we",
        "in closing",
        "as we",
        "the incident",
        "lesson learned",
        "stay tuned",
        "so next time",
        "and remember",
        "until next time",
    ];
    /// As many bytes as the longest of them has, and more.
    const HEAD: usize = 32;
    let text = text.trim();
    let head = &text.as_bytes()[..text.len().min(HEAD)];
    if !head.is_ascii() {
        let lower = text.to_lowercase();
        return PHRASES.iter().any(|phrase| lower.starts_with(phrase));
    }
    let Some(first) = head.first().map(u8::to_ascii_lowercase) else { return false };
    let begins =
        |phrase: &str| head.get(..phrase.len()).is_some_and(|head| head.eq_ignore_ascii_case(phrase.as_bytes()));
    PHRASES.iter().any(|phrase| phrase.as_bytes()[0] == first && begins(phrase))
}
