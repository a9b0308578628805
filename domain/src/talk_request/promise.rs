//! By when an answer is promised.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::Urgency;
use crate::calendar::AcademicYear;

/// The last day on which a request is answered in time: the day itself where it is asked for and is a
/// school day, else the next school day. Without a calendar only weekends are left out; over a long
/// break nobody promises more than two weeks ahead.
#[must_use]
pub fn promised(urgency: Urgency, sent_on: NaiveDate, year: Option<&AcademicYear>) -> NaiveDate {
    let first = u64::from(urgency == Urgency::Week);
    let days = (first..=14).map(|days| sent_on + Days::new(days));
    let mut school_days = days.filter(|day| is_school_day(*day, year));
    school_days.next().unwrap_or(sent_on + Days::new(14))
}

/// Whether lessons are held: no weekend, no break.
fn is_school_day(day: NaiveDate, year: Option<&AcademicYear>) -> bool {
    let is_weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let is_break = year.is_some_and(|year| {
        let mut breaks = year.breaks.iter();
        breaks.any(|found| found.starts_on <= day && day <= found.ends_on)
    });
    !is_weekend && !is_break
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Break;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn an_answer_is_promised_for_the_next_school_day() {
        let year = AcademicYear {
            starts_on: day("2026-09-01"),
            ends_on: day("2027-05-31"),
            breaks: vec![Break {
                starts_on: day("2026-12-28"),
                ends_on: day("2027-01-10"),
            }],
            ..AcademicYear::default()
        };
        for (urgency, sent, expected) in [
            (Urgency::Week, "2026-11-24", "2026-11-25"),
            (Urgency::Today, "2026-11-24", "2026-11-24"),
            (Urgency::Now, "2026-11-28", "2026-11-30"),
            (Urgency::Week, "2026-11-27", "2026-11-30"),
            (Urgency::Week, "2026-12-25", "2027-01-08"),
            (Urgency::Today, "2027-01-09", "2027-01-11"),
        ] {
            let found = promised(urgency, day(sent), Some(&year));
            assert_eq!(found, day(expected), "{urgency:?} {sent}");
        }
        assert_eq!(
            promised(Urgency::Today, day("2026-11-28"), None),
            day("2026-11-30")
        );
    }
}
