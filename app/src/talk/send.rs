//! Sending a request, and taking it back.

use domain::{
    access::Act,
    id::{PersonId, TalkRequestId},
    talk_request::{MAX, Urgency},
};
use leptos::server;
use serde::{Deserialize, Serialize};
use store::{
    Tx, people,
    talk_requests::{self, Sending},
};

use super::ask::asked;
use crate::{
    Refusal, Request, links,
    refusal::{Answered, go},
};

/// The form of a request.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Asking {
    pub id: String,
    /// A person, or `any` for the psychologists together.
    pub to: String,
    pub urgency: String,
    pub words: String,
    /// `discard`: throws away what was not sent.
    pub then: String,
}

/// The form that takes one back.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Withdrawing {
    pub id: String,
}

/// Sends a request to talk. Whom it names must be one of those who can be asked at this moment.
#[server(endpoint = "v1/request", prefix = "/api")]
pub async fn send_request(talk: Asking) -> Answered<()> {
    let request = Request::current().ok_or(Refusal::Internal)?;
    request.own(Act::AskToTalk)?;
    let address = store::write!(request.db, tx => send(&request, tx, &talk).await)?;
    go(&address);
    Ok(())
}

async fn send(request: &Request, tx: &mut Tx, talk: &Asking) -> Answered<String> {
    request.settle(tx).await?;
    let permit = request.own(Act::AskToTalk)?;
    let words = talk.words.replace("\r\n", "\n");
    if words.chars().count() > MAX {
        return Err(Refusal::Malformed);
    }
    let urgency = Urgency::parse(&talk.urgency).ok_or(Refusal::Malformed)?;
    let id = TalkRequestId(talk.id.parse().map_err(|_| Refusal::Malformed)?);
    let addressee = match talk.to.as_str() {
        "any" => None,
        id => Some(PersonId(id.parse().map_err(|_| Refusal::Malformed)?)),
    };
    let people = asked(people::circle(tx, request.student()?, request.today()).await?);
    let can_be_asked = match addressee {
        Some(person) => people.iter().any(|adult| adult.person == person),
        None => people
            .iter()
            .any(|adult| adult.reader == domain::audience::Reader::Psychologist),
    };
    if !can_be_asked {
        // Its words go back to who wrote them.
        return Err(Refusal::Settled);
    }
    let sending = Sending {
        id,
        addressee,
        urgency,
        words: words.trim(),
        now: request.now,
    };
    talk_requests::send(tx, &permit, &sending).await?;
    Ok(links::talk_request(id))
}

/// Takes a request back.
#[server(endpoint = "v1/request/withdraw", prefix = "/api")]
pub async fn withdraw_request(withdraw: Withdrawing) -> Answered<()> {
    let request = Request::current().ok_or(Refusal::Internal)?;
    let permit = request.own(Act::AskToTalk)?;
    let id = TalkRequestId(withdraw.id.parse().map_err(|_| Refusal::NotFound)?);
    store::write!(request.db, tx => talk_requests::withdraw(tx, &permit, id, request.today(), request.now).await)?;
    go(&links::talk_request(id));
    Ok(())
}
