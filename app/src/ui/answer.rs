//! An answer to be read, not written.

use domain::{
    answer::Answer,
    checkin::MOODS,
    language::Language,
    template::{Choice, Column, ColumnKind, FieldKind},
};
use leptos::prelude::*;

/// Draws an answer in the shape of its field. What a person wrote stands in the hand's letters.
pub fn answer(kind: &FieldKind, answer: &Answer, language: Language) -> AnyView {
    match (kind, answer) {
        (FieldKind::Choice { options }, Answer::Text(key)) => words(option(options, key, language)),
        (FieldKind::Scale(scale), Answer::Text(value)) => {
            let anchor = scale
                .anchors
                .iter()
                .find(|(at, _)| at.to_string() == value.trim())
                .map(|(_, text)| text.of(language));
            let of = match language {
                Language::Ru => "из",
                Language::En => "of",
            };
            words(match anchor {
                Some(anchor) => format!("{value} {of} {}, {anchor}", scale.to),
                None => format!("{value} {of} {}", scale.to),
            })
        }
        (FieldKind::Mood, Answer::Text(value)) => {
            let word = value
                .parse::<usize>()
                .ok()
                .and_then(|mood| MOODS.get(mood.wrapping_sub(1)))
                .map(|word| word.of(language));
            words(word.map_or_else(|| value.clone(), str::to_owned))
        }
        (_, Answer::Text(text)) => words(text.clone()),
        (
            FieldKind::Choices { options, .. } | FieldKind::Checklist { options },
            Answer::Set(keys),
        ) => list(
            "list",
            keys.iter()
                .map(|key| option(options, key, language))
                .collect(),
        ),
        (FieldKind::Grid { rows, options }, Answer::Map(map)) => {
            grouped(rows, options, map, language)
        }
        (FieldKind::Ranking { options, .. }, Answer::Map(map)) => {
            let items = map
                .values()
                .map(|key| view! { <li>{option(options, key, language)}</li> })
                .collect_view();
            view! { <ol class="hand ranked">{items}</ol> }.into_any()
        }
        (FieldKind::Table { columns, .. }, Answer::Rows(rows)) => match columns.as_slice() {
            [only] => list(
                "list",
                rows.iter()
                    .filter_map(|row| row.get(&only.key))
                    .map(|text| cell(only, text, language))
                    .collect(),
            ),
            _ => {
                let rows = rows
                    .iter()
                    .map(|row| {
                        let cells = columns
                            .iter()
                            .filter_map(|column| {
                                let text = cell(column, row.get(&column.key)?, language);
                                Some(view! { <dt>{column.label.of(language).to_owned()}</dt><dd class="hand">{text}</dd> })
                            })
                            .collect_view();
                        view! { <li><dl class="shown">{cells}</dl></li> }
                    })
                    .collect_view();
                view! { <ol class="list">{rows}</ol> }.into_any()
            }
        },
        // An answer from before the field changed its type: its words as they were typed.
        (_, answer) => words(answer.leaves().collect::<Vec<_>>().join("\n")),
    }
}

fn words(text: String) -> AnyView {
    view! { <p class="hand">{text}</p> }.into_any()
}

fn list(class: &'static str, items: Vec<String>) -> AnyView {
    let items = items
        .into_iter()
        .map(|item| view! { <li>{item}</li> })
        .collect_view();
    view! { <ul class=format!("hand {class}")>{items}</ul> }.into_any()
}

fn option(options: &[Choice], key: &str, language: Language) -> String {
    options.iter().find(|option| option.key == key).map_or_else(
        || key.to_owned(),
        |option| option.text.of(language).to_owned(),
    )
}

fn cell(column: &Column, text: &str, language: Language) -> String {
    match &column.kind {
        ColumnKind::Choice { options } => option(options, text, language),
        ColumnKind::Check => "✓".to_owned(),
        ColumnKind::Scale(scale) => format!("{text} / {}", scale.to),
        _ => text.to_owned(),
    }
}

/// A grid, read by its answers: what somebody likes stands together.
fn grouped(
    rows: &[Choice],
    options: &[Choice],
    map: &std::collections::BTreeMap<String, String>,
    language: Language,
) -> AnyView {
    let groups = options
        .iter()
        .filter_map(|option| {
            let items: Vec<&str> =
                rows.iter().filter(|row| map.get(&row.key) == Some(&option.key)).map(|row| row.text.of(language)).collect();
            (!items.is_empty()).then(|| {
                view! { <dt>{option.text.of(language).to_owned()}</dt><dd class="hand">{items.join(", ")}</dd> }
            })
        })
        .collect_view();
    view! { <dl class="shown">{groups}</dl> }.into_any()
}
