//! How often a page is written.

/// How often a page is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Repeat {
    Once,
    Week,
    Month,
    Term,
    HalfYear,
    /// Any number of named cards.
    Card,
    /// Any number of named cards in each half-year.
    HalfYearCard,
    /// Any number of free notes.
    Free,
}

impl Repeat {
    /// Whether entries are begun by hand, any number of them.
    #[must_use]
    pub const fn has_cards(self) -> bool {
        matches!(self, Self::Card | Self::HalfYearCard | Self::Free)
    }
}
