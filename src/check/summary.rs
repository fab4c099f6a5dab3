//! What the course asks of the summary.

use super::article::{Article, Line};
use super::family::Family;
use super::rule::Answer;
use super::telling::harms;
use super::words::{Folded, count, says};
use crate::document::At;
use crate::postmortem::time::{has_clock, zones};
use crate::postmortem::{Duration, Moment, Quote, Role, Topic, split_sentences, tells_cause};

fn quote_of(duration: &Duration) -> Quote {
    Quote { text: duration.text.clone(), at: duration.at }
}

/// Whether a moment has a time, or else a day where the other has one too: a day alone is neither start nor end.
fn is_stated(moment: Option<&Moment>, other: Option<&Moment>) -> bool {
    let dated = |moment: Option<&Moment>| moment.is_some_and(|moment| moment.date.is_some());
    moment.is_some_and(|moment| moment.time.is_some()) || (dated(moment) && dated(other))
}

/// What names a field of the start.
const STARTS: &[&str] = &["start", "began", "begin", "from "];
/// What names a field of the end.
const ENDS: &[&str] = &["end", "finish", "until ", "resolved", "restored"];

/// The line of the summary that is a field of this name with a time: `End: 16:00 UTC`.
fn field<'a>(article: &'a Article<'_>, called: &[&str]) -> Option<&'a Line> {
    article.of(Role::Summary).find(|line| {
        let label = line.text.split_once(':').filter(|(name, _)| name.split_whitespace().count() <= 3);
        label.is_some_and(|(name, rest)| has_clock(rest) && says(name, called))
    })
}

/// Whether the summary has a field of its own for the end.
pub(super) fn has_end_field(article: &Article<'_>) -> bool {
    field(article, ENDS).is_some()
}

/// Start and end, or start and length.
pub(super) fn duration(article: &Article<'_>) -> Answer {
    let Some(duration) = &article.postmortem.summary.duration else { return Answer::missing() };
    let (from, to) = (duration.start.as_ref(), duration.end.as_ref());
    let start = is_stated(from, to) || field(article, STARTS).is_some();
    let end = is_stated(to, from) || field(article, ENDS).is_some();
    let quote = quote_of(duration);
    if (start && end) || ((start || end) && duration.minutes.is_some()) {
        Answer::met([quote])
    } else if start || end || duration.minutes.is_some() {
        Answer::partial([quote])
    } else {
        Answer::missing()
    }
}

/// A zone for the times of the summary, or for the whole timeline.
pub(super) fn timezone(article: &Article<'_>) -> Answer {
    let summary = &article.postmortem.summary;
    let told = summary
        .duration
        .as_ref()
        .filter(|duration| [&duration.start, &duration.end].into_iter().flatten().any(|moment| moment.zone.is_some()));
    // A zone that only goes with the times by what stands elsewhere is proved there.
    if let Some(duration) = told.filter(|duration| !zones(&duration.text).is_empty()) {
        return Answer::met([quote_of(duration)]);
    }
    let stated = article
        .sections(Role::Summary)
        .chain(article.sections(Role::Timeline))
        .flat_map(|section| std::iter::once(section).chain(&section.children))
        .filter_map(|section| heading_with_zone(section.heading.as_deref()?, section.at))
        .chain(article.of(Role::Summary).filter(|line| !zones(&line.text).is_empty()).map(Line::quote))
        .next();
    if let Some(quote) = stated {
        return Answer::met([quote]);
    }
    let entries: Vec<_> = article.postmortem.timeline.iter().filter(|entry| entry.time.is_some()).collect();
    let zoned: Vec<_> = entries.iter().filter(|entry| entry.zone.is_some()).collect();
    let quotes = zoned.iter().filter_map(|entry| Some(Quote { text: entry.zone.clone()?, at: entry.at }));
    match zoned.len() {
        0 => {
            let line = article.of(Role::Timeline).find(|line| !zones(&line.text).is_empty());
            line.map(Line::quote)
                .or_else(|| told.map(quote_of))
                .map_or_else(Answer::missing, |quote| Answer::met([quote]))
        }
        some if some * 2 >= entries.len() => Answer::met(quotes.take(1)),
        _ => Answer::partial(quotes.take(1)),
    }
}

