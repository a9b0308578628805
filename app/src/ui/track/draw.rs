//! The panel: where it stands, what can be done now, and how it went.

use domain::{language::Language, text, track::Standing};
use leptos::prelude::*;

use super::{
    FORM, Panel,
    address::ID,
    fields::{note_box, signed_box},
    label::label,
    stages::stages,
};
use crate::{
    Request,
    ui::{
        drawing::{Icon, icon},
        unsaved::{self, Button},
    },
};

text! {
    KEPT: "Комментарий к шагу сохранён, но никому не отправлен." / "The comment on the step is kept; nobody has been sent it.";
    KEPT_BELOW: "Комментарий к шагу сохранён, но никому не отправлен: он в поле ниже и уйдёт со следующим шагом." / "The comment on the step is kept, but nobody has been sent it: it is in the box below and goes with the next step.";
    AGAIN: "Ещё раз: {step}" / "Again: {step}";
    NEXT: "Следующее решение" / "The next decision";
    SHEET: "Лист на подпись" / "A sheet to sign";
    PUT_AWAY: "Убрать этот комментарий" / "Remove this comment";
}

impl Panel<'_> {
    /// The panel: where it stands, what can be done now, and how it went.
    pub fn draw(&self, request: &Request) -> AnyView {
        let language = request.language();
        let (standing, possible) = (self.standing(), self.possible());
        // A step that could not be done comes back with its comment.
        let typed = request.typed(self.action).filter(|typed| {
            self.is_of(typed) && possible.iter().any(|code| code == typed.get("move[step]"))
        });
        let unsaved = typed.map(|typed| {
            let button = Button {
                form: FORM.to_owned(),
                name: "move[step]",
                value: typed.get("move[step]").to_owned(),
            };
            let step = label(self.track, &standing, typed.get("move[step]"), language);
            let again = AGAIN.with(language, &[("step", &step)]);
            unsaved::notice_with(request, typed, button, again)
        });
        // What was typed and could not be done comes before what was kept of a refused step.
        let kept = match typed {
            Some(typed) => Some(typed.get("move[note]").to_owned()),
            None => self.course.kept.clone(),
        };
        let next = self
            .next
            .clone()
            .map(|href| view! { <a class="button main" href=href>{NEXT.of(language)}</a> });
        let done = self
            .just_done(request)
            .map(|said| view! { <div class="told leaf settled" role="status"><span>{said}</span><span class="row wrap">{self.undo(request)}{next}</span></div> });
        let refused = self
            .refused(request)
            .map(|said| view! { <p class="problem">{icon(Icon::Warning)}<span>{said}</span></p> });
        let is_kept = kept.is_some() && typed.is_none();
        let kept_is = if possible.is_empty() {
            KEPT
        } else {
            KEPT_BELOW
        };
        let told = is_kept.then(|| view! { <p class="soft small">{kept_is.of(language)}</p> });
        let fields = self.fields(request, typed.map(AsRef::as_ref));
        let action = self.action;
        let sheet = self
            .sheet
            .clone()
            .map(|href| view! { <a class="button quiet" href=href>{SHEET.of(language)}</a> });
        // Where nothing can be done now the kept words are still shown to whoever wrote them.
        let form = match (possible.is_empty(), kept) {
            (true, None) => None,
            (true, Some(kept)) => Some(view! {
                <form class="stack" method="post" action=action>
                    {fields}
                    <p class="said">{kept}</p>
                    <div class="row wrap"><button class="button quiet" name="move[step]" value="">{PUT_AWAY.of(language)}</button></div>
                </form>
            }.into_any()),
            (false, kept) => {
                let put_away = is_kept.then(|| view! { <button class="button quiet" name="move[step]" value="" formnovalidate>{PUT_AWAY.of(language)}</button> });
                Some(view! {
                <form id=FORM class="stack" method="post" action=action>
                    {fields}
                    {signed_box(request, &possible, typed.map(AsRef::as_ref))}
                    {note_box(kept.unwrap_or_default(), language)}
                    <div class="row wrap">{self.buttons(&possible, &standing, language)}{sheet}{put_away}</div>
                </form>
                }.into_any())
            }
        };
        view! {
            <section class="panel track" id=ID>
                <header><h2>{self.title().of(language)}</h2></header>
                {done}
                {unsaved}
                {stages(self.track, &standing, self.is_students(), language)}
                {refused}
                {told}
                {form}
                {self.history(request)}
            </section>
        }
        .into_any()
    }

    pub(super) fn buttons(
        &self,
        possible: &[String],
        standing: &Standing,
        language: Language,
    ) -> AnyView {
        let buttons = possible.iter().enumerate().map(|(index, code)| {
            // To an adult the decision is what the page is about; its author has the page to write.
            let class = match (index, self.is_students()) {
                // It says what happened on paper: nobody is to do it by the way.
                (0, false) if Standing::is_signed(code) => "button",
                (0, false) => "button main",
                (0, true) => "button",
                _ => "button quiet",
            };
            let label = label(self.track, standing, code, language);
            // What is given back needs nothing of what another step asks for.
            let lets = Standing::needs_note(code);
            view! { <button class=class name="move[step]" value=code.clone() formnovalidate=lets>{label}</button> }
        });
        buttons.collect_view().into_any()
    }
}
