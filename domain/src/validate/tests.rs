//! What is told of answers of each type.

use super::*;
use crate::{
    answer::{Answer, Cells},
    field::{self, ChoiceOption, Code, Column, ColumnKind, Date, FieldKind, Scale},
};
use crate::{audience::Audience, language::OwnedText};

fn options(keys: &[&str]) -> Vec<ChoiceOption> {
    keys.iter()
        .map(|key| ChoiceOption {
            key: (*key).to_owned(),
            text: OwnedText::default(),
        })
        .collect()
}

fn with(kind: FieldKind, answer: Answer) -> Vec<Code> {
    let found = Field {
        key: "f".into(),
        kind,
        purpose: None,
        label: OwnedText::default(),
        hint: OwnedText::default(),
        audience: Audience::only_owner(),
        may_be: Audience::only_owner(),
        locked: false,
        core: true,
        stances: false,
        counter: false,
        when: None,
    };
    let answers = Answers::from([
        ("f".to_owned(), answer),
        (
            "chosen".to_owned(),
            Answer::Set(vec!["a".into(), "b".into()]),
        ),
    ]);
    field(&found, &answers)
        .into_iter()
        .map(|problem| problem.code)
        .collect()
}

fn text(text: &str) -> Answer {
    Answer::Text(text.to_owned())
}

#[test]
fn lengths_are_counted_in_characters_not_bytes() {
    assert_eq!(
        with(
            FieldKind::ShortText(field::ShortText { max: 3 }),
            text("ёжи")
        ),
        []
    );
    assert_eq!(
        with(
            FieldKind::ShortText(field::ShortText { max: 3 }),
            text("ёжик")
        ),
        [Code::TooLong { max: 3, length: 4 }]
    );
}

#[test]
fn a_date_that_does_not_exist_is_told() {
    assert_eq!(
        with(FieldKind::Date(Date), text("31.02.2026")),
        [Code::NotADate]
    );
    assert_eq!(with(FieldKind::Date(Date), text("28.02.2026")), []);
}

#[test]
fn a_value_outside_the_scale_is_told() {
    let scale = || {
        FieldKind::Scale(Scale {
            from: 0,
            to: 10,
            anchors: Vec::new(),
        })
    };
    for value in ["11", "-1", "пять", "5.5"] {
        assert_eq!(
            with(scale(), text(value)),
            [Code::OffScale { from: 0, to: 10 }],
            "{value}"
        );
    }
    assert_eq!(with(scale(), text("10")), []);
}

#[test]
fn exactly_two_means_two_or_none() {
    let two = || {
        FieldKind::Choices(field::Choices {
            options: options(&["a", "b", "c"]),
            min: 2,
            max: 2,
        })
    };
    assert_eq!(
        with(two(), Answer::Set(vec!["a".into()])),
        [Code::Exactly { count: 2 }]
    );
    assert_eq!(with(two(), Answer::Set(vec!["a".into(), "c".into()])), []);
}

#[test]
fn only_what_was_chosen_can_be_ranked_and_only_once() {
    let kind = || {
        FieldKind::Ranking(field::Ranking {
            from: "chosen".into(),
            options: options(&["a", "b", "c"]),
            top: 3,
        })
    };
    let places = |keys: &[&str]| {
        Answer::Map(
            keys.iter()
                .enumerate()
                .map(|(index, key)| ((index + 1).to_string(), (*key).to_owned()))
                .collect(),
        )
    };
    assert_eq!(with(kind(), places(&["b", "a"])), []);
    assert_eq!(with(kind(), places(&["a", "c"])), [Code::NotChosen]);
    assert_eq!(with(kind(), places(&["a", "a"])), [Code::RankedTwice]);
    assert_eq!(with(kind(), places(&["z"])), [Code::NoSuchOption]);
}

#[test]
fn too_many_rows_are_told_and_kept() {
    let row = |name: &str| Cells::from([("name".to_owned(), name.to_owned())]);
    let column = Column {
        key: "name".into(),
        kind: ColumnKind::ShortText { max: 2 },
        label: OwnedText::default(),
        hint: OwnedText::default(),
        suggest: None,
    };
    let kind = FieldKind::Table(field::Table {
        columns: vec![column],
        rows_min: 0,
        rows_max: 1,
        prefill: None,
    });
    assert_eq!(
        with(kind, Answer::table([row("a"), row("bcd")])),
        [
            Code::TooManyRows { max: 1 },
            Code::TooLong { max: 2, length: 3 }
        ]
    );
}
