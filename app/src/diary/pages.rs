//! Lists inside the diary: the pages of a section, the cards, weeks or notes of a page.

use std::collections::BTreeSet;

use domain::{
    access::Act,
    format::recent_day,
    language::Text,
    occurrence::Occurrence,
    shown::is_private,
    template::{Page, Repeat, Section},
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use store::entries::{self, Entry, Part};

use super::{contents::page_address, load, occurrences, words};
use crate::{
    Refusal, Request,
    frame::{Width, frame},
    links,
    refusal::{Answered, go},
    ui::{
        drawing::{Icon, icon},
        occurrence,
        page::answer,
        unreadable::{IN_A_LIST, in_a_list},
    },
};

/// `/diary/sections/{section}`
#[component]
pub fn SectionPages() -> impl IntoView {
    let key = use_params_map()
        .read_untracked()
        .get("section")
        .unwrap_or_default();
    answer(move |request| section(request, key))
}

async fn section(request: Request, key: String) -> Answered<AnyView> {
    request.own(Act::ReadDiary)?;
    let mut conn = request.db.read().await?;
    let open = load::open(&request, &mut conn).await?;
    let section = open.edition.section(&key).ok_or(Refusal::NotFound)?;
    let lines = entries::lines(&mut conn, open.diary.id).await?;
    let language = request.language();
    let title = section.title.of(language).to_owned();
    let pages = section
        .pages
        .iter()
        .filter(|page| {
            page.is_for(open.grade()) || lines.iter().any(|line| line.page_key == page.key)
        })
        .map(|page| {
            let mut of_page = lines.iter().filter(|line| line.page_key == page.key);
            let number = of_page.clone().count();
            let shown = of_page.clone().any(|line| line.shown_at.is_some());
            let state = match (page.repeat, of_page.next()) {
                (_, None) => load::opens(&request, page)
                    .unwrap_or_else(|| words::NOT_YET.of(language).to_owned()),
                (Repeat::Once, Some(_)) if shown => words::SHOWN.of(language).to_owned(),
                (Repeat::Once, Some(_)) => words::DRAFT.of(language).to_owned(),
                (_, Some(_)) => match page.goal.and_then(|goal| usize::try_from(goal).ok()) {
                    Some(goal) if number <= goal => words::CARDS_OF.with(
                        language,
                        &[("done", &number.to_string()), ("of", &goal.to_string())],
                    ),
                    _ => number.to_string(),
                },
            };
            view! {
                <li>
                    <a class="row" href=page_address(&page.key, page.repeat)>
                        <span class="grow"><b>{page.title.of(language).to_owned()}</b></span>
                        <span class="soft small">{state}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    let body = view! {
        <p class="crumb"><a href=links::DIARY>{icon(Icon::Back)}{words::DIARY.of(language)}</a></p>
        <h1>{title.clone()}</h1>
        <ul class="panel list contents">{pages}</ul>
        {(!lines.is_empty()).then(|| view! { <p class="small"><a href=links::print_section(&section.key)>{words::PRINT.of(language)}</a></p> })}
    };
    Ok(frame(&request, Width::Plain, &title, body))
}

/// `/diary/{page}`
#[component]
pub fn PageEntries() -> impl IntoView {
    let key = use_params_map()
        .read_untracked()
        .get("page")
        .unwrap_or_default();
    answer(move |request| list(request, key))
}

async fn list(request: Request, key: String) -> Answered<AnyView> {
    request.own(Act::ReadDiary)?;
    let mut conn = request.db.read().await?;
    let open = load::open(&request, &mut conn).await?;
    let (section, page) = open.page(&key)?;
    if page.repeat == Repeat::Once {
        go(&links::entry(&page.key, Occurrence::Once));
        return Ok(().into_any());
    }
    let entries = entries::of_page(&mut conn, open.diary.id, &key).await?;
    let language = request.language();
    let title = page.title.of(language).to_owned();
    let lines = match page.repeat {
        Repeat::Week | Repeat::Month | Repeat::Term | Repeat::HalfYear => {
            rounds(&request, section, page, &entries)
        }
        Repeat::HalfYearCard => half_years(&request, section, page, &entries),
        _ => entries
            .iter()
            .map(|entry| entry_line(&request, section, page, entry))
            .collect_view()
            .into_any(),
    };
    let add = match page.repeat {
        Repeat::HalfYearCard if occurrences::begun(&request, page).is_empty() => None,
        Repeat::Card | Repeat::HalfYearCard => Some(words::NEW_CARD),
        Repeat::Free => Some(words::NEW_NOTE),
        _ => None,
    };
    let empty = match page.repeat {
        Repeat::Free => words::NO_NOTES,
        _ => words::NO_CARDS,
    };
    let nothing = entries.is_empty() && (page.repeat.has_cards() || page.repeat == Repeat::Once);
    let add = add.map(|text| view! { <a class="button main" href=links::new_entry(&key)>{icon(Icon::Plus)}{text.of(language)}</a> });
    let content = if nothing {
        view! { <section class="panel empty">{icon(Icon::Pen)}<p>{empty.of(language)}</p>{add}</section> }.into_any()
    } else {
        view! { <div class="row wrap">{add}</div><ul class="panel list contents">{lines}</ul> }
            .into_any()
    };
    let crumb = if section.pages.len() > 1 {
        view! { " / "<a href=links::section(&section.key)>{section.title.of(language).to_owned()}</a> }.into_any()
    } else {
        ().into_any()
    };
    let body = view! {
        <p class="crumb"><a href=links::DIARY>{icon(Icon::Back)}{words::DIARY.of(language)}</a>{crumb}</p>
        <div class="top"><h1>{title.clone()}</h1><p class="soft">{page.intro.of(language).to_owned()}</p></div>
        {content}
    };
    Ok(frame(&request, Width::Plain, &title, body))
}

fn entry_line(request: &Request, section: &Section, page: &Page, entry: &Entry) -> AnyView {
    let language = request.language();
    let name = page
        .name_of(&entry.draft, language)
        .unwrap_or_else(|| words::WITHOUT_NAME.of(language).to_owned());
    if !entry.is_readable() {
        return view! { <li>{load::unreadable_link(entry, in_a_list(language).to_owned())}</li> }
            .into_any();
    }
    let when = recent_day(
        request.local(entry.updated_at).date(),
        request.today(),
        language,
    );
    let state = match entry.shown_at {
        Some(_) => Some(words::SHOWN),
        None if is_draft_for_nobody(section, page, entry) => None,
        None => Some(words::DRAFT),
    };
    view! {
        <li>
            <a class="row" href=links::entry(&page.key, entry.occurrence)>
                <span class="grow hand">{name}</span>
                <span class="soft small">{state.map(|state| format!("{} · ", state.of(language)))}{when}</span>
            </a>
        </li>
    }
    .into_any()
}

fn is_draft_for_nobody(section: &Section, page: &Page, entry: &Entry) -> bool {
    let week = load::week(entry.occurrence);
    is_private(page, section.row, week, &entry.draft, &entry.choices)
}

/// Weeks, months, terms: this one and the one before, and whatever was written; the latest first.
/// Others have closed: they are folded away, and can be written all the same.
fn rounds(request: &Request, section: &Section, page: &Page, entries: &[Entry]) -> AnyView {
    let begun = occurrences::begun(request, page);
    let is_written =
        |occurrence: &Occurrence| entries.iter().any(|entry| entry.occurrence == *occurrence);
    let earlier = entries
        .iter()
        .filter(|entry| !entry.has_lost(Part::Occurrence))
        .map(|entry| entry.occurrence)
        .filter(|occurrence| !begun.contains(occurrence));
    let lost = entries
        .iter()
        .filter(|entry| entry.has_lost(Part::Occurrence))
        .map(|entry| entry_line(request, section, page, entry))
        .collect_view();
    let (open, closed): (Vec<_>, Vec<_>) = begun
        .iter()
        .copied()
        .enumerate()
        .partition(|(age, occurrence)| *age < STAYS_OPEN || is_written(occurrence));
    let draw = |(age, occurrence): (usize, Occurrence)| {
        let entry = entries.iter().find(|entry| entry.occurrence == occurrence);
        let state = match entry {
            None if age == 0 => Some(words::NOW),
            None => None,
            Some(entry) if !entry.is_readable() => Some(IN_A_LIST),
            Some(entry) if entry.shown_at.is_some() => Some(words::SHOWN),
            Some(entry) if is_draft_for_nobody(section, page, entry) => Some(words::WRITTEN),
            Some(_) => Some(words::DRAFT),
        };
        round(request, page, occurrence, state)
    };
    let open = open.into_iter().map(draw).collect_view();
    let earlier = earlier
        .map(|occurrence| draw((usize::MAX, occurrence)))
        .collect_view();
    let others = (!closed.is_empty()).then(|| {
        let lines = closed.into_iter().map(draw).collect_view();
        let title = words::OTHER_TIMES.of(request.language());
        view! { <li><details class="unfold"><summary>{title}</summary><ul class="list contents">{lines}</ul></details></li> }
    });
    view! { {open}{earlier}{lost}{others} }.into_any()
}

/// Cards under the half-year they belong to, the latest first. An earlier half-year of this
/// academic year can be given another card.
fn half_years(request: &Request, section: &Section, page: &Page, entries: &[Entry]) -> AnyView {
    let language = request.language();
    let written = entries
        .iter()
        .filter_map(|entry| half_year(entry.occurrence));
    let begun = occurrences::begun(request, page);
    let halves: BTreeSet<Occurrence> = written.chain(begun.iter().copied()).collect();
    let draw = |half: Occurrence| {
        let title = occurrence::word(half, language).unwrap_or_default();
        let cards = entries
            .iter()
            .filter(|entry| half_year(entry.occurrence) == Some(half))
            .map(|entry| entry_line(request, section, page, entry))
            .collect::<Vec<_>>();
        let cards = (!cards.is_empty()).then(|| view! { <ul class="list contents">{cards}</ul> });
        let is_earlier = begun.iter().skip(1).any(|earlier| *earlier == half);
        let add = is_earlier.then(|| view! { <a class="small" href=links::new_entry_of(&page.key, half)>{words::NEW_CARD.of(language)}</a> });
        view! { <li><div class="row"><b class="grow small soft">{title}</b>{add}</div>{cards}</li> }
    };
    let lost = entries
        .iter()
        .filter(|entry| entry.has_lost(Part::Occurrence))
        .map(|entry| entry_line(request, section, page, entry))
        .collect_view();
    let halves = halves.into_iter().rev().map(draw).collect_view();
    view! { {halves}{lost} }.into_any()
}

const fn half_year(occurrence: Occurrence) -> Option<Occurrence> {
    match occurrence {
        Occurrence::HalfYearCard { year, number, .. } => {
            Some(Occurrence::HalfYear { year, number })
        }
        _ => None,
    }
}

/// How many of the latest times are offered though nothing is written on them.
const STAYS_OPEN: usize = 2;

fn round(
    request: &Request,
    page: &Page,
    occurrence: Occurrence,
    state: Option<Text>,
) -> impl IntoView + use<> {
    let language = request.language();
    let state = state.map(|state| state.of(language));
    let title = occurrence::word(occurrence, language).unwrap_or_default();
    let from = match occurrence {
        Occurrence::Week { year, number } => match request.year() {
            Some(of) if of.number() == year => of
                .week(number)
                .map(|week| domain::format::day(week.monday, language)),
            _ => Some(domain::format::academic_year(year)),
        },
        _ => None,
    };
    view! {
        <li>
            <a class="row" href=links::entry(&page.key, occurrence)>
                <span class="grow"><b>{title}</b>" "<span class="soft small">{from}</span></span>
                <span class="soft small">{state}</span>
            </a>
        </li>
    }
}

/// `/diary/{page}/new`: a new card gets its own address before anything is typed.
#[component]
pub fn NewEntry() -> impl IntoView {
    let key = use_params_map()
        .read_untracked()
        .get("page")
        .unwrap_or_default();
    let of = use_query_map().read_untracked().get("of");
    answer(move |request| new(request, key, of))
}

/// `of` names the half-year of the new card; without it, the one that has begun last.
async fn new(request: Request, key: String, of: Option<String>) -> Answered<AnyView> {
    request.own(Act::SaveEntry)?;
    let mut conn = request.db.read().await?;
    let open = load::open(&request, &mut conn).await?;
    let (_, page) = open.page(&key)?;
    let id = (request.new_id)();
    let occurrence = match page.repeat {
        Repeat::Card | Repeat::Free => Occurrence::Card(id),
        Repeat::HalfYearCard => {
            let mut begun = occurrences::begun(&request, page).into_iter();
            let found = match of {
                Some(of) => begun.find(|half| half.to_string() == of),
                None => begun.next(),
            };
            match found {
                Some(Occurrence::HalfYear { year, number }) => {
                    Occurrence::HalfYearCard { year, number, id }
                }
                _ => return Err(Refusal::NotFound),
            }
        }
        _ => return Err(Refusal::NotFound),
    };
    go(&links::entry(&key, occurrence));
    Ok(().into_any())
}
