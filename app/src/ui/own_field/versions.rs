//! Two versions of a field, of which its owner chooses.

use domain::{answer::Answer, language::Language, merge::Conflict, template::Field, text};
use leptos::prelude::*;

use crate::ui::field::{drawn, reading};

text! {
    TWO_TEXTS: "Это поле меняли в двух окнах или на двух устройствах. Обе версии целы, более ранние есть в истории страницы." / "This field was changed in two windows or on two devices. Both versions are safe; earlier ones are in the page’s history.";
    STORED: "Сейчас на странице" / "On the page now";
    OTHER: "Вторая версия, {time}" / "The other version, {time}";
    KEEP_THIS: "Оставить эту" / "Keep this one";
    KEEP_BOTH: "Сохранить обе подряд" / "Keep both, one after the other";
    EMPTY: "пусто" / "empty";
}

/// The id of what shows both versions of a field.
#[must_use]
pub fn versions_id(field: &str) -> String {
    format!("versions-{field}")
}

pub(super) fn versions(
    field: &Field,
    stored: Option<&Answer>,
    conflict: &Conflict,
    time: &str,
    language: Language,
) -> AnyView {
    let shown = |found: Option<&Answer>| match found {
        Some(found) => reading(&field.kind, found, language),
        None => view! { <p class="soft">{EMPTY.of(language)}</p> }.into_any(),
    };
    let seen = conflict.pair(stored);
    let choose = |choice: &str, text: &'static str, class: &'static str| {
        let value = format!("settle.{}.{choice}.{seen}", field.key);
        view! { <button class=class name="draft[then]" value=value>{text}</button> }.into_any()
    };
    let both = drawn(&field.kind).can_keep_both();
    view! {
        <section class="stack" role="group" id=versions_id(&field.key) aria-label=TWO_TEXTS.of(language)>
            <p class="small">{TWO_TEXTS.of(language)}</p>
            <div class="versions">
                <div class="told"><b class="small">{STORED.of(language)}</b>{shown(stored)}{choose("stored", KEEP_THIS.of(language), "button")}</div>
                <div class="told"><b class="small">{OTHER.with(language, &[("time", time)])}</b>{shown(conflict.answer.as_ref())}{choose("other", KEEP_THIS.of(language), "button")}</div>
            </div>
            {both.then(|| view! { <div>{choose("both", KEEP_BOTH.of(language), "button quiet")}</div> })}
        </section>
    }
    .into_any()
}
