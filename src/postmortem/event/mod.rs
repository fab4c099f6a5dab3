//! What kind of event an entry of the timeline tells of, by families of words.
//!
//! An entry is read clause by clause, since `escalated to the database team for investigation` tells of no investigation:
//!
//! | kind | told by |
//! |---|---|
//! | detected | the first entry, in the first half of the timeline, with a word of noticing; else the first that tells of the onset |
//! | how_detected | means of noticing in that entry; or a report of a machine or of users in one of the first three entries |
//! | misleading | a wrong assumption, a dead end, a fix that did not help; such an entry is an action too |
//! | action | something investigated, tried or changed, in a clause that tells neither of noticing, of calling in, nor of the end |
//! | escalated | somebody called in |
//! | resolved | service restored; the last finished change before that; where neither is told, the last entries in weaker words |

mod clause;
mod families;
mod form;

use super::glance::holds_pair;
use super::model::{Event, TimelineEntry};
use super::phrases::{Phrases, bytes, count};
use super::residue::push_folded;
use clause::clauses;
use families as words;

/// The families by their place in a set of bits.
const FAMILIES: &[(u32, &[&str])] = &[
    (Told::NOTICING, words::NOTICING),
    (Told::ONSET, words::ONSET),
    (Told::MEANS, words::MEANS),
    (Told::REPORTING, words::REPORTING),
    (Told::ACTION, words::ACTION),
    (Told::CONFIRMING, words::CONFIRMING),
    (Told::MISLEADING, words::MISLEADING),
    (Told::ESCALATED, words::ESCALATED),
    (Told::RESOLVED, words::RESOLVED),
    (Told::ENDING, words::ENDING),
    (Told::NOT_YET, words::NOT_YET),
    (Told::MENDED, words::MENDED),
    (Told::UNDONE, words::UNDONE),
];
static PHRASES: Phrases<u32, { count(FAMILIES) }, { bytes(FAMILIES) }> = Phrases::new(FAMILIES);

/// The families that an entry or a clause uses.
#[derive(Clone, Copy, Default)]
struct Told(u32);

impl Told {
    const NOTICING: u32 = 1;
    const MEANS: u32 = 1 << 1;
    const ACTION: u32 = 1 << 2;
    const MISLEADING: u32 = 1 << 3;
    const ESCALATED: u32 = 1 << 4;
    const RESOLVED: u32 = 1 << 5;
    const ENDING: u32 = 1 << 6;
    const NOT_YET: u32 = 1 << 7;
    const ONSET: u32 = 1 << 8;
    const REPORTING: u32 = 1 << 9;
    const CONFIRMING: u32 = 1 << 10;
    const MENDED: u32 = 1 << 11;
    const UNDONE: u32 = 1 << 12;
    /// An action that stands in a clause of its own.
    const APART: u32 = 1 << 13;
    /// A deed told by its form.
    const DONE: u32 = 1 << 15;
    /// A look at how things are: an action, unless it shows that the end is there.
    const LOOKED: u32 = 1 << 16;
    /// The word `escalate` itself.
    const NAMED: u32 = 1 << 14;

    fn of(text: &str) -> Self {
        let mut told = Self::default();
        let mut clause = String::with_capacity(text.len() + 2);
        for part in clauses(text) {
            clause.clear();
            push_folded(&mut clause, part);
            clause.push(' ');
            told.0 |= Self::of_clause(&clause).0;
        }
        told
    }

    /// What a folded clause tells of, with a blank behind its last word, so that a phrase may end with one.
    fn of_clause(text: &str) -> Self {
        let mut told = Self::default();
        let (mut actions, mut confirming) = (0, 0);
        PHRASES.each(text, |phrase, family| {
            told.0 |= family;
            actions += usize::from(family == Self::ACTION);
            confirming += usize::from(family == Self::CONFIRMING);
            told.0 |= if family == Self::ESCALATED && phrase == "escalat" { Self::NAMED } else { 0 };
        });
        let ends = told.has(Self::RESOLVED) && !told.has(Self::NOT_YET);
        // What a team is called in for, and what shows that the end is there, is no action of its own.
        if !told.has(Self::ACTION | Self::RESOLVED | Self::NOTICING | Self::ESCALATED) && form::tells_deed(text) {
            told.0 |= Self::ACTION | Self::DONE;
        }
        if told.has(Self::NOTICING) && form::names_noticer(text) {
            told.0 |= Self::MEANS;
        }
        if told.has(Self::ESCALATED) {
            told.0 &= !(Self::ACTION | Self::MISLEADING | Self::MENDED);
        } else if told.has(Self::ACTION) && actions <= confirming && actions > 0 {
            told.0 &= !Self::ACTION;
            told.0 |= if ends { 0 } else { Self::LOOKED };
        }
        if told.has(Self::NOTICING) && tells_of_no_noticing(text) {
            told.0 &= !Self::NOTICING;
        }
        if told.has(Self::ACTION | Self::LOOKED) && !told.has(Self::NOTICING) {
            told.0 |= Self::APART;
        }
        told
    }

    fn has(self, family: u32) -> bool {
        self.0 & family != 0
    }

    fn acts(self) -> bool {
        self.has(Self::ACTION) || (self.has(Self::LOOKED) && !self.resolves())
    }

    fn resolves(self) -> bool {
        self.has(Self::RESOLVED) && !self.has(Self::NOT_YET)
    }

    /// Whether it tells of a change that was made and may have been the last.
    fn mends(self) -> bool {
        self.has(Self::MENDED | Self::DONE) && !self.has(Self::UNDONE | Self::MISLEADING | Self::NOT_YET)
    }
}

