//! A page of one's own diary: written here, saved by itself, shown by a button.

mod address;
mod model;
mod months;
mod seen;
mod sleep;

use domain::{access::Act, answer::RowId, validate};
use leptos::prelude::*;
use store::{comments::Comment, tracks};

use self::{model::read, seen::seen};
use super::{
    asked::Asked, asks, cross_page::CrossPage, load, load::Placed, lost, occurrences,
    page_view::PageView, publication::PublicationStatus, typing::Typing,
};
use crate::{
    Request, Typed, Why,
    frame::{Width, frame},
    links::action::SAVE,
    refusal::Answered,
    ui::{margin::is_new, page::answer},
};

pub use self::address::EntryAddress;

/// `/diary/{page}/{occurrence}`
#[component]
pub fn DiaryPage() -> impl IntoView {
    let asked = Asked::read();
    let (page, occurrence) = load::named();
    answer(move |request| draw(request, page, occurrence, asked))
}

async fn draw(
    request: Request,
    key: String,
    occurrence: String,
    asked: Asked,
) -> Answered<AnyView> {
    let permit = request.own(Act::ReadDiary)?;
    let mut conn = request.db.read().await?;
    let open = load::open(&request, &mut conn).await?;
    let (section, page) = open.page(&key)?;
    let occurrence = occurrences::read(&request, page, &occurrence)?;
    let track = section.track.as_ref().map(tracks::Track::of);
    let mut read = read(&request, &mut conn, open.diary.id, page, occurrence, track).await?;
    let begun = read.entry.as_ref().map(|entry| entry.edition);
    let Placed { section, page, .. } = open.page_in(&request, begun, &key)?;
    if let Some(entry) = read.entry.as_ref().filter(|entry| !entry.is_readable()) {
        return lost::draw(&request, &mut conn, page, entry).await;
    }
    if let Some(entry) = read.entry.as_mut() {
        entry.close_if_lost(page);
    }
    let circle = load::circle(&request, &mut conn).await?;
    drop(conn);
    let is_new = |comment: &Comment| is_new(&request, comment);
    if let Some(entry) = read.entry.as_ref()
        && request.typed.is_none()
        && read.comments.iter().any(is_new)
    {
        seen(&request, &permit, entry.id).await?;
    }
    let stored = read
        .entry
        .as_ref()
        .map(|entry| entry.draft.clone())
        .unwrap_or_default();
    let typed = request
        .typed(SAVE)
        .and_then(|typed| Some((typed.as_ref(), Typing::over(&stored, page, typed)?)))
        .filter(|(typed, typing)| !is_done(typed, typing));
    let draft = match &typed {
        Some((_, typing)) => typing.draft.clone(),
        None => stored,
    };
    let circle = circle.about(page.subject(&draft).as_ref());
    // What is the matter is told of what was saved.
    let problems = match typed {
        Some(_) => Vec::new(),
        None => validate::page(page, &draft),
    };
    let asked = match &typed {
        Some((_, typing)) => Asked {
            more: typing.more().to_owned(),
            notice: None,
        },
        None => asked,
    };
    let status = PublicationStatus {
        request: &request,
        section,
        page,
        occurrence,
        entry: read.entry.as_ref(),
        circle: &circle,
    };
    let mut around = status.around();
    around.slept_little = read.slept_little;
    let cross_page = CrossPage {
        edition: open.edition,
        page,
        occurrence,
        entries: &read.around,
    };
    around.then_now = cross_page.then_now();
    around.said_elsewhere = cross_page.said(&around, request.language());
    let name = page.name_of(&draft, request.language());
    let title = load::title(&request, page, occurrence, name.as_deref());
    let page_view = PageView {
        marks: status.marks(),
        status,
        draft: &draft,
        comments: &read.comments,
        problems: &problems,
        asked: &asked,
        around,
        cross_page,
        suggestions: cross_page.suggestions(request.language()),
        letter: load::letter_days(&request, page, open.grade()),
        grade: open.grade(),
        prefill: load::prefill(&request, page, &circle),
        new_row: RowId::new(request.now, (request.new_id)().as_u128()),
        course: &read.course,
        points: &read.points,
        months: &read.months,
        typed: typed.as_ref().map(|(typed, typing)| (*typed, typing)),
    };
    let asked = request.asked();
    if let Some(body) = asked.and_then(|typed| asks::draw(&page_view, typed, &title)) {
        return Ok(frame(&request, Width::Plain, &title, body));
    }
    let body = page_view.draw(&title);
    Ok(frame(&request, Width::Margin, &title, body))
}

/// Whether what was decided about meanwhile is stored: then the page is as if nothing came back.
fn is_done(typed: &Typed, typing: &Typing) -> bool {
    let is_stored = typing.begun.is_empty() && typing.readers.is_empty();
    let is_done = typed.why == Why::Settled && is_stored;
    if is_done {
        typed.draw();
    }
    is_done
}
