//! What the course asks of the timeline.

use super::article::{Article, Line};
use super::dial::line_of;
use super::families::NOTICING_VERBS;
use super::family::Family;
use super::rule::Answer;
use super::telling::{dead_end, ends, hands_over, mends};
use super::words::{Folded, count};
use crate::postmortem::time::{clocks, has_clock};
use crate::postmortem::{Event, Quote, Role, TimelineEntry, Topic, split_sentences};

/// How many entries tell of the beginning.
const EARLY: usize = 3;
/// Most words of an entry of one or two sentences.
pub(super) const LONGEST_ENTRY: usize = 60;

/// Words of a line beyond those of its entry: the time and its zone.
const HEAD: usize = 8;

fn quote(entry: &TimelineEntry) -> Quote {
    Quote { text: entry.text.clone(), at: entry.at }
}

/// An entry as its line stands, time included; of a long one, the first sentence that tells it.
fn proof(article: &Article<'_>, entry: &TimelineEntry, tells: impl Fn(&str, &Folded) -> bool) -> Quote {
    let line = line_of(article, entry);
    let sentences = split_sentences(&entry.text);
    if sentences.len() <= 2 && !line.is_empty() && count(line) <= count(&entry.text) + HEAD {
        return Quote { text: line.to_owned(), at: entry.at };
    }
    let telling = sentences.into_iter().find(|sentence| tells(sentence, &Folded::new(sentence)));
    telling.map_or_else(|| quote(entry), |sentence| Quote { text: sentence.to_owned(), at: entry.at })
}

/// The entries with an event, each by the sentence that tells of it.
fn with_event<'a>(
    article: &'a Article<'_>,
    event: Event,
    tells: impl Fn(&str, &Folded) -> bool + 'a,
) -> impl DoubleEndedIterator<Item = Quote> + 'a {
    let entries = article.postmortem.timeline.iter().filter(move |entry| entry.events.contains(&event));
    entries.map(move |entry| proof(article, entry, &tells))
}

/// The entries that tell something, each by the sentence that does.
fn telling<'a>(
    article: &'a Article<'_>,
    tells: impl Fn(&str, &Folded) -> bool + Copy + 'a,
) -> impl Iterator<Item = Quote> + 'a {
    let entries = article.entries().filter(move |(entry, folded)| tells(&entry.text, folded));
    entries.map(move |(entry, _)| proof(article, entry, tells))
}

fn notices(_: &str, folded: &Folded) -> bool {
    folded.says(Family::Noticing)
}

fn does(_: &str, folded: &Folded) -> bool {
    folded.says(Family::Doing)
}

fn came_to_an_end(_: &str, folded: &Folded) -> bool {
    folded.says(Family::Ending)
}

/// Lines of the timeline, or of any section, whose label names the topic and which say something.
fn labelled<'a>(article: &'a Article<'_>, topic: Topic) -> impl Iterator<Item = Quote> + 'a {
    article.lines.iter().filter(move |line| line.topic == topic && count(&line.text) >= 3).map(Line::quote)
}

/// The sentences of the sections of these roles that tell something.
fn sentences<'a>(
    article: &'a Article<'_>,
    roles: &'a [Role],
    tells: impl Fn(&str, &Folded) -> bool + Copy + 'a,
) -> impl Iterator<Item = Quote> + 'a {
    roles.iter().flat_map(|role| article.of(*role)).flat_map(move |line| {
        let told = line.told().filter(move |(sentence, folded)| tells(sentence, folded));
        told.map(|(sentence, _)| Quote { text: sentence.to_owned(), at: line.at })
    })
}

/// Whether an entry is `time - text`: its time stands at its head, or in parentheses behind a label, and not inside a sentence.
fn is_headed(entry: &TimelineEntry) -> bool {
    /// Most words of a label: `Escalation (10:30 AM): …`.
    const LABEL: usize = 5;
    if entry.text.trim().is_empty() {
        return false;
    }
    let Some(time) = &entry.time else { return entry.elapsed.is_some() };
    let Some(clock) = clocks(&entry.text).into_iter().find(|clock| clock.to_string() == *time) else { return true };
    let before = &entry.text[..clock.range.start];
    let aside = before.split_once('(').is_some_and(|(label, _)| count(label) <= LABEL);
    aside && entry.text[clock.range.end..].trim_start().starts_with([')', ']'])
}

