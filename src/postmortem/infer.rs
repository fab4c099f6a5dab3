//! Headings whose words name nothing: what they head is told from what stands below them.
//!
//! This is a fallback. It fills the roles that no heading of the write-up names, and only in a text that tells of an incident.
//! A heading takes the first role that is still free and whose content stands below it:
//!
//! | what stands below or around the heading | role |
//! |---|---|
//! | three lines or more that begin with a time, and no more lines without one | timeline |
//! | items, most of which are ticked boxes or say what shall be done, behind the timeline or the cause | measures |
//! | sentences with a time, a length or a share of users, before any other section | summary |
//! | sentences that tell of a cause or a fix | cause and resolution |
//! | sentences, right behind the timeline and before the fix or the measures | cause and resolution |
//!
//! `Mitigation` is how it was fixed where the measures stand further down. `What went wrong` is a lesson where lessons are told before it, and the cause everywhere else.

use std::ops::ControlFlow;

use super::cause::tells_resolution;
use super::incident::Signs;
use super::measures::is_demand;
use super::outline::{Form, Heading, Piece, is_entry, is_section, label_of};
use super::residue::folded;
use super::summary::tells_cause;
use super::time::{clocks, dates, length_in_minutes};
use super::topic::{Fit, Topic};
use crate::document::walk::text_of;
use crate::document::{Block, BlockKind, plain_text, plain_text_of_blocks, row_text, walk};

/// Why a heading has a topic that its words do not name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    /// Lines with times.
    Times,
    /// Things to do.
    Demands,
    /// When, how long, how many.
    Facts,
    /// Why it failed or how it was fixed.
    Explanation,
    /// Sentences between the account and what follows from it.
    Between,
}

impl Content {
    fn topic(self) -> Topic {
        match self {
            Self::Times => Topic::Timeline,
            Self::Demands => Topic::Measures,
            Self::Facts => Topic::Summary,
            Self::Explanation | Self::Between => Topic::CauseAndResolution,
        }
    }

    /// Whether a heading that names `topic`, which says little, may head it.
    fn fits(self, topic: Topic) -> bool {
        match topic {
            Topic::Duration | Topic::Summary => self == Self::Times,
            Topic::Aside => matches!(self, Self::Times | Self::Facts),
            Topic::Actions => matches!(self, Self::Times | Self::Explanation),
            _ => true,
        }
    }

    /// The section that it tells of, in words.
    pub(super) fn section(self) -> &'static str {
        match self {
            Self::Times => "the timeline",
            Self::Demands => "the measures",
            Self::Facts => "the summary",
            Self::Explanation | Self::Between => "cause and resolution",
        }
    }

    /// In words, for messages.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Times => "lines with times stand below it",
            Self::Demands => "things to do stand below it",
            Self::Facts => "times, lengths or shares of users stand below it",
            Self::Explanation => "a cause or a fix is told below it",
            Self::Between => "it stands between the timeline and the fix or the measures",
        }
    }
}

/// Gives the headings of one write-up that name nothing a topic by what stands below them.
pub(super) fn infer(pieces: &mut [Piece], title: Option<&str>) {
    settle_wrong(pieces);
    settle_mitigation(pieces);
    let mut free = Free::of(pieces);
    if free.0.is_empty() || !pieces.iter().any(is_open) || !tells_incident(pieces, title) {
        return;
    }
    let level = section_level(pieces);
    let followers = followers(pieces);
    let mut behind_account = false;
    let mut before = Topic::Unknown;
    for index in 0..pieces.len() {
        let Piece::Heading(heading) = &pieces[index] else { continue };
        behind_account |= tells_account(heading.topic);
        if !is_candidate(heading, level) {
            if !may_be_taken(heading.topic) {
                before = heading.topic;
            }
            continue;
        }
        let around = Around { behind_account, before, after: followers[index] };
        let topic = heading.topic;
        let told = Profile::below(pieces, index).content(&free, around);
        let Some(content) = told.filter(|content| content.fits(topic)) else { continue };
        before = content.topic();
        free.take_inferred(content);
        behind_account |= tells_account(content.topic());
        if let Piece::Heading(heading) = &mut pieces[index] {
            heading.topic = content.topic();
            heading.fit = Fit::Whole;
            heading.inferred = Some(content);
        }
    }
}

fn is_open(piece: &Piece) -> bool {
    matches!(piece, Piece::Heading(heading) if is_open_heading(heading))
}

/// Whether a heading says little of what it heads; `What happened` may head a summary or a timeline.
fn is_open_heading(heading: &Heading) -> bool {
    may_be_taken(heading.topic)
        || (heading.topic == Topic::Summary && folded(&plain_text(&heading.text)).contains("happened"))
}

