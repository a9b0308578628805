use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{
    cells::{find, set},
    *,
};
use crate::{
    answer::{Answer, Answers, Cells, Row, RowId},
    merge::{self, Change},
};

fn row(id: &str, cells: &[(&str, &str)]) -> Row {
    let cells = cells
        .iter()
        .map(|(key, text)| ((*key).to_owned(), (*text).to_owned()));
    Row {
        id: RowId::parse(id).unwrap(),
        cells: cells.collect(),
    }
}

/// What became of one table, and the device's version if there is a conflict.
fn merged(stored: &[Row], base: &[Row], mine: &[Row]) -> (Vec<Row>, Option<Vec<Row>>) {
    let merged = super::merge(stored, &Began::of(base), mine);
    (merged.rows, merged.conflict)
}

#[test]
fn what_a_form_began_with_can_be_written_down() {
    let rows = [row("0", &[("a", "x"), ("b", "")]), row("1", &[])];
    for rows in [&rows[..], &rows[1..], &[]] {
        let text = base(rows);
        assert_eq!(Began::parse(&text).unwrap().to_text(), text);
    }
    assert!(Began::parse("").is_none() && Began::parse("r:Я").is_none());
}

#[test]
fn rows_that_a_form_does_not_carry_stay() {
    let stored = [row("0", &[("a", "x")]), row("1", &[("a", "y")])];
    let one = [row("1", &[("a", "z")])];
    let expected = vec![stored[0].clone(), one[0].clone()];
    assert_eq!(merged(&stored, &stored[1..], &one), (expected, None));
    assert_eq!(merged(&stored, &[], &[]), (stored.to_vec(), None));
}

#[test]
fn changes_to_different_cells_of_a_row_come_together() {
    let base = [row("0", &[("a", "x"), ("b", "y")])];
    let stored = [row("0", &[("a", "x1"), ("b", "y")])];
    let mine = [row("0", &[("a", "x"), ("b", "y1")])];
    let both = vec![row("0", &[("a", "x1"), ("b", "y1")])];
    assert_eq!(merged(&stored, &base, &mine), (both, None));
}

#[test]
fn a_cell_that_both_changed_is_a_conflict_and_all_else_comes_together() {
    let base = [row("0", &[("a", "x"), ("b", "y")]), row("1", &[("a", "z")])];
    let stored = [row("0", &[("a", "x1"), ("b", "y")]), base[1].clone()];
    let mine = [
        row("0", &[("a", "x2"), ("b", "y2")]),
        row("1", &[("a", "z2")]),
    ];
    let rows = vec![row("0", &[("a", "x1"), ("b", "y2")]), mine[1].clone()];
    assert_eq!(merged(&stored, &base, &mine), (rows, Some(mine.to_vec())));
}

#[test]
fn a_row_is_removed_by_being_named_without_a_cell() {
    let stored = [row("0", &[("a", "x")]), row("1", &[("a", "y")])];
    let removal = [row("0", &[])];
    assert_eq!(
        merged(&stored, &stored[..1], &removal),
        (stored[1..].to_vec(), None)
    );
}

#[test]
fn a_row_that_one_side_removed_and_the_other_changed_stays() {
    let base = [row("0", &[("a", "x"), ("b", "y")])];
    let changed = [row("0", &[("a", "x1"), ("b", "y")])];
    let removed_here = merged(&changed, &base, &[row("0", &[])]);
    assert_eq!(removed_here, (changed.to_vec(), Some(Vec::new())));
    let removed_there = merged(&[], &base, &changed);
    assert_eq!(removed_there, (changed.to_vec(), None));
    let untouched_here = merged(&[], &base, &base);
    assert_eq!(untouched_here, (Vec::new(), None));
}

