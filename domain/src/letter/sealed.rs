//! A letter that is sealed, and one that was opened.

use chrono::NaiveDate;

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
