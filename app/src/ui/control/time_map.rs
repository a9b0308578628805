//! 168 hours of a week, as wished and as it was.

use domain::{template::Choice, text};
use leptos::prelude::*;

use super::{Context, id, name};
use crate::ui::drawing::{Icon, icon};

text! {
    ACTIVITY: "На что" / "On what";
    WISH: "Как хочется" / "As wished";
    REAL: "Как было" / "As it was";
    HOURS: "часов" / "hours";
}

/// Two columns of hours. Arrow keys work in the sliders, figures can be typed in the fields beside.
pub fn time_map(key: &str, options: &[Choice], context: Context<'_>) -> AnyView {
    let language = context.language;
    let rows = options
        .iter()
        .map(|option| {
            let title = option.text.of(language).to_owned();
            let cells = [("wish", WISH), ("real", REAL)]
                .map(|(week, word)| {
                    let path = format!("{key}.{week}.{}", option.key);
                    let label = format!("{title}, {}, {}", word.of(language).to_lowercase(), HOURS.of(language));
                    let text = context.at(&format!("{week}.{}", option.key)).to_owned();
                    view! {
                        <td data-label=word.of(language)>
                            <input type="text" class="num" inputmode="decimal" id=id(&path) name=name(&path) value=text aria-label=label autocomplete="off" />
                        </td>
                    }
                })
                .into_iter()
                .collect_view();
            view! { <tr><th scope="row">{title.clone()}</th>{cells}</tr> }
        })
        .collect_view();
    view! {
        <table class="data time-map">
            <thead><tr>
                <th scope="col">{ACTIVITY.of(language)}</th>
                <th scope="col">{icon(Icon::Heart)}{WISH.of(language)}</th>
                <th scope="col">{icon(Icon::History)}{REAL.of(language)}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
