//! What is different is found by field and by row.
#![cfg(feature = "template")]

use super::*;
use crate::{
    answer::RowId,
    template::{self, Edition},
};

const TEMPLATE: &str = include_str!("../../../../templates/profile-10-11.toml");

fn edition() -> Edition {
    template::parse(TEMPLATE).expect("a template")
}

fn text(text: &str) -> Answer {
    Answer::Text(text.to_owned())
}

fn row(id: usize, what: &str, hours: &str) -> Row {
    let cells = [("what", what), ("hours", hours)];
    Row {
        id: RowId::at(id),
        cells: cells
            .map(|(key, cell)| (key.to_owned(), cell.to_owned()))
            .into(),
    }
}

fn answers<const N: usize>(answers: [(&str, Answer); N]) -> Answers {
    answers
        .map(|(key, answer)| (key.to_owned(), answer))
        .into_iter()
        .collect()
}

#[test]
fn rows_are_compared_by_their_ids() {
    let edition = edition();
    let (_, page) = edition.page("iep").expect("a page");
    let was = vec![
        row(0, "физика", "5"),
        row(1, "кружок", "3"),
        row(2, "бассейн", "2"),
    ];
    let now = vec![
        row(2, "бассейн", "2"),
        row(0, "физика", "7"),
        row(3, "курс", "2"),
    ];
    let (was, now) = (
        answers([("components", Answer::Rows(was.clone()))]),
        answers([("components", Answer::Rows(now.clone()))]),
    );
    let changes = Changes::between(page, &was, &now);
    let [
        Change {
            what: Difference::Rows(rows, same),
            ..
        },
    ] = changes.fields.as_slice()
    else {
        panic!("{changes:?}");
    };
    assert_eq!(*same, 1);
    fn hours(row: Option<&Row>) -> Option<&str> {
        row.and_then(|row| row.get("hours")).map(String::as_str)
    }
    let said: Vec<_> = rows
        .iter()
        .map(|row| (hours(row.was), hours(row.now)))
        .collect();
    assert_eq!(
        said,
        [(Some("5"), Some("7")), (None, Some("2")), (Some("3"), None)]
    );
}

#[test]
fn what_can_be_kept_for_oneself_and_is_not_shown_now_is_not_said() {
    let edition = edition();
    let (_, page) = edition.page("iep").expect("a page");
    for field in &page.fields {
        let was = answers([(field.key.as_str(), text("было"))]);
        let none = Answers::new();
        let said = Changes::between(page, &was, &none);
        assert_eq!(
            said.fields.len(),
            usize::from(field.locked),
            "{}",
            field.key
        );
    }
}

#[test]
fn what_is_said_as_before_is_named_and_what_is_new_is_a_change() {
    let edition = edition();
    let (_, page) = edition.page("iep").expect("a page");
    let was = answers([("goal_year", text("Олимпиада"))]);
    let now = answers([
        ("goal_year", text("Олимпиада")),
        ("profile", text("technological")),
    ]);
    let changes = Changes::between(page, &was, &now);
    assert_eq!(changes.same.len(), 1);
    let [change] = changes.fields.as_slice() else {
        panic!("{changes:?}");
    };
    assert_eq!(change.field.key, "profile");
    assert_eq!(change.what, Difference::Answer(None, now.get("profile")));
}
