//! How readiness moved from month to month: one bar for each month, a piece for each level.

use domain::{
    format::month_and_year,
    language::Language,
    text,
    topics::{LEVELS, Month},
};
use leptos::prelude::*;

text! {
    TITLE: "Месяц за месяцем" / "Month by month";
    NOTE: "Сложилось само из того, что отмечено раньше. Видно только тебе." / "Built from what you marked earlier. Only you see it.";
    ALONE: "без подсказки {alone} из {all}" / "{alone} of {all} without a hint";
}

/// The months of one subject; nothing while there is only one to look at.
pub fn months(months: &[Month], language: Language) -> Option<AnyView> {
    if months.len() < 2 {
        return None;
    }
    let rows = months
        .iter()
        .map(|month| {
            let name = month_and_year(month.year, month.month, language);
            let (alone, all) = (month.alone().to_string(), month.all().to_string());
            let said = ALONE.with(language, &[("alone", &alone), ("all", &all)]);
            let levels: Vec<String> = LEVELS
                .iter()
                .zip(month.counts)
                .filter(|(_, count)| *count > 0)
                .map(|(word, count)| format!("{} {count}", word.of(language)))
                .collect();
            let mut from = 0;
            let pieces = month
                .counts
                .iter()
                .enumerate()
                .map(|(level, count)| {
                    let at = from;
                    from += count;
                    view! { <rect class=class(level) x=at width=*count height="100" /> }
                })
                .collect_view();
            let whole = format!("0 0 {} 100", month.all());
            view! {
                <li>
                    <span class="small">{name}</span>
                    <svg class="week" viewBox=whole preserveAspectRatio="none" aria-hidden="true">{pieces}</svg>
                    <span class="soft small">{said}</span>
                    <span class="visually-hidden">": "{levels.join(", ")}</span>
                </li>
            }
        })
        .collect_view();
    let legend = LEVELS
        .iter()
        .enumerate()
        .map(|(level, word)| view! { <span><svg class="swatch" viewBox="0 0 10 10" aria-hidden="true"><rect class=class(level) width="10" height="10" rx="2" /></svg>{word.of(language)}</span> })
        .collect_view();
    Some(
        view! {
            <section class="months stack">
                <h2 class="small">{TITLE.of(language)}</h2>
                <ul>{rows}</ul>
                <p class="hint levels">{legend}</p>
                <p class="soft small">{NOTE.of(language)}</p>
            </section>
        }
        .into_any(),
    )
}

const fn class(level: usize) -> &'static str {
    match level {
        0 => "level0",
        1 => "level1",
        2 => "level2",
        3 => "level3",
        _ => "level4",
    }
}
