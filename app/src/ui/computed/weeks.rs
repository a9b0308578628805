//! The sentences under a map of hours.

use std::collections::BTreeMap;

use domain::{
    format::count,
    language::Language,
    number::Hundredths,
    template::ChoiceOption,
    text,
    time_map::{WHOLE, Week},
};

text! {
    WEEK_FULL: "{name}: все 168 часов расписаны." / "{name}: all 168 hours are placed.";
    WEEK_LEFT: "{name}: расписано {sum}, осталось {left}." / "{name}: {sum} placed, {left} left.";
    WEEK_OVER: "{name}: расписано {sum}, это на {over} больше, чем есть в неделе." / "{name}: {sum} placed, {over} more than a week has.";
}

const HOURS: [&str; 3] = ["час", "часа", "часов"];

pub(super) fn hours(found: Hundredths, language: Language) -> String {
    match found.0 % 100 {
        0 => count(
            u64::try_from(found.0 / 100).unwrap_or(0),
            HOURS,
            ["hour", "hours"],
            language,
        ),
        _ => match language {
            Language::Ru => format!("{} часа", found.format(language)),
            Language::En => format!("{} hours", found.format(language)),
        },
    }
}

pub(super) fn of_weeks(
    options: &[ChoiceOption],
    map: &BTreeMap<String, String>,
    language: Language,
) -> String {
    let said: Vec<String> = Week::ALL
        .into_iter()
        .filter_map(|week| {
            let placed: Vec<Hundredths> = options
                .iter()
                .filter_map(|option| week.hours(map, &option.key))
                .collect();
            if placed.is_empty() {
                return None;
            }
            let sum: Hundredths = placed.into_iter().sum();
            let left = Hundredths(WHOLE.0 - sum.0);
            let (text, rest) = match left.0 {
                0 => (WEEK_FULL, left),
                1.. => (WEEK_LEFT, left),
                _ => (WEEK_OVER, Hundredths(-left.0)),
            };
            let rest = hours(rest, language);
            Some(text.with(
                language,
                &[
                    ("name", week.name().of(language)),
                    ("sum", &hours(sum, language)),
                    ("left", &rest),
                    ("over", &rest),
                ],
            ))
        })
        .collect();
    said.join(" ")
}
