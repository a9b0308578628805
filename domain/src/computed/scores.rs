//! Points by day against a target, and a score against a passing score.

use chrono::NaiveDate;

use super::read::{cell, number, rows};
use crate::{answer::Answers, date, number::Hundredths};

/// Points within which a score is «около проходного».
pub const NEAR_POINTS: Hundredths = Hundredths::whole(10);

/// The same for the average of a certificate, which is at most [`BEST_MARK`].
pub const NEAR_MARK: Hundredths = Hundredths(30);

pub const BEST_MARK: Hundredths = Hundredths::whole(5);

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
