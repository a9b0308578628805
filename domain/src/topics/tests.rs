//! Readiness by month.

use super::*;
use crate::{field::Subject, language::OwnedText};

fn kind() -> Topics {
    let choice = |key: &str| ChoiceOption {
        key: key.to_owned(),
        text: OwnedText::default(),
    };
    let subject = |key: &str| Subject {
        key: key.to_owned(),
        title: OwnedText::default(),
        topics: vec![choice("motion"), choice("light")],
    };
    Topics {
        subject_by: "subject".to_owned(),
        subjects: vec![subject("physics"), subject("russian")],
        own: 2,
    }
}

fn state(cells: &[(&str, &str)]) -> BTreeMap<String, String> {
    cells
        .iter()
        .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
        .collect()
}

#[test]
fn a_month_is_its_last_state_and_counts_one_subject_only() {
    let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap();
    let early = state(&[("physics.motion", "1")]);
    let late = state(&[
        ("physics.motion", "3"),
        ("physics.light", "4"),
        ("own.physics.1", "оптика"),
        ("level.physics.1", "0"),
        ("russian.light", "2"),
    ]);
    let other = state(&[("russian.light", "2")]);
    let states = [
        (day(10, 30), &late),
        (day(10, 2), &early),
        (day(11, 3), &other),
        (day(9, 30), &early),
    ];
    let found = by_month(&kind(), "physics", &states);
    let month = |month, counts| Month {
        year: 2026,
        month,
        counts,
    };
    assert_eq!(
        found,
        [month(9, [0, 1, 0, 0, 0]), month(10, [1, 0, 0, 1, 1])]
    );
    assert_eq!((found[1].alone(), found[1].all()), (2, 3));
}
