//! What the form of a device goes on from after a save.

use super::change::{Change, base, rows_of};
use crate::answer::{Answer, Row};

impl Change {
    /// What the device's form goes on from, now that this is stored; `None`: from what it began with.
    #[must_use]
    pub fn next_base(&self, stored: Option<&Answer>) -> Option<String> {
        match self.rows() {
            Some((began, mine)) => Some(began.follow(rows_of(stored), mine)),
            None => (self.whole().as_ref() == stored).then(|| base(stored)),
        }
    }

    /// The change as if it had begun with what is stored, wherever nobody else put it there:
    /// `theirs` are the last states of other devices. For a device that did not hear of its own last
    /// save.
    #[must_use]
    pub fn rebased(&self, stored: Option<&Answer>, theirs: &[Option<&Answer>]) -> Self {
        let base = match self.rows() {
            Some((began, mine)) => {
                let theirs: Vec<&[Row]> = theirs.iter().map(|answer| rows_of(*answer)).collect();
                began.rebased(rows_of(stored), &theirs, mine)
            }
            None if theirs.contains(&stored) => self.base.clone(),
            None => Answer::fingerprint(stored),
        };
        Self {
            base,
            answer: self.answer.clone(),
        }
    }
}
