//! A field that is worked out of others.

use domain::{language::Language, template::Field};
use leptos::prelude::*;

use crate::ui::{computed, field::widgets};

/// Draws a field that is worked out of others: nothing to type, nobody to show it to apart.
pub fn computed_field(
    field: &Field,
    said: Option<String>,
    sides: Option<AnyView>,
    language: Language,
) -> AnyView {
    view! {
        <div class="field" id=field.key.clone()>
            <div class="label"><span class="name">{field.label.of(language).to_owned()}</span></div>
            {widgets::hint(&field.hint, language)}
            {sides}
            {said.map(|said| told(&field.key, said, true))}
        </div>
    }
    .into_any()
}

/// What a field says of its answer; `aloud`, when a change is worth an interruption.
pub(super) fn told(field: &str, said: String, aloud: bool) -> impl IntoView + use<> {
    let hidden = said.is_empty();
    let (class, role) = if aloud {
        ("computed-words", Some("status"))
    } else {
        ("soft small", None)
    };
    view! { <p class=class id=computed::id(field) role=role hidden=hidden>{said}</p> }
}
