//! Supported or to be discussed, for each option that was chosen: the controls, and what was typed.

use domain::{
    answer::Answer,
    language::Language,
    stance::{Stance, Stances},
    template::{ChoiceOption, Field},
    text,
};
use leptos::prelude::*;

use super::form::Form;
use crate::Typed;

text! {
    NO_STANCE: "без отметки" / "no mark";
}

pub(super) fn stances_of(typed: &Typed) -> Stances {
    let chosen = typed.under("comment[stances]").into_iter();
    chosen
        .filter_map(|(option, code)| Some((option, Stance::parse(&code)?)))
        .collect()
}

/// Supported or to be discussed, for each option that was chosen.
pub(super) fn stances(
    form: &Form,
    field: &Field,
    answer: &Answer,
    taken: &Stances,
    language: Language,
) -> AnyView {
    let rows = answer
        .leaves()
        .filter(|key| field.options().iter().any(|option| option.key == *key))
        .map(|key| {
            let now = taken.get(key).copied();
            let choices = [None, Some(Stance::Support), Some(Stance::Discuss)];
            let radios = choices
                .map(|stance| {
                    let (value, text) = stance.map_or(("", NO_STANCE), |stance| (stance.code(), stance.word()));
                    let name = format!("comment[stances][{key}]");
                    view! {
                        <label class="option">
                            <input type="radio" form=form.id.clone() name=name value=value checked=now == stance />
                            <span>{text.of(language)}</span>
                        </label>
                    }
                })
                .into_iter()
                .collect_view();
            view! { <fieldset class="options"><legend>{ChoiceOption::name(field.options(), key, language).to_owned()}</legend>{radios}</fieldset> }
        })
        .collect_view();
    view! { <div class="stack">{rows}</div> }.into_any()
}
