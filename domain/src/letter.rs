//! A letter to oneself: written, sealed until a day, opened. Its author may open or delete it at
//! any time; nobody else ever reads it.
//!
//! A step that does not exist does not compile:
//!
//! ```compile_fail
//! # use domain::letter::Written;
//! let open = Written { text: "…".into(), until: String::new(), on: String::new() }
//!     .open("2027-05-25".parse().unwrap());
//! ```

use std::collections::BTreeMap;

use chrono::NaiveDate;

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

/// Closed until a day.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Sealed {
    pub text: String,
    pub sealed_on: NaiveDate,
    pub opens_on: NaiveDate,
}

/// Opened and read; its text no longer changes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Opened {
    pub text: String,
    pub sealed_on: NaiveDate,
    pub opens_on: NaiveDate,
    pub opened_on: NaiveDate,
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Letter {
    Written(Written),
    Sealed(Sealed),
    Opened(Opened),
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

impl Sealed {
    /// The author opens it, on its day or before.
    #[must_use]
    pub fn open(self, today: NaiveDate) -> Opened {
        Opened {
            text: self.text,
            sealed_on: self.sealed_on,
            opens_on: self.opens_on,
            opened_on: today,
        }
    }

    /// «Позже»: another month.
    #[must_use]
    pub fn later(self, today: NaiveDate) -> Self {
        let from = self.opens_on.max(today);
        Self {
            opens_on: from
                .checked_add_months(chrono::Months::new(1))
                .unwrap_or(from),
            ..self
        }
    }

    /// Whether its day has come.
    #[must_use]
    pub fn is_due(&self, today: NaiveDate) -> bool {
        self.opens_on <= today
    }
}

impl Letter {
    /// Reads a stored answer.
    #[must_use]
    pub fn read(map: &BTreeMap<String, String>) -> Self {
        let text = |key: &str| map.get(key).cloned().unwrap_or_default();
        let day = |key: &str| map.get(key).and_then(|day| day.parse::<NaiveDate>().ok());
        match (day("sealed_on"), day("opens_on"), day("opened_on")) {
            (Some(sealed_on), Some(opens_on), Some(opened_on)) => Self::Opened(Opened {
                text: text("text"),
                sealed_on,
                opens_on,
                opened_on,
            }),
            (Some(sealed_on), Some(opens_on), None) => Self::Sealed(Sealed {
                text: text("text"),
                sealed_on,
                opens_on,
            }),
            _ => Self::Written(Written {
                text: text("text"),
                until: text("until"),
                on: text("on"),
            }),
        }
    }

    /// As it is stored.
    #[must_use]
    pub fn to_map(&self) -> BTreeMap<String, String> {
        let pairs = match self {
            Self::Written(letter) => vec![
                ("text", letter.text.clone()),
                ("until", letter.until.clone()),
                ("on", letter.on.clone()),
            ],
            Self::Sealed(letter) => vec![
                ("text", letter.text.clone()),
                ("sealed_on", letter.sealed_on.to_string()),
                ("opens_on", letter.opens_on.to_string()),
            ],
            Self::Opened(letter) => vec![
                ("text", letter.text.clone()),
                ("sealed_on", letter.sealed_on.to_string()),
                ("opens_on", letter.opens_on.to_string()),
                ("opened_on", letter.opened_on.to_string()),
            ],
        };
        let filled = pairs.into_iter().filter(|(_, text)| !text.is_empty());
        filled.map(|(key, text)| (key.to_owned(), text)).collect()
    }
}

#[cfg(test)]
mod tests;
