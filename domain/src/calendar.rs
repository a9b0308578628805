//! The academic year as data: when it runs, when the breaks are, which study week a day is in.

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// Days without lessons, both ends included.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Break {
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
}

/// One academic year of one school.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct AcademicYear {
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    pub breaks: Vec<Break>,
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
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn year() -> AcademicYear {
        let pause = |from, to| Break {
            starts_on: from,
            ends_on: to,
        };
        AcademicYear {
            starts_on: day(2026, 9, 1),
            ends_on: day(2027, 5, 26),
            breaks: vec![
                pause(day(2026, 10, 24), day(2026, 11, 1)),
                pause(day(2026, 12, 31), day(2027, 1, 10)),
                pause(day(2027, 3, 27), day(2027, 4, 4)),
            ],
        }
    }

    #[test]
    fn study_weeks_skip_the_breaks() {
        let weeks = year().study_weeks();
        assert_eq!(weeks.first().unwrap().monday, day(2026, 8, 31));
        assert_eq!(year().week_on(day(2026, 11, 24)).unwrap().number, 12);
        assert!(!weeks.iter().any(|week| week.monday == day(2026, 10, 26)));
        assert!((34..=37).contains(&weeks.len()), "{}", weeks.len());
    }

    #[test]
    fn in_a_break_one_writes_on_the_last_week_before_it() {
        assert_eq!(
            year().week_on(day(2026, 10, 28)),
            year().week_on(day(2026, 10, 23))
        );
    }

    #[test]
    fn before_the_year_there_is_no_week() {
        assert_eq!(year().week_on(day(2026, 8, 20)), None);
        assert!(year().week_on(day(2026, 9, 1)).is_some());
    }

    #[test]
    fn a_month_day_falls_into_the_right_calendar_year() {
        assert_eq!(year().date_of(9, 30), Some(day(2026, 9, 30)));
        assert_eq!(year().date_of(3, 1), Some(day(2027, 3, 1)));
        assert_eq!(year().date_of(2, 30), None);
    }
}
