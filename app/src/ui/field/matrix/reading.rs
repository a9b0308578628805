//! A comparison to be read.

use std::collections::BTreeMap;

use domain::{decision::Comparison, field::Matrix, language::Language, text};
use leptos::prelude::*;

use crate::ui::field::widgets::list;

text! {
    CRITERION: "Критерий" / "Criterion";
    WEIGHT: "Важность" / "Importance";
    MUST: "без этого нельзя" / "impossible without it";
}

/// The comparison as a table; voices of close people below it.
pub fn matrix(kind: &Matrix, map: &BTreeMap<String, String>, language: Language) -> AnyView {
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
        {(!voices.is_empty()).then(|| list(voices))}
    }
    .into_any()
}
