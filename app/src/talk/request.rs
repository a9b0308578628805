//! `/requests/{request}`: one request with its words, for whom it was sent to. Opening it is a step
//! that its student sees, and no answer.

use domain::{
    access::Act,
    audience::Reader,
    format::{self, class},
    id::TalkRequestId,
    talk_request::{Kind, State, Urgency, promised},
    text,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use store::{Tx, people, people::CircleAdult, talk_requests};

use super::{
    answer::{MEETING, PLACE_MAX},
    ask::asked,
    steps::steps,
    words::{PSYCHOLOGISTS, urgency_word},
};
use crate::{
    Refusal, Request,
    frame::{Width, frame},
    links::{self, action::ANSWER_REQUEST},
    refusal::Answered,
    ui::{
        drawing::{Icon, icon},
        page::answer,
        text_area::{TextArea, text_area},
        unreadable::unreadable,
        unsaved,
    },
};

text! {
    BACK: "Просьбы" / "Requests";
    PROMISED: "ответ обещан до {day} включительно" / "an answer is promised by {day}";
    TAKEN_BACK: "Ученик забрал просьбу: слова её больше не видны." / "The student took the request back: its words are seen no more.";
    NO_WORDS: "Слов нет: просит поговорить." / "No words: asks to talk.";
    TAKE: "Взять" / "Take it";
    ANSWER: "Слова ученику" / "Words to the student";
    MEETING_AT: "Встреча: день, время и место" / "A meeting: day, time and place";
    DAY: "День" / "Day";
    TIME: "Время" / "Time";
    PLACE: "Место" / "Place";
    INCOMPLETE: "Встреча не назначена: нужны день, время и место, и встреча должна быть впереди." / "The meeting is not set: it needs a day, a time and a place, and may not be over.";
    SEND: "Ответить" / "Answer";
    MEET: "Назначить встречу" / "Set a meeting";
    PASS_ON: "Передать" / "Pass on";
    TO: "кому" / "to";
    OTHERS: "Эту просьбу взял другой взрослый: ответить может он." / "Another adult has taken this request and can answer it.";
    LATE: "Шаг не сделан: пока страница была открыта, с просьбой сделали другое. Что именно, видно ниже." / "The step was not done: something else was done while this page was open. It is shown below.";
    EMPTY: "Шаг не сделан: нужны слова, чтобы ученик знал, что делать." / "The step was not done: it needs words, so that the student knows what to do.";
}

/// `/requests/{request}`
#[component]
pub fn RequestPage() -> impl IntoView {
    let id = use_params_map()
        .read_untracked()
        .get("request")
        .unwrap_or_default();
    answer(move |request| page(request, id))
}

async fn open(
    request: &Request,
    tx: &mut Tx,
    id: TalkRequestId,
) -> Answered<(
    talk_requests::Opened,
    Vec<CircleAdult>,
    domain::access::Capacity,
)> {
    let judged = talk_requests::find(tx, id, request.today()).await?;
    let permit = request.may(Act::AnswerTalkRequest, &judged.resource())?;
    let opened = talk_requests::open(tx, &permit, id, request.today(), request.now).await?;
    let people = match opened.state.is_open() {
        true => asked(people::circle(tx, judged.student, request.today()).await?),
        false => Vec::new(),
    };
    Ok((opened, people, permit.capacity()))
}

async fn page(request: Request, id: String) -> Answered<AnyView> {
    request.actor()?;
    let id = TalkRequestId(id.parse().map_err(|_| Refusal::NotFound)?);
    let (opened, people, capacity) = store::write!(request.db, tx => open(&request, tx, id).await)?;
    let request = request.opened_as(capacity);
    let language = request.language();
    let me = request.person();
    let state = opened.state;
    let whose = match (opened.grade, &opened.letter) {
        (Some(grade), Some(letter)) => {
            format!("{}, {}", opened.student.plain(), class(grade, letter))
        }
        _ => opened.student.plain(),
    };
    let day = promised(
        opened.urgency,
        request.local(opened.sent_at),
        request.year(),
    );
    // What is needed now has no day.
    let has_promise = state.is_open() && opened.urgency != Urgency::Now;
    let promise = has_promise.then(|| {
        format!(
            " · {}",
            PROMISED.with(language, &[("day", &format::day(day, language))])
        )
    });
    let words = match &opened.words {
        Ok(_) if state == State::Withdrawn => {
            view! { <p class="soft">{TAKEN_BACK.of(language)}</p> }.into_any()
        }
        Ok(words) if words.is_empty() => {
            view! { <p class="soft">{NO_WORDS.of(language)}</p> }.into_any()
        }
        Ok(words) => view! { <p class="said">{words.clone()}</p> }.into_any(),
        Err(_) => unreadable(language).into_any(),
    };
    let is_incomplete = links::query(&request.path, "unfit") == Some(MEETING);
    let told = match links::query(&request.path, "told") {
        _ if is_incomplete => Some(INCOMPLETE),
        Some("late") => Some(LATE),
        Some("empty") => Some(EMPTY),
        _ => None,
    };
    let told = told.map(|text| view! { <p class="told clay" role="alert">{text.of(language)}</p> });
    let is_others = matches!(state, State::Taken(by) if Some(by) != me);
    let typed = request.typed(ANSWER_REQUEST);
    let others = people.iter().filter(|adult| Some(adult.person) != me).map(|adult| {
        view! { <option value=adult.person.to_string()>{adult.name.formal()}", "{adult.reader.title().of(language)}</option> }
    });
    let pool = people
        .iter()
        .any(|adult| adult.reader == Reader::Psychologist)
        .then(|| view! { <option value="any">{PSYCHOLOGISTS.of(language)}</option> });
    let area = TextArea {
        id: "request-note".to_owned(),
        name: "answer[note]".to_owned(),
        class: "box",
        max: Some(domain::talk_request::MAX),
        ..TextArea::default()
    };
    let button = |kind: Kind, text: domain::language::Text, class: &'static str| {
        view! { <button class=class name="answer[then]" value=kind.code()>{text.of(language)}</button> }
    };
    let kept = |name: &str| typed.map_or("", |typed| typed.get(name)).to_owned();
    let note = kept("answer[note]");
    let today = request.today().to_string();
    let form = match (state.is_open(), is_others) {
        (false, _) => None,
        (true, true) => Some(view! { <p class="told">{OTHERS.of(language)}</p> }.into_any()),
        (true, false) => Some(view! {
            <form id="request" class="panel stack talk-answer" method="post" action=ANSWER_REQUEST autocomplete="off">
                {unsaved::origin(&request, typed.map(AsRef::as_ref), None)}
                <input type="hidden" name="answer[id]" value=id.to_string() />
                {(state == State::Sent).then(|| view! { <div class="row wrap">{button(Kind::Taken, TAKE, "button main")}</div> })}
                <div class="field"><label class="name" for="request-note">{ANSWER.of(language)}</label>{text_area(area, &note)}</div>
                <div class="row wrap">{button(Kind::Answered, SEND, "button")}</div>
                <fieldset class="meeting">
                    <legend>{MEETING_AT.of(language)}</legend>
                    <label class="cell"><span class="label">{DAY.of(language)}</span><input class="box" type="date" name="answer[day]" value=kept("answer[day]") min=today autocomplete="off" /></label>
                    <label class="cell"><span class="label">{TIME.of(language)}</span><input class="box" type="time" name="answer[time]" value=kept("answer[time]") autocomplete="off" /></label>
                    <label class="cell"><span class="label">{PLACE.of(language)}</span><input class="box" type="text" name="answer[place]" value=kept("answer[place]") maxlength=PLACE_MAX.to_string() autocomplete="off" /></label>
                </fieldset>
                <div class="row wrap">{button(Kind::Meeting, MEET, "button")}</div>
                <div class="row wrap">
                    {button(Kind::PassedOn, PASS_ON, "button quiet")}
                    <label class="row">{TO.of(language)}<select class="box" name="answer[to]">{pool}{others.collect_view()}</select></label>
                </div>
            </form>
        }.into_any()),
    };
    let body = view! {
        <p class="crumb"><a href=links::REQUESTS>{icon(Icon::Back)}{BACK.of(language)}</a></p>
        <div class="top"><h1>{whose.clone()}</h1><p class="soft small">{urgency_word(opened.urgency).of(language)}{promise}</p></div>
        {told}
        <section class="panel">{words}</section>
        <section class="panel">{steps(&request, opened.to.as_ref(), opened.sent_at, &opened.steps)}</section>
        {form}
    };
    Ok(frame(&request, Width::Plain, BACK.of(language), body))
}
