//! An answer to be read, not written.

use domain::{
    answer::Answer,
    checkin::MOODS,
    decision::Comparison,
    format::day_and_year,
    language::Language,
    letter::Letter,
    template::{Choice, Column, ColumnKind, FieldKind, Matrix, Topics},
    text,
    time_map::Week,
    topics::{LEVELS, levels},
};
use leptos::prelude::*;

use super::weeks::{bars, heads, swatch};

/// Draws an answer in the shape of its field. What a person wrote stands in the hand's letters.
pub fn answer(kind: &FieldKind, answer: &Answer, language: Language) -> AnyView {
    match (kind, answer) {
        (FieldKind::Choice { options }, Answer::Text(key)) => {
            words(Choice::name(options, key, language).to_owned())
        }
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
        (FieldKind::Number(range), Answer::Text(value)) => {
            let unit = range.unit.of(language);
            words(if unit.is_empty() {
                value.clone()
            } else {
                format!("{value} {unit}")
            })
        }
        (FieldKind::Matrix(kind), Answer::Map(map)) => matrix(kind, map, language),
        (FieldKind::Topics(kind), Answer::Map(map)) => topics(kind, map, language),
        (FieldKind::TimeMap { options }, Answer::Map(map)) => weeks(options, map, language),
        (FieldKind::Letter { .. }, Answer::Map(map)) => match Letter::read(map) {
            Letter::Written(letter) => words(letter.text),
            Letter::Opened(letter) => words(letter.text),
            Letter::Sealed(letter) => {
                let day = day_and_year(letter.opens_on, language);
                view! { <p class="soft">{SEALED.with(language, &[("day", &day)])}</p> }.into_any()
            }
        },
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
                .map(|key| Choice::name(options, key, language).to_owned())
                .collect(),
        ),
        (FieldKind::Grid { rows, options }, Answer::Map(map)) => {
            grouped(rows, options, map, language)
        }
        (FieldKind::Ranking { options, .. }, Answer::Map(map)) => {
            let items = map
                .values()
                .map(|key| view! { <li>{Choice::name(options, key, language).to_owned()}</li> })
                .collect_view();
            view! { <ol class="hand">{items}</ol> }.into_any()
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

text! {
    SEALED: "Запечатано до {day}" / "Sealed until {day}";
    CRITERION: "Критерий" / "Criterion";
    WEIGHT: "Важность" / "Importance";
    MUST: "без этого нельзя" / "impossible without it";
}

/// The comparison as a table; voices of close people below it.
fn matrix(
    kind: &Matrix,
    map: &std::collections::BTreeMap<String, String>,
    language: Language,
) -> AnyView {
    let comparison = Comparison::read(kind, map);
    let heads = comparison
        .options
        .iter()
        .map(|(_, name)| view! { <th scope="col" class="num">{name.clone()}</th> })
        .collect_view();
    let figure = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
    let rows = comparison
        .criteria
        .iter()
        .filter(|criterion| criterion.weight.is_some() || criterion.scores.iter().any(Option::is_some) || criterion.must)
        .map(|criterion| {
            let of_template = kind.criteria.iter().find(|found| found.key == criterion.key);
            let name = of_template.map(|found| found.text.of(language).to_owned()).or_else(|| criterion.name.clone());
            let must = criterion.must.then(|| view! { <span class="soft small">", "{MUST.of(language)}</span> });
            let scores = criterion.scores.iter().map(|score| view! { <td class="num">{figure(*score)}</td> }).collect_view();
            view! { <tr><th scope="row">{name}{must}</th><td class="num">{figure(criterion.weight)}</td>{scores}</tr> }
        })
        .collect_view();
    let voices: Vec<String> = comparison
        .options
        .iter()
        .filter_map(|(number, name)| {
            Some(format!("{name}: {}", map.get(&format!("voice.{number}"))?))
        })
        .collect();
    view! {
        <div class="scroll" tabindex="0" role="group" aria-label=CRITERION.of(language)>
            <table class="data dense">
                <thead><tr><th scope="col">{CRITERION.of(language)}</th><th scope="col" class="num">{WEIGHT.of(language)}</th>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {(!voices.is_empty()).then(|| list("list", voices))}
    }
    .into_any()
}

fn topics(
    kind: &Topics,
    map: &std::collections::BTreeMap<String, String>,
    language: Language,
) -> AnyView {
    let rows = levels(kind, map)
        .into_iter()
        .map(|(_, topic, level)| {
            let name = match topic {
                Ok(topic) => topic.text.of(language).to_owned(),
                Err(name) => name.to_owned(),
            };
            view! { <li class="row"><span class="grow">{name}</span><span class="soft small">{level}" "{LEVELS[level].of(language)}</span></li> }
        })
        .collect_view();
    view! { <ul class="hand list">{rows}</ul> }.into_any()
}

fn weeks(
    options: &[Choice],
    map: &std::collections::BTreeMap<String, String>,
    language: Language,
) -> AnyView {
    let rows = options
        .iter()
        .enumerate()
        .map(|(index, option)| {
            let cells = Week::ALL
                .map(|week| {
                    let hours = map.get(&format!("{}.{}", week.key(), option.key)).cloned();
                    view! { <td class="num">{hours}</td> }
                })
                .into_iter()
                .collect_view();
            view! { <tr><th scope="row">{swatch(index)}{option.text.of(language).to_owned()}</th>{cells}</tr> }
        })
        .collect_view();
    view! {
        {bars(options, map, language)}
        <table class="data dense">
            {heads(Some("num"), language)}
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// An answer of one line, in words.
#[must_use]
pub fn plain(kind: &FieldKind, answer: &Answer, language: Language) -> String {
    match (kind, answer) {
        (FieldKind::Choice { options }, Answer::Text(key)) => {
            Choice::name(options, key, language).to_owned()
        }
        (FieldKind::Choices { options, .. }, Answer::Set(keys)) => {
            let words: Vec<String> = keys
                .iter()
                .map(|key| Choice::name(options, key, language).to_owned())
                .collect();
            words.join(", ")
        }
        (_, answer) => answer.leaves().collect::<Vec<_>>().join(", "),
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

fn cell(column: &Column, text: &str, language: Language) -> String {
    match &column.kind {
        ColumnKind::Choice { options } => Choice::name(options, text, language).to_owned(),
        ColumnKind::Check => "✓".to_owned(),
        ColumnKind::Scale(scale) => format!("{text} / {}", scale.to),
        ColumnKind::Number(range) => format!("{text} {}", range.unit.of(language))
            .trim_end()
            .to_owned(),
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
