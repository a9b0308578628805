//! A field on the student's page: label, who sees it, prompt, controls, problems, and both texts
//! when two devices disagree.

use domain::{
    access::Row,
    answer::Answer,
    audience::Audience,
    judge::Problem,
    language::Language,
    merge::Other,
    template::{Field, FieldKind},
    text,
};
use leptos::prelude::*;

use super::{
    answer::answer,
    control::{self, Context, control},
    drawing::{Icon, icon},
    problem,
    readers::Circle,
};

text! {
    WHO: "Кто увидит, когда страница показана" / "Who will see it once the page is shown";
    LOCKED: "Это поле нельзя оставить только себе насовсем" / "This field cannot stay only yours for ever";
    NOBODY_ELSE: "Это поле не показывается никому" / "This field is shown to nobody";
    TWO_TEXTS: "Это поле меняли в двух местах. Обе версии целы." / "This field was changed in two places. Both versions are safe.";
    STORED: "Сохранено здесь" / "Saved here";
    OTHER: "В другом окне или на другом устройстве, {time}" / "In another window or on another device, {time}";
    KEEP_THIS: "Оставить эту" / "Keep this one";
    KEEP_BOTH: "Сохранить обе подряд" / "Keep both, one after the other";
    EMPTY: "пусто" / "empty";
}

/// What a field on the owner's page needs.
pub struct OwnField<'a> {
    pub field: &'a Field,
    pub row: Row,
    pub week: Option<u32>,
    pub language: Language,
    pub circle: &'a Circle,
    pub answer: Option<&'a Answer>,
    /// Who sees it now.
    pub audience: &'a Audience,
    pub problems: &'a [Problem],
    /// The other device's text and when it came, ready to read.
    pub other: Option<(&'a Other, String)>,
    pub one_more_row: bool,
}

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
    };
    let name = if control::is_single(&field.kind) {
        view! { <label r#for=control::id(&field.key)>{label.clone()}</label> }.into_any()
    } else {
        view! { <span class="name">{label.clone()}</span> }.into_any()
    };
    let base = Answer::fingerprint(own.answer);
    view! {
        <div class="field" id=field.key.clone()>
            <div class="label">{name}{audience(own)}</div>
            {control::hint(&field.hint, language)}
            {own.other.as_ref().map(|(other, time)| versions(field, own.answer, other, time, language))}
            {control(field, &label, context)}
            {problem::paragraph(&field.key, own.problems, language)}
            <input type="hidden" name=format!("draft[base][{}]", field.key) value=base />
        </div>
    }
    .into_any()
}

/// The id of the words that say who sees a field; autosave keeps them true.
#[must_use]
pub fn readers_id(field: &str) -> String {
    format!("readers-{field}")
}

/// The readers a form's ticks stand for, as its hidden control tells them.
#[must_use]
pub fn chosen_codes(chosen: &Audience) -> String {
    let codes: Vec<&str> = chosen.iter().map(domain::audience::Reader::code).collect();
    if codes.is_empty() {
        "-".to_owned()
    } else {
        codes.join(" ")
    }
}

fn audience(own: &OwnField<'_>) -> AnyView {
    let (field, language) = (own.field, own.language);
    let drawing = if own.audience.is_only_owner() {
        Icon::Lock
    } else {
        Icon::Eye
    };
    let sentence = own.circle.sentence(own.audience, language);
    let choosable: Vec<_> = field
        .choosable(own.row)
        .iter()
        .filter(|reader| own.circle.has(*reader))
        .collect();
    let default = field.default_audience(own.row, own.week);
    let options = choosable
        .iter()
        .map(|reader| {
            let name = own.circle.name(*reader, language);
            let title = reader.title().of(language);
            let text = if name == title { name } else { format!("{name}, {title}") };
            let checked = own.audience.contains(*reader);
            if field.locked && default.contains(*reader) {
                return view! { <label class="check"><input type="checkbox" checked=true disabled=true /><span class="grow">{text}</span></label> }.into_any();
            }
            let control = format!("draft[audience][{}.{}]", field.key, reader.code());
            view! { <label class="check"><input type="checkbox" name=control value="on" checked=checked /><span class="grow">{text}</span></label> }.into_any()
        })
        .collect_view();
    let free = choosable
        .iter()
        .filter(|reader| !(field.locked && default.contains(**reader)));
    let begun = chosen_codes(
        &free
            .copied()
            .filter(|reader| own.audience.contains(*reader))
            .collect(),
    );
    let note = if choosable.is_empty() {
        Some(NOBODY_ELSE.of(language))
    } else {
        field.locked.then(|| LOCKED.of(language))
    };
    view! {
        <details class="audience">
            <summary class="chip plain">{icon(drawing)}<span id=readers_id(&field.key)>{sentence}</span></summary>
            <fieldset>
                <legend>{WHO.of(language)}</legend>
                {options}
                {note.map(|note| view! { <p class="hint">{note}</p> })}
            </fieldset>
            <input type="hidden" name=format!("draft[audience][{}]", field.key) value=begun />
        </details>
    }
    .into_any()
}

fn versions(
    field: &Field,
    stored: Option<&Answer>,
    other: &Other,
    time: &str,
    language: Language,
) -> AnyView {
    let shown = |found: Option<&Answer>| match found {
        Some(found) => answer(&field.kind, found, language),
        None => view! { <p class="soft">{EMPTY.of(language)}</p> }.into_any(),
    };
    let choose = |choice: &str, text: &'static str, class: &'static str| {
        let value = format!("settle.{}.{choice}", field.key);
        view! { <button class=class name="draft[then]" value=value>{text}</button> }.into_any()
    };
    let both = matches!(
        field.kind,
        FieldKind::ShortText { .. }
            | FieldKind::LongText { .. }
            | FieldKind::Question { .. }
            | FieldKind::Table { .. }
    );
    view! {
        <section class="stack" role="group" aria-label=TWO_TEXTS.of(language)>
            <p class="small">{TWO_TEXTS.of(language)}</p>
            <div class="versions">
                <div class="told"><b class="small">{STORED.of(language)}</b>{shown(stored)}{choose("stored", KEEP_THIS.of(language), "button")}</div>
                <div class="told"><b class="small">{OTHER.with(language, &[("time", time)])}</b>{shown(other.answer.as_ref())}{choose("other", KEEP_THIS.of(language), "button")}</div>
            </div>
            {both.then(|| view! { <div>{choose("both", KEEP_BOTH.of(language), "button quiet")}</div> })}
        </section>
    }
    .into_any()
}
