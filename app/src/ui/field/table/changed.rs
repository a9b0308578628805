//! Rows of a table that are not as they were: what was beside what is.

use domain::{answer::Row, field::Column, language::Language, shown::RowChange, text};
use leptos::prelude::*;

use super::reading::cell;

text! {
    ROW: "Строка" / "Row";
    NONE: "не было" / "was not there";
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
            let is_new = change.was.is_none();
            let says = |row: &Row, other: Option<&Row>| {
                let differs = columns.iter().filter(|column| {
                    let (own, others) = (row.get(&column.key), other.and_then(|row| row.get(&column.key)));
                    own.is_some() && (own != others || is_new)
                });
                let said = differs.filter_map(|column| {
                    let text = cell(column, row.get(&column.key)?, language);
                    Some(view! { <span class="part"><span class="soft small">{column.label.of(language).to_owned()}</span>" "{text}</span> })
                });
                said.collect_view().into_any()
            };
            let named = change.now.or(change.was);
            let name = named.map(|row| name(columns, row, language));
            let was = match (change.was, change.now) {
                (Some(was), Some(now)) => says(was, Some(now)),
                (Some(was), None) => says(was, None),
                (None, _) => view! { <span class="soft">{NONE.of(language)}</span> }.into_any(),
            };
            let now = match (change.was, change.now) {
                (was, Some(now)) => says(now, was),
                (_, None) => view! { <b>{REMOVED.of(language)}</b> }.into_any(),
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

/// What a row is called: the first two of its cells that say anything.
fn name(columns: &[Column], row: &Row, language: Language) -> String {
    let cells = columns
        .iter()
        .filter_map(|column| Some(cell(column, row.get(&column.key)?, language)));
    cells.take(2).collect::<Vec<_>>().join(": ")
}
