//! `/talk`: whom, how urgently, about what; one button. There is no draft, and the page says so.

use domain::{access::Act, audience::Reader, talk_request::Urgency, text};
use leptos::prelude::*;
use store::{people, people::CircleAdult, talk_requests};

use super::words::{ASKED, NEAREST, phones, urgency_word};
use crate::{
    Request,
    frame::{Width, frame},
    links::{self, action::SEND_REQUEST},
    refusal::Answered,
    ui::{
        page::answer,
        text_area::{TextArea, text_area},
        unsaved,
    },
};

text! {
    TITLE: "Хочу поговорить" / "I want to talk";
    NOT_SENT: "Это сообщение, а не черновик: пока кнопка внизу не нажата, ничего не отправлено и не сохранено." / "This is a message, not a draft: until the button below is pressed nothing is sent or kept.";
    WHOM: "С кем" / "With whom";
    WHEN: "Когда" / "When";
    WORDS: "О чём, если хочется написать" / "What about, if you want to write it";
    ANY: "с психологом, который ответит первым" / "with whichever psychologist answers first";
    READS: "Прочитает тот, кого ты выберешь, и те, кто его замещает. Просьбу психологам видят все психологи. Когда открыли, увидишь здесь." / "Whoever you choose reads it, and whoever stands in for them. A request to the psychologists is seen by all of them. You will see here when it was opened.";
    SEND: "Отправить" / "Send";
    SEND_TO: "Отправить: {name}" / "Send: {name}";
    SEND_ANY: "Отправить психологам" / "Send to the psychologists";
    SEEN_LATER: "Увидят, когда откроют дневник. Если ждать нельзя, лучше сказать взрослому рядом или позвонить." / "They will see it when they open the diary. If it cannot wait, tell an adult nearby or call.";
    OWN: "Что уже отправлено" / "What was sent already";
    NOBODY: "Сейчас в дневнике не указан ни психолог, ни классный руководитель. Можно подойти к любому взрослому или позвонить." / "No psychologist or class tutor is named in the diary now. You can go to any adult, or call.";
}

/// Those who can be asked, each once.
pub(super) fn asked(circle: Vec<CircleAdult>) -> Vec<CircleAdult> {
    let mut asked: Vec<CircleAdult> = Vec::new();
    for reader in ASKED {
        for adult in circle.iter().filter(|adult| adult.reader == reader) {
            if !asked.iter().any(|one| one.person == adult.person) {
                asked.push(adult.clone());
            }
        }
    }
    asked
}

/// `/talk`
#[component]
pub fn Talk() -> impl IntoView {
    answer(talk)
}

async fn talk(request: Request) -> Answered<AnyView> {
    let permit = request.own(Act::AskToTalk)?;
    let mut conn = request.db.read().await?;
    let circle = people::circle(&mut conn, request.student()?, request.today()).await?;
    let own = talk_requests::of_student(&mut conn, &permit, 5).await?;
    drop(conn);
    let people = asked(circle);
    let language = request.language();
    let typed = request.typed(SEND_REQUEST);
    let chosen = |name: &str, value: &str, first: bool| match typed {
        Some(typed) => typed.get(name) == value,
        None => first,
    };
    let has_pool = people
        .iter()
        .any(|adult| adult.reader == Reader::Psychologist);
    let pool = has_pool.then(|| {
        view! {
            <label class="option"><input type="radio" name="talk[to]" value="any" data-place="0" checked=chosen("talk[to]", "any", true) /><span>{ANY.of(language)}</span></label>
        }
    });
    let options = (1..).zip(&people).map(|(place, adult)| {
        let id = adult.person.to_string();
        let first = !has_pool && place == 1;
        let checked = chosen("talk[to]", &id, first);
        view! {
            <label class="option"><input type="radio" name="talk[to]" value=id data-place=place.to_string() checked=checked /><span>{adult.name.formal()}", "{adult.reader.title().of(language)}</span></label>
        }
    });
    let named = (1..).zip(&people).map(|(place, adult)| {
        let name = SEND_TO.with(language, &[("name", &adult.name.formal())]);
        view! { <span class="named" data-place=place.to_string()>{name}</span> }
    });
    let urgencies = Urgency::ALL.map(|urgency| {
        let checked = chosen("talk[urgency]", urgency.code(), urgency == Urgency::Week);
        view! {
            <label class="option"><input type="radio" name="talk[urgency]" value=urgency.code() checked=checked /><span>{urgency_word(urgency).of(language)}</span></label>
        }
    });
    let area = TextArea {
        id: "talk-words".to_owned(),
        name: "talk[words]".to_owned(),
        class: "box",
        max: Some(domain::talk_request::MAX),
        ..TextArea::default()
    };
    let words = typed.map_or("", |typed| typed.get("talk[words]"));
    // What could not be sent comes back with the reason.
    let gone = typed.map(|typed| {
        let button = unsaved::Button {
            form: "talk-request".to_owned(),
            name: "talk[again]",
            value: String::new(),
        };
        unsaved::notice(&request, typed, button)
    });
    let sent = own.iter().map(|one| {
        view! { <li><a href=links::talk_request(one.id)>{super::words::dated(&request, one.sent_at)}</a></li> }
    });
    let sent = (!own.is_empty()).then(|| view! {
        <section class="panel"><header><h2>{OWN.of(language)}</h2></header><ul class="list">{sent.collect_view()}</ul></section>
    });
    let form = if people.is_empty() {
        view! { <section class="panel"><p>{NOBODY.of(language)}</p></section> }.into_any()
    } else {
        view! {
            <form id="talk-request" class="panel talk-form" method="post" action=SEND_REQUEST autocomplete="off">
                {unsaved::origin(&request, typed.map(AsRef::as_ref), None)}
                <input type="hidden" name="talk[id]" value=(request.new_id)().to_string() />
                <p class="soft">{NOT_SENT.of(language)}</p>
                <fieldset class="options"><legend>{WHOM.of(language)}</legend>{pool}{options.collect_view()}</fieldset>
                <fieldset class="options"><legend>{WHEN.of(language)}</legend>{urgencies.into_iter().collect_view()}</fieldset>
                <div class="field"><label class="name" for="talk-words">{WORDS.of(language)}</label>{text_area(area, words)}</div>
                <p class="soft small">{READS.of(language)}" "{SEEN_LATER.of(language)}</p>
                <div class="send">
                    <button class="button main">
                        <span class="plain">{SEND.of(language)}</span>
                        <span class="named" data-place="0">{SEND_ANY.of(language)}</span>
                        {named.collect_view()}
                    </button>
                </div>
            </form>
        }
        .into_any()
    };
    let body = view! {
        <div class="top"><h1>{TITLE.of(language)}</h1></div>
        {gone}
        <section class="told"><p>{NEAREST.of(language)}</p>{phones(&request)}</section>
        {form}
        {sent}
    };
    Ok(frame(&request, Width::Plain, TITLE.of(language), body))
}
