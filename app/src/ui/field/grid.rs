//! One answer for each of many statements.

use domain::{answer::Answer, field::Grid, language::Language};
use leptos::prelude::*;

use super::{Context, Drawn, options::radios, widgets::name};

impl Drawn for Grid {
    fn control(&self, key: &str, _legend: &str, context: Context<'_>) -> AnyView {
        let rows = self
            .rows
            .iter()
            .map(|row| {
                let path = name(&format!("{key}.{}", row.key));
                let chosen = context.at(&row.key);
                let options = radios(&path, &self.options, chosen, context.language);
                view! { <fieldset class="grid-row"><legend>{row.text.of(context.language).to_owned()}</legend>{options}</fieldset> }
            })
            .collect_view();
        view! { <div>{rows}</div> }.into_any()
    }

    /// Read by its answers: what somebody likes stands together.
    fn reading(&self, answer: &Answer, language: Language) -> AnyView {
        let chosen = |row: &str| match answer {
            Answer::Map(map) => map.get(row),
            _ => None,
        };
        let groups = self
            .options
            .iter()
            .filter_map(|option| {
                let rows = self.rows.iter().filter(|row| chosen(&row.key) == Some(&option.key));
                let items: Vec<&str> = rows.map(|row| row.text.of(language)).collect();
                (!items.is_empty()).then(|| {
                    view! { <dt>{option.text.of(language).to_owned()}</dt><dd class="hand">{items.join(", ")}</dd> }
                })
            })
            .collect_view();
        view! { <dl class="shown">{groups}</dl> }.into_any()
    }
}