#[test]
fn new_rows_of_two_devices_stand_in_the_order_of_their_ids() {
    let old = row("0", &[("a", "x")]);
    let [first, second] = ["19d3c8a5fb000001", "19d3c8a5fc000001"].map(|id| row(id, &[("a", id)]));
    let stored = [old.clone(), second.clone()];
    assert_eq!(
        merged(&stored, &[], std::slice::from_ref(&first)).0,
        [old, first, second]
    );
}

#[test]
fn a_form_goes_on_from_what_is_stored_where_it_shows_that() {
    let base = Began::of(&[row("0", &[("a", "x"), ("b", "y")])]);
    let stored = [row("0", &[("a", "x1"), ("b", "y1")])];
    let mine = [row("0", &[("a", "x2"), ("b", "y1"), ("c", "")])];
    let follows = base.follow(&stored, &mine);
    let expected = Began::of(&[row("0", &[("a", "x"), ("b", "y1")])]);
    assert_eq!(
        follows,
        expected.to_text(),
        "what is not stored as it is shown began as before"
    );
}

#[test]
fn a_form_that_missed_its_answer_begins_with_its_own_cells_and_with_no_others() {
    let old = [row("0", &[("a", "x"), ("b", "y")])];
    let stored = [row("0", &[("a", "x1"), ("b", "y1")])];
    let mine = [row("0", &[("a", "x2"), ("b", "y")])];
    let theirs = [row("0", &[("a", "x"), ("b", "y1")])];
    let own = Began::of(&[row("0", &[("a", "x1"), ("b", "y")])]).to_text();
    let rebased = |theirs: &[&[Row]]| Began::of(&old).rebased(&stored, theirs, &mine);
    assert_eq!(rebased(&[&theirs]), own);
    assert_eq!(rebased(&[&theirs, &old]), own, "one of them is enough");
    assert_eq!(rebased(&[]), Began::of(&stored).to_text());
}

#[test]
fn a_table_is_outdated_once_any_row_of_it_is_another() {
    let old = [row("0", &[("a", "x")])];
    let more = [old[0].clone(), row("1", &[("a", "y")])];
    assert!(!Began::of(&old).is_outdated(&old));
    assert!(Began::of(&old).is_outdated(&more));
    assert!(Began::of(&old).is_outdated(&[]));
}

#[test]
fn a_form_of_before_there_were_ids_sends_its_whole_table() {
    let stored = Answer::Rows(vec![row("0", &[("a", "x")]), row("1", &[("a", "y")])]);
    let change = Change {
        base: Answer::fingerprint(Some(&stored)),
        answer: Some(Answer::Rows(vec![
            row("0", &[("a", "x")]),
            row("10001", &[]),
        ])),
    };
    let found = merge::merge(
        &[("t".to_owned(), stored)].into(),
        &[("t".to_owned(), change)].into(),
    );
    assert_eq!(
        found.answers["t"],
        Answer::Rows(vec![row("0", &[("a", "x")])])
    );
}

#[test]
fn both_versions_keep_each_row_that_differs() {
    let one = [row("0", &[("a", "x")]), row("1", &[("a", "y")])];
    let two = [
        row("0", &[("a", "x")]),
        row("1", &[("a", "z")]),
        row("2", &[("a", "w")]),
    ];
    let texts: Vec<String> = both(&one, &two)
        .iter()
        .flat_map(|row| row.cells.values().cloned())
        .collect();
    assert_eq!(texts, ["x", "y", "w", "z"]);
}

/// A device: what it began with, as its form says it, and what stands on its form.
#[derive(Clone, Debug, Default)]
struct Device {
    base: String,
    form: Vec<Row>,
}

#[derive(Clone, Debug)]
enum Step {
    /// Takes some rows of what is stored on its form.
    Load(Vec<usize>),
    Type(usize, &'static str, String),
    Remove(usize),
    Save,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        1 => prop::collection::vec(0..4_usize, 0..4).prop_map(Step::Load),
        4 => (0..4_usize, prop_oneof![Just("a"), Just("b")], "[а-в]{0,2}")
            .prop_map(|(row, column, text)| Step::Type(row, column, text)),
        1 => (0..4_usize).prop_map(Step::Remove),
        2 => Just(Step::Save),
    ]
}

