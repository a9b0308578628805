//! `/wellbeing/{student}`: one student's series, for the psychologist. Opening it is written in
//! the student's ledger before anything of it is drawn.

use domain::{
    access::{Act, Resource},
    id::PersonId,
    role::Role,
    text,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use store::{
    Tx,
    access_log::open_checkins,
    checkins::Seen,
    people::{self, StudentLine},
};

use super::{own::DAYS, series::series};
use crate::{
    Refusal, Request,
    frame::{Width, frame},
    links,
    refusal::Answered,
    ui::{
        drawing::{Icon, icon},
        page::answer,
    },
};

text! {
    BACK: "Самочувствие" / "Wellbeing";
    NONE: "За эти недели отметок не было." / "There were no check-ins in these weeks.";
    PAGES: "Показанные страницы" / "Shown pages";
    LEDGER: "Это открытие записано в журнале ученика «Кто читал мой дневник»." / "This opening is noted in the student’s ledger “Who has read my diary”.";
}

/// `/wellbeing/{student}`
#[component]
pub fn StudentWellbeing() -> impl IntoView {
    let id = use_params_map()
        .read_untracked()
        .get("student")
        .unwrap_or_default();
    answer(move |request| student(request, id))
}

async fn open(request: &Request, tx: &mut Tx, id: PersonId) -> Answered<(StudentLine, Vec<Seen>)> {
    let line = people::student(tx, id, request.today())
        .await?
        .ok_or(Refusal::NotFound)?;
    let permit = request.may(Act::SeeCheckins, &Resource::Student(line.student))?;
    let since = request.now - chrono::Duration::days(DAYS);
    let kept = open_checkins(tx, &permit, since, &request.opening()).await?;
    Ok((line, kept))
}

async fn student(request: Request, id: String) -> Answered<AnyView> {
    let actor = request.actor()?;
    if !actor.has(Role::Psychologist) {
        return Err(Refusal::NotFound);
    }
    let id = PersonId(id.parse().map_err(|_| Refusal::NotFound)?);
    let (line, kept) = store::write!(request.db, tx => open(&request, tx, id).await)?;
    let language = request.language();
    let name = line.name.plain();
    let class = domain::format::class(line.grade, &line.letter);
    let noted = !kept.is_empty();
    let content = if kept.is_empty() {
        view! { <section class="panel empty">{icon(Icon::Heart)}<p>{NONE.of(language)}</p></section> }.into_any()
    } else {
        view! { <section class="panel">{series(&request, &kept, DAYS, true)}</section> }.into_any()
    };
    let body = view! {
        <p class="crumb"><a href=links::WELLBEING>{icon(Icon::Back)}{BACK.of(language)}</a></p>
        <div class="row wrap"><div class="top grow"><p class="soft small">{class}</p><h1>{name.clone()}</h1></div>
            <a class="button quiet" href=links::shown_by(id)>{PAGES.of(language)}</a></div>
        {content}
        {noted.then(|| view! { <p class="soft small">{LEDGER.of(language)}</p> })}
    };
    Ok(frame(&request, Width::Plain, &name, body))
}
