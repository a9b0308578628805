//! Days of an academic year that grades should know of.

use chrono::{Datelike, Days, NaiveDate};

use super::{AcademicYear, SchoolDate};

impl AcademicYear {
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
}
