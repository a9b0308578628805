//! By when an answer is promised.

use chrono::{Days, NaiveDate, NaiveDateTime, Timelike};

use super::Urgency;
use crate::calendar::{AcademicYear, is_school_day};

/// From this hour on nobody promises the same day.
const LATE: u32 = 15;

/// The last day on which a request is answered in time: the day itself where it is asked for, before
/// three in the afternoon, and a school day, else the next school day. Without a calendar only weekends are left out; over a long
/// break nobody promises more than two weeks ahead.
#[must_use]
pub fn promised(urgency: Urgency, sent: NaiveDateTime, year: Option<&AcademicYear>) -> NaiveDate {
    let sent_on = sent.date();
    let first = u64::from(urgency == Urgency::Week || sent.hour() >= LATE);
    let days = (first..=14).map(|days| sent_on + Days::new(days));
    let mut school_days = days.filter(|day| is_school_day(*day, year));
    school_days.next().unwrap_or(sent_on + Days::new(14))
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
            let sent = day(sent).and_hms_opt(14, 59, 0).expect("a time");
            let found = promised(urgency, sent, Some(&year));
            assert_eq!(found, day(expected), "{urgency:?} {sent}");
        }
        let late = day("2026-11-24").and_hms_opt(15, 0, 0).expect("a time");
        assert_eq!(promised(Urgency::Now, late, Some(&year)), day("2026-11-25"));
        let saturday = day("2026-11-28").and_hms_opt(9, 0, 0).expect("a time");
        assert_eq!(promised(Urgency::Today, saturday, None), day("2026-11-30"));
    }
}
