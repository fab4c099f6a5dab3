//! Two versions of one write-up against each other, requirement by requirement.

use serde::Serialize;

use crate::postmortem::{Finding, Postmortem, Status};

/// What became of a requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// It was not met and is now.
    Fixed,
    /// It was met and is not now.
    Broken,
    /// It is nearer than before, and not yet met.
    Better,
    /// It is as far from met as before, or farther.
    StillMissing,
    /// It was met and still is.
    StillMet,
}

impl Change {
    /// It in words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Fixed => "fixed",
            Self::Broken => "newly broken",
            Self::Better => "better",
            Self::StillMissing => "still missing",
            Self::StillMet => "still met",
        }
    }

    /// It as a heading.
    #[must_use]
    pub(super) fn heading(self) -> &'static str {
        match self {
            Self::Fixed => "Fixed",
            Self::Broken => "Newly broken",
            Self::Better => "Better, not yet met",
            Self::StillMissing => "Still missing",
            Self::StillMet => "Still met",
        }
    }
}

/// What became of each requirement, of the findings and of the length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Each requirement by its id, in the course's order.
    pub requirements: Vec<(&'static str, Change)>,
    /// Findings of the old version that the new one has not.
    pub gone: Vec<Finding>,
    /// Findings of the new version that the old one had not.
    pub new: Vec<Finding>,
    /// Words before.
    pub words_before: usize,
    /// Words now.
    pub words_after: usize,
}

/// Compares two versions of a write-up.
#[must_use]
pub fn difference(old: &Postmortem, new: &Postmortem) -> Difference {
    let before =
        |id: &str| old.requirements.iter().find(|found| found.id == id).map_or(Status::Missing, |found| found.status);
    let requirements = new.requirements.iter().map(|now| (now.id, change(before(now.id), now.status))).collect();
    Difference {
        requirements,
        gone: beyond(&old.findings, &new.findings),
        new: beyond(&new.findings, &old.findings),
        words_before: old.words,
        words_after: new.words,
    }
}

/// The findings that others have not. Lines move between versions, so a finding is known by what it says.
fn beyond(own: &[Finding], others: &[Finding]) -> Vec<Finding> {
    let mut others: Vec<(&str, &str)> = others.iter().map(|finding| (finding.id, finding.message.as_str())).collect();
    own.iter()
        .filter(|finding| {
            let same = others.iter().position(|other| *other == (finding.id, finding.message.as_str()));
            same.map(|index| others.swap_remove(index)).is_none()
        })
        .cloned()
        .collect()
}

fn change(before: Status, now: Status) -> Change {
    match (before, now) {
        (Status::Met, Status::Met) => Change::StillMet,
        (_, Status::Met) => Change::Fixed,
        (Status::Met, _) => Change::Broken,
        (Status::Missing, Status::Partial) => Change::Better,
        _ => Change::StillMissing,
    }
}

impl Difference {
    /// The requirements that changed so.
    pub fn of(&self, change: Change) -> impl Iterator<Item = &'static str> {
        self.requirements.iter().filter(move |(_, found)| *found == change).map(|(id, _)| *id)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use crate::check::tests::{CLEAN, submission};

    #[test]
    fn each_requirement_is_compared() {
        let worse = CLEAN.replace("45% of users could not upload.", "Many users could not upload.");
        let (old, new) = (submission("a.md", CLEAN), submission("b.md", &worse));
        let (old, new) = (old.postmortems.first().unwrap(), new.postmortems.first().unwrap());
        assert_eq!(difference(old, new).of(Change::Broken).collect::<Vec<_>>(), ["summary.percent"]);
        assert_eq!(difference(new, old).of(Change::Fixed).collect::<Vec<_>>(), ["summary.percent"]);
        assert_eq!(
            difference(old, old).of(Change::StillMissing).collect::<Vec<_>>(),
            ["document.words", "document.attraction"]
        );
        assert_eq!(difference(old, new).requirements.len(), 19);
    }

    #[test]
    fn findings_are_known_by_what_they_say_wherever_they_stand() {
        let moved = format!("\n\n{}", CLEAN.replace("(90 minutes)", "(3 hours)"));
        let old = submission("a.md", &CLEAN.replace("(90 minutes)", "(3 hours)").replace("May 3", "04/06/2024, May 3"));
        let (old, new) = (old, submission("b.md", &moved));
        let found = difference(old.postmortems.first().unwrap(), new.postmortems.first().unwrap());
        assert_eq!(found.gone.iter().map(|finding| finding.id).collect::<Vec<_>>(), ["time.date-ambiguous"]);
        assert_eq!(found.new, []);
    }

    #[test]
    fn every_pair_of_states_has_a_name() {
        use Status::{Met, Missing, Partial};
        for (before, now, want) in [
            (Missing, Met, Change::Fixed),
            (Partial, Met, Change::Fixed),
            (Met, Partial, Change::Broken),
            (Missing, Partial, Change::Better),
            (Partial, Missing, Change::StillMissing),
            (Partial, Partial, Change::StillMissing),
            (Met, Met, Change::StillMet),
        ] {
            assert_eq!(change(before, now), want);
        }
    }
}
