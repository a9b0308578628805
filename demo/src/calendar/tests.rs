//! The year of a moment, and the school's own hours.

use super::*;

fn calendar(now: &str) -> Calendar {
    Calendar::new(now.parse().unwrap(), chrono_tz::Asia::Irkutsk)
}

#[test]
fn the_year_is_the_one_of_now_and_in_summer_the_last_one() {
    assert_eq!(
        calendar("2026-11-24T08:12:00+08:00").year.starts_on,
        date((2026, 9, 1))
    );
    assert_eq!(
        calendar("2027-02-01T08:12:00+08:00").year.starts_on,
        date((2026, 9, 1))
    );
    assert_eq!(
        calendar("2027-07-15T08:12:00+08:00").year.starts_on,
        date((2026, 9, 1))
    );
}

#[test]
fn hours_are_the_schools_own() {
    let calendar = calendar("2026-11-24T08:12:00+08:00");
    assert_eq!(calendar.at(calendar.today, 8, 12), calendar.now);
    assert_eq!(
        calendar.day(calendar.at(calendar.yesterday(), 23, 59)),
        calendar.yesterday()
    );
}
