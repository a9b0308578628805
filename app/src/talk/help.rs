//! `/help`: whom one can call and go to, for everybody, signed in or not.

use domain::{role::Role, text};
use leptos::prelude::*;

use super::words::{NEAREST, phones};
use crate::{
    Request,
    frame::{Width, frame},
    links,
    refusal::Answered,
    ui::{
        drawing::{Icon, icon},
        page::answer,
    },
};

text! {
    TITLE: "Помощь" / "Help";
    ABOUT: "Если тяжело, страшно или что-то случилось, можно позвонить сразу." / "If it is hard, frightening or something has happened, you can call right away.";
    TALK: "Хочу поговорить" / "I want to talk";
    NONE: "Телефоны школа ещё не указала. Номер экстренных служб: 112." / "The school has given no telephone numbers yet. The emergency number is 112.";
}

/// `/help`
#[component]
pub fn Help() -> impl IntoView {
    answer(help)
}

async fn help(request: Request) -> Answered<AnyView> {
    let language = request.language();
    let numbers = if request.site.school.phones.is_empty() {
        view! { <p>{NONE.of(language)}</p> }.into_any()
    } else {
        phones(&request)
    };
    // Whoever can ask in the diary finds there who is at school now, and in which room.
    let is_student = (request.actor()).is_ok_and(|actor| actor.main_role() == Some(Role::Student));
    let talk = is_student.then(|| {
        view! { <p><a class="button" href=links::TALK>{icon(Icon::Comment)}{TALK.of(language)}</a></p> }
    });
    let body = view! {
        <div class="top"><h1>{TITLE.of(language)}</h1><p class="soft">{ABOUT.of(language)}</p></div>
        <section class="panel"><p>{NEAREST.of(language)}</p>{numbers}</section>
        {talk}
    };
    Ok(frame(&request, Width::Plain, TITLE.of(language), body))
}
