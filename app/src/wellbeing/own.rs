//! `/checkins`: the student's own series.

use domain::{access::Act, text};
use leptos::prelude::*;
use store::checkins;

use super::series::series;
use crate::{
    Request,
    frame::{Width, frame},
    links,
    links::action::CHECK_IN,
    refusal::Answered,
    ui::{
        checkin::{form, question},
        page::answer,
        unsaved::crumb,
    },
};

text! {
    TITLE: "Как я" / "How I am";
    PROMISE: "Отметки видишь ты и школьный психолог. Классный руководитель, администрация и родители их не видят." / "You and the school psychologist see these. Tutors, the administration and parents do not.";
    YET: "Здесь появится линия твоего настроения, когда отметок станет хотя бы две." / "A line of your mood will appear here once there are two check-ins.";
}

/// Days on the chart.
pub const DAYS: i64 = 84;

/// `/checkins`
#[component]
pub fn OwnCheckins() -> impl IntoView {
    answer(own)
}

async fn own(request: Request) -> Answered<AnyView> {
    request.own(Act::CheckIn)?;
    let permit = request.own_checkins()?;
    let mut conn = request.db.read().await?;
    let kept = checkins::of_student(
        &mut conn,
        &permit,
        request.now - chrono::Duration::days(DAYS),
    )
    .await?;
    let language = request.language();
    if let Some(typed) = request.asked().filter(|typed| typed.action == CHECK_IN) {
        let body = view! {
            {crumb(links::CHECKINS.to_owned(), TITLE.of(language).to_owned())}
            {question(&request, typed)}
            {form(&request, None)}
        };
        let title = TITLE.of(language);
        return Ok(frame(&request, Width::Plain, title, body));
    }
    let fresh = kept
        .last()
        .filter(|last| last.at > request.now - chrono::Duration::hours(12));
    let chart = if kept.len() < 2 {
        view! { <p class="soft">{YET.of(language)}</p> }.into_any()
    } else {
        view! { <section class="panel">{series(&request, &kept, DAYS, false)}</section> }.into_any()
    };
    let body = view! {
        <div class="top"><h1>{TITLE.of(language)}</h1><p class="soft">{PROMISE.of(language)}</p></div>
        {form(&request, fresh)}
        {chart}
    };
    Ok(frame(&request, Width::Plain, TITLE.of(language), body))
}
