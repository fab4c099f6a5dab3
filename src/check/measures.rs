//! What the course asks of the measures.

use super::article::Article;
use super::rule::Answer;
use super::words::says;
use crate::postmortem::Quote;

/// What betters something in general.
const BROAD: &[&str] = &["improv", "enhanc", "strengthen", "more robust", "better "];

/// What can be improved, broadly.
pub(super) fn improvements(article: &Article<'_>) -> Answer {
    let measures = &article.postmortem.measures;
    let own: Vec<Quote> =
        measures.improvements.iter().map(|item| Quote { text: item.text.clone(), at: item.at }).collect();
    if own.is_empty() && !measures.tasks.is_empty() {
        // A task that betters something in general is an improvement, whatever list it stands in.
        let broad = measures.tasks.iter().filter(|item| says(&item.text, BROAD));
        let broad: Vec<Quote> = broad.map(|item| Quote { text: item.text.clone(), at: item.at }).collect();
        if !broad.is_empty() {
            return Answer::met(broad);
        }
        return Answer::partial(
            measures.tasks.iter().take(1).map(|item| Quote { text: item.text.clone(), at: item.at }),
        );
    }
    Answer::by_evidence(own)
}

/// A list of specific tasks.
pub(super) fn tasks(article: &Article<'_>) -> Answer {
    let measures = &article.postmortem.measures;
    let own: Vec<Quote> = measures.tasks.iter().map(|item| Quote { text: item.text.clone(), at: item.at }).collect();
    if own.is_empty() && !measures.improvements.is_empty() {
        let first = measures.improvements.iter().take(1);
        return Answer::partial(first.map(|item| Quote { text: item.text.clone(), at: item.at }));
    }
    Answer::by_evidence(own)
}
