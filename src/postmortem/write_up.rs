//! The write-ups of a document: where a second one begins, and what the headings of each name.

use super::model::Reason;
use super::named::Headings;
use super::outline::{Form, Heading, Piece, pieces};
use super::topic::{Fit, Topic};
use super::{infer, title};
use crate::document::{At, Block, BlockKind, plain_text};

/// Where an assistant spoke: a new write-up may begin behind it.
pub(super) fn resets(blocks: &[Block], marks: &[Option<Reason>]) -> Vec<At> {
    let spoken = blocks.iter().zip(marks).filter(|(_, mark)| **mark == Some(Reason::AssistantResidue));
    spoken.map(|(block, _)| block.at).collect()
}

/// One write-up as headings and blocks, what its headings name settled.
pub(super) struct WriteUp {
    pub(super) title: Option<String>,
    pub(super) pieces: Vec<Piece>,
}

/// The write-ups of a document, from the blocks that belong to any; `resets` is where an assistant spoke.
pub(super) fn write_ups(blocks: Vec<Block>, named: &Headings, resets: &[At]) -> Vec<WriteUp> {
    let parts = split(pieces(blocks, named), resets);
    let others = parts.get(1).and_then(|part| match part.first() {
        Some(Piece::Heading(Heading { topic: Topic::Unknown, form, .. })) => Some(*form),
        _ => None,
    });
    parts
        .into_iter()
        .map(|mut pieces| {
            let title = title::take(&mut pieces, others);
            infer::infer(&mut pieces, title.as_deref());
            WriteUp { title, pieces }
        })
        .collect()
}

/// Splits the pieces where a second write-up begins: at a summary behind a complete one, or behind what an assistant said between two.
fn split(mut pieces: Vec<Piece>, resets: &[At]) -> Vec<Vec<Piece>> {
    let opens = |piece: &Piece, wanted: Topic| matches!(piece, Piece::Heading(Heading { topic, fit: Fit::Whole, .. }) if *topic == wanted);
    let summaries: Vec<usize> = (0..pieces.len()).filter(|index| opens(&pieces[*index], Topic::Summary)).collect();
    let timelines: Vec<usize> = (0..pieces.len()).filter(|index| opens(&pieces[*index], Topic::Timeline)).collect();
    let mut cuts: Vec<usize> = Vec::new();
    for pair in summaries.windows(2) {
        let (before, here) = (pair[0], pair[1]);
        let complete = timelines.iter().any(|t| (before..here).contains(t)) && timelines.iter().any(|t| *t > here);
        if !complete {
            // What stands before a new title and has no timeline introduces the write-up.
            let retitled = (before + 1..here).any(|index| {
                matches!(&pieces[index], Piece::Heading(Heading { form: Form::Real(1), topic: Topic::Unknown, .. }))
            });
            if let (true, Piece::Heading(heading)) =
                (retitled && !timelines.iter().any(|t| *t < here), &mut pieces[before])
            {
                heading.topic = Topic::Aside;
            }
            continue;
        }
        let start = cuts.last().copied().unwrap_or(0);
        let reset = resets
            .iter()
            .rev()
            .find(|at| at.start > at_of(&pieces[before]).start && at.start < at_of(&pieces[here]).start);
        let cut = match reset {
            Some(reset) => (before..=here).find(|index| at_of(&pieces[*index]).start > reset.start).unwrap_or(here),
            None => title_before(&pieces, here),
        };
        if cut > start {
            cuts.push(cut);
        }
    }
    let mut rest = pieces;
    let mut out = Vec::new();
    for cut in cuts.iter().rev() {
        out.push(rest.split_off(*cut));
    }
    out.push(rest);
    out.reverse();
    out
}

/// The piece at which the write-up of this summary begins: its title, if one stands right before it.
fn title_before(pieces: &[Piece], summary: usize) -> usize {
    for back in 1..=3 {
        let Some(index) = summary.checked_sub(back) else { break };
        let is_title = match &pieces[index] {
            Piece::Heading(Heading { form: Form::Real(1), topic: Topic::Unknown, .. }) => true,
            Piece::Heading(Heading { text, topic: Topic::Unknown, .. })
            | Piece::Block(Block { kind: BlockKind::Paragraph(text), .. }) => {
                let text = plain_text(text).to_lowercase();
                text.split_whitespace().count() <= 20
                    && ["postmortem", "post-mortem", "incident", "outage", "report"]
                        .iter()
                        .any(|noun| text.contains(noun))
            }
            _ => false,
        };
        if is_title {
            return index;
        }
    }
    summary
}

fn at_of(piece: &Piece) -> At {
    match piece {
        Piece::Heading(heading) => heading.at,
        Piece::Block(block) => block.at,
    }
}
