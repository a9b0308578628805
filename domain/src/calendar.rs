//! The academic year as data: when it runs, when the breaks are, which study week a day is in.

mod dates;
mod terms;
mod weeks;

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use crate::language::OwnedText;

pub use self::weeks::{StudyWeek, monday_of};

/// Days without lessons, both ends included.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Break {
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
}

/// A term (четверть), both ends included.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Term {
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
}

/// A day that some grades should know of: an exam, a deadline.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct SchoolDate {
    pub on: NaiveDate,
    pub title: OwnedText,
    /// None named: all grades.
    #[serde(default)]
    pub grades: Vec<u8>,
}

/// One academic year of one school.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct AcademicYear {
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    pub breaks: Vec<Break>,
    /// In order; none: the school counts no terms.
    #[serde(default)]
    pub terms: Vec<Term>,
    /// In order.
    #[serde(default)]
    pub dates: Vec<SchoolDate>,
}

/// The academic year of a day: the last one that has begun, else the first to come. `years` stand in
/// their order.
#[must_use]
pub fn year_on(years: &[AcademicYear], day: NaiveDate) -> Option<&AcademicYear> {
    let begun = years.iter().rfind(|year| year.starts_on <= day);
    begun.or_else(|| years.first())
}

/// Whether lessons are held: no weekend, no break.
#[must_use]
pub fn is_school_day(day: NaiveDate, year: Option<&AcademicYear>) -> bool {
    let is_weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let is_break = year.is_some_and(|year| {
        let mut breaks = year.breaks.iter();
        breaks.any(|found| found.starts_on <= day && day <= found.ends_on)
    });
    !is_weekend && !is_break
}

impl AcademicYear {
    /// The calendar year in which it began: how occasions name it.
    #[must_use]
    pub fn number(&self) -> i32 {
        self.starts_on.year()
    }
}

#[cfg(test)]
mod tests;
