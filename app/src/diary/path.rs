//! «Путь»: decisions, trials, goals, sessions and letters of a diary on one line of time.

use chrono::{Datelike, NaiveDate};
use domain::{
    access::Act,
    answer::{Answer, Answers},
    date,
    format::{day_and_year, month_and_year},
    language::{Language, Text},
    letter::Letter,
    template::{Edition, Field, FieldKind, MilestoneKind, Page},
    text,
};
use leptos::prelude::*;
use store::entries::{self, Entry};

use super::load;
use crate::{
    Request,
    frame::{Place, Width, frame},
    refusal::Answered,
    ui::{
        answer::plain,
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
    DECISION: "решение" / "decision";
    TRIAL: "проба" / "trial";
    GOAL: "цель" / "goal";
    LETTER: "письмо" / "letter";
    EVENT: "событие" / "event";
    PROJECT: "проект" / "project";
    SESSION: "сессия" / "session";
    ACHIEVEMENT: "достижение" / "achievement";
    EXAM: "экзамен" / "exam";
}

/// What a kind of milestone is called.
#[must_use]
pub const fn word(kind: MilestoneKind) -> Text {
    match kind {
        MilestoneKind::Decision => DECISION,
        MilestoneKind::Trial => TRIAL,
        MilestoneKind::Goal => GOAL,
        MilestoneKind::Letter => LETTER,
        MilestoneKind::Event => EVENT,
        MilestoneKind::Project => PROJECT,
        MilestoneKind::Session => SESSION,
        MilestoneKind::Achievement => ACHIEVEMENT,
        MilestoneKind::Exam => EXAM,
    }
}

/// A point on the line.
struct Point {
    on: NaiveDate,
    kind: MilestoneKind,
    title: String,
    href: String,
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
    let decided: Vec<&str> = request
        .site
        .editions
        .0
        .values()
        .flat_map(Edition::pages)
        .filter(|(_, page)| is_decided(page))
        .map(|(_, page)| page.key.as_str())
        .collect();
    let states = entries::shown_states(&mut conn, open.diary.id, &decided).await?;
    drop(conn);
    let language = request.language();
    let mut points: Vec<Point> = entries
        .iter()
        .filter_map(|entry| point(&request, entry))
        .collect();
    points.extend(decisions(&request, &states));
    points.sort_by_key(|point| std::cmp::Reverse(point.on));
    let ahead = ahead(&request, &entries, open.grade());
    let content = if points.is_empty() {
        view! {
            <section class="panel empty">{icon(Icon::Path)}<p>{EMPTY.of(language)}</p><a class="button main" href="/diary/event/new">{BEGIN.of(language)}</a></section>
        }
        .into_any()
    } else {
        timeline(&points, language)
    };
    let body = view! {
        <div class="top"><h1>{TITLE.of(language)}</h1><p class="soft">{INTRO.of(language)}</p></div>
        <div class="row wrap">
            <a class="button" href="/path/then-and-now">{THEN_NOW.of(language)}</a>
            <a class="button" href="/path/areas">{AREAS.of(language)}</a>
        </div>
        {ahead}
        {content}
    };
    Ok(frame(
        &request,
        Place::Path,
        Width::Plain,
        TITLE.of(language),
        body,
    ))
}

/// A page of which every shown state is a decision of its own.
fn is_decided(page: &Page) -> bool {
    let is_decision = page
        .timeline
        .as_ref()
        .is_some_and(|found| found.kind == MilestoneKind::Decision);
    is_decision && page.named_by.is_none()
}

fn page_of<'a>(request: &'a Request, entry: &Entry) -> Option<&'a Page> {
    let edition = request.site.editions.get(entry.edition)?;
    edition.page(&entry.page_key).map(|(_, page)| page)
}

