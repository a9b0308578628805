//! `/talk`: whom, how urgently, about what; one button. There is no draft, and the page says so.

use domain::{
    access::Act,
    audience::Reader,
    name::PersonName,
    talk_request::{Kind, State, Urgency},
    text,
};
use leptos::prelude::*;
use store::{
    people::{self, CircleAdult},
    talk_requests::{self, OwnRequest},
};

use super::{
    presence::Presence,
    unsent,
    words::{ASKED, PSYCHOLOGISTS, urgency_word},
};
use crate::{
    Request,
    frame::{Width, frame},
    islands::unsent::Unsent,
    links::{
        self,
        action::{SEND_REQUEST, UNSENT},
    },
    refusal::Answered,
    ui::{
        page::answer,
        phone::call,
        text_area::{TextArea, text_area},
        unsaved,
    },
};

text! {
    TITLE: "Хочу поговорить" / "I want to talk";
    NOT_SENT: "Пока кнопка внизу не нажата, ничего не отправлено." / "Until the button below is pressed nothing is sent.";
    WHOM: "С кем" / "With whom";
    WHEN: "Когда" / "When";
    WORDS: "О чём, если хочется написать" / "What about, if you want to write it";
    ANY: "с психологом, который ответит первым" / "with whichever psychologist answers first";
    READS: "Прочитает тот, кого ты выберешь, и те, кто его замещает. Просьбу психологам видят все психологи. Кто прочитал, может передать её другому взрослому. Кто и когда открыл и кому передано, увидишь здесь." / "Whoever you choose reads it, and whoever stands in for them. A request to the psychologists is seen by all of them. Whoever has read it may pass it on to another adult. You will see here who opened it and when, and whom it was passed on to.";
    SEND: "Отправить" / "Send";
    SEND_TO: "Отправить: {name}" / "Send: {name}";
    SEND_ANY: "Отправить психологам" / "Send to the psychologists";
    TELL_TO: "Сообщить в дневнике: {name}" / "Tell in the diary: {name}";
    TELL_ANY: "Сообщить психологам в дневнике" / "Tell the psychologists in the diary";
    SEEN_WHEN_OPENED: "Увидят, когда откроют дневник. Быстрее: любой взрослый рядом или звонок" / "They will see it when they open the diary. Faster: any adult nearby, or a call to";
    SEEN_LATER: "Увидят, когда откроют дневник. Если ждать нельзя, лучше сказать взрослому рядом или позвонить." / "They will see it when they open the diary. If it cannot wait, tell an adult nearby or call.";
    NEW: "новое" / "new";
    OWN: "Что уже отправлено" / "What was sent already";
    WAS_SENT: "ещё не открыто" / "not opened yet";
    WAS_SEEN: "открыто, ещё никто не взял" / "opened, nobody has taken it yet";
    IS_TAKEN: "взято, ответят" / "taken, you will be answered";
    IS_ANSWERED: "есть ответ" / "there is an answer";
    IS_AGREED: "назначена встреча" / "a meeting is set";
    IS_WITHDRAWN: "забрано" / "taken back";
    NOBODY: "Сейчас в дневнике не указан ни психолог, ни классный руководитель. Можно подойти к любому взрослому или позвонить." / "No psychologist or class tutor is named in the diary now. You can go to any adult, or call.";
}

/// Whom one calls where the school has given no number.
const EMERGENCY: &str = "112";

/// How many of one's own are listed.
const LISTED: i64 = 30;

