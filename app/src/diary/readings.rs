//! «Кто читал мой дневник».

use domain::{access::Act, format::moment, text};
use leptos::prelude::*;
use store::readings;

use super::load;
use crate::{
    Request,
    frame::{Place, Width, frame},
    refusal::Answered,
    ui::{
        drawing::{Icon, icon},
        page::answer,
    },
};

text! {
    TITLE: "Кто читал мой дневник" / "Who has read my diary";
    PROMISE: "Каждое открытие твоей страницы взрослым записано здесь: кто, в какой роли, что и когда." / "Each time an adult opens a page of yours it is written here: who, in which role, what and when.";
    NOBODY: "Пока никто ничего не открывал." / "Nobody has opened anything yet.";
    WHO: "Кто" / "Who";
    WHAT: "Что" / "What";
    WHEN: "Когда" / "When";
    BACK: "Дневник" / "Diary";
}

/// Lines on one screen of the ledger.
const LIMIT: i64 = 200;

/// `/readings`
#[component]
pub fn Readings() -> impl IntoView {
    answer(readings_page)
}

async fn readings_page(request: Request) -> Answered<AnyView> {
    let permit = request.own(Act::SeeReadings)?;
    let mut conn = request.db.read().await?;
    let lines = readings::of_diary(&mut conn, &permit, LIMIT).await?;
    let language = request.language();
    let rows = lines
        .iter()
        .map(|line| {
            let page = request.site.editions.get(line.edition).and_then(|edition| edition.page(&line.page_key));
            let what = page.map_or_else(|| line.page_key.clone(), |(_, page)| load::title(&request, page, line.occurrence, None));
            let when = moment(request.local(line.at), request.today(), language);
            view! {
                <tr>
                    <th scope="row">{line.reader.formal()}<span class="soft small role">", "{line.role.title().of(language)}</span></th>
                    <td data-label=WHAT.of(language)><a href=load::address(&line.page_key, line.occurrence)>{what}</a></td>
                    <td class="soft when" data-label=WHEN.of(language)>{when}</td>
                </tr>
            }
        })
        .collect_view();
    let content = if lines.is_empty() {
        view! { <section class="panel empty">{icon(Icon::Eye)}<p>{NOBODY.of(language)}</p></section> }.into_any()
    } else {
        view! {
            <section class="panel">
                <table class="data fold">
                    <thead><tr><th scope="col">{WHO.of(language)}</th><th scope="col">{WHAT.of(language)}</th><th scope="col">{WHEN.of(language)}</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </section>
        }
        .into_any()
    };
    let body = view! {
        <p class="crumb"><a href="/diary">{icon(Icon::Back)}{BACK.of(language)}</a></p>
        <div class="top"><h1>{TITLE.of(language)}</h1><p class="soft">{PROMISE.of(language)}</p></div>
        {content}
    };
    Ok(frame(
        &request,
        Place::Diary,
        Width::Plain,
        TITLE.of(language),
        body,
    ))
}
