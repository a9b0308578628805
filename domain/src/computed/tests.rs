//! Sums, calibration, trends, reserves and short nights.

use chrono::NaiveDate;

use super::*;
use crate::{
    answer::{Answer, Answers, Cells},
    number::Hundredths,
};

fn table(rows: &[&[(&str, &str)]]) -> Answers {
    let rows = rows.iter().map(|row| {
        row.iter()
            .map(|(key, text)| ((*key).to_owned(), (*text).to_owned()))
            .collect()
    });
    [("t".to_owned(), Answer::table(rows))].into()
}

#[test]
fn a_sum_takes_halves_and_leaves_out_what_is_no_number() {
    let found = table(&[
        &[("hours", "2,5")],
        &[("hours", "три")],
        &[("hours", "4")],
        &[],
    ]);
    assert_eq!(sum(&found, "t", "hours"), Some(Hundredths(650)));
    assert_eq!(sum(&table(&[&[]]), "t", "hours"), None);
}

#[test]
fn confidence_is_held_against_the_result() {
    let found = table(&[
        &[("points", "12"), ("out_of", "32"), ("confidence", "70")],
        &[("points", "30"), ("out_of", "32"), ("confidence", "80")],
        &[("points", "40"), ("out_of", "32"), ("confidence", "80")],
    ]);
    let found = calibration(&found, "t").unwrap();
    assert_eq!(
        found.rows.iter().map(|row| row.result).collect::<Vec<_>>(),
        [38, 94]
    );
    assert_eq!(found.gap, 9);
}

#[test]
fn a_trend_goes_by_day() {
    let found = table(&[
        &[("taken_on", "10.3.27"), ("points", "61")],
        &[("taken_on", "10.11.26"), ("points", "48")],
        &[("taken_on", "скоро"), ("points", "99")],
        &[
            ("taken_on", "1.4.27"),
            ("points", "5"),
            ("topic", "Логарифмы"),
        ],
        &[("taken_on", "2.4.27"), ("points", "64"), ("topic", " ")],
    ]);
    let points = trend(&found, "t", "target").unwrap().points;
    assert_eq!(
        points
            .iter()
            .map(|(_, points)| points.0)
            .collect::<Vec<_>>(),
        [4800, 6100, 6400]
    );
}

#[test]
fn each_subject_and_topic_has_a_gap_of_its_own() {
    let row = |subject: &str, confidence: &str, points: &str| {
        Cells::from(
            [
                ("subject", subject),
                ("confidence", confidence),
                ("points", points),
                ("out_of", "10"),
            ]
            .map(|(key, text)| (key.to_owned(), text.to_owned())),
        )
    };
    let of = |rows: Vec<Cells>| {
        calibration_by(
            &Answers::from([("mocks".to_owned(), Answer::table(rows))]),
            "mocks",
            "subject",
        )
    };
    let found = of(vec![
        row("russian", "60", "7"),
        row("physics", "80", "5"),
        row("Physics ", "70", "6"),
        row("physics", "не знаю", "6"),
    ]);
    assert_eq!(
        found,
        [("physics".to_owned(), 20), ("russian".to_owned(), -10)]
    );
    assert_eq!(of(vec![row("", "80", "5")]), []);
}

#[test]
fn a_reserve_is_said_in_three_words() {
    let with = |mine: &str| {
        [("mine", mine), ("passing", "230")]
            .map(|(key, text)| (key.to_owned(), Answer::Text(text.to_owned())))
            .into()
    };
    assert_eq!(
        reserve(&with("240"), "mine", "passing"),
        Some(Reserve::Above)
    );
    assert_eq!(
        reserve(&with("221"), "mine", "passing"),
        Some(Reserve::Near)
    );
    assert_eq!(
        reserve(&with("220"), "mine", "passing"),
        Some(Reserve::Below)
    );
    assert_eq!(reserve(&with("много"), "mine", "passing"), None);
    let marks = |mine: &str| {
        Answers::from([
            ("mine".to_owned(), Answer::Text(mine.to_owned())),
            ("passing".to_owned(), Answer::Text("4,2".to_owned())),
        ])
    };
    for (mine, found) in [
        ("4,5", Reserve::Above),
        ("4,4", Reserve::Near),
        ("4", Reserve::Near),
        ("3,9", Reserve::Below),
    ] {
        assert_eq!(
            reserve(&marks(mine), "mine", "passing"),
            Some(found),
            "{mine}"
        );
    }
}

#[test]
fn five_short_nights_in_a_row_are_noticed_and_four_are_not() {
    let day = |number: u32| NaiveDate::from_ymd_opt(2026, 11, number).unwrap();
    let nights: Vec<(NaiveDate, u8)> = [6, 10, 13, 17, 20].map(|number| (day(number), 14)).into();
    assert!(slept_little(&nights, day(21)));
    assert!(!slept_little(&nights[1..], day(21)));
    let mut rested = nights.clone();
    rested.push((day(17), 16));
    assert!(
        !slept_little(&rested, day(21)),
        "told of twice, once rested"
    );
    assert!(!slept_little(&nights, day(28)), "too long ago");
}
