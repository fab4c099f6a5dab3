//! What the course asks of the measures.

use super::article::Article;
use super::rule::Answer;
use crate::postmortem::Quote;

/// What can be improved, broadly.
pub(super) fn improvements(article: &Article<'_>) -> Answer {
    let measures = &article.postmortem.measures;
    let own: Vec<Quote> =
        measures.improvements.iter().map(|item| Quote { text: item.text.clone(), at: item.at }).collect();
    if own.is_empty() && !measures.tasks.is_empty() {
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
