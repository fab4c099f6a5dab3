//! Whether a text tells of something that failed: how many of the words that such texts share it holds.
//!
//! One word proves nothing, since minutes of a meeting name issues and guides name outages; several together do.

use std::ops::ControlFlow;

use super::phrases::{Phrases, bytes, count};
use super::residue::push_folded;
use crate::document::{Block, walk};

/// Beginnings of words, one group for each thing that is told.
const SIGNS: &[(u8, &[&str])] = &[
    (0, &["outage", "downtime", "went down", "was down", "were down", "is down", "down for", "goes down", "down from"]),
    (1, &["incident"]),
    (2, &["postmortem", "post mortem"]),
    (
        3,
        &[
            "unavailab",
            "unreachable",
            "not reachable",
            "inaccessib",
            "not available",
            "unable",
            "could not",
            "couldn",
            "cannot",
            "not work",
        ],
    ),
    (
        4,
        &[
            "fail",
            "crash",
            "broke",
            "malfunction",
            "stopped",
            "expire",
            "offline",
            "exhaust",
            "overload",
            "full disk",
            "out of memory",
            "ran out",
        ],
    ),
    (5, &["error", "500", "502", "503", "404", "timeout", "timed out", "bug", "exception"]),
    (6, &["slow", "latency", "degrad", "delay", "late"]),
    (
        7,
        &[
            "restor",
            "resolv",
            "fixed",
            "rolled back",
            "rollback",
            "rebooted",
            "restarted",
            "recovered",
            "mitigat",
            "repaired",
        ],
    ),
    (8, &["root cause", "caused by", "misconfig", "because of", "due to"]),
    (9, &["alert", "monitoring", "on call", "paged", "escalat"]),
    (10, &["affected", "disrupt", "impact", "interrupt"]),
];
static PHRASES: Phrases<u8, { count(SIGNS) }, { bytes(SIGNS) }> = Phrases::new(SIGNS);
/// Bytes of the longest phrase.
const LONGEST: usize = 16;

/// The groups of such words that a text holds which comes piece by piece, so that reading ends where they are enough.
#[derive(Default)]
pub(super) struct Signs {
    /// A bit for each group.
    found: u16,
    /// The last piece, folded, behind the last words of the one before it.
    folded: String,
}

impl Signs {
    /// Reads the next piece, of which no word goes on from the one before.
    pub(super) fn read(&mut self, text: &str) {
        push_folded(&mut self.folded, text);
        PHRASES.each(&self.folded, |_, group| self.found |= 1 << group);
        // A phrase may begin in one piece and end in the next.
        let bytes = self.folded.as_bytes();
        let near = bytes.len().saturating_sub(LONGEST);
        let kept = if near == 0 {
            Some(0)
        } else {
            bytes[near..].iter().position(|byte| *byte == b' ').map(|blank| near + blank + 1)
        };
        self.folded.drain(..kept.unwrap_or(bytes.len()));
    }

    /// How many groups were found.
    pub(super) fn count(&self) -> usize {
        self.found.count_ones() as usize
    }
}

/// How many groups of such words a text holds.
pub(super) fn signs(text: &str) -> usize {
    let mut signs = Signs::default();
    signs.read(text);
    signs.count()
}

/// Whether blocks hold so many groups of such words.
pub(super) fn has_signs(blocks: &[Block], enough: usize) -> bool {
    let mut signs = Signs::default();
    walk::texts(blocks, &mut |text| {
        signs.read(text);
        if signs.count() >= enough { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })
    .is_break()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn incidents_hold_several_groups() {
        assert!(signs("At 10:00 the site was down with 502 errors; the disk was full. We restarted it.") >= 3);
        assert_eq!(signs("We met at 10:00 and talked about the roadmap and the budget."), 0);
    }

    #[test]
    fn a_phrase_may_stand_on_two_lines() {
        assert!(SIGNS.iter().flat_map(|(_, group)| *group).all(|phrase| phrase.len() < LONGEST));
        for (lines, groups) in [
            (&["The disk ran", "out. The root", "cause was a bug"][..], 3),
            (&["It was", "-", "down"], 1),
            (&["acharacterwithoutanyblankroot", "cause"], 0),
        ] {
            let mut signs = Signs::default();
            for line in lines {
                signs.read(line);
            }
            assert_eq!(signs.count(), groups, "{lines:?}");
            assert_eq!(super::signs(&lines.join("\n")), groups, "{lines:?}");
        }
    }
}