fn heading_with_zone(heading: &str, at: At) -> Option<Quote> {
    (!zones(heading).is_empty()).then(|| Quote { text: heading.to_owned(), at: At { end: at.start, ..at } })
}

/// What was down or slow, or what users saw.
pub(super) fn impact(article: &Article<'_>) -> Answer {
    let stated =
        article.postmortem.summary.impact.as_ref().map(|impact| Quote { text: impact.text.clone(), at: impact.at });
    let labelled = article.of(Role::Summary).any(|line| line.topic == Topic::Impact);
    let told = stated.as_ref().and_then(|quote| {
        split_sentences(&quote.text).into_iter().find(|sentence| harms(sentence, &Folded::new(sentence)))
    });
    if let Some(quote) = &stated
        && (told.is_some() || (labelled && count(&quote.text) >= 4))
    {
        let text = told.map_or_else(|| quote.text.clone(), str::to_owned);
        return Answer::met([Quote { text, at: quote.at }]);
    }
    let elsewhere = article.of(Role::Summary).find_map(|line| line.telling(harms));
    match (elsewhere, stated) {
        (Some(quote), _) => Answer::met([quote]),
        (None, Some(quote)) => Answer::partial([quote]),
        (None, None) => Answer::missing(),
    }
}

/// The share of users that were affected.
pub(super) fn percent(article: &Article<'_>) -> Answer {
    let Some(impact) = &article.postmortem.summary.impact else { return Answer::missing() };
    if impact.percent_users.is_none() {
        let counted = article.of(Role::Summary).find_map(|line| line.telling(|sentence, _| counts_users(sentence)));
        return counted.map_or_else(Answer::missing, |quote| Answer::partial([quote]));
    }
    let states = |text: &str| {
        says(text, &["all ", "every", "no one", "nobody", "percent", "per cent", "entire"]) || text.contains('%')
    };
    let own = split_sentences(&impact.text)
        .into_iter()
        .find(|sentence| states(sentence))
        .map(|sentence| Quote { text: sentence.to_owned(), at: impact.at });
    let anywhere = || article.of(Role::Summary).find_map(|line| line.telling(|sentence, _| states(sentence)));
    Answer::met(own.or_else(anywhere))
}

/// Whether a sentence counts users without a share: `many users`, `2,000 customers`.
fn counts_users(sentence: &str) -> bool {
    says(sentence, &["user", "customer", "client", "player", "visitor", "student"])
        && (says(
            sentence,
            &["many", "most", "some ", "several", "majority", "half ", "thousand", "hundred", "number of"],
        ) || sentence.contains(|c: char| c.is_ascii_digit()))
}

/// Whether a sentence of the summary says why, in whatever words.
fn hints_cause(sentence: &str, folded: &Folded) -> bool {
    folded.says(Family::Why) || folded.says_behind(Family::Changes, Family::Breaking) || tells_cause(sentence)
}

/// The root cause, named in the summary.
pub(super) fn root_cause(article: &Article<'_>) -> Answer {
    let Some(cause) = &article.postmortem.summary.root_cause else {
        let hinted = article.of(Role::Summary).find_map(|line| line.telling(hints_cause));
        return hinted.map_or_else(Answer::missing, |quote| Answer::met([quote]));
    };
    let labelled = article.of(Role::Summary).any(|line| line.topic == Topic::Cause);
    let told = split_sentences(&cause.text).into_iter().find(|sentence| tells_cause(sentence));
    let quote = Quote { text: told.unwrap_or(&cause.text).to_owned(), at: cause.at };
    if count(&cause.text) >= 2 || labelled { Answer::met([quote]) } else { Answer::partial([quote]) }
}
