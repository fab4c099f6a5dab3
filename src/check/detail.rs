//! What the course asks of cause and resolution: that they are explained, not only named.

use super::article::{Article, blocks_of};
use super::family::Family;
use super::rule::Answer;
use super::telling::mends;
use super::words::{Folded, count};
use crate::document::BlockKind;
use crate::postmortem::{Quote, Role, split_sentences, tells_cause, tells_resolution};

/// Fewest words of one sentence that explains by itself.
const RICH: usize = 18;
/// Fewest words of an explanation that needs no word of its family: so much is said that it explains.
const LONG: usize = 25;
/// Fewest words of an explanation in several sentences.
const SEVERAL: usize = 14;

/// What caused it, explained.
pub(super) fn cause(article: &Article<'_>) -> Answer {
    let both = &article.postmortem.cause_and_resolution;
    let Some(cause) = &both.cause else { return Answer::missing() };
    // A text that stands for both is asked for what it says of the cause.
    let shared = both.resolution.as_ref().is_some_and(|resolution| resolution.text == cause.text);
    let told: Vec<&str> = split_sentences(&cause.text)
        .into_iter()
        .filter(|sentence| !shared || !tells_only_resolution(sentence))
        .filter(|sentence| !sentence.ends_with(':'))
        .collect();
    if told.is_empty() {
        return Answer::partial([cause.clone()]);
    }
    judge(&told, cause, |sentence| Folded::new(sentence).says(Family::Mechanism))
}

fn tells_only_resolution(sentence: &str) -> bool {
    tells_resolution(sentence) && !tells_cause(sentence)
}

/// How it was fixed, explained.
pub(super) fn resolution(article: &Article<'_>) -> Answer {
    let both = &article.postmortem.cause_and_resolution;
    let Some(resolution) = &both.resolution else { return Answer::missing() };
    let shared = both.cause.as_ref().is_some_and(|cause| cause.text == resolution.text);
    let sentences = split_sentences(&resolution.text);
    let is_mended = |sentence: &&str| mends(&Folded::new(sentence));
    if !sentences.iter().any(is_mended) {
        return Answer::partial([resolution.clone()]);
    }
    let told: Vec<&str> =
        sentences.into_iter().filter(|sentence| !shared || Folded::new(sentence).says(Family::Mending)).collect();
    if shows_commands(article) {
        return Answer::met([quote(&told, resolution)]);
    }
    judge(&told, resolution, |sentence| mends(&Folded::new(sentence)))
}

/// Whether the commands that mended it are shown.
fn shows_commands(article: &Article<'_>) -> bool {
    let mut found = false;
    for section in article.sections(Role::CauseAndResolution) {
        blocks_of(section, &mut |block| {
            found |= matches!(&block.kind, BlockKind::Code(code) if code.text.lines().count() >= 2);
        });
    }
    found
}

/// Met with enough sentences or one rich one, of which one at least has a word of the family where not much is said.
fn judge(told: &[&str], whole: &Quote, tells: impl Fn(&str) -> bool) -> Answer {
    let words: usize = told.iter().map(|sentence| count(sentence)).sum();
    let full = told.iter().filter(|sentence| count(sentence) >= 4).count();
    let explains = words >= LONG || told.iter().any(|sentence| tells(sentence));
    let enough = (full >= 2 && words >= SEVERAL) || words >= RICH;
    let proof = [quote(told, whole)];
    if enough && explains { Answer::met(proof) } else { Answer::partial(proof) }
}

/// The first sentences of an explanation.
fn quote(told: &[&str], whole: &Quote) -> Quote {
    Quote { text: told.iter().take(2).copied().collect::<Vec<_>>().join(" "), at: whole.at }
}
