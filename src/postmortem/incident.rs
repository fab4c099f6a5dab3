//! Whether a text tells of something that failed: how many of the words that such texts share it holds.
//!
//! One word proves nothing, since minutes of a meeting name issues and guides name outages; several together do.

use super::phrases::Phrases;
use super::residue::folded;
use std::sync::LazyLock;

/// Beginnings of words, one group for each thing that is told.
const SIGNS: &[&[&str]] = &[
    &["outage", "downtime", "went down", "was down", "were down", "is down", "down for", "goes down", "down from"],
    &["incident"],
    &["postmortem", "post mortem"],
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
    &["error", "500", "502", "503", "404", "timeout", "timed out", "bug", "exception"],
    &["slow", "latency", "degrad", "delay", "late"],
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
    &["root cause", "caused by", "misconfig", "because of", "due to"],
    &["alert", "monitoring", "on call", "paged", "escalat"],
    &["affected", "disrupt", "impact", "interrupt"],
];

static PHRASES: LazyLock<Phrases<usize>> =
    LazyLock::new(|| Phrases::new(SIGNS.iter().enumerate().map(|(group, phrases)| (group, *phrases))));

/// How many groups of such words a text holds.
pub(super) fn signs(text: &str) -> usize {
    let mut found = [false; SIGNS.len()];
    PHRASES.each(&folded(text), |_, group| found[group] = true);
    found.iter().filter(|found| **found).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn incidents_hold_several_groups() {
        assert!(signs("At 10:00 the site was down with 502 errors; the disk was full. We restarted it.") >= 3);
        assert_eq!(signs("We met at 10:00 and talked about the roadmap and the budget."), 0);
    }
}
