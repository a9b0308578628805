//! A sum, and the difference of two numbers of one page.

use super::read::{cell, number, rows};
use crate::{answer::Answers, number::Hundredths};

/// Two numbers of one page, before and after.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Difference {
    pub before: Hundredths,
    pub after: Hundredths,
}

#[must_use]
pub fn difference(answers: &Answers, before: &str, after: &str) -> Option<Difference> {
    Some(Difference {
        before: number(answers, before)?,
        after: number(answers, after)?,
    })
}

/// The sum of a column; what is no number is left out. `None` while no number is there.
#[must_use]
pub fn sum(answers: &Answers, table: &str, column: &str) -> Option<Hundredths> {
    let numbers: Vec<Hundredths> = rows(answers, table)
        .iter()
        .filter_map(|row| cell(row, column))
        .collect();
    (!numbers.is_empty()).then(|| numbers.into_iter().sum())
}