fn point(request: &Request, entry: &Entry) -> Option<Point> {
    let page = page_of(request, entry)?;
    let milestone = page.timeline.as_ref()?;
    let is_history = is_decided(page) && entry.shown_at.is_some();
    if is_history || entry.draft.is_empty() {
        return None;
    }
    let language = request.language();
    let typed = milestone
        .dated_by
        .as_ref()
        .and_then(|key| date::parse(entry.draft.get(key)?.text()?));
    let name = page
        .name_of(&entry.draft, language)
        .or_else(|| decision(page, &entry.draft, language));
    Some(Point {
        on: typed.unwrap_or_else(|| request.local(entry.created_at).date()),
        kind: milestone.kind,
        title: name.unwrap_or_else(|| load::title(request, page, entry.occurrence, None)),
        href: load::address(&entry.page_key, entry.occurrence),
    })
}

/// Each shown state of a decision that differs from the one before, by day.
fn decisions(
    request: &Request,
    states: &[(String, chrono::DateTime<chrono::Utc>, Answers)],
) -> Vec<Point> {
    let language = request.language();
    let mut last: std::collections::HashMap<&str, String> = std::collections::HashMap::new();
    let mut points = Vec::new();
    for (key, at, answers) in states {
        let found = request
            .site
            .editions
            .0
            .values()
            .find_map(|edition| edition.page(key));
        let Some((_, page)) = found else { continue };
        let Some(name) = decision(page, answers, language) else {
            continue;
        };
        if last.get(key.as_str()) == Some(&name) {
            continue;
        }
        points.push(Point {
            on: request.local(*at).date(),
            kind: MilestoneKind::Decision,
            title: name.clone(),
            href: load::address(key, domain::occurrence::Occurrence::Once),
        });
        last.insert(key, name);
    }
    points
}

/// What was decided: what cannot be kept to oneself for ever, else the page's choices,
/// else its first line.
fn decision(page: &Page, answers: &Answers, language: Language) -> Option<String> {
    let decides = |kind: &FieldKind| {
        matches!(
            kind,
            FieldKind::Choice { .. } | FieldKind::Choices { .. } | FieldKind::ShortText { .. }
        )
    };
    let answered = || {
        let fields = page.fields.iter();
        fields.filter(|field| decides(&field.kind) && answers.contains_key(&field.key))
    };
    let words = |field: &Field| Some(plain(&field.kind, answers.get(&field.key)?, language));
    let locked: Vec<String> = answered()
        .filter(|field| field.locked)
        .filter_map(words)
        .collect();
    if !locked.is_empty() {
        return Some(locked.join(" · "));
    }
    let is_chosen =
        |field: &&Field| field.core && !matches!(field.kind, FieldKind::ShortText { .. });
    let chosen: Vec<String> = answered().filter(is_chosen).filter_map(words).collect();
    if chosen.is_empty() {
        return answered().next().and_then(words);
    }
    Some(chosen.join(" · "))
}

fn timeline(points: &[Point], language: Language) -> AnyView {
    let mut months: Vec<((i32, u32), Vec<&Point>)> = Vec::new();
    for point in points {
        let month = (point.on.year(), point.on.month());
        match months.last_mut() {
            Some((last, of_month)) if *last == month => of_month.push(point),
            _ => months.push((month, vec![point])),
        }
    }
    months
        .into_iter()
        .map(|((year, month), points)| {
            let items = points
                .into_iter()
                .map(|point| {
                    let day = point.on.day();
                    view! {
                        <li>
                            <a class="row" href=point.href.clone()>
                                <span class="day num">{day}</span>
                                <span class="grow hand">{point.title.clone()}</span>
                                <span class="chip plain">{word(point.kind).of(language)}</span>
                            </a>
                        </li>
                    }
                })
                .collect_view();
            view! { <section class="panel"><header><h2>{month_and_year(year, month, language)}</h2></header><ol class="list contents timeline">{items}</ol></section> }
        })
        .collect_view()
        .into_any()
}

/// Letters that wait for their day, and the days the school knows of.
fn ahead(request: &Request, entries: &[Entry], grade: u8) -> Option<AnyView> {
    let language = request.language();
    let letters = entries.iter().filter_map(|entry| {
        let page = page_of(request, entry)?;
        let field = page
            .fields
            .iter()
            .find(|field| matches!(field.kind, FieldKind::Letter { .. }))?;
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
            Some(load::address(&entry.page_key, entry.occurrence)),
        ))
    });
    let year = request.site.year.as_ref();
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
