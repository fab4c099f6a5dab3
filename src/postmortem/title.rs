//! The title of a write-up.

use super::outline::{Form, Heading, Piece, is_entry, is_picture};
use super::residue::folded;
use super::topic::{Fit, Topic};
use crate::document::{Block, BlockKind, plain_text};

/// Words that a title of a write-up often holds.
const NOUNS: &[&str] = &[
    "postmortem",
    "post mortem",
    "incident",
    "outage",
    "report",
    "disruption",
    "failure",
    "downtime",
    "crash",
    "down",
    "interruption",
    "incident analysis",
];

/// Words that say nothing of one incident.
const GENERIC: &[&str] = &[
    "postmortem",
    "post",
    "mortem",
    "postmorterm",
    "report",
    "incident",
    "0x19",
    "my",
    "first",
    "the",
    "a",
    "an",
    "project",
    "title",
    "analysis",
    "issue",
    "name",
    "of",
    "for",
    "readme",
    "md",
    "clipboard",
    "postmoterm",
    "reports",
    "summary",
    "task",
    "0",
    "1",
    "outage",
    "document",
];

/// Labels of a header, whose values are no titles.
const HEADER_LABELS: &[&str] = &[
    "reported",
    "reported by",
    "report date",
    "incident date",
    "date of incident",
    "date of outage",
    "project",
    "prepared by",
    "prepared for",
    "status",
    "severity",
    "priority",
    "name",
    "school",
    "cohort",
    "version",
    "incident id",
    "incident number",
    "incident commander",
    "incident lead",
    "course",
];

/// Takes the title out of the pieces before the first section; the title's piece is removed. `others` is the form of the titles of the
/// other write-ups, where there are any.
pub(super) fn take(pieces: &mut Vec<Piece>, others: Option<Form>) -> Option<String> {
    let end = pieces.iter().position(opens_section).unwrap_or(pieces.len().min(4));
    let mut best: Option<(i32, usize)> = None;
    for (index, piece) in pieces[..end].iter().enumerate().take(12) {
        if let Some(score) = score(piece, index).map(|score| score + like_others(piece, others))
            && best.is_none_or(|(most, _)| score > most)
        {
            best = Some((score, index));
        }
    }
    let (_, index) = best?;
    let text = match pieces.remove(index) {
        Piece::Heading(heading) => plain_text(&heading.text),
        Piece::Block(Block { kind: BlockKind::Paragraph(text), .. }) => plain_text(&text),
        Piece::Block(_) => return None,
    };
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// What speaks for a heading of the form that the titles of the other write-ups of the document have.
fn like_others(piece: &Piece, others: Option<Form>) -> i32 {
    const SAME_FORM: i32 = 60;
    match piece {
        Piece::Heading(Heading { form: form @ Form::Real(_), topic: Topic::Unknown, .. }) if others == Some(*form) => {
            SAME_FORM
        }
        _ => 0,
    }
}

fn opens_section(piece: &Piece) -> bool {
    match piece {
        Piece::Heading(Heading { topic, fit, form, .. }) => {
            if is_generic_name(piece) {
                return false;
            }
            let sure = *fit == Fit::Whole || matches!(form, Form::Real(level) if *level > 1);
            sure && !matches!(topic, Topic::Unknown | Topic::Aside | Topic::Conclusion)
        }
        Piece::Block(Block { kind: BlockKind::Paragraph(text), .. }) => {
            let plain = plain_text(text);
            super::outline::label_of(&plain).is_some_and(|(_, topic)| !matches!(topic, Topic::Unknown | Topic::Aside))
                || is_entry(&plain)
        }
        Piece::Block(_) => false,
    }
}

/// `Postmortem task`, `Post-mortem report`: the name of the kind of document, whatever its other words are known for.
fn is_generic_name(piece: &Piece) -> bool {
    let Piece::Heading(Heading { text, .. }) = piece else { return false };
    let folded = folded(&plain_text(text));
    folded.split(' ').count() <= 4 && (folded.contains("postmortem") || folded.contains("post mortem"))
}

fn score(piece: &Piece, index: usize) -> Option<i32> {
    let (text, form) = match piece {
        Piece::Heading(heading) => (plain_text(&heading.text), Some(heading.form)),
        Piece::Block(Block { kind: BlockKind::Paragraph(text), .. }) if !is_picture(text) => (plain_text(text), None),
        Piece::Block(_) => return None,
    };
    let words = text.split_whitespace().count();
    if words == 0 || words > 24 || text.trim().contains('\n') {
        return None;
    }
    let folded = folded(&text);
    let mut score = 0;
    score += match form {
        Some(Form::Real(1)) => 40,
        Some(Form::Real(2)) => 32,
        Some(Form::Real(_)) => 24,
        Some(Form::Bold) => 22,
        Some(Form::Label | Form::Bare) => 8,
        None => 6,
    };
    if NOUNS.iter().any(|noun| folded.contains(noun)) {
        score += 30;
    }
    if folded.split(' ').all(|word| GENERIC.contains(&word) || word.chars().all(|c| c.is_ascii_digit())) {
        score -= 45;
    }
    if text.trim_end().ends_with(['.', '!', '?']) && form.is_none() {
        score -= if words > 10 || text.trim_end().ends_with('.') { 20 } else { 0 };
    }
    // `Reported: 4 June 2023` stands in a header.
    let label = text.split_once(':').map(|(label, _)| super::residue::folded(label)).unwrap_or_default();
    if HEADER_LABELS.contains(&label.as_str()) {
        score -= 50;
    }
    if text.contains("://") || folded.starts_with("date ") || folded.starts_with("by ") || folded.starts_with("author")
    {
        score -= 40;
    }
    // `Date`, `Authors`: a part of what stands before the sections.
    if matches!(piece, Piece::Heading(Heading { fit: Fit::Whole, topic, .. }) if *topic != Topic::Unknown)
        && !is_generic_name(piece)
    {
        score -= 40;
    }
    if folded.starts_with("how to ") {
        score -= 30;
    }
    if folded.starts_with("title ") {
        score += 20;
    }
    score -= i32::try_from(index).unwrap_or(i32::MAX).min(12) * 3;
    // A first line counts even where it says nothing of one incident.
    (score > 0 || (index == 0 && score > -20)).then_some(score)
}
