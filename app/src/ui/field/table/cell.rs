//! A row of a table, and the control of one cell.

use domain::{
    answer::Row,
    field::{ChoiceOption, Column, ColumnKind},
    language::Language,
    text,
};
use leptos::prelude::*;

use crate::ui::{
    field::{
        Context,
        date::date,
        options::select,
        scale::dots,
        widgets::{hint, id, labelled, line, name, numeric},
    },
    text_area::{TextArea, text_area},
};

text! {
    REMOVE_ROW: "Убрать" / "Remove";
    ROW: "Строка {row}" / "Row {row}";
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
pub(super) fn list_id(field: &str, column: &Column) -> String {
    format!("names-{field}-{}", column.key)
}

/// A row, named on the form by a control of its own, so that it is known to be there whatever its
/// cells send. `place` counts from 0; a row that `stays` cannot be removed.
pub(super) fn row(
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
