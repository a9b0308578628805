//! A field on the student's page: label, who sees it, prompt, controls, problems, and both texts
//! when two devices disagree.

mod audience;
mod computed;
mod mark;
mod own;
mod versions;

use domain::{language::Language, merge, template::Field};
use leptos::prelude::*;

use self::{audience::audience, computed::told, versions::versions};
use super::{
    field::{Context, control, drawn, widgets},
    problem,
};

pub use self::{
    audience::{chosen_codes, readers_id},
    computed::computed_field,
    mark::{Mark, mark_id},
    own::OwnField,
    versions::versions_id,
};

/// The field's label: for a question of the week, the question.
#[must_use]
pub fn label(field: &Field, week: Option<u32>, language: Language) -> String {
    match field.question(week) {
        Some(question) => question.text.of(language).to_owned(),
        None => field.label.of(language).to_owned(),
    }
}

/// Draws a field of the owner's page.
pub fn own_field(own: &OwnField<'_>) -> AnyView {
    let (field, language) = (own.field, own.language);
    let label = label(field, own.week, language);
    let of_field = problem::of_field(&field.key, own.problems, language);
    let context = Context {
        language,
        answer: own.answer,
        invalid: !of_field.is_empty(),
        one_more_row: own.one_more_row,
        draft: own.draft,
        prefill: own.prefill,
        new_row: own.new_row,
        letter: own.letter,
        suggestions: own.suggestions,
    };
    let name = if drawn(&field.kind).is_single() {
        view! { <label r#for=widgets::id(&field.key)>{label.clone()}</label> }.into_any()
    } else {
        view! { <span class="name">{label.clone()}</span> }.into_any()
    };
    let base = drawn(&field.kind).is_on_form(own.answer).then(|| {
        let base = match own.begun {
            Some(begun) => begun.to_owned(),
            None => merge::base(own.answer),
        };
        view! { <input type="hidden" name=format!("draft[base][{}]", field.key) value=base /> }
    });
    view! {
        <div class="field" id=field.key.clone()>
            <div class="label">{name}{audience(own)}</div>
            {widgets::hint(&field.hint, language)}
            {own.conflict.as_ref().map(|(conflict, time)| versions(field, own.answer, conflict, time, language))}
            {control(field, &label, context)}
            {own.said.clone().map(|said| told(&field.key, said, !field.counter))}
            {problem::paragraph(&field.key, own.problems, language)}
            {base}
        </div>
    }
    .into_any()
}
