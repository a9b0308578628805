//! What comes round in a year.

use chrono::{Days, Months, NaiveDate};
use domain::{occurrence::Occurrence, template::Repeat};

use super::{Calendar, date};

impl Calendar {
    /// The months, terms or half-years that have begun, each with the last of its days that has
    /// come.
    #[must_use]
    pub fn rounds(&self, repeat: Repeat) -> Vec<(Occurrence, NaiveDate)> {
        let year = self.year.number();
        let until = |day: NaiveDate| day.min(self.today);
        let terms = |count: usize| {
            self.year
                .terms
                .chunks(count)
                .zip(1..)
                .filter_map(|(terms, number)| {
                    Some((number, terms.first()?.starts_on, terms.last()?.ends_on))
                })
                .filter(|(_, starts_on, _)| *starts_on < self.today)
        };
        match repeat {
            Repeat::Month => self
                .year
                .months_begun(self.yesterday())
                .into_iter()
                .filter_map(|(year, month)| {
                    let last =
                        date((year, month, 1)).checked_add_months(Months::new(1))? - Days::new(1);
                    Some((Occurrence::Month { year, month }, until(last)))
                })
                .collect(),
            Repeat::Term => terms(1)
                .map(|(number, _, ends_on)| (Occurrence::Term { year, number }, until(ends_on)))
                .collect(),
            Repeat::HalfYear => terms(2)
                .map(|(number, _, ends_on)| (Occurrence::HalfYear { year, number }, until(ends_on)))
                .collect(),
            _ => Vec::new(),
        }
    }
}
