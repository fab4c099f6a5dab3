//! What the course asks of the timeline.

use super::article::{Article, Line};
use super::dial::line_of;
use super::rule::Answer;
use super::telling::{dead_end, ends, hands_over, mends};
use super::words::{
    CALLING, DOING, ENDING, Folded, HARM, MACHINES, MEANS, NOTICED, NOTICING, NOTICING_VERBS, count, says,
};
use crate::postmortem::time::clocks;
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
fn proof(article: &Article<'_>, entry: &TimelineEntry, tells: impl Fn(&str) -> bool) -> Quote {
    let line = line_of(article, entry);
    let sentences = split_sentences(&entry.text);
    if sentences.len() <= 2 && !line.is_empty() && count(line) <= count(&entry.text) + HEAD {
        return Quote { text: line.to_owned(), at: entry.at };
    }
    let telling = sentences.into_iter().find(|sentence| tells(sentence));
    telling.map_or_else(|| quote(entry), |sentence| Quote { text: sentence.to_owned(), at: entry.at })
}

/// The entries with an event, each by the sentence that tells of it.
fn with_event(article: &Article<'_>, event: Event, tells: impl Fn(&str) -> bool) -> Vec<Quote> {
    let entries = article.postmortem.timeline.iter().filter(|entry| entry.events.contains(&event));
    entries.map(|entry| proof(article, entry, &tells)).collect()
}

fn notices(sentence: &str) -> bool {
    says(sentence, NOTICING)
}

fn does(sentence: &str) -> bool {
    says(sentence, DOING)
}

fn came_to_an_end(sentence: &str) -> bool {
    says(sentence, ENDING)
}

/// Lines of the timeline, or of any section, whose label names the topic and which say something.
fn labelled(article: &Article<'_>, topic: Topic) -> Vec<Quote> {
    article.lines.iter().filter(|line| line.topic == topic && count(&line.text) >= 3).map(Line::quote).collect()
}

fn sentences<'a>(article: &'a Article<'_>, roles: &'a [Role]) -> impl Iterator<Item = Quote> + 'a {
    roles.iter().flat_map(|role| article.of(*role)).flat_map(Line::sentences)
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
    let sentences = split_sentences(&entry.text).iter().filter(|sentence| count(sentence) >= 3).count();
    count(&entry.text) <= LONGEST_ENTRY && sentences <= 3
}

/// Entries are `time - one or two sentences`.
pub(super) fn format(article: &Article<'_>) -> Answer {
    let entries = &article.postmortem.timeline;
    let headed: Vec<&TimelineEntry> = entries.iter().filter(|entry| is_headed(entry)).collect();
    let short = headed.iter().filter(|entry| is_short(entry)).count();
    let shown = headed.iter().take(3).map(|entry| proof(article, entry, |_| true));
    if headed.len() >= 2 && headed.len() * 5 >= entries.len() * 3 && short * 3 >= headed.len() * 2 {
        Answer::met(shown)
    } else if headed.is_empty() && !entries.iter().any(is_timed) {
        Answer::missing()
    } else {
        let timed = entries.iter().filter(|entry| is_timed(entry));
        Answer::partial(timed.take(3).map(|entry| proof(article, entry, |_| true)))
    }
}

/// Whether an entry has a time, of day or told from the beginning.
fn is_timed(entry: &TimelineEntry) -> bool {
    entry.time.is_some() || entry.elapsed.is_some()
}

/// The moment at which it was noticed.
pub(super) fn detected_when(article: &Article<'_>) -> Answer {
    let entries = &article.postmortem.timeline;
    let timed = |entry: &&TimelineEntry| is_timed(entry);
    let noticed = |entry: &&TimelineEntry| entry.events.contains(&Event::Detected) || says(&entry.text, NOTICING);
    if let Some(entry) = entries.iter().find(|entry| timed(entry) && noticed(entry)) {
        return Answer::met([proof(article, entry, notices)]);
    }
    if let Some(entry) = entries.iter().take(EARLY).find(|entry| timed(entry) && tells_noticer(&entry.text)) {
        return Answer::met([proof(article, entry, tells_noticer)]);
    }
    // A timeline that tells of the first trouble tells when it was noticed, where it says nothing else.
    if let Some(entry) = entries.iter().take(2).find(|entry| timed(entry) && says(&entry.text, HARM)) {
        return Answer::met([proof(article, entry, |sentence| says(sentence, HARM))]);
    }
    let told = sentences(article, &[Role::Timeline, Role::Summary, Role::Other]).find(|sentence| {
        let folded = Folded::new(&sentence.text);
        folded.says(NOTICING) && !folded.says(&["root cause", "cause "]) && !clocks(&sentence.text).is_empty()
    });
    if let Some(sentence) = told {
        return Answer::met([sentence]);
    }
    let untimed = entries.iter().find(|entry| entry.events.contains(&Event::Detected)).map(quote);
    untimed.map_or_else(Answer::missing, |quote| Answer::partial([quote]))
}

