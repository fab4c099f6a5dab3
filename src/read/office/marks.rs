//! Marks on characters, as a set.

/// A set of marks on characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::read) struct Marks(u8);

impl Marks {
    pub(in crate::read) const STRONG: Self = Self(1);
    pub(in crate::read) const EMPHASIS: Self = Self(2);
    pub(in crate::read) const UNDERLINE: Self = Self(4);
    pub(in crate::read) const STRIKE: Self = Self(8);
    pub(in crate::read) const SUPERSCRIPT: Self = Self(16);
    pub(in crate::read) const SUBSCRIPT: Self = Self(32);
    pub(in crate::read) const CODE: Self = Self(64);
    /// The marks that wrap other text, outermost first where ranges are equal.
    pub(in crate::read) const WRAPPING: [Self; 6] =
        [Self::STRONG, Self::EMPHASIS, Self::UNDERLINE, Self::STRIKE, Self::SUPERSCRIPT, Self::SUBSCRIPT];

    /// No marks.
    pub(in crate::read) const fn none() -> Self {
        Self(0)
    }

    pub(in crate::read) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(in crate::read) const fn has(self, mark: Self) -> bool {
        self.0 & mark.0 != 0
    }

    pub(in crate::read) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(in crate::read) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    pub(in crate::read) const fn both(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}
