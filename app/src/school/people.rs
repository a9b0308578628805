//! `/people`: accounts and roles, for the administrator.

use domain::{
    access::{Act, Facts},
    text,
};
use leptos::prelude::*;
use store::people;

use crate::{
    Request,
    frame::{Place, Width, frame},
    refusal::Answered,
    ui::page::answer,
};

text! {
    TITLE: "Люди" / "People";
    NAME: "Имя" / "Name";
    LOGIN: "Вход" / "Login";
    ROLE: "Роль" / "Role";
    SHUT: "закрыт" / "shut";
    PROMISE: "Имена, входы и роли. Страниц дневников здесь нет и не бывает." / "Names, logins and roles. There are no diary pages here, ever.";
}

/// `/people`
#[component]
pub fn People() -> impl IntoView {
    answer(list)
}

async fn list(request: Request) -> Answered<AnyView> {
    request.may(Act::SeePeople, &Facts::School)?;
    let mut conn = request.db.read().await?;
    let people = people::all(&mut conn, request.today()).await?;
    let language = request.language();
    let rows = people
        .iter()
        .map(|person| {
            let roles: Vec<&str> = person
                .memberships
                .iter()
                .map(|held| held.role.title().of(language))
                .collect();
            let shut = person.disabled.then(|| format!(" ({})", SHUT.of(language)));
            view! {
                <tr>
                    <th scope="row">{person.name.full()}</th>
                    <td data-label=LOGIN.of(language)>{person.login.clone()}{shut}</td>
                    <td data-label=ROLE.of(language)>{roles.join(", ")}</td>
                </tr>
            }
        })
        .collect_view();
    let body = view! {
        <div class="top"><h1>{TITLE.of(language)}</h1><p class="soft">{PROMISE.of(language)}</p></div>
        <section class="panel">
            <table class="data fold dense">
                <thead><tr>{[NAME, LOGIN, ROLE].map(|head| view! { <th scope="col">{head.of(language)}</th> }).into_iter().collect_view()}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    };
    Ok(frame(
        &request,
        Place::People,
        Width::Plain,
        TITLE.of(language),
        body,
    ))
}
