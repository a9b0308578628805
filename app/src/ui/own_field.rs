//! A field on the student's page: label, who sees it, prompt, controls, problems, and both texts
//! when two devices disagree.

use domain::{
    access::SectionKind,
    answer::{Answer, Answers, Cells, RowId},
    audience::Audience,
    field::Problem,
    language::Language,
    merge::{self, Conflict},
    template::Field,
    text,
};
use leptos::prelude::*;

use super::{
    computed,
    drawing::{Icon, icon},
    field::{Context, LetterDays, Suggestions, control, drawn, reading, widgets},
    problem,
    readers::Circle,
};

text! {
    WHO: "Кто увидит, когда страница показана" / "Who will see it once the page is shown";
    LOCKED: "Это поле нельзя оставить только себе насовсем" / "This field cannot stay only yours for ever";
    ADDRESSED: "Увидит только тот, к кому ты обращаешься" / "Only the one you address will see it";
    NOBODY_ELSE: "Это поле не показывается никому" / "This field is shown to nobody";
    TWO_TEXTS: "Это поле меняли в двух окнах или на двух устройствах. Обе версии целы, более ранние есть в истории страницы." / "This field was changed in two windows or on two devices. Both versions are safe; earlier ones are in the page’s history.";
    STORED: "Сейчас на странице" / "On the page now";
    OTHER: "Вторая версия, {time}" / "The other version, {time}";
    KEEP_THIS: "Оставить эту" / "Keep this one";
    KEEP_BOTH: "Сохранить обе подряд" / "Keep both, one after the other";
    EMPTY: "пусто" / "empty";
}

/// What a field on the owner's page needs.
pub struct OwnField<'a> {
    pub field: &'a Field,
    pub row: SectionKind,
    pub week: Option<u32>,
    pub language: Language,
    pub circle: &'a Circle,
    pub answer: Option<&'a Answer>,
    /// Who sees it now.
    pub audience: &'a Audience,
    pub mark: Mark,
    /// The page is seen by the one it names: there is nothing to choose at its fields.
    pub addressed: bool,
    pub problems: &'a [Problem],
    /// The other device's text and when it came, ready to read.
    pub conflict: Option<(&'a Conflict, String)>,
    pub one_more_row: bool,
    /// The whole draft: some controls look at their neighbours.
    pub draft: &'a Answers,
    /// What an empty table begins with.
    pub prefill: &'a [Cells],
    /// The id of the first row that is added.
    pub new_row: &'a RowId,
    /// Names that are offered while something is typed.
    pub suggestions: &'a Suggestions,
    /// What a letter needs to know of the calendar.
    pub letter: Option<&'a LetterDays>,
    /// What the field says of its numbers; an autosave keeps it true.
    pub said: Option<String>,
    /// What the form began with, for what was typed and is not saved yet.
    pub begun: Option<&'a str>,
    /// The readers that the form began with, for a choice that is not saved yet.
    pub begun_readers: Option<&'a str>,
}

/// How the visibility of a field is marked: what is usual on its page is an icon, what is not is
/// said in words.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Mark {
    only_owner: bool,
    usual: bool,
}

impl Mark {
    #[must_use]
    pub fn of(audience: &Audience, usual: &Audience) -> Self {
        Self {
            only_owner: audience.is_only_owner(),
            usual: audience == usual,
        }
    }

    /// The value of `data-is`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match (self.only_owner, self.usual) {
            (true, true) => "lock usual",
            (true, false) => "lock",
            (false, true) => "eye usual",
            (false, false) => "eye",
        }
    }
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
fn told(field: &str, said: String, aloud: bool) -> impl IntoView + use<> {
    let hidden = said.is_empty();
    let (class, role) = if aloud {
        ("computed-words", Some("status"))
    } else {
        ("soft small", None)
    };
    view! { <p class=class id=computed::id(field) role=role hidden=hidden>{said}</p> }
}

/// The id of the words that say who sees a field; autosave keeps them true.
#[must_use]
pub fn readers_id(field: &str) -> String {
    format!("readers-{field}")
}

/// The id of a field's mark; autosave keeps it true.
#[must_use]
pub fn mark_id(field: &str) -> String {
    format!("mark-{field}")
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
    let sentence = own.circle.sentence(own.audience, language);
    let choosable: Vec<_> = field
        .choosable(own.row)
        .iter()
        .filter(|reader| own.circle.has(*reader) && !own.addressed)
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
    let begun = match own.begun_readers {
        Some(begun) => begun.to_owned(),
        None => chosen_codes(
            &free
                .copied()
                .filter(|reader| own.audience.contains(*reader))
                .collect(),
        ),
    };
    let note = if own.addressed {
        Some(ADDRESSED.of(language))
    } else if choosable.is_empty() {
        Some(NOBODY_ELSE.of(language))
    } else {
        field.locked.then(|| LOCKED.of(language))
    };
    view! {
        <details class="audience">
            <summary class="chip plain mark" id=mark_id(&field.key) data-is=own.mark.name()>{icon(Icon::Eye)}{icon(Icon::Lock)}<span id=readers_id(&field.key)>{sentence}</span></summary>
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
        <section class="stack" role="group" aria-label=TWO_TEXTS.of(language)>
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
