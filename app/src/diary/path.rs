//! «Путь»: decisions, trials, goals, sessions and letters of a diary on one line of time.

use chrono::NaiveDate;
use domain::{
    access::Act,
    answer::Answer,
    format::day_and_year,
    letter::Letter,
    template::{FieldKind, PagePurpose},
    text,
};
use leptos::prelude::*;
use store::entries::{self, Entry};

use super::{load, milestones};
use crate::{
    Request,
    frame::{Width, frame},
    links,
    refusal::Answered,
    ui::{
        drawing::{Icon, icon},
        page::answer,
    },
};

text! {
    TITLE: "Путь" / "My path";
    INTRO: "Решения, пробы, цели и события по дням. Всё это твои слова из дневника." / "Decisions, trials, goals and events by day, all in your own words.";
    EMPTY: "Здесь выстроится твой путь: первая проба, событие или решение станут первой точкой." / "Your path will take shape here: a first trial, event or decision makes its first point.";
    BEGIN: "Записать событие" / "Note an event";
    THEN_NOW: "Я тогда, я сейчас" / "Me then, me now";
    AREAS: "Что меняется во мне" / "What changes in me";
    AHEAD: "Впереди" / "Ahead";
    OPENS: "письмо откроется {day}" / "a letter opens on {day}";
}

/// `/path`
#[component]
pub fn Path() -> impl IntoView {
    answer(path)
}

async fn path(request: Request) -> Answered<AnyView> {
    request.own(Act::ReadDiary)?;
    let mut conn = request.db.read().await?;
    let open = load::open(&request, &mut conn).await?;
    let entries = entries::all(&mut conn, open.diary.id).await?;
    let decided = milestones::decided(&request);
    let states = entries::shown_states(&mut conn, open.diary.id, &decided).await?;
    drop(conn);
    let language = request.language();
    let points = milestones::points(&request, &entries, &states);
    let ahead = ahead(&request, &entries, open.grade());
    let content = if points.is_empty() {
        let begin = open.edition.page_for(PagePurpose::Event).map(|page| {
            let href = links::new_entry(&page.key);
            view! { <a class="button main" href=href>{BEGIN.of(language)}</a> }
        });
        view! {
            <section class="panel empty">{icon(Icon::Path)}<p>{EMPTY.of(language)}</p>{begin}</section>
        }
        .into_any()
    } else {
        milestones::timeline(&points, language)
    };
    let body = view! {
        <div class="top"><h1>{TITLE.of(language)}</h1><p class="soft">{INTRO.of(language)}</p></div>
        <div class="row wrap">
            <a class="button" href=links::THEN_NOW>{THEN_NOW.of(language)}</a>
            <a class="button" href=links::AREAS>{AREAS.of(language)}</a>
        </div>
        {ahead}
        {content}
        {load::unreadable_ones(&request, &entries)}
    };
    Ok(frame(&request, Width::Plain, TITLE.of(language), body))
}

/// Letters that wait for their day, and the days the school knows of.
fn ahead(request: &Request, entries: &[Entry], grade: u8) -> Option<AnyView> {
    let language = request.language();
    let letters = entries.iter().filter_map(|entry| {
        let page = load::page_of(request, entry)?;
        let field = page
            .fields
            .iter()
            .find(|field| matches!(field.kind, FieldKind::Letter(_)))?;
        let Some(Answer::Map(map)) = entry.draft.get(&field.key) else {
            return None;
        };
        let Letter::Sealed(letter) = Letter::read(map) else {
            return None;
        };
        let text = OPENS.with(
            language,
            &[("day", &day_and_year(letter.opens_on, language))],
        );
        Some((
            letter.opens_on,
            text,
            load::link(request, &entry.page_key, entry.occurrence),
        ))
    });
    let year = request.year();
    let dates = year
        .map(|year| year.dates_ahead(request.today(), 120, grade))
        .unwrap_or_default();
    let dates = dates.into_iter().map(|date| {
        let text = format!(
            "{}: {}",
            domain::format::day(date.on, language),
            date.title.of(language)
        );
        (date.on, text, None)
    });
    let mut lines: Vec<(NaiveDate, String, Option<String>)> = letters.chain(dates).collect();
    if lines.is_empty() {
        return None;
    }
    lines.sort_by_key(|(on, ..)| *on);
    let items = lines
        .into_iter()
        .map(|(_, text, href)| match href {
            Some(href) => view! { <li><a href=href>{text}</a></li> }.into_any(),
            None => view! { <li>{text}</li> }.into_any(),
        })
        .collect_view();
    Some(view! { <section class="panel"><header><h2>{AHEAD.of(language)}</h2></header><ul class="list">{items}</ul></section> }.into_any())
}