/// Whether an entry is short: the course asks for one or two sentences.
pub(super) fn is_short(entry: &TimelineEntry) -> bool {
    let words = count(&entry.text);
    // Three sentences and a bit of a fourth have so many words at least, and so many marks.
    let is_plain = words < 12 || entry.text.bytes().filter(|byte| b".!?\n".contains(byte)).count() < 3;
    let sentences = || split_sentences(&entry.text).iter().filter(|sentence| count(sentence) >= 3).count();
    words <= LONGEST_ENTRY && (is_plain || sentences() <= 3)
}

/// Entries are `time - one or two sentences`.
pub(super) fn format(article: &Article<'_>) -> Answer {
    let entries = &article.postmortem.timeline;
    let headed: Vec<&TimelineEntry> = entries.iter().filter(|entry| is_headed(entry)).collect();
    let short = headed.iter().filter(|entry| is_short(entry)).count();
    let shown = headed.iter().take(3).map(|entry| proof(article, entry, |_, _| true));
    if headed.len() >= 2 && headed.len() * 5 >= entries.len() * 3 && short * 3 >= headed.len() * 2 {
        Answer::met(shown)
    } else if headed.is_empty() && !entries.iter().any(is_timed) {
        Answer::missing()
    } else {
        let timed = entries.iter().filter(|entry| is_timed(entry));
        Answer::partial(timed.take(3).map(|entry| proof(article, entry, |_, _| true)))
    }
}

/// Whether an entry has a time, of day or told from the beginning.
fn is_timed(entry: &TimelineEntry) -> bool {
    entry.time.is_some() || entry.elapsed.is_some()
}

/// The moment at which it was noticed.
pub(super) fn detected_when(article: &Article<'_>) -> Answer {
    let timed = || article.entries().filter(|(entry, _)| is_timed(entry));
    let noticed = |(entry, folded): &(&TimelineEntry, &Folded)| {
        entry.events.contains(&Event::Detected) || folded.says(Family::Noticing)
    };
    if let Some((entry, _)) = timed().find(noticed) {
        return Answer::met([proof(article, entry, notices)]);
    }
    let early = |most: usize| article.entries().take(most).filter(|(entry, _)| is_timed(entry));
    if let Some((entry, _)) = early(EARLY).find(|(_, folded)| tells_noticer("", folded)) {
        return Answer::met([proof(article, entry, tells_noticer)]);
    }
    // A timeline that tells of the first trouble tells when it was noticed, where it says nothing else.
    let harmed = |_: &str, folded: &Folded| folded.says(Family::Harm);
    if let Some((entry, _)) = early(2).find(|(_, folded)| harmed("", folded)) {
        return Answer::met([proof(article, entry, harmed)]);
    }
    let timed_notice = |sentence: &str, folded: &Folded| {
        folded.says(Family::Noticing) && !folded.says(Family::Cause) && has_clock(sentence)
    };
    if let Some(sentence) = sentences(article, &[Role::Timeline, Role::Summary, Role::Other], timed_notice).next() {
        return Answer::met([sentence]);
    }
    let mut entries = article.postmortem.timeline.iter();
    let untimed = entries.find(|entry| entry.events.contains(&Event::Detected)).map(quote);
    untimed.map_or_else(Answer::missing, |quote| Answer::partial([quote]))
}

/// By what means it was noticed: a monitor, an engineer, a customer.
pub(super) fn detected_how(article: &Article<'_>) -> Answer {
    let tells = |quote: &Quote| tells_means(&quote.text, &Folded::new(&quote.text));
    let entries = article.postmortem.timeline.iter().map(|entry| proof(article, entry, tells_means));
    let early = article.entries().take(EARLY).filter(|(_, folded)| tells_noticer("", folded));
    // Elsewhere, much is said in one sentence: the means must stand in the clause that tells of noticing.
    let in_clause = |sentence: &str, folded: &Folded| {
        let mut clauses = sentence.split([',', ';', ':']);
        tells_means(sentence, folded) && clauses.any(|clause| tells_means(clause, &Folded::new(clause)))
    };
    let evidence = sentences(article, &[Role::Timeline], tells_means)
        .chain(entries.chain(labelled(article, Topic::Detection)).filter(tells))
        .chain(early.map(|(entry, _)| proof(article, entry, tells_noticer)))
        .chain(sentences(article, &[Role::Summary, Role::CauseAndResolution, Role::Other], in_clause))
        .next();
    if evidence.is_some() {
        return Answer::met(evidence);
    }
    let mut detected = with_event(article, Event::Detected, notices).peekable();
    if detected.peek().is_none() { Answer::missing() } else { Answer::partial(detected) }
}

