//! Rows that are added and removed.

use domain::{
    answer::{Answer, cell},
    language::Language,
    template::{Choice, Column, ColumnKind, Field},
    text,
};
use leptos::prelude::*;

use super::{
    Context, choice::select, date, hint, id, labelled, line, name, names, numeric, scale::dots,
};
use crate::{
    islands::rows::Rows,
    ui::{
        drawing::{Icon, icon},
        text_area::{TextArea, text_area},
    },
};

text! {
    ADD_ROW: "Добавить строку" / "Add a row";
    REMOVE_ROW: "Убрать" / "Remove";
    ROW: "Строка {row}" / "Row {row}";
}

/// A table as one sheet for each row.
pub fn table(
    field: &Field,
    columns: &[Column],
    rows_min: usize,
    rows_max: usize,
    context: Context<'_>,
) -> AnyView {
    let language = context.language;
    let prefilled = (context.answer.is_none() && !context.prefill.is_empty())
        .then(|| Answer::Rows(context.prefill.to_vec()));
    let context = Context {
        answer: context.answer.or(prefilled.as_ref()),
        ..context
    };
    let filled = match context.answer {
        Some(Answer::Rows(rows)) => rows.len(),
        _ => 0,
    };
    let fixed = rows_min == rows_max;
    // One empty row always waits for who has no script.
    let wanted = (filled + 1 + usize::from(context.one_more_row)).max(rows_min.min(3));
    let count = if fixed {
        rows_max
    } else {
        wanted.min(rows_max.max(filled))
    };
    let rows = (0..count)
        .map(|index| row(field, columns, index, fixed, context))
        .collect_view();
    if fixed {
        return view! { <div class="rows plain">{rows}</div> }.into_any();
    }
    let blank = row(
        field,
        columns,
        BLANK,
        false,
        Context {
            answer: None,
            ..context
        },
    );
    let key = field.key.clone();
    let lists = columns
        .iter()
        .filter_map(|column| {
            let found = context.suggestions.get(column.suggest.as_ref()?)?;
            Some(names(
                list_id(&key, column),
                found.iter().map(String::as_str),
            ))
        })
        .collect_view();
    view! {
        {lists}
        <Rows key=key.clone() most=rows_max>
            <div class="rows">
                {rows}
                <template>{blank}</template>
                <button class="button quiet" name="draft[then]" value=format!("add.{key}") data-add="">{icon(Icon::Plus)}{ADD_ROW.of(language)}</button>
            </div>
        </Rows>
    }
    .into_any()
}

/// A text of at most so many characters shares its line with other cells.
const NARROW: usize = 200;

/// Options of at most so many characters need no room of their own.
const SHORT_WORDS: usize = 15;

fn longest(options: &[Choice], language: Language) -> usize {
    let lengths = options
        .iter()
        .map(|option| option.text.of(language).chars().count());
    lengths.max().unwrap_or(0)
}

/// The id of the names that a column offers.
fn list_id(field: &str, column: &Column) -> String {
    format!("names-{field}-{}", column.key)
}

/// The index of the row in the `<template>`; the island puts the real one in its place.
const BLANK: usize = 9_999;

fn row(
    field: &Field,
    columns: &[Column],
    index: usize,
    fixed: bool,
    context: Context<'_>,
) -> AnyView {
    let language = context.language;
    let cells = columns
        .iter()
        .map(|column| table_cell(&field.key, column, index, context))
        .collect_view();
    let number = (index + 1).to_string();
    let remove = (!fixed).then(|| {
        let value = format!("drop.{}.{index}", field.key);
        let label = format!("{}: {}", REMOVE_ROW.of(language), ROW.with(language, &[("row", &number)]));
        view! { <button class="button quiet" name="draft[then]" value=value aria-label=label data-remove="">{REMOVE_ROW.of(language)}</button> }
    });
    let class = match columns.len() {
        1 => "row-item one",
        2 => "row-item two",
        _ => "row-item",
    };
    view! { <fieldset class=class><legend>{number.clone()}</legend>{cells}{remove}</fieldset> }
        .into_any()
}

fn table_cell(key: &str, column: &Column, index: usize, context: Context<'_>) -> AnyView {
    let language = context.language;
    let path = format!("{key}.{index}.{}", column.key);
    let text = cell(context.answer, index, &column.key);
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
