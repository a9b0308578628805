//! `/help`: whom one can call and go to, for everybody, signed in or not.

use domain::text;
use leptos::prelude::*;

use super::words::{NEAREST, phones};
use crate::{
    Request,
    frame::{Width, frame},
    refusal::Answered,
    ui::page::answer,
};

text! {
    TITLE: "Помощь" / "Help";
    ABOUT: "Если тяжело, страшно или что-то случилось, можно позвонить сразу." / "If it is hard, frightening or something has happened, you can call right away.";
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
    let body = view! {
        <div class="top"><h1>{TITLE.of(language)}</h1><p class="soft">{ABOUT.of(language)}</p></div>
        <section class="panel"><p>{NEAREST.of(language)}</p>{numbers}</section>
    };
    Ok(frame(&request, Width::Plain, TITLE.of(language), body))
}