/// Whether a folded clause says that nobody noticed.
#[expect(clippy::needless_bitwise_bool, reason = "a branch would stop the comparison of many bytes at a time")]
fn tells_of_no_noticing(clause: &str) -> bool {
    // Each of them has one of two pairs of letters, which most clauses have not.
    holds_pair(clause, |one, two| ((one == b'n') | (one == b'y')) & (two == b'o'))
        && ["nobody", "no one", "unnoticed", "not notice", "before anyone"].iter().any(|no| clause.contains(no))
}

/// Gives each entry the kinds of event that it tells of.
pub(super) fn label(entries: &mut [TimelineEntry]) {
    let told: Vec<Told> = entries.iter().map(|entry| Told::of(&entry.text)).collect();
    let detected = moment_of_noticing(&told);
    let resolved = Ends::of(&told);
    for (index, (entry, told)) in entries.iter_mut().zip(told).enumerate() {
        let moment = Some(index) == detected;
        let misleading = told.has(Told::MISLEADING);
        let report = index < EARLY && detected.is_some_and(|detected| index > detected) && told.has(Told::REPORTING);
        let action = if moment { told.has(Told::APART) } else { told.acts() };
        entry.events = [
            (Event::Detected, moment),
            (Event::HowDetected, (moment && told.has(Told::MEANS)) || report),
            (Event::Action, action || misleading),
            (Event::Misleading, misleading),
            (Event::Escalated, told.has(Told::ESCALATED) && (!moment || told.has(Told::NAMED))),
            (Event::Resolved, resolved.holds(index, told)),
        ]
        .into_iter()
        .filter_map(|(event, is)| is.then_some(event))
        .collect();
    }
}

/// How many entries tell of the beginning.
const EARLY: usize = 3;

/// The entry that tells of the first noticing.
fn moment_of_noticing(told: &[Told]) -> Option<usize> {
    let early = told.len().div_ceil(2).max(EARLY).min(told.len());
    let first = |is: fn(&Told) -> bool| told[..early].iter().position(is);
    first(|told| told.has(Told::NOTICING) && !told.has(Told::MISLEADING))
        .or_else(|| first(|told| told.has(Told::ONSET)))
        .or_else(|| first(|told| told.has(Told::NOTICING)))
}

/// Which entries tell of the end.
struct Ends {
    /// The last finished change before the service is back.
    fix: Option<usize>,
    /// Where no entry says it in so many words, the one of the last two that does in weaker words.
    weak: Option<usize>,
}

impl Ends {
    fn of(told: &[Told]) -> Self {
        let count = told.len();
        let restored = told.iter().position(|told| told.resolves());
        let weak = told.iter().rposition(|told| told.has(Told::ENDING)).filter(|index| index + 2 >= count);
        let weak = weak.filter(|_| restored.is_none());
        let end = restored.or(weak).unwrap_or(count);
        let fix = end.checked_sub(1).filter(|index| told[*index].mends() && index * 2 >= count);
        Self { fix, weak }
    }

    fn holds(&self, index: usize, told: Told) -> bool {
        told.resolves() || Some(index) == self.fix || Some(index) == self.weak
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::At;

    /// The kinds of each entry, one letter each: Detected, How, Action, Misleading, Escalated, Resolved.
    fn labels(texts: &[&str]) -> Vec<String> {
        let entry = |text: &&str| TimelineEntry {
            time: None,
            end_time: None,
            elapsed: None,
            date: None,
            zone: None,
            instant: None,
            text: (*text).to_owned(),
            events: Vec::new(),
            at: At::lines(1, 1),
            starts_day: false,
        };
        let mut entries: Vec<TimelineEntry> = texts.iter().map(entry).collect();
        label(&mut entries);
        let letter = |event: &Event| match event {
            Event::Detected => 'D',
            Event::HowDetected => 'H',
            Event::Action => 'A',
            Event::Misleading => 'M',
            Event::Escalated => 'E',
            Event::Resolved => 'R',
        };
        entries.iter().map(|entry| entry.events.iter().map(letter).collect()).collect()
    }

    #[test]
    fn kinds_are_told_by_words() {
        for (texts, want) in [
            (
                vec![
                    "Deployment of build 12 is done.",
                    "Outage begins.",
                    "An alert reports failed uploads.",
                    "On-call engineer begins investigation.",
                    "The database was suspected, but no anomalies were found.",
                    "Escalated to the storage team for further investigation.",
                    "They find a full disk.",
                    "Old logs were removed.",
                    "Uploads are back to normal.",
                ],
                vec!["", "", "DH", "A", "AM", "E", "A", "AR", "R"],
            ),
            (
                vec![
                    "Issue was detected.",
                    "Several users reported the same.",
                    "After checking the logs, we alerted the network team and began troubleshooting.",
                    "Restarting the router made no difference.",
                    "Unable to resolve it, we called in the vendor.",
                    "The vendor replaced the card.",
                    "Service was restored, monitoring confirms that all requests succeed.",
                ],
                vec!["D", "H", "AE", "AM", "E", "AR", "R"],
            ),
            (
                vec!["A customer calls us: the shop is empty.", "Cache cleared, the shop is full again."],
                vec!["DH", "AR"],
            ),
            (vec!["The job starts.", "It goes on.", "It ends."], vec!["", "", "R"]),
        ] {
            assert_eq!(labels(&texts), want, "{texts:?}");
        }
    }

    #[test]
    fn position_alone_tells_nothing() {
        assert_eq!(labels(&["We had lunch.", "It rained."]), ["", ""]);
    }
}