/// Whether one of the first entries says who or what noticed: a machine, somebody who calls, or the subject of `notices`.
fn tells_noticer(_: &str, folded: &Folded) -> bool {
    folded.says(Family::Machines) || folded.says(Family::Calling) || is_noticed_by_its_subject(folded)
}

/// Whether a verb of noticing stands behind its subject: `librarians report`, and not `noticed`, `is noticed`, `nobody notices`, or
/// `is called in`.
fn is_noticed_by_its_subject(folded: &Folded) -> bool {
    const NO_SUBJECT: &[&str] = &["was", "were", "is", "are", "been", "nobody", "and", "first", "to"];
    let words: Vec<&str> = folded.words().collect();
    // A subject that nobody is takes what follows back too.
    let nobody = words.starts_with(&["nobody"]) || words.starts_with(&["no", "one"]);
    let noticed = |index: usize| {
        NOTICING_VERBS.contains(&words[index])
            && !NO_SUBJECT.contains(&words[index - 1])
            && !(words[index].starts_with("call") && words.get(index + 1) == Some(&"in"))
    };
    !nobody && (1..words.len()).any(noticed)
}

fn tells_means(_: &str, folded: &Folded) -> bool {
    folded.says(Family::Noticed) && (folded.says(Family::Machines) || folded.says(Family::Means))
}

/// What was investigated, assumed and tried.
pub(super) fn actions(article: &Article<'_>) -> Answer {
    let told = with_event(article, Event::Action, does).chain(labelled(article, Topic::Actions));
    let said = || Answer::if_any(sentences(article, &[Role::Timeline], does));
    let mended = || {
        // What is noticed first is no action yet.
        let later = article.entries().skip(2);
        let mended = later.filter(|(entry, folded)| mends(folded) || hands_over(&entry.text, folded));
        Answer::by_evidence(mended.map(|(entry, _)| proof(article, entry, |_, folded| mends(folded))))
    };
    Answer::if_any(told).or_else(said).unwrap_or_else(mended)
}

/// Wrong assumptions, dead ends, attempts that did not help.
pub(super) fn misleading(article: &Article<'_>) -> Answer {
    let told = labelled(article, Topic::Misleading)
        .chain(with_event(article, Event::Misleading, dead_end))
        .chain(telling(article, dead_end));
    let said = || Answer::by_evidence(sentences(article, &[Role::Timeline], dead_end));
    Answer::if_any(told).unwrap_or_else(said)
}

/// To which team or person it went.
pub(super) fn escalated(article: &Article<'_>) -> Answer {
    let told = labelled(article, Topic::Escalation)
        .chain(with_event(article, Event::Escalated, hands_over))
        .chain(telling(article, hands_over));
    let said = || Answer::if_any(sentences(article, &[Role::Timeline], hands_over));
    let anywhere = || match article.postmortem.timeline.as_slice() {
        [] => {
            let roles = &[Role::Summary, Role::CauseAndResolution, Role::Other];
            Answer::by_evidence(sentences(article, roles, hands_over))
        }
        _ => Answer::missing(),
    };
    Answer::if_any(told).or_else(said).unwrap_or_else(anywhere)
}

/// How it ended.
pub(super) fn resolved(article: &Article<'_>) -> Answer {
    let labelled = article
        .of(Role::Timeline)
        .filter(|line| line.topic == Topic::Resolution && count(&line.text) >= 3)
        .map(Line::quote);
    // The last one is the end.
    let told = with_event(article, Event::Resolved, came_to_an_end).rev().chain(labelled);
    let in_other_words = || {
        // The last third of the entries tells how it ended, in whatever words.
        let entries = article.entries();
        let last = entries.len() - entries.len() / 3 - usize::from(entries.len() > 0);
        let ending = entries.skip(last).filter(|(_, folded)| folded.says(Family::Ending));
        Answer::if_any(ending.map(|(entry, _)| proof(article, entry, came_to_an_end)))
    };
    let at_last = || {
        let last = article.entries().next_back().filter(|(entry, folded)| entry.time.is_some() && ends(folded));
        Answer::if_any(last.map(|(entry, _)| proof(article, entry, |_, folded| ends(folded))))
    };
    let said = || Answer::by_evidence(sentences(article, &[Role::Timeline], came_to_an_end).last());
    Answer::if_any(told).or_else(in_other_words).or_else(at_last).unwrap_or_else(said)
}
