//! A letter from writing to opening.

use chrono::NaiveDate;

use super::*;
use crate::{calendar::AcademicYear, field::LetterDate, language::OwnedText};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn written(text: &str) -> Written {
    Written {
        text: text.into(),
        until: "graduation".into(),
        on: String::new(),
    }
}

#[test]
fn a_letter_is_sealed_opened_and_reads_back_as_itself() {
    let today = day("2026-12-04");
    let sealed = written("Привет")
        .seal(today, Some(day("2027-05-25")), 100)
        .unwrap();
    assert!(!sealed.is_due(day("2027-05-24")) && sealed.is_due(day("2027-05-25")));
    let opened = sealed.clone().open(day("2027-01-01"));
    for letter in [
        Letter::Written(written("Привет")),
        Letter::Sealed(sealed),
        Letter::Opened(opened),
    ] {
        assert_eq!(Letter::read(&letter.to_map()), letter);
    }
}

#[test]
fn what_cannot_be_sealed_stays_as_it_was() {
    let today = day("2026-12-04");
    let tries = [
        (written(" "), Some(day("2027-01-01")), Unfit::Empty),
        (written("Привет"), None, Unfit::NoDay),
        (written("Привет"), Some(today), Unfit::Past),
        (
            written("Слишком"),
            Some(day("2027-01-01")),
            Unfit::TooLong { max: 6 },
        ),
    ];
    for (letter, opens_on, unfit) in tries {
        assert_eq!(
            letter.clone().seal(today, opens_on, 6),
            Err((letter, unfit))
        );
    }
}

#[test]
fn the_day_counts_the_grades_that_are_still_to_come() {
    let year = AcademicYear {
        starts_on: day("2026-09-01"),
        ends_on: day("2027-05-26"),
        ..AcademicYear::default()
    };
    let dates = [LetterDate {
        key: "graduation".into(),
        text: OwnedText::default(),
        month: 6,
        day: 25,
        grade: 11,
    }];
    assert_eq!(
        written("").opens_on(&dates, &year, 9),
        Some(day("2029-06-25"))
    );
    assert_eq!(
        written("").opens_on(&dates, &year, 11),
        Some(day("2027-06-25"))
    );
    let own = Written {
        on: "1.9.27".into(),
        ..written("")
    };
    assert_eq!(own.opens_on(&dates, &year, 9), Some(day("2027-09-01")));
}

#[test]
fn later_is_a_month_later() {
    let sealed = written("Привет")
        .seal(day("2026-12-04"), Some(day("2027-01-31")), 100)
        .unwrap();
    assert_eq!(
        sealed.clone().later(day("2027-01-31")).opens_on,
        day("2027-02-28")
    );
    assert_eq!(sealed.later(day("2027-03-15")).opens_on, day("2027-04-15"));
}
