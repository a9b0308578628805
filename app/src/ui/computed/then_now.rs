//! What was answered first and last.

use domain::{answer::Answer, field::Place, language::Language, template::Field, text};
use leptos::prelude::*;

use super::around::Around;

text! {
    SEPTEMBER: "Тогда" / "Then";
    NOW: "Сейчас" / "Now";
}

/// An earlier and a later answer side by side.
pub fn then_now(place: &Place, of: &Field, around: &Around, language: Language) -> Option<AnyView> {
    let (_, then, now) = around.then_now.iter().find(|(found, ..)| found == place)?;
    let side = |title: domain::language::Text, answer: &Option<Answer>| {
        answer.as_ref().map(|answer| view! { <div><b class="small">{title.of(language)}</b>{crate::ui::field::reading(&of.kind, answer, language)}</div> })
    };
    let sides = (side(SEPTEMBER, then), side(NOW, now));
    Some(view! { <div class="versions">{sides}</div> }.into_any())
}
