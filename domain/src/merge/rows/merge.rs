//! Rows of both sides come together, by cells.

use std::collections::BTreeSet;

use super::{
    began::Began,
    cells::{find, put, set},
};
use crate::answer::{Answer, Cells, Row, RowId};

/// What became of two sides: the stored rows with what was changed on the form in them, and, when
/// both changed one cell, the same with the form's texts in those cells.
pub struct Merged {
    pub rows: Vec<Row>,
    pub conflict: Option<Vec<Row>>,
}

/// Three ways, by cells. A row that one side removed and the other changed stays.
pub fn merge(stored: &[Row], began: &Began, mine: &[Row]) -> Merged {
    let (mut rows, mut theirs) = (stored.to_vec(), stored.to_vec());
    let mut is_conflict = false;
    for row in mine {
        let here = find(stored, &row.id).map(|found| &found.cells);
        let is_removal = row.cells.is_empty() && began.has(&row.id);
        let (merged, other) = match here {
            _ if began.is_row(&row.id, &row.cells) => continue,
            // Removed there, changed here.
            None => (row.cells.clone(), row.cells.clone()),
            // Removed here: whole, or not at all.
            Some(here) if is_removal && began.is_row(&row.id, here) => (Cells::new(), Cells::new()),
            Some(here) if is_removal => (here.clone(), Cells::new()),
            Some(here) => by_cells(began, row, here),
        };
        is_conflict |= merged != other;
        put(&mut rows, &row.id, merged);
        put(&mut theirs, &row.id, other);
    }
    Merged {
        rows,
        conflict: is_conflict.then_some(theirs),
    }
}

/// The stored cells with those that only the form changed; and the same with those that both did.
fn by_cells(began: &Began, row: &Row, here: &Cells) -> (Cells, Cells) {
    let (mut merged, mut other) = (here.clone(), here.clone());
    let columns: BTreeSet<&String> = row.cells.keys().chain(here.keys()).collect();
    for column in columns {
        let (typed, stored) = (row.get(column), here.get(column));
        if typed == stored || began.is_text(&row.id, column, typed) {
            continue;
        }
        set(&mut other, column, typed);
        if began.is_text(&row.id, column, stored) {
            set(&mut merged, column, typed);
        }
    }
    (merged, other)
}

/// The stored rows with what was typed on the form in its places, whatever was stored there.
pub fn lay_over(stored: &[Row], began: &Began, mine: &[Row]) -> Vec<Row> {
    let merged = merge(stored, began, mine);
    merged.conflict.unwrap_or(merged.rows)
}

/// Both tables: a row that differs stands there twice, the second time under an id of its own.
pub fn both(one: &[Row], two: &[Row]) -> Vec<Row> {
    let mut rows = one.to_vec();
    for row in two {
        match find(one, &row.id) {
            Some(found) if found.cells == row.cells => {}
            None => put(&mut rows, &row.id, row.cells.clone()),
            Some(_) => {
                let text = Answer::fingerprint(Some(&Answer::Rows(vec![row.clone()])));
                let id = RowId::parse(&text).unwrap_or_else(|| row.id.clone());
                put(&mut rows, &id, row.cells.clone());
            }
        }
    }
    rows
}
