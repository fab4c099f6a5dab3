//! What the course asks of the document as a whole.

use super::article::Article;
use super::coach;
use super::language::{self, Language};
use super::rule::Answer;
use crate::document::{BlockKind, Inline, walk};
use crate::postmortem::{Quote, Status};

/// The share of the range's bounds by which a text may miss them and still be near.
const NEAR: usize = 8;

/// As many words as are asked for.
pub(super) fn words(article: &Article<'_>) -> Answer {
    let (words, range) = (article.postmortem.words, article.words);
    let status = if (range.fewest..=range.most).contains(&words) {
        Status::Met
    } else if (range.fewest - range.fewest / NEAR..=range.most + range.most / NEAR).contains(&words) {
        Status::Partial
    } else {
        Status::Missing
    };
    let answer = Answer::new(status, []);
    match coach::advice(article.postmortem, range) {
        Some(advice) => answer.with_advice(advice),
        None => answer,
    }
}

/// Written in English.
pub(super) fn language(article: &Article<'_>) -> Answer {
    match language::of(&article.beginning(language::MOST)) {
        Language::English => Answer::met([]),
        Language::Other(name) => {
            Answer::missing().with_advice(format!("Write it in English, as the course asks: it reads as {name}."))
        }
        Language::Unsure => Answer::partial([])
            .with_advice("Write whole English sentences: there is too little text to tell its language.".to_owned()),
    }
}

/// A picture, a diagram, or a light touch.
pub(super) fn attraction(article: &Article<'_>) -> Answer {
    let (mut shown, mut pictures) = (Vec::new(), 0_usize);
    article.blocks(&mut |block| {
        if let BlockKind::Code(code) = &block.kind
            && (code.language.as_deref() == Some("mermaid") || is_drawing(&code.text))
        {
            shown.push(Quote { text: code.text.lines().next().unwrap_or_default().to_owned(), at: block.at });
        }
        if matches!(block.kind, BlockKind::Paragraph(_) | BlockKind::Heading { .. }) {
            walk::inlines(std::slice::from_ref(block), &mut |inline, inside| {
                if let Inline::Image(image) = inline {
                    pictures += 1;
                    shown.push(Quote { text: image.alt.clone(), at: inside.at });
                }
            });
        }
    });
    let light: Vec<Quote> = article.physical.iter().filter(|line| has_emoji(&line.text)).take(2).cloned().collect();
    match (pictures > 0 || !shown.is_empty(), light.is_empty()) {
        (true, _) => Answer::met(shown),
        (false, false) => Answer::partial(light),
        (false, true) => Answer::missing(),
    }
}

/// Whether a block of code is a drawing in characters.
fn is_drawing(text: &str) -> bool {
    let strokes = text.chars().filter(|c| matches!(c, '─'..='╿' | '→' | '←' | '▼' | '▲')).count();
    let arrows = text.matches("-->").count() + text.matches("+--").count();
    strokes >= 8 || arrows >= 2
}

fn has_emoji(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(is_emoji)
}

fn is_emoji(c: char) -> bool {
    matches!(u32::from(c), 0x1F300..=0x1FAFF | 0x2600..=0x26FF)
}
