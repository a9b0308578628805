//! What was done with a request, each with its name and time: the same lines for both sides.

use domain::{role::Role, talk_request::Kind, text};
use leptos::prelude::*;
use store::talk_requests::StepLine;

use super::words::{PSYCHOLOGISTS, dated};
use crate::{Request, ui::unreadable::unreadable};

text! {
    SENT: "Отправлено: {whom}" / "Sent: {whom}";
    SENT_PLAIN: "Отправлено" / "Sent";
    SEEN: "Открыто: {who}" / "Opened by {who}";
    TAKEN: "Взято, ответит: {who}" / "Taken, {who} will answer";
    ANSWERED: "Ответ: {who}" / "Answered by {who}";
    MEETING: "Приглашение на встречу: {who}" / "Invitation to meet: {who}";
    PASSED_ON: "Передано: {whom}" / "Passed on to {whom}";
    RELEASED: "Кто взял просьбу, больше не может ответить" / "Whoever took the request can answer it no more";
    WITHDRAWN: "Просьба забрана" / "The request was taken back";
    YOU: "вы" / "you";
}

/// «Отправлено» and all steps, the oldest first.
pub fn steps(
    request: &Request,
    to: Option<&domain::name::PersonName>,
    sent_at: chrono::DateTime<chrono::Utc>,
    steps: &[StepLine],
) -> AnyView {
    let language = request.language();
    let whom = |name: Option<&domain::name::PersonName>| {
        name.map_or_else(
            || PSYCHOLOGISTS.of(language).to_owned(),
            domain::name::PersonName::formal,
        )
    };
    // Whom it was sent to first is whom the first hand-over was from.
    let passed = steps.iter().any(|step| step.kind == Kind::PassedOn);
    let first = (!passed).then(|| SENT.with(language, &[("whom", &whom(to))]));
    let first = first.unwrap_or_else(|| SENT_PLAIN.of(language).to_owned());
    let lines = steps.iter().map(|step| {
        let mine = request.person() == Some(step.actor) && step.role != Some(Role::Student);
        let who = if mine {
            YOU.of(language).to_owned()
        } else {
            step.name.formal()
        };
        let text = match step.kind {
            Kind::Seen => SEEN,
            Kind::Taken => TAKEN,
            Kind::Answered => ANSWERED,
            Kind::Meeting => MEETING,
            Kind::PassedOn => PASSED_ON,
            Kind::Withdrawn => WITHDRAWN,
            Kind::Released => RELEASED,
        };
        let said = text.with(language, &[("who", &who), ("whom", &whom(step.to.as_ref()))]);
        let note = match &step.note {
            Ok(note) if note.is_empty() => None,
            Ok(note) => Some(view! { <p class="said">{note.clone()}</p> }.into_any()),
            Err(_) => Some(unreadable(language).into_any()),
        };
        view! { <li><p>{said}" "<span class="soft small">"· "{dated(request, step.at)}</span></p>{note}</li> }
    });
    view! {
        <ol class="list talk-steps">
            <li><p>{first}" "<span class="soft small">"· "{dated(request, sent_at)}</span></p></li>
            {lines.collect_view()}
        </ol>
    }
    .into_any()
}