/// By what means it was noticed: a monitor, an engineer, a customer.
pub(super) fn detected_how(article: &Article<'_>) -> Answer {
    let labelled = labelled(article, Topic::Detection);
    let elsewhere = sentences(article, &[Role::Summary, Role::CauseAndResolution, Role::Other]);
    let early = article.postmortem.timeline.iter().take(EARLY).filter(|entry| tells_noticer(&entry.text));
    let early = early.map(|entry| proof(article, entry, tells_noticer));
    let evidence: Vec<Quote> = sentences(article, &[Role::Timeline])
        .chain(article.postmortem.timeline.iter().map(|entry| proof(article, entry, tells_means)))
        .chain(labelled)
        .filter(|sentence| tells_means(&sentence.text))
        .chain(early)
        // Elsewhere, much is said in one sentence: the means must stand in the clause that tells of noticing.
        .chain(elsewhere.filter(|sentence| sentence.text.split([',', ';', ':']).any(tells_means)))
        .take(1)
        .collect();
    if !evidence.is_empty() {
        return Answer::met(evidence);
    }
    let detected = with_event(article, Event::Detected, notices);
    if detected.is_empty() { Answer::missing() } else { Answer::partial(detected) }
}

/// Whether one of the first entries says who or what noticed: a machine, somebody who calls, or the subject of `notices`.
fn tells_noticer(text: &str) -> bool {
    let folded = Folded::new(text);
    folded.says(MACHINES) || folded.says(CALLING) || is_noticed_by_its_subject(&folded)
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

fn tells_means(sentence: &str) -> bool {
    let folded = Folded::new(sentence);
    folded.says(NOTICED) && (folded.says(MACHINES) || folded.says(MEANS))
}

/// What was investigated, assumed and tried.
pub(super) fn actions(article: &Article<'_>) -> Answer {
    let mut evidence = with_event(article, Event::Action, does);
    evidence.extend(labelled(article, Topic::Actions));
    if evidence.is_empty() {
        evidence.extend(sentences(article, &[Role::Timeline]).filter(|sentence| says(&sentence.text, DOING)));
    }
    if evidence.is_empty() {
        // What is noticed first is no action yet.
        let later = article.postmortem.timeline.iter().skip(2);
        evidence.extend(
            later
                .filter(|entry| mends(&entry.text) || hands_over(&entry.text))
                .map(|entry| proof(article, entry, mends)),
        );
    }
    Answer::by_evidence(evidence)
}

/// Wrong assumptions, dead ends, attempts that did not help.
pub(super) fn misleading(article: &Article<'_>) -> Answer {
    let mut evidence = labelled(article, Topic::Misleading);
    evidence.extend(with_event(article, Event::Misleading, dead_end));
    evidence.extend(
        article
            .postmortem
            .timeline
            .iter()
            .filter(|entry| dead_end(&entry.text))
            .map(|entry| proof(article, entry, dead_end)),
    );
    if evidence.is_empty() {
        evidence.extend(sentences(article, &[Role::Timeline]).filter(|sentence| dead_end(&sentence.text)));
    }
    Answer::by_evidence(evidence)
}

/// To which team or person it went.
pub(super) fn escalated(article: &Article<'_>) -> Answer {
    let entries = &article.postmortem.timeline;
    let mut evidence = labelled(article, Topic::Escalation);
    evidence.extend(with_event(article, Event::Escalated, hands_over));
    evidence
        .extend(entries.iter().filter(|entry| hands_over(&entry.text)).map(|entry| proof(article, entry, hands_over)));
    if evidence.is_empty() {
        evidence.extend(sentences(article, &[Role::Timeline]).filter(|sentence| hands_over(&sentence.text)));
    }
    if evidence.is_empty() && entries.is_empty() {
        let anywhere = sentences(article, &[Role::Summary, Role::CauseAndResolution, Role::Other]);
        evidence.extend(anywhere.filter(|sentence| hands_over(&sentence.text)));
    }
    Answer::by_evidence(evidence)
}

/// How it ended.
pub(super) fn resolved(article: &Article<'_>) -> Answer {
    let mut evidence = with_event(article, Event::Resolved, came_to_an_end);
    // The last one is the end.
    evidence.reverse();
    evidence.extend(
        article
            .of(Role::Timeline)
            .filter(|line| line.topic == Topic::Resolution && count(&line.text) >= 3)
            .map(Line::quote),
    );
    let entries = &article.postmortem.timeline;
    if evidence.is_empty() {
        // The last third of the entries tells how it ended, in whatever words.
        let last = entries.len() - entries.len() / 3 - usize::from(!entries.is_empty());
        evidence.extend(
            entries
                .iter()
                .skip(last)
                .filter(|entry| came_to_an_end(&entry.text))
                .map(|entry| proof(article, entry, came_to_an_end)),
        );
    }
    if evidence.is_empty() {
        evidence.extend(
            entries
                .last()
                .filter(|entry| entry.time.is_some() && ends(&entry.text))
                .map(|entry| proof(article, entry, ends)),
        );
    }
    if evidence.is_empty() {
        evidence.extend(sentences(article, &[Role::Timeline]).filter(|sentence| says(&sentence.text, ENDING)).last());
    }
    Answer::by_evidence(evidence)
}
