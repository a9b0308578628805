//! 168 hours of a week, as wished and as it was.

use std::collections::BTreeMap;

use domain::{
    answer::Answer,
    field::{ChoiceOption, TimeMap},
    language::Language,
    text,
    time_map::Week,
};
use leptos::prelude::*;

use super::{
    Context, Drawn,
    weeks::{bars, heads, swatch},
    widgets::{id, name},
};
use crate::islands::hours::Hours;

text! {
    HOURS: "часов" / "hours";
}

impl Drawn for TimeMap {
    /// Two columns of hours under two bars. Figures are typed; the island adds sliders and arrow
    /// keys.
    fn control(&self, key: &str, _legend: &str, context: Context<'_>) -> AnyView {
        time_map(key, &self.options, context)
    }

    fn reading(&self, answer: &Answer, language: Language) -> AnyView {
        read(&self.options, answer.map(), language)
    }
}

fn time_map(key: &str, options: &[ChoiceOption], context: Context<'_>) -> AnyView {
    let language = context.language;
    let rows = options
        .iter()
        .enumerate()
        .map(|(index, option)| {
            let title = option.text.of(language).to_owned();
            let cells = Week::ALL
                .map(|week| {
                    let (word, week) = (week.name(), week.key());
                    let path = format!("{key}.{week}.{}", option.key);
                    let label = format!("{title}, {}, {}", word.of(language).to_lowercase(), HOURS.of(language));
                    let text = context.at(&format!("{week}.{}", option.key)).to_owned();
                    view! {
                        <td data-label=word.of(language)>
                            <input type="text" class="num" inputmode="decimal" id=id(&path) name=name(&path) value=text data-week=week aria-label=label autocomplete="off" />
                        </td>
                    }
                })
                .into_iter()
                .collect_view();
            view! { <tr><th scope="row">{swatch(index)}{title.clone()}</th>{cells}</tr> }
        })
        .collect_view();
    let nothing = BTreeMap::new();
    let map = context.answer.map_or(&nothing, Answer::map);
    let bars = bars(options, map, language);
    view! {
        <Hours>
            {bars}
            <table class="data time-map">
                {heads(None, language)}
                <tbody>{rows}</tbody>
            </table>
        </Hours>
    }
    .into_any()
}

fn read(options: &[ChoiceOption], map: &BTreeMap<String, String>, language: Language) -> AnyView {
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
