//! A letter that is written and can be sealed.

use chrono::NaiveDate;

use super::sealed::Sealed;
use crate::{calendar::AcademicYear, date, field::LetterDate};

/// Still being written.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Written {
    pub text: String,
    /// The key of a [`LetterDate`].
    pub until: String,
    /// Another day, as typed; it goes before `until`.
    pub on: String,
}

/// Why a letter is not sealed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Unfit {
    Empty,
    TooLong {
        max: usize,
    },
    /// No day is chosen, or what is typed is no date.
    NoDay,
    /// The day is not after today.
    Past,
}

impl Written {
    /// # Errors
    /// Why it cannot be sealed, with the letter as it was.
    pub fn seal(
        self,
        today: NaiveDate,
        opens_on: Option<NaiveDate>,
        max: usize,
    ) -> Result<Sealed, (Self, Unfit)> {
        let unfit = if self.text.trim().is_empty() {
            Unfit::Empty
        } else if self.text.chars().count() > max {
            Unfit::TooLong { max }
        } else {
            match opens_on {
                None => Unfit::NoDay,
                Some(day) if day <= today => Unfit::Past,
                Some(opens_on) => {
                    return Ok(Sealed {
                        text: self.text,
                        sealed_on: today,
                        opens_on,
                    });
                }
            }
        };
        Err((self, unfit))
    }

    /// The day on which it is to be opened: what was typed, else the chosen one of `dates`.
    /// `grade` is the student's grade in `year`.
    #[must_use]
    pub fn opens_on(
        &self,
        dates: &[LetterDate],
        year: &AcademicYear,
        grade: u8,
    ) -> Option<NaiveDate> {
        if !self.on.trim().is_empty() {
            return date::parse(&self.on);
        }
        let chosen = dates.iter().find(|found| found.key == self.until)?;
        let this_year = year.date_of(chosen.month, chosen.day)?;
        let years = i32::from(chosen.grade) - i32::from(grade);
        chrono::Datelike::with_year(&this_year, chrono::Datelike::year(&this_year) + years)
    }
}
