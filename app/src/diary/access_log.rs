//! «Кто читал мой дневник».

mod week;

use std::collections::{BTreeSet, HashMap};

use domain::{access::Act, format::moment, occurrence::Occurrence, text};
use leptos::prelude::*;
use store::{
    Conn, Readable,
    access_log::{self, AccessLine, Of, Way, What},
    diaries, entries,
};

use super::load;
use crate::{
    Request,
    frame::{Width, frame},
    links,
    refusal::Answered,
    ui::{
        drawing::{Icon, icon},
        occurrence::full_title,
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
    let names = names(&request, &mut conn, &lines).await?;
    drop(conn);
    let language = request.language();
    let rows = week::by_week(&request, &lines)
        .into_iter()
        .map(|lines| match lines.as_slice() {
            [Err(_)] => {
                view! { <tr data-line="1"><td colspan="3">{unreadable(language)}</td></tr> }
                    .into_any()
            }
            [Ok(line)] => row(&request, line, &names),
            many => week::row(&request, many, &names),
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

/// What the cards are called of which lines speak, for their owner.
pub(super) type Names = HashMap<(String, Occurrence), String>;

async fn names(
    request: &Request,
    conn: &mut Conn,
    lines: &[Readable<AccessLine>],
) -> Answered<Names> {
    let is_card = |line: &AccessLine| match &line.what {
        What::Opened {
            of:
                Of::Page {
                    page_key,
                    occurrence,
                    ..
                },
            ..
        } if occurrence.is_card() => Some(page_key.clone()),
        _ => None,
    };
    let keys: BTreeSet<String> = lines.iter().flatten().filter_map(is_card).collect();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let student = request.student()?.person;
    let Some(diary) = diaries::of_student(conn, student)
        .await?
        .filter(|_| !keys.is_empty())
    else {
        return Ok(Names::new());
    };
    let entries = entries::of_pages(conn, diary.id, &keys).await?;
    let name = |entry: &entries::Entry| {
        let page = load::page_of(request, entry)?;
        let name = page.name_of(&entry.draft, request.language())?;
        Some(((entry.page_key.clone(), entry.occurrence), name))
    };
    Ok(entries.iter().filter_map(name).collect())
}

/// What was opened, as a link where the owner can go there.
pub(super) fn what(request: &Request, of: &Of, names: &Names) -> AnyView {
    let (what, href) = match of {
        Of::Page {
            edition,
            page_key,
            occurrence,
        } => {
            let edition = request.site.school.editions.get(*edition);
            let page = edition.and_then(|edition| edition.page(page_key));
            let name = names.get(&(page_key.clone(), *occurrence));
            let title = page.map_or_else(
                || page_key.clone(),
                |(_, page)| {
                    full_title(
                        page,
                        *occurrence,
                        name.map(String::as_str),
                        request.language(),
                    )
                },
            );
            (title, load::link(request, page_key, *occurrence))
        }
        Of::Checkins => (
            CHECKINS.of(request.language()).to_owned(),
            Some(links::CHECKINS.to_owned()),
        ),
    };
    match href {
        Some(href) => view! { <a href=href>{what}</a> }.into_any(),
        None => what.into_any(),
    }
}

fn row(request: &Request, line: &AccessLine, names: &Names) -> AnyView {
    let language = request.language();
    let local = |at| moment(request.local(at), request.today(), language);
    let when = local(line.at);
    let (way, reader, role, of) = match &line.what {
        What::Restored { as_of } => {
            let told = RESTORED.with(language, &[("when", &local(*as_of))]);
            return view! {
                <tr data-line="1">
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
    let what = what(request, of, names);
    let ahead = (*way == Way::Delivered)
        .then(|| view! { <div class="soft small">{AHEAD.of(language)}</div> });
    view! {
        <tr data-line="1">
            <th scope="row">{reader.formal()}<span class="soft small role">", "{role.title().of(language)}</span></th>
            <td data-label=WHAT.of(language)>{what}{ahead}</td>
            <td class="soft when" data-label=WHEN.of(language)>{when}</td>
        </tr>
    }
    .into_any()
}
