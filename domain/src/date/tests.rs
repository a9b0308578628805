//! Spellings of dates.

use super::*;

fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

#[test]
fn people_write_dates_in_several_ways() {
    assert_eq!(parse("24.11.2026"), day(2026, 11, 24));
    assert_eq!(parse(" 4.9.26 "), day(2026, 9, 4));
    assert_eq!(parse("24/11/2026"), day(2026, 11, 24));
    assert_eq!(parse("2026-11-24"), day(2026, 11, 24));
    assert_eq!(parse("29.02.2028"), day(2028, 2, 29));
    assert_eq!(parse("24,11,2026"), day(2026, 11, 24));
    assert_eq!(parse("24 11 26"), day(2026, 11, 24));
    assert_eq!(parse("24. 11. 2026"), day(2026, 11, 24));
    assert_eq!(parse("24112026"), day(2026, 11, 24));
}

#[test]
fn a_date_that_does_not_exist_is_none() {
    for text in [
        "31.02.2026",
        "29.02.2027",
        "0.1.2026",
        "1.13.2026",
        "завтра",
        "",
        "1.1",
        "1.1.1",
        "+1.1.2026",
    ] {
        assert_eq!(parse(text), None, "{text}");
    }
}
