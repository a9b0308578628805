//! The controls of a field: plain HTML that works without script. An island may add to them, it
//! never replaces them.

use domain::{
    answer::{Answer, cell},
    checkin::MOODS,
    language::{Language, OwnedText},
    template::{Choice, Column, ColumnKind, Field, FieldKind, Scale},
    text,
};
use leptos::prelude::*;

use super::{
    drawing::{Icon, face, icon},
    problem,
    text_area::{TextArea, text_area},
};
use crate::islands::{ranking::Ranking, rows::Rows};

text! {
    CLEAR: "не выбрано" / "not chosen";
    ADD_ROW: "Добавить строку" / "Add a row";
    REMOVE_ROW: "Убрать" / "Remove";
    PLACE: "{place}-е место" / "Place {place}";
    UP: "Выше" / "Up";
    DOWN: "Ниже" / "Down";
    ROW: "Строка {row}" / "Row {row}";
}

/// What a control needs besides its field.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    pub language: Language,
    pub answer: Option<&'a Answer>,
    /// Whether something is the matter with the answer.
    pub invalid: bool,
    /// Another empty row was asked for without script.
    pub one_more_row: bool,
}

/// The name of a control in the page's form.
#[must_use]
pub fn name(path: &str) -> String {
    format!("draft[fields][{path}]")
}

/// Whether the field is one control, so that its label can point at it.
#[must_use]
pub const fn is_single(kind: &FieldKind) -> bool {
    matches!(
        kind,
        FieldKind::ShortText { .. }
            | FieldKind::LongText { .. }
            | FieldKind::Question { .. }
            | FieldKind::Date
    )
}

/// The id of a field's single control.
#[must_use]
pub fn id(path: &str) -> String {
    format!("c-{path}")
}

/// Draws the controls of a field. `legend` names the group for who does not see the label.
pub fn control(field: &Field, legend: &str, context: Context<'_>) -> AnyView {
    let text = context.answer.and_then(Answer::text).unwrap_or_default();
    let described = Some(problem::id(&field.key));
    let invalid = context.invalid.then_some("true");
    let key = field.key.as_str();
    match &field.kind {
        FieldKind::ShortText { .. } => {
            // A line that may grow: on a phone forty letters are two lines.
            let area = TextArea {
                id: id(key),
                name: name(key),
                class: "write brief",
                invalid: context.invalid,
                described,
                ..TextArea::default()
            };
            text_area(area, text).into_any()
        }
        FieldKind::Date => line(key, "date", text, invalid, described),
        FieldKind::LongText { .. } | FieldKind::Question { .. } => {
            let area = TextArea {
                id: id(key),
                name: name(key),
                class: "write",
                invalid: context.invalid,
                described,
                ..TextArea::default()
            };
            text_area(area, text).into_any()
        }
        FieldKind::Choice { options } => {
            let path = name(key);
            let options = options
                .iter()
                .map(|option| {
                    radio(
                        &path,
                        &option.key,
                        option.text.of(context.language),
                        option.key == text,
                    )
                })
                .collect_view();
            group("options", legend, options)
        }
        FieldKind::Choices { options, .. } => {
            group("options", legend, checks(key, options, context))
        }
        FieldKind::Checklist { options } => {
            group("options stack", legend, checks(key, options, context))
        }
        FieldKind::Scale(scale) => dots(key, legend, scale, text, context.language),
        FieldKind::Mood => moods(&name(key), legend, text.parse().ok(), context.language),
        FieldKind::Grid { rows, options } => grid(key, rows, options, context),
        FieldKind::Ranking { options, top, .. } => ranking(key, options, *top, context),
        FieldKind::Table {
            columns,
            rows_min,
            rows_max,
        } => table(field, columns, *rows_min, *rows_max, context),
        FieldKind::Waiting(_) => ().into_any(),
    }
}

fn line(
    path: &str,
    class: &'static str,
    text: &str,
    invalid: Option<&'static str>,
    described: Option<String>,
) -> AnyView {
    let placeholder = (class == "date").then_some("дд.мм.гггг");
    let mode = (class == "date").then_some("numeric");
    view! {
        <input type="text" class=class id=id(path) name=name(path) value=text.to_owned() placeholder=placeholder inputmode=mode
            aria-invalid=invalid aria-describedby=described autocomplete="off" />
    }
    .into_any()
}

fn group(class: &'static str, legend: &str, content: impl IntoView + 'static) -> AnyView {
    view! {
        <fieldset class=class>
            <legend class="visually-hidden">{legend.to_owned()}</legend>
            {content}
        </fieldset>
    }
    .into_any()
}

fn radio(name: &str, value: &str, text: &str, checked: bool) -> impl IntoView + use<> {
    view! {
        <label class="option">
            <input type="radio" name=name.to_owned() value=value.to_owned() checked=checked />
            <span>{text.to_owned()}</span>
        </label>
    }
}

fn checks(key: &str, options: &[Choice], context: Context<'_>) -> impl IntoView + use<> {
    let chosen = match context.answer {
        Some(Answer::Set(keys)) => keys.as_slice(),
        _ => &[],
    };
    options
        .iter()
        .map(|option| {
            let (name, checked) = (
                name(&format!("{key}.{}", option.key)),
                chosen.contains(&option.key),
            );
            view! {
                <label class="option">
                    <input type="checkbox" name=name value="on" checked=checked />
                    <span>{option.text.of(context.language).to_owned()}</span>
                </label>
            }
        })
        .collect_view()
}