/// `What went wrong` is a lesson behind other lessons, else the cause.
fn settle_wrong(pieces: &mut [Piece]) {
    let improves = |piece: &Piece| matches!(piece, Piece::Heading(Heading { topic: Topic::Improvements, .. }));
    if !pieces.iter().any(improves) {
        return;
    }
    let mut lessons = false;
    for piece in pieces {
        let Piece::Heading(heading) = piece else { continue };
        let text = folded(&plain_text(&heading.text));
        if heading.topic == Topic::Improvements && text.contains("went wrong") && !lessons {
            heading.topic = Topic::Cause;
        }
        lessons |= text.contains("went well") || matches!(heading.topic, Topic::Measures | Topic::Improvements);
    }
}

/// `Mitigation` is how it was fixed where nothing else says so and the measures have a heading of their own further down.
fn settle_mitigation(pieces: &mut [Piece]) {
    let topics: Vec<(usize, Topic)> = pieces
        .iter()
        .enumerate()
        .filter_map(|(index, piece)| match piece {
            Piece::Heading(heading) => Some((index, heading.topic)),
            Piece::Block(_) => None,
        })
        .collect();
    let is_mitigation = |index: usize| {
        matches!(&pieces[index], Piece::Heading(heading) if heading.topic == Topic::Measures
            && matches!(folded(&plain_text(&heading.text)).as_str(), "mitigation" | "mitigations" | "mitigation steps"))
    };
    let Some(place) = topics.iter().position(|(index, _)| is_mitigation(*index)) else { return };
    let (before, behind) = (&topics[..place], &topics[place + 1..]);
    let has = |topics: &[(usize, Topic)], wanted: Topic| topics.iter().any(|(_, topic)| *topic == wanted);
    let told = has(&topics, Topic::Resolution)
        || has(behind, Topic::CauseAndResolution)
        || (has(before, Topic::CauseAndResolution)
            && !matches!(before.last(), Some((_, Topic::CauseAndResolution | Topic::Cause))));
    let measures = [Topic::Measures, Topic::Improvements, Topic::Tasks];
    if !told
        && measures.iter().any(|topic| has(behind, *topic))
        && let Piece::Heading(heading) = &mut pieces[topics[place].0]
    {
        heading.topic = Topic::Resolution;
    }
}

/// What the next heading behind each piece names, of those that name anything.
fn followers(pieces: &[Piece]) -> Vec<Topic> {
    let mut next = Topic::Unknown;
    let mut out = vec![Topic::Unknown; pieces.len()];
    for (index, piece) in pieces.iter().enumerate().rev() {
        out[index] = next;
        if let Piece::Heading(heading) = piece
            && !may_be_taken(heading.topic)
        {
            next = heading.topic;
        }
    }
    out
}

/// Where a heading stands.
#[derive(Clone, Copy)]
struct Around {
    /// Whether the timeline or the cause was told before.
    behind_account: bool,
    /// What the last heading before it names.
    before: Topic,
    /// What the next heading behind it names.
    after: Topic,
}

impl Around {
    /// Right behind the timeline, with the fix or the measures next.
    fn is_between(self) -> bool {
        self.before == Topic::Timeline
            && matches!(self.after, Topic::Resolution | Topic::Measures | Topic::Improvements | Topic::Tasks)
    }
}

/// Topics that say little of what a section is for.
fn may_be_taken(topic: Topic) -> bool {
    matches!(topic, Topic::Unknown | Topic::Aside | Topic::Actions | Topic::Duration)
}

fn tells_account(topic: Topic) -> bool {
    matches!(topic, Topic::Timeline | Topic::CauseAndResolution | Topic::Cause | Topic::Resolution)
}

/// The highest level of the headings that may open sections.
fn section_level(pieces: &[Piece]) -> u8 {
    let level = |piece: &Piece| match piece {
        Piece::Heading(Heading { form: Form::Real(level), .. }) => Some(*level),
        _ => None,
    };
    pieces.iter().filter_map(level).min().unwrap_or(6)
}

/// Whether a heading looks like one that opens a section.
fn is_candidate(heading: &Heading, level: u8) -> bool {
    is_open_heading(heading)
        && match heading.form {
            Form::Real(own) => own <= level.saturating_add(1) && !is_entry(&plain_text(&heading.text)),
            Form::Bold | Form::Label => true,
            Form::Bare => heading.topic != Topic::Unknown,
        }
}

/// What no heading or label names: of summary, timeline, cause, resolution and measures.
struct Free(Vec<Topic>);

impl Free {
    fn of(pieces: &[Piece]) -> Self {
        let mut free = Self(vec![Topic::Summary, Topic::Timeline, Topic::Cause, Topic::Resolution, Topic::Measures]);
        for piece in pieces {
            match piece {
                Piece::Heading(heading) => free.take(heading.topic),
                Piece::Block(block) => free.take(label(block)),
            }
        }
        free
    }

    fn has(&self, topic: Topic) -> bool {
        self.0.contains(&topic)
    }

