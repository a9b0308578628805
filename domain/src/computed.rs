//! What a diary works out of its answers: sums, differences, how sure one was against how it went.
//! Nothing here is stored; nothing here is a verdict.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use crate::{
    answer::{Answer, Answers, Row},
    date,
    number::{self, Hundredths},
};

/// A checked fact older than this many days should be looked at again.
pub const STALE_DAYS: i64 = 180;
/// Percent points within which confidence and result are called close.
pub const CLOSE_PERCENT: i64 = 10;
/// Points within which a score is «около проходного».
pub const NEAR_POINTS: Hundredths = Hundredths::whole(10);
/// The same for the average of a certificate, which is at most [`BEST_MARK`].
pub const NEAR_MARK: Hundredths = Hundredths(30);
pub const BEST_MARK: Hundredths = Hundredths::whole(5);
/// So many short nights in a row are worth a gentle word.
pub const SHORT_NIGHTS: usize = 5;
/// A night under this is short, in half hours: 8 hours.
pub const SHORT_HALF_HOURS: u8 = 16;

/// Two numbers of one page, before and after.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Difference {
    pub before: Hundredths,
    pub after: Hundredths,
}

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

/// Points by day against a target.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Trend {
    /// Oldest first.
    pub points: Vec<(NaiveDate, Hundredths)>,
    pub target: Option<Hundredths>,
}

/// A score against a passing score. Never a probability.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Reserve {
    /// «с запасом»
    Above,
    /// «около проходного»
    Near,
    /// «ниже проходного»
    Below,
}

/// A number answered in a field: a scale or a number.
#[must_use]
pub fn number(answers: &Answers, key: &str) -> Option<Hundredths> {
    number::parse(answers.get(key)?.text()?)
}

fn rows<'a>(answers: &'a Answers, table: &str) -> &'a [Row] {
    match answers.get(table) {
        Some(Answer::Rows(rows)) => rows,
        _ => &[],
    }
}

fn cell(row: &Row, column: &str) -> Option<Hundredths> {
    number::parse(row.get(column)?)
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

/// Columns `taken_on` and `points`; rows without both are left out, and so is a check of one
/// `topic`, whose points are no exam's.
#[must_use]
pub fn trend(answers: &Answers, table: &str, target: &str) -> Option<Trend> {
    let mut points: Vec<(NaiveDate, Hundredths)> = rows(answers, table)
        .iter()
        .filter(|row| row.get("topic").is_none_or(|topic| topic.trim().is_empty()))
        .filter_map(|row| Some((date::parse(row.get("taken_on")?)?, cell(row, "points")?)))
        .collect();
    points.sort_by_key(|(day, _)| *day);
    (!points.is_empty()).then(|| Trend {
        points,
        target: number(answers, target),
    })
}

#[must_use]
pub fn reserve(answers: &Answers, mine: &str, passing: &str) -> Option<Reserve> {
    let (mine, passing) = (number(answers, mine)?, number(answers, passing)?);
    let lead = mine.0 - passing.0;
    // Colleges count by the certificate's average, universities by points.
    let near = if mine.max(passing) <= BEST_MARK {
        NEAR_MARK.0
    } else {
        NEAR_POINTS.0
    };
    Some(if lead >= near {
        Reserve::Above
    } else if lead > -near {
        Reserve::Near
    } else {
        Reserve::Below
    })
}

/// Days since a checked fact; `None` without a date, or with one to come.
#[must_use]
pub fn age_days(answers: &Answers, key: &str, today: NaiveDate) -> Option<i64> {
    let day = date::parse(answers.get(key)?.text()?)?;
    let days = (today - day).num_days();
    (days >= 0).then_some(days)
}

/// Whether the last [`SHORT_NIGHTS`] nights told of, within three weeks, were all short. A night
/// told of twice counts once, by its longer answer.
#[must_use]
pub fn slept_little(nights: &[(NaiveDate, u8)], today: NaiveDate) -> bool {
    let since = today - Days::new(21);
    let recent: BTreeSet<NaiveDate> = nights
        .iter()
        .map(|(day, _)| *day)
        .filter(|day| *day > since && *day <= today)
        .collect();
    let longest = |day: NaiveDate| {
        nights
            .iter()
            .filter(|(found, _)| *found == day)
            .map(|(_, hours)| *hours)
            .max()
            .unwrap_or(0)
    };
    let last: Vec<NaiveDate> = recent.into_iter().rev().take(SHORT_NIGHTS).collect();
    last.len() == SHORT_NIGHTS && last.into_iter().all(|day| longest(day) < SHORT_HALF_HOURS)
}

#[cfg(test)]
mod tests;
