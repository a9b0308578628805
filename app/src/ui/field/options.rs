//! Options to choose from: as radios, as ticks, as a menu.

use domain::{answer::Answer, field::ChoiceOption, language::Language, text};
use leptos::prelude::*;

use super::{
    Context,
    widgets::{id, name},
};

text! {
    CLEAR: "не выбрано" / "not chosen";
}

/// One of several.
pub fn radios(
    path: &str,
    options: &[ChoiceOption],
    text: &str,
    language: Language,
) -> impl IntoView + use<> {
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

fn known(options: &[ChoiceOption], key: &str) -> bool {
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

/// Any of several.
pub fn checks(key: &str, options: &[ChoiceOption], context: Context<'_>) -> impl IntoView + use<> {
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

/// One of several, in little room.
pub fn select(
    path: &str,
    label: Option<String>,
    options: &[ChoiceOption],
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