fn dots(path: &str, legend: &str, scale: &Scale, text: &str, language: Language) -> AnyView {
    let control = name(path);
    let dots = (scale.from..=scale.to)
        .map(|value| {
            let value = value.to_string();
            let checked = value == text.trim();
            view! {
                <label>
                    <input type="radio" class="visually-hidden" name=control.clone() value=value.clone() checked=checked />
                    <span>{value}</span>
                </label>
            }
        })
        .collect_view();
    let ends: Vec<_> = scale
        .anchors
        .iter()
        .map(|(_, text)| view! { <span>{text.of(language).to_owned()}</span> })
        .collect();
    view! {
        <fieldset class="scale">
            <legend class="visually-hidden">{legend.to_owned()}</legend>
            <div class="dots">{dots}</div>
            {(!ends.is_empty()).then(|| view! { <div class="ends">{ends}</div> })}
        </fieldset>
    }
    .into_any()
}

/// Five faces to choose from.
pub fn moods(name: &str, legend: &str, chosen: Option<usize>, language: Language) -> AnyView {
    let faces = MOODS
        .iter()
        .enumerate()
        .map(|(index, word)| {
            let mood = index + 1;
            view! {
                <label>
                    <input type="radio" class="visually-hidden" name=name.to_owned() value=mood.to_string() checked=chosen == Some(mood) />
                    <span class="face">{face(mood)}<span>{word.of(language)}</span></span>
                </label>
            }
        })
        .collect_view();
    group("moods", legend, faces)
}

fn grid(key: &str, rows: &[Choice], options: &[Choice], context: Context<'_>) -> AnyView {
    let chosen = |row: &str| match context.answer {
        Some(Answer::Map(map)) => map.get(row).map_or("", String::as_str),
        _ => "",
    };
    let rows = rows
        .iter()
        .map(|row| {
            let path = name(&format!("{key}.{}", row.key));
            let chosen = chosen(&row.key);
            let options = options.iter().map(|option| radio(&path, &option.key, option.text.of(context.language), option.key == chosen)).collect_view();
            view! { <fieldset class="grid-row"><legend>{row.text.of(context.language).to_owned()}</legend>{options}</fieldset> }
        })
        .collect_view();
    view! { <div class="grid-field">{rows}</div> }.into_any()
}

fn select(
    path: &str,
    label: Option<String>,
    options: &[Choice],
    chosen: &str,
    language: Language,
) -> impl IntoView + use<> {
    let known = chosen.is_empty() || options.iter().any(|option| option.key == chosen);
    // What was typed stays, even if it is no option.
    let stray = (!known).then(
        || view! { <option value=chosen.to_owned() selected=true>{chosen.to_owned()}</option> },
    );
    let options = options
        .iter()
        .map(|option| {
            view! { <option value=option.key.clone() selected=option.key == chosen>{option.text.of(language).to_owned()}</option> }
        })
        .collect_view();
    view! {
        <select name=name(path) id=id(path) aria-label=label>
            <option value="">{CLEAR.of(language)}</option>
            {stray}
            {options}
        </select>
    }
}

fn ranking(key: &str, options: &[Choice], top: usize, context: Context<'_>) -> AnyView {
    let language = context.language;
    let places = (1..=top)
        .map(|place| {
            let path = format!("{key}.{place}");
            let chosen = match context.answer {
                Some(Answer::Map(map)) => map.get(&place.to_string()).map_or("", String::as_str),
                _ => "",
            };
            let label = PLACE.with(language, &[("place", &place.to_string())]);
            view! { <li>{select(&path, Some(label), options, chosen, language)}</li> }
        })
        .collect_view();
    view! {
        <Ranking up=UP.of(language).to_owned() down=DOWN.of(language).to_owned()>
            <ol class="ranking">{places}</ol>
        </Ranking>
    }
    .into_any()
}

fn table(
    field: &Field,
    columns: &[Column],
    rows_min: usize,
    rows_max: usize,
    context: Context<'_>,
) -> AnyView {
    let language = context.language;
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
    view! {
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
    view! { <fieldset class="row-item"><legend>{number.clone()}</legend>{cells}{remove}</fieldset> }
        .into_any()
}

fn table_cell(key: &str, column: &Column, index: usize, context: Context<'_>) -> AnyView {
    let language = context.language;
    let path = format!("{key}.{index}.{}", column.key);
    let text = cell(context.answer, index, &column.key);
    let label = column.label.of(language).to_owned();
    let hint = hint(&column.hint, language);
    let wide = matches!(
        column.kind,
        ColumnKind::LongText { .. } | ColumnKind::Scale(_)
    );
    let class = if wide { "cell wide" } else { "cell" };
    match &column.kind {
        ColumnKind::ShortText { .. } => labelled(class, &path, label, hint, line(&path, "line", text, None, None)),
        ColumnKind::Date => labelled(class, &path, label, hint, line(&path, "date", text, None, None)),
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
            <div class=class>
                <label class="check"><input type="checkbox" name=name(&path) value="on" checked=!text.is_empty() /><span>{label}</span></label>
            </div>
        }
        .into_any(),
    }
}

fn labelled(
    class: &'static str,
    path: &str,
    label: String,
    hint: impl IntoView + 'static,
    control: AnyView,
) -> AnyView {
    view! { <div class=class><label r#for=id(path)>{label}</label>{hint}{control}</div> }.into_any()
}

/// The prompt under a label, if there is one.
pub fn hint(text: &OwnedText, language: Language) -> Option<impl IntoView + use<>> {
    let text = text.of(language).to_owned();
    (!text.is_empty()).then(|| view! { <p class="hint">{text}</p> })
}
