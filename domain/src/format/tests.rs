//! Plurals, moments and numbers in both languages.

use chrono::NaiveDate;

use super::*;
use crate::language::Language;

const PAGES: [&str; 3] = ["страница", "страницы", "страниц"];

#[test]
fn russian_plurals_follow_the_last_two_digits() {
    for (number, form) in [
        (0, 2),
        (1, 0),
        (2, 1),
        (5, 2),
        (11, 2),
        (12, 2),
        (21, 0),
        (24, 1),
        (111, 2),
        (122, 1),
    ] {
        assert_eq!(plural_ru(number, PAGES), PAGES[form], "{number}");
    }
}

#[test]
fn a_moment_is_told_from_today() {
    let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
    let at = |days: i64| {
        (today - chrono::Days::new(days.unsigned_abs()))
            .and_hms_opt(8, 5, 0)
            .unwrap()
    };
    assert_eq!(moment(at(0), today, Language::Ru), "сегодня в 8:05");
    assert_eq!(moment(at(1), today, Language::En), "yesterday at 8:05");
    assert_eq!(moment(at(4), today, Language::Ru), "20\u{a0}ноября в 8:05");
    assert_eq!(
        moment(at(400), today, Language::Ru),
        "20\u{a0}октября 2025 в 8:05"
    );
}

#[test]
fn numbers_are_grouped_and_decimal_marks_follow_the_language() {
    assert_eq!(thousands(20_000), "20\u{a0}000");
    assert_eq!(thousands(999), "999");
    assert_eq!(decimal(7.5, Language::Ru), "7,5");
    assert_eq!(decimal(7.0, Language::En), "7");
}