fn id(number: usize) -> RowId {
    RowId::parse(&number.to_string()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    /// Two devices carry any rows of one table, type, remove and save in any order. After a save each
    /// text that was typed is stored or in the version kept beside it; a cell that nobody changed
    /// since stays as it is; rows that the form does not carry are as they were.
    #[test]
    fn no_typed_text_is_lost_and_no_other_row_is_touched(
        steps in prop::collection::vec((0..2_usize, step()), 1..24)
    ) {
        let mut server = Answers::new();
        let mut devices = [Device::default(), Device::default()];
        for device in &mut devices {
            device.base = merge::base(None);
        }
        for (number, step) in steps {
            let device = &mut devices[number];
            match step {
                Step::Load(numbers) => {
                    let wanted: BTreeSet<usize> = numbers.into_iter().collect();
                    let stored = crate::merge::change::rows_of(server.get("t"));
                    device.form = wanted.iter().map(|number| {
                        find(stored, &id(*number)).cloned()
                            .unwrap_or_else(|| Row { id: id(*number), cells: Cells::new() })
                    }).collect();
                    device.base = base(&device.form);
                }
                Step::Type(number, column, text) => {
                    let text = (!text.is_empty()).then_some(text);
                    if let Some(row) = device.form.iter_mut().find(|row| row.id == id(number)) {
                        set(&mut row.cells, column, text.as_ref());
                    }
                }
                Step::Remove(number) => {
                    if let Some(row) = device.form.iter_mut().find(|row| row.id == id(number)) {
                        row.cells.clear();
                    }
                }
                Step::Save => {
                    let change = Change {
                        base: device.base.clone(),
                        answer: Some(Answer::Rows(device.form.clone())),
                    };
                    let changes = [("t".to_owned(), change.clone())].into();
                    let merged = merge::merge(&server, &changes);
                    let before = crate::merge::change::rows_of(server.get("t")).to_vec();
                    let after = crate::merge::change::rows_of(merged.answers.get("t")).to_vec();
                    let other = merged.conflicts.get("t");
                    let other = other.map(|answer| crate::merge::change::rows_of(answer.as_ref()).to_vec());
                    let began = Began::parse(&device.base).unwrap();
                    for row in &before {
                        if !device.form.iter().any(|mine| mine.id == row.id) {
                            prop_assert_eq!(find(&after, &row.id), Some(row));
                        }
                    }
                    for row in &device.form {
                        let here = find(&before, &row.id);
                        for column in ["a", "b"] {
                            let typed = row.get(column);
                            let stored = here.and_then(|here| here.get(column));
                            let text = |rows: &[Row]| find(rows, &row.id)
                                .and_then(|row| row.get(column)).cloned();
                            if !began.is_text(&row.id, column, typed) && typed.is_some() {
                                let kept = text(&after) == typed.cloned()
                                    || other.as_ref().is_some_and(|rows| text(rows) == typed.cloned());
                                prop_assert!(kept, "{row:?} {column}");
                            }
                            // What another device wrote is not taken away.
                            if !began.is_text(&row.id, column, stored) && stored.is_some() {
                                prop_assert_eq!(text(&after), stored.cloned());
                            }
                            if began.is_row(&row.id, &row.cells) {
                                prop_assert_eq!(text(&after), stored.cloned());
                            }
                        }
                    }
                    let ids: Vec<&RowId> = after.iter().map(|row| &row.id).collect();
                    prop_assert!(ids.is_sorted(), "{ids:?}");
                    if let Some(base) = change.next_base(merged.answers.get("t")) {
                        device.base = base;
                    }
                    server = merged.answers;
                }
            }
        }
    }
}