    fn take(&mut self, named: Topic) {
        self.0.retain(|topic| match named {
            Topic::Duration | Topic::Impact => *topic != Topic::Summary,
            Topic::CauseAndResolution => !matches!(topic, Topic::Cause | Topic::Resolution),
            Topic::Improvements | Topic::Tasks => *topic != Topic::Measures,
            named => *topic != named,
        });
    }

    /// An explanation may go on in a second section, the fix behind the cause; every other role is taken once.
    fn take_inferred(&mut self, content: Content) {
        if !matches!(content, Content::Explanation | Content::Between) {
            self.take(content.topic());
        }
    }
}

fn label(block: &Block) -> Topic {
    let BlockKind::Paragraph(text) = &block.kind else { return Topic::Unknown };
    label_of(&text_of(text)).map_or(Topic::Unknown, |(_, topic)| topic)
}

/// What stands below a heading.
#[derive(Default)]
struct Profile {
    timed: usize,
    untimed: usize,
    items: usize,
    demands: usize,
    words: usize,
    facts: bool,
    tells_cause: bool,
    tells_fix: bool,
}

impl Profile {
    /// The content from a heading to the next one that may open a section.
    fn below(pieces: &[Piece], index: usize) -> Self {
        let mut profile = Self::default();
        let Piece::Heading(own) = &pieces[index] else { return profile };
        for piece in &pieces[index + 1..] {
            match piece {
                Piece::Heading(next) => {
                    let text = plain_text(&next.text);
                    if is_entry(&text) {
                        profile.timed += 1;
                    } else if ends(own, next) {
                        break;
                    }
                }
                Piece::Block(block) => profile.block(block),
            }
        }
        profile
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::List(list) => {
                for item in &list.items {
                    let text = match item.blocks.as_slice() {
                        [block] => walk::text_of_block(block),
                        blocks => plain_text_of_blocks(blocks).into(),
                    };
                    self.items += 1;
                    self.demands += usize::from(item.checked.is_some() || is_demand(&text));
                    self.line(&text);
                }
            }
            BlockKind::Table(table) => table.rows.iter().for_each(|row| self.line(&row_text(row))),
            BlockKind::Paragraph(text) => {
                let text = text_of(text);
                self.items += 1;
                self.demands += usize::from(is_demand(&text));
                self.line(&text);
            }
            BlockKind::Quote(inside) => inside.iter().for_each(|block| self.block(block)),
            _ => {}
        }
    }

    fn line(&mut self, text: &str) {
        if is_entry(text) {
            self.timed += 1;
        } else {
            self.untimed += 1;
        }
        self.words += text.split_whitespace().count();
        self.facts |= !clocks(text).is_empty()
            || text.contains('%')
            || (!dates(text).is_empty() && length_in_minutes(text).is_some());
        self.tells_cause |= tells_cause(text);
        self.tells_fix |= tells_resolution(text);
    }

    fn content(&self, free: &Free, around: Around) -> Option<Content> {
        const SENTENCE: usize = 8;
        if free.has(Topic::Timeline) && self.timed >= 3 && self.timed >= self.untimed {
            Some(Content::Times)
        } else if free.has(Topic::Measures) && around.behind_account && self.items > 0 && self.demands * 2 >= self.items
        {
            Some(Content::Demands)
        } else if free.has(Topic::Summary) && !around.behind_account && self.facts && self.words >= SENTENCE {
            Some(Content::Facts)
        } else if self.words < SENTENCE {
            None
        } else if (free.has(Topic::Cause) && self.tells_cause) || (free.has(Topic::Resolution) && self.tells_fix) {
            Some(Content::Explanation)
        } else if free.has(Topic::Cause) && around.is_between() && self.timed == 0 {
            Some(Content::Between)
        } else {
            None
        }
    }
}

/// Whether a heading ends what stands below another.
fn ends(own: &Heading, next: &Heading) -> bool {
    match (own.form, next.form) {
        (Form::Real(own), Form::Real(next)) => next <= own,
        (_, Form::Real(_)) => true,
        (Form::Real(_), _) => is_section(next.topic),
        _ => true,
    }
}

/// Whether a write-up names its timeline or cause, or its words tell of something that failed.
fn tells_incident(pieces: &[Piece], title: Option<&str>) -> bool {
    const ENOUGH: usize = 3;
    let named = pieces.iter().any(|piece| {
        matches!(piece, Piece::Heading(heading) if heading.fit == Fit::Whole
            && matches!(heading.topic, Topic::Timeline | Topic::CauseAndResolution | Topic::Cause))
    });
    if named {
        return true;
    }
    let mut signs = Signs::default();
    signs.read(title.unwrap_or_default());
    pieces.iter().any(|piece| {
        match piece {
            Piece::Heading(heading) => signs.read(&text_of(&heading.text)),
            Piece::Block(block) => {
                let _ = walk::texts(std::slice::from_ref(block), &mut |text| {
                    signs.read(text);
                    ControlFlow::Continue(())
                });
            }
        }
        signs.count() >= ENOUGH
    })
}
