//! 168 hours of a week, as wished and as it was.

use std::collections::BTreeMap;

use domain::{answer::Answer, template::Choice, text, time_map::Week};
use leptos::prelude::*;

use super::{Context, id, name};
use crate::{
    islands::hours::Hours,
    ui::weeks::{bars, heads, swatch},
};

text! {
    HOURS: "часов" / "hours";
}

/// Two columns of hours under two bars. Figures are typed; the island adds sliders and arrow keys.
pub fn time_map(key: &str, options: &[Choice], context: Context<'_>) -> AnyView {
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
    let map = match context.answer {
        Some(Answer::Map(map)) => map,
        _ => &nothing,
    };
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
