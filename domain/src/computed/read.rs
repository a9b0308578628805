//! Numbers of answers and of cells.

use crate::{
    answer::{Answer, Answers, Row},
    number::{self, Hundredths},
};

/// A number answered in a field: a scale or a number.
#[must_use]
pub fn number(answers: &Answers, key: &str) -> Option<Hundredths> {
    number::parse(answers.get(key)?.text()?)
}

pub(super) fn rows<'a>(answers: &'a Answers, table: &str) -> &'a [Row] {
    match answers.get(table) {
        Some(Answer::Rows(rows)) => rows,
        _ => &[],
    }
}

pub(super) fn cell(row: &Row, column: &str) -> Option<Hundredths> {
    number::parse(row.get(column)?)
}
