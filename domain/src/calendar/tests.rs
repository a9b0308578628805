//! Study weeks, terms, months and days ahead of a year with breaks.

use chrono::Days;

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
        terms: [
            (day(2026, 9, 1), day(2026, 10, 23)),
            (day(2026, 11, 2), day(2026, 12, 30)),
            (day(2027, 1, 11), day(2027, 3, 26)),
            (day(2027, 4, 5), day(2027, 5, 26)),
        ]
        .map(|(starts_on, ends_on)| Term { starts_on, ends_on })
        .into(),
        dates: Vec::new(),
    }
}

#[test]
fn terms_and_half_years_follow_the_schools_dates() {
    let on = |date: NaiveDate| (year().term_on(date), year().half_year_on(date));
    assert_eq!(on(day(2026, 8, 31)), (None, None));
    assert_eq!(
        on(day(2026, 10, 28)),
        (Some(1), Some(1)),
        "in a break the term that ended"
    );
    assert_eq!(on(day(2027, 1, 10)), (Some(2), Some(1)));
    assert_eq!(on(day(2027, 1, 11)), (Some(3), Some(2)));
    assert_eq!(on(day(2027, 7, 1)), (Some(4), Some(2)));
}

#[test]
fn months_begin_one_by_one() {
    assert_eq!(
        year().months_begun(day(2026, 11, 1)),
        [(2026, 11), (2026, 10), (2026, 9)]
    );
    assert_eq!(year().months_begun(day(2027, 8, 1)).len(), 9);
    assert_eq!(year().months_begun(day(2026, 8, 1)), []);
}

#[test]
fn a_grade_sees_its_own_days_ahead() {
    let date = |on: NaiveDate, grades: &[u8]| SchoolDate {
        on,
        title: OwnedText::default(),
        grades: grades.into(),
    };
    let year = AcademicYear {
        dates: vec![
            date(day(2027, 2, 10), &[9]),
            date(day(2027, 2, 1), &[]),
            date(day(2027, 2, 5), &[11]),
            date(day(2027, 4, 1), &[9]),
        ],
        ..year()
    };
    let ahead: Vec<NaiveDate> = year
        .dates_ahead(day(2027, 2, 1), 30, 9)
        .iter()
        .map(|date| date.on)
        .collect();
    assert_eq!(ahead, [day(2027, 2, 1), day(2027, 2, 10)]);
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

mod random {
    use chrono::{TimeZone, Utc};
    use proptest::prelude::*;

    use super::*;

    fn any_year() -> impl Strategy<Value = AcademicYear> {
        let pauses = prop::collection::vec((0..260_u64, 1..14_u64), 0..6);
        (2020..2040_i32, 0..6_u64, 230..300_u64, pauses).prop_map(
            |(first, late, length, pauses)| {
                let starts_on = day(first, 9, 1) + Days::new(late);
                AcademicYear {
                    starts_on,
                    ends_on: starts_on + Days::new(length),
                    breaks: pauses
                        .into_iter()
                        .map(|(from, length)| Break {
                            starts_on: starts_on + Days::new(from),
                            ends_on: starts_on + Days::new(from + length),
                        })
                        .collect(),
                    ..AcademicYear::default()
                }
            },
        )
    }

    proptest! {
        #[test]
        fn weeks_are_numbered_mondays_without_holes(year in any_year()) {
            let weeks = year.study_weeks();
            for (index, week) in weeks.iter().enumerate() {
                prop_assert_eq!(week.number as usize, index + 1);
                prop_assert_eq!(week.monday.weekday(), chrono::Weekday::Mon);
                prop_assert_eq!(week.year, year.starts_on.year());
                prop_assert_eq!(year.week(week.number), Some(*week));
            }
            prop_assert!(weeks.windows(2).all(|pair| pair[0].monday < pair[1].monday));
        }

        #[test]
        fn every_day_of_lessons_is_in_its_own_week(year in any_year(), after in 0..300_u64) {
            let date = year.starts_on + Days::new(after);
            let found = year.week_on(date);
            if year.has_lessons(date) && date.weekday() != chrono::Weekday::Sun {
                prop_assert_eq!(found.map(|week| week.monday), Some(monday_of(date)));
            }
            // In a break it is the last week that came before.
            prop_assert!(found.is_none_or(|week| week.monday <= date));
            let next = found.and_then(|week| year.week(week.number + 1));
            prop_assert!(next.is_none_or(|week| week.monday > monday_of(date)));
        }

        #[test]
        fn the_school_day_is_the_day_on_its_own_clock(
            zone in prop::sample::select(vec![
                chrono_tz::Europe::Kaliningrad, chrono_tz::Europe::Moscow, chrono_tz::Asia::Irkutsk,
                chrono_tz::Asia::Vladivostok, chrono_tz::Asia::Kamchatka,
            ]),
            seconds in 1_600_000_000..2_100_000_000_i64,
        ) {
            // Midnight at the school begins the day there, whatever Greenwich says.
            let at = Utc.timestamp_opt(seconds, 0).unwrap();
            let local = at.with_timezone(&zone).date_naive();
            let midnight = zone.from_local_datetime(&local.and_hms_opt(0, 0, 0).unwrap()).earliest().unwrap();
            prop_assert!(midnight <= at);
            prop_assert_eq!((midnight - chrono::Duration::seconds(1)).date_naive(), local - Days::new(1));
            prop_assert_eq!(monday_of(local).weekday(), chrono::Weekday::Mon);
        }
    }

    #[test]
    fn leap_days_and_new_year_have_their_weeks() {
        let year = AcademicYear {
            starts_on: day(2027, 9, 1),
            ends_on: day(2028, 5, 26),
            ..AcademicYear::default()
        };
        assert_eq!(
            year.week_on(day(2028, 2, 29)).unwrap().monday,
            day(2028, 2, 28)
        );
        assert_eq!(
            year.week_on(day(2028, 1, 1)),
            year.week_on(day(2027, 12, 31))
        );
        assert_eq!(year.date_of(2, 29), Some(day(2028, 2, 29)));
    }
}
