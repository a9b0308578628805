//! What was written and not sent: kept for a day, for its student alone.

use chrono::{DateTime, Utc};
use domain::{
    access::Act, format::time, id::TalkRequestId, language::Language, talk_request::MAX, text,
};
use leptos::{prelude::*, server};
use store::talk_requests::{self, Unsent};

use super::send::Asking;
use crate::{
    Refusal, Request,
    islands::unsent::Words,
    links::{self, action::UNSENT},
    refusal::{Answered, go},
};

text! {
    LINE: "Не отправлено: это осталось с {time}. Пока кнопка внизу не нажата, этого никто не видит; через сутки оно удалится само." / "Not sent: this was left at {time}. Until the button below is pressed nobody sees it; after a day it is deleted.";
    DISCARD: "Удалить" / "Delete";
    QUESTION: "Не отправлено" / "Not sent";
    SAID: "Этого пока никто не видит. Если уйти, написанное сутки ждёт тебя: вернуться к нему можно со страницы «Сегодня»." / "Nobody sees this yet. If you leave, what you wrote waits for you for a day: you can come back to it from “Today”.";
    SEND: "Отправить" / "Send";
    LEAVE: "Уйти без отправки" / "Leave without sending";
    STAY: "Остаться" / "Stay";
    SENDING: "Отправляется…" / "Sending…";
    OFFLINE: "Не отправлено: до сервера сейчас не достучаться. Текст остался здесь. Быстрее подойти к любому взрослому рядом или позвонить, номера выше." / "Not sent: the server cannot be reached now. Your text is still here. It is faster to go to any adult nearby or to call; the numbers are above.";
}

/// Keeps the form of a request as not sent, or throws away what was kept.
#[server(endpoint = "v1/request/unsent", prefix = "/api")]
pub async fn keep_unsent(talk: Asking) -> Answered<()> {
    let request = Request::current().ok_or(Refusal::Internal)?;
    let permit = request.own(Act::AskToTalk)?;
    let words = talk.words.replace("\r\n", "\n");
    if talk.then == "discard" || words.trim().is_empty() {
        store::write!(request.db, tx => talk_requests::discard_unsent(tx, &permit).await)?;
        go(links::HOME);
        return Ok(());
    }
    let is_sound = words.chars().count() <= MAX && talk.to.len() <= 64 && talk.urgency.len() <= 64;
    if !is_sound {
        return Err(Refusal::Malformed);
    }
    let id = TalkRequestId(talk.id.parse().map_err(|_| Refusal::Malformed)?);
    let form = Unsent {
        to: talk.to,
        urgency: talk.urgency,
        words,
    };
    store::write!(request.db, tx => talk_requests::keep_unsent(tx, &permit, id, &form, request.now).await)?;
    Ok(())
}

/// That something was left unsent, on the page of its form.
pub fn line(request: &Request, at: DateTime<Utc>) -> AnyView {
    let language = request.language();
    let said = LINE.with(language, &[("time", &time(request.local(at)))]);
    view! {
        <form class="told clay" method="post" action=UNSENT>
            <p>{said}</p>
            <div class="row"><button class="button quiet" name="talk[then]" value="discard">{DISCARD.of(language)}</button></div>
        </form>
    }
    .into_any()
}

/// The question on leaving.
pub fn question(language: Language) -> Words {
    let own = |text: domain::language::Text| text.of(language).to_owned();
    Words {
        title: own(QUESTION),
        said: own(SAID),
        send: own(SEND),
        leave: own(LEAVE),
        stay: own(STAY),
        sending: own(SENDING),
        offline: own(OFFLINE),
    }
}
