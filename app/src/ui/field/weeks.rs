//! A week of 168 hours as one bar, a piece for each activity.

use std::collections::BTreeMap;

use domain::{
    field::ChoiceOption,
    language::Language,
    text,
    time_map::{Week, bar},
};
use leptos::prelude::*;

text! {
    ACTIVITY: "На что" / "Activity";
}

/// Both weeks, one bar under the other. The same numbers stand in the table beside, so the bars
/// are for the eye alone.
pub fn bars(
    options: &[ChoiceOption],
    map: &BTreeMap<String, String>,
    language: Language,
) -> AnyView {
    let bars = Week::ALL
        .map(|week| {
            let hours: Vec<_> = options
                .iter()
                .map(|option| week.hours(map, &option.key))
                .collect();
            let (length, pieces) = bar(&hours);
            let pieces = pieces
                .into_iter()
                .enumerate()
                .map(|(index, (from, length))| view! { <rect class=hue(index) x=from width=length height="100" /> })
                .collect_view();
            let whole = format!("0 0 {length} 100");
            view! {
                <span class="small soft">{week.name().of(language)}</span>
                <svg class="week" viewBox=whole preserveAspectRatio="none" data-week=week.key()>{pieces}</svg>
            }
        })
        .into_iter()
        .collect_view();
    view! { <div class="weeks" aria-hidden="true">{bars}</div> }.into_any()
}

/// The table's head: the activity and both weeks.
pub fn heads(class: Option<&'static str>, language: Language) -> AnyView {
    let weeks = Week::ALL
        .map(|week| view! { <th scope="col" class=class>{week.name().of(language)}</th> })
        .into_iter()
        .collect_view();
    view! { <thead><tr><th scope="col">{ACTIVITY.of(language)}</th>{weeks}</tr></thead> }.into_any()
}

/// The colour of an activity, beside its name.
pub fn swatch(index: usize) -> AnyView {
    view! { <svg class="swatch" viewBox="0 0 10 10" aria-hidden="true"><rect class=hue(index) width="10" height="10" rx="2" /></svg> }.into_any()
}

const fn hue(index: usize) -> &'static str {
    match index % 9 {
        0 => "hue1",
        1 => "hue2",
        2 => "hue3",
        3 => "hue4",
        4 => "hue5",
        5 => "hue6",
        6 => "hue7",
        7 => "hue8",
        _ => "hue9",
    }
}
