//! The controls of a form: stances, text, button, and what comes back unsaved.

use domain::{language::Language, text};
use leptos::prelude::*;

use super::{Margin, form::Form};
use crate::{
    Typed,
    islands::autosave::Autosave,
    links,
    ui::{
        drawing::{Icon, icon},
        text_area::{TextArea, text_area},
        unsaved,
    },
};

text! {
    SEND: "Отправить" / "Send";
    SEND_MARKS: "Отправить отметки" / "Send the marks";
    TOO_LONG: "В комментарий помещается до {max} знаков. Текст сохранён, но пока не отправлен." / "A comment takes up to {max} characters. The text is kept but not sent yet.";
}

impl Margin<'_> {
    pub(super) fn writing(
        &mut self,
        mut form: Form,
        draft: &str,
        label: &'static str,
        before: Option<AnyView>,
    ) -> AnyView {
        let (request, language) = (self.request, self.request.language());
        let typed = self.typed(&form);
        form.version = self.version;
        form.from = links::query(&request.path, links::FROM)
            .or_else(|| typed.map(|typed| typed.get("comment[from]")))
            .unwrap_or_default()
            .to_owned();
        form.unsaved = typed.is_some_and(|typed| !typed.asks());
        let draft = match typed {
            None => draft.to_owned(),
            Some(typed) => own_draft(typed, draft).unwrap_or_else(|| body(typed).to_owned()),
        };
        let asks = typed.is_some_and(Typed::asks);
        let notice = typed.filter(|_| !asks).map(|typed| {
            let button = unsaved::Button {
                form: form.id.clone(),
                name: "comment[then]",
                value: "send".to_owned(),
            };
            unsaved::notice(request, typed, button)
        });
        let origin = unsaved::origin(request, typed, Some(&form.id));
        let area = TextArea {
            id: format!("{}-text", form.id),
            name: "comment[body]".to_owned(),
            class: "box",
            form: Some(form.id.clone()),
            label: Some(label),
            described: Some(format!("problem-{}", form.id)),
            // A mark alone can be sent; of a draft nothing is left by sending nothing.
            required: before.is_none() && draft.is_empty(),
            ..TextArea::default()
        };
        // What is not saved is not told to be kept.
        let long = typed.is_none() && draft.chars().count() > store::comments::MAX;
        let problem = long.then(|| too_long(language));
        let hidden = problem.is_none();
        let id = form.id.clone();
        // A form that asks is sent by the button of its question alone.
        let what = if before.is_some() { SEND_MARKS } else { SEND };
        let send = (!asks).then(|| {
            view! {
                <div class="row wrap">
                    <button class="button main" form=id.clone() name="comment[then]" value="send">{what.of(language)}</button>
                    <Autosave form=id.clone() rest=String::new() saved=false words=self.words.clone() />
                </div>
            }
        });
        self.forms.push(form);
        view! {
            <div class="stack answering">
                {notice}
                {origin}
                {before}
                {text_area(area, &draft)}
                <p class="problem" id=format!("problem-{id}") hidden=hidden>{icon(Icon::Warning)}<span>{problem}</span></p>
                {send}
            </div>
        }
        .into_any()
    }
}

fn body(typed: &Typed) -> &str {
    typed.get("comment[body]")
}

/// The text of a form that a kept word comes back to where its writer has begun another one since:
/// both, because sending replaces what is begun.
pub(super) fn own_draft(typed: &Typed, draft: &str) -> Option<String> {
    let has_both = typed.asks() && !draft.is_empty() && !draft.contains(body(typed));
    has_both.then(|| format!("{draft}\n\n{}", body(typed)))
}

/// What is said to a word that is too long.
#[must_use]
pub fn too_long(language: Language) -> String {
    TOO_LONG.with(
        language,
        &[(
            "max",
            &domain::format::thousands(store::comments::MAX as u64),
        )],
    )
}
