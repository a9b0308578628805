//! «Кто читал мой дневник».

use domain::{access::Act, format::moment, text};
use leptos::prelude::*;
use store::access_log::{self, AccessLine, Of, Way, What};

use super::load;
use crate::{
    Request,
    frame::{Width, frame},
    links,
    refusal::Answered,
    ui::{
        drawing::{Icon, icon},
        page::answer,
        unreadable::unreadable,
    },
};

text! {
    TITLE: "Кто читал мой дневник" / "Who has read my diary";
    PROMISE: "Каждое открытие твоей страницы или отметок взрослым записано здесь: кто, в какой роли, что и когда." / "Each time an adult opens a page of yours or your check-ins it is written here: who, in which role, what and when.";
    CHECKINS: "Отметки «Как я»" / "Check-ins “How I am”";
    AHEAD: "загружено заранее, на экране ещё не было" / "fetched ahead, not on the screen yet";
    SCHOOL: "Школа" / "The school";
    RESTORED: "База школы восстановлена из копии от {when}. Строк после неё здесь может не быть." / "The school’s database was restored from a copy of {when}. Lines after it may be missing here.";
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
pub fn AccessLog() -> impl IntoView {
    answer(access_log_page)
}

async fn access_log_page(request: Request) -> Answered<AnyView> {
    let permit = request.own(Act::SeeAccessLog)?;
    let mut conn = request.db.read().await?;
    let lines = access_log::of_diary(&mut conn, &permit, LIMIT).await?;
    let language = request.language();
    let rows = lines
        .iter()
        .map(|line| match line {
            Ok(line) => row(&request, line),
            Err(_) => view! { <tr><td colspan="3">{unreadable(language)}</td></tr> }.into_any(),
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
        <p class="crumb"><a href=links::DIARY>{icon(Icon::Back)}{BACK.of(language)}</a></p>
        <div class="top"><h1>{TITLE.of(language)}</h1><p class="soft">{PROMISE.of(language)}</p></div>
        {content}
    };
    Ok(frame(&request, Width::Plain, TITLE.of(language), body))
}

fn row(request: &Request, line: &AccessLine) -> AnyView {
    let language = request.language();
    let local = |at| moment(request.local(at), request.today(), language);
    let when = local(line.at);
    let (way, reader, role, of) = match &line.what {
        What::Restored { as_of } => {
            let told = RESTORED.with(language, &[("when", &local(*as_of))]);
            return view! {
                <tr>
                    <th scope="row">{SCHOOL.of(language)}</th>
                    <td data-label=WHAT.of(language)>{told}</td>
                    <td class="soft when" data-label=WHEN.of(language)>{when}</td>
                </tr>
            }
            .into_any();
        }
        What::Opened {
            way,
            reader,
            role,
            of,
        } => (way, reader, role, of),
    };
    let (what, href) = match of {
        Of::Page {
            edition,
            page_key,
            occurrence,
        } => {
            let edition = request.site.school.editions.get(*edition);
            let page = edition.and_then(|edition| edition.page(page_key));
            let title = page.map_or_else(
                || page_key.clone(),
                |(_, page)| load::title(request, page, *occurrence, None),
            );
            (title, load::link(request, page_key, *occurrence))
        }
        Of::Checkins => (
            CHECKINS.of(language).to_owned(),
            Some(links::CHECKINS.to_owned()),
        ),
    };
    let what = match href {
        Some(href) => view! { <a href=href>{what}</a> }.into_any(),
        None => what.into_any(),
    };
    let ahead = (*way == Way::Delivered)
        .then(|| view! { <div class="soft small">{AHEAD.of(language)}</div> });
    view! {
        <tr>
            <th scope="row">{reader.formal()}<span class="soft small role">", "{role.title().of(language)}</span></th>
            <td data-label=WHAT.of(language)>{what}{ahead}</td>
            <td class="soft when" data-label=WHEN.of(language)>{when}</td>
        </tr>
    }
    .into_any()
}
