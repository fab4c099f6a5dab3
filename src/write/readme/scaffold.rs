//! Lines to fill in, one for each requirement that the write-up does not meet at all.

use crate::check::{Group, Need, RULES, Rule};
use crate::document::Inline;
use crate::made::{SECTION, todo};
use crate::postmortem::{Headings, Postmortem, Role, Status, Submission};
use crate::write::layout::{Arranged, Shows};
use crate::write::markdown::{Insert, write_inlines};

/// The canonical sections, in order.
const ROLES: [Role; 4] = [Role::Summary, Role::Timeline, Role::CauseAndResolution, Role::Measures];

/// The lines of all write-ups, each behind what its section holds; a section that is missing gets its heading.
pub(super) fn inserts(submission: &Submission, arranged: &Arranged<'_>, headings: &Headings) -> Vec<Insert> {
    let mut out = Vec::new();
    for (index, postmortem) in submission.postmortems.iter().enumerate() {
        for (role, heading) in headings.written() {
            let lines: Vec<String> = missing(postmortem, role).map(line).collect();
            let ends = end(arranged, index, |own| own == role);
            let text = if ends.is_some() {
                lines.join("\n\n")
            } else {
                let heading = write_inlines(&[Inline::text(heading)]);
                format!("{SECTION}\n\n## {heading}\n\n{}", lines.join("\n\n"))
            };
            if lines.is_empty() {
                continue;
            }
            // A missing section stands behind those that come before it.
            let earlier = ROLES.iter().rev().skip_while(|other| **other != role).skip(1);
            let place = ends.or_else(|| {
                let mut earlier = earlier;
                earlier.find_map(|role| end_with_others(arranged, index, *role))
            });
            out.push(Insert { before: place.unwrap_or_else(|| top(arranged, index)), text });
        }
    }
    out
}

fn missing(postmortem: &Postmortem, role: Role) -> impl Iterator<Item = &'static Rule> {
    let lacks = |rule: &&Rule| {
        let found = postmortem.requirements.iter().find(|found| found.id == rule.id);
        found.is_some_and(|found| found.status == Status::Missing && found.need == Need::Required)
    };
    RULES.iter().filter(move |rule| role_of(rule.group) == Some(role)).filter(lacks)
}

fn role_of(group: Group) -> Option<Role> {
    match group {
        Group::Summary => Some(Role::Summary),
        Group::Timeline => Some(Role::Timeline),
        Group::CauseAndResolution => Some(Role::CauseAndResolution),
        Group::Measures => Some(Role::Measures),
        Group::Document => None,
    }
}

fn line(rule: &Rule) -> String {
    todo(&format!("**TODO:** {}", advice(rule.advice)))
}

/// Advice in Markdown: what stands in backticks is code already.
fn advice(advice: &str) -> String {
    let pieces = advice.split('`').enumerate();
    let text: Vec<Inline> = pieces
        .map(|(index, piece)| if index % 2 == 1 { Inline::Code(piece.to_owned()) } else { Inline::text(piece) })
        .collect();
    write_inlines(&text)
}

/// The end of the last section of a write-up that fits.
fn end(arranged: &Arranged<'_>, postmortem: usize, fits: impl Fn(Role) -> bool) -> Option<usize> {
    let parts = arranged.parts.iter().filter(|part| part.postmortem == postmortem);
    parts
        .filter(|part| matches!(part.shows, Shows::Section(role) if fits(role)))
        .map(|part| part.blocks.end)
        .next_back()
}

/// The end of a section and of those that follow it without a role of their own.
fn end_with_others(arranged: &Arranged<'_>, postmortem: usize, role: Role) -> Option<usize> {
    let mut parts = arranged.parts.iter().filter(|part| part.postmortem == postmortem);
    let mut found = None;
    for part in &mut parts {
        match part.shows {
            Shows::Section(own) if own == role => found = Some(part.blocks.end),
            Shows::Section(Role::Other) if found.is_some() => found = Some(part.blocks.end),
            _ if found.is_some() => break,
            _ => {}
        }
    }
    found
}

/// Behind the title and what introduces the write-up.
fn top(arranged: &Arranged<'_>, postmortem: usize) -> usize {
    let parts = arranged.parts.iter().filter(|part| part.postmortem == postmortem);
    let parts = parts.take_while(|part| matches!(part.shows, Shows::Title | Shows::Section(Role::Other)));
    parts.last().or_else(|| arranged.parts.first()).map_or(0, |part| part.blocks.end)
}
