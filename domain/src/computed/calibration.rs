//! How sure one was of an exam against how it went.

use std::collections::BTreeMap;

use super::read::{cell, rows};
use crate::answer::{Answers, Row};

/// Percent points within which confidence and result are called close.
pub const CLOSE_PERCENT: i64 = 10;

/// One mock exam: how sure one was and how it went, in percent.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Calibrated {
    /// The row's index in its table.
    pub row: usize,
    pub confidence: i64,
    pub result: i64,
}

/// All mock exams with both figures.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Calibration {
    pub rows: Vec<Calibrated>,
    /// Mean of confidence minus result, rounded; above 0: surer than it went.
    pub gap: i64,
}

/// Columns `points`, `out_of` and `confidence` (0 to 100).
#[must_use]
pub fn calibration(answers: &Answers, table: &str) -> Option<Calibration> {
    let rows = calibrated(rows(answers, table));
    Some(Calibration {
        gap: gap(&rows)?,
        rows,
    })
}

/// The gaps of the rows that say the same in a column (a subject, a topic), the largest first; of
/// equal ones in the order of the words. Spelling in small or capital letters makes no difference.
#[must_use]
pub fn calibration_by(answers: &Answers, table: &str, column: &str) -> Vec<(String, i64)> {
    let mut groups: BTreeMap<String, (&str, Vec<Calibrated>)> = BTreeMap::new();
    for row in calibrated(rows(answers, table)) {
        let word = rows(answers, table)
            .get(row.row)
            .and_then(|cells| cells.get(column))
            .map_or("", |word| word.trim());
        if !word.is_empty() {
            let group = groups
                .entry(word.to_lowercase())
                .or_insert((word, Vec::new()));
            group.1.push(row);
        }
    }
    let mut gaps: Vec<(String, i64)> = groups
        .into_values()
        .filter_map(|(word, rows)| Some((word.to_owned(), gap(&rows)?)))
        .collect();
    gaps.sort_by_key(|(_, gap)| std::cmp::Reverse(gap.abs()));
    gaps
}

fn calibrated(rows: &[Row]) -> Vec<Calibrated> {
    let of_row = |(index, row): (usize, &Row)| {
        let (points, out_of) = (cell(row, "points")?.0, cell(row, "out_of")?.0);
        let confidence = cell(row, "confidence")?.0 / 100;
        let fits = (0..=100).contains(&confidence) && out_of > 0 && (0..=out_of).contains(&points);
        fits.then(|| Calibrated {
            row: index,
            confidence,
            result: rounded(100 * points, out_of),
        })
    };
    rows.iter().enumerate().filter_map(of_row).collect()
}

/// The mean of confidence minus result.
fn gap(rows: &[Calibrated]) -> Option<i64> {
    let count = i64::try_from(rows.len()).ok().filter(|count| *count > 0)?;
    let all: i64 = rows.iter().map(|row| row.confidence - row.result).sum();
    Some(rounded(all, count))
}

/// Half away from zero.
fn rounded(number: i64, by: i64) -> i64 {
    (2 * number + number.signum() * by) / (2 * by)
}
