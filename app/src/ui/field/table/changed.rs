//! Rows of a table that are not as they were: what was beside what is.

use domain::{answer::Row, field::Column, language::Language, shown::RowChange, text};
use leptos::prelude::*;

use super::reading::cell;

text! {
    ROW: "Строка" / "Row";
    NONE: "не было" / "was not there";
    EMPTY: "пусто" / "empty";
    REMOVED: "убрано" / "removed";
    SAME_ROWS: "Строк без изменений: {count}" / "Rows without changes: {count}";
}

/// A row for each change, named by its first cells; `heads` say what is older and what is newer.
pub fn changed_rows(
    columns: &[Column],
    (changes, same): (&[RowChange<'_>], usize),
    heads: (&str, &str),
    language: Language,
) -> AnyView {
    let rows = changes
        .iter()
        .map(|change| {
            let named = change.now.or(change.was);
            let names = named.map_or_else(Vec::new, |row| names(columns, row));
            let differs: Vec<&Column> = columns
                .iter()
                .filter(|column| {
                    let of = |row: Option<&Row>| row.and_then(|row| row.get(&column.key)).cloned();
                    // What a whole row is called stands before it.
                    let is_named = names.contains(&column.key.as_str());
                    let is_whole = change.was.is_none() || change.now.is_none();
                    of(change.was) != of(change.now) && !(is_whole && is_named)
                })
                .collect();
            let says = |row: &Row, is_now: bool| {
                let said = differs.iter().map(|column| {
                    let text = row.get(&column.key).map(|text| cell(column, text, language));
                    let text = text.unwrap_or_else(|| EMPTY.of(language).to_owned());
                    let text = match is_now {
                        true => view! { <ins>{text}</ins> }.into_any(),
                        false => view! { <del>{text}</del> }.into_any(),
                    };
                    view! { <span class="part"><span class="soft small">{column.label.of(language).to_owned()}</span>" "{text}</span> }
                });
                said.collect_view().into_any()
            };
            let name = named.map(|row| {
                let cells = columns.iter().filter(|column| names.contains(&column.key.as_str()));
                let said = cells.filter_map(|column| Some(cell(column, row.get(&column.key)?, language)));
                said.collect::<Vec<_>>().join(": ")
            });
            let was = match change.was {
                Some(row) => says(row, false),
                None => view! { <span class="soft">{NONE.of(language)}</span> }.into_any(),
            };
            let now = match change.now {
                Some(row) => says(row, true),
                None => view! { <b>{REMOVED.of(language)}</b> }.into_any(),
            };
            view! {
                <tr><th scope="row">{name}</th><td data-label=heads.0.to_owned()>{was}</td><td data-label=heads.1.to_owned()>{now}</td></tr>
            }
        })
        .collect_view();
    let same = (same > 0).then(|| {
        let said = SAME_ROWS.with(language, &[("count", &same.to_string())]);
        view! { <p class="soft small">{said}</p> }
    });
    view! {
        <table class="data fold changed">
            <thead><tr><th scope="col">{ROW.of(language)}</th><th scope="col">{heads.0.to_owned()}</th><th scope="col">{heads.1.to_owned()}</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
        {same}
    }
    .into_any()
}

/// The columns by which a row is called: the first two of those that say anything.
fn names<'a>(columns: &'a [Column], row: &Row) -> Vec<&'a str> {
    let says = columns
        .iter()
        .filter(|column| row.get(&column.key).is_some());
    says.take(2).map(|column| column.key.as_str()).collect()
}
