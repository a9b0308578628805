//! What a page is drawn from, besides the diary.

use domain::{
    field::Computed,
    id::DiaryId,
    occurrence::Occurrence,
    template::{FieldKind, Page},
    topics::Month,
};
use store::{
    Conn,
    comments::{self, Comment},
    entries::{self, Entry},
    tracks,
};

use super::{months::months, sleep::little_sleep};
use crate::{
    Request,
    diary::{
        cross_page,
        milestones::{self, Point},
    },
    links::action::{COMMENT, MOVE},
    refusal::Answered,
};

/// What is read besides the diary.
pub(super) struct PageModel {
    pub(super) entry: Option<Entry>,
    /// Entries that the page looks at: its own from other days, and those it compares.
    pub(super) around: Vec<Entry>,
    pub(super) comments: Vec<Comment>,
    pub(super) course: tracks::Course,
    pub(super) slept_little: bool,
    /// The diary's milestones, for a page that gathers them.
    pub(super) points: Vec<Point>,
    /// How readiness by topic stood from month to month.
    pub(super) months: Vec<Month>,
}

pub(super) async fn read(
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
        Some(entry)
            if entry.shown_at.or(entry.taken_back_at).is_some() && request.needs(COMMENT) =>
        {
            comments::for_owner(conn, entry.id, request.student()?.person, request.now).await?
        }
        _ => Vec::new(),
    };
    let course = match track.filter(|_| request.needs(MOVE)) {
        Some(track) => {
            let settled = request.now - domain::waiting::UNDO;
            tracks::course(conn, diary, track, request.student()?.person, Some(settled)).await?
        }
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
