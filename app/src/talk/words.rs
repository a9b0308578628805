//! Words that several pages of this slice say.

use domain::{
    audience::Reader,
    format::{time, weekday_and_day},
    language::Text,
    talk_request::Urgency,
    text,
};
use leptos::prelude::*;

use crate::{Request, ui::phone::call};

text! {
    WEEK: "на этой неделе" / "this week";
    TODAY: "сегодня" / "today";
    NOW: "помощь нужна сейчас" / "I need help now";
    PSYCHOLOGISTS: "психологи" / "the psychologists";
    CALL: "Позвонить" / "Call";
    NEAREST: "Быстрее всего: любой взрослый рядом, а в школе кабинет психолога." / "Fastest: any adult nearby, and at school the psychologist’s room.";
    DATED: "{day}, {time}" / "{day}, {time}";
}

pub const fn urgency_word(urgency: Urgency) -> Text {
    match urgency {
        Urgency::Week => WEEK,
        Urgency::Today => TODAY,
        Urgency::Now => NOW,
    }
}

/// Who of the adults around a student can be asked to talk.
pub const ASKED: [Reader; 3] = [Reader::Psychologist, Reader::ClassTutor, Reader::Tutor];

/// A day with its time, on the school's clock.
pub fn dated(request: &Request, at: chrono::DateTime<chrono::Utc>) -> String {
    let (at, language) = (request.local(at), request.language());
    let day = weekday_and_day(at.date(), language);
    DATED.with(language, &[("day", &day), ("time", &time(at))])
}

/// The numbers of the school, as links that call them.
pub fn phones(request: &Request) -> AnyView {
    let lines = request.site.school.phones.iter().map(|phone| {
        let hours = (!phone.hours.is_empty())
            .then(|| view! { <span class="soft small">{phone.hours.clone()}</span> });
        view! {
            <li><a href=call(&phone.number)>{phone.number.clone()}</a>" "<span>{phone.name.clone()}</span>" "{hours}</li>
        }
    });
    view! { <ul class="phones small" aria-label=CALL.of(request.language())>{lines.collect_view()}</ul> }.into_any()
}
