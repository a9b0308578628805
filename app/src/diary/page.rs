//! A page of one's own diary: written here, saved by itself, shown by a button.

use std::time::Duration;

use domain::{
    access::{Act, Permit},
    answer::{Answer, RowId},
    computed::slept_little,
    field::Computed,
    id::{DiaryId, EntryId},
    occurrence::Occurrence,
    template::{FieldKind, Page},
    topics::{Month, by_month},
    validate,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use store::{
    Conn, checkins,
    comments::{self, Comment},
    entries::{self, Entry, Kind},
    tracks,
};

use super::{
    asked::Asked,
    asks,
    cross_page::{self, CrossPage},
    load, lost,
    milestones::{self, Point},
    occurrences,
    page_view::PageView,
    publication::PublicationStatus,
    typing::Typing,
};
use crate::{
    Refusal, Request, Typed, Why,
    frame::{Width, frame},
    links,
    links::action::{COMMENT, MOVE, SAVE},
    refusal::{Answered, go},
    ui::{margin::is_new, page::answer},
};

/// `/diary/{page}/{occurrence}`
#[component]
pub fn DiaryPage() -> impl IntoView {
    let asked = Asked::read();
    let (page, occurrence) = load::named();
    answer(move |request| draw(request, page, occurrence, asked))
}

/// `/entries/{entry}`: where a page of the own diary lives, by its entry.
#[component]
pub fn EntryAddress() -> impl IntoView {
    let id = use_params_map()
        .read_untracked()
        .get("entry")
        .unwrap_or_default();
    answer(move |request: Request| async move {
        request.own(Act::ReadDiary)?;
        let mut conn = request.db.read().await?;
        let open = load::open(&request, &mut conn).await?;
        let lines = entries::lines(&mut conn, open.diary.id).await?;
        let line = lines
            .iter()
            .find(|line| line.id.to_string() == id)
            .ok_or(crate::Refusal::NotFound)?;
        go(&links::entry(&line.page_key, line.occurrence));
        Ok(().into_any())
    })
}

/// What is read besides the diary.
struct PageModel {
    entry: Option<Entry>,
    /// Entries that the page looks at: its own from other days, and those it compares.
    around: Vec<Entry>,
    comments: Vec<Comment>,
    course: tracks::Course,
    slept_little: bool,
    /// The diary's milestones, for a page that gathers them.
    points: Vec<Point>,
    /// How readiness by topic stood from month to month.
    months: Vec<Month>,
}

/// Notes that the words on a page were seen. Where nothing can be written they are new once more, and
/// the page is drawn all the same.
async fn seen(request: &Request, permit: &Permit, entry: EntryId) -> Answered<()> {
    /// A page waits no longer for it.
    const WAITS: Duration = Duration::from_millis(500);
    let db = request.db.at_most(WAITS);
    let noted = store::write!(db, tx => comments::seen(tx, permit, entry, request.now).await.map_err(Refusal::from));
    match noted {
        Err(Refusal::Unavailable | Refusal::Busy) => Ok(()),
        noted => noted,
    }
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

async fn read(
    request: &Request,
    conn: &mut Conn,
    diary: DiaryId,
    page: &Page,
    occurrence: Occurrence,
    track: Option<tracks::Track>,
) -> Answered<PageModel> {
    let pages = cross_page::keys(page);
    let keys: Vec<&str> = pages.iter().copied().collect();
    let has = |found: fn(&Computed) -> bool| {
        page.fields
            .iter()
            .any(|field| matches!(&field.kind, FieldKind::Computed(kind) if found(kind)))
    };
    let has_timeline = has(|kind| matches!(kind, Computed::Timeline));
    let around = if has_timeline {
        entries::all(conn, diary).await?
    } else {
        entries::of_pages(conn, diary, &keys).await?
    };
    let points = if has_timeline {
        let states = entries::shown_states(conn, diary, &milestones::decided(request)).await?;
        milestones::points(request, &around, &states)
    } else {
        Vec::new()
    };
    let entry = if has_timeline || pages.contains(page.key.as_str()) {
        let here = |entry: &&Entry| entry.page_key == page.key && entry.occurrence == occurrence;
        around.iter().find(here).cloned()
    } else {
        entries::find(conn, diary, &page.key, occurrence).await?
    };
    let comments = match &entry {
        Some(entry) if entry.shown_at.is_some() && request.needs(COMMENT) => {
            comments::for_owner(conn, entry.id, request.student()?.person).await?
        }
        _ => Vec::new(),
    };
    let course = match track.filter(|_| request.needs(MOVE)) {
        Some(track) => tracks::course(conn, diary, track, request.student()?.person).await?,
        None => tracks::Course::default(),
    };
    let months = match &entry {
        Some(entry) => months(request, conn, page, entry).await?,
        None => Vec::new(),
    };
    let has_sleep = has(|kind| matches!(kind, Computed::Sleep));
    let slept_little = has_sleep && little_sleep(request, conn).await?;
    Ok(PageModel {
        entry,
        around,
        comments,
        course,
        slept_little,
        points,
        months,
    })
}

/// The months of the subject that the page's topics are of.
async fn months(
    request: &Request,
    conn: &mut Conn,
    page: &Page,
    entry: &Entry,
) -> Answered<Vec<Month>> {
    let found = page.fields.iter().find_map(|field| match &field.kind {
        FieldKind::Topics(topics) => Some((field, topics)),
        _ => None,
    });
    let Some((field, topics)) = found else {
        return Ok(Vec::new());
    };
    let subject = entry.draft.get(&topics.subject_by).and_then(Answer::text);
    let revisions = entries::revisions(conn, entry.id).await?;
    let states: Vec<_> = revisions
        .iter()
        .rev()
        // What another device wrote and nobody chose was never how it stood.
        .filter(|revision| revision.kind != Kind::Conflict)
        .filter_map(
            |revision| match revision.answers.as_ref().ok()?.get(&field.key) {
                Some(Answer::Map(map)) => Some((request.local(revision.saved_at).date(), map)),
                _ => None,
            },
        )
        .collect();
    Ok(subject.map_or_else(Vec::new, |subject| by_month(topics, subject, &states)))
}

async fn little_sleep(request: &Request, conn: &mut Conn) -> Answered<bool> {
    let permit = request.own_checkins()?;
    let since = request.now - chrono::Duration::days(22);
    let kept = checkins::of_student(conn, &permit, since).await?;
    let nights: Vec<_> = kept
        .iter()
        .filter_map(|kept| {
            Some((
                request.local(kept.at).date(),
                kept.checkin.as_ref().ok()?.sleep_half_hours?,
            ))
        })
        .collect();
    Ok(slept_little(&nights, request.today()))
}
