//! A line of the list of decisions.

use domain::{
    format::{class, count},
    language::Language,
    text,
    track::Decision,
};
use leptos::prelude::*;

use super::decisions::{Waits, What};
use crate::{Request, links, ui::track::stage_word};

text! {
    VERSION: "ИОП, версия {version}: согласовать" / "Individual programme, version {version}: agree";
    PAPER: "ИОП, версия {version}: лист на подпись родителям" / "Individual programme, version {version}: a sheet for the parents to sign";
    IN_FORCE: "ИОП, версия {version}: утвердить" / "Individual programme, version {version}: bring into force";
    STAGE: "Проект: {stage}" / "Project: {stage}";
    EXAMS: "Выбор экзаменов: поддерживаю или обсудим" / "Chosen exams: I support, or let us discuss";
    TODAY: "с сегодняшнего дня" / "since today";
    WAITS: "ждёт {days}" / "waiting for {days}";
}

const DAYS: [&str; 3] = ["день", "дня", "дней"];

fn what(what: What, language: Language) -> String {
    let of = |text: domain::language::Text, version: u32| {
        text.with(language, &[("version", &version.to_string())])
    };
    match what {
        What::Track(Decision::Version(version)) => of(VERSION, version),
        What::Track(Decision::Paper(version)) => of(PAPER, version),
        What::Track(Decision::InForce(version)) => of(IN_FORCE, version),
        What::Track(Decision::Stage(stage)) => {
            STAGE.with(language, &[("stage", stage_word(stage).of(language))])
        }
        What::Exams => EXAMS.of(language).to_owned(),
    }
}

/// Whose decision it is about, what is decided, and since when it waits.
pub(super) fn line(
    request: &Request,
    (place, waits): (usize, &Waits<'_>),
) -> impl IntoView + use<> {
    let language = request.language();
    let page = waits.page;
    let days = (request.today() - request.local(waits.since).date()).num_days();
    let when = match days.unsigned_abs() {
        0 => TODAY.of(language).to_owned(),
        days => {
            let days = count(days, DAYS, ["day", "days"], language);
            WAITS.with(language, &[("days", &days)])
        }
    };
    // From its top: whose page it is stands there.
    let href = links::FromDecisions(place).page(page.entry);
    let whose = format!("{}, {}", page.name.brief(), class(page.grade, &page.letter));
    view! {
        <li>
            <a href=href class="unread">
                <b>{whose}</b>
                <span class="small">{what(waits.what, language)}</span>
                <span class="soft small when">{when}</span>
            </a>
        </li>
    }
}
