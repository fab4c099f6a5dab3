//! What the incident did to users.

use super::super::model::Impact;
use super::super::percent;
use super::super::sections::Part;
use super::super::topic::Topic;
use super::super::wording::Wording;
use super::sentence::split_sentences;
use crate::document::At;

pub(super) fn impact(parts: &[Part]) -> Option<Impact> {
    let labelled: Vec<&Part> = parts.iter().filter(|part| part.topic == Topic::Impact).collect();
    let (text, at) = if labelled.is_empty() {
        told(parts)?
    } else {
        let text = labelled.iter().map(|part| part.text()).collect::<Vec<_>>().join("\n");
        (text, labelled.iter().filter_map(|part| part.at()).reduce(At::to)?)
    };
    let own =
        || labelled.iter().find_map(|part| percent::of_users(&format!("{} {}", part.label.as_deref()?, part.text())));
    let everything = || percent::of_users(&parts.iter().map(Part::text).collect::<Vec<_>>().join("\n"));
    let percent_users = percent::of_users(&text).or_else(own).or_else(everything);
    Some(Impact { text, percent_users, at })
}

/// The sentences of the first line that tells of harm.
fn told(parts: &[Part]) -> Option<(String, At)> {
    parts
        .iter()
        .filter(|part| !matches!(part.topic, Topic::Cause | Topic::Duration))
        .flat_map(|part| &part.lines)
        .find_map(|(text, at)| {
            let told: Vec<&str> = split_sentences(text)
                .into_iter()
                .filter(|sentence| tells_impact(sentence) || percent::of_users(sentence).is_some())
                .collect();
            (!told.is_empty()).then(|| (told.join(" "), *at))
        })
}

fn tells_impact(sentence: &str) -> bool {
    static IMPACT: Wording = Wording::new(&[
        "user",
        "customer",
        "client",
        "unable",
        "unavailable",
        "inaccessible",
        "down",
        "slow",
        "outage",
        "affected",
        "access",
        "error",
        "degrad",
        "disrupt",
        "fail",
        "offline",
        "unresponsive",
        "crash",
        "impact",
        "could not",
        "couldn",
        "nobody",
        "no one",
        "did not",
        "stopped",
    ]);
    IMPACT.is_in(sentence)
}
