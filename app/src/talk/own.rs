//! `/talk/{request}`: what became of a request, for its student.

use std::time::Duration;

use domain::{
    access::{Act, Permit},
    format,
    id::TalkRequestId,
    talk_request::{State, Urgency, promised},
    text,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use store::{people, talk_requests};

use super::{ask::asked, presence::Presence, steps::steps, words::urgency_word};
use crate::{
    Refusal, Request,
    frame::{Width, frame},
    links::{self, action::WITHDRAW_REQUEST},
    refusal::Answered,
    ui::{
        drawing::{Icon, icon},
        page::answer,
        unreadable::unreadable,
    },
};

text! {
    TITLE: "Просьба о разговоре" / "Request to talk";
    BACK: "Хочу поговорить" / "I want to talk";
    PROMISED: "Ответ обещан до {day} включительно" / "An answer is promised by {day}";
    LATE: "Обещанный срок прошёл. Можно подойти к любому взрослому или позвонить." / "The promised day has passed. You can go to any adult, or call.";
    TOLD: "Заместителю директора сообщено, что просьба ждёт, без её слов." / "The deputy head was told that a request waits, without its words.";
    WORDS: "Твои слова" / "Your words";
    WITHDRAW: "Забрать просьбу" / "Take the request back";
    WITHDRAW_SURE: "Взрослые больше не увидят твоих слов и не ответят на эту просьбу. Отправить новую можно в любой момент." / "Adults will no longer see your words and will not answer this request. You can send a new one at any time.";
    WITHDRAW_NOW: "Забрать сейчас" / "Take it back now";
    WHEN_OPENED: "Увидят, когда откроют дневник. Прийти или позвонить быстрее." / "They will see it when they open the diary. Coming or calling is faster.";
}

/// How many of one's own are found by their address.
const KEPT: i64 = 200;

/// `/talk/{request}`
#[component]
pub fn OwnTalk() -> impl IntoView {
    let id = use_params_map()
        .read_untracked()
        .get("request")
        .unwrap_or_default();
    answer(move |request| own(request, id))
}

/// Notes that it was looked at. Where nothing can be written it is new once more.
async fn looked(request: &Request, permit: &Permit, id: TalkRequestId) -> Answered<()> {
    /// A page waits no longer for it.
    const WAITS: Duration = Duration::from_millis(500);
    let db = request.db.at_most(WAITS);
    let noted = store::write!(db, tx => talk_requests::looked(tx, permit, id, request.now).await.map_err(Refusal::from));
    match noted {
        Err(Refusal::Unavailable | Refusal::Busy) => Ok(()),
        noted => noted,
    }
}

async fn own(request: Request, id: String) -> Answered<AnyView> {
    let permit = request.own(Act::AskToTalk)?;
    let id = TalkRequestId(id.parse().map_err(|_| Refusal::NotFound)?);
    let mut conn = request.db.read().await?;
    let kept = talk_requests::of_student(&mut conn, &permit, KEPT).await?;
    let found = kept
        .iter()
        .find(|one| one.id == id)
        .ok_or(Refusal::NotFound)?;
    let presence = Presence::read(&request, &mut conn).await?;
    let people = asked(people::circle(&mut conn, request.student()?, request.today()).await?);
    drop(conn);
    if found.has_news() {
        looked(&request, &permit, id).await?;
    }
    let language = request.language();
    let state = found.state();
    let day = promised(found.urgency, request.local(found.sent_at), request.year());
    // Whoever took it says more than a promise does.
    let is_taken_now = found.urgency == Urgency::Now && matches!(state, State::Taken(_));
    let promise = (state.is_open() && !is_taken_now).then(|| {
        if day < request.today() {
            let told = found.is_told.then(|| format!(" {}", TOLD.of(language)));
            view! { <p class="told clay">{LATE.of(language)}{told}</p> }.into_any()
        } else if found.urgency == Urgency::Now {
            view! { <p class="told">{WHEN_OPENED.of(language)}</p> }.into_any()
        } else {
            let said = PROMISED.with(language, &[("day", &format::day(day, language))]);
            view! { <p class="told">{said}</p> }.into_any()
        }
    });
    // Whom one can go to and call stands here whatever became of it.
    let names: Vec<_> = people
        .iter()
        .map(|adult| (adult.person, &adult.name))
        .collect();
    let now = presence.now(&request, &names);
    // Who is away has a substitute, or the psychologists see it: the student is told.
    let away = found
        .addressee
        .filter(|_| state.is_open())
        .zip(found.to.as_ref());
    let away = away.and_then(|(person, name)| Some((name, presence.absence(&request, person)?)));
    let away =
        away.map(|(name, said)| view! { <p class="told clay">{name.formal()}": "{said}"."</p> });
    let told = view! { <section class="panel">{steps(&request, found.to.as_ref(), found.sent_at, &found.steps)}</section> }.into_any();
    // Until somebody does something with it, whom one can go to comes first.
    let (before, after) = match state {
        State::Sent => (now.into_any(), told),
        _ => (told, now.into_any()),
    };
    let withdraw = matches!(state, State::Sent | State::Taken(_)).then(|| {
        view! {
            <details class="unfold aside">
                <summary><span>{WITHDRAW.of(language)}</span></summary>
                <form class="stack" method="post" action=WITHDRAW_REQUEST>
                    <input type="hidden" name="withdraw[id]" value=id.to_string() />
                    <p class="small">{WITHDRAW_SURE.of(language)}</p>
                    <div><button class="button">{WITHDRAW_NOW.of(language)}</button></div>
                </form>
            </details>
        }
    });
    let words = match &found.words {
        Ok(words) if words.is_empty() => None,
        Ok(words) => Some(view! { <section class="panel"><header><h2>{WORDS.of(language)}</h2></header><p class="said">{words.clone()}</p></section> }.into_any()),
        Err(_) => Some(unreadable(language).into_any()),
    };
    let body = view! {
        <p class="crumb"><a href=links::TALK>{icon(Icon::Back)}{BACK.of(language)}</a></p>
        <div class="top"><h1>{TITLE.of(language)}</h1><p class="soft small">{urgency_word(found.urgency).of(language)}</p></div>
        {away}
        {promise}
        {before}
        {after}
        {words}
        {withdraw}
    };
    Ok(frame(&request, Width::Plain, TITLE.of(language), body))
}
