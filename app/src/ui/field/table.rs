//! Rows that are added and removed.

use domain::{
    answer::{Answer, Cells, Row, RowId, row::numbered},
    field::{ChoiceOption, Column, ColumnKind, Table},
    language::Language,
    text,
};
use leptos::prelude::*;

use super::{
    Context, Drawn,
    date::date,
    options::select,
    scale::dots,
    widgets::{hint, id, labelled, line, name, names, numeric},
};
use crate::{
    islands::rows::Rows,
    ui::{
        drawing::{Icon, icon},
        text_area::{TextArea, text_area},
    },
};

mod reading;

text! {
    ADD_ROW: "Добавить строку" / "Add a row";
    REMOVE_ROW: "Убрать" / "Remove";
    ROW: "Строка {row}" / "Row {row}";
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

/// A text of at most so many characters shares its line with other cells.
const NARROW: usize = 200;

/// Options of at most so many characters need no room of their own.
const SHORT_WORDS: usize = 15;

fn longest(options: &[ChoiceOption], language: Language) -> usize {
    let lengths = options
        .iter()
        .map(|option| option.text.of(language).chars().count());
    lengths.max().unwrap_or(0)
}

/// The id of the names that a column offers.
fn list_id(field: &str, column: &Column) -> String {
    format!("names-{field}-{}", column.key)
}

/// A row, named on the form by a control of its own, so that it is known to be there whatever its
/// cells send. `place` counts from 0; a row that `stays` cannot be removed.
fn row(
    key: &str,
    columns: &[Column],
    row: &Row,
    place: usize,
    stays: bool,
    context: Context<'_>,
) -> AnyView {
    let language = context.language;
    let cells = columns
        .iter()
        .map(|column| table_cell(key, column, row, context))
        .collect_view();
    let number = (place + 1).to_string();
    let path = format!("{key}.{}", row.id.as_str());
    let remove = (!stays).then(|| {
        let value = format!("drop.{path}");
        let label = format!("{}: {}", REMOVE_ROW.of(language), ROW.with(language, &[("row", &number)]));
        view! { <button class="button quiet" name="draft[then]" value=value aria-label=label data-remove="">{REMOVE_ROW.of(language)}</button> }
    });
    let class = match columns.len() {
        1 => "row-item one",
        2 => "row-item two",
        _ => "row-item",
    };
    view! { <fieldset class=class><legend>{number.clone()}</legend><input type="hidden" name=name(&path) value="" data-row="" />{cells}{remove}</fieldset> }
        .into_any()
}

fn table_cell(key: &str, column: &Column, row: &Row, context: Context<'_>) -> AnyView {
    let language = context.language;
    let path = format!("{key}.{}.{}", row.id.as_str(), column.key);
    let text = row.get(&column.key).map_or("", String::as_str);
    let label = column.label.of(language).to_owned();
    let hint = hint(&column.hint, language);
    let class = match &column.kind {
        ColumnKind::LongText { .. } | ColumnKind::Scale(_) => "cell wide",
        ColumnKind::ShortText { .. } if column.suggest.is_some() => "cell roomy",
        ColumnKind::ShortText { max } if *max > NARROW => "cell wide",
        ColumnKind::Choice { options } if longest(options, language) > SHORT_WORDS => "cell roomy",
        _ => "cell",
    };
    match &column.kind {
        ColumnKind::ShortText { .. } if column.suggest.is_some() => {
            labelled(class, &path, label, hint, line(&path, text, list_id(key, column)))
        }
        ColumnKind::ShortText { .. } => {
            let area = TextArea { id: id(&path), name: name(&path), class: "write brief", ..TextArea::default() };
            labelled(class, &path, label, hint, text_area(area, text).into_any())
        }
        ColumnKind::Number(_) => labelled(class, &path, label, hint, numeric(&path, text, None, None, None)),
        ColumnKind::Date => labelled(class, &path, label, hint, date(&path, text, None, None, language)),
        ColumnKind::LongText { .. } => {
            let area = TextArea { id: id(&path), name: name(&path), class: "write", ..TextArea::default() };
            labelled(class, &path, label, hint, text_area(area, text).into_any())
        }
        ColumnKind::Choice { options } => labelled(class, &path, label, hint, select(&path, None, options, text, language).into_any()),
        ColumnKind::Scale(scale) => {
            let dots = dots(&path, &label, scale, text, language);
            view! { <div class=class><span class="label">{label}</span>{hint}{dots}</div> }.into_any()
        }
        ColumnKind::Check => view! {
            <div class="cell tick">
                <label class="check"><input type="checkbox" name=name(&path) value="on" checked=!text.is_empty() /><span>{label}</span></label>
            </div>
        }
        .into_any(),
    }
}
