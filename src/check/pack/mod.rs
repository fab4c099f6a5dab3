//! Rule packs: which requirements count and for how many points, how long a write-up may be, and what its sections are called.
//!
//! A pack is a TOML file and a plain value. What it does not mention stays as the course has it; the course's own pack is
//! `course.toml`, printed by `pmconvert rules`. docs/rules.md tells how to write one.

mod error;
mod parse;

pub use error::{PackError, PackFault};

use std::sync::LazyLock;

use super::rule::{Need, Rule};
use super::rules::RULES;
use crate::postmortem::{Headings, RulesRecord, WordRange};

/// The course's pack as a file.
pub const COURSE: &str = include_str!("course.toml");

/// SHA-256 of [`COURSE`], written down since every conversion begins with the course's pack.
const COURSE_SHA256: &str = "99b5035e129f2c9d38a87229f052f209e5c361559093843e79ce0b7dc0ea6c90";

static COURSE_PACK: LazyLock<Pack> = LazyLock::new(|| Pack { sha256: COURSE_SHA256.to_owned(), ..Pack::new() });

/// By which rules write-ups are checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Pack {
    name: String,
    sha256: String,
    words: WordRange,
    /// The share of its points that a requirement met in part earns.
    partial: f64,
    asked: Vec<Asked>,
    headings: Headings,
}

/// A requirement as a pack asks for it.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// The requirement.
    pub rule: &'static Rule,
    /// Whether it counts.
    pub need: Need,
    /// What it is worth.
    pub points: f64,
}

impl PartialEq for Asked {
    fn eq(&self, other: &Self) -> bool {
        self.rule.id == other.rule.id && self.need == other.need && self.points.total_cmp(&other.points).is_eq()
    }
}

impl Pack {
    /// The course's pack.
    #[must_use]
    pub fn course() -> &'static Self {
        &COURSE_PACK
    }

    /// Reads a pack from the bytes of its file.
    ///
    /// # Errors
    ///
    /// Fails with the line and column of the first mistake.
    pub fn parse(bytes: &[u8]) -> Result<Self, PackError> {
        parse::pack(bytes)
    }

    /// The course's rules, before a file has a say.
    fn new() -> Self {
        let asked = RULES.iter().map(|rule| Asked { rule, need: rule.need, points: 1.0 }).collect();
        Self {
            name: "course".to_owned(),
            sha256: String::new(),
            words: WordRange { fewest: 400, most: 600 },
            partial: 0.5,
            asked,
            headings: Headings::default(),
        }
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// SHA-256 of its file, in hexadecimal digits.
    #[must_use]
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// How many words are asked for.
    #[must_use]
    pub fn words(&self) -> WordRange {
        self.words
    }

    /// The share of its points that a requirement met in part earns, from 0 to 1.
    #[must_use]
    pub fn partial(&self) -> f64 {
        self.partial
    }

    /// What sections are called.
    #[must_use]
    pub fn headings(&self) -> &Headings {
        &self.headings
    }

    /// The requirements that it asks for, required and optional, in the course's order.
    pub fn asked(&self) -> impl Iterator<Item = &Asked> {
        self.asked.iter().filter(|asked| asked.need != Need::Off)
    }

    /// What stands of it in each output.
    #[must_use]
    pub fn record(&self) -> RulesRecord {
        RulesRecord { name: self.name.clone(), sha256: self.sha256.clone(), words: self.words }
    }
}

#[cfg(test)]
mod tests;
