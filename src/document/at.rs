//! Positions in the source.

use schemars::JsonSchema;
use serde::Serialize;

/// What a position counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Physical lines of a text format.
    Line,
    /// Paragraphs of docx, odt and html, in document order.
    Paragraph,
}

/// A range of lines or paragraphs of the source, both ends included, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct At {
    /// What is counted.
    pub unit: Unit,
    /// First line or paragraph.
    pub start: u32,
    /// Last line or paragraph.
    pub end: u32,
}

impl At {
    /// Lines `start` to `end`.
    #[must_use]
    pub fn lines(start: u32, end: u32) -> Self {
        Self { unit: Unit::Line, start, end: end.max(start) }
    }

    /// One paragraph.
    #[must_use]
    pub fn paragraph(number: u32) -> Self {
        Self { unit: Unit::Paragraph, start: number, end: number }
    }

    /// The smallest range that holds both.
    #[must_use]
    pub fn to(self, last: Self) -> Self {
        Self { unit: self.unit, start: self.start.min(last.start), end: self.end.max(last.end) }
    }

    /// One line of a text format; the whole range where paragraphs are counted.
    #[must_use]
    pub fn at_line(self, line: u32) -> Self {
        match self.unit {
            Unit::Line => Self::lines(line, line),
            Unit::Paragraph => self,
        }
    }
}
