//! Study weeks of an academic year.

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::AcademicYear;

/// A study week of an academic year: `number` counts from 1.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
pub struct StudyWeek {
    /// The calendar year in which the academic year began.
    pub year: i32,
    pub number: u32,
    /// Its Monday.
    pub monday: NaiveDate,
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

    pub(super) fn has_lessons(&self, day: NaiveDate) -> bool {
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
