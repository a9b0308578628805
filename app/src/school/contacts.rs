//! `/school/contacts`: who is away and who stands in, where and when adults are found, whom one can
//! call. What students read when they ask to talk is made of these.

use domain::{
    access::{Act, Resource},
    text,
};
use leptos::prelude::*;
use store::{absences as stored, people, school};

use super::{absences, hours, phones};
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
    TITLE: "Замещения, часы и телефоны" / "Substitutes, hours and telephone numbers";
    ABOUT: "Из этого складывается то, что ученики читают, когда просят о разговоре: кто сейчас в школе, где его найти, кто замещает и куда звонить." / "What students read when they ask to talk is made of this: who is at school now, where to find them, who stands in and whom to call.";
    SAVED: "Сохранено." / "Saved.";
    SCHOOL: "Школа" / "School";
}

/// `/school/contacts`
#[component]
pub fn Contacts() -> impl IntoView {
    answer(contacts)
}

async fn contacts(request: Request) -> Answered<AnyView> {
    request.may(Act::ManageSchool, &Resource::School)?;
    let mut conn = request.db.read().await?;
    let adults = people::adults(&mut conn, request.today()).await?;
    let away = stored::since(&mut conn, request.today()).await?;
    let hours_of = school::office_hours(&mut conn).await?;
    drop(conn);
    let language = request.language();
    let wrong = match links::query(&request.path, "unfit") {
        Some(hours::HOURS) => Some(hours::WRONG),
        Some(phones::NUMBERS) => Some(phones::WRONG),
        _ => None,
    };
    let wrong =
        wrong.map(|text| view! { <p class="told clay" role="alert">{text.of(language)}</p> });
    let saved = (wrong.is_none() && links::query(&request.path, "saved").is_some())
        .then(|| view! { <p class="told leaf" role="status">{SAVED.of(language)}</p> });
    let body = view! {
        {saved}
        <p class="crumb"><a href=links::SCHOOL>{icon(Icon::Back)}{SCHOOL.of(language)}</a></p>
        <div class="top"><h1>{TITLE.of(language)}</h1><p class="soft">{ABOUT.of(language)}</p></div>
        {wrong}
        {absences::panel(&request, &adults, &away)}
        {hours::panel(&request, &adults, &hours_of)}
        {phones::panel(&request)}
    };
    Ok(frame(&request, Width::Plain, TITLE.of(language), body))
}
