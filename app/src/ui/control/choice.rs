//! Choosing: options, ticks, a grid, places, faces.

use domain::{answer::Answer, checkin::MOODS, language::Language, template::Choice, text};
use leptos::prelude::*;

use super::{Context, group, id, name};
use crate::{islands::ranking::Ranking, ui::drawing::face};

text! {
    CLEAR: "не выбрано" / "not chosen";
    PLACE: "{place}-е место" / "Place {place}";
    UP: "Выше" / "Up";
    DOWN: "Ниже" / "Down";
}

/// One of several.
pub fn choice(key: &str, legend: &str, options: &[Choice], context: Context<'_>) -> AnyView {
    let text = context.answer.and_then(Answer::text).unwrap_or_default();
    group(
        "options",
        legend,
        radios(&name(key), options, text, context.language),
    )
}

/// Any of several.
pub fn choices(
    key: &str,
    legend: &str,
    class: &'static str,
    options: &[Choice],
    context: Context<'_>,
) -> AnyView {
    group(class, legend, checks(key, options, context))
}

fn radios(path: &str, options: &[Choice], text: &str, language: Language) -> impl IntoView + use<> {
    let rest = rest(path, known(options, text), text, language);
    let options = options
        .iter()
        .map(|option| {
            radio(
                path,
                &option.key,
                option.text.of(language),
                option.key == text,
            )
        })
        .collect_view();
    (options, rest)
}

/// Besides the options: what was answered though it is none of them stays, and an answer can be
/// taken back.
fn rest(path: &str, known: bool, text: &str, language: Language) -> impl IntoView + use<> {
    let stray = (!known && !text.is_empty()).then(|| radio(path, text, text, true));
    let clear = (!text.is_empty()).then(|| radio(path, "", CLEAR.of(language), false));
    (stray, clear)
}

fn known(options: &[Choice], key: &str) -> bool {
    options.iter().any(|option| option.key == key)
}

fn radio(name: &str, value: &str, text: &str, checked: bool) -> impl IntoView + use<> {
    view! {
        <label class="option">
            <input type="radio" name=name.to_owned() value=value.to_owned() checked=checked />
            <span>{text.to_owned()}</span>
        </label>
    }
}

fn checks(key: &str, options: &[Choice], context: Context<'_>) -> impl IntoView + use<> {
    let chosen = match context.answer {
        Some(Answer::Set(keys)) => keys.as_slice(),
        _ => &[],
    };
    options
        .iter()
        .map(|option| {
            let (name, checked) = (
                name(&format!("{key}.{}", option.key)),
                chosen.contains(&option.key),
            );
            view! {
                <label class="option">
                    <input type="checkbox" name=name value="on" checked=checked />
                    <span>{option.text.of(context.language).to_owned()}</span>
                </label>
            }
        })
        .collect_view()
}

/// Five faces to choose from.
pub fn moods(name: &str, legend: &str, chosen: Option<usize>, language: Language) -> AnyView {
    let faces = MOODS
        .iter()
        .enumerate()
        .map(|(index, word)| {
            let mood = index + 1;
            view! {
                <label>
                    <input type="radio" class="visually-hidden" name=name.to_owned() value=mood.to_string() checked=chosen == Some(mood) />
                    <span class="face">{face(mood)}<span>{word.of(language)}</span></span>
                </label>
            }
        })
        .collect_view();
    group("moods", legend, faces)
}

/// One answer for each of many statements.
pub fn grid(key: &str, rows: &[Choice], options: &[Choice], context: Context<'_>) -> AnyView {
    let chosen = |row: &str| match context.answer {
        Some(Answer::Map(map)) => map.get(row).map_or("", String::as_str),
        _ => "",
    };
    let rows = rows
        .iter()
        .map(|row| {
            let path = name(&format!("{key}.{}", row.key));
            let chosen = chosen(&row.key);
            let options = radios(&path, options, chosen, context.language);
            view! { <fieldset class="grid-row"><legend>{row.text.of(context.language).to_owned()}</legend>{options}</fieldset> }
        })
        .collect_view();
    view! { <div>{rows}</div> }.into_any()
}

/// One of several, in little room.
pub fn select(
    path: &str,
    label: Option<String>,
    options: &[Choice],
    chosen: &str,
    language: Language,
) -> impl IntoView + use<> {
    let known = chosen.is_empty() || options.iter().any(|option| option.key == chosen);
    // What was typed stays, even if it is no option.
    let stray = (!known).then(
        || view! { <option value=chosen.to_owned() selected=true>{chosen.to_owned()}</option> },
    );
    let options = options
        .iter()
        .map(|option| {
            view! { <option value=option.key.clone() selected=option.key == chosen>{option.text.of(language).to_owned()}</option> }
        })
        .collect_view();
    view! {
        <select name=name(path) id=id(path) aria-label=label>
            <option value="">{CLEAR.of(language)}</option>
            {stray}
            {options}
        </select>
    }
}

/// Options in order.
pub fn ranking(key: &str, options: &[Choice], top: usize, context: Context<'_>) -> AnyView {
    let language = context.language;
    let places = (1..=top)
        .map(|place| {
            let path = format!("{key}.{place}");
            let chosen = match context.answer {
                Some(Answer::Map(map)) => map.get(&place.to_string()).map_or("", String::as_str),
                _ => "",
            };
            let label = PLACE.with(language, &[("place", &place.to_string())]);
            view! { <li>{select(&path, Some(label), options, chosen, language)}</li> }
        })
        .collect_view();
    view! {
        <Ranking up=UP.of(language).to_owned() down=DOWN.of(language).to_owned()>
            <ol class="ranking">{places}</ol>
        </Ranking>
    }
    .into_any()
}
