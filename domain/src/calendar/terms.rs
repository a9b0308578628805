//! Terms, half-years and months of an academic year.

use chrono::{Datelike, Months, NaiveDate};

use super::AcademicYear;

impl AcademicYear {
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
}
