//! What a form began with, for each cell of a table.

use std::collections::{BTreeMap, BTreeSet};

use super::cells::{find, set};
use crate::answer::{Answer, Cells, Row, RowId, fingerprint};

/// What a form began with: the fingerprint of each cell that held a text.
#[derive(Debug, Default)]
pub struct Began(pub(super) BTreeMap<RowId, BTreeMap<String, String>>);

/// How such a text begins. `r:ROW=COLUMN:FINGERPRINT,…` with a space between rows.
const PREFIX: &str = "r:";

/// What a form that draws these rows begins with.
#[must_use]
pub fn base(rows: &[Row]) -> String {
    Began::of(rows).to_text()
}

impl Began {
    pub fn of(rows: &[Row]) -> Self {
        let rows = rows.iter().map(|row| {
            let cells = row.cells.iter();
            let prints = cells.map(|(column, text)| (column.clone(), fingerprint(text)));
            (row.id.clone(), prints.collect())
        });
        Self(rows.collect())
    }

    /// `None`: this speaks of no rows.
    pub fn parse(base: &str) -> Option<Self> {
        // A table that was empty began with the fingerprint of nothing.
        if base == Answer::fingerprint(None) {
            return Some(Self::default());
        }
        let rows = base.strip_prefix(PREFIX)?.split_whitespace().map(|row| {
            let (id, cells) = row.split_once('=')?;
            let cells = cells.split(',').map(|cell| {
                let (column, print) = cell.split_once(':')?;
                Some((column.to_owned(), print.to_owned()))
            });
            Some((RowId::parse(id)?, cells.collect::<Option<_>>()?))
        });
        Some(Self(rows.collect::<Option<_>>()?))
    }

    pub(super) fn to_text(&self) -> String {
        let filled = self.0.iter().filter(|(_, cells)| !cells.is_empty());
        let rows = filled.map(|(id, cells)| {
            let cells = cells.iter();
            let cells: Vec<String> = cells.map(|(key, print)| format!("{key}:{print}")).collect();
            format!("{}={}", id.as_str(), cells.join(","))
        });
        format!("{PREFIX}{}", rows.collect::<Vec<_>>().join(" "))
    }

    pub(super) fn print(&self, id: &RowId, column: &str) -> Option<&String> {
        self.0.get(id)?.get(column)
    }

    /// Whether that text is the one that the form began with.
    pub(super) fn is_text(&self, id: &RowId, column: &str, text: Option<&String>) -> bool {
        text.map(|text| fingerprint(text)).as_ref() == self.print(id, column)
    }

    /// Whether the row is the one that the form began with.
    pub(super) fn is_row(&self, id: &RowId, cells: &Cells) -> bool {
        let known = self.0.get(id);
        known.map_or(0, BTreeMap::len) == cells.len()
            && cells
                .iter()
                .all(|(column, text)| self.is_text(id, column, Some(text)))
    }

    /// Whether the form began with a row of that id.
    pub(super) fn has(&self, id: &RowId) -> bool {
        self.0.get(id).is_some_and(|cells| !cells.is_empty())
    }

    /// Whether these are not the rows that the form began with.
    pub fn is_outdated(&self, stored: &[Row]) -> bool {
        Self::of(stored).to_text() != self.to_text()
    }

    /// Whether nothing was changed in any row that the form carries.
    pub fn is_untouched(&self, mine: &[Row]) -> bool {
        mine.iter().all(|row| self.is_row(&row.id, &row.cells))
    }

    /// Whether a row that the form carries is stored otherwise than it began, and otherwise than it
    /// is on the form.
    pub fn is_behind(&self, stored: &[Row], mine: &[Row]) -> bool {
        let nothing = Cells::new();
        mine.iter().any(|row| {
            let here = find(stored, &row.id).map_or(&nothing, |found| &found.cells);
            *here != row.cells && !self.is_row(&row.id, here)
        })
    }

    /// What the form began with, as if it had been what is stored wherever none of `theirs` has the
    /// same there.
    pub fn rebased(mut self, stored: &[Row], theirs: &[&[Row]], mine: &[Row]) -> String {
        for row in mine {
            let here = find(stored, &row.id);
            let known = self.0.entry(row.id.clone()).or_default();
            let now = here.into_iter().flat_map(|found| found.cells.keys());
            let columns: BTreeSet<String> = known.keys().chain(now).cloned().collect();
            for column in columns {
                let cell = |row: Option<&Row>| row.and_then(|row| row.get(&column)).cloned();
                let text = cell(here);
                if theirs.iter().all(|rows| cell(find(rows, &row.id)) != text) {
                    set(known, &column, text.map(|text| fingerprint(&text)).as_ref());
                }
            }
        }
        self.to_text()
    }

    /// What a form began with that goes on with what is stored now, wherever that is what it shows.
    pub fn follow(&self, stored: &[Row], mine: &[Row]) -> String {
        let rows = mine.iter().map(|row| {
            let here = find(stored, &row.id);
            let known = self.0.get(&row.id).into_iter().flat_map(BTreeMap::keys);
            let now = here.into_iter().flat_map(|found| found.cells.keys());
            let columns: BTreeSet<&String> = row.cells.keys().chain(now).chain(known).collect();
            let prints = columns.into_iter().cloned().filter_map(|column| {
                let now = here.and_then(|found| found.get(&column));
                let print = if now == row.get(&column) {
                    now.map(|text| fingerprint(text))
                } else {
                    self.print(&row.id, &column).cloned()
                };
                Some((column, print?))
            });
            (row.id.clone(), prints.collect())
        });
        Self(rows.collect()).to_text()
    }
}
