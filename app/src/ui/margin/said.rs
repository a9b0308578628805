//! What a word says: stances on what was chosen, then its text.

use domain::{
    language::Language,
    stance::Stance,
    template::{ChoiceOption, Field},
};
use leptos::prelude::*;
use store::comments::Comment;

use crate::ui::unreadable::unreadable;

/// What a word says: stances on what was chosen, then its text.
pub fn said(comment: &Comment, field: Option<&Field>, new: bool, language: Language) -> AnyView {
    let stances = comment
        .stances
        .iter()
        .map(|(key, stance)| {
            let options = field.map_or(&[][..], Field::options);
            let option = ChoiceOption::name(options, key, language).to_owned();
            let class = match stance {
                Stance::Support => "chip leaf",
                Stance::Discuss => "chip",
            };
            view! { <li>{option}<span class=class>{stance.word().of(language)}</span></li> }
        })
        .collect_view();
    let body = comment.body.clone();
    let text = (!body.is_empty()).then(|| {
        view! { <p class="said">{if new { view! { <mark>{body}</mark> }.into_any() } else { body.into_any() }}</p> }
    });
    view! {
        {(!comment.stances.is_empty()).then(|| view! { <ul class="stances">{stances}</ul> })}
        {text}
        {(!comment.is_readable).then(|| unreadable(language))}
    }
    .into_any()
}
