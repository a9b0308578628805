//! What a device sends of one field: whether it was changed there, and what it comes to.

use super::rows::{self, Began};
use crate::answer::{Answer, Row};

/// What a device sends of one field: its answer, and what it began with, as [`base`] said it. Of a
/// table it sends the rows that its form carries.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Change {
    pub base: String,
    pub answer: Option<Answer>,
}

/// What a form that draws an answer begins with: its fingerprint, and of a table one for each cell.
#[must_use]
pub fn base(answer: Option<&Answer>) -> String {
    match answer {
        Some(Answer::Rows(rows)) => rows::base(rows),
        answer => Answer::fingerprint(answer),
    }
}

impl Change {
    /// The rows that the form carries and what they began with; `None` for any other field, and for
    /// a table whose form knew no rows.
    pub(super) fn rows(&self) -> Option<(Began, &[Row])> {
        let began = Began::parse(&self.base)?;
        match &self.answer {
            Some(Answer::Rows(mine)) => Some((began, mine)),
            // It carries no row: it changes none.
            None if self.base != Answer::fingerprint(None) => Some((began, &[])),
            _ => None,
        }
    }

    /// The answer by itself.
    pub(super) fn whole(&self) -> Option<Answer> {
        match &self.answer {
            Some(Answer::Rows(rows)) => of_rows(rows.clone()),
            answer => answer.clone(),
        }
    }

    /// Whether nothing was changed on the device.
    #[must_use]
    pub fn is_untouched(&self) -> bool {
        match self.rows() {
            Some((began, mine)) => began.is_untouched(mine),
            None => Answer::fingerprint(self.whole().as_ref()) == self.base,
        }
    }

    /// Whether what is stored is not what the device began with.
    #[must_use]
    pub fn is_outdated(&self, stored: Option<&Answer>) -> bool {
        match self.rows() {
            Some((began, _)) => began.is_outdated(rows_of(stored)),
            None => Answer::fingerprint(stored) != self.base,
        }
    }

    /// Whether what is stored is neither what the device began with nor what it sends.
    #[must_use]
    pub fn is_behind(&self, stored: Option<&Answer>) -> bool {
        match self.rows() {
            Some((began, mine)) => began.is_behind(rows_of(stored), mine),
            None => stored != self.whole().as_ref() && Answer::fingerprint(stored) != self.base,
        }
    }

    /// What is stored with what was changed on the device in its place, whatever else is stored there.
    #[must_use]
    pub fn laid_over(&self, stored: Option<&Answer>) -> Option<Answer> {
        match self.rows() {
            Some((began, mine)) => of_rows(rows::lay_over(rows_of(stored), &began, mine)),
            None if self.is_untouched() => stored.cloned(),
            None => self.whole(),
        }
    }
}

pub(super) fn rows_of(answer: Option<&Answer>) -> &[Row] {
    match answer {
        Some(Answer::Rows(rows)) => rows,
        _ => &[],
    }
}

/// A table without a row that has a text is no answer.
pub(super) fn of_rows(mut rows: Vec<Row>) -> Option<Answer> {
    rows.retain(|row| !row.cells.is_empty());
    (!rows.is_empty()).then_some(Answer::Rows(rows))
}
