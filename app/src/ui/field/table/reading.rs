//! A table to be read: a list, or a list of what each row says.

use domain::{
    answer::Row,
    field::{ChoiceOption, Column, ColumnKind},
    language::Language,
};
use leptos::prelude::*;

use crate::ui::field::widgets::list;

pub fn table(columns: &[Column], rows: &[Row], language: Language) -> AnyView {
    if let [only] = columns {
        let texts = rows.iter().filter_map(|row| row.get(&only.key));
        return list(texts.map(|text| cell(only, text, language)).collect());
    }
    let rows = rows
        .iter()
        .map(|row| {
            let cells = columns
                .iter()
                .filter_map(|column| {
                    let text = cell(column, row.get(&column.key)?, language);
                    Some(view! { <div><dt>{column.label.of(language).to_owned()}</dt><dd class="hand">{text}</dd></div> })
                })
                .collect_view();
            view! { <li><dl class="shown cells">{cells}</dl></li> }
        })
        .collect_view();
    view! { <ol class="list">{rows}</ol> }.into_any()
}

/// What a cell says.
pub(super) fn cell(column: &Column, text: &str, language: Language) -> String {
    match &column.kind {
        ColumnKind::Choice { options } => ChoiceOption::name(options, text, language).to_owned(),
        ColumnKind::Check => "✓".to_owned(),
        ColumnKind::Scale(scale) => format!("{text} / {}", scale.to),
        ColumnKind::Number(range) => format!("{text} {}", range.unit.of(language))
            .trim_end()
            .to_owned(),
        _ => text.to_owned(),
    }
}
