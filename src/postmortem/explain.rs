//! Why a line became what it became, in words: for `-v` and for whoever adds to the tables.

use super::named::Headings;
use super::outline::{Form, Heading, Piece};
use super::reline::relined;
use super::topic::Fit;
use super::write_up::{resets, write_ups};
use super::{model::Reason, residue};
use crate::document::{At, Block, Document, Unit, plain_text, plain_text_of_blocks};

/// One line for each heading that was recognized and each part that was set apart, in the order of the document.
#[must_use]
pub fn explain(document: &Document, named: &Headings) -> Vec<String> {
    let blocks = relined(named.set_apart(document.blocks.clone()));
    let marks = residue::marks(&blocks);
    let apart = blocks.iter().zip(&marks).filter_map(|(block, mark)| Some((block.at, set_apart(block, (*mark)?))));
    let resets = resets(&blocks, &marks);
    let mut told: Vec<(At, String)> = apart.collect();
    let kept = blocks.into_iter().zip(marks).filter(|(_, mark)| mark.is_none()).map(|(block, _)| block).collect();
    let write_ups = write_ups(kept, named, &resets).into_iter();
    told.extend(write_ups.flat_map(|write_up| write_up.pieces).filter_map(|piece| match piece {
        Piece::Heading(heading) => Some((heading.at, opened(&heading))),
        Piece::Block(_) => None,
    }));
    told.sort_by_key(|(at, _)| at.start);
    told.into_iter().map(|(at, text)| format!("{}: {text}", place(at))).collect()
}

fn place(at: At) -> String {
    let unit = match at.unit {
        Unit::Line => "line",
        Unit::Paragraph => "paragraph",
    };
    format!("{unit} {}", at.start)
}

fn opened(heading: &Heading) -> String {
    let form = match heading.form {
        Form::Real(level) => format!("a heading of level {level}"),
        Form::Bold => "all in bold or underlined".to_owned(),
        Form::Label => "a label with a colon".to_owned(),
        Form::Bare => "a bare line".to_owned(),
    };
    let fit = match (heading.inferred, heading.fit) {
        (Some(content), _) => content.name(),
        (None, Fit::Whole) => "every word known",
        (None, Fit::Part) => "some words known",
    };
    format!("`{}` is {form}, {fit}: {:?}", shortened(&plain_text(&heading.text)), heading.topic)
}

fn set_apart(block: &Block, reason: Reason) -> String {
    format!("`{}` belongs to no write-up: {reason:?}", shortened(&plain_text_of_blocks(std::slice::from_ref(block))))
}

fn shortened(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default().trim();
    let short: String = line.chars().take(60).collect();
    if short.len() < line.len() { format!("{short}…") } else { short }
}
