//! The academic year as data: when it runs, when the breaks are, which study week a day is in.

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::language::OwnedText;

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

/// A study week of an academic year: `number` counts from 1.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
pub struct StudyWeek {
    /// The calendar year in which the academic year began.
    pub year: i32,
    pub number: u32,
    /// Its Monday.
    pub monday: NaiveDate,
}

/// The academic year of a day: the last one that has begun, else the first to come. `years` stand in
/// their order.
#[must_use]
pub fn year_on(years: &[AcademicYear], day: NaiveDate) -> Option<&AcademicYear> {
    let begun = years.iter().rfind(|year| year.starts_on <= day);
    begun.or_else(|| years.first())
}

impl AcademicYear {
    /// All study weeks in order: the weeks, Monday to Sunday, in which at least one working day
    /// (Monday to Saturday) belongs to the year and to no break.
    #[must_use]
    pub fn study_weeks(&self) -> Vec<StudyWeek> {
        let mut monday = monday_of(self.starts_on);
        let mut weeks = Vec::new();
        while monday <= self.ends_on {
            let has_lessons = (0..6)
                .map(|day| monday + Days::new(day))
                .any(|day| self.has_lessons(day));
            if has_lessons {
                let number = u32::try_from(weeks.len())
                    .unwrap_or(u32::MAX)
                    .saturating_add(1);
                weeks.push(StudyWeek {
                    year: self.starts_on.year(),
                    number,
                    monday,
                });
            }
            monday = monday + Days::new(7);
        }
        weeks
    }

    /// The study week to write on: the one of that day, in a break the last one before it.
    /// `None` before the year's first week.
    #[must_use]
    pub fn week_on(&self, day: NaiveDate) -> Option<StudyWeek> {
        let monday = monday_of(day);
        self.study_weeks()
            .into_iter()
            .take_while(|week| week.monday <= monday)
            .last()
    }

    /// The study week with that number.
    #[must_use]
    pub fn week(&self, number: u32) -> Option<StudyWeek> {
        let index = usize::try_from(number.checked_sub(1)?).ok()?;
        self.study_weeks().into_iter().nth(index)
    }

    /// The calendar year in which it began: how occasions name it.
    #[must_use]
    pub fn number(&self) -> i32 {
        self.starts_on.year()
    }

    /// The term to write on, counted from 1: the one of that day, between two the one that ended.
    /// `None` before the first.
    #[must_use]
    pub fn term_on(&self, day: NaiveDate) -> Option<u32> {
        let begun = self
            .terms
            .iter()
            .take_while(|term| term.starts_on <= day)
            .count();
        u32::try_from(begun).ok().filter(|number| *number > 0)
    }

    /// The half-year of that day, 1 or 2: the second begins with the later half of the terms,
    /// without terms on 1 January.
    #[must_use]
    pub fn half_year_on(&self, day: NaiveDate) -> Option<u32> {
        if day < self.starts_on {
            return None;
        }
        let second = self
            .terms
            .get(self.terms.len() / 2)
            .map(|term| term.starts_on)
            .or_else(|| NaiveDate::from_ymd_opt(self.number() + 1, 1, 1));
        Some(if second.is_some_and(|second| day >= second) {
            2
        } else {
            1
        })
    }

    /// The months of the year that have begun by `day`, as calendar year and month, latest first.
    #[must_use]
    pub fn months_begun(&self, day: NaiveDate) -> Vec<(i32, u32)> {
        let last = day.min(self.ends_on);
        let mut months = Vec::new();
        let mut first = self.starts_on;
        while first <= last {
            months.push((first.year(), first.month()));
            let Some(next) = first
                .with_day(1)
                .and_then(|first| first.checked_add_months(Months::new(1)))
            else {
                break;
            };
            first = next;
        }
        months.reverse();
        months
    }

    /// The days to come within `days` from `today` that a grade should know of, soonest first.
    #[must_use]
    pub fn dates_ahead(&self, today: NaiveDate, days: u64, grade: u8) -> Vec<&SchoolDate> {
        let until = today + Days::new(days);
        let mut ahead: Vec<&SchoolDate> = self
            .dates
            .iter()
            .filter(|date| date.on >= today && date.on <= until)
            .filter(|date| date.grades.is_empty() || date.grades.contains(&grade))
            .collect();
        ahead.sort_by_key(|date| date.on);
        ahead
    }

    /// A month-day such as `09-30` as a date of this year: September to December belong to the
    /// year's first calendar year, the rest to its second.
    #[must_use]
    pub fn date_of(&self, month: u32, day: u32) -> Option<NaiveDate> {
        let first = self.starts_on.year();
        let year = if month >= self.starts_on.month() {
            first
        } else {
            first + 1
        };
        NaiveDate::from_ymd_opt(year, month, day)
    }

    fn has_lessons(&self, day: NaiveDate) -> bool {
        self.starts_on <= day
            && day <= self.ends_on
            && !self
                .breaks
                .iter()
                .any(|pause| pause.starts_on <= day && day <= pause.ends_on)
    }
}

/// The Monday of that day's week.
#[must_use]
pub fn monday_of(day: NaiveDate) -> NaiveDate {
    day - Days::new(u64::from(day.weekday().num_days_from_monday()))
}

#[cfg(test)]
mod tests;
