//! Rows of tables: as a form would send them, with the days they speak of.

use chrono::{Days, Duration, NaiveDate};
use domain::{
    answer::{Answer, Cells},
    field::{self, Column, ColumnKind, FieldKind},
    template::Field,
};

use crate::{calendar::typed, texts::Card};

/// A row as a form would send it: no hints, ticks as browsers say them.
pub fn clean(row: &Cells, columns: &[Column]) -> Cells {
    let cell = |column: &Column| {
        let text = row.get(&column.key)?;
        match column.kind {
            ColumnKind::Check => (text == "true").then(|| (column.key.clone(), "on".to_owned())),
            _ => Some((column.key.clone(), text.clone())),
        }
    };
    columns.iter().filter_map(cell).collect()
}

/// A card's table gets its days: one row a day, the last on the card's own day.
pub fn dated(card: &Card, field: &Field, answer: &Answer, day: NaiveDate) -> Answer {
    let (FieldKind::Table(field::Table { columns, .. }), Answer::Rows(rows)) =
        (&field.kind, answer)
    else {
        return answer.clone();
    };
    let first = day - length(card);
    let rows = rows.iter().zip(0..).map(|(row, index)| {
        let dates = columns
            .iter()
            .filter(|column| matches!(column.kind, ColumnKind::Date));
        let mut row = clean(&row.cells, columns);
        for column in dates {
            let typed = || typed((first + Days::new(index)).min(day));
            row.entry(column.key.clone()).or_insert_with(typed);
        }
        row
    });
    Answer::table(rows)
}

/// The rows of a table that is no card's get days a week apart: what can be ticked is a plan and
/// begins on that day, with no tick on days to come; everything else ends on it.
pub fn week_by_week(table: Answer, columns: &[Column], day: NaiveDate, today: NaiveDate) -> Answer {
    let Answer::Rows(rows) = table else {
        return table;
    };
    let of_kind = |found: fn(&ColumnKind) -> bool| {
        columns
            .iter()
            .filter(move |column| found(&column.kind))
            .map(|column| column.key.clone())
    };
    let ticks: Vec<String> = of_kind(|kind| matches!(kind, ColumnKind::Check)).collect();
    let weeks = i64::try_from(rows.len()).unwrap_or(0);
    let rows = rows.into_iter().zip(0..).map(|(row, index)| {
        let mut row = row.cells;
        let weeks_on = if ticks.is_empty() {
            index + 1 - weeks
        } else {
            index
        };
        let on = day + Duration::days(7 * weeks_on);
        for date in of_kind(|kind| matches!(kind, ColumnKind::Date)) {
            row.entry(date).or_insert_with(|| typed(on));
        }
        if on > today {
            row.retain(|key, _| !ticks.contains(key));
        }
        row
    });
    Answer::table(rows)
}

pub fn date_of(card: &Card, field: &Field, day: NaiveDate) -> NaiveDate {
    if field.key == "starts_on" {
        day - length(card)
    } else {
        day
    }
}

/// Days between a card's first day and its last.
fn length(card: &Card) -> Days {
    let rows = match card.get("days") {
        Some(Answer::Rows(rows)) => rows.len(),
        _ => 1,
    };
    Days::new(u64::try_from(rows.saturating_sub(1)).unwrap_or(0))
}
