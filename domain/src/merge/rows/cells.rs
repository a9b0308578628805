//! Rows and cells are found and put.

use crate::answer::{Cells, Row, RowId};

pub(super) fn find<'a>(rows: &'a [Row], id: &RowId) -> Option<&'a Row> {
    rows.iter().find(|row| row.id == *id)
}

/// Puts the cells of a row in its place: a new row before the first of a later id, and a row without
/// cells nowhere.
pub(super) fn put(rows: &mut Vec<Row>, id: &RowId, cells: Cells) {
    let place = rows.iter().position(|row| row.id == *id);
    let later = rows.iter().position(|row| row.id > *id);
    match place {
        Some(place) if cells.is_empty() => {
            rows.remove(place);
        }
        Some(place) => rows[place].cells = cells,
        None if cells.is_empty() => {}
        None => {
            let row = Row {
                id: id.clone(),
                cells,
            };
            rows.insert(later.unwrap_or(rows.len()), row);
        }
    }
}

pub(super) fn set(cells: &mut Cells, column: &str, text: Option<&String>) {
    match text {
        Some(text) => cells.insert(column.to_owned(), text.clone()),
        None => cells.remove(column),
    };
}
