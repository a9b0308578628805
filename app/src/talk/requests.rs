//! `/requests`: the requests to talk that wait for the reader, urgent ones first, without names and
//! words: a screen may be seen by a class.

use domain::{
    access::Act,
    format::{count, weekday_and_day},
    talk_request::{Urgency, promised},
    text,
};
use leptos::prelude::*;
use store::talk_requests::{OpenRequest, open_requests};

use super::words::urgency_word;
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
    TITLE: "Просят поговорить: {count}" / "Asking to talk: {count}";
    NONE: "Никто не просит разговора" / "Nobody asks to talk";
    NONE_YET: "Просьбы учеников появятся здесь." / "Requests of students will appear here.";
    NAMELESS: "Имя и слова видны после того, как просьба открыта." / "The name and the words are seen once a request is opened.";
    REQUEST: "Просьба: {urgency}" / "Request: {urgency}";
    TO_ONE: "кому: {name}" / "to {name}";
    TO_ALL: "психологам" / "to the psychologists";
    TODAY: "сегодня" / "today";
    WAITS: "ждёт {days}" / "waiting for {days}";
    PROMISED: "обещано до {day} включительно" / "promised by {day}";
    LATE: "обещанный срок прошёл" / "the promised day has passed";
    TOLD: "обещанный срок прошёл, заместителю директора сообщено" / "the promised day has passed, the deputy head was told";
    TAKEN: "ответит {who}" / "{who} will answer";
    TAKEN_BY_YOU: "отвечаете вы" / "you will answer";
    NOBODY: "пока никто не взял" / "nobody has taken it yet";
}

const DAYS: [&str; 3] = ["день", "дня", "дней"];

/// `/requests`
#[component]
pub fn Requests() -> impl IntoView {
    answer(requests)
}

async fn requests(request: Request) -> Answered<AnyView> {
    let actor = request.actor()?;
    let scope = request.scope(Act::AnswerTalkRequest)?;
    if scope.is_nobody() {
        return Err(Refusal::NotFound);
    }
    let mut conn = request.db.read().await?;
    let mut found = open_requests(&mut conn, actor.person(), &scope, request.today()).await?;
    drop(conn);
    found.retain(|one| {
        request
            .may(Act::AnswerTalkRequest, &one.judged.resource())
            .is_ok()
    });
    let language = request.language();
    let title = match found.len() {
        0 => NONE.of(language).to_owned(),
        number => TITLE.with(language, &[("count", &number.to_string())]),
    };
    let list = if found.is_empty() {
        view! { <section class="panel empty">{icon(Icon::Comment)}<p>{NONE_YET.of(language)}</p></section> }.into_any()
    } else {
        let lines = found.iter().map(|one| line(&request, one)).collect_view();
        view! { <section class="panel"><ul class="queue">{lines}</ul></section> }.into_any()
    };
    let body = view! {
        <div class="top"><p class="soft small">{weekday_and_day(request.today(), language)}</p><h1>{title.clone()}</h1><p class="soft small">{NAMELESS.of(language)}</p></div>
        {list}
    };
    Ok(frame(&request, Width::Plain, &title, body))
}

fn line(request: &Request, one: &OpenRequest) -> impl IntoView + use<> {
    let language = request.language();
    let sent_on = request.local(one.sent_at).date();
    let days = (request.today() - sent_on).num_days().unsigned_abs();
    let age = match days {
        0 => TODAY.of(language).to_owned(),
        days => WAITS.with(
            language,
            &[("days", &count(days, DAYS, ["day", "days"], language))],
        ),
    };
    let day = promised(one.urgency, request.local(one.sent_at), request.year());
    let promise = if day < request.today() {
        let text = if one.is_told { TOLD } else { LATE };
        Some(text.of(language).to_owned())
    } else {
        // What is needed now has no day.
        let said = PROMISED.with(language, &[("day", &domain::format::day(day, language))]);
        (one.urgency != Urgency::Now).then_some(said)
    };
    let when = [Some(age), promise];
    let when = when.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let taken = match &one.taken_by {
        Some((by, _)) if request.person() == Some(*by) => TAKEN_BY_YOU.of(language).to_owned(),
        Some((_, name)) => TAKEN.with(language, &[("who", &name.formal())]),
        None => NOBODY.of(language).to_owned(),
    };
    let to = match &one.to {
        Some(name) => TO_ONE.with(language, &[("name", &name.formal())]),
        None => TO_ALL.of(language).to_owned(),
    };
    let title = REQUEST.with(
        language,
        &[("urgency", urgency_word(one.urgency).of(language))],
    );
    let class = match (one.urgency, &one.taken_by) {
        (Urgency::Now, None) => "unread talk",
        (_, None) => "unread",
        (_, Some(_)) => "",
    };
    view! {
        <li>
            <a href=links::request(one.id) class=class>
                <b>{title}</b>
                <span class="small">{to}" · "{taken}</span>
                <span class="soft small when">{when}</span>
            </a>
        </li>
    }
}
