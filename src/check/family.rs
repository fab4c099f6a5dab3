//! The families of words by name.

use super::families;

/// A family of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    /// Something was noticed.
    Noticing,
    /// By what or whom something can be noticed.
    Means,
    /// Noticing, beside a word for who or what did.
    Noticed,
    /// How people let others know.
    Calling,
    /// A machine that notices by itself.
    Machines,
    /// Someone or something that a matter is handed to.
    Teams,
    /// A matter is handed to someone.
    Handing,
    /// A matter goes to whoever is named behind it.
    GoesTo,
    /// Something turned out wrong or did not help.
    DeadEnds,
    /// Something was taken for the cause.
    Suspecting,
    /// What was suspected had nothing to do with it.
    Innocent,
    /// It came to an end.
    Ending,
    /// Somebody did something.
    Doing,
    /// What happened to the service or its users.
    Harm,
    /// Who or what was harmed.
    Harmed,
    /// How a cause works: one thing leads to another.
    Mechanism,
    /// What was done to mend it.
    Mending,
    /// What names a cause without saying so.
    Why,
    /// What is changed, and may break something.
    Changes,
    /// A guess at the cause.
    Guessing,
    /// What takes a guess back.
    But,
    /// The trouble stays.
    Stays,
    /// What follows is denied.
    Denying,
    /// Somebody is called in by name.
    Naming,
    /// What is so from now on.
    Now,
    /// A cause is named.
    Cause,
    /// A share in words.
    Percent,
    /// Users were affected, without a word on what they saw.
    Affected,
    /// A change broke something.
    Breaking,
    /// What the service does again when it is over.
    Ended,
    /// Something was suffered.
    Suffering,
    /// A share of a moment, of a part, or of what could have been.
    Qualified,
    /// Everybody.
    Everyone,
    /// The outage as a whole.
    Outage,
    /// How long it lasted.
    Lasting,
    /// A part of it, or another one.
    Partly,
}

impl Family {
    /// Every family, in the order of their bits.
    pub(super) const ALL: &[Self] = &[
        Self::Noticing,
        Self::Means,
        Self::Noticed,
        Self::Calling,
        Self::Machines,
        Self::Teams,
        Self::Handing,
        Self::GoesTo,
        Self::DeadEnds,
        Self::Suspecting,
        Self::Innocent,
        Self::Ending,
        Self::Doing,
        Self::Harm,
        Self::Harmed,
        Self::Mechanism,
        Self::Mending,
        Self::Why,
        Self::Changes,
        Self::Guessing,
        Self::But,
        Self::Stays,
        Self::Denying,
        Self::Naming,
        Self::Now,
        Self::Cause,
        Self::Percent,
        Self::Affected,
        Self::Breaking,
        Self::Ended,
        Self::Suffering,
        Self::Qualified,
        Self::Everyone,
        Self::Outage,
        Self::Lasting,
        Self::Partly,
    ];

    /// Its stems and phrases; a blank at the end of one asks for the whole word.
    pub(super) const fn stems(self) -> &'static [&'static str] {
        match self {
            Self::Noticing => families::NOTICING,
            Self::Means => families::MEANS,
            Self::Noticed => families::NOTICED,
            Self::Calling => families::CALLING,
            Self::Machines => families::MACHINES,
            Self::Teams => families::TEAMS,
            Self::Handing => families::HANDING,
            Self::GoesTo => families::GOES_TO,
            Self::DeadEnds => families::DEAD_ENDS,
            Self::Suspecting => families::SUSPECTING,
            Self::Innocent => families::INNOCENT,
            Self::Ending => families::ENDING,
            Self::Doing => families::DOING,
            Self::Harm => families::HARM,
            Self::Harmed => families::HARMED,
            Self::Mechanism => families::MECHANISM,
            Self::Mending => families::MENDING,
            Self::Why => families::WHY,
            Self::Changes => families::CHANGES,
            Self::Guessing => families::GUESSING,
            Self::But => families::BUT,
            Self::Stays => families::STAYS,
            Self::Denying => families::DENYING,
            Self::Naming => families::NAMING,
            Self::Now => families::NOW,
            Self::Cause => families::CAUSE,
            Self::Percent => families::PERCENT,
            Self::Affected => families::AFFECTED,
            Self::Breaking => families::BREAKING,
            Self::Ended => families::ENDED,
            Self::Suffering => families::SUFFERING,
            Self::Qualified => families::QUALIFIED,
            Self::Everyone => families::EVERYONE,
            Self::Outage => families::OUTAGE,
            Self::Lasting => families::LASTING,
            Self::Partly => families::PARTLY,
        }
    }

    /// Its bit in a set of families.
    pub(super) const fn bit(self) -> u64 {
        1 << self as u32
    }
}
