//! Rows that are added and removed.

mod cell;
mod changed;
mod reading;

use domain::{
    answer::{Answer, Cells, Row, RowId, row::numbered},
    field::{Column, Table},
    language::Language,
    text,
};
use leptos::prelude::*;

use self::cell::{list_id, row};
pub use self::changed::changed_rows;
use super::{Context, Drawn, widgets::names};
use crate::{
    islands::rows::Rows,
    ui::drawing::{Icon, icon},
};

text! {
    ADD_ROW: "Добавить строку" / "Add a row";
}

impl Drawn for Table {
    /// One sheet for each row.
    fn control(&self, key: &str, _legend: &str, context: Context<'_>) -> AnyView {
        table(key, &self.columns, (self.rows_min, self.rows_max), context)
    }

    fn reading(&self, answer: &Answer, language: Language) -> AnyView {
        reading::table(&self.columns, rows_of(Some(answer)), language)
    }

    fn can_keep_both(&self) -> bool {
        !is_fixed(self.rows_min, self.rows_max)
    }
}

fn table(
    key: &str,
    columns: &[Column],
    (rows_min, rows_max): (usize, usize),
    context: Context<'_>,
) -> AnyView {
    let language = context.language;
    let fixed = is_fixed(rows_min, rows_max);
    let shown = if fixed {
        every(context.answer, rows_max)
    } else {
        filled_and_free(context, rows_min, rows_max)
    };
    let rows = shown
        .iter()
        .enumerate()
        .map(|(place, found)| {
            let stays = fixed && place < rows_max;
            row(key, columns, found, place, stays, context)
        })
        .collect_view();
    if fixed {
        return view! { <div class="rows plain">{rows}</div> }.into_any();
    }
    // The island goes on counting from the row in the `<template>`.
    let next = shown.last().map_or_else(
        || context.new_row.clone(),
        |last| last.id.clone().max(context.new_row.clone()).next(),
    );
    let blank = row(key, columns, &empty(next.clone()), 0, false, context);
    let lists = columns
        .iter()
        .filter_map(|column| {
            let found = context.suggestions.get(column.suggest.as_ref()?)?;
            Some(names(
                list_id(key, column),
                found.iter().map(String::as_str),
            ))
        })
        .collect_view();
    let key = key.to_owned();
    view! {
        {lists}
        <Rows key=key.clone() next=next.as_str().to_owned() most=rows_max>
            <div class="rows">
                {rows}
                <template>{blank}</template>
                <button class="button quiet" name="draft[then]" value=format!("add.{key}") data-add="">{icon(Icon::Plus)}{ADD_ROW.of(language)}</button>
            </div>
        </Rows>
    }
    .into_any()
}

/// A table that has as many rows at least as at most always has these.
const fn is_fixed(rows_min: usize, rows_max: usize) -> bool {
    rows_min == rows_max
}

/// All rows of a table that always has so many, and those that are kept without a place in it.
fn every(answer: Option<&Answer>, count: usize) -> Vec<Row> {
    let kept = rows_of(answer);
    let row = |id: RowId| {
        kept.iter()
            .find(|row| row.id == id)
            .cloned()
            .unwrap_or_else(|| empty(id))
    };
    let places = (0..count).map(RowId::at);
    let has_place = |id: &RowId| places.clone().any(|place| place == *id);
    let others = kept.iter().filter(|row| !has_place(&row.id)).cloned();
    places.clone().map(row).chain(others).collect()
}

/// The rows that are there, or that an empty table begins with, and one empty row that always waits
/// for who has no script.
fn filled_and_free(context: Context<'_>, rows_min: usize, rows_max: usize) -> Vec<Row> {
    let mut rows = match context.answer {
        None => numbered(context.prefill.to_vec()),
        answer => rows_of(answer).to_vec(),
    };
    let wanted = (rows.len() + 1 + usize::from(context.one_more_row)).max(rows_min.min(3));
    let count = wanted.min(rows_max.max(rows.len()));
    let ids = std::iter::successors(Some(context.new_row.clone()), |id| Some(id.next()));
    rows.extend(ids.take(count - rows.len()).map(empty));
    rows
}

fn rows_of(answer: Option<&Answer>) -> &[Row] {
    match answer {
        Some(Answer::Rows(rows)) => rows,
        _ => &[],
    }
}

fn empty(id: RowId) -> Row {
    Row {
        id,
        cells: Cells::new(),
    }
}
