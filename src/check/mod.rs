//! Holds a write-up against the requirements of the course, and looks for what contradicts itself or was left in.
//!
//! Two tables hold everything: [`RULES`], one row for each requirement, and [`SIGNS`], one row for each kind of finding. The JSON, the
//! command line, `explain` and `docs/requirements.md` are made from them. A rule says how far it is met and quotes the words that
//! prove it; for text formats each word of a quote stands in the lines that its position names.
//!
//! A check is a plain function of the section tree: the same write-up gives the same verdict, byte for byte, to student and grader.

mod article;
mod coach;
mod detail;
mod dial;
mod difference;
mod document;
mod entries;
mod explain;
mod families;
mod family;
mod language;
mod measures;
mod numeric;
mod outline;
mod pack;
mod person;
mod placeholder;
mod reference;
mod residue;
mod rule;
mod rules;
mod season;
mod sequence;
mod share;
mod sign;
mod stems;
mod summary;
mod telling;
mod timeline;
mod words;

pub mod comparison;
pub mod report;

pub use coach::{SectionWords, section_words};
use coach::{part_name, white_space_words};
pub use comparison::{Comparison, Version};
pub use difference::{Change, Difference, difference};
pub use explain::{catalog, explain, ids};
pub use pack::{Asked, COURSE, Pack, PackError, PackFault};
pub(crate) use placeholder::left_open;
pub use rule::{Group, Need, Rule};
pub use rules::RULES;
pub use sign::{SIGNS, Sign};

use article::Article;
use rule::Answer;

use crate::postmortem::{Finding, Postmortem, Quote, Requirement, Status, Submission};

/// Fills in `requirements` and `findings` of each write-up of a submission, by the rules of a pack.
pub fn judge(submission: &mut Submission, pack: &Pack) {
    let judged: Vec<(Vec<Requirement>, Vec<Finding>)> = submission
        .postmortems
        .iter()
        .enumerate()
        .map(|(index, postmortem)| {
            let article = Article::new(postmortem, index, submission, pack.words());
            (requirements(&article, pack), findings(&article))
        })
        .collect();
    for (postmortem, (requirements, findings)) in submission.postmortems.iter_mut().zip(judged) {
        postmortem.requirements = requirements;
        postmortem.findings = findings;
    }
}

/// Keeps only the requirements and findings of these ids.
pub fn keep_only(submission: &mut Submission, ids: &[&str]) {
    for postmortem in &mut submission.postmortems {
        postmortem.requirements.retain(|requirement| ids.contains(&requirement.id));
        postmortem.findings.retain(|finding| ids.contains(&finding.id));
    }
}

/// The id that is most like a word.
#[must_use]
pub fn nearest_id(word: &str) -> &'static str {
    nearest(word, ids())
}

/// The name that is most like a word; the empty one of none.
pub(crate) fn nearest(word: &str, names: impl Iterator<Item = &'static str>) -> &'static str {
    names.max_by(|one, two| strsim::jaro(one, word).total_cmp(&strsim::jaro(two, word))).unwrap_or_default()
}

/// Whether a write-up meets every requirement that is not optional.
#[must_use]
pub fn meets_all(postmortem: &Postmortem) -> bool {
    tally(postmortem).met == tally(postmortem).required
}

/// The points of a write-up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    /// Points earned; those of optional requirements come on top.
    pub points: f64,
    /// Points of all required requirements.
    pub total: f64,
}

/// The points of a write-up by the pack that it was checked by.
#[must_use]
pub fn score(postmortem: &Postmortem) -> Score {
    let requirements = &postmortem.requirements;
    let required = requirements.iter().filter(|requirement| requirement.need == Need::Required);
    Score {
        points: requirements.iter().map(|requirement| requirement.earned).sum(),
        total: required.map(|requirement| requirement.points).sum(),
    }
}

/// How many requirements count, and how many of them are met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// Requirements met.
    pub met: usize,
    /// Requirements that are not optional.
    pub required: usize,
}

/// Counts the required requirements of a write-up and those that are met.
#[must_use]
pub fn tally(postmortem: &Postmortem) -> Tally {
    let required = postmortem.requirements.iter().filter(|requirement| requirement.need == Need::Required);
    required.fold(Tally { met: 0, required: 0 }, |tally, requirement| Tally {
        met: tally.met + usize::from(requirement.status == Status::Met),
        required: tally.required + 1,
    })
}

fn requirements(article: &Article<'_>, pack: &Pack) -> Vec<Requirement> {
    pack.asked().map(|asked| requirement(article, asked, pack.partial())).collect()
}

fn requirement(article: &Article<'_>, asked: &Asked, partial: f64) -> Requirement {
    let Asked { rule, need, points } = *asked;
    let Answer { status, evidence, advice } = (rule.check)(article);
    let advice = (status != Status::Met).then(|| advice.unwrap_or_else(|| rule.advice.to_owned()));
    let mut grounded: Vec<Quote> = Vec::with_capacity(evidence.len());
    for quote in evidence.into_iter().flat_map(|quote| article.grounded(quote)) {
        if !grounded.contains(&quote) {
            grounded.push(quote);
        }
    }
    let earned = match status {
        Status::Met => points,
        Status::Partial => points * partial,
        Status::Missing => 0.0,
    };
    Requirement { id: rule.id, status, evidence: grounded, advice, need, points, earned }
}

fn findings(article: &Article<'_>) -> Vec<Finding> {
    let mut found: Vec<Finding> = SIGNS
        .iter()
        .flat_map(|sign| {
            let (id, severity) = (sign.id, sign.severity);
            (sign.look)(article).into_iter().map(move |(message, at)| Finding { id, severity, message, at })
        })
        .collect();
    // What is about the whole write-up comes last.
    found.sort_by_key(|finding| finding.at.map_or(u32::MAX, |at| at.start));
    found.dedup();
    found
}

#[cfg(test)]
mod tests;