/// Where one's own request stands, in a word.
fn stands(request: &Request, one: &OwnRequest) -> String {
    let language = request.language();
    let was_seen = one.steps.iter().any(|step| step.kind == Kind::Seen);
    let text = match one.state() {
        State::Sent if was_seen => WAS_SEEN,
        State::Sent => WAS_SENT,
        State::Taken(_) => IS_TAKEN,
        State::Answered => IS_ANSWERED,
        State::Agreed => IS_AGREED,
        State::Withdrawn => IS_WITHDRAWN,
    };
    text.of(language).to_owned()
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
    let own = talk_requests::of_student(&mut conn, &permit, LISTED).await?;
    let unsent = talk_requests::unsent(&mut conn, &permit, request.now).await?;
    let presence = Presence::read(&request, &mut conn).await?;
    drop(conn);
    let people = asked(circle);
    let language = request.language();
    let typed = request.typed(SEND_REQUEST);
    let unsent = unsent.filter(|_| typed.is_none());
    let left = unsent.as_ref().and_then(|(form, _)| form.as_ref().ok());
    let has_pool = people
        .iter()
        .any(|adult| adult.reader == Reader::Psychologist);
    let can_be_asked = |to: &str| match to {
        "any" => has_pool,
        id => people.iter().any(|adult| adult.person.to_string() == id),
    };
    // Whom the words were for may be gone meanwhile: then it is the first again.
    let left_to = left
        .map(|left| left.to.as_str())
        .filter(|to| can_be_asked(to));
    let left_urgency = left.and_then(|left| Urgency::parse(&left.urgency));
    let is_to = |value: &str, first: bool| match (typed, left_to) {
        (Some(typed), _) => typed.get("talk[to]") == value,
        (None, Some(to)) => to == value,
        (None, None) => first,
    };
    let is_urgency = |urgency: Urgency| match typed {
        Some(typed) => typed.get("talk[urgency]") == urgency.code(),
        None => urgency == left_urgency.unwrap_or(Urgency::Week),
    };
    let pool = has_pool.then(|| {
        view! {
            <label class="option"><input type="radio" name="talk[to]" value="any" data-place="0" checked=is_to("any", true) /><span>{ANY.of(language)}</span></label>
        }
    });
    let options = (1..).zip(&people).map(|(place, adult)| {
        let id = adult.person.to_string();
        let first = !has_pool && place == 1;
        let checked = is_to(&id, first);
        let place = place.to_string();
        let said = presence.said(&request, adult.person).map(|said| view! { <span class="soft small">{said}</span> });
        view! {
            <label class="option"><input type="radio" name="talk[to]" value=id data-place=place checked=checked /><span>{adult.name.formal()}", "{adult.reader.title().of(language)}{said}</span></label>
        }
    });
    let named = (1..).zip(&people).map(|(place, adult)| {
        // Who is away has a substitute, or the psychologists.
        let (send, tell) = match presence.reaches(adult.person, &adult.name) {
            Some(name) => {
                let name = [("name", name.as_str())];
                (SEND_TO.with(language, &name), TELL_TO.with(language, &name))
            }
            None => (
                SEND_ANY.of(language).to_owned(),
                TELL_ANY.of(language).to_owned(),
            ),
        };
        button(place, send, tell)
    });
    let urgencies = Urgency::ALL.map(|urgency| {
        let checked = is_urgency(urgency);
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
    let words = match (typed, left) {
        (Some(typed), _) => typed.get("talk[words]"),
        (None, Some(left)) => left.words.as_str(),
        (None, None) => "",
    };
    let kept = unsent.as_ref().map(|(_, at)| unsent::line(&request, *at));
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
        let whom = one.to.as_ref().map_or_else(|| PSYCHOLOGISTS.of(language).to_owned(), PersonName::formal);
        let stands = stands(&request, one);
        let when = super::words::dated(&request, one.sent_at);
        let news = one.has_news().then(|| view! { <span class="chip">{NEW.of(language)}</span> });
        view! { <li><a class="row" href=links::talk_request(one.id)><span class="grow">{whom}" · "{stands}</span>{news}<span class="soft small">{when}</span></a></li> }
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
                    <Unsent form="talk-request".to_owned() action=UNSENT.to_owned() words=unsent::question(language) />
                    <button class="button main">
                        <span class="plain">{SEND.of(language)}</span>
                        {button(0, SEND_ANY.of(language).to_owned(), TELL_ANY.of(language).to_owned())}
                        {named.collect_view()}
                    </button>
                    <p class="now soft small">{SEEN_WHEN_OPENED.of(language)}" "{first_phone(&request)}"."</p>
                </div>
            </form>
        }
        .into_any()
    };
    let names: Vec<_> = people
        .iter()
        .map(|adult| (adult.person, &adult.name))
        .collect();
    let now = presence.now(&request, &names);
    let body = view! {
        <div class="top"><h1>{TITLE.of(language)}</h1></div>
        {gone}
        {kept}
        {now}
        {form}
        {sent}
    };
    Ok(frame(&request, Width::Plain, TITLE.of(language), body))
}

/// The number that is called first, beside the button.
fn first_phone(request: &Request) -> AnyView {
    let first = request.site.school.phones.first();
    let number = first.map_or_else(|| EMERGENCY.to_owned(), |phone| phone.number.clone());
    view! { <a class="number" href=call(&number)>{number.clone()}</a> }.into_any()
}

/// What the button says for one of those who can be asked, and where help is needed now.
fn button(place: usize, send: String, tell: String) -> impl IntoView {
    view! { <span class="named" data-place=place.to_string()><span class="later">{send}</span><span class="now">{tell}</span></span> }
}
